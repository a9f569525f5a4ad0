"""The cells that decide what a line is worth, stage by stage: what a figure made of lines cites.

A cell is cited when the stage reads it for this line, whether or not it cut anything: an approval
that lets a line pass is behind its amount as much as one that stops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from cic_sheets.book.book import Book
from cic_sheets.money import causes
from cic_sheets.money.case import ACTIVITY, BY_CLAIM, BY_PAYMENT, RULE_KEYS
from cic_sheets.money.causes import APPROVED, CAP, PENDING, RECEIPTS, REFUSED, STAGES
from cic_sheets.money.settlement import SettledLine, Settlement
from cic_sheets.reconcile.settled import Settled
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.convention import Convention
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.scales import Scale
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import EUR

Cells = tuple[CellRef, ...]


class Behind(NamedTuple):
    """The cells behind the parts of a line.

    claimed          what it asks in EUR
    left             what stages 2 to 5 leave of it
    reimbursable     what the cap leaves of that
    refused, pending the claim, and what cut it
    """

    claimed: Cells
    left: Cells
    reimbursable: Cells
    refused: Cells
    pending: Cells


_KNOWN: WeakKeyDictionary[Book, tuple[Settlement, dict[str, Behind]]] = WeakKeyDictionary()


def behind(settled: Settled, line: SettledLine) -> Behind:
    """The cells behind a line; worked out once a settlement."""
    settlement, known = _KNOWN.get(settled.book, (None, {}))
    if settlement is not settled.settlement:
        known = {}
        _KNOWN[settled.book] = settled.settlement, known
    if line.id not in known:
        known[line.id] = _behind(settled, line)
    return known[line.id]


def rule_cells(book: Book, *keys: str) -> Cells:
    """The values of rows of « Règles »; a default has no cell."""
    rows = (book.find(SettingRow, key) for key in keys)
    return tuple(row.at("value") for row in rows if row is not None)


def convention_cells(book: Book, *attrs: str) -> Cells:
    """Cells of « Convention »; by default those of its two dates."""
    convention = book.only(Convention)
    return _held(convention, *(attrs or ("start", "end"))) if convention else ()


def cited(rows: Iterable[Row], *attrs: str) -> Cells:
    """These cells of rows, those that hold something; of their number when none is named."""
    if not attrs:
        return tuple(row.at() for row in rows)
    return tuple(cell for row in rows for cell in _held(row, *attrs))


def _held(row: Row, *attrs: str) -> Cells:
    return tuple(
        row.at(attr) for attr in attrs if attr in row.cells or getattr(row, attr) not in (None, ())
    )


def _behind(settled: Settled, line: SettledLine) -> Behind:
    row = settled.expense(line.id)
    cuts = [cut for cut in line.cuts if cut.stage != CAP]
    claimed = _once(_claimed(settled, line, row))
    left = _once(
        claimed,
        settled.cells(source for cut in cuts for source in cut.because),
        *(
            stage(settled, line, row)
            for stage in (_admissible, _approved, _justified, _scaled, _credited)
        ),
    )
    refused, pending = (
        _once(claimed, _cuts(settled, line, outcome)) for outcome in (REFUSED, PENDING)
    )
    return Behind(claimed, left, _once(left, _capped(settled, line)), refused, pending)


def _once(*groups: Iterable[CellRef]) -> Cells:
    return tuple(dict.fromkeys(cell for group in groups for cell in group))


# --- The stages, in their order (money.md §3) ----------------------------------------------------


def _claimed(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    yield from _held(row, "amount", "currency")
    if line.waiting:
        yield from settled.cells(source for cut in line.cuts for source in cut.because)
    if line.currency == EUR or line.rate is None:
        return
    yield from settled.cells(line.rate.because)
    yield from rule_cells(settled.book, RULE_KEYS["rate_method"])
    yield from _held(row, "day")
    match settled.case.policies.rate_method:
        case method if method == BY_PAYMENT:
            yield from _held(row, "paid_on")
        case method if method == BY_CLAIM:
            claim = settled.book.find(Claim, line.claim)
            yield from _held(claim, "sent_on", "start", "end") if claim else ()


def _admissible(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    yield from _held(row, "day", "imputation", "category", "ineligible")
    yield from convention_cells(settled.book)
    covered = "for_activities" if line.imputation == ACTIVITY else "covered"
    yield from rule_cells(settled.book, RULE_KEYS[covered])
    mission = settled.book.find(Mission, line.mission)
    if mission is not None and line.imputation != ACTIVITY:
        yield from _held(row, "mission")
        yield from _held(mission, "departure", "back", "place")
        yield from convention_cells(settled.book, "home_town")


def _approved(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    approval = settled.book.find(Approval, line.approval)
    if approval is None:
        return
    mission = settled.book.find(Mission, line.mission)
    by_itself = row.approval is not None or mission is None
    yield from _held(row, "approval") if by_itself else _held(mission or row, "approval")
    yield from _held(
        approval, "no", "decision", "decided_on", "granted", "valid_from", "valid_to", "categories"
    )
    yield from rule_cells(settled.book, RULE_KEYS["late_approval"])
    yield from _amounts(settled, _sharing(settled, line, APPROVED))


def _justified(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    yield from _held(row, "receipts", "receipt_due")
    for number in row.receipts:
        receipt = settled.book.find(Receipt, number)
        if receipt is not None:
            yield from _held(receipt, "no", "kind", "amount", "currency")
    yield from _amounts(settled, _sharing(settled, line, RECEIPTS))


def _scaled(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    scale = settled.book.find(Scale, line.scale)
    yield from _held(row, "unit")
    if scale is None:
        return
    yield from _held(row, "quantity")
    yield from _held(
        scale, "category", "place", "unit", "amount", "currency", "mode", "valid_from", "valid_to"
    )
    for use in settled.settlement.scales:
        if use.scale == line.scale and line.id in use.lines:
            for number in use.lines:
                yield from _held(settled.expense(number), "amount", "quantity")


def _credited(settled: Settled, line: SettledLine, row: Expense) -> Iterator[CellRef]:
    for number in line.credits:
        yield from _held(settled.expense(number), "amount", "credit_of")
    yield from _held(row, "credit_of")


def _capped(settled: Settled, line: SettledLine) -> Iterator[CellRef]:
    """The cap's rules; where it cuts, the lines that were served before too."""
    if not line.capped:
        return
    keys = ("cap", "cap_policy", "cap_scope")
    yield from rule_cells(settled.book, *(RULE_KEYS[key] for key in keys))
    yield from convention_cells(settled.book)
    for outcome in (REFUSED, PENDING):
        yield from _cuts(settled, line, outcome, (CAP,))


