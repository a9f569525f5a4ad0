"""The sheets that are told in short: measures, deliverables, evaluations, the narrative."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from cic_sheets.example.people import active, everyone
from cic_sheets.example.tables import DATA, YEAR, Row, day, rows, texts

_END = date(YEAR, 12, 15)
_PARTS = ("Jeunes femmes", "Jeunes hommes", "Femmes adultes", "Hommes adultes")
_OVERLAYS = ("dont PBS", "dont migrants")
_MISSING = "n.d."


def numbered(title: str, prefix: str, digits: int = 2) -> list[Row]:
    """The rows of a sheet whose table tells no numbers: they follow its order."""
    told = rows(title)
    return [{"N°": f"{prefix}-{n:0{digits}d}", **row} for n, row in enumerate(told, start=1)]


def service_rows() -> list[Row]:
    """« Prestations »."""
    return [everyone(row) for row in numbered("Prestations", f"P-{YEAR}", 3)]


def exchange_rows() -> list[Row]:
    """« Échanges »."""
    return [everyone(row) for row in rows("Échanges")]


def measure_rows() -> list[Row]:
    """« Mesures »: one a commune and indicator, at the end of the year."""
    return [
        _measure(told["Indicateur"], commune, said)
        for told in texts("mesures")
        for commune, said in told.items()
        if commune != "Indicateur"
    ]


def _measure(indicator: str, commune: str, said: str) -> Row:
    row: Row = {"Indicateur": indicator, "Commune": commune, "Date": _END}
    if said == _MISSING:
        return row | {"Non disponible": True}
    if ":" in said:
        part, _, whole = said.partition(":")
        return row | {"Numérateur": Decimal(part), "Dénominateur": Decimal(whole)}
    if "/" not in said:
        return row | {"Valeur": Decimal(said)}
    parts, *overlays = said.split(",")
    counts = [int(part) for part in parts.split("/")]
    return (
        row
        | {"Valeur": Decimal(sum(counts))}
        | dict(zip(_PARTS, counts, strict=True))
        | dict(zip(_OVERLAYS, map(int, overlays), strict=True))
    )


def deliverable_rows() -> list[Row]:
    """« Livrables »: what each commune of the group on that day had to hand in."""
    return list(_deliverables())


def _deliverables() -> Iterator[Row]:
    for told in texts("livrables"):
        due = day(told["Attendu le"])
        for place, commune in enumerate(active(due)):
            received = due - timedelta(days=place * 2 % 9)
            yield {
                "Commune": commune,
                "Livrable": told["Livrable"],
                "Attendu le": due,
                "Reçu le": received,
                "Validé le": due + timedelta(days=7 + place % 4),
            }


def evaluation_rows() -> list[Row]:
    """« Évaluations »: one row an evaluator and criterion; the comment stands with the first."""
    return [row for told in texts("évaluations") for row in _evaluation(told)]


_ABOUT = ("Évaluateur", "Commune", "Date", "Commentaire", "Confidentiel")


def _evaluation(told: dict[str, str]) -> Iterator[Row]:
    comment: str | None = told["Commentaire"] or None
    for criterion, grade in told.items():
        if criterion in _ABOUT:
            continue
        yield {
            "Évaluateur": told["Évaluateur"],
            "Commune": told["Commune"] or None,
            "Critère": criterion,
            "Note (1-5)": int(grade),
            "Commentaire": comment,
            "Date": day(told["Date"]),
            "Confidentiel": told["Confidentiel"] == "oui",
        }
        comment = None


def narrative_rows() -> list[Row]:
    """« Narratif », from `data/narratif.md`: a heading a section, then its prose."""
    parts = re.split(r"^## (.+)$", (DATA / "narratif.md").read_text("utf-8"), flags=re.MULTILINE)
    return [
        _section(heading, prose) for heading, prose in zip(parts[1::2], parts[2::2], strict=True)
    ]


def _section(heading: str, prose: str) -> Row:
    section, title, most, status = (part.strip() for part in heading.split("|"))
    return {
        "Section": section,
        "Titre": title,
        "Texte": prose.strip(),
        "Sans objet": False,
        "Signes max": int(most),
        "Statut": status,
    }
