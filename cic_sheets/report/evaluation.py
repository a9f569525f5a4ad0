"""The yearly evaluation, without a name: who answered, and the mean of each criterion."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from cic_sheets.group.members import active
from cic_sheets.report.figures import percent
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.lists import CRITERIA
from cic_sheets.values.money import cents


class Mean(NamedTuple):
    """A criterion, how many marks it got, their mean from 1 to 5 (two decimals)."""

    criterion: str
    marks: int
    mean: Figure


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


def marks(material: Material) -> tuple[Evaluation, ...]:
    """The rows that hold a mark; confidential ones count too (their column's help)."""
    return tuple(
        row
        for row in material.book.all(Evaluation)
        if row.mark is not None and material.told_by_now(row.day)
    )


def response(material: Material) -> Response:
    """Response rate and general mean."""
    rows = marks(material)
    asked = {commune.id for commune in active(material.book, material.as_of)}
    answered = {row.commune for row in rows} & asked
    rate = percent(len(answered), len(asked))
    cells = tuple(row.at("commune") for row in rows if row.commune in answered)
    return Response(
        len(answered),
        len(asked),
        len({row.evaluator for row in rows if row.commune is None}),
        Figure(rate, "%", cells) if rate is not None else None,
        _mean(rows) if rows else None,
    )


def means(material: Material) -> tuple[Mean, ...]:
    """One mean a criterion that has marks, in the order of the list."""
    rows = marks(material)
    found = dict.fromkeys((*CRITERIA.values, *(row.criterion for row in rows)))
    by_criterion = {
        criterion: [row for row in rows if row.criterion == criterion]
        for criterion in found
        if criterion is not None
    }
    return tuple(
        Mean(criterion, len(mine), _mean(mine)) for criterion, mine in by_criterion.items() if mine
    )


def comments(material: Material) -> tuple[str, ...]:
    """What may be quoted, unsigned, in an order that tells nothing of who wrote it."""
    said = {
        row.comment
        for row in material.book.all(Evaluation)
        if row.comment and not row.confidential and material.told_by_now(row.day)
    }
    return tuple(sorted(said))


def _mean(rows: Sequence[Evaluation]) -> Figure:
    given = [row.mark for row in rows if row.mark is not None]
    return Figure(
        cents(Fraction(sum(given), len(given))), "", tuple(row.at("mark") for row in rows)
    )
