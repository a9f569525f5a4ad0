"""Stage 2: what the convention covers."""

from __future__ import annotations

from typing import Any

import pytest

from cic_sheets.money import Convention, Line, Source
from tests.money.build import (
    RICH,
    approval,
    collective,
    cuts,
    day,
    journey,
    moment,
    phone,
    rate,
    settled,
    trip,
)

SHORT = journey("MIS", "03-05 08:00", "03-07 18:00")


def refused(cause: str, code: str, amount: str = "100.00") -> list[tuple[str, str, str, str]]:
    return [(cause, code, amount, "refused")]


@pytest.mark.parametrize(
    ("line", "missions", "expected"),
    [
        # outside the convention year
        (phone("D", "100", "2022-12-31"), (), refused("outside-convention", "DEP-02")),
        (phone("D", "100", "2024-01-01"), (), refused("outside-convention", "DEP-02")),
        (phone("D", "100", "2023-01-01"), (), []),
        (phone("D", "100", "2023-12-31"), (), []),
        # a category that is not covered
        (phone("D", "100", category="autre"), (), refused("category-not-covered", "DEP-03")),
        (
            trip("D", "100", "03-05", "location"),
            (SHORT,),
            refused("category-not-covered", "DEP-03"),
        ),
        (trip("D", "100", "03-05", "internet"), (SHORT,), []),
        (collective("D", "100", category="location"), (), []),
        # within the mission's dates
        (trip("D", "100", "03-04", "repas"), (SHORT,), refused("outside-mission", "DEP-04")),
        (trip("D", "100", "03-05", "repas"), (SHORT,), []),
        (trip("D", "100", "03-07", "repas"), (SHORT,), []),
        (trip("D", "100", "03-08", "repas"), (SHORT,), refused("outside-mission", "DEP-04")),
        # a ticket bought before departure passes
        (trip("D", "100", "02-01", "déplacement"), (SHORT,), []),
        (trip("D", "100", "03-08", "déplacement"), (SHORT,), refused("outside-mission", "DEP-04")),
        # the home town
        (
            trip("D", "100", "03-05"),
            (SHORT._replace(place="rabat"),),
            refused("home-town", "MIS-02"),
        ),
        (trip("D", "100", "03-05"), (SHORT._replace(place=None),), []),
        # no mission
        (trip("D", "100", mission=None), (), refused("no-mission", "DEP-03")),
        (trip("D", "100", mission="MIS-9"), (SHORT,), refused("no-mission", "DEP-03")),
        (phone("D", "100")._replace(category="repas"), (), refused("no-mission", "DEP-03")),
        # an activity's own journey needs no mission
        (collective("D", "100", category="déplacement"), (), []),
        # dates of the mission that can't be read: nobody can say yet
        (
            trip("D", "100", "03-05"),
            (SHORT._replace(departure=None),),
            [("mission-dates-unknown", "DEP-04", "100.00", "pending")],
        ),
        (
            trip("D", "100", "03-05"),
            (SHORT._replace(back=moment("03-01 08:00")),),
            [("mission-dates-unknown", "DEP-04", "100.00", "pending")],
        ),
    ],
)
def test_admissible__whole_lines(line: Line, missions: Any, expected: list[Any]) -> None:
    found = settled(line, missions=missions, as_of="2024-01-01")
    assert cuts(found, "D") == expected


def test_admissible__a_home_town_that_is_not_known_refuses_nobody() -> None:
    convention = Convention(day("01-01"), day("12-31"))
    found = settled(trip("D", "100"), missions=(journey(place=None),), convention=convention)  # type: ignore[arg-type]
    assert cuts(found, "D") == []


@pytest.mark.parametrize("whose", ["line", "mission"])
def test_admissible__a_refused_approval_refuses_the_line(whose: str) -> None:
    own = "VAL" if whose == "line" else None
    found = settled(
        trip("D", "100", approval=own),
        missions=(journey(approval="VAL"),),
        approvals=(approval(decision="refusé"),),
    )
    assert cuts(found, "D") == refused("approval-refused", "DEP-07")
    first = found.line("D").cuts[0].because[0]
    assert first == Source(whose, "D" if whose == "line" else "MIS", "approval")


def test_admissible__the_lines_own_approval_comes_before_its_missions() -> None:
    found = settled(
        trip("D", "100"),
        missions=(journey(approval="NO"),),
        approvals=(approval(), approval("NO", decision="refusé")),
    )
    assert cuts(found, "D") == []


def test_admissible__one_cause_explains_the_line_the_first_of_the_page() -> None:
    line = trip("D", "100", "2022-12-31", "autre", ineligible="10")
    found = settled(
        line, missions=(journey(place="rabat"),), approvals=(approval(decision="refusé"),)
    )
    assert cuts(found, "D") == refused("outside-convention", "DEP-02")


@pytest.mark.parametrize(
    ("amount", "part", "units", "cut", "left"),
    [
        ("100", "30", "1", "30.00", "70.00"),
        ("1500.00", "400.00", "10.80", "37.04", "101.85"),  # 138.89 - round(1100 / 10.80)
        ("10.00", "3.33", "11.10", "0.30", "0.60"),
        ("100", "100", "1", "100.00", "0.00"),
        ("100", "130", "1", "100.00", "0.00"),
    ],
)
def test_admissible__ineligible_part_closes_to_the_cent(
    amount: str, part: str, units: str, cut: str, left: str
) -> None:
    line = phone("D", amount, currency="MAD", ineligible=part, reason="minibar")
    found = settled(line, rates=(rate(1, units),))
    assert cuts(found, "D") == [("ineligible-part", "DEP-05", cut, "refused")]
    assert str(found.line("D").reimbursable) == left
    assert found.line("D").cuts[0].facts["reason"] == "minibar"


@pytest.mark.parametrize("part", [None, "0", "NaN"])
def test_admissible__no_ineligible_part_cuts_nothing(part: str | None) -> None:
    assert cuts(settled(phone("D", "100", ineligible=part)), "D") == []


def test_admissible__policies_say_what_is_covered() -> None:
    policies = RICH._replace(covered=frozenset(("autre",)), for_activities=frozenset(("repas",)))
    found = settled(
        phone("D-1", "1", category="autre"),
        phone("D-2", "1"),
        collective("D-3", "1"),
        policies=policies,
    )
    outcomes = {line.id: bool(line.cuts) for line in found.lines}
    assert outcomes == {"D-1": False, "D-2": True, "D-3": True}
    assert found.line("D-2").cuts[0].because[-1] == Source("rule", "catégories_couvertes", "value")
    assert found.line("D-3").cuts[0].because[-1] == Source("rule", "catégories_activités", "value")
