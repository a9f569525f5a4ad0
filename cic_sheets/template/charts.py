"""Charts that Word draws itself: DrawingML, with the workbook behind « Modifier les données ».

Colours are the template's theme, letters its text's.

Source: ISO/IEC 29500-1, 21.2 (charts); 21.2.3 (percentages of strict documents).
"""

from __future__ import annotations

from collections.abc import Sequence

from cic_sheets.values.cells import letters

from .blocks import Graph, Series
from .chart_book import SHEET, plain
from .drawn import Letters, Uris
from .drawn import written as _said
from .opc.package import XML_DECLARATION

TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
MOST_SERIES = 255
"""Of a chart in Word; more are shown as a table."""

_WIDTHS = (22_225, 50_800, 15_875)  # of lines: where two coincide, both are seen
_SIZE = 900  # hundredths of a point
_MOST_LABELS = 40  # values written beside their bars; more would cover one another
_LONGEST_WORDS = 1_000  # letters of an alternative text


def described(graph: Graph) -> str:
    """The chart for someone who can't see it: what it shows, the last value of each series."""
    unit = f" {graph.unit}" if graph.unit else ""
    if len(graph.series) == 1 and len(graph.categories) <= _MOST_LABELS:
        pairs = zip(graph.categories, graph.series[0].values, strict=True)
        said = [f"{name} {one}{unit}" for name, value in pairs if (one := plain(value))]
    else:
        last = graph.categories[-1] if graph.categories else ""
        ends = ((one.name, plain(one.values[-1])) for one in graph.series if one.values)
        said = [f"{name} {one}{unit} ({last})" for name, one in ends if one]
    whole = " : ".join(part for part in (graph.caption, " ; ".join(said)) if part)
    return whole if len(whole) <= _LONGEST_WORDS else whole[: _LONGEST_WORDS - 1] + "…"


def part(graph: Graph, book: str, written: Letters, uris: Uris, *, strict: bool) -> bytes:
    """The chart's part.

    book  identity of its relationship to the workbook behind; "" for a chart that holds its own
          figures, as one in a workbook does
    """
    return XML_DECLARATION + _Part(graph, written, strict).text(book, uris).encode()


