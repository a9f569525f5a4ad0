"""Rules, days, fees, payments and budgets that are out of the ordinary."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from random import Random

from cic_sheets.money import BudgetLine, Case, Ceiling, FeeNote, Payment
from tests.money.odd.registry import odd, one_of, with_rules


@odd
def other_rules(case: Case, random: Random) -> Case:
    return with_rules(
        case,
        cap=Decimal(random.choice(("0", "200", "199.99"))),
        closed=random.choice((False, True, case.convention.start + timedelta(90))),
        lunch=random.choice((time(12), time(13, 30))),
        dinner=random.choice((time(20), time(19))),
        covered=random.choice((None, case.policies.covered)),
        for_activities=random.choice((None, frozenset(("location", "communication")))),
    )


@odd
def declared_in_dirhams(case: Case, random: Random) -> Case:
    """The year's ceiling of declarations met in another currency, at one rate all year."""
    lines = tuple(line._replace(rate=None) for line in case.lines if line.currency == "MAD")
    if not lines:
        return case
    receipts = tuple(
        receipt._replace(role=random.choice((receipt.role, "declares")))
        for receipt in case.receipts
    )
    rates = tuple(rate._replace(units=Decimal("10.9185")) for rate in case.rates)
    case = case._replace(lines=lines, receipts=receipts, rates=rates)
    return with_rules(case, declaration_year=Ceiling(Decimal(random.choice(("7.77", "60")))))


@odd
def declared_at_many_rates(case: Case, random: Random) -> Case:
    """The same at each month's rate: the ceiling's euro is worth more to one line than another."""
    return declared_in_dirhams(case, random)._replace(rates=case.rates)


@odd
def other_day(case: Case, random: Random) -> Case:
    length = (case.convention.end - case.convention.start).days
    return case._replace(as_of=case.convention.start + timedelta(random.randint(-5, length + 5)))


@odd
def from_the_last_day(case: Case, random: Random) -> Case:
    """Months that begin on the 31st, or on the last day there is."""
    start = random.choice((date(2023, 1, 31), date(2023, 1, 30), date(2022, 12, 31)))
    return case._replace(convention=case.convention._replace(start=start))


@odd
def huge(case: Case, random: Random) -> Case:
    most = Decimal("999999999.99")
    case = one_of(case, random, "receipts", amount=(most,))
    return with_rules(one_of(case, random, "lines", amount=(most, -most)), cap=most)


@odd
def money_moved(case: Case, random: Random) -> Case:
    """Fee notes, payments of every kind, budget lines with their expenses."""

    def amount() -> Decimal | None:
        return random.choice((Decimal(480), Decimal("123.45"), Decimal(5000), None))

    def day() -> date | None:
        return random.choice((None, *(line.day for line in case.lines)))

    notes = tuple(FeeNote(f"H-{at}", day(), amount()) for at in range(random.randint(0, 6)))
    kinds = ("honoraires", "remboursement", "avance", None)
    names = [note.id for note in notes] + ["H-99"]
    payments = tuple(
        Payment(
            f"P-{at}",
            day(),
            random.choice(kinds),
            amount(),
            tuple(random.sample(names, min(len(names), random.randint(0, 3)))),
        )
        for at in range(random.randint(0, 8))
    )
    budgets = tuple(BudgetLine(f"B-{at}", "A-1", amount()) for at in range(3))
    lines = tuple(
        line._replace(activity="A-1", budget=random.choice(("B-0", "B-1", None)))
        if line.imputation == "activité"
        else line
        for line in case.lines
    )
    fee = Decimal(random.choice(("480", "480", "501.01")))
    case = case._replace(fee_notes=notes, payments=payments, budget_lines=budgets, lines=lines)
    return with_rules(case, monthly_fee=fee, line_overrun=Decimal(random.choice(("0.10", "0.05"))))
