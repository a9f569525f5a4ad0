"""Declarations register here by being imported, each once.

The registries lie low, their members are declared higher up: a drop-down of `sheets` can offer
what `money` declares without importing it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Named members, each declared once; iteration follows the order of declaration."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._members: dict[str, T] = {}

    def add(self, name: str, member: T) -> T:
        """Declare a member.  Raises ValueError when the name is taken: a programming error."""
        if name in self._members:
            raise ValueError(f"{self._what} {name!r} is declared twice")
        self._members[name] = member
        return member

    def get(self, name: str) -> T | None:
        """The member of that name, or None."""
        return self._members.get(name)

    def __getitem__(self, name: str) -> T:
        return self._members[name]

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def __iter__(self) -> Iterator[T]:
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)

    def names(self) -> tuple[str, ...]:
        """Every name, in the order of declaration."""
        return tuple(self._members)


def import_all(package: str) -> None:
    """Import every module of a package, so that its declarations register."""
    path = importlib.import_module(package).__path__
    for module in sorted(found.name for found in pkgutil.iter_modules(path)):
        importlib.import_module(f"{package}.{module}")
