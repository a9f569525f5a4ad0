"""A tab of keys and values (« Convention »): one line a column of its declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cic_sheets.schema.kinds import Anything
from cic_sheets.workbook import pen as looks
from cic_sheets.workbook.alarms import Alarm
from cic_sheets.workbook.checks import check_of
from cic_sheets.workbook.page import (
    STYLE,
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

HEADINGS = ("Rubrique", "Valeur", "À savoir")
VALUES = 2  # the column of the values
_WIDTHS = (34, 44, 90)
_HEIGHT = 21
_VALUE: dict[str, object] = {
    "align": "left",
    "valign": "vcenter",
    "text_wrap": True,
    "indent": 1,
    "border": 1,
    "border_color": looks.LINE,
}


def write_vertical(pen: Pen, tab: Tab, names: Names, colour: str, home: bool) -> Any:
    """Write a declared tab of keys and values; the arguments are those of `write_table`."""
    sheet = pen.add_tab(tab.name)
    sheet.set_tab_color(colour)
    top_of_page(pen, sheet, tab.sheet.title, tab.sheet.help, colour, home)
    for place, width in enumerate(_WIDTHS):
        done(sheet.set_column(place, place, width))
    _table(pen, sheet, tab, colour)
    lines = dict(enumerate(tab.columns, start=FIRST))
    last = FIRST + len(lines) - 1
    colour_errors(pen, sheet, [_here(line) for line in lines.values()], last)
    for row, line in lines.items():
        _line(pen, sheet, tab, row, line, colour)
        _guide(pen, sheet, row, line, names)
    for row, alarm in _order(tab, lines):
        colour_cells(pen, sheet, alarm, row, row)
    done(sheet.ignore_errors({"number_stored_as_text": f"B{FIRST}:B{last}"}))
    sheet.freeze_panes(HEADER, 1)
    sheet.set_selection(FIRST - 1, VALUES - 1, FIRST - 1, VALUES - 1)
    sheet.hide_gridlines(2)
    print_setup(sheet, tab.name, _WIDTHS)
    return sheet


def _table(pen: Pen, sheet: Any, tab: Tab, colour: str) -> None:
    sheet.set_row(HEADER - 1, _HEIGHT)
    look = pen.look(
        bold=True, font_color=colour, valign="vcenter", indent=1, bottom=2, bottom_color=colour
    )
    if not tab.layout.table:
        for place, heading in enumerate(HEADINGS):
            done(sheet.write_string(HEADER - 1, place, heading, look))
        return
    columns = [{"header": heading, "header_format": look} for heading in HEADINGS]
    options = {
        "name": tab.sheet.table,
        "style": STYLE,
        "banded_rows": False,
        "autofilter": False,
        "columns": columns,
    }
    done(sheet.add_table(HEADER - 1, 0, FIRST - 2 + len(tab.columns), len(HEADINGS) - 1, options))


def _line(pen: Pen, sheet: Any, tab: Tab, row: int, line: Placed, colour: str) -> None:
    sheet.set_row(row - 1, _HEIGHT)
    done(sheet.write_string(row - 1, 0, line.heading, heading_look(pen, colour, line.declared)))
    kind = line.declared.kind if line.declared else Anything()
    look = look_of(kind) | _VALUE
    value = tab.rows[0].get(line.label) if tab.rows else None
    if value is None:
        done(sheet.write_blank(row - 1, VALUES - 1, None, pen.look(**look)))
    pen.write(sheet, row, VALUES, value, look, kind)
    if line.declared is not None:
        quiet = pen.look(
            font_color=looks.PALE_INK, font_size=10, text_wrap=True, valign="vcenter", indent=1
        )
        done(sheet.write_string(row - 1, len(HEADINGS) - 1, line.declared.help, quiet))


def _here(line: Placed) -> Placed:
    """The line as a column: its value's cell."""
    return line._replace(number=VALUES)


def _guide(pen: Pen, sheet: Any, row: int, line: Placed, names: Names) -> None:
    if line.declared is None:
        return
    check = check_of(line.declared.kind, names)
    here = (_here(line),)
    advise(sheet, row, row, here[0], input_message(line.declared), check.entry)
    cell = f"{here[0].letter}{row}"
    alarms = [Alarm(fault.formula.format(x=cell), here, fault.weight) for fault in check.faults]
    if line.declared.required:
        alarms.append(Alarm(f"LEN(TRIM({cell}))=0", here, "missing"))
    for alarm in alarms:
        colour_cells(pen, sheet, alarm, row, row)


def _order(tab: Tab, lines: dict[int, Placed]) -> Iterator[tuple[int, Alarm]]:
    rows = {line.declared.attr: row for row, line in lines.items() if line.declared}
    for first, last in tab.sheet.ordered:
        if first in rows and last in rows:
            one, other = f"$B${rows[first]}", f"$B${rows[last]}"
            formula = f"AND(ISNUMBER({one}),ISNUMBER({other}),{other}<{one})"
            yield rows[last], Alarm(formula, (_here(lines[rows[last]]),), "wrong")
