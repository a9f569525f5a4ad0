"""`{{section: nom}}` alone in a paragraph: paragraphs, points, tables, charts in its place.

Everything takes the template's own styles; what has none takes the look of the paragraph that
asked.  Source: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.4 (tables), 17.7 (styles).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ..blocks import Block, Graph, Grid, Head, Image, Points, Prose, Remark, Title
from ..chart_book import plain
from ..charts import MOST_SERIES
from .captions import caption
from .changes import Change, Turn, always
from .desk import Here
from .drawings import MEDIA, chart, picture
from .grids import Tables
from .landscape import Landscape, groups, written_end
from .paragraphs import Paragraphs
from .pen import Pen
from .room import Room, room_at
from .scan import Node, Scan
from .styles import named
from .text import printable

_POINTS = ("list bullet",)
_REMARKS = ("remarque", "note", "intense quote", "quote")
_HELD = frozenset({
    "w:drawing", "w:pict", "w:object", "mc:AlternateContent", "w:footnoteReference",
    "w:endnoteReference", "w:commentReference", "w:fldChar", "w:fldSimple", "m:oMath",
})  # fmt: skip
"""What a paragraph may hold beside its text, and keeps."""
_MARK = re.compile(r"w:(?:bookmark|commentRange|perm|move(?:From|To)Range)(Start|End)")


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
    """The paragraph that asks for a section, and what takes its place."""

    def __init__(
        self, scan: Scan, paragraph: Node, texts: Sequence[Node], run: Node, here: Here
    ) -> None:
        """`texts`: the elements that hold the question; `run`: the run whose look is taken."""
        self._scan, self._paragraph, self._texts, self._run = scan, paragraph, texts, run
        self._here, self._desk = here, here.desk
        self._pen = Pen.of(scan, paragraph)
        look = scan.child(paragraph, "w:pPr")
        self._ending = scan.child(look, "w:sectPr") if look else None

    def changes(self, blocks: Sequence[Block]) -> Iterator[Change]:
        """What changes in the part; drawn when it is written, so that numbers run in order."""

        def words(turn: Turn) -> bytes:
            return self._of(blocks, copy=turn.copy)

        paragraph = self._paragraph
        if self._keeps_more():
            at = paragraph.start if self._ending else paragraph.end
            yield Change(at, at, words)
            yield from (Change(one.start, one.end, always(b"")) for one in self._texts)
        else:
            yield Change(paragraph.start, paragraph.end, words)
        if any(isinstance(one, Grid) and one.wide for one in blocks):
            end = Landscape(self._scan, paragraph, self._here, self._pen).end
            if end:
                yield Change(end.start, end.end, lambda _: self._written_end(end))

    def _keeps_more(self) -> bool:
        inside = self._scan.inside(self._paragraph)
        breaks = (one for one in inside if one.name == "w:br")
        return any(one.name in _HELD for one in inside) or any(
            self._scan.value(one, "type") in ("page", "column") for one in breaks
        )

    # --- Drawing

    def _of(self, blocks: Sequence[Block], *, copy: bool) -> bytes:
        """The blocks' bytes; never nothing where a paragraph is needed."""
        self._count_again_in_fallback(blocks)
        self._paragraphs = Paragraphs(self._scan, self._paragraph, self._run, self._pen)
        self._tables = Tables(self._paragraphs, self._desk)
        landscape = Landscape(self._scan, self._paragraph, self._here, self._pen)
        needed = [one for one in blocks if isinstance(one, Grid | Graph | Image)]
        page = room_at(self._scan, self._paragraph, self._here) if needed else Room(0, 0)
        chunks: list[bytes] = []
        held = groups(blocks, turning=landscape.room is not None)
        for place, group in enumerate(held):
            wide = landscape.room if group.wide else None
            drawn = [one for block in group.blocks for one in self._block(block, wide or page)]
            if wide:
                drawn.insert(0, landscape.begun(after_text=place > 0))
                drawn.append(landscape.ended(before_text=place < len(held) - 1))
            chunks += filter(None, drawn)
        return self._framed(chunks, marked=not copy)

    def _framed(self, chunks: list[bytes], *, marked: bool) -> bytes:
        """The chunks with the marks of the paragraph around them."""
        starts = ends = b""
        if not self._keeps_more():
            if self._ending or not (chunks or self._may_go()):
                chunks.append(self._empty())
            starts, ends = self._marks() if marked else (b"", b"")
        return starts + b"".join(map(self._pen.outermost, chunks)) + ends

    def _may_go(self) -> bool:
        """Whether nothing may take the paragraph's place: another of the body stands beside it."""
        body = self._paragraph.parent
        if body is None or body.name != "w:body":
            return False
        around = self._here.siblings(self._scan, body)
        at = bisect_left(around, self._paragraph.start, key=lambda one: one.start)
        if any(one.name == "w:p" for one in around[at + 1 : at + 2]):
            return True
        before = [one for one in around[max(at - 1, 0) : at] if one.name == "w:p"]
        return any(self._scan.first(one, "w:sectPr") is None for one in before)

    def _marks(self) -> tuple[bytes, bytes]:
        """Bookmarks and the like, that begin or end in the paragraph."""
        found: dict[str, list[bytes]] = {"Start": [], "End": []}
        for one in self._scan.inside(self._paragraph):
            match = _MARK.fullmatch(one.name)
            if match:
                found[match[1]].append(self._scan.text[one.start : one.end])
        return b"".join(found["Start"]), b"".join(found["End"])

    def _count_again_in_fallback(self, blocks: Sequence[Block]) -> None:
        """What older programs show instead has the same numbers."""
        above = self._paragraph.parent
        while above is not None and above.name != "mc:Fallback":
            above = above.parent
        counts, before = self._desk.counts, self._here.counted
        if above is None:
            before[id(blocks)] = dict(counts)
        elif id(blocks) in before:
            counts.clear()
            counts.update(before[id(blocks)])

    def _block(self, block: Block, room: Room) -> Iterator[bytes]:
        match block:
            case Prose(text, lead):
                yield self._paragraphs.text(self._paragraphs.own, text, self._paragraphs.look, lead)
            case Points(items):
                yield from map(self._point, items)
            case Title(text, level):
                yield self._styled(text, f"heading {level}", bold=True)
            case Remark(text):
                yield self._styled(text, *_REMARKS)
            case Grid():
                yield from self._grid(block, room)
            case Graph():
                yield from self._graph(block, room)
            case Image():
                yield self._image(block, room)

    def _point(self, text: str) -> bytes:
        style = named(self._desk.styles, "paragraph", _POINTS)
        return self._styled(text, *_POINTS) if style else self._styled(f"•\u00a0{text}")

    def _styled(self, text: str, *names: str, bold: bool = False) -> bytes:
        """In the first of these styles; in the asking paragraph's look where there is none."""
        paragraphs = self._paragraphs
        style = named(self._desk.styles, "paragraph", names)
        if style:
            return paragraphs.text(paragraphs.styled(style), text, paragraphs.plain)
        if not bold:
            return paragraphs.text(paragraphs.own, text, paragraphs.look)
        kept = {**paragraphs.own, "w:keepNext": self._pen("keepNext")}
        return paragraphs.text(kept, text, paragraphs.bold)

    def _grid(self, grid: Grid, room: Room) -> Iterator[bytes]:
        table = self._tables.of(grid, room.width)
        if not table:
            return
        if grid.caption:
            yield caption(self._paragraphs, self._desk, "table", grid.caption, above=True)
        yield table
        spacing = {"before": 0, "after": 120, "line": 120, "lineRule": "exact"}
        yield self._pen("p", self._pen("pPr", self._pen("spacing", **spacing)))

    def _graph(self, graph: Graph, room: Room) -> Iterator[bytes]:
        if len(graph.series) > MOST_SERIES:
            yield from self._grid(_as_grid(graph), room)
            return
        properties = self._alone(before=120, after=60)
        if graph.caption:
            properties["w:keepNext"] = self._pen("keepNext")
        yield self._paragraphs.holding(properties, chart(graph, self._here, self._pen, room))
        if graph.caption:
            yield caption(self._paragraphs, self._desk, "chart", graph.caption, above=False)

    def _image(self, image: Image, room: Room) -> bytes:
        if image.kind not in MEDIA:
            return self._styled(image.words)
        shown = picture(image, self._here, self._pen, room)
        return self._paragraphs.holding(self._alone(before=60, after=60), shown)

    def _alone(self, before: int, after: int) -> dict[str, bytes]:
        """What a paragraph needs to show a drawing whole, whatever plain text has."""
        pen = self._pen
        sides = {pen.side("left"): 0, pen.side("right"): 0, "firstLine": 0}
        spacing = pen("spacing", before=before, after=after, line=240, lineRule="auto")
        kept = {"w:jc": self._paragraphs.own["w:jc"]} if "w:jc" in self._paragraphs.own else {}
        return {"w:spacing": spacing, "w:ind": pen("ind", **sides), **kept}

    # --- The paragraph itself

    def _empty(self) -> bytes:
        """A paragraph that must stay: it ends a section, or a cell."""
        text, properties = self._scan.text, self._scan.child(self._paragraph, "w:pPr")
        if properties is None:
            return self._pen("p")
        kept = text[properties.start : properties.end]
        if self._ending:
            head = text[properties.start : self._ending.start]
            tail = text[self._ending.end : properties.end]
            kept = head + self._written_end(self._ending) + tail
        return self._pen("p", kept)

    def _written_end(self, end: Node) -> bytes:
        return written_end(self._scan, end, self._pen, self._here.section(end))


def _as_grid(graph: Graph) -> Grid:
    """A chart's figures as a table, where there are too many to draw."""
    heads = (Head(graph.unit, 20), *(Head(one.name, 10, figures=True) for one in graph.series))
    rows = tuple(
        (name, *(plain(one.values[at]).replace(".", ",") for one in graph.series))
        for at, name in enumerate(graph.categories)
    )
    return Grid(graph.caption, heads, rows)
