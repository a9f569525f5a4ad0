"""Stage 5: the scales, shared by the lines of a mission or of a month."""

from __future__ import annotations

from typing import Any

import pytest

from cic_sheets.money import Scale, Source
from tests.money.build import (
    approval,
    collective,
    cuts,
    invoice,
    journey,
    paid,
    phone,
    rate,
    row,
    settled,
    trip,
)

NIGHT = row("B-1", "100")
TRIP = journey("MIS", "03-05 08:00", "03-08 18:00", "oujda")  # 3 nights, 7 meals


def night(
    id: str, amount: str, quantity: int | str | None = 1, on: str = "03-05", **more: Any
) -> Any:
    return trip(id, amount, on, quantity=quantity, unit="nuitée", **more)


@pytest.mark.parametrize(
    ("amount", "quantity", "kept", "cut"),
    [
        ("100.00", 1, "100.00", []),
        ("100.01", 1, "100.00", [("over-scale", "DEP-06", "0.01", "refused")]),
        ("250.00", 2, "200.00", [("over-scale", "DEP-06", "50.00", "refused")]),
        ("60.00", "0.5", "50.00", [("over-scale", "DEP-06", "10.00", "refused")]),
        ("60.00", 0, "0.00", [("over-scale", "DEP-06", "60.00", "refused")]),
    ],
)
def test_scale__limits_what_receipts_justify(
    amount: str, quantity: int | str, kept: str, cut: Any
) -> None:
    found = settled(night("D", amount, quantity), scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D": kept}
    assert cuts(found, "D") == cut


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        ((), "500.00"),
        ((row("B", "10", category="repas"),), "500.00"),
        ((row("B", "10", unit="jour"),), "500.00"),
        ((row("B", "10", start="03-06"),), "500.00"),
        ((row("B", "10", end="03-04"),), "500.00"),
        ((row("B", "10", start="03-05", end="03-05"),), "10.00"),
        ((row("B", "10")._replace(start=None, end=None),), "10.00"),
        ((row("B", "10", place="tiznit"),), "500.00"),
        # the place comes before the country
        ((row("B-1", "10"), row("B-2", "20", place="oujda")), "20.00"),
        ((row("B-1", "10"), row("B-2", "20", place="tiznit")), "10.00"),
        # one version after the other
        ((row("B-1", "10", end="03-04"), row("B-2", "20", start="03-05")), "20.00"),
    ],
)
def test_scale__the_row_that_fits(rows: tuple[Scale, ...], kept: str) -> None:
    found = settled(night("D", "500"), scales=rows, missions=(TRIP,))
    assert paid(found) == {"D": kept}


