"""The next year, from the one that ends: what goes on, what is left behind, what is remembered.

Which rows of a sheet go on is said beside the sheet (`schema.carrying`).  Here references are
followed, and « Historique » and « Reprise » filled.  Nothing is paid twice: a line of the year that
ends never becomes one of the next; what it still expects is remembered, with its amount.

Source: deliverables.md, « Commands » (`roll`); the announcement (a convention of a year, renewed
after a yearly evaluation, four years at most).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from cic_sheets.book.book import Book
from cic_sheets.group.indicators import outcomes
from cic_sheets.reconcile.year import Year
from cic_sheets.report.finance_reasons import reason
from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Ref
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Column, Row, Sheet
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.history import Earlier
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.platforms import Platform
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.sheets.settings import SettingRow
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import ZERO, total
from cic_sheets.values.names import folded

LISTS_TAB = "Listes"

Print = tuple[int, str]
"""Size in bytes and SHA-256 of a file."""


class NoNextYear(Exception):
    """There is no next year.

    why  convention (nothing to start from), rank (four already), programme (it ends)
    """

    def __init__(self, why: str, **facts: Any) -> None:
        super().__init__(why)
        self.why = why
        self.facts = facts


class Moved(NamedTuple):
    """What became of a sheet's rows: how many go on, how many stay behind."""

    title: str
    carried: int
    left: int


class Rolled(NamedTuple):
    """The next year's rows.

    year    of its first day
    rows    title → rows, as `workbook.write_workbook` takes them
    moved   each sheet that had rows or has some now
    open    EUR that the year that ends still expects
    faulty  cells with a fault of their own: they go on as they were typed
    """

    year: int
    rows: Mapping[str, Any]
    moved: tuple[Moved, ...]
    open: Decimal
    faulty: tuple[CellRef, ...]


def rolled(year: Year, most: int, prints: Mapping[str, Print]) -> Rolled:
    """The next year of a year, seen from a day on which all that was typed has happened.

    most    rank that a convention may have
    prints  path of a file from the workbook's folder → its size and fingerprint

    Raises NoNextYear.
    """
    import_all("cic_sheets.sheets")
    turn = _turn(year, most)
    kept = _kept(year.book, turn)
    expected = list(_expected(year))
    memory = {
        Carried: [*_remembered(year), *expected],
        Earlier: list(_used(year, prints)),
    }
    _bring(year.book, kept, (code for rows in memory.values() for code in _communes(rows)))
    rows: dict[str, Any] = {}
    for sheet in sorted(SHEETS, key=lambda one: one.order):
        made = [_cells(row, turn, kept) for row in kept.get(sheet.row, ())]
        made += memory.get(sheet.row, ())
        if made:
            rows[sheet.title] = made[0] if sheet.vertical else made
    rows.update(_own_values(year.book))
    return Rolled(
        turn.first.year,
        rows,
        tuple(_moved(year.book, kept, memory)),
        _sum_expected(rows.get(Carried.sheet.title, ())),
        tuple(_faulty(kept)),
    )


def _sum_expected(rows: Iterable[Mapping[str, Any]]) -> Decimal:
    label = Carried.sheet.columns["amount"].label
    return total(row[label] for row in rows if label in row)


def _turn(year: Year, most: int) -> Turn:
    convention = year.convention
    if convention is None or convention.end is None or convention.rank is None:
        raise NoNextYear("convention")
    if convention.rank >= most:
        raise NoNextYear("rank", rank=convention.rank, most=most)
    first = convention.end + timedelta(days=1)
    end = _a_year_after(first) - timedelta(days=1)
    programme = convention.programme_end
    if programme is not None and first > programme:
        raise NoNextYear("programme", end=programme)
    if programme is not None:
        end = min(end, programme)
    uses = year.settled.settlement.approvals if year.settled else ()
    spent = {use.id: use.consumed for use in uses if use.consumed}
    return Turn(convention.end, first, end, spent)


def _a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


# --- Which rows -----------------------------------------------------------------------------------

Kept = dict[type[Row], list[Row]]


