"""HON-01 to HON-04, HON-06: fee notes, their numbers, months, amounts and dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet, priced
from cic_sheets.rules.months import key_of, months_of, months_over
from cic_sheets.rules.sequence import gaps, owed, repeats
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.services import Service
from cic_sheets.values.days import ContractMonth, Month
from cic_sheets.values.money import ZERO, share

_TERMS = "Annonce, « Conditions proposées »"
_INVOICE = "Code général des impôts (Maroc), art. 145"


@rule(
    "HON-01",
    Severity.E,
    needs=(FeeNote,),
    says="la numérotation des notes {trouble}",
    fix="Numérotez les notes dans l'ordre, sans trou ni répétition ; gardez une note annulée.",
    source=_INVOICE,
)
def numbering_is_broken(year: Year) -> Iterator[Hit]:
    """Une facture porte un numéro d'une suite continue : un trou cache une note, un doublon aussi.

    | Honoraires | N°           | Mois       |
    |            | H-01         | 01/01/2023 |
    |            | H-02         | 01/02/2023 |
    |            | H-04 !HON-01 | 01/03/2023 |
    |            | H-4 !HON-01  | 01/04/2023 |

    Un numéro mal tapé laisse un trou à sa place : c'est lui qui est à corriger.

    Ou :

    | Honoraires | N°           | Mois       |
    |            | H-01         | 01/01/2023 |
    |            | H-20 !HON-01 | 01/02/2023 |
    |            | H-03         | 01/03/2023 |

    Ou :

    | Honoraires | N°      | Mois       |
    |            | 2022/12 | 01/01/2023 |
    |            | 2023/01 | 01/02/2023 |
    |            | 2023/02 | 01/03/2023 |
    """
    rows = year.book.all(FeeNote)
    numbers = [row.no for row in rows]
    blamed = {place for place, row in enumerate(rows) if not row.sound("no")}
    again = list(repeats(numbers, blamed))
    for gap in gaps(numbers, blamed | {repeat.later for repeat in again}):
        before, after = rows[gap.before], rows[gap.after]
        names = (("before", before.id), ("after", after.id))
        trouble = Word("series.gap", "saute de {before} à {after}", names)
        yield hit(after, "no", trouble=trouble)._replace(related=(before.at("no"),))
    for repeat in again:
        first, later = rows[repeat.first], rows[repeat.later]
        trouble = Word("series.repeat", "répète celle de {first}", (("first", first.id),))
        yield hit(later, "no", trouble=trouble)._replace(related=(first.at("no"),))


def contract_month(note: FeeNote, months: Sequence[ContractMonth]) -> ContractMonth | None:
    """The contract month that begins in the calendar month which the note names (money.md §5)."""
    if note.month is None:
        return None
    named = Month.of(note.month)
    return next((month for month in months if Month.of(month.start) == named), None)


@rule(
    "HON-02",
    Severity.E,
    needs=(FeeNote,),
    says="{trouble}",
    fix="Une note par mois de convention : corrigez le mois, ou ajoutez la note qui manque.",
    source=_TERMS + " : indemnité mensuelle",
)
def month_twice_or_missing(year: Year) -> Iterator[Hit]:
    """« Une indemnité mensuelle » : une note par mois écoulé, jamais deux.

    Quand une note porte visiblement le mois de sa voisine, le mois qui manque n'est pas dit en
    plus.

    Vu le 31/05/2023
    | Honoraires | N°   | Mois               |
    |            | H-01 | 01/01/2023         |
    |            | H-02 | 01/02/2023         |
    |            | H-03 | 05/02/2023 !HON-02 |
    |            | H-04 | 01/04/2023         |

    Attendu : HON-02 2023-05

    Ou :

    Vu le 30/03/2023
    | Honoraires | N°   | Mois               |
    |            | H-01 | 01/12/2022 !HON-02 |
    |            | H-02 | 01/02/2023         |

    Ou :

    Vu le 14/03/2023
    | Convention | Début      | Fin        |
    |            | 15/01/2023 | 14/01/2024 |
    | Honoraires | N°   | Mois       |
    |            | H-01 | 01/01/2023 |

    Attendu : HON-02 2023-02
    """
    months = months_of(year)
    if not months:
        return
    notes = year.book.all(FeeNote)
    billed: dict[int, int] = {}
    blamed = {place for place, note in enumerate(notes) if note.month is None}
    for place, note in enumerate(notes):
        month = contract_month(note, months)
        if month is not None:
            first = billed.setdefault(month.number, place)
            if first != place:
                blamed |= {first, place}
                yield _billed_twice(note, notes[first], month)
        elif note.month is not None:
            blamed.add(place)
            yield hit(note, "month", trouble=_OUTSIDE)
    owing = owed(_ordinals(notes), len(notes), blamed)
    for month in months_over(year):
        if month.number not in billed and _ordinal(month) not in owing:
            yield on_sheet(FeeNote, key_of(month), trouble=_missing(month, year))


_OUTSIDE = Word("note.outside", "la note ne tombe dans aucun mois de la convention")


def _billed_twice(note: FeeNote, first: FeeNote, month: ContractMonth) -> Hit:
    facts = (
        ("first", first.id), ("amount", priced(first.amount, EUR)), ("start", month.start),
        ("end", month.end),
    )  # fmt: skip
    french = "la note {first} facture déjà {amount} pour le mois du {start} au {end}"
    found = hit(note, "month", trouble=Word("note.twice", french, facts))
    return found._replace(related=(first.at("month"),))


def _missing(month: ContractMonth, year: Year) -> Word:
    due = Sum(due_by_month(year).get(month.number, ZERO), EUR)
    facts = (("due", due), ("start", month.start), ("end", month.end))
    return Word("note.missing", "aucune note de {due} pour le mois du {start} au {end}", facts)


def due_by_month(year: Year) -> dict[int, Decimal]:
    """Number of a contract month → what « Règles » owes for it, EUR (money.md §5)."""
    return {fee.number: fee.amount for fee in year.settled.settlement.fees} if year.settled else {}


def _ordinals(notes: Sequence[FeeNote]) -> dict[int, int]:
    return {
        place: note.month.year * 12 + note.month.month
        for place, note in enumerate(notes)
        if note.month is not None
    }


def _ordinal(month: ContractMonth) -> int:
    return month.start.year * 12 + month.start.month


@rule(
    "HON-03",
    Severity.E,
    needs=(FeeNote,),
    says="la note demande {found} ; pour le mois du {start} au {end}, la règle donne {due}, soit "
    "{difference} d'écart",
    fix="Facturez {due}, sans aucun frais : les frais se demandent à part.",
    source=_TERMS + " : indemnité mensuelle forfaitaire de 480 euro",
)
def amount_is_not_the_rule(year: Year) -> Iterator[Hit]:
    """« Une indemnité mensuelle forfaitaire de 480 euro » ; un mois partiel se compte en jours.

    Mêler des frais à la note gonfle le chiffre d'affaires et les fait échapper au contrôle.

    | Convention | Début      | Fin        |
    |            | 01/01/2023 | 15/03/2023 |
    | Honoraires | N°   | Mois       | Montant        |
    |            | H-01 | 01/01/2023 | 480,00         |
    |            | H-02 | 01/02/2023 | 563,33 !HON-03 |
    |            | H-03 | 01/03/2023 | 232,26         |
    """
    if year.settled is None:
        return
    due = due_by_month(year)
    usual = Decimal(year.book.settings["honoraires_mensuels"].parameter.default)
    months = months_of(year)
    for note in year.book.all(FeeNote):
        month = contract_month(note, months)
        if month is None or note.amount is None or note.amount == due[month.number]:
            continue
        if note.amount == share(usual, month.days, month.whole_days):
            continue  # REG-04 tells that the rule itself has changed
        yield hit(
            note, "amount", found=Sum(note.amount, EUR), due=Sum(due[month.number], EUR),
            start=month.start, end=month.end,
            difference=Sum(abs(note.amount - due[month.number]), EUR),
        )  # fmt: skip


@rule(
    "HON-04",
    Severity.E,
    needs=(FeeNote, Service),
    says="note de {amount} sans aucune prestation du {start} au {end}",
    fix="Inscrivez dans « Prestations » le travail de ce mois : la note en donne le détail.",
    source=_TERMS + " : note d'honoraire détaillant les prestations effectuées",
)
def note_without_services(year: Year) -> Iterator[Hit]:
    """L'indemnité est « acquittée sur base d'une facture ou note d'honoraire détaillant les
    prestations effectuées » : sans prestation, la note n'a rien à détailler.

    | Prestations | N°   | Date       |
    |             | P-01 | 31/01/2023 |
    |             | P-02 | 01/03/2023 |
    | Honoraires  | N°   | Mois               |
    |             | H-01 | 01/01/2023         |
    |             | H-02 | 01/02/2023 !HON-04 |
    |             | H-03 | 01/03/2023         |
    """
    months = months_of(year)
    days = {row.day for row in year.book.all(Service) if row.day is not None}
    worked = {month.number for month in months if any(month.start <= d <= month.end for d in days)}
    for note in year.book.all(FeeNote):
        month = contract_month(note, months)
        if month is not None and month.number not in worked:
            amount = priced(note.amount, EUR)
            yield hit(note, "month", amount=amount, start=month.start, end=month.end)


@rule(
    "HON-06",
    Severity.A,
    needs=(FeeNote,),
    says="la note de {amount} est émise le {issued}, avant la fin du mois presté ({end})",
    fix="Émettez la note au plus tôt le dernier jour du mois, ou corrigez la date.",
    source=_TERMS + " : prestations effectuées",
)
def issued_before_the_end(year: Year) -> Iterator[Hit]:
    """La note paie des prestations « effectuées » : avant la fin du mois, elles ne le sont pas
    toutes.

    | Honoraires | N°   | Mois       | Émise le           |
    |            | H-01 | 01/01/2023 | 31/01/2023         |
    |            | H-02 | 01/02/2023 | 27/02/2023 !HON-06 |
    """
    months = months_of(year)
    for note in year.book.all(FeeNote):
        month = contract_month(note, months)
        if month is not None and note.issued_on is not None and note.issued_on < month.end:
            amount = priced(note.amount, EUR)
            yield hit(note, "issued_on", amount=amount, issued=note.issued_on, end=month.end)
