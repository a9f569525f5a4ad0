"""Values of formulas: what they are, how they compare, where they come from.

Numbers are decimals, so that sums of cents are sums of cents.

Source: ISO/IEC 29500-1, 18.17.2.2 (errors), 18.17.2.6 (operators), 18.17.2.7 (conversions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from cic_sheets.values.named import NamedTuple

from ...opc.later import later

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import Protocol, TypeAlias

    from .tallies import Tally, TallyKey
else:
    Protocol = object

EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
_MOST_CELLS = 200_000  # of an area reckoned with value by value
_LARGEST = 307  # of the exponents of a double
_SHOWN = Context(prec=15)  # digits that a cell shows
_NUMERIC = later(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?\s*\Z")


class Unsupported(Exception):
    """A formula with something that is not reckoned here."""


class Fault(NamedTuple):
    """An error as a value: `#DIV/0!`."""

    code: str


Result: TypeAlias = "Decimal | str | bool | Fault | None"


class Area(NamedTuple):
    """Cells of a sheet, bounds included."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int


class Table(NamedTuple):
    """An Excel table: its whole area, its columns' names in order, how many rows head and close."""

    area: Area
    columns: tuple[str, ...]
    headers: int
    totals: int


class Cells(Protocol):
    """Where values come from; sheets by their compared name."""

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's value.  Raises Unsupported when its own formula is."""

    def last_row(self, sheet: str) -> int:
        """The last row that holds something.  Raises Unsupported for no such sheet."""


class Stats(NamedTuple):
    """What the values of an area come to; what is no number counts in `filled` only.

    fault  row and code of the first error
    """

    total: Decimal = Decimal(0)
    numbers: int = 0
    filled: int = 0
    low: Decimal | None = None
    high: Decimal | None = None
    fault: tuple[int, Fault] | None = None
    touched: bool = False


class Book:
    """Cells that know their workbook: what is held where, names, tables, sums kept.

    A workbook's every reading is counted: what would take too long is Unsupported.
    """

    epoch1904 = False

    def held(self, area: Area) -> Iterator[tuple[int, int]]:
        """The places of an area that hold something, row by row."""
        raise NotImplementedError

    def stats(self, area: Area) -> Stats:
        """What an area comes to."""
        raise NotImplementedError

    def spend(self, count: int) -> None:
        """Count readings.  Raises Unsupported when they are too many."""

    def named(self, name: str, sheet: str) -> str | None:
        """The formula of a defined name, as seen from a sheet."""
        raise NotImplementedError

    def table(self, name: str, sheet: str, place: tuple[int, int] | None) -> Table | None:
        """A table; without a name, the one that holds the place."""
        raise NotImplementedError

    def skipped(self, sheet: str, row: int, column: int, hidden: bool) -> bool:
        """Whether SUBTOTAL passes a cell over: a subtotal itself, or (`hidden`) in a hidden row."""
        raise NotImplementedError

    def filters(self, sheet: str) -> bool:
        """Whether a filter hides rows of a sheet."""
        raise NotImplementedError

    def tally(self, key: TallyKey) -> Tally:
        """Sums by key of some columns, kept from one formula to the next."""
        raise NotImplementedError

    def lookup(self, area: Area, wanted: Decimal | str) -> int | None:
        """Where in a column or row a value first stands, from 0."""
        raise NotImplementedError


class Array(NamedTuple):
    """Values by row, as reckoning with areas makes them."""

    height: int
    width: int
    values: tuple[Result, ...]


Operand: TypeAlias = "Result | Area | Array"
Node = Callable[[], Operand]