class _Part:
    """A chart's part under way."""

    def __init__(self, graph: Graph, written: Letters, strict: bool) -> None:
        self._graph, self._written = graph, written
        self._strict = strict
        self._is_line, self._is_lying = graph.kind == "line", graph.kind == "bar"
        self._rows = max(len(graph.categories), 1) + 1

    def text(self, book: str, uris: Uris) -> str:
        series = enumerate(self._graph.series)
        drawn = "".join(self._series(place, one, bool(book)) for place, one in series)
        behind = f'<c:externalData r:id="{book}"><c:autoUpdate val="0"/></c:externalData>'
        legend = self._legend() if len(self._graph.series) > 1 else ""
        return (
            f'<c:chartSpace xmlns:c="{uris.chart}" xmlns:a="{uris.main}" '
            f'xmlns:r="{uris.relations}"><c:date1904 val="0"/>'
            f'<c:lang val="{_said(self._written.language)}"/><c:roundedCorners val="0"/>'
            '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
            f"{self._plot(drawn)}{self._category_axis()}{self._value_axis()}</c:plotArea>{legend}"
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
            "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
            f"{self._look('595959', self._written.font)}"
            f"{behind if book else ''}</c:chartSpace>"
        )

    def _plot(self, drawn: str) -> str:
        axes = '<c:axId val="111111111"/><c:axId val="222222222"/>'
        if self._is_line:
            return (
                '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
                f'{drawn}<c:marker val="1"/>{axes}</c:lineChart>'
            )
        lying = "bar" if self._is_lying else "col"
        stacked = self._graph.kind == "stack"
        gap = "" if self._strict else '<c:gapWidth val="60"/>'  # an ornament: left to the program
        whole = "100%" if self._strict else "100"
        overlap = f'<c:overlap val="{whole}"/>' if stacked else ""
        return (
            f'<c:barChart><c:barDir val="{lying}"/>'
            f'<c:grouping val="{"stacked" if stacked else "clustered"}"/><c:varyColors val="0"/>'
            f"{drawn}{gap}{overlap}{axes}</c:barChart>"
        )

    def _series(self, place: int, one: Series, behind: bool) -> str:
        marker = '<c:marker><c:symbol val="none"/></c:marker>' if self._is_line else ""
        invert = "" if self._is_line else '<c:invertIfNegative val="0"/>'
        few = len(self._graph.series) == 1 and len(self._graph.categories) <= _MOST_LABELS
        smooth = '<c:smooth val="0"/>' if self._is_line else ""
        name, categories, values = (self._behind if behind else self._within)(place, one)
        return (
            f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{name}</c:tx>'
            f"{self._line(place)}{invert}{marker}{self._labels() if few else ''}"
            f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
        )

    def _behind(self, place: int, one: Series) -> tuple[str, str, str]:
        """A series' name, categories and values, in the workbook behind and as last seen."""
        column, last = letters(place + 2), self._rows
        texts = f"<c:strCache>{_texts(self._graph.categories)}</c:strCache>"
        return (
            f"<c:strRef><c:f>{SHEET}!${column}$1</c:f>"
            f"<c:strCache>{_texts([one.name])}</c:strCache></c:strRef>",
            f"<c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{texts}</c:strRef>",
            f"<c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>"
            f"<c:numCache>{_numbers(one)}</c:numCache></c:numRef>",
        )

    def _within(self, place: int, one: Series) -> tuple[str, str, str]:
        """The same, held by the chart itself."""
        texts = f"<c:strLit>{_texts(self._graph.categories)}</c:strLit>"
        return f"<c:v>{_said(one.name)}</c:v>", texts, f"<c:numLit>{_numbers(one)}</c:numLit>"

    def _line(self, place: int) -> str:
        colour = f'<a:solidFill><a:schemeClr val="accent{place % 6 + 1}"/></a:solidFill>'
        if not self._is_line:
            return f"<c:spPr>{colour}</c:spPr>"
        dash = '<a:prstDash val="sysDash"/>' if place == 0 else ""
        width = _WIDTHS[place % len(_WIDTHS)]
        return f'<c:spPr><a:ln w="{width}" cap="rnd">{colour}{dash}<a:round/></a:ln></c:spPr>'

    def _labels(self) -> str:
        return (
            f"<c:dLbls>{self._format()}<c:spPr><a:noFill/></c:spPr>{self._look('404040')}"
            '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
            '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        )

    def _format(self) -> str:
        unit = self._graph.unit
        code = f'0\u00a0"{unit}"' if unit in ("%", "h") else "General"
        return f'<c:numFmt formatCode="{_said(code)}" sourceLinked="0"/>'

    def _category_axis(self) -> str:
        thin = '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln>'
        return (
            '<c:catAx><c:axId val="111111111"/><c:scaling>'
            f'<c:orientation val="{"maxMin" if self._is_lying else "minMax"}"/>'
            f'</c:scaling><c:delete val="0"/><c:axPos val="{"l" if self._is_lying else "b"}"/>'
            '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{thin}</c:spPr>'
            f'{self._look("404040")}<c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
            '<c:auto val="1"/><c:lblAlgn val="ctr"/>'
            '<c:noMultiLvlLbl val="0"/></c:catAx>'
        )

    def _value_axis(self) -> str:
        grid = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/>'
        grid += "</a:solidFill></a:ln></c:spPr></c:majorGridlines>"
        hidden = self._is_lying and len(self._graph.series) == 1
        values = (value for one in self._graph.series for value in one.values)
        below = any(plain(value).startswith("-") for value in values)
        return (
            '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
            f"{'' if below else '<c:min val=' + chr(34) + '0' + chr(34) + '/>'}</c:scaling>"
            f'<c:delete val="{int(hidden)}"/>'
            f'<c:axPos val="{"t" if self._is_lying else "l"}"/>{"" if hidden else grid}'
            '<c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/>'
            '<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
            f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{self._look('595959')}"
            '<c:crossAx val="111111111"/><c:crosses val="autoZero"/>'
            '<c:crossBetween val="between"/></c:valAx>'
        )

    def _legend(self) -> str:
        look = self._look("404040")
        return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{look}</c:legend>'

    def _look(self, colour: str, font: str = "") -> str:
        fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        family = f'<a:latin typeface="{_said(font)}"/>' if font else ""
        return (
            f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{_SIZE}">{fill}{family}'
            f'</a:defRPr></a:pPr><a:endParaRPr lang="{_said(self._written.language)}"/></a:p>'
            "</c:txPr>"
        )


def _texts(given: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{_said(value)}</c:v></c:pt>' for place, value in enumerate(given)
    )
    return f'<c:ptCount val="{len(given)}"/>{points}'


def _numbers(one: Series) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{said}</c:v></c:pt>'
        for place, value in enumerate(one.values)
        if (said := plain(value))
    )
    count = f'<c:ptCount val="{len(one.values)}"/>'
    return f"<c:formatCode>General</c:formatCode>{count}{points}"
