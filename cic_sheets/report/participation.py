"""Who came to the activities: attendances, never names; participants are not distinct persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from cic_sheets.report.figures import added
from cic_sheets.report.model import Figure
from cic_sheets.report.plan import Material
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.lists import HELD
from cic_sheets.sheets.participants import Participation

PARTS = ("young_women", "young_men", "adult_women", "adult_men")
WOMEN = ("young_women", "adult_women")
MEN = ("young_men", "adult_men")
LABELS = ("Jeunes femmes", "Jeunes hommes", "Femmes adultes", "Hommes adultes")


def is_held(material: Material, activity: Activity) -> bool:
    """Whether the activity has taken place by the day from which the year is seen."""
    return activity.status == HELD and material.told_by_now(activity.held_from)


def status_of(material: Material, activity: Activity) -> str:
    """Its status, seen from the day: what is held later is to come."""
    ahead = activity.status == HELD and not is_held(material, activity)
    return "à venir" if ahead else activity.status or ""


def attendances(material: Material) -> tuple[Participation, ...]:
    """Every row whose activity does not lie ahead."""
    return tuple(
        row
        for row in material.book.all(Participation)
        if (activity := material.book.find(Activity, row.activity)) is None
        or material.told_by_now(activity.held_from)
    )


def attendance(material: Material, activity: Activity) -> tuple[Participation, ...]:
    """The rows of an activity."""
    return tuple(
        row
        for row in attendances(material)
        if row.activity is not None and material.book.find(Activity, row.activity) is activity
    )


def present(rows: Sequence[Participation], parts: Iterable[str] = PARTS) -> Figure | None:
    """How many of these parts came; None when no row says."""
    figures = [added(rows, part) for part in parts]
    cells = tuple(cell for figure in figures for cell in figure.origins)
    if not cells:
        return None
    return Figure(sum((figure.amount for figure in figures), Decimal(0)), "", cells)
