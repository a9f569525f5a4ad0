"""BAR-*: scales that contradict one another, that are lacking, or that are out of date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from cic_sheets.book.book import Book
from cic_sheets.reconcile.case import place_key
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import declared
from cic_sheets.rules.hits import priced
from cic_sheets.schema.findings import Fact, Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import ACTIVITY, MISSION, MISSION_CATEGORIES
from cic_sheets.sheets.missions import Mission
from cic_sheets.sheets.scales import Scale

_TERMS = "Annonce, « Conditions proposées » : selon les barèmes du programme"


@rule(
    "BAR-01",
    Severity.E,
    needs=(Scale,),
    says="le {day}, ce barème ({amount}) et {other} ({theirs}) valent tous deux : {category} par "
    "{unit}, {place}",
    fix="Fermez la validité de l'un la veille du début de l'autre, ou supprimez celui en trop.",
    source=_TERMS,
)
def two_scales_fit(year: Year) -> Iterator[Hit]:
    """De deux barèmes pour la même nuit, personne ne peut dire lequel limite la dépense.

    | Barèmes | N°           | Catégorie   | Lieu    | Unité  | Du         | Au         |
    |         | B-01         | hébergement |         | nuitée | 01/01/2023 | 30/06/2023 |
    |         | B-02         | hébergement |         | nuitée | 01/07/2023 |            |
    |         | B-03 !BAR-01 | hébergement |         | nuitée | 31/12/2023 |            |
    |         | B-04         | hébergement | Oujda   | nuitée | 01/01/2023 |            |
    |         | B-05 !BAR-01 | hébergement | OUJDA   | nuitée | 01/03/2023 | 31/03/2023 |
    |         | B-06         | repas       |         | jour   | 01/01/2023 |            |
    |         | B-07         | repas       |         | repas  | 01/01/2023 |            |
    """
    groups: dict[tuple[str, str, str | None], list[Scale]] = defaultdict(list)
    for row in year.book.all(Scale):
        if row.category is None or row.unit is None or row.valid_from is None:
            continue
        if not row.sound("no", "place", "valid_to"):
            continue
        before = groups[row.category, row.unit, place_key(year.book, row.place)]
        other = next((one for one in before if _meet(one, row)), None)
        before.append(row)
        if other is not None:
            yield _twice(row, other)


def _meet(one: Scale, other: Scale) -> bool:
    """Whether the two are valid on a same day."""
    assert one.valid_from is not None
    assert other.valid_from is not None
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return max(one.valid_from, other.valid_from) <= last


def _twice(row: Scale, other: Scale) -> Hit:
    assert row.valid_from is not None
    assert other.valid_from is not None
    found = hit(
        row, "no", day=max(row.valid_from, other.valid_from), other=other.id,
        category=row.category, unit=row.unit, place=row.place or _COUNTRY,
        amount=priced(row.amount, row.currency), theirs=priced(other.amount, other.currency),
    )  # fmt: skip
    return found._replace(related=(other.at("no"),))


_COUNTRY = Word("place.country", "tout le pays")


@rule(
    "BAR-02",
    Severity.E,
    needs=(Expense, Scale),
    says="{amount} sans barème : aucun le {day} pour {category} (unité : {unit} ; lieu : {place})",
    fix="Ajoutez la ligne à « Barèmes », ou corrigez unité, catégorie ou date de la dépense.",
    source=_TERMS,
)
def no_scale_fits(year: Year) -> Iterator[Hit]:
    """« Selon les barèmes du programme » : sans barème, rien ne dit ce qui peut être remboursé.

    Une dépense qu'un autre constat écarte déjà (sans mission, hors convention, mission au
    domicile) n'a pas ce constat en plus ; les activités collectives ont leur budget, pas de barème.
    Quand un barème existe pour une autre unité, c'est l'unité qui est à revoir.

    | Barèmes  | N°    | Catégorie   | Lieu  | Unité  | Du         | Au         |
    |          | B-01  | hébergement |       | nuitée | 01/01/2023 | 30/06/2023 |
    |          | B-02  | hébergement | Oujda | nuitée | 01/07/2023 |            |
    | Missions | N°    | Lieu      | Départ           | Retour           |
    |          | M-01  | Aït Tizza | 17/01/2023 07:00 | 18/01/2023 19:30 |
    |          | M-02  | Oujda     | 04/09/2023 07:00 | 05/09/2023 19:30 |
    |          | M-03  | Rabat     | 11/09/2023 07:00 | 12/09/2023 19:30 |
    | Dépenses | N°    | Date       | Mission | Catégorie           | Unité        |
    |          | D-001 | 17/01/2023 | M-01    | hébergement         | nuitée       |
    |          | D-002 | 17/01/2023 | M-01    | hébergement         | !BAR-02      |
    |          | D-003 | 17/01/2023 | M-01    | repas !BAR-02       | repas        |
    |          | D-004 | 17/01/2023 | M-01    | déplacement         | trajet       |
    |          | D-005 | 04/09/2023 | M-02    | hébergement         | nuitée       |
    |          | D-006 | 04/09/2023 | M-01    | hébergement !BAR-02 | nuitée       |
    |          | D-007 | 11/09/2023 | M-03    | hébergement         | nuitée       |
    |          | D-008 | 17/01/2024 | M-01    | hébergement         | nuitée       |
    |          | D-009 | 17/01/2023 |         | repas               | repas        |
    |          | D-010 | 17/01/2023 | M-01    | hébergement         | jour !BAR-02 |
    """
    book = year.book
    wanted = frozenset(book.setting("catégories_à_barème"))
    scales = _Scales(book)
    home = place_key(book, year.convention.home_town if year.convention else None)
    for line in book.all(Expense):
        if line.category not in wanted or not _is_judged(line, year):
            continue
        mission = book.find(Mission, line.mission)
        if mission is None and _needs_mission(line):
            continue
        place = place_key(book, mission.place if mission else None)
        unknown = mission is not None and not mission.sound("place")
        if unknown or (place is not None and place == home):
            continue
        if not scales.fit(line, place):
            column = "unit" if scales.of_another_unit(line, place) else "category"
            yield hit(line, column, **_sought(line, mission))


def _is_judged(line: Expense, year: Year) -> bool:
    """Whether the line asks for a scale, and no other finding explains that it has none."""
    return (
        line.day is not None
        and line.imputation not in (None, ACTIVITY)
        and line.credit_of is None
        and line.sound("day", "unit", "mission", "credit_of")
        and year.within(line.day)
    )


def _needs_mission(line: Expense) -> bool:
    return line.imputation == MISSION or line.category in MISSION_CATEGORIES


class _Scales:
    """The rows of « Barèmes » by what they are for.

    A row whose cell can't be read might have been the right one: it fits everything else alike.
    """

    def __init__(self, book: Book) -> None:
        self._known: dict[tuple[str | None, ...], list[Scale]] = defaultdict(list)
        self._unread: list[Scale] = []
        for row in book.all(Scale):
            if row.sound("category", "unit", "place"):
                self._known[row.category, row.unit, place_key(book, row.place)].append(row)
            else:
                self._unread.append(row)

    def fit(self, line: Expense, place: str | None) -> bool:
        """Whether a row fits the line at that place: its own, or the country's."""
        assert line.day is not None
        near = self._known.get((line.category, line.unit, place), ())
        country = self._known.get((line.category, line.unit, None), ())
        return any(_valid(row, line.day) for row in (*near, *country)) or any(
            self._might_fit(row, line) for row in self._unread
        )

    def of_another_unit(self, line: Expense, place: str | None) -> bool:
        """Whether a row would fit the line, were it counted in that row's unit."""
        day = line.day
        assert day is not None
        return any(
            category == line.category and where in (place, None) and _valid(row, day)
            for (category, _, where), rows in self._known.items()
            for row in rows
        )

    def _might_fit(self, row: Scale, line: Expense) -> bool:
        assert line.day is not None
        return (
            (row.category == line.category or not row.sound("category"))
            and (row.unit == line.unit or not row.sound("unit"))
            and _valid(row, line.day)
        )


