"""Stage 1: what each line claims, in EUR, rounded once.  A credit joins its original (§3.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cic_sheets.money.case import Line
from cic_sheets.money.item import Item
from cic_sheets.money.rates import rate_for
from cic_sheets.money.settlement import Fact
from cic_sheets.money.year import NoRate, Year
from cic_sheets.values.money import ZERO, to_eur, usable

_NOTHING = Fraction(0)


def claim(year: Year, items: Sequence[Item]) -> None:
    """Convert every line, then let credits join their originals.

    A line that can't be converted waits in full with claimed 0, and so do its credits.
    """
    for item in items:
        _convert(year, item)
    by_id: dict[str, Item] = {}
    for item in items:
        by_id.setdefault(item.line.id, item)
    for item in items:
        if item.line.credit_of is None and not item.waiting and _sign(item.line) < 0:
            item.park("credit-without-original", (item.at("amount"), item.at("credit_of")))
    to_come = {line.id for line in year.case.lines if line.day and line.day > year.case.as_of}
    known: dict[int, Item | None] = {}
    for item in items:
        if item.line.credit_of is not None and not item.waiting:
            _join(item, _original(item, by_id, known), item.line.credit_of in to_come)
    for item in items:
        if not item.waiting and item.original is None:
            _as_one_piece(item)


def _convert(year: Year, item: Item) -> None:
    line = item.line
    problem = _unreadable(line)
    if problem:
        item.park("unreadable", (item.at(problem),), _shown(line), code=line.unreadable)
        return
    assert line.amount is not None
    assert line.currency is not None
    found = rate_for(year, line, line.currency)
    if isinstance(found, NoRate):
        facts = {**_shown(line), **found.facts}
        item.park(found.cause, (item.at("amount"), *found.because), facts)
        return
    item.rate = found
    item.claimed = item.left = to_eur(line.amount, found.units)


def _unreadable(line: Line) -> str | None:
    """The field that keeps the line from being reckoned with; None when all is well."""
    if line.day is None:
        return "day"
    if not usable(line.amount):
        return "amount"
    if not line.currency:
        return "currency"
    return "amount" if line.unreadable else None


def _shown(line: Line) -> dict[str, Fact]:
    facts: dict[str, Fact] = {"currency": line.currency or ""}
    return facts if line.amount is None else {**facts, "amount": line.amount}


def _sign(line: Line) -> int:
    """Of the amount as typed: a cent of dirham is nothing in euros, yet it is no credit."""
    assert line.amount is not None
    return (line.amount > 0) - (line.amount < 0)


def _original(item: Item, by_id: Mapping[str, Item], known: dict[int, Item | None]) -> Item | None:
    """The line that a credit gives back from, through credits of credits; None if there is none.

    known  what earlier walks have found; a round leads nowhere
    """
    walked: list[int] = []
    at: Item | None = item
    while at is not None and at.line.credit_of is not None and id(at) not in known:
        known[id(at)] = None
        walked.append(id(at))
        at = by_id.get(at.line.credit_of)
    if at is not None and at.line.credit_of is not None:
        at = known[id(at)]
    known.update(dict.fromkeys(walked, at))
    return at


def _join(item: Item, original: Item | None, later: bool) -> None:
    """Let a credit join its original; `later`: the line that it names is still to come."""
    because = (item.at("amount"), item.at("credit_of"))
    facts: dict[str, Fact] = {"original": item.line.credit_of or ""}
    if _sign(item.line) > 0:
        item.park("credit-not-negative", because, facts)
    elif original is None:
        item.park("credit-of-waiting-line" if later else "credit-without-original", because, facts)
    elif original.waiting:
        item.park("credit-of-waiting-line", because, facts)
    else:
        item.original = original
        original.credits.append(item)


def _as_one_piece(item: Item) -> None:
    """The original less its credits: amount, ineligible part and claim."""
    amount, given_up = _amounts(item)
    for credit in item.credits:
        into = Fraction(1)
        if credit.line.currency != item.line.currency:
            into = Fraction(item.units) / Fraction(credit.units)
        returned, not_given_up = _amounts(credit)
        amount += returned * into
        given_up -= not_given_up * into
        item.left += credit.claimed
    item.given_up = min(max(given_up, _NOTHING), max(amount, _NOTHING))
    item.eligible = max(amount - item.given_up, _NOTHING)
    item.out = item.left < 0 or (not item.left and amount <= 0)


def _amounts(item: Item) -> tuple[Fraction, Fraction]:
    """A line's amount and the part given up, in its currency; the part is never negative."""
    line = item.line
    assert line.amount is not None
    part = min(abs(line.ineligible), abs(line.amount)) if usable(line.ineligible) else ZERO
    return Fraction(line.amount), Fraction(part)
