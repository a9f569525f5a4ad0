"""One change to a year: a later line, one more receipt, a line split in two.

Each takes a case and the dice, and gives the case before and the case after.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from hypothesis import strategies as st

from cic_sheets.money import Case, Line, Receipt, SettledLine, Settlement
from cic_sheets.values.money import ZERO, to_eur
from tests.money.odd import crowded, declared_at_many_rates
from tests.money.years import years

CENT = Decimal("0.01")
DICE = st.integers(0, 2**32).map(Random)


@st.composite
def busy(draw: st.DrawFn) -> Case:
    """Years of every kind, most of them with ceilings that many lines share."""
    case, random = draw(years()), draw(DICE)
    share = random.choice((crowded, crowded, declared_at_many_rates, None))
    return share(case, random) if share else case


def money(random: Random, most: int = 90_000) -> Decimal:
    return Decimal(random.randint(1, most)).scaleb(-2)


# -- A later line -------------------------------------------------------------------------------


def with_later_line(case: Case, random: Random) -> tuple[Case, Case]:
    """One more line after all others: of the kind of one of them, perhaps sharing its receipts."""
    last = max((line.day for line in case.lines if line.day), default=case.convention.start)
    day = last + timedelta(random.choice((0, 0, 1, 20)))
    like = random.choice(case.lines)
    papers = [each.id for each in case.receipts]
    later = like._replace(
        id="Z-1",
        day=day,
        amount=money(random),
        receipts=tuple(random.sample(papers, min(2, len(papers)))),
        quantity=random.choice((Decimal(0), Decimal("1.5"), like.quantity)),
        credit_of=None,
    )
    missions = tuple(
        mission._replace(back=max(mission.back, datetime.combine(day, time(23))))
        if mission.back and mission.id == later.mission
        else mission
        for mission in case.missions
    )
    seen = case._replace(as_of=max(case.as_of, day), missions=missions)
    return seen, seen._replace(lines=(*case.lines, later))


# -- One more receipt -----------------------------------------------------------------------------


def with_one_more_receipt(case: Case, random: Random) -> tuple[Case, Case]:
    """A receipt for some of the lines; a declaration where no year's ceiling awaits it."""
    roles = ("justifies", "justifies", "declares")
    role = random.choice(roles if case.policies.declaration_year is None else roles[:2])
    more = Receipt("J-new", role, money(random), random.choice(("MAD", "MAD", "EUR")))
    chosen = {line.id for line in random.sample(case.lines, random.randint(1, len(case.lines)))}
    lines = tuple(
        line._replace(receipts=(*line.receipts, "J-new")) if line.id in chosen else line
        for line in case.lines
    )
    return case, case._replace(lines=lines, receipts=(*case.receipts, more))


class Sharing(NamedTuple):
    """What the page lets a receipt take from others, through a ceiling that they share.

    cents  one a line: each is rounded by itself
    free   no bound: a line uses up J though it gets less, or its euro costs more of the ceiling
    """

    cents: Decimal
    free: bool


def shared_after(before: Settlement, after: Settlement) -> Sharing:
    """Looks at the ceilings in which a line whose J grew stands before another."""
    known = {line.id: line for line in before.lines}
    lines = {line.id: line for line in after.lines}
    grown = {
        line.id
        for line in after.lines
        if (line.justified or ZERO) > (known[line.id].justified or ZERO)
    }
    cents, free = ZERO, False
    for use in after.scales:
        if grown & set(use.lines[:-1]):
            group = [lines[number] for number in use.lines]
            units = {line.rate.units if line.rate else Decimal(1) for line in group}
            cents += CENT * len(group)
            free |= len(units) > 1 or any(_gets_less(line) for line in group if line.id in grown)
    return Sharing(cents, free)


def _gets_less(line: SettledLine) -> bool:
    """Whether it uses up more than it gets: its approval, or a credit, left it less than J."""
    units = line.rate.units if line.rate else Decimal(1)
    return line.after[3] < to_eur(line.justified or ZERO, units)


# -- A line split in two --------------------------------------------------------------------------


class Split(NamedTuple):
    """`parted`: its receipts were split along; else both halves name them all."""

    whole: Case
    halves: Case
    line: str
    parted: bool


def split(case: Case, random: Random) -> Split | None:
    """One line as two of the same day; None where no line can be split.

    Lines with credits are left alone: a credit names one line.  And lines with declarations that
    have a ceiling a line: two lines have it twice.
    """
    can = [line for line in case.lines if _splits(line, case)]
    if not can:
        return None
    line, parted = random.choice(can), random.random() < 0.5
    first, second = _halves(line, random)
    receipts = list(case.receipts)
    for own in _own_receipts(line, case) if parted else ():
        receipts.remove(own)
        part = _share(own.amount, first, line)
        assert own.amount is not None
        receipts.append(own._replace(id=f"{own.id}a", amount=part))
        receipts.append(own._replace(id=f"{own.id}b", amount=own.amount - part))
        first, second = _renamed(first, own.id, "a"), _renamed(second, own.id, "b")
    others = tuple(each for each in case.lines if each is not line)
    halves = case._replace(lines=(*others, first, second), receipts=tuple(receipts))
    return Split(case, halves, line.id, parted)


def _splits(line: Line, case: Case) -> bool:
    declares = {each.id for each in case.receipts if each.role == "declares"}
    limited = case.policies.declaration_line is not None and declares & set(line.receipts)
    credited = line.credit_of or any(each.credit_of == line.id for each in case.lines)
    amount = line.amount
    sound = amount is not None and amount.is_finite() and CENT < amount < 10**15
    return sound and not limited and not credited


def _halves(line: Line, random: Random) -> tuple[Line, Line]:
    """Its amount in two, its ineligible part along with it, its quantity anyhow."""
    assert line.amount is not None
    amount = Decimal(random.randint(1, int(line.amount * 100) - 1)).scaleb(-2)
    first = line._replace(amount=amount)
    part = line.ineligible
    if part is not None and part.is_finite():
        part = min(abs(part), line.amount)
        mine = max(_share(part, first, line), part - (line.amount - amount))
        first = first._replace(ineligible=mine)
        part -= mine
    quantity = line.quantity
    if quantity is not None and quantity.is_finite() and quantity >= 0:
        first = first._replace(quantity=quantity * random.choice((0, Decimal("0.25"), 1)))
        quantity -= first.quantity or ZERO
    second = line._replace(
        id=f"{line.id}b", amount=line.amount - amount, ineligible=part, quantity=quantity
    )
    return first, second


def _share(amount: Decimal | None, first: Line, line: Line) -> Decimal:
    """The first half's part of an amount."""
    assert amount is not None
    assert first.amount is not None
    assert line.amount is not None
    return (amount * first.amount / line.amount).quantize(CENT)


def _own_receipts(line: Line, case: Case) -> list[Receipt]:
    """Those that no other line names, and that are worth something."""
    named = Counter(number for each in case.lines for number in set(each.receipts))
    return [
        each
        for each in case.receipts
        if each.id in line.receipts
        and named[each.id] == 1
        and each.amount is not None
        and each.amount.is_finite()
        and each.amount > 0
    ]


def _renamed(half: Line, number: str, to: str) -> Line:
    names = tuple(f"{each}{to}" if each == number else each for each in half.receipts)
    return half._replace(receipts=names)
