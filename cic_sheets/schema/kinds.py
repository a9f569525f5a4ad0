"""What a column may hold: how a cell is read, what it is called, how Excel shows it.

A kind returns a value or raises `CellFault` (caught by the loader, never seen outside).  What only
deserves a remark goes through `Scope.note`.  Kinds never know where the cell lies.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Protocol

from cic_sheets.schema.findings import Fact, Word
from cic_sheets.schema.lists import ValueList
from cic_sheets.values.literals import read_amount, read_day, read_moment, read_number, read_yes_no
from cic_sheets.values.money import decimals, snap15
from cic_sheets.values.names import clean, folded
from cic_sheets.xlsx.model import RawCell

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
LONGEST_TEXT = 32_767
_SERIALS = range(36_526, 73_051)  # 2000-01-01 to 2099-12-31 in the 1900 system
_UNFINISHED = (  # of texts with a hint of it: compiled when met
    r"(?i)"
    r"\{\{.*?\}\}|\bX{3,}\b|\b[àa] (?:compl[ée]ter|pr[ée]ciser|d[ée]finir|remplir)\b|\?{3,}"
    r"|\bT(?:O ?DO|BD)\b|lorem ipsum|\[(?:\.\.\.|…)\]|_{4,}"
)


class CellFault(Exception):
    """A cell that its kind can't read: the rule's code and the facts of its sentence."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class Scope(Protocol):
    """What reading a cell may need from the workbook around it."""

    def choices(self, values: ValueList) -> Mapping[str, str]:
        """Folded spelling → canonical value, with what `Listes` adds."""

    def note(self, code: str, **facts: Fact) -> None:
        """A remark on the cell at hand that doesn't hinder its value."""


class Kind:
    """Base of all kinds.

    key, phrase    what the manual and the messages call it: the key of its translations, the French
    terms          the facts of the phrase
    number_format  Excel's
    width          of the column, in characters
    """

    key = "kind.any"
    phrase = "valeur"
    number_format = "General"
    width = 14
    terms: tuple[tuple[str, Fact], ...] = ()

    @property
    def word(self) -> Word:
        """What messages call it."""
        return Word(self.key, self.phrase, self.terms)

    def read(self, cell: RawCell, scope: Scope) -> Any:
        """The value of a non-empty cell.  Raises CellFault."""
        raise NotImplementedError

    def wrong_type(self, hint: Word | None = None) -> CellFault:
        """CEL-02, saying what was expected."""
        return CellFault("CEL-02", expected=self.word, hint=hint)


def _plain(cell: RawCell) -> str:
    return clean(str(cell.value))


def _digits(value: Decimal) -> str:
    return format(value, "f")


class Text(Kind):
    """One line of free text."""

    key = "kind.text"
    phrase = "texte"
    number_format = "@"
    width = 28

    def read(self, cell: RawCell, scope: Scope) -> str:
        if isinstance(cell.value, Decimal):
            return _digits(snap15(cell.value))
        if cell.kind != "text":
            raise self.wrong_type()
        text = _plain(cell)
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
            return _plain(cell)
        if not isinstance(cell.value, Decimal) or not _is_whole(cell.value):
            raise self.wrong_type()
        text = _digits(cell.value.to_integral_value())
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


