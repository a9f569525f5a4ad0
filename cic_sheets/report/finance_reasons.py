"""Why part of a line is not reimbursed, in a few words for its row."""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.money.causes import PENDING
from cic_sheets.money.settlement import Cut
from cic_sheets.values import shown
from cic_sheets.values.money import EUR

REASONS: Mapping[str, str] = {
    "unreadable": "une cellule de la ligne est à corriger",
    "rate-missing": "taux du mois manquant ({currency})",
    "rate-twice": "deux taux pour un même mois ({currency})",
    "payment-date-missing": "date de paiement manquante pour choisir le taux",
    "claim-date-missing": "date de demande manquante pour choisir le taux",
    "credit-without-original": "avoir sans dépense d'origine",
    "credit-of-waiting-line": "avoir d'une dépense en attente",
    "credit-not-negative": "avoir dont le montant n'est pas négatif",
    "outside-convention": "date hors de la convention",
    "category-not-covered": "catégorie non couverte",
    "no-mission": "frais de mission sans mission",
    "mission-dates-unknown": "dates de la mission inconnues",
    "outside-mission": "date hors de la mission",
    "home-town": "mission dans la commune du domicile",
    "approval-refused": "accord {approval} refusé",
    "ineligible-part": "part non éligible",
    "no-approval": "aucun accord préalable",
    "approval-other-day": "hors de la validité de l'accord {approval}",
    "approval-other-category": "catégorie hors de l'accord {approval}",
    "approval-open": "accord {approval} sans réponse encore",
    "approval-undated": "accord {approval} sans date de décision",
    "approval-without-amount": "accord {approval} sans montant",
    "approved-late": "accord {approval} postérieur à la dépense",
    "over-approval": "au-delà du montant de l'accord {approval}",
    "no-receipt": "aucune pièce qui prouve le montant",
    "receipts-short": "pièces inférieures au montant",
    "receipts-shared": "pièce déjà utilisée par une autre ligne",
    "declaration-ceiling": "au-delà du plafond des attestations de perte",
    "credit-rate": "écart de taux entre l'avoir et la dépense",
    "over-scale": "au-delà du barème {scale}",
    "over-room": "plus de nuits ou de repas que la mission n'en compte (barème {scale})",
    "two-scales": "plusieurs barèmes conviennent : {scales}",
    "scale-unreadable": "barème {scales} incomplet",
    "scale-without-quantity": "quantité manquante pour le barème {scales}",
    "scale-rate-missing": "taux manquant pour convertir le barème {scales}",
    "over-cap": "au-delà du plafond moyen",
}
"""Cause → words; blanks are the cut's facts."""


class _Facts(dict[str, str]):
    """The facts of a cut as texts; one that it has not is left out."""

    def __missing__(self, name: str) -> str:
        return "–"


def reason(cut: Cut) -> str:
    """`au-delà du barème B-01`."""
    facts = _Facts({name: str(fact) for name, fact in cut.facts.items() if fact != ""})
    return REASONS[cut.cause].format_map(facts)


def general(cause: str) -> str:
    """The same without its facts, for a total by reason: `au-delà du barème`."""
    text = REASONS[cause].replace("({currency})", "").replace(" : {scales}", "")
    for name in ("approval", "scale", "scales"):
        text = text.replace(f"(barème {{{name}}})", "").replace(f" {{{name}}}", "")
    return " ".join(text.split())


def explained(cut: Cut, own_words: str = "") -> str:
    """A cut on one line: `DEP-06 au-delà du barème B-01 : 38,89 EUR refusés`.

    own_words  the coordinator's reason for a part given up
    """
    outcome = "en attente" if cut.outcome == PENDING else "refusés"
    why = f"{reason(cut)} ({own_words})" if own_words else reason(cut)
    said = f"{shown.amount(cut.amount, EUR)} {outcome}" if cut.amount else outcome
    return f"{cut.code} {why} : {said}"
