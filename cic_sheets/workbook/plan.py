"""Where everything stands in the workbook to be written: tabs, columns, ranges, defined names.

Positions only; nothing here knows how a file is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cic_sheets.schema.kinds import Ref
from cic_sheets.schema.lists import LISTS, ValueList
from cic_sheets.schema.sheets import SHEETS, Column, Sheet
from cic_sheets.values.cells import letters, quoted
from cic_sheets.values.names import folded
from cic_sheets.workbook.content import AS_DECLARED, Cells, Layout, Rows

WELCOME = "Accueil"
LISTS_TAB = "Listes"
HEADER = 4  # row of the headings, on every tab
FIRST = HEADER + 1
LAST = 2000  # checks and drop-downs reach this row, further than a year's rows
MOST_VALUES = 200  # of one list


class Placed(NamedTuple):
    """A column of a tab.

    number    1 for A
    heading   as written
    label     as the rows call it
    declared  None for a column of the coordinator's own
    """

    number: int
    heading: str
    label: str
    declared: Column | None

    @property
    def letter(self) -> str:
        """`A`."""
        return letters(self.number)


def side_by_side(columns: Iterable[Placed]) -> list[tuple[Placed, Placed]]:
    """Columns to runs of neighbours: the first and the last of each."""
    runs: list[tuple[Placed, Placed]] = []
    for column in columns:
        if runs and runs[-1][1].number == column.number - 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


class Tab(NamedTuple):
    """A tab of rows.

    sheet    its declaration
    name     of the tab
    columns  in their order
    rows     the data
    layout   how it strays
    """

    sheet: Sheet
    name: str
    columns: tuple[Placed, ...]
    rows: Sequence[Cells]
    layout: Layout

    @property
    def bottom(self) -> int:
        """Last row of the table."""
        return HEADER + max(len(self.rows), 1 if self.layout.below else self.sheet.blank, 1)

    @property
    def last(self) -> int:
        """Last row that checks and drop-downs reach."""
        return max(LAST, self.bottom + 200)

    def column(self, attr: str) -> Placed | None:
        """The column of that attribute, None when the tab lacks it."""
        return next((c for c in self.columns if c.declared and c.declared.attr == attr), None)

    def down(self, column: Placed) -> str:
        """The column's cells below its heading: `$A$5:$A$2000`."""
        return f"${column.letter}${FIRST}:${column.letter}${self.last}"


class Names(NamedTuple):
    """Defined names, which drop-downs and checks use instead of addresses.

    meaning  name → formula
    lists    name of a list → defined name of its values
    numbers  title of a sheet → defined name of its rows' numbers
    others   title of a sheet → defined names of what its rows are called besides
    """

    meaning: Mapping[str, str]
    lists: Mapping[str, str]
    numbers: Mapping[str, str]
    others: Mapping[str, tuple[str, ...]]


class Plan(NamedTuple):
    """The whole workbook.

    tabs     the declared sheets, in their order
    own      name → rows of the coordinator's own tabs
    added    list → values that the coordinator added to `Listes`
    names    defined names
    welcome  whether there is an `Accueil`
    lists    whether there is a `Listes`
    """

    tabs: tuple[Tab, ...]
    own: Mapping[str, Sequence[Cells]]
    added: Mapping[str, Sequence[object]]
    names: Names
    welcome: bool
    lists: bool


def planned(rows: Rows, layouts: Mapping[str, Layout]) -> Plan:
    """Place every declared sheet, what the rows add to it, and the coordinator's own tabs."""
    declared = sorted(SHEETS, key=lambda sheet: sheet.order)
    tabs = tuple(
        _tab(sheet, as_rows(rows.get(sheet.title, ())), layouts.get(sheet.title, AS_DECLARED))
        for sheet in declared
        if not layouts.get(sheet.title, AS_DECLARED).absent
        and not (sheet.optional and not rows.get(sheet.title))
    )
    own = {
        title: as_rows(given)
        for title, given in rows.items()
        if title not in SHEETS and title not in (WELCOME, LISTS_TAB)
    }
    with_lists = not layouts.get(LISTS_TAB, AS_DECLARED).absent
    added = _added(as_rows(rows.get(LISTS_TAB, ())))
    return Plan(
        tabs,
        own,
        added,
        _names(tabs, with_lists),
        not layouts.get(WELCOME, AS_DECLARED).absent,
        with_lists,
    )


