"""The report before it is drawn: sections of a closed set of blocks, figures that know their cells.

Renderers match on the blocks; a new block is a type error in every renderer until it is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from cic_sheets.schema.findings import Finding
from cic_sheets.values.cells import CellRef


class Figure(NamedTuple):
    """An amount with its currency, and what it comes from.

    currency  its code; or the unit of what is no money: `h` (hours), `%` (a share of one hundred),
              empty for a count or a measure
    origins   the cells behind it
    receipts  the numbers of the receipts behind it
    """

    amount: Decimal
    currency: str = "EUR"
    origins: tuple[CellRef, ...] = ()
    receipts: tuple[str, ...] = ()


class Words(str):
    """A text that the program words itself, and the cells behind it."""

    __slots__ = ("origins",)
    origins: tuple[CellRef, ...]

    def __new__(cls, text: str, origins: Iterable[CellRef] = ()) -> Self:
        made = super().__new__(cls, text)
        made.origins = tuple(dict.fromkeys(origins))
        return made


Value = str | int | Decimal | date | Figure | None
"""What a table cell or a field may hold; None prints as empty, `n.d.` is said in words."""


def origins_of(value: object) -> tuple[CellRef, ...]:
    """The cells behind a value, as far as it knows them."""
    return value.origins if isinstance(value, Figure | Words) else ()


class Paragraph(NamedTuple):
    """One paragraph of prose; `lead` are its first words, set apart (« Résultats »)."""

    text: str
    lead: str = ""


class Bullets(NamedTuple):
    """A list of points."""

    items: tuple[str, ...]


class Heading(NamedTuple):
    """A heading inside a section; 2 is right below the section's own."""

    text: str
    level: int = 2


class Note(NamedTuple):
    """A remark set apart: what is missing, « Sans objet », a rule that applies."""

    text: str


class Head(NamedTuple):
    """A table's column: its heading, its share of the width, whether figures stand in it.

    A table whose columns have no label has no row of headings.
    """

    label: str
    width: int = 10
    figures: bool = False


class Table(NamedTuple):
    """A table with a caption; `total` is its last row, set apart; `wide` asks for landscape."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] = ()
    wide: bool = False


class Series(NamedTuple):
    """A named series of a chart; None leaves a gap.  `cells` are those behind each value."""

    name: str
    values: tuple[Decimal | None, ...]
    cells: tuple[tuple[CellRef, ...], ...] = ()

    @classmethod
    def of(cls, name: str, values: Iterable[Figure | None]) -> Series:
        """Figures as a series, with their cells."""
        figures = tuple(values)
        amounts = tuple(one.amount if one else None for one in figures)
        return cls(name, amounts, tuple(one.origins if one else () for one in figures))


class Chart(NamedTuple):
    """A chart with a caption: one value of each series a category.

    kind  `line`; `bar`, lying bars side by side; `stack`, standing bars of parts that add up
    name  by which a template may ask for it
    """

    caption: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    name: str = ""


class Remarks(NamedTuple):
    """Findings to be listed; their sentences are made when they are drawn."""

    findings: tuple[Finding, ...]


Block = Paragraph | Bullets | Heading | Note | Table | Chart | Remarks


class Section(NamedTuple):
    """A section of the plan; `number` is `3`, `A` for an annex, '' for the cover."""

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]


class Field(NamedTuple):
    """What a template may ask for by name: `{{total_remboursable}}`.

    cells  behind a value that does not know its own
    """

    name: str
    meaning: str
    value: Value
    cells: tuple[CellRef, ...] = ()

    @property
    def origins(self) -> tuple[CellRef, ...]:
        """The cells behind its value."""
        return origins_of(self.value) or self.cells


class Report(NamedTuple):
    """The whole report: fields by name, sections by key in the plan's order."""

    fields: Mapping[str, Field]
    sections: Mapping[str, Section]
    draft: bool
    as_of: date
