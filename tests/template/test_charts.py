"""Charts that a section draws in Word: native ones, with their workbook, in every place."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from time import perf_counter

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image as Pillow

from cic_sheets.template import fill
from cic_sheets.template.blocks import Graph, Image, Prose, Series
from cic_sheets.template.chart_book import workbook
from cic_sheets.template.charts import described
from cic_sheets.template.data import Data
from cic_sheets.template.opc.package import Package
from cic_sheets.template.word.picture_size import size_of
from tests.programs import ooxml_errors, pdf_pages, soffice_convert
from tests.template.documents import (
    STRICT,
    W,
    document,
    p,
    packed,
    r,
    row,
    table,
    text_box,
    unpacked,
)

ASK = p(r("{{section: x}}"))
MONTHS = ("Jan.", "Fév.", "Mars")
DUE = Series("Dû", (Decimal("1.50"), None, Decimal("3")))
PAID = Series("Versé & <reçu>", (Decimal("-1"), Decimal("2"), Decimal("2.25")))
LINE = Graph("Plafond", "line", MONTHS, (DUE, PAID), "mois")
BAR = Graph("Taux", "bar", MONTHS, (DUE,), "%")
STACK = Graph("Empilé", "stack", MONTHS, (DUE, DUE))


def files(template: bytes, *blocks: Graph | Image | Prose) -> dict[str, bytes]:
    return unpacked(fill(template, Data({}, sections={"x": blocks})).data)


def chart(graph: Graph) -> str:
    return files(document(ASK), graph)["word/charts/graphique1.xml"].decode()


def strict(template: bytes) -> bytes:
    """The same document, of the strict kind."""
    office = "http://schemas.openxmlformats.org/"
    uris = {
        W: STRICT,
        f"{office}officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
        f"{office}drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
    }
    made: dict[str, bytes] = {}
    for name, content in unpacked(template).items():
        for old, new in uris.items():
            content = content.replace(old.encode(), new.encode())
        made[name] = content
    return packed(made)


def test_chart__is_words_own_and_its_figures_can_be_changed() -> None:
    made = files(document(ASK), LINE)
    assert "<c:lineChart>" in made["word/charts/graphique1.xml"].decode()
    book = load_workbook(BytesIO(made["word/embeddings/graphique1.xlsx"]))["Données"]
    assert [[cell.value for cell in line] for line in book.iter_rows()] == [
        [None, "Dû", "Versé & <reçu>"], ["Jan.", 1.5, -1], ["Fév.", None, 2], ["Mars", 3, 2.25],
    ]  # fmt: skip


def test_new_parts__are_declared_and_reached_by_relationships() -> None:
    package = Package.open(fill(document(ASK), Data({}, sections={"x": (LINE, BAR)})).data)
    main = package.part("word/document.xml").decode()
    ids = re.findall(r'<c:chart [^>]*r:id="([^"]*)"', main)
    relations = {one.id: one for one in package.relations("word/document.xml")}
    charts = [relations[one] for one in ids]
    assert [one.kind for one in charts] == ["chart", "chart"]
    for one in charts:
        assert str(package.content_type(one.target)).endswith("drawingml.chart+xml")
        book = package.related(one.target, "package")
        assert book is not None
        assert str(package.content_type(book.target)).endswith("spreadsheetml.sheet")
        assert f'<c:externalData r:id="{book.id}">' in package.part(one.target).decode()


def test_same_figures__same_bytes() -> None:
    assert workbook(LINE) == workbook(LINE)
    data = Data({}, sections={"x": (LINE,)})
    assert fill(document(ASK), data).data == fill(document(ASK), data).data
    with zipfile.ZipFile(BytesIO(workbook(LINE))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("graph", "said"),
    [
        (BAR, ['<c:barDir val="bar"/>', '<c:grouping val="clustered"/>', '<c:showVal val="1"/>']),
        (STACK, ['<c:barDir val="col"/>', '<c:grouping val="stacked"/>', "<c:legend>"]),
        (LINE, ['<c:dispBlanksAs val="gap"/>', '<a:schemeClr val="accent2"/>']),
    ],
)
def test_kinds__are_drawn_as_asked(graph: Graph, said: list[str]) -> None:
    drawn = chart(graph)
    assert [one for one in said if one not in drawn] == []


def test_axis__starts_at_zero_unless_something_lies_below() -> None:
    assert '<c:min val="0"/>' in chart(BAR)
    assert "<c:min " not in chart(LINE)


def test_chart__is_described_for_who_cannot_see_it() -> None:
    assert described(BAR) == "Taux : Jan. 1.50 % ; Mars 3 %"
    assert described(LINE) == "Plafond : Dû 3 mois (Mars) ; Versé & <reçu> 2.25 mois (Mars)"
    main = files(document(ASK), LINE)["word/document.xml"].decode()
    assert 'descr="Plafond : Dû 3 mois (Mars) ; Versé &amp; &lt;reçu&gt; 2.25 mois (Mars)"' in main


def test_letters__are_those_of_the_documents_text() -> None:
    style = (
        '<w:style w:type="paragraph" w:default="1"><w:rPr><w:rFonts w:ascii="Marianne"/></w:rPr>'
    )
    made = unpacked(document(ASK))
    made["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{style}</w:style></w:styles>'.encode()
    drawn = files(packed(made), LINE)["word/charts/graphique1.xml"]
    assert b'<a:latin typeface="Marianne"/>' in drawn


def test_drawings__have_numbers_of_their_own() -> None:
    given = ASK + table(row(p(r("{{liste.a}}")), ASK)) + p(text_box(p(r("x"))))
    data = Data({}, lists={"liste": [{"a": "1"}, {"a": "2"}]}, sections={"x": (LINE,)})
    made = unpacked(fill(document(given, header1=ASK), data).data)
    both = made["word/document.xml"] + made["word/header1.xml"]
    ids = re.findall(rb'<wp:docPr id="(\d+)"', both)
    assert len(ids) == len(set(ids)) == 5
    assert len([name for name in made if name.startswith("word/charts/g")]) == 4


def test_chart_in_a_text_box__is_no_wider_than_the_box() -> None:
    given = p(text_box(ASK).replace('cx="100"', 'cx="3600000"'))
    main = files(document(given), LINE)["word/document.xml"].decode()
    (width, _) = re.findall(r'<wp:extent cx="(\d+)" cy="2286000"/>', main)[:2]
    assert int(width) == (3_600_000 // 635 - 288) * 635


def test_older_programs__are_shown_the_same_numbers() -> None:
    data = Data({}, sections={"x": (LINE,)}, labels={"chart": "Graphique"})
    main = unpacked(fill(document(p(text_box(ASK)) + ASK), data).data)["word/document.xml"]
    assert re.findall(rb"<w:t>(\d)</w:t>", main) == [b"1", b"1", b"2"]


def test_words_of_data__are_never_fields() -> None:
    graph = Graph("{{champ}}", "line", ("{{champ}}\x00\ud800",), (Series("]]>", (Decimal(1),)),))
    outcome = fill(document(ASK), Data({"champ": "non"}, sections={"x": (graph,)}))
    made = unpacked(outcome.data)
    assert "{{champ}}" in made["word/charts/graphique1.xml"].decode()
    assert outcome.unknown == ()
    load_workbook(BytesIO(made["word/embeddings/graphique1.xlsx"]))


@pytest.mark.parametrize(
    "value", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e400"), Decimal("1e-400"), None]
)
def test_figures_that_no_chart_shows__leave_a_gap_or_nothing(value: Decimal | None) -> None:
    drawn = chart(Graph("", "line", ("a",), (Series("s", (value,)),)))
    assert re.findall(r"<c:v>(0?|s|a)</c:v>", drawn)
    assert len(drawn) < 10_000


def test_thousands_of_categories__take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        names = tuple(map(str, range(count)))
        graph = Graph("", "stack", names, (Series("s", (Decimal(1),) * count),) * 2)
        started = perf_counter()
        files(document(ASK), graph)
        return perf_counter() - started

    seconds(100)
    assert seconds(10_000) < 12 * max(seconds(2_000), 0.05)


def test_many_charts__take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        started = perf_counter()
        files(document(ASK * count), LINE)
        return perf_counter() - started

    seconds(10)
    assert seconds(1_000) < 12 * max(seconds(200), 0.05)


def test_strict_document__gets_strict_parts() -> None:
    made = files(strict(document(ASK)), STACK, image())
    drawn = made["word/charts/graphique1.xml"].decode()
    assert 'xmlns:c="http://purl.oclc.org/ooxml/drawingml/chart"' in drawn
    assert '<c:overlap val="100%"/>' in drawn
    written = made["word/document.xml"] + made["word/_rels/document.xml.rels"]
    written += made["word/charts/_rels/graphique1.xml.rels"]
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/chart" in written
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/image" in written
    assert b"schemas.openxmlformats.org/drawingml" not in written
    assert b"schemas.openxmlformats.org/officeDocument/2006/relationships/" not in written


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_any_prefix__is_the_documents_own(prefix: str) -> None:
    made = unpacked(document(ASK))
    said = re.sub(r"(</?)w:", rf"\1{prefix}", made["word/document.xml"].decode())
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    made["word/document.xml"] = said.replace(f'xmlns:w="{W}"', f'{name}="{W}"').encode()
    main = files(packed(made), LINE)["word/document.xml"].decode()
    assert f"<{prefix}drawing><wp:inline" in main
    assert "<w:" not in main


# --- Pictures


def image(width: int = 400, height: int = 200, kind: str = "png") -> Image:
    out = BytesIO()
    Pillow.new("RGB", (width, height), "red").save(out, kind)
    return Image(out.getvalue(), kind, "Une carte")


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif"])
def test_picture__keeps_its_proportions_in_its_place(kind: str) -> None:
    assert size_of(image(kind=kind), 10**9, 10**9) == (400 * 9525, 200 * 9525)
    assert size_of(image(kind=kind), 1_000, 10**9) == (1_000, 500)
    assert size_of(image(kind=kind), 10**9, 1_000) == (2_000, 1_000)


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        (b'<svg xmlns="x" width="40" height="20px">', "svg", (381_000, 190_500)),
        (b'<svg viewBox="0 0 40 20">', "svg", (381_000, 190_500)),
        (b"<svg>", "svg", (500_000, 375_000)),
        (b"", "png", (500_000, 375_000)),
        (b"\xff\xd8\xff\xe0", "jpeg", (500_000, 375_000)),
        (b"\x89PNG" + bytes(40), "png", (500_000, 375_000)),
        (bytes(24) + (0).to_bytes(8, "little") + (1_000).to_bytes(4, "little") * 2, "emf",
         (360_000, 360_000)),
    ],
)  # fmt: skip
def test_size__is_read_or_reasonable(data: bytes, kind: str, size: tuple[int, int]) -> None:
    assert size_of(Image(data, kind), 1_000_000, 1_000_000) == size


def test_same_picture_twice__is_one_file() -> None:
    shown = image()
    made = files(document(ASK + ASK, header1=ASK), shown)
    assert [name for name in made if "media" in name] == ["word/media/image1.png"]
    assert made["word/document.xml"].count(b'descr="Une carte"') == 2


# --- Programs


@pytest.mark.programs
def test_charts__are_sound_wherever_they_stand(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("{{section: x}}")
    made.sections[0].header.paragraphs[0].text = "{{section: x}}"
    made.add_table(1, 2).cell(0, 1).text = "{{section: x}}"
    made.save(str(tmp_path / "m.docx"))
    data = Data({}, sections={"x": (LINE, BAR, STACK, image())})
    path = tmp_path / "r.docx"
    path.write_bytes(fill((tmp_path / "m.docx").read_bytes(), data).data)
    assert ooxml_errors(path) == []
    book = tmp_path / "b.xlsx"
    book.write_bytes(workbook(LINE))
    assert ooxml_errors(book) == []
    (pdf,) = soffice_convert([path], "pdf", tmp_path / "pdf")
    assert pdf_pages(pdf) >= 1
