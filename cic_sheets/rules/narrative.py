"""NAR-01, NAR-02, NAR-04: the texts of the narrative report, and what they leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.schema.findings import Severity, Sum
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.lists import EUR, HELD, SECTIONS
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.narrative import Passage
from cic_sheets.values.money import ZERO
from cic_sheets.values.names import folded

_REPORT = "Annonce, « Conditions proposées » : rapport annuel narratif et financier"


@rule(
    "NAR-01",
    Severity.E,
    needs=(Passage,),
    says="la section « {section} » n'a pas de texte",
    fix="Écrivez-la dans « Narratif », ou notez « oui » dans « Sans objet ».",
    source=_REPORT,
)
def section_without_text(year: Year) -> Iterator[Hit]:
    """Le rapport répond de ses quinze sections ; une section sans objet le dit.

    | Narratif | Section                    | Titre | Texte         | Sans objet |
    |          | Résumé                     |       | Une année.    |            |
    |          | Contexte de l'année        |       |               | oui        |
    |          | Activités par prestation   |       | Huit.         |            |
    |          | Activités par prestation   | M1    |               |            |
    |          | Calendrier et échéances    |       | Tenu.         |            |
    |          | Indicateurs                |       | Mesurés.      |            |
    |          | Plateforme                 |       | Tenue.        |            |
    |          | Activités collectives      |       | Faites.       |            |
    |          | Partage de connaissances   |       | Partagées.    |            |
    |          | Financements               |       | Suivis.       |            |
    |          | Visibilité                 |       |               | non        |
    |          | Difficultés et risques     |       | Aucune.       |            |
    |          | Leçons                     |       | Apprises.     |            |
    |          | Évaluation                 |       | Faite.        |            |
    |          | Perspectives               |       | Ouvertes.     |            |

    Attendu : NAR-01 Visibilité ; NAR-01 Plaidoyers
    """
    rows = year.book.all(Passage)
    told = {row.section for row in rows if row.text or row.not_applicable or not _sound(row)}
    if any(not row.sound("section") for row in rows):
        return  # that text may be the one that is looked for
    for section in SECTIONS.values:
        if section not in told:
            yield on_sheet(Passage, section, section=section)


def _sound(row: Passage) -> bool:
    return row.sound("text", "not_applicable")


@rule(
    "NAR-02",
    Severity.E,
    each=Passage,
    says="{count} signes, pour {most} au plus",
    fix="Raccourcissez le texte, ou corrigez « Signes max » si le modèle en accepte davantage.",
    source=_REPORT,
)
def text_too_long(row: Passage, year: Year) -> Iterator[Hit]:
    """Un modèle qui limite les signes ne laisse pas dépasser : la fin serait perdue.

    Les espaces comptent, ceux du début et de la fin non.

    | Narratif | Section    | Texte               | Signes max |
    |          | Résumé     | Une année.          | 10         |
    |          | Plateforme | Une année ! !NAR-02 | 10         |
    |          | Leçons     | Une longue année.   |            |
    """
    count = len((row.text or "").strip())
    if row.longest is not None and count > row.longest:
        yield hit(row, "text", count=count, most=row.longest)


@rule(
    "NAR-04",
    Severity.A,
    needs=(Passage, Mission, Activity),
    says="{amount} remboursables, et le rapport ne dit rien de « {subject} »",
    fix="Écrivez ce qu'elle a donné dans « Résultats », ou parlez-en dans « Narratif ».",
    source=_REPORT,
)
def cost_that_is_never_told(year: Year) -> Iterator[Hit]:
    """Ce que le programme rembourse se raconte : une mission ou une activité payée dont le rapport
    ne dit rien appelle une question.

    Une activité réalisée sans résultats a son constat (ACT-01).

    | Accords   | N°     | Catégories | Montant demandé | Montant validé |
    |           | VAL-01 |            | 900             | 900            |
    | Missions  | N°     | Objet             | Résultats    |
    |           | MIS-01 | Visite au bureau  | Deux accords |
    |           | MIS-02 !NAR-04 | Tour du Nord |           |
    |           | MIS-03 | Tour du Sud       |              |
    |           | MIS-04 | Réunion à Tinghir |              |
    |           | MIS-05 | Sans frais        |              |
    | Dépenses  | N°    | Mission | Montant | Justificatifs |
    |           | D-001 | MIS-01  | 50      | J-001         |
    |           | D-002 | MIS-02  | 50      | J-002         |
    |           | D-003 | MIS-03  | 50      | J-003         |
    |           | D-004 | MIS-04  | 50      | J-004         |
    | Justificatifs | N°    | Montant | Numéro | Fichier              |
    |               | J-001 | 50      | 1      | justificatifs/1.pdf  |
    |               | J-002 | 50      | 2      | justificatifs/22.pdf  |
    |               | J-003 | 50      | 3      | justificatifs/333.pdf |
    |               | J-004 | 50      | 4      | justificatifs/4444.pdf |
    | Narratif  | Section | Texte                                           |
    |           | Résumé  | Le tour du sud (et MIS-04) a montré le chemin.  |
    """
    if year.settled is None:
        return
    kept: dict[tuple[type, str], Decimal] = defaultdict(lambda: ZERO)
    for line in year.settled.settlement.lines:
        for kind, number in ((Mission, line.mission), (Activity, line.activity)):
            row = year.book.find(kind, number)
            if row is not None:
                kept[kind, row.id] += line.reimbursable
    prose = _prose(year.book)
    for row, subject, own in (*_missions(year.book), *_activities(year.book)):
        amount = kept[type(row), row.id]
        if amount <= 0 or any(own):
            continue
        if not any(folded(name) in prose for name in (row.id, subject) if name):
            yield hit(row, "no", amount=Sum(amount, EUR), subject=subject or row.id)


def _prose(book: Book) -> str:
    """Everything that « Narratif » says, folded as names are compared."""
    return folded(" ".join(row.text or "" for row in book.all(Passage)))


Told = tuple[Mission | Activity, str, tuple[str | None, ...]]


def _missions(book: Book) -> Iterable[Told]:
    return ((row, row.subject or "", (row.results,)) for row in book.all(Mission))


def _activities(book: Book) -> Iterable[Told]:
    """Those that ACT-01 does not ask results of."""
    for row in book.all(Activity):
        if row.status != HELD or row.results is not None:
            yield row, row.title or "", (row.results, row.difficulties, row.reason)
