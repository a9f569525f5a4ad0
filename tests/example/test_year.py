"""The clean year holds together: people, days and money."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from cic_sheets.example.people import active
from cic_sheets.example.suppliers import suppliers
from cic_sheets.example.tables import kinds, typed
from cic_sheets.example.year import Year, clean_year
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.lists import open_ends


@pytest.fixture(scope="module")
def year() -> Year:
    return clean_year()


def test_group__has_ten_communes_on_every_day() -> None:
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {len(active(on)) for on in days} == {10}
    assert set(active(days[0])) ^ set(active(days[-1])) == {"C10", "C11"}


def test_year__has_the_size_of_a_real_one(year: Year) -> None:
    sizes = {title: len(rows) for title, rows in year.items()}
    assert sizes["Communes"] == 11
    assert sizes["Honoraires"] == 12
    assert sizes["Missions"] == 25
    assert sizes["Dépenses"] == 120
    assert sizes["Justificatifs"] == 130
    assert sizes["Prestations"] in range(140, 161)
    assert sizes["Indicateurs"] == 10


def test_year__tells_every_column_by_its_declared_name(year: Year) -> None:
    for title, rows in year.items():
        assert {label for row in rows for label in row} <= set(kinds(title)), title


def test_expenses__are_in_two_currencies_and_of_every_kind(year: Year) -> None:
    expenses = year["Dépenses"]
    assert Counter(row["Devise"] for row in expenses).keys() == {"MAD", "EUR"}
    assert {row["Imputation"] for row in expenses} == {"mission", "communication", "activité"}
    assert any(row["Avoir de"] for row in expenses)
    assert any(row["Part non éligible"] for row in expenses)
    assert any(str(row["Justificatifs"]).count(";") for row in expenses)
    shared = Counter(no for row in expenses for no in str(row["Justificatifs"]).split(" ; "))
    assert any(count > 1 for no, count in shared.items() if no.startswith("J-"))


def test_services__fill_a_third_of_full_time_and_all_eight_kinds(year: Year) -> None:
    hours: Counter[int] = Counter()
    for row in year["Prestations"]:
        assert isinstance(row["Date"], date)
        assert isinstance(row["Durée (h)"], Decimal)
        hours[row["Date"].month] += row["Durée (h)"]  # type: ignore[assignment]
    assert set(hours) == set(range(1, 13))
    assert all(27 <= spent <= 79 for spent in hours.values())
    assert {row["Prestation"] for row in year["Prestations"]} == {f"M{n}" for n in range(1, 9)}


def test_missions__do_not_overlap_and_each_was_approved_before(year: Year) -> None:
    decided = {row["N°"]: row["Décidé le"] for row in year["Accords"]}
    missions = sorted(year["Missions"], key=lambda row: str(row["Départ"]))
    for first, second in pairwise(missions):
        assert first["Retour"] < second["Départ"]  # type: ignore[operator]
    for mission in missions:
        assert decided[mission["Accord"]] <= mission["Départ"].date()  # type: ignore


def test_suppliers__have_identifiers_with_right_keys() -> None:
    with_ice = [supplier for supplier in suppliers().values() if supplier.ice]
    assert len(with_ice) > 30
    for supplier in with_ice:
        assert len(supplier.ice) == 15
        assert int(supplier.ice) % 97 == 0, supplier.name


def test_claims__ask_for_the_sum_of_their_lines(clean: OpenBook, year: Year) -> None:
    assert clean.settlement is not None
    by_claim = clean.settlement.settlement.totals.by_claim
    asked = {str(row["N°"]): row["Montant demandé (EUR)"] for row in year["Demandes"]}
    assert {no: by_claim[no].reimbursable for no in asked} == asked


def test_payments__pay_every_claim_and_every_note(year: Year) -> None:
    for number, what, label in (
        ("Demandes", "Demande", "Montant demandé (EUR)"),
        ("Honoraires", "Pour", "Montant"),
    ):
        owed = {row["N°"]: row[label] for row in year[number]}
        paid = {row[what]: row["Montant (EUR)"] for row in year["Paiements"] if row[what]}
        assert paid == owed


def test_settlement__refuses_only_what_the_lines_set_aside_themselves(clean: OpenBook) -> None:
    assert clean.settlement is not None
    settlement = clean.settlement.settlement
    assert {cut.cause for line in settlement.lines for cut in line.cuts} == {"ineligible-part"}
    assert settlement.totals.year.pending == 0
    assert settlement.flags == ()


def test_average__makes_heavy_months_wait_and_frees_them_all(clean: OpenBook) -> None:
    assert clean.settlement is not None
    ledger = clean.settlement.settlement.ledger
    waiting = [month.number for month in ledger if month.waiting > 0]
    assert waiting == [1, 5, 9]
    assert ledger[-1].waiting == 0
    assert Decimal(2200) < ledger[-1].reimbursable < Decimal(2400)


def test_open_ends__are_a_refused_and_a_pending_approval(clean: OpenBook) -> None:
    assert clean.settlement is not None
    assert open_ends(clean.settlement) == ((), (), ("VAL-19", "VAL-32"))


def test_table_cell__is_typed_by_the_kind_of_its_column() -> None:
    row = typed("Paiements", {"N°": "PAI-01", "Date": "13/02", "Montant (EUR)": "480.00"})
    assert row == {"N°": "PAI-01", "Date": date(2023, 2, 13), "Montant (EUR)": Decimal("480.00")}


def test_table_label__that_no_sheet_has_is_refused() -> None:
    with pytest.raises(KeyError):
        typed("Paiements", {"Montan": "480.00"})
