"""A picture of a sheet that gives its place to a chart: same anchor, same size.

The chart holds its own figures: no cell and no sheet is added to a workbook that is somebody's.

Source: ISO/IEC 29500-1, 20.5.2.12 (graphicFrame), 21.2.2.29 (chartSpace), 14.2.1 (chart part).
"""

from __future__ import annotations

import re

from ..blocks import Graph
from ..charts import MOST_SERIES, TYPE, described, part
from ..drawn import URIS, Letters, written
from ..opc.later import later
from ..opc.markup import attributes, escaped
from .workbook import Workbook

_SIZE = later(
    rb"<(?:[^\s<>/:]+:)?xfrm(?=[\s>])[^<>]*>\s*<(?:[^\s<>/:]+:)?off\s([^<>]*?)/>\s*"
    rb"<(?:[^\s<>/:]+:)?ext\s([^<>]*?)/>"
)
_NOWHERE = b'x="0" y="0"', b'cx="0" cy="0"'


def told_as_chart(graph: Graph) -> bool:
    """Whether it can be drawn: not more series than a chart takes."""
    return len(graph.series) <= MOST_SERIES


def framed(
    book: Workbook, drawing: str, graph: Graph, picture: re.Match[bytes], properties: bytes
) -> bytes:
    """The frame that takes the place of a picture.

    drawing     the part where it stands
    picture     the whole element, its name in its first group
    properties  its `cNvPr`, whose number and name stay
    """
    strict = book.dialect.relations.startswith("http://purl.oclc.org")
    uris = URIS[strict]
    name = book.package.free_name("xl/charts/graphique{}.xml")
    book.package.add(name, part(graph, "", Letters(), uris, strict=strict), TYPE)
    id = book.package.relate(drawing, f"{book.dialect.relations}/chart", name)
    placed = _SIZE.search(picture[0])
    offset, extent = placed.groups() if placed else _NOWHERE
    held = attributes(properties)
    p = picture[1].removesuffix(b"pic").removeprefix(b"<")
    frame = (
        b'<%(p)sgraphicFrame macro=""><%(p)snvGraphicFramePr>'
        b'<%(p)scNvPr id="%(id)s" name="%(name)s" descr="%(said)s"/><%(p)scNvGraphicFramePr/>'
        b"</%(p)snvGraphicFramePr><%(p)sxfrm>"
        b'<a:off xmlns:a="%(main)s" %(off)s/><a:ext xmlns:a="%(main)s" %(ext)s/></%(p)sxfrm>'
        b'<a:graphic xmlns:a="%(main)s"><a:graphicData uri="%(chart)s">'
        b'<c:chart xmlns:c="%(chart)s" xmlns:r="%(relations)s" r:id="%(relation)s"/>'
        b"</a:graphicData></a:graphic></%(p)sgraphicFrame>"
    )
    return frame % {
        b"p": p,
        b"id": escaped(held.get("id", "1")),
        b"name": escaped(held.get("name", "Graphique")),
        b"said": written(described(graph)).encode(),
        b"main": uris.main.encode(),
        b"off": offset.strip(),
        b"ext": extent.strip(),
        b"chart": uris.chart.encode(),
        b"relations": uris.relations.encode(),
        b"relation": id.encode(),
    }
