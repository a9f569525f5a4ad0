"""Formulas that follow the rows they speak of.

A formula is read once into its words and its references, then written for any place.  What is no
reference stays: texts, names, whole columns, structured references, other workbooks.

Source: ISO/IEC 29500-1, 18.17.2 (syntax of formulas), 18.3.1.40 (shared formulas).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cic_sheets.values.named import NamedTuple

from ..opc.later import later
from .growth import Block, Growth
from .spreadsheet import MAX_COLUMN, MAX_ROW, letters, number

_CELL = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_TOKEN = later(
    r'"(?:[^"]|"")*"'  # a text
    r"|\#[A-Za-z0-9/]+[!?]?"  # an error
    r"|\[(?:[^\[\]]|\[[^\[\]]*\])*\](?!\w)"  # a structured reference's columns
    r"|(?P<sheet>(?:'(?:[^']|'')*'|(?:\[[0-9]+\])?[\w.]+(?::[\w.]+)?)!)?"
    rf"(?:(?P<cell>{_CELL}(?::{_CELL})?)|(?P<rows>\$?[0-9]{{1,7}}:\$?[0-9]{{1,7}})"
    r"|(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}))(?![\w.(\[!])"
    r"|'(?:[^']|'')*'|[\w.\\]+"  # a sheet before a name, a name, a number
)
_ENDS = later(r"([A-Za-z]{0,3})([0-9]{0,7})")
_REFER = frozenset(("INDIRECT", "OFFSET", "CELL", "INFO", "GETPIVOTDATA"))
_ROW = later(r"(\$?)([0-9]+)(?=:|\Z)")
_PARTS = later(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")
_ADDS_UP = later(
    r"(?:\b(?:SUM|AVERAGE|COUNTA?|MAX|MIN|PRODUCT)\(|\b(?:SUBTOTAL|AGGREGATE)\([\s0-9,]+,)\s*\Z",
    re.IGNORECASE,
)
_ALONE = later(r"\s*\)")


class Ref(NamedTuple):
    """A reference that holds rows: `head`, top, `middle`, bottom (None for a single cell).

    sheet   compared name of the sheet, "" for the formula's own
    grows   a single cell, alone in what adds up: `SUM(F8)` means all of F8's rows
    """

    sheet: str
    head: str
    top: int
    top_fixed: bool
    middle: str
    bottom: int | None
    bottom_fixed: bool
    grows: bool


Pieces = tuple["str | Ref", ...]
Cells = tuple[str, int, int, int, int]


class Spot(NamedTuple):
    """Where a formula stands: its sheet (as compared), and the item whose row it is in."""

    sheet: str
    block: Block | None = None
    item: int = 0


def sheet_key(name: str) -> str:
    """A sheet's name as it is compared."""
    return name.casefold()


@lru_cache(maxsize=4096)
def pieces(formula: str) -> Pieces:
    """A formula as texts and references."""
    found: list[str | Ref] = []
    at = 0
    for match in _TOKEN.finditer(formula):
        written = match["cell"] or match["rows"]
        sheet = _sheet(match["sheet"])
        if not written or sheet is None or not _on_grid(written):
            continue
        start = match.end() - len(written)
        found += [formula[at:start], _ref(formula, start, written, sheet)]
        at = match.end()
    found.append(formula[at:])
    return tuple(piece for piece in found if piece != "")


def moved(formula: str, spot: Spot, growths: Mapping[str, Growth]) -> str:
    """The formula as it reads at a spot once rows have repeated.

    From an item's own row, a reference without `$` to that item's rows, to the same item of the
    same list in another sheet, or to the rows just above (the item before) goes with it.  All
    else goes where its row went; a range that ends on a pattern's row ends on its last item's.
    """
    if not growths:
        return formula
    return "".join(
        piece if isinstance(piece, str) else _written(piece, spot, growths)
        for piece in pieces(formula)
    )


def reads(formula: str) -> list[Cells] | None:
    """The areas that a formula reads, each with its sheet's compared name, "" for its own.

    None when that can't be told: names, structured references, several sheets at once, and the
    functions that make references of texts and numbers.
    """
    found: list[Cells] = []
    for match in _TOKEN.finditer(formula):
        sheet, written = _sheet(match["sheet"]), match["cell"] or match["rows"] or match["columns"]
        if not written:
            if not _tells_nothing(match, formula):
                return None
            continue
        place = area_of(written)
        if sheet is None or place is None:
            return None
        found.append((sheet, *place))
    return found


