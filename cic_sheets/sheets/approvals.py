"""« Accords »: Brulocalis' prior validations, with what each allows and until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Choice, Choices, Code, Day, FileName, Money, Ref, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CATEGORIES, DECISIONS, GRANTED, PENDING, SCOPES
from cic_sheets.values.money import ZERO


def _open(row: Approval, turn: Turn) -> bool:
    """Whether an answer is awaited, or something is left of it for days to come."""
    if row.decision == PENDING:
        return True
    if row.decision != GRANTED or row.granted is None:
        return False
    lasts = row.valid_to > turn.last if row.valid_to else row.id not in turn.spent
    return lasts and turn.spent.get(row.id, ZERO) < row.granted


def _what_is_left(row: Approval, turn: Turn) -> Mapping[str, Any]:
    """Of an approval that lines took from, the rest: nothing is granted twice."""
    spent = turn.spent.get(row.id, ZERO)
    if row.granted is None or not spent:
        return {}
    said = f"{row.subject or ''} (reste de {row.granted} EUR accordés)".strip()
    return {"granted": row.granted - spent, "subject": said}


@sheet(
    "Accords",
    order=10,
    group="Travail du contrat",
    aka=("Accords préalables",),
    ordered=(("valid_from", "valid_to"),),
    blank=40,
    carries=Carry(
        "les accords sans réponse, et ceux encore valables dont il reste un montant : le reste",
        when=_open,
        along=True,
        changes=_what_is_left,
    ),
)
class Approval(Row):
    """Les validations préalables de Brulocalis : aucun frais n'est remboursé sans l'une d'elles."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la demande (VAL-01, VAL-02…) ; missions et dépenses s'y réfèrent.",
        example="VAL-01",
        required=True,
        identity=True,
        aka=("Numéro",),
    )
    requested_on: date | None = column(
        Day(),
        "Demandé le",
        "Le jour où vous avez demandé la validation.",
        example="13/01/2023",
        required=True,
    )
    scope: str | None = column(
        Choice(SCOPES),
        "Portée",
        "Ce que la validation couvre : une mission, une activité, la communication, ou l'année.",
        example="mission",
        required=True,
    )
    subject: str | None = column(
        Text(),
        "Objet",
        "Ce que vous demandez, en une phrase.",
        example="Mission à Aït Tizza, une nuit",
        required=True,
    )
    categories: tuple[str, ...] = column(
        Choices(CATEGORIES),
        "Catégories",
        "Catégories de dépenses couvertes, séparées par « ; » ; vide : toutes.",
        example="déplacement ; hébergement ; repas",
    )
    asked: Decimal | None = column(
        Money("EUR"),
        "Montant demandé",
        "Le montant demandé, en EUR.",
        example="300,00",
        required=True,
        aka=("Montant demandé (EUR)",),
    )
    decision: str | None = column(
        Choice(DECISIONS),
        "Décision",
        "validé, refusé, ou en attente tant que Brulocalis n'a pas répondu.",
        example="validé",
        required=True,
    )
    decided_on: date | None = column(
        Day(),
        "Décidé le",
        "Date de la réponse : elle doit précéder la dépense.",
        example="16/01/2023",
    )
    decided_by: str | None = column(
        Ref("Contacts"),
        "Décidé par",
        "Numéro, dans « Contacts », de la personne de Brulocalis qui a répondu.",
        example="CT-01",
    )
    granted: Decimal | None = column(
        Money("EUR"),
        "Montant validé",
        "Le montant accordé, en EUR : les dépenses le consomment dans l'ordre des dates.",
        example="300,00",
        aka=("Montant validé (EUR)",),
    )
    valid_from: date | None = column(
        Day(), "Valable du", "Premier jour couvert ; vide : sans limite.", example="17/01/2023"
    )
    valid_to: date | None = column(
        Day(), "Valable au", "Dernier jour couvert ; vide : sans limite.", example="31/01/2023"
    )
    evidence: str | None = column(
        FileName(),
        "Preuve",
        "Le message de Brulocalis (PDF ou .eml), rangé dans le dossier pieces de l'année.",
        example="pieces/val-01.pdf",
    )
