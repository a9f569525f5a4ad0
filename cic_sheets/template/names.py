"""The names that a template may use: compared loosely in case only, near misses proposed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from cic_sheets.values.named import NamedTuple

from .blocks import Block, Graph, Image
from .data import Data, Value
from .grammar import PICTURE, SECTION
from .outcome import Place, Unfilled, Unknown

_MOST_PROPOSED = 200  # names of a file that are looked for among the known ones
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u2011\u200b\u200c\u200d\u200e\u200f\ufeff"))


class Name(NamedTuple):
    """A known field as it is compared; `list` is "" for a field of the whole."""

    list: str
    key: str


def folded(name: str) -> str:
    """A name as it is compared: any case, without the marks that nobody sees."""
    if name.isascii():
        return name.lower()
    from unicodedata import normalize  # few names have accents

    return normalize("NFC", name.translate(_UNSEEN)).casefold()


class Known:
    """The names that may be filled, the ones met, what each is worth, and what nobody knows."""

    def __init__(self, data: Data) -> None:
        self.unknown: list[Unknown] = []
        self.unfilled: list[Unfilled] = []
        self.say = data.say
        self._sections = {folded(name): blocks for name, blocks in data.sections.items()}
        self._pictures = {folded(name): image for name, image in data.pictures.items()}
        self._asked = [f"{SECTION}: {name}" for name in data.sections]
        self._asked += [f"{PICTURE}: {name}" for name in data.pictures]
        self._fields = {folded(name): value for name, value in data.fields.items()}
        self._lists = {folded(name): _compared(items) for name, items in data.lists.items()}
        self._keys = {
            name: set(map(folded, data.columns.get(name, ()))).union(chain.from_iterable(items))
            for name, items in self._lists.items()
        }
        self._spelt = _spelt(data)
        self._used: set[str] = set()
        self._proposed: dict[str, str] = {}

    def field(self, written: str) -> Name | None:
        """The field of this name, noted as used; None when there is none."""
        name = folded(written.strip())
        found = Name("", name) if name in self._fields else self._of_list(name)
        if found:
            self._used.add(name)
        return found

    def section(self, written: str) -> Sequence[Block] | str | None:
        """What a section holds: blocks, or the plain text of a field; None when unknown."""
        name = folded(written.strip())
        if name in self._sections:
            return self._sections[name]
        if name not in self._fields:
            return None
        self._used.add(name)
        return self.said(Name("", name), {})

    def picture(self, written: str) -> Graph | Image | None:
        """The picture of this name."""
        return self._pictures.get(folded(written.strip()))

    def note_unfilled(self, name: Name, written: str, place: Place) -> None:
        """Tell a field of the whole that has no value, where it stands."""
        if not name.list and self._fields[name.key] in (None, ""):
            self.unfilled.append(Unfilled(written, place))

    def note(self, written: str, place: Place) -> None:
        """A field that nobody knows stands there."""
        self.unknown.append(Unknown(written, place, self.near(written)))

    def near(self, written: str) -> str:
        """The name that was probably meant, "" for none."""
        if written not in self._proposed:
            if len(self._proposed) >= _MOST_PROPOSED:
                return ""
            from cic_sheets.values.names import nearest  # for names that nobody knows

            self._proposed[written] = nearest(written, (*self._spelt.values(), *self._asked)) or ""
        return self._proposed[written]

    def count(self, lists: Iterable[str]) -> int:
        """How often rows of these lists repeat: as often as the longest has items."""
        return max(len(self._lists[name]) for name in lists)

    def value(self, name: Name, items: Mapping[str, int]) -> Value:
        """What a field is worth in the row of these items; None beyond a list's end."""
        if not name.list:
            return self._fields[name.key]
        held = self._lists[name.list]
        number = items.get(name.list, 0)
        return held[number].get(name.key) if number < len(held) else None

    def said(self, name: Name, items: Mapping[str, int]) -> str:
        """The same as a text."""
        value = self.value(name, items)
        return value if isinstance(value, str) else self.say(value)

    def unused(self) -> tuple[str, ...]:
        """Names that may be filled and stand nowhere in the template."""
        return tuple(name for key, name in self._spelt.items() if key not in self._used)

    def _of_list(self, name: str) -> Name | None:
        list, dot, key = name.partition(".")
        list, key = list.rstrip(), key.lstrip()
        keys = self._keys.get(list) if dot else None
        # Of an empty list that nobody declared, whatever is asked is nothing.
        known = keys is not None and (key in keys or not keys)
        return Name(list, key) if known else None


def _compared(items: Sequence[Mapping[str, Value]]) -> list[Mapping[str, Value]]:
    """Items by their names as they are compared; as they are where those are the names given."""
    plain: set[str] = set()
    found: list[Mapping[str, Value]] = []
    for item in items:
        if not item.keys() <= plain:
            plain.update(key for key in item if folded(key) == key)
        same = item.keys() <= plain
        found.append(item if same else {folded(key): value for key, value in item.items()})
    return found


def _spelt(data: Data) -> dict[str, str]:
    """Every name as compared → as given."""
    names = list(data.fields)
    for name, items in data.lists.items():
        keys = dict.fromkeys(data.columns.get(name, ()))
        keys |= dict.fromkeys(chain.from_iterable(items))
        names += [f"{name}.{key}" for key in keys]
    return {folded(name): name for name in names}