def area_of(written: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right of `B2`, `$A$1:B2`, `2:3`, `A:C`; None beyond the grid."""
    first, _, last = written.replace("$", "").partition(":")
    start, end = _ENDS.fullmatch(first), _ENDS.fullmatch(last or first)
    if start is None or end is None or (not last and not (start[1] and start[2])):
        return None
    rows = sorted((int(start[2] or 1), int(end[2] or MAX_ROW)))
    columns = sorted((number(start[1]) or 1, number(end[1]) or MAX_COLUMN))
    if rows[0] < 1 or rows[1] > MAX_ROW or columns[1] > MAX_COLUMN:
        return None
    return rows[0], columns[0], rows[1], columns[1]


def unfixed(formula: str) -> bool:
    """Whether a reference of a name moves with the cell that names it: `A$1`."""
    written = (match["cell"] for match in _TOKEN.finditer(formula))
    parts = (part for one in written if one for part in _PARTS.findall(one))
    return any(not column or not row for column, _, row, _ in parts)


def _tells_nothing(match: re.Match[str], formula: str) -> bool:
    """Whether a token that is no reference reads no cell: a text, a number, a function."""
    token = match[0]
    if formula[match.end() :][:1] == "(":
        return token.upper() not in _REFER
    return token[0] in '"#' or token[0].isdigit() or token.upper() in ("TRUE", "FALSE")


def unshared(formula: str, rows: int, columns: int) -> str:
    """A shared formula as it reads that many rows down and columns right."""

    def step(match: re.Match[str]) -> str:
        if not match["cell"]:
            return match[0]
        cells = _PARTS.sub(lambda part: _stepped(part, rows, columns), match["cell"])
        return (match["sheet"] or "") + cells

    return _TOKEN.sub(step, formula)


def _stepped(part: re.Match[str], rows: int, columns: int) -> str:
    column_fixed, column, row_fixed, row = part.groups()
    column = column if column_fixed else letters(number(column) + columns)
    return f"{column_fixed}{column}{row_fixed}{row if row_fixed else int(row) + rows}"


def _sheet(written: str | None) -> str | None:
    """The sheet meant by `'L''été'!`; None for another workbook's, or several at once."""
    if not written:
        return ""
    name = written[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return None if "[" in name or ":" in name else sheet_key(name)


def _on_grid(written: str) -> bool:
    """Whether it is a reference at all: `ABCD1` never comes here, `ZZZ1` is a name."""
    parts = _PARTS.findall(written)
    columns = all(number(column) <= MAX_COLUMN for _, column, _, _ in parts)
    return columns and all(1 <= int(row) <= MAX_ROW for _, row in _ROW.findall(written))


def _ref(formula: str, start: int, written: str, sheet: str) -> Ref:
    (top_fixed, top), *rest = _ROW.findall(written)
    first = _ROW.search(written)
    assert first is not None
    head, end = written[: first.start(2)], first.end()
    if not rest:
        alone = _ALONE.match(formula, start + len(written))
        before = formula[:start]
        before = before[: len(before) - _qualifier(before)]
        grows = bool(alone and _ADDS_UP.search(before))
        return Ref(sheet, head, int(top), bool(top_fixed), "", None, False, grows)
    second = _ROW.search(written, end)
    assert second is not None
    middle = written[end : second.start(2)]
    bottom_fixed, bottom = rest[0]
    return Ref(
        sheet, head, int(top), bool(top_fixed), middle, int(bottom), bool(bottom_fixed), False
    )


_QUALIFIER = later(r"(?:'(?:[^']|'')*'|[\w.]+)!\Z")


def _qualifier(before: str) -> int:
    """Length of the sheet's name that stands before a reference."""
    match = _QUALIFIER.search(before)
    return len(match[0]) if match else 0


_LOST = "#REF!"  # what Excel writes for rows that are gone


def _written(ref: Ref, spot: Spot, growths: Mapping[str, Growth]) -> str:
    sheet = ref.sheet or spot.sheet
    growth = growths.get(sheet)
    if growth is None:
        return _spelled(ref, ref.top, ref.bottom)
    spot = spot if sheet == spot.sheet else _twin(spot, growth, ref.top)
    top = _with_item(ref.top, ref.top_fixed, spot, growth)
    if ref.bottom is None:
        grows = ref.grows and top is None and growth.block(ref.top) not in (None, spot.block)
        first = growth.first(ref.top) if top is None else top
        if top is None and first > growth.last(ref.top):
            return _LOST
        return _spelled(ref, first, growth.last(ref.top) if grows else None)
    bottom = _with_item(ref.bottom, ref.bottom_fixed, spot, growth)
    first = growth.first(ref.top) if top is None else top
    last = growth.last(ref.bottom) if bottom is None else bottom
    gone = top is None and bottom is None and ref.top <= ref.bottom
    return _LOST if gone and first > last else _spelled(ref, first, last)


def _spelled(ref: Ref, top: int, bottom: int | None) -> str:
    if bottom is None:
        return f"{ref.head}{top}"
    return f"{ref.head}{top}{ref.middle or ':' + ref.head}{bottom}"


def _twin(spot: Spot, growth: Growth, row: int) -> Spot:
    """The same item's place in the block of another sheet that repeats the same list."""
    block = growth.block(row)
    if block and spot.block and block.lists & spot.block.lists:
        return Spot("", block, spot.item)
    return Spot("")


def _with_item(row: int, fixed: bool, spot: Spot, growth: Growth) -> int | None:
    """The row that goes with the item; None when the reference is to something else."""
    block = spot.block
    if fixed or block is None:
        return None
    if block.holds(row):
        return growth.of_item(block, row, spot.item)
    if spot.sheet and spot.item and block.top - block.height <= row < block.top:
        return growth.of_item(block, row + block.height, spot.item - 1)
    return None
