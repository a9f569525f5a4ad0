"""Values of the report model as words on a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from cic_sheets.report.model import Figure, Value
from cic_sheets.report.saying import in_language
from cic_sheets.values import shown
from cic_sheets.values.money import without_trailing_zeros


def words(value: Value, lang: str = "fr") -> str:
    """What stands in a cell or for a field; None is empty."""
    match value:
        case None:
            return ""
        case Figure():
            return _figure(value, lang)
        case Decimal() | int():
            return shown.number(Decimal(value), lang)
        case date():
            return shown.day(value, lang)
        case str():
            return typeset(value, lang)


def typeset(text: str, lang: str = "fr") -> str:
    """A text of the report in the reader's language.

    French, which people type in reports of any language, keeps its high punctuation and its
    quotation marks on the line of their word.
    """
    told = text if lang == "fr" else in_language(text, lang)
    return _AFTER.sub("«\u00a0", _BEFORE.sub("\u00a0\\1", told))


def from_the_left(text: str) -> str:
    """A text without Arabic, as it stands among lines read from the right.

    Marks keep the number that begins it, groups of figures and the last full stop in their place.
    """
    if _ARABIC.search(text) or " " not in text:
        return text
    before = "" if text[0].isalpha() else _LEFT
    return f"{before}{text}{'' if text[-1].isalnum() else _LEFT}"


_LEFT = "\u200e"
_ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufeff]")
_BEFORE = re.compile(r" ([;:!?](?!\S)|»)")
_AFTER = re.compile(r"« ")


def _figure(figure: Figure, lang: str) -> str:
    match figure.currency:
        case "":
            return shown.number(figure.amount, lang)
        case "h":
            return shown.hours(figure.amount, lang)
        case "%":
            return shown.percent(without_trailing_zeros(figure.amount).scaleb(-2), lang)
        case currency:
            return shown.amount(figure.amount, currency, lang)
