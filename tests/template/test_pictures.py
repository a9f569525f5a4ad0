"""A picture whose alternative text is `{{graphique: nom}}` gives its frame to another."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image as Pillow

from cic_sheets.template import fill
from cic_sheets.template.blocks import Graph, Image, Series
from cic_sheets.template.data import BadData, Data, data_from_json
from cic_sheets.template.opc.package import Package
from tests.programs import ooxml_errors
from tests.template.documents import document, drawing, p, r, text_box, unpacked

GRAPH = Graph("Plafond", "line", ("Jan.",), (Series("Dû", (Decimal("1.5"),)),), "mois")


def png(colour: str) -> bytes:
    out = BytesIO()
    Pillow.new("RGB", (4, 3), colour).save(out, "png")
    return out.getvalue()


@pytest.fixture
def template() -> bytes:
    made = Document()
    for _ in range(2):
        made.add_picture(BytesIO(png("red")), width=Cm(5))
    out = BytesIO()
    made.save(out)
    files = unpacked(out.getvalue())
    body = files["word/document.xml"].decode()
    body = re.sub(r'(<wp:docPr [^>]*?)(?: descr="[^"]*")?(/?>)',
                  r'\1 descr="{{graphique: plafond}}"\2', body)  # fmt: skip
    body = body.replace("<a:stretch>", '<a:srcRect l="1000"/><a:stretch>')
    package = Package.open(out.getvalue())
    package.replace("word/document.xml", body.encode())
    return package.save()


def test_picture__takes_the_frame_and_nothing_else_moves(template: bytes) -> None:
    new = Image(png("blue"), "png", "Courbe du plafond")
    content = fill(template, Data({}, pictures={"plafond": new})).data
    before, after = unpacked(template), unpacked(content)
    body = after["word/document.xml"].decode()
    assert re.findall(r"<wp:extent[^>]*>", body) == re.findall(
        r"<wp:extent[^>]*>", before["word/document.xml"].decode()
    )
    assert body.count('descr="Courbe du plafond"') == 2
    assert "srcRect" not in body
    ids = re.findall(r'r:embed="([^"]*)"', body)
    relations = after["word/_rels/document.xml.rels"].decode()
    targets = {re.search(rf'<Relationship [^>]*Id="{one}"[^>]*>', relations)[0] for one in ids}  # type: ignore[index]
    (target,) = {re.search(r'Target="([^"]*)"', one)[1] for one in targets}  # type: ignore[index]
    assert after[f"word/{target}"] == new.data
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
                       f"word/{target}"}  # fmt: skip


def test_unknown_picture__is_told_with_the_nearest_and_left(template: bytes) -> None:
    outcome = fill(template, Data({}, pictures={"plafonds": Image(png("blue"), "png")}))
    assert {(one.name, one.near) for one in outcome.unknown} == {
        ("graphique: plafond", "graphique: plafonds")
    }
    assert outcome.data == template


def test_chart__takes_the_frame_in_place_size_and_wrapping(template: bytes) -> None:
    outcome = fill(template, Data({}, pictures={"plafond": GRAPH}))
    assert outcome.unreachable == ()
    before, after = unpacked(template), unpacked(outcome.data)
    body = after["word/document.xml"].decode()

    def frames(text: str) -> list[str]:
        bare = re.sub(r'descr="[^"]*"', "", text)
        return re.findall(r"<wp:inline.*?<a:graphic[ >]", bare)

    assert frames(body) == frames(before["word/document.xml"].decode())
    assert "<pic:pic" not in body
    assert body.count('descr="Plafond : Jan. 1.5 mois"') == 2
    assert {"word/charts/graphique1.xml", "word/charts/graphique2.xml"} <= after.keys()


def test_picture__takes_the_frame_of_a_chart(template: bytes) -> None:
    charted = fill(template, Data({}, pictures={"plafond": GRAPH})).data
    package = Package.open(charted)
    body = package.part("word/document.xml")
    asking = re.sub(rb'descr="[^"]*"', b'descr="{{graphique: plafond}}"', body)
    package.replace("word/document.xml", asking)
    image = Image(png("blue"), "png", "Courbe")
    said = unpacked(fill(package.save(), Data({}, pictures={"plafond": image})).data)
    shown = said["word/document.xml"].decode()
    assert shown.count("<pic:pic") == 2
    assert "<c:chart" not in shown
    assert re.findall(r"<wp:extent[^>]*>", shown) == re.findall(r"<wp:extent[^>]*>", body.decode())


def test_picture_in_a_text_box__is_not_that_of_the_box() -> None:
    inside = drawing(inside='<a:blip r:embed="rId1"/>', id=8)
    box = text_box(p(f"<w:r>{inside}</w:r>")).replace('descr=""', 'descr="{{graphique: x}}"', 1)
    outcome = fill(document(p(box)), Data({}, pictures={"x": Image(png("blue"), "png")}))
    assert [one.name for one in outcome.unreachable] == ["graphique: x"]


def test_picture_asked_for_in_a_text__is_out_of_reach() -> None:
    body = document(p(r("voir {{graphique: plafond}}")))
    outcome = fill(body, Data({}, pictures={"plafond": Image(png("blue"), "png")}))
    assert [one.name for one in outcome.unreachable] == ["graphique: plafond"]


def test_json__holds_pictures_as_addresses_of_data(template: bytes) -> None:
    address = "data:image/png;base64," + b64encode(png("green")).decode()
    data = data_from_json(json.dumps({"plafond": address, "nom": "data: rien"}))
    assert data.pictures == {"plafond": Image(png("green"), "png")}
    assert data.fields == {"nom": "data: rien"}
    assert fill(template, data).unknown == ()


@pytest.mark.parametrize("address", ["data:image/png;base64,é", "data:image/bmp;base64,AA==",
                                     "data:image/png,AA=="])  # fmt: skip
def test_json__refuses_what_is_no_picture(address: str) -> None:
    with pytest.raises(BadData) as refused:
        data_from_json(json.dumps({"plafond": address}))
    assert (refused.value.code, refused.value.where) == ("value", "plafond")


@pytest.mark.programs
@pytest.mark.parametrize("given", [Image(png("blue"), "png"), GRAPH], ids=["picture", "chart"])
def test_filled_picture__is_sound(given: Image | Graph, template: bytes, tmp_path: Path) -> None:
    (tmp_path / "m.docx").write_bytes(template)
    (tmp_path / "r.docx").write_bytes(fill(template, Data({}, pictures={"plafond": given})).data)
    assert ooxml_errors(tmp_path / "r.docx") == ooxml_errors(tmp_path / "m.docx")
