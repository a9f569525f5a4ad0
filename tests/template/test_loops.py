"""Rows that hold fields of a list repeat for its items, and leave a sound table."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import Any

import pytest

from cic_sheets.template import Data, fill
from tests.template.documents import W, control, document, drawing, p, r, row, table, unpacked

ITEM = "{{depenses.montant}}"


def items(count: int, **more: str) -> dict[str, list[dict[str, Any]]]:
    return {"depenses": [{"montant": f"m{n}", "objet": f"o{n}", **more} for n in range(count)]}


def filled(body: str, lists: dict[str, list[dict[str, Any]]], **fields: str) -> ET.Element:
    outcome = fill(document(body), Data(fields, lists))
    assert (outcome.unknown, outcome.unreachable) == ((), ())
    return ET.fromstring(unpacked(outcome.data)["word/document.xml"])


def rows(root: ET.Element) -> list[str]:
    """The text of each row, those of nested tables with their own too."""
    found = root.iter(f"{{{W}}}tr")
    return [" ".join(t.text or "" for t in one.iter(f"{{{W}}}t")) for one in found]


@pytest.mark.parametrize("count", [1, 2, 3, 200])
def test_row__repeats_between_its_neighbours(count: int) -> None:
    body = table(
        row(p(r("Objet")), p(r("Montant"))),
        row(p(r("{{depenses.objet}}")), p(r(f"{ITEM} EUR"))),
        row(p(r("Total")), p(r("{{total}}"))),
    )
    expected = ["Objet Montant", *(f"o{n} m{n} EUR" for n in range(count)), "Total 12"]
    assert rows(filled(body, items(count), total="12")) == expected


def test_block_of_rows__repeats_whole() -> None:
    body = table(row(p(r("{{depenses.objet}}"))), row(p(r(ITEM))), row(p(r("fin"))))
    assert rows(filled(body, items(2))) == ["o0", "m0", "o1", "m1", "fin"]


def test_lists_side_by_side__repeat_apart() -> None:
    lists = {**items(2), "missions": [{"lieu": "Fès"}]}
    body = table(row(p(r(ITEM))), row(p(r("{{missions.lieu}}"))))
    assert rows(filled(body, lists)) == ["m0", "m1", "Fès"]


def test_lists_in_one_row__go_together_as_far_as_the_longest() -> None:
    lists = {**items(2), "missions": [{"lieu": "Fès"}]}
    body = table(row(p(r(ITEM)), p(r("{{missions.lieu}}"))))
    assert [one.strip() for one in rows(filled(body, lists))] == ["m0 Fès", "m1"]


def test_nested_table__belongs_to_the_item_or_repeats_for_its_own_list() -> None:
    inner = table(row(p(r(ITEM))), row(p(r("{{missions.lieu}}")))) + p("")
    body = table(row(p(r("{{depenses.objet}}")), inner))
    lists = {**items(2), "missions": [{"lieu": "Fès"}, {"lieu": "Oujda"}]}
    assert rows(filled(body, lists)) == [
        "o0 m0 Fès Oujda", "m0", "Fès", "Oujda",
        "o1 m1 Fès Oujda", "m1", "Fès", "Oujda",
    ]  # fmt: skip


def test_no_items__leave_the_other_rows() -> None:
    body = table(row(p(r("Montant"))), row(p(r(ITEM))))
    assert rows(filled(body, items(0))) == ["Montant"]


@pytest.mark.parametrize("blocks", [[ITEM], [ITEM, "{{missions.lieu}}"]])
def test_no_items__never_leave_a_table_without_rows(blocks: list[str]) -> None:
    body = table(*(row(p(r(one))) for one in blocks))
    found = rows(filled(body, {"depenses": [], "missions": []}))
    assert found
    assert not any(found)


def merge(kind: str, text: str) -> str:
    mark = f'<w:vMerge w:val="{kind}"/>' if kind == "restart" else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{mark}</w:tcPr>{p(r(text))}</w:tc>"


def cell(text: str) -> str:
    return f"<w:tc><w:tcPr/>{p(r(text))}</w:tc>"


def merges(root: ET.Element) -> list[str | None]:
    found = root.iter(f"{{{W}}}vMerge")
    return [one.get(f"{{{W}}}val") for one in found]


def test_merge_of_an_item__brings_its_other_row_along() -> None:
    body = table(
        f"<w:tr>{merge('restart', ITEM)}{cell('haut')}</w:tr>",
        f"<w:tr>{merge('', '')}{cell('bas')}</w:tr>",
        f"<w:tr>{cell('')}{cell('fin')}</w:tr>",
    )
    root = filled(body, items(2))
    assert [one.split()[-1] for one in rows(root)] == ["haut", "bas", "haut", "bas", "fin"]
    assert merges(root) == ["restart", None] * 2


def test_merge_of_a_label__spans_every_item_and_what_was_below() -> None:
    body = table(
        f"<w:tr>{merge('restart', 'Dépenses')}{cell(ITEM)}</w:tr>",
        f"<w:tr>{merge('', '')}{cell('Total')}</w:tr>",
    )
    assert merges(filled(body, items(3))) == ["restart", None, None, None]
    assert merges(filled(body, items(0))) == ["restart", None]


def test_copies__share_no_mark_that_stands_once() -> None:
    held = (
        '<w:p w14:paraId="11111111" w14:textId="22222222"><w:bookmarkStart w:id="1" w:name="b"/>'
        f'{r(ITEM)}<w:bookmarkEnd w:id="1"/><w:r>{drawing("{{depenses.objet}}", id=5)}</w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:pict><v:shape id="s1"/></w:pict></w:r></w:p>'
    )
    inside = control('<w:id w:val="9"/><w:tag w:val="t"/>', held)
    before = table(row(inside, attributes=' w14:paraId="33333333"'))
    root = filled(before, items(3))
    text = ET.tostring(root, encoding="unicode")
    once = ("bookmarkStart", "bookmarkEnd", "footnoteReference", "commentReference")
    assert {name: len(list(root.iter(f"{{{W}}}{name}"))) for name in once} == dict.fromkeys(once, 1)
    assert Counter(re.findall(r'paraId="(\w+)"', text)) == {"11111111": 1, "33333333": 1}
    drawn = [one for one in root.iter() if one.tag.endswith("}docPr")]
    assert [one.get("descr") for one in drawn] == ["o0", "o1", "o2"]
    assert len({one.get("id") for one in drawn}) == 3
    shapes = [one.get("id") for one in root.iter() if one.tag.endswith("}shape")]
    assert len(set(shapes)) == 3
    assert (
        len([one for one in root.iter(f"{{{W}}}sdtPr") if one.find(f"{{{W}}}id") is not None]) == 1
    )


def test_controls__ask_for_rows_as_braces_do() -> None:
    asking = control('<w:tag w:val="depenses.montant"/>', r("…"))
    assert rows(filled(table(row(p(asking))), items(2))) == ["m0", "m1"]


def test_field_of_a_list_outside_a_table__stays_and_is_told() -> None:
    outcome = fill(document(p(r(ITEM))), Data({}, items(2)))
    assert [one.name for one in outcome.unreachable] == ["depenses.montant"]
    assert outcome.data == document(p(r(ITEM)))


def test_unknown_column__is_told_with_the_nearest() -> None:
    outcome = fill(document(table(row(p(r("{{depenses.montan}}"))))), Data({}, items(2)))
    assert [one.near for one in outcome.unknown] == ["depenses.montant"]
