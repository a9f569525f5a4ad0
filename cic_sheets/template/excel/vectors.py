"""Formulas that only reckon with the numbers of their own row: a whole column at a time.

`+ - * /`, ROUND and parentheses; the same decimals as `reckon`.  Anything else, and anything that
comes to an error, is left to `reckon`, row by row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import repeat

from ..opc.later import later
from .reckon.values import EXACT
from .spreadsheet import number

Column = Sequence[Decimal]
Operand = Column | Decimal
Look = Callable[[int, int], Column | None]

_TOKEN = later(
    r"\s*(?:(?P<ref>\$?[A-Za-z]{1,3}\$?[0-9]{1,7})(?![\w.(\[!:])"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?)(?![\w.])|(?P<round>ROUND)(?=\()|(?P<sign>[-+*/(),]))"
)
_REF = later(r"\$?([A-Za-z]{1,3})\$?([0-9]+)")
_MOST_SIGNS = 8  # of numbers of 15 digits: nothing that large overflows
_SIGNS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": EXACT.add,
    "-": EXACT.subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
}


class _Beyond(Exception):
    """A formula that is not reckoned by column."""


def reckoned_column(formula: str, count: int, look: Look) -> list[Decimal] | None:
    """The results of a formula for every item; None when `reckon` has to be asked.

    formula  as it reads in the first item
    look     the numbers of a cell of the item, by its row and column there; None for others
    """
    try:
        found = _Reckoning(formula, look).result()
    except (_Beyond, ArithmeticError):
        return None
    return [found] * count if isinstance(found, Decimal) else list(found)


class _Reckoning:
    """One formula under way, from the left."""

    def __init__(self, formula: str, look: Look) -> None:
        self._look = look
        self._tokens: list[tuple[str, str]] = []
        at, end = 0, len(formula.rstrip())
        while at < end:
            match = _TOKEN.match(formula, at)
            if match is None or match.lastgroup is None:
                raise _Beyond
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        if sum(text in _SIGNS for _, text in self._tokens) > _MOST_SIGNS:
            raise _Beyond
        self._at = 0

    def result(self) -> Operand:
        found = self._sum()
        if self._at < len(self._tokens):
            raise _Beyond
        return found

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def _take(self, sign: str = "") -> tuple[str, str]:
        if self._at == len(self._tokens) or (sign and self._peek() != sign):
            raise _Beyond
        self._at += 1
        return self._tokens[self._at - 1]

    def _sum(self) -> Operand:
        left = self._product()
        while self._peek() in ("+", "-"):
            left = _each(_SIGNS[self._take()[1]], left, self._product())
        return left

    def _product(self) -> Operand:
        left = self._single()
        while self._peek() in ("*", "/"):
            left = _each(_SIGNS[self._take()[1]], left, self._single())
        return left

    def _single(self) -> Operand:
        kind, text = self._take()
        match kind:
            case "number":
                return Decimal(text)
            case "ref":
                return self._column(text)
            case "round":
                self._take("(")
                found = self._sum()
                self._take(",")
                places = self._take()
                self._take(")")
                if places[0] != "number" or not places[1].isdecimal() or len(places[1]) > 1:
                    raise _Beyond
                return _each(EXACT.quantize, found, Decimal(1).scaleb(-int(places[1])))
            case "sign" if text == "(":
                found = self._sum()
                self._take(")")
                return found
        raise _Beyond

    def _column(self, text: str) -> Operand:
        place = _REF.fullmatch(text)
        assert place is not None
        found = self._look(int(place[2]), number(place[1]))
        if found is None:
            raise _Beyond
        return found


def _each(sign: Callable[[Decimal, Decimal], Decimal], left: Operand, right: Operand) -> Operand:
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return sign(left, right)
    first = repeat(left) if isinstance(left, Decimal) else left
    second = repeat(right) if isinstance(right, Decimal) else right
    return list(map(sign, first, second))
