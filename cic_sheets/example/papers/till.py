"""Till receipts, taxi slips: narrow paper, printed or filled in by hand."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.example.journal import Paper
from cic_sheets.example.papers.parts import Gap, Pair, Part, Rule, Sheet, Squares, Text
from cic_sheets.example.suppliers import Supplier, invoice_number
from cic_sheets.values.shown import amount, day

_WATER, _TEA = Decimal("8.00"), Decimal("10.00")


def till(paper: Paper, issuer: Supplier) -> Sheet:
    """A café's receipt, in French or in Arabic."""
    write = _arabic if paper.arabic else _french
    return Sheet(tuple(write(paper, issuer)), width=34, mono=not paper.arabic)


def _meals(paper: Paper) -> tuple[int, Decimal]:
    """How many meals the receipt is for, and what a dish cost once drinks are off."""
    assert paper.amount is not None
    count = 2 if paper.amount > 90 else 1
    return count, paper.amount - count * (_WATER + _TEA)


def _hour(paper: Paper) -> str:
    seed = int(paper.no[-3:])
    evening = (paper.subject or paper.label).startswith("Dîner")
    return f"{20 if evening else 13}:{seed * 7 % 50 + 5:02d}"


def _french(paper: Paper, issuer: Supplier) -> list[Part]:
    assert paper.amount is not None
    count, dishes = _meals(paper)
    return [
        Text(issuer.name.upper(), 1.25, bold=True, align="center"),
        Text(issuer.town, align="center"),
        Text(f"ICE {issuer.ice}", 0.85, align="center"),
        Gap(),
        Pair(f"Date {day(paper.day)}", _hour(paper)),
        Pair("Ticket", invoice_number(issuer, paper.no)),
        Rule(dashed=True),
        Pair(f"{count} x Plat du jour", amount(dishes)),
        Pair(f"{count} x Eau minérale", amount(count * _WATER)),
        Pair(f"{count} x Thé à la menthe", amount(count * _TEA)),
        Rule(dashed=True),
        Pair("TOTAL", amount(paper.amount, "DH"), bold=True),
        Pair("Espèces", amount(paper.amount, "DH")),
        Gap(),
        Text("Service compris", 0.9, align="center"),
        Text("Merci de votre visite", 0.9, align="center"),
        Gap(),
    ]


def _arabic(paper: Paper, issuer: Supplier) -> list[Part]:
    assert paper.amount is not None
    count, dishes = _meals(paper)
    return [
        Text(issuer.arabic, 1.6, bold=True, align="center", rtl=True),
        Text(f"ICE {issuer.ice}", 0.8, align="center"),
        Gap(),
        Pair("التاريخ", f"{day(paper.day)}  {_hour(paper)}", rtl=True),
        Pair("رقم", invoice_number(issuer, paper.no), rtl=True),
        Rule(dashed=True),
        Pair(f"طبق اليوم × {count}", amount(dishes), rtl=True),
        Pair(f"ماء معدني × {count}", amount(count * _WATER), rtl=True),
        Pair(f"شاي بالنعناع × {count}", amount(count * _TEA), rtl=True),
        Rule(dashed=True),
        Pair("المجموع", f"{amount(paper.amount)} درهم", bold=True, rtl=True),
        Gap(),
        Text("شكرا على زيارتكم", 1.0, align="center", rtl=True),
        Gap(),
    ]


def taxi(paper: Paper, issuer: Supplier) -> Sheet:
    """A slip from a taxi driver's pad, in both languages."""
    assert paper.amount is not None
    parts: list[Part] = [
        Text("REÇU", 1.5, bold=True, align="center"),
        Text("وصل", 1.6, bold=True, align="center", rtl=True),
        Text(issuer.name, align="center"),
        Text(issuer.arabic, 1.1, align="center", rtl=True),
        Rule(),
        Pair("Date / التاريخ", day(paper.day)),
        Pair("Course / المسار", "gare – salle"),
        Pair("Prix / الثمن", amount(paper.amount, "DH"), bold=True),
        Gap(1.5),
        Text("Signature", 0.9, align="right"),
        Gap(1),
    ]
    return Sheet(tuple(parts), width=34, tint=(244, 238, 214))


def boarding(paper: Paper, issuer: Supplier) -> Sheet:
    """A boarding card as a telephone shows it: it supports, and carries no amount."""
    parts: list[Part] = [
        Text("COMPAGNIE CIEL D'EXEMPLE", 1.3, bold=True, align="center"),
        Gap(),
        Pair("Passagère", "BENRAHAL / SALMA"),
        Pair("Vol", "CE 204"),
        Pair("De / à", "Casablanca – Bruxelles"),
        Pair("Date", day(paper.day), bold=True),
        Pair("Porte", "B7"),
        Pair("Siège", "14C", bold=True),
        Gap(),
        Squares(paper.no, side=25),
        Gap(),
        Text("Carte d'embarquement", 0.9, align="center"),
    ]
    return Sheet(tuple(parts), width=38, tint=(255, 255, 255))
