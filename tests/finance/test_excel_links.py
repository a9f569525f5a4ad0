"""Clicks: from a line to its steps, its cuts, its receipts and their files, and back."""

from __future__ import annotations

from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

import pytest

from cic_sheets.example import financial_pages as pages
from cic_sheets.example import financial_shared as shared
from cic_sheets.example.financial_looks import ITEM_ROW, Col, letter_of
from cic_sheets.example.financial_steps import STEPS
from cic_sheets.render.excel import fill_financial
from cic_sheets.report.finance_plan import Attached
from tests.finance.filled import FILES, formulas_of, loaded, made, template
from tests.programs import ROOT

LINKS: tuple[tuple[str, tuple[Col, ...], str, str, str], ...] = (
    ("Dépenses", pages.EXPENSES, "pieces", "Justificatifs", "A"),
    ("Dépenses", pages.EXPENSES, "calcul", "Calcul", "A"),
    ("Dépenses", pages.EXPENSES, "coupe", "Coupes", "A"),
    ("Calcul", STEPS, "no", "Dépenses", "A"),
    ("Coupes", shared.CUTS, "ligne", "Dépenses", "A"),
    ("Justificatifs", pages.RECEIPTS, "lignes", "Dépenses", "A"),
    ("Preuves", shared.PROOFS, "ligne", "Dépenses", "A"),
    ("Preuves", shared.PROOFS, "piece", "Justificatifs", "A"),
    ("Accords", shared.APPROVALS, "premiere", "Dépenses", "A"),
    ("Barèmes", shared.CEILINGS, "lignes", "Dépenses", "A"),
)
"""Sheet, its columns, the column that is clicked, where it leads, the column to compare there."""


@pytest.mark.parametrize(("sheet", "columns", "name", "there", "column"), LINKS)
def test_click__leads_to_the_row_that_it_names(
    sheet: str, columns: tuple[Col, ...], name: str, there: str, column: str
) -> None:
    book = formulas_of("example")
    letter = letter_of(columns, name)
    followed = 0
    for row in range(ITEM_ROW, book[sheet].max_row):
        cell = book[sheet][f"{letter}{row}"]
        if cell.hyperlink is None:
            continue
        led, _, place = cell.hyperlink.location.partition("!")
        assert led == f"'{there}'"
        target = book[there][f"{column}{book[there][place].row}"].value
        assert str(cell.value).split(" ; ")[0] == target, cell.coordinate
        followed += 1
    assert followed >= (3 if sheet in ("Accords", "Barèmes") else 15)


def test_every_line_with_cuts__leads_to_its_first_cut() -> None:
    report, book = made("example")[0], formulas_of("example")
    letter = letter_of(pages.EXPENSES, "coupe")
    first = {str(row["cle"]): n for n, row in enumerate(report.lists["coupes"], start=ITEM_ROW)}
    for number, row in enumerate(report.lists["depenses"], start=ITEM_ROW):
        link = book["Dépenses"][f"{letter}{number}"].hyperlink
        wanted = first.get(f"{row['no']}/1")
        assert (link.location if link else None) == (f"'Coupes'!A{wanted}" if wanted else None)


def test_receipt__opens_its_file_as_seen_from_the_report() -> None:
    sheet = formulas_of("example")["Justificatifs"]
    letter = letter_of(pages.RECEIPTS, "fichier")
    out = ROOT / "out" / "2023"
    opened = 0
    for row in range(ITEM_ROW, sheet.max_row + 1):
        cell = sheet[f"{letter}{row}"]
        if cell.hyperlink is not None:
            assert Path(normpath(out / unquote(cell.hyperlink.target))).is_file()
            opened += 1
    assert opened > 100


@pytest.mark.parametrize(
    ("name", "leads"),
    [
        ("justificatifs/J 1 é&.pdf", "../../workbooks/justificatifs/J%201%20%C3%A9%26.pdf"),
        ("../../secret.pdf", None),
        ("http://ailleurs/x", None),
        ("C:\\x.pdf", None),
        ("a\\..\\b.pdf", None),
    ],
)
def test_typed_file_name__leads_nowhere_else(name: str, leads: str | None) -> None:
    report, _ = made("example")
    first, *others = report.lists["justificatifs"]
    odd = ({**first, "fichier": Attached(name, f"{FILES}/{name}")}, *others)
    changed = report._replace(lists={**report.lists, "justificatifs": odd})
    sheet = loaded(fill_financial(template(), changed, draft=True))["Justificatifs"]
    cell = sheet[f"{letter_of(pages.RECEIPTS, 'fichier')}{ITEM_ROW}"]
    assert cell.value == name
    assert (cell.hyperlink.target if cell.hyperlink else None) == leads


def test_report_that_does_not_know_where_files_are__names_them_only() -> None:
    sheet = formulas_of("corners")["Justificatifs"]
    letter = letter_of(pages.RECEIPTS, "fichier")
    assert all(sheet[f"{letter}{row}"].hyperlink is None for row in range(ITEM_ROW, 12))
