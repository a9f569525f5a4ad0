"""What Excel would store for a computed column: a small part of its formulas, reckoned exactly.

A computed column refers to its own row by structured references.  Known: + - * / & and
comparisons, IF, AND, OR, NOT, SUM, COUNT, COUNTA, MIN, MAX, ABS, ROUND, ISBLANK.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Value: TypeAlias = "Decimal | str | bool | None"

_AT = re.compile(r"\w*\[@(\[[^\[\]]+\](?::\[[^\[\]]+\])?|[^\[\]]+)\]")
_THIS_ROW = re.compile(r"\w*\[\[#This Row\],(\[[^\[\]]+\](?::\[[^\[\]]+\])?)\]", re.IGNORECASE)
_TOKEN = re.compile(
    r'\s*(?:(?P<row>\w*\[\[#This Row\],\[[^\[\]]+\](?::\[[^\[\]]+\])?\])|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Z]+)|(?P<sign><=|>=|<>|[-+*/&=<>(),]))",
    re.IGNORECASE,
)


class _Wrong(Exception):
    """Excel would show #VALUE! or #DIV/0!."""


def as_stored(formula: str, table: str) -> str:
    """A declared formula as the file holds it: `[@Total]` to `t[[#This Row],[Total]]`.

    table  the ListObject's name, which Excel writes even where a person leaves it out
    """

    def spelled(found: re.Match[str]) -> str:
        columns = found[1] if found[1].startswith("[") else f"[{found[1]}]"
        return f"{table}[[#This Row],{columns}]"

    return _AT.sub(spelled, formula)


def columns_used(stored: str) -> list[str]:
    """Headings that a stored formula names."""
    return [
        name for found in _THIS_ROW.finditer(stored) for name in re.findall(r"\[([^\]]+)", found[1])
    ]


def result(stored: str, headings: Sequence[str], row: Mapping[str, object]) -> Value:
    """The value of a stored formula in one row; an error is its text, `#VALUE!`.

    headings  the tab's, in order: a reference may span several
    row       heading → value

    Raises ValueError for a formula that this module doesn't know: a programming error.
    """
    reckoner = _Reckoner(stored, headings, row)
    try:
        value = reckoner.compare()
    except _Wrong as wrong:
        return str(wrong)
    reckoner.expect("")
    return _single(value)


