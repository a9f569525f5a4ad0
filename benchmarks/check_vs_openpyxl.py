"""What `cic check` costs, against openpyxl loading the same workbook and walking its cells.

    python benchmarks/check_vs_openpyxl.py [WORKBOOK] [--runs N] [--rounds N]

Whole processes are measured, start-up and annotated copy included, in CPU seconds (user + system),
in turn so that a busy machine weighs on all alike; medians and their ratios to openpyxl are
printed.  Exit status 1 when the ratio of `cic check` is above the contract's 0.40; with several
rounds, when it is in every one.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST = 0.40

OPENPYXL = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
print(sum(1 for sheet in book for row in sheet.iter_rows() for cell in row
          if cell.value is not None))
"""
IMPORTS = """
import cic_sheets.cli.commands.check, cic_sheets.pipeline, cic_sheets.reconcile.settled
from cic_sheets.schema.registry import import_all
import_all("cic_sheets.sheets")
import_all("cic_sheets.rules")
import cic_sheets.control
"""
READ = """
import sys
from pathlib import Path
from cic_sheets.xlsx.read import read_book
read_book(Path(sys.argv[1]))
"""
CHECK, OF = "cic check", "openpyxl, load and walk"


def programs(workbook: Path, out: Path) -> dict[str, list[str]]:
    """What is measured; the parts under `cic check` overlap, each holds what is above it."""
    python, book = sys.executable, str(workbook)
    check = [python, "-m", "cic_sheets", "check", book]
    return {
        OF: [python, "-c", OPENPYXL, book],
        CHECK: [*check, "--out", str(out)],
        "  python": [python, "-c", "pass"],
        "  + click": [python, "-c", "import click"],
        "  + our modules": [python, "-c", IMPORTS],
        "  reading alone": [python, "-c", READ, book],
        "  check --json (no copy)": [*check, "--json"],
    }


def environment(cache: Path) -> dict[str, str]:
    """Every program finds its modules compiled, as an installed one does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(cache)}


def cpu(command: list[str], env: Mapping[str, str]) -> float:
    """CPU seconds of one run.  Raises CalledProcessError unless it did its work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, cwd=ROOT, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):  # 1: the workbook has findings
        done.check_returncode()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(
    measured: Mapping[str, list[str]], runs: int, env: Mapping[str, str]
) -> dict[str, float]:
    """Median CPU seconds of each program, all run in turn."""
    seconds: dict[str, list[float]] = {name: [] for name in measured}
    for run in range(runs + 1):
        for name, command in measured.items():
            taken = cpu(command, env)
            if run:  # the first round only fills the caches
                seconds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def show(taken: Mapping[str, float]) -> float:
    """Print the medians; the ratio of `cic check`."""
    print(f"{'':28}{'CPU ms':>8}{'× openpyxl':>12}")
    for name, seconds in taken.items():
        print(f"{name:28}{seconds * 1000:8.0f}{seconds / taken[OF]:12.3f}")
    return taken[CHECK] / taken[OF]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbook", nargs="?", type=Path, default=ROOT / "workbooks/2023.xlsx")
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measured = programs(options.workbook.resolve(), Path(folder) / "out")
        env = environment(Path(folder) / "compiled")
        for _ in range(options.rounds):
            ratio = show(medians(measured, options.runs, env))
            print(f"ratio {ratio:.3f}, at most {MOST:.2f}")
            if ratio <= MOST:
                return 0
    return 1


if __name__ == "__main__":
    sys.exit(main())
