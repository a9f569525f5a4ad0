"""How the parts of a package point to each other, and where the workbook is.

Source: OPC (ISO/IEC 29500-2) 9.3 (relationships), 9.2 (part names); ISO/IEC 29500-1 12.3 and 18.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import dirname, join, normpath

from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.container import Container, part_key
from cic_sheets.xlsx.markup import flag, named, outline, relation_id
from cic_sheets.xlsx.model import RawIssue, RawName, Refused
from cic_sheets.xlsx.strings import decoded

MOST_SHEETS = 1_000
ROOT = ""
_STATES = {"hidden": "hidden", "veryhidden": "veryHidden"}


class Relation(NamedTuple):
    """One arrow: `target` is a part's name, or anything at all when `outside`."""

    id: str
    type: str
    target: str
    outside: bool


class Relations(dict[str, Relation]):
    """The arrows of one part, by id."""

    def of_type(self, name: str) -> list[Relation]:
        """Those whose type ends with `/name`, in either family."""
        return [relation for relation in self.values() if relation.type.endswith("/" + name)]


class SheetEntry(NamedTuple):
    """A sheet as the workbook lists it; `part` is "" when the workbook names none."""

    name: str
    state: str
    part: str


class Workbook(NamedTuple):
    """The workbook part: its sheets in order, its calendar, its names, the books it links to."""

    part: str
    sheets: Sequence[SheetEntry]
    date1904: bool
    names: Sequence[RawName]
    external_parts: Sequence[str]
    relations: Relations


def relations_of(container: Container, part: str) -> Relations:
    """The relationships of a part (ROOT for the package).  Raises Refused."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels".lstrip("/")
    relations = Relations()
    if path not in container:
        return relations
    for element in outline(container.read(path), path, ("Relationship",)).elements:
        attributes = element.attributes
        outside = attributes.get("TargetMode", "").lower() == "external"
        target = attributes.get("Target", "")
        relation = Relation(
            attributes.get("Id", ""),
            attributes.get("Type", ""),
            target if outside else resolved(part, target),
            outside,
        )
        relations.setdefault(relation.id, relation)
    return relations


def resolved(part: str, target: str) -> str:
    """A relation's target as a part name: relative to the part's folder, or absolute."""
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else join(dirname("/" + part), target)
    return normpath(path).lstrip("/")


def read_workbook(container: Container, issues: list[RawIssue]) -> Workbook:
    """Find and read the workbook part.  Raises Refused when the package holds none."""
    part = _workbook_part(container, issues)
    root, elements, deep = outline(
        container.read(part),
        part,
        ("workbookPr", "sheet", "definedName", "externalReference"),
        texts=("definedName",),
    )
    if root != "workbook":
        raise Refused("not_a_workbook", f"{part}: {root or 'foreign'}")
    if deep:
        issues.append(RawIssue("deep_xml", "", "", part))
    relations = relations_of(container, part)
    sheets = []
    for sheet in named(elements, "sheet"):
        relation = relations.get(relation_id(sheet.attributes))
        state = _STATES.get(sheet.attributes.get("state", "").lower(), "visible")
        name = decoded(sheet.attributes.get("name", ""))
        sheets.append(SheetEntry(name, state, relation.target if relation else ""))
    if len(sheets) > MOST_SHEETS:
        raise Refused("too_large", "sheets")
    titles = [sheet.name for sheet in sheets]
    names = []
    for element in named(elements, "definedName"):
        index = element.attributes.get("localSheetId", "")[:9]
        owned = index.isdecimal() and int(index) < len(titles)
        names.append(
            RawName(
                element.attributes.get("name", ""),
                element.text,
                titles[int(index)] if owned else None,
            )
        )
    externals = []
    for element in named(elements, "externalReference"):
        relation = relations.get(relation_id(element.attributes))
        externals.append(relation.target if relation else "")
    settings = named(elements, "workbookPr")
    date1904 = any(flag(element.attributes.get("date1904")) for element in settings)
    return Workbook(part, sheets, date1904, names, externals, relations)


def _workbook_part(container: Container, issues: list[RawIssue]) -> str:
    try:
        main = relations_of(container, ROOT).of_type("officeDocument")
    except Refused as refused:
        if refused.code != "damaged_file" or "xl/workbook.xml" not in container:
            raise
        issues.append(RawIssue("damaged_part", "", "", refused.detail))
        main = []
    for part in [relation.target for relation in main] + ["xl/workbook.xml"]:
        if part_key(part).endswith(".bin"):
            raise Refused("binary_workbook", part)
        if part in container:
            return part
    raise _no_workbook(container)


def _no_workbook(container: Container) -> Refused:
    names = container.names()
    if "xl/workbook.bin" in names:
        return Refused("binary_workbook", "xlsb")
    if any(name.startswith("xl/worksheets/") for name in names):
        return Refused("damaged_file", "xl/workbook.xml: missing")
    if "content.xml" in names or ("mimetype" in names and "meta-inf/manifest.xml" in names):
        return Refused("opendocument", "ods")
    for folder, what in (("word/", "docx"), ("ppt/", "pptx"), ("index/", "numbers")):
        if any(name.startswith(folder) for name in names):
            return Refused("not_a_workbook", what)
    return Refused("not_a_workbook", "zip")
