"""Regular expressions that are compiled when first used.

Compiling all those of this package takes as long as filling a template of a page; a template needs
few of them.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import AnyStr


def later(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, once it is used."""
    return _Later(pattern, flags)  # type: ignore[return-value]


class _Later:
    """Holds the methods that have been asked for, as its own."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> object:
        pattern, flags = self._written
        found: object = getattr(re.compile(pattern, flags), name)
        self.__dict__[name] = found
        return found