def _kept(book: Book, turn: Turn) -> Kept:
    """The rows that go on, in their order: by themselves, with another, or named by one."""
    kept: Kept = {}
    for sheet in SHEETS:
        carry = sheet.carries
        if carry is not None and not carry.follows:
            kept[sheet.row] = [row for row in book.all(sheet.row) if carry.when(row, turn)]
    for sheet in SHEETS:
        carry = sheet.carries
        if carry is not None and carry.follows:
            rows = [row for row in book.all(sheet.row) if carry.when(row, turn)]
            kept[sheet.row] = [row for row in rows if _follows(book, row, carry, kept)]
    named = [row for rows in kept.values() for row in rows]
    while named:
        named = [row for one in named for row in _named_along(book, one, kept)]
    return {kind: _in_order(book, kind, rows) for kind, rows in kept.items()}


def _in_order(book: Book, kind: type[Row], rows: Iterable[Row]) -> list[Row]:
    chosen = {id(row) for row in rows}
    return [row for row in book.all(kind) if id(row) in chosen]


def _follows(book: Book, row: Row, carry: Carry, kept: Kept) -> bool:
    target = _targets(book, row, row.sheet.columns[carry.follows])
    return all(_is_kept(one, kept) for one in target) and bool(target)


def _is_kept(row: Row, kept: Kept) -> bool:
    return any(row is one for one in kept.get(type(row), ()))


def _targets(book: Book, row: Row, column: Column) -> list[Row]:
    """The rows that a reference names, as far as they are there."""
    assert isinstance(column.kind, Ref)
    said = getattr(row, column.attr)
    numbers = said if isinstance(said, tuple) else (said,) if said else ()
    known = book.lookups.get(column.kind.sheet, {})
    return [known[key] for number in numbers if (key := folded(str(number))) in known]


def _named_along(book: Book, row: Row, kept: Kept) -> Iterator[Row]:
    """Rows that this one names and that come along; each is kept at once."""
    for column in row.sheet.columns.values():
        if isinstance(column.kind, Ref) and _comes_along(column.kind):
            for target in _targets(book, row, column):
                if not _is_kept(target, kept):
                    kept.setdefault(type(target), []).append(target)
                    yield target


def _comes_along(kind: Ref) -> bool:
    sheet = SHEETS.get(kind.sheet)
    return sheet is not None and sheet.carries is not None and sheet.carries.along


def _bring(book: Book, kept: Kept, communes: Iterable[str]) -> None:
    """Communes that « Reprise » names are there too."""
    wanted = {code for code in communes if code}
    rows = [*kept.get(Commune, ()), *(row for row in book.all(Commune) if row.id in wanted)]
    kept[Commune] = _in_order(book, Commune, rows)


