"""Captions: `Tableau 3 – titre`, the number a field that Word can count again.

Source: ISO/IEC 29500-1, 17.16.19 (fldSimple), 17.16.5.58 (SEQ).
"""

from __future__ import annotations

import re

from .desk import Desk
from .paragraphs import Paragraphs, from_the_right
from .styles import named
from .text import Said, printable

_STYLES = ("caption", "légende")
_LONGEST = 40  # letters of a sequence's name


def caption(paragraphs: Paragraphs, desk: Desk, kind: str, text: str, *, above: bool) -> bytes:
    """The caption's paragraph, b"" for none.

    kind   `table` or `chart`: which count it is one of, when the document's data names it
    above  it stays with what follows
    """
    label = printable(desk.labels.get(kind, "")).strip()
    if not text.strip() and not label:
        return b""
    style = named(desk.styles, "paragraph", _STYLES)
    properties = paragraphs.styled(style) if style else dict(paragraphs.own)
    look = paragraphs.plain if style else paragraphs.bold
    if above:
        properties["w:keepNext"] = paragraphs.pen("keepNext")
    else:
        properties.pop("w:keepNext", None)
    if not label:
        return paragraphs.text(properties, text, look)
    sequence = re.sub(r"\W+", "_", label)[:_LONGEST]
    number = look.whole([Said(str(desk.number(kind)), True)])
    field = paragraphs.pen("fldSimple", number, instr=f" SEQ {sequence} \\* ARABIC ")
    words = f" – {printable(text)}" if text.strip() else ""
    content = (look.whole([Said(f"{label}\u00a0", True)]), field, look.whole([Said(words, True)]))
    return paragraphs.holding(properties, b"".join(content), rtl=from_the_right(label))
