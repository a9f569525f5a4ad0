"""What a parameter of « Règles » is: a key, what it may hold, its default and its source."""

from __future__ import annotations

from typing import Any

from cic_sheets.schema.kinds import Kind
from cic_sheets.schema.registry import Registry
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.names import folded


class Parameter(NamedTuple):
    """One key of « Règles ».

    key      as the sheet shows it
    kind     how its value is read
    default  as a person would type it; a new workbook holds it, and it stands in for a missing key
    unit     French unit, '' for none
    source   clause or specification section
    help     one French sentence
    aka      other spellings of the key accepted on reading
    optional no amount follows it: a workbook may well lack it, and its default stands in silently
    """

    key: str
    kind: Kind
    default: str
    unit: str
    source: str
    help: str
    aka: tuple[str, ...]
    optional: bool = False


PARAMETERS: Registry[Parameter] = Registry("parameter")
"""Every parameter by its key, in the order of « Règles »."""


def parameter(
    key: str,
    kind: Kind,
    default: str,
    *,
    unit: str = "",
    source: str,
    help: str,
    aka: tuple[str, ...] = (),
    optional: bool = False,
) -> Parameter:
    """Declare a parameter once; sheet, reader, manual and report take it from here."""
    return PARAMETERS.add(key, Parameter(key, kind, default, unit, source, help, aka, optional))


def spellings() -> dict[str, Parameter]:
    """Folded key → parameter, other spellings included."""
    return {folded(name): p for p in PARAMETERS for name in (p.key, *p.aka)}


class Setting(NamedTuple):
    """A parameter's value this year.

    value      typed; the default when the key is missing or faulty
    confirmed  whether Brulocalis has confirmed it
    """

    parameter: Parameter
    value: Any
    confirmed: bool
