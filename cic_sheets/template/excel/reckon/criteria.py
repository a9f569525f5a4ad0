"""Functions that reckon with what meets criteria: `">=5"`, `"taxi*"`.

Source: ISO/IEC 29500-1, 18.17.7 (COUNTIF, SUMIFS and their kin).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ...opc.later import later
from .arguments import Function, exactly
from .tallies import TallyKey, Unclear, part
from .values import (
    EXACT,
    Area,
    Fault,
    Node,
    Operand,
    Reader,
    Result,
    Stop,
    Unsupported,
    compared,
    reckoned,
    shown,
)

_MOST_WILD = 3  # `*` in a criterion: each multiplies the time
_CRITERION = later(r"(<=|>=|<>|=|<|>)?(.*)", re.DOTALL)
_NUMBER = later(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?\Z")


def _sumif(reader: Reader, arguments: Sequence[Node]) -> Operand:
    if len(arguments) == 2:
        arguments = (*arguments, arguments[0])
    tested, criterion, summed = exactly(3, arguments)
    return _sumifs(reader, (summed, tested, criterion))


def _sumifs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    summed, *conditions = arguments
    known = _tallied(reader, summed, conditions)
    if known is not None:
        return known
    total = Decimal(0)
    for value in _chosen(reader, summed(), conditions):
        if isinstance(value, Fault):
            raise Stop(value)
        if isinstance(value, Decimal):
            total = EXACT.add(total, value)
    return total


def _averageif(reader: Reader, arguments: Sequence[Node]) -> Operand:
    if len(arguments) == 2:
        arguments = (*arguments, arguments[0])
    tested, criterion, summed = exactly(3, arguments)
    return _averageifs(reader, (summed, tested, criterion))


def _averageifs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    numbers = _chosen_numbers(reader, arguments)
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return reckoned("/", total, Decimal(len(numbers)))


def _maxifs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return max(_chosen_numbers(reader, arguments), default=Decimal(0))


def _minifs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    return min(_chosen_numbers(reader, arguments), default=Decimal(0))


def _chosen_numbers(reader: Reader, arguments: Sequence[Node]) -> list[Decimal]:
    summed, *conditions = arguments
    values = _chosen(reader, summed(), conditions)
    for value in values:
        if isinstance(value, Fault):
            raise Stop(value)
    return [value for value in values if isinstance(value, Decimal)]


def _countifs(reader: Reader, arguments: Sequence[Node]) -> Operand:
    known = _tallied(reader, None, arguments)
    if known is not None:
        return known
    return Decimal(len(_chosen(reader, arguments[0](), arguments)))


def _tallied(reader: Reader, summed: Node | None, conditions: Sequence[Node]) -> Decimal | None:
    """The sum where columns of one height equal plain keys; None for all else."""
    if reader.book is None or len(conditions) % 2:
        return None
    areas = [one() for one in (*((summed,) if summed else ()), *conditions[::2])]
    wanted = [reader.single(one()) for one in conditions[1::2]]
    if not all(map(_plain_key, wanted)):
        return None
    columns: list[tuple[str, int]] = []
    spans = set()
    for area in areas:
        if not isinstance(area, Area) or area.left != area.right:
            return None
        columns.append((area.sheet, area.left))
        spans.add((area.top, area.bottom))
    if len(spans) != 1:
        return None
    ((top, bottom),) = spans
    tested = columns[1:] if summed else columns
    last = max(reader.cells.last_row(sheet) for sheet, _ in tested)
    key = TallyKey(top, columns[0] if summed else None, tuple(tested))
    try:
        parts = tuple(part(one) for one in wanted if not isinstance(one, bool | Fault))
        return reader.book.tally(key).total(parts, min(bottom, last))
    except Unclear:
        return None


def _plain_key(wanted: Result) -> bool:
    """Whether a criterion means equality and nothing else."""
    if isinstance(wanted, str):
        return bool(wanted) and not _NUMBER.match(wanted) and not set("*?~<>=") & set(wanted)
    return isinstance(wanted, Decimal)


def _chosen(reader: Reader, area: Operand, conditions: Sequence[Node]) -> list[Result]:
    """The values of an area whose neighbours in other areas of its size meet their criteria."""
    if not isinstance(area, Area) or len(conditions) % 2:
        raise Unsupported("criteria")
    kept = list(reader.values(area))
    passed = [True] * len(kept)
    for tested, criterion in zip(conditions[::2], conditions[1::2], strict=True):
        other = tested()
        if not isinstance(other, Area) or _size(other) != _size(area):
            raise Unsupported("areas of different sizes")
        meets = _criterion(reader.single(criterion()))
        values = list(reader.values(other))
        # Below the last row of its sheet, an area holds nothing.
        values += [None] * (len(kept) - len(values))
        passed = [was and meets(value) for was, value in zip(passed, values, strict=False)]
    return [value for value, good in zip(kept, passed, strict=True) if good]


def _size(area: Area) -> tuple[int, int]:
    return area.bottom - area.top, area.right - area.left


def _criterion(wanted: Result) -> Callable[[Result], bool]:
    """`">=5"`, `"taxi*"`, a number: what a value must be."""
    if not isinstance(wanted, str):
        target = Decimal(0) if wanted is None else wanted
        return lambda value: value is not None and value == target and _alike(value, target)
    match = _CRITERION.match(wanted)
    assert match is not None
    sign, text = match[1] or "=", match[2]
    if _NUMBER.match(text):
        number = Decimal(text)
        if sign == "<>":
            return lambda value: value != number
        return lambda value: isinstance(value, Decimal) and compared(sign, value, number)
    if sign in ("=", "<>"):
        pattern = _wild(text)
        return lambda value: (
            bool(
                pattern.fullmatch(shown(value))
                if isinstance(value, str)
                else not text and value is None
            )
            is (sign == "=")
        )
    return lambda value: isinstance(value, str) and compared(sign, value, text)


def _alike(value: Result, target: Result) -> bool:
    return isinstance(value, bool) == isinstance(target, bool)


def _wild(text: str) -> re.Pattern[str]:
    """`*` for any letters, `?` for one, `~` before one that means itself."""
    parts = re.findall(r"~[*?~]|\*+|.", text, re.DOTALL)
    parts = ["*" if part[0] == "*" else part for part in parts]
    if parts.count("*") > _MOST_WILD:
        raise Unsupported("too many wild letters")
    wild = {"*": ".*", "?": "."}
    written = "".join(wild.get(part) or re.escape(part.removeprefix("~") or "~") for part in parts)
    return re.compile(written, re.IGNORECASE | re.DOTALL)


FUNCTIONS: Mapping[str, Function] = {
    "AVERAGEIF": _averageif,
    "AVERAGEIFS": _averageifs,
    "COUNTIF": _countifs,
    "COUNTIFS": _countifs,
    "MAXIFS": _maxifs,
    "MINIFS": _minifs,
    "SUMIF": _sumif,
    "SUMIFS": _sumifs,
}
