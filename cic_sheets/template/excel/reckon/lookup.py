"""Functions that choose: by place, by key, by condition; and what asks what a value is.

Source: ISO/IEC 29500-1, 18.17.7 (lookup, information and logical functions).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from ..spreadsheet import MAX_COLUMN, MAX_ROW
from .arguments import NA, VALUE, Function, Given
from .values import (
    Area,
    Fault,
    Node,
    Operand,
    Reader,
    Result,
    Stop,
    Unsupported,
    compared,
)

_REF = Fault("#REF!")


def _at(area: Area, row: int, column: int) -> Area:
    """One cell of an area, from 1; a whole column or row for 0."""
    height, width = area.bottom - area.top + 1, area.right - area.left + 1
    if row < 0 or column < 0:
        raise Stop(VALUE)
    if row > height or column > width:
        raise Stop(_REF)
    top, bottom = (area.top + row - 1,) * 2 if row else (area.top, area.bottom)
    left, right = (area.left + column - 1,) * 2 if column else (area.left, area.right)
    return Area(area.sheet, top, left, bottom, right)


def _index(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    area, row = given.area(0), given.whole(1)
    if len(given) == 3:
        return _at(area, row, given.whole(2))
    if area.left == area.right:
        return _at(area, row, 1)
    if area.top == area.bottom:
        return _at(area, 1, row)
    raise Unsupported("INDEX")


def _line(area: Area) -> bool:
    return area.left == area.right or area.top == area.bottom


def _exact(reader: Reader, area: Area, wanted: Result) -> int:
    """Where a value first stands in a column or row, from 0.  Raises Stop for nowhere."""
    if not _line(area):
        raise Stop(NA)
    if isinstance(wanted, str) and set("*?~") & set(wanted):
        raise Unsupported("wild letters")
    if wanted is None:
        raise Unsupported("looking for nothing")
    if isinstance(wanted, Decimal | str) and reader.book:
        at = reader.book.lookup(area, wanted)
    else:
        places = (at for at, one in enumerate(reader.values(area)) if _same(one, wanted))
        at = next(places, None)
    if at is None:
        raise Stop(NA)
    return at


def _same(value: Result, wanted: Result) -> bool:
    return type(value) is type(wanted) and compared("=", value, wanted)


def _sorted(reader: Reader, area: Area, wanted: Result) -> int:
    """Where the last value not above stands in a sorted column or row, from 0."""
    if not _line(area):
        raise Stop(NA)
    if not isinstance(wanted, Decimal):
        raise Unsupported("texts in their order")  # which order depends on the country
    last: int | None = None
    before: Decimal | None = None
    for at, value in enumerate(reader.values(area)):
        if isinstance(value, Decimal):
            if before is not None and value < before:
                raise Unsupported("not sorted")
            before = value
            if value <= wanted:
                last = at
    if last is None:
        raise Stop(NA)
    return last


def _vlookup(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 4)
    area, column = given.area(1), given.whole(2)
    if column < 1:
        raise Stop(VALUE)
    if column > area.right - area.left + 1:
        raise Stop(_REF)
    find = _sorted if given.true(3, True) else _exact
    keys = area._replace(right=area.left)
    return _at(area, find(reader, keys, given.value(0)) + 1, column)


def _hlookup(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 4)
    area, row = given.area(1), given.whole(2)
    if row < 1:
        raise Stop(VALUE)
    if row > area.bottom - area.top + 1:
        raise Stop(_REF)
    find = _sorted if given.true(3, True) else _exact
    keys = area._replace(bottom=area.top)
    return _at(area, row, find(reader, keys, given.value(0)) + 1)


def _match(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    kind = given.whole(2, 1)
    if kind < 0:
        raise Unsupported("downwards")
    find = _sorted if kind else _exact
    return Decimal(find(reader, given.area(1), given.value(0)) + 1)


def _xlookup(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 4)
    keys, found = given.area(1), given.area(2)
    if not _line(found) or (keys.bottom - keys.top, keys.right - keys.left) != (
        found.bottom - found.top,
        found.right - found.left,
    ):
        raise Unsupported("areas of different sizes")
    try:
        at = _exact(reader, keys, given.value(0)) + 1
    except Stop as stopped:
        if len(given) == 4 and stopped.fault == NA:
            return nodes[3]()
        raise
    return _at(found, at, 1) if found.left == found.right else _at(found, 1, at)


def _choose(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 255)
    at = given.whole(0)
    if not 1 <= at < len(given):
        raise Stop(VALUE)
    return nodes[at]()


def _ifs(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 254)
    for at in range(0, len(given) - 1, 2):
        if given.true(at, False):
            return nodes[at + 1]()
    raise Stop(NA)


def _switch(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 254)
    wanted = given.value(0)
    for at in range(1, len(given) - 1, 2):
        found = given.value(at)
        if wanted is None or found is None:
            raise Unsupported("nothing compared")
        if _same(found, wanted):
            return nodes[at + 1]()
    if len(given) % 2 == 0:
        return nodes[-1]()
    raise Stop(NA)


def _xor(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 254)
    return sum(given.true(at, False) for at in range(len(given))) % 2 == 1


def _ifna(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    try:
        return given.value(0)
    except Stop as stopped:
        if stopped.fault == NA:
            return nodes[1]()
        raise


def _na(reader: Reader, nodes: Sequence[Node]) -> Operand:
    raise Stop(NA)


def _always(value: bool) -> Function:
    """`TRUE()`, `FALSE()`."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        Given(reader, nodes, 0)
        return value

    return function


