"""Requests for prior validation: one an approval that waits, one a planned mission without any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from cic_sheets.report.documents.estimate import Estimate, estimates
from cic_sheets.report.documents.kind import (
    Declared,
    Item,
    Kind,
    Listed,
    Rests,
    amount,
    of_convention,
    parties,
    party_cells,
)
from cic_sheets.report.figures import eur, ledger_figure, names, number_of
from cic_sheets.report.model import Figure, Value, Words
from cic_sheets.report.origins import cited, rule_cells
from cic_sheets.report.plan import Material
from cic_sheets.report.saying import joined, moment, say
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.lists import (
    ACTIVITY,
    MISSION,
    MISSION_CATEGORIES,
    PENDING,
    SERVICES,
)
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.cells import CellRef
from cic_sheets.values.money import ZERO, cents, total

_OUT_OF_CAP = "sans objet : une activité collective a son propre budget"
_UNSCALED = "sans barème"
_JOINT = " ; "


class Request(NamedTuple):
    """What is asked: the row of « Accords » if there is one yet, and the missions that it covers.

    scaled  the estimate by the scales, worked out once
    """

    material: Material
    approval: Approval | None
    missions: tuple[Mission, ...]
    scaled: tuple[Estimate, ...]


def _requests(material: Material) -> Iterator[Request]:
    trips = material.book.all(Mission)
    covered: dict[int, list[Mission]] = {}
    for trip in trips:
        covered.setdefault(id(material.book.find(Approval, trip.approval)), []).append(trip)
    for approval in material.book.all(Approval):
        if _waits(material, approval):
            yield _request(material, approval, *covered.get(id(approval), ()))
    for trip in trips:
        planned = trip.departure is not None and trip.departure.date() > material.as_of
        if planned and trip.approval is None and trip.sound("approval"):
            yield _request(material, None, trip)


def _waits(material: Material, approval: Approval) -> bool:
    """Whether nobody has answered yet on that day."""
    if approval.decision == PENDING:
        return True
    decided, asked = approval.decided_on, approval.requested_on
    return bool(asked and decided and asked <= material.as_of < decided)


def _request(material: Material, approval: Approval | None, *missions: Mission) -> Request:
    settled = material.year.settled
    asked = approval.categories if approval and approval.categories else MISSION_CATEGORIES
    found = [one for trip in missions for one in estimates(settled, trip, asked)] if settled else []
    return Request(material, approval, missions, tuple(found))


# --- What is asked --------------------------------------------------------------------------------


def _of_approval(name: str, attr: str, meaning: str) -> Declared[Request]:
    def value(one: Request) -> Value:
        found: Value = getattr(one.approval, attr, None)
        return found

    return Declared(name, meaning, value, cells=lambda one: _cited(one, attr))


def _cited(one: Request, attr: str) -> tuple[CellRef, ...]:
    return cited([one.approval], attr) if one.approval else ()


def _number(one: Request) -> str:
    return one.approval.id if one.approval else one.missions[0].id


def _day(one: Request) -> Value:
    return (one.approval and one.approval.requested_on) or one.material.as_of


def _subject(one: Request) -> Value:
    said = one.approval.subject if one.approval else None
    return said or _joined(one, [trip.subject for trip in one.missions], "subject")


def _scope(one: Request) -> Value:
    return one.approval.scope if one.approval else MISSION


def _categories(one: Request) -> tuple[str, ...]:
    typed = one.approval.categories if one.approval else ()
    return typed or MISSION_CATEGORIES


def _bare(one: Request) -> Value:
    """Said where the table of missions stays empty."""
    return "" if one.missions else "Aucune mission n'est encore inscrite pour cette demande."


def _places(one: Request) -> Value:
    return _joined(one, [trip.place for trip in one.missions], "place")


def _joined(one: Request, texts: list[str | None], attr: str) -> Value:
    said = _JOINT.join(dict.fromkeys(text for text in texts if text))
    return Words(said, cited(one.missions, attr)) if said else None


def _first(one: Request) -> date | None:
    """When it begins: the first departure, else the first day that the approval would cover."""
    starts = [trip.departure.date() for trip in one.missions if trip.departure]
    return min(starts, default=one.approval.valid_from if one.approval else None)


def _last(one: Request) -> date | None:
    ends = [trip.back.date() for trip in one.missions if trip.back]
    return max(ends, default=one.approval.valid_to if one.approval else None)


# --- Amounts --------------------------------------------------------------------------------------


def _estimated(one: Request) -> Figure | None:
    """The rows together: the scales, and what is asked beyond them."""
    scaled = [row for row in one.scaled if row.eur is not None]
    rest = _rest(one)
    if not scaled and rest is None:
        return None
    whole = total(row.eur or ZERO for row in scaled) + (rest.amount if rest else ZERO)
    cells = dict.fromkeys(cell for row in scaled for cell in row.cells)
    return eur(whole, (*cells, *(rest.origins if rest else ())))


def _rest(one: Request) -> Figure | None:
    """What is asked beyond the scales; None when nothing is, or nobody knows."""
    asked = one.approval.asked if one.approval else None
    if asked is None or any(row.eur is None for row in one.scaled):
        return None
    rest = asked - total(row.eur or ZERO for row in one.scaled)
    return eur(rest, _cited(one, "asked")) if rest > 0 else None


def _asked(one: Request) -> Value:
    typed = one.approval.asked if one.approval else None
    return eur(typed, _cited(one, "asked")) if typed is not None else _estimated(one)


def _room(attr: str) -> Declared[Request]:
    name, meaning = _ROOMS[attr]

    def value(one: Request) -> Value:
        if not _capped(one):
            return Words(_OUT_OF_CAP, _cited(one, "scope"))
        settled = one.material.year.settled
        if settled is None or not settled.settlement.ledger:
            return None
        return ledger_figure(settled, settled.settlement.ledger[-1], attr)

    return Declared(name, meaning, value)


_ROOMS = {
    "room_now": (
        "marge_du_mois",
        "Ce que le plafond moyen laisse ce mois-ci, en EUR",
    ),
    "room_to_end": (
        "marge_de_la_convention",
        "Ce que le plafond moyen laisse jusqu'à la fin de la convention, en EUR",
    ),
}


def _capped(one: Request) -> bool:
    """Whether the average cap looks at what is asked."""
    return _scope(one) != ACTIVITY


def _cap(one: Request) -> Value:
    book = one.material.book
    amount = max(ZERO, cents(book.setting("plafond_mensuel")))
    return eur(amount, rule_cells(book, "plafond_mensuel"))


def _after(one: Request) -> Value:
    settled, asked = one.material.year.settled, _asked(one)
    if not _capped(one):
        return Words(_OUT_OF_CAP, _cited(one, "scope"))
    if settled is None or not settled.settlement.ledger or not isinstance(asked, Figure):
        return None
    room = ledger_figure(settled, settled.settlement.ledger[-1], "room_to_end")
    return eur(room.amount - asked.amount, (*room.origins, *asked.origins))


# --- Rows -----------------------------------------------------------------------------------------


def _missions(one: Request) -> Iterator[Item]:
    for trip in one.missions:
        yield {
            "no": trip.no,
            "objet": trip.subject,
            "prestation": _prestation(trip.prestation),
            "lieu": trip.place,
            "ville_depart": trip.start_town,
            "depart": _moment(trip, "departure"),
            "retour": _moment(trip, "back"),
            "transport": trip.transport,
            "communes": names(one.material.book, trip.communes),
        }


def _prestation(code: str | None) -> str | None:
    return (
        say("{code} – {service}", code=code, service=SERVICES[code]) if code in SERVICES else code
    )


def _moment(trip: Mission, attr: str) -> Value:
    when: datetime | None = getattr(trip, attr)
    return moment(when).behind((trip.at(attr),)) if when else None


def _estimate(one: Request) -> Iterator[Item]:
    for row in one.scaled:
        if not row.quantity:  # a day's journey has no night to pay
            continue
        yield {
            "mission": row.mission.id,
            "categorie": row.category,
            "bareme": row.scale.id,
            "mode": row.scale.mode,
            "quantite": number_of(row.quantity, row.cells),
            "unite": row.scale.unit,
            "montant_unitaire": Figure(
                row.scale.amount or ZERO, row.scale.currency or "", row.cells[:1]
            ),
            "montant": Figure(row.amount, row.scale.currency or "", row.cells),
            "taux": number_of(row.units, row.cells) if row.units and row.units != 1 else None,
            "montant_eur": eur(row.eur, row.cells) if row.eur is not None else None,
        }
    rest = _rest(one)
    if rest is not None:
        known = {row.category for row in one.scaled}
        others = [name for name in _categories(one) if name not in known]
        yield {
            **dict.fromkeys(_ESTIMATE),
            "categorie": joined(others) or "autres frais",
            "bareme": _UNSCALED,
            "montant_eur": rest,
        }


_ESTIMATE = {
    "mission": "Numéro de la mission",
    "categorie": "Catégorie de dépense",
    "bareme": "Numéro du barème, ou « sans barème » pour ce qui est demandé au-delà",
    "mode": "plafond ou forfait",
    "quantite": "Nuits, repas, jours ou km que la mission permet",
    "unite": "Unité du barème",
    "montant_unitaire": "Montant du barème pour une unité",
    "montant": "Montant dans la devise du barème",
    "taux": "Unités de cette devise pour 1 EUR ; vide en euros",
    "montant_eur": "Montant en EUR",
}


def _rests(one: Request) -> Rests:
    approvals = (one.approval,) if one.approval else ()
    sheets = ("Convention", "Règles", "Barèmes", "Missions", "Accords")
    return Rests((*approvals, *one.missions), party_cells(one.material, "mail", "phone"), sheets)


KIND: Kind[Request] = Kind(
    "accords",
    "demande-d-accord.docx",
    "accords/{}.docx",
    (
        *parties(),
        of_convention("telephone", "phone", "Téléphone"),
        of_convention("courriel", "mail", "Courriel"),
        Declared("demande_numero", "Numéro de la demande, sinon de la mission",
                 lambda one: Words(_number(one), _cited(one, "no"))),
        Declared("demande_date", "Jour de la demande, sinon de la situation", _day),
        Declared("objet", "Objet de la demande", _subject, needed=True),
        Declared("portee", "Ce que l'accord couvrirait", _scope),
        Declared("categories", "Catégories de dépenses", lambda one: joined(_categories(one))),
        Declared("mention_missions", "Dit qu'aucune mission n'est inscrite ; vide sinon", _bare),
        Declared("lieu", "Où ont lieu les missions", _places),
        Declared("du", "Premier jour", _first),
        Declared("au", "Dernier jour", _last),
        *amount("montant_demande", "Montant demandé, en EUR", _asked, needed=True),
        *amount("estimation", "Total de l'estimation, en EUR", _estimated),
        Declared("plafond_mensuel", "Plafond moyen d'un mois, en EUR",
                 _cap),
        *map(_room, _ROOMS),
        Declared("marge_apres", "Ce qui resterait après cette demande, en EUR", _after),
        _of_approval("decision", "decision", "Décision"),
    ),
    (
        Listed(
            "missions",
            "Les missions que la demande couvre",
            {
                "no": "Numéro de la mission",
                "objet": "But de la mission",
                "prestation": "Prestation de l'annonce",
                "lieu": "Où elle a lieu",
                "ville_depart": "D'où elle part",
                "depart": "Jour et heure du départ",
                "retour": "Jour et heure du retour",
                "transport": "Moyen de transport principal",
                "communes": "Communes rencontrées",
            },
            _missions,
        ),
        Listed("estimation", "L'estimation, catégorie par catégorie", _ESTIMATE, _estimate),
    ),
    _requests,
    _number,
    _rests,
)  # fmt: skip
