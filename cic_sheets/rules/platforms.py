"""PLA-*, SUI-*: the yearly meetings of all communes, and what was decided there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cic_sheets.book.book import Book
from cic_sheets.group.members import active
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.rules.months import has_begun, months_of
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.lists import CANCELLED, DONE, DROPPED, HELD, POSTPONED
from cic_sheets.sheets.platforms import Platform

_MEETINGS = "Annonce, « Missions/prestations » : rencontres annuelles (plateformes)"


def _held(platform: Platform, book: Book) -> tuple[date, date] | None:
    """First and last day of a platform that was held."""
    activity = book.find(Activity, platform.activity)
    if activity is None or activity.status != HELD or activity.held_from is None:
        return None
    return activity.held_from, activity.held_to or activity.held_from


def _first_day(platform: Platform, book: Book) -> date | None:
    """The day on which it began, or is planned to."""
    activity = book.find(Activity, platform.activity)
    if activity is None or activity.status in (POSTPONED, CANCELLED):
        return None
    return activity.held_from or activity.planned_from


@rule(
    "PLA-01",
    Severity.A,
    needs=(Platform, Activity),
    says="{count} plateforme(s) dans l'année, {expected} attendue(s)",
    fix="Ajoutez la plateforme tenue ou prévue, ou dites dans « Narratif » pourquoi il n'y en a "
    "pas eu.",
    source=_MEETINGS,
)
def no_platform(year: Year) -> Iterator[Hit]:
    """Les communes se retrouvent chaque année : le rapport en rend compte, ou dit son absence.

    Une plateforme prévue compte tant que l'année court ; l'année finie, il faut qu'elle se soit
    tenue.

    | Activités   | N°    | Statut    | Réalisée du | Prévue du  | Réalisée au | Prévue au |
    |             | A-01  | réalisée  | 14/11/2023  |            |             |           |
    |             | A-02  | planifiée |             | 20/12/2023 |             |           |
    | Plateformes | N°    | Activité  |
    |             | PL-01 | A-01      |

    Ou :

    | Activités   | N°    | Statut    | Réalisée du | Prévue du  | Réalisée au | Prévue au |
    |             | A-01  | planifiée |             | 20/12/2023 |             |           |
    | Plateformes | N°    | Activité  |
    |             | PL-01 | A-01      |

    Attendu : PLA-01 0

    Ou :

    Vu le 30/06/2023
    | Activités   | N°    | Statut    | Réalisée du | Prévue du  | Réalisée au | Prévue au |
    |             | A-01  | planifiée |             | 20/12/2023 |             |           |
    | Plateformes | N°    | Activité  |
    |             | PL-01 | A-01      |
    """
    rows = year.book.all(Platform)
    if not has_begun(year) or not all(row.sound("no", "activity") for row in rows):
        return
    count = sum(1 for row in rows if _counts(row, year))
    expected = year.book.setting("plateformes_par_an")
    if count < expected:
        yield on_sheet(Platform, str(count), count=count, expected=expected)


def _counts(platform: Platform, year: Year) -> bool:
    activity = year.book.find(Activity, platform.activity)
    if activity is None or not activity.sound("status", "held_from", "planned_from"):
        return True  # that row has its own finding
    if activity.status == HELD:
        return year.within(activity.held_from)
    months = months_of(year)
    if activity.status in (POSTPONED, CANCELLED) or (months and months[-1].end <= year.as_of):
        return False
    return year.within(activity.planned_from)


_UNDATED = Word("called.undated", "sans date de convocation")


@rule(
    "PLA-02",
    Severity.A,
    each=Platform,
    says="plateforme du {start} {called} : {least} jours au moins sont attendus",
    fix="Corrigez « Convoquée le » ; si la date est exacte, dites-en la raison dans « Bilan ».",
    source="Annonce muette ; règle délai_convocation",
)
def called_late(platform: Platform, year: Year) -> Iterator[Hit]:
    """Élus et agents viennent de loin : une convocation tardive coûte des présences.

    Vu le 01/06/2023
    | Activités   | N°    | Statut    | Prévue du  | Prévue au | Réalisée du | Réalisée au |
    |             | A-01  | réalisée  |            |           | 16/05/2023  |             |
    |             | A-02  | planifiée | 17/06/2023 |           |             |             |
    |             | A-03  | planifiée | 15/06/2023 |           |             |             |
    | Plateformes | N°    | Activité  | Convoquée le       |
    |             | PL-01 | A-01      | 01/05/2023         |
    |             | PL-02 | A-01      | 02/05/2023 !PLA-02 |
    |             | PL-03 | A-01      | !PLA-02            |
    |             | PL-04 | A-02      |                    |
    |             | PL-05 | A-03      | !PLA-02            |
    """
    start = _first_day(platform, year.book)
    least = year.book.setting("délai_convocation")
    if start is None:
        return
    if platform.called_on is None and (start - year.as_of).days < least:
        yield hit(platform, "called_on", start=start, called=_UNDATED, least=least)
    elif platform.called_on is not None and (start - platform.called_on).days < least:
        days = max(0, (start - platform.called_on).days)
        called = Word("called.late", "convoquée {days} jour(s) avant", (("days", days),))
        yield hit(platform, "called_on", start=start, called=called, least=least)


@rule(
    "PLA-03",
    Severity.A,
    each=Platform,
    says="procès-verbal {sent}, plus de {most} jours après la plateforme finie le {end}",
    fix="Envoyez le procès-verbal et inscrivez le jour de l'envoi dans « PV diffusé le ».",
    source="Annonce muette ; règle délai_pv",
)
def minutes_late(platform: Platform, year: Year) -> Iterator[Hit]:
    """Une décision que personne n'a reçue n'est pas suivie.

    Vu le 30/06/2023
    | Activités   | N°    | Statut    | Réalisée du | Réalisée au |
    |             | A-01  | réalisée  | 16/05/2023  | 17/05/2023  |
    |             | A-02  | réalisée  | 31/05/2023  | 31/05/2023  |
    | Plateformes | N°    | Activité  | PV diffusé le      |
    |             | PL-01 | A-01      | 16/06/2023         |
    |             | PL-02 | A-01      | 17/06/2023 !PLA-03 |
    |             | PL-03 | A-01      | !PLA-03            |
    |             | PL-04 | A-02      |                    |
    """
    span = _held(platform, year.book)
    most = year.book.setting("délai_pv")
    if span is None:
        return
    if ((platform.minutes_sent_on or year.as_of) - span[1]).days > most:
        sent = (
            Word("minutes.sent", "diffusé le {day}", (("day", platform.minutes_sent_on),))
            if platform.minutes_sent_on
            else Word("minutes.none", "non diffusé")
        )
        yield hit(platform, "minutes_sent_on", sent=sent, most=most, end=span[1])


@rule(
    "PLA-04",
    Severity.A,
    each=Platform,
    needs=(Commune,),
    says="absente(s) sans excuse : {communes}",
    fix="Ajoutez-les aux communes participantes de l'activité, ou à « Communes excusées ».",
    source=_MEETINGS,
)
def absent_without_excuse(platform: Platform, year: Year) -> Iterator[Hit]:
    """La plateforme est celle de toutes les communes du groupe à cette date : aucune ne manque
    sans que le rapport le dise.

    | Communes    | Code | Commune      | Alias | الجماعة | Entrée | Sortie     |
    |             | C01  | Aït Tizza    |       |         |        |            |
    |             | C02  | Oued Zitoune |       |         |        |            |
    |             | C03  | Sidi Marzouk |       |         |        |            |
    |             | C04  | Tamda        |       |         |        | 30/06/2023 |
    | Activités   | N°   | Statut   | Réalisée du | Réalisée au | Communes participantes |
    |             | A-01 | réalisée | 14/11/2023  | 15/11/2023  | C01 ; C02              |
    | Plateformes | N°    | Activité | Commune hôte | Communes excusées |
    |             | PL-01 | A-01     | C03          |                   |
    |             | PL-02 | A-01     | C02          | C03               |
    |             | PL-03 | A-01     | C02          | !PLA-04           |
    """
    span = _held(platform, year.book)
    activity = year.book.find(Activity, platform.activity)
    if span is None or activity is None or not activity.communes:
        return
    if not activity.sound("communes") or not platform.sound("host"):
        return
    there = {*activity.communes, *platform.excused, platform.host}
    absent = tuple(
        commune.name or commune.id
        for commune in active(year.book, span[0])
        if commune.id not in there and commune.sound("code", "joined", "left")
    )
    if absent:
        yield hit(platform, "excused", communes=absent)


@rule(
    "PLA-05",
    Severity.A,
    needs=(Platform,),
    says="{commune} a déjà accueilli la plateforme de {before}",
    fix="Vérifiez la commune hôte ; si elle accueille deux fois de suite, dites-en la raison.",
    source=_MEETINGS,
)
def same_host_as_last_year(year: Year) -> Iterator[Hit]:
    """L'accueil tourne entre les communes : c'est une charge, et une occasion, pour chacune.

    L'hôte de l'an dernier vient de la feuille « Reprise », que « cic roll » remplit.

    | Communes    | Code | Commune      | Alias | الجماعة |
    |             | C01  | Aït Tizza    |       |         |
    |             | C02  | Oued Zitoune |       |         |
    | Reprise     | Année | Numéro | Commune hôte | Base |
    |             | 2021  | PL-01  | C02          |      |
    |             | 2022  | PL-01  | C01          |      |
    | Plateformes | N°    | Commune hôte |
    |             | PL-01 | C01 !PLA-05  |
    |             | PL-02 | C02          |
    """
    years: dict[int, set[str]] = {}
    for row in year.book.all(Carried):
        if row.year is not None and row.host is not None:
            years.setdefault(row.year, set()).add(row.host)
    if not years:
        return
    before = max(years)
    for platform in year.book.all(Platform):
        if platform.host in years[before]:
            commune = year.book.find(Commune, platform.host)
            name = (commune.name if commune else None) or platform.host
            yield hit(platform, "host", commune=name, before=str(before))


@rule(
    "SUI-01",
    Severity.A,
    each=FollowUp,
    says="échéance du {day} passée, et toujours « {status} »",
    fix="Inscrivez « fait » ou « abandonné », ou fixez une nouvelle échéance avec le responsable.",
    source="Annonce, « Missions/prestations » : appui à la commune hôte des plateformes",
)
def follow_up_overdue(row: FollowUp, year: Year) -> Iterator[Hit]:
    """Une décision de la plateforme a un responsable et une date : passée la date, on répond.

    Vu le 30/06/2023
    | Suivi | N°   | Échéance           | Statut    |
    |       | S-01 | 29/06/2023         | fait      |
    |       | S-02 | 29/06/2023 !SUI-01 | en cours  |
    |       | S-03 | 29/06/2023 !SUI-01 | à faire   |
    |       | S-04 | 29/06/2023         | abandonné |
    |       | S-05 | 30/06/2023         | à faire   |
    """
    is_open = row.status is not None and row.status not in (DONE, DROPPED)
    if is_open and row.due is not None and row.due < year.as_of:
        yield hit(row, "due", day=row.due, status=row.status)