def as_rows(given: Cells | Sequence[Cells]) -> Sequence[Cells]:
    """A single mapping is one row."""
    return (given,) if isinstance(given, Mapping) else tuple(given)


def _tab(sheet: Sheet, rows: Sequence[Cells], layout: Layout) -> Tab:
    declared = {column.label: column for column in sheet.columns.values()}
    own = dict.fromkeys(
        label for row in (*rows, *layout.below) for label in row if label not in declared
    )
    labels = [*layout.order, *(label for label in (*declared, *own) if label not in layout.order)]
    kept = [label for label in labels if label not in layout.without]
    columns = tuple(
        Placed(number, layout.headings.get(label, label), label, declared.get(label))
        for number, label in enumerate(kept, start=1)
    )
    return Tab(sheet, layout.tab or sheet.title, columns, rows, layout)


def _added(rows: Iterable[Cells]) -> dict[str, list[object]]:
    added: dict[str, list[object]] = {}
    for row in rows:
        for name, value in row.items():
            if value is not None:
                added.setdefault(name, []).append(value)
    return added


def _names(tabs: Sequence[Tab], with_lists: bool) -> Names:
    meaning: dict[str, str] = {}
    lists: dict[str, str] = {}
    numbers: dict[str, str] = {}
    others: dict[str, tuple[str, ...]] = {}
    for number, values in enumerate(LISTS if with_lists else (), start=1):
        lists[values.name] = name = "liste_" + _plain(values.name)
        last = FIRST + max(MOST_VALUES, 2 * len(values.values)) - 1
        meaning[name] = _filled(LISTS_TAB, letters(number), last)
    for tab in _referred_to(tabs):
        title = tab.sheet.title
        identity = tab.column(tab.sheet.identity.attr) if tab.sheet.identity else None
        if identity is None:
            continue
        numbers[title] = name = "numeros_" + _plain(title)
        meaning[name] = _filled(tab.name, identity.letter, tab.last)
        besides = [c for c in tab.columns if c.declared and c.declared.also_ref]
        spelled = {f"noms_{_plain(title)}_{n}": c for n, c in enumerate(besides, start=1)}
        meaning |= {name: f"={quoted(tab.name)}!{tab.down(c)}" for name, c in spelled.items()}
        others[title] = tuple(spelled)
    return Names(meaning, lists, numbers, others)


def _referred_to(tabs: Sequence[Tab]) -> list[Tab]:
    """Tabs whose rows' numbers other tabs mention."""
    kinds = (column.declared.kind for tab in tabs for column in tab.columns if column.declared)
    titles = {kind.sheet for kind in kinds if isinstance(kind, Ref)}
    return [tab for tab in tabs if tab.sheet.title in titles and not tab.sheet.vertical]


def _filled(tab: str, column: str, last: int) -> str:
    """The cells of a column from below the heading down to the last one that holds something.

    So a drop-down offers what is added, and no empty entry (with which Excel would let anything
    pass).  SUMPRODUCT keeps it an ordinary formula in Excel and in LibreOffice.
    """
    sheet = quoted(tab)
    cells = f"{sheet}!${column}${FIRST}:${column}${last}"
    height = f'SUMPRODUCT(MAX(({cells}<>"")*(ROW({cells})-ROW({sheet}!${column}${HEADER}))))'
    return f"={sheet}!${column}${FIRST}:INDEX({cells},MAX(1,{height}))"


def _plain(name: str) -> str:
    """Letters that a defined name may have: `type_pièce` gives `type_piece`."""
    return folded(name).replace(" ", "_").replace("&", "et").replace("%", "pc")


def offered(values: ValueList, added: Mapping[str, Sequence[object]]) -> list[object]:
    """What the column of a list holds in `Listes`: the declared values, then the added ones."""
    return [*values.values, *added.get(values.name, ())]
