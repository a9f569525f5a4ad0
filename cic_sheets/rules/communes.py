"""COM-*: names that collide, how many communes there are, rows about a commune not in the group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from cic_sheets.book.book import Book
from cic_sheets.group.members import Span, active, outsiders
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.kinds import Ref, tokens
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.contacts import Contact
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.deliverables import Deliverable
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.lessons import Lesson
from cic_sheets.sheets.measures import Measure
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.participants import Participation
from cic_sheets.sheets.platforms import Platform
from cic_sheets.sheets.services import Service
from cic_sheets.values.names import folded


@rule(
    "COM-01",
    Severity.E,
    needs=(Commune,),
    says="« {name} » désigne déjà la commune {other} ({first})",
    fix="Donnez à chaque commune un code, un nom et des alias qui ne sont qu'à elle.",
    source="Feuille « Communes »",
)
def names_collide(year: Year) -> Iterator[Hit]:
    """On cite une commune par son code, son nom ou un alias : chacun n'en désigne qu'une.

    Un alias partagé compterait les visites et les chiffres d'une commune à une autre.

    | Communes | Code        | Commune            | الجماعة | Alias                |
    |          | C01         | Aït Tizza          | أيت تيزة | Ait Tiza ; Aït-Tizza |
    |          | C02         | Oued Zitoune       |         | Zitoune ; C01 !COM-01 |
    |          | C03         | Sidi Marzouk       |         | aït tiza !COM-01     |
    |          | Zitoune !COM-01 | Tamda          |         |                      |
    |          | C05         | Oued-zitoune !COM-01 |       |                      |
    """
    owners: dict[str, tuple[Commune, str]] = {}
    for commune in year.book.all(Commune):
        if not commune.sound("code"):
            continue  # CEL-07: a row that stands twice collides in everything
        blamed: set[str] = set()
        for attr, name in _names(commune):
            owner, theirs = owners.setdefault(folded(name), (commune, attr))
            if owner is commune or owner.id in blamed:
                continue
            blamed.add(owner.id)
            found = hit(commune, attr, name=name, other=owner.id, first=owner.at(theirs).a1)
            yield found._replace(related=(owner.at(theirs),))


def _names(commune: Commune) -> Iterator[tuple[str, str]]:
    """Every name that a commune goes by, with the attribute that holds it."""
    for attr in ("code", "name", "arabic_name"):
        name = getattr(commune, attr)
        if name:
            yield attr, name
    for alias in tokens(commune.aliases or ""):
        yield "aliases", alias


@rule(
    "COM-02",
    Severity.A,
    needs=(Commune,),
    says="{count} commune(s) dans le groupe le {day}, {expected} attendue(s)",
    fix="Vérifiez les dates d'entrée et de sortie, ou changez nb_communes_attendu dans « Règles ».",
    source="Annonce, introduction : les 10 communes partenaires",
)
def another_number_of_communes(year: Year) -> Iterator[Hit]:
    """Le programme « vise à renforcer les 10 communes partenaires » ; une entrée ou une sortie
    oubliée fausse tout ce qui se compte par commune.

    | Règles   | Règle               | Valeur     |
    |          | nb_communes_attendu | 2          |
    | Communes | Code                | Entrée     | Sortie     |
    |          | C01                 |            |            |
    |          | C02                 |            | 30/06/2023 |
    |          | C03                 | 01/07/2023 |            |

    Ou :

    | Règles   | Règle               | Valeur     |
    |          | nb_communes_attendu | 2          |
    | Communes | Code                | Entrée     | Sortie     |
    |          | C01                 |            |            |
    |          | C02                 |            | 30/06/2023 |

    Attendu : COM-02 1
    """
    listed = [row for row in year.book.all(Commune) if row.code is None or row.sound("code")]
    if any(not row.sound("joined", "left") for row in listed):
        return
    day = _within(year)
    known = {id(row) for row in listed}
    count = sum(1 for row in active(year.book, day) if id(row) in known)
    expected = year.book.setting("nb_communes_attendu")
    if count != expected:
        yield on_sheet(Commune, str(count), count=count, expected=expected, day=day)


def _within(year: Year) -> date:
    """The day from which the year is seen, or the convention's nearest one."""
    convention = year.convention
    if convention is None or convention.start is None or convention.end is None:
        return year.as_of
    return max(convention.start, min(year.as_of, convention.end))


# --- Rows that name a commune, and when ----------------------------------------------------------


def _day(day: date | None) -> Span | None:
    return (day, day) if day is not None else None


