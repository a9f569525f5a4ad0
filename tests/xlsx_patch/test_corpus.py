"""Other people's workbooks: three cells marked, nothing else moved, every program content.

The files are the `read` and `template` ones of the shared corpus; the marks fall on a cell that
is there, on an empty one in a row that is there, and on one in a row far below.
"""

from __future__ import annotations

import io
import json
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from cic_sheets.template.excel.workbook import Sheet, read_workbook
from cic_sheets.template.opc.package import Package
from cic_sheets.xlsx.patch import Mark, annotate
from tests.programs import ProgramFailed, ooxml_errors, soffice_convert
from tests.xlsx_patch.books import FILL, TEXTS, frame, raw_members, stored_cells

SEVERITIES = ("E", "A", "I")


class Case(NamedTuple):
    path: Path
    data: bytes
    result: bytes
    sheet: Sheet
    cells: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        return self.path.name


@pytest.fixture(scope="module")
def cases(corpus: Path) -> list[Case]:
    lines = (corpus / "real" / "index.jsonl").read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    paths = [
        corpus / "real" / one["file"]
        for one in entries
        if one["kind"] == "xlsx" and one["expect"] in ("read", "template")
    ]
    found = [case(path) for path in paths]
    assert len(found) > 100
    return found


def case(path: Path) -> Case:
    data = path.read_bytes()
    package = Package.open(data)
    book = read_workbook(package)
    sheet = next(one for one in book.sheets if one.kind == "worksheet" and one.part)
    cells = chosen(package.part(sheet.part))
    marks = [
        Mark(sheet.name, row, column, severity, f"MARQUE-{severity}", "à mendier", ("M",))
        for (row, column), severity in zip(cells, SEVERITIES, strict=True)
    ]
    return Case(path, data, annotate(data, marks, TEXTS), sheet, cells)


def chosen(sheet: bytes) -> tuple[tuple[int, int], ...]:
    """A cell that is there, an empty one of its row, one in a row far below."""
    root = ET.fromstring(sheet)
    rows = [one for one in root.iter() if one.tag.endswith("}row")]
    if not rows:
        return (1, 1), (1, 3), (200, 2)
    numbers = [int(row.get("r") or n) for n, row in enumerate(rows, 1)]
    full = next((n for n, row in enumerate(rows) if len(row)), 0)
    places = [cell.get("r") or "A1" for cell in rows[full]] or ["A1"]
    columns = [
        openpyxl.utils.column_index_from_string(re.sub(r"\d", "", place)) for place in places
    ]
    row, last = numbers[full], max(*columns, len(columns), 1)
    return (row, columns[0]), (row, min(last + 2, 16_384)), (min(max(numbers) + 90, 1_048_576), 2)


def report(faults: Iterator[str]) -> None:
    found = list(faults)
    assert not found, "\n".join(found)


# -- Bytes -----------------------------------------------------------------------------------


def test_real_files__keep_every_part_that_need_not_change(cases: list[Case]) -> None:
    report(fault for one in cases for fault in moved_parts(one))


def moved_parts(one: Case) -> Iterator[str]:
    """Parts lost, out of order, or changed without need."""
    before, after = raw_members(one.data), raw_members(one.result)
    if [name for name in after if name in before] != list(before):
        yield f"{one.name}: parts lost or moved"
    package = Package.open(one.data)
    book = read_workbook(package)
    need = {book.part, "[Content_Types].xml", one.sheet.part}
    need |= {r.target for r in package.relations(book.part) if r.kind == "styles"}
    need |= {r.target for r in package.relations(one.sheet.part) if r.kind in NOTED}
    rels = {name.rpartition("/") for name in (book.part, one.sheet.part)}
    need |= {f"{folder}/_rels/{base}.rels" for folder, _, base in rels}
    sheets = {sheet.part for sheet in book.sheets}
    for name, member in before.items():
        if after.get(name) == member or name.replace("\\", "/") in need:
            continue
        old, new = package.part(name), Package.open(one.result).part(name)
        if name not in sheets or ET.canonicalize(deselected(old)) != ET.canonicalize(new):
            yield f"{one.name}: {name} changed"


NOTED = ("comments", "vmlDrawing")


def deselected(sheet: bytes) -> bytes:
    return re.sub(rb'\s+tabSelected="(1|true)"', b"", sheet)


def test_real_files__keep_all_that_their_marked_sheet_holds(cases: list[Case]) -> None:
    for one in cases:
        old = Package.open(one.data).part(one.sheet.part)
        new = Package.open(one.result).part(one.sheet.part)
        assert stored_cells(new) == stored_cells(old), one.name
        assert frame(new) == frame(old), one.name


