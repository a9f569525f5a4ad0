"""What every kind of cell rests on: the base class, the fault it raises, what it may ask."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Protocol

from cic_sheets.schema.findings import Fact, Word
from cic_sheets.schema.lists import ValueList
from cic_sheets.values.names import clean
from cic_sheets.xlsx.model import RawCell


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


def plain(cell: RawCell) -> str:
    """A cell's text without what nobody sees."""
    return clean(str(cell.value))


def digits(value: Decimal) -> str:
    """A number as its digits, never with an exponent."""
    return format(value, "f")


def is_whole(value: Decimal) -> bool:
    """Whether nothing stands behind its point."""
    return value == value.to_integral_value()
