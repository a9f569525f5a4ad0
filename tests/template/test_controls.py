"""Content controls are filled by tag or title; what they are bound to says the same."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cic_sheets.template import Data, fill
from cic_sheets.template.word.control_values import written_as
from tests.template.documents import (
    FIELD,
    STORE,
    bound,
    changed,
    control,
    document,
    drawing,
    p,
    r,
    row,
    table,
    unpacked,
)

PLACEHOLDER = '<w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr>'


def body(content: str, value: Any = "Fès") -> str:
    outcome = fill(document(content), Data({"champ": value}))
    return unpacked(outcome.data)["word/document.xml"].decode().split("<w:body>")[1]


@pytest.mark.parametrize(
    "names",
    [
        '<w:tag w:val="champ"/>',
        '<w:alias w:val="Champ"/>',
        '<w:alias w:val="Lieu"/><w:tag w:val="{{champ}}"/>',
    ],
)
def test_control__is_filled_by_its_tag_or_its_title(names: str) -> None:
    look = "<w:rPr><w:b/></w:rPr>"
    after = body(p(control(names, r("un", look) + r("deux"))))
    assert f"<w:sdtContent><w:r>{look}<w:t>Fès</w:t></w:r></w:sdtContent>" in after
    assert names in after


def test_placeholder__loses_its_flag_and_its_look() -> None:
    asked = control(
        '<w:rPr><w:i/></w:rPr><w:tag w:val="champ"/><w:showingPlcHdr/>', r("Cliquez", PLACEHOLDER)
    )
    after = body(p(asked))
    assert "<w:r><w:rPr><w:i/></w:rPr><w:t>Fès</w:t></w:r>" in after
    assert "showingPlcHdr" not in after
    assert "PlaceholderText" not in after
    typed = control('<w:tag w:val="autre"/><w:showingPlcHdr/>', r(FIELD))
    assert "showingPlcHdr" not in body(p(typed))


def test_block_control__keeps_its_first_paragraph() -> None:
    look = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    asked = control('<w:tag w:val="champ"/>', p(r("un"), look) + p(r("deux")))
    after = body(asked)
    assert f"<w:sdtContent><w:p>{look}<w:r><w:t>Fès</w:t></w:r></w:p></w:sdtContent>" in after
    assert after.replace("<w:p/>", "").count("<w:p>") == 1


def test_cell_control__keeps_its_cell() -> None:
    held = f"<w:tc><w:tcPr/>{p('')}</w:tc>"
    asked = control('<w:tag w:val="champ"/>', held)
    after = body(table(f"<w:tr>{asked}</w:tr>"))
    assert "<w:tc><w:tcPr/><w:p><w:r><w:t>Fès</w:t></w:r></w:p></w:tc>" in after


@pytest.mark.parametrize("content", ["<w:sdtContent/>", "<w:sdtContent></w:sdtContent>"])
def test_empty_control__is_filled(content: str) -> None:
    asked = f'<w:sdt><w:sdtPr><w:tag w:val="champ"/></w:sdtPr>{content}</w:sdt>'
    assert "<w:sdtContent><w:r><w:t>Fès</w:t></w:r></w:sdtContent>" in body(p(asked))


@pytest.mark.parametrize("tag", ["champ", "lieu"])
def test_bound_control__takes_its_xml_along(tag: str) -> None:
    before = document(p(control(bound(tag), r(f"à {FIELD}"))))
    outcome = fill(before, Data({"champ": "Fès & <Rabat>"}))
    assert changed(before, outcome.data) == ["customXml/item1.xml", "word/document.xml"]
    said = "Fès &amp; &lt;Rabat&gt;" if tag == "champ" else "à Fès &amp; &lt;Rabat&gt;"
    assert f"<v>{said}</v>" in unpacked(outcome.data)["customXml/item1.xml"].decode()


@pytest.mark.parametrize(
    ("xpath", "expected"),
    [
        ("/n:d/n:w", "<w>Fès</w>"),
        ("/n:d[1]/n:w[1]/text()", "<w>Fès</w>"),
        ("/n:d[1]/n:v[2]", None),
        ("/d[1]/v[1]", None),
        ("//n:v", None),
        ("/n:d[n:v='x']", None),
    ],
)
def test_binding__is_followed_by_plain_paths_only(xpath: str, expected: str | None) -> None:
    asked = control(bound("champ").replace("/n:d[1]/n:v[1]", xpath), r("x"))
    outcome = fill(document(p(asked)), Data({"champ": "Fès"}))
    item = unpacked(outcome.data)["customXml/item1.xml"].decode()
    assert (expected or "<v>ancien</v><w/>") in item
    assert [one.name for one in outcome.unreachable] == ([] if expected else [xpath])


def test_bound_to_the_title__changes_the_property() -> None:
    path = "xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' " \
        "xmlns:d='http://purl.org/dc/elements/1.1/'"  # fmt: skip
    binding = (
        f'<w:tag w:val="champ"/><w:dataBinding w:prefixMappings="{path}" w:xpath="/c:coreProperties'
        '[1]/d:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>'
    )
    after = fill(document(p(control(binding, r("x")))), Data({"champ": "Fès"})).data
    assert b"<dc:title>F\xc3\xa8s</dc:title>" in unpacked(after)["docProps/core.xml"]


def test_xml_that_holds_the_field_itself__is_filled_once() -> None:
    asked = p(control(bound("x"), r(FIELD)))
    after = unpacked(fill(document(asked, store=FIELD), Data({"champ": "Fès"})).data)
    assert "<v>Fès</v>" in after["customXml/item1.xml"].decode()


def test_controls_of_rows__are_bound_no_more() -> None:
    asked = control(bound("l.a"), r("x"))
    before = document(table(row(p(asked))))
    outcome = fill(before, Data({}, {"l": [{"a": "1"}, {"a": "2"}]}))
    assert changed(before, outcome.data) == ["word/document.xml"]
    assert b"dataBinding" not in unpacked(outcome.data)["word/document.xml"]
    assert STORE.encode() in unpacked(outcome.data)["customXml/itemProps1.xml"]


@pytest.mark.parametrize(
    ("value", "shown", "full"),
    [
        ("2023-05-01", "1/5/23", "2023-05-01T00:00:00Z"),
        (date(2023, 12, 31), "31/12/23", "2023-12-31T00:00:00Z"),
        ("mai 2023", "mai 2023", None),
        ("2023-02-30", "2023-02-30", None),
    ],
)
def test_date_control__takes_its_own_format(value: Any, shown: str, full: str | None) -> None:
    asked = '<w:tag w:val="champ"/><w:date><w:dateFormat w:val="d/M/yy"/></w:date>'
    after = body(p(control(asked, r("x"))), value)
    assert f"<w:t>{shown}</w:t>" in after
    assert (f'<w:date w:fullDate="{full}">' if full else "<w:date>") in after


@pytest.mark.parametrize(
    ("look", "written"),
    [("dd/MM/yyyy", "01/05/2023"), ("d.M.yy", "1.5.23"), ("d MMMM yyyy", "01/05/2023"),
     ("yyyy-MM-dd", "2023-05-01"), ("dd 'de' MM", "01 de 05")],
)  # fmt: skip
def test_format_of_a_date__in_figures(look: str, written: str) -> None:
    assert written_as(date(2023, 5, 1), look) == written


@pytest.mark.parametrize("value", ["f", "Féminin"])
def test_list_control__shows_the_words_and_stores_the_value(value: str) -> None:
    entries = '<w:dropDownList><w:listItem w:displayText="Féminin" w:value="f"/></w:dropDownList>'
    before = document(p(control(bound("champ") + entries, r("x"))))
    after = unpacked(fill(before, Data({"champ": value})).data)
    assert "<w:t>Féminin</w:t>" in after["word/document.xml"].decode()
    assert "<v>f</v>" in after["customXml/item1.xml"].decode()


@pytest.mark.parametrize(
    ("value", "state", "sign"),
    [(True, "1", "☒"), (False, "0", "☐"), ("non", "0", "☐"), ("oui", "1", "☒")],
)
def test_box__is_ticked(value: Any, state: str, sign: str) -> None:
    box = (
        '<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/></w14:checkbox>'
    )
    after = body(p(control(f'<w:tag w:val="champ"/>{box}', r("☐"))), value)
    assert f'<w14:checked w14:val="{state}"/>' in after
    assert f"<w:t>{sign}</w:t>" in after


@pytest.mark.parametrize("properties", ["<w:picture/>", ""])
def test_control_of_a_picture__stays_and_is_told(properties: str) -> None:
    before = document(
        p(control(f'<w:tag w:val="champ"/>{properties}', f"<w:r>{drawing('x')}</w:r>"))
    )
    outcome = fill(before, Data({"champ": "Fès"}))
    assert outcome.data == before
    assert [one.name for one in outcome.unreachable] == ["champ"]


def test_tag_of_somebody_else__is_nobodys_business_unless_it_is_a_near_miss() -> None:
    before = document(p(control('<w:tag w:val="goog_rdk_1"/>', r("x"))))
    assert fill(before, Data({"champ": "x"})).unknown == ()
    before = document(p(control('<w:tag w:val="chammp"/>', r("x"))))
    assert [one.near for one in fill(before, Data({"champ": "x"})).unknown] == ["champ"]