class Stop(Exception):
    """An error that ends the reckoning: `fault` is the formula's result."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class Reader:
    """Looks operands up.

    place  row and column of the formula's cell, if it has one
    item   how many times its rows have moved down
    """

    def __init__(self, cells: Cells, sheet: str = "", place: tuple[int, int] | None = None) -> None:
        self.cells = cells
        self.book = cells if isinstance(cells, Book) else None
        self.sheet = sheet
        self.place = place
        self.item = 0
        self.referred: Callable[[str], Operand] = _nowhere

    def single(self, operand: Operand) -> Result:
        """One value: a reference to one cell gives what is there."""
        if isinstance(operand, Array):
            raise Unsupported("several values where one is meant")
        if not isinstance(operand, Area):
            found: Result = operand
        elif operand.top == operand.bottom and operand.left == operand.right:
            found = self.cells.value(operand.sheet, operand.top, operand.left)
        else:
            raise Unsupported("several cells where one is meant")
        if isinstance(found, Fault):
            raise Stop(found)
        return found

    def array(self, operand: Operand) -> Array:
        """Several values, row by row; a value alone is one of one."""
        if isinstance(operand, Array):
            return operand
        if not isinstance(operand, Area):
            return Array(1, 1, (operand,))
        height = operand.bottom - operand.top + 1
        width = operand.right - operand.left + 1
        if height * width > _MOST_CELLS:
            raise Unsupported("whole columns")
        self.spend(2 * height * width)  # read, then reckoned with
        found = tuple(
            self.cells.value(operand.sheet, operand.top + at // width, operand.left + at % width)
            for at in range(height * width)
        )
        return Array(height, width, found)

    def each(
        self, reckon: Callable[[Result, Result], Result], left: Operand, right: Operand
    ) -> Operand:
        """Two operands, value by value when one of them has several."""
        if not (many(left) or many(right)):
            return reckon(self.single(left), self.single(right))
        first, second = self.array(left), self.array(right)
        if len(first.values) == 1:
            first = Array(*second[:2], first.values * len(second.values))
        if len(second.values) == 1:
            second = Array(*first[:2], second.values * len(first.values))
        if first[:2] != second[:2]:
            raise Unsupported("areas of different sizes")
        pairs = zip(first.values, second.values, strict=True)
        return Array(*first[:2], tuple(_caught(reckon, one, other) for one, other in pairs))

    def spend(self, count: int) -> None:
        """Count readings.  Raises Unsupported when they are too many."""
        if self.book:
            self.book.spend(count)

    def held(self, operand: Operand) -> Iterator[Result]:
        """The values of an area that are not empty, row by row; a value alone as it is."""
        if isinstance(operand, Area) and self.book:
            for row, column in self.book.held(operand):
                yield self.cells.value(operand.sheet, row, column)
        else:
            yield from self.values(operand)

    def values(self, operand: Operand) -> Iterator[Result]:
        """Every value of an area to its sheet's last row, row by row; a value alone as it is."""
        if isinstance(operand, Array):
            raise Unsupported("reckoning with areas")
        if not isinstance(operand, Area):
            yield operand
            return
        last = min(operand.bottom, self.cells.last_row(operand.sheet))
        self.spend(max(0, last + 1 - operand.top) * (operand.right + 1 - operand.left))
        for row in range(operand.top, last + 1):
            for column in range(operand.left, operand.right + 1):
                yield self.cells.value(operand.sheet, row, column)

    def numbers(self, arguments: Iterable[Node]) -> Iterator[Decimal]:
        """The numbers of the arguments: in an area, what is no number does not count."""
        for argument in arguments:
            operand = argument()
            for value in self.held(operand):
                if isinstance(value, Fault):
                    raise Stop(value)
                if not isinstance(operand, Area):
                    yield as_number(value)
                elif isinstance(value, Decimal):
                    yield value

    def stats(self, operand: Operand) -> Stats:
        """What an operand comes to; a value alone counts as the number that it stands for."""
        if isinstance(operand, Area) and self.book:
            return self.book.stats(operand)
        found = Stats()
        for value in self.held(operand):
            if not isinstance(operand, Area) and not isinstance(value, Fault):
                value = as_number(value)
            found = added(found, value, 0)
        return found


