"""Drawings in the line: charts and pictures, with the parts that they need.

Source: ISO/IEC 29500-1, 20.4.2.8 (inline), 20.1.2.2.17 (graphicData), 20.2 (pictures).
"""

from __future__ import annotations

from ..blocks import Graph, Image
from ..chart_book import workbook
from ..charts import TYPE, described, part
from ..drawn import Uris
from .desk import Here
from .pen import Pen
from .picture_size import size_of
from .room import EMU, Room
from .text import in_one_line

MEDIA = {"png": "image/png", "jpeg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml",
         "emf": "image/x-emf"}  # fmt: skip
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{0}"/>'
    "</a:ext></a:extLst>"
)
_HEIGHT = 3_600  # twentieths of a point: 6.35 cm
_BAR = 400  # of a lying bar, its gap included
_AROUND = 900  # axis and legend of lying bars


def chart(graph: Graph, here: Here, pen: Pen, room: Room) -> bytes:
    """The `w:r` that shows a chart as wide as its place."""
    size = room.width * EMU, _height(graph, room) * EMU
    return _inline(pen, here, chart_data(graph, here, pen), described(graph), size)


def picture(image: Image, here: Here, pen: Pen, room: Room) -> bytes:
    """The `w:r` that shows a picture in its own size, smaller where the place is."""
    size = size_of(image, room.width * EMU, room.height * EMU)
    return _inline(pen, here, picture_data(image, here, pen, size), image.words, size)


def chart_data(graph: Graph, here: Here, pen: Pen) -> bytes:
    """What a frame holds when it shows a chart, whose part is added to the package."""
    uris, package = pen.uris, here.desk.package
    file = here.desk.free_name("word/charts/graphique{}.xml")
    book = here.desk.free_name("word/embeddings/graphique{}.xlsx")
    package.add(book, workbook(graph), _BOOK)
    behind = package.relate(file, f"{uris.relations}/package", book)
    package.add(file, part(graph, behind, here.desk.letters, uris, strict=pen.strict), TYPE)
    id = here.relate(f"{uris.relations}/chart", file)
    held = f'<c:chart xmlns:c="{uris.chart}" xmlns:r="{uris.relations}" r:id="{id}"/>'
    return _data(uris.chart, held, uris)


def picture_data(image: Image, here: Here, pen: Pen, size: tuple[int, int]) -> bytes:
    """What a frame holds when it shows a picture, whose file is added to the package."""
    uris, (across, down) = pen.uris, size
    id = here.image(image, MEDIA[image.kind], f"{uris.relations}/image")
    held = (
        f'<pic:pic xmlns:pic="{uris.picture}" xmlns:r="{uris.relations}"><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="image.{image.kind}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{id}">{_SVG.format(id) if image.kind == "svg" else ""}'
        "</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    return _data(uris.picture, held, uris)


def _data(uri: str, held: str, uris: Uris) -> bytes:
    said = f'<a:graphicData xmlns:a="{uris.main}" uri="{uri}">{held}</a:graphicData>'
    return said.encode()


def _inline(pen: Pen, here: Here, data: bytes, words: str, size: tuple[int, int]) -> bytes:
    uris, number = pen.uris, here.desk.drawing()
    head = (
        f'<wp:inline xmlns:wp="{uris.inline}" xmlns:a="{uris.main}" '
        'distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size[0]}" cy="{size[1]}"/>'
        f'<wp:docPr id="{number}" name="Graphique {number}" descr="'
    ).encode()
    frame = b'"/><wp:cNvGraphicFramePr/><a:graphic>%s</a:graphic></wp:inline>' % data
    return pen("r", pen("drawing", head + in_one_line(words) + frame))


def _height(graph: Graph, room: Room) -> int:
    """Of a chart, in twentieths of a point; lying bars take a line each."""
    if graph.kind != "bar":
        return min(_HEIGHT, room.height // 2)
    lines = len(graph.categories) * max(1, len(graph.series))
    return min(_AROUND + _BAR * lines, room.height * 2 // 3)
