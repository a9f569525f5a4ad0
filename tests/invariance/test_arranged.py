"""Rows, columns and sheets in any order, blank rows, other spellings: the same year."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.invariance.arranging import ARRANGED, Arrange, anyhow
from tests.invariance.pages import Page, pages_of
from tests.invariance.telling import Told, differences, told
from tests.invariance.writing import write
from tests.verifier.years import year_of

FAST, SLOW = range(1000, 1012), range(1012, 1212)


def as_it_comes(seed: int, folder: Path) -> Told:
    year = year_of(seed)
    path = folder / "2023.xlsx"
    path.write_bytes(write(pages_of(year)))
    return told(path, year.as_of)


def arranged(seed: int, arrange: Arrange, folder: Path) -> Told:
    year = year_of(seed)
    pages = pages_of(year)
    arrange(pages, Random(seed))
    path = folder / "2023.xlsx"
    path.write_bytes(write(pages))
    return told(path, year.as_of)


@pytest.mark.parametrize("arrange", ARRANGED, ids=lambda each: each.__name__)
def test_year__is_the_same_arranged_in_one_way(arrange: Arrange, tmp_path: Path) -> None:
    seed = FAST.start + ARRANGED.index(arrange)
    assert not differences(arranged(seed, arrange, tmp_path), as_it_comes(seed, tmp_path))


@pytest.mark.parametrize("seed", FAST)
def test_year__is_the_same_arranged_anyhow(seed: int, tmp_path: Path) -> None:
    assert not differences(arranged(seed, anyhow, tmp_path), as_it_comes(seed, tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("first", range(SLOW.start, SLOW.stop, 20))
def test_two_hundred_years__are_the_same_arranged_anyhow(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + 20):
        found = arranged(seed, anyhow, tmp_path)
        assert not differences(found, as_it_comes(seed, tmp_path)), seed


@pytest.mark.parametrize("sheet", ["Dépenses", "Justificatifs", "Taux", "Convention"])
def test_comparison__notices_rows_that_are_gone(sheet: str, tmp_path: Path) -> None:
    def without(pages: list[Page], random: Random) -> None:
        page = next(each for each in pages if each.declared == sheet)
        del page.rows[len(page.rows) // 2 :]

    assert differences(arranged(1010, without, tmp_path), as_it_comes(1010, tmp_path))
