"""A word in every printed header, and sheets out of sight."""

from __future__ import annotations

import pytest
import xlsxwriter

from cic_sheets.template.excel.stamp import hidden, stamped
from cic_sheets.template.opc.errors import PatchError
from tests.template_excel.books import loaded, made, one_sheet
from tests.xlsx_patch.books import parts_of


def with_header(header: str) -> bytes:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.set_header(header)
        sheet.set_footer("&Lpied")

    return made(make)


@pytest.mark.parametrize(
    ("header", "left", "center", "right"),
    [
        ("", None, "MOT", None),
        ("&Lgauche&Rdroite", "gauche", "MOT", "droite"),
        ("&Cmilieu", None, "MOT milieu", None),
        ("&Cdéjà MOT", None, "déjà MOT", None),
        ("&Lgauche", "gauche", "MOT", None),
    ],
)
def test_word__joins_the_header_that_is_there(
    header: str, left: str | None, center: str | None, right: str | None
) -> None:
    found = loaded(stamped(with_header(header), "MOT"))["F"]
    parts = found.oddHeader
    assert (parts.left.text, parts.center.text, parts.right.text) == (left, center, right)
    assert found.oddFooter.left.text == "pied"


def test_word__is_put_where_no_sheet_has_a_header_and_only_once() -> None:
    once = stamped(one_sheet(A1="x"), "A & B", '&"Calibri,Bold"&22')
    assert b'&amp;C&amp;&quot;Calibri,Bold&quot;&amp;22A &amp;&amp; B' in parts_of(once)[
        "xl/worksheets/sheet1.xml"
    ]  # fmt: skip
    assert stamped(stamped(one_sheet(A1="x"), "MOT"), "MOT") == stamped(one_sheet(A1="x"), "MOT")


def three() -> bytes:
    return made(lambda book: [book.add_worksheet(name) for name in ("A", "L'été", "C")] and None)


def test_sheets__go_out_of_sight_and_keep_their_parts() -> None:
    data = hidden(three(), ["L'été"])
    assert [sheet.sheet_state for sheet in loaded(data)] == ["visible", "hidden", "visible"]
    before, after = parts_of(three()), parts_of(data)
    assert {name for name in after if after[name] != before[name]} == {"xl/workbook.xml"}


def test_last_visible_sheet__stays_in_sight() -> None:
    assert hidden(three(), ["A", "L'été", "C"]) == three()
    assert hidden(three(), []) == three()


def test_what_is_no_workbook__is_refused() -> None:
    with pytest.raises(PatchError):
        stamped(b"", "MOT")
    with pytest.raises(PatchError):
        hidden(b"", ["A"])
