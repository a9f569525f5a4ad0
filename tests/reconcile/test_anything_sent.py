"""Whatever people type after a submission, drift is told in findings, never with an error."""

from __future__ import annotations

import random

import pytest

from cic_sheets.language import said
from cic_sheets.reconcile.drift import drift_of
from cic_sheets.reconcile.frozen import Sealing, freeze
from cic_sheets.reconcile.record import from_bytes, to_bytes
from cic_sheets.schema.sheets import SHEETS
from tests.drawing import draw
from tests.rules.test_anything_typed import SEEN, little_table

SENT = """
| Dépenses | N°    | Catégorie   | Montant | Justificatifs |
|          | D-001 | déplacement | 500     | J-001         |
|          | D-002 | déplacement | 400     | J-001         |

Envoyé, puis :
"""
SEALING = Sealing(2, False, "0.1.0", "a" * 64, "b" * 64)


@pytest.mark.parametrize("seed", range(80))
def test_anything_typed_after_sending__is_told_and_can_be_frozen_again(seed: int) -> None:
    choice = random.Random(seed)
    titles = ["Dépenses", "Justificatifs", "Taux", "Accords", "Missions", "Barèmes"]
    sheets = [SHEETS[title] for title in choice.sample(titles, choice.randint(1, 4))]
    typed = [line for sheet in sheets for line in little_table(sheet, choice)]
    book = draw(SENT + "\n".join([choice.choice(SEEN), *typed])).opened()
    for one in book.findings:
        if one.code in ("DEP-17", "TAU-05"):
            assert all(said(one))
    if book.settlement is None:
        return
    submission = freeze(book.year, "2023", book.findings, SEALING)
    assert from_bytes(to_bytes(submission)) == submission
    after = book.seen_with((*book.year.submissions, submission))
    changed = {line.amounts.number for line in drift_of(after.year).lines}
    assert changed & set(submission.lines) == set()


def test_line_with_an_error__keeps_its_record_and_its_drift() -> None:
    """DEP-17 itself stands against freezing anew, until a complement declares the change."""
    changed = "| Dépenses | N° | Catégorie | Montant |\n| | D-001 | déplacement | 450 |"
    book = draw(SENT + changed).opened()
    declared = [one for one in book.findings if one.code != "DEP-17"]
    for findings, drifted in ((book.findings, ["D-001"]), (declared, [])):
        submission = freeze(book.year, "2023", findings, SEALING)
        after = book.seen_with((*book.year.submissions, submission))
        assert submission.withdrawn == ("D-002",)
        assert [line.amounts.number for line in drift_of(after.year).lines] == drifted
