"""MIS-*: journeys, from their approval to their report."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.book.book import Book
from cic_sheets.group.members import outsiders
from cic_sheets.money.item import number_order
from cic_sheets.reconcile.case import place_key
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.cuts import summed
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import ACTIVITY, ANNUAL, GRANTED, KM, MISSION, REFUSED
from cic_sheets.sheets.missions import Mission

_TERMS = "Annonce, « Conditions proposées »"


def at_home(mission: Mission, year: Year) -> bool:
    """Whether the mission takes place in the commune of residence (money.md §3.2)."""
    home = place_key(year.book, year.convention.home_town if year.convention else None)
    return home is not None and place_key(year.book, mission.place) == home


@rule(
    "MIS-01",
    Severity.E,
    each=Mission,
    needs=(Approval,),
    says="départ le {departure} sans validation préalable, {trouble} : {amount} refusés ou en "
    "attente",
    fix="Citez l'accord que Brulocalis a donné avant le départ ; sinon, demandez une dérogation.",
    source=_TERMS + " : validés au préalable par Brulocalis",
)
def left_without_approval(mission: Mission, year: Year) -> Iterator[Hit]:
    """« Ces frais doivent être validés au préalable par Brulocalis » : l'accord précède le départ.

    Une mission à venir peut encore attendre le sien ; une mission au domicile a son constat.
    L'accord d'une activité vaut pour la mission qui la sert.

    Vu le 30/06/2023
    | Accords  | N°     | Portée        | Décision   | Décidé le  |
    |          | VAL-01 | mission       | validé     | 17/01/2023 |
    |          | VAL-02 | mission       | validé     | 18/01/2023 |
    |          | VAL-03 | mission       | en attente |            |
    |          | VAL-04 | mission       | refusé     | 16/01/2023 |
    |          | VAL-05 | communication | validé     | 16/01/2023 |
    | Missions | N°   | Départ           | Retour           | Lieu      | Accord         |
    |          | M-01 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-01         |
    |          | M-02 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-02 !MIS-01 |
    |          | M-03 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-03 !MIS-01 |
    |          | M-04 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-04 !MIS-01 |
    |          | M-05 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | !MIS-01        |
    |          | M-06 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-99         |
    |          | M-07 | 17/07/2023 07:00 | 18/07/2023 19:30 | Aït Tizza | VAL-03         |
    |          | M-08 | 17/01/2023 07:00 | 17/01/2023 19:30 | Rabat     |                |
    |          | M-09 | 17/01/2023 07:00 | 18/01/2023 19:30 | Aït Tizza | VAL-05 !MIS-01 |
    """
    if mission.departure is None or at_home(mission, year):
        return
    departure = mission.departure.date()
    if departure > year.as_of:
        return
    approval = year.book.find(Approval, mission.approval)
    trouble = _unapproved(approval, mission)
    if trouble is not None:
        amount = _lost(mission, year, "DEP-07", "ACC-03")
        yield hit(mission, "approval", departure=departure, trouble=trouble, amount=amount)


def _lost(mission: Mission, year: Year, *codes: str) -> Sum:
    """What the lines of a mission lose, or wait for, under these codes, in EUR."""
    found = year.settled.cuts(*codes) if year.settled else ()
    return summed(cut for row, _, cut in found if row.mission == mission.id)


def _unapproved(approval: Approval | None, mission: Mission) -> Word | None:
    if approval is None:
        return Word("approval.none", "aucun accord n'est cité")
    if approval.decision is None:
        return None
    assert mission.departure is not None
    name = ("approval", approval.id)
    if approval.decision == REFUSED:
        return Word("approval.refused", "l'accord {approval} est refusé", (name,))
    if approval.decision != GRANTED:
        return Word("approval.open", "l'accord {approval} attend sa décision", (name,))
    if approval.decided_on is not None and approval.decided_on > mission.departure.date():
        decided = ("decided", approval.decided_on)
        return Word("approval.late", "l'accord {approval} date du {decided}", (name, decided))
    journeys = (None, MISSION, ANNUAL, *((ACTIVITY,) if mission.activity else ()))
    if approval.scope in journeys:
        return None
    scope = ("scope", approval.scope)
    return Word("approval.scope", "l'accord {approval} porte sur « {scope} »", (name, scope))


@rule(
    "MIS-02",
    Severity.E,
    each=Mission,
    says="la mission a lieu à {place}, commune du domicile : {amount} refusés",
    fix="Corrigez le lieu, ou retirez la mission et ses dépenses.",
    source=_TERMS + " : missions réalisées en dehors de son domicile",
)
def takes_place_at_home(mission: Mission, year: Year) -> Iterator[Hit]:
    """L'annonce rembourse les « missions réalisées en dehors de son domicile ».

    | Convention | Commune du domicile |
    |            | Rabat               |
    | Missions   | N°   | Lieu          |
    |            | M-01 | Aït Tizza     |
    |            | M-02 | RABAT !MIS-02 |
    |            | M-03 | Rabat-ville !MIS-02 |
    |            | M-04 | Ville de Rabat !MIS-02 |
    |            | M-05 | rabat (centre) !MIS-02 |
    |            | M-06 | Rabatville    |

    Ou :

    | Convention | Commune du domicile |
    |            | ait tiza            |
    | Missions   | N°   | Lieu              |
    |            | M-01 | Aït Tizza !MIS-02 |
    """
    if at_home(mission, year):
        amount = _lost(mission, year, "MIS-02")
        yield hit(mission, "place", place=mission.place, amount=amount)


@rule(
    "MIS-03",
    Severity.E,
    needs=(Mission,),
    says="départ le {departure}, alors que la mission {other} dure jusqu'au {back}",
    fix="Corrigez les dates de l'une des deux, ou réunissez-les en une seule mission.",
    source="Annonce muette ; étape 5 du calcul, barèmes",
)
def overlaps_another(year: Year) -> Iterator[Hit]:
    """On ne dort pas en deux endroits : deux missions à la fois feraient payer deux nuits.

    | Missions | N°   | Départ                   | Retour           |
    |          | M-01 | 17/01/2023 07:00         | 19/01/2023 19:30 |
    |          | M-03 | 19/01/2023 19:30         | 20/01/2023 19:30 |
    |          | M-02 | 18/01/2023 07:00 !MIS-03 | 18/01/2023 12:00 |
    |          | M-04 | 20/01/2023 12:00 !MIS-03 | 22/01/2023 12:00 |
    """
    dated = [
        (row.departure, number_order(row.id), row.back, row)
        for row in year.book.all(Mission)
        if row.departure is not None and row.back is not None and row.sound("no", "back")
    ]
    longest: Mission | None = None
    for departure, _, back, row in sorted(dated, key=lambda one: one[:2]):
        if longest is not None and longest.back is not None and departure < longest.back:
            found = hit(row, "departure", departure=departure, other=longest.id, back=longest.back)
            yield found._replace(related=(longest.at("departure"), longest.at("back")))
        if longest is None or longest.back is None or back > longest.back:
            longest = row


@rule(
    "MIS-04",
    Severity.A,
    each=Mission,
    says="mission finie le {back}, sans compte rendu",
    fix="Rangez le compte rendu dans le dossier pieces de l'année et écrivez son chemin.",
    source="Annonce muette ; usage proposé",
)
def without_report(mission: Mission, year: Year) -> Iterator[Hit]:
    """Le compte rendu montre à quoi la mission a servi ; il appuie chacun de ses frais.

    Vu le 18/01/2023
    | Missions | N°   | Départ           | Retour           | Compte rendu   |
    |          | M-01 | 16/01/2023 07:00 | 18/01/2023 19:30 | pieces/cr.pdf  |
    |          | M-02 | 16/01/2023 07:00 | 18/01/2023 19:30 | !MIS-04        |
    |          | M-03 | 16/01/2023 07:00 | 19/01/2023 19:30 |                |
    """
    if mission.report is None and mission.back is not None and mission.back.date() <= year.as_of:
        yield hit(mission, "report", back=mission.back.date())


@rule(
    "MIS-05",
    Severity.E,
    each=Mission,
    needs=(Expense,),
    says="{km} km demandés sans {missing}",
    fix="Indiquez la puissance fiscale et la plaque, ou videz « Km » et retirez ses kilomètres.",
    source="Décret marocain 2-97-1053 du 02/02/1998",
)
def kilometres_without_car(mission: Mission, year: Year) -> Iterator[Hit]:
    """Le tarif au kilomètre dépend de la puissance, et l'autorisation nomme la voiture.

    | Missions | N°   | Km           | Puissance fiscale | Immatriculation |
    |          | M-01 | 1 240        | 8                 | 12345-A-6       |
    |          | M-02 | 412 !MIS-05  | 8                 |                 |
    |          | M-03 | 412 !MIS-05  |                   | 12345-A-6       |
    |          | M-04 | 0            |                   |                 |
    |          | M-05 |              |                   |                 |
    |          | M-06 | 412          | huit              | 12345-A-6       |

    Une dépense au kilomètre compte comme « Km » :

    Ou :

    | Missions | N°     | Km      | Puissance fiscale | Immatriculation |
    |          | MIS-01 | !MIS-05 | 8                 |                 |
    | Dépenses | N°    | Catégorie   | Quantité | Unité |
    |          | D-001 | déplacement | 180      | km    |
    """
    km = mission.km or _driven(mission, year.book)
    if not km:
        return
    missing = tuple(
        word
        for attr, word in _CAR.items()
        if getattr(mission, attr) is None and mission.sound(attr)
    )
    if missing:
        yield hit(mission, "km", km=km, missing=missing)


def _driven(mission: Mission, book: Book) -> Decimal:
    """The kilometres that the lines of a mission claim."""
    lines = (row for row in book.all(Expense) if row.mission == mission.id and row.unit == KM)
    return sum((row.quantity for row in lines if row.quantity), Decimal(0))


_CAR = {
    "fiscal_power": Word("car.power", "puissance fiscale"),
    "plate": Word("car.plate", "immatriculation"),
}


@rule(
    "MIS-06",
    Severity.E,
    each=Mission,
    needs=(Commune,),
    says="hors du groupe pendant la mission : {communes}",
    fix="Corrigez les communes ou les dates, ou l'entrée et la sortie dans « Communes ».",
    source="Annonce, « Missions/prestations » : au profit du groupe des communes",
)
def commune_not_active(mission: Mission, year: Year) -> Iterator[Hit]:
    """« Les missions sont réalisées au profit du groupe des communes » tel qu'il est ce jour-là.

    | Communes | Code | Commune      | Entrée     | Sortie     |
    |          | C01  | Aït Tizza    |            | 17/01/2023 |
    |          | C02  | Oued Zitoune | 18/01/2023 |            |
    | Missions | N°   | Départ           | Retour           | Communes          |
    |          | M-01 | 17/01/2023 07:00 | 18/01/2023 19:30 | C01 ; C02         |
    |          | M-02 | 18/01/2023 07:00 | 18/01/2023 19:30 | C01 ; C02 !MIS-06 |
    |          | M-03 | 16/01/2023 07:00 | 17/01/2023 19:30 | C02 !MIS-06       |
    """
    first, last = mission.departure, mission.back
    if first is None or last is None or not mission.sound("back"):
        return
    found = outsiders(year.book, mission.communes, (first.date(), last.date()))
    if found:
        yield hit(mission, "communes", communes=found)
