"""What the financial report holds: every amount once, with its reason and its cells."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest

from cic_sheets.money import Ceiling
from cic_sheets.money.causes import CAUSES, STAGES
from cic_sheets.money.settlement import Cut
from cic_sheets.report.fields import FIELDS as NARRATIVE_FIELDS
from cic_sheets.report.finance import FinancialReport, finance_of, lists
from cic_sheets.report.finance_fields import FIELDS
from cic_sheets.report.finance_reasons import REASONS, explained, general, reason
from cic_sheets.report.model import Figure
from tests.drawing import draw
from tests.finance.years import FEW, generated, report_of, year_of
from tests.money.build import RICH, case, invoice, phone, rate
from tests.money.odd import declared_at_many_rates
from tests.money.years import make_year

PARTS = ("demande", "remboursable", "refuse", "en_attente")


@pytest.fixture(params=FEW, ids=lambda seed: f"year-{seed}")
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def amount(value: object) -> Decimal:
    if value is None:
        return Decimal(0)
    assert isinstance(value, Figure)
    return value.amount


def summed(report: FinancialReport, name: str, part: str) -> Decimal:
    return sum((amount(row[part]) for row in report.lists[name]), Decimal(0))


def test_lists__give_every_column_that_they_declare(seed: int) -> None:
    report = report_of(generated(seed))
    assert len(lists()) >= 15
    for listed in lists():
        for row in report.lists[listed.name]:
            assert set(row) == set(listed.columns), listed.name
            assert next(iter(row)) == next(iter(listed.columns)), listed.name


def test_lists__say_what_each_column_means() -> None:
    assert all(meaning for listed in lists() for meaning in listed.columns.values())


def test_fields__have_names_that_the_narrative_has_not() -> None:
    assert not set(FIELDS.names()) & set(NARRATIVE_FIELDS.names())


def test_amounts__add_up_whichever_way_they_are_gathered(seed: int) -> None:
    report = report_of(generated(seed))
    totals = {
        "demande": "total_demande", "remboursable": "total_remboursable",
        "refuse": "total_refuse", "en_attente": "total_en_attente",
    }  # fmt: skip
    for part in PARTS:
        whole = amount(report.fields[totals[part]].value)
        for name in ("depenses", "mois", "categories", "missions"):
            assert summed(report, name, part) == whole, (name, part)
    for part in ("refuse", "en_attente"):
        assert summed(report, "motifs", part) == amount(report.fields[totals[part]].value)


def test_lines__close_to_the_cent(seed: int) -> None:
    for row in report_of(generated(seed)).lists["depenses"]:
        cuts = sum(
            (amount(row[name]) for name in (
                "recevabilite", "accord_coupe", "pieces_coupe", "bareme_coupe", "plafond_coupe"
            )),
            Decimal(0),
        )  # fmt: skip
        claimed, got, refused, waits = (amount(row[part]) for part in PARTS)
        assert claimed == got + refused + waits
        assert cuts == refused + waits
        assert amount(row["apres_bareme"]) == got + amount(row["plafond_coupe"])
        assert bool(row["motifs"]) == bool(cuts) or "en attente" in str(row["motifs"])


def test_amounts_of_lines__name_their_cells(seed: int) -> None:
    for row in report_of(generated(seed)).lists["depenses"]:
        for name in ("montant", "demande"):
            if row[name] is not None:
                value = row[name]
                assert isinstance(value, Figure)
                assert value.origins
        for name in ("accord_coupe", "pieces_coupe", "bareme_coupe", "plafond_coupe"):
            value = row[name]
            if isinstance(value, Figure):
                assert value.origins, name


def test_receipts_and_lines__lead_to_one_another(seed: int) -> None:
    report = report_of(generated(seed))
    numbers = {name: {row["no"] for row in report.lists[name]} for name in report.lists
               if report.lists[name] and "no" in report.lists[name][0]}  # fmt: skip
    pointers = [row["pieces"] for row in report.lists["depenses"] if row["pieces"]]
    pointers += [row["lignes"] for row in report.lists["justificatifs"] if row["lignes"]]
    for pointer in pointers:
        known = numbers[pointer.list] | numbers.get("a_venir", set())  # type: ignore[union-attr]
        assert pointer.key in known or pointer.list == "justificatifs"  # type: ignore[union-attr]


def test_declaration__draws_on_the_years_ceiling_at_the_rate_of_the_line_it_serves() -> None:
    """Not at January's, though January's line names it first: that one has a receipt besides."""
    lines = (
        phone("D-1", "10.00", "01-12", "MAD", receipts=("A", "T")),
        phone("D-2", "100.00", "03-12", "MAD", receipts=("T",)),
    )
    papers = (invoice("A", "10.00", "MAD"), invoice("T", "200.00", "MAD", "declares"))
    year = case(
        *lines,
        receipts=papers,
        rates=(rate(1, "10"), rate(3, "8")),
        policies=RICH._replace(declaration_year=Ceiling(Decimal(5))),
    )
    drawn = {row["cle"]: row["attestation_eur"] for row in report_of(year).lists["preuves"]}
    assert drawn["D-1 – A"] is None
    assert amount(drawn["D-2 – T"]) == Decimal("5.00")


def test_declarations__never_draw_more_than_the_years_ceiling() -> None:
    binding = 0
    for seed in range(60):
        dice = Random(seed)
        year = declared_at_many_rates(make_year(dice, 8, {}), dice)
        ceiling = year.policies.declaration_year
        drawn = summed(report_of(year), "preuves", "attestation_eur")
        assert ceiling is None or drawn <= ceiling.amount, seed
        binding += ceiling is not None and drawn == ceiling.amount
    assert binding > 5


def test_what_is_dated_later__is_listed_apart(seed: int) -> None:
    case = generated(seed)
    report = report_of(case)
    later = {line.id for line in case.lines if line.day and line.day > case.as_of}
    assert {row["no"] for row in report.lists["a_venir"]} == later
    assert not later & {row["no"] for row in report.lists["depenses"]}
    assert bool(report.fields["lignes_a_venir"].value) == bool(later)


def test_every_cause_of_a_cut__has_its_words() -> None:
    assert set(REASONS) == set(CAUSES)
    for cause in CAUSES:
        assert "{" not in general(cause), cause


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        (("over-scale", "38.89", "refused", {"scale": "B-01"}),
         "DEP-06 au-delà du barème B-01 : 38,89\u00a0EUR refusés"),
        (("over-cap", "11.11", "pending", {}),
         "DEP-18 au-delà du plafond moyen : 11,11\u00a0EUR en attente"),
        (("rate-missing", "0.00", "pending", {"currency": "MAD"}),
         "TAU-01 taux du mois manquant (MAD) : en attente"),
        (("over-approval", "1234.50", "refused", {"approval": "VAL-01"}),
         "ACC-02 au-delà du montant de l'accord VAL-01 : 1\u00a0234,50\u00a0EUR refusés"),
    ],
)  # fmt: skip
def test_cut__is_told_on_one_line(cut: tuple[str, str, str, dict[str, str]], said: str) -> None:
    cause, worth, outcome, facts = cut
    stage, code, clause = CAUSES[cause]
    whole = Cut(stage, code, cause, Decimal(worth), outcome, (), clause, facts)
    assert explained(whole) == said
    assert stage in STAGES


def test_cut_without_its_facts__is_still_told() -> None:
    stage, code, clause = CAUSES["two-scales"]
    cut = Cut(stage, code, "two-scales", Decimal(1), "pending", (), clause, {"scales": ""})
    assert reason(cut) == "plusieurs barèmes conviennent : –"


def test_rules__are_those_of_the_reckoning_with_their_status() -> None:
    opened = draw("""
        | Règles | Règle           | Valeur      | Statut      |
        |        | plafond_mensuel | 150         | à confirmer |
        |        | taux_methode    | mois_paiement | confirmé  |
    """).opened()
    report = finance_of(opened.year, opened.findings)
    rules = {row["regle"]: row for row in report.lists["regles"]}
    value = rules["plafond_mensuel"]["valeur"]
    assert isinstance(value, Figure)
    assert value.amount == Decimal(150)
    assert {cell.sheet for cell in value.origins} == {"Règles"}
    assert rules["plafond_mensuel"]["statut"] == "à confirmer"
    assert rules["taux_methode"]["statut"] == "confirmé"
    assert report.fields["taux_methode"].value == "taux du mois du paiement"
    assert "1\u00a0règle de calcul reste à confirmer" in str(
        report.fields["regles_a_confirmer"].value
    )


def test_year_without_a_usable_convention__has_a_report_without_amounts() -> None:
    opened = draw("""
        | Convention | N° de convention | Début | Fin |
        |            | CIC-1            |       |     |
    """).opened()
    report = finance_of(opened.year, opened.findings)
    assert report.draft
    assert report.lists["depenses"] == report.lists["plafond"] == ()
    assert report.fields["total_remboursable"].value is None


def test_same_year__gives_the_same_report(seed: int) -> None:
    year = year_of(generated(seed))
    assert finance_of(year, ()) == finance_of(year, ())
