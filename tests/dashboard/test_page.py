"""The dashboard as a file: its figures, what it may do, what it does with what people type."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from lxml import html

from cic_sheets.language import LANGUAGES
from cic_sheets.language.dashboard import sentences
from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.render.web.html import clean, el, typed
from cic_sheets.reports import make_dashboard
from tests.hostile.texts import TEXTS
from tests.programs import ROOT

BLANK = re.compile(r"\{\w+\}")
OTHERS = [lang for lang in LANGUAGES if lang != "fr"]
PARTS = ("readiness", "cap", "waterfall", "expenses", "indicators", "calendar", "group",
         "findings")  # fmt: skip


@pytest.fixture(scope="module")
def book() -> OpenBook:
    return open_book(ROOT / "workbooks" / "2023.xlsx")


def tree(page: Path) -> html.HtmlElement:
    return html.document_fromstring(page.read_bytes())


def rows(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return page.xpath(f"//table[@data-table='{name}']/tbody/tr")


def test_page__has_every_part_once_in_order(pages: dict[str, Path]) -> None:
    for page in pages.values():
        assert tuple(one.get("id") for one in tree(page).xpath("//section")) == PARTS


def test_same_year__gives_the_same_bytes(book: OpenBook, pages: dict[str, Path]) -> None:
    again = open_book(ROOT / "workbooks" / "2023.xlsx")
    assert make_dashboard(again, "fr", "../classeurs") == pages["fr"].read_bytes()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures__are_those_of_the_reckoning(
    book: OpenBook, pages: dict[str, Path], lang: str
) -> None:
    assert book.settlement
    settlement, page = book.settlement.settlement, tree(pages[lang])
    lines = rows(page, "expenses")
    assert len(lines) == len(settlement.lines)
    for row, line in zip(lines, settlement.lines, strict=True):
        cells = row.xpath("./*")
        assert cells[0].text_content() == line.id
        assert Decimal(cells[5].get("data-value")) == line.claimed
        assert Decimal(cells[6].get("data-value")) == line.reimbursable
        assert len(cells[8].xpath(".//li")) == len(line.cuts)
    totals = settlement.totals.year
    steps = rows(page, "waterfall")
    claimed = Decimal(steps[0].xpath("./*")[3].get("data-value"))
    assert claimed == totals.claimed
    taken = [Decimal(cell.get("data-value")) for row in steps[1:] for cell in row.xpath("./*")[1:3]]
    assert claimed - sum(taken) == totals.reimbursable
    assert Decimal(steps[-1].xpath("./*")[3].get("data-value")) == totals.reimbursable
    months = rows(page, "cap")
    assert [[Decimal(c.get("data-value")) for c in row.xpath("./*")[1:]] for row in months] == [
        [month.allowance, month.left, month.reimbursable, month.room] for month in settlement.ledger
    ]
    assert len(rows(page, "findings")) == len(book.findings)


def test_findings__lead_to_their_cell_gravest_first(book: OpenBook, pages: dict[str, Path]) -> None:
    found = rows(tree(pages["fr"]), "findings")
    severities = [row.get("data-severity") for row in found]
    assert severities == sorted(severities, key="EAI".index)
    links = [row.xpath(".//a/@href") for row in found]
    assert any("controle-2023.xlsx#" in link[0] for link in links if link)
    named = {one.cell.address for one in book.findings if one.cell}
    assert {row.xpath(".//a")[0].text_content() for row in found if row.xpath(".//a")} == named


def test_what_was_not_measured__is_never_nought(book: OpenBook, pages: dict[str, Path]) -> None:
    said = [cell.text_content() for row in rows(tree(pages["fr"]), "indicators") for cell in row]
    assert any("n.d." in text for text in said)


def test_receipts__are_shown_once_and_open_their_file(pages: dict[str, Path]) -> None:
    page = tree(pages["fr"])
    sources = page.xpath("//img/@src")
    assert len(sources) > 100
    assert len(page.xpath("//img[not(@alt)]")) == 0
    for source in sources:
        assert source.startswith("data:image/jpeg;base64,")
        assert base64.b64decode(source.partition(",")[2])[:3] == b"\xff\xd8\xff"
    links = page.xpath("//ul[@class='proofs']//a/@href")
    assert all(link.startswith("../classeurs/2023/") for link in links)
    assert all(re.fullmatch(r"[\w/.%~-]+", link) for link in links)


def test_list_of_persons__stays_closed(book: OpenBook, pages: dict[str, Path]) -> None:
    from cic_sheets.sheets.lists import ATTENDANCE_LIST
    from cic_sheets.sheets.receipts import Receipt

    lists = {row.id for row in book.book.all(Receipt) if row.kind == ATTENDANCE_LIST}
    shown = [one for one in tree(pages["fr"]).xpath("//ul[@class='proofs']/li")
             if one.xpath("string(.//bdi)") in lists]  # fmt: skip
    assert lists
    assert not [one for one in shown if one.xpath(".//img | .//a")]


def test_without_the_libraries__the_page_says_so(
    book: OpenBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cic_sheets.reports.libraries_missing", lambda: ("pypdfium2",))
    page = html.document_fromstring(make_dashboard(book, "fr"))
    assert not page.xpath("//img")
    assert "il manque pypdfium2" in page.text_content()


# --- What it may do -------------------------------------------------------------------------------


def test_policy__lets_only_its_own_style_and_script_stand(pages: dict[str, Path]) -> None:
    for path in pages.values():
        page = tree(path)
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert policy.startswith("default-src 'none'; img-src data:; ")
        assert "unsafe" not in policy
        for name in ("style", "script"):
            (held,) = page.xpath(f"//{name}")
            digest = base64.b64encode(hashlib.sha256(held.text.encode()).digest()).decode()
            assert f"{name}-src 'sha256-{digest}'" in policy


def test_page__asks_for_nothing_and_styles_nothing_inline(pages: dict[str, Path]) -> None:
    page = tree(pages["fr"])
    assert not page.xpath("//link | //iframe | //object | //embed | //form | //base")
    assert not page.xpath("//@style | //@onclick | //@onerror | //@onload")
    for source in page.xpath("//@src"):
        assert source.startswith("data:")
    for link in page.xpath("//@href"):
        assert not re.match(r"[a-z]+:|//", link)


# --- What people type -----------------------------------------------------------------------------


class Elements(HTMLParser):
    """Every element with its attributes' names, as a browser's reader meets them."""

    def __init__(self) -> None:
        super().__init__()
        self.met: list[tuple[str, tuple[str, ...]]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.met.append((tag, tuple(sorted(name for name, _ in attributes))))


def elements(data: bytes) -> set[tuple[str, tuple[str, ...]]]:
    reader = Elements()
    reader.feed(data.decode("utf-8"))
    return set(reader.met)


def test_hostile_texts__make_no_element_and_no_attribute(
    hostile: Path, pages: dict[str, Path]
) -> None:
    assert elements(hostile.read_bytes()) <= elements(pages["fr"].read_bytes()) | {
        ("br", ()),
        ("details", ()),
        ("summary", ()),
    }
    text = hostile.read_text("utf-8")
    assert len(re.findall("<script", text)) == 1
    assert "&lt;script&gt;alert('1')&lt;/script&gt;" in text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]", text)


@pytest.mark.parametrize("text", [*TEXTS, "\ud800", 'a" onmouseover="x', "</bdi></script>"])
def test_any_text__comes_back_as_it_was_typed(text: str) -> None:
    made = el("p", typed(text), title=text, data_value=text)
    (read,) = html.fragments_fromstring(made.encode("utf-8").decode("utf-8"))
    assert [one.tag for one in read.iter()] == ["p", "bdi", *["br"] * text.count("\n")]
    kept = clean(text)
    assert read.get("data-value") == kept.replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(read.itertext()).split() == kept.replace("\n", "").replace("\r", "").split()
    assert set(read.attrib) == {"title", "data-value"}


def test_words_of_a_direction__stand_apart() -> None:
    assert typed("\u202egnp.exe") == "<bdi>\u202egnp.exe</bdi>"


# --- Words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", OTHERS)
def test_every_sentence__is_said_in_every_language(lang: str) -> None:
    from importlib import import_module

    french = sentences("fr")
    own = import_module(f"cic_sheets.language.dashboard.{lang}").SENTENCES
    assert set(own) == set(french)
    for key, said in french.items():
        assert sorted(BLANK.findall(own[key])) == sorted(BLANK.findall(said)), key
        assert own[key].count("#") == said.count("#"), key


def test_every_sentence__is_used() -> None:
    code = "".join(
        path.read_text("utf-8") for path in (ROOT / "cic_sheets" / "render" / "web").glob("*.py")
    )
    built = ("stage.", "outcome.", "kind.", "state.", "open.")
    unused = [
        key for key in sentences("fr") if f'"{key}"' not in code and not key.startswith(built)
    ]
    assert unused == []


def test_json_of_the_reckoning__agrees(pages: dict[str, Path], tmp_path: Path) -> None:
    from click.testing import CliRunner

    from cic_sheets.cli.group import cic

    told = CliRunner().invoke(cic, ["reconcile", str(ROOT / "workbooks" / "2023.xlsx"), "--json"])
    totals = json.loads(told.stdout)["totals"]
    cards = tree(pages["en"]).xpath("//header//span[@class='figure']")
    shown = [re.sub(r"[^\d.,-]", "", card.text_content()).replace(",", "") for card in cards[:4]]
    assert shown == [totals[name] for name in ("claimed", "reimbursable", "refused", "pending")]


def test_calendar__is_seen_from_the_day_that_was_asked() -> None:
    from datetime import date

    from cic_sheets.report.dashboard import HAPPENED, LATE, PLANNED, dashboard_of

    day = date(2023, 10, 15)
    book = open_book(ROOT / "workbooks" / "2023.xlsx", as_of=day)
    board = dashboard_of(book.year, book.findings, book.name, draft=True)
    later = [one for one in board.calendar if one.day > day]
    assert {one.state for one in later if one.kind != "deadline"} == {PLANNED}
    assert {one.state for one in later} <= {PLANNED, HAPPENED}  # a deadline may be met early
    assert HAPPENED in {one.state for one in board.calendar if one.day < day}
    assert LATE not in {one.state for one in later}
    assert [one.day for one in board.status.dates if not one.overdue]
    assert all(one.day >= day for one in board.status.dates if not one.overdue)
    assert date(2023, 11, 10) in {one.day for one in board.status.dates}


def test_names_that_mean_ill__of_sheets_files_and_the_workbook_itself__stay_texts(
    tmp_path: Path, pages: dict[str, Path]
) -> None:
    import shutil

    from cic_sheets.example.tables import YEAR
    from cic_sheets.example.year import clean_year
    from cic_sheets.workbook import Layout, write_workbook

    ill = '"><img src=x onerror=alert(1)>'
    year = clean_year()
    for name in ("<script>alert(1)<script>", "x' onload=a", "&amp; <b>", "\u202egnp"):
        year[name] = [{"<b>x</b>": "<i>"}]
    year["Dépenses"][0] = {**year["Dépenses"][0], "Date": ill, "Catégorie": ill, "Devise": ill}
    year["Échéances"][0] = {**year["Échéances"][0], "Objet": ill, "Responsable": ill}
    year["Communes"][0] = {**year["Communes"][0], "Commune": ill}
    year["Justificatifs"][0] = {**year["Justificatifs"][0], "Fichier": f"J{ill}.jpg"}
    receipts = tmp_path / "2023" / "justificatifs"
    receipts.mkdir(parents=True)
    shutil.copy(ROOT / "workbooks/2023/justificatifs/J-2023-008.jpg", receipts / f"J{ill}.jpg")
    path = tmp_path / f"2023 {ill}.xlsx"
    path.write_bytes(write_workbook(YEAR, year, layout={"Suivi": Layout(tab="<b>Suivi")}))
    made = make_dashboard(open_book(path), "fr", ".")
    assert elements(made) <= elements(pages["fr"].read_bytes())
    links = html.document_fromstring(made).xpath("//a/@href")
    assert any("onerror%3Dalert" in link for link in links)
    assert not [link for link in links if re.match(r"[a-z]+:|//", link) or "<" in link]


@pytest.mark.parametrize("lang", OTHERS)
def test_reasons_of_cuts__are_said_in_the_language_of_the_page(
    pages: dict[str, Path], lang: str
) -> None:
    def reasons(page: html.HtmlElement) -> list[str]:
        cells = page.xpath("//table[@data-table='expenses']//ul[@class='cuts']/li/bdi[1]")
        return [cell.text_content() for cell in cells]

    french, other = reasons(tree(pages["fr"])), reasons(tree(pages[lang]))
    assert len(french) == len(other) > 10
    assert not set(french) & set(other)
