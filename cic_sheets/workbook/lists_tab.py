"""« Listes »: the values of every drop-down, one column a list; the coordinator adds below."""

from __future__ import annotations

from typing import Any

from cic_sheets.schema.kinds import Text
from cic_sheets.schema.lists import LISTS, ValueList
from cic_sheets.values.cells import letters
from cic_sheets.workbook import pen as looks
from cic_sheets.workbook.page import STYLE, print_setup, top_of_page, widest
from cic_sheets.workbook.pen import Pen, done
from cic_sheets.workbook.plan import FIRST, HEADER, LISTS_TAB, MOST_VALUES, Plan, offered

TABLE = "t_Listes"
COLOUR = "#5B6670"
HELP = (
    "Les valeurs des listes déroulantes. Ajoutez les vôtres sous les valeurs grises ; "
    "ne changez pas celles-ci : le programme les connaît."
)
_SPARE = 10  # empty rows of the table, below its longest list
_SHORTEST_MESSAGE = "Une valeur par ligne, sans ligne vide."


def write_lists(pen: Pen, plan: Plan) -> Any:
    """Write the tab; lists that only the coordinator's rows know come last."""
    sheet = pen.add_tab(LISTS_TAB)
    sheet.set_tab_color(COLOUR)
    top_of_page(pen, sheet, LISTS_TAB, HELP, COLOUR, plan.welcome)
    own = (ValueList(name, (), {}, "") for name in plan.added if name not in LISTS)
    columns = [(values, offered(values, plan.added)) for values in (*LISTS, *own)]
    if not columns:
        return sheet
    widths = [widest((values.name, *map(str, held)), 12) for values, held in columns]
    for place, (values, held) in enumerate(columns):
        _column(pen, sheet, place, widths[place], values, held)
    sheet.set_row(HEADER - 1, 24)
    bottom = HEADER + max(len(held) for _, held in columns) + _SPARE
    look = pen.look(bold=True, bg_color=COLOUR, font_color="#FFFFFF", valign="vcenter")
    headings = [{"header": values.name, "header_format": look} for values, _ in columns]
    options = {
        "name": TABLE,
        "style": STYLE,
        "banded_rows": False,
        "autofilter": False,
        "columns": headings,
    }
    done(sheet.add_table(HEADER - 1, 0, bottom - 1, len(columns) - 1, options))
    _doubles(pen, sheet, len(columns))
    sheet.freeze_panes(HEADER, 0)
    print_setup(sheet, LISTS_TAB, widths)
    return sheet


def _column(
    pen: Pen, sheet: Any, place: int, width: int, values: ValueList, held: list[object]
) -> None:
    done(sheet.set_column(place, place, width, pen.look(num_format=looks.TEXT)))
    known = {"num_format": looks.TEXT, "font_color": looks.PALE_INK}
    for row, value in enumerate(held, start=FIRST):
        mine = known if row - FIRST < len(values.values) else {"num_format": looks.TEXT}
        pen.write(sheet, row, place + 1, value, mine, Text())
    message = f"{values.about}\n{_SHORTEST_MESSAGE}".strip()
    options = {"validate": "any", "input_title": values.name[:32], "input_message": message[:255]}
    done(sheet.data_validation(HEADER - 1, place, HEADER - 1, place, options))


def _doubles(pen: Pen, sheet: Any, columns: int) -> None:
    """A value listed twice turns amber."""
    last = FIRST + MOST_VALUES - 1
    formula = f"=AND(LEN(TRIM(A{FIRST}))>0,COUNTIF(A${FIRST}:A${last},A{FIRST})>1)"
    area = f"A{FIRST}:{letters(columns)}{last}"
    options = {"type": "formula", "criteria": formula, "format": pen.colour("doubtful")}
    done(sheet.conditional_format(area, options))
