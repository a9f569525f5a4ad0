"""The stand-in templates of the shorter documents in other languages: their words, their direction.

A template is written in French; its paragraphs are then said in another language, and turned where
that is read from the right.  Source: deliverables.md, « Commands » (`--lang`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cic_sheets.language import rtl
from cic_sheets.language.documents import sentence
from cic_sheets.render.word_xml import node, qn, text_node

_FROM_THE_LEFT = re.compile(r"(\{\{.*?\}\}|[A-Za-z]+)")
_BEFORE_BIDI = tuple(qn(f"w:{name}") for name in ("pStyle", "keepNext", "pageBreakBefore"))
_BEFORE_VISUAL = (qn("w:tblStyle"),)


def runs(text: str, *, turned: bool) -> Iterator[Any]:
    """The words; where lines are read from the right, fields, letters and names that read from the
    left stand in runs of their own.
    """
    for piece in _FROM_THE_LEFT.split(text) if turned else [text]:
        if piece:
            right = turned and not _FROM_THE_LEFT.match(piece)
            look = node("w:rPr", node("w:rtl")) if right else None
            yield node("w:r", *([look] if look is not None else []), text_node(piece))


def translate(document: Any, lang: str) -> None:
    """Say a French template's own words in a language, and turn its pages if that asks for it.

    What the catalogue lacks stays French; `tests/documents/test_languages.py` counts it.
    """
    if lang == "fr":
        return
    turned = rtl(lang)
    page = document.sections[0]
    for root in (document.element.body, page.header._element, page.footer._element):
        for paragraph in list(root.iter(qn("w:p"))):
            _said(paragraph, lang, turned)
        if turned:
            for table in root.iter(qn("w:tbl")):
                _put(table.find(qn("w:tblPr")), node("w:bidiVisual"), _BEFORE_VISUAL)
    if turned:
        page._sectPr.find(qn("w:docGrid")).addprevious(node("w:bidi"))


def _said(paragraph: Any, lang: str, turned: bool) -> None:
    for run in paragraph.findall(qn("w:r")):
        words = run.find(qn("w:t"))
        if words is None or words.text is None:
            continue
        told = sentence(words.text, lang)
        if not turned:
            words.text = told
            continue
        for piece in runs(told, turned=True):
            run.addprevious(piece)
        paragraph.remove(run)
    if turned:
        look = paragraph.find(qn("w:pPr"))
        if look is None:
            look = node("w:pPr")
            paragraph.insert(0, look)
        _put(look, node("w:bidi"), _BEFORE_BIDI)


def _put(properties: Any, made: Any, after: tuple[str, ...]) -> None:
    """A property in the place that the format gives it: behind those that come before it."""
    place = 0
    for number, one in enumerate(properties, start=1):
        if one.tag in after:
            place = number
    properties.insert(place, made)
