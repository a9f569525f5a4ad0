"""`{{graphique: nom}}` as a picture's alternative text, where the data has a chart."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook

from cic_sheets.template import Data, fill
from cic_sheets.template.blocks import Graph, Series
from tests.programs import ooxml_errors, recalculated
from tests.template_excel.books import made
from tests.template_excel.test_shapes import PNG
from tests.xlsx_patch.books import parts_of

VALUES = (Decimal("12.5"), None, Decimal(-3))
GRAPHS = {
    kind: Graph(
        "Plafond <&> \x07", kind, ("janv.", "févr.", "mars"),
        (Series("Dépensé", VALUES), Series("Alloué", VALUES)), "EUR",
    )
    for kind in ("line", "bar", "stack")
}  # fmt: skip


def template() -> bytes:
    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", "{{l.a}}")
        picture = {"image_data": io.BytesIO(PNG), "description": "{{graphique: Plafond}}"}
        sheet.insert_image("C4", "p.png", {**picture, "x_scale": 300, "y_scale": 200})
        other = {"image_data": io.BytesIO(PNG), "description": "un logo"}
        sheet.insert_image("C40", "l.png", other)

    return made(make)


def filled(graph: Graph, count: int = 2) -> bytes:
    data = Data({}, {"l": [{"a": n} for n in range(count)]}, pictures={"plafond": graph})
    outcome = fill(template(), data)
    assert (outcome.unknown, outcome.unreachable) == ((), ())
    return outcome.data


def anchors(data: bytes) -> list[str]:
    drawing = parts_of(data)["xl/drawings/drawing1.xml"].decode()
    return re.findall(r"<xdr:from>.*?</xdr:to>", drawing, re.DOTALL)


@pytest.mark.parametrize("kind", GRAPHS)
def test_picture_gives_its_place_to_a_chart_of_the_figures(kind: str) -> None:
    data = filled(GRAPHS[kind])
    parts = parts_of(data)
    drawing, chart = parts["xl/drawings/drawing1.xml"].decode(), parts["xl/charts/graphique1.xml"]
    assert drawing.count("<xdr:pic>") == drawing.count("<xdr:graphicFrame") == 1
    assert "{{graphique" not in drawing
    said = chart.decode()
    assert re.findall(r"<c:v>(.*?)</c:v>", said)[:4] == ["Dépensé", "janv.", "févr.", "mars"]
    assert "numRef" not in said
    assert "externalData" not in said
    (read,) = load_workbook(io.BytesIO(data))["F"]._charts
    assert read.anchor._from.row == 4  # one row further down: the list above has grown


def test_frame_stays_where_the_picture_was() -> None:
    plain = fill(template(), Data({}, {"l": [{"a": 1}, {"a": 2}]})).data
    assert anchors(filled(GRAPHS["bar"])) == anchors(plain)


def test_graph_of_more_series_than_a_chart_takes_is_told_and_the_picture_stays() -> None:
    wide = Graph("Trop", "bar", ("a",), (Series("s", (Decimal(1),)),) * 256)
    outcome = fill(template(), Data({}, {"l": []}, pictures={"plafond": wide}))
    assert [one.name for one in outcome.unreachable] == ["graphique: Plafond"]
    assert b"<xdr:graphicFrame" not in parts_of(outcome.data)["xl/drawings/drawing1.xml"]


EMPTY = Graph("Rien", "line", (), ())


@pytest.mark.programs
@pytest.mark.slow
@pytest.mark.parametrize("graph", [*GRAPHS.values(), EMPTY], ids=[*GRAPHS, "empty"])
def test_filled_workbook_is_valid_and_opens(graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(filled(graph))
    assert ooxml_errors(path) == []
    assert recalculated(path)
