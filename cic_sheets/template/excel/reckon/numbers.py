"""Functions of numbers, and of many numbers.

Source: ISO/IEC 29500-1, 18.17.7 (mathematical and statistical functions).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
)

from .arguments import NA, NUM, VALUE, Function, Given
from .values import (
    EXACT,
    Area,
    Fault,
    Node,
    Operand,
    Reader,
    Result,
    Stats,
    Stop,
    Unsupported,
    added,
    as_number,
    reckoned,
)

_MOST_PLACES = 30
_ZERO = Decimal(0)


def _rounded(rounding: str, places: int | None = None) -> Function:
    """ROUND and its kin; `places` when the second argument may be left out."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        given = Given(reader, nodes, 2 if places is None else 1, 2)
        number, to = given.number(0), given.whole(1, places)
        if to > _MOST_PLACES:
            return number
        if number.adjusted() + to > 40 or -to > number.adjusted() + 1:
            return _far(number, to, rounding)
        step = Decimal(1).scaleb(-to)
        return number.quantize(step, rounding=rounding, context=EXACT)

    return function


def _far(number: Decimal, places: int, rounding: str) -> Decimal:
    """A number rounded far above its first digit, or far below its last that means something."""
    if places > 0:
        return number
    if rounding == ROUND_UP and number:
        raise Unsupported("rounded up beyond its digits")
    return _ZERO


def _multiple(rounding: str) -> Function:
    """CEILING and FLOOR; where programs disagree (signs that differ), unsupported."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        given = Given(reader, nodes, 2)
        number, step = given.number(0), given.number(1)
        if not number or not step:
            if number and rounding == ROUND_FLOOR:
                raise Stop(Fault("#DIV/0!"))
            return _ZERO
        if number < 0 or step < 0:
            raise Unsupported("signs")
        times = EXACT.divide(number, step).to_integral_value(rounding=rounding, context=EXACT)
        return EXACT.multiply(times, step)

    return function


def _mround(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    number, step = given.number(0), given.number(1)
    if not number or not step:
        return _ZERO
    if (number < 0) != (step < 0):
        raise Stop(NUM)
    times = EXACT.divide(number, step).to_integral_value(rounding=ROUND_HALF_UP, context=EXACT)
    return EXACT.multiply(times, step)


def _mod(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    number, by = given.number(0), given.number(1)
    if not by:
        raise Stop(Fault("#DIV/0!"))
    times = EXACT.divide(number, by).to_integral_value(rounding=ROUND_FLOOR, context=EXACT)
    if times.adjusted() > 11:
        raise Unsupported("MOD of a number this large")
    return EXACT.subtract(number, EXACT.multiply(times, by))


def _quotient(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    return reckoned("/", given.number(0), given.number(1)).to_integral_value(
        rounding=ROUND_DOWN, context=EXACT
    )


def _power(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    return reckoned("^", given.number(0), given.number(1))


def _sqrt(reader: Reader, nodes: Sequence[Node]) -> Operand:
    number = Given(reader, nodes, 1).number(0)
    if number < 0:
        raise Stop(NUM)
    return EXACT.sqrt(number)


def _sign(reader: Reader, nodes: Sequence[Node]) -> Operand:
    number = Given(reader, nodes, 1).number(0)
    return Decimal((number > 0) - (number < 0))


def _product(reader: Reader, nodes: Sequence[Node]) -> Operand:
    numbers = list(reader.numbers(nodes))
    found = Decimal(1)
    for number in numbers:
        found = reckoned("*", found, number)
    return found if numbers else _ZERO


def _sumsq(reader: Reader, nodes: Sequence[Node]) -> Operand:
    total = _ZERO
    for number in reader.numbers(nodes):
        total = EXACT.add(total, EXACT.multiply(number, number))
    return total


def _median(reader: Reader, nodes: Sequence[Node]) -> Operand:
    numbers = sorted(reader.numbers(nodes))
    if not numbers:
        raise Stop(NUM)
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return EXACT.divide(EXACT.add(numbers[middle - 1], numbers[middle]), Decimal(2))


def _nth(largest: bool) -> Function:
    """LARGE and SMALL."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        given = Given(reader, nodes, 2)
        numbers = sorted(reader.numbers(nodes[:1]), reverse=largest)
        rank = given.number(1)
        at = int(rank.to_integral_value(rounding=ROUND_CEILING))
        if not 1 <= at <= len(numbers):
            raise Stop(NUM)
        return numbers[at - 1]

    return function


