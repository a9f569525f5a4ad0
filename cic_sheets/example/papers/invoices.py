"""Invoices: hotels, telephone, printers, caterers; fee notes; a receipt in Arabic."""

from __future__ import annotations

from decimal import Decimal

from cic_sheets.example.expenses import CLIENT, COORDINATOR
from cic_sheets.example.journal import Paper
from cic_sheets.example.papers.parts import (
    BLUE,
    Band,
    Gap,
    Grid,
    Pair,
    Part,
    Rule,
    Sheet,
    Signature,
    Stamp,
    Text,
)
from cic_sheets.example.suppliers import Supplier, invoice_number
from cic_sheets.values.money import share
from cic_sheets.values.shown import amount, day, long_day, month

_STAY_TAX = Decimal("15.00")  # of a person and night, set by each commune
_PLAN = {"communication": Decimal("149.00"), "internet": Decimal("249.00")}


def hotel(paper: Paper, issuer: Supplier) -> Sheet:
    """A hotel's invoice: nights, the tax of the stay, extras."""
    assert paper.amount is not None
    nights = 2 if paper.amount > 600 else 1
    extras = Decimal("25.00") if "minibar" in paper.subject else Decimal("0.00")
    rooms = paper.amount - extras - nights * _STAY_TAX
    rows = [
        ("Désignation", "Nb", "Montant"),
        ("Chambre simple, petit-déjeuner compris", str(nights), amount(rooms)),
        ("Taxe de séjour et TPT, une personne", str(nights), amount(nights * _STAY_TAX)),
    ]
    if extras:
        rows.append(("Minibar", "1", amount(extras)))
    parts: list[Part] = [
        Text(issuer.name, 1.7, bold=True, colour=BLUE),
        Text(f"{issuer.town} – ICE {issuer.ice}", 0.85),
        Rule(),
        Gap(),
        Text(f"Facture n° {invoice_number(issuer, paper.no)}", 1.25, bold=True),
        Pair("Date", long_day(paper.day)),
        Pair("Cliente", COORDINATOR),
        Gap(),
        Grid(tuple(rows), (0.66, 0.1, 0.24)),
        Gap(0.3),
        Pair("Total TTC", amount(paper.amount, "MAD"), bold=True),
        Pair("dont TVA 10 %", amount(rooms - share(rooms, 100, 110), "MAD")),
        Gap(),
        Text("Réglé.", 0.9),
        Stamp(issuer.name),
        Gap(2.5),
    ]
    return Sheet(tuple(parts), width=66)


def telecom(paper: Paper, issuer: Supplier) -> Sheet:
    """The month's invoice for a telephone or a line."""
    assert paper.amount is not None
    category = "internet" if "Fibre" in paper.label else "communication"
    plan = _PLAN[category]
    name = "Fibre 100 Mb/s" if category == "internet" else "Forfait mobile 20 Go"
    rows = [
        ("Service", "Montant"),
        (f"{name}, {month(paper.day)}", amount(plan)),
    ]
    if paper.amount > plan:
        rows.append(("Communications hors forfait", amount(paper.amount - plan)))
    untaxed = share(paper.amount, 100, 120)
    parts: list[Part] = [
        Band(issuer.name, (120, 28, 74)),
        Text(issuer.arabic, 1.2, align="right", rtl=True),
        Text(f"{issuer.town} – ICE {issuer.ice}", 0.8),
        Gap(),
        Text(f"Facture n° {invoice_number(issuer, paper.no)}", 1.2, bold=True),
        Pair("Date", day(paper.day)),
        Pair("Titulaire", COORDINATOR),
        Pair("Ligne", "05 37 00 00 01" if category == "internet" else "06 00 00 00 01"),
        Gap(),
        Grid(tuple(rows), (0.72, 0.28)),
        Gap(0.3),
        Pair("Total HT", amount(untaxed, "MAD")),
        Pair("TVA 20 %", amount(paper.amount - untaxed, "MAD")),
        Pair("Total TTC à payer", amount(paper.amount, "MAD"), bold=True),
        Gap(),
        Text("Prélèvement à la date de la facture.", 0.8),
    ]
    return Sheet(tuple(parts), width=72)


def invoice(paper: Paper, issuer: Supplier) -> Sheet:
    """An invoice to Brulocalis, in French or in Arabic."""
    return _arabic_invoice(paper, issuer) if paper.arabic else _french_invoice(paper, issuer)


def _french_invoice(paper: Paper, issuer: Supplier) -> Sheet:
    assert paper.amount is not None
    belgian = not issuer.ice
    percent = 21 if belgian else 20
    untaxed = share(paper.amount, 100, 100 + percent)
    title = "Note d'honoraires" if paper.kind.startswith("note") else "Facture"
    legal = "numéro d'entreprise 0000.000.097 (exemple)" if belgian else f"ICE {issuer.ice}"
    parts: list[Part] = [
        Text(issuer.name, 1.7, bold=True, colour=BLUE),
        Text(f"{issuer.town} – {legal}", 0.85),
        Rule(),
        Gap(),
        Text(f"{title} n° {invoice_number(issuer, paper.no)}", 1.25, bold=True),
        Pair("Date", long_day(paper.day)),
        Pair("Client", f"{CLIENT}, par {COORDINATOR}"),
        Gap(),
        Grid((("Désignation", "Montant"), (paper.label, amount(untaxed))), (0.76, 0.24)),
        Gap(0.3),
        Pair("Total HT", amount(untaxed, paper.currency)),
        Pair(f"TVA {percent} %", amount(paper.amount - untaxed, paper.currency)),
        Pair("Total TTC", amount(paper.amount, paper.currency), bold=True),
        Gap(),
        Text("Payable par virement.", 0.9),
        Stamp(issuer.name.partition(",")[0]),
        Gap(2.5),
    ]
    return Sheet(tuple(parts), width=74)


