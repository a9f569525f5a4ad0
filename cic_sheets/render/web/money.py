"""The parts about money: the cap's curve, the way to what is reimbursed, the expenses."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.render.web.figures import Bar, Point, curve, waterfall
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
    money_cell,
    nothing,
    part,
    table,
    tools,
)
from cic_sheets.render.web.thumbnails import as_source
from cic_sheets.report.dashboard import NOTHING, PART, WAITS, WHOLE, Proof
from cic_sheets.report.dashboard import Line as Expense
from cic_sheets.report.status import Room
from cic_sheets.values import shown

_LOOKS = {WHOLE: "good", PART: "fair", NOTHING: "bad", WAITS: "calm"}


def cap(page: Page) -> Html:
    """The curve, the formula of the room, the months."""
    months = page.board.months
    if not months:
        return part("cap", page.say("cap"), nothing(page))
    points = [
        Point(
            f"{month.start:%m}",
            month.allowance.amount,
            month.retained.amount,
            page.say(
                "cap.point",
                month=shown.month(month.start, page.lang),
                retained=_eur(page, month.retained.amount),
                allowance=_eur(page, month.allowance.amount),
            ),
        )
        for month in months
    ]
    legend = page.say("cap.allowed"), page.say("cap.retained")
    drawing = curve(points, page.say("cap.drawing"), legend, lambda value: _bare(page, value))
    heads = [Head(page.say("month"), sorts=False)] + [
        Head(page.say(name), number=True, sorts=False)
        for name in ("cap.allowed", "cap.retained", "reimbursable", "cap.room")
    ]
    lines = [
        Line((
            Cell(shown.month(month.start, page.lang)),
            *(money_cell(page, figure.amount) for figure in month[1:]),
        ))
        for month in months
    ]  # fmt: skip
    figures = table("cap", page.say("cap.table"), heads, lines)
    room = page.board.status.room
    return part(
        "cap",
        page.say("cap"),
        el("p", page.say("cap.lead")),
        el("p", _formula(page, room)) if room is not None else None,
        drawing,
        folded(page.say("figures"), figures),
    )


def _formula(page: Page, room: Room) -> str:
    return page.say(
        "cap.formula",
        allowance=_eur(page, room.allowance),
        retained=_eur(page, room.retained),
        room=_eur(page, room.this_month),
        end=_eur(page, room.until_end),
        last=room.last,
    )


def _eur(page: Page, amount: Decimal) -> str:
    return shown.amount(amount, "EUR", page.lang)


def _bare(page: Page, value: Decimal) -> str:
    return shown.number(value, page.lang)


def waterfall_of(page: Page) -> Html:
    """The stages as bars, and their figures."""
    if not page.board.totals:
        return part("waterfall", page.say("waterfall"), nothing(page))
    bars = list(_bars(page))
    drawing = waterfall(bars, page.say("waterfall.drawing"), lambda value: _bare(page, value))
    heads = [Head(page.say("stage"), sorts=False)] + [
        Head(page.say(name), number=True, sorts=False) for name in ("refused", "pending", "left")
    ]
    claimed = page.board.totals["claimed"].amount
    lines = [Line((Cell(page.say("claimed")), Cell(""), Cell(""), money_cell(page, claimed)))]
    lines += [
        Line((
            Cell(page.say(f"stage.{step.stage}")),
            money_cell(page, step.refused.amount),
            money_cell(page, step.pending.amount),
            money_cell(page, step.left),
        ))
        for step in page.board.steps
    ]  # fmt: skip
    totals = [page.money(page.board.totals[name].amount, None)
              for name in ("refused", "pending", "reimbursable")]  # fmt: skip
    figures = table(
        "waterfall", page.say("waterfall.table"), heads, lines, (page.say("total"), *totals)
    )
    lead = el("p", page.say("waterfall.lead"))
    title = page.say("waterfall")
    return part("waterfall", title, lead, drawing, folded(page.say("figures"), figures))


def _bars(page: Page) -> Iterator[Bar]:
    """A bar a sum, and one for whatever a stage takes."""
    claimed = page.board.totals["claimed"].amount
    yield _bar(page, page.say("claimed"), Decimal(0), claimed, "whole")
    left = claimed
    for step in page.board.steps:
        stage = page.say(f"stage.{step.stage}")
        for kind, figure in (("refused", step.refused), ("pending", step.pending)):
            if figure.amount:
                name = stage if kind == "refused" else page.say("waterfall.pending", stage=stage)
                yield _bar(page, name, left - figure.amount, left, kind)
                left -= figure.amount
    yield _bar(page, page.say("reimbursable"), Decimal(0), left, "whole")


def _bar(page: Page, name: str, low: Decimal, high: Decimal, kind: str) -> Bar:
    amount = high - low
    said = page.say("waterfall.bar", stage=name, amount=_eur(page, amount))
    sign = "" if kind == "whole" else "−"
    value = sign + shown.amount(amount, None, page.lang)
    return Bar(name, min(low, high), max(low, high), kind, said, value)


# --- Expenses -------------------------------------------------------------------------------------


def expenses(page: Page) -> Html:
    """Each expense with its receipts and its cuts."""
    lines = page.board.lines
    title = page.say("expenses")
    if not lines:
        return part("expenses", title, nothing(page))
    heads = (
        Head(page.say("no"), still=True),
        Head(page.say("day"), still=True),
        Head(page.say("category")),
        Head(page.say("label")),
        Head(page.say("paid"), number=True),
        Head(page.say("claimed"), number=True),
        Head(page.say("reimbursable"), number=True),
        Head(page.say("outcome")),
        Head(page.say("cuts"), sorts=False),
        Head(page.say("proofs"), sorts=False),
    )
    drawn: set[str] = set()
    rows = [_expense(page, line, drawn) for line in lines]
    totals = page.board.totals
    foot = (
        page.say("total"), "", "", "", "", page.money(totals["claimed"].amount, None),
        page.money(totals["reimbursable"].amount, None), "", "", "",
    )  # fmt: skip
    categories = dict.fromkeys(line.category for line in lines if line.category)
    choices = (
        Choice("outcome", page.say("outcome"),
               {name: page.say(f"outcome.{name}") for name in _LOOKS}),
        Choice("category", page.say("category"), {name: page.word(name) for name in categories}),
    )  # fmt: skip
    return part(
        "expenses",
        title,
        *_told(page),
        tools(page, "expenses", choices),
        table("expenses", page.say("expenses.table"), heads, rows, foot),
    )


def _told(page: Page) -> Iterator[Html]:
    """What keeps pictures from being shown."""
    wanted = {proof.path for line in page.board.lines for proof in line.proofs if proof.path}
    missing = len(wanted - set(page.pictures))
    if page.libraries:
        said = page.say("proofs.no-library", libraries=", ".join(page.libraries))
        yield el("p", said, class_="soft")
    elif missing:
        yield el("p", page.say("proofs.few", count=missing), class_="soft")


def _expense(page: Page, line: Expense, drawn: set[str]) -> Line:
    paid = line.paid
    cells = (
        Cell(typed(line.number)),
        day_cell(page, line.day),
        Cell(typed(page.word(line.category))),
        Cell(join((typed(line.label), _supplier(line.supplier)))),
        Cell(page.money(paid.amount, paid.currency), f"{paid.amount:f}") if paid else Cell("", ""),
        money_cell(page, line.claimed.amount),
        money_cell(page, line.reimbursable.amount),
        Cell(badge(_LOOKS[line.outcome], page.say(f"outcome.{line.outcome}"))),
        Cell(_cuts(page, line)),
        Cell(_proofs(page, line, drawn)),
    )
    return Line(cells, {"outcome": line.outcome, "category": line.category}, None)


def _supplier(name: str) -> Html | None:
    return join((el("br"), typed(name, class_="soft"))) if name else None


def _cuts(page: Page, line: Expense) -> Html | None:
    """Why, how much, refused or waiting."""
    said = []
    for cut in line.cuts:
        what = page.say("pending" if cut.pending else "refused")
        amount = join((" ", page.money(cut.amount))) if cut.amount else None
        said.append(
            el(
                "li",
                el("code", cut.code), " ", page.say(f"stage.{cut.stage}"), " : ",
                typed(page.word(cut.why)), " · ", what, amount,
            )
        )  # fmt: skip
    return el("ul", *said, class_="cuts") if said else None


def _proofs(page: Page, line: Expense, drawn: set[str]) -> Html | None:
    """Its receipts: the picture of each once in the page, a link to the file each time."""
    if not line.proofs:
        return el("span", page.say("proof.none"), class_="soft")
    return el("ul", *(el("li", *_proof(page, one, drawn)) for one in line.proofs), class_="proofs")


def _proof(page: Page, proof: Proof, drawn: set[str]) -> Iterator[Html]:
    picture = page.pictures.get(proof.path)
    held = typed(proof.number)
    if picture is not None and proof.path not in drawn:
        drawn.add(proof.path)
        says = page.say("proof.picture", number=proof.number)
        held = join((el("img", src=as_source(picture), alt=says, loading="lazy"), held))
    link = page.link_to_file(proof.path)
    yield el("a", held, href=link) if link else held
    if proof.kept:
        yield el("span", " ", page.say("proof.kept"), class_="soft")
