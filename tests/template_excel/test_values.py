"""What a cell stores for each value: numbers exact, texts texts, nothing read as markup."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets.template.excel.fill import Formula, Link, Value, fill
from cic_sheets.template.excel.values import number_text
from cic_sheets.xlsx.read import read_bytes
from tests.template_excel.books import loaded, one_sheet
from tests.xlsx_patch.books import parts_of

SHEET = "xl/worksheets/sheet1.xml"


def cell(value: Value, text: str = "{{x}}") -> bytes:
    """The markup of A1 once the template's text is filled."""
    data = fill(one_sheet(A1=text), {"x": value}, {}).data
    found = re.search(rb'<c r="A1".*?(?:/>|</c>)', parts_of(data)[SHEET], re.DOTALL)
    assert found is not None
    return found[0]


VALUES: list[tuple[Value, str]] = [
    (Decimal("12.10"), "<v>12.1</v>"),
    (Decimal("0.1") + Decimal("0.2"), "<v>0.3</v>"),
    (Decimal("1E+3"), "<v>1000</v>"),
    (Decimal("-0.00"), "<v>0</v>"),
    (Decimal("123456789012.34"), "<v>123456789012.34</v>"),
    (Decimal(1) / Decimal(3), "<v>0.33333333333333333</v>"),
    (Decimal("1E+30"), "<v>1E+30</v>"),
    (Decimal("1.5E-25"), "<v>1.5E-25</v>"),
    (7, "<v>7</v>"),
    (True, ' t="b"><v>1</v>'),
    (False, ' t="b"><v>0</v>'),
    (date(2023, 1, 31), "<v>44957</v>"),
    (date(1900, 3, 1), "<v>61</v>"),
    (date(1900, 1, 1), "<v>1</v>"),
    (date(1899, 1, 1), ">1899-01-01</t>"),
    (datetime(2023, 1, 31, 18, 0), "<v>44957.75</v>"),
    (None, '<c r="A1"/>'),
    ("", '<c r="A1"/>'),
    ("deux  mots ", ' t="inlineStr"><is><t xml:space="preserve">deux  mots </t></is>'),
    ("=1+1", ">=1+1</t>"),
    ("=cmd|'/c calc'!A1", ">=cmd|'/c calc'!A1</t>"),
    ("+1", ">+1</t>"),
    ("@SUM(A1)", ">@SUM(A1)</t>"),
    ('<&>"', ">&lt;&amp;&gt;&quot;</t>"),
    ("]]></t></is></c>", ">]]&gt;&lt;/t&gt;&lt;/is&gt;&lt;/c&gt;</t>"),
    ("un\ndeux\r\ntrois\tquatre", ">un\ndeux\ntrois\tquatre</t>"),
    ("\x00\x07\x1b[31m", ">_x0000__x0007__x001B_[31m</t>"),
    ("_x0041_", ">_x005F_x0041_</t>"),
    ("{{x}}", ">{{x}}</t>"),
    ("é عربي 😀", ">é عربي 😀</t>"),
    ("\ud800", ">\ufffd</t>"),
    (Formula("1+1", Decimal(2)), "<f>1+1</f><v>2</v>"),
    (Formula('"<"&"b"', "<b"), ' t="str"><f>&quot;&lt;&quot;&amp;&quot;b&quot;</f><v>&lt;b</v>'),
    (Formula("TODAY()"), "<f>TODAY()</f>"),
    (Link("ici", "'F'!B2"), ">ici</t>"),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_value__is_stored_as_what_it_is(value: Value, expected: str) -> None:
    assert expected in cell(value).decode()


@pytest.mark.parametrize("number", [Decimal("NaN"), Decimal("Infinity")])
def test_number_that_is_none__is_refused(number: Decimal) -> None:
    with pytest.raises(ValueError, match="no number"):
        cell(number)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12
    )
)
def test_amount__is_stored_to_the_cent(amount: Decimal) -> None:
    assert Decimal(number_text(amount)) == amount


@given(st.text(max_size=60))
def test_any_text__is_read_back_as_it_was(text: str) -> None:
    data = fill(one_sheet(A1="{{x}}", A2="dit : {{x}}."), {"x": text}, {}).data
    sheet = read_bytes(data, "t.xlsx").sheets[0]
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    expected = re.sub("[\ud800-\udfff]", "\ufffd", expected)
    assert sheet.cell(1, 1).text == expected
    assert sheet.cell(2, 1).text == f"dit : {expected}."


def test_longest_text__is_kept_and_a_longer_one_cut() -> None:
    for length, kept in ((32_767, 32_767), (40_000, 32_767)):
        data = fill(one_sheet(A1="{{x}}"), {"x": "é" * length}, {}).data
        assert len(loaded(data)["F"]["A1"].value) == kept
