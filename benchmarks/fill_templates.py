"""What filling a workbook template costs, against writing the same XML bare, and openpyxl.

    python benchmarks/fill_templates.py [--runs N]

Whole processes are measured, start-up included, in CPU seconds (user + system), interleaved so
that a busy machine weighs on all alike; medians, their ratios to the bare write and the peak of
memory are printed.  Python keeps its compiled modules, as it does once installed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = (100, 1_000, 10_000)

FILL = """
import sys
from datetime import date
from decimal import Decimal
from cic_sheets.template.excel.fill import fill
items = [
    {"no": f"D-{i}", "jour": date(2023, 1, 1 + i % 28), "fournisseur": "Hôtel & Café",
     "objet": f"Nuitée {i}", "devise": "MAD", "montant": Decimal(i) + Decimal("0.50"),
     "taux": Decimal("10.80")}
    for i in range(int(sys.argv[2]))
]
with open(sys.argv[1], "rb") as template, open(sys.argv[3], "wb") as out:
    out.write(fill(template.read(), {}, {"lignes": items}).data)
"""
BARE = """
import sys, zipfile
from datetime import date
first, rows = date(1899, 12, 30), []
def text(column, row, said):
    return (f'<c r="{column}{row}" s="3" t="inlineStr"><is><t xml:space="preserve">{said}</t></is>'
            '</c>')
for i in range(int(sys.argv[2])):
    r, day = 5 + i, (date(2023, 1, 1 + i % 28) - first).days
    rows.append(
        f'<row r="{r}" spans="1:8">{text("A", r, f"D-{i}")}<c r="B{r}" s="2"><v>{day}</v></c>'
        f'{text("C", r, "Hôtel &amp; Café")}{text("D", r, f"Nuitée {i}")}{text("E", r, "MAD")}'
        f'<c r="F{r}" s="1"><v>{i}.5</v></c><c r="G{r}" s="1"><v>10.8</v></c>'
        f'<c r="H{r}" s="1"><f>ROUND(F{r}/G{r},2)</f><v>{round((i + .5) / 10.8, 2)}</v></c></row>')
with (zipfile.ZipFile(sys.argv[1]) as template,
      zipfile.ZipFile(sys.argv[3], "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out):
    for name in template.namelist():
        sheet = name.endswith("sheet1.xml")
        out.writestr(name, f"<sheetData>{''.join(rows)}</sheetData>" if sheet
                     else template.read(name))
"""
OPENPYXL = """
import sys
from copy import copy
from datetime import date
import openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet, count = book["Liste"], int(sys.argv[2])
styles = [sheet.cell(5, column)._style for column in range(1, 9)]
for i in range(count):
    values = [f"D-{i}", date(2023, 1, 1 + i % 28), "Hôtel & Café", f"Nuitée {i}", "MAD", i + .5,
              10.8, f"=ROUND(F{5 + i}/G{5 + i},2)"]
    for column, value in enumerate(values, 1):
        sheet.cell(5 + i, column, value)._style = copy(styles[column - 1])
sheet.cell(5 + count, 8, f"=SUM(H5:H{4 + count})")
book.save(sys.argv[3])
"""
BARE_JSON = BARE.replace("import sys, zipfile", "import json, sys, zipfile").replace(
    "from datetime import date\nfirst",
    "from datetime import date\nitems = json.load(open(sys.argv[4]))['lignes']\nfirst",
)
PROGRAMS = {"bare": BARE, "fill": FILL, "openpyxl": OPENPYXL}
COMMANDS = {
    "bare + JSON": ("-c", BARE_JSON),
    "python -m": ("-m", "cic_sheets.template"),
    "cic": ("-m", "cic_sheets", "template"),
}
"""Whole processes that read their items from a JSON file, ours with nothing left out."""


def main() -> None:
    """Measure and print, one line a size and program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_template(home / "template.xlsx")
        for kind in (in_memory, from_json):
            print(f"{'rows':>6} {'program':<12} {'CPU s':>7} {'/ bare':>7} {'peak MB':>8}")
            for count in SIZES:
                show(count, ratios(kind(home, count), runs, home))


def in_memory(home: Path, count: int) -> dict[str, list[str]]:
    """Programs that make their items."""
    given = [str(home / "template.xlsx"), str(count), str(home / "out.xlsx")]
    return {name: ["-c", program, *given] for name, program in PROGRAMS.items()}


def from_json(home: Path, count: int) -> dict[str, list[str]]:
    """Commands that read them."""
    template, data, out = home / "template.xlsx", home / "data.json", home / "out.xlsx"
    items = [
        {"no": f"D-{i}", "jour": f"2023-01-{1 + i % 28:02}", "fournisseur": "Hôtel & Café",
         "objet": f"Nuitée {i}", "devise": "MAD", "montant": i + 0.5, "taux": 10.8}
        for i in range(count)
    ]  # fmt: skip
    data.write_text(json.dumps({"lignes": items}), "utf-8")
    bare = [*COMMANDS["bare + JSON"], str(template), str(count), str(out), str(data)]
    filling = ["fill", str(template), "--data", str(data), "--out", str(out)]
    ours = {name: [*COMMANDS[name], *filling] for name in ("python -m", "cic")}
    return {"bare + JSON": bare, **ours}


Measures = dict[str, tuple[float, float]]


def ratios(commands: dict[str, list[str]], runs: int, home: Path) -> Measures:
    """Program → median CPU seconds and peak of memory; the first is what others are held to."""
    for command in commands.values():
        measured(command, home)  # compiles what is imported
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(measured(command, home))
    return {
        name: (statistics.median(cpu for cpu, _ in found), max(peak for _, peak in found))
        for name, found in taken.items()
    }


def show(count: int, found: Measures) -> None:
    """A line a program."""
    bare, _ = next(iter(found.values()))
    for name, (cpu, peak) in found.items():
        print(f"{count:>6} {name:<12} {cpu:>7.3f} {cpu / bare:>7.2f} {peak:>8.0f}")


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """CPU seconds and peak of memory in MB of one run."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    whole = [sys.executable, *command]
    with subprocess.Popen(whole, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a measure failed: {process.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def make_template(path: Path) -> None:
    """A list of eight columns, one of them reckoned, with its total."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Liste")
        money = book.add_format({"num_format": "#,##0.00", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
        text = book.add_format({"border": 1})
        fields = "no", "jour", "fournisseur", "objet", "devise", "montant", "taux"
        sheet.write_row("A4", [*fields, "EUR"])
        formats = text, day, text, text, text, money, money
        for column, (field, format) in enumerate(zip(fields, formats, strict=True)):
            sheet.write(4, column, f"{{{{lignes.{field}}}}}", format)
        sheet.write_formula("H5", "=ROUND(F5/G5,2)", money)
        sheet.write("A6", "Total")
        sheet.write_formula("H6", "=SUM(H5:H5)", money)


if __name__ == "__main__":
    main()
