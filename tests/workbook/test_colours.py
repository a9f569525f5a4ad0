"""Pasting goes around data validation; the red must survive it, and agree with the reader."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

import pytest

from cic_sheets.book.load import load
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.values.cells import split_a1
from cic_sheets.workbook import Layout, write_workbook
from cic_sheets.xlsx.read import read_bytes
from tests.workbook.books import FIRST, Lit, Row, address, examples, lit_cells, with_faults

pytestmark = [pytest.mark.programs, pytest.mark.slow]


class Fault(NamedTuple):
    """What was pasted into a row that is right, and the colours that follow: label → weight."""

    name: str
    sheet: str
    changed: Row
    lit: dict[str, str]


def wrong(name: str, sheet: str, label: str, value: object) -> Fault:
    return Fault(name, sheet, {label: value}, {label: "wrong"})


def right(name: str, sheet: str, label: str, value: object) -> Fault:
    return Fault(name, sheet, {label: value}, {})


FAULTS = (
    # dates
    wrong("an ambiguous date as text", "Dépenses", "Date", "03/04/2023"),
    wrong("a number of another century", "Dépenses", "Date", Decimal("12")),
    wrong("a date before 2000", "Dépenses", "Date", date(1999, 12, 31)),
    right("the first day there is", "Échéances", "Date limite", date(2000, 1, 1)),
    right("the last day there is", "Échéances", "Date limite", date(2099, 12, 31)),
    wrong("a moment as text", "Missions", "Départ", "hier matin"),
    # numbers
    wrong("an amount with three decimals", "Dépenses", "Montant", Decimal("12.345")),
    right("an amount that doubles blur", "Dépenses", "Montant", Decimal("0.30000000000000004")),
    wrong("an amount with its unit", "Dépenses", "Montant", "douze dirhams"),
    right("a credit", "Dépenses", "Montant", Decimal("-12.50")),
    wrong("an amount below zero", "Accords", "Montant demandé", Decimal("-1")),
    wrong("too many hours", "Prestations", "Durée (h)", Decimal("40")),
    wrong("half a person", "Mesures", "dont PBS", Decimal("1.5")),
    wrong("a mark out of bounds", "Évaluations", "Note (1-5)", 6),
    wrong("a rate of zero", "Taux", "Unités pour 1 EUR", 0),
    right("a rate with five decimals", "Taux", "Unités pour 1 EUR", Decimal("10.87654")),
    # lists
    wrong("a near miss", "Dépenses", "Catégorie", "hébergment"),
    right("another case", "Dépenses", "Catégorie", "HÉBERGEMENT"),
    right("a value that the coordinator added", "Dépenses", "Mode de paiement", "bon de voyage"),
    right("blanks around", "Dépenses", "Mode de paiement", " virement "),
    wrong("neither yes nor no", "Plaidoyers", "Confidentiel", "peut-être"),
    right("a real boolean's word", "Plaidoyers", "Confidentiel", True),
    wrong("one of several is unknown", "Accords", "Catégories", "repas ; dodo"),
    right("several, closely written", "Accords", "Catégories", "repas;hébergement;"),
    # rows of other sheets
    wrong("an unknown mission", "Dépenses", "Mission", "MIS-77"),
    wrong("one of several is unknown there", "Dépenses", "Justificatifs", "J-2023-001 ; J-404"),
    right("a commune by its name", "Cohésion", "Commune", "Aït Tizza"),
    right("a commune by its Arabic name", "Cohésion", "Commune", "أيت تيزة"),
    right("a commune by its alias", "Cohésion", "Commune", "Aït-Tizza"),
    right("communes by code and name", "Prestations", "Communes", "C01 ; Aït Tizza"),
    wrong("part of a commune's name", "Cohésion", "Commune", "Tizza"),
    # order, required cells, errors
    wrong("an end before its start", "Barèmes", "Au", date(2001, 1, 1)),
    Fault("a required cell left empty", "Dépenses", {"Libellé": None}, {"Libellé": "missing"}),
    Fault("only blanks", "Dépenses", {"Libellé": "   "}, {"Libellé": "missing"}),
    # to be verified
    Fault("zeros lost", "Justificatifs", {"ICE émetteur": 1234567000062},
          {"ICE émetteur": "doubtful"}),
    Fault("a digit lost", "Justificatifs", {"ICE émetteur": "00123456700006"},
          {"ICE émetteur": "doubtful"}),
    Fault("a telephone as a number", "Contacts", {"Téléphone": 600000001},
          {"Téléphone": "doubtful"}),
    Fault("an unfinished text", "Missions", {"Résultats": "Résultats XXX"},
          {"Résultats": "doubtful"}),
    # files
    wrong("a path from another computer", "Missions", "Compte rendu", "C:\\cr\\mis.pdf"),
    wrong("a path out of the folder", "Missions", "Compte rendu", "../secret.pdf"),
)  # fmt: skip


@pytest.fixture(scope="module")
def year() -> bytes:
    rows = with_faults((fault.sheet, fault.changed) for fault in FAULTS)
    return write_workbook(2023, {**rows, "Listes": [{"mode_paiement": "bon de voyage"}]})


def _twice() -> dict[str, list[Row]]:
    rows = examples()
    rows["Accords"] *= 2
    return rows


CONVENTION: Row = {"Fin": date(2022, 12, 31), "ICE": "12", "Langue": "klingon"}


def _moved() -> bytes:
    rows = examples()
    rows["Missions"][0]["Retour"] = datetime(2001, 1, 1, 8)
    rows["Dépenses"][0]["Mission"] = "MIS-77"
    layout = {
        "Missions": Layout(order=("Retour", "Objet"), headings={"N°": "Numéro"}),
        "Dépenses": Layout(order=("Mission",), without=("Fournisseur",)),
    }
    return write_workbook(2023, rows, layout=layout)


@pytest.fixture(scope="module")
def books(year: bytes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[Lit]]:
    written = {
        "year": year,
        "twice": write_workbook(2023, _twice()),
        "convention": write_workbook(2023, {"Convention": CONVENTION}),
        "moved": _moved(),
    }
    return lit_cells(written, tmp_path_factory.mktemp("lit"))


@pytest.fixture(scope="module")
def lit(books: dict[str, set[Lit]]) -> set[Lit]:
    return books["year"]


def _row(fault: Fault) -> int:
    before = FAULTS[: FAULTS.index(fault)]
    return FIRST + 1 + sum(other.sheet == fault.sheet for other in before)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_colours__what_is_wrong_and_nothing_else(fault: Fault, lit: set[Lit]) -> None:
    row = _row(fault)
    found = {one for one in lit if one.sheet == fault.sheet and split_a1(one.cell)[0] == row}
    expected = {
        Lit(fault.sheet, address(fault.sheet, label, row), weight)
        for label, weight in fault.lit.items()
    }
    assert found == expected


def test_colours__leave_a_right_year_alone(lit: set[Lit]) -> None:
    untouched = {one for one in lit if split_a1(one.cell)[0] == FIRST}
    assert not untouched


def test_colours__agree_with_the_reader(year: bytes, lit: set[Lit]) -> None:
    # Files are another rule's (CEL-12).
    codes = {"CEL-01", "CEL-02", "CEL-03", "CEL-05", "CEL-06", "CEL-08", "CEL-09", "CEL-11"}
    book = load(read_bytes(year, "2023.xlsx"), "2023.xlsx")
    told = {(f.sheet, f.cell.a1) for f in book.findings if f.cell and f.code in codes}
    red = {(one.sheet, one.cell) for one in lit if one.weight in ("wrong", "missing")}
    outside = {
        (fault.sheet, address(fault.sheet, "Compte rendu", _row(fault)))
        for fault in FAULTS
        if "Compte rendu" in fault.changed
    }
    assert told
    assert red - outside == told


def test_colours__a_number_used_twice_is_red_in_both_rows(books: dict[str, set[Lit]]) -> None:
    assert books["twice"] == {Lit("Accords", "A5", "wrong"), Lit("Accords", "A6", "wrong")}


def test_colours__the_convention_says_what_is_still_empty(books: dict[str, set[Lit]]) -> None:
    lines = enumerate(SHEETS["Convention"].columns.values(), FIRST)
    line = {column.label: f"B{row}" for row, column in lines}
    empty = ("N° de convention", "Rang", "Chargé(e) de mission", "Adresse", "Commune du domicile")
    assert {(one.cell, one.weight) for one in books["convention"]} == {
        *((line[label], "missing") for label in empty),
        (line["Fin"], "wrong"),
        (line["ICE"], "doubtful"),
        (line["Langue"], "wrong"),
    }


def test_colours__follow_columns_that_moved(books: dict[str, set[Lit]]) -> None:
    assert books["moved"] == {Lit("Missions", "A5", "wrong"), Lit("Dépenses", "A5", "wrong")}
