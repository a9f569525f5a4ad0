"""Tables of contents list the headings that a filled document has, before anyone refreshes them.

A line whose heading stays is kept as it was stored, with its number and the number of its page;
page numbers of new lines are fields that a program with a layout fills: none is guessed.  A table
whose headings stay what they were is left alone.

Source: ISO/IEC 29500-1, 17.16.5.68 (TOC), 17.16.5.43 (PAGEREF), 17.16.18 (fldChar: dirty),
17.15.1.81 (updateFields).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from ..kinds import main_part
from ..opc.errors import PatchError
from ..opc.markup import Edit, escaped, spliced, to_utf8, with_attributes
from ..opc.package import Package
from .contents_fields import (
    Contents,
    Entry,
    after_look,
    fields_of,
    plain,
    span_of,
    stored_lines,
)
from .ending import attribute_prefix
from .headings import Levels, Line, Wanted, lines
from .scan import Node, Scan
from .text import Look, Said, before, printable, reads_from_the_right

_AFTER_UPDATE = (
    "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids",
    "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping", "w:doNotIncludeSubdocsInStats",
    "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions", "w:readModeInkLockDown",
    "w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags", "w:decimalSymbol",
    "w:listSeparator",
)  # fmt: skip
_MOST = 20  # tables of contents that are looked after, each a walk through the document


def refresh(package: Package, template: bytes) -> None:
    """List the headings in every table of contents of the main part.

    template  the main part before it was filled
    """
    name = main_part(package)
    content = to_utf8(package.part(name))
    if b"TOC" not in content or content == template:
        return
    scan = Scan(content)
    fields = list(islice(fields_of(scan), _MOST))
    if not fields:
        return
    styles = package.related(name, "styles")
    levels = Levels(Scan(to_utf8(package.part(styles.target))) if styles else None)
    spans = [span_of(one) for one in fields]
    writing = _Writing(scan, levels, Scan(template), [one for one in spans if one])
    edits = [edit for one in fields for edit in writing.of(one)]
    if not edits:
        return
    try:
        listed = spliced(scan.text, [*edits, *writing.marks])
    except PatchError:  # fields that cross elements: a stale table is better than no document
        return
    package.replace(name, listed)
    _ask_to_refresh(package, name)


class _Writing:
    """The tables of contents of one part."""

    def __init__(
        self, scan: Scan, levels: Levels, old: Scan, spans: Sequence[tuple[Node, Node]]
    ) -> None:
        self._scan, self._levels, self._old, self._spans = scan, levels, old, spans
        self.marks: list[Edit] = []
        self._marked: dict[int, str] = {}
        self._alike: dict[str, bytes] = {}
        marks = [one for one in scan.nodes if one.name == "w:bookmarkStart"]
        self._names = {scan.value(one, "name") for one in marks}
        taken = (scan.value(one, "id") for one in marks)
        self._last = max((int(id) for id in taken if id.isdecimal() and len(id) < 9), default=0)

    def of(self, field: Contents) -> list[Edit]:
        """What changes of a table; nothing where it lists what it should, or as it did before."""
        listed = list(self._lines(field.asked))
        was = [(o.level, o.text) for o in lines(self._old, field.asked, self._levels)]
        span = span_of(field)
        stored = stored_lines(self._scan, field, span) if span else {}
        kept = [self._kept(line, stored) for line in listed]
        same = len(stored) == len(listed) and all(kept)
        # of a table that listed nothing yet, its headings are no news but its lines are
        if same or (stored and was == [(one.level, one.text) for one in listed]):
            return []
        if not span or not listed or not field.asked.known or self._ends_section(span):
            return [self._dirty(field)]
        self._alike.clear()
        made = [
            one or self._entry(line, field, stored) for one, line in zip(kept, listed, strict=True)
        ]
        return [self._anew(field, span, made)]

    def _lines(self, asked: Wanted) -> Iterator[Line]:
        for line in lines(self._scan, asked, self._levels):
            at = line.paragraph
            if not any(first.start <= at.start < last.end for first, last in self._spans):
                yield line

    def _ends_section(self, span: tuple[Node, Node]) -> bool:
        first, last = span
        return any(one.name == "w:sectPr" for one in self._scan.nodes[first.index : last.last])

    # --- Lines

    def _kept(self, line: Line, stored: Mapping[str, Entry]) -> Entry | None:
        """The stored line of a heading that says what it said."""
        said = " ".join(line.text.split())
        for one in self._bookmarks(line):
            if one in stored and said in plain(stored[one].words):
                return stored[one]
        return None

    def _bookmarks(self, line: Line) -> list[str]:
        inside = self._scan.inside(line.paragraph)
        return [self._scan.value(o, "name") for o in inside if o.name == "w:bookmarkStart"]

    def _entry(self, line: Line, field: Contents, stored: Mapping[str, Entry]) -> Entry:
        w = field.begin.prefix
        a = attribute_prefix(self._scan, field.begin)
        name = self._mark(line)
        said = Look(self._scan, w, b"<%sr>" % w, None).whole([Said(printable(line.text), True)])
        if field.asked.numbered:
            link = b" \\h" if field.asked.linked else b""
            code = b'<%sinstrText xml:space="preserve"> PAGEREF %s%s </%sinstrText>' % (
                w, escaped(name), link, w,
            )  # fmt: skip
            said += b"<%sr><%stab/></%sr>" % (w, w, w)
            said += b"".join(
                b"<%sr>%s</%sr>" % (w, one, w)
                for one in (
                    b'<%sfldChar %sfldCharType="begin"/>' % (w, a),
                    code,
                    b'<%sfldChar %sfldCharType="separate"/>' % (w, a),
                    b'<%sfldChar %sfldCharType="end"/>' % (w, a),
                )
            )
        if field.asked.linked:
            said = b'<%shyperlink %sanchor="%s" %shistory="1">%s</%shyperlink>' % (
                w, a, escaped(name), a, said, w,
            )  # fmt: skip
        return Entry(self._head(line, w, a, stored), said, b"</%sp>" % w)

    def _head(self, line: Line, w: bytes, a: bytes, stored: Mapping[str, Entry]) -> bytes:
        """The start of a line: as those of its level are written, else in its level's style."""
        style = self._levels.named(f"toc {line.level}" if line.level else "table of figures")
        named = b'%spStyle %sval="%s"' % (w, a, escaped(style)) if style else b""
        if style not in self._alike:
            heads = (one.head for one in stored.values() if style and named in one.head)
            self._alike[style] = next(heads, b"")
        if self._alike[style]:
            return self._alike[style]
        bidi = b"<%sbidi/>" % w if reads_from_the_right(line.text) else b""
        look = (b"<%s/>" % named if named else b"") + bidi
        return b"<%sp>" % w + (b"<%spPr>%s</%spPr>" % (w, look, w) if look else b"")

    def _mark(self, line: Line) -> str:
        """The bookmark by which a heading is known, set when it has none."""
        held = self._marked.get(line.paragraph.index)
        known = next((one for one in self._bookmarks(line) if one.startswith("_Toc")), "")
        if held or known:
            return held or known
        self._last += 1
        number = 900_000_000 + self._last
        while f"_Toc{number}" in self._names:
            number += 1
        name = f"_Toc{number}"
        self._names.add(name)
        self._marked[line.paragraph.index] = name
        w, a = line.paragraph.prefix, attribute_prefix(self._scan, line.paragraph)
        start = b'<%sbookmarkStart %sid="%d" %sname="%s"/>' % (w, a, self._last, a, name.encode())
        end = b'<%sbookmarkEnd %sid="%d"/>' % (w, a, self._last)
        at = after_look(self._scan, line.paragraph)
        self.marks += [(at, at, start), (line.paragraph.close, line.paragraph.close, end)]
        return name

    # --- The field

    def _dirty(self, field: Contents) -> Edit:
        begin = self._scan.first(field.begin, "w:fldChar")
        assert begin is not None
        return begin.start, begin.inner, self._marked_dirty(begin)

    def _marked_dirty(self, begin: Node) -> bytes:
        prefix = attribute_prefix(self._scan, begin).decode()
        return with_attributes(self._scan.tag(begin), {f"{prefix}dirty": "true"})

    def _anew(self, field: Contents, span: tuple[Node, Node], made: list[Entry]) -> Edit:
        """The paragraphs of a field, its new lines in it."""
        first, last = span
        text = self._scan.text
        start, stop, dirty = self._dirty(field)
        opening = (
            text[after_look(self._scan, first) : start] + dirty + text[stop : field.opened.end]
        )
        chunks = [made[0].head, opening, made[0].words]
        for above, one in pairwise(made):
            chunks += (above.close, one.head, one.words)
        ending = text[field.end.start : last.close]
        if last is first or self._says(last, field.end.start):
            chunks += (ending, made[-1].close)
        else:
            chunks += (made[-1].close, text[last.start : after_look(self._scan, last)], ending)
            chunks.append(text[last.close : last.end])
        return first.start, last.end, b"".join(chunks)

    def _says(self, paragraph: Node, until: int) -> bool:
        inside = self._scan.inside(paragraph)
        return any(one.name in ("w:t", "w:hyperlink") and one.start < until for one in inside)


def _ask_to_refresh(package: Package, main: str) -> None:
    """Word then refreshes the numbers of pages when it opens the document."""
    settings = package.related(main, "settings")
    if settings is None:
        return
    scan = Scan(to_utf8(package.part(settings.target)))
    root = scan.nodes[0]
    held = scan.child(root, "w:updateFields")
    a = attribute_prefix(scan, root)
    asking = b'<%supdateFields %sval="true"/>' % (root.prefix, a)
    if held:
        edit: Edit = (held.start, held.end, asking)
    elif root.closed_at_once:
        whole = scan.tag(root)[:-2].rstrip() + b">%s</%s>" % (asking, root.written)
        edit = (root.start, root.end, whole)
    else:
        at = before(root, scan.children(root), _AFTER_UPDATE)
        edit = (at, at, asking)
    package.replace(settings.target, spliced(scan.text, [edit]))
