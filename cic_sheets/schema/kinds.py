"""What a column may hold: how a cell is read, what it is called, how Excel shows it.

A kind returns a value or raises `CellFault` (caught by the loader, never seen outside).  What only
deserves a remark goes through `Scope.note`.  Kinds never know where the cell lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cic_sheets.schema.findings import Word
from cic_sheets.schema.kind import CellFault, Kind, Scope, digits, is_whole, plain
from cic_sheets.schema.lists import ValueList
from cic_sheets.schema.measured import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    Moment,
    Money,
    Number,
    Whole,
    bounds,
)
from cic_sheets.values.literals import read_yes_no
from cic_sheets.values.money import snap15
from cic_sheets.values.names import folded
from cic_sheets.xlsx.model import RawCell

__all__ = [
    "FIRST_DAY", "LAST_DAY", "LONGEST_TEXT", "Anything", "CellFault", "Choice", "Choices", "Code",
    "Day", "FileName", "Kind", "LongText", "Moment", "Money", "Number", "Ref", "Refs", "Scope",
    "Text", "Whole", "YesNo", "bounds", "near", "tokens",
]  # fmt: skip

LONGEST_TEXT = 32_767
_UNFINISHED = (  # of texts with a hint of it: compiled when met
    r"(?i)"
    r"\{\{.*?\}\}|\bX{3,}\b|\b[àa] (?:compl[ée]ter|pr[ée]ciser|d[ée]finir|remplir)\b|\?{3,}"
    r"|\bT(?:O ?DO|BD)\b|lorem ipsum|\[(?:\.\.\.|…)\]|_{4,}"
)


class Text(Kind):
    """One line of free text."""

    key = "kind.text"
    phrase = "texte"
    number_format = "@"
    width = 28

    def read(self, cell: RawCell, scope: Scope) -> str:
        if isinstance(cell.value, Decimal):
            return digits(snap15(cell.value))
        if cell.kind != "text":
            raise self.wrong_type()
        text = plain(cell)
        unfinished = _unfinished(text)
        if unfinished:
            scope.note("CEL-13", passage=unfinished)
        return text


_HINTS = (
    "{{", "xxx", "???", "[...", "[…", "____", "lorem", "tbd", "todo", "to do", "compl", "précis",
    "precis", "défin", "defin", "rempl",
)  # fmt: skip


def _unfinished(text: str) -> str:
    """The passage that looks unfinished, ''; a text without any hint is not searched further."""
    if not any(map(text.lower().__contains__, _HINTS)):
        return ""
    found = re.search(_UNFINISHED, text)
    return found.group() if found else ""


class LongText(Text):
    """Paragraphs: a blank line starts a new one, `- ` starts a bullet."""

    key = "kind.long_text"
    phrase = "texte long (ligne vide : nouveau paragraphe ; « - » : puce)"
    width = 48


class Code(Kind):
    """A code kept as text, so that its leading zeros survive.

    digits         its exact number of digits, when it has one
    leading_zeros  whether a real code may start with 0 (telephones): a number then lost it
    """

    key = "kind.code"
    phrase = "code (texte)"
    number_format = "@"
    width = 16

    def __init__(self, digits: int = 0, leading_zeros: bool = False) -> None:
        self.digits = digits
        self.leading_zeros = leading_zeros
        if digits:
            self.key, self.phrase = "kind.digits", "code de {digits} chiffres (texte)"
            self.terms = (("digits", digits),)

    def read(self, cell: RawCell, scope: Scope) -> str:
        if cell.kind == "text":
            return plain(cell)
        if not isinstance(cell.value, Decimal) or not is_whole(cell.value):
            raise self.wrong_type()
        text = digits(cell.value.to_integral_value())
        if len(text.lstrip("-").rstrip("0")) > 15 or len(text) > 15:
            raise self.wrong_type(_LOST_DIGITS)
        if self.leading_zeros or 0 < len(text) < self.digits:
            scope.note("CEL-10", expected=self.word, proposal=self._padded(text))
        return text

    def _padded(self, text: str) -> str:
        return text.zfill(self.digits) if self.digits else "0" + text


_LOST_DIGITS = Word(
    "hint.digits", " ; Excel ne garde que 15 chiffres d'un nombre, les derniers sont perdus"
)


class YesNo(Kind):
    """`oui` or `non`."""

    key = "kind.yes_no"
    phrase = "oui ou non"
    width = 8

    def read(self, cell: RawCell, scope: Scope) -> bool:
        if cell.kind == "bool":
            return bool(cell.value)
        reading = read_yes_no(plain(cell)) if cell.kind == "text" else None
        if reading is None or reading.value is None:
            raise self.wrong_type()
        return reading.value


class Choice(Kind):
    """One value of a list."""

    key = "kind.choice"
    phrase = "valeur de la liste « {list} »"
    width = 16

    def __init__(self, values: ValueList) -> None:
        self.values = values
        self.terms = (("list", values.name),)

    def read(self, cell: RawCell, scope: Scope) -> Any:
        return self._one(_shown(cell, self), scope)

    def _one(self, text: str, scope: Scope) -> str:
        known = scope.choices(self.values)
        found = known.get(folded(text))
        if found is None:
            raise CellFault("CEL-05", list=self.values.name, token=text, near=near(text, known))
        return found


class Choices(Choice):
    """Several values of a list, separated by `;`."""

    key = "kind.choices"
    phrase = "valeurs de la liste « {list} », séparées par « ; »"
    width = 22

    def read(self, cell: RawCell, scope: Scope) -> tuple[str, ...]:
        return tuple(self._one(token, scope) for token in tokens(_shown(cell, self)))


class Ref(Kind):
    """The number of a row of another sheet, which the loader looks up.

    sheet  the declared title of the other sheet
    """

    key = "kind.ref"
    phrase = "numéro d'une ligne de « {sheet} »"
    width = 14

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.terms = (("sheet", sheet),)

    def read(self, cell: RawCell, scope: Scope) -> Any:
        return _shown(cell, self)


class Refs(Ref):
    """Several numbers of rows of another sheet, separated by `;`."""

    key = "kind.refs"
    phrase = "numéros de lignes de « {sheet} », séparés par « ; »"
    width = 20

    def read(self, cell: RawCell, scope: Scope) -> tuple[str, ...]:
        return tokens(_shown(cell, self))


class FileName(Kind):
    """A file beside the workbook, which the loader looks for."""

    key = "kind.file"
    phrase = "fichier, chemin relatif au dossier du classeur"
    number_format = "@"
    width = 30

    def read(self, cell: RawCell, scope: Scope) -> str:
        if cell.kind != "text":
            raise self.wrong_type()
        return plain(cell)


class Anything(Kind):
    """A value whose kind depends on the row (`Règles.Valeur`): the cell itself, read later."""

    key = "kind.anything"
    phrase = "valeur selon la règle"

    def read(self, cell: RawCell, scope: Scope) -> RawCell:
        return cell


def tokens(text: str) -> tuple[str, ...]:
    """`"J-1 ; J-2"` to its parts; the Arabic semicolon and line breaks separate too."""
    parts = text.replace("؛", ";").replace("\n", ";").split(";")
    return tuple(part for part in map(str.strip, parts) if part)


def near(text: str, known: Mapping[str, str]) -> str:
    """The canonical value that `text` probably means, or ''."""
    from cic_sheets.values.names import nearest

    found = nearest(text, sorted(set(known.values())))
    return found or ""


def _shown(cell: RawCell, kind: Kind) -> str:
    if cell.kind == "text":
        return plain(cell)
    if isinstance(cell.value, Decimal) and is_whole(cell.value):
        return digits(cell.value.to_integral_value())
    raise kind.wrong_type()
