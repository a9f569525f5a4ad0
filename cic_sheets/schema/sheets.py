"""What a sheet is: a class whose attributes are its columns, declared once.

From the declaration come the blank workbook, the reader, the type checks, the drop-downs and
conditional formats, the reference page of the manual and the tables of the tests.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from cic_sheets.schema.carrying import Carry
from cic_sheets.schema.kinds import Choices, Kind, Refs
from cic_sheets.schema.registry import Registry
from cic_sheets.values.cells import CellRef
from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.model import EMPTY, RawCell

LONGEST_TITLE = 31  # Excel's limit for a sheet's name
LONGEST_HELP = 255  # Excel's limit for an input message


class Column:
    """One declared column.

    kind      what it may hold
    label     its French heading
    help      one French sentence, shown on the header in Excel (at most 255 characters)
    example   what a believable cell shows, as a person would type it; '' for an optional one
    required  CEL-01 when empty
    identity  the row's number: unique (CEL-07), the name that other sheets and outputs use
    aka       other headings accepted on reading
    formula   for a computed column: an Excel formula with structured references; read only to
              compare
    rtl       shown from right to left
    also_ref  whether other sheets may refer to the row by this column too (names, aliases)
    """

    __slots__ = (
        "aka", "also_ref", "attr", "example", "formula", "help", "identity", "kind", "label",
        "required", "rtl",
    )  # fmt: skip

    def __init__(
        self, kind: Kind, label: str, help: str, example: str, required: bool, identity: bool,
        aka: tuple[str, ...], formula: str, rtl: bool, also_ref: bool,
    ) -> None:  # fmt: skip
        if len(help) > LONGEST_HELP:
            raise ValueError(f"help of {label!r} is longer than Excel shows")
        self.attr = ""
        self.kind = kind
        self.label = label
        self.help = help
        self.example = example
        self.required = required
        self.identity = identity
        self.aka = aka
        self.formula = formula
        self.rtl = rtl
        self.also_ref = also_ref

    def __set_name__(self, owner: type, name: str) -> None:
        self.attr = name

    def __repr__(self) -> str:
        return f"<column {self.label!r}>"


def column(
    kind: Kind,
    label: str,
    help: str,
    *,
    example: str = "",
    required: bool = False,
    identity: bool = False,
    aka: tuple[str, ...] = (),
    formula: str = "",
    rtl: bool = False,
    also_ref: bool = False,
) -> Any:
    """Declare a column; the class attribute is annotated with the type of its values.

    The annotation always admits None: an empty cell, or a faulty one that has its finding.
    A `Refs` or `Choices` column gives a tuple, empty when nothing usable was there.
    """
    return Column(kind, label, help, example, required, identity, aka, formula, rtl, also_ref)


class Sheet(NamedTuple):
    """A declared sheet.

    title     its French name, the tab
    order     position of the tab
    group     heading under which `Accueil` and the manual list it
    help      one French line under the title
    columns   in the order of the blank workbook
    aka       other names of the tab accepted on reading
    vertical  a sheet of keys and values: each column is a row of the tab
    ordered   pairs of attributes of which the first may not come after the second (CEL-11)
    blank     empty rows that the blank workbook's table starts with
    row       the class itself
    identity  the column that numbers the rows, if any
    empty     attribute → what an empty cell gives: None, or () where several values may stand
    optional  a year may do without it: not in the blank workbook, no fault when it is missing
    carries   what of it goes on into the next year; None: it starts empty
    """

    title: str
    order: int
    group: str
    help: str
    columns: Mapping[str, Column]
    aka: tuple[str, ...]
    vertical: bool
    ordered: tuple[tuple[str, str], ...]
    blank: int
    row: type[Row]
    identity: Column | None
    empty: Mapping[str, tuple[()] | None]
    optional: bool = False
    carries: Carry | None = None

    @property
    def table(self) -> str:
        """The ListObject's name: the title in letters that Excel allows."""
        plain = self.title.translate(_ASCII)
        return "t_" + "".join(letter for letter in plain if letter.isalnum())


