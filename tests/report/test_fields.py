"""Fields: what a template may ask for by name, and the cells behind each."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cic_sheets.report.model import Figure
from cic_sheets.sheets.expenses import Expense
from cic_sheets.values.cells import CellRef
from tests.report.plain import report


def test_fields__have_french_names_a_meaning_and_a_value_this_year() -> None:
    fields = report("").fields
    assert len(fields) > 25
    for name, field in fields.items():
        assert name == field.name
        assert re.fullmatch(r"[a-z][a-z_]+", name), name
        assert len(field.meaning) > 8, name
        assert field.value not in (None, ""), name


def test_total__knows_the_cells_and_the_receipts_it_comes_from() -> None:
    field = report("").fields["total_remboursable"]
    assert isinstance(field.value, Figure)
    assert field.value.amount == Decimal("83.33")
    assert CellRef("Dépenses", 2, 10) in field.origins
    assert field.value.receipts == ("J-001",)


def test_figures__that_are_not_zero_each_know_their_cells() -> None:
    fields = report("").fields.values()
    figures = [one for one in fields if isinstance(one.value, Figure) and one.value.amount]
    assert len(figures) > 18
    assert [one.name for one in figures if not one.origins] == []


def test_balance__leads_to_all_that_it_is_reckoned_from() -> None:
    sheets = {cell.sheet for cell in report("").fields["solde"].origins}
    assert sheets == {
        "Dépenses", "Taux", "Missions", "Accords", "Justificatifs", "Barèmes", "Règles",
        "Convention", "Paiements",
    }  # fmt: skip


def test_refused_total__leads_to_what_refuses() -> None:
    year = """
    | Dépenses      | N°    | Montant | Part non éligible | Motif |
    |               | D-001 | 900,00  | 90,00             | extra |
    """
    field = report(year).fields["total_refuse"]
    assert isinstance(field.value, Figure)
    assert field.value.amount == Decimal("8.33")
    assert {cell.sheet for cell in field.origins} == {"Dépenses", "Taux", "Règles"}
    column = {attr: number for number, attr in enumerate(Expense.sheet.columns, start=1)}
    told = {CellRef("Dépenses", 2, column[attr]) for attr in ("amount", "ineligible", "reason")}
    assert told <= set(field.origins)


def test_counts__know_the_rows_counted() -> None:
    field = report("").fields["nb_missions"]
    assert isinstance(field.value, Figure)
    assert field.value.amount == len(field.origins) == 1
    assert field.origins[0].sheet == "Missions"


def test_year_that_cannot_be_reconciled__has_no_amounts_rather_than_zeros() -> None:
    year = """
    | Convention | Début |
    |            |       |
    """
    fields = report(year).fields
    for name in (
        "total_demande",
        "total_remboursable",
        "honoraires_dus",
        "solde",
        "plafond_cumule",
    ):
        assert fields[name].value is None, name


IN_WORDS = """
| Règles | Règle              | Valeur  |
|        | nombres_en_lettres | {value} |
"""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("belgique", "quatre-vingt-trois euros et trente-trois centimes"),
        ("france", "quatre-vingt-trois euros et trente-trois centimes"),
    ],
)
def test_total__is_there_in_words_too(value: str, words: str) -> None:
    fields = report(IN_WORDS.format(value=value)).fields
    field = fields["total_remboursable_en_lettres"]
    assert field.value == words
    assert set(field.origins) > set(fields["total_remboursable"].origins)


@pytest.mark.parametrize(
    ("value", "word"), [("belgique", "nonante"), ("france", "quatre-vingt-dix")]
)
def test_words__are_those_of_the_country_that_the_rules_name(value: str, word: str) -> None:
    year = (
        IN_WORDS.format(value=value)
        + """
    | Dépenses      | N°    | Montant |
    |               | D-001 | 972,00  |
    """
    )
    field = report(year).fields["total_demande_en_lettres"]
    assert field.value == f"{word} euros"
    assert "Règles" in {cell.sheet for cell in field.origins}


def test_words__stand_beside_every_total_and_say_no_figure() -> None:
    fields = report("").fields
    spoken = [name for name in fields if name.endswith("_en_lettres")]
    assert len(spoken) == 7
    for name in spoken:
        said = str(fields[name].value)
        assert "euro" in said
        assert not any(sign.isdigit() for sign in said)
        assert isinstance(fields[name.removesuffix("_en_lettres")].value, Figure)
