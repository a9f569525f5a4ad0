"""Fields of text boxes and of charts' titles, and pictures that stand for others."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
import xlsxwriter

from cic_sheets.template import Data, fill
from cic_sheets.template.blocks import Image
from tests.programs import ooxml_errors, recalculated
from tests.template_excel.books import made, one_sheet
from tests.xlsx_patch.books import parts_of, replaced

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
DATA = Data(
    {"titre": "Hôtel & Café <Rabat>", "vide": None},
    pictures={"plafond": Image(PNG + b"\0", "png", "Le plafond")},
)


def template(words: str = "{{graphique: plafond}}") -> bytes:
    """A text box, a chart with a title, and a picture of this alternative text."""

    def make(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("F")
        sheet.write("A1", 5)
        sheet.insert_textbox("B2", "Voir {{titre}} ici")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=F!$A$1:$A$1"})
        chart.set_title({"name": "Titre : {{titre}}"})
        sheet.insert_chart("B20", chart)
        sheet.insert_image("H2", "logo.png", {"image_data": io.BytesIO(PNG), "description": words})

    return made(make)


def test_text_box_and_chart_title__say_their_field() -> None:
    outcome = fill(template(), DATA)
    parts = parts_of(outcome.data)
    assert "Voir Hôtel &amp; Café &lt;Rabat&gt; ici<" in parts[DRAWING].decode()
    assert "Titre : Hôtel &amp; Café &lt;Rabat&gt;<" in parts[CHART].decode()
    assert outcome.unused == ("vide",)
    assert outcome.unknown == ()


def test_field_split_over_runs__is_said_in_the_first() -> None:
    before = template()
    split = parts_of(before)[DRAWING].decode().replace(
        "Voir {{titre}} ici</a:t>", "Voir {{ti</a:t></a:r><a:r><a:t>tre}} ici</a:t>"
    )  # fmt: skip
    after = parts_of(fill(replaced(before, {DRAWING: split}), DATA).data)[DRAWING].decode()
    assert "Voir Hôtel &amp; Café &lt;Rabat&gt;</a:t></a:r><a:r><a:t> ici</a:t>" in after


def test_unknown_field_of_a_shape__is_told_and_stays() -> None:
    outcome = fill(template(), Data({"titres": "x"}))
    assert {(one.name, one.near, one.place.area) for one in outcome.unknown} >= {
        ("titre", "titres", "drawing")
    }
    assert "{{titre}}" in parts_of(outcome.data)[DRAWING].decode()


def test_empty_field_of_a_shape__is_told() -> None:
    before = template()
    content = parts_of(before)[DRAWING].decode().replace("{{titre}}", "{{vide}}")
    outcome = fill(replaced(before, {DRAWING: content}), DATA)
    assert [one.name for one in outcome.unfilled] == ["vide"]


def test_picture_asked_for__takes_the_place_of_the_other() -> None:
    before, outcome = parts_of(template()), fill(template(), DATA)
    after = parts_of(outcome.data)
    (new,) = set(after) - set(before)
    assert after[new] == PNG + b"\0"
    assert new.rpartition("/")[2].encode() in after["xl/drawings/_rels/drawing1.xml.rels"]
    assert b'descr="Le plafond"' in after[DRAWING]
    assert outcome.unreachable == ()


def test_picture_that_nobody_knows__stays_and_the_nearest_is_proposed() -> None:
    outcome = fill(template("{{graphique: plafon}}"), DATA)
    assert [(one.name, one.near) for one in outcome.unknown] == [("graphique: plafon", "plafond")]
    assert b"{{graphique: plafon}}" in parts_of(outcome.data)[DRAWING]


def test_workbook_without_fields__stays_byte_for_byte() -> None:
    before = one_sheet(A1="fin")
    assert fill(before, DATA).data == before


@pytest.mark.programs
@pytest.mark.slow
def test_filled_shapes_and_pictures__are_valid_and_open(tmp_path: Path) -> None:
    before, after = tmp_path / "modele.xlsx", tmp_path / "rempli.xlsx"
    before.write_bytes(template())
    after.write_bytes(fill(template(), DATA).data)
    assert len(ooxml_errors(after)) <= len(ooxml_errors(before))
    assert recalculated(after)
