"""The page: its head with what it may do (nothing but itself), its parts one after the other."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

from cic_sheets.language import rtl
from cic_sheets.render.web.group import calendar, group, indicators
from cic_sheets.render.web.html import Html, el, join, typed
from cic_sheets.render.web.money import cap, expenses, waterfall_of
from cic_sheets.render.web.parts import Page, badge
from cic_sheets.render.web.tasks import findings, readiness
from cic_sheets.report.dashboard import Dashboard

_PARTS = (
    ("readiness", "readiness.nav", readiness),
    ("cap", "cap", cap),
    ("waterfall", "waterfall", waterfall_of),
    ("expenses", "expenses", expenses),
    ("indicators", "indicators", indicators),
    ("calendar", "calendar", calendar),
    ("group", "group", group),
    ("findings", "findings.nav", findings),
)
"""Each part: its place in the page, its name in the table of contents, what draws it."""


class Around(NamedTuple):
    """What the page is told besides the year.

    version    of the program
    workbook   its file's name
    control    the annotated copy's file name, beside the page
    files      the workbook's folder as seen from the page; None: unknown
    pictures   path of a receipt's file from the workbook's folder → a small JPEG
    libraries  what is missing to make pictures
    """

    version: str
    workbook: str
    control: str
    files: str | None
    pictures: Mapping[str, bytes]
    libraries: tuple[str, ...]


def draw(board: Dashboard, around: Around, lang: str = "fr") -> bytes:
    """The page in UTF-8; the same year, pictures and language give the same bytes."""
    page = Page(board, lang, around.control, around.files, around.pictures, around.libraries)
    said = page.say
    title = said("title", year=board.name)
    style, script = _text("style.css"), _text("script.js")
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", Html(style)),
    )
    foot = said("foot", version=around.version, file=around.workbook)
    body = el(
        "body",
        el("a", said("skip"), class_="skip", href="#main"),
        _top(page, title),
        _contents(page),
        el("main", *(part(page) for _, _, part in _PARTS), id="main", class_="wide", tabindex="-1"),
        el("footer", el("p", foot, class_="wide")),
        el("script", Html(script)),
    )
    whole = el("html", head, body, lang=lang, dir="rtl" if rtl(lang) else "ltr")
    return f"<!DOCTYPE html>\n{whole}\n".encode()


def _policy(style: str, script: str) -> str:
    """Nothing may be fetched; this style and this script may stand, no other."""
    allowed = {
        "default-src": "'none'",
        "img-src": "data:",
        "style-src": _hash(style),
        "script-src": _hash(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in allowed.items())


def _hash(held: str) -> str:
    return f"'sha256-{b64encode(sha256(held.encode()).digest()).decode('ascii')}'"


@cache
def _text(name: str) -> str:
    return files("cic_sheets.render.web").joinpath(name).read_text("utf-8")


def _top(page: Page, title: str) -> Html:
    board, said = page.board, page.say
    state = badge("bad" if board.draft else "good", said("draft" if board.draft else "final"))
    counts = join(
        join((" ", badge(look, f"{name} : {number}"))) for look, name, number in page.severities()
    )
    meta = said(
        "meta", convention=board.convention or "–", coordinator=board.coordinator or "–",
        day=board.as_of,
    )  # fmt: skip
    cards = [(said(name), page.money(figure.amount)) for name, figure in board.totals.items()]
    room = board.status.room
    if room is not None:
        cards.append((said("room.month"), page.money(room.this_month)))
        cards.append((said("room.end", end=room.last), page.money(room.until_end)))
    listed = [
        el("li", el("span", name, class_="name"), el("span", figure, class_="figure"))
        for name, figure in cards
    ]
    return el(
        "header",
        el(
            "div",
            el("h1", title),
            el("p", typed(meta), class_="meta"),
            el("p", state, counts, class_="meta"),
            el("button", said("print"), type="button", class_="print", data_print=True),
            el("ul", *listed, class_="cards") if listed else None,
            class_="wide",
        ),
        class_="top",
    )


def _contents(page: Page) -> Html:
    links = [el("li", el("a", page.say(name), href=f"#{place}")) for place, name, _ in _PARTS]
    return el("nav", el("ul", *links, class_="wide"), aria_label=page.say("contents"))


__all__ = ["Around", "draw"]