def test_scale__a_line_without_unit_has_none() -> None:
    found = settled(trip("D", "500", "03-05"), scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D": "500.00"}


def test_scale__activities_have_their_budget_instead() -> None:
    line = collective("D", "500", "03-05", category="hébergement", quantity=1, unit="nuitée")
    assert paid(settled(line, scales=(NIGHT,))) == {"D": "500.00"}


@pytest.mark.parametrize(
    ("rows", "quantity", "rates", "cause", "code"),
    [
        ((row("B-1", "100"), row("B-2", "200")), 1, (), "two-scales", "BAR-01"),
        (
            (row("B-1", "100", place="oujda"), row("B-2", "200", place="oujda")),
            1,
            (),
            "two-scales",
            "BAR-01",
        ),
        ((NIGHT,), None, (), "scale-without-quantity", "DEP-06"),
        ((NIGHT,), -1, (), "scale-without-quantity", "DEP-06"),
        ((NIGHT._replace(amount=None),), 1, (), "scale-unreadable", "DEP-06"),
        ((NIGHT._replace(currency=None),), 1, (), "scale-unreadable", "DEP-06"),
        ((row("B-1", "1000", "MAD"),), 1, (), "scale-rate-missing", "TAU-01"),
        (
            (row("B-1", "1000", "MAD"),),
            1,
            (rate(3, "10"), rate(3, "11")),
            "scale-rate-missing",
            "TAU-01",
        ),
    ],
)
def test_scale__what_can_not_be_compared_waits_in_full(
    rows: Any, quantity: int | None, rates: Any, cause: str, code: str
) -> None:
    found = settled(night("D", "50", quantity), scales=rows, missions=(TRIP,), rates=rates)
    assert cuts(found, "D") == [(cause, code, "50.00", "pending")]


def test_scale__lines_of_a_mission_share_one_ceiling_in_order() -> None:
    lines = (
        night("D-2", "120", 1, "03-05"),
        night("D-1", "90", 1, "03-06"),
        night("D-3", "50", 1, "03-07"),
    )
    found = settled(*lines, scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D-2": "120.00", "D-1": "90.00", "D-3": "50.00"}  # 260 of 300
    found = settled(*lines[:2], scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D-2": "120.00", "D-1": "80.00"}  # 210 of 200: the later one is cut
    use = found.scales[0]
    assert (use.mission, str(use.claimed_quantity), use.room) == ("MIS", "2", 3)
    assert (str(use.ceiling), str(use.used)) == ("200.00", "200.00")


def test_scale__once_a_line_does_not_fit_nothing_remains() -> None:
    lines = (night("D-1", "90", 1), night("D-2", "150", 1), night("D-3", "5", 0))
    found = settled(*lines, scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D-1": "90.00", "D-2": "110.00", "D-3": "0.00"}


def test_scale__two_missions_have_two_ceilings() -> None:
    other = journey("MIS-2", "04-05 08:00", "04-06 18:00", "oujda")
    lines = (night("D-1", "150"), night("D-2", "150", on="04-05", mission="MIS-2"))
    found = settled(*lines, scales=(NIGHT,), missions=(TRIP, other))
    assert paid(found) == {"D-1": "100.00", "D-2": "100.00"}


def test_scale__without_mission_lines_of_a_contract_month_share_one() -> None:
    scales = (row("B", "30", category="communication", unit="mois"),)
    lines = [
        phone("D-1", "20", "01-05", quantity=1, unit="mois"),
        phone("D-2", "20", "01-25", quantity=0, unit="mois"),
        phone("D-3", "20", "02-05", quantity=1, unit="mois"),
    ]
    found = settled(*lines, scales=scales)
    assert paid(found) == {"D-1": "20.00", "D-2": "10.00", "D-3": "20.00"}
    assert [(use.mission, use.month) for use in found.scales] == [(None, 1), (None, 2)]


@pytest.mark.parametrize(
    ("unit", "category", "quantity", "offered", "kept", "cut"),
    [
        ("nuitée", "hébergement", 4, {}, "300.00", "100.00"),  # 3 midnights
        ("nuitée", "hébergement", 3, {"nights": 1}, "200.00", "100.00"),
        ("nuitée", "hébergement", 3, {"nights": 9}, "0.00", "300.00"),
        ("repas", "repas", 8, {}, "700.00", "100.00"),  # 4 noons, 3 evenings
        ("repas", "repas", 7, {"meals": 2}, "500.00", "200.00"),
        ("km", "déplacement", 9, {}, "900.00", None),  # nothing bounds kilometres
    ],
)
def test_scale__never_more_nights_or_meals_than_the_journey_leaves(
    unit: str, category: str, quantity: int, offered: Any, kept: str, cut: str | None
) -> None:
    scales = (row("B", "100", category=category, unit=unit),)
    line = trip("D", f"{quantity}00", "03-05", category, quantity=quantity, unit=unit)
    found = settled(line, scales=scales, missions=(TRIP._replace(**offered),))
    assert paid(found) == {"D": kept}
    assert cuts(found, "D") == ([("over-room", "DEP-21", cut, "refused")] if cut else [])


def test_scale__a_cut_is_parted_between_the_scale_and_the_room() -> None:
    found = settled(night("D", "500", 4), scales=(NIGHT,), missions=(TRIP,))
    assert cuts(found, "D") == [
        ("over-scale", "DEP-06", "100.00", "refused"),  # 4 nights at 100
        ("over-room", "DEP-21", "100.00", "refused"),  # of which 3 had room
    ]
    over_room = found.line("D").cuts[1]
    assert Source("mission", "MIS", "departure") in over_room.because
    assert Source("mission", "MIS", "nights") in over_room.because


def test_scale__a_day_counts_once_however_many_lines_it_has() -> None:
    scales = (row("B", "50", category="repas", unit="jour"),)
    lines = [
        trip("D-1", "30", "03-05", "repas", unit="jour"),
        trip("D-2", "30", "03-05", "repas", unit="jour"),
        trip("D-3", "60", "03-06", "repas", unit="jour"),
    ]
    found = settled(*lines, scales=scales, missions=(TRIP,))
    assert paid(found) == {"D-1": "30.00", "D-2": "30.00", "D-3": "40.00"}  # 2 days: 100


@pytest.mark.parametrize(
    ("amount", "kept"), [("80", "80.00"), ("100", "100.00"), ("130", "100.00")]
)
def test_scale__flat_pays_up_to_it_without_receipts(amount: str, kept: str) -> None:
    scales = (row("B", "100", mode="forfait"),)
    found = settled(night("D", amount, receipts=()), scales=scales, missions=(TRIP,))
    assert paid(found) == {"D": kept}


def test_scale__flat_is_no_help_where_two_rows_fit() -> None:
    scales = (row("B-1", "100", mode="forfait"), row("B-2", "100"))
    found = settled(night("D", "80", receipts=()), scales=scales, missions=(TRIP,))
    assert cuts(found, "D") == [("no-receipt", "DEP-01", "80.00", "refused")]


@pytest.mark.parametrize(
    ("scale", "line", "kept"),
    [
        (row("B", "100"), night("D", "1500", currency="MAD"), "100.00"),  # 135.14 > 100
        (row("B", "100"), night("D", "1000", currency="MAD"), "90.09"),
        (row("B", "1110", "MAD"), night("D", "130"), "100.00"),
        (row("B", "1110", "MAD"), night("D", "99.99"), "99.99"),
    ],
)
def test_scale__in_another_currency_is_compared_at_the_months_rate(
    scale: Scale, line: Any, kept: str
) -> None:
    found = settled(line, scales=(scale,), missions=(TRIP,), rates=(rate(3, "11.10"),))
    assert paid(found) == {"D": kept}


def test_scale__lines_of_two_currencies_share_one_ceiling() -> None:
    lines = (night("D-1", "555", 1, currency="MAD"), night("D-2", "200", 1, "03-06"))
    scales = (row("B", "1110", "MAD"),)
    found = settled(*lines, scales=scales, missions=(TRIP,), rates=(rate(3, "11.10"),))
    assert paid(found) == {"D-1": "50.00", "D-2": "150.00"}  # 2220 - 555 = 1665 MAD = 150 EUR


def test_scale__a_line_uses_up_its_receipts_though_it_may_keep_less() -> None:
    lines = (night("D-1", "100", approval="SMALL"), night("D-2", "150", 0, "03-06"))
    approvals = (approval(), approval("SMALL", "30"))
    found = settled(*lines, scales=(row("B", "120"),), missions=(TRIP,), approvals=approvals)
    assert paid(found) == {"D-1": "30.00", "D-2": "20.00"}  # D-1 used 100 of the 120


def test_scale__never_gives_back_what_an_earlier_stage_cut() -> None:
    found = settled(
        night("D", "150", receipts=("A",)),
        scales=(NIGHT,),
        missions=(TRIP,),
        receipts=(invoice("A", "40"),),
    )
    assert paid(found) == {"D": "40.00"}


def test_scale__lines_refused_as_a_whole_lend_no_quantity() -> None:
    lines = (night("D-1", "150", 2, approval="NONE"), night("D-2", "150", 1, "03-06"))
    found = settled(*lines, scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D-1": "0.00", "D-2": "100.00"}


def test_scale__what_lines_claim_counts_though_nothing_justifies_it() -> None:
    """« The quantity they claim together » : the same as one line of three nights."""
    lines = (night("D-1", "150", 2, receipts=()), night("D-2", "150", 1, "03-06"))
    found = settled(*lines, scales=(NIGHT,), missions=(TRIP,))
    assert paid(found) == {"D-1": "0.00", "D-2": "150.00"}


def test_scale__what_a_flat_line_gives_up_uses_up_no_ceiling() -> None:
    lines = (night("D-1", "100", ineligible="40", receipts=()), night("D-2", "100", 0, receipts=()))
    found = settled(*lines, scales=(row("B", "100", mode="forfait"),), missions=(TRIP,))
    assert paid(found) == {"D-1": "60.00", "D-2": "40.00"}


def test_scale__says_which_row_fits_each_line() -> None:
    found = settled(night("D-1", "10"), phone("D-2", "10"), scales=(NIGHT,), missions=(TRIP,))
    assert (found.line("D-1").scale, found.line("D-2").scale) == ("B-1", None)
