"""A field is filled wherever Word can hold one, with exactly the characters of the data."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from cic_sheets.template import Data, Outcome, fill
from tests.template.documents import (
    FIELD,
    IN_ONE_LINE,
    PLACES,
    STRICT,
    W,
    changed,
    document,
    p,
    packed,
    r,
    row,
    table,
    unpacked,
)

VALUES = {
    "plain": "Rabat",
    "French": "Hôtel & Café <Rabat>",
    "quotes": 'l\'« an "2023" »',
    "Arabic": "جماعة الرباط",
    "both": "Réunion مع جماعة الرباط à 12 h",
    "emoji": "🌳 fait",
    "tab": "a\tb",
    "line breaks": "un\ndeux\r\ntrois",
    "entities": "&lt;w:p/&gt; ]]> <![CDATA[",
    "field": "{{champ}} {{autre}}",
    "outer blanks": "  x  ",
    "empty": "",
    "controls": "a\x07b\ufffec",
}


def spoken(place: str, data: bytes) -> list[str]:
    """Every text of the part that begins with « a » and ends with « z », as a reader sees it."""
    part = "docProps/core.xml" if PLACES[place][0] == "core" else f"word/{PLACES[place][0]}.xml"
    root = ET.fromstring(unpacked(data)[part])
    if place == "title":
        return [one.text or "" for one in root]
    if place == "alternative text":
        return [one.get("descr", "") for one in root.iter() if one.tag.endswith("}docPr")]
    return [text for text in map(paragraph, root.iter(f"{{{W}}}p")) if text.startswith("a")]


def paragraph(node: ET.Element) -> str:
    said = ""
    for one in node:
        name = one.tag.rpartition("}")[2]
        if name == "t":
            said += one.text or ""
        elif name in ("br", "tab"):
            said += {"br": "\n", "tab": "\t"}[name]
        elif name not in ("pPr", "rPr", "AlternateContent"):
            said += paragraph(one)
    return said


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("place", PLACES)
def test_place__says_the_value(place: str, value: str) -> None:
    part, content = PLACES[place]
    before = document(**{"body" if part == "document" else part: content})
    outcome = fill(before, Data({"champ": VALUES[value], "autre": "jamais"}))
    said = VALUES[value].replace("\r\n", "\n").replace("\x07", "").replace("\ufffe", "")
    if place in IN_ONE_LINE:
        said = said.replace("\n", " ").replace("\t", " ")
    # A title's blanks and a text's are the same here: ElementTree reads both as written.
    assert spoken(place, outcome.data) == [f"a {said} z"] * (2 if place == "text box" else 1)
    file = "docProps/core.xml" if part == "core" else f"word/{part}.xml"
    assert changed(before, outcome.data) == [file]
    assert (outcome.unknown, outcome.broken, outcome.unreachable) == ((), (), ())


@pytest.mark.parametrize("place", PLACES)
def test_unknown_field__stays_and_is_told_with_its_place(place: str) -> None:
    part, content = PLACES[place]
    before = document(**{"body" if part == "document" else part: content})
    outcome = fill(before, Data({"champs": "x"}))
    assert outcome.data == before
    assert {(one.name, one.near) for one in outcome.unknown} == {("champ", "champs")}
    assert outcome.unused == ("champs",)


KINDS = {
    "docx": "document.main",
    "dotx": "template.main",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind__is_kept_unless_the_name_says_document(kind: str) -> None:
    before = document(p(r(FIELD)), kind=KINDS[kind])
    kept = fill(before, Data({"champ": "x"}), f".{kind}").data
    assert changed(before, kept) == ["word/document.xml"]
    made = fill(before, Data({"champ": "x"}), f".{kind.replace('dot', 'doc')}").data
    assert b"emplate" not in unpacked(made)["[Content_Types].xml"]


def written(change: str) -> Outcome:
    """A document whose main part is written as other programs write."""
    files = unpacked(document(p(r(FIELD, "<w:rPr><w:b/></w:rPr>"))))
    text = files["word/document.xml"].decode()
    part: str | bytes = text
    if change == "strict":
        part = text.replace(W, STRICT)
    elif change == "prefix":
        part = text.replace("<w:", "<x:").replace("</w:", "</x:").replace("xmlns:w=", "xmlns:x=")
    elif change == "no prefix":
        part = text.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", "xmlns=")
    elif change == "utf-16":
        part = ('<?xml version="1.0" encoding="UTF-16"?>' + text).encode("utf-16")
    elif change == "reference":
        part = text.replace("{{", "&#123;&#x7B;")
    elif change == "single quotes":
        part = text.replace('"', "'")
    elif change == "declared below":
        part = text.replace("<w:t ", f'<w:t xmlns:z="urn:z" xmlns:w="{W}" ')
    return fill(packed({**files, "word/document.xml": part}), Data({"champ": "Été <2023>"}))


@pytest.mark.parametrize(
    "change",
    ["strict", "prefix", "no prefix", "utf-16", "reference", "single quotes", "declared below"],
)
def test_part__is_filled_however_it_is_written(change: str) -> None:
    outcome = written(change)
    root = ET.fromstring(unpacked(outcome.data)["word/document.xml"])
    texts = [one for one in root.iter() if one.tag.endswith("}t")]
    assert [one.text for one in texts] == ["Été <2023>"]
    assert [one.tag for one in root.iter() if one.tag.endswith("}b")]


def test_look__is_that_of_the_run_where_the_field_starts() -> None:
    before = document(PLACES["two formats"][1])
    body = unpacked(fill(before, Data({"champ": "x"})).data)["word/document.xml"].decode()
    assert "<w:r><w:rPr><w:b/></w:rPr><w:t>x</w:t></w:r>" in body
    assert "<w:i/>" not in body


def test_arabic__takes_direction_size_and_weight_and_turns_its_own_paragraph() -> None:
    look = '<w:rPr><w:b/><w:sz w:val="28"/><w:lang w:val="fr"/></w:rPr>'
    before = document(p(r(FIELD, look)) + p(r(f"Commune : {FIELD}", look)))
    after = fill(before, Data({"champ": "الرباط"})).data
    body = unpacked(after)["word/document.xml"].decode()
    right = '<w:b/><w:bCs/><w:sz w:val="28"/><w:szCs w:val="28"/><w:rtl/><w:lang w:val="fr"/>'
    assert body.count(f"<w:rPr>{right}</w:rPr><w:t>الرباط</w:t>") == 2
    assert body.count("<w:bidi/>") == 1
    assert "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/><w:bCs/>" in body


def test_same_data__gives_the_same_bytes() -> None:
    before = document(p(r(FIELD)))
    assert fill(before, Data({"champ": "x"})).data == fill(before, Data({"champ": "x"})).data


@pytest.mark.parametrize("text", ["{{champ", "champ}}", "{{champ}", "a {{{champ}", "{{champ} }"])
def test_braces_that_are_no_field__are_told(text: str) -> None:
    outcome = fill(document(p(r(text))), Data({"champ": "x"}))
    assert [text in one.words for one in outcome.broken] == [True]


def test_place__is_named_by_paragraph_table_and_row() -> None:
    body = p(r("un")) + table(row(p(r("a"))), row(p(r("{{incnonu}}")))) + p(r("{{faux}}"))
    in_table, in_text = fill(document(body), Data({"inconnu": 1})).unknown
    assert (in_table.near, in_table.place[:5]) == ("inconnu", ("body", 1, 3, 1, 2))
    assert (in_text.near, in_text.place[:5]) == ("", ("body", 1, 4, 0, 0))


def test_code_of_a_field__takes_nothing_from_data() -> None:
    body = p(f'<w:r><w:instrText>HYPERLINK "{FIELD}"</w:instrText></w:r>')
    outcome = fill(document(body), Data({"champ": "x"}))
    assert [one.name for one in outcome.unreachable] == ["champ"]
