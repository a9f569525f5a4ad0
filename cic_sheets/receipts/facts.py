"""What a receipt's text says: total, currency, date, issuer, number, ICE, tax; how sure each is.

`facts(text)` reads any text: a PDF's own, or one recognised in a picture (`exact=False`: a letter
may be wrong, so that nothing is certain without arithmetic).  "certain" is kept for what the
receipt says twice or proves; a wrong answer said certain is the worst that can come from here, and
an empty one is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Generic, Literal, TypeVar

from cic_sheets.receipts.amounts import Amount, amounts
from cic_sheets.receipts.days import Day, day_comes_first, days
from cic_sheets.receipts.labels import day_kind_of
from cic_sheets.receipts.text import Line, fold_pattern, lines_of
from cic_sheets.receipts.totals import Total, said_of, total_of
from cic_sheets.values.named import NamedTuple

T = TypeVar("T")
Sure = Literal["certain", "probable", "none"]

PROOFS = frozenset({"sum", "lines", "paid"})
"""What makes a total certain; that it is printed twice does only in an exact text."""


class Found(NamedTuple, Generic[T]):
    """One thing that the text says.

    value     None when nothing was found or when several answers remain
    sure      "certain", "probable", or "none" (no value)
    words     the printed words it stands on
    readings  the answers that remain, when there are several
    reasons   codes: what made it sure, or what kept it from being so
    """

    value: T | None = None
    sure: Sure = "none"
    words: str = ""
    readings: tuple[T, ...] = ()
    reasons: tuple[str, ...] = ()


class Facts(NamedTuple):
    """All that a receipt's text says; amounts in its currency, tax included in `total`."""

    total: Found[Decimal] = Found()
    currency: Found[str] = Found()
    date: Found[date] = Found()
    issuer: Found[str] = Found()
    number: Found[str] = Found()
    ice: Found[str] = Found()
    net: Found[Decimal] = Found()
    vat: Found[Decimal] = Found()


def facts(text: str, *, exact: bool = True) -> Facts:
    """Read a receipt's text; never raises, whatever the text."""
    lines = lines_of(text)
    found = amounts(lines)
    total = total_of(lines, said_of(lines, found))
    said_total = _total(total, lines, exact=exact)
    return Facts(
        said_total,
        _currency(said_total, total, found),
        _date(lines, days(lines), exact=exact),
        _issuer(lines),
        _number(lines),
        _ice(lines),
        _part(total.net, said_total),
        _part(total.vat, said_total),
    )


# -- Total, currency ------------------------------------------------------------------------


def _total(total: Total, lines: Sequence[Line], *, exact: bool) -> Found[Decimal]:
    if total.chosen is None:
        return Found()
    amount, kind = total.chosen.amount, total.chosen.kind
    words = lines[amount.line].shown.strip()
    value = amount.value
    assert value is not None
    reasons = tuple(sorted(total.reasons))
    if total.rivals:
        return Found(None, "none", words, (value, *total.rivals), (*reasons, "rivals"))
    named = kind in ("gross", "total", "due")
    proofs = total.reasons & (PROOFS | ({"twice"} if exact and kind == "gross" else set()))
    if named and proofs and not amount.doubtful and not amount.plain:
        return Found(value, "certain", words, (), reasons)
    if kind == "amount" and not total.reasons & (PROOFS | {"only"}):
        return Found(None, "none", words, (value,), reasons)
    return Found(value, "probable", words, (), reasons)


def _part(value: Decimal | None, total: Found[Decimal]) -> Found[Decimal]:
    return Found(value, total.sure, "", (), ("sum",)) if value and total.value else Found()


def _currency(total: Found[Decimal], chosen: Total, found: Sequence[Amount]) -> Found[str]:
    seen = sorted({amount.currency for amount in found if amount.currency})
    own = chosen.chosen.amount.currency if chosen.chosen else None
    code = own or (seen[0] if len(seen) == 1 else None)
    if code is None:
        return Found(readings=tuple(seen))
    alone = len(seen) == 1 and code != "USD"  # the dollar sign has many countries
    return Found(code, "certain" if own and alone else "probable", total.words)


# -- Date -----------------------------------------------------------------------------------


def _date(lines: Sequence[Line], found: Sequence[Day], *, exact: bool) -> Found[date]:
    kinds = [(_day_kind(lines, day, found), day) for day in found]
    for wanted in ("own", "date", ""):
        pool = [day for kind, day in kinds if kind == wanted]
        if pool:
            others = [day for kind, day in kinds if kind == "other"]
            return _chosen_date(wanted, pool, others, lines, exact=exact)
    return Found()


def _chosen_date(
    kind: str, pool: Sequence[Day], others: Sequence[Day], lines: Sequence[Line], *, exact: bool
) -> Found[date]:
    words = lines[pool[0].line].shown.strip()
    different = {reading for day in pool for reading in day.readings}
    reasons = (kind or "alone", pool[0].order)
    if len(different) > 1:
        common = set.intersection(*(set(day.readings) for day in pool))
        readings = tuple(sorted(common or different))
        first = {day.readings[0] for day in pool}
        if common and len(first) == 1 and day_comes_first(lines):
            return Found(first.pop(), "probable", words, readings, (*reasons, "day-first"))
        return Found(None, "none", words, readings, (*reasons, "ambiguous"))
    value = different.pop()
    again = sum(day.value == value for day in pool) > 1
    rival = any(day.value != value for day in others)
    named = kind == "own" or (kind == "date" and not rival)
    short_year = pool[0].shape[-1:] == "2"
    timed = any(_HOUR.search(lines[day.line].folded) for day in pool)
    clear = named or (not others and timed)  # a lone day beside an hour: a till printed it
    if clear and (exact or again or kind) and not short_year:
        return Found(value, "certain", words, (), reasons)
    return Found(value, "probable", words, (), reasons)


