"""Ways in which a workbook may be arranged, none of which says anything of the year."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from unicodedata import combining, normalize

from cic_sheets.schema.kinds import Choice
from cic_sheets.schema.sheets import SHEETS
from tests.invariance.pages import Page

Arrange = Callable[[list[Page], Random], None]
ARRANGED: list[Arrange] = []


def arranges(change: Arrange) -> Arrange:
    ARRANGED.append(change)
    return change


def declared(pages: list[Page]) -> list[Page]:
    return [page for page in pages if page.declared]


def is_vertical(page: Page) -> bool:
    return bool(page.declared) and SHEETS[page.declared].vertical


def respelt(text: str, random: Random) -> str:
    """The same words: capitals, accents, spaces, apostrophes and hyphens as they come."""
    ways = (
        str.upper,
        str.lower,
        lambda each: each.replace(" ", "\u00a0"),
        lambda each: f" {each}  ",
        lambda each: each.replace("'", "\u2019"),
        lambda each: each.replace("-", "\u2011"),
        lambda each: normalize("NFD", each),
        lambda each: "".join(sign for sign in normalize("NFD", each) if not combining(sign)),
    )
    for way in random.sample(ways, 2):
        text = way(text)
    return text


@arranges
def rows_in_any_order(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        random.shuffle(page.rows)


@arranges
def columns_in_any_order(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        if not is_vertical(page):
            order = random.sample(range(len(page.headings)), len(page.headings))
            page.headings[:] = [page.headings[at] for at in order]
            page.rows[:] = [[row[at] for at in order] for row in page.rows]


@arranges
def sheets_in_any_order(pages: list[Page], random: Random) -> None:
    random.shuffle(pages)


@arranges
def headings_spelt_otherwise(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        if is_vertical(page):
            for row in page.rows:
                row[0] = respelt(row[0], random)
        else:
            page.headings[:] = [respelt(heading, random) for heading in page.headings]


@arranges
def sheets_spelt_otherwise(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        page.tab = respelt(page.tab, random).strip()


@arranges
def values_of_lists_spelt_otherwise(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        for column in SHEETS[page.declared].columns.values():
            if isinstance(column.kind, Choice) and column.label in page.headings:
                at = page.headings.index(column.label)
                for row in page.rows:
                    row[at] = respelt(row[at], random) if isinstance(row[at], str) else row[at]


@arranges
def columns_of_ones_own(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        if not is_vertical(page):
            at = random.randint(0, len(page.headings))
            page.headings.insert(at, "Mes remarques à moi")
            for row in page.rows:
                row.insert(at, random.choice((None, "à relire", 12.5)))


@arranges
def tabs_of_ones_own(pages: list[Page], random: Random) -> None:
    draft = [["D-2023-001", "100", "x"], ["D-2023-002", "12,5", None]]
    for tab in ("Brouillon", "Mes calculs 2023"):
        own = Page("", tab, ["N°", "Montant", "Avis"], [list(row) for row in draft], table=False)
        pages.insert(random.randint(0, len(pages)), own)


@arranges
def rows_above_and_columns_beside(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        page.top = random.choice((0, 1, 3, 7))
        page.left = 0 if is_vertical(page) else random.choice((0, 0, 2))


@arranges
def plain_ranges(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        page.table = random.random() < 0.5


@arranges
def blank_rows_between_and_after(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        for _ in range(random.choice((0, 1, 3))):
            blank = [None] * len(page.headings)
            at = random.randint(0, len(page.rows))
            page.rows[at:at] = [list(blank) for _ in range(random.choice((1, 2, 12)))]


@arranges
def rows_below_the_table(pages: list[Page], random: Random) -> None:
    for page in declared(pages):
        page.outside = random.choice((0, 0, 1, 3))


def anyhow(pages: list[Page], random: Random) -> None:
    """All of them at once; the order of the columns is changed last, when all are there."""
    late = (columns_in_any_order, headings_spelt_otherwise, blank_rows_between_and_after)
    for arrange in ARRANGED:
        if arrange not in late:
            arrange(pages, random)
    for arrange in late:
        arrange(pages, random)
