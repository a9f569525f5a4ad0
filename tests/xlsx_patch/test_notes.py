"""Notes and their boxes, alone and beside what a sheet has already."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from cic_sheets.template.excel.spreadsheet import TRANSITIONAL
from cic_sheets.xlsx.patch import annotate
from cic_sheets.xlsx.patch.comments import Note, with_notes
from cic_sheets.xlsx.patch.shapes import Grid, with_boxes
from tests.xlsx_patch.books import (
    MAIN,
    TEXTS,
    loaded,
    mark,
    parts_of,
    plain_book,
    replaced,
    rich_book,
)

NOTE = {(3, 2): Note((("Titre", "phrase"),))}
GRID = Grid(lambda column: 64, lambda row: 20)
X = "{urn:schemas-microsoft-com:office:excel}"
V = "{urn:schemas-microsoft-com:vml}"
OURS = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
)


def comments(inner: str, prefix: str = "") -> bytes:
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    return f'<{prefix}comments {name}="{MAIN.strip("{}")}">{inner}</{prefix}comments>'.encode()


def texts(part: bytes) -> dict[str, str]:
    return {
        one.get("ref", ""): "".join(t.text or "" for t in one.iter(f"{MAIN}t"))
        for one in ET.fromstring(part).iter(f"{MAIN}comment")
    }


def anchors(part: bytes) -> dict[tuple[int, int], list[int]]:
    """Each box's anchor by its cell (row, column from 1)."""
    found = {}
    for data in ET.fromstring(part).iter(f"{X}ClientData"):
        row, column, anchor = (data.findtext(X + name, "") for name in ("Row", "Column", "Anchor"))
        found[int(row) + 1, int(column) + 1] = [int(n) for n in anchor.split(",")]
    return found


# -- Comments --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "prefix"),
    [
        ('<authors><author>A</author></authors><commentList><comment ref="B3" authorId="0"><text>'
         "<t>avant</t></text></comment></commentList>", ""),
        ('<x:authors><x:author>A</x:author></x:authors><x:commentList><x:comment ref="B3" '
         'authorId="0"><x:text><x:r><x:rPr><x:b/></x:rPr><x:t>avant</x:t></x:r></x:text>'
         "</x:comment></x:commentList>", "x:"),
        ('<authors><author>A</author></authors><commentList><comment ref="$B$3" authorId="0">'
         '<text><r><t>av</t></r><r><t>ant</t></r><rPh sb="0" eb="1"><t/></rPh></text></comment>'
         "</commentList>", ""),
    ],
)  # fmt: skip
def test_cell_with_a_comment__keeps_its_text_first(inner: str, prefix: str) -> None:
    made = with_notes(comments(inner, prefix), NOTE, "Contrôle", TRANSITIONAL)
    assert list(texts(made.content).values()) == ["avant\n\nTitre\nphrase"]
    assert made.merged == {(3, 2): "avant\n\nTitre\nphrase"}
    text = ET.fromstring(made.content).find(f".//{MAIN}text")
    assert text is not None
    names = [one.tag.removeprefix(MAIN) for one in text]
    assert set(names) <= {"r", "rPh"}
    assert names == sorted(names, key=["r", "rPh"].index)


def test_cell_with_an_empty_comment__gets_the_note() -> None:
    for text in ("<text/>", "<text></text>", ""):
        inner = f'<commentList><comment ref="B3" authorId="0">{text}</comment></commentList>'
        part = with_notes(comments(f"<authors/>{inner}"), NOTE, "C", TRANSITIONAL).content
        assert texts(part) == {"B3": "\n\nTitre\nphrase"}


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "<commentList/>",
        "<authors/><commentList/>",
        "<authors><author>B</author></authors><commentList></commentList><extLst/>",
        "<authors><author>B</author><author>Contrôle</author></authors><commentList/>",
    ],
)
def test_new_note__is_signed_by_the_author_in_whatever_part(inner: str) -> None:
    part = with_notes(comments(inner), NOTE, "Contrôle", TRANSITIONAL).content
    root = ET.fromstring(part)
    names = [one.tag.removeprefix(MAIN) for one in root]
    assert names[:2] == ["authors", "commentList"]
    authors = [one.text for one in root.iter(f"{MAIN}author")]
    assert authors.count("Contrôle") == 1
    comment = root.find(f".//{MAIN}comment")
    assert comment is not None
    assert authors[int(comment.get("authorId", ""))] == "Contrôle"


def test_sheet_with_comments__keeps_them_in_the_same_part() -> None:
    data = rich_book()
    marks = [mark("Dépenses", 3, 2), mark("Dépenses", 5, 2)]
    result = parts_of(annotate(data, marks, TEXTS))
    assert [name for name in result if "comments" in name] == ["xl/comments1.xml"]
    found = texts(result["xl/comments1.xml"])
    assert found["B3"].startswith("Une note d'avant\n\nDEP-07 · Erreur\n")
    assert list(found) == ["B3", "B5"]
    assert loaded(annotate(data, marks, TEXTS))["Dépenses"]["B3"].comment.author != "Contrôle"


# -- Boxes -----------------------------------------------------------------------------------


