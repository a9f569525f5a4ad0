"""The parts about the group: indicators, the calendar, who is silent, what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from cic_sheets.render.web.html import Html, el, join, typed
from cic_sheets.render.web.parts import (
    Cell,
    Choice,
    Head,
    Line,
    Page,
    badge,
    day_cell,
    folded,
    nothing,
    part,
    table,
    tools,
)
from cic_sheets.report.dashboard import CALLED_OFF, HAPPENED, LATE, PLANNED, Dated, Gauge
from cic_sheets.values import shown

_STATES = {HAPPENED: "good", PLANNED: "calm", LATE: "bad", CALLED_OFF: "fair"}
_MOST = Decimal(100)


def indicators(page: Page) -> Html:
    """Each indicator against the year's target."""
    gauges = page.board.gauges
    title = page.say("indicators")
    if not gauges:
        return part("indicators", title, nothing(page))
    heads = (
        Head(page.say("indicator")),
        Head(page.say("baseline"), number=True),
        Head(page.say("target"), number=True),
        Head(page.say("actual"), number=True),
        Head(page.say("share"), number=True),
        Head(page.say("communes"), sorts=False),
    )
    lines = [_gauge(page, one) for one in gauges]
    return part(
        "indicators",
        title,
        tools(page, "indicators"),
        table("indicators", page.say("indicators.table"), heads, lines),
    )


def _gauge(page: Page, one: Gauge) -> Line:
    row = one.indicator
    unit = "" if row.unit in (None, "%") else row.unit
    name = join((
        el("code", typed(row.id)), " ", typed(row.label),
        join((el("br"), typed(unit, class_="soft"))) if unit else None,
    ))  # fmt: skip
    actual = one.actual.amount if one.actual is not None else None
    return Line((
        Cell(name, row.id),
        _measured(page, row.baseline, row.unit),
        _measured(page, row.year_target, row.unit),
        _measured(page, actual, row.unit),
        Cell(_share(page, one.share), f"{one.share:f}" if one.share is not None else ""),
        Cell(_communes(page, one)),
    ))  # fmt: skip


def _measured(page: Page, value: Decimal | None, unit: str | None) -> Cell:
    """A value, or that it is not known: never 0."""
    if value is None:
        return Cell(el("span", page.say("unknown"), class_="soft"), "")
    said = shown.percent(value.scaleb(-2), page.lang) if unit == "%" else None
    return Cell(el("bdi", said) if said else page.number(value), f"{value:f}")


def _share(page: Page, share: Decimal | None) -> Html:
    """A rail filled to the share, and the share in figures."""
    if share is None:
        return el("span", page.say("unknown"), class_="soft")
    width = min(max(share, Decimal(0)), _MOST).quantize(Decimal("0.1"))
    rail = {"x": "0", "y": "0", "width": "100", "height": "6"}
    done = {**rail, "width": f"{width:f}"}
    drawing = el(
        "svg",
        el("rect", class_="rail", **rail),
        el("rect", class_="done", **done),
        viewBox="0 0 100 6", preserveAspectRatio="none", class_="meter", aria_hidden="true",
    )  # fmt: skip
    return join((el("bdi", shown.percent(share.scaleb(-2), page.lang)), drawing))


def _communes(page: Page, one: Gauge) -> Html | None:
    if not one.communes:
        return None
    known = sum(value is not None for _, value in one.communes)
    unit = one.indicator.unit
    held = []
    for name, value in one.communes:
        cell = _measured(page, value.amount if value else None, unit)
        held.append(el("li", typed(name), " : ", cell.held))
    said = page.say("communes.known", known=known, of=len(one.communes))
    return folded(said, el("ul", *held, class_="cuts"))


# --- Calendar -------------------------------------------------------------------------------------


def calendar(page: Page) -> Html:
    """The year month by month."""
    months = [
        el(
            "div",
            el("h3", shown.month(next(iter(days)).day.replace(day=1), page.lang)),
            el("ul", *(el("li", *_dated(page, one)) for one in days)),
            class_="month",
        )
        for days in _by_month(page)
    ]
    title = page.say("calendar")
    if not months:
        return part("calendar", title, nothing(page))
    return part("calendar", title, el("div", *months, class_="months"))


def _by_month(page: Page) -> Iterator[list[Dated]]:
    for _, days in groupby(page.board.calendar, key=lambda one: (one.day.year, one.day.month)):
        yield list(days)


def _dated(page: Page, one: Dated) -> Iterator[Html]:
    yield el("span", el("bdi", f"{one.day:%d/%m}"), class_="when")
    yield el(
        "span",
        el("span", page.say(f"kind.{one.kind}"), class_="soft"), " ",
        typed(one.text or one.number), " ",
        badge(_STATES[one.state], page.say(f"state.{one.state}")),
    )  # fmt: skip


# --- The group ------------------------------------------------------------------------------------


def group(page: Page) -> Html:
    """Who is silent, what waits, what comes next."""
    return part(
        "group",
        page.say("group"),
        *_silent(page),
        *_unanswered(page),
        *_next(page),
        *_opened(page),
    )


def _silent(page: Page) -> Iterator[Html]:
    yield el("h3", page.say("silent"))
    silent = page.board.status.silent
    if not silent:
        yield el("p", page.say("silent.none"))
        return
    said = [
        el("li", typed(one.name), " : ",
           page.say("silent.last", day=one.last) if one.last else page.say("silent.never"))
        for one in silent
    ]  # fmt: skip
    yield el("ul", *said)


def _unanswered(page: Page) -> Iterator[Html]:
    names = page.board.status.unanswered
    if names:
        yield el("h3", page.say("unanswered"))
        yield el("ul", *(el("li", typed(name)) for name in names))


def _next(page: Page) -> Iterator[Html]:
    dates = page.board.status.dates
    if not dates:
        return
    yield el("h3", page.say("dates"))
    yield el("ul", *(
        el("li", el("bdi", page.day(one.day)), " : ", typed(one.subject), " ",
           badge("bad", page.say("late")) if one.overdue else None)
        for one in dates
    ))  # fmt: skip


def _opened(page: Page) -> Iterator[Html]:
    yield el("h3", page.say("opened"))
    lines = [*_needs(page), *_decisions(page)]
    if not lines:
        yield nothing(page)
        return
    heads = (
        Head(page.say("no"), still=True),
        Head(page.say("opened.kind")),
        Head(page.say("opened.who")),
        Head(page.say("opened.when"), still=True),
        Head(page.say("opened.text")),
    )
    kinds = {kind: page.say(f"open.{kind}") for kind in ("need", "decision")}
    yield tools(page, "opened", (Choice("kind", page.say("opened.kind"), kinds),))
    yield table("opened", page.say("opened.table"), heads, lines)


def _needs(page: Page) -> Iterator[Line]:
    for one in page.board.status.needs:
        said = typed(one.need) if not one.confidential else page.say("confidential")
        cells = (
            Cell(typed(one.number)),
            Cell(page.say("open.need")),
            Cell(typed(one.commune)),
            day_cell(page, one.since),
            Cell(said),
        )
        yield Line(cells, {"kind": "need"})


def _decisions(page: Page) -> Iterator[Line]:
    for one in page.board.status.decisions:
        late = badge("bad", page.say("late")) if one.overdue else None
        cells = (
            Cell(typed(one.number)),
            Cell(page.say("open.decision")),
            Cell(typed(one.owner)),
            day_cell(page, one.due),
            Cell(join((typed(one.subject), " ", late))),
        )
        yield Line(cells, {"kind": "decision"})
