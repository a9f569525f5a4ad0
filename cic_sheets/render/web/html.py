"""Pieces of HTML that can't be broken: a text is escaped unless a piece made it.

What people typed also loses what no page may hold (control characters, halves of characters), and
stands in an element of its own direction: a mark of direction in it ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

_VOID = ("meta", "input", "br", "img", "link")
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


class Html(str):
    """Markup: nothing but this module makes it from a text."""

    __slots__ = ()


Piece = Html | str | None


def clean(text: str) -> str:
    """The text as a page may hold it."""
    return _NO_CHARACTER.sub("\ufffd", text)


def text(said: Piece) -> Html:
    """A text among markup; markup as it is, nothing for None."""
    if said is None:
        return Html("")
    return said if isinstance(said, Html) else Html(escape(clean(said), quote=False))


def join(pieces: Iterable[Piece]) -> Html:
    """Pieces one after the other."""
    return Html("".join(map(text, pieces)))


def el(name: str, /, *held: Piece, **attributes: str | bool | None) -> Html:
    """An element.  `data_key`, `class_`, `for_` become `data-key`, `class`, `for`; an attribute
    that is None or False is left out, True stands alone.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(held)}</{name}>")


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("__", ":").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(clean(value))}"'


def typed(said: str | None, **attributes: str | bool | None) -> Html:
    """What people typed, in its own direction; each line of it on its own."""
    if not said:
        return Html("")
    lines = clean(said).replace("\r\n", "\n").split("\n")
    held = [piece for line in lines for piece in (el("br"), line)][1:]
    return el("bdi", *held, **attributes)