_HOUR = re.compile(r"(?<!\d)\d{1,2}\s?[:h]\s?\d{2}(?!\d)")


def _day_kind(lines: Sequence[Line], day: Day, found: Sequence[Day]) -> str:
    """What the words before the day say of it, on its line or just above it."""
    line = lines[day.line]
    before = [other.end for other in found if other.line == day.line and other.end <= day.start]
    own = line.folded[max(before, default=0) : day.start]
    cell = re.split(r"\s{3,}", own.rstrip(" :"))[-1]
    kind = day_kind_of(cell) or (day_kind_of(own) if not day_kind_of(_above(lines, day)) else "")
    if kind or _RANGE.fullmatch(own) or _RANGE_BEHIND.match(line.folded[day.end :]):
        return kind or "other"
    return "" if before and not own.startswith("   ") else day_kind_of(_above(lines, day))


_RANGE = re.compile(r"\W*(?:-|au?|to|bis|t/m|tot|al?|الي|الى)\W*")
_RANGE_BEHIND = re.compile(r"\s*(?:-|au|to|bis|t/m|tot|الي|الى)\s*\d")


def _above(lines: Sequence[Line], day: Day) -> str:
    """The cell of the line above that stands over the day; "" when that line has figures."""
    if day.line == 0:
        return ""
    above = lines[day.line - 1].folded
    if re.search(r"\d", above):
        return ""
    cells = list(re.finditer(r"\S+(?: {1,2}\S+)*", above))
    if len(cells) == 1:
        return cells[0][0]
    over = [cell[0] for cell in cells if cell.start() < day.end and cell.end() > day.start]
    return over[0] if len(over) == 1 else ""


# -- Issuer, number, ICE --------------------------------------------------------------------

_FIRM = re.compile(
    r"\b(?:sarl|s\.a\.r\.l|sas|s\.a\.s|s\.a\b\.?|sa\b|eurl|snc|gmbh|ag\b|ltd|limited|llc|inc\b|b\.v"
    r"|bv\b"
    r"|n\.v|s\.l|sdn bhd|pvt|asbl|gie|ste\b|societe|شركة|مقهى|مطعم|فندق|صيدلية|hotel|cafe"
    r"|restaurant"
    r"|pharmacie|librairie|taxi|station)"
)
_NO_ISSUER = re.compile(
    r"^(?:facture|ticket|recu|receipt|invoice|rechnung|factuur|tax invoice|date|tel|page|copie|n°"
    r"|to\b"
    r"|from|sent|subject|duplicata|bon |note|فاتورة|وصل|تذكرة|التاريخ|bienvenue|welcome|merci"
    r"|montant|total|prix|ord\b|qty|المجموع|المبلغ)"
)
_NUMBER = re.compile(
    fold_pattern(
        r"\b(?:facture|invoice|receipt|ticket|reçu|rechnung|factuur|beleg|bon|quittance|factura|inv|txn"
        r"|فاتورة|وصل|تذكرة|bill|document|handelsrechnung|transaction)s?\b"
        r"(?:\s*(?:de caisse|number|nummer|nr|no|num[ée]ro|n°|nº|id|رقم|snr|n)\b)?\s*[.:#°]*\s*"
        r"(?:n°|nº|no\b|nr\b)?\s*[.:#°]*\s*([a-z]{0,6}[-_/]?[a-z0-9]*\d[\w/-]*)"
    )
)
_ICE = re.compile(r"(?<![^\W\d_])(?:i\.?c\.?e\.?|التعريف الموحد)\D{0,12}((?:\d[ .]?){14}\d)(?!\d)")


def _issuer(lines: Sequence[Line]) -> Found[str]:
    """The first line that names a firm, else the first that is no heading; never certain."""
    head = [line for line in lines[:12] if len(re.findall(r"[^\W\d_]", line.folded)) >= 3]
    head = [line for line in head if not _NO_ISSUER.match(line.folded.strip())]
    named = [line for line in head if _FIRM.search(line.folded)]
    best = (named or head[:1])[:1]
    if not best:
        return Found()
    name = re.split(r"\s{3,}|\s-\s", best[0].shown.strip())[0][:120]
    return Found(name, "probable" if named else "none", best[0].shown.strip(), (name,))


def _number(lines: Sequence[Line]) -> Found[str]:
    """What stands behind « facture n° » and the like; never certain."""
    for line in lines:
        match = _NUMBER.search(line.folded)
        if match and not re.fullmatch(r"\d{1,2}|\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}", match[1]):
            number = line.shown[match.start(1) : match.end(1)]
            return Found(number, "probable", line.shown.strip())
    return Found()


def _ice(lines: Sequence[Line]) -> Found[str]:
    """The 15 digits behind « ICE »; certain when they are the only ones and their key is right."""
    seen = {
        re.sub(r"\D", "", match[1]): line.shown.strip()
        for line in lines
        for match in _ICE.finditer(line.folded)
    }
    if len(seen) != 1:
        return Found(readings=tuple(seen))
    number, words = next(iter(seen.items()))
    sure = int(number) % 97 == 0
    return Found(number, "certain" if sure else "probable", words, (), ("key",) if sure else ())
