"""One workbook seen from one day: what a line finds when it looks something up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.verifier.calendar import calendar_months
from tests.verifier.lines import Line
from tests.verifier.sheets import Papers, Row, day, fold


class Seen:
    """The year and the day from which it is seen."""

    def __init__(self, papers: Papers, as_of: date) -> None:
        self.papers = papers
        self.as_of = as_of
        self.start = day(papers.convention["debut"])
        self.end = day(papers.convention["fin"])
        self.home = papers.place(papers.convention["commune du domicile"])
        self.missions = papers.by_number("Missions")
        self.approvals = papers.by_number("Accords")
        self.receipts = papers.by_number("Justificatifs")
        self.rates = {
            (fold(row["devise"]), day(row["mois"]).replace(day=1)): Fraction(
                row["unites pour 1 eur"]
            )
            for row in papers.rows("Taux")
        }

    def mission(self, line: Line) -> Row | None:
        return self.missions.get(fold(line.row.get("mission", "")))

    def approval(self, line: Line) -> Row | None:
        """The line's own approval, else its mission's."""
        number = line.row.get("accord") or (self.mission(line) or {}).get("accord", "")
        return self.approvals.get(fold(number))

    def rate(self, line: Line, currency: str) -> Fraction | None:
        """Units of a currency for 1 EUR, for a line (§3.1); None when one is missing."""
        if currency == "EUR":
            return Fraction(1)
        months = [when.replace(day=1) for when in self._days(line)]
        rates = [self.rates.get((fold(currency), month)) for month in months]
        known = [rate for rate in rates if rate is not None]
        return sum(known, Fraction(0)) / len(rates) if rates and len(known) == len(rates) else None

    def _days(self, line: Line) -> list[date]:
        """A day in each month whose rate counts; [] when the date that names it is missing."""
        method = fold(self.papers.rules["taux_methode"])
        if method == "mois_depense":
            return [line.day]
        if method == "mois_paiement":
            return [day(line.row["paye le"])] if "paye le" in line.row else []
        if method == "mois_demande":
            return self._claimed_on(line)
        assert method == "moyenne_periode"
        # « The months of the period »: of the year so far.  (Another reading: of the claim's.)
        return calendar_months(self.start, max(self.start, min(self.end, self.as_of)))

    def _claimed_on(self, line: Line) -> list[date]:
        """The day on which the claim whose period holds the line was sent."""
        return [
            day(claim["envoyee le"])
            for claim in self.papers.rows("Demandes")
            if day(claim["du"]) <= line.day <= day(claim["au"])
        ]
