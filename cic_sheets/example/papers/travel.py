"""Train and coach tickets."""

from __future__ import annotations

from cic_sheets.example.expenses import COORDINATOR
from cic_sheets.example.journal import Paper
from cic_sheets.example.papers.parts import Band, Gap, Pair, Part, Rule, Sheet, Squares, Text
from cic_sheets.example.suppliers import Supplier, invoice_number
from cic_sheets.sheets.lists import EUR
from cic_sheets.values.shown import amount, day


def train(paper: Paper, issuer: Supplier) -> Sheet:
    """An electronic train ticket, or the slip for what an exchange gave back."""
    assert paper.amount is not None
    currency = EUR if paper.currency == EUR else "MAD"
    ticket = paper.kind == "billet"
    parts: list[Part] = [
        Band(
            f"{issuer.name} – {'billet électronique' if ticket else 'reçu d’échange'}", (14, 77, 92)
        ),
        Gap(),
        Pair("Voyageuse", COORDINATOR, bold=True),
        Pair("Trajet", _route(paper)),
        Pair("Voyage", paper.subject or "aller et retour"),
        Pair("Date d'achat", day(paper.day)),
        Pair("Classe", "2e classe, tarif normal"),
        Pair("Billet n°", invoice_number(issuer, paper.no)),
        Rule(),
        Pair("Prix payé" if ticket else "Montant rendu", amount(paper.amount, currency), bold=True),
        *([Pair("ICE", issuer.ice)] if issuer.ice else []),
        Gap(),
        Squares(paper.no),
        Gap(),
        Text(
            "À présenter au contrôle avec une pièce d'identité. Échangeable avant le départ.", 0.8
        ),
    ]
    return Sheet(tuple(parts), width=62)


def coach(paper: Paper, issuer: Supplier) -> Sheet:
    """A coach ticket: from a counter in two languages, or bought on line."""
    assert paper.amount is not None
    parts: list[Part] = [
        Text(issuer.name.upper(), 1.4, bold=True, align="center"),
        *([Text(issuer.arabic, 1.5, align="center", rtl=True)] if issuer.arabic else []),
        Text(f"ICE {issuer.ice}", 0.8, align="center"),
        Rule(),
        Pair("Billet", invoice_number(issuer, paper.no)),
        Pair("Trajet", _route(paper)),
        Pair("Voyage", paper.subject or "aller et retour"),
        Pair("Date", day(paper.day), bold=True),
        *([Pair("Voyageuse", COORDINATOR)] if paper.format == "pdf" else []),
        Pair("Siège", str(int(paper.no[-3:]) * 5 % 48 + 1)),
        Rule(dashed=True),
        Pair("PRIX", amount(paper.amount, "DH"), bold=True),
        Gap(),
        Text("Bagage de 20 kg compris. Ni repris ni échangé.", 0.8, align="center"),
        Gap(),
    ]
    return Sheet(tuple(parts), width=44 if paper.format != "pdf" else 62, tint=(248, 244, 228))


def _route(paper: Paper) -> str:
    """The places of the line: « Train Rabat – Casablanca, aller et retour » gives them."""
    if ":" in paper.label:
        return "Oued Zitoune – Rabat"
    return paper.label.partition(",")[0].partition(" ")[2]
