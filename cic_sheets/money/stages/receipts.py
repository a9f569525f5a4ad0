"""Stage 4: what receipts justify.  money.md §3.4."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cic_sheets.money.allocation import NOTHING, Demand, Shares, allot
from cic_sheets.money.case import DECLARES, JUSTIFIES, Ceiling, Receipt
from cic_sheets.money.causes import FLAGS, PENDING, REFUSED
from cic_sheets.money.item import Item
from cic_sheets.money.rates import factor
from cic_sheets.money.settlement import Fact, ReceiptUse, Source
from cic_sheets.money.stages.scale import is_flat
from cic_sheets.money.year import NoRate, Year, rule
from cic_sheets.values.money import as_decimal, to_eur, usable
from cic_sheets.values.named import NamedTuple


def justify(year: Year, items: Sequence[Item]) -> tuple[ReceiptUse, ...]:
    """Share the receipts among the lines that still have something, and cut what none justifies.

    Lines that earlier stages refused or left waiting as a whole leave theirs to the others.
    A line under a flat scale passes without receipt, and takes none.
    """
    served = [item for item in items if item.alive and not is_flat(item)]
    stock = {number: worth(receipt) for number, receipt in year.receipts.items()}
    demands = [_demand(year, item, stock) for item in served]
    shares = allot(demands, stock, _year_ceiling(year))
    for item, share in zip(served, shares, strict=True):
        item.used = share
        item.justified = sum(share.values(), NOTHING)
    left = _left(stock, shares)
    for item, demand in zip(served, demands, strict=True):
        _cut(year, item, _Proof.of(item, demand, stock, left))
    by: dict[str, list[Item]] = {}
    for item in served:
        for number in item.used:
            by.setdefault(number, []).append(item)
    return tuple(
        _use(receipt, stock[number], by.get(number, ()))
        for number, receipt in sorted(year.receipts.items())
    )


def worth(receipt: Receipt) -> Fraction:
    """What a document can justify at most, in its currency: nothing unless its kind does."""
    if receipt.role not in (JUSTIFIES, DECLARES) or not usable(receipt.amount):
        return NOTHING
    return max(NOTHING, Fraction(receipt.amount))


def _demand(year: Year, item: Item, stock: Shares) -> Demand:
    receipts: list[str] = []
    declared: list[str] = []
    for number in sorted(set(item.line.receipts)):
        receipt = year.receipts.get(number)
        if receipt is None or receipt.role not in (JUSTIFIES, DECLARES):
            continue
        if not stock[number]:
            _flag(year, item, receipt, "receipt-without-amount", "amount")
        elif receipt.currency != item.line.currency:
            _flag(year, item, receipt, "receipt-currency", "currency")
        else:
            (declared if receipt.role == DECLARES else receipts).append(number)
    if not declared:
        return Demand(item.eligible, tuple(receipts))
    ceilings = _limit(year, item), _weight(year, item)
    return Demand(item.eligible, tuple(receipts), tuple(declared), *ceilings)


def _flag(year: Year, item: Item, receipt: Receipt, cause: str, field: str) -> None:
    because = (item.at("receipts"), Source("receipt", receipt.id, field))
    facts: dict[str, Fact] = {
        "receipt": receipt.id,
        "receipt_currency": receipt.currency or "",
        "currency": item.line.currency or "",
    }
    year.flag(item, FLAGS[cause], cause, because, facts)


def _limit(year: Year, item: Item) -> Fraction | None:
    """The ceiling of a line's declarations in its own currency; nothing where no rate is known."""
    ceiling = year.policies.declaration_line
    if ceiling is None:
        return None
    into = _into(year, item, ceiling)
    return Fraction(ceiling.amount) * into if into else NOTHING


def _weight(year: Year, item: Item) -> Fraction:
    """Units of the year's ceiling for one unit of the line's currency."""
    ceiling = year.policies.declaration_year
    into = _into(year, item, ceiling) if ceiling is not None else None
    return 1 / into if into else Fraction(1)


def _into(year: Year, item: Item, ceiling: Ceiling) -> Fraction | None:
    assert item.line.currency is not None
    found = factor(year, item.line, ceiling.currency, item.line.currency)
    return None if isinstance(found, NoRate) else Fraction(found)


def _year_ceiling(year: Year) -> Fraction | None:
    ceiling = year.policies.declaration_year
    return None if ceiling is None else max(NOTHING, Fraction(ceiling.amount))


def _left(stock: Shares, shares: Sequence[Shares]) -> Shares:
    left = dict(stock)
    for share in shares:
        for number, amount in share.items():
            left[number] -= amount
    return left


class _Proof(NamedTuple):
    """What a line's receipts prove, in its currency.

    justified  J
    unblocked  J had declarations no ceilings
    alone      J had the line its receipts for itself, and declarations no ceilings
    """

    justified: Fraction
    unblocked: Fraction
    alone: Fraction

    @classmethod
    def of(cls, item: Item, demand: Demand, stock: Shares, left: Shares) -> _Proof:
        justified = item.justified or NOTHING
        names = (*demand.receipts, *demand.declared)
        alone = min(item.eligible, sum((stock[name] for name in names), NOTHING))
        unused = sum((left[name] for name in demand.declared), NOTHING)
        return cls(justified, min(alone, justified + unused), alone)


def _cut(year: Year, item: Item, proof: _Proof) -> None:
    """Cut to `round(J / rate)`; each part of the cut has its own reason."""
    start, steps = item.left, (proof.justified, proof.unblocked, proof.alone)
    first, second, third = (min(start, to_eur(amount, item.units)) for amount in steps)
    if first == start:
        return
    expected = item.line.receipt_expected
    waits = expected is not None and expected > year.case.as_of
    outcome = PENDING if waits else REFUSED
    because = _sources(year, item, waits)
    facts = _facts(item, proof)
    ceilings = (rule("declaration_line"), rule("declaration_year"))
    item.cut("declaration-ceiling", second - first, outcome, (*because, *ceilings), facts)
    item.cut("receipts-shared", third - second, outcome, because, facts)
    item.cut(_missing(item, proof), start - third, outcome, because, facts)


def _missing(item: Item, proof: _Proof) -> str:
    """Why part of a line is justified by no receipt at all."""
    if proof.alone == item.eligible:
        return "credit-rate"
    return "receipts-short" if proof.alone else "no-receipt"


def _sources(year: Year, item: Item, waits: bool) -> tuple[Source, ...]:
    named = sorted({number for number in item.line.receipts if number in year.receipts})
    amounts = tuple(Source("receipt", number, "amount") for number in named)
    expected = (item.at("receipt_expected"),) if waits else ()
    return (item.at("amount"), item.at("receipts"), *amounts, *expected)


def _facts(item: Item, proof: _Proof) -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        "eligible": as_decimal(item.eligible),
        "justified": as_decimal(proof.justified),
        "receipts": as_decimal(proof.alone),
        "currency": item.line.currency or "",
    }
    if item.line.receipt_expected is not None:
        facts["expected"] = item.line.receipt_expected
    return facts


def _use(receipt: Receipt, amount: Fraction, served: Sequence[Item]) -> ReceiptUse:
    used = sum((item.used[receipt.id] for item in served), NOTHING)
    return ReceiptUse(
        receipt.id,
        as_decimal(amount),
        receipt.currency,
        as_decimal(used),
        as_decimal(amount - used),
        tuple((item.line.id, as_decimal(item.used[receipt.id])) for item in served),
    )
