"""An address means a cell of the year, or one sentence says why it means nothing."""

from __future__ import annotations

import pytest

from cic_sheets.trace.cell import NoCell, asked
from cic_sheets.xlsx.model import RawCell, RawSheet
from tests.drawing import draw

YEAR = """
| Dépenses | N°    | Montant | Fournisseur |
|          | D-001 | 80,00   |             |
"""


@pytest.fixture(scope="module")
def year() -> tuple[object, object]:
    drawn = draw(YEAR)
    text = RawCell("text", "à moi")
    mine = RawSheet("Mes notes", rows={1: {1: text}})
    lists = RawSheet("Listes", rows={1: {1: RawCell("text", "fonction")}, 2: {1: text}})
    welcome = RawSheet("Accueil", rows={1: {1: text}})
    sheets = tuple(_with_own_column(sheet) for sheet in drawn.raw.sheets)
    drawn.raw = drawn.raw._replace(sheets=(*sheets, mine, lists, welcome))
    return drawn.opened(), drawn.raw


def _with_own_column(sheet: RawSheet) -> RawSheet:
    if sheet.name != "Dépenses":
        return sheet
    own = {1: RawCell("text", "Ma colonne"), 2: RawCell("text", "x")}
    rows = {row: {**cells, 40: own[row]} for row, cells in sheet.rows.items()}
    return sheet._replace(rows=rows)


@pytest.mark.parametrize(
    ("address", "column", "row"),
    [
        ("Dépenses!J2", "Montant", "D-001"),
        ("'Dépenses'!$J$2", "Montant", "D-001"),
        ("depenses!j2", "Montant", "D-001"),
        (" Dépenses!J2 ", "Montant", "D-001"),
        ("Convention!B5", "Fin", "CIC-MA-2023"),
    ],
)
def test_address__means_a_column_of_a_row(address, column, row, year) -> None:  # type: ignore[no-untyped-def]
    found = asked(*year, address)
    assert (found.column.label, found.row.id) == (column, row)


@pytest.mark.parametrize(
    ("address", "why", "wrong"),
    [
        ("J2", "cell.address", True),
        ("Dépenses!", "cell.address", True),
        ("Dépenses!ZZZZ9", "cell.address", True),
        ("Dépenses!J0", "cell.address", True),
        ("Dépences!J2", "cell.no-sheet", True),
        ("Mes notes!A1", "cell.ignored-sheet", False),
        ("Accueil!A1", "cell.welcome", False),
        ("Dépenses!J1", "cell.header", False),
        ("Dépenses!AN2", "cell.ignored-column", False),
        ("Dépenses!I2", "cell.empty", False),
        ("Dépenses!J3", "cell.empty", False),
        ("Convention!A5", "cell.no-value", False),
    ],
)
def test_what_is_no_cell_of_the_year__has_its_own_sentence(  # type: ignore[no-untyped-def]
    address, why, wrong, year
) -> None:
    with pytest.raises(NoCell) as caught:
        asked(*year, address)
    assert caught.value.why == f"trace.{why}"
    assert caught.value.wrong is wrong


def test_value_of_a_list__can_be_followed(year) -> None:  # type: ignore[no-untyped-def]
    found = asked(*year, "Listes!A2")
    assert found.row is None
    assert found.raw.value == "à moi"


def test_near_name_of_a_sheet__is_proposed(year) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoCell) as caught:
        asked(*year, "Dépences!J2")
    assert caught.value.facts["near"] == "Dépenses"
