"""What may be put into a workbook beyond plain values, and how far it may stray from the declared
layout: a person's own columns, headings and tabs, and the faults that tests plant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Cells: TypeAlias = Mapping[str, object]
"""One row: French label of the column → value."""

Rows: TypeAlias = Mapping[str, "Cells | Sequence[Cells]"]
"""Title of a sheet → its rows; for the sheet of keys and values, one mapping."""

NOTHING: Mapping[str, str] = MappingProxyType({})


class Formula(NamedTuple):
    """A formula with the value that Excel would have stored.

    text   `=SUM(A1:A3)`
    value  number, text, bool or error (`"#REF!"`); None for a formula that was never calculated
    """

    text: str
    value: object = None


class Shown(NamedTuple):
    """A value in a number format of its own: `Shown(45292, "dd/mm/yyyy")`."""

    value: object
    number_format: str


class Layout(NamedTuple):
    """How one tab strays from its declaration.

    order     labels that come first, in this order; the others follow as declared
    headings  label → heading written in its place
    without   labels of columns left out
    tab       the tab's name; empty for the declared title
    absent    the whole tab is left out
    table     False: a plain range, no ListObject
    hidden    rows of `rows` that are hidden, counted from 0
    below     rows typed under the table, out of it
    gap       empty rows between the table and `below`
    """

    order: tuple[str, ...] = ()
    headings: Mapping[str, str] = NOTHING
    without: tuple[str, ...] = ()
    tab: str = ""
    absent: bool = False
    table: bool = True
    hidden: tuple[int, ...] = ()
    below: tuple[Cells, ...] = ()
    gap: int = 1


AS_DECLARED = Layout()
