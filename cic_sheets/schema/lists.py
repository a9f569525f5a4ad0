"""What a list of values is: the declared values, and those the coordinator adds in `Listes`."""

from __future__ import annotations

from collections.abc import Mapping

from cic_sheets.schema.registry import Registry
from cic_sheets.values.named import NamedTuple


class ValueList(NamedTuple):
    """Values that a column offers.

    name    the heading of its column in `Listes`
    values  the declared values, in the order of the drop-down
    aka     other spellings of a declared value: `{"DH": "MAD"}`
    about   one French line for the manual
    closed  what `Listes` adds doesn't count: the program would not know what to do with it
    """

    name: str
    values: tuple[str, ...]
    aka: Mapping[str, str]
    about: str
    closed: bool = False


LISTS: Registry[ValueList] = Registry("list")


def value_list(
    name: str,
    *values: str,
    about: str,
    aka: Mapping[str, str] | None = None,
    closed: bool = False,
) -> ValueList:
    """Declare a list once; the reader, the drop-downs and the manual take it from here."""
    return LISTS.add(name, ValueList(name, values, aka or {}, about, closed))
