"""What a template is filled with, and how it is read from JSON.

Source: deliverables.md, « template fill »: an object of fields; lists are arrays of objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from cic_sheets.values.named import NamedTuple

from .blocks import Block, Graph, Image
from .excel.values import Scalar, Value, plain

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from typing import Any, NoReturn

__all__ = ["Appended", "BadData", "Data", "Scalar", "Value", "data_from_json", "plain"]

_PICTURE = "data:image/"
_WIDEST = 300  # digits before or after the point: written out, more would fill the memory
_LARGEST: int = 10 ** (_WIDEST + 1)


class Appended(NamedTuple):
    """Blocks under a heading of their own, after everything that the template holds.

    section  the section that they are, if any: a template that asks for it gets them there
    """

    title: str
    blocks: Sequence[Block]
    section: str = ""


class Data(NamedTuple):
    """Values by field, and items by list, each by the names of its fields.

    columns  name of a list → the names of its fields, so that an empty list's are known too
    say      a value as it stands among words
    sections name of a section → what `{{section: nom}}` becomes
    pictures name of a picture → what takes the place of one whose text is `{{graphique: nom}}`
    labels   `table`, `chart` → the word before a caption's running number (`Tableau`); a kind
             without one has captions without numbers (Word)
    appended what follows the document's end: sections that no template need ask for (Word)
    watermark  a word across each page, behind the text; none when empty (Word)
    """

    fields: Mapping[str, Value]
    lists: Mapping[str, Sequence[Mapping[str, Value]]] = MappingProxyType({})
    columns: Mapping[str, Sequence[str]] = MappingProxyType({})
    say: Callable[[Value], str] = plain
    sections: Mapping[str, Sequence[Block]] = MappingProxyType({})
    pictures: Mapping[str, Graph | Image] = MappingProxyType({})
    labels: Mapping[str, str] = MappingProxyType({})
    appended: Sequence[Appended] = ()
    watermark: str = ""


class BadData(Exception):
    """JSON that holds no such data.

    code   json (no JSON at all), object, list, value, number
    where  the place of what is wrong: `depenses[3].montant`, or the reader's own words
    """

    def __init__(self, code: str, where: str) -> None:
        super().__init__(code, where)
        self.code, self.where = code, where


def data_from_json(text: str) -> Data:
    """Fields and lists of a JSON object, numbers exact to the digit.

    A text `data:image/png;base64,…` is a picture.  Raises BadData.
    """
    import json

    try:
        read = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadData("json", str(error)) from error
    if not isinstance(read, dict):
        raise BadData("object", "")
    pictures = {
        name: _picture(one, name)
        for name, one in read.items()
        if isinstance(one, str) and one.startswith(_PICTURE)
    }
    fields = {
        name: _scalar(one, name)
        for name, one in read.items()
        if not isinstance(one, list) and name not in pictures
    }
    lists = {name: _items(one, name) for name, one in read.items() if isinstance(one, list)}
    return Data(fields, lists, pictures=pictures)


def _picture(written: str, name: str) -> Image:
    from base64 import b64decode

    head, _, content = written.partition(",")
    kind = head.removeprefix(_PICTURE).removesuffix(";base64").removesuffix("+xml")
    if kind not in ("png", "jpeg", "gif", "svg") or not head.endswith(";base64"):
        raise BadData("value", name)
    try:
        return Image(b64decode(content, validate=True), kind)
    except ValueError as error:
        raise BadData("value", name) from error


def _items(written: list[Any], name: str) -> list[dict[str, Value]]:
    for number, item in enumerate(written, 1):
        if not isinstance(item, dict):
            raise BadData("list", f"{name}[{number}]")
        for key, one in item.items():
            if type(one) not in _TEXTS and not _is_number(one):
                raise BadData(_trouble(one), f"{name}[{number}].{key}")
    return written


def _scalar(value: Any, place: str) -> Scalar:
    if type(value) not in _TEXTS and not _is_number(value):
        raise BadData(_trouble(value), place)
    found: Scalar = value
    return found


_TEXTS = frozenset((str, bool, type(None)))


def _is_number(value: object) -> bool:
    """Whether it is a number that can be written out."""
    if isinstance(value, int):
        return -_LARGEST < value < _LARGEST
    return isinstance(value, Decimal) and -_WIDEST <= value.adjusted() <= _WIDEST


def _trouble(value: object) -> str:
    return "number" if isinstance(value, Decimal | int) else "value"


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
