"""What is to be written where: found once, then written for each item of a list.

A change is a span of the part's text and the bytes that take its place, which may depend on the
items being written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from cic_sheets.values.named import NamedTuple

from ..opc.errors import TooLarge

LARGEST = 128 << 20
"""Bytes that a part may have when it is filled: nested lists multiply."""


class Turn(NamedTuple):
    """What is being written: which item of each list, and whether it is one copy more."""

    items: Mapping[str, int] = MappingProxyType({})
    copy: bool = False


Words = Callable[[Turn], bytes]


class Change(NamedTuple):
    """Bytes for the span start:end; an empty span is an insertion."""

    start: int
    end: int
    words: Words


def always(content: bytes) -> Words:
    """Words that depend on nothing."""
    return lambda _: content


class Pattern:
    """A span of a part with its changes, ready to be written again and again."""

    def __init__(self, text: bytes, start: int, end: int, changes: Iterable[Change]) -> None:
        self._kept: list[bytes] = []
        self._words: list[Words] = []
        at = start
        for change in outermost(changes):
            self._kept.append(text[at : change.start])
            self._words.append(change.words)
            at = change.end
        self._last = text[at:end]

    def __call__(self, turn: Turn) -> bytes:
        """The span as it is in this turn."""
        chunks: list[bytes] = []
        for kept, words in zip(self._kept, self._words, strict=True):
            chunks += (kept, words(turn))
        chunks.append(self._last)
        return b"".join(chunks)


def outermost(changes: Iterable[Change]) -> Iterator[Change]:
    """In order, without those inside another; insertions come before what starts there."""
    at = -1
    for change in sorted(changes, key=lambda one: (one.start, one.end > one.start, -one.end)):
        if change.start >= at:
            yield change
            at = change.end


class Repeated:
    """A block of rows written once for each item of its lists; `copies` differ by their ids."""

    def __init__(self, lists: frozenset[str], count: int, first: Pattern, copies: Pattern) -> None:
        self._lists, self._count = lists, count
        self._first, self._copies = first, copies

    def __call__(self, turn: Turn) -> bytes:
        """All items.  Raises TooLarge when they are more than a part may hold."""
        chunks: list[bytes] = []
        size = 0
        for number in range(self._count):
            copy = turn.copy or number > 0
            here = Turn({**turn.items, **dict.fromkeys(self._lists, number)}, copy)
            chunks.append(self._copies(here) if copy else self._first(here))
            size += len(chunks[-1])
            if size > LARGEST:
                raise TooLarge("lists in lists fill more than a part may hold")
        return b"".join(chunks)
