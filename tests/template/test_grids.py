"""Tables that a section draws in Word: widths, looks, numbered captions, pages on their side."""

from __future__ import annotations

import re
from pathlib import Path
from time import perf_counter

import pytest
from docx import Document

from cic_sheets.template import fill
from cic_sheets.template.blocks import Block, Graph, Grid, Head, Prose, Title
from cic_sheets.template.data import Appended, Data
from cic_sheets.template.opc.package import Package
from cic_sheets.template.word.grids import fitted, shared
from tests.programs import ooxml_errors, pdf_pages, soffice_convert
from tests.template.documents import STRICT, W, document, p, packed, r, row, table, unpacked

ASK = p(r("{{section: x}}"))
HEADS = (Head("Poste", 20), Head("EUR", 10, figures=True))
ROWS = (("Taxi", "12,00"), ("Hôtel", "1\u00a0200,00"), ("Train", "8,00"), ("Repas", "4,00"))
GRID = Grid("Dépenses", HEADS, ROWS, ("Total", "1\u00a0224,00"))
WIDE = Grid("Large", HEADS, ROWS, wide=True)
LABELS = {"table": "Tableau", "chart": "Graphique"}
A4 = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1000" w:right="906" w:top="1" w:bottom="1"/>'
)


def body(given: str, *blocks: Block, section: str = A4, **data: object) -> str:
    template = sectioned(document(given), section)
    content = fill(template, Data({}, sections={"x": blocks}, **data)).data  # type: ignore[arg-type]
    return unpacked(content)["word/document.xml"].decode()


def sectioned(template: bytes, section: str) -> bytes:
    files = unpacked(template)
    ending = f"<w:sectPr>{section}</w:sectPr>".encode()
    files["word/document.xml"] = files["word/document.xml"].replace(b"<w:sectPr/>", ending)
    return packed(files)


def styled(template: bytes, *styles: tuple[str, str, str]) -> bytes:
    """With these styles: kind, identity, name."""
    said = "".join(
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
        for kind, id, name in styles
    )
    return packed(
        {**unpacked(template), "word/styles.xml": f'<w:styles xmlns:w="{W}">{said}</w:styles>'}
    )


def words(text: str) -> list[str]:
    return [
        "".join(re.findall(r"<w:t[^>]*>([^<]*)", one))
        for one in re.findall(r"<w:p>.*?</w:p>", text)
    ]


# --- Widths


def test_widths__are_shared_to_the_last_twentieth_of_a_point() -> None:
    assert shared(1_000, [1, 1, 1]) == [333, 334, 333]


@pytest.mark.parametrize(
    ("width", "shares", "least", "widths"),
    [
        (1_000, [9, 1], [100, 300], [700, 300]),  # the narrow one gets what it needs
        (1_000, [1, 1], [900, 600], [600, 400]),  # not all fits: by their needs
        (1_000, [1, 1], [10, 10], [500, 500]),
    ],
)
def test_columns__are_widened_until_no_word_is_cut(
    width: int, shares: list[int], least: list[int], widths: list[int]
) -> None:
    assert fitted(width, shares, least) == widths


@pytest.mark.parametrize(
    ("section", "width"),
    [
        (A4, 10_000),
        ("", 11_906 - 2 * 1_417),
        (A4 + '<w:cols w:num="2" w:space="400"/>', 4_800),
        (A4.replace('w:left="1000"', 'w:left="50pt"'), 10_000),
        (A4.replace('w:left="1000"', 'w:left="x"'), 10_000 + 1_000 - 1_417),
    ],
)
def test_table__is_as_wide_as_the_text_of_its_page(section: str, width: int) -> None:
    said = body(ASK, GRID, section=section)
    assert f'<w:tblW w:w="{width}" w:type="dxa"/>' in said
    assert sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', said))) == width


@pytest.mark.parametrize(
    ("look", "width"),
    [('<w:tcW w:w="3000" w:type="dxa"/>', 2_784), ('<w:tcW w:w="0" w:type="auto"/>', 4_784)],
)
def test_table_in_a_cell__is_as_wide_as_the_cell(look: str, width: int) -> None:
    given = table(row(ASK)).replace("<w:tcPr/>", f"<w:tcPr>{look}</w:tcPr>")
    assert f'<w:tblW w:w="{width}" w:type="dxa"/>' in body(given, GRID)


def test_many_columns__are_written_smaller_rather_than_cut() -> None:
    heads = tuple(Head("Dénomination") for _ in range(8))
    said = body(ASK, Grid("", heads, ()), section=A4)
    assert '<w:sz w:val="16"/><w:szCs w:val="16"/>' in said
    assert '<w:tblCellMar><w:left w:w="50" w:type="dxa"/>' in said
    assert "<w:tblCellMar>" not in body(ASK, Grid("", heads[:4], ()), section=A4)


# --- Looks


