"""Where a document shows something: a cell of the workbook, a cell of a table, a paragraph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from cic_sheets.trace.told import Key

Content = str | Decimal | date


class Spot(NamedTuple):
    """One place of a document and what stands there.

    place    `Résumé!B13`; « Tableau 5 – …, ligne …, colonne … »; the section for a paragraph
    content  what it shows
    keys     what the reports tell there; several among words, none where the template speaks
    formula  the cell's formula, without its `=`
    """

    place: str
    content: Content
    keys: tuple[Key, ...] = ()
    formula: str = ""


class Shown(NamedTuple):
    """All that a document shows.

    spots   in reading order
    parts   of a formula's place: what it is reckoned from; None where that can't be told
    exact   whether the document is byte for byte what the inputs give
    """

    spots: Sequence[Spot]
    parts: Callable[[str], tuple[Key, ...] | None]
    exact: bool


def no_parts(place: str) -> tuple[Key, ...] | None:
    """A document without formulas."""
    return ()