def _cuts(
    settled: Settled, line: SettledLine, outcome: str, stages: tuple[str, ...] = STAGES
) -> Iterator[CellRef]:
    """What explains the line's cuts, and the lines that share what was cut with it."""
    cuts = [cut for cut in line.cuts if cut.outcome == outcome and cut.stage in stages]
    yield from settled.cells(source for cut in cuts for source in cut.because)
    for stage in dict.fromkeys(cut.stage for cut in cuts):
        yield from _amounts(settled, _sharing(settled, line, stage))


def _sharing(settled: Settled, line: SettledLine, stage: str) -> Iterator[str]:
    """The other lines of an approval, a receipt, a ceiling or the cap that left this one less."""
    settlement = settled.settlement
    match stage:
        case causes.APPROVED:
            for approval in settlement.approvals:
                if approval.id == line.approval:
                    yield from _before(line, (number for number, _, _ in approval.by))
        case causes.RECEIPTS:
            for receipt in settlement.receipts:
                if receipt.id in settled.expense(line.id).receipts:
                    yield from (number for number, _ in receipt.by)
        case causes.SCALE:
            for scale in settlement.scales:
                if line.id in scale.lines:
                    yield from scale.lines
        case causes.CAP:
            yield from _before(line, (one.id for one in settlement.lines if one.capped))


def _before(line: SettledLine, numbers: Iterable[str]) -> Iterator[str]:
    """The numbers that come before the line's, if it is among them."""
    served = list(numbers)
    return iter(served[: served.index(line.id)] if line.id in served else ())


def _amounts(settled: Settled, numbers: Iterable[str]) -> Iterator[CellRef]:
    for number in numbers:
        yield from _held(settled.expense(number), "amount")
