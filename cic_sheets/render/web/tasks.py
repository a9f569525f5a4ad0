"""The parts about what is left to do: each deliverable, each finding."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from cic_sheets.language import phrase, said, severity_name
from cic_sheets.render.waits import what_said, who_said
from cic_sheets.render.web.html import Html, el, join, typed
from cic_sheets.render.web.parts import (
    SEVERITIES,
    Cell,
    Choice,
    Head,
    Line,
    Page,
    badge,
    folded,
    nothing,
    part,
    table,
    tools,
)
from cic_sheets.report.status import Readiness
from cic_sheets.report.waiting import Wait
from cic_sheets.schema.findings import Finding

_RANKS = {severity: str(rank) for rank, (severity, _) in enumerate(SEVERITIES)}
_LOOKS = dict(SEVERITIES)
_FEW = 3  # lines that a card shows without a click


def readiness(page: Page) -> Html:
    """What each deliverable lacks before it can be sent."""
    held = [_deliverable(page, one) for one in page.board.status.deliverables]
    return part("readiness", page.say("readiness"), el("ul", *held, class_="state"))


def _deliverable(page: Page, one: Readiness) -> Html:
    ready = not one.errors and not one.missing
    look, key = ("good", "ready") if ready else ("bad", "lacking")
    if ready and one.waits:
        look, key = "fair", "waits"
    state = badge(look, page.say(key))
    return el(
        "li",
        el("span", phrase(f"cli.status.{one.name}", page.lang), state, class_="head"),
        *_lacks(page, one),
        class_=key,
    )


def _lacks(page: Page, one: Readiness) -> Iterator[Html]:
    if one.errors:
        yield el("p", page.say("errors", count=one.errors))
    waits = [
        el("li", el("strong", typed(who_said(group[0], page.lang))), " : ",
           typed(" ; ".join(what_said(one.name, wait, page.lang) for wait in group)))
        for group in _by_whom(one)
    ]  # fmt: skip
    if len(waits) > _FEW:
        yield folded(page.say("waits.from", count=len(waits)), el("ul", *waits, class_="cuts"))
    elif waits:
        yield el("ul", *waits, class_="cuts")


def _by_whom(one: Readiness) -> Iterator[list[Wait]]:
    for _, group in groupby(one.waits, key=lambda wait: (wait.who, wait.name)):
        yield list(group)


def findings(page: Page) -> Html:
    """Each finding with the cell to go to."""
    found = page.board.findings
    title = page.say("findings")
    if not found:
        return part("findings", title, nothing(page))
    heads = (
        Head(page.say("place")),
        Head(page.say("severity")),
        Head(page.say("wrong"), sorts=False),
        Head(page.say("remedy"), sorts=False),
        Head(page.say("value")),
        Head(page.say("code")),
    )
    rows = [_finding(page, one, rank) for rank, one in enumerate(found)]
    severities = {one.value: severity_name(one, page.lang) for one, _ in SEVERITIES}
    sheets = {one.sheet: one.sheet for one in found if one.sheet}
    choices = (
        Choice("severity", page.say("severity"), severities),
        Choice("sheet", page.say("sheet"), sheets),
    )
    return part(
        "findings",
        title,
        el("p", page.say("findings.lead")),
        tools(page, "findings", choices),
        table("findings", page.say("findings.table"), heads, rows),
    )


def _finding(page: Page, one: Finding, rank: int) -> Line:
    sentences = said(one, page.lang)
    return Line(
        (
            Cell(_place(page, one), str(rank)),
            Cell(badge(_LOOKS[one.severity], severity_name(one.severity, page.lang)),
                 _RANKS[one.severity]),
            Cell(typed(sentences.message)),
            Cell(typed(sentences.remedy)),
            Cell(typed(one.value)),
            Cell(el("code", one.code)),
        ),
        {"severity": one.severity.value, "sheet": one.sheet},
    )  # fmt: skip


def _place(page: Page, one: Finding) -> Html:
    """The cell, as Excel's Name box takes it, leading to the annotated copy."""
    row = join((el("br"), typed(one.row, class_="soft"))) if one.row else None
    if one.cell is None:
        return join((typed(one.sheet or "–"), row))
    link = el("a", el("bdi", one.cell.address), href=page.link_to_cell(one.cell.address))
    return join((link, row))
