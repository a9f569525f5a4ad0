"""Whatever people type into any column, the rules answer with findings, never with an error."""

from __future__ import annotations

import random

import pytest

from cic_sheets.language.say import said
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Sheet
from tests.drawing import draw

import_all("cic_sheets.sheets")

TYPED = [
    "", "0", "-5", "1", "12,5", "99999999", "1e400", "%", "{count}", "{{x}}", "oui", "non",
    "31/12/2023", "29/02/2024", "01/01/2000", "31/12/2099", "'03/04/2023", "hier",
    "17/01/2023 07:00", "18/01/2023 19:30", "MAD", "EUR", "USD", "M1", "C01 ; C02", "MIS-01",
    "VAL-01", "D-001", "J-001", "H-01", "H-" + "9" * 400, "validé", "refusé", "mission",
    "activité", "hébergement", "repas", "nuitée", "jour", "Rabat", "forfait", "honoraires",
    "attestation", "MA64999810000012345678901297", "pieces/x.pdf", "../x",
]  # fmt: skip
SEEN = ["", "Vu le 01/01/2000", "Vu le 30/06/2023", "Vu le 31/12/2099"]


def little_table(sheet: Sheet, choice: random.Random) -> list[str]:
    columns = choice.sample(list(sheet.columns.values()), choice.randint(1, len(sheet.columns)))
    count = 1 if sheet.vertical else choice.randint(0, 5)
    head = f"| {sheet.title} | {' | '.join(column.label for column in columns)} |"
    rows = [
        " | ".join(
            column.example if choice.random() < 0.4 else choice.choice(TYPED) for column in columns
        )
        for _ in range(count)
    ]
    return [head, *(f"| | {row} |" for row in rows)]


@pytest.mark.parametrize("seed", range(60))
def test_rules__answer_whatever_was_typed(seed: int) -> None:
    choice = random.Random(seed)
    tables = [
        line
        for sheet in SHEETS
        if sheet.title != "Règles" and choice.random() < 0.65
        for line in little_table(sheet, choice)
    ]
    found = draw("\n".join([choice.choice(SEEN), *tables])).opened().findings
    assert found
    for one in found:
        assert said(one).message
