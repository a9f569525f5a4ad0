"""Adversarial yet valid years, one a seed: every case of money.md turns up in a few hundred."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.verifier.calendar import calendar_months, first_day
from tests.verifier.expenses import Expenses
from tests.verifier.sheets import Row
from tests.verifier.workbooks import Year

CENT, DAY = Decimal("0.01"), timedelta(1)
HOMES = [("Rabat", "Rbat"), ("Agdal", "Ribat el Fath"), ("Salé", "Sala")]
PLACES = ["Tiznit", "TIZNIT", "Tiznite", "Oujda", "oujda ", "Aït Melloul", "Ait-Melloul", "C02"]
STARTS = [
    date(2023, 1, 1), date(2023, 1, 1), date(2023, 1, 15), date(2023, 1, 31), date(2024, 2, 1),
    date(2023, 3, 31), date(2024, 2, 29), date(2023, 8, 30), date(2023, 6, 10),
]  # fmt: skip
HOURS = [
    time(0, 0), time(7, 0), time(11, 59), time(12, 0), time(12, 1), time(13, 30), time(19, 59),
    time(20, 0), time(20, 1), time(23, 59),
]  # fmt: skip
UNITS = [
    ("hébergement", "nuitée"), ("hébergement", "jour"), ("repas", "repas"), ("repas", "jour"),
    ("déplacement", "km"), ("déplacement", "trajet"), ("communication", "mois"),
    ("internet", "mois"),
]  # fmt: skip
NEAT = {"MAD": ["10", "12.5"], "USD": ["1", "1.25"], "JPY": ["160", "125"]}
USUAL = {"MAD": "10.9", "USD": "1.08", "JPY": "155"}


def year_of(seed: int) -> Year:
    """The year of a seed."""
    return Maker(Random(seed)).year()


class Maker:
    """One year in the making.

    gentle  most lines get as far as receipts, scales and the cap; else stages 1 to 3 stop many
    """

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.gentle = self.chance(0.75)
        self.start: date = rng.choice(STARTS)
        months = rng.choice([12, 12, 12, 11, 7, 3])
        self.end = first_day(self.start, months) - rng.choice([1, 1, 1, 8, 15]) * DAY
        self.home = rng.choice(HOMES)
        self.as_of = self.sight()

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def day(self) -> date:
        """Any day of the convention."""
        return self.start + self.rng.randint(0, (self.end - self.start).days) * DAY

    def sight(self) -> date:
        """The end and just after, the start and just before, edges of months, any day."""
        month = first_day(self.start, self.rng.randint(1, 11))
        days = [self.end, self.end + DAY, month, month - DAY, self.day(), self.start + 200 * DAY]
        if self.chance(0.04):
            return self.rng.choice([self.start, self.start - DAY])
        return self.rng.choice([*days, self.end])

    def year(self) -> Year:
        approvals = [self.approval(n) for n in range(1, self.rng.randint(2, 7))]
        missions = [self.mission(n, approvals) for n in range(1, self.rng.choice([2, 3, 3, 5, 8]))]
        expenses = Expenses(self.rng, self.start, self.end, self.as_of, missions, approvals)
        expenses.fill(self.rng.randint(3, 30))
        tables = {
            "Communes": self.communes(), "Barèmes": self.scales(missions), "Taux": self.rates(),
            "Missions": missions, "Accords": approvals, "Dépenses": expenses.lines,
            "Justificatifs": expenses.papers, "Demandes": self.claims(), "Contacts": [
                {"N°": "CT-01", "Nom": "Camille Delvaux", "Institution": "Brulocalis"},
            ], "Activités": activities(), "Budget": self.budget(), "Honoraires": self.fees(),
            "Paiements": self.payments(),
        }  # fmt: skip
        for rows in tables.values():
            self.rng.shuffle(rows)
        convention = {
            "N° de convention": "CIC-MA", "Rang": 1, "Début": self.start, "Fin": self.end,
            "Chargé(e) de mission": "Salma Benrahal", "Adresse": "12, rue des Amandiers",
            "Commune du domicile": self.rng.choice([*self.home, self.home[0].upper()]),
        }  # fmt: skip
        return Year(convention, self.rules(), tables, self.as_of)

    def rules(self) -> Row:
        rng = self.rng
        methods = ["mois_depense", "mois_paiement", "mois_demande", "moyenne_periode"]
        usual: Row = {"taux_methode": rng.choices(methods, [5, 2, 2, 2])[0]}
        odd: list[tuple[float, str, list[Any]]] = [
            (0.3, "accord_posterieur", ["avertissement"]),
            (0.15, "cloture", ["oui"]),
            (0.5, "plafond_mensuel", [0, Decimal("7.77"), Decimal("33.33"), 50, 1000]),
            (0.2, "plafond_portee", ["déplacement", "repas ; Hebergement"]),
            (0.1, "catégories_couvertes", ["déplacement ; hébergement ; repas"]),
            (0.3, "declaration_max_ligne", [Decimal("7.77"), 0, 50, 500]),
            (0.5, "declaration_max_an", [Decimal("15.5"), 30, 60]),
            (0.2, "heure_dejeuner", [time(13, 30), time(11, 59)]),
            (0.2, "heure_diner", [time(19, 59), time(21, 0)]),
            (0.1, "honoraires_mensuels", [Decimal("333.35")]),
        ]
        return usual | {key: rng.choice(values) for share, key, values in odd if self.chance(share)}

    # -- Reference --------------------------------------------------------------------------

    def communes(self) -> list[Row]:
        name, alias = self.home
        return [
            {"Code": "C01", "Commune": name, "Alias": f"{alias} ; Autre nom"},
            {"Code": "C02", "Commune": "Tiznit", "Alias": "Tiznite ; Tisnit"},
            {"Code": "C03", "Commune": "Aït Melloul"},
        ]

    def rates(self) -> list[Row]:
        """All months that a line can name, some missing; neat ones make ties of half a cent."""
        rows = []
        missing = 0.003 if self.gentle else 0.03
        for code, middle in USUAL.items():
            neat = self.chance(0.4)
            for month in calendar_months(self.start - 40 * DAY, self.end + 100 * DAY):
                drift = (100 + self.rng.randint(-300, 300) / Decimal(100)) / 100
                places = Decimal(self.rng.choice(["0.01", "0.0001", "0.000001"]))
                rate = Decimal(self.rng.choice(NEAT[code])) if neat else Decimal(middle) * drift
                if not self.chance(missing):
                    rows.append({
                        "Mois": month, "Devise": code, "Source": "InforEuro",
                        "Unités pour 1 EUR": rate.quantize(places),
                    })  # fmt: skip
        return rows

    def scales(self, missions: list[Row]) -> list[Row]:
        rows: list[Row] = []
        for category, unit in UNITS:
            for place in (None, self.rng.choice(PLACES).strip(), self.home[0]):
                if self.chance(0.4 if place else 0.6):
                    turn = self.rng.choice(missions)["Départ"].date()
                    turn = turn if self.chance(0.5) else self.day()
                    rows += self.scale(len(rows) + 1, category, unit, place, turn)
        return rows

    def scale(
        self, number: int, category: str, unit: str, place: str | None, turn: date
    ) -> list[Row]:
        """A row, or two that share the year."""
        rng = self.rng
        currency = rng.choice(["MAD", "MAD", "EUR"])
        usual = {"km": 4, "repas": 120, "jour": 200, "trajet": 90, "nuitée": 700, "mois": 150}[unit]
        share = rng.choice(["0", "0.1", "0.5", "1", "1", "2.55", "5"])
        amount = Decimal(usual) * Decimal(share) / (1 if currency == "MAD" else 10)
        row: Row = {
            "N°": f"B-{number:02}", "Catégorie": category, "Lieu": place, "Unité": unit,
            "Montant": amount.quantize(CENT), "Devise": currency,
            "Mode": rng.choice(["plafond", "plafond", "forfait"]), "Du": self.start,
        }  # fmt: skip
        if self.chance(0.7):
            return [row]
        other = {"N°": f"B-{number + 1:02}", "Du": turn + DAY, "Montant": row["Montant"] * 2}
        return [row | {"Au": turn}, row | other]

    # -- Work -------------------------------------------------------------------------------

    def approval(self, number: int) -> Row:
        rng = self.rng
        weights = [20, 1, 1] if self.gentle else [4, 1, 1]
        decision = rng.choices(["validé", "refusé", "en attente"], weights)[0]
        asked = self.start - 30 * DAY
        decided = asked + 5 * DAY
        if self.chance(0.1 if self.gentle else 0.5):
            decided = self.day()
        row = {
            "N°": f"VAL-{number:02}", "Demandé le": asked, "Objet": "Un besoin",
            "Portée": rng.choice(["mission", "activité", "communication", "annuel"]),
            "Montant demandé": 500, "Décision": decision,
        }  # fmt: skip
        if decision != "en attente":
            row |= {"Décidé le": decided, "Décidé par": "CT-01"}
        if decision == "validé":
            amounts = [Decimal("83.33"), 20, 150, 300, 1000]
            row["Montant validé"] = rng.choice([5000, 9000] if self.chance(0.6) else amounts)
        if self.chance(0.04 if self.gentle else 0.2):
            row["Catégories"] = "déplacement ; hébergement ; repas"
        if self.chance(0.04 if self.gentle else 0.2):
            row["Valable du"], row["Valable au"] = self.start + DAY, self.day() + DAY
        return row

    def mission(self, number: int, approvals: list[Row]) -> Row:
        rng = self.rng
        leaves = datetime.combine(self.day() - 2 * DAY, rng.choice(HOURS))
        back = leaves + rng.choice([0, 1, 1, 2, 3, 6]) * DAY
        comes = datetime.combine(back, rng.choice(HOURS))
        if comes <= leaves:
            comes = leaves + timedelta(hours=5)
        home = self.chance(0.05 if self.gentle else 0.2)
        row = {
            "N°": f"MIS-{number:02}", "Objet": "Une visite", "Prestation": "M5", "Départ": leaves,
            "Retour": comes, "Ville de départ": "Rabat",
            "Lieu": rng.choice(["C01", *self.home, self.home[1].upper()] if home else PLACES),
        }  # fmt: skip
        if self.chance(0.9 if self.gentle else 0.6):
            row["Accord"] = rng.choice(approvals)["N°"]
        if self.chance(0.3):
            row |= {"Nuitées offertes": rng.randint(0, 2), "Repas offerts": rng.randint(0, 3)}
        return row

    # -- Claims, fees, payments -------------------------------------------------------------

    def claims(self) -> list[Row]:
        """One after the other, up to the end or not so far."""
        rows: list[Row] = []
        first = self.start
        while first <= self.end and self.chance(0.97):
            last = min(first + self.rng.choice([29, 60, 92, 400]) * DAY, self.end)
            rows.append({
                "N°": f"DEM-{len(rows) + 1:02}", "Envoyée le": last + self.rng.choice([0, 3]) * DAY,
                "Du": first, "Au": last, "Montant demandé (EUR)": 100,
            })  # fmt: skip
            first = last + DAY
        return rows

    def budget(self) -> list[Row]:
        amounts = [50, 350, Decimal("120.01")]
        return [
            {"Code": f"A-01-{kind}", "Activité": "A-01", "Libellé": kind,
             "Montant (EUR)": self.rng.choice(amounts)}
            for kind in ("salle", "repas")
        ]  # fmt: skip

    def fees(self) -> list[Row]:
        firsts = [first_day(self.start, month) for month in range(self.rng.randint(0, 12))]
        return [
            {"N°": f"H-{number:02}", "Mois": first, "Montant": 480,
             "Émise le": min(first_day(self.start, number) - DAY, self.end)}
            for number, first in enumerate(firsts, 1)
            if first <= self.end
        ]  # fmt: skip

    def payments(self) -> list[Row]:
        kinds = ["honoraires", "remboursement", "avance"]
        return [
            {"N°": f"PAI-{n:02}", "Date": self.rng.choice([self.day(), self.as_of]),
             "Type": self.rng.choice(kinds), "Montant (EUR)": self.rng.randint(1, 90000) * CENT}
            for n in range(1, self.rng.randint(1, 6))
        ]  # fmt: skip


def activities() -> list[Row]:
    """One collective activity."""
    return [{
        "N°": "A-01", "Intitulé": "Atelier", "Type": "atelier", "Prestation": "M1",
        "Statut": "planifiée",
    }]  # fmt: skip
