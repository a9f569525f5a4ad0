"""Functions that add up, count and compare numbers.

Source: ISO/IEC 29500-1, 18.17.7 (mathematical and statistical functions).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal

from .arguments import Function, exactly
from .values import (
    EXACT,
    Area,
    Fault,
    Node,
    Operand,
    Reader,
    Stats,
    Stop,
    Unsupported,
    as_number,
    reckoned,
    together,
)


def _stats(reader: Reader, arguments: Sequence[Node]) -> Stats:
    """What the arguments come to.  Raises Stop for an error among them."""
    found = together([reader.stats(argument()) for argument in arguments])
    if found.fault:
        raise Stop(found.fault[1])
    return found


def _sum(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return _stats(reader, arguments).total


def _average(reader: Reader, arguments: Sequence[Node]) -> Operand:
    found = _stats(reader, arguments)
    return reckoned("/", found.total, Decimal(found.numbers))


def _min(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return _stats(reader, arguments).low or Decimal(0)


def _max(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return _stats(reader, arguments).high or Decimal(0)


def _count(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return Decimal(sum(_counted(reader, one())[0] for one in arguments))


def _counta(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return Decimal(sum(_counted(reader, one())[1] for one in arguments))


def _counted(reader: Reader, operand: Operand) -> tuple[int, int]:
    """How many numbers, and how many values."""
    if isinstance(operand, Area) and reader.book:
        found = reader.stats(operand)
        return found.numbers, found.filled
    values = list(reader.held(operand))
    filled = sum(value is not None for value in values)
    return sum(isinstance(value, Decimal) for value in values), filled


def _int(reader: Reader, arguments: Sequence[Node]) -> Operand:
    (only,) = exactly(1, arguments)
    number = as_number(reader.single(only()))
    return number.to_integral_value(rounding=ROUND_FLOOR)


def _abs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    (only,) = exactly(1, arguments)
    return abs(as_number(reader.single(only())))


def _sumproduct(reader: Reader, arguments: Sequence[Node]) -> Operand:
    """Products of values that stand at the same place; what is no number counts as zero."""
    arrays = [reader.array(argument()) for argument in arguments]
    if len({array[:2] for array in arrays}) != 1:
        raise Unsupported("areas of different sizes")
    total = Decimal(0)
    for values in zip(*(array.values for array in arrays), strict=True):
        product = Decimal(1)
        for value in values:
            if isinstance(value, Fault):
                raise Stop(value)
            number = isinstance(value, Decimal) and not isinstance(value, bool)
            product = EXACT.multiply(product, value if number else Decimal(0))
        total = EXACT.add(total, product)
    return total


FUNCTIONS: Mapping[str, Function] = {
    "ABS": _abs,
    "AVERAGE": _average,
    "COUNT": _count,
    "COUNTA": _counta,
    "INT": _int,
    "MAX": _max,
    "MIN": _min,
    "SUM": _sum,
    "SUMPRODUCT": _sumproduct,
}
