"""Stage 5 of money.md: the rows of « Barèmes »."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from tests.verifier.calendar import month_of
from tests.verifier.lines import ZERO, Line, to_cents
from tests.verifier.seen import Seen
from tests.verifier.sheets import Row, day, fold

Group = list[Line]


def row_for(seen: Seen, line: Line) -> Row | None:
    """The row that fits a line: its category and unit, its place before the country, its date."""
    if line.imputation == "activite":
        return None  # §6: « the same stages 1–4 »
    wanted = line.category, fold(line.row.get("unite", ""))
    fitting = [
        row
        for row in seen.papers.rows("Barèmes")
        if (fold(row["categorie"]), fold(row["unite"])) == wanted
        and day(row["du"]) <= line.day <= day(row.get("au", date.max))
    ]
    mission = seen.mission(line)
    here = seen.papers.place(mission["lieu"]) if mission else None
    local = [row for row in fitting if "lieu" in row and seen.papers.place(row["lieu"]) == here]
    country = [row for row in fitting if "lieu" not in row]
    return next(iter(local or country), None)


def is_flat(row: Row | None) -> bool:
    """Whether what falls under the row passes without receipt."""
    return row is not None and fold(row["mode"]) == "forfait"


def scale(seen: Seen, lines: Iterable[Line]) -> None:
    """The lines of one mission, or without mission of one contract month, share a row's ceiling."""
    groups: dict[tuple[str, str], tuple[Row, Group]] = {}
    for line in lines:
        row = None if line.out else row_for(seen, line)
        if row is None or _waits(seen, line, row):
            continue
        mission = seen.mission(line)
        shared = fold(mission["n°"]) if mission else str(month_of(seen.start, line.day))
        groups.setdefault((shared, row["n°"]), (row, []))[1].append(line)
    for row, group in groups.values():
        _share(seen, row, group)


def _waits(seen: Seen, line: Line, row: Row) -> bool:
    """No quantity, or no rate for the row's currency: what is left waits (the text is silent)."""
    if fold(row["unite"]) != "jour" and "quantite" not in line.row:
        line.drop("scale", "DEP-06", "pending")
    elif seen.rate(line, row["devise"]) is None:
        line.drop("scale", "TAU-01", "pending")
    return line.out


def _share(seen: Seen, row: Row, group: Group) -> None:
    """One ceiling, served in order; what only the journey's room cuts is told apart."""
    claimed, room = _quantity(row, group), _room(seen, row, group[0])
    without_room = _shares(seen, row, group, claimed)
    kept = _shares(seen, row, group, claimed if room is None else min(claimed, room))
    for line, wide, narrow in zip(group, without_room, kept, strict=True):
        line.keep_at_most("scale", "DEP-06", wide)
        line.keep_at_most("scale", "DEP-21", narrow)


def _shares(seen: Seen, row: Row, group: Group, quantity: Fraction) -> list[Decimal]:
    """What each line keeps of the row's amount times a quantity.

    « A `forfait` line: its amount »: less its credits and its ineligible part.  (Another reading:
    with that part.)
    """
    remaining = Fraction(row["montant"]) * quantity
    kept = []
    for line in group:
        uses = line.eligible if is_flat(row) else line.justified
        row_rate = seen.rate(line, row["devise"])
        assert row_rate is not None
        if uses / line.known_rate <= remaining / row_rate:
            remaining -= uses / line.known_rate * row_rate
            kept.append(line.left)
        else:
            kept.append(min(line.left, to_cents(remaining / row_rate)))
            remaining = Fraction(0)
    return kept


def _quantity(row: Row, group: Sequence[Line]) -> Fraction:
    if fold(row["unite"]) == "jour":
        return Fraction(len({line.day for line in group}))
    return sum((Fraction(line.row["quantite"]) for line in group), Fraction(0))


def _room(seen: Seen, row: Row, line: Line) -> Fraction | None:
    """Nights or meals that the journey leaves room for, less those offered."""
    unit, mission = fold(row["unite"]), seen.mission(line)
    if mission is None or unit not in ("nuitee", "repas"):
        return None
    nights = unit == "nuitee"
    room = _nights(mission) if nights else _meals(seen, mission)
    offered = mission.get("nuitees offertes" if nights else "repas offerts", ZERO)
    return max(Fraction(room) - Fraction(offered), Fraction(0))


def _nights(mission: Row) -> int:
    """Midnights between departure and return: §10 counts one from the 12th to the 13th."""
    return (day(mission["retour"]) - day(mission["depart"])).days


def _meals(seen: Seen, mission: Row) -> int:
    """Lunch and dinner times between departure and return, both included (the text is silent)."""
    leaves, comes = mission["depart"], mission["retour"]
    hours = [seen.papers.rules["heure_dejeuner"], seen.papers.rules["heure_diner"]]
    days = [day(leaves) + timedelta(n) for n in range(_nights(mission) + 1)]
    moments = [datetime.combine(one, hour) for one in days for hour in hours]
    return sum(leaves <= moment <= comes for moment in moments)
