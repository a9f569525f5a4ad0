"""Everything a person may ask of a workbook, watched: no error, no delay, nothing unescaped."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from lxml import etree

from cic_sheets import open_book
from cic_sheets.cli import terminal
from cic_sheets.cli.group import cic
from cic_sheets.pipeline import OpenBook
from cic_sheets.xlsx.read import read_bytes
from tests.hostile.texts import LONGEST, TERMINAL

PATIENCE = 20  # seconds of the processor
LATER = "2024-02-01"


class Heard(NamedTuple):
    """What a command answered."""

    status: int
    said: str


@contextmanager
def patient(seconds: float = PATIENCE) -> Iterator[None]:
    """What is done inside takes no longer than people wait."""
    start = time.process_time()
    yield
    assert time.process_time() - start < seconds


def opened(path: Path, data: bytes) -> OpenBook:
    path.write_bytes(data)
    with patient():
        book = open_book(path)
    assert path.read_bytes() == data
    return book


def heard(monkeypatch: pytest.MonkeyPatch, book: OpenBook, *arguments: str) -> Heard:
    """A command's answer, the workbook being open already."""
    monkeypatch.setattr("cic_sheets.pipeline.open_book", lambda path, as_of=None: book)
    with patient():
        done = CliRunner().invoke(cic, [*arguments, str(book.path)], color=True)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Heard(done.exit_code, done.output)


def assert_answers(monkeypatch: pytest.MonkeyPatch, book: OpenBook, out: Path) -> None:
    """Every command on a book: in the terminal, in JSON, as a copy."""
    check = heard(monkeypatch, book, "check", "--out", str(out))
    assert check.status in (0, 1)
    assert_quiet(check.said)
    assert_sound(next(out.glob("controle-*")).read_bytes())
    for command in ("check", "reconcile", "status"):
        answer = heard(monkeypatch, book, command, "--json", "--lang", "en")
        assert answer.status in (0, 1)
        assert json.loads(answer.said)
        assert "\x1b" not in answer.said
    for command in ("reconcile", "status"):
        assert_quiet(heard(monkeypatch, book, command).said)
    assert_quiet(_looked_at(book))


def _looked_at(book: OpenBook) -> str:
    """What a person sees: the findings as a terminal gets them."""
    said = StringIO()
    with redirect_stdout(said):
        terminal._show_rich(book.findings)
    return said.getvalue()


def assert_quiet(said: str) -> None:
    """Nothing that a terminal would obey."""
    assert said
    found = {char: said.index(char) for char in TERMINAL if char in said}
    assert not found, {
        f"{ord(char):04X}": said[max(0, at - 40) : at + 20] for char, at in found.items()
    }


def assert_sound(data: bytes) -> None:
    """A workbook whose every part is well-formed, and whose index holds texts, not formulas."""
    with ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                part = etree.fromstring(package.read(name))
                if "comments" in name:
                    assert max(map(_length, part.iter("{*}comment"))) <= LONGEST
    for sheet in read_bytes(data, "controle.xlsx").sheets:
        if sheet.name.startswith("Contrôle"):
            assert sheet.rows
            cells = [cell for row in sheet.rows.values() for cell in row.values()]
            assert not [cell for cell in cells if cell.formula is not None]
            assert max(len(str(cell.value)) for cell in cells) <= LONGEST
            return
    raise AssertionError("the copy has no index")


def _length(comment: etree._Element) -> int:
    return len("".join(comment.itertext()))
