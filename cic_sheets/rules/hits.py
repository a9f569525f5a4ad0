"""What rules share when they speak: faults of a sheet as a whole, amounts, months in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from cic_sheets.schema.findings import Sum, Word
from cic_sheets.schema.rules import Hit
from cic_sheets.schema.sheets import Row
from cic_sheets.values.days import Month
from cic_sheets.values.shown import month_name


def on_sheet(sheet: type[Row], value: str, /, **facts: Any) -> Hit:
    """A hit on a sheet as a whole; `value` says which one it is: `2023-03`, `M6`, a key."""
    return Hit(None, "", facts, sheet=sheet, value=value)


_NO_AMOUNT = Word("amount.none", "montant non indiqué")


def priced(amount: Decimal | None, currency: str | None) -> Sum | Word:
    """An amount as it was typed, for a sentence; said to be lacking where it is."""
    return Sum(amount, currency or "") if amount is not None else _NO_AMOUNT


def in_words(month: Month) -> Word:
    """`mars 2023`, with a translation for each of the twelve names."""
    french = month_name(month.number)
    return Word(f"month.{month.number}", french + " {year}", (("year", month.year),))