class Day(Kind):
    """A date without time."""

    key = "kind.day"
    phrase = "date (jj/mm/aaaa)"
    number_format = "dd/mm/yyyy"
    width = 12

    def read(self, cell: RawCell, scope: Scope) -> date:
        found = self._found(cell)
        if not FIRST_DAY <= found <= LAST_DAY:
            raise CellFault("CEL-09", bounds=bounds(FIRST_DAY, LAST_DAY))
        return found

    def _found(self, cell: RawCell) -> date:
        if isinstance(cell.value, datetime):
            return cell.value.date()
        if isinstance(cell.value, date):
            return cell.value
        if isinstance(cell.value, Decimal):
            raise self.wrong_type(_serial_hint(cell.value))
        if cell.kind != "text":
            raise self.wrong_type()
        reading = read_day(_plain(cell))
        if reading.readings:
            raise CellFault("CEL-03", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


def _meant(hint: date | Decimal | None) -> Word | None:
    if hint is None:
        return None
    return Word("hint.meant", " ; vouliez-vous dire {hint} ?", (("hint", hint),))


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _serial_hint(value: Decimal) -> Word | None:
    if not _is_whole(value) or int(value) not in _SERIALS:
        return None
    found = date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
    return Word("hint.serial", " ; ce nombre mis au format date serait le {day}", (("day", found),))


class Moment(Day):
    """A date and a time of day."""

    key = "kind.moment"
    phrase = "date et heure (jj/mm/aaaa hh:mm)"
    number_format = "dd/mm/yyyy hh:mm"
    width = 17

    def read(self, cell: RawCell, scope: Scope) -> datetime:
        found = self._moment(cell)
        if not FIRST_DAY <= found.date() <= LAST_DAY:
            raise CellFault("CEL-09", bounds=bounds(FIRST_DAY, LAST_DAY))
        return found

    def _moment(self, cell: RawCell) -> datetime:
        if isinstance(cell.value, datetime):
            return cell.value
        if cell.kind != "text":
            return datetime.combine(self._found(cell), time())
        reading = read_moment(_plain(cell))
        if reading.readings:
            raise CellFault("CEL-03", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


class Number(Kind):
    """A decimal number.

    least, most  bounds, included; None for none
    places       decimals allowed; None for any
    """

    key = "kind.number"
    phrase = "nombre"
    number_format = "#,##0.####"
    width = 11

    def __init__(
        self,
        least: int | None = None,
        most: int | None = None,
        places: int | None = None,
        above: int | None = None,
    ) -> None:
        self.least = least
        self.most = most
        self.places = places
        self.above = above

    def read(self, cell: RawCell, scope: Scope) -> Decimal:
        value = self._value(cell)
        if self.places is not None and decimals(value) > self.places:
            raise CellFault("CEL-08", allowed=self.places)
        if not self.holds(value):
            raise CellFault("CEL-09", bounds=self.bounds)
        return value

    @property
    def bounds(self) -> Word:
        """What CEL-09 says of the bounds."""
        if self.above is not None:
            return Word("bounds.above", "plus de {least}", (("least", self.above),))
        return bounds(self.least, self.most)

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies within the bounds."""
        if self.above is not None and value <= self.above:
            return False
        if self.least is not None and value < self.least:
            return False
        return self.most is None or value <= self.most

    def _value(self, cell: RawCell) -> Decimal:
        if isinstance(cell.value, Decimal):
            return snap15(cell.value)
        if cell.kind != "text":
            raise self.wrong_type()
        reading = read_number(_plain(cell))
        if reading.readings:
            raise CellFault("CEL-04", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


class Whole(Number):
    """A whole number."""

    key = "kind.whole"
    phrase = "nombre entier"
    number_format = "0"
    width = 9

    def __init__(self, least: int | None = 0, most: int | None = None) -> None:
        super().__init__(least, most, places=0)

    def read(self, cell: RawCell, scope: Scope) -> int:  # type: ignore[override]
        return int(super().read(cell, scope))


class Money(Number):
    """An amount with at most two decimals.

    currency  the currency itself (`EUR`), or the attribute of the same row that holds it
    """

    key = "kind.money"
    phrase = "montant (2 décimales)"
    number_format = "#,##0.00"
    width = 13

    def __init__(
        self, currency: str, least: int | None = 0, most: int | None = 100_000_000
    ) -> None:
        super().__init__(least, most, places=2)
        self.currency = currency
        self.fixed = currency.isupper()

    def typed_currency(self, cell: RawCell) -> str:
        """The currency that a text amount names (`12 DH` gives MAD), '' for none."""
        return read_amount(_plain(cell)).currency or ""

    def _value(self, cell: RawCell) -> Decimal:
        if cell.kind != "text":
            return super()._value(cell)
        reading = read_amount(_plain(cell))
        if reading.readings:
            raise CellFault("CEL-04", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


class YesNo(Kind):
    """`oui` or `non`."""

    key = "kind.yes_no"
    phrase = "oui ou non"
    width = 8

    def read(self, cell: RawCell, scope: Scope) -> bool:
        if cell.kind == "bool":
            return bool(cell.value)
        reading = read_yes_no(_plain(cell)) if cell.kind == "text" else None
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
        return _plain(cell)


class Anything(Kind):
    """A value whose kind depends on the row (`Règles.Valeur`): the cell itself, read later."""

    key = "kind.anything"
    phrase = "valeur selon la règle"

    def read(self, cell: RawCell, scope: Scope) -> RawCell:
        return cell


def bounds(least: date | int | None, most: date | int | None) -> Word:
    """The phrase for a pair of bounds, either of which may be open."""
    if most is None:
        return Word("bounds.least", "au moins {least}", (("least", least),))
    if least is None:
        return Word("bounds.most", "au plus {most}", (("most", most),))
    return Word("bounds.both", "entre {least} et {most}", (("least", least), ("most", most)))


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
        return _plain(cell)
    if isinstance(cell.value, Decimal) and _is_whole(cell.value):
        return _digits(cell.value.to_integral_value())
    raise kind.wrong_type()
