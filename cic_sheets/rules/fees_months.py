"""HON-02: the month that each fee note bills, and the months that none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet, priced
from cic_sheets.rules.months import key_of, months_of, months_over
from cic_sheets.rules.sequence import owed
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import EUR
from cic_sheets.values.days import ContractMonth, Month
from cic_sheets.values.money import ZERO

_TERMS = "Annonce, « Conditions proposées »"


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

    Vu le 31/03/2023
    | Honoraires | N°   | Mois               |
    |            | H-01 | 01/01/2023         |
    |            | H-02 | 01/03/2023 !HON-02 |
    |            | H-03 | 01/03/2023         |

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
    blamed = {place for place, note in enumerate(notes) if note.month is None}
    billed = set()
    wrong = _twice(notes, months)
    for place, note in enumerate(notes):
        month = contract_month(note, months)
        if month is not None:
            billed.add(month.number)
        elif note.month is not None:
            blamed.add(place)
            yield hit(note, "month", trouble=_OUTSIDE)
        if month is not None and place in wrong:
            blamed |= {wrong[place], place}
            yield _billed_twice(note, notes[wrong[place]], month)
    owing = owed(_ordinals(notes), len(notes), blamed)
    for month in months_over(year):
        if month.number not in billed and _ordinal(month) not in owing:
            yield on_sheet(FeeNote, key_of(month), trouble=_missing(month, year))


def judged_by_month(year: Year) -> Iterator[tuple[FeeNote, ContractMonth]]:
    """Notes with their contract months, but for those of which HON-02 tells that it is wrong."""
    months, notes = months_of(year), year.book.all(FeeNote)
    wrong = _twice(notes, months)
    for place, note in enumerate(notes):
        month = contract_month(note, months)
        if month is not None and place not in wrong:
            yield note, month


def _twice(notes: Sequence[FeeNote], months: Sequence[ContractMonth]) -> dict[int, int]:
    """Place of a note that bears another's month → that other's; the one out of step is wrong."""
    ordinals = _ordinals(notes)
    right: dict[int, int] = {}
    found = {}
    for place, note in enumerate(notes):
        month = contract_month(note, months)
        if month is None:
            continue
        first = right.setdefault(month.number, place)
        if first != place:
            wrong, kept = (first, place) if _out_of_step(ordinals, first) else (place, first)
            found[wrong] = right[month.number] = kept
    return found


def _out_of_step(ordinals: Mapping[int, int], place: int) -> bool:
    before, after = ordinals.get(place - 1), ordinals.get(place + 1)
    if before is None or after is None or before + 2 != after:
        return False
    return ordinals[place] != before + 1


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
