"""The table of contents with its result stored, so that it is there before anyone refreshes it.

Page numbers are fields that a program with a layout fills: none is guessed here, and Word is asked
to refresh the table when it opens the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from cic_sheets.render.word_fields import text_of
from cic_sheets.render.word_styles import Styles
from cic_sheets.render.word_xml import complex_field, node, paragraph, qn, runs

_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')
_BOOKMARK = "_Toc9{number:06d}"


class _Line(NamedTuple):
    level: int
    text: str
    bookmark: str


def refresh(body: Any, styles: Styles) -> None:
    """Store the headings in every table of contents of the body."""
    for begin in list(body.iter(qn("w:fldChar"))):
        if begin.get(qn("w:fldCharType")) != "begin":
            continue
        instruction = _instruction(begin)
        if instruction.lstrip().upper().startswith("TOC"):
            levels = _LEVELS.search(instruction)
            least, most = (int(levels[1]), int(levels[2])) if levels else (1, 3)
            lines = list(_headings(body, styles, least, most))
            _store(begin, lines, styles, "\\n" not in instruction)


def _instruction(begin: Any) -> str:
    """What the field asks, from its first run to its separator."""
    said = []
    for run in begin.getparent().itersiblings(qn("w:r")):
        if run.find(qn("w:fldChar")) is not None:
            break
        said += [piece.text or "" for piece in run.findall(qn("w:instrText"))]
    return "".join(said)


def _headings(body: Any, styles: Styles, least: int, most: int) -> Iterator[_Line]:
    number = 0
    for one in body.iter(qn("w:p")):
        style = one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = styles.level(style.get(qn("w:val"))) if style is not None else None
        text = text_of(one).strip()
        if level is None or not least <= level <= most or not text:
            continue
        number += 1
        name = _BOOKMARK.format(number=number)
        _bookmark(one, name, 900_000 + number)
        yield _Line(level, text, name)


def _bookmark(heading: Any, name: str, number: int) -> None:
    start = node("w:bookmarkStart", id=number, name=name)
    properties = heading.find(qn("w:pPr"))
    if properties is None:
        heading.insert(0, start)
    else:
        properties.addnext(start)
    heading.append(node("w:bookmarkEnd", id=number))


def _store(begin: Any, lines: list[_Line], styles: Styles, numbered: bool) -> None:
    """The paragraphs from the field's first to its last become one a heading."""
    first = begin.getparent().getparent()
    last = _paragraph_of_end(first)
    if last is None or first.tag != qn("w:p") or not lines:
        return
    begin.set(qn("w:dirty"), "true")
    opening = list(_opening(begin.getparent()))
    made = [_entry(line, styles, numbered) for line in lines]
    for run in reversed(opening):
        made[0].find(qn("w:pPr")).addnext(run)
    made[-1].append(node("w:r", node("w:fldChar", fldCharType="end")))
    for entry in made:
        first.addprevious(entry)
    for old in _between(first, last):
        old.getparent().remove(old)


def _opening(run: Any) -> Iterator[Any]:
    """The runs from the field's begin to its separator."""
    for one in (run, *run.itersiblings(qn("w:r"))):
        yield one
        character = one.find(qn("w:fldChar"))
        if character is not None and character.get(qn("w:fldCharType")) == "separate":
            return


def _paragraph_of_end(first: Any) -> Any:
    depth = 0
    for one in (first, *first.itersiblings()):
        for character in one.iter(qn("w:fldChar")):
            depth += {"begin": 1, "end": -1}.get(character.get(qn("w:fldCharType")), 0)
            if depth == 0 and character.get(qn("w:fldCharType")) == "end":
                return one
    return None


def _between(first: Any, last: Any) -> list[Any]:
    found = [first]
    while found[-1] is not last:
        found.append(found[-1].getnext())
    return found


def _entry(line: _Line, styles: Styles, numbered: bool) -> Any:
    made = paragraph("", styles.properties(f"toc {line.level}", otherwise=node("w:pPr")))
    link = node("w:hyperlink", *runs(line.text), anchor=line.bookmark, history="1")
    if numbered:
        link.append(node("w:r", node("w:tab")))
        link.extend(complex_field(f"PAGEREF {line.bookmark} \\h", ()))
    made.append(link)
    return made
