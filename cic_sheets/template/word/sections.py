"""`{{section: nom}}` alone in a paragraph: paragraphs, points, headings and tables in its place.

Everything takes the template's own styles; what has none takes the look of the paragraph that
asked.  Source: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.4 (tables), 17.7 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..blocks import Block, Graph, Grid, Head, Image, Points, Prose, Remark, Title
from ..opc.markup import escaped
from .desk import Here
from .scan import Node, Scan
from .text import Look, Said, before, printable, reads_from_the_right

AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
    "w:pPrChange",
)  # fmt: skip
_POINTS = ("list bullet", "list paragraph")
_REMARKS = ("remarque", "note", "intense quote", "quote")
_CAPTIONS = ("caption",)
_TABLES = ("table grid", "grid table light", "normal table")
_WIDTH = 9000  # twentieths of a point that a table's columns share; Word fits them to the page
_BEFORE_BOLD = {"w:rStyle", "w:rFonts"}
_QUALIFIED = re.compile(rb"\s([A-Za-z_][\w.-]*:)val\s*=")


def blocks_of(text: str) -> tuple[Block, ...]:
    """A plain text as blocks: a paragraph a line, points where lines begin with a dash."""
    found: list[Block] = []
    for line in printable(text).split("\n"):
        dashed = re.match(r"\s*[-–•]\s+(.+)", line)
        last = found[-1] if found else None
        if dashed and isinstance(last, Points):
            found[-1] = Points((*last.items, dashed[1]))
        elif dashed:
            found.append(Points((dashed[1],)))
        elif line.strip():
            found.append(Prose(line.strip()))
    return tuple(found)


class Drawing:
    """The paragraph that asks for a section, and what may take its place."""

    def __init__(self, scan: Scan, paragraph: Node, run: Node, here: Here) -> None:
        self._scan, self._paragraph, self._styles = scan, paragraph, here.desk.styles
        self._w = paragraph.prefix
        found = _QUALIFIED.search(scan.text)
        self._a = self._w or (found[1] if found else b"w:")
        self._properties = scan.child(paragraph, "w:pPr")
        self._look = Look.of(scan, run)
        self._plain = Look(scan, self._w, b"<%sr>" % self._w, None)

    def of(self, blocks: Sequence[Block]) -> bytes:
        """The blocks' bytes; never nothing where a paragraph is needed."""
        chunks = [chunk for block in blocks for chunk in self._block(block)]
        if not chunks or self._ends_section() or (self._in_cell() and _is_table(chunks[-1])):
            chunks.append(self._empty())
        return b"".join(chunks)

    def _block(self, block: Block) -> Iterator[bytes]:
        match block:
            case Prose(text, lead):
                yield self._prose(text, lead)
            case Points(items):
                yield from map(self._point, items)
            case Title(text, level):
                yield self._styled(text, f"heading {level}", bold=True)
            case Remark(text):
                yield self._styled(text, *_REMARKS)
            case Grid():
                yield from self._grid(block)
            case Graph():
                yield from self._grid(_as_grid(block))
            case Image(words=words):
                yield self._prose(words)

    # --- Paragraphs

    def _prose(self, text: str, lead: str = "") -> bytes:
        said = self._bold().whole([Said(printable(lead + " "), True)]) if lead else b""
        said += self._look.whole([Said(printable(text), True)])
        return self._p(self._own(bool(reads_from_the_right(lead or text))), said)

    def _point(self, text: str) -> bytes:
        style = self._style("paragraph", _POINTS[:1])
        said = text if style else f"•\u00a0{text}"
        look = self._plain if style else self._look
        properties = self._of_style(style, said) if style else self._own(_rtl(said))
        return self._p(properties, look.whole([Said(printable(said), True)]))

    def _styled(self, text: str, *names: str, bold: bool = False) -> bytes:
        """In the first of these styles; in the asking paragraph's look where there is none."""
        style = self._style("paragraph", names)
        if style:
            said = self._plain.whole([Said(printable(text), True)])
            return self._p(self._of_style(style, text), said)
        look = self._bold() if bold else self._look
        return self._p(self._own(_rtl(text)), look.whole([Said(printable(text), True)]))

    def _bold(self) -> Look:
        """The asking run's look, in bold."""
        look = Look(self._scan, self._w, self._look.opening, self._look_properties())
        look.left = self._bolder(look.left)
        return look

    def _look_properties(self) -> Node | None:
        run = next((one for one in self._scan.inside(self._paragraph) if one.name == "w:r"), None)
        return self._scan.child(run, "w:rPr") if run else None

    def _bolder(self, written: bytes) -> bytes:
        bold = b"<%sb/><%sbCs/>" % (self._w, self._w)
        properties = self._look_properties()
        if properties is None or properties.closed_at_once:
            return b"<%srPr>%s</%srPr>" % (self._w, bold, self._w)
        children = list(self._scan.children(properties))
        if any(one.name == "w:b" for one in children):
            return written
        at = next((o.start for o in children if o.name not in _BEFORE_BOLD), properties.close)
        at -= properties.start
        return written[:at] + bold + written[at:]

    def _own(self, rtl: bool) -> bytes:
        """The asking paragraph's properties, without the end of a section."""
        properties = self._properties
        bidi = b"<%sbidi/>" % self._w if rtl else b""
        if properties is None or properties.closed_at_once:
            return b"<%spPr>%s</%spPr>" % (self._w, bidi, self._w) if bidi else b""
        text, children = self._scan.text, list(self._scan.children(properties))
        if any(one.name == "w:bidi" for one in children):
            bidi = b""
        at = before(properties, children, AFTER_BIDI)
        ending = next((one for one in children if one.name == "w:sectPr"), None)
        stop, go_on = (ending.start, ending.end) if ending else (properties.end, properties.end)
        at = min(at, stop)
        return text[properties.start : at] + bidi + text[at:stop] + text[go_on : properties.end]

    def _of_style(self, style: str, text: str) -> bytes:
        bidi = b"<%sbidi/>" % self._w if _rtl(text) else b""
        named = b'<%spStyle %sval="%s"/>' % (self._w, self._a, escaped(style))
        return b"<%spPr>%s%s</%spPr>" % (self._w, named, bidi, self._w)

    def _p(self, properties: bytes, said: bytes) -> bytes:
        return b"<%sp>%s%s</%sp>" % (self._w, properties, said, self._w)

    def _empty(self) -> bytes:
        """A paragraph that must stay: it ends a section, or a cell."""
        properties = self._properties
        kept = self._scan.text[properties.start : properties.end] if properties else b""
        return self._p(kept, b"")

    def _ends_section(self) -> bool:
        return bool(self._properties and self._scan.child(self._properties, "w:sectPr"))

    def _in_cell(self) -> bool:
        parent = self._paragraph.parent
        return bool(parent and parent.name in ("w:tc", "w:txbxContent"))

    def _style(self, kind: str, names: Sequence[str]) -> str:
        return next((s for name in names if (s := self._styles.get((kind, name)))), "")

    # --- Tables

    def _grid(self, grid: Grid) -> Iterator[bytes]:
        if grid.caption:
            yield self._styled(grid.caption, *_CAPTIONS, bold=True)
        w, a = self._w, self._a
        shares = sum(head.width for head in grid.heads) or 1
        widths = [max(head.width * _WIDTH // shares, 1) for head in grid.heads]
        style = self._style("table", _TABLES[:1])
        look = b'<%stblStyle %sval="%s"/>' % (w, a, escaped(style)) if style else b""
        rtl = b"<%sbidiVisual/>" % w if _rtl(" ".join(h.label for h in grid.heads)) else b""
        borders = b"" if style else self._borders()
        size = b'<%stblW %sw="5000" %stype="pct"/>' % (w, a, a)
        columns = b"".join(b'<%sgridCol %sw="%d"/>' % (w, a, width) for width in widths)
        rows = [self._row(row, grid.heads, widths) for row in grid.rows]
        if any(head.label for head in grid.heads):
            titles = [head.label for head in grid.heads]
            rows.insert(0, self._row(titles, grid.heads, widths, bold=True, heading=True))
        if grid.total:
            rows.append(self._row(grid.total, grid.heads, widths, bold=True))
        if not rows:
            return
        yield b"<%stbl><%stblPr>%s%s%s%s</%stblPr><%stblGrid>%s</%stblGrid>%s</%stbl>" % (
            w, w, look, rtl, size, borders, w, w, columns, w, b"".join(rows), w,
        )  # fmt: skip

    def _borders(self) -> bytes:
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        inner = b"".join(
            b'<%s%s %sval="single" %ssz="4" %sspace="0" %scolor="auto"/>'
            % (self._w, side.encode(), self._a, self._a, self._a, self._a)
            for side in sides
        )
        return b"<%stblBorders>%s</%stblBorders>" % (self._w, inner, self._w)

    def _row(
        self,
        texts: Sequence[str],
        heads: Sequence[Head],
        widths: Sequence[int],
        *,
        bold: bool = False,
        heading: bool = False,
    ) -> bytes:
        w = self._w
        marks = b"<%scantSplit/>" % w + (b"<%stblHeader/>" % w if heading else b"")
        cells = b"".join(
            self._cell(text, head.figures, width, bold)
            for text, head, width in zip(texts, heads, widths, strict=True)
        )
        return b"<%str><%strPr>%s</%strPr>%s</%str>" % (w, w, marks, w, cells, w)

    def _cell(self, text: str, figures: bool, width: int, bold: bool) -> bytes:
        w, a = self._w, self._a
        rtl = b"<%sbidi/>" % w if _rtl(text) else b""
        side = b'<%sjc %sval="%s"/>' % (w, a, b"right") if figures else b""
        kept = b'<%sspacing %sbefore="20" %safter="20"/>' % (w, a, a)
        properties = b"<%spPr>%s%s%s</%spPr>" % (w, rtl, kept, side, w)
        look = self._plain
        if bold:
            look = Look(self._scan, w, b"<%sr>" % w, None)
            look.left = b"<%srPr><%sb/><%sbCs/></%srPr>" % (w, w, w, w)
        said = look.whole([Said(printable(text), True)])
        size = b'<%stcPr><%stcW %sw="%d" %stype="dxa"/></%stcPr>' % (w, w, a, width, a, w)
        return b"<%stc>%s%s</%stc>" % (w, size, self._p(properties, said), w)


def _as_grid(graph: Graph) -> Grid:
    """A chart's figures as a table, where none can be drawn."""
    heads = (Head(graph.unit, 20), *(Head(one.name, 10, figures=True) for one in graph.series))
    rows = tuple(
        (name, *(_figure(one.values[at]) for one in graph.series))
        for at, name in enumerate(graph.categories)
    )
    return Grid(graph.caption, heads, rows)


def _figure(value: object) -> str:
    return "" if value is None else f"{value:f}".replace(".", ",")


def _rtl(text: str) -> bool:
    return bool(reads_from_the_right(text))


def _is_table(chunk: bytes) -> bool:
    return chunk.endswith(b"tbl>")
