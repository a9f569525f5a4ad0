"""What every tab has: title and help, the way back, headings' looks, help on cells, paper."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from cic_sheets.schema import kinds
from cic_sheets.schema.sheets import Column
from cic_sheets.workbook import pen as looks
from cic_sheets.workbook.alarms import Alarm
from cic_sheets.workbook.checks import Entry
from cic_sheets.workbook.pen import Pen, done
from cic_sheets.workbook.plan import FIRST, HEADER, WELCOME, Placed, side_by_side

STYLE = "Table Style Light 1"
WIDEST = 60  # characters of a column
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # of Excel's input messages
_PAGE = 230  # characters across a landscape A4 page, at half size


def top_of_page(pen: Pen, sheet: Any, title: str, help: str, colour: str, home: bool) -> None:
    """Title in row 1, help in row 2, the way back to the welcome tab in row 3."""
    sheet.set_row(0, 26)
    sheet.set_row(1, 18)
    big = pen.look(bold=True, font_size=16, font_color=colour, valign="vcenter")
    done(sheet.write_string(0, 0, title, big))
    done(sheet.write_string(1, 0, help, pen.look(italic=True, font_color=looks.PALE_INK)))
    if home:
        link = pen.look(font_color=colour, underline=1, font_size=9)
        done(sheet.write_url(2, 0, f"internal:'{WELCOME}'!A1", link, f"← {WELCOME}"))


def heading_look(pen: Pen, colour: str, declared: Column | None) -> Any:
    """Required: filled with the group's colour; optional: its tint; computed and own: grey."""
    shared: dict[str, object] = {
        "bold": True,
        "text_wrap": True,
        "align": "left",
        "indent": 1,
        "valign": "vcenter",
        "border": 1,
        "border_color": "#FFFFFF",
    }
    if declared is not None and declared.rtl:
        shared |= {"reading_order": 2, "align": "right"}
    if declared is None or declared.formula:
        quiet = {"bg_color": looks.COMPUTED, "font_color": looks.PALE_INK, "italic": True}
        return pen.look(**shared | quiet)
    if declared.required:
        return pen.look(**shared, bg_color=colour, font_color="#FFFFFF")
    return pen.look(**shared, bg_color=tint(colour), font_color=colour)


def tint(colour: str) -> str:
    """The same colour, as pale as a highlighter's: 15 % of it on white."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.15):02X}" for part in parts)


def input_message(column: Column) -> dict[str, str]:
    """The yellow note beside a cell: what to put, whether it must be, an example."""
    parts = [column.help]
    if column.required:
        parts.append("Obligatoire.")
    if column.formula:
        parts.append("Calculé par la feuille.")
    if isinstance(column.kind, kinds.Choices | kinds.Refs):
        parts.append("Plusieurs : séparez par « ; ».")
    if column.example:
        parts.append(f"Exemple : {column.example}")
    while len(parts) > 1 and len("\n".join(parts)) > _LONGEST_MESSAGE:
        parts.pop()
    title = textwrap.shorten(column.label, _LONGEST_TITLE, placeholder="…")
    return {"input_title": title, "input_message": "\n".join(parts)}


def advise(
    sheet: Any, first: int, last: int, column: Placed, help: Mapping[str, str], entry: Entry | None
) -> None:
    """Data validation of a column's cells: the help, and the rule if there is one."""
    options: dict[str, Any] = {"validate": "any", **help}
    if entry is not None:
        options |= {
            **entry.rule,
            "error_title": entry.title,
            "error_message": entry.message,
            "error_type": "stop" if entry.stops else "warning",
        }
        if isinstance(options.get("value"), str):
            options["value"] = options["value"].format(x=f"{column.letter}{first}")
    place = column.number - 1
    done(sheet.data_validation(first - 1, place, last - 1, place, options))


def colour_cells(pen: Pen, sheet: Any, alarm: Alarm, first: int, last: int) -> None:
    """One conditional format over all the columns it concerns."""
    runs = side_by_side(alarm.columns)
    areas = " ".join(f"{one.letter}{first}:{other.letter}{last}" for one, other in runs)
    options = {
        "type": "formula",
        "criteria": "=" + alarm.formula,
        "format": pen.colour(alarm.weight),
        "multi_range": areas,
    }
    left = alarm.columns[0].number - 1
    done(sheet.conditional_format(first - 1, left, last - 1, left, options))


def colour_errors(pen: Pen, sheet: Any, columns: Iterable[Placed], last: int) -> None:
    """`#REF!` and its like turn red."""
    numbers = [column.number for column in columns]
    options = {"type": "errors", "format": pen.colour("wrong")}
    left, right = min(numbers) - 1, max(numbers) - 1
    done(sheet.conditional_format(FIRST - 1, left, last - 1, right, options))


def print_setup(sheet: Any, name: str, widths: Iterable[int], kept: int = 0) -> None:
    """A4, headings on each page, the tab's name and the page in the footer, a size one can read.

    widths  of the columns, in characters: one page holds `_PAGE` of them side by side
    kept    columns on the left that every page repeats
    """
    sheet.set_landscape()
    sheet.repeat_rows(HEADER - 1)
    pages = max(1, -(-sum(widths) // _PAGE))
    if kept and pages > 1:
        sheet.repeat_columns(0, kept - 1)
    paper(sheet, name, pages, 0)


def paper(sheet: Any, name: str, across: int, down: int) -> None:
    """A4 and its margins; fitted to so many pages (0: as many as it takes); the footer."""
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(across, down)
    escaped = name.replace("&", "&&")
    done(sheet.set_footer(f"&L&8{escaped}&R&8page &P / &N"))


def widest(texts: Iterable[str], least: int) -> int:
    """A width that fits every text, within reason."""
    return min(max([least, *(len(text) + 2 for text in texts)]), WIDEST)
