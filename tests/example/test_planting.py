"""Mistakes go where they are meant to go, or not at all; the script writes what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cic_sheets.example.__main__ import main
from cic_sheets.example.build import clean_workbook
from cic_sheets.example.mistakes import MISTAKES
from cic_sheets.example.planting import Mistake, Rename, Retype, planted
from cic_sheets.example.year import clean_year


def of(change: Retype) -> tuple[Mistake, ...]:
    return (Mistake("essai", (change,), ()),)


def test_change__of_a_row_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        planted(clean_year(), of(Retype("Dépenses", "D-2023-999", "Montant", "1")))


def test_change__that_changes_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing changes"):
        planted(clean_year(), of(Retype("Missions", "MIS-07", "Lieu", "Casablanca")))


def test_mistakes__change_only_what_they_declare() -> None:
    before, after = clean_year(), planted(clean_year(), MISTAKES).rows
    changed = {
        (title, label)
        for title, rows in before.items()
        for row, other in zip(rows, after[title], strict=False)
        for label in row
        if row[label] != other[label]
    }
    declared = {
        (change.sheet, change.column)
        for mistake in MISTAKES
        for change in mistake.changes
        if isinstance(change, Retype)
    }
    assert changed == declared
    assert len(declared) >= 15


def test_mistakes__give_a_reason_each() -> None:
    for mistake in MISTAKES:
        assert mistake.why.endswith(".")
        assert mistake.changes
        assert mistake.expected


@pytest.mark.programs
def test_script__writes_the_clean_year_anywhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "2023" / "justificatifs" / "old.pdf"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"old")
    main(["--out", str(tmp_path), "--propre"])
    assert (tmp_path / "2023.xlsx").read_bytes() == clean_workbook()
    assert not stale.exists()
    renamed = [c for m in MISTAKES for c in m.changes if isinstance(c, Rename)]
    for change in renamed:
        assert (tmp_path / "2023" / change.path).is_file()
        assert not (tmp_path / "2023" / change.disk).exists()
    assert "219 fichiers" in capsys.readouterr().out
