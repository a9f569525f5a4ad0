"""`{{section: nom}}` alone in a paragraph becomes that section, in the template's own styles."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document

from cic_sheets.template import fill
from cic_sheets.template.blocks import Graph, Grid, Head, Points, Prose, Remark, Series, Title
from cic_sheets.template.data import Data
from cic_sheets.template.kinds import main_part, opened
from cic_sheets.template.word.scan import Node, Scan
from tests.programs import ooxml_errors
from tests.template.documents import document, drawing, p, r, row, table, unpacked
from tests.template.test_corpus import templates

BLOCKS = (
    Title("Plaidoyer de l'année"),
    Prose("Hôtel & Café <Rabat> 🎉", "Résultats"),
    Points(("Première", "Deuxième")),
    Prose("قال العمدة"),
    Remark("Sans objet"),
    Grid("Dépenses", (Head("Poste"), Head("EUR", 5, True)), (("Taxi", "12,00"),), ("Total", "12")),
    Graph("Plafond", "line", ("Jan.", "Fév."), (Series("Dû", (Decimal("1.5"), None)),), "mois"),
)
LOOK = '<w:pPr><w:jc w:val="both"/></w:pPr>'
RUN = '<w:rPr><w:rFonts w:ascii="Arial"/><w:i/><w:sz w:val="20"/></w:rPr>'


def filled(body: str, **data: object) -> bytes:
    return fill(document(body), Data({}, **data)).data  # type: ignore[arg-type]


def main(content: bytes) -> str:
    return unpacked(content)["word/document.xml"].decode()


def texts(content: bytes) -> list[str]:
    paragraphs = re.findall(r"<w:p>.*?</w:p>", main(content))
    return ["".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in paragraphs]


def test_section__takes_the_place_of_its_paragraph() -> None:
    body = p(r("avant")) + p(r("{{section: plaidoyers}}")) + p(r("après"))
    found = texts(filled(body, sections={"plaidoyers": BLOCKS}))
    assert found[:3] == ["avant", "Plaidoyer de l'année",
                         "Résultats Hôtel &amp; Café &lt;Rabat&gt; 🎉"]  # fmt: skip
    assert found[-1] == "après"
    assert not any("{{" in one for one in found)


def test_prose__keeps_the_look_of_the_paragraph_and_of_its_run() -> None:
    body = p(r("{{section: x}}", RUN), LOOK)
    said = main(filled(body, sections={"x": (Prose("un"), Prose("deux", "Chapô"))}))
    assert said.count('<w:jc w:val="both"/>') == 2
    assert said.count('<w:rFonts w:ascii="Arial"/>') == 3
    assert '<w:rFonts w:ascii="Arial"/><w:b/><w:bCs/><w:i/>' in said


def test_arabic__is_written_from_the_right() -> None:
    said = main(filled(p(r("{{section: x}}", RUN), LOOK), sections={"x": (Prose("قال العمدة"),)}))
    assert '<w:pPr><w:bidi/><w:jc w:val="both"/></w:pPr>' in said
    assert "<w:rtl/>" in said
    assert '<w:szCs w:val="20"/>' in said


def test_section_that_ends_a_part_of_the_document__leaves_its_end() -> None:
    look = "<w:pPr><w:sectPr><w:cols w:num='2'/></w:sectPr></w:pPr>"
    said = main(filled(p(r("{{section: x}}"), look), sections={"x": (Prose("a"), Prose("b"))}))
    assert said.count("<w:sectPr>") == main(document(p(r("x"), look))).count("<w:sectPr>")


def test_table_in_a_cell__is_followed_by_a_paragraph() -> None:
    body = table(row(p(r("{{section: x}}"))))
    said = main(filled(body, sections={"x": BLOCKS[5:6]}))
    assert re.search(r"</w:tbl><w:p><w:pPr><w:spacing [^>]*></w:pPr></w:p></w:tc>", said)


@pytest.mark.parametrize("blocks", [(), (Points(()),)])
@pytest.mark.parametrize(
    ("around", "kept"),
    [
        ("{}", True),  # a body has a paragraph
        (table(row(p("") + "{}")), True),  # so has a cell, at its end
        (table(row(p(""))) + "{}", True),
        ("{}" + table(row(p(""))), True),
        (p(r("a")) + "{}", False),
        ("{}" + p(r("a")), False),
    ],
)
def test_empty_section__leaves_a_paragraph_only_where_one_is_needed(
    blocks: tuple[Points, ...], around: str, kept: bool
) -> None:
    said = main(filled(around.replace("{}", p(r("{{section: x}}"))), sections={"x": blocks}))
    assert ("<w:p/>" in said) is kept


@pytest.mark.parametrize(
    ("kept", "order"),
    [
        (f"<w:r>{drawing()}</w:r>", "<w:drawing>.*Prose"),
        ('<w:r><w:br w:type="page"/></w:r>', 'w:type="page".*Prose'),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "footnoteReference.*Prose"),
        ('<w:bookmarkStart w:id="1" w:name="b"/>', "<w:bookmarkStart.*Prose"),
        ('<w:bookmarkEnd w:id="1"/>', "Prose.*<w:bookmarkEnd"),
    ],
)
def test_what_stands_beside_the_question__stays(kept: str, order: str) -> None:
    said = main(filled(p(r("{{section: x}}") + kept), sections={"x": (Prose("Prose"),)}))
    assert re.search(order, said)
    assert "{{" not in said
    assert said.count("Prose") == 1


def test_heading_without_a_style__is_bold_and_stays_with_what_follows() -> None:
    blocks = (Title("Titre"), Prose("texte"))
    said = main(filled(p(r("{{section: x}}", RUN), LOOK), sections={"x": blocks}))
    title, text = re.findall("<w:p>.*?</w:p>", said)
    assert '<w:pPr><w:keepNext/><w:jc w:val="both"/></w:pPr>' in title
    assert "<w:b/>" in title
    assert "keepNext" not in text
    assert "<w:b/>" not in text


def test_new_page__begins_once() -> None:
    look = '<w:pPr><w:pageBreakBefore/><w:jc w:val="both"/></w:pPr>'
    blocks = (Prose("un"), Prose("deux"))
    said = main(filled(p(r("{{section: x}}"), look), sections={"x": blocks}))
    assert said.count("<w:pageBreakBefore/>") == 1
    assert said.index("pageBreakBefore") < said.index("un</w:t>")


def test_field_of_plain_text__is_a_section_too() -> None:
    text = "Une ligne\n\n- un\n- deux\nFin"
    outcome = fill(document(p(r("{{section: bilan}}"))), Data({"bilan": text}))
    assert texts(outcome.data) == ["Une ligne", "•\u00a0un", "•\u00a0deux", "Fin"]
    assert outcome.unused == ()


def test_section_amid_other_words__is_out_of_reach() -> None:
    outcome = fill(document(p(r("voir {{section: x}}"))), Data({}, sections={"x": BLOCKS}))
    assert [one.name for one in outcome.unreachable] == ["section: x"]
    assert "voir {{section: x}}" in main(outcome.data)


def test_unknown_section__is_told_with_the_nearest() -> None:
    outcome = fill(document(p(r("{{section: plaidoyer}}"))), Data({}, sections={"plaidoyers": ()}))
    assert [(one.name, one.near) for one in outcome.unknown] == [
        ("section: plaidoyer", "section: plaidoyers")
    ]


def test_chart_of_more_series_than_word_draws__shows_its_figures() -> None:
    series = tuple(Series(f"S{n}", (Decimal("1.5"), None)) for n in range(256))
    graph = Graph("Plafond", "line", ("Jan.", "Fév."), series, "mois")
    said = filled(p(r("{{section: x}}")), sections={"x": (graph,)})
    assert "<w:drawing>" not in main(said)
    found = texts(said)
    assert found[:3] == ["Plafond", "mois", "S0"]
    assert found.count("1,5") == 256


@pytest.mark.programs
def test_filled_sections__are_sound_and_take_the_styles_of_a_real_template(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("{{section: x}}")
    made.save(str(tmp_path / "m.docx"))
    content = fill((tmp_path / "m.docx").read_bytes(), Data({}, sections={"x": BLOCKS})).data
    (tmp_path / "r.docx").write_bytes(content)
    assert ooxml_errors(tmp_path / "r.docx") == ooxml_errors(tmp_path / "m.docx")
    read = Document(str(tmp_path / "r.docx"))
    styles = {one.text: one.style.name for one in read.paragraphs if one.style}
    assert styles["Plaidoyer de l'année"] == "Heading 2"
    assert styles["Première"] == "List Bullet"
    assert [one.style.name for one in read.tables if one.style] == ["Table Grid"]
    assert len(read.inline_shapes) == 1


# --- Other people's documents


def with_a_section(path: Path) -> bytes | None:
    """The middle one of its plain paragraphs made `{{section: x}}`; None when it has none."""
    package, _ = opened(path.read_bytes())
    main = main_part(package)
    scan = Scan(package.part(main))
    plain = [one for one in scan.nodes if one.name == "w:p" and is_plain(scan, one)]
    if not plain:
        return None
    first, *others = [one for one in scan.inside(plain[len(plain) // 2]) if one.name == "w:t"]
    text = scan.text
    for one in reversed(others):
        text = text[: one.inner] + text[one.close :]
    package.replace(main, text[: first.inner] + b"{{section: x}}" + text[first.close :])
    return package.save()


def is_plain(scan: Scan, paragraph: Node) -> bool:
    inside = scan.inside(paragraph)
    texts = [one for one in inside if one.name == "w:t"]
    plain = {one.name for one in inside} <= _PLAIN
    return plain and bool(texts) and not any(one.closed_at_once for one in texts)


_PLAIN = {f"w:{name}" for name in (
    "r", "t", "pPr", "rPr", "pStyle", "jc", "spacing", "ind", "rFonts", "b", "bCs", "i", "iCs",
    "sz", "szCs", "lang", "color", "rStyle", "u", "keepNext", "numPr", "ilvl", "numId", "tabs",
    "tab", "shd", "widowControl",
)}  # fmt: skip


def test_sections__go_into_other_peoples_documents(corpus: Path) -> None:
    made = 0
    for path in templates(corpus):
        template = with_a_section(path)
        if template is None:
            continue
        made += 1
        outcome = fill(template, Data({}, sections={"x": BLOCKS}))
        before, after = unpacked(template), unpacked(outcome.data)
        changed = {name for name in before if after[name] != before[name]}
        (main,) = changed - {"[Content_Types].xml", "word/_rels/document.xml.rels"}
        added = after.keys() - before.keys()
        assert {name.rpartition("/")[0] for name in added} == {
            "word/charts", "word/charts/_rels", "word/embeddings",
        }, path.name  # fmt: skip
        content = after[main]
        assert content.count(b"H\xc3\xb4tel &amp; Caf\xc3\xa9") == 1, path.name
        assert b"{{section" not in content, path.name
        Scan(content)
    assert made >= 30


@pytest.mark.slow
@pytest.mark.programs
def test_sections__leave_other_peoples_documents_sound(corpus: Path, tmp_path: Path) -> None:
    for path in templates(corpus):
        template = with_a_section(path)
        if template is None:
            continue
        before, after = tmp_path / f"a{path.suffix}", tmp_path / f"b{path.suffix}"
        before.write_bytes(template)
        after.write_bytes(fill(template, Data({}, sections={"x": BLOCKS})).data)
        assert kinds(after) <= kinds(before), path.name


def kinds(path: Path) -> set[str]:
    """The faults that the SDK finds, wherever they are."""
    return {re.sub(r"\[\d+\]", "", one) for one in ooxml_errors(path)}
