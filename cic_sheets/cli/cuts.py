"""Cuts with their reasons: for programs, and for people line by line."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

import click

from cic_sheets.cli.columns import wrapped
from cic_sheets.cli.terminal import safe
from cic_sheets.cli.words import lang, t
from cic_sheets.money.causes import PENDING
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.explained import Explained, RuleUsed, explained
from cic_sheets.reconcile.settled import Settled
from cic_sheets.schema.findings import Sum
from cic_sheets.schema.rules import RULES
from cic_sheets.values.money import EUR
from cic_sheets.values.shown import two_places

_BLANK = re.compile(r"\{(\w+)\}")


def as_objects(settled: Settled, detail: bool) -> dict[str, list[dict[str, Any]]]:
    """Line → its cuts as deliverables.md has them; in detail, with where they come from."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in explained(settled):
        cut = {
            "stage": one.cut.stage,
            "code": one.cut.code,
            "amount": two_places(one.cut.amount),
            "outcome": one.cut.outcome,
        }
        found.setdefault(one.line.id, []).append(cut | _detail(settled, one) if detail else cut)
    return found


def _detail(settled: Settled, one: Explained) -> dict[str, Any]:
    return {
        "cause": one.cut.cause,
        "message": _why(settled, one),
        "rule": [
            {
                "key": rule.key,
                "value": rule.value,
                "confirmed": rule.confirmed,
                "cell": rule.cell.address if rule.cell else None,
            }
            for rule in one.rules
        ],
        "clause": one.cut.clause,
        "cells": [cell.address for cell in one.cells],
        "receipts": list(one.receipts),
    }


def show_cuts(settled: Settled) -> None:
    """Every line that lost something, and each reason with its rule, clause, cells, receipts."""
    cuts = list(explained(settled))
    click.echo("\n" + t("cuts" if cuts else "cuts.none"))
    for number, group in groupby(cuts, key=lambda one: one.line.id):
        of_line = list(group)
        line = of_line[0].line
        claimed, got = _asked(line), Sum(line.reimbursable, EUR)
        click.echo("\n  " + t("cuts.line", line=safe(number), claimed=claimed, reimbursable=got))
        for one in of_line:
            _show_cut(settled, one)


def _asked(line: SettledLine) -> Sum:
    """What a line claims; as typed where nothing could be converted (money.md §3.1)."""
    if line.waiting and line.amount is not None:
        return Sum(line.amount, line.currency or "")
    return Sum(line.claimed, EUR)


def _show_cut(settled: Settled, one: Explained) -> None:
    cut = one.cut
    outcome = "cuts.pending" if cut.outcome == PENDING else "cuts.refused"
    amount = t(outcome, amount=_asked(one.line) if one.line.waiting else Sum(cut.amount, EUR))
    click.echo(f"    {t(f'stage.{cut.stage}')}  {cut.code}  {amount}")
    told = [_why(settled, one), *map(_rule, one.rules), t("cuts.clause", clause=_clause(one))]
    if one.cells:
        told.append(t("cuts.cells", cells=", ".join(cell.address for cell in one.cells)))
    if one.receipts:
        told.append(t("cuts.receipts", receipts=", ".join(one.receipts)))
    for text in told:
        click.echo(wrapped(safe(text), 6))


def _rule(rule: RuleUsed) -> str:
    status = t("confirmed" if rule.confirmed else "to-confirm")
    cell = rule.cell.address if rule.cell else t("cuts.default")
    return t("cuts.rule", key=rule.key, value=rule.value, status=status, cell=cell)


def _clause(one: Explained) -> str:
    rule = RULES.get(one.cut.code)
    return f"{rule.source} ({one.cut.clause})" if rule else one.cut.clause


def _why(settled: Settled, one: Explained) -> str:
    """The sentence of a cut, in the words of the report."""
    from cic_sheets.report.finance_cuts import detailed

    own = settled.expense(one.line.id).reason if one.cut.cause == "ineligible-part" else None
    return detailed(one.cut, own or "").told(lang())
