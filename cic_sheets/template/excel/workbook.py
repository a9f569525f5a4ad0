"""The workbook part: which sheets there are, and one more put before them.

Putting a sheet first shifts the indexes by which the workbook part knows its sheets
(`localSheetId`, `activeTab`, `firstSheet`); all else in a package (calculation chain, slicers,
pivot caches, custom views, revisions) knows them by id or by name.

Source: ISO/IEC 29500-1, 18.2 (workbook), 18.3.1.88 (sheetView).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cic_sheets.values.named import NamedTuple

from ..opc.errors import PatchError
from ..opc.later import later
from ..opc.markup import Edit, Element, Markup, appended, escaped, spliced, with_attributes
from ..opc.package import Package
from .spreadsheet import (
    Dialect,
    dialect_of,
    placed,
    prefixed,
    relation_attribute,
    relation_id,
    true,
    whole,
)

_ORDER = (
    b"fileVersion",
    b"fileSharing",
    b"workbookPr",
    b"workbookProtection",
    b"bookViews",
    b"sheets",
    b"functionGroups",
    b"externalReferences",
    b"definedNames",
)
_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_FORBIDDEN = later(r"[\x00-\x1f\[\]:*?/\\]")
_MAX_NAME = 31
_MAX_ID = 65_534
_HEAD = 1 << 11
_SELECTED = later(rb"<(?:[^\s<>/:]+:)?sheetView\s[^<>]*?tabSelected\s*=\s*[\"'](?:1|true)")


class Sheet(NamedTuple):
    """One sheet; `kind` is worksheet, chartsheet, dialogsheet… and `part` "" when it is missing."""

    name: str
    kind: str
    part: str


class Workbook(NamedTuple):
    """The workbook part of a package."""

    package: Package
    part: str
    markup: Markup
    root: Element
    dialect: Dialect
    sheets: tuple[Sheet, ...]


class LocalName(NamedTuple):
    """A defined name that belongs to the sheet put first."""

    name: str
    formula: str
    hidden: bool


def read_workbook(package: Package) -> Workbook:
    """The workbook of a package.  Raises PatchError when it holds none."""
    main = package.related("", "officeDocument")
    if main is None:
        raise PatchError("no workbook in the package")
    markup = Markup(package.part(main.target))
    root = markup.root()
    if root.name != b"workbook":
        raise PatchError("the main part is no workbook")
    relations = {one.id: one for one in package.relations(main.target) if not one.external}
    sheets: list[Sheet] = []
    for element in _children(markup, root, b"sheets"):
        tag = markup.attributes(element)
        found = relations.get(relation_id(tag) or "")
        part = found.target if found and found.target in package else ""
        sheets.append(Sheet(tag.get("name", ""), found.kind if found else "", part))
    return Workbook(package, main.target, markup, root, dialect_of(markup, root), tuple(sheets))


def free_sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """The name as Excel allows it, numbered when another sheet bears it."""
    used = {name.casefold() for name in taken}
    plain = _FORBIDDEN.sub(" ", wanted).strip().strip("'")[:_MAX_NAME] or "1"
    name, count = plain, 1
    while name.casefold() in used:
        count += 1
        ending = f" ({count})"
        name = plain[: _MAX_NAME - len(ending)] + ending
    return name


def put_first(book: Workbook, name: str, content: bytes, local_names: Sequence[LocalName]) -> None:
    """A new worksheet before all others, and the only one selected."""
    package, markup = book.package, book.markup
    folder = book.part.rpartition("/")[0]
    part = package.free_name((folder and f"{folder}/") + "worksheets/sheet{}.xml")
    package.add(part, content, _WORKSHEET_TYPE)
    id = package.relate(book.part, f"{book.dialect.relations}/worksheet", part)
    edits = [_sheet_edit(book, name, id), *_view_edits(book), *_name_edits(book, local_names)]
    package.replace(book.part, spliced(markup.text, edits))
    for sheet in book.sheets:
        if sheet.part:
            _deselect(package, sheet.part)


def _children(markup: Markup, root: Element, name: bytes) -> list[Element]:
    parent = markup.child(root, name)
    return markup.children(parent) if parent else []


def _sheet_edit(book: Workbook, name: str, id: str) -> Edit:
    sheets = book.markup.child(book.root, b"sheets")
    if sheets is None:
        raise PatchError("no sheets in the workbook")
    ids = {whole(book.markup.attributes(e).get("sheetId")) for e in book.markup.children(sheets)}
    free = max(ids, default=0) + 1
    if free > _MAX_ID:
        free = next(n for n in range(1, _MAX_ID) if n not in ids)
    content = b'<sheet name="%s" sheetId="%d" %s/>' % (
        escaped(name),
        free,
        relation_attribute(book.markup, book.root, book.dialect, id),
    )
    content = prefixed(content, book.root.prefix)
    if sheets.closed_at_once:
        return appended(book.markup, sheets, content)
    return sheets.inner, sheets.inner, content


def _view_edits(book: Workbook) -> list[Edit]:
    """Every window opens on the first sheet: no `activeTab`, no `firstSheet`."""
    views = _children(book.markup, book.root, b"bookViews")
    return [_retagged(book.markup, e, activeTab=None, firstSheet=None) for e in views]


def _name_edits(book: Workbook, local_names: Sequence[LocalName]) -> list[Edit]:
    content = b"".join(
        b'<definedName name="%s" localSheetId="0"%s>%s</definedName>'
        % (escaped(one.name), b' hidden="1"' if one.hidden else b"", escaped(one.formula))
        for one in local_names
    )
    markup, prefix = book.markup, book.root.prefix
    names = markup.child(book.root, b"definedNames")
    if names is None:
        if not content:
            return []
        content = prefixed(b"<definedNames>%s</definedNames>" % content, prefix)
        return [placed(markup, book.root, b"definedNames", _ORDER, content)]
    edits = []
    for one in markup.children(names):
        local = markup.attributes(one).get("localSheetId")
        if local is not None:
            edits.append(_retagged(markup, one, localSheetId=str(whole(local) + 1)))
    if names.closed_at_once:
        return [appended(markup, names, prefixed(content, prefix))]
    return [(names.inner, names.inner, prefixed(content, prefix)), *edits]


def _retagged(markup: Markup, element: Element, **changes: str | None) -> Edit:
    tag = with_attributes(markup.tag(element), changes)
    return element.start, element.inner, tag


def _deselect(package: Package, part: str) -> None:
    """Two selected sheets would be edited together, so the others must not be.

    The views come before the cells: the head of the part tells whether it must be touched.
    """
    if not _looks_selected(package, part):
        return
    markup = Markup(package.part(part))
    edits = [
        _retagged(markup, view, tabSelected=None)
        for view in _children(markup, markup.root(), b"sheetViews")
        if true(markup.attributes(view).get("tabSelected"))
    ]
    if edits:
        package.replace(part, spliced(markup.text, edits))


def _looks_selected(package: Package, part: str) -> bool:
    size = _HEAD
    while True:
        head = package.head(part, size)
        plain = head.replace(b"\0", b"")  # UTF-16 is near enough for a look
        if _SELECTED.search(plain):
            return True
        if len(head) < size or b"</sheetViews" in plain or b"sheetData" in plain:
            return False
        size *= 4
