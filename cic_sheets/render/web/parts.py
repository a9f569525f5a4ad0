"""What the parts of the page share: how things are said, tables that can be sorted and filtered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote

from cic_sheets.language import severity_name
from cic_sheets.language.dashboard import say
from cic_sheets.render.web.html import Html, Piece, el, join
from cic_sheets.report.dashboard import Dashboard
from cic_sheets.report.saying import in_language
from cic_sheets.schema.findings import Fact, Severity
from cic_sheets.values import shown

SEVERITIES = ((Severity.E, "bad"), (Severity.A, "fair"), (Severity.I, "calm"))


class Page(NamedTuple):
    """What each part is drawn from; the rest is said in `page.Around`."""

    board: Dashboard
    lang: str
    control: str
    files: str | None
    pictures: Mapping[str, bytes]
    libraries: tuple[str, ...]

    def say(self, key: str, /, **facts: Fact) -> str:
        """A sentence of the dashboard."""
        return say(key, self.lang, **facts)

    def word(self, french: str) -> str:
        """A value of a list, or what the program words, in the page's language."""
        return in_language(french, self.lang)

    def money(self, amount: Decimal, currency: str | None = "EUR") -> Html:
        """An amount that lines of any direction leave whole."""
        return el("bdi", shown.amount(amount, currency, self.lang))

    def number(self, value: Decimal) -> Html:
        """A number that is no money."""
        return el("bdi", shown.number(value, self.lang))

    def day(self, value: date | None) -> str:
        """A day in figures, nothing for none."""
        return shown.day(value, self.lang) if value is not None else ""

    def severities(self) -> Iterator[tuple[str, str, int]]:
        """Look, name and number of the findings of each severity."""
        counts = Counter(one.severity for one in self.board.findings)
        for severity, look in SEVERITIES:
            yield look, severity_name(severity, self.lang), counts[severity]

    def link_to_file(self, path: str) -> str | None:
        """The way from the page to a file of the workbook's folder."""
        if self.files is None or not path:
            return None
        return quote(f"{self.files}/{path}", safe="/.-_~")

    def link_to_cell(self, address: str) -> str:
        """The way to a cell of the annotated copy, beside the page."""
        return f"{quote(self.control)}#{quote(address)}"


class Head(NamedTuple):
    """A column: its name, whether figures stand in it, whether it can be sorted, whether what it
    holds stays on one line.
    """

    label: str
    number: bool = False
    sorts: bool = True
    still: bool = False


class Cell(NamedTuple):
    """What a cell shows, and by what it is sorted where that is another thing."""

    held: Piece
    key: str | None = None


class Line(NamedTuple):
    """A row: its cells (the first one names it), what it can be chosen by, its anchor."""

    cells: tuple[Cell, ...]
    by: Mapping[str, str] = {}
    id: str | None = None


class Choice(NamedTuple):
    """A choice above a table: by what, its name, value → what it says."""

    by: str
    label: str
    values: Mapping[str, str]


def money_cell(page: Page, amount: Decimal) -> Cell:
    """An amount in EUR, its currency said in the table's caption."""
    return Cell(page.money(amount, None), f"{amount:f}")


def day_cell(page: Page, day: date | None) -> Cell:
    """A day, sorted by the calendar."""
    return Cell(page.day(day), day.isoformat().replace("-", "") if day else "")


def table(
    name: str,
    caption: str,
    heads: Sequence[Head],
    lines: Sequence[Line],
    foot: Sequence[Piece] = (),
) -> Html:
    """A table; on a telephone its rows become cards, so its roles are said."""
    top = el("tr", *(_head(one) for one in heads), role="row")
    rows = [
        el(
            "tr",
            *(_cell(head, cell, first=not place) for place, (head, cell) in enumerate(
                zip(heads, line.cells, strict=True))),
            id=line.id,
            role="row",
            **{f"data_{key}": value for key, value in line.by.items()},
        )
        for line in lines
    ]  # fmt: skip
    last = [
        el("td", held, class_="number" if head.number else None, role="cell", data_label=head.label)
        if place
        else el("th", held, scope="row", role="rowheader")
        for place, (head, held) in enumerate(zip(heads, foot, strict=False))
    ]
    return el(
        "div",
        el(
            "table",
            el("caption", caption),
            el("thead", top, role="rowgroup"),
            el("tbody", *rows, role="rowgroup"),
            el("tfoot", el("tr", *last, role="row"), role="rowgroup") if foot else None,
            class_="cells",
            role="table",
            data_table=name,
        ),
        class_="scroll",
        role="region",
        aria_label=caption,
        tabindex="0",
    )


def _head(head: Head) -> Html:
    held = el("button", head.label, type="button") if head.sorts else head.label
    return el(
        "th", held, scope="col", role="columnheader", class_="number" if head.number else None,
        aria_sort="none" if head.sorts else None,
    )  # fmt: skip


def _cell(head: Head, cell: Cell, *, first: bool) -> Html:
    look = "number" if head.number else "still" if head.still else None
    if first:
        return el("th", cell.held, scope="row", role="rowheader", class_=look, data_value=cell.key)
    return el("td", cell.held, role="cell", class_=look, data_label=head.label, data_value=cell.key)


def tools(page: Page, name: str, choices: Sequence[Choice] = ()) -> Html:
    """Above a table: a search, choices, how many rows are left."""
    search = el(
        "label",
        page.say("search"),
        el("input", type="search", data_filter=name, autocomplete="off"),
    )
    selects = [
        el(
            "label",
            one.label,
            el(
                "select",
                el("option", page.say("all"), value=""),
                *(el("option", says, value=value) for value, says in one.values.items()),
                data_for=name,
                data_filter_by=one.by,
            ),
        )
        for one in choices
    ]
    count = el("output", "", data_count=name, data_says=page.say("shown"), aria_live="polite")
    return el("div", search, *selects, count, class_="tools")


def badge(look: str, said: Piece) -> Html:
    """A word that stands out, by its frame and not by its colour alone."""
    return el("span", said, class_=f"badge {look}")


def part(name: str, title: str, *held: Piece) -> Html:
    """A part of the page under its heading."""
    return el("section", el("h2", title, id=f"{name}-title"), *held, id=name,
              aria_labelledby=f"{name}-title")  # fmt: skip


def folded(title: str, *held: Piece) -> Html:
    """What a click unfolds; printed all the same."""
    return el("details", el("summary", title), *held)


def nothing(page: Page) -> Html:
    """Where there is nothing."""
    return el("p", page.say("none"), class_="soft")


__all__ = [
    "Cell", "Choice", "Head", "Line", "Page", "badge", "day_cell", "folded", "join", "money_cell",
    "nothing", "part", "table", "tools",
]  # fmt: skip
