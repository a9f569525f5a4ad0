"""A cell changes the figures that trace says, and no others: shown by changing files."""

from __future__ import annotations

import hashlib

import pytest

from cic_sheets.book.tell import shown as shown_cell
from cic_sheets.trace.cell import Asked, asked
from cic_sheets.trace.forward import Followed, Trials, followed
from cic_sheets.trace.others import others
from cic_sheets.trace.told import Key
from cic_sheets.values.cells import CellRef, split_a1
from cic_sheets.xlsx.model import RawBook
from cic_sheets.xlsx.read import read_bytes
from tests.programs import ROOT
from tests.trace.small import DAY, MONEY, Small

OTHERS = ("Activités", "Participants", "Mesures", "Communes")
SAMPLE = (
    "Dépenses!J5", "Dépenses!B4", "Dépenses!S2", "Dépenses!U4", "Dépenses!H3", "Taux!C2",
    "Règles!B3", "Accords!J3", "Barèmes!E2", "Missions!E3", "Justificatifs!H5", "Paiements!D4",
    "Convention!B5",
)  # fmt: skip


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    return Small(tmp_path_factory.mktemp("petite année"))


@pytest.fixture(scope="module")
def raw(small: Small) -> RawBook:
    return read_bytes(small.bytes, "2023.xlsx")


@pytest.fixture(scope="module")
def trials(small: Small, raw: RawBook) -> Trials:
    return Trials(small.opened, raw, as_of=DAY)


def cell_of(address: str) -> CellRef:
    sheet, _, a1 = address.partition("!")
    return CellRef(sheet, *split_a1(a1))


def trace(trials: Trials, cell: CellRef) -> Followed:
    return followed(trials, asked_of(trials, cell))


def asked_of(trials: Trials, cell: CellRef) -> Asked:
    return asked(trials.opened, trials.raw, cell.address)


def keys(answer: Followed) -> set[Key]:
    return {one.told.key for one in answer.effects}


def untold(small: Small, trials: Trials, cell: CellRef) -> dict[str, set[Key]]:
    """Figures that a changed file changes and that trace does not say, by what was put there."""
    told = keys(trace(trials, cell))
    changed = {repr(one): small.changed(cell, one) for one in small.contents(cell)}
    return {put: found - told for put, found in changed.items() if found - told}


def unproved(small: Small, trials: Trials, cell: CellRef) -> set[Key]:
    """Figures that trace says have changed, and that the same content in a file does not change."""
    contents = {
        shown_cell(one): one.value for one in others(asked_of(trials, cell), trials.opened.book)
    }
    wanted: dict[str, set[Key]] = {}
    for one in trace(trials, cell).effects:
        if one.change is not None:
            wanted.setdefault(one.change.typed, set()).add(one.told.key)
    return {
        key for typed, said in wanted.items() for key in said - small.changed(cell, contents[typed])
    }


# --- The proof ------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", SAMPLE)
def test_files_with_another_content__change_no_figure_that_trace_does_not_say(
    address: str, small: Small, trials: Trials
) -> None:
    assert untold(small, trials, cell_of(address)) == {}


@pytest.mark.parametrize("address", SAMPLE[:5])
def test_figures_that_change_in_thought__change_in_a_file(
    address: str, small: Small, trials: Trials
) -> None:
    assert unproved(small, trials, cell_of(address)) == set()


@pytest.mark.slow
@pytest.mark.parametrize("sheet", [*MONEY, *OTHERS])
def test_every_cell_of_the_money_sheets__says_all_that_it_changes(
    sheet: str, small: Small, trials: Trials
) -> None:
    cells = list(small.cells(sheet))
    assert cells
    wrong = {cell.address: found for cell in cells if (found := untold(small, trials, cell))}
    assert wrong == {}


@pytest.mark.slow
@pytest.mark.parametrize("sheet", ["Dépenses", "Accords", "Justificatifs", "Taux"])
def test_every_cell_of_the_lines_and_what_they_rest_on__changes_what_it_says(
    sheet: str, small: Small, trials: Trials
) -> None:
    wrong = {
        cell.address: found
        for cell in small.cells(sheet)
        if (found := unproved(small, trials, cell))
    }
    assert wrong == {}


# --- What is said ---------------------------------------------------------------------------------


def test_amount_of_a_line__changes_its_own_figures_and_those_of_lines_served_later(
    trials: Trials,
) -> None:
    answer = trace(trials, cell_of("Dépenses!J2"))
    changed = {one.told.key for one in answer.effects if one.change is not None}
    for row, column in (("D-001", "demande"), ("D-001", "remboursable"), ("D-004", "remboursable")):
        assert Key("list", "depenses", "", row, column) in changed
    assert Key("field", "", "", "", "total_demande") in changed


def test_figure_that_the_cell_cannot_move__is_not_named(trials: Trials) -> None:
    found = keys(trace(trials, cell_of("Dépenses!J2")))
    assert Key("list", "depenses", "", "D-006", "remboursable") not in found
    assert Key("field", "", "", "", "total_paye") not in found


def test_figures_that_change__come_before_those_that_only_cite(trials: Trials) -> None:
    effects = trace(trials, cell_of("Règles!B3")).effects
    moved = [one.change is not None for one in effects]
    assert moved == sorted(moved, reverse=True)
    assert any(moved)


def test_findings_on_the_cell__are_listed(trials: Trials) -> None:
    assert {one.code for one in trace(trials, cell_of("Dépenses!J5")).findings} == {
        "DEP-06",
        "DEP-18",
    }
    assert trace(trials, cell_of("Dépenses!H2")).findings == ()


def test_places__are_those_of_the_outputs(trials: Trials) -> None:
    answer = followed(trials, asked_of(trials, cell_of("Dépenses!J2")), ROOT / "templates")
    places = {one.told.key: one.places for one in answer.effects}
    line = places[Key("list", "depenses", "", "D-001", "montant")]
    assert line == {"rapport-financier.xlsx": ("Dépenses!L7",)}
    total = places[Key("field", "", "", "", "total_demande")]
    assert "Résumé!B7" in total["rapport-financier.xlsx"]


def test_time_that_runs_out__is_said_by_the_trials_left(trials: Trials) -> None:
    answer = followed(trials, asked_of(trials, cell_of("Dépenses!J2")), seconds=0)
    assert answer.tried == 1 < answer.planned


def test_experiments__write_nothing(small: Small, trials: Trials) -> None:
    def prints() -> dict[str, str]:
        home = small.path.parent
        files = (path for path in sorted(home.rglob("*")) if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = prints()
    trace(trials, cell_of("Dépenses!J2"))
    assert prints() == before


def test_day_that_nobody_gave__follows_the_end_of_the_convention(
    small: Small, raw: RawBook
) -> None:
    free = Trials(small.opened, raw, today=DAY)
    held = Trials(small.opened, raw, as_of=DAY)
    key = Key("field", "", "", "", "date_situation")
    end = cell_of("Convention!B5")
    moved = {one.told.key for one in trace(free, end).effects if one.change is not None}
    kept = {one.told.key for one in trace(held, end).effects if one.change is not None}
    assert key in moved
    assert key not in kept
