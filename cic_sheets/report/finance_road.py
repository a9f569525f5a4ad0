"""The road of each line, step by step: what the engine had in hand before each of its cuts.

The engine gives every cut; these are the figures between them, so that a reader can reckon each
cut again.  A credit goes with its original, in one piece (money.md §3.2): its own road is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cic_sheets.money.case import DAY, FLAT
from cic_sheets.money.causes import ADMISSIBLE, APPROVED, CAP, CLAIMED, PENDING, RECEIPTS, SCALE
from cic_sheets.money.rates import rate_for
from cic_sheets.money.settlement import ScaleUse, SettledLine
from cic_sheets.money.year import NoRate, Year
from cic_sheets.reconcile.settled import Settled
from cic_sheets.values.money import EUR, ZERO, Ratio, total, usable

NOTHING = Fraction(0)
_PARTS = {"ineligible-part", "over-approval"}  # causes that leave a line on its way


class Step(NamedTuple):
    """One line's road; amounts in EUR unless a field says otherwise.

    original                 the rank of a credit's original; None for any other line
    factor                   what turns a credit's currency into its original's
    moved, moved_given_up    a credit's amount and ineligible part, in its original's currency
    given_up                 a line's own ineligible part, in its currency
    net, net_given_up        the piece's, in the line's currency
    piece                    claimed, with what the credits give back
    first, approved, …       rank of the approval; `halt` of a stage: refused or pending in full
    ceiling                  rank of the shared ceiling among `Settlement.scales`
    unit_rate                units of the ceiling's currency for 1 EUR
    quantity                 what the line adds to the ceiling's quantity
    counted                  J, or a flat line's eligible amount, in the ceiling's currency
    room, used               of the ceiling before the line, and by it
    """

    rank: int
    original: int | None
    factor: Fraction
    moved: Fraction
    moved_given_up: Fraction
    given_up: Fraction
    credited: Decimal
    net: Fraction
    net_given_up: Fraction
    piece: Decimal
    halt: str | None
    admitted: Decimal
    approval: int | None
    approval_halt: str | None
    approval_room: Decimal
    approval_used: Decimal
    approved: Decimal
    flat: bool
    justified: Fraction
    proved: Decimal
    ceiling: int | None
    ceiling_halt: str | None
    unit_rate: Ratio | None
    quantity: Decimal
    counted: Fraction
    room: Fraction
    used: Fraction
    scaled: Decimal
    capped: Decimal
    cap_room: Decimal
    granted: Decimal


def road(settled: Settled) -> tuple[Step, ...]:
    """Every line that takes part, in the order in which lines are served."""
    return tuple(_Road(settled).steps())


def converted(line: SettledLine) -> bool:
    """Whether a line has an amount in EUR, be it one that waits."""
    return not line.waiting or bool(line.claimed)


def amount_used(line: SettledLine) -> Fraction:
    """J: what its receipts justify, in its currency."""
    return sum((Fraction(part) for _, part in line.used), NOTHING)


class _Road:
    def __init__(self, settled: Settled) -> None:
        settlement = settled.settlement
        self.settled = settled
        self.lines = settlement.lines
        self.ranks = {line.id: rank for rank, line in enumerate(self.lines, start=1)}
        self.typed = {line.id: line for line in settled.case.lines}
        self.year = Year(settled.case)
        self.flat = {row.id for row in settled.case.scales if row.mode == FLAT}
        self.approvals = {use.id: n for n, use in enumerate(settlement.approvals, start=1)}
        self.approval_left = {use.id: use.amount for use in settlement.approvals}
        self.consumed = {number: got for use in settlement.approvals for number, _, got in use.by}
        self.ceilings = {
            number: (rank, use)
            for rank, use in enumerate(settlement.scales, start=1)
            for number in use.lines
        }
        self.ceiling_left = {
            rank: Fraction(use.ceiling) for rank, use in enumerate(settlement.scales, start=1)
        }
        self.days: set[tuple[int, object]] = set()
        self.units = {row.id: row.unit for row in settled.case.scales}
        self.originals = dict(self._originals())

    def steps(self) -> Iterator[Step]:
        """One step a line."""
        bare = [self._piece(line) for line in self.lines]
        allowance = self.settled.settlement.ledger[-1].allowance if self.lines_counted() else ZERO
        given_back = total(min(step.capped, ZERO) for step in bare)
        left = allowance - given_back
        for step in bare:
            yield step._replace(cap_room=left)
            left -= max(step.granted, ZERO)

    def lines_counted(self) -> bool:
        """Whether a month has begun."""
        return bool(self.settled.settlement.ledger)

    def _originals(self) -> Iterator[tuple[str, str]]:
        for line in self.lines:
            for number in line.credits:
                yield number, line.id

    def _piece(self, line: SettledLine) -> Step:
        rank = self.ranks[line.id]
        original = self.originals.get(line.id)
        credits = [self.lines[self.ranks[number] - 1] for number in line.credits]
        into = [self._into(credit, line) for credit in credits]
        amount, given_up = self._amounts(line)
        moved = self._into(line, self.lines[self.ranks[original] - 1]) if original else NOTHING
        back = [
            (part[0] * units, part[1] * units)
            for part, units in zip(map(self._amounts, credits), into, strict=True)
        ]
        net = amount + sum((one for one, _ in back), NOTHING)
        net_given_up = given_up - sum((one for _, one in back), NOTHING)
        credited = total(credit.claimed for credit in credits)
        piece = ZERO if original else line.claimed + credited
        admitted = piece - _cut(line, CLAIMED, ADMISSIBLE)
        approved = admitted - _cut(line, APPROVED)
        proved = approved - _cut(line, RECEIPTS)
        scaled = proved - _cut(line, SCALE)
        capped = scaled if line.capped else ZERO
        number = line.approval if line.approval in self.approvals else None
        own_consumed = self.consumed.get(line.id, ZERO)
        step = Step(
            rank=rank,
            original=self.ranks[original] if original else None,
            factor=moved,
            moved=amount * moved,
            moved_given_up=given_up * moved,
            given_up=given_up,
            credited=credited,
            net=NOTHING if original else net,
            net_given_up=NOTHING
            if original
            else min(max(net_given_up, NOTHING), max(net, NOTHING)),
            piece=piece,
            halt=_halt(line, CLAIMED, ADMISSIBLE),
            admitted=admitted,
            approval=self.approvals[number] if number else None,
            approval_halt=_halt(line, APPROVED),
            approval_room=self.approval_left[number] if number else ZERO,
            approval_used=own_consumed,
            approved=approved,
            flat=line.scale in self.flat,
            justified=amount_used(line),
            proved=proved,
            ceiling=None,
            ceiling_halt=PENDING if _cut(line, SCALE) and line.id not in self.ceilings else None,
            unit_rate=None,
            quantity=ZERO,
            counted=NOTHING,
            room=NOTHING,
            used=NOTHING,
            scaled=scaled,
            capped=capped,
            cap_room=ZERO,
            granted=capped - _cut(line, CAP),
        )
        if number:
            self.approval_left[number] -= own_consumed
        return self._under_ceiling(line, step) if line.id in self.ceilings else step

    def _under_ceiling(self, line: SettledLine, step: Step) -> Step:
        rank, use = self.ceilings[line.id]
        found = rate_for(self.year, self.typed[line.id], use.currency)
        assert not isinstance(found, NoRate)
        units = line.rate.units if line.currency == use.currency and line.rate else found.units
        worth = max(step.net - step.net_given_up, NOTHING) if step.flat else step.justified
        counted = worth * Fraction(units) / Fraction(line.rate.units if line.rate else 1)
        room = self.ceiling_left[rank]
        used = min(counted, room)
        self.ceiling_left[rank] -= used
        return step._replace(
            ceiling=rank, unit_rate=units, quantity=self._quantity(line, rank, use),
            counted=counted, room=room, used=used,
        )  # fmt: skip

    def _quantity(self, line: SettledLine, rank: int, use: ScaleUse) -> Decimal:
        """What a line adds to the quantity; a day counts once."""
        if self.units[use.scale] != DAY:
            return self.typed[line.id].quantity or ZERO
        known = (rank, line.day) in self.days
        self.days.add((rank, line.day))
        return Decimal(not known)

    def _amounts(self, line: SettledLine) -> tuple[Fraction, Fraction]:
        """Amount and part given up, in the line's currency; nothing where nothing is converted."""
        typed = self.typed[line.id]
        if not converted(line) or not usable(typed.amount):
            return NOTHING, NOTHING
        part = ZERO
        if usable(typed.ineligible):
            part = min(abs(typed.ineligible), abs(typed.amount))
        return Fraction(typed.amount), Fraction(part)

    def _into(self, line: SettledLine, target: SettledLine) -> Fraction:
        """What turns a credit's amount into its original's currency."""
        if line.currency == target.currency:
            return Fraction(1)
        return Fraction(_units(target)) / Fraction(_units(line))


def _units(line: SettledLine) -> Ratio:
    assert line.rate is not None or line.currency == EUR
    return line.rate.units if line.rate else Decimal(1)


def _cut(line: SettledLine, *stages: str) -> Decimal:
    return total(cut.amount for cut in line.cuts if cut.stage in stages)


def _halt(line: SettledLine, *stages: str) -> str | None:
    """The outcome of what ends a line's road at a stage; None where it goes on."""
    for cut in line.cuts:
        if cut.stage in stages and cut.cause not in _PARTS:
            return cut.outcome
    return None


def outcomes(line: SettledLine) -> Mapping[str, str]:
    """Stage → the outcome of its cuts: one stage never both refuses and leaves pending."""
    return {cut.stage: cut.outcome for cut in line.cuts}
