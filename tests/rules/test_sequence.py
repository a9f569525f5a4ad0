"""Series of numbers: what is a hole, what is a repeat, what is neither."""

from __future__ import annotations

import pytest

from cic_sheets.rules.sequence import gaps, owed, repeats


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], []),
        (["H-01"], []),
        (["H-07", "H-08", "H-09", "H-10"], []),
        (["H-1", "H-02", "h 3", "H04"], []),
        (["H-01", "H-03"], [(0, 1)]),
        (["H-03", "H-01"], [(1, 0)]),
        (["H-01", "H-05", "H-02", "H-04"], [(2, 3)]),
        (["2023-001", "2023-003"], [(0, 1)]),
        (["01/2023", "02/2023", "04/2023"], [(1, 2)]),
        (["11/2023", "12/2023", "01/2024", "02/2024"], []),
        (["2023/11", "2023/12", "2024/01", "2024/03"], [(2, 3)]),
        (["A", "B", "D"], []),
        (["H-01", "N-03"], []),
        (["H-1", "H-" + "9" * 5000], []),
        ([None, "H-01", "H-03"], [(1, 2)]),
    ],
)
def test_gaps__are_told_at_the_number_after(
    numbers: list[str | None], expected: list[tuple[int, int]]
) -> None:
    assert list(gaps(numbers)) == expected


def test_gaps__are_explained_by_the_row_that_stands_there() -> None:
    copied = ["H-01", "H-02", "H-02", "H-04"]
    assert list(gaps(copied, blamed={2})) == []
    assert list(gaps(["H-01", None, "H-03"])) == []


def test_gaps__elsewhere_are_not_explained() -> None:
    assert list(gaps(["H-01", "H-03", "H-04", "H-04"], blamed={3})) == [(0, 1)]


def test_repeats__see_one_number_in_two_spellings() -> None:
    assert list(repeats(["H-01", "H-2", "h1", "H-02"])) == [(0, 2), (1, 3)]
    assert list(repeats(["H-01", "H-01"], blamed={1})) == []
    assert list(repeats(["01/2023", "01/2024"])) == []


@pytest.mark.parametrize(
    ("values", "blamed", "expected"),
    [
        ({0: 1, 1: 2, 2: 2, 3: 4}, {1, 2}, {3}),
        ({0: 1, 1: 1}, {0, 1}, {2, 0}),
        ({0: 1, 2: 3}, {1}, {2}),
        ({0: 1, 2: 5}, {1}, set()),
        ({0: 4, 1: 2, 2: 3}, {0}, {1}),
        ({}, {0}, set()),
    ],
)
def test_owed__is_what_the_neighbours_leave_room_for(
    values: dict[int, int], blamed: set[int], expected: set[int]
) -> None:
    assert owed(values, max(values, default=0) + 1, blamed) == expected
