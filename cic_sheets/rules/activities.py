"""ACT-*, PAR-*: what the communes do together, and how many people came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.lists import CANCELLED, HELD, PLANNED, POSTPONED, PROPOSED
from cic_sheets.sheets.participants import Participation

_EIGHT = "Annonce, « Missions/prestations » : activités collectives"
_PUBLIC = "Annonce, introduction : publics cibles du programme"

PARTS = ("young_women", "young_men", "adult_women", "adult_men")
"""Every person is in one of these: they add up to the total."""
OVERLAYS = ("special_needs", "migrants")
"""People already counted in the parts: never added."""

_WORDS = {
    "held_from": Word("lacks.dates", "ses dates réelles"),
    "results": Word("lacks.results", "ses résultats"),
    "no": Word("lacks.participants", "ses participants"),
}
"""Column to go to → what an activity that was held can't be without."""


@rule(
    "ACT-01",
    Severity.E,
    needs=(Activity, Participation),
    says="activité réalisée sans {lacks}",
    fix="Complétez la ligne (et la feuille « Participants »), ou changez le statut de l'activité.",
    source=_EIGHT,
)
def held_without_what_shows_it(year: Year) -> Iterator[Hit]:
    """Une activité réalisée se raconte : quand, avec qui, pour quel résultat.

    | Activités    | N°   | Statut   | Réalisée du | Réalisée au | Résultats     |
    |              | A-01 | réalisée | 16/05/2023  |             | Trois accords |
    |              | A-02 | réalisée | !ACT-01     |             | Trois accords |
    |              | A-03 | réalisée | 16/05/2023  |             | !ACT-01       |
    |              | A-04 | reportée |             |             |               |
    |              | A-05 !ACT-01 | réalisée | 16/05/2023 |      | Deux accords  |
    | Participants | Activité | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes |
    |              | A-01     | 4             |               |                |                |
    |              | A-02     |               | 3             |                |                |
    |              | A-03     |               |               | 2              |                |
    |              | A-05     |               |               |                | 0              |
    """
    rows = year.book.all(Participation)
    told = {row.activity for row in rows if any(getattr(row, part) for part in PARTS)}
    sure = all(row.sound("activity", *PARTS) for row in rows)
    for activity in year.book.all(Activity):
        if activity.status != HELD:
            continue
        if activity.held_from is None and activity.held_to is None:
            yield hit(activity, "held_from", lacks=_WORDS["held_from"])
        if activity.results is None and _is_over(activity, year.as_of):
            yield hit(activity, "results", lacks=_WORDS["results"])
        if sure and activity.id not in told and _is_over(activity, year.as_of):
            yield hit(activity, "no", lacks=_WORDS["no"])


def _is_over(activity: Activity, day: date) -> bool:
    """Whether it lies behind; an activity that is said to be held, without a day, does."""
    last = activity.held_to or activity.held_from
    return last is None or last <= day


@rule(
    "ACT-02",
    Severity.A,
    each=Activity,
    says="prévue le {day}, et toujours « {status} »",
    fix="Inscrivez les dates réelles et le statut, ou dites à quand elle est reportée et pourquoi.",
    source=_EIGHT,
)
def planned_day_has_passed(activity: Activity, year: Year) -> Iterator[Hit]:
    """Le rapport compare le prévu au fait : une date passée demande une réponse.

    Vu le 01/06/2023
    | Activités | N°   | Statut            | Prévue du  | Prévue au  | Réalisée du |
    |           | A-01 | planifiée         | 30/05/2023 | 01/06/2023 |             |
    |           | A-02 | planifiée !ACT-02 | 30/05/2023 | 31/05/2023 |             |
    |           | A-03 | proposée !ACT-02  | 30/05/2023 |            |             |
    |           | A-04 | reportée          | 30/05/2023 | 31/05/2023 |             |
    |           | A-05 | réalisée          | 30/05/2023 | 31/05/2023 | 30/05/2023  |
    |           | A-06 | planifiée         |            |            |             |
    """
    last = activity.planned_to or activity.planned_from
    if not activity.sound("planned_from", "planned_to"):
        return
    if activity.status in (PROPOSED, PLANNED) and last is not None and last < year.as_of:
        yield hit(activity, "status", day=last, status=activity.status)