def _rank(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    wanted, upwards = given.number(0), given.true(2, False)
    given.area(1)
    numbers = list(reader.numbers(nodes[1:2]))
    if wanted not in numbers:
        raise Stop(NA)
    return Decimal(1 + sum(n < wanted if upwards else n > wanted for n in numbers))


def _extreme(choose: Callable[[list[Decimal]], Decimal]) -> Function:
    """MINA, MAXA, AVERAGEA: in an area, a text is zero and a logical value is 0 or 1."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        found: list[Decimal] = []
        for node in nodes:
            operand = node()
            for value in reader.held(operand):
                if isinstance(value, Fault):
                    raise Stop(value)
                if isinstance(operand, Area) and isinstance(value, str):
                    value = _ZERO
                if value is not None:
                    found.append(as_number(value))
        return choose(found)

    return function


def _mean(numbers: list[Decimal]) -> Decimal:
    total = _ZERO
    for number in numbers:
        total = EXACT.add(total, number)
    return reckoned("/", total, Decimal(len(numbers)))


def _countblank(reader: Reader, nodes: Sequence[Node]) -> Operand:
    area = Given(reader, nodes, 1).area(0)
    full = sum(value is not None and value != "" for value in reader.held(area))
    if not reader.book:
        raise Unsupported("COUNTBLANK")
    return Decimal((area.bottom + 1 - area.top) * (area.right + 1 - area.left) - full)


def _subtotal(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 255)
    kind = given.whole(0)
    plain, hidden = kind % 100, kind > 100
    if plain not in _TOTALS or kind not in (plain, plain + 100):
        raise Stop(VALUE)
    values = [value for at in range(1, len(given)) for value in _seen(given, at, hidden)]
    return _TOTALS[plain](values)


def _aggregate(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 255)
    kind, option = given.whole(0), given.whole(1)
    if kind not in _TOTALS or not 0 <= option <= 3:
        raise Unsupported("AGGREGATE")
    hidden, faulty = option in (1, 3), option in (2, 3)
    values = [value for at in range(2, len(given)) for value in _seen(given, at, hidden)]
    return _TOTALS[kind]([one for one in values if not (faulty and isinstance(one, Fault))])


def _seen(given: Given, at: int, hidden: bool) -> list[Result]:
    """The values of an area that a subtotal counts: not other subtotals, nor hidden rows."""
    area, reader = given.area(at), given.reader
    book = reader.book
    if book is None or (book.filters(area.sheet) and not hidden):
        raise Unsupported("rows hidden by a filter, perhaps")
    return [
        reader.cells.value(area.sheet, row, column)
        for row, column in book.held(area)
        if not book.skipped(area.sheet, row, column, hidden)
    ]


def _stats(values: Sequence[Result]) -> Stats:
    found = Stats()
    for value in values:
        if isinstance(value, Fault):
            raise Stop(value)
        found = added(found, value, 0)
    return found


def _all_product(values: Sequence[Result]) -> Decimal:
    _stats(values)
    numbers = [value for value in values if isinstance(value, Decimal)]
    found = Decimal(bool(numbers))
    for number in numbers:
        found = reckoned("*", found, number)
    return found


def _all_mean(values: Sequence[Result]) -> Decimal:
    found = _stats(values)
    return reckoned("/", found.total, Decimal(found.numbers))


_TOTALS: Mapping[int, Callable[[Sequence[Result]], Decimal]] = {
    1: _all_mean,
    2: lambda values: Decimal(sum(isinstance(value, Decimal) for value in values)),
    3: lambda values: Decimal(sum(value is not None for value in values)),
    4: lambda values: _stats(values).high or _ZERO,
    5: lambda values: _stats(values).low or _ZERO,
    6: _all_product,
    9: lambda values: _stats(values).total,
}

FUNCTIONS: Mapping[str, Function] = {
    "AGGREGATE": _aggregate,
    "AVERAGEA": _extreme(_mean),
    "CEILING": _multiple(ROUND_CEILING),
    "COUNTBLANK": _countblank,
    "FLOOR": _multiple(ROUND_FLOOR),
    "LARGE": _nth(True),
    "MAXA": _extreme(lambda numbers: max(numbers, default=_ZERO)),
    "MEDIAN": _median,
    "MINA": _extreme(lambda numbers: min(numbers, default=_ZERO)),
    "MOD": _mod,
    "MROUND": _mround,
    "POWER": _power,
    "PRODUCT": _product,
    "QUOTIENT": _quotient,
    "RANK": _rank,
    "RANK.EQ": _rank,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "ROUNDUP": _rounded(ROUND_UP),
    "SIGN": _sign,
    "SMALL": _nth(False),
    "SQRT": _sqrt,
    "SUBTOTAL": _subtotal,
    "SUMSQ": _sumsq,
    "TRUNC": _rounded(ROUND_DOWN, 0),
}
