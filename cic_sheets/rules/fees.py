"""HON-01, 03, 04, 06: fee notes, their numbers, amounts and dates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.fees_months import due_by_month, judged_by_month
from cic_sheets.rules.hits import priced
from cic_sheets.rules.months import months_of
from cic_sheets.rules.sequence import gaps, repeats
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import EUR
from cic_sheets.sheets.services import Service
from cic_sheets.values.money import share

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
    for note, month in judged_by_month(year):
        if note.amount is None or note.amount == due[month.number]:
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
    for note, month in judged_by_month(year):
        if month.number not in worked:
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
    for note, month in judged_by_month(year):
        if note.issued_on is not None and note.issued_on < month.end:
            amount = priced(note.amount, EUR)
            yield hit(note, "issued_on", amount=amount, issued=note.issued_on, end=month.end)
