"""What became of a sheet's cells: where links and fields came to stand, blocks kept by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cic_sheets.values.named import NamedTuple

from ..opc.markup import Edit
from .fields import Field
from .growth import Block, Growth
from .heights import Wrapping
from .plan import Pattern, Plan
from .repeated import Repeated
from .spreadsheet import a1
from .values import Link


class Landed(NamedTuple):
    """A link, in the cell where it came to stand."""

    place: str
    link: Link


class Put(NamedTuple):
    """Where fields came to stand.

    item   of their list, from 0
    alone  whether the cell holds the one field and nothing else
    """

    sheet: str
    place: str
    fields: tuple[Field, ...]
    item: int
    alone: bool


class Cells(NamedTuple):
    """What became of a sheet's cells.

    links, puts     the links, and the fields, in the cells where they came to stand
    formulas_moved  whether a formula came or went
    repeats         the blocks kept by column: `marker` stands for them
    """

    edits: list[Edit]
    links: list[Landed]
    puts: list[Iterable[Put]]
    formulas_moved: bool
    repeats: list[Repeated]


class Setting(NamedTuple):
    """What all sheets of a template have in common.

    growths    of the sheets whose rows move, by their compared name
    wrapping   the formats that wrap
    epoch1904  whether days count from 1904
    """

    growths: Mapping[str, Growth]
    wrapping: Wrapping
    epoch1904: bool


class PutsOfBlock:
    """Where the fields of a block kept by column came to stand, told when somebody asks."""

    def __init__(self, plan: Plan, own: Mapping[tuple[int, int], Pattern], block: Block) -> None:
        self._plan, self._own, self._block = plan, sorted(own.items()), block

    def __iter__(self) -> Iterator[Put]:
        sheet, growth, block = self._plan.sheet.name, self._plan.growth, self._block
        for item in range(block.items):
            for (row, column), pattern in self._own:
                place = a1(growth.of_item(block, row, item), column)
                yield Put(sheet, place, tuple(pattern.fields), item, True)
