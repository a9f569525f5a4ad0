"""The fingerprint of a template that was checked, and what has moved in it since.

It says where each field stood, what the template was made of (sheets, names, tables' headings),
and a hash of every part, so that a template that somebody changed is never taken for the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from cic_sheets.values.named import NamedTuple

from .data import Data
from .kinds import Kind, opened, refusing
from .opc.markup import to_utf8
from .opc.package import Package
from .outcome import Place

_FORMAT = 1
_UNTOLD = ("docprops/", "xl/calcchain", "_rels/.rels")  # every saving changes them


class Learned(NamedTuple):
    """What is kept of a template.

    fields   (name as typed, where) of each field, in their order
    outline  sheets, defined names, headings of tables: (kind, words)
    parts    name of a part → hash of its bytes
    """

    fields: tuple[tuple[str, str], ...]
    outline: tuple[tuple[str, str], ...]
    parts: Mapping[str, str]


class Moved(NamedTuple):
    """Something that is otherwise than when the template was learnt.

    code   field-come, field-gone, field-moved, sheet-come, sheet-gone, name-come, name-gone,
           heading-come, heading-gone, part-come, part-gone, part-changed
    name   of the field, the sheet, the part…
    where  where it stands, or stood
    """

    code: str
    name: str
    where: str = ""


def learned(template: bytes) -> Learned:
    """The fingerprint of a template.  Raises Refused."""
    from . import fill

    asked = fill(template, Data({})).unknown
    with refusing():
        package, kind = opened(template)
        fields = tuple((one.name, spot(one.place)) for one in asked)
        return Learned(fields, tuple(_outline(package, kind)), dict(_hashes(package)))


def spot(place: Place) -> str:
    """A place in few words that no language changes: `Résumé!B4`, `body/t2/r3`, `header1/p1`."""
    if place.area == "cell":
        return place.words
    inside = f"t{place.table}/r{place.row}" if place.table else f"p{place.paragraph}"
    return f"{place.area}{place.number if place.number > 1 else ''}/{inside}"


def moved(before: Learned, now: Learned) -> tuple[Moved, ...]:
    """What differs, fields first; the parts only when nothing else tells of the change."""
    told = (*_fields_moved(before, now), *_outline_moved(before, now))
    return told or tuple(_parts_moved(before, now))


def as_json(one: Learned) -> dict[str, Any]:
    """For the file that keeps it."""
    return {
        "format": _FORMAT,
        "fields": [list(pair) for pair in one.fields],
        "outline": [list(pair) for pair in one.outline],
        "parts": dict(one.parts),
    }


def from_json(written: Any) -> Learned:
    """The reverse.  Raises ValueError when it is no such file."""
    try:
        if written["format"] != _FORMAT:
            raise ValueError("another format")
        return Learned(
            tuple((str(name), str(where)) for name, where in written["fields"]),
            tuple((str(kind), str(words)) for kind, words in written["outline"]),
            {str(name): str(digest) for name, digest in written["parts"].items()},
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no fingerprint of a template") from error


def _fields_moved(before: Learned, now: Learned) -> Iterator[Moved]:
    old, new = Counter(before.fields), Counter(now.fields)
    gone, come = list((old - new).elements()), list((new - old).elements())
    for name, where in gone:
        again = next((one for one in come if one[0] == name), None)
        if again:
            come.remove(again)
            yield Moved("field-moved", name, f"{where} → {again[1]}")
        else:
            yield Moved("field-gone", name, where)
    for name, where in come:
        yield Moved("field-come", name, where)


def _outline_moved(before: Learned, now: Learned) -> Iterator[Moved]:
    old, new = Counter(before.outline), Counter(now.outline)
    for kind, words in (old - new).elements():
        yield Moved(f"{kind}-gone", words)
    for kind, words in (new - old).elements():
        yield Moved(f"{kind}-come", words)


def _parts_moved(before: Learned, now: Learned) -> Iterator[Moved]:
    for name in sorted(before.parts.keys() | now.parts.keys()):
        if name not in now.parts:
            yield Moved("part-gone", name)
        elif name not in before.parts:
            yield Moved("part-come", name)
        elif now.parts[name] != before.parts[name]:
            yield Moved("part-changed", name)


def _hashes(package: Package) -> Iterator[tuple[str, str]]:
    for name in package.names():
        if not name.endswith("/") and not name.lower().startswith(_UNTOLD):
            yield name, sha256(package.part(name)).hexdigest()[:20]


def _outline(package: Package, kind: Kind) -> Iterator[tuple[str, str]]:
    yield from _of_excel(package) if kind == "excel" else _of_word(package)


def _of_excel(package: Package) -> Iterator[tuple[str, str]]:
    from .excel.workbook import read_workbook

    book = read_workbook(package)
    for sheet in book.sheets:
        yield "sheet", sheet.name
    names = book.markup.child(book.root, b"definedNames")
    for one in book.markup.children(names) if names else ():
        written = book.markup.attributes(one)
        yield "name", written.get("name", "")
    for part in package.names():
        if part.lower().startswith("xl/tables/"):
            yield "heading", _table(to_utf8(package.part(part)))


def _table(content: bytes) -> str:
    """`Dépenses (no, montant)`."""
    from .opc.markup import Markup

    markup = Markup(content)
    root = markup.root()
    columns = markup.child(root, b"tableColumns")
    heads = (
        [markup.attributes(one).get("name", "") for one in markup.children(columns)]
        if (columns)
        else []
    )
    return f"{markup.attributes(root).get('displayName', '')} ({', '.join(heads)})"


def _of_word(package: Package) -> Iterator[tuple[str, str]]:
    """The first row of every table of the body."""
    from .kinds import main_part
    from .word.scan import Scan

    scan = Scan(to_utf8(package.part(main_part(package))))
    for node in scan.nodes:
        if node.name != "w:tbl":
            continue
        row = scan.child(node, "w:tr")
        if row is None:
            continue
        texts = (
            "".join(scan.content(one) for one in scan.inside(cell) if one.name == "w:t")
            for cell in scan.children(row)
            if cell.name == "w:tc"
        )
        yield "heading", " | ".join(text.strip() for text in texts)
