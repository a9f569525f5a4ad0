"""Other people's templates, filled: nothing moves but what must.

The short run takes one file in nine; the whole corpus is the slow one.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cic_sheets.template import Data, fill
from tests.template_corpus import word
from tests.template_corpus.judged import COUNTS, excel_verdicts, word_verdicts
from tests.template_corpus.planted import (
    changed_without_need,
    filled_block,
    filled_field,
    left_behind,
    one_block,
    one_field,
    templates,
)
from tests.template_corpus.typed import listed, typed
from tests.template_corpus.word import documents


@pytest.fixture(scope="module")
def some(corpus: Path) -> list[Path]:
    return templates(corpus)[::9]


def test_nothing_to_fill__same_bytes(some: list[Path]) -> None:
    for path in some:
        assert fill(path.read_bytes(), Data({"champ": "x"})).data == path.read_bytes(), path.name


def test_one_field__changes_no_part_without_need(some: list[Path]) -> None:
    planted = [one for one in map(one_field, some) if one]
    assert len(planted) > 5
    for one in planted:
        done = filled_field(one)
        assert done.data != one.data, one.name
        assert changed_without_need(one, done.data) == [], one.name


def test_rows_that_repeat__leave_no_reference_behind(some: list[Path]) -> None:
    planted = [one for one in map(one_block, some) if one]
    assert len(planted) > 5
    for one in planted:
        assert left_behind(one, filled_block(one, 7).data) == [], one.name


def test_documents__fields_typed_anywhere_are_filled_and_nothing_else_moves(corpus: Path) -> None:
    for turn, path in enumerate(documents(corpus)[::3]):
        data = path.read_bytes()
        typing = typed(data, turn * 7)
        assert typing, path.name
        done = fill(typing.data, Data(typing.values))
        assert list(word.fields(data, typing, done)) == [], path.name


def test_documents__rows_are_those_copied_by_hand(corpus: Path) -> None:
    found = [one for one in map(listed, map(Path.read_bytes, documents(corpus)[::2])) if one]
    assert len(found) > 5
    for one in found:
        assert [fault for count in (0, 1, 3) for fault in word.rows(one, count)] == []


@pytest.mark.slow
@pytest.mark.programs
def test_whole_corpus_of_excel__stands_every_judge(corpus: Path, tmp_path: Path) -> None:
    found = excel_verdicts(templates(corpus), tmp_path, COUNTS)
    assert [one for one in found if one.faults] == []


@pytest.mark.slow
@pytest.mark.programs
def test_whole_corpus_of_word__stands_every_judge(corpus: Path, tmp_path: Path) -> None:
    found = word_verdicts(documents(corpus), tmp_path)
    assert [one for one in found if one.faults] == []
