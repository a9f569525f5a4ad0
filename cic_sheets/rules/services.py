"""PRE-*: the journal of work, which details fee notes and the narrative report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from cic_sheets.group.members import stays
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.rules.months import has_begun, key_of, months_of, months_over
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.fees import FeeNote
from cic_sheets.sheets.lists import SERVICES
from cic_sheets.sheets.services import Service
from cic_sheets.values.days import Month, month_holding
from cic_sheets.values.money import Ratio, cents, without_trailing_zeros
from cic_sheets.values.names import folded

_SILENT = "Annonce muette ; usage proposé"
_TERMS = "Annonce, « Conditions proposées »"
_EIGHT = "Annonce, « Missions/prestations »"
_HUNDRED = 100


@rule(
    "PRE-01",
    Severity.E,
    each=Service,
    says="la prestation du {day} tombe hors de la convention ({start} au {end})",
    fix="Corrigez la date, ou déplacez la ligne dans le classeur de sa convention.",
    source=_TERMS + " : prestations effectuées",
)
def outside_the_convention(row: Service, year: Year) -> Iterator[Hit]:
    """L'indemnité paie le travail de la convention : un autre jour relève d'une autre année.

    | Prestations | N°   | Date               |
    |             | P-01 | 01/01/2023         |
    |             | P-02 | 31/12/2023         |
    |             | P-03 | 31/12/2022 !PRE-01 |
    |             | P-04 | 01/01/2024 !PRE-01 |
    """
    if not year.within(row.day) and year.convention is not None:
        yield hit(row, "day", day=row.day, start=year.convention.start, end=year.convention.end)


@rule(
    "PRE-02",
    Severity.A,
    needs=(Service,),
    says="{hours} h prestées le {day}, plus de {most}",
    fix="Vérifiez les durées de ce jour, ou inscrivez-les aux jours où le travail s'est fait.",
    source=_SILENT,
)
def day_is_too_long(year: Year) -> Iterator[Hit]:
    """Une journée de travail impossible fait douter de tout le relevé.

    | Prestations | N°   | Date       | Durée (h)   |
    |             | P-01 | 16/01/2023 | 6           |
    |             | P-02 | 17/01/2023 | 6           |
    |             | P-03 | 16/01/2023 | 4           |
    |             | P-04 | 17/01/2023 | 2           |
    |             | P-05 | 17/01/2023 | 2,5 !PRE-02 |
    |             | P-06 | 17/01/2023 |             |
    """
    most = year.book.setting("heures_jour_max")
    days: dict[object, list[Service]] = defaultdict(list)
    for row in year.book.all(Service):
        if row.day is not None and row.hours:
            days[row.day].append(row)
    for rows in days.values():
        hours = _hours(rows)
        if hours > most:
            yield hit(rows[-1], "hours", hours=hours, day=rows[-1].day, most=most)


def _hours(rows: Sequence[Service]) -> Decimal:
    return sum((row.hours for row in rows if row.hours is not None), Decimal(0))


def _by_month(year: Year) -> dict[int, list[Service]]:
    """Number of the contract month → its rows, in the sheet's order."""
    months = months_of(year)
    found: dict[int, list[Service]] = defaultdict(list)
    for row in year.book.all(Service):
        month = month_holding(months, row.day) if row.day is not None else None
        if month is not None:
            found[month.number].append(row)
    return found


@rule(
    "PRE-03",
    Severity.A,
    needs=(Service,),
    says="{hours} h prestées du {start} au {end}, pour environ {expected} h attendues",
    fix="Vérifiez les durées du mois ; si elles sont exactes, dites-en la raison dans le rapport.",
    source="Annonce, introduction : charge estimée à 1/3 temps",
)
def month_is_far_from_a_third(year: Year) -> Iterator[Hit]:
    """« Temps partiel (charge estimée à 1/3 temps) » : l'indemnité est forfaitaire, mais un mois
    très loin de cette charge appelle une question.

    Un mois où des durées manquent n'est jugé que s'il dépasse déjà ; un mois facturé sans aucune
    prestation a son constat (HON-04).

    | Convention  | Début      | Fin        |
    |             | 01/01/2023 | 30/04/2023 |
    | Règles      | Règle              | Valeur |
    |             | heures_temps_plein | 30     |
    |             | part_temps_plein   | 50     |
    | Honoraires  | N°   | Mois       |
    |             | H-04 | 01/04/2023 |
    | Prestations | N°   | Date       | Durée (h) |
    |             | P-01 | 16/01/2023 | 4         |
    |             | P-02 | 17/01/2023 | 3,5       |
    |             | P-03 | 16/02/2023 | 7         |
    |             | P-04 | 16/03/2023 | 20        |
    |             | P-05 | 17/03/2023 | 3         |
    |             | P-06 | 18/03/2023 |           |

    Attendu : PRE-03 2023-02 ; PRE-03 2023-03
    """
    setting = year.book.setting
    full_time = Fraction(setting("heures_temps_plein")) * Fraction(setting("part_temps_plein"))
    margin = Fraction(setting("écart_temps")) / _HUNDRED
    noted = {Month.of(note.month).key for note in year.book.all(FeeNote) if note.month is not None}
    services = _by_month(year)
    for month in months_over(year):
        rows = services.get(month.number, [])
        if not rows and key_of(month) in noted:
            continue
        expected = full_time / _HUNDRED * month.days / month.whole_days
        hours = _hours(rows)
        complete = all(row.hours is not None for row in rows)
        short = complete and hours < expected * (1 - margin)
        if short or hours > expected * (1 + margin):
            yield on_sheet(
                Service, key_of(month), hours=_plain(hours), expected=_plain(expected),
                start=month.start, end=month.end,
            )  # fmt: skip


