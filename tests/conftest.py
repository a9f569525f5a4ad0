"""What all tests share: the corpus, golden files, and a word on the programs they need."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.programs import ROOT, programs_missing

# Tests keep what they read of receipts among the tools, not in the user's own cache.
os.environ.setdefault("CIC_CACHE", str(ROOT / ".tools" / "cache"))

IN_CI = bool(os.environ.get("CI"))

settings.register_profile("house", deadline=None, print_blob=True)
# `make test` says the same twice of the same code; `make slow` draws new years each time.
settings.register_profile("steady", settings.get_profile("house"), derandomize=True, database=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden", action="store_true", help="rewrite the golden files; then read the difference"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("markexpr") == "not slow":
        settings.load_profile("steady")
    missing = programs_missing()
    if missing and IN_CI:
        raise pytest.UsageError(f"missing here: {', '.join(missing)} (python tests/programs.py)")


def pytest_report_header() -> list[str]:
    return [_left_aside()] if programs_missing() else []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if programs_missing():
        terminalreporter.write_line(_left_aside(), yellow=True)


def _left_aside() -> str:
    return f"Essais `programs` laissés de côté ; il manque : {', '.join(programs_missing())}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not programs_missing():
        return
    aside = [item for item in items if item.get_closest_marker("programs")]
    config.hook.pytest_deselected(items=aside)
    items[:] = [item for item in items if item not in aside]


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Folder of the shared files (`hard/`, `real/`): CIC_CORPUS, else beside the repository."""
    folder = Path(os.environ.get("CIC_CORPUS") or ROOT.parent / "shared" / "corpus")
    if not (folder / "hard" / "manifest.json").exists():
        reason = f"no shared corpus at {folder} (CIC_CORPUS says where it is)"
        pytest.fail(reason) if IN_CI else pytest.skip(reason)
    return folder


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("caps/report.txt", text)`: the text is what tests/golden/caps/report.txt holds.

    `make golden` rewrites the files; a person then reads the difference.
    """

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.exists(), f"{name} has no golden file yet: run `make golden`, then read it"
        assert text == path.read_text("utf-8"), f"{name} differs: if it should, `make golden`"

    return compare
