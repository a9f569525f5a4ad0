"""One tab of rows: headings, a table, its data, drop-downs, colours."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

from cic_sheets.schema import kinds
from cic_sheets.schema.kinds import Kind
from cic_sheets.workbook import pen as looks
from cic_sheets.workbook.alarms import alarms
from cic_sheets.workbook.checks import check_of, identity_entry
from cic_sheets.workbook.computed import as_stored, columns_used, result
from cic_sheets.workbook.content import Cells, Formula, Shown
from cic_sheets.workbook.page import (
    STYLE,
    WIDEST,
    advise,
    colour_cells,
    colour_errors,
    heading_look,
    input_message,
    print_setup,
    top_of_page,
)
from cic_sheets.workbook.pen import Pen, done, look_of
from cic_sheets.workbook.plan import FIRST, HEADER, Names, Placed, Tab

ANYTHING = kinds.Anything()
_ARROW = 4  # characters that a heading's filter button and its indent take
_MOST_FROZEN = 3
_LINE, _MOST_LINES = 15, 27  # Excel's rows end at 409 points


class Dressed(NamedTuple):
    """A column with what its cells need.

    look     XlsxWriter's properties of its cells
    width    in characters
    formula  of a computed column, as stored; empty for the others
    """

    placed: Placed
    kind: Kind
    look: dict[str, object]
    width: int
    formula: str


def write_table(pen: Pen, tab: Tab, names: Names, colour: str, home: bool) -> Any:
    """Write a declared tab.

    colour  of its group
    home    whether there is a welcome tab to go back to
    """
    sheet = pen.add_tab(tab.name)
    sheet.set_tab_color(colour)
    top_of_page(pen, sheet, tab.sheet.title, tab.sheet.help, colour, home)
    columns = [_dressed(tab, placed) for placed in tab.columns]
    _columns(pen, sheet, columns)
    _table(pen, sheet, tab, columns, colour)
    _rows(pen, sheet, tab, columns)
    for placed in tab.columns:
        _guide(sheet, tab, placed, names)
    colour_errors(pen, sheet, tab.columns, tab.last)
    for alarm in alarms(tab, names):
        # LibreOffice shows a cell the first format that holds, in the order of the ranges in the
        # file: lines come last, over a range that no other format has.
        last = tab.last + (alarm.weight == "filled")
        colour_cells(pen, sheet, alarm, FIRST, last)
    _spare_green_corners(sheet, tab, columns)
    sheet.freeze_panes(HEADER, _frozen(tab))
    sheet.set_selection(FIRST - 1, 0, FIRST - 1, 0)
    print_setup(sheet, tab.name, (column.width for column in columns), _frozen(tab))
    return sheet


# --- Columns ------------------------------------------------------------------------------------


def _dressed(tab: Tab, placed: Placed) -> Dressed:
    kind = placed.declared.kind if placed.declared else ANYTHING
    look = look_of(kind, bool(placed.declared and placed.declared.rtl))
    return Dressed(placed, kind, look, _width(tab, placed, kind), _formula(tab, placed))


def _width(tab: Tab, column: Placed, kind: Kind) -> int:
    """Room for the values, for the heading's longest word, and for the heading on two lines.

    Texts that are there already take about three lines.
    """
    longest = max(len(word) for word in column.heading.split() or [""]) + _ARROW
    room = [kind.width, longest, len(column.heading) // 2 + _ARROW]
    if isinstance(kind, kinds.Code) and kind.digits:
        room.append(kind.digits + 2)
    if isinstance(kind, kinds.Text | kinds.Anything):
        texts = (row.get(column.label) for row in tab.rows)
        room.append(max((len(text) for text in texts if isinstance(text, str)), default=0) // 3)
    return min(max(room), WIDEST)


def _formula(tab: Tab, column: Placed) -> str:
    """The formula of a computed column as this tab stores it; '' for none.

    None either without a table, or when a column that it needs is left out.
    """
    if column.declared is None or not column.declared.formula or not tab.layout.table:
        return ""
    formula = as_stored(column.declared.formula, tab.sheet.table)
    headings = {other.label: other.heading for other in tab.columns}
    used = columns_used(formula)
    if not set(used) <= headings.keys():
        return ""
    for label in used:
        formula = formula.replace(f"[{label}]", f"[{headings[label]}]")
    return formula


def _columns(pen: Pen, sheet: Any, columns: Sequence[Dressed]) -> None:
    deepest = 1
    for column in columns:
        place = column.placed.number - 1
        done(sheet.set_column(place, place, column.width, pen.look(**column.look)))
        lines = textwrap.wrap(column.placed.heading, column.width - _ARROW)
        deepest = max(deepest, len(lines))
    sheet.set_row(HEADER - 1, _LINE * deepest + 8)


def _table(pen: Pen, sheet: Any, tab: Tab, columns: Sequence[Dressed], colour: str) -> None:
    headings: list[dict[str, Any]] = []
    for placed, _, _, _, formula in columns:
        look = heading_look(pen, colour, placed.declared)
        headings.append({"header": placed.heading, "header_format": look, "formula": formula})
        if not tab.layout.table:
            done(sheet.write_string(HEADER - 1, placed.number - 1, placed.heading, look))
    if tab.layout.table:
        options = {"name": tab.sheet.table, "style": STYLE, "columns": headings}
        done(sheet.add_table(HEADER - 1, 0, tab.bottom - 1, len(columns) - 1, options))


# --- Data ---------------------------------------------------------------------------------------


def _rows(pen: Pen, sheet: Any, tab: Tab, columns: Sequence[Dressed]) -> None:
    under = tab.bottom + 1 + tab.layout.gap
    placed: list[tuple[int, Cells]] = [
        *enumerate(tab.rows, FIRST),
        *enumerate(tab.layout.below, under),
    ]
    if any(column.formula for column in columns):
        placed.extend((row, {}) for row in range(FIRST + len(tab.rows), tab.bottom + 1))
    for row, cells in placed:
        for column in columns:
            value = cells.get(column.placed.label)
            if value is None and column.formula and row <= tab.bottom:
                value = _computed(columns, column.formula, cells)
            pen.write(sheet, row, column.placed.number, value, column.look, column.kind)
        hidden = {"hidden": row - FIRST in tab.layout.hidden}
        sheet.set_row(row - 1, _LINE * _lines(columns, cells), None, hidden)


def _lines(columns: Sequence[Dressed], cells: Cells) -> int:
    """How many lines the row's longest wrapped text takes."""
    most = 1
    for column in columns:
        value = cells.get(column.placed.label)
        if isinstance(value, str) and "text_wrap" in column.look:
            room = column.width * 1.1  # most letters are narrower than a digit
            lines = sum(1 + int(len(part) / room) for part in value.split("\n"))
            most = max(most, lines)
    return min(most, _MOST_LINES)


