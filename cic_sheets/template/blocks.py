"""What stands in the place of `{{section: nom}}` and `{{graphique: nom}}`: a closed set of blocks.

Whoever fills a template hands them over; the sides (Word, Excel) draw them in the template's own
look, and decide nothing else.
"""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.values.named import NamedTuple


class Prose(NamedTuple):
    """One paragraph; `lead` are its first words, set apart."""

    text: str
    lead: str = ""


class Points(NamedTuple):
    """A list of points."""

    items: tuple[str, ...]


class Title(NamedTuple):
    """A heading inside a section; 2 is right below the section's own."""

    text: str
    level: int = 2


class Remark(NamedTuple):
    """A remark set apart."""

    text: str


class Head(NamedTuple):
    """A column: its heading, its share of the width, whether figures stand in it."""

    label: str
    width: int = 10
    figures: bool = False


class Grid(NamedTuple):
    """A table with a caption, its cells already said; `total` is its last row, set apart.

    wide  asks for a page that lies on its side
    """

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    wide: bool = False


class Series(NamedTuple):
    """A named series of a chart; None leaves a gap."""

    name: str
    values: tuple[Decimal | None, ...]


class Graph(NamedTuple):
    """A chart with a caption: one value of each series a category.

    kind  `line`; `bar`, lying bars side by side; `stack`, standing bars of parts that add up
    """

    caption: str
    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""


class Image(NamedTuple):
    """A picture's file: its bytes, and `png`, `jpeg`, `gif`, `svg` or `emf`."""

    data: bytes
    kind: str
    words: str = ""


Block = Prose | Points | Title | Remark | Grid | Graph | Image
