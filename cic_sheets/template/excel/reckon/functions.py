"""The functions that are reckoned, by name; any other is unsupported.

Source: ISO/IEC 29500-1, 18.17.7; ROUND is half up, away from zero on a tie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from .arguments import Function


@cache
def function(name: str) -> Function | None:
    """The function of a name in capitals; None when it is not reckoned."""
    return next((family[name] for family in _families() if name in family), None)


def _families() -> Iterator[Mapping[str, Function]]:
    """The functions by family, the most usual first: the others are imported when asked for."""
    from . import sums

    yield sums.FUNCTIONS
    from . import logic

    yield logic.FUNCTIONS
    from . import numbers

    yield numbers.FUNCTIONS
    from . import criteria

    yield criteria.FUNCTIONS
    from . import lookup

    yield lookup.FUNCTIONS
    from . import texts

    yield texts.FUNCTIONS
    from . import dates

    yield dates.FUNCTIONS
