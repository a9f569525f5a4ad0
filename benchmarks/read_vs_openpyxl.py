"""What reading a workbook costs, against openpyxl, Python itself and the floor that is expat.

    python benchmarks/read_vs_openpyxl.py [WORKBOOK] [--runs N]

Whole processes are measured, start-up included, in CPU seconds (user + system), interleaved so
that a busy machine weighs on all alike; medians and their ratios to openpyxl are printed.  Without
WORKBOOK, one of 35 sheets and some 11,000 cells is made by XlsxWriter in a temporary folder.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(sum(1 for sheet in book for row in sheet.iter_rows() for cell in row
          if cell.value is not None))
"""
OURS = """
import sys
from pathlib import Path
from cic_sheets.xlsx.read import read_book
book = read_book(Path(sys.argv[1]))
print(sum(len(cells) for sheet in book.sheets for cells in sheet.rows.values()))
"""
BY_DEFINITION = """
import cic_sheets.xlsx.read as reading
reading.swift_sheet = reading.swift_strings = lambda *part: None
"""
EXPAT = """
import sys, zipfile, pyexpat
with zipfile.ZipFile(sys.argv[1]) as book:
    for name in book.namelist():
        if name.endswith((".xml", ".rels")):
            pyexpat.ParserCreate().Parse(book.read(name), True)
"""
PYTHON = "pass"
PROGRAMS = {
    "openpyxl": OPENPYXL,
    "cic_sheets": OURS,
    "cic_sheets, definition only": BY_DEFINITION + OURS,
    "zipfile + expat, no handler": EXPAT,
    "python": PYTHON,
}


def environment(cache: Path) -> dict[str, str]:
    """Every program finds its modules compiled, as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(cache)}


def cpu(program: str, workbook: Path, cache: Path) -> float:
    """CPU seconds of one run of the program in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", program, str(workbook)],
        check=True, stdout=subprocess.DEVNULL, cwd=ROOT, env=environment(cache),
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(workbook: Path, runs: int, cache: Path) -> dict[str, float]:
    """Median CPU seconds of each program, all run in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for run in range(runs + 1):
        for name, program in PROGRAMS.items():
            taken = cpu(program, workbook, cache)
            if run:  # the first round only fills the caches
                seconds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def make_workbook(path: Path) -> None:
    """35 sheets with a table each: one of 500 rows and 15 columns, 34 of 12 rows and 8 columns."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        money = book.add_format({"num_format": "#,##0.00"})
        for number in range(35):
            rows, columns = (500, 15) if number == 0 else (12, 8)
            sheet = book.add_worksheet(f"Feuille {number + 1}")
            headings = [{"header": f"Colonne {column + 1}"} for column in range(columns)]
            sheet.add_table(
                3, 0, 3 + rows, columns - 1, {"name": f"Tableau{number}x", "columns": headings}
            )
            for row in range(rows):
                for column in range(columns):
                    match column % 5:
                        case 0:
                            sheet.write_string(row + 4, column, f"D-2023-{row:03d}")
                        case 1:
                            sheet.write_datetime(
                                row + 4, column, date(2023, 1, 1) + timedelta(days=row % 365), day
                            )
                        case 2:
                            sheet.write_number(row + 4, column, 12.5 * row + column, money)
                        case 3:
                            sheet.write_string(row + 4, column, f"Dépense n° {row % 40} à Tanger")
                        case _:
                            sheet.write_formula(
                                row + 4, column, f"=C{row + 5}*2", money, 25.0 * row + 4
                            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbook", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workbook = options.workbook
        if workbook is None:
            workbook = Path(folder) / "banc.xlsx"
            make_workbook(workbook)
        taken = medians(workbook.resolve(), options.runs, Path(folder) / "compiled")
    print(f"{'':32}{'CPU ms':>8}{'× openpyxl':>12}")
    for name, seconds in taken.items():
        print(f"{name:32}{seconds * 1000:8.0f}{seconds / taken['openpyxl']:12.3f}")


if __name__ == "__main__":
    main()
