"""Why part of a line is not reimbursed, in a few words for its row."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cic_sheets.language import phrase, rtl, say_word, template
from cic_sheets.money.causes import PENDING, REFUSED
from cic_sheets.money.settlement import Cut
from cic_sheets.report.saying import Said, in_language
from cic_sheets.schema.findings import Word
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


def reason(cut: Cut) -> Said:
    """`au-delà du barème B-01`; other languages tell the amounts and dates behind it at once."""
    return Said.of(lambda lang: whole(cut, lang) if known(cut.cause, lang) else _french(cut))


def known(cause: str, lang: str) -> bool:
    """Whether a language other than French has words for it."""
    return lang != "fr" and template(f"cut.{cause}", lang) is not None


def _french(cut: Cut) -> str:
    facts = _Facts({name: str(fact) for name, fact in cut.facts.items() if fact != ""})
    return REASONS[cut.cause].format_map(facts)


def whole(cut: Cut, lang: str) -> str:
    """What a language other than French says of a cut: its reason with the facts behind it."""
    key = f"cut.{cut.cause}"
    wanted = _BLANK.findall(template(key, lang) or "")
    facts = {name: cut.facts.get(name) or shown.NBSP for name in wanted}
    return phrase(key, lang, **facts)


def general(cause: str) -> Said:
    """The same without its facts, for a total by reason: `au-delà du barème`."""
    return Said.of(
        lambda lang: _general(cause, lang) if known(cause, lang) else _french_general(cause)
    )


def _french_general(cause: str) -> str:
    text = REASONS[cause].replace("({currency})", "").replace(" : {scales}", "")
    for name in ("approval", "scale", "scales"):
        text = text.replace(f"(barème {{{name}}})", "").replace(f" {{{name}}}", "")
    return " ".join(text.split())


def _general(cause: str, lang: str) -> str:
    """What comes before the facts, and no blank left open."""
    text = (template(f"cut.{cause}", lang) or "").partition(": ")[0]
    return " ".join(_LEFT_OUT.sub("", text).split())


_BLANK = re.compile(r"\{(\w+)\}")
_LEFT_OUT = re.compile("\\([^()]*\\{[^()]*\\)|\u2068?\\{\\w+\\}(?: \\{\\w+\\})?\u2069?")
_OUTCOMES = {
    PENDING: Word("outcome.pending", "en attente"),
    REFUSED: Word("outcome.refused", "refusés"),
}


def explained(cut: Cut, own_words: str = "") -> Said:
    """A cut on one line: `DEP-06 au-delà du barème B-01 : 38,89 EUR refusés`.

    own_words  the coordinator's reason for a part given up
    """

    def told(lang: str) -> str:
        outcome = say_word(_OUTCOMES[cut.outcome], lang)
        why = with_own_words(in_language(reason(cut), lang), own_words, lang)
        said = f"{shown.amount(cut.amount, EUR, lang)} {outcome}" if cut.amount else outcome
        between = " : " if lang == "fr" else " – "
        return f"{cut.code} {why}{between}{said}"

    return Said.of(told)


def with_own_words(why: str, own_words: str, lang: str) -> str:
    """The reason, and the coordinator's own, set apart where Arabic runs around it."""
    if not own_words:
        return why
    return f"{why} (\u2068{own_words}\u2069)" if rtl(lang) else f"{why} ({own_words})"
