"""Long lists whose rows reckon with the rows above: right, and in time that grows with them."""

from __future__ import annotations

import io
import time

import openpyxl
import pytest
import xlsxwriter

from cic_sheets.template.excel.fill import Filled, Link, Outside, Value, fill
from tests.template_excel.books import one_sheet


def drawn_down(formulas: dict[str, str]) -> bytes:
    """A template with one row of a list in row 2, below its headings, and formulas in it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("F")
        sheet.write_row(0, 0, ["Clé", "Montant", "Reste", "Pris", "Somme"])
        sheet.write_row(1, 0, ["{{l.cle}}", "{{l.montant}}"])
        for place, formula in formulas.items():
            sheet.write_formula(place, formula, None, "")
    return out.getvalue()


def filled(formulas: dict[str, str], rows: list[tuple[object, int]]) -> openpyxl.Workbook:
    items: list[dict[str, Value]] = [{"cle": key, "montant": n} for key, n in rows]  # type: ignore[dict-item]
    done: Filled = fill(drawn_down(formulas), {}, {"l": items})
    assert done.unreckoned == ()
    return openpyxl.load_workbook(io.BytesIO(done.data), data_only=True)


SHARED = {"C2": "=100-SUMIFS(D$1:D1,A$1:A1,A2)", "D2": "=MIN(B2,C2)", "E2": "=SUM(D2,E1)"}
"""What is left of the hundred that the rows of a key share, what a row takes, all taken so far."""


def test_rows__draw_on_what_the_rows_above_with_their_key_have_left() -> None:
    sheet = filled(SHARED, [(1, 70), (2, 50), (1, 70), (1, 5), (2, 80)])["F"]
    assert [sheet.cell(row, 3).value for row in range(2, 7)] == [100, 100, 30, 0, 50]
    assert [sheet.cell(row, 4).value for row in range(2, 7)] == [70, 50, 30, 0, 50]
    assert sheet["E6"].value == 200


@pytest.mark.parametrize(
    ("keys", "formula", "expected"),
    [
        (["a", "A", "b"], '=SUMIFS(B$2:B2,A$2:A2,"a")', 2),
        (["a*", "ab", "b"], "=SUMIFS(B$2:B2,A$2:A2,A$2)", 2),
        ([1, "1", None], "=COUNTIFS(A$2:A2,1)", 1),
        ([1, 2, 1], '=SUMIFS(B$2:B2,A$2:A2,">1")', 1),
        ([1, 2, 1], "=SUMIFS(B$2:B2,A$2:A2,1,B$2:B2,1)", 2),
        ([1, 2, 1], '=SUMIFS(A$2:A2,B$2:B2,"1")', 4),
    ],
)
def test_sum_by_key__is_what_excel_says(keys: list[object], formula: str, expected: int) -> None:
    sheet = filled({"C2": formula}, [(key, 1) for key in keys])["F"]
    assert sheet["C4"].value == expected


def test_error_above__reaches_only_the_rows_whose_key_it_has() -> None:
    formulas = {"C2": "=SUMIFS(D$1:D1,A$1:A1,A2)", "D2": "=1/B2"}
    sheet = filled(formulas, [(1, 1), (2, 0), (1, 1), (2, 1)])["F"]
    assert [sheet.cell(row, 3).value for row in range(2, 6)] == [0, 0, 1, "#DIV/0!"]


def test_chain_of_a_thousand_rows__is_reckoned_from_its_end_too() -> None:
    rows = 3000
    book = openpyxl.load_workbook(io.BytesIO(drawn_down({"C2": "=SUM(C1,B2)"})))
    book.create_sheet("A", 0)["A1"] = "=MAX(F!C2:C2)"
    kept = io.BytesIO()
    book.save(kept)
    done = fill(kept.getvalue(), {}, {"l": [{"cle": 1, "montant": 1}] * rows})
    assert done.unreckoned == ()
    assert openpyxl.load_workbook(io.BytesIO(done.data), data_only=True)["A"]["A1"].value == rows


def test_ring_of_formulas__is_told_and_not_followed_for_ever() -> None:
    formulas = {"C2": "=SUM(C1,B2)", "G1": "=H1+B2", "H1": "=G1"}
    done = fill(drawn_down(formulas), {}, {"l": [{"cle": 1, "montant": 1}]})
    assert set(done.unreckoned) == {"F!G1", "F!H1"}


def test_time__grows_with_the_rows_and_not_with_their_square() -> None:
    def seconds(rows: int) -> float:
        start = time.process_time()
        filled(SHARED, [(n % 7, 3) for n in range(rows)])
        return time.process_time() - start

    seconds(50)
    assert seconds(2000) < 16 * seconds(500)


def test_link_outside__names_its_target_once_whatever_cells_lead_there() -> None:
    links = [Link("a", Outside("../x%20y.pdf")), Link("b", Outside("../x%20y.pdf")),
             Link("c", Outside("z.pdf?q=1&r=2"))]  # fmt: skip
    template = one_sheet(A1="{{l.f}}")
    data = fill(template, {}, {"l": [{"f": link} for link in links]}).data
    sheet = openpyxl.load_workbook(io.BytesIO(data))["F"]
    targets = [sheet.cell(row, 1).hyperlink.target for row in (1, 2, 3)]
    assert targets == ["../x%20y.pdf", "../x%20y.pdf", "z.pdf?q=1&r=2"]
    assert sheet["A1"].hyperlink.id == sheet["A2"].hyperlink.id != sheet["A3"].hyperlink.id
