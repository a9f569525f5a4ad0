"""What stands in a workbook's template where nothing can fill it, or is written wrongly.

Only parts that hold braces are read.  Nothing is changed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cic_sheets.values.named import NamedTuple

from ..data import Data
from ..grammar import FIELD, PICTURE, Asked, asked, broken
from ..names import Known, folded
from ..opc.markup import Markup
from ..outcome import Place, Unfilled, Unknown, Unreachable
from .cells import FORMULA, cells, lines, resolved, runs, text_of
from .cells import attribute as of_tag
from .spreadsheet import a1
from .workbook import Sheet, Workbook

Told = Unknown | Unreachable | Unfilled | Place


class Seen(NamedTuple):
    """What people should hear of, beyond what filling tells: see Outcome."""

    unknown: tuple[Unknown, ...]
    broken: tuple[Place, ...]
    unfilled: tuple[Unfilled, ...]
    unreachable: tuple[Unreachable, ...]


def seen(book: Workbook, data: Data, known: Known) -> Seen:
    """What is wrong or out of reach in a template; unknown fields of cells aside."""
    told: list[Told] = []
    shared = _shared(book)
    for sheet in book.sheets:
        told += _out_of_reach(asked(sheet.name), Place("cell", words=sheet.name), data, known)
        if sheet.part and sheet.kind == "worksheet":
            told += _in_cells(book, sheet, shared, data, known)
            told += _in_notes(book, sheet, data, known)
    return Seen(
        tuple(one for one in told if isinstance(one, Unknown)),
        tuple(one for one in told if isinstance(one, Place)),
        tuple(one for one in told if isinstance(one, Unfilled)),
        tuple(one for one in told if isinstance(one, Unreachable)),
    )


def _shared(book: Workbook) -> dict[str, str]:
    """The shared strings that hold double braces, by their number as written."""
    found = book.package.related(book.part, "sharedStrings")
    if found is None or not _braced(book.package.part(found.target)):
        return {}
    markup = Markup(book.package.part(found.target))
    items = enumerate(markup.children(markup.root()))
    texts = {
        str(number): "".join(run.text for run in runs(markup.text[one.inner : one.close]))
        for number, one in items
    }
    return {number: text for number, text in texts.items() if "{{" in text or "}}" in text}


def _braced(content: bytes) -> bool:
    """Whether braces may stand in a part; one per run is enough, or one of UTF-16."""
    return b"{" in content or b"}" in content


def _in_cells(
    book: Workbook, sheet: Sheet, shared: dict[str, str], data: Data, known: Known
) -> Iterator[Told]:
    content = book.package.part(sheet.part)
    if not shared and not _braced(content):
        return
    markup = Markup(content)
    parent = markup.child(markup.root(), b"sheetData")
    for line in lines(markup, parent) if parent else ():
        for cell in cells(markup, line):
            place = Place("cell", words=f"{sheet.name}!{a1(line.number, cell.column)}")
            kind = of_tag(cell.tag, "t")
            if kind == "s":
                text = shared.get(text_of(cell.inner, b"v"), "") if shared else ""
            elif kind == "inlineStr" and _braced(cell.inner):
                text = "".join(run.text for run in runs(cell.inner))
            else:
                formula = FORMULA.search(cell.inner) if b"{{" in cell.inner else None
                if formula:
                    yield from _out_of_reach(asked(resolved(formula[1] or b"")), place, data, known)
                continue
            if text:
                yield from _of_text(text, place, data, known)


def _of_text(text: str, place: Place, data: Data, known: Known) -> Iterator[Told]:
    """A cell's text: its fields are filled elsewhere, what else it asks for is told."""
    yield from (place for _ in broken(text)[:1])
    found = asked(text)
    yield from _out_of_reach([one for one in found if one.kind != FIELD], place, data, known)
    for one in found:
        name = known.field(one.name) if one.kind == FIELD else None
        if name and not name.list and known.value(name, {}) in (None, ""):
            yield Unfilled(one.name, place)


def _in_notes(book: Workbook, sheet: Sheet, data: Data, known: Known) -> Iterator[Told]:
    notes = book.package.related(sheet.part, "comments")
    if notes is None or not _braced(book.package.part(notes.target)):
        return
    markup = Markup(book.package.part(notes.target))
    parent = markup.child(markup.root(), b"commentList")
    for note in markup.children(parent) if parent else ():
        text = "".join(run.text for run in runs(markup.text[note.inner : note.close]))
        place = Place("comments", words=f"{sheet.name}!{of_tag(markup.tag(note), 'ref')}")
        yield from _out_of_reach(asked(text), place, data, known)


def _out_of_reach(
    found: Iterable[Asked], place: Place, data: Data, known: Known
) -> Iterator[Unknown | Unreachable]:
    """Fields where none is filled: out of reach when they are known, else unknown."""
    for one in found:
        if one.kind == FIELD:
            if known.field(one.name):
                yield Unreachable(one.written, place)
            else:
                yield Unknown(one.name, place, known.near(one.name))
            continue
        names = data.pictures if one.kind == PICTURE else data.sections
        if folded(one.name) in map(folded, names):
            yield Unreachable(one.written, place)
        else:
            yield Unknown(one.written, place, near(one.name, names))


def near(written: str, names: Iterable[str]) -> str:
    """The name of these that was probably meant, "" for none."""
    from cic_sheets.values.names import nearest

    return nearest(written, list(names)) or ""
