"""The fast reading of plain sheets is the definition's, cell for cell and issue for issue."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cic_sheets.xlsx.read as reading
from cic_sheets.xlsx.model import RawBook, Refused
from cic_sheets.xlsx.read import read_bytes
from tests.xlsx import cases, contents
from tests.xlsx.build import book, escaped, pack, parts, row, shared, sheet

Seen = tuple[object, ...] | str


def _seen(data: bytes) -> Seen:
    try:
        return _whole(read_bytes(data, "essai.xlsx"))
    except Refused as refused:
        return refused.code


def _whole(raw: RawBook) -> Seen:
    return (*raw.sheets, raw.date1904, raw.external_links, raw.defined_names, sorted(raw.issues))


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which of the sheets read during the test went fast."""
    taken: list[int] = []
    swift = reading.swift_sheet

    def counted(*args: object) -> bool:
        done = swift(*args)  # type: ignore[arg-type]
        taken.append(done)
        return done

    monkeypatch.setattr(reading, "swift_sheet", counted)
    return taken


def _by_definition(data: bytes) -> Seen:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "swift_sheet", lambda *part: False)
        patch.setattr(reading, "swift_strings", lambda *part: None)
        return _seen(data)


ALL = cases.ALL + contents.ALL


@pytest.mark.parametrize("case", ALL, ids=[case.name for case in ALL])
def test_both_gears__see_the_same_in_every_case(case: cases.Case) -> None:
    assert _seen(case.data) == _by_definition(case.data)


def test_both_gears__see_the_same_in_real_workbooks(corpus: Path, both: list[int]) -> None:
    for path in sorted((corpus / "real").glob("*.xl[st][xm]")):
        data = path.read_bytes()
        assert _seen(data) == _by_definition(data), path.name
    assert sum(both) > 100


def test_fast_gear__takes_plain_sheets(both: list[int]) -> None:
    read_bytes(book(), "plain.xlsx")
    assert both == [True]


ODD = {
    "prefixes": '<x:row xmlns:x="urn:x"/>',
    "comments": "<!-- rien -->",
    "apostrophes for quotes": "<row r='9'><c r='A9'><v>1</v></c></row>",
    "a foreign element": "<nouveau/>",
    "attributes in another order": '<row r="9"><c s="0" r="A9"><v>1</v></c></row>',
    "a cell of another row": '<row r="9"><c r="A8"><v>1</v></c></row>',
    "a cell out of order": '<row r="9"><c r="B9"><v>1</v></c><c r="A9"><v>1</v></c></row>',
    "a > inside an attribute": '<row r="9" x="a>b"><c r="A9"><v>1</v></c></row>',
    "rich text": '<row r="9"><c r="A9" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    "blanks kept by the row": '<row r="9" xml:space="preserve"><c r="A9"><v>1</v></c></row>',
    "two texts": '<row r="9"><c r="A9"><is><t>a</t><t>b</t></is></c></row>',
    "a carriage return": '<row r="9"><c r="A9" t="str"><v>a\r\nb</v></c></row>',
    "spaces inside the tag": '<row r="9"><c r="A9" ><v>1</v></c></row>',
    "a value with attributes": '<row r="9"><c r="A9"><v xml:space="preserve">1</v></c></row>',
}


@pytest.mark.parametrize("rows", ODD.values(), ids=ODD)
def test_fast_gear__leaves_what_is_odd_to_the_definition(rows: str, both: list[int]) -> None:
    data = book('<row r="1"><c r="A1"><v>1</v></c></row>' + rows)
    assert _seen(data) == _by_definition(data)
    assert both == [False]


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12).map(
    lambda text: text.replace("]]>", "")
) | st.sampled_from(["", " ", "12.5", "-1", "1e400", "_x0041_", " a ", "#REF!", "1", "0", "7"])
KINDS = st.sampled_from(["", "n", "s", "str", "b", "e", "d", "inlineStr"])
STYLES = st.sampled_from(["", "0", "1", "3", "12", "99"])
FORMULAS = st.sampled_from(
    ["", "<f>A1*2</f>", '<f aca="false">B2&amp;"a"</f>', "<f/>", "<f></f>",
     '<f t="shared" ref="A1:C9" si="0">A$1+B2</f>', '<f t="shared" si="0"/>',
     '<f t="array" ref="A1">SUM(A:A)</f>', "<f>[1]Feuil1!A1</f>"]
)  # fmt: skip


@st.composite
def cells(draw: st.DrawFn) -> str:
    """A cell as programs write them, odd contents included; `{at}` is its address."""
    kind, style, code = draw(KINDS), draw(STYLES), draw(FORMULAS)
    head = '<c r="{at}"' + (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    match draw(st.integers(0, 4)):
        case 0:
            return head + "/>"
        case 1:
            keep = draw(st.sampled_from(["", ' xml:space="preserve"']))
            return f"{head}>{code}<is><t{keep}>{escaped(draw(VALUES))}</t></is></c>"
        case 2:
            return f"{head}>{code}</c>"
    return f"{head}>{code}<v>{escaped(draw(VALUES))}</v></c>"


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = []
    for number in draw(st.lists(st.integers(1, 12), max_size=6)):
        columns = draw(st.lists(st.sampled_from("ABCDEFG"), max_size=5))
        columns = sorted(columns) if draw(st.integers(0, 3)) else columns
        held = [draw(cells()).replace("{at}", f"{column}{number}") for column in columns]
        more = draw(st.sampled_from(["", ' hidden="1"', ' ht="0"', ' spans="1:3"']))
        rows.append(row(number, *held, more=more))
    return sheet("".join(rows))


ITEMS = VALUES.map(lambda text: f"<si><t>{escaped(text)}</t></si>") | st.sampled_from(
    ["<si/>", "<si><t/></si>", '<si><t xml:space="preserve"> a </t></si>',
     '<si><r><t>a </t></r><r><rPr><b/></rPr><t xml:space="preserve"> b</t></r></si>',
     '<si xml:space="preserve"><t> a </t></si>', "<si><t>é</t><rPh><t>e</t></rPh></si>",
     "<si><t>a&#10;</t></si>", "<si><t>a\r\nb</t></si>", "<si><t>a</t><!-- b --></si>"]
)  # fmt: skip
USING = "".join(row(i + 1, f'<c r="A{i + 1}" t="s"><v>{i}</v></c>') for i in range(6))


@settings(max_examples=300)
@given(sheets(), st.lists(VALUES, max_size=4))
def test_both_gears__see_the_same_in_any_sheet(markup: str, strings: list[str]) -> None:
    data = pack(parts(markup, strings=shared(*(s for s in strings if not s.startswith("<si")))))
    assert _seen(data) == _by_definition(data)


@settings(max_examples=100)
@given(st.lists(ITEMS, max_size=6))
def test_both_gears__see_the_same_strings(items: list[str]) -> None:
    data = pack(parts(sheet(USING), strings=shared(*items)))
    assert _seen(data) == _by_definition(data)
