"""What the tests of the declarations share: the contract, a scope, every column of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from cic_sheets.schema.findings import Fact
from cic_sheets.schema.kinds import Kind
from cic_sheets.schema.lists import ValueList
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Column, Sheet
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import RawCell

import_all("cic_sheets.sheets")

CONTRACT = Path(__file__).parent / "contract" / "workbook_sheets.txt"

K = TypeVar("K", bound=Kind)


class Agreed(NamedTuple):
    """A column as the contract has it."""

    label: str
    kind: str
    values: tuple[str, ...]
    required: bool


def agreed() -> dict[str, list[Agreed]]:
    """Sheet → its columns, read from the contract."""
    found: dict[str, list[Agreed]] = {}
    title = ""
    for line in CONTRACT.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            title = line.strip("[]")
            found[title] = []
        elif line and not line.startswith("#"):
            label, kind, *mark = line.split(" | ")
            kind, _, values = kind.partition(" (")
            listed = tuple(values.rstrip(")").split(", ")) if values else ()
            found[title].append(Agreed(label, kind, listed, mark == ["!"]))
    return found


def columns_of(kind: type[K]) -> Iterator[tuple[Sheet, Column, K]]:
    """Every declared column of that kind (or a kind made from it)."""
    for sheet in SHEETS:
        for column in sheet.columns.values():
            if isinstance(column.kind, kind):
                yield sheet, column, column.kind


class Plain:
    """The scope of a workbook whose `Listes` adds nothing; remarks are kept."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, Mapping[str, Fact]]] = []

    def choices(self, values: ValueList) -> Mapping[str, str]:
        """Folded spelling → declared value."""
        known = {folded(other): value for other, value in values.aka.items()}
        return known | {folded(value): value for value in values.values}

    def note(self, code: str, **facts: Fact) -> None:
        """Keep the remark."""
        self.notes.append((code, facts))


def read_text(kind: Kind, text: str) -> object:
    """What a kind makes of a cell that holds that text; a remark would be a fault here."""
    scope = Plain()
    value = kind.read(RawCell("text", text), scope)
    assert not scope.notes, scope.notes
    return value
