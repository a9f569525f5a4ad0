"""The whole workbook, from its declarations to its bytes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from cic_sheets.schema.kinds import Anything
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS
from cic_sheets.workbook.content import NOTHING, Cells, Layout, Rows
from cic_sheets.workbook.defaults import blank_rows
from cic_sheets.workbook.lists_tab import write_lists
from cic_sheets.workbook.pen import Pen, done, look_of
from cic_sheets.workbook.plan import Plan, as_rows, planned
from cic_sheets.workbook.tables import write_table
from cic_sheets.workbook.vertical import write_vertical
from cic_sheets.workbook.welcome import write_welcome

COLOURS = ("#1F4E79", "#2B6A4D", "#7A4A1D", "#5B3A73")
"""Of the groups of sheets, in their order: what is agreed, what is worked, the group's life."""

_AS_DECLARED: Mapping[str, Layout] = {}


def write_workbook(
    year: int,
    rows: Rows = NOTHING,  # type: ignore[assignment]
    *,
    language: str = "fr",
    layout: Mapping[str, Layout] = _AS_DECLARED,
) -> bytes:
    """The yearly workbook, as the bytes of an xlsx file; the same arguments give the same bytes.

    year      the convention's; « Convention » and « Règles » are prefilled for it
    rows      title → rows, keyed by French labels, of plain values (str, Decimal, int, date,
              datetime, bool, None), `Formula` and `Shown`.  A sheet given here is written as given;
              of « Convention », the keys not given keep their default, None empties one.  Unknown
              labels become columns of the coordinator's own, unknown titles tabs of his own;
              « Listes » takes values to be added, keyed by the list's name
    language  of the documents to be produced (« Langue » of « Convention »); the workbook itself
              speaks French, as its declarations do
    layout    title → how that tab strays from its declaration

    Raises ValueError for what Excel can't hold (two headings alike, a text of 32,768 characters).
    Source: workbook.md, introduction.
    """
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    import_all("cic_sheets.sheets")
    plan = planned(_with_defaults(year, rows, language), layout)
    kept = BytesIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("error", module=r"xlsxwriter\b")
        book = Workbook(kept, {"in_memory": True})
        made = datetime(year, 1, 1)
        book.set_properties({"title": f"Classeur annuel {year}", "created": made})
        _write(Pen(book), plan, year)
        book.close()
    return kept.getvalue()


def _with_defaults(year: int, rows: Rows, language: str) -> dict[str, Sequence[Cells]]:
    """The blank year's rows under the given ones; keys and values are merged, rows replaced."""
    held: dict[str, Sequence[Cells]] = {**blank_rows(year, language)}
    for title, given in rows.items():
        known = SHEETS.get(title)
        default = held.get(title, ({},))
        vertical = known is not None and known.vertical
        held[title] = (
            [{**default[0], **cells} for cells in as_rows(given)] if vertical else as_rows(given)
        )
    return held


def _write(pen: Pen, plan: Plan, year: int) -> None:
    groups = dict.fromkeys(tab.sheet.group for tab in plan.tabs)
    colours = {group: COLOURS[n % len(COLOURS)] for n, group in enumerate(groups)}
    welcome = write_welcome(pen, plan, year, colours) if plan.welcome else None
    for tab in plan.tabs:
        write = write_vertical if tab.sheet.vertical else write_table
        write(pen, tab, plan.names, colours[tab.sheet.group], plan.welcome)
    if plan.lists:
        write_lists(pen, plan)
    for name, rows in plan.own.items():
        _write_own(pen, name, rows)
    for name, meaning in plan.names.meaning.items():
        done(pen.book.define_name(name, meaning))
    if welcome is not None:
        welcome.activate()
        welcome.set_first_sheet()


def _write_own(pen: Pen, name: str, rows: Sequence[Cells]) -> None:
    """A tab of the coordinator's own: headings in row 1, rows below."""
    sheet: Any = pen.add_tab(name)
    labels = list(dict.fromkeys(label for row in rows for label in row))
    for column, label in enumerate(labels, start=1):
        pen.write(sheet, 1, column, label, {"bold": True}, Anything())
        for row, cells in enumerate(rows, start=2):
            pen.write(sheet, row, column, cells.get(label), look_of(Anything()), Anything())