def test_every_note__has_its_box() -> None:
    marks = [mark("Dépenses", row, 2) for row in (1, 2, 40)] + [mark("Autre", 1, 1)]
    result = parts_of(annotate(plain_book("Dépenses", "Autre"), marks, TEXTS))
    first = anchors(result["xl/drawings/vmlDrawing1.vml"])
    assert list(first) == [(1, 2), (2, 2), (40, 2)]
    assert list(anchors(result["xl/drawings/vmlDrawing2.vml"])) == [(1, 1)]
    assert b"<legacyDrawing r:id=" in result["xl/worksheets/sheet1.xml"]
    ids = re.findall(rb'id="_x0000_s(\d+)"', result["xl/drawings/vmlDrawing1.vml"])
    assert ids == [b"1025", b"1026", b"1027"]


def test_box__is_as_large_as_its_text_needs() -> None:
    def height(text: str) -> int:
        (anchor,) = anchors(with_boxes(None, {(5, 2): text}, GRID, 1)).values()
        left, left_in, top, top_in, right, right_in, bottom, bottom_in = anchor
        assert (right * 64 + right_in) - (left * 64 + left_in) in (320, 480)
        return (bottom * 20 + bottom_in) - (top * 20 + top_in)

    assert height("court") < 40
    assert height("une ligne\n" * 10) > 150
    assert height("mot " * 300) > 300


def test_box__stays_on_the_grid() -> None:
    cells = [(1, 1), (1, 16_384), (1_048_576, 16_384), (1_048_576, 1)]
    found = anchors(with_boxes(None, dict.fromkeys(cells, "texte\n" * 9), GRID, 1))
    for cell in cells:
        left, _, top, _, right, _, bottom, _ = found[cell]
        assert 0 <= left <= right <= 16_383
        assert 0 <= top < bottom <= 1_048_575


def test_box__spans_hidden_rows_without_counting_them() -> None:
    grid = Grid(lambda column: 64, lambda row: 0 if 5 <= row <= 50 else 20)
    (anchor,) = anchors(with_boxes(None, {(4, 1): "a\n" * 4}, grid, 1)).values()
    assert anchor[6] > 50


SHAPE = (
    '<v:shape id="{id}"><{p}:ClientData ObjectType="Note"><{p}:Anchor>\n  2, 15, 1, 4, 3, 5, 2, 3'
    "</{p}:Anchor><{p}:Row>{row}</{p}:Row><{p}:Column>1</{p}:Column></{p}:ClientData></v:shape>"
)


@pytest.mark.parametrize(
    "before",
    [
        OURS + "</xml>",
        OURS + '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/></o:shapelayout></xml>',
        OURS + SHAPE.format(id="_x0000_s2099", p="x", row=8) + "</xml>\n",
        "<?xml version='1.0'?>"
        + OURS.replace(' xmlns:x="urn:schemas-microsoft-com:office:excel"', "")
        + "</xml>",
        "<xml><v:shapetype id='_x0000_t202' xmlns:v='urn:schemas-microsoft-com:vml'/></xml>",
    ],
)
def test_boxes_of_others__stay_and_ours_are_added(before: str) -> None:
    after = with_boxes(before.encode(), {(3, 2): "texte", (4, 2): "autre"}, GRID, 1)
    assert {(3, 2), (4, 2)} <= anchors(after).keys()
    ids = re.findall(r"_x0000_s(\d+)", after.decode())
    assert len(set(ids)) == len(ids)
    assert len(list(ET.fromstring(after).iter(f"{V}shapetype"))) == 1
    kept = before.replace("</xml>", "").strip()
    assert after.decode().startswith(kept)


def test_box_of_the_cell__grows_to_its_longer_text_and_no_other_is_made() -> None:
    before = (OURS + SHAPE.format(id="_x0000_s1025", p="x", row=2) + "</xml>").encode()
    after = with_boxes(before, {(3, 2): "long\n" * 12}, GRID, 1)
    (anchor,) = anchors(after).values()
    assert anchor[:4] == [2, 15, 1, 4]
    assert (anchor[4], anchor[6]) > (3, 2)
    assert after.count(b"<v:shape ") == 1


def test_markup_that_is_no_xml__is_left_as_excel_wrote_it() -> None:
    before = (OURS + "<v:textbox><br><font>a</font></v:textbox></xml>").encode()
    after = with_boxes(before, {(3, 2): "texte"}, GRID, 1)
    assert after.startswith(before[:-6])
    assert after.endswith(b"</v:shape></xml>")


def test_more_boxes_than_a_cluster_holds__claim_the_next() -> None:
    part = with_boxes(None, {(row, 1): "t" for row in range(1, 1101)}, GRID, 7)
    numbers = [int(n) for n in re.findall(rb'id="_x0000_s(\d+)"', part)]
    owned = re.search(rb'idmap v:ext="edit" data="([^"]*)"', part)
    assert owned is not None
    assert owned[1] == b"7,8"
    assert (numbers[0], numbers[-1]) == (7 * 1024 + 1, 7 * 1024 + 1100)


def test_threaded_comments__are_not_touched() -> None:
    threads = b"<ThreadedComments><threadedComment/></ThreadedComments>"
    data = replaced(rich_book(), {"xl/threadedComments/threadedComment1.xml": threads})
    result = parts_of(annotate(data, [mark("Dépenses", 3, 2)], TEXTS))
    assert result["xl/threadedComments/threadedComment1.xml"] == threads
