"""A chart that Word, Excel and LibreOffice draw themselves: one part of DrawingML.

Colours are the document's theme, letters its text's.  Source: ISO/IEC 29500-1, 21.2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from cic_sheets.values.cells import letters
from cic_sheets.values.named import NamedTuple

from .blocks import Graph, Series
from .opc.markup import escaped

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SHEET = "Données"
"""The sheet of the workbook behind a chart."""

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIZE = 900  # hundredths of a point
_WIDTHS = (22_225, 50_800, 15_875)  # of lines: where two coincide, both are seen


class Namespaces(NamedTuple):
    """What the parts of a package call the vocabularies: strict files have their own."""

    chart: str = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    drawing: str = "http://schemas.openxmlformats.org/drawingml/2006/main"
    relations: str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word: str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    picture: str = "http://schemas.openxmlformats.org/drawingml/2006/picture"


TRANSITIONAL = Namespaces()
STRICT = Namespaces(
    "http://purl.oclc.org/ooxml/drawingml/chart",
    "http://purl.oclc.org/ooxml/drawingml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    "http://purl.oclc.org/ooxml/drawingml/picture",
)


def described(graph: Graph) -> str:
    """The chart for someone who can't see it: what it shows, the last value of each series."""
    unit = f" {graph.unit}" if graph.unit else ""
    if len(graph.series) == 1:
        pairs = zip(graph.categories, graph.series[0].values, strict=False)
        said = [f"{name} {_plain(value)}{unit}" for name, value in pairs if value is not None]
    else:
        last = graph.categories[-1] if graph.categories else ""
        ends = ((one.name, one.values[-1]) for one in graph.series if one.values)
        said = [
            f"{name} {_plain(value)}{unit} ({last})" for name, value in ends if value is not None
        ]
    return f"{graph.caption} : {' ; '.join(said)}" if graph.caption else " ; ".join(said)


def part(graph: Graph, spaces: Namespaces, *, book: str = "", font: str = "") -> bytes:
    """The chart's part.

    book  identity of its relationship to the workbook of `chart_book`; without one the figures
          stand in the chart itself
    font  family of its letters
    """
    drawn = "".join(_series(graph, place, bool(book)) for place in range(len(graph.series)))
    legend = _LEGEND if len(graph.series) > 1 else ""
    behind = f'<c:externalData r:id="{written(book)}"><c:autoUpdate val="0"/></c:externalData>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{spaces.chart}" xmlns:a="{spaces.drawing}" '
        f'xmlns:r="{spaces.relations}"><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_plot(graph, drawn)}{_axes(graph)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text('595959', font)}"
        f"{behind if book else ''}</c:chartSpace>"
    ).encode()


def _plot(graph: Graph, drawn: str) -> str:
    axes = '<c:axId val="111111111"/><c:axId val="222222222"/>'
    if graph.kind == "line":
        return (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{drawn}<c:marker val="1"/>{axes}</c:lineChart>'
        )
    lying = "bar" if graph.kind == "bar" else "col"
    grouping = "stacked" if graph.kind == "stack" else "clustered"
    overlap = '<c:overlap val="100"/>' if graph.kind == "stack" else ""
    return (
        f'<c:barChart><c:barDir val="{lying}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="60"/>{overlap}{axes}</c:barChart>'
    )


# --- Series -------------------------------------------------------------------------------------


def _series(graph: Graph, place: int, referring: bool) -> str:
    one = graph.series[place]
    line = graph.kind == "line"
    marker = '<c:marker><c:symbol val="none"/></c:marker>' if line else ""
    invert = "" if line else '<c:invertIfNegative val="0"/>'
    labels = _labels(graph) if len(graph.series) == 1 else ""
    smooth = '<c:smooth val="0"/>' if line else ""
    name, categories, values = _told(graph, place, one, referring)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{name}</c:tx>'
        f"{_look(place, line)}{invert}{marker}{labels}"
        f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
    )


def _told(graph: Graph, place: int, one: Series, referring: bool) -> tuple[str, str, str]:
    """A series' name, categories and values: in a workbook and stored, or stored alone."""
    texts, numbers = _texts(graph.categories), _numbers(len(graph.categories), one)
    if not referring:
        name = f"<c:v>{written(one.name)}</c:v>"
        return name, f"<c:strLit>{texts}</c:strLit>", f"<c:numLit>{numbers}</c:numLit>"
    column, last = letters(place + 2), max(len(graph.categories), 1) + 1
    return (
        f"<c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>{_texts([one.name])}</c:strCache>"
        "</c:strRef>",
        f"<c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache>{texts}</c:strCache></c:strRef>",
        f"<c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache>{numbers}"
        "</c:numCache></c:numRef>",
    )


def _texts(given: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{written(value)}</c:v></c:pt>'
        for place, value in enumerate(given)
    )
    return f'<c:ptCount val="{len(given)}"/>{points}'


def _numbers(count: int, one: Series) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{_plain(value)}</c:v></c:pt>'
        for place, value in enumerate(one.values[:count])
        if value is not None
    )
    return f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{points}'


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")


# --- Looks --------------------------------------------------------------------------------------


def _look(place: int, line: bool) -> str:
    colour = f'<a:solidFill><a:schemeClr val="accent{place % 6 + 1}"/></a:solidFill>'
    if not line:
        return f"<c:spPr>{colour}</c:spPr>"
    dash = '<a:prstDash val="sysDash"/>' if place == 0 else ""
    width = _WIDTHS[place % len(_WIDTHS)]
    return f'<c:spPr><a:ln w="{width}" cap="rnd">{colour}{dash}<a:round/></a:ln></c:spPr>'


def _labels(graph: Graph) -> str:
    return (
        f"<c:dLbls>{_format(graph)}<c:spPr><a:noFill/></c:spPr>{_text('404040')}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _format(graph: Graph) -> str:
    code = f'0\u00a0"{graph.unit}"' if graph.unit in ("%", "h") else "General"
    return f'<c:numFmt formatCode="{written(code)}" sourceLinked="0"/>'


def _axes(graph: Graph) -> str:
    lying = graph.kind == "bar"
    backwards = "maxMin" if lying else "minMax"
    hidden = lying and len(graph.series) == 1
    below = any(value < 0 for one in graph.series for value in one.values if value is not None)
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{backwards}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'
        "</c:spPr>"
        f'{_text("404040")}<c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'{"" if below else _FROM_ZERO}</c:scaling><c:delete val="{int(hidden)}"/>'
        f'<c:axPos val="{"t" if lying else "l"}"/>{"" if hidden else _GRID}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text('595959')}"
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _text(colour: str, font: str = "") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    family = f'<a:latin typeface="{written(font)}"/>' if font else ""
    look = f'<a:defRPr sz="{_SIZE}">{fill}{family}</a:defRPr>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="fr-FR"/>'
        "</a:p></c:txPr>"
    )


def written(text: str) -> str:
    """A text as it stands in a chart's XML, without what XML can't hold."""
    return escaped(_FORBIDDEN.sub("", text)).decode()


_FROM_ZERO = '<c:min val="0"/>'
_GRID = (
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/>'
    "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
)
_LEGEND = f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text("404040")}</c:legend>'
