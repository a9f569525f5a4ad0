"""Charts that Word draws itself: DrawingML, with the workbook behind « Modifier les données ».

Colours are the template's theme, letters its text's.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from cic_sheets.render.word_page import EMU, Page
from cic_sheets.report.model import Chart, Series
from cic_sheets.values.cells import letters

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_HEIGHT = 3_600  # twentieths of a point: 6.35 cm
_BAR = 400  # of a lying bar, its gap included
_AROUND = 900  # axis and legend of lying bars
_WIDTHS = (22_225, 50_800, 15_875)  # of lines: where two coincide, both are seen
_SIZE = 900  # hundredths of a point
_MINUTES_OF_1980 = (1980, 1, 1)


def height(chart: Chart, page: Page) -> int:
    """Of the drawing, in twentieths of a point; lying bars take a line each."""
    if chart.kind != "bar":
        return min(_HEIGHT, page.height // 2)
    lines = len(chart.categories) * max(1, len(chart.series))
    return min(_AROUND + _BAR * lines, page.height * 2 // 3)


def inline(chart: Chart, page: Page, relation: str, number: int) -> str:
    """The `w:r` that shows the chart.

    relation  identity of the relationship from the document to the chart's part
    number    of the drawing, unique in the document
    """
    across, down = page.width * EMU, height(chart, page) * EMU
    said = quoteattr(described(chart))
    return (
        f'<w:r xmlns:w="{_WORD}" xmlns:wp="{_INLINE}" xmlns:a="{_DRAWING}" xmlns:c="{_CHART}" '
        f'xmlns:r="{_RELATIONS}"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr id="{number}" name="Graphique {number}" descr={said}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}">'
        f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def described(chart: Chart) -> str:
    """The chart for someone who can't see it: what it shows, the last value of each series."""
    unit = f" {chart.unit}" if chart.unit else ""
    if len(chart.series) == 1:
        pairs = zip(chart.categories, chart.series[0].values, strict=True)
        said = [f"{name} {_plain(value)}{unit}" for name, value in pairs if value is not None]
    else:
        last = chart.categories[-1] if chart.categories else ""
        ends = ((one.name, one.values[-1]) for one in chart.series if one.values)
        said = [
            f"{name} {_plain(value)}{unit} ({last})" for name, value in ends if value is not None
        ]
    return f"{chart.caption} : {' ; '.join(said)}"


def part(chart: Chart, book: str, font: str) -> bytes:
    """The chart's part.

    book  identity of its relationship to the workbook
    font  family of its letters
    """
    drawn = "".join(_series(chart, place, one) for place, one in enumerate(chart.series))
    legend = _legend() if len(chart.series) > 1 else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_DRAWING}" xmlns:r="{_RELATIONS}">'
        '<c:date1904 val="0"/><c:lang val="fr-FR"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_plot(chart, drawn)}{_axes(chart)}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text('595959', font)}"
        f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    ).encode()


def workbook(chart: Chart) -> bytes:
    """The figures behind the chart, as a small workbook; the same figures, the same bytes."""
    from datetime import datetime

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": datetime(*_MINUTES_OF_1980)})
    sheet = book.add_worksheet("Données")
    sheet.write_column(1, 0, chart.categories)
    for column, one in enumerate(chart.series, start=1):
        sheet.write_string(0, column, one.name)
        for row, value in enumerate(one.values, start=1):
            if value is not None:
                sheet.write_number(row, column, float(value))
    book.close()
    return kept.getvalue()


def _plot(chart: Chart, drawn: str) -> str:
    axes = '<c:axId val="111111111"/><c:axId val="222222222"/>'
    if chart.kind == "line":
        return (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{drawn}<c:marker val="1"/>{axes}</c:lineChart>'
        )
    lying = "bar" if chart.kind == "bar" else "col"
    grouping = "stacked" if chart.kind == "stack" else "clustered"
    overlap = '<c:overlap val="100"/>' if chart.kind == "stack" else ""
    return (
        f'<c:barChart><c:barDir val="{lying}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="60"/>{overlap}{axes}</c:barChart>'
    )


def _series(chart: Chart, place: int, one: Series) -> str:
    column = letters(place + 2)
    last = len(chart.categories) + 1
    line = chart.kind == "line"
    marker = '<c:marker><c:symbol val="none"/></c:marker>' if line else ""
    invert = "" if line else '<c:invertIfNegative val="0"/>'
    labels = _labels(chart) if len(chart.series) == 1 else ""
    smooth = '<c:smooth val="0"/>' if line else ""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>'
        f"<c:tx><c:strRef><c:f>Données!${column}$1</c:f>{_texts([one.name])}</c:strRef></c:tx>"
        f"{_look(place, line)}{invert}{marker}{labels}"
        f"<c:cat><c:strRef><c:f>Données!$A$2:$A${last}</c:f>{_texts(chart.categories)}"
        "</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Données!${column}$2:${column}${last}</c:f>"
        f"{_numbers(chart, one)}</c:numRef></c:val>{smooth}</c:ser>"
    )


def _look(place: int, line: bool) -> str:
    colour = f'<a:solidFill><a:schemeClr val="accent{place % 6 + 1}"/></a:solidFill>'
    if not line:
        return f"<c:spPr>{colour}</c:spPr>"
    dash = '<a:prstDash val="sysDash"/>' if place == 0 else ""
    width = _WIDTHS[place % len(_WIDTHS)]
    return f'<c:spPr><a:ln w="{width}" cap="rnd">{colour}{dash}<a:round/></a:ln></c:spPr>'


def _labels(chart: Chart) -> str:
    return (
        f"<c:dLbls>{_format(chart)}<c:spPr><a:noFill/></c:spPr>{_text('404040')}"
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _format(chart: Chart) -> str:
    code = f'0\u00a0"{chart.unit}"' if chart.unit in ("%", "h") else "General"
    return f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>'


def _axes(chart: Chart) -> str:
    lying = chart.kind == "bar"
    backwards = "maxMin" if lying else "minMax"
    grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/>'
    grid += "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
    hidden = lying and len(chart.series) == 1
    thin = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{backwards}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{thin}</c:spPr>'
        f'{_text("404040")}<c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:min val="0"/></c:scaling><c:delete val="{int(hidden)}"/>'
        f'<c:axPos val="{"t" if lying else "l"}"/>{"" if hidden else grid}'
        '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text('595959')}"
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _legend() -> str:
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text("404040")}</c:legend>'


def _text(colour: str, font: str = "") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    family = f"<a:latin typeface={quoteattr(font)}/>" if font else ""
    look = f'<a:defRPr sz="{_SIZE}">{fill}{family}</a:defRPr>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="fr-FR"/>'
        "</a:p></c:txPr>"
    )


def _texts(given: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{escape(value)}</c:v></c:pt>'
        for place, value in enumerate(given)
    )
    return f'<c:strCache><c:ptCount val="{len(given)}"/>{points}</c:strCache>'


def _numbers(chart: Chart, one: Series) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{_plain(value)}</c:v></c:pt>'
        for place, value in enumerate(one.values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    return f"<c:numCache><c:formatCode>General</c:formatCode>{count}{points}</c:numCache>"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format(value, "f")
