"""Values of formulas: what they are, how they compare, where they come from.

Numbers are decimals, so that sums of cents are sums of cents.

Source: ISO/IEC 29500-1, 18.17.2.2 (errors), 18.17.2.6 (operators), 18.17.2.7 (conversions).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import NamedTuple, Protocol, TypeAlias

EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
_MOST_ROWS = 100_000  # of an area reckoned with value by value
_SHOWN = Context(prec=15)  # digits that a cell shows
_NUMERIC = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?\s*\Z")


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


class Cells(Protocol):
    """Where values come from; sheets by their compared name."""

    def value(self, sheet: str, row: int, column: int) -> Result:
        """A cell's value.  Raises Unsupported when its own formula is."""

    def last_row(self, sheet: str) -> int:
        """The last row that holds something.  Raises Unsupported for no such sheet."""


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
    """Looks operands up."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells

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
        if height > _MOST_ROWS:
            raise Unsupported("whole columns")
        width = operand.right - operand.left + 1
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

    def values(self, operand: Operand) -> Iterator[Result]:
        """Every value of an area, row by row; a value alone as it is."""
        if isinstance(operand, Array):
            raise Unsupported("reckoning with areas")
        if not isinstance(operand, Area):
            yield operand
            return
        last = min(operand.bottom, self.cells.last_row(operand.sheet))
        for row in range(operand.top, last + 1):
            for column in range(operand.left, operand.right + 1):
                yield self.cells.value(operand.sheet, row, column)

    def numbers(self, arguments: Iterable[Node]) -> Iterator[Decimal]:
        """The numbers of the arguments: in an area, what is no number does not count."""
        for argument in arguments:
            operand = argument()
            for value in self.values(operand):
                if isinstance(value, Fault):
                    raise Stop(value)
                if not isinstance(operand, Area):
                    yield as_number(value)
                elif isinstance(value, Decimal):
                    yield value


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
                return EXACT.add(left, right)
            case "-":
                return EXACT.subtract(left, right)
            case "*":
                return EXACT.multiply(left, right)
            case "/":
                return EXACT.divide(left, right)
        return EXACT.power(left, right)
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
