"""HON-07 to HON-09: when fees arrive, and how much they make in a year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.fees_months import judged_by_month
from cic_sheets.rules.hits import on_sheet, priced
from cic_sheets.rules.rates import is_implausible
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.kinds import tokens
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import EUR, FEES, MAD
from cic_sheets.sheets.payments import Payment
from cic_sheets.sheets.rates import Rate
from cic_sheets.values.days import Month
from cic_sheets.values.money import EXACT, ZERO, cents

_HUNDRED = Decimal(100)


def _paid(year: Year) -> dict[str, date | None]:
    """Number of a note → the day of its last payment, up to the day from which the year is seen.

    None where the day can't be read: the note is paid all the same.
    """
    found: dict[str, date | None] = {}
    for payment in year.book.all(Payment):
        day = payment.day
        if day is not None and day > year.as_of:
            continue
        for number in payment.fee_notes:
            before = found.setdefault(number, day)
            found[number] = max(day, before) if day is not None and before is not None else day
    return found


def _unresolved(year: Year) -> int:
    """How many notes fee payments name that nobody finds (CEL-06)."""
    return sum(
        len(tokens(row.cell("fee_notes").text)) - len(row.fee_notes)
        for row in year.book.all(Payment)
        if row.kind == FEES and not row.sound("fee_notes")
    )


@rule(
    "HON-07",
    Severity.A,
    needs=(FeeNote, Payment),
    says="note de {amount} émise le {issued}, impayée {days} jours après ({most} au plus)",
    fix="Relancez Brulocalis, ou inscrivez le paiement dans « Paiements ».",
    source="Annonce muette ; usage proposé",
)
def fee_is_unpaid(year: Year) -> Iterator[Hit]:
    """Un paiement oublié d'un côté ou de l'autre se rattrape mieux après deux mois qu'après un an.

    Un paiement dont la note est introuvable (CEL-06) explique une note impayée : elle n'est pas
    signalée en plus.

    Vu le 01/05/2023
    | Honoraires | N°           | Mois       | Émise le   |
    |            | H-01         | 01/01/2023 | 31/01/2023 |
    |            | H-02 !HON-07 | 01/02/2023 | 28/02/2023 |
    |            | H-03         | 01/02/2023 | 02/03/2023 |
    |            | H-04 !HON-07 | 01/02/2023 | 01/03/2023 |
    | Paiements  | N°     | Date       | Pour |
    |            | PAI-01 | 15/02/2023 | H-01 |
    |            | PAI-02 | 02/05/2023 | H-02 |

    Ou :

    Vu le 01/05/2023
    | Honoraires | N°   | Mois       | Émise le   |
    |            | H-01 | 01/01/2023 | 31/01/2023 |
    | Paiements  | N°     | Date       | Pour |
    |            | PAI-01 | 15/02/2023 | H-10 |
    """
    most = year.book.setting("délai_honoraires")
    paid = _paid(year)
    found = []
    for note in year.book.all(FeeNote):
        days = (year.as_of - note.issued_on).days if note.issued_on is not None else 0
        if days > most and note.id not in paid and note.sound("no"):
            amount = priced(note.amount, EUR)
            found.append(
                hit(note, "no", amount=amount, issued=note.issued_on, days=days, most=most)
            )
    if len(found) > _unresolved(year):
        yield from found


@rule(
    "HON-08",
    Severity.A,
    needs=(FeeNote, Payment),
    says="{amount} d'honoraires reçus le {received}, {days} jours après le mois presté ({most} au "
    "plus)",
    fix="Gardez la preuve de la date du virement, et demandez un paiement plus rapide.",
    source="Office des changes (Maroc), exportation de services, art. 97",
)
def received_too_late(year: Year) -> Iterator[Hit]:
    """Une exportation de services se rapatrie dans les 90 jours de la prestation.

    | Honoraires | N°           | Mois       |
    |            | H-01         | 01/01/2023 |
    |            | H-02 !HON-08 | 01/02/2023 |
    | Paiements  | N°     | Date       | Pour |
    |            | PAI-01 | 01/05/2023 | H-01 |
    |            | PAI-02 | 30/05/2023 | H-02 |
    """
    most = year.book.setting("délai_rapatriement")
    paid = _paid(year)
    for note, month in judged_by_month(year):
        received = paid.get(note.id)
        if received is None:
            continue
        days = (received - month.end).days
        if days > most:
            amount = priced(note.amount, EUR)
            yield hit(note, "no", amount=amount, received=received, days=days, most=most)


@rule(
    "HON-09",
    Severity.I,
    needs=(FeeNote, Rate),
    says="notes émises en {calendar_year} : environ {turnover}, pour un plafond de {ceiling} avec "
    "un même client",
    fix="Voyez avec votre comptable ; n'ajoutez jamais de frais remboursés à une note.",
    source="Régime marocain de l'auto-entrepreneur",
)
def turnover_nears_the_ceiling(year: Year) -> Iterator[Hit]:
    """Depuis 2023, au-delà de 80 000 MAD par an avec un même client, une retenue s'applique.

    Le montant est indicatif : chaque note est comptée au taux du mois de son émission.

    | Règles     | Règle              | Valeur |
    |            | plafond_client_mad | 12000  |
    | Taux       | Mois       | Devise | Unités pour 1 EUR |
    |            | 01/01/2023 | MAD    | 10,50             |
    |            | 01/02/2023 | MAD    | 11,00             |
    | Honoraires | N°   | Émise le   | Montant |
    |            | H-01 | 31/01/2023 | 480     |
    |            | H-02 | 28/02/2023 | 524     |
    |            | H-03 | 31/12/2022 | 480     |

    Attendu : HON-09 2023

    Ou :

    | Règles     | Règle              | Valeur |
    |            | plafond_client_mad | 12000  |
    | Taux       | Mois       | Devise | Unités pour 1 EUR |
    |            | 01/01/2023 | MAD    | 10,50             |
    | Honoraires | N°   | Émise le   | Montant |
    |            | H-01 | 31/01/2023 | 1000    |
    """
    ceiling = year.book.setting("plafond_client_mad")
    from_here = ceiling * year.book.setting("alerte_plafond_client") / _HUNDRED
    for calendar_year, turnover in sorted(_turnover(year).items()):
        if turnover >= from_here:
            yield on_sheet(
                FeeNote, str(calendar_year), calendar_year=calendar_year,
                turnover=Sum(turnover, MAD), ceiling=Sum(ceiling, MAD),
            )  # fmt: skip


def _turnover(year: Year) -> Mapping[int, Decimal]:
    """Calendar year → notes issued in it, in MAD; a note whose month has no rate is left out."""
    rates: dict[Month, Decimal] = {}
    for rate in year.book.all(Rate):
        if rate.month is None or rate.units_per_eur is None or rate.currency != MAD:
            continue
        if not is_implausible(rate, year.book):
            rates.setdefault(Month.of(rate.month), rate.units_per_eur)
    found: dict[int, Decimal] = defaultdict(lambda: ZERO)
    for note in year.book.all(FeeNote):
        units = rates.get(Month.of(note.issued_on)) if note.issued_on is not None else None
        if units is not None and note.amount is not None and note.issued_on is not None:
            found[note.issued_on.year] += cents(EXACT.multiply(note.amount, units))
    return found