def _nowhere(text: str) -> Operand:
    raise Unsupported(text)


def added(before: Stats, value: Result, row: int, touched: bool = False) -> Stats:
    """The same with one more value, that of a row below."""
    total, numbers, filled, low, high, fault, was = before
    if isinstance(value, Decimal):
        total, numbers = EXACT.add(total, value), numbers + 1
        low = value if low is None or value < low else low
        high = value if high is None or value > high else high
    elif isinstance(value, Fault):
        fault = fault or (row, value)
    return Stats(total, numbers, filled + (value is not None), low, high, fault, was or touched)


def together(parts: Iterable[Stats]) -> Stats:
    """What several come to; of their errors, the one in the highest row."""
    found = Stats()
    for one in parts:
        faults = [each for each in (found.fault, one.fault) if each]
        found = Stats(
            EXACT.add(found.total, one.total),
            found.numbers + one.numbers,
            found.filled + one.filled,
            min((n for n in (found.low, one.low) if n is not None), default=None),
            max((n for n in (found.high, one.high) if n is not None), default=None),
            min(faults, key=lambda each: each[0], default=None),
            found.touched or one.touched,
        )
    return found


def many(operand: Operand) -> bool:
    """Whether an operand has several values."""
    if isinstance(operand, Area):
        return (operand.top, operand.left) != (operand.bottom, operand.right)
    return isinstance(operand, Array)


def _caught(reckon: Callable[[Result, Result], Result], left: Result, right: Result) -> Result:
    """One of several results: an error stays in its place."""
    for value in (left, right):
        if isinstance(value, Fault):
            return value
    try:
        return reckon(left, right)
    except Stop as stop:
        return stop.fault


def as_number(value: Result) -> Decimal:
    """A value where a number is meant, as a cell would take it."""
    match value:
        case Decimal():
            return value
        case None:
            return Decimal(0)
        case bool():
            return Decimal(int(value))
        case str() if _NUMERIC.match(value):
            return Decimal(value.strip())
    raise Stop(Fault("#VALUE!"))


def shown(value: Result) -> str:
    """A value where a text is meant."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case Decimal():
            text = f"{value.normalize(_SHOWN):f}"
            return "0" if not value else text
    return str(value)


def reckoned(sign: str, left: Decimal, right: Decimal) -> Decimal:
    """Two numbers under `+ - * / ^`.  Raises Stop for what has no result."""
    try:
        match sign:
            case "+":
                found = EXACT.add(left, right)
            case "-":
                found = EXACT.subtract(left, right)
            case "*":
                found = EXACT.multiply(left, right)
            case "/":
                found = EXACT.divide(left, right)
            case _:
                found = EXACT.power(left, right)
        if found.adjusted() > _LARGEST:
            raise Stop(Fault("#NUM!"))
        return found
    except DivisionByZero:
        raise Stop(Fault("#DIV/0!")) from None
    except (InvalidOperation, Overflow):
        raise Stop(Fault("#DIV/0!" if sign == "/" else "#NUM!")) from None


def compared(sign: str, left: Result, right: Result) -> bool:
    """Two values under `= <> < > <= >=`."""
    first, second = _rank(left, right), _rank(right, left)
    outcome = {"=": first == second, "<": first < second, ">": first > second}
    match sign:
        case "<>":
            return not outcome["="]
        case "<=":
            return not outcome[">"]
        case ">=":
            return not outcome["<"]
    return outcome[sign]


def _rank(value: Result, other: Result) -> tuple[int, Decimal, str]:
    """Numbers before texts before logical values; nothing is what the other side makes of it."""
    if value is None:
        value = "" if isinstance(other, str) else Decimal(0)
    if isinstance(value, bool):
        return 2, Decimal(int(value)), ""
    if isinstance(value, Decimal):
        return 0, value.normalize(_SHOWN), ""
    return 1, Decimal(0), str(value).casefold()
