"""The dashboard in a real browser: sorted, filtered, printed, on a telephone, by everybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright import sync_api as playwright

from tests.browser import PHONE, browser, judged, opened
from tests.programs import pdf_text

pytestmark = pytest.mark.programs
LANGS = ["fr", "ar", "en"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[playwright.Browser]:
    with browser() as started:
        yield started


@pytest.mark.parametrize("lang", LANGS)
def test_page__asks_for_nothing_and_complains_of_nothing(
    chromium: playwright.Browser, pages: dict[str, Path], lang: str
) -> None:
    with opened(chromium, pages[lang]) as seen:
        assert seen.page.locator("table[data-table]").count() >= 5
        assert "scripted" in (seen.page.locator("html").get_attribute("class") or "")
        assert seen.page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        loaded = "() => [...document.images].filter(one => !one.complete || !one.naturalWidth)"
        seen.page.locator("#expenses img").last.scroll_into_view_if_needed()
        assert seen.page.evaluate(f"({loaded})().length") >= 0
    assert seen.asked == []
    assert seen.said == []


def column(page: playwright.Page, table: str, place: int) -> list[str]:
    script = """([table, place]) => [...document.querySelector(
        `table[data-table="${table}"]`).tBodies[0].rows].map(
        row => row.cells[place].dataset.value ?? row.cells[place].textContent.trim())"""
    found: list[str] = page.evaluate(script, [table, place])
    return found


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("table", "place", "key"),
    [
        ("expenses", 5, float),
        ("expenses", 1, float),
        ("expenses", 0, str),
        ("findings", 1, float),
        ("indicators", 4, float),
    ],
)
def test_column__sorts_up_then_down(
    chromium: playwright.Browser,
    pages: dict[str, Path],
    lang: str,
    table: str,
    place: int,
    key: type,
) -> None:
    with opened(chromium, pages[lang]) as seen:
        head = seen.page.locator(f"table[data-table={table}] thead th").nth(place)
        head.locator("button").click()
        up = [value for value in column(seen.page, table, place) if value]
        assert head.get_attribute("aria-sort") == "ascending"
        assert up == sorted(up, key=key)
        head.locator("button").click()
        down = column(seen.page, table, place)
        assert head.get_attribute("aria-sort") == "descending"
        assert [value for value in down if value] == sorted(up, key=key, reverse=True)
        assert not any(down[len(up) :])  # what is empty stays last


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_column__sorts_by_the_keyboard(
    chromium: playwright.Browser, pages: dict[str, Path], key: str
) -> None:
    with opened(chromium, pages["fr"]) as seen:
        button = seen.page.locator("table[data-table=expenses] thead button").nth(5)
        button.focus()
        seen.page.keyboard.press(key)
        values = [float(value) for value in column(seen.page, "expenses", 5)]
        assert values == sorted(values)


def test_search_and_choices__leave_the_rows_that_fit(
    chromium: playwright.Browser, pages: dict[str, Path]
) -> None:
    with opened(chromium, pages["fr"]) as seen:
        rows = seen.page.locator("table[data-table=expenses] tbody tr:visible")
        count = seen.page.locator("output[data-count=expenses]")
        whole = rows.count()
        assert count.inner_text() == f"{whole} sur {whole} lignes"
        seen.page.fill("input[data-filter=expenses]", "HÉBERGEMENT figuiers")
        fewer = rows.count()
        assert 0 < fewer < whole
        assert all("bergement" in text for text in rows.all_inner_texts())
        assert count.inner_text() == f"{fewer} sur {whole} lignes"
        seen.page.fill("input[data-filter=expenses]", "")
        seen.page.select_option("select[data-for=expenses][data-filter-by=outcome]", "nothing")
        assert 0 < rows.count() < whole
        assert set(seen.page.locator(
            "table[data-table=expenses] tbody tr:visible td:nth-child(8)"
        ).all_inner_texts()) == {"refusée"}  # fmt: skip
        seen.page.select_option("select[data-for=findings][data-filter-by=severity]", "E")
        errors = seen.page.locator("table[data-table=findings] tbody tr:visible")
        assert errors.count() == 17


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [PHONE, (320, 600), (768, 1024)])
def test_page__never_scrolls_sideways(
    chromium: playwright.Browser, pages: dict[str, Path], lang: str, size: tuple[int, int]
) -> None:
    with opened(chromium, pages[lang], size=size) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [PHONE, (1280, 900)])
def test_page__is_for_everybody(
    chromium: playwright.Browser,
    pages: dict[str, Path],
    lang: str,
    dark: bool,
    size: tuple[int, int],
) -> None:
    with opened(chromium, pages[lang], dark=dark, size=size) as seen:
        assert judged(seen.page) == []


def test_keyboard__reaches_everything_and_shows_where_it_is(
    chromium: playwright.Browser, pages: dict[str, Path]
) -> None:
    with opened(chromium, pages["fr"]) as seen:
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.className") == "skip"
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "main"
        reached = set()
        for _ in range(60):
            seen.page.keyboard.press("Tab")
            name, outline = seen.page.evaluate(
                """[document.activeElement.tagName,
                    getComputedStyle(document.activeElement).outlineStyle]"""
            )
            reached.add(name)
            assert outline != "none", name
        assert {"SUMMARY", "INPUT", "SELECT", "BUTTON", "DIV"} <= reached


def test_print__shows_every_row_and_no_control(
    chromium: playwright.Browser, pages: dict[str, Path], tmp_path: Path
) -> None:
    with opened(chromium, pages["fr"]) as seen:
        seen.page.fill("input[data-filter=expenses]", "rien de tel")
        numbers = [one.split("\n")[0] for one in column(seen.page, "expenses", 0)]
        printed = tmp_path / "page.pdf"
        seen.page.pdf(path=printed, prefer_css_page_size=True)
    text = pdf_text(printed)
    missing = [number for number in numbers if number not in text]
    assert missing == []
    assert "Plafond cumulé" in text
    for control in ("Chercher", r"Imprimer\b", "Aller au contenu", "sur 120 lignes"):
        assert not re.search(control, text)


def test_without_script__the_whole_page_is_read(
    chromium: playwright.Browser, pages: dict[str, Path]
) -> None:
    with opened(chromium, pages["fr"], scripts=False) as seen:
        assert seen.page.locator("table[data-table=expenses] tbody tr:visible").count() == 120
        assert not seen.page.locator(".tools").first.is_visible()
        assert not seen.page.locator("[data-print]").is_visible()
    assert seen.said == []


@pytest.mark.parametrize("size", [PHONE, (1280, 900)])
def test_hostile_texts__open_nothing_ask_for_nothing_and_break_nothing(
    chromium: playwright.Browser, hostile: Path, size: tuple[int, int]
) -> None:
    with opened(chromium, hostile, size=size) as seen:
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        assert seen.page.locator("script").count() == 1
        for button in seen.page.locator("thead button").all()[:6]:
            button.click()
        seen.page.fill("input[data-filter=findings]", "<script>alert")
    assert seen.asked == []
    assert seen.said == []
