"""Lines that can't be reckoned with, credits, and lines that share everything."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from random import Random

from cic_sheets.money import Case, Line
from tests.money.odd.registry import awaited, odd, one_of


@odd
def unreadable(case: Case, random: Random) -> Case:
    return one_of(case, random, "lines", unreadable=("CEL-02", "CEL-06"))


@odd
def no_amount(case: Case, random: Random) -> Case:
    return one_of(case, random, "lines", amount=(None, Decimal("NaN"), Decimal("1E+15")))


@odd
def no_currency(case: Case, random: Random) -> Case:
    return one_of(case, random, "lines", currency=(None, ""))


@odd
def no_day(case: Case, random: Random) -> Case:
    return one_of(case, random, "lines", day=(None,))


@odd
def strange_quantity(case: Case, random: Random) -> Case:
    return one_of(case, random, "lines", quantity=(Decimal(-1), Decimal("NaN"), Decimal("0.0001")))


@odd
def strange_part(case: Case, random: Random) -> Case:
    parts = (Decimal(-5), Decimal("NaN"), Decimal("1E+9"), Decimal("0.001"))
    return one_of(case, random, "lines", ineligible=parts)


@odd
def strange_credit(case: Case, random: Random) -> Case:
    """Of itself, of a credit, of a line to come, positive, tiny, or of nothing."""
    lines = [line for line in case.lines if line.day is not None]
    if not lines:
        return case
    of = random.choice(lines)
    amount = Decimal(random.choice(("-10.00", "10.00", "-0.01", "0.01", "-90000", "0.00")))
    later = case.as_of + timedelta(random.choice((0, 0, 0, 5)))
    named = random.choice((of.id, of.id, "C-90", "C-91", None))
    credit = Line("C-90", of.day, of.imputation, of.category, amount, of.currency, credit_of=named)
    chained = credit._replace(id="C-91", credit_of="C-90", day=later)
    return case._replace(lines=(*case.lines, credit, chained))


@odd
def original_to_come(case: Case, random: Random) -> Case:
    credits = [line for line in case.lines if line.credit_of is not None]
    names = {line.credit_of for line in credits}
    lines = tuple(
        line._replace(day=case.as_of + timedelta(1)) if line.id in names else line
        for line in case.lines
    )
    return case._replace(lines=lines)


@odd
def credits_at_other_rates(case: Case, random: Random) -> Case:
    """Each line gives something back in another month or currency."""
    credits = tuple(
        Line(
            f"C-{8000 + at}",
            random.choice((line.day, case.as_of)),
            line.imputation,
            line.category,
            (line.amount * Decimal("-0.3")).quantize(Decimal("0.01")),
            random.choice((line.currency, "EUR")),
            paid_on=case.as_of,
            claimed_on=case.as_of,
            credit_of=line.id,
        )
        for at, line in enumerate(case.lines)
        if line.amount is not None and line.amount.is_finite() and 0 < line.amount < 10**6
    )
    return awaited(case._replace(lines=(*case.lines, *credits)), random)


@odd
def shared_receipts(case: Case, random: Random) -> Case:
    """Every line names a receipt of another too."""
    names = [name for line in case.lines for name in line.receipts] or ["J-0"]
    lines = tuple(
        line._replace(receipts=(*line.receipts, random.choice(names))) for line in case.lines
    )
    return awaited(case._replace(lines=lines), random)


@odd
def receipts_awaited(case: Case, random: Random) -> Case:
    return awaited(case, random)


@odd
def one_journey(case: Case, random: Random) -> Case:
    """Most lines are meals of one mission: they share its ceilings."""
    mission = case.missions[0]
    if mission.departure is None or mission.back is None:
        return case
    first = mission.departure.date()

    def there(line: Line) -> Line:
        if line.credit_of is not None or random.random() < 0.2:
            return line
        return line._replace(
            mission=mission.id,
            imputation="mission",
            category="repas" if random.random() < 0.7 else line.category,
            unit="repas" if random.random() < 0.8 else "jour",
            day=first if line.day is None or random.random() < 0.7 else line.day,
        )

    return case._replace(lines=tuple(map(there, case.lines)))
