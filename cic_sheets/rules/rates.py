"""TAU-02 to TAU-04: rates that are impossible, typed twice, or that jump."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import in_words
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.lists import EUR, MAD
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.days import Month
from cic_sheets.values.money import as_decimal, percentage

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_INVERSE_PLACES = 4


def ordinal(month: Month) -> int:
    """Months numbered on end, so that the next one is one more."""
    return month.year * 12 + month.number


def by_currency(book: Book) -> dict[str, list[Rate]]:
    """Currency → its rows, in the sheet's order."""
    found: dict[str, list[Rate]] = defaultdict(list)
    for row in book.all(Rate):
        if row.currency is not None:
            found[row.currency].append(row)
    return found


def twice(rows: Sequence[Rate]) -> list[tuple[int, int]]:
    """Places (first, later) of the rows of one currency that name one month."""
    known: dict[Month, int] = {}
    found = []
    for place, row in enumerate(rows):
        if row.month is not None:
            first = known.setdefault(Month.of(row.month), place)
            if first != place:
                found.append((first, place))
    return found


@rule(
    "TAU-02",
    Severity.E,
    each=Rate,
    says="{units} {currency} pour 1 EUR {trouble}",
    fix="Reprenez le taux à sa source : combien d'unités de la devise valent 1 EUR.",
    source="Annonce muette ; règles taux_mad_min et taux_mad_max",
)
def rate_is_implausible(row: Rate, year: Year) -> Iterator[Hit]:
    """Un taux tapé à l'envers multiplie au lieu de diviser ; un site a déjà affiché 18 dirhams.

    | Taux | Mois       | Devise | Unités pour 1 EUR |
    |      | 01/01/2023 | MAD    | 9,5               |
    |      | 01/02/2023 | MAD    | 12,5              |
    |      | 01/03/2023 | MAD    | 18 !TAU-02        |
    |      | 01/04/2023 | MAD    | 0,0916 !TAU-02    |
    |      | 01/05/2023 | EUR    | 10,90 !TAU-02     |
    |      | 01/05/2023 | USD    | 1,08              |
    """
    trouble = _trouble(row, year.book)
    if trouble is not None:
        yield hit(row, "units_per_eur", units=row.units_per_eur, currency=row.currency,
                  trouble=trouble)  # fmt: skip


def is_implausible(row: Rate, book: Book) -> bool:
    """Whether TAU-02 blames the rate."""
    return _trouble(row, book) is not None


def doubtful_lines(year: Year) -> frozenset[str]:
    """Numbers of the lines converted at a rate that TAU-02 blames: their EUR mean nothing yet."""
    return _converted_at(
        year, [row for row in year.book.all(Rate) if is_implausible(row, year.book)]
    )


def jumping_lines(year: Year) -> frozenset[str]:
    """Numbers of the lines converted at a rate that TAU-04 blames."""
    limit = year.book.setting("saut_taux")
    jumps = (_jumps(_sound(rows, year.book), limit) for rows in by_currency(year.book).values())
    return _converted_at(year, [row for pairs in jumps for row, _ in pairs])


def _converted_at(year: Year, rates: Iterable[Rate]) -> frozenset[str]:
    if year.settled is None:
        return frozenset()
    wrong = {f"{Month.of(row.month).key} {row.currency}" for row in rates if row.month is not None}
    return frozenset(
        line.id
        for line in year.settled.settlement.lines
        if line.rate is not None
        and any(source.kind == "rate" and source.id in wrong for source in line.rate.because)
    )


def _trouble(row: Rate, book: Book) -> Word | None:
    units = row.units_per_eur
    if units is None or units == _ONE:
        return None
    if row.currency == EUR:
        return Word("rate.euro", "est impossible : un euro vaut un euro")
    low, high = book.setting("taux_mad_min"), book.setting("taux_mad_max")
    if row.currency != MAD or low <= units <= high:
        return None
    inverse = 1 / Fraction(units)
    if low <= inverse <= high:
        shown = as_decimal(inverse, _INVERSE_PLACES)
        return Word("rate.inverse", "semble tapé à l'envers ({units} ?)", (("units", shown),))
    return Word(
        "rate.band", "sort de la fourchette de {low} à {high}", (("low", low), ("high", high))
    )


