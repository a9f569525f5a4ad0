"""Little years drawn as tables in text: the examples of rules, and of the tests that need a book.

    | Dépenses | N°    | Montant | Justificatifs  |
    |          | D-001 | 80,00   | J-001          |
    |          | D-002 | 95,00   | !DEP-01        |

- The first cell of a heading row names the sheet.  A sheet that is not drawn holds one row: the
  examples of its columns (« Dérogations » and optional sheets hold none).  A drawn sheet holds the
  drawn rows only; columns left out take their example, an empty cell is empty.  « Convention » and
  « Règles » keep what is not drawn.
- A cell is typed as a person would: dates and numbers become dates and numbers, a leading
  apostrophe keeps text.  `!CODE` marks the cell where the finding is expected, `!CODE` in a heading
  the heading itself.
- `Attendu : PRE-04 M6 ; PRE-04 M8` expects findings on a sheet as a whole, by code and value.
- `Vu le 31/03/2023` sets the day from which the year is seen (default: the convention's end).
- `Fichiers : 2023/justificatifs/x.pdf` adds files; those that cells name exist too, unless their
  name says `absent` or leaves the folder; `vide` in a name makes it empty.
- `Refusés : a.pdf password`, `Empreintes : a.pdf 0af3`, `Semblables : a.jpg = b.jpg` and
  `Textes : a.pdf 249,00 le 18/01/2023` say what was read in files, separated by `, `.
- A line `Envoyé, puis :` freezes the year drawn so far as it was sent on its day; the sheets drawn
  after it take the place of those before.
- A line `Ou :` starts another year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from cic_sheets.book.contents import Content
from cic_sheets.book.folder import NO_FOLDER, Folder, Found, match_key
from cic_sheets.book.load import load
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.frozen import Sealing, freeze
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.reconcile.submission import Submission
from cic_sheets.reconcile.year import Year, seen_from
from cic_sheets.rules.run import findings_of
from cic_sheets.schema.kinds import Code, Day, FileName, Kind, Moment, Number
from cic_sheets.schema.parameters import PARAMETERS
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.sheets import SHEETS, Column, Sheet
from cic_sheets.values.cells import CellRef
from cic_sheets.values.literals import read_day, read_moment, read_number
from cic_sheets.xlsx.model import RawBook, RawCell, RawSheet

_MARK = re.compile(r"!([A-Z]{3}-\d{2})")
_SEEN = re.compile(r"\b[Vv]u le (\d\d/\d\d/\d{4})")
_FILES = re.compile(r"Fichiers : (.+)")
_SENT = re.compile(r"^\s*Envoyé, puis :.*$", re.MULTILINE)
_WHOLE = re.compile(r"^\s*Attendu : (.+)$", re.MULTILINE)

import_all("cic_sheets.sheets")


@dataclass
class Drawn:
    """A little year: its raw book, where findings are expected, the files, the day.

    marks  (code, sheet, cell) of the findings expected on a cell
    whole  (code, value) of those expected on a sheet as a whole
    sent   what was sent of it before
    """

    raw: RawBook
    marks: set[tuple[str, str, str]] = field(default_factory=set)
    whole: set[tuple[str, str]] = field(default_factory=set)
    folder: Folder = NO_FOLDER
    as_of: date | None = None
    sent: tuple[Submission, ...] = ()

    def opened(self) -> OpenBook:
        """Read, checked and reconciled, as `open_book` would."""
        from pathlib import Path

        book = load(self.raw, "2023.xlsx", lambda years, named: self.folder)
        day = self.as_of or seen_from(book, date(2030, 1, 1))
        year = Year(book, day, settle_book(book, day, self.sent), self.sent)
        return OpenBook(Path("2023.xlsx"), b"", year, findings_of(year))


def years(text: str) -> list[Drawn]:
    """Every little year of a docstring, in order."""
    parts = re.split(r"^\s*Ou :.*$", text, flags=re.MULTILINE)
    return [draw(part) for part in parts if "|" in part]


def draw(text: str) -> Drawn:
    """One little year, with what was sent of it before."""
    *before, now = _SENT.split(text)
    sent: tuple[Submission, ...] = ()
    seen = ""
    for part in before:
        seen += "\n" + part
        opened = replace(_drawn(seen), sent=sent).opened()
        sealing = Sealing(len(sent) + 1, bool(sent), "", "0" * 64, "0" * 64)
        sent = (*sent, freeze(opened.year, "2023", opened.findings, sealing))
    return replace(_drawn(seen + "\n" + now), sent=sent)


def _drawn(text: str) -> Drawn:
    tables = _tables(text)
    marks: set[tuple[str, str, str]] = set()
    names: set[str] = set()
    sheets = []
    for sheet in sorted(SHEETS, key=lambda s: s.order):
        grid = _vertical(sheet, tables) if sheet.vertical else _grid(sheet, tables)
        sheets.append(_raw_sheet(sheet, grid, marks, names))
    unknown = set(tables) - {sheet.title for sheet in SHEETS}
    assert not unknown, f"no such sheet: {unknown}"
    listed = _FILES.search(text)
    names |= {name.strip() for name in listed[1].split(",")} if listed else set()
    seen = _SEEN.search(text)
    as_of = datetime.strptime(seen[1], "%d/%m/%Y").date() if seen else None
    folder = _folder(names)
    folder = folder._replace(contents=_contents(text))
    return Drawn(_book(sheets), marks, _expected_whole(text), folder, as_of)


def _expected_whole(text: str) -> set[tuple[str, str]]:
    listed = [one.strip() for line in _WHOLE.findall(text) for one in line.split(" ; ")]
    return {(code, value) for code, _, value in (one.partition(" ") for one in listed)}


Table = tuple[list[str], list[list[str]]]


def _tables(text: str) -> dict[str, Table]:
    found: dict[str, Table] = {}
    title = ""
    for line in text.splitlines():
        line = line.strip()
        if not line.startswith("|"):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0]:
            title = cells[0]
            found[title] = (cells[1:], [])
        else:
            found[title][1].append(cells[1:])
    return found


def _examples(sheet: Sheet) -> dict[str, str]:
    return {c.label: "" if c.formula else c.example for c in sheet.columns.values()}


def _grid(sheet: Sheet, tables: Mapping[str, Table]) -> list[list[str]]:
    """Headings, then rows, as typed."""
    labels = [column.label for column in sheet.columns.values()]
    heads, drawn = tables.get(sheet.title, ([], None))
    plain = {_MARK.sub("", head).strip(): head for head in heads}
    strange = set(plain) - set(labels)
    assert not strange, f"{sheet.title} has no column {strange}"
    rows = [dict(zip(plain, cells, strict=True)) for cells in (drawn or [])]
    if sheet.title == "Règles":
        rows = _settings(rows)
    elif drawn is None:
        rows = [] if sheet.title == "Dérogations" or sheet.optional else [{}]
    base = _examples(sheet)
    body = [[{**base, **row}[label] for label in labels] for row in rows]
    return [[plain.get(label, label) for label in labels], *body]


def _settings(drawn: list[dict[str, str]]) -> list[dict[str, str]]:
    mine = {_MARK.sub("", row["Règle"]).strip(): row for row in drawn}
    rows = []
    for parameter in PARAMETERS:
        row = {"Règle": parameter.key, "Valeur": parameter.default, "Unité": parameter.unit}
        rows.append({**row, "Statut": "confirmé", "Source": "", **mine.pop(parameter.key, {})})
    return [row for row in rows if row["Règle"] and "absente" not in row.get("Remarque", "")] + [
        {"Statut": "confirmé", **row} for row in mine.values()
    ]


def _vertical(sheet: Sheet, tables: Mapping[str, Table]) -> list[list[str]]:
    """Keys and values; a drawn table has its keys as headings and one row of values."""
    values = _examples(sheet)
    if sheet.title in tables:
        heads, rows = tables[sheet.title]
        values.update(dict(zip(heads, rows[0], strict=True)))
    return [["Rubrique", "Valeur"], *([label, typed] for label, typed in values.items())]


def _raw_sheet(
    sheet: Sheet, grid: list[list[str]], marks: set[tuple[str, str, str]], names: set[str]
) -> RawSheet:
    columns = list(sheet.columns.values())
    rows: dict[int, dict[int, RawCell]] = {}
    for number, line in enumerate(grid, start=1):
        for place, typed in enumerate(line, start=1):
            ref = CellRef(sheet.title, number, place)
            marks |= {(code, sheet.title, ref.a1) for code in _MARK.findall(typed)}
            typed = _MARK.sub("", typed).strip()
            kind = _kind(sheet, columns, grid, number, place)
            if isinstance(kind, FileName) and typed:
                names.add(typed)
            cell = _cell(typed, kind)
            if cell is not None:
                rows.setdefault(number, {})[place] = cell
    return RawSheet(name=sheet.title, rows=rows)


def _kind(
    sheet: Sheet, columns: list[Column], grid: list[list[str]], number: int, place: int
) -> Kind | None:
    if number == 1:
        return None
    if sheet.vertical:
        return columns[number - 2].kind if place == 2 else None
    if sheet.title == "Règles" and columns[place - 1].label == "Valeur":
        key = _MARK.sub("", grid[number - 1][0]).strip()
        found = PARAMETERS.get(key)
        return found.kind if found else None
    return columns[place - 1].kind


def _cell(typed: str, kind: Kind | None) -> RawCell | None:
    """What Excel would store for what a person typed."""
    if not typed:
        return None
    if typed.startswith("'"):
        return RawCell("text", typed[1:], None, True)
    if isinstance(kind, Moment) and read_moment(typed).value:
        return RawCell("date", read_moment(typed).value, None, True)
    if isinstance(kind, Day):
        return _day_cell(typed)
    kept_as_text = isinstance(kind, Code) and typed.startswith("0")
    figure = _figure(typed) if isinstance(kind, (Number, Code)) else None
    if figure is not None and not kept_as_text:
        return RawCell("number", figure, None, True)
    return RawCell("text", typed, None, True)


def _figure(typed: str) -> Decimal | None:
    """What a French Excel makes of typed digits: the comma is always the decimal one."""
    if re.fullmatch(r"-?\d+,\d+", typed):
        return Decimal(typed.replace(",", "."))
    return read_number(typed).value


def _day_cell(typed: str) -> RawCell:
    """dd/mm/yyyy is what a French Excel makes a date of."""
    try:
        return RawCell("date", datetime.strptime(typed, "%d/%m/%Y").date(), None, True)
    except ValueError:
        found = read_day(typed).value
        return RawCell("date", found, None, True) if found else RawCell("text", typed, None, True)


def _folder(names: set[str]) -> Folder:
    files = {}
    for name in sorted(names):
        if "absent" in name or name.startswith(("/", "..")):
            continue
        path = name if name.startswith("2023/") else f"2023/{name}"
        print = match_key(path.replace(" (copie)", ""))
        files[match_key(path)] = Found(path, 0 if "vide" in name else 1000 + len(name), print)
    return Folder(("2023",), files)


def _contents(text: str) -> dict[str, Content]:
    """Key of a file → what the lines above the tables say was read in it."""
    found: dict[str, Content] = {}

    def put(name: str, **known: object) -> None:
        key = match_key(f"2023/{name.strip()}")
        found[key] = found.get(key, Content())._replace(**known)

    for name, code in _read(text, "Refusés", r"(\S+) ([a-z-]+)"):
        put(name, refusal=code)
    for name, sha in _read(text, "Empreintes", r"(\S+) ([0-9a-f]+)"):
        put(name, sha256=sha)
    for name, amount, day in _read(text, "Textes", r"(\S+) ([\d,]+) le ([\d/]+)"):
        when = datetime.strptime(day, "%d/%m/%Y").date()
        put(name, amounts=frozenset([Decimal(amount.replace(",", "."))]), days=frozenset([when]))
    for one, other in _read(text, "Semblables", r"(\S+) = (\S+)"):
        put(one, alike=(f"2023/{other.strip()}",))
        put(other, alike=(f"2023/{one.strip()}",))
    return found


def _read(text: str, label: str, shape: str) -> list[tuple[str, ...]]:
    listed = re.search(rf"^\s*{label} : (.+)$", text, re.MULTILINE)
    parts = listed[1].split(", ") if listed else []
    matched = [re.fullmatch(shape, part.strip()) for part in parts]
    assert all(matched), (label, parts)
    return [one.groups() for one in matched if one]


def _book(sheets: list[RawSheet]) -> RawBook:
    return RawBook("2023.xlsx", b"", tuple(sheets), False, (), (), ())
