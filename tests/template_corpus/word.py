"""What is judged of other people's Word documents once filled."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

from cic_sheets.template import Data, Outcome, fill
from tests.template_corpus.typed import (
    Listed,
    Typed,
    around,
    rows_by_hand,
    said,
    unpacked,
)

MANY = 10_000
_TENTH = MANY // 10
_STRAIGHT = 16  # times: ten times the rows may take this much more
_SHORT = 0.4  # seconds: less is no measure


def documents(corpus: Path) -> list[Path]:
    """The Word templates of the corpus."""
    entries = map(json.loads, (corpus / "real" / "index.jsonl").read_text("utf-8").splitlines())
    found = [
        corpus / "real" / one["file"]
        for one in entries
        if one["kind"] == "docx" and one["expect"] in ("template", "template_strict")
    ]
    assert len(found) >= 55
    return found


def nothing(data: bytes) -> str:
    """A template without our fields comes back as the same bytes."""
    return "" if fill(data, Data({"champ_x": "x"})).data == data else "bytes changed"


def one_field(typing: Typed) -> Iterator[str]:
    """One field alone is filled: one part changes."""
    name, value = next(iter(typing.values.items()))
    before = fill(typing.data, Data({k: v for k, v in typing.values.items() if k != name})).data
    after = fill(before, Data({name: value})).data
    if len(changed(before, after)) != 1:
        yield f"one field changes {changed(before, after)}"


def fields(original: bytes, typing: Typed, done: Outcome) -> Iterator[str]:
    """Every typed field is filled with its value, and nothing else moves."""
    unknown = [one.name for one in done.unknown if one.name.lower().startswith("champ_")]
    if unknown or done.unused or done.unreachable:
        yield f"not filled: {unknown} {done.unused} {done.unreachable}"
    if len(done.broken) != len(fill(original, Data({"champ_x": "x"})).broken):
        yield f"broken: {done.broken}"
    if sorted(typing.parts) != changed(typing.data, done.data):
        yield f"parts: {set(changed(typing.data, done.data)) ^ set(typing.parts)}"
    mine, by_hand = said(done.data), said(typing.by_hand)
    for part in typing.parts:
        yield from (
            f"{part}: {one!r}, not {other!r}"
            for one, other in zip(mine[part], by_hand[part], strict=True)
            if one != other
        )
        if around(typing.data, part) != around(done.data, part):
            yield f"{part}: more than the fields moved"


def rows(listing: Listed, count: int) -> Iterator[str]:
    """The row stands once an item, in their order, and no other paragraph moves."""
    done = filled_rows(listing, count)
    if done.unreachable or done.unfilled:
        yield f"{count}: {done.unreachable} {done.unfilled}"
    if changed(listing.data, done.data) != [listing.part]:
        yield f"{count}: {changed(listing.data, done.data)}"
    mine = said(done.data)[listing.part]
    if listing.simple:
        if mine not in [said(one)[listing.part] for one in _by_hand(listing, count)]:
            yield f"{count}: texts differ"
        return
    lost = [n for n in range(count) if not any(text.count(f"L{n}") for text in mine)]
    if lost or any("{{lignes" in text for text in mine):
        yield f"{count}: items {lost[:3]} are not there"


def _by_hand(listing: Listed, count: int) -> list[bytes]:
    """What may become of the row: without an item it goes, or stays without words."""
    if count:
        return [rows_by_hand(listing, count)]
    return [rows_by_hand(listing, 0), rows_by_hand(listing, 1, "", "")]


def many_rows(listing: Listed) -> Iterator[str]:
    """Ten thousand rows: all there, in a time that goes with their number."""
    begun = time.process_time()
    filled_rows(listing, _TENTH)
    tenth = time.process_time() - begun
    begun = time.process_time()
    done = filled_rows(listing, MANY)
    taken = time.process_time() - begun
    if taken > max(tenth * _STRAIGHT, _SHORT):
        yield f"{MANY}: {taken:.1f} s, {_TENTH}: {tenth:.1f} s"
    content = unpacked(done.data)[listing.part]
    lost = [n for n in (0, _TENTH, MANY - 1) if content.count(f"L{n}<".encode()) != 1]
    if lost:
        yield f"{MANY}: items {lost} are not there once"


def filled_rows(listing: Listed, count: int) -> Outcome:
    """The list with this many items."""
    lists = {"lignes": [{"a": f"L{n}", "b": f"{n} €"} for n in range(count)]}
    return fill(listing.data, Data({}, lists, {"lignes": ("a", "b")}))


def changed(before: bytes, after: bytes) -> list[str]:
    """The parts that differ."""
    old, new = unpacked(before), unpacked(after)
    return sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
