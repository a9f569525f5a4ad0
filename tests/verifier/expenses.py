"""A generated year's expense lines, their receipts and their credits."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from tests.verifier.calendar import first_day
from tests.verifier.sheets import Row, fold

CENT, DAY = Decimal("0.01"), timedelta(1)
UNITS = {
    "hébergement": ["nuitée", "nuitée", "nuitée", "jour"],
    "repas": ["repas", "repas", "jour"],
    "déplacement": ["km", "trajet"],
    "communication": ["mois"],
    "internet": ["mois"],
}
SPELT = {"hébergement": "Hebergement", "déplacement": "DÉPLACEMENT", "nuitée": "Nuitee"}
PROOFS = ["facture", "ticket", "reçu", "billet", "note d'honoraires", "Note d’honoraires"]
SUPPORT = ["preuve de paiement", "ordre de mission", "carte d'embarquement", "rapport"]
WORTHLESS = ["devis", "pro forma", "bon de commande", "recharge prépayée"]


class Expenses:
    """The lines of a year, with their receipts.

    dense    everything on one mission, one receipt serving many: groups are large
    declare  the share of lost-receipt declarations among receipts
    """

    def __init__(
        self, rng: Random, start: date, end: date, as_of: date,
        missions: list[Row], approvals: list[Row],
    ) -> None:  # fmt: skip
        self.rng, self.start, self.end, self.as_of = rng, start, end, as_of
        self.missions, self.approvals = missions, approvals
        self.dense = self.chance(0.4)
        self.declare = rng.choice([0.05, 0.05, 0.5])
        self.currencies = rng.choice(["MAD", "EUR", "MAD EUR", "MAD EUR USD JPY"]).split()
        self.digits = rng.choice([3, 1])
        self.lines: list[Row] = []
        self.papers: list[Row] = []

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def pick(self, *choices: Any) -> Any:
        return self.rng.choice(choices)

    def spelt(self, word: str) -> str:
        return SPELT.get(word, word) if self.chance(0.1) else word

    def number(self) -> str:
        return f"D-{len(self.lines) + 1:0{self.digits}}"

    def fill(self, count: int) -> None:
        """So many lines, then some credits."""
        for _ in range(count):
            self.lines.append(self.line())
        for line in self.rng.sample(self.lines, min(count, 2)):
            self.decide_near(line)
        for original in self.rng.sample(self.lines, min(count, self.rng.randint(0, 3))):
            self.give_back(original)

    def decide_near(self, line: Row) -> None:
        """Its approval is decided that very day, or the day after; or is valid up to it."""
        for approval in self.approvals:
            if approval["N°"] == line.get("Accord") and "Décidé le" in approval:
                edge = self.pick("Décidé le", "Décidé le", "Valable au", "Valable du")
                approval[edge] = line["Date"] + self.pick(0, 0, 1) * DAY
                break

    def line(self) -> Row:
        imputation = self.rng.choices(["mission", "communication", "activité"], [8, 3, 2])[0]
        mission = None
        if imputation == "mission" or self.chance(0.05):
            mission = self.missions[0] if self.dense else self.pick(*self.missions)
        if imputation == "mission" and self.chance(0.02):
            mission = None
        row: Row = {
            "N°": self.number(), "Imputation": imputation, "Libellé": "Un achat",
            "Date": self.day(mission), "Mission": mission and mission["N°"],
            "Montant": self.amount(), "Devise": self.pick(*self.currencies),
        }  # fmt: skip
        row["Catégorie"] = self.category(imputation)
        if imputation == "activité":
            row |= {"Activité": "A-01", "Ligne budgétaire": self.pick("A-01-salle", "A-01-repas")}
        self.details(row)
        self.justify(row)
        return row

    def day(self, mission: Row | None) -> date:
        first, last = self.start, self.end
        if mission:
            first, last = mission["Départ"].date(), mission["Retour"].date()
        day: date = first + self.rng.randint(0, (last - first).days) * DAY
        if self.chance(0.03):
            day = self.pick(first - 6 * DAY, first - DAY, last + DAY, day + 400 * DAY)
        if not mission and self.chance(0.15):
            month = first_day(self.start, self.rng.randint(1, 11))
            day = self.pick(self.as_of, self.as_of + DAY, month, month - DAY)
        return day

    def category(self, imputation: str) -> str:
        if imputation == "communication":
            kind = self.pick("communication", "internet", "internet", "internet", "repas")
        else:
            kind = self.rng.choices(
                ["déplacement", "hébergement", "repas", "communication", "autre"], [5, 6, 6, 1, 1]
            )[0]
        return self.spelt(kind)

    def amount(self) -> Decimal:
        """A cent and half-cent ties, meals, nights, flights."""
        if self.chance(0.08):
            return Decimal(self.pick("0.04", "0.05", "0.12", "0.01", "0.20", "1.08", "0.30"))
        return self.rng.randint(1, self.pick(2000, 30000, 30000, 200000)) * CENT

    def details(self, row: Row) -> None:
        kind = {fold(word): word for word in UNITS}.get(fold(row["Catégorie"]))
        if kind and self.chance(0.9):
            row["Unité"] = self.spelt(self.pick(*UNITS[kind]))
            if self.chance(0.97):
                row["Quantité"] = self.pick(1, 1, 1, 2, 3, Decimal("2.5"))
        if self.chance(0.15):
            part = row["Montant"] * Decimal(self.pick("0.1", "0.5", "0.333", "1"))
            row |= {"Part non éligible": part.quantize(CENT), "Motif": "usage privé"}
        if self.chance(0.2 if row["Mission"] else 0.97):
            row["Accord"] = self.pick(*self.approvals)["N°"]
        if self.chance(0.98):
            row["Payé le"] = row["Date"] + self.pick(0, 0, 1, 20, 40) * DAY
        if self.chance(0.15):
            promised = self.start + self.rng.randint(0, 400) * DAY
            row["Justificatif attendu le"] = self.pick(promised, self.as_of, self.as_of + DAY)

    def justify(self, row: Row) -> None:
        """The line's receipts: its own, those of others, several, none."""
        numbers = []
        if self.papers and self.chance(0.8 if self.dense else 0.2):
            pool = self.papers[-5:] if self.dense else self.papers
            most = min(len(pool), self.pick(1, 2, 3))
            numbers += [paper["N°"] for paper in self.rng.sample(pool, most)]
        shared = self.dense and numbers
        for _ in range(self.rng.choices([0, 1, 2, 3], [9 if shared else 1, 6, 3, 1])[0]):
            numbers.append(self.paper(row)["N°"])
        row["Justificatifs"] = " ; ".join(numbers) or None

    def paper(self, line: Row) -> Row:
        usual = self.rng.choices([PROOFS, SUPPORT, WORTHLESS], [14, 1, 1])[0]
        row: Row = {
            "N°": f"J-{len(self.papers) + 1:03}", "Date": line["Date"],
            "Type": "attestation" if self.chance(self.declare) else self.pick(*usual),
            "Montant": self.worth(line["Montant"]), "Devise": line["Devise"],
        }  # fmt: skip
        if self.chance(0.03):
            row["Devise"] = self.pick("EUR", "MAD")
        self.papers.append(row)
        return row

    def worth(self, amount: Decimal) -> Decimal:
        share = Decimal(self.pick("1", "1", "1", "0.5", "0.9", "1.7", "3"))
        return max((amount * share).quantize(CENT), CENT)

    def give_back(self, original: Row) -> None:
        """Credits: whole, partial, twice; the same day or another month; in another currency."""
        rest = original["Montant"] - original.get("Part non éligible", 0)
        for _ in range(self.pick(1, 1, 2)):
            amount = (rest * Decimal(self.pick("1", "0.5", "0.21"))).quantize(CENT)
            if not amount:
                continue
            rest -= amount
            later = self.pick(0, 0, 3, 35, 80) * DAY
            credit = {
                "N°": self.number(), "Libellé": "Un avoir", "Date": original["Date"] + later,
                "Montant": -amount, "Avoir de": original["N°"], "Payé le": original.get("Payé le"),
            } | {
                name: original.get(name)
                for name in ("Imputation", "Catégorie", "Mission", "Devise", "Activité")
            }  # fmt: skip
            euros = amount // Decimal("0.13") * CENT  # less than the dirhams are worth
            if original["Devise"] == "MAD" and euros and self.chance(0.1):
                credit |= {"Devise": "EUR", "Montant": -euros}
            self.lines.append(credit)