def test_table__repeats_its_headings_and_breaks_no_row() -> None:
    said = body(ASK, GRID)
    assert said.count("<w:tblHeader/>") == 1
    assert said.count("<w:cantSplit/>") == len(ROWS) + 2
    assert said.count('<w:vAlign w:val="bottom"/>') == len(HEADS)
    assert said.count('<w:jc w:val="right"/>') == len(ROWS) + 2
    assert '<w:tblCaption w:val="Dépenses"/>' in said
    assert '<w:tblLook w:val="0460" w:firstRow="1" w:lastRow="1"' in said


def kept(grid: Grid) -> str:
    """`k` for a row that stays with the next, `.` for one after which a page may end."""
    rows = re.findall(r"<w:tr>.*?</w:tr>", body(ASK, grid))
    return "".join("k" if "<w:keepNext/>" in one else "." for one in rows)


def test_short_table__stands_on_one_page() -> None:
    assert kept(GRID) == "kkkkk."
    assert kept(GRID._replace(total=())) == "kkkk."
    assert kept(GRID._replace(rows=())) == "k."


def test_long_table__has_neither_its_headings_nor_its_total_with_one_row_alone() -> None:
    long = GRID._replace(rows=ROWS * 5)
    assert kept(long) == "kk" + "." * 17 + "kk."
    assert kept(long._replace(total=())) == "kk" + "." * 19


def test_table_of_long_texts__is_no_short_one() -> None:
    told = " ".join(["mot"] * 120)
    assert kept(Grid("Textes", HEADS, ((told, "1"), (told, "2"), (told, "3")))) == "kk.."


@pytest.mark.parametrize("name", ["Tableau du rapport", "TABLE GRID", "Grille du tableau"])
def test_table__takes_the_style_of_the_template_in_any_case(name: str) -> None:
    template = styled(document(ASK), ("table", "T", name), ("paragraph", "C", "Texte de tableau"))
    said = unpacked(fill(template, Data({}, sections={"x": (GRID,)})).data)["word/document.xml"]
    assert b'<w:tblStyle w:val="T"/>' in said
    assert b"<w:tblBorders>" not in said
    assert said.count(b'<w:pStyle w:val="C"/>') == 2 * (len(ROWS) + 2)


def test_table_without_style__has_plain_borders() -> None:
    assert body(ASK, GRID).count('w:val="single"') == 6


def test_line_feeds_in_a_cell__are_paragraphs_of_their_own() -> None:
    said = body(ASK, Grid("", HEADS, (("a\nb", "1"),)))
    assert [one for one in words(said) if one] == ["Poste", "EUR", "a", "b", "1"]


def test_arabic_table__runs_from_the_right_and_its_figures_stay_as_they_are() -> None:
    heads = (Head("البند"), Head("المبلغ", figures=True))
    said = body(ASK, Grid("جدول", heads, (("سفر", "-12,00"),)))
    assert "<w:bidiVisual/>" in said
    figure = next(one for one in re.findall(r"<w:p>.*?</w:p>", said) if "-12,00" in one)
    assert "<w:bidi/>" not in figure
    assert "<w:rtl/>" not in figure


@pytest.mark.parametrize(
    ("grid", "tables"),
    [
        (Grid("Vide", HEADS, ()), 1),
        (Grid("Rien", (), ()), 0),
        (Grid("", (Head(""),), ()), 0),
        (Grid("", (Head(""),), (("a",),)), 1),
        (Grid("", tuple(Head(str(n)) for n in range(130)), (("1",) * 130,)), 3),
    ],
)
def test_every_grid__leaves_a_sound_document(grid: Grid, tables: int) -> None:
    said = body(ASK, grid)
    assert said.count("<w:tbl>") == tables
    assert all(len(re.findall("<w:tc>", one)) <= 63 for one in re.findall("<w:tr>.*?</w:tr>", said))


def test_hostile_words__are_said_and_nothing_more() -> None:
    said = body(ASK, Grid('a"<&\x00', (Head("<w:p>"),), (("\x01]]>{{x}}\ud800",),)))
    assert "{{x}}" in said
    assert '<w:tblCaption w:val="a&quot;&lt;&amp;"/>' in said


