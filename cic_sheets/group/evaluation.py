"""The yearly evaluation in figures: who answered, and the marks of the communes and of the client.

A mark counts whether it is confidential or not; what may be printed of it is decided here too: the
client's marks stand apart from the communes' only where nobody who asked for discretion could be
recognised.  Source: workbook.md, « Évaluations ».
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cic_sheets.book.book import Book
from cic_sheets.group.indicators import Measured
from cic_sheets.group.members import active
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.lists import CRITERIA
from cic_sheets.values.money import cents, percent
from cic_sheets.values.named import NamedTuple


class Scores(NamedTuple):
    """The marks of a criterion (of all, where it is ''), from 1 to 5, means to two decimals.

    marks     how many there are
    communes  mean of the communes' marks; None without any, or when it can't be told apart
    client    mean of the other evaluators' marks; the same
    mean      of all
    """

    criterion: str
    marks: int
    communes: Measured | None
    client: Measured | None
    mean: Measured


class Answers(NamedTuple):
    """Who answered.

    communes  active communes that gave at least one mark, out of `asked`
    rate      the same in per cent; None when there is no active commune
    others    evaluators that are no commune (the client)
    """

    communes: int
    asked: int
    others: int
    rate: Measured | None


def marked(book: Book, as_of: date) -> tuple[Evaluation, ...]:
    """The rows that hold a mark, as far as the day goes."""
    return tuple(
        row
        for row in book.all(Evaluation)
        if row.mark is not None and (row.day is None or row.day <= as_of)
    )


def answers(book: Book, as_of: date) -> Answers:
    """The response rate, over the communes of the group on the day."""
    rows = marked(book, as_of)
    asked = {commune.id for commune in active(book, as_of)}
    answered = {row.commune for row in rows} & asked
    rate = percent(len(answered), len(asked))
    cells = tuple(row.at("commune") for row in rows if row.commune in answered)
    others = {row.evaluator for row in rows if row.commune is None}
    measured = Measured(rate, cells) if rate is not None else None
    return Answers(len(answered), len(asked), len(others), measured)


def scores(book: Book, as_of: date) -> tuple[Scores, ...]:
    """One a criterion that has marks, in the order of the list; those that were added come last."""
    rows = marked(book, as_of)
    apart = _may_be_told_apart(rows)
    found = dict.fromkeys((*CRITERIA.values, *(row.criterion for row in rows)))
    by_criterion = {
        criterion: [row for row in rows if row.criterion == criterion]
        for criterion in found
        if criterion is not None
    }
    return tuple(_scores(name, mine, apart) for name, mine in by_criterion.items() if mine)


def overall(book: Book, as_of: date) -> Scores | None:
    """All marks together; None without any."""
    rows = marked(book, as_of)
    return _scores("", rows, _may_be_told_apart(rows)) if rows else None


def _scores(criterion: str, rows: Sequence[Evaluation], apart: bool) -> Scores:
    communes = [row for row in rows if row.commune is not None]
    others = [row for row in rows if row.commune is None]
    return Scores(
        criterion,
        len(rows),
        _mean(communes) if communes and apart else None,
        _mean(others) if others and apart else None,
        _mean(rows),
    )


def _may_be_told_apart(rows: Iterable[Evaluation]) -> bool:
    """Whether no mark of a confidential answer stands alone on its side, for any criterion."""
    sides: dict[tuple[str | None, bool], list[Evaluation]] = {}
    for row in rows:
        sides.setdefault((row.criterion, row.commune is None), []).append(row)
    return not any(
        any(row.confidential for row in mine)
        and len({(row.evaluator, row.commune) for row in mine}) == 1
        for mine in sides.values()
    )


def _mean(rows: Sequence[Evaluation]) -> Measured:
    given = [Fraction(row.mark) for row in rows if row.mark is not None]
    mean: Decimal = cents(sum(given, Fraction(0)) / len(given))
    return Measured(mean, tuple(row.at("mark") for row in rows))
