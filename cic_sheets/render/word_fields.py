"""`{{champ}}` wherever it stands in a part of a Word document, however Word has cut it in runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from cic_sheets.render.word_xml import has_rtl, printable, qn, runs

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SECTION = re.compile(r"section\s*:\s*(\S+)\Z", re.IGNORECASE)


class Asked(NamedTuple):
    """A field that a template names, and the words around it, to find it by."""

    name: str
    where: str


def paragraphs(root: Any) -> list[Any]:
    """Every paragraph of a part, those of tables, text boxes and content controls too."""
    return list(root.iter(qn("w:p")))


def text_of(paragraph: Any) -> str:
    """What the paragraph says, without the paragraphs of text boxes inside it."""
    return "".join(piece.text or "" for piece in _pieces(paragraph))


def section_asked(paragraph: Any) -> str | None:
    """The key of `{{section: resume}}`, when the paragraph holds nothing else."""
    whole = FIELD.fullmatch(text_of(paragraph).strip())
    found = _SECTION.match(whole[1]) if whole else None
    return found[1] if found else None


def fields_asked(root: Any) -> Iterator[Asked]:
    """Every field named in a part, sections of their own paragraph left out."""
    for paragraph in paragraphs(root):
        text = text_of(paragraph)
        if section_asked(paragraph) is None:
            yield from (Asked(found[1], text.strip()[:60]) for found in FIELD.finditer(text))


def fill(root: Any, words: Callable[[str], str]) -> None:
    """Put words in the place of every field; the look is that of the run where it starts."""
    for paragraph in paragraphs(root):
        if section_asked(paragraph) is None and FIELD.search(text_of(paragraph)):
            _fill(paragraph, words)


def _fill(paragraph: Any, words: Callable[[str], str]) -> None:
    for found in reversed(list(FIELD.finditer(text_of(paragraph)))):
        _replace(_pieces(paragraph), found.start(), found.end(), printable(words(found[1])))
    for piece in _pieces(paragraph):
        _keep_blanks(piece)
        _set_direction(piece)


def _pieces(paragraph: Any) -> list[Any]:
    """The `w:t` of the paragraph itself, in reading order."""
    return [piece for piece in paragraph.iter(qn("w:t")) if _owner(piece) is paragraph]


def _owner(piece: Any) -> Any:
    return next(piece.iterancestors(qn("w:p")), None)


def _replace(pieces: list[Any], start: int, end: int, words: str) -> None:
    """Characters `start` to `end` of the pieces together become `words`, in the first of them."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        if first < last:
            here = words if at <= start else ""
            piece.text = text[:first] + here + text[last:]
        at += len(text)


def _keep_blanks(piece: Any) -> None:
    text = piece.text or ""
    if text != text.strip():
        piece.set(qn("xml:space"), "preserve")


def _set_direction(piece: Any) -> None:
    """Text with line ends or another direction needs more runs than the template had."""
    text = piece.text or ""
    run = piece.getparent()
    if run.tag != qn("w:r") or not ("\n" in text or "\t" in text or has_rtl(text)):
        return
    look = run.find(qn("w:rPr"))
    before = run
    for made in runs(text, look):
        before.addnext(made)
        before = made
    after = list(piece.itersiblings())
    if after:
        tail = run.makeelement(run.tag)
        if look is not None:
            tail.append(deepcopy(look))
        tail.extend(after)
        before.addnext(tail)
    run.remove(piece)
    if all(child.tag == qn("w:rPr") for child in run):
        run.getparent().remove(run)
