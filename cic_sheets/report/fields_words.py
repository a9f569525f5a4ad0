"""Amounts of fields in words: `total_remboursable_en_lettres` beside `total_remboursable`."""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.book.book import Book
from cic_sheets.language.amounts_in_words import Variant, in_words
from cic_sheets.report.model import Figure, Value
from cic_sheets.report.origins import rule_cells
from cic_sheets.report.saying import Said
from cic_sheets.sheets.parameters import BELGIUM

IN_WORDS = "_en_lettres"
"""What the name of such a field ends in."""
_RULE = "nombres_en_lettres"


def in_letters(book: Book, amount: Value) -> Value:
    """An amount's words, of French those that « Règles » names; None where there is no amount."""
    if not isinstance(amount, Figure):
        return None
    french: Variant = "fr-BE" if book.setting(_RULE) == BELGIUM else "fr"
    variants: Mapping[str, Variant] = {"ar": "ar", "en": "en"}
    number, currency = amount.amount, amount.currency

    def told(lang: str) -> str:
        return in_words(number, currency, variants.get(lang, french))

    return Said.of(told, (*amount.origins, *rule_cells(book, _RULE)))


def meaning_in_words(meaning: str) -> str:
    """« Total refusé, en EUR » becomes « Total refusé, en toutes lettres »."""
    return f"{meaning.removesuffix(', en EUR')}, en toutes lettres"
