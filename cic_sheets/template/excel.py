"""Excel templates, through the patcher of workbooks: the same outcome as Word's."""

from __future__ import annotations

from cic_sheets.xlsx.patch.fill import fill
from cic_sheets.xlsx.patch.package import Package

from .data import Data
from .notices import notices
from .outcome import Outcome, Place, Unknown


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