def _computed(columns: Sequence[Dressed], formula: str, cells: Cells) -> Formula:
    held = {c.placed.heading: _bare(cells.get(c.placed.label)) for c in columns}
    return Formula(formula, result(formula, list(held), held))


def _bare(value: object) -> object:
    while isinstance(value, Formula | Shown):
        value = value.value
    return value


# --- Help and colours ---------------------------------------------------------------------------


def _guide(sheet: Any, tab: Tab, column: Placed, names: Names) -> None:
    """The column's help on its heading and on its cells, and what Excel refuses there."""
    if column.declared is None:
        return
    help = input_message(column.declared)
    entry = check_of(column.declared.kind, names).entry
    if column.declared.identity and entry is None:
        entry = identity_entry(tab, column)
    if entry is not None:
        advise(sheet, HEADER, HEADER, column, help, None)
    advise(sheet, HEADER if entry is None else FIRST, tab.last, column, help, entry)


def _spare_green_corners(sheet: Any, tab: Tab, columns: Sequence[Dressed]) -> None:
    """In a column of text, digits are meant as text."""
    texts = [c.placed.letter for c in columns if c.look["num_format"] == looks.TEXT]
    if texts:
        areas = " ".join(f"{letter}{FIRST}:{letter}{tab.last}" for letter in texts)
        done(sheet.ignore_errors({"number_stored_as_text": areas}))


def _frozen(tab: Tab) -> int:
    """Columns that stay: up to the row's number, when it stands near the left."""
    identity = next((c for c in tab.columns if c.declared and c.declared.identity), None)
    if identity is None:
        return 1
    return identity.number if identity.number <= _MOST_FROZEN else 0
