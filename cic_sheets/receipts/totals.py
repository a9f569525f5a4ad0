"""Which amount of a receipt is its total, and how sure that is.

An amount is a candidate because of the words beside it; it is certain only when something else on
the receipt agrees: net and tax add up to it, its lines do, what was paid does, it is printed
elsewhere; and when no other amount claims the same.  Else it is probable, or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.receipts.amounts import Amount
from cic_sheets.receipts.labels import kind_of
from cic_sheets.receipts.proofs import Said, Sums, sums_of, support, value_of
from cic_sheets.receipts.text import Line, fold
from cic_sheets.values.named import NamedTuple

_LETTER = re.compile(r"[^\W\d_]{2}|[^\W\d_]\.[^\W\d_]|^\W*le\W*$")


class Total(NamedTuple):
    """What was found: the value, the words, the reasons; readings when several claim it.

    reasons  "gross" "total" "due" "amount" (its words), then "sum" (net + tax), "lines", "paid",
             "twice", "only" (no other amount), "largest"
    rivals   other amounts that claim to be the total and are not explained
    """

    chosen: Said | None
    reasons: frozenset[str] = frozenset()
    rivals: tuple[Decimal, ...] = ()
    net: Decimal | None = None
    vat: Decimal | None = None


def said_of(lines: Sequence[Line], found: Sequence[Amount]) -> list[Said]:
    """Each amount with the words that go with it."""
    by_line: dict[int, list[Amount]] = {}
    for amount in found:
        by_line.setdefault(amount.line, []).append(amount)
    return [
        said
        for number, amounts in by_line.items()
        for said in _said_on(lines, number, amounts, by_line)
    ]


def _said_on(
    lines: Sequence[Line],
    number: int,
    amounts: Sequence[Amount],
    by_line: dict[int, list[Amount]],
) -> Iterator[Said]:
    line = lines[number]
    start, words = 0, ""
    column = False
    for place, amount in enumerate(amounts):
        segment = line.folded[start : amount.start]
        if _LETTER.search(segment):
            words, column = line.shown[start : amount.start], False
        elif not words:
            behind = line.folded[amount.end :]
            if len(amounts) == 1 and kind_of(behind):
                words = line.shown[amount.end :]
            elif len(amounts) == 1 and not _LETTER.search(behind):
                words = _above(lines, number, by_line)
        else:
            column = True
        kind = kind_of(line.folded[start : amount.start]) if not column else ""
        folded = fold(words)
        kind = kind or kind_of(folded)
        if kind in ("", "amount", "total") and len(amounts) == 1:  # « Montant : 51,00 DH TTC »
            kind = "gross" if kind_of(line.folded[amount.end :]) == "gross" else kind
        yield Said(amount, kind, words.strip(), column, place == len(amounts) - 1)
        start = amount.end


def _above(lines: Sequence[Line], number: int, by_line: dict[int, list[Amount]]) -> str:
    """The words of the line above, when it has no amount, and the one above it is no such line."""
    above = number - 1
    if above < 0 or above in by_line or not kind_of(lines[above].folded):
        return ""
    stacked = above > 0 and above - 1 not in by_line and kind_of(lines[above - 1].folded)
    return "" if stacked else lines[above].shown


# -- The choice -----------------------------------------------------------------------------


def total_of(lines: Sequence[Line], said: Sequence[Said]) -> Total:
    """The total of the receipt; `chosen` is None when nothing says so, or too many things."""
    usable = [one for one in said if one.amount.value is not None]
    sums = sums_of(lines, usable)
    for kinds in (("gross",), ("total",), ("due",), ("paid",), ("amount",)):
        pool = [one for one in usable if one.kind in kinds and _can_be_total(one)]
        if kinds == ("total",) and pool:  # « Total », then tax, then « Net à payer »
            pool += [one for one in usable if one.kind == "due" and value_of(one) in sums]
        if kinds == ("paid",):
            pool = _change_off(pool, usable)
        if pool:
            return _chosen(pool, usable, sums, kinds[0])
    return _wordless(usable, sums)


def _wordless(usable: Sequence[Said], sums: Sums) -> Total:
    """The largest amount, when net and tax add up to it: a table whose headings stand apart."""
    largest = max((value_of(one) for one in usable), default=Decimal(0))
    if largest not in sums:
        return Total(None)
    chosen = next(one for one in usable if value_of(one) == largest)
    return Total(chosen, frozenset({"sum", "largest"}), (), *sums[largest])


def _change_off(paid: list[Said], usable: Sequence[Said]) -> list[Said]:
    """What was given less what came back, where that is printed."""
    change = {abs(value_of(one)) for one in usable if one.kind == "change"} - {Decimal(0)}
    if not change:
        return paid
    kept = {value_of(one) - back for one in paid for back in change}
    return [one for one in usable if value_of(one) in kept and _can_be_total(one)]


def _can_be_total(one: Said) -> bool:
    value = one.amount.value
    small_count = one.amount.plain and (value is None or one.kind not in ("gross", "total"))
    return (
        value is not None
        and value > 0
        and one.amount.places <= 2
        and not small_count
        and (one.last or not one.column)
    )


def _chosen(
    pool: Sequence[Said],
    usable: Sequence[Said],
    sums: Sums,
    kind: str,
) -> Total:
    values = sorted({value_of(one) for one in pool})
    supported = {value: support(value, usable, sums) for value in values}
    best = max(values, key=lambda value: (bool(supported[value] - {"twice"}), value))
    if kind in ("gross", "total"):
        best = _after_rounding(best, usable)
    proven = bool(support(best, usable, sums) - {"twice"})
    parts = sums.get(best, ())
    rivals = tuple(
        value
        for value in _claims(usable, kind, best, rows=not proven)
        if value not in parts and not _explained(value, best, usable)
    )
    chosen = next(
        (one for one in pool if value_of(one) == best),
        next(one for one in usable if value_of(one) == best),
    )
    reasons = support(best, usable, sums) | {kind}
    if {value_of(one) for one in usable if not one.amount.plain} == {best}:
        reasons.add("only")
    net, vat = sums.get(best, (None, None))
    return Total(chosen, frozenset(reasons), rivals, net, vat)


def _claims(usable: Sequence[Said], kind: str, best: Decimal, *, rows: bool) -> list[Decimal]:
    """Values that call themselves a total as loudly as the chosen one, or the sum to be paid.

    rows  also those in a row of several amounts, as the foot of a table of taxes has
    """
    kinds = {"gross": ("gross", "due"), "total": ("total", "due"), "due": ("due",)}
    claiming = kinds.get(kind, (kind,))
    tables = {one.amount.line for one in usable if one.column}
    return sorted(
        {
            value_of(one)
            for one in usable
            if (one.kind in claiming or (one.kind == "total" and value_of(one) > best))
            and _can_be_total(one)
            and (rows or one.amount.line not in tables)
        }
    )


def _after_rounding(best: Decimal, usable: Sequence[Said]) -> Decimal:
    """What is due after a rounding or a stamp duty, when it is printed in this order."""
    loud = [one for one in usable if one.kind in ("gross", "total", "due", "paid")]
    before = min((one.amount.line for one in loud if value_of(one) == best), default=0)
    for extra in usable:
        if extra.kind not in ("rounding", "stamp") or not value_of(extra):
            continue
        after = {best + value_of(extra), best - value_of(extra)}
        for one in loud:
            if before < extra.amount.line < one.amount.line and value_of(one) in after:
                return value_of(one)
    return best


def _explained(value: Decimal, best: Decimal, usable: Sequence[Said]) -> bool:
    """Whether another claim is told by the receipt itself: an advance, a rounding, a part of it."""
    if value == best:
        return True
    told = {
        abs(value_of(one))
        for one in usable
        if one.kind in ("deposit", "paid", "balance", "rounding", "stamp", "discount", "change")
    }
    return abs(best - value) in told