def test_ten_thousand_rows__take_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        grid = Grid("", HEADS, ROWS * (count // 4))
        started = perf_counter()
        body(ASK, grid)
        return perf_counter() - started

    seconds(400)
    assert seconds(10_000) < 12 * max(seconds(2_000), 0.05)


# --- Captions


def test_captions__are_numbered_through_the_document_in_its_order() -> None:
    template = document(ASK + table(row(p(r("{{section: y}}")))) + ASK, footnotes=ASK)
    graph = Graph("Courbe", "line", ("a",), ())
    data = Data({}, sections={"x": (GRID,), "y": (graph, GRID)}, labels=LABELS)
    files = unpacked(fill(template, data).data)
    said = words(files["word/document.xml"].decode())
    assert [one for one in said if "–" in one] == [
        "Tableau\u00a01 – Dépenses", "Graphique\u00a01 – Courbe", "Tableau\u00a02 – Dépenses",
        "Tableau\u00a03 – Dépenses",
    ]  # fmt: skip
    assert "Tableau\u00a04 – Dépenses" in words(files["word/footnotes.xml"].decode())
    assert (
        files["word/document.xml"].count(b'<w:fldSimple w:instr=" SEQ Tableau \\* ARABIC ">') == 3
    )


def test_caption_of_a_table__stands_above_and_stays_with_it() -> None:
    template = styled(document(ASK), ("paragraph", "L", "Légende"))
    said = unpacked(fill(template, Data({}, sections={"x": (GRID,)}, labels=LABELS)).data)
    assert (
        '<w:p><w:pPr><w:pStyle w:val="L"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">'
        in said["word/document.xml"].decode()
    )


def test_caption_without_label__is_plain() -> None:
    said = body(ASK, GRID)
    assert words(said)[0] == "Dépenses"
    assert "fldSimple" not in said


# --- Pages on their side


def pages(said: str) -> list[str]:
    """Of each section, `landscape` or `upright`."""
    found = re.findall(r"<w:sectPr.*?</w:sectPr>", said)
    return ["landscape" if "landscape" in one else "upright" for one in found]


UP, SIDE = "upright", "landscape"


@pytest.mark.parametrize(
    ("given", "blocks", "turned"),
    [
        (p(r("a")) + ASK + p(r("b")), (WIDE,), [UP, SIDE, UP]),
        (ASK + p(r("b")), (WIDE,), [SIDE, UP]),
        (p(r("a")) + ASK, (WIDE,), [UP, SIDE]),
        (p("") + ASK + p(""), (WIDE,), [SIDE]),
        (ASK, (Prose("a"), WIDE, Prose("b")), [UP, SIDE, UP]),
        (p(r("a")) + ASK + ASK + p(r("b")), (WIDE,), [UP, SIDE, SIDE, UP]),
        (p(r("a")) + ASK + p(r("b")), (WIDE, Title("t"), WIDE), [UP, SIDE, UP]),
        (ASK, (GRID,), [UP]),
        (table(row(ASK)), (WIDE,), [UP]),
    ],
)
def test_wide_tables__turn_their_pages_and_leave_none_empty(
    given: str, blocks: tuple[Block, ...], turned: list[str]
) -> None:
    assert pages(body(given, *blocks)) == turned


def test_page_that_lies_already__is_not_turned() -> None:
    section = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    assert pages(body(p(r("a")) + ASK, WIDE, section=section)) == [SIDE]


def test_turned_page__keeps_headers_and_counts_on() -> None:
    reference = '<w:headerReference w:type="default" r:id="rId9"/>'
    ending = reference + '<w:type w:val="continuous"/>' + A4
    ending += '<w:pgNumType w:fmt="decimal" w:start="5"/><w:cols w:num="2"/><w:titlePg/>'
    said = body(p(r("a")) + ASK + p(r("b")), WIDE, section=ending)
    first, side, last = re.findall(r"<w:sectPr.*?</w:sectPr>", said)
    assert first == f"<w:sectPr>{ending}</w:sectPr>"
    for one in (side, last):
        assert reference in one
        assert '<w:type w:val="nextPage"/>' in one
        assert "titlePg" not in one
        assert "w:start=" not in one
    assert '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' in side
    assert "w:cols" not in side
    assert '<w:tblW w:w="14932" w:type="dxa"/>' in said


def test_paragraph_that_ends_a_section__ends_the_turned_one() -> None:
    look = f"<w:pPr><w:sectPr>{A4}</w:sectPr></w:pPr>"
    given = p(r("a")) + p(r("{{section: x}}"), look) + p(r("b"))
    assert pages(body(given, WIDE)) == [UP, SIDE, UP]


def test_appended_tables__turn_their_pages_too() -> None:
    template = sectioned(document(p(r("a"))), A4)
    data = Data({}, appended=(Appended("Annexe", (WIDE,)), Appended("Suite", (Prose("b"),))))
    said = unpacked(fill(template, data).data)["word/document.xml"].decode()
    assert pages(said) == [UP, SIDE, UP]


def test_strict_document__gets_strict_words() -> None:
    files = unpacked(document(ASK))
    files = {name: one.replace(W.encode(), STRICT.encode()) for name, one in files.items()}
    content = fill(packed(files), Data({}, sections={"x": (GRID, WIDE)})).data
    said = Package.open(content).part("word/document.xml").decode()
    assert '<w:jc w:val="end"/>' in said
    assert '"right"' not in said
    assert '<w:tblLook w:firstRow="1"' in said


@pytest.mark.programs
def test_tables__are_sound_and_fill_the_pages_they_need(tmp_path: Path) -> None:
    made = Document()
    for text in ("a", "{{section: x}}", "{{section: x}}", "b"):
        made.add_paragraph(text)
    made.save(str(tmp_path / "m.docx"))
    path = tmp_path / "r.docx"
    data = Data({}, sections={"x": (WIDE, Grid("Vide", HEADS, ()))}, labels=LABELS)
    path.write_bytes(fill((tmp_path / "m.docx").read_bytes(), data).data)
    assert ooxml_errors(path) == []
    (pdf,) = soffice_convert([path], "pdf", tmp_path / "pdf")
    assert pdf_pages(pdf) == 5