def _of_activity(activity: Activity | None) -> Span | None:
    """When it was held; when it is planned, as long as it was not."""
    if activity is None or not activity.sound("held_to", "planned_to"):
        return None
    first = activity.held_from or activity.held_to
    last = activity.held_to or first
    if first is None:
        first = activity.planned_from or activity.planned_to
        last = activity.planned_to or first
    return (first, last) if first is not None and last is not None else None


When = Callable[[Any, Book], Span | None]

WHEN: Mapping[type[Row], When] = {
    Service: lambda row, book: _day(row.day),
    Activity: lambda row, book: _of_activity(row),
    Participation: lambda row, book: _of_activity(book.find(Activity, row.activity)),
    Platform: lambda row, book: _of_activity(book.find(Activity, row.activity)),
    Exchange: lambda row, book: _day(row.day),
    Liaison: lambda row, book: _day(row.day),
    Deadline: lambda row, book: _day(row.due),
    Deliverable: lambda row, book: _day(row.due),
    Measure: lambda row, book: _day(row.day),
    Funding: lambda row, book: _day(row.shared_on),
    Application: lambda row, book: _day(row.filed_on),
    Advocacy: lambda row, book: _day(row.adopted_on or row.day),
    Evaluation: lambda row, book: _day(row.day),
}
"""Sheets whose rows name communes → the days that a row is about."""

TIMELESS: Mapping[type[Row], tuple[str, ...]] = {
    Carried: ("host",),  # of a year that is over
    Contact: ("commune",),  # people stay known after their commune has left
    Lesson: ("commune",),  # a departure teaches too
    Activity: ("asked_by",),  # asked before it was planned, on a day that nobody writes down
    Mission: ("communes",),  # MIS-06
}
"""Sheet → attributes that may name a commune at any time, or that another rule looks at."""


def commune_columns(sheet: type[Row]) -> tuple[str, ...]:
    """The attributes of a sheet that name communes and go by the row's days."""
    free = TIMELESS.get(sheet, ())
    return tuple(
        column.attr
        for column in sheet.sheet.columns.values()
        if isinstance(column.kind, Ref)
        and column.kind.sheet == Commune.sheet.title
        and column.attr not in free
    )


@rule(
    "COM-03",
    Severity.E,
    needs=(Commune,),
    says="hors du groupe à cette date ({day}) : {communes}",
    fix="Corrigez la date ou la commune, ou ses dates d'entrée et de sortie dans « Communes ».",
    source="Annonce, « Missions/prestations » : au profit du groupe des communes",
)
def commune_not_in_the_group_then(year: Year) -> Iterator[Hit]:
    """Les communes entrent et sortent : un travail ou un chiffre ne vaut que pour un membre.

    | Communes    | Code | Commune      | Entrée     | Sortie     |
    |             | C01  | Aït Tizza    |            |            |
    |             | C02  | Oued Zitoune | 01/07/2023 |            |
    |             | C03  | Sidi Marzouk |            | 30/06/2023 |
    | Prestations | N°   | Date         | Communes          |
    |             | P-01 | 30/06/2023   | C01 ; C03         |
    |             | P-02 | 01/07/2023   | C02 ; C03 !COM-03 |
    | Cohésion    | N°   | Date         | Commune           |
    |             | CO-1 | 30/06/2023   | Oued Zitoune !COM-03 |
    |             | CO-2 | 01/07/2023   | Oued Zitoune      |
    | Activités   | N°   | Prévue du  | Prévue au  | Réalisée du | Réalisée au | Commune hôte |
    |             | A-01 | 16/05/2023 | 17/05/2023 | 30/06/2023  | 02/07/2023  | C03          |
    |             | A-02 | 30/06/2023 | 30/06/2023 | 03/07/2023  | 03/07/2023  | C03 !COM-03  |
    |             | A-03 | 30/06/2023 | 30/06/2023 |             |             | C02 !COM-03  |
    """
    for sheet, when in WHEN.items():
        columns = commune_columns(sheet)
        for row in year.book.all(sheet):
            span = when(row, year.book)
            told = isinstance(row, Service) and not year.within(row.day)  # by PRE-01
            if span is not None and not told:
                yield from _outside(row, columns, span, year.book)


def _outside(row: Row, columns: tuple[str, ...], span: Span, book: Book) -> Iterator[Hit]:
    for attr in columns:
        named = getattr(row, attr)
        codes = named if isinstance(named, tuple) else (named,) if named else ()
        found = outsiders(book, codes, span)
        if found:
            yield hit(row, attr, day=span[0], communes=found)
