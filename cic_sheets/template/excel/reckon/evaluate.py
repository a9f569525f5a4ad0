"""The few functions that a report's formulas are made of, reckoned in exact decimals.

Not a spreadsheet: what is not understood is `Unsupported`, never guessed.  Numbers are decimals
(a double's 15 shown digits), so that sums of cents are sums of cents.

Source: ISO/IEC 29500-1, 18.17.2 (syntax, precedence), 18.17.7 (functions).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from ...opc.later import later
from ..formulas import area_of, sheet_key
from .functions import function
from .values import (
    Area,
    Cells,
    Fault,
    Node,
    Operand,
    Reader,
    Result,
    Stop,
    Unsupported,
    as_number,
    compared,
    reckoned,
    shown,
)

__all__ = ["Cells", "Fault", "Prepared", "Result", "Unsupported", "evaluate"]

_TOKEN = later(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")"
    r"|(?P<fault>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))"
    r"|(?P<ref>(?:(?:'(?:[^']|'')*'|[^\W\d][\w.]*)!)?"
    r"(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Za-z]{1,3}\$?[0-9]{1,7})?"
    r"|\$?[0-9]{1,7}:\$?[0-9]{1,7}|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}))(?![\w.(\[!:])"
    r"|(?P<table>(?:[^\W\d][\w.]*)?\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\])(?![\w'!])"
    r"|(?P<number>[0-9]+\.?[0-9]*(?:[Ee][+-]?[0-9]+)?|\.[0-9]+)(?![\w:])"
    r"|(?P<local>(?:'(?:[^']|'')*'|[^\W\d][\w.]*)![^\W\d][\w.]*)(?![\w.(\[!:])"
    r"|(?P<name>[^\W\d][\w.]*)(?![:!\[])"
    r"|(?P<sign><=|>=|<>|[-+*/^&=<>%(),;]))"
)
_MOST_NAMED = 20  # names that lead to one another
_COMPARES = frozenset(("=", "<>", "<", ">", "<=", ">="))
_LEVELS = (_COMPARES, ("&",), ("+", "-"), ("*", "/"), ("^",))
_BINDS = {sign: level for level, signs in enumerate(_LEVELS) for sign in signs}


def evaluate(
    formula: str, sheet: str, cells: Cells, place: tuple[int, int] | None = None
) -> Result:
    """A formula's result, seen from a sheet.  Raises Unsupported.

    formula  without its `=`
    sheet    compared name of the sheet that references without one mean
    place    row and column of the formula's cell, if it has one
    """
    return _result(lambda reader: _Formula(formula, reader, 0).node(), _reader(cells, sheet, place))


class Prepared:
    """A formula that repeats down a sheet, understood once and reckoned for each item."""

    def __init__(self, formulas: tuple[str, str], sheet: str, cells: Cells) -> None:
        """`formulas` as it reads in the first two items.  Raises Unsupported."""
        first, second = formulas
        self._reader = _reader(cells, sheet, None)
        self._node = _Formula(first, self._reader, 0, list(_tokens(second))).whole()

    def result(self, item: int, place: tuple[int, int]) -> Result:
        """What `evaluate` gives of the formula of an item, in its cell.  Raises Unsupported."""
        reader = self._reader
        outer = reader.item, reader.place  # another item's, that has to know this one
        reader.item, reader.place = item, place
        try:
            return _result(self._reckoned, reader)
        finally:
            reader.item, reader.place = outer

    def _reckoned(self, reader: Reader) -> Operand:
        return self._node()


def _reader(cells: Cells, sheet: str, place: tuple[int, int] | None) -> Reader:
    reader = Reader(cells, sheet, place)
    reader.referred = lambda text: _Formula(text, reader, 1).reference()
    return reader


def _result(reckon: Callable[[Reader], Operand], reader: Reader) -> Result:
    try:
        found = reader.single(reckon(reader))
        return Decimal(0) if found is None else found
    except Stop as stop:
        return stop.fault
    except RecursionError as error:
        raise Unsupported("too deep") from error
    except ArithmeticError as error:
        raise Unsupported("beyond numbers") from error


class _Formula:
    """One formula under way: tokens read from the left, as nodes that reckon when asked.

    following  the tokens as they read in the next item, when the formula repeats
    """

    def __init__(
        self,
        formula: str,
        reader: Reader,
        depth: int,
        following: Sequence[tuple[str, str]] | None = None,
    ) -> None:
        self.reader = reader
        self.depth = depth
        self.tokens = list(_tokens(formula))
        self.following = self.tokens if following is None else following
        self.at = 0
        if list(map(_fixed, self.tokens)) != list(map(_fixed, self.following)):
            raise Unsupported("a formula that changes")

    def node(self) -> Operand:
        """What the whole formula comes to."""
        return self.whole()()

    def whole(self) -> Node:
        """The whole formula."""
        node = self._binary(0)
        if self.at < len(self.tokens):
            raise Unsupported(self.tokens[self.at][1])
        return node

    def reference(self) -> Operand:
        """The area that a text names.  Raises Stop when it names none."""
        if len(self.tokens) != 1 or self.tokens[0][0] not in ("ref", "local", "name", "table"):
            raise Stop(Fault("#REF!"))
        return self.node()

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _next(self) -> tuple[str, str]:
        if self.at == len(self.tokens):
            raise Unsupported("unfinished")
        self.at += 1
        return self.tokens[self.at - 1]

    def _expect(self, sign: str) -> None:
        if self._next()[1] != sign:
            raise Unsupported(f"no {sign}")

    def _binary(self, least: int) -> Node:
        """Operands and signs that bind at least as much as `least`."""
        left = self._unary()
        while (level := _BINDS.get(self._peek(), -1)) >= least:
            sign = self._next()[1]
            left = self._operation(sign, left, self._binary(level + 1))
        return left

    def _operation(self, sign: str, left: Node, right: Node) -> Node:
        def number(first: Result, second: Result) -> Result:
            return reckoned(sign, as_number(first), as_number(second))

        reckon = number
        if sign == "&":
            reckon = _joined
        elif sign in _COMPARES:
            reckon = partial(compared, sign)
        each = self.reader.each
        return lambda: each(reckon, left(), right())

    def _unary(self) -> Node:
        if self._peek() in ("+", "-"):
            sign, inner = self._next()[1], self._unary()
            return inner if sign == "+" else lambda: -as_number(self.reader.single(inner()))
        node = self._primary()
        while self._peek() == "%":
            self._next()
            node = self._percent(node)
        return node

    def _percent(self, node: Node) -> Node:
        return lambda: as_number(self.reader.single(node())) / 100

    def _primary(self) -> Node:
        kind, text = self._next()
        match kind:
            case "number":
                value = Decimal(text)
                return lambda: value
            case "text":
                return lambda: text[1:-1].replace('""', '"')
            case "ref":
                return self._reference(text)
            case "fault":
                return lambda: Fault(text)
            case "table":
                return self._structured(text)
            case "local":
                sheet, _, name = text.rpartition("!")
                return self._named(name, _sheet(sheet))
            case "name" if self._peek() == "(":
                return self._call(text.upper())
            case "name" if text.upper() in ("TRUE", "FALSE"):
                return lambda: text.upper() == "TRUE"
            case "name":
                return self._named(text, self.reader.sheet)
            case "sign" if text == "(":
                node = self._binary(0)
                self._expect(")")
                return node
        raise Unsupported(text)

    def _named(self, name: str, sheet: str) -> Node:
        """What a defined name stands for."""
        book = self.reader.book
        formula = book.named(name, sheet) if book else None
        if book and formula is None and book.table(name, sheet, None):
            return self._structured(f"{name}[]")
        if formula is None or self.depth > _MOST_NAMED:
            raise Unsupported(name)
        reader, depth = self.reader, self.depth + 1
        return lambda: _Formula(formula, reader, depth).node()

    def _structured(self, text: str) -> Node:
        from .structured import structured

        return lambda: structured(self.reader, text)

    def _reference(self, text: str) -> Node:
        written, _, places = text.rpartition("!")
        place = area_of(places)
        if place is None:
            raise Unsupported(text)
        sheet = _sheet(written) if written else self.reader.sheet
        area = Area(sheet, *place)
        _, _, next_places = self.following[self.at - 1][1].rpartition("!")
        after = area_of(next_places)
        if after is None or after[1] != place[1] or after[3] != place[3]:
            raise Unsupported(text)
        reader, (top, left, bottom, right) = self.reader, place
        down, deeper = after[0] - top, after[2] - bottom
        if not down and not deeper:
            return lambda: area
        if down == deeper:
            return lambda: Area(
                sheet, top + down * reader.item, left, bottom + down * reader.item, right
            )
        if down and deeper:
            raise Unsupported(text)  # an end that stays has been passed

        def growing() -> Area:
            rows = top + down * reader.item, bottom + deeper * reader.item
            return Area(sheet, min(rows), left, max(rows), right)

        return growing

    def _call(self, name: str) -> Node:
        called = function(name.removeprefix("_XLFN."))
        if called is None:
            raise Unsupported(name)
        self._expect("(")
        arguments: list[Node] = []
        while self._peek() != ")":
            empty = self._peek() in (",", ";")
            arguments.append((lambda: None) if empty else self._binary(0))
            if self._peek() in (",", ";"):
                self._next()
            elif self._peek() != ")":
                raise Unsupported(self._peek())
        self._expect(")")
        return lambda: called(self.reader, arguments)


def _joined(first: Result, second: Result) -> Result:
    return shown(first) + shown(second)


def _fixed(token: tuple[str, str]) -> tuple[str, str]:
    """What of a token is the same in every item."""
    kind, text = token
    return (kind, text.rpartition("!")[0]) if kind == "ref" else token


def _sheet(written: str) -> str:
    """The compared name of `'L''été'`."""
    return sheet_key(written[1:-1].replace("''", "'") if written[:1] == "'" else written)


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    at = 0
    end = len(formula.rstrip())
    while at < end:
        match = _TOKEN.match(formula, at)
        if match is None or match.lastgroup is None:
            raise Unsupported(formula[at : at + 20])
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()
