"""What a line's figures cite: every row that decides them, none that does not."""

from __future__ import annotations

import pytest

from cic_sheets.pipeline import OpenBook
from cic_sheets.report.figures import part_of_lines
from cic_sheets.schema.sheets import SHEETS
from tests.drawing import draw
from tests.trace.small import YEAR


@pytest.fixture(scope="module")
def year() -> OpenBook:
    drawn = draw("Vu le 20/04/2023\n" + YEAR.replace("\\\n", ""))
    return drawn.opened()


def cited(year: OpenBook, line: str, part: str) -> set[str]:
    """`Dépenses D-001 Montant`, of every cell behind a part of a line."""
    settled = year.settlement
    assert settled is not None
    figure = part_of_lines(settled, [settled.settlement.line(line)], part)
    rows = {(row.tab, row.number): row for rows in year.book.rows.values() for row in rows}
    found = set()
    for cell in figure.origins:
        sheet = SHEETS[cell.sheet]
        if sheet.vertical:
            found.add(f"{cell.sheet} {list(sheet.columns.values())[cell.row - 2].label}")
        else:
            label = list(sheet.columns.values())[cell.column - 1].label
            found.add(f"{cell.sheet} {rows[cell.sheet, cell.row].id} {label}")
    return found


@pytest.mark.parametrize(
    ("line", "part", "cells"),
    [
        ("D-001", "claimed", "Dépenses D-001 Montant; Dépenses D-001 Devise; Dépenses D-001 Date; "
         "Règles taux_methode Valeur; Taux 2 Unités pour 1 EUR"),
        ("D-001", "reimbursable", "Barèmes B-01 Montant; Dépenses D-001 Quantité; "
         "Missions MIS-01 Départ; Missions MIS-01 Lieu; Missions MIS-01 Accord; "
         "Accords VAL-01 Montant validé; Accords VAL-01 Décidé le; Justificatifs J-001 Montant; "
         "Justificatifs J-001 Type; Règles plafond_mensuel Valeur; Convention Début; "
         "Convention Commune du domicile"),
        ("D-002", "reimbursable", "Dépenses D-001 Montant; Accords VAL-01 Montant validé"),
        ("D-003", "refused", "Dépenses D-003 Part non éligible; Dépenses D-003 Motif"),
        ("D-003", "reimbursable", "Dépenses D-007 Montant; Accords VAL-03 Décision"),
        ("D-004", "reimbursable", "Justificatifs J-004 Montant; Justificatifs J-005 Montant; "
         "Dépenses D-001 Montant; Dépenses D-002 Montant; Règles plafond_mensuel Valeur; "
         "Règles plafond_portee Valeur"),
        ("D-004", "pending", "Dépenses D-003 Montant; Règles plafond_mensuel Valeur"),
        ("D-005", "refused", "Dépenses D-004 Montant; Accords VAL-02 Montant validé"),
    ],
)  # fmt: skip
def test_part_of_a_line__cites_what_decides_it(
    line: str, part: str, cells: str, year: OpenBook
) -> None:
    assert set(cells.split("; ")) <= cited(year, line, part)


@pytest.mark.parametrize(
    ("line", "part", "cells"),
    [
        ("D-001", "claimed", "Barèmes B-01 Montant; Accords VAL-01 Montant validé"),
        ("D-001", "reimbursable", "Dépenses D-002 Montant; Accords VAL-02 Montant validé; "
         "Justificatifs J-002 Montant; Barèmes B-02 Montant"),
        ("D-003", "refused", "Règles plafond_mensuel Valeur"),
        ("D-006", "reimbursable", "Règles plafond_mensuel Valeur; Taux 3 Unités pour 1 EUR; "
         "Missions MIS-01 Départ"),
    ],
)  # fmt: skip
def test_part_of_a_line__cites_nothing_that_does_not(
    line: str, part: str, cells: str, year: OpenBook
) -> None:
    assert not set(cells.split("; ")) & cited(year, line, part)
