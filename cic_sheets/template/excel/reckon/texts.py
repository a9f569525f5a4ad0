"""Functions of texts.

Lengths are in UTF-16 units, as Excel counts them; a text beyond what a cell holds is an error.

Source: ISO/IEC 29500-1, 18.17.7 (text functions).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from ...opc.later import later
from ..spreadsheet import MAX_TEXT
from .arguments import VALUE, Function, Given
from .formats import formatted
from .values import Array, Fault, Node, Operand, Reader, Result, Stop, Unsupported, as_number, shown

_WORD = later(r"[^\W\d_]+")


def _plain(text: str) -> str:
    """The text, if its letters are one unit each.  Raises Unsupported for emoji."""
    if len(text) > MAX_TEXT:
        raise Stop(VALUE)
    if text and max(text) > "\uffff":
        raise Unsupported("letters of two units")
    return text


def _bounded(parts: Iterator[str]) -> str:
    found: list[str] = []
    length = 0
    for part in parts:
        length += len(part)
        if length > MAX_TEXT:
            raise Stop(VALUE)
        found.append(part)
    return "".join(found)


def _each(reader: Reader, operand: Operand) -> Iterator[str]:
    values = operand.values if isinstance(operand, Array) else reader.values(operand)
    for value in values:
        if isinstance(value, Fault):
            raise Stop(value)
        yield shown(value)


def _concatenate(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 255)
    return _bounded(given.text(at) for at in range(len(given)))


def _concat(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return _bounded(text for node in nodes for text in _each(reader, node()))


def _textjoin(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 255)
    between, no_empty = given.text(0), given.true(1, True)
    texts = [text for node in nodes[2:] for text in _each(reader, node())]
    found = between.join(text for text in texts if text or not no_empty)
    return _plain(found) if len(found) > MAX_TEXT else found


def _left(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 2)
    count = given.whole(1, 1)
    if count < 0:
        raise Stop(VALUE)
    return _plain(given.text(0))[:count]


def _right(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 1, 2)
    count = given.whole(1, 1)
    if count < 0:
        raise Stop(VALUE)
    text = _plain(given.text(0))
    return text[max(0, len(text) - count) :]


def _mid(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3)
    start, count = given.whole(1), given.whole(2)
    if start < 1 or count < 0:
        raise Stop(VALUE)
    return _plain(given.text(0))[start - 1 : start - 1 + count]


def _len(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return Decimal(len(Given(reader, nodes, 1).text(0).encode("utf-16-le", "surrogatepass")) // 2)


def _trim(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return re.sub(" +", " ", Given(reader, nodes, 1).text(0)).strip(" ")


def _upper(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return _same_length(Given(reader, nodes, 1).text(0), str.upper)


def _lower(reader: Reader, nodes: Sequence[Node]) -> Operand:
    return _same_length(Given(reader, nodes, 1).text(0), str.lower)


def _same_length(text: str, change: Callable[[str], str]) -> str:
    found = change(text)
    if len(found) != len(text):  # ß, ŉ: programs differ
        raise Unsupported("letters that change their number")
    return found


def _proper(reader: Reader, nodes: Sequence[Node]) -> Operand:
    text = Given(reader, nodes, 1).text(0)
    return _WORD.sub(lambda word: word[0][0].upper() + word[0][1:].lower(), text)


def _substitute(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 3, 4)
    text, old, new = (given.text(at) for at in range(3))
    if not old:
        return text
    if len(given) == 4:
        which = given.whole(3)
        if which < 1:
            raise Stop(VALUE)
        pieces = text.split(old)
        if which >= len(pieces):
            return text
        return old.join(pieces[:which]) + new + old.join(pieces[which:])
    if len(text) + text.count(old) * (len(new) - len(old)) > MAX_TEXT:
        raise Stop(VALUE)
    return text.replace(old, new)


def _replace(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 4)
    text, start, count = _plain(given.text(0)), given.whole(1), given.whole(2)
    if start < 1 or count < 0:
        raise Stop(VALUE)
    return text[: start - 1] + given.text(3) + text[start - 1 + count :]


def _find(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    return _found(_plain(given.text(1)), given.text(0), given.whole(2, 1))


def _search(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2, 3)
    wanted = given.text(0)
    if set("*?~") & set(wanted):
        raise Unsupported("SEARCH with wild letters")
    return _found(_plain(given.text(1)).lower(), wanted.lower(), given.whole(2, 1))


def _found(text: str, wanted: str, start: int) -> Decimal:
    at = text.find(wanted, start - 1) if 1 <= start <= len(text) + 1 else -1
    if at < 0:
        raise Stop(VALUE)
    return Decimal(at + 1)


def _rept(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    text, count = given.text(0), given.whole(1)
    if count < 0 or len(text) * count > MAX_TEXT:
        raise Stop(VALUE)
    return text * count


def _exact(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    return given.text(0) == given.text(1)


def _char(reader: Reader, nodes: Sequence[Node]) -> Operand:
    code = Given(reader, nodes, 1).whole(0)
    if code == 10 or 32 <= code < 127:
        return chr(code)
    raise Unsupported("CHAR beyond ASCII")


def _value(reader: Reader, nodes: Sequence[Node]) -> Operand:
    found = Given(reader, nodes, 1).value(0)
    if isinstance(found, bool):
        raise Stop(VALUE)
    if isinstance(found, str):
        try:
            return as_number(found)
        except Stop:
            raise Unsupported("VALUE of a text in a country's spelling") from None
    return as_number(found)


def _t(reader: Reader, nodes: Sequence[Node]) -> Operand:
    found = Given(reader, nodes, 1).value(0)
    return found if isinstance(found, str) else ""


def _text(reader: Reader, nodes: Sequence[Node]) -> Operand:
    given = Given(reader, nodes, 2)
    found: Result = given.value(0)
    if isinstance(found, str):
        try:
            found = as_number(found)
        except Stop:
            return found
    if isinstance(found, bool):
        return shown(found)
    epoch = bool(reader.book and reader.book.epoch1904)
    return formatted(as_number(found), given.text(1), epoch)


FUNCTIONS: Mapping[str, Function] = {
    "CHAR": _char,
    "CONCAT": _concat,
    "CONCATENATE": _concatenate,
    "EXACT": _exact,
    "FIND": _find,
    "LEFT": _left,
    "LEN": _len,
    "LOWER": _lower,
    "MID": _mid,
    "PROPER": _proper,
    "REPLACE": _replace,
    "REPT": _rept,
    "RIGHT": _right,
    "SEARCH": _search,
    "SUBSTITUTE": _substitute,
    "T": _t,
    "TEXT": _text,
    "TEXTJOIN": _textjoin,
    "TRIM": _trim,
    "UPPER": _upper,
    "VALUE": _value,
}