def _valid(row: Scale, day: date) -> bool:
    last = row.valid_to if row.sound("valid_to") else None
    return (row.valid_from is None or row.valid_from <= day) and (last is None or day <= last)


def _sought(line: Expense, mission: Mission | None) -> dict[str, Fact]:
    return {
        "category": line.category,
        "unit": line.unit or _NO_UNIT,
        "place": (mission.place if mission else None) or _COUNTRY,
        "day": line.day,
        "amount": declared(line),
    }


_NO_UNIT = Word("unit.none", "aucune")


@rule(
    "BAR-03",
    Severity.A,
    each=Scale,
    says="le barème ({amount}) a fini de valoir le {end}, avant la convention ({start})",
    fix="Remplacez-le par le barème en vigueur, ou supprimez la ligne.",
    source=_TERMS,
)
def scale_out_of_date(row: Scale, year: Year) -> Iterator[Hit]:
    """Un barème d'une autre année ne limite plus rien ; l'actuel a peut-être été oublié.

    | Barèmes | N°   | Du         | Au                 |
    |         | B-01 | 01/01/2022 | 01/01/2023         |
    |         | B-02 | 01/01/2022 |                    |
    |         | B-03 | 01/01/2022 | 31/12/2022 !BAR-03 |
    """
    start = year.convention.start if year.convention else None
    if row.valid_to is not None and start is not None and row.valid_to < start:
        amount = priced(row.amount, row.currency)
        yield hit(row, "valid_to", amount=amount, end=row.valid_to, start=start)