def _plain(hours: Ratio) -> Decimal:
    return without_trailing_zeros(cents(hours))


@rule(
    "PRE-04",
    Severity.A,
    needs=(Service,),
    says="aucune prestation {code} dans l'année : {title}",
    fix="Ajoutez ce qui a été fait, ou dites dans « Narratif » pourquoi il n'y a rien eu.",
    source=_EIGHT,
)
def prestation_without_anything(year: Year) -> Iterator[Hit]:
    """L'annonce compte huit prestations, et le rapport narratif répond de chacune.

    | Prestations | N°   | Date       | Prestation |
    |             | P-01 | 16/01/2023 | M1         |
    |             | P-02 | 16/01/2023 | M2         |
    |             | P-03 | 16/01/2023 | M3         |
    |             | P-04 | 16/01/2023 | M4         |
    |             | P-05 | 16/01/2023 | M5         |
    |             | P-07 | 16/01/2023 | M7         |
    |             | P-08 | 16/01/2022 | M8         |

    Attendu : PRE-04 M6 ; PRE-04 M8
    """
    if not has_begun(year):
        return
    done = {row.prestation for row in year.book.all(Service) if year.within(row.day)}
    for code, title in SERVICES.items():
        if code not in done:
            yield on_sheet(Service, code, code=code, title=title)


@rule(
    "PRE-05",
    Severity.A,
    needs=(Service, Commune),
    says="la commune {commune} n'est citée dans aucune prestation de l'année",
    fix="Ajoutez-la aux prestations qui l'ont concernée ; sinon, prenez contact avec elle.",
    source=_EIGHT + " : assurer la cohérence et la cohésion du groupe",
)
def commune_never_mentioned(year: Year) -> Iterator[Hit]:
    """« Les missions sont réalisées au profit du groupe des communes » : aucune n'est oubliée.

    | Communes    | Code | Commune      | Entrée     | Sortie     |
    |             | C01  | Aït Tizza    |            |            |
    |             | C02  | Oued Zitoune |            |            |
    |             | C03  | Sidi Marzouk |            | 31/12/2022 |
    |             | C04  | Tamda        |            |            |
    |             | C05  | Ighil        | 01/01/2024 |            |
    | Prestations | N°   | Date       | Communes           |
    |             | P-01 | 16/01/2023 | C01 ; Oued Zitoune |
    |             | P-02 | 17/01/2023 |                    |

    Attendu : PRE-05 C04
    """
    if not has_begun(year):
        return
    months = months_of(year)
    mentioned = {code for row in year.book.all(Service) for code in row.communes}
    span = (months[0].start, min(year.as_of, months[-1].end))
    for commune, _, _ in stays(year.book, span):
        if commune.id not in mentioned:
            yield on_sheet(Service, commune.id, commune=commune.name or commune.id)


@rule(
    "PRE-06",
    Severity.A,
    needs=(Service,),
    says="même description {count} mois de suite",
    fix="Dites ce qui a été fait ce mois-là ; une note d'honoraires détaille des prestations.",
    source=_TERMS + " : détaillant les prestations effectuées",
)
def description_is_copied(year: Year) -> Iterator[Hit]:
    """La note d'honoraires se paie « détaillant les prestations effectuées » : un texte recopié de
    mois en mois ne détaille rien.

    | Prestations | N°   | Date       | Description               |
    |             | P-01 | 16/01/2023 | Suivi des communes.       |
    |             | P-02 | 20/01/2023 | Suivi des communes.       |
    |             | P-03 | 16/02/2023 | suivi  des communes       |
    |             | P-04 | 16/02/2023 | Note sur les budgets.     |
    |             | P-05 | 16/03/2023 | Suivi des communes !PRE-06 |
    |             | P-06 | 20/03/2023 | Suivi des communes.       |
    |             | P-07 | 16/04/2023 | Suivi des communes.       |
    |             | P-08 | 16/04/2023 | Note sur les budgets.     |
    |             | P-09 | 16/05/2023 | Note sur les budgets.     |
    """
    least = year.book.setting("répétition_mois")
    told: dict[str, dict[int, Service]] = defaultdict(dict)
    for number, rows in _by_month(year).items():
        for row in rows:
            if row.description is not None:
                told[folded(row.description)].setdefault(number, row)
    for months in told.values():
        for number in _long_runs(months, least):
            yield hit(months[number], "description", count=least)


def _long_runs(months: Mapping[int, object], least: int) -> Iterator[int]:
    """The month in which a run of consecutive months reaches that length."""
    length, before = 0, 0
    for number in sorted(months):
        length = length + 1 if number == before + 1 else 1
        before = number
        if length == least:
            yield number
