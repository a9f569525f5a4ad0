"""The yearly evaluation as the report tells it, without a name; the means are those of `group`."""

from __future__ import annotations

from typing import NamedTuple

from cic_sheets.group.evaluation import Scores, answers, overall
from cic_sheets.group.evaluation import scores as scores_of
from cic_sheets.group.indicators import Measured
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.sheets.evaluations import Evaluation


class Response(NamedTuple):
    """Who answered.

    communes  active communes that gave at least one mark, out of `asked`
    rate      the same in per cent; None when there is no active commune
    others    evaluators that are no commune (the client)
    mean      of all marks; None without any
    """

    communes: int
    asked: int
    others: int
    rate: Figure | None
    mean: Figure | None


def response(material: Material) -> Response:
    """Response rate and general mean."""
    found = answers(material.book, material.as_of)
    whole = overall(material.book, material.as_of)
    rate = figure(found.rate, "%")
    return Response(
        found.communes, found.asked, found.others, rate, figure(whole.mean) if whole else None
    )


def scores(material: Material) -> tuple[Scores, ...]:
    """One a criterion, then all marks together (its criterion is ''); none without any mark."""
    whole = overall(material.book, material.as_of)
    return (*scores_of(material.book, material.as_of), whole) if whole else ()


def figure(found: Measured | None, unit: str = "") -> Figure | None:
    """A figure of the report, with its cells."""
    return Figure(found.amount, unit, found.cells) if found is not None else None


def comments(material: Material) -> tuple[str, ...]:
    """What may be quoted, unsigned, in an order that tells nothing of who wrote it."""
    said = {
        row.comment
        for row in material.book.all(Evaluation)
        if row.comment and not row.confidential and material.told_by_now(row.day)
    }
    return tuple(sorted(said))
