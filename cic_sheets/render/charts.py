"""The report's charts as a template draws them, each by the name that `{{graphique: …}}` says."""

from __future__ import annotations

from cic_sheets.render.word_values import typeset
from cic_sheets.report.charts import CHARTS
from cic_sheets.report.model import Chart, Report
from cic_sheets.template.blocks import Graph, Series


def pictures(report: Report, lang: str = "fr") -> dict[str, Graph]:
    """Every chart that a report may have, by its name; one without figures is empty."""
    told = {
        block.name: block
        for section in report.sections.values()
        for block in section.blocks
        if isinstance(block, Chart)
    }
    return {
        name: graph(told.get(name) or Chart(caption, "line", (), ()), lang)
        for name, caption in CHARTS.items()
    }


def graph(chart: Chart, lang: str = "fr") -> Graph:
    """A chart of the report model as a template's."""
    series = tuple(Series(typeset(one.name, lang), one.values) for one in chart.series)
    along = tuple(typeset(one, lang) for one in chart.categories)
    return Graph(typeset(chart.caption, lang), chart.kind, along, series, chart.unit)
