"""The grammar of a template: `{{champ}}`, and `{{liste.champ}}` in rows that repeat.

Names are compared whatever their case; a misspelt one is left as it stands, and reported with the
nearest that is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from cic_sheets.values.named import NamedTuple

from ..names import folded
from ..opc.later import later
from .values import Value

FIELD = later(r"\{\{\s*([^{}]+?)\s*\}\}")
_NEAR = 0.6

Say = Callable[[Value], str]


class Field(NamedTuple):
    """One field of a text; `list` is "" for a field of the whole, `key` its name there."""

    list: str
    key: str
    written: str


class Unknown(NamedTuple):
    """A field that nothing is known of: where it stands, and the nearest name ("" for none)."""

    name: str
    place: str
    near: str


class Fields:
    """The names that may be filled, the ones met, and what each is worth."""

    def __init__(
        self,
        data: Mapping[str, Value],
        lists: Mapping[str, Sequence[Mapping[str, Value]]],
        say: Say,
        columns: Mapping[str, Iterable[str]],
    ) -> None:
        """`columns`: what the items of a list may hold, for lists that may have none."""
        self.say = say
        self.unknown: list[Unknown] = []
        self._data = {folded(name): value for name, value in data.items()}
        self._lists = {folded(name): items for name, items in lists.items()}
        declared = {folded(name): keys for name, keys in columns.items()}
        self._spelt = {
            name: _spellings(chain(declared.get(name, ()), chain.from_iterable(items)))
            for name, items in self._lists.items()
        }
        self._names = _known_names(data, lists, columns)
        self._used: set[str] = set()

    def met(self, text: str, place: str) -> list[Field]:
        """The known fields of a text; the others are noted as unknown there."""
        found: list[Field] = []
        for match in FIELD.finditer(text):
            field = self._known(match[1])
            if field is None:
                from difflib import get_close_matches  # rare: a misspelt name

                near = get_close_matches(folded(match[1]), self._names, 1, _NEAR)
                proposed = self._names[near[0]] if near else ""
                self.unknown.append(Unknown(match[1], place, proposed))
            else:
                self._used.add(f"{field.list}.{field.key}" if field.list else field.key)
                found.append(field._replace(written=match[0]))
        return found

    def count(self, lists: Iterable[str]) -> int:
        """How often rows of these lists repeat: as often as the longest has items."""
        return max(len(self._lists[name]) for name in lists)

    def value(self, field: Field, item: int) -> Value:
        """What a field is worth in the row of an item; None beyond the list's end."""
        if not field.list:
            return self._data[field.key]
        items = self._lists[field.list]
        return self._of(items[item], field) if item < len(items) else None

    def column(self, field: Field, count: int) -> Sequence[Value]:
        """What a field is worth in the rows of the first `count` items."""
        if not field.list:
            return [self._data[field.key]] * count
        items = self._lists[field.list][:count]
        spelt = self._spelt[field.list].get(field.key, ())
        if len(spelt) == 1:
            (name,) = spelt
            found = [item.get(name) for item in items]
        else:
            found = [self._of(item, field) for item in items]
        return found + [None] * (count - len(found))

    def _of(self, item: Mapping[str, Value], field: Field) -> Value:
        """What an item holds under a name, whatever its case; the last of several."""
        spelt = self._spelt[field.list].get(field.key, ())
        if len(spelt) == 1:
            return item.get(spelt[0])
        return next((item[name] for name in reversed(list(item)) if name in spelt), None)

    def unused(self) -> tuple[str, ...]:
        """Names that may be filled and stand nowhere in the template."""
        return tuple(name for key, name in self._names.items() if key not in self._used)

    def _known(self, written: str) -> Field | None:
        name = folded(written)
        if name in self._data:
            return Field("", name, "")
        list, dot, key = name.partition(".")
        list, key = list.rstrip(), key.lstrip()
        # Of an empty list that nobody declared, whatever is asked is nothing.
        if dot and list in self._lists and (key in self._spelt[list] or not self._spelt[list]):
            return Field(list, key, "")
        return None


def _spellings(names: Iterable[str]) -> dict[str, list[str]]:
    """Names as compared → as they are spelt."""
    found: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        found.setdefault(folded(name), []).append(name)
    return found


def _known_names(
    data: Mapping[str, Value],
    lists: Mapping[str, Sequence[Mapping[str, Value]]],
    columns: Mapping[str, Iterable[str]],
) -> dict[str, str]:
    """Every name as compared → as given."""
    names = list(data)
    for list_name, items in lists.items():
        keys = dict.fromkeys(columns.get(list_name, ()))
        keys |= dict.fromkeys(chain.from_iterable(items))
        names += [f"{list_name}.{key}" for key in keys]
    return {folded(name): name for name in names}
