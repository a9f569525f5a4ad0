"""Excel templates, through the patcher of workbooks: the same outcome as Word's."""

from __future__ import annotations

from ..data import Data
from ..notices import notices
from ..opc.package import Package
from ..outcome import Outcome, Place, Unknown
from .fill import fill


def fill_excel(package: Package, data: Data) -> Outcome:
    """A workbook filled.  Raises PatchError when it cannot be patched."""
    told = tuple(notices(package))
    filled = fill(package.save(), data.fields, data.lists, columns=data.columns, say=data.say)
    unknown = (
        Unknown(one.name, Place("cell", words=one.place), one.near) for one in filled.unknown
    )
    return Outcome(
        filled.data,
        tuple(unknown),
        unused=filled.unused,
        unreckoned=filled.unreckoned,
        notices=told,
    )