_ASCII = str.maketrans("ÉÈÊËÀÂÎÏÔÖÛÜÙÇéèêëàâîïôöûüùç", "EEEEAAIIOOUUUCeeeeaaiioouuuc")

SHEETS: Registry[Sheet] = Registry("sheet")
"""Every sheet by its title, in the order of declaration; sort by `order` for the tabs."""


class Places(NamedTuple):
    """Where a row's values lie: one row of a tab, an attribute a column; addresses on demand."""

    tab: str
    row: int
    columns: Mapping[str, int]

    def get(self, attr: str) -> CellRef | None:
        """The cell of an attribute, None when the tab has no such column."""
        column = self.columns.get(attr)
        return None if column is None else CellRef(self.tab, self.row, column)


class Row:
    """A typed row: one attribute a column, and where each value lies.

    Attributes hold None where nothing usable was there.  `faulty` names the attributes whose cells
    have a finding of their own, so that no rule repeats it.
    """

    sheet: ClassVar[Sheet]

    tab: str  # the sheet's name as it stands in the workbook
    number: int  # the row in Excel; for a vertical sheet the first one
    faulty: frozenset[str]
    cells: Mapping[str, RawCell]
    places: Places | Mapping[str, CellRef]

    def __init__(
        self,
        tab: str,
        number: int,
        values: Mapping[str, Any],
        cells: Mapping[str, RawCell],
        places: Places | Mapping[str, CellRef],
        faulty: frozenset[str] = frozenset(),
    ) -> None:
        self.__dict__.update(self.sheet.empty)
        self.__dict__.update(values)
        self.tab = tab
        self.number = number
        self.cells = cells
        self.places = places
        self.faulty = faulty

    @property
    def id(self) -> str:
        """The row's identity: its number (`D-2023-017`), else the row in Excel."""
        declared = self.sheet.identity
        found = self.__dict__.get(declared.attr) if declared else None
        return str(found) if found else str(self.number)

    def at(self, attr: str = "") -> CellRef:
        """The cell of that attribute; of the row's identity when its column is absent."""
        declared = self.sheet.identity
        place = self.places.get(attr)
        if place is None and declared is not None:
            place = self.places.get(declared.attr)
        return place or CellRef(self.tab, self.number, self._first_column)

    @property
    def _first_column(self) -> int:
        columns = self.places.columns.values() if isinstance(self.places, Places) else ()
        return min(columns, default=1)

    def cell(self, attr: str) -> RawCell:
        """The raw cell of that attribute, EMPTY when there is none."""
        return self.cells.get(attr, EMPTY)

    def sound(self, *attrs: str) -> bool:
        """Whether none of these cells has a finding of its own."""
        return self.faulty.isdisjoint(attrs)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


R = TypeVar("R", bound=Row)


def sheet(
    title: str,
    *,
    order: int,
    group: str,
    aka: tuple[str, ...] = (),
    vertical: bool = False,
    ordered: tuple[tuple[str, str], ...] = (),
    blank: int = 30,
    optional: bool = False,
    carries: Carry | None = None,
) -> Callable[[type[R]], type[R]]:
    """Declare the decorated class as a sheet; its docstring's first line is the sheet's help.

    Raises ValueError for a title that Excel would refuse or that is declared twice.
    """
    if len(title) > LONGEST_TITLE:
        raise ValueError(f"{title!r} is longer than a tab's name may be")

    def declare(cls: type[R]) -> type[R]:
        several = (Refs, Choices)
        columns = {c.attr: c for c in vars(cls).values() if isinstance(c, Column)}
        help_line = (cls.__doc__ or "").strip().split("\n")[0]
        cls.sheet = SHEETS.add(
            title,
            Sheet(
                title,
                order,
                group,
                help_line,
                columns,
                aka,
                vertical,
                ordered,
                blank,
                cls,
                next((c for c in columns.values() if c.identity), None),
                {c.attr: () if isinstance(c.kind, several) else None for c in columns.values()},
                optional,
                carries,
            ),
        )
        return cls

    return declare