@rule(
    "ACT-03",
    Severity.A,
    each=Activity,
    says="{count} commune(s) pour une activité collective, qui en réunit au moins {least}",
    fix="Ajoutez les communes présentes ; l'appui à une seule commune s'écrit dans « Missions ».",
    source=_EIGHT,
)
def too_few_communes(activity: Activity, year: Year) -> Iterator[Hit]:
    """« Activités collectives » : à une seule commune, c'est un appui, et non une activité.

    L'hôte compte comme présent.  Ce qui n'est que proposé, ou annulé, n'est pas jugé.

    | Communes  | Code | Commune      | Alias | الجماعة |
    |           | C01  | Aït Tizza    |       |         |
    |           | C02  | Oued Zitoune |       |         |
    | Activités | N°   | Statut   | Commune hôte | Communes participantes |
    |           | A-01 | réalisée | C01          | C01 ; C02              |
    |           | A-02 | réalisée | C01          | C02                    |
    |           | A-03 | réalisée | C01          | C01 !ACT-03            |
    |           | A-04 | planifiée |             | C02 !ACT-03            |
    |           | A-05 | proposée |              |                        |
    |           | A-06 | annulée  |              |                        |
    """
    least = year.book.setting("communes_par_activité")
    named = {*activity.communes, *((activity.host,) if activity.host else ())}
    judged = activity.status in (PLANNED, HELD) and activity.sound("host")
    if judged and len(named) < least:
        yield hit(activity, "communes", count=len(named), least=least)


@rule(
    "ACT-04",
    Severity.E,
    each=Activity,
    says="activité {status} sans motif",
    fix="Dites pourquoi dans « Motif » ; le rapport donne l'écart entre le prévu et le fait.",
    source="workbook.md, « Activités »",
)
def put_off_without_reason(activity: Activity, year: Year) -> Iterator[Hit]:
    """Une activité reportée ou annulée reste au programme : le rapport en donne la raison.

    | Activités | N°   | Statut   | Motif               |
    |           | A-01 | reportée | La salle a fermé    |
    |           | A-02 | reportée | !ACT-04             |
    |           | A-03 | annulée  | !ACT-04             |
    |           | A-04 | réalisée |                     |
    """
    if activity.status in (POSTPONED, CANCELLED) and activity.reason is None:
        yield hit(activity, "reason", status=activity.status)


@rule(
    "ACT-05",
    Severity.A,
    each=Activity,
    says="activité réalisée sans liste de présence",
    fix="Rangez la liste signée dans le dossier pieces de l'année et écrivez son chemin.",
    source="Annonce muette ; usage proposé",
)
def without_attendance_list(activity: Activity, year: Year) -> Iterator[Hit]:
    """La liste signée prouve le nombre de participants ; elle reste au dossier, sans être publiée.

    Vu le 17/05/2023
    | Activités | N°   | Statut   | Réalisée du | Réalisée au | Liste de présence  |
    |           | A-01 | réalisée | 16/05/2023  | 17/05/2023  | pieces/a-01.pdf    |
    |           | A-02 | réalisée | 16/05/2023  | 17/05/2023  | !ACT-05            |
    |           | A-03 | réalisée | 16/05/2023  | 18/05/2023  |                    |
    |           | A-04 | annulée  |             |             |                    |
    |           | A-05 | réalisée | 16/05/2023  | 17/05/2023  | pieces/absent.pdf  |
    """
    if activity.status == HELD and activity.attendance is None and _is_over(activity, year.as_of):
        yield hit(activity, "attendance")


# --- Participants ---------------------------------------------------------------------------------


@rule(
    "PAR-01",
    Severity.E,
    each=Participation,
    says="« {column} » : {count}, pour {total} participant(s) en tout",
    fix="Corrigez les nombres : ces personnes sont déjà comptées dans les quatre colonnes.",
    source=_PUBLIC,
)
def overlay_above_the_total(row: Participation, year: Year) -> Iterator[Hit]:
    """« dont PBS » et « dont migrants » disent une part du total, qu'elles ne dépassent pas.

    | Participants | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS \
| dont migrants |
    |              | 2             | 1             | 1              |                | 4        \
| 4             |
    |              | 2             | 1             | 1              |                | 5 !PAR-01 \
| 5 !PAR-01     |
    |              | 2             | un            | 1              |                | 5        \
|               |
    """
    whole = people(row)
    for part in OVERLAYS:
        count = getattr(row, part)
        if whole is not None and count is not None and count > whole:
            label = row.sheet.columns[part].label
            yield hit(row, part, column=label, count=count, total=whole)


@rule(
    "PAR-02",
    Severity.E,
    each=Participation,
    says="{count} personnes distinctes, pour {total} participation(s)",
    fix="Corrigez : une personne venue deux jours compte deux fois dans le total, une fois ici.",
    source=_PUBLIC,
)
def more_persons_than_participations(row: Participation, year: Year) -> Iterator[Hit]:
    """Une même personne peut venir plusieurs fois, jamais moins d'une : les personnes distinctes
    ne dépassent pas les participations.

    | Participants | Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS \
| dont migrants | Personnes distinctes |
    |              | 2             | 1             |                |                |          \
|               | 3                    |
    |              | 2             | 1             |                |                |          \
|               | 4 !PAR-02            |
    """
    whole = people(row)
    if whole is not None and row.distinct is not None and row.distinct > whole:
        yield hit(row, "distinct", count=row.distinct, total=whole)


def people(row: Participation) -> int | None:
    """The four parts together; None when none is given or one can't be read."""
    given = [getattr(row, part) for part in PARTS if getattr(row, part) is not None]
    return sum(given) if given and row.sound(*PARTS) else None
