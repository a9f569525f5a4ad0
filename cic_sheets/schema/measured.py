"""Kinds that are measured: days, moments, numbers, amounts."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from cic_sheets.schema.findings import Word
from cic_sheets.schema.kind import CellFault, Kind, Scope, is_whole, plain
from cic_sheets.values.literals import read_amount, read_day, read_moment, read_number
from cic_sheets.values.money import decimals, snap15
from cic_sheets.xlsx.model import RawCell

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2099, 12, 31)
_SERIALS = range(36_526, 73_051)  # 2000-01-01 to 2099-12-31 in the 1900 system


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
        reading = read_day(plain(cell))
        if reading.readings:
            raise CellFault("CEL-03", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


def _serial_hint(value: Decimal) -> Word | None:
    if not is_whole(value) or int(value) not in _SERIALS:
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
        reading = read_moment(plain(cell))
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
        reading = read_number(plain(cell))
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
        return read_amount(plain(cell)).currency or ""

    def _value(self, cell: RawCell) -> Decimal:
        if cell.kind != "text":
            return super()._value(cell)
        reading = read_amount(plain(cell))
        if reading.readings:
            raise CellFault("CEL-04", readings=tuple(reading.readings))
        if reading.value is None:
            raise self.wrong_type(_meant(reading.hint))
        return reading.value


def _meant(hint: date | Decimal | None) -> Word | None:
    if hint is None:
        return None
    return Word("hint.meant", " ; vouliez-vous dire {hint} ?", (("hint", hint),))


def bounds(least: date | int | None, most: date | int | None) -> Word:
    """The phrase for a pair of bounds, either of which may be open."""
    if most is None:
        return Word("bounds.least", "au moins {least}", (("least", least),))
    if least is None:
        return Word("bounds.most", "au plus {most}", (("most", most),))
    return Word("bounds.both", "entre {least} et {most}", (("least", least), ("most", most)))
