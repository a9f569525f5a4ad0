"""What a command costs: which modules it loads, and `cic check` beside openpyxl's load and walk."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"pandas", "numpy", "openpyxl", "docx", "xlsxwriter", "rich", "lxml", "PIL"}
LIGHT = {"cic_sheets", "click"}
ROUNDS = 3

LOADED = """
import sys
from cic_sheets.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """The modules in memory when the command ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return set(done.stderr.split())


def libraries(modules: set[str]) -> set[str]:
    """The first names of those that neither Python nor its start-up files bring."""
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"],
        check=True, capture_output=True, text=True,
    ).stdout.split()  # fmt: skip
    names = {name.partition(".")[0] for name in modules.difference(bare)}
    return names - sys.stdlib_module_names - {"__mp_main__"}


@pytest.mark.parametrize(
    ("arguments", "most"),
    [
        # `most` leaves room for some twenty modules; a library or a floor more breaks it.
        (("check", "workbooks/2023.xlsx"), 360),
        (("check", "workbooks/2023.xlsx", "--json"), 340),
        (("--help",), 245),
        (("check", "--help"), 180),
    ],
)
def test_command__loads_the_standard_library_and_click_only(
    arguments: tuple[str, ...], most: int, tmp_path: Path
) -> None:
    out = () if "--help" in arguments or "--json" in arguments else ("--out", str(tmp_path))
    modules = loaded(*arguments, *out)
    assert "cic_sheets.cli.group" in modules
    assert not HEAVY & {name.partition(".")[0] for name in modules}
    assert libraries(modules) <= LIGHT
    assert len(modules) <= most


def test_check__loads_neither_reports_nor_their_looks(tmp_path: Path) -> None:
    modules = loaded("check", "workbooks/2023.xlsx", "--out", str(tmp_path))
    above = ("report", "render", "workbook", "example", "template.data", "template.word")
    above = tuple(f"cic_sheets.{name}" for name in above)
    assert [name for name in modules if name.startswith(above)] == []


@pytest.mark.slow
def test_check__takes_at_most_two_fifths_of_what_openpyxl_takes_to_load_and_walk() -> None:
    program = ROOT / "benchmarks" / "check_vs_openpyxl.py"
    done = subprocess.run(
        [sys.executable, str(program), "--runs", "7", "--rounds", str(ROUNDS)],
        check=False, capture_output=True, text=True, encoding="utf-8", cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def fill_templates() -> ModuleType:
    """The bench of that name."""
    path = ROOT / "benchmarks" / "fill_templates.py"
    spec = spec_from_file_location("fill_templates", path)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize(("count", "most"), [(100, None), (1_000, 1.6), (10_000, 1.6)])
def test_filling_costs_little_more_than_writing_the_same_xml_bare(
    count: int, most: float | None, fill_templates: ModuleType, tmp_path: Path
) -> None:
    fill_templates.make_template(tmp_path / "template.xlsx")
    commands = fill_templates.in_memory(tmp_path, count)
    found = [fill_templates.ratios(commands, 3, tmp_path) for _ in range(ROUNDS)]
    cpu = {name: min(round[name][0] for round in found) for name in commands}
    assert cpu["fill"] * 3 <= cpu["openpyxl"]
    if most:
        assert cpu["fill"] <= most * cpu["bare"], cpu


@pytest.mark.slow
def test_memory_is_flat_in_the_number_of_rows(fill_templates: ModuleType, tmp_path: Path) -> None:
    fill_templates.make_template(tmp_path / "template.xlsx")
    peaks = {
        count: fill_templates.ratios(fill_templates.in_memory(tmp_path, count), 1, tmp_path)["fill"]
        for count in (100, 10_000)
    }
    assert peaks[10_000][1] <= 2 * peaks[100][1]
