"""The two worked examples of money.md (§9, §10) as years to write."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from tests.verifier.sheets import Row
from tests.verifier.workbooks import Year

CONTACTS: list[Row] = [{"N°": "CT-01", "Nom": "Camille Delvaux", "Institution": "Brulocalis"}]
CONVENTION: Row = {"Début": date(2023, 1, 1), "Fin": date(2023, 12, 31)}
LEFT = (0, 0, 460, 180, 350, 0, 0, 0, 610, 240, 390, 150)
"""§9: what stage 5 leaves month by month, EUR."""


def average_year(as_of: date) -> Year:
    """§9."""
    lines: list[Row] = [
        {"N°": f"D-{month:03}", "Date": date(2023, month, 10), "Imputation": "communication",
         "Catégorie": "internet", "Libellé": "Connexion", "Montant": amount, "Devise": "EUR",
         "Justificatifs": f"J-{month:03}", "Accord": "VAL-01"}
        for month, amount in enumerate(LEFT, 1)
        if amount
    ]  # fmt: skip
    tables = {
        "Contacts": CONTACTS, "Accords": [_approval(1, 9000)], "Dépenses": lines,
        "Justificatifs": [
            _receipt(row["Justificatifs"], row["Date"], row["Montant"], "EUR") for row in lines
        ],
    }  # fmt: skip
    return Year(CONVENTION | {"Commune du domicile": "Rabat"}, {}, tables, as_of)


def worked_year(as_of: date) -> Year:
    """§10; the days of its missions are typed without hours."""
    rates = {1: "10.80", 2: "11.00", 3: "11.10"}
    lines = [
        _line("D-001", "2023-01-12", "MIS-01", "hébergement", 1500, 1, "nuitée", ""),
        _line("D-002", "2023-01-12", "MIS-01", "déplacement", 950, None, None, ""),
        _line("D-003", "2023-01-31", None, "communication", 300, 1, None, "VAL-02"),
        _line("D-004", "2023-02-20", "MIS-02", "repas", 80, 1, "repas", ""),
        _line("D-005", "2023-03-05", "MIS-03", "hébergement", 2400, 2, "nuitée", ""),
    ]
    tables: dict[str, list[Row]] = {
        "Contacts": CONTACTS,
        "Missions": [
            _mission(1, "2023-01-12", "2023-01-13", "Tiznit", 1),
            _mission(2, "2023-02-20", "2023-02-20", "Rabat", 3),
            _mission(3, "2023-03-05", "2023-03-07", "Oujda", 4),
        ],
        "Accords": [_approval(1, 300), _approval(2, 400), _approval(3, 400), _approval(4, 400)],
        "Dépenses": lines,
        "Justificatifs": [
            _receipt(row["Justificatifs"], row["Date"], 900 if row["Montant"] == 950 else
                     row["Montant"], "MAD")
            for row in lines
        ],
        "Taux": [
            {"Mois": date(2023, month, 1), "Devise": "MAD", "Unités pour 1 EUR": Decimal(rate),
             "Source": "InforEuro"}
            for month, rate in rates.items()
        ],
        "Barèmes": [
            {"N°": "B-01", "Catégorie": "hébergement", "Unité": "nuitée", "Montant": 1080,
             "Devise": "MAD", "Mode": "plafond", "Du": date(2023, 1, 1)},
        ],
    }  # fmt: skip
    return Year(CONVENTION | {"Commune du domicile": "Rabat"}, {}, tables, as_of)


def _line(
    number: str, day: str, mission: str | None, category: str, amount: int,
    quantity: int | None, unit: str | None, approval: str,
) -> Row:  # fmt: skip
    return {
        "N°": number, "Date": date.fromisoformat(day), "Mission": mission, "Catégorie": category,
        "Imputation": "mission" if mission else "communication", "Libellé": "Un achat",
        "Montant": amount, "Devise": "MAD", "Quantité": quantity, "Unité": unit,
        "Justificatifs": number.replace("D", "J"), "Accord": approval or None,
    }  # fmt: skip


def _mission(number: int, leaves: str, back: str, place: str, approval: int) -> Row:
    return {
        "N°": f"MIS-{number:02}", "Objet": "Une visite", "Prestation": "M5", "Lieu": place,
        "Départ": datetime.fromisoformat(leaves), "Retour": datetime.fromisoformat(back),
        "Ville de départ": "Rabat", "Accord": f"VAL-{approval:02}",
    }  # fmt: skip


def _approval(number: int, amount: int) -> Row:
    return {
        "N°": f"VAL-{number:02}", "Demandé le": date(2022, 12, 1), "Portée": "annuel",
        "Objet": "Un besoin", "Montant demandé": amount, "Décision": "validé",
        "Décidé le": date(2022, 12, 20), "Décidé par": "CT-01", "Montant validé": amount,
    }  # fmt: skip


def _receipt(number: str, day: date, amount: int, currency: str) -> Row:
    return {
        "N°": number, "Type": "facture", "Date": day, "Montant": amount, "Devise": currency,
    }  # fmt: skip
