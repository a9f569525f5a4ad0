"""A picture whose alternative text is `{{graphique: nom}}` gives its frame to another."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image as Pillow

from cic_sheets.template import fill
from cic_sheets.template.blocks import Graph, Image
from cic_sheets.template.data import BadData, Data, data_from_json
from cic_sheets.template.opc.package import Package
from tests.programs import ooxml_errors
from tests.template.documents import document, p, r, unpacked


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


def test_chart__is_told_as_out_of_reach(template: bytes) -> None:
    outcome = fill(template, Data({}, pictures={"plafond": Graph("", "line", (), ())}))
    assert {one.name for one in outcome.unreachable} == {"graphique: plafond"}
    assert outcome.data == template


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
def test_filled_picture__is_sound(template: bytes, tmp_path: Path) -> None:
    image = Image(png("blue"), "png")
    (tmp_path / "m.docx").write_bytes(template)
    (tmp_path / "r.docx").write_bytes(fill(template, Data({}, pictures={"plafond": image})).data)
    assert ooxml_errors(tmp_path / "r.docx") == ooxml_errors(tmp_path / "m.docx")
