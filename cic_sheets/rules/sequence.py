"""Numbers and months that should follow one another: holes, repeats, and what explains them.

A person who types one value wrongly leaves a hole where it should be.  When the row that stands
there already has its finding, the hole is no second fault: `owed` says which values such rows owe.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cic_sheets.values.names import folded

_DIGITS = re.compile(r"[0-9]+")
_LONGEST = 12  # digits of a counter; longer ones are codes

Series = tuple[str, tuple[int, ...]]


class Gap(NamedTuple):
    """A hole in a series: places, in the given list, of the numbers around it."""

    before: int
    after: int


class Repeat(NamedTuple):
    """A counter that comes again: places of the first number and of the later one."""

    first: int
    later: int


def owed(values: Mapping[int, int], count: int, blamed: Collection[int]) -> set[int]:
    """The values that the rows at the blamed places should hold, to judge by their neighbours.

    values  place in the rows' order → value, where one can be read
    count   how many rows there are
    """
    found = set()
    for place in blamed:
        before, after = values.get(place - 1), values.get(place + 1)
        if before is not None and after is not None:
            if before + 2 == after:
                found.add(before + 1)
        elif before is not None and place == count - 1:
            found.add(before + 1)
        elif after is not None and place == 0:
            found.add(after - 1)
    return found


def gaps(numbers: Sequence[str | None], blamed: Collection[int] = ()) -> Iterator[Gap]:
    """Holes in the series that numbers such as `H-01` or `2023/014` form.

    numbers  in the rows' order; None where nothing can be read
    blamed   places of numbers that already have a finding (CEL-07)
    """
    excusing = {*blamed, *(place for place, number in enumerate(numbers) if number is None)}
    for counters in _series(numbers).values():
        excusing |= set(_strays(counters, blamed))
        places = sorted((n for n in counters if n not in blamed), key=lambda n: (counters[n], n))
        excused = owed(counters, len(numbers), excusing)
        for before, after in pairwise(places):
            missing = range(counters[before] + 1, counters[after])
            if missing and not (len(missing) <= len(excused) and excused.issuperset(missing)):
                yield Gap(before, after)


def _strays(counters: Mapping[int, int], blamed: Collection[int]) -> Iterator[int]:
    """Places of numbers far above all others that stand where a hole is: the hole is theirs."""
    known = {place: number for place, number in counters.items() if place not in blamed}
    for place, number in known.items():
        others = [other for at, other in known.items() if at != place]
        before, after = known.get(place - 1), known.get(place + 1)
        if before is None or after is None or before + 2 != after:
            continue
        if before + 1 not in others and number > max(others) + 1:
            yield place


def repeats(numbers: Sequence[str | None], blamed: Collection[int] = ()) -> Iterator[Repeat]:
    """Counters written in two ways (`H-1`, `H-01`): the same number to a reader."""
    for counters in _series(numbers).values():
        first: dict[int, int] = {}
        for place in sorted(counters):
            known = first.setdefault(counters[place], place)
            if known != place and place not in blamed:
                yield Repeat(known, place)


def _series(numbers: Sequence[str | None]) -> dict[Series, dict[int, int]]:
    """Series → place → counter.  Of several figures, the one that varies most counts."""
    shapes: dict[str, dict[int, tuple[int, ...]]] = defaultdict(dict)
    for place, number in enumerate(numbers):
        name = folded(number or "")
        runs = _DIGITS.findall(name)
        if runs and max(map(len, runs)) <= _LONGEST:
            letters = "".join(_DIGITS.sub("#", name).split())
            shapes[letters][place] = tuple(map(int, runs))
    found: dict[Series, dict[int, int]] = defaultdict(dict)
    for letters, rows in shapes.items():
        counting = _counting(list(rows.values()))
        for place, figures in rows.items():
            others = figures[:counting] + figures[counting + 1 :]
            found[letters, others][place] = figures[counting]
    return found


def _counting(rows: Sequence[tuple[int, ...]]) -> int:
    """Which figure counts: the one with most different values, the last of those."""
    width = len(rows[0])
    return max(range(width), key=lambda at: (len({figures[at] for figures in rows}), at))
