"""Stage 4: only documents that carry an amount justify money."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cic_sheets.money import Ceiling, Policies, Receipt
from tests.money.build import RICH, cuts, invoice, paid, phone, rate, row, settled, trip

FLAT = (row("B", "1000", mode="forfait"),)


def with_receipts(*receipts: Receipt, amount: str = "100", **more: Any) -> Any:
    line = phone("D", amount, receipts=tuple(receipt.id for receipt in receipts), **more)
    return settled(line, receipts=receipts)


@pytest.mark.parametrize(
    ("receipts", "expected"),
    [
        ((), [("no-receipt", "DEP-01", "100.00", "refused")]),
        ((invoice("A", "100"),), []),
        ((invoice("A", "250"),), []),
        ((invoice("A", "60"),), [("receipts-short", "DEP-05", "40.00", "refused")]),
        ((invoice("A", "60"), invoice("B", "40")), []),
        # documents that support, or prove nothing
        ((invoice("A", "100", role="supports"),), [("no-receipt", "DEP-01", "100.00", "refused")]),
        ((invoice("A", "100", role="nothing"),), [("no-receipt", "DEP-01", "100.00", "refused")]),
        (
            (invoice("A", "60"), invoice("B", "100", role="supports")),
            [("receipts-short", "DEP-05", "40.00", "refused")],
        ),
        # another currency justifies nothing
        ((invoice("A", "1100", "MAD"),), [("no-receipt", "DEP-01", "100.00", "refused")]),
        # amounts that are none
        (
            (Receipt("A", "justifies", None, "EUR"),),
            [("no-receipt", "DEP-01", "100.00", "refused")],
        ),
        ((invoice("A", "-100"),), [("no-receipt", "DEP-01", "100.00", "refused")]),
        ((invoice("A", "NaN"),), [("no-receipt", "DEP-01", "100.00", "refused")]),
    ],
)
def test_receipts__one_line(receipts: Any, expected: Any) -> None:
    assert cuts(with_receipts(*receipts), "D") == expected


def test_receipts__a_number_that_names_no_document_justifies_nothing() -> None:
    found = settled(phone("D", "100", receipts=("J-404",)))
    assert cuts(found, "D") == [("no-receipt", "DEP-01", "100.00", "refused")]


def test_receipts__named_twice_by_a_line_count_once() -> None:
    found = settled(phone("D", "100", receipts=("A", "A")), receipts=(invoice("A", "60"),))
    assert paid(found) == {"D": "60.00"}


@pytest.mark.parametrize(
    ("role", "currency", "causes"),
    [("justifies", "MAD", ["receipt-currency"]), ("supports", "MAD", []), ("justifies", "EUR", [])],
)
def test_receipts__another_currency_is_said(role: str, currency: str, causes: list[str]) -> None:
    found = with_receipts(invoice("A", "100", currency, role))
    assert [flag.cause for flag in found.flags] == causes


def test_receipts__keep_at_most_their_amount_at_the_lines_rate() -> None:
    line = phone("D", "950.00", currency="MAD", receipts=("A",))
    found = settled(line, receipts=(invoice("A", "900", "MAD"),))
    assert str(found.line("D").reimbursable) == "83.33"
    assert str(found.line("D").justified) == "900.00"


def test_receipts__one_serves_several_lines_and_never_beyond_its_amount() -> None:
    lines = [phone(f"D-{n}", "60", receipts=("A",)) for n in (1, 2, 3)]
    found = settled(*lines, receipts=(invoice("A", "100"),))
    assert paid(found) == {"D-1": "60.00", "D-2": "40.00", "D-3": "0.00"}
    assert cuts(found, "D-2") == [("receipts-shared", "DEP-08", "20.00", "refused")]
    use = found.receipts[0]
    assert (str(use.used), str(use.left)) == ("100.00", "0.00")
    assert [(line, str(part)) for line, part in use.by] == [("D-1", "60.00"), ("D-2", "40.00")]


def test_receipts__many_to_many_justify_the_most() -> None:
    lines = (phone("D-1", "100", receipts=("A", "B")), phone("D-2", "100", receipts=("A",)))
    found = settled(*lines, receipts=(invoice("A", "100"), invoice("B", "100")))
    assert paid(found) == {"D-1": "100.00", "D-2": "100.00"}


def test_receipts__the_ineligible_part_needs_none() -> None:
    line = phone("D", "100", ineligible="40", receipts=("A",))
    found = settled(line, receipts=(invoice("A", "60"),))
    assert paid(found) == {"D": "60.00"}
    assert [cut.cause for cut in found.line("D").cuts] == ["ineligible-part"]


def test_receipts__what_the_ineligible_part_leaves_serves_other_lines() -> None:
    lines = (
        phone("D-1", "100", ineligible="40", receipts=("A",)),
        phone("D-2", "40", receipts=("A",)),
    )
    found = settled(*lines, receipts=(invoice("A", "100"),))
    assert paid(found) == {"D-1": "60.00", "D-2": "40.00"}


def test_receipts__a_refused_line_leaves_its_receipt_to_the_others() -> None:
    lines = (
        phone("D-1", "100", "01-10", approval=None, receipts=("A",)),
        phone("D-2", "100", "01-11", receipts=("A",)),
    )
    found = settled(*lines, receipts=(invoice("A", "100"),))
    assert paid(found) == {"D-1": "0.00", "D-2": "100.00"}


@pytest.mark.parametrize(
    ("expected", "outcome"), [("06-02", "pending"), ("06-01", "refused"), (None, "refused")]
)
def test_receipts__one_still_expected_leaves_the_line_pending(expected: Any, outcome: str) -> None:
    line = phone("D", "100", receipts=(), receipt_expected=expected)
    assert cuts(settled(line, as_of="06-01"), "D") == [("no-receipt", "DEP-01", "100.00", outcome)]


def test_receipts__only_the_part_that_is_missing_waits() -> None:
    line = phone("D", "100", receipts=("A",), receipt_expected="07-01")
    found = settled(line, receipts=(invoice("A", "60"),), as_of="06-01").line("D")
    assert (str(found.reimbursable), str(found.pending)) == ("60.00", "40.00")


def test_receipts__a_flat_scale_needs_none_and_takes_none() -> None:
    lines = (
        trip("D-1", "80", quantity=1, unit="nuitée", receipts=("A",)),
        trip("D-2", "80", "01-13", receipts=("A",)),
    )
    found = settled(*lines, scales=FLAT, receipts=(invoice("A", "80"),))
    assert paid(found) == {"D-1": "80.00", "D-2": "80.00"}
    assert found.line("D-1").justified is None
    assert [line for line, _ in found.receipts[0].by] == ["D-2"]


def declared(*amounts: str, rules: Policies = RICH, currency: str = "EUR", **more: Any) -> Any:
    lines, receipts = [], []
    for at, amount in enumerate(amounts, 1):
        lines.append(phone(f"D-{at}", amount, f"01-{at:02}", currency, receipts=(f"T-{at}",)))
        receipts.append(invoice(f"T-{at}", amount, currency, "declares"))
    return settled(*lines, receipts=tuple(receipts), policies=rules, **more)


def test_declaration__counts_as_a_receipt() -> None:
    assert paid(declared("15", "900")) == {"D-1": "15.00", "D-2": "900.00"}


def test_declaration__up_to_a_ceiling_a_line() -> None:
    found = declared("15", "25", rules=RICH._replace(declaration_line=Ceiling(Decimal(20))))
    assert paid(found) == {"D-1": "15.00", "D-2": "20.00"}
    assert cuts(found, "D-2") == [("declaration-ceiling", "JUS-12", "5.00", "refused")]


def test_declaration__up_to_a_ceiling_a_year_in_order() -> None:
    rules = RICH._replace(declaration_year=Ceiling(Decimal(40)))
    found = declared("15", "15", "15", "15", rules=rules)
    assert list(paid(found).values()) == ["15.00", "15.00", "10.00", "0.00"]


@pytest.mark.parametrize(
    ("ceiling", "kept"), [(Ceiling(Decimal(20)), "20.00"), (Ceiling(Decimal(108), "MAD"), "10.00")]
)
def test_declaration__ceilings_in_euros_or_dirhams(ceiling: Ceiling, kept: str) -> None:
    found = declared("500", rules=RICH._replace(declaration_line=ceiling), currency="MAD")
    assert paid(found) == {"D-1": kept}


def test_declaration__a_ceiling_in_dirhams_binds_a_line_in_euros() -> None:
    rules = RICH._replace(declaration_line=Ceiling(Decimal(108), "MAD"))
    assert paid(declared("25", rules=rules)) == {"D-1": "10.00"}


def test_declaration__whose_ceiling_can_not_be_converted_justifies_nothing() -> None:
    rules = RICH._replace(declaration_line=Ceiling(Decimal(108), "MAD"))
    found = declared("25", rules=rules, rates=())
    assert cuts(found, "D-1") == [("declaration-ceiling", "JUS-12", "25.00", "refused")]


def test_declaration__year_in_euros_over_lines_of_different_months() -> None:
    lines = (
        phone("D-1", "108", "01-10", "MAD", receipts=("T-1",)),
        phone("D-2", "110", "02-10", "MAD", receipts=("T-2",)),
    )
    receipts = tuple(invoice(f"T-{n}", "200", "MAD", "declares") for n in (1, 2))
    rules = RICH._replace(declaration_year=Ceiling(Decimal(15)))
    found = settled(
        *lines, receipts=receipts, policies=rules, rates=(rate(1, "10.80"), rate(2, "11"))
    )
    assert paid(found) == {"D-1": "10.00", "D-2": "5.00"}


def test_declaration__of_two_lines_serves_the_earlier_though_dirhams_come_dearer_in_its_month() -> (
    None
):
    """5 euros are 40 dirhams in January and 50 in February: dirhams of two rates are not summed."""
    lines = (
        phone("D-1", "40", "01-10", "MAD", receipts=("T",)),
        phone("D-2", "50", "02-10", "MAD", receipts=("T",)),
    )
    found = settled(
        *lines,
        receipts=(invoice("T", "200", "MAD", "declares"),),
        policies=RICH._replace(declaration_year=Ceiling(Decimal(5))),
        rates=(rate(1, "8"), rate(2, "10")),
    )
    assert paid(found) == {"D-1": "5.00", "D-2": "0.00"}


def test_receipts__each_part_of_a_cut_has_its_own_reason() -> None:
    lines = (
        phone("D-1", "50", "01-10", receipts=("A",)),
        phone("D-2", "200", "01-11", receipts=("A", "T")),
    )
    receipts = (invoice("A", "70"), invoice("T", "60", role="declares"))
    rules = RICH._replace(declaration_line=Ceiling(Decimal(20)))
    found = settled(*lines, receipts=receipts, policies=rules)
    assert cuts(found, "D-2") == [
        ("declaration-ceiling", "JUS-12", "40.00", "refused"),  # 60 declared, 20 count
        ("receipts-shared", "DEP-08", "50.00", "refused"),  # A served D-1 first
        ("receipts-short", "DEP-05", "70.00", "refused"),  # 200 claimed, 130 on paper
    ]
    assert paid(found)["D-2"] == "40.00"


def test_receipts__one_that_no_line_names_is_listed() -> None:
    found = settled(phone("D", "10"), receipts=(invoice("J-9", "5"),))
    assert [use.id for use in found.receipts if not use.by] == ["J-9"]
