"""The comments part of a sheet: notes added, and what was noted before kept first.

Threaded comments live in a part of their own, which nobody touches here.

Source: ISO/IEC 29500-1, 18.7 (comments), 18.4.4 (r).
"""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.template.excel.spreadsheet import (
    MAX_TEXT,
    Cell,
    Dialect,
    a1,
    area,
    bounded,
    placed,
    prefixed,
)
from cic_sheets.template.opc.markup import Edit, Element, Markup, appended, spliced, xstring
from cic_sheets.template.opc.package import XML_DECLARATION
from cic_sheets.values.named import NamedTuple

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_ORDER = (b"authors", b"commentList", b"extLst")
_FACE = b'<sz val="9"/><color indexed="81"/><rFont val="Tahoma"/><family val="2"/>'
_RUNS = (b"t", b"r")


class Note(NamedTuple):
    """What is to be said on one cell: titles (shown bold), each with its text."""

    entries: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it, as it reads."""
        return "\n\n".join(f"{title}\n{text}" for title, text in self.entries)


class Comments(NamedTuple):
    """The part's new bytes, and the text now under each cell that had a comment before."""

    content: bytes
    merged: Mapping[Cell, str]


def with_notes(
    content: bytes | None, notes: Mapping[Cell, Note], author: str, dialect: Dialect
) -> Comments:
    """Adds the notes to a comments part (None: a new one), under this author's name."""
    if content is None:
        start = b'<comments xmlns="%s"><authors></authors><commentList></commentList></comments>'
        content = XML_DECLARATION + start % dialect.main
    markup = Markup(content)
    root = markup.root()
    merged: dict[Cell, str] = {}
    edits: list[Edit] = []
    known = _known(markup, root)
    for cell, note in notes.items():
        if cell in known:
            edits += _appended_note(markup, known[cell], note)
            merged[cell] = _plain(markup, known[cell]) + "\n\n" + note.text
    author_index, author_edits = _author_edits(markup, root, author)
    fresh = {cell: note for cell, note in notes.items() if cell not in known}
    if fresh:
        edits += author_edits + _list_edits(markup, root, fresh, author_index)
    return Comments(spliced(markup.text, edits), merged)


def _known(markup: Markup, root: Element) -> dict[Cell, Element]:
    found: dict[Cell, Element] = {}
    parent = markup.child(root, b"commentList")
    for one in markup.children(parent) if parent else ():
        place = area(markup.attributes(one).get("ref", ""))
        if place:
            found.setdefault(place[:2], one)
    return found


def _plain(markup: Markup, comment: Element) -> str:
    """The letters of a comment, to measure it."""
    text = markup.child(comment, b"text")
    pieces: list[str] = []
    for run in markup.children(text) if text else ():
        one = run if run.name == b"t" else markup.child(run, b"t")
        if one is not None and run.name in _RUNS:
            pieces.append(markup.text[one.inner : one.close].decode(errors="replace"))
    return "".join(pieces)


def _appended_note(markup: Markup, comment: Element, note: Note) -> list[Edit]:
    """Our runs after those of the comment; a bare text becomes a run, or it would hide them."""
    text = markup.child(comment, b"text")
    prefix = comment.prefix
    left = MAX_TEXT - len(_plain(markup, comment)) - 2
    runs = prefixed(_runs(note, "\n\n", max(left, 0)), prefix)
    if text is None:
        content = prefixed(b"<text>", prefix) + runs + prefixed(b"</text>", prefix)
        return [appended(markup, comment, content)]
    if text.closed_at_once:
        return [appended(markup, text, runs)]
    edits: list[Edit] = []
    place = text.inner
    for one in markup.children(text):
        if one.name not in _RUNS:
            continue
        place = one.end
        if one.name == b"t":
            written = markup.text[one.start : one.end]
            run = prefixed(b"<r>", prefix) + written + prefixed(b"</r>", prefix)
            edits.append((one.start, one.end, run))
    return [*edits, (place, place, runs)]


def _author_edits(markup: Markup, root: Element, author: str) -> tuple[int, list[Edit]]:
    """The author's index, and what makes him known."""
    entry = prefixed(b"<author>%s</author>" % xstring(author), root.prefix)
    authors = markup.child(root, b"authors")
    if authors is None:
        content = prefixed(b"<authors>", root.prefix) + entry
        content += prefixed(b"</authors>", root.prefix)
        return 0, [placed(markup, root, b"authors", _ORDER, content)]
    known = [markup.text[one.inner : one.close] for one in markup.children(authors)]
    if xstring(author) in known:
        return known.index(xstring(author)), []
    return len(known), [appended(markup, authors, entry)]


def _list_edits(
    markup: Markup, root: Element, notes: Mapping[Cell, Note], author: int
) -> list[Edit]:
    content = b"".join(
        b'<comment ref="%s" authorId="%d" shapeId="0"><text>%s</text></comment>'
        % (a1(*cell).encode(), author, _runs(note, "", MAX_TEXT))
        for cell, note in sorted(notes.items())
    )
    content = prefixed(content, root.prefix)
    parent = markup.child(root, b"commentList")
    if parent is not None:
        return [appended(markup, parent, content)]
    content = prefixed(b"<commentList>", root.prefix) + content
    content += prefixed(b"</commentList>", root.prefix)
    return [placed(markup, root, b"commentList", _ORDER, content)]


def _runs(note: Note, before: str, most: int) -> bytes:
    """A note's runs within `most` letters; what does not fit ends in an ellipsis."""
    runs: list[bytes] = []
    for title, text in note.entries:
        for bold, words in ((b"<b/>", f"{before}{title}"), (b"", f"\n{text}")):
            shown = bounded(words, most) if most > 0 else ""
            most -= len(shown.encode("utf-16-le", "surrogatepass")) // 2
            if shown:
                runs.append(_run(bold, shown))
        before = "\n\n"
    return b"".join(runs)


def _run(bold: bytes, text: str) -> bytes:
    words = b'<t xml:space="preserve">%s</t>' % xstring(text)
    return b"<r><rPr>%s%s</rPr>%s</r>" % (bold, _FACE, words)