def _is(test: Callable[[Result], bool]) -> Function:
    """A question about a value, errors too."""

    def function(reader: Reader, nodes: Sequence[Node]) -> Operand:
        try:
            return test(Given(reader, nodes, 1).value(0))
        except Stop as stopped:
            return test(stopped.fault)

    return function


def _n(reader: Reader, nodes: Sequence[Node]) -> Operand:
    found = Given(reader, nodes, 1).value(0)
    return Decimal(found) if isinstance(found, Decimal | bool) else Decimal(0)


def _row(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 0, 1)
    return Decimal(_one(given).top)


def _column(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 0, 1)
    return Decimal(_one(given).left)


def _one(given: Given) -> Area:
    """The cell asked about; without one, the formula's own."""
    if len(given):
        area = given.area(0)
        if area[1:3] != area[3:]:
            raise Unsupported("several cells")
        return area
    if given.reader.place is None:
        raise Unsupported("a formula without a place")
    return Area(given.reader.sheet, *given.reader.place, *given.reader.place)


def _rows(reader: Reader, nodes: Sequence[Node]) -> Operand:
    area = Given(reader, nodes, 1).area(0)
    return Decimal(area.bottom - area.top + 1)


def _columns(reader: Reader, nodes: Sequence[Node]) -> Operand:
    area = Given(reader, nodes, 1).area(0)
    return Decimal(area.right - area.left + 1)


def _hyperlink(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 2)
    return given.value(len(given) - 1)


def _indirect(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 2)
    if not given.true(1, True):
        raise Unsupported("rows and columns by number")
    return reader.referred(given.text(0))


def _offset(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 5)
    area, down, across = given.area(0), given.whole(1), given.whole(2)
    height = given.whole(3, area.bottom - area.top + 1)
    width = given.whole(4, area.right - area.left + 1)
    if height < 1 or width < 1:
        raise Unsupported("an area upwards")
    top, left = area.top + down, area.left + across
    if not (1 <= top <= MAX_ROW + 1 - height and 1 <= left <= MAX_COLUMN + 1 - width):
        raise Stop(_REF)
    return Area(area.sheet, top, left, top + height - 1, left + width - 1)


FUNCTIONS: Mapping[str, Function] = {
    "CHOOSE": _choose,
    "COLUMN": _column,
    "COLUMNS": _columns,
    "FALSE": _always(False),
    "HLOOKUP": _hlookup,
    "HYPERLINK": _hyperlink,
    "IFNA": _ifna,
    "IFS": _ifs,
    "INDEX": _index,
    "INDIRECT": _indirect,
    "ISBLANK": _is(lambda value: value is None),
    "ISERR": _is(lambda value: isinstance(value, Fault) and value != NA),
    "ISERROR": _is(lambda value: isinstance(value, Fault)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISNA": _is(lambda value: value == NA),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str)),
    "ISNUMBER": _is(lambda value: isinstance(value, Decimal)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "MATCH": _match,
    "N": _n,
    "NA": _na,
    "OFFSET": _offset,
    "ROW": _row,
    "ROWS": _rows,
    "SWITCH": _switch,
    "TRUE": _always(True),
    "VLOOKUP": _vlookup,
    "XLOOKUP": _xlookup,
    "XOR": _xor,
}