class _Reckoner:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, stored: str, headings: Sequence[str], row: Mapping[str, object]) -> None:
        self._stored = stored
        self._headings = headings
        self._row = row
        self._tokens = self._split(stored.removeprefix("="))
        self._at = 0

    def _split(self, text: str) -> list[tuple[str, str]]:
        tokens, place = [], 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if found is None or found.lastgroup is None:
                raise ValueError(f"can't compute {self._stored!r} at {text[place:]!r}")
            tokens.append((found.lastgroup, found[found.lastgroup]))
            place = found.end()
        return tokens

    def _take(self) -> tuple[str, str]:
        token = self._tokens[self._at] if self._at < len(self._tokens) else ("end", "")
        self._at += 1
        return token

    def _next(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else ""

    def expect(self, sign: str) -> None:
        """Take that sign ("" for the end).  Raises ValueError on another."""
        if self._take()[1] != sign:
            raise ValueError(f"can't compute {self._stored!r}: {sign or 'end'} expected")

    def compare(self) -> list[Value]:
        """`a < b`, and whatever binds more tightly."""
        left = self._level(0)
        while self._next() in _COMPARISONS:
            sign = self._take()[1]
            left = [_COMPARISONS[sign](*_comparable(_single(left), _single(self._level(0))))]
        return left

    def _level(self, depth: int) -> list[Value]:
        if depth == len(_OPERATORS):
            return self._primary()
        left = self._level(depth + 1)
        while self._next() in _OPERATORS[depth]:
            sign = self._take()[1]
            left = [_OPERATORS[depth][sign](_single(left), _single(self._level(depth + 1)))]
        return left

    def _primary(self) -> list[Value]:
        kind, text = self._take()
        if kind == "number":
            return [Decimal(text)]
        if kind == "text":
            return [text[1:-1].replace('""', '"')]
        if kind == "row":
            return self._cells(text)
        if text == "(":
            inner = self.compare()
            self.expect(")")
            return inner
        if text == "-":
            return [-_numeric(_single(self._primary()))]
        if kind == "name" and self._next() == "(":
            return [self._call(text.upper())]
        raise ValueError(f"can't compute {self._stored!r} at {text!r}")

    def _call(self, name: str) -> Value:
        if name not in _FUNCTIONS:
            raise ValueError(f"can't compute {name} in {self._stored!r}")
        self.expect("(")
        given = [self.compare()]
        while self._next() == ",":
            self._take()
            given.append(self.compare())
        self.expect(")")
        return _FUNCTIONS[name](*given)

    def _cells(self, text: str) -> list[Value]:
        names = columns_used(text)
        places = [self._headings.index(name) for name in names]
        return [
            _cell(self._row.get(self._headings[n])) for n in range(min(places), max(places) + 1)
        ]


def _cell(value: object) -> Value:
    if value is None or value == "" or isinstance(value, bool | str):
        return value or None if isinstance(value, str) else value
    return Decimal(str(value)) if isinstance(value, int | float | Decimal) else str(value)


def _single(values: list[Value]) -> Value:
    if len(values) != 1:
        raise _Wrong("#VALUE!")
    return values[0]


def _numeric(value: Value) -> Decimal:
    if value is None or isinstance(value, bool):
        return Decimal(bool(value))
    if isinstance(value, str):
        raise _Wrong("#VALUE!")
    return value


def _comparable(left: Value, right: Value) -> tuple[tuple[int, Decimal | str], ...]:
    """Excel's order: numbers before text; an empty cell is 0 or "" as the other one wants."""
    if isinstance(left, str) or isinstance(right, str):
        return _keyed(left or "" if left is None else left), _keyed(
            right if right is not None else ""
        )
    return _keyed(left), _keyed(right)


def _keyed(value: Value) -> tuple[int, Decimal | str]:
    return (1, value.casefold()) if isinstance(value, str) else (0, _numeric(value))


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _divided(left: Value, right: Value) -> Decimal:
    if not _numeric(right):
        raise _Wrong("#DIV/0!")
    return _numeric(left) / _numeric(right)


def _rounded(value: list[Value], places: list[Value]) -> Decimal:
    step = Decimal(1).scaleb(-int(_numeric(_single(places))))
    return _numeric(_single(value)).quantize(step, ROUND_HALF_UP)


def _numbers(given: Sequence[list[Value]]) -> list[Decimal]:
    """Numbers among cells; like Excel, text and booleans in cells count for nothing."""
    return [v for values in given for v in values if isinstance(v, Decimal)]


def _true(values: list[Value]) -> bool:
    return bool(_numeric(_single(values)))


_COMPARISONS: Mapping[str, Callable[..., bool]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_OPERATORS: Sequence[Mapping[str, Callable[[Value, Value], Value]]] = (
    {"&": lambda a, b: _text(a) + _text(b)},
    {"+": lambda a, b: _numeric(a) + _numeric(b), "-": lambda a, b: _numeric(a) - _numeric(b)},
    {"*": lambda a, b: _numeric(a) * _numeric(b), "/": _divided},
)
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "IF": lambda test, yes, no: _single(yes if _true(test) else no),
    "AND": lambda *given: all(_true(values) for values in given),
    "OR": lambda *given: any(_true(values) for values in given),
    "NOT": lambda value: not _true(value),
    "SUM": lambda *given: sum(_numbers(given), Decimal(0)),
    "COUNT": lambda *given: Decimal(len(_numbers(given))),
    "COUNTA": lambda *given: Decimal(sum(v is not None for values in given for v in values)),
    "MIN": lambda *given: min(_numbers(given), default=Decimal(0)),
    "MAX": lambda *given: max(_numbers(given), default=Decimal(0)),
    "ABS": lambda value: abs(_numeric(_single(value))),
    "ROUND": _rounded,
    "ISBLANK": lambda value: _single(value) is None,
}