def test_hard_files__are_annotated_or_refused_with_the_patchs_own_error(corpus: Path) -> None:
    entries = json.loads((corpus / "hard" / "manifest.json").read_text("utf-8"))
    done = 0
    for entry in entries:
        if entry["outcome"] in ("read", "warn"):
            data = (corpus / "hard" / entry["file"]).read_bytes()
            marks = [Mark("Dépenses", 2, 2, "E", "MARQUE", "phrase", ("M",))]
            result = Package.open(annotate(data, marks, TEXTS))
            notes = [name for name in result.names() if "comments" in name]
            done += "MARQUE" in result.part(notes[0]).decode() if notes else 0
    assert done > 35


# -- openpyxl --------------------------------------------------------------------------------


@pytest.mark.slow
def test_real_files__open_in_openpyxl_with_the_same_values(cases: list[Case]) -> None:
    compared = 0
    for one in cases:
        old = opened(one.data)
        if old is None:
            continue
        new = opened(one.result)
        assert new is not None, one.name
        for name in old.sheetnames:
            if isinstance(old[name], openpyxl.worksheet.worksheet.Worksheet):
                assert values(new[name]) == values(old[name]), (one.name, name)
        if one.sheet.name in old.sheetnames:
            compared += 1
            assert marked(new[one.sheet.name], one), one.name
    assert compared > 100


def opened(data: bytes) -> openpyxl.Workbook | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return openpyxl.load_workbook(io.BytesIO(data))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None


def values(sheet: openpyxl.worksheet.worksheet.Worksheet) -> dict[str, str]:
    """By address; formulas that openpyxl makes objects of, by what they hold."""
    return {
        cell.coordinate: repr(getattr(cell.value, "__dict__", cell.value))
        for cell in sheet._cells.values()
        if cell.value is not None
    }


def marked(sheet: openpyxl.worksheet.worksheet.Worksheet, one: Case) -> bool:
    for (row, column), severity in zip(one.cells, SEVERITIES, strict=True):
        merged = [m for m in sheet.merged_cells.ranges if (row, column) in set(m.cells)]
        cell = (
            sheet.cell(merged[0].min_row, merged[0].min_col) if merged else sheet.cell(row, column)
        )
        said = cell.comment is not None and f"MARQUE-{severity}" in cell.comment.text
        if not said or cell.fill.fgColor.rgb not in FILL.values():
            return False
    return True


# -- Programs --------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.programs
def test_real_files__open_in_libreoffice_with_their_notes(
    cases: list[Case], tmp_path: Path
) -> None:
    paths = {}
    for one in cases:
        path = tmp_path / "in" / f"{one.path.stem}.xlsx"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(one.result)
        paths[path] = one.path
    results, lost = converted(list(paths), tmp_path / "out")
    assert len(results) > 100
    report(fault for path in results for fault in missing_notes(path))
    assert not converted([paths[path] for path in lost], tmp_path / "originals")[0]


def converted(paths: list[Path], outdir: Path) -> tuple[list[Path], list[Path]]:
    """The results, and the files at which LibreOffice fails (the rest of its call fails too)."""
    results: list[Path] = []
    lost: list[Path] = []
    while paths:
        try:
            results += soffice_convert(paths, "ods", outdir)
            break
        except ProgramFailed:
            made = {path for path in paths if (outdir / f"{path.stem}.ods").exists()}
            results += [outdir / f"{path.stem}.ods" for path in paths if path in made]
            rest = [path for path in paths if path not in made]
            lost.append(rest[0])
            paths = rest[1:]
    return results, lost


def missing_notes(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    notes = "".join(re.findall(r"<office:annotation .*?</office:annotation>", content, re.DOTALL))
    for severity in SEVERITIES:
        if f"MARQUE-{severity}" not in notes:
            yield f"{path.name}: no note {severity}"


@pytest.mark.slow
@pytest.mark.programs
def test_real_files__have_no_fault_that_the_original_had_not(
    cases: list[Case], tmp_path: Path
) -> None:
    def judged(one: Case) -> str:
        path = tmp_path / one.name
        path.write_bytes(one.result)
        fresh = faults(path)
        if fresh:
            fresh -= faults(one.path)
        return f"{one.name}: {sorted(fresh)}" if fresh else ""

    with ThreadPoolExecutor(2) as pool:
        report(fault for fault in pool.map(judged, cases) if fault)


def faults(path: Path) -> Counter[str]:
    """The validator's sentences, places aside: one more sheet shifts their numbers."""
    try:
        found = ooxml_errors(path)
    except ProgramFailed:
        found = ["cannot be opened"]
    return Counter(re.sub(r"\[\d+\]", "[]", one) for one in found)