@rule(
    "TAU-03",
    Severity.E,
    needs=(Rate,),
    says="{month} a déjà un taux {currency} : {rate} ({first}), et {units} ici",
    fix="Gardez un seul taux par mois et par devise, ou corrigez le mois.",
    source="Annonce muette ; étape 1 du calcul, conversion",
)
def month_stands_twice(year: Year) -> Iterator[Hit]:
    """De deux taux pour un mois, le programme n'en choisit aucun.

    | Taux | Mois               | Devise | Unités pour 1 EUR |
    |      | 01/01/2023         | MAD    | 10,80             |
    |      | 01/01/2023         | USD    | 1,08              |
    |      | 01/02/2023         | MAD    | 10,90             |
    |      | 15/01/2023 !TAU-03 | MAD    | 10,80             |
    """
    for currency, rows in by_currency(year.book).items():
        for first, later in twice(rows):
            row, at = rows[later], rows[first].at("month")
            assert row.month is not None
            month = in_words(Month.of(row.month))
            found = hit(row, "month", month=month, currency=currency, first=at.a1,
                        rate=_typed(rows[first]), units=_typed(row))  # fmt: skip
            yield found._replace(related=(at,))


def _typed(row: Rate) -> Decimal | Word:
    return row.units_per_eur if row.units_per_eur is not None else _UNREAD


_UNREAD = Word("rate.unread", "taux illisible")


@rule(
    "TAU-04",
    Severity.A,
    needs=(Rate,),
    says="{units} {currency} pour 1 EUR : {change} % d'écart avec le mois précédent ({before})",
    fix="Vérifiez le taux à sa source ; gardez-le s'il est exact.",
    source="Annonce muette ; usage proposé",
)
def rate_jumps(year: Year) -> Iterator[Hit]:
    """Un saut d'un mois à l'autre est plus souvent une faute de frappe qu'un mouvement du marché.

    Le retour à la normale le mois d'après n'est pas signalé une seconde fois.

    | Taux | Mois       | Devise | Unités pour 1 EUR |
    |      | 01/01/2023 | MAD    | 10,00             |
    |      | 01/02/2023 | MAD    | 10,30             |
    |      | 01/03/2023 | MAD    | 10,99 !TAU-04     |
    |      | 01/04/2023 | MAD    | 10,31             |
    |      | 01/06/2023 | MAD    | 11,00             |
    |      | 01/07/2023 | MAD    | 11,40 !TAU-04     |
    |      | 01/08/2023 | MAD    | 11,45             |
    """
    limit = year.book.setting("saut_taux")
    for currency, rows in by_currency(year.book).items():
        for row, before in _jumps(_sound(rows, year.book), limit):
            units, reference = row.units_per_eur, before.units_per_eur
            assert units is not None
            assert reference is not None
            change = percentage(abs(units - reference), reference)
            yield hit(row, "units_per_eur", units=units, currency=currency, change=change,
                      before=reference)  # fmt: skip


def _sound(rows: Sequence[Rate], book: Book) -> list[Rate]:
    """One row a month, in time: neither unreadable, nor implausible (TAU-02), nor twice."""
    later = {place for _, place in twice(rows)}
    kept = [
        row
        for place, row in enumerate(rows)
        if row.month is not None
        and row.units_per_eur is not None
        and place not in later
        and not is_implausible(row, book)
    ]
    return sorted(kept, key=lambda row: row.month or date.max)


def _jumps(rows: Sequence[Rate], limit: Decimal) -> Iterator[tuple[Rate, Rate]]:
    """(row, the month before) where the rate jumps; a return to the level before is no jump."""
    level: Rate | None = None  # before the last jump
    for before, row in pairwise(rows):
        assert before.month is not None
        assert row.month is not None
        consecutive = ordinal(Month.of(before.month)) + 1 == ordinal(Month.of(row.month))
        returned = level is not None and not _far(row, level, limit)
        if consecutive and not returned and _far(row, before, limit):
            level = before
            yield row, before
        else:
            level = None


def _far(row: Rate, other: Rate, limit: Decimal) -> bool:
    assert row.units_per_eur is not None
    assert other.units_per_eur is not None
    difference = abs(row.units_per_eur - other.units_per_eur)
    return difference * _HUNDRED > limit * other.units_per_eur
