"""Excel templates, through the patcher of workbooks: the same outcome as Word's."""

from __future__ import annotations

from ..data import Data
from ..grammar import FIELD, asked
from ..names import Known
from ..notices import notices
from ..opc.package import Package
from ..outcome import Outcome, Place, Unknown
from .dates import give_dates_a_format
from .days import with_days
from .fill import Filled, fill
from .look import seen
from .named import ask_by_name
from .shapes import fill_shapes
from .workbook import read_workbook


def fill_excel(package: Package, data: Data) -> Outcome:
    """A workbook filled.  Raises PatchError when it cannot be patched."""
    return fill_and_tell(package, data)[0]


def fill_and_tell(package: Package, data: Data) -> tuple[Outcome, Filled]:
    """The same, and where each field came to stand.  Raises PatchError."""
    told = tuple(notices(package))
    known = Known(data)
    book = read_workbook(package)
    look, shapes = seen(book, data, known), fill_shapes(book, data, known)
    named = ask_by_name(book, data, known)
    given = with_days(book, named.data, known)
    give_dates_a_format(book, given)
    filled = fill(package.save(), given.fields, given.lists, columns=given.columns, say=given.say)
    left, own = frozenset(known.unused()), given is data
    unknown = (
        Unknown(one.name, Place("cell", words=one.place), one.near if own else known.near(one.name))
        for one in filled.unknown
        if _is_field(one.name)
    )
    outcome = Outcome(
        filled.data,
        (*unknown, *look.unknown, *shapes.unknown, *named.unknown),
        look.broken + shapes.broken,
        look.unfilled + shapes.unfilled,
        look.unreachable + shapes.unreachable,
        unused=tuple(name for name in filled.unused if name in left),
        unreckoned=filled.unreckoned,
        notices=told,
    )
    return outcome, filled


def _is_field(name: str) -> bool:
    """Sections and pictures are told apart."""
    return all(one.kind == FIELD for one in asked("{{" + name + "}}"))