def _arabic_invoice(paper: Paper, issuer: Supplier) -> Sheet:
    assert paper.amount is not None
    rows = (("البيان", "المبلغ"), (_arabic_subject(paper), f"{amount(paper.amount)} درهم"))
    title = "وصل أداء" if paper.kind == "reçu" else "فاتورة"
    parts: list[Part] = [
        Text(issuer.arabic or issuer.name, 1.9, bold=True, rtl=bool(issuer.arabic), colour=BLUE,
             align="right"),
        Text(f"ICE {issuer.ice}", 0.8, align="right"),
        Rule(),
        Gap(),
        Pair(f"{title} رقم", invoice_number(issuer, paper.no), bold=True, rtl=True),
        Pair("التاريخ", long_day(paper.day, "ar"), rtl=True),
        Pair("الزبون", CLIENT, rtl=True),
        Gap(),
        Grid(rows, (0.7, 0.3), rtl=True),
        Gap(0.3),
        Pair("المجموع مع احتساب الرسوم", f"{amount(paper.amount)} درهم", bold=True, rtl=True),
        Gap(),
        Stamp(issuer.arabic or issuer.name, rtl=bool(issuer.arabic)),
        Gap(2.5),
    ]  # fmt: skip
    return Sheet(tuple(parts), width=66)


_SUBJECTS = {
    "Pauses": "وجبات واستراحات لأربعة وعشرين شخصا لمدة يومين",
    "Interprétation entre l'amazighe": "ترجمة فورية بين الأمازيغية والعربية لمدة يومين",
    "Interprétation entre l'arabe": "ترجمة فورية بين العربية والفرنسية لمدة يومين",
    "Repas": "وجبات الزيارة التبادلية لاثنين وعشرين شخصا",
    "Location": "كراء قاعة دار الجمعيات لمدة يومين",
}


def _arabic_subject(paper: Paper) -> str:
    return next(arabic for french, arabic in _SUBJECTS.items() if paper.subject.startswith(french))


def attestation(paper: Paper, issuer: Supplier) -> Sheet:
    """What the coordinator declares when a driver gave no receipt."""
    assert paper.amount is not None
    said = amount(paper.amount, "MAD")
    parts: list[Part] = [
        Text("Attestation sur l'honneur", 1.6, bold=True, align="center"),
        Text("Dépense sans reçu", 1.0, align="center"),
        Gap(1.2),
        Text(f"Je soussignée, {COORDINATOR}, chargée de mission, atteste avoir payé"),
        Text(f"en espèces la somme de {said} le {long_day(paper.day)} pour la course :"),
        Gap(),
        Text(paper.label, 1.1, bold=True, align="center"),
        Gap(),
        Pair("Mission", paper.owner),
        Pair("Nombre de trajets", str(paper.quantity)),
        Pair("Montant total", said, bold=True),
        Gap(),
        Text("Le chauffeur ne délivre pas de reçu."),
        Gap(),
        Text(f"Fait à Rabat, le {long_day(paper.day)}", align="right"),
        Signature("Benrahal"),
        Gap(2),
    ]
    return Sheet(tuple(parts), width=80)


def transfer(paper: Paper, issuer: Supplier) -> Sheet:
    """The bank's notice of a transfer: it proves the payment, not the expense."""
    parts: list[Part] = [
        Band("Banque de l'Exemple – avis de virement", (40, 60, 40)),
        Gap(),
        Pair("Date d'exécution", day(paper.day), bold=True),
        Pair("Donneur d'ordre", COORDINATOR),
        Pair("Bénéficiaire", issuer.name),
        Pair("Montant", amount(paper.paid, paper.currency), bold=True),
        Pair("Communication", paper.label),
        Gap(),
        Text("Opération exécutée.", 0.9),
    ]
    return Sheet(tuple(parts), width=78)


def attendance(paper: Paper, issuer: Supplier) -> Sheet:
    """An attendance list without names, as it may be shown: functions and signatures."""
    who = ("agente communale", "agent communal", "élue", "association", "habitante", "habitant")
    rows = [("N°", "À titre de", "Émargement")]
    rows += [(str(n), who[n * 5 % len(who)], "signé") for n in range(1, 15)]
    parts: list[Part] = [
        Text("Liste de présence", 1.5, bold=True),
        Text(f"Activité {paper.owner.partition(':')[0]}"),
        Pair("Date", long_day(paper.day)),
        Gap(),
        Grid(tuple(rows), (0.12, 0.58, 0.3)),
        Gap(),
        Text("Les noms figurent sur l'original, gardé par la coordination.", 0.8),
    ]
    return Sheet(tuple(parts), width=74)
