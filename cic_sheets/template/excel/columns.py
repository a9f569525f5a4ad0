"""The values of a block by column: said as cells hold them, a whole column at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ..opc.later import later
from .values import Stored, Value, number_text, stored

_ODD = later("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_x")
_BETWEEN = "\0"  # no XML holds it
_LONGEST = 32_767  # characters of a cell
_PLAIN_DIGITS = 15  # characters of a number that a double keeps whatever they are
_LEAP_1900 = date(1900, 3, 1)
_EPOCH = date(1899, 12, 30).toordinal()


def said(values: Sequence[Value], epoch1904: bool, prefix: str) -> list[str]:
    """What follows a cell's attributes, to its end: ` t="inlineStr">…</c>`, `><v>5</v></c>`, `/>`.

    The same as `stored` says of each, many at once.
    """
    kinds = set(map(type, values))
    if kinds <= {str, type(None)}:
        found = _texts([value or "" for value in values])  # type: ignore[misc]
        if found is not None:
            return _inline(found, prefix)
    if kinds <= {Decimal, int}:
        return _numbers(number_texts(values), prefix)  # type: ignore[arg-type]
    if kinds == {date} and not epoch1904 and min(values) >= _LEAP_1900:  # type: ignore[type-var,operator]
        return _numbers([str(day.toordinal() - _EPOCH) for day in values], prefix)  # type: ignore[union-attr]
    return [written(stored(value, epoch1904, prefix.encode()), prefix) for value in values]


def written(content: Stored, prefix: str) -> str:
    """A cell's end with what it holds."""
    if not content.inner:
        return f' t="{content.type.decode()}"/>' if content.type else "/>"
    kind = f' t="{content.type.decode()}"' if content.type else ""
    return f"{kind}>{content.inner.decode()}</{prefix}c>"


def number_texts(numbers: Sequence[Decimal | int]) -> list[str]:
    """Numbers as cells store them: `number_text` of each.  Raises ValueError if one is none."""
    texts = list(map(str, numbers))
    if max(map(len, texts), default=0) > _PLAIN_DIGITS or any("E" in text for text in texts):
        return [number_text(Decimal(number)) for number in numbers]
    texts = [text.rstrip("0").rstrip(".") if "." in text else text for text in texts]
    if not {"-0", "NaN", "sNaN", "Infinity", "-Infinity", "-NaN", "-sNaN"}.isdisjoint(texts):
        return [number_text(Decimal(number)) for number in numbers]
    return texts


def _texts(texts: list[str]) -> list[str] | None:
    """Texts as XML has them; None when one of them needs to be looked at closer."""
    if _ODD.search("".join(texts)) or max(map(len, texts), default=0) > _LONGEST // 2:
        return None
    whole = _BETWEEN.join(texts)
    for sign, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        if sign in whole:
            whole = whole.replace(sign, entity)
    return whole.split(_BETWEEN)


def _inline(texts: list[str], p: str) -> list[str]:
    start = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">'
    end = f"</{p}t></{p}is></{p}c>"
    if all(texts):
        return [start + text + end for text in texts]
    return [start + text + end if text else "/>" for text in texts]


def _numbers(texts: list[str], p: str) -> list[str]:
    start, end = f"><{p}v>", f"</{p}v></{p}c>"
    return [start + text + end for text in texts]
