"""What both directions of `cic trace` say alike: figures by name, cells, findings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.language.documents import meaning as in_language
from cic_sheets.report.model import Figure
from cic_sheets.trace.told import FIELD, TEXT, Told
from cic_sheets.values.cells import CellRef
from cic_sheets.values.shown import two_places

MOST_PLACES = 8


def name(told: Told) -> str:
    """What a figure is, for people: its meaning and its row, or its field."""
    meaning = safe(_meant(told.meaning))
    if told.key.kind == FIELD:
        return t("trace.field", meaning=meaning, name=told.key.column)
    if told.key.kind == TEXT or not told.key.row:
        return meaning
    return t("trace.row", meaning=meaning, row=safe(_meant(told.key.row)))


def _meant(french: str) -> str:
    """A meaning or a label in the reader's language; « section : colonne » part by part."""
    said = in_language(french, lang())
    if said != french:
        return said
    return " : ".join(in_language(part, lang()) for part in french.split(" : "))


def shown(told: Told) -> str:
    """A value as the report shows it, on one line."""
    return safe(told.shown)


def figure(told: Told) -> dict[str, Any]:
    """A figure for other programs."""
    key = told.key
    return {
        "kind": key.kind,
        "in": key.place,
        "part": key.part,
        "row": key.row,
        "name": key.column,
        "meaning": told.meaning,
        "value": amount(told),
        "currency": told.value.currency if isinstance(told.value, Figure) else "",
        "shown": told.shown,
    }


def amount(told: Told) -> str:
    """A number with the digits it has, an amount with two decimals."""
    match told.value:
        case Figure(number, currency) if len(currency) == 3:
            return two_places(number)
        case Figure(number, _) | (Decimal() as number):
            return format(number, "f")
    return str(told.value) if told.numbers else told.shown


def cell_name(cell: CellRef) -> str:
    """`Dépenses!J14`."""
    return f"{cell.sheet}!{cell.a1}"


def listed(places: tuple[str, ...]) -> str:
    """Some places on a line, and how many more there are."""
    said = ", ".join(safe(place) for place in places[:MOST_PLACES])
    rest = len(places) - MOST_PLACES
    return f"{said} {t('trace.more', count=rest)}" if rest > 0 else said


def line(depth: int, text: str) -> None:
    """A line set in."""
    click.echo("  " * depth + text)
