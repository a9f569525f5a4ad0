"""Finding elements by place, and splicing text that stays well-formed."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.opc.markup import (
    Markup,
    appended,
    attributes,
    escaped,
    spliced,
    with_attributes,
    xstring,
)


def names(text: bytes) -> list[str]:
    markup = Markup(text)
    return [one.name.decode() for one in markup.children(markup.root())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (b"<r><a/><b></b><c>x</c></r>", ["a", "b", "c"]),
        (b"<?xml version='1.0'?>\n<!-- <z/> -->\n<x:r xmlns:x='u'><x:a/><y/></x:r>", ["a", "y"]),
        (b"<r><a><a/><a></a></a><ab/></r>", ["a", "ab"]),
        (b"<r><!-- <z> --><a><![CDATA[</a><z/>]]></a><?z <z/>?><b/></r>", ["a", "b"]),
        (b'<r><a t="1 > 0" u=\'"</a>"\'/><b/></r>'.replace(b"</a>", b"&lt;"), ["a", "b"]),
        (b"<r\n  a='1'\n><a\n/>\t<b >x</b\n></r>", ["a", "b"]),
        (b"<r/>", []),
    ],
)
def test_children__are_the_elements_directly_inside(text: bytes, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"text",
        b"<r><a></r>",
        b"<r><a",
        b"<!DOCTYPE r [<!ENTITY a '<b/>'>]><r>&a;</r>",
        b"<?xml version='1.0' encoding='klingon'?><r/>",
        b"\xff\xfe\x00",
    ],
)
def test_markup__refuses_what_it_cannot_place(text: bytes) -> None:
    with pytest.raises(PatchError):
        names(text)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "cp1252"])
def test_markup__reads_any_encoding_and_becomes_utf8(encoding: str) -> None:
    said = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    text = f'<?xml version="1.0" encoding="{said}"?><r><été/></r>'.encode(encoding)
    assert names(text) == ["été"]
    assert ET.fromstring(Markup(text).text).find("été") is not None


def test_attributes__are_resolved_and_kept_apart() -> None:
    tag = b"""<c  r="A1" t = 's' x:y="a &amp; b&#233;&#xE9;&lt;"  z=""/>"""
    assert attributes(tag) == {"r": "A1", "t": "s", "x:y": "a & béé<", "z": ""}


@pytest.mark.parametrize(
    ("tag", "changes", "result"),
    [
        (b'<c r="A1"/>', {"s": "3"}, b'<c r="A1" s="3"/>'),
        (b'<c r="A1" s="1" t="s">', {"s": "3"}, b'<c r="A1" s="3" t="s">'),
        (b"<c s='1'>", {"s": "3"}, b'<c s="3">'),
        (b'<c xs="1" s="2">', {"s": None}, b'<c xs="1">'),
        (b"<c>", {"s": 'a"b<\n'}, b'<c s="a&quot;b&lt;&#10;">'),
        (b"<c />", {"s": "1", "t": None}, b'<c s="1"/>'),
    ],
)
def test_with_attributes__sets_in_place_adds_at_the_end_and_removes(
    tag: bytes, changes: dict[str, str | None], result: bytes
) -> None:
    assert with_attributes(tag, changes) == result


def test_appended__opens_an_element_closed_at_once() -> None:
    for text in (b"<r><x:a xmlns:x='u' /></r>", b"<r><x:a xmlns:x='u'></x:a></r>"):
        markup = Markup(text)
        element = markup.children(markup.root())[0]
        result = spliced(text, [appended(markup, element, b"<b/>")])
        assert result == b"<r><x:a xmlns:x='u'><b/></x:a></r>"


def test_spliced__refuses_overlaps_and_broken_results() -> None:
    text = b"<r><a/></r>"
    with pytest.raises(PatchError):
        spliced(text, [(3, 7, b""), (5, 6, b"")])
    with pytest.raises(PatchError):
        spliced(text, [(3, 3, b"<b>")])
    with pytest.raises(PatchError):
        spliced(text, [(3, 3, b"<x:b/>")])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", b"=1+1"),
        ("a\r\nb\rc\td", b"a\nb\nc\td"),
        ("\x07\x00", b"_x0007__x0000_"),
        ("_x0007_ et _xyz_", b"_x005F_x0007_ et _xyz_"),
        ('<é & "ب">', "&lt;é &amp; &quot;ب&quot;&gt;".encode()),
        ("\ufffe\ud800", "_xFFFE_\ufffd".encode()),
    ],
)
def test_xstring__escapes_what_xml_or_excel_would_take_otherwise(text: str, written: bytes) -> None:
    assert xstring(text) == written


@given(st.text())
def test_xstring__is_always_well_formed(text: str) -> None:
    ET.fromstring(b"<t>" + xstring(text) + b"</t>")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_escaped__reads_back_as_it_was(text: str) -> None:
    assert ET.fromstring(b'<t a="' + escaped(text) + b'"/>').get("a") == text