def _communes(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    label = Carried.sheet.columns["host"].label
    return (row[label] for row in rows if row.get(label))


# --- What they hold -------------------------------------------------------------------------------


def _cells(row: Row, turn: Turn, kept: Kept) -> dict[str, Any]:
    """A row for the next workbook, by the labels of its columns."""
    carry = row.sheet.carries
    assert carry is not None
    changes = carry.changes(row, turn)
    held = {}
    for attr, column in row.sheet.columns.items():
        if attr in carry.empties or column.formula:
            continue
        value = changes[attr] if attr in changes else _value(row, column, kept)
        if value is not None:
            held[column.label] = value
    return held


def _value(row: Row, column: Column, kept: Kept) -> Any:
    """What a cell held; of references, those whose row goes on; a faulty cell as it was typed."""
    raw = row.cell(column.attr)
    if not row.sound(column.attr):
        return _as_typed(raw.value, raw.kind)
    value = getattr(row, column.attr)
    if isinstance(row, SettingRow) and column.attr == "value":
        return _as_typed(raw.value, raw.kind)
    if isinstance(column.kind, Ref) and value:
        there = {one.id for one in kept.get(SHEETS[column.kind.sheet].row, ())}
        numbers = value if isinstance(value, tuple) else (value,)
        return "; ".join(number for number in numbers if number in there) or None
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    return value


def _as_typed(value: Any, kind: str) -> Any:
    return None if kind in ("error", "empty", "duration") else value


def _faulty(kept: Kept) -> Iterator[CellRef]:
    """Cells with a fault that go on."""
    for rows in kept.values():
        for row in rows:
            carry = row.sheet.carries
            empties = carry.empties if carry else ()
            for attr in sorted(row.faulty):
                if attr not in empties and row.cell(attr).kind not in ("error", "empty"):
                    yield row.at(attr)


def _own_values(book: Book) -> dict[str, Any]:
    """What the coordinator added to the lists."""
    added = {}
    for values in LISTS:
        declared = {folded(one) for one in (*values.values, *values.aka)}
        own = [one for one in book.added.get(values.name, ()) if folded(one) not in declared]
        if own:
            added[values.name] = own
    if not added:
        return {}
    longest = max(map(len, added.values()))
    return {
        LISTS_TAB: [
            {name: own[place] for name, own in added.items() if place < len(own)}
            for place in range(longest)
        ]
    }


def _moved(book: Book, kept: Kept, memory: Mapping[type[Row], Sequence[Any]]) -> Iterator[Moved]:
    for sheet in sorted(SHEETS, key=lambda one: one.order):
        carried, had = len(kept.get(sheet.row, ())), len(book.all(sheet.row))
        made = len(memory.get(sheet.row, ()))
        if carried or had or made:
            yield Moved(sheet.title, carried + made, had - carried)


# --- What is remembered ---------------------------------------------------------------------------


def _labelled(sheet: Sheet, values: Mapping[str, Any]) -> dict[str, Any]:
    return {sheet.columns[attr].label: value for attr, value in values.items() if value is not None}


def _ending(year: Year) -> int:
    assert year.convention is not None
    day = year.convention.start or year.convention.end
    assert day is not None  # `_turn` has seen to it
    return day.year


def _remembered(year: Year) -> Iterator[dict[str, Any]]:
    """Platforms with their host, indicators with their baseline and what they came to."""
    ending = _ending(year)
    for platform in year.book.all(Platform):
        if platform.no:
            held = {"year": ending, "code": platform.no, "host": platform.host}
            yield _labelled(Carried.sheet, held)
    actual = {one.indicator.id: one.actual for one in outcomes(year.book, year.as_of)}
    for row in year.book.all(Indicator):
        came = actual.get(row.id)
        if row.code and (row.baseline is not None or came is not None):
            held = {
                "year": ending,
                "code": row.code,
                "baseline": row.baseline,
                "baseline_year": row.baseline_year,
                "actual": came.amount if came is not None else None,
            }
            yield _labelled(Carried.sheet, held)


def _expected(year: Year) -> Iterator[dict[str, Any]]:
    """What money the year still expects: pending lines, claims and fee notes without payment."""
    ending, book = _ending(year), year.book
    for line in year.settled.settlement.lines if year.settled else ():
        if line.pending and year.settled:
            why = "; ".join(dict.fromkeys(map(str, map(reason, line.cuts))))
            label = year.settled.expense(line.id).label
            yield _expectation(ending, line.id, label, line.pending, why)
    paid_for = _paid(book.all(Payment), lambda row: (row.claim,) if row.claim else ())
    for claim in book.all(Claim):
        due = claim.granted if claim.granted is not None else claim.asked
        left = (due or ZERO) - paid_for.get(claim.id, ZERO)
        if claim.no and left > 0:
            yield _expectation(ending, claim.no, "demande de remboursement", left, "sans paiement")
    noted = {number for row in book.all(Payment) for number in row.fee_notes}
    for note in book.all(FeeNote):
        if note.no and note.amount and note.no not in noted:
            yield _expectation(ending, note.no, "note d'honoraires", note.amount, "sans paiement")


def _paid(rows: Iterable[Payment], of: Callable[[Payment], Iterable[str]]) -> Mapping[str, Decimal]:
    found: dict[str, Decimal] = {}
    for row in rows:
        for number in of(row):
            found[number] = found.get(number, ZERO) + (row.amount or ZERO)
    return found


def _expectation(
    ending: int, number: str, label: str | None, amount: Decimal, why: str
) -> dict[str, Any]:
    held = {"year": ending, "code": number, "label": label, "amount": amount, "reason": why or None}
    return _labelled(Carried.sheet, held)


def _used(year: Year, prints: Mapping[str, Print]) -> Iterator[dict[str, Any]]:
    """The receipts of the year, each with its file's size and fingerprint."""
    ending = _ending(year)
    for row in year.book.all(Receipt):
        if not row.no:
            continue
        size, sha256 = prints.get(row.file or "", (None, None))
        held = {
            "year": ending,
            "no": row.no,
            "file": row.file.rpartition("/")[2] if row.file else None,
            "size": size,
            "sha256": sha256,
            "issuer": row.issuer,
            "invoice_no": row.invoice_no,
            "day": row.day,
            "amount": row.amount,
            "currency": row.currency,
        }
        yield _labelled(Earlier.sheet, held)


__all__ = ["Moved", "NoNextYear", "Print", "Rolled", "rolled"]
