"""What on a receipt agrees with an amount: net and tax, its lines, what was paid, itself again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from cic_sheets.receipts.amounts import Amount
from cic_sheets.receipts.text import Line
from cic_sheets.values.named import NamedTuple

CENT = Decimal("0.01")
MOST_LINES_SUMMED = 60

Sums = dict[Decimal, tuple[Decimal, Decimal]]
"""Gross amount → the net amount and the tax that add up to it."""

_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s?%")


class Said(NamedTuple):
    """An amount and what the words beside it make of it.

    kind    a kind of labels.py; "" when no words say anything
    words   those words, as printed
    column  the amount stands behind another one of the same words, as in a table
    last    it is the last amount of its line
    """

    amount: Amount
    kind: str
    words: str
    column: bool
    last: bool


def value_of(one: Said) -> Decimal:
    """The value of an amount that has one."""
    assert one.amount.value is not None
    return one.amount.value


def support(value: Decimal, usable: Sequence[Said], sums: Sums) -> set[str]:
    """What else on the receipt agrees with this total: "sum", "lines", "paid", "twice"."""
    reasons = set()
    if value in sums:
        reasons.add("sum")
    if _lines_add_up(value, usable):
        reasons.add("lines")
    if _was_paid(value, usable):
        reasons.add("paid")
    if len({one.amount.line for one in usable if value_of(one) == value}) > 1:
        reasons.add("twice")
    return reasons


def sums_of(lines: Sequence[Line], usable: Sequence[Said]) -> Sums:
    """For each gross amount its (net, tax): two printed amounts that add up as these do."""
    rates = {
        Decimal(rate.replace(",", ".")) for line in lines for rate in _PERCENT.findall(line.folded)
    }
    nets = {value_of(one) for one in usable if one.kind in ("net", "sub", "vat", "total", "")}
    taxes = [one for one in usable if one.kind in ("vat", "") and value_of(one) > 0]
    named_nets = {value_of(one) for one in usable if one.kind in ("net", "sub", "total")}
    printed = {value_of(one) for one in usable}
    found: Sums = {}
    for tax in taxes[:200]:
        for net in nets:
            gross = net + value_of(tax)
            named = tax.kind == "vat" and net in named_nets
            if (
                gross in printed
                and net > value_of(tax)
                and (named or _at(rates, net, value_of(tax)))
            ):
                found[gross] = (net, value_of(tax))
    return found | _several_rates(usable, printed, named_nets, found)


def _several_rates(
    usable: Sequence[Said],
    printed: set[Decimal],
    nets: set[Decimal],
    found: Sums,
) -> Sums:
    """One net amount, a tax for each rate, and their sum."""
    taxes = sum((value_of(one) for one in usable if one.kind == "vat" and one.last), Decimal(0))
    return {
        net + taxes: (net, taxes)
        for net in nets
        if taxes > 0 and net + taxes in printed and net + taxes not in found
    }


def _at(rates: set[Decimal], net: Decimal, tax: Decimal) -> bool:
    return any(
        rate > 0 and abs((net * rate / 100).quantize(CENT, rounding=ROUND_HALF_UP) - tax) <= CENT
        for rate in rates
    )


def _lines_add_up(value: Decimal, usable: Sequence[Said]) -> bool:
    """Whether the last amounts of two lines or more, one under the other, add up to the total."""
    column = [one for one in usable if one.last and one.amount.places <= 2]
    at = [place for place, one in enumerate(column) if value_of(one) == value]
    return any(
        _adds_upward(value, column[max(0, place - MOST_LINES_SUMMED) : place]) for place in at
    )


def _adds_upward(value: Decimal, above: Sequence[Said]) -> bool:
    items = [
        one
        for one in above
        if one.kind not in ("sub", "net", "gross", "total", "aside", "due", "paid")
        and not one.amount.plain
    ]
    sums = list(accumulate(value_of(one) for one in reversed(items)))
    return value in sums[1:]


def _was_paid(value: Decimal, usable: Sequence[Said]) -> bool:
    paid = {abs(value_of(one)) for one in usable if one.kind == "paid"}
    change = {abs(value_of(one)) for one in usable if one.kind == "change"}
    if value in paid:
        return True
    return any(given - back == value for given in paid for back in change if back)
