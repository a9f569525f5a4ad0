"""Nothing that a file says can make reading it long, or large; and nothing makes it break."""

from __future__ import annotations

import os
import random
import re
import socket
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from cic_sheets.values.cells import letters
from cic_sheets.xlsx.inspect import inspect, issues_of
from cic_sheets.xlsx.model import Refused
from cic_sheets.xlsx.read import read_book, read_bytes
from tests.xlsx import cases, contents
from tests.xlsx.build import (
    MAIN,
    OFFICE,
    PACKAGE,
    PLAIN,
    book,
    pack,
    parts,
    row,
    shared,
    sheet,
    write,
)
from tests.xlsx.limits import measured
from tests.xlsx.zips import bomb

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BEFORE, AFTER = sheet("@@").split("@@")
BEFORE_STRINGS, AFTER_STRINGS = shared("<si>@@").split("<si>@@")
MIB = 1 << 20


def filled(rows: int, columns: int, cell: str, more: str = "") -> bytes:
    """A sheet full of one cell's markup; `@` in it is the address."""
    names = [letters(column) for column in range(1, columns + 1)]
    made = (
        row(number, *(cell.replace("@", f"{name}{number}") for name in names))
        for number in range(1, rows + 1)
    )
    return pack(parts(sheet(more + "".join(made)), strings=shared("x" * 32_000)))


def shared_formula(rows: int) -> bytes:
    """A long formula shared by many cells: a small file that writes itself out without end."""
    master = f'<f t="shared" ref="B1:B{rows}" si="0">{"+".join(["A1"] * 2000)}</f>'
    cells = [row(1, f'<c r="B1">{master}<v>1</v></c>')]
    child = '<f t="shared" si="0"/><v>1</v>'
    cells += [row(i, f'<c r="B{i}">{child}</c>') for i in range(2, rows)]
    return book("".join(cells))


def many_sheets(count: int) -> bytes:
    listed = "".join(f'<sheet name="f{i}" sheetId="{i}" r:id="rId1"/>' for i in range(count))
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    return pack(parts(extra={"xl/workbook.xml": workbook}))


EMPTIED = BEFORE.replace("<sheetData>", "<sheetData/>"), AFTER.replace("</sheetData>", "")
TEXT = BEFORE + '<row r="1"><c r="A1" t="inlineStr"><is><t>', "</t></is></c></row>" + AFTER
TOO_LARGE: dict[str, Callable[[], bytes]] = {
    "200 MiB of blanks": lambda: bomb(SHEET, BEFORE, " " * MIB, 200, AFTER),
    "a text of 200 MiB": lambda: bomb(SHEET, TEXT[0], "x" * MIB, 200, TEXT[1]),
    "a text of 30 MiB": lambda: bomb(SHEET, TEXT[0], "x" * MIB, 30, TEXT[1]),
    "10 million strings": lambda: bomb(
        STRINGS, BEFORE_STRINGS, "<si><t/></si>" * 10_000, 1000, AFTER_STRINGS, strings=shared()
    ),
    "2 million strings": lambda: bomb(
        STRINGS, BEFORE_STRINGS, "<si><t/></si>" * 10_000, 200, AFTER_STRINGS, strings=shared()
    ),
    "10 million cells": lambda: bomb(
        SHEET, BEFORE, "<row>" + "<c><v>1</v></c>" * 100 + "</row>", 100_000, AFTER
    ),
    "2 million cells": lambda: bomb(
        SHEET, BEFORE, "<row>" + "<c><v>1</v></c>" * 100 + "</row>", 20_000, AFTER
    ),
    "600,000 plain cells": lambda: filled(40_000, 15, '<c r="@"><v>1.5</v></c>'),
    "a long text in 200,000 cells": lambda: filled(20_000, 10, '<c r="@" t="s"><v>0</v></c>'),
    "a million merged areas": lambda: bomb(
        SHEET, EMPTIED[0] + "<mergeCells>", '<mergeCell ref="A1:B2"/>' * 1000, 1000,
        "</mergeCells>" + EMPTIED[1],
    ),
    "10 million elements": lambda: bomb(SHEET, EMPTIED[0], "<a/>" * 10_000, 1000, EMPTIED[1]),
    "3 million styles": lambda: bomb(
        "xl/styles.xml", f'<styleSheet xmlns="{MAIN}"><cellXfs>', '<xf numFmtId="0"/>' * 1000, 3000,
        "</cellXfs></styleSheet>",
    ),
    "a million relations": lambda: bomb(
        "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">',
        '<Relationship Id="a" Type="b" Target="c"/>' * 1000, 1000, "</Relationships>",
    ),
    "100,000 sheets of one part": lambda: many_sheets(100_000),
    "a long formula shared by 30,000 cells": lambda: shared_formula(30_000),
}  # fmt: skip


@pytest.mark.parametrize("made", TOO_LARGE.values(), ids=TOO_LARGE)
def test_bomb__is_refused_quickly_and_in_little_memory(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    found = measured(write(tmp_path / "bombe.xlsx", made()), seconds=5, mib=300)
    assert (found.outcome, found.code) == ("refuse", "too_large")


def test_damage_without_end__is_a_damaged_file(tmp_path: Path) -> None:
    data = filled(10_000, 15, '<c r="@" t="s"><v>9</v></c>')
    found = measured(write(tmp_path / "abîmé.xlsx", data), seconds=5, mib=300)
    assert found.code == "damaged_file"


def test_coloured_empty_cells__cost_little(tmp_path: Path) -> None:
    data = filled(50_000, 15, '<c r="@" s="3"/>', more=PLAIN)
    found = measured(write(tmp_path / "couleurs.xlsx", data), seconds=5, mib=300)
    assert (found.outcome, found.cells) == ("read", 6)


def test_blanks__are_read_when_they_are_not_too_many(tmp_path: Path) -> None:
    data = bomb(SHEET, BEFORE + PLAIN, " " * MIB, 30, AFTER)
    assert measured(write(tmp_path / "blancs.xlsx", data), seconds=5, mib=200).cells == 6


@pytest.mark.parametrize(
    "formula",
    ["'" * 8000, '"' * 8001, "[" * 8000, "[1]" + "a" * 8000 + "''" * 4000, "A1:" * 8000],
    ids=["apostrophes", "quotes", "brackets", "a link", "colons"],
)
def test_formula__cannot_be_made_slow_to_read(formula: str, tmp_path: Path) -> None:
    code = formula.replace("&", "&amp;")
    rows = "".join(
        row(i, f'<c r="B{i}"><f t="shared" ref="B{i}:C{i}" si="{i}">{code}</f><v>1</v></c>',
            f'<c r="C{i}"><f t="shared" si="{i}"/><v>1</v></c>')
        for i in range(1, 100)
    )  # fmt: skip
    assert measured(write(tmp_path / "lent.xlsx", book(rows)), seconds=3, mib=200).cells == 198


PACKAGES = [
    case.data for case in cases.ALL + contents.ALL if is_zipfile(BytesIO(case.data))
    and len(case.data) < 6000 and case.outcome in ("read", "warn")
]  # fmt: skip


def _mutations(count: int) -> list[bytes]:
    """Sound and odd packages with bytes changed, cut, doubled or swapped, in zip and in XML."""
    dice = random.Random(2023)
    made = []
    for _ in range(count):
        data = bytearray(dice.choice(PACKAGES))
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(data))
            match dice.randrange(3):
                case 0:
                    data[at] = dice.randrange(256)
                case 1:
                    del data[at : at + dice.randint(1, 30)]
                case _:
                    data[at:at] = data[at : at + dice.randint(1, 30)]
        made.append(bytes(data))
    return made


ODD_VALUES = (
    "", "9" * 5000, "-1", "٣", "²", "1e999999999", "A1:", "_xD800_", "NaN", "\u200f", "0x1",
    "../../x", "xl/workbook.xml", "A1:XFD1048576", "ZZZZZZZ9", "true",
)  # fmt: skip


def _odd_parts(count: int) -> list[bytes]:
    """Packages in which some attributes and texts of one part say anything at all."""
    dice = random.Random(2024)
    made = []
    while len(made) < count:
        with ZipFile(BytesIO(dice.choice(PACKAGES))) as package:
            content = {name: package.read(name) for name in package.namelist()}
        name = dice.choice(list(content))
        markup = content[name].decode("utf-8", "replace")
        for _ in range(dice.randint(1, 3)):
            found = list(re.finditer(r'(?<=")[^"]*(?=")|(?<=>)[^<>]+(?=<)', markup))
            if found:
                start, end = dice.choice(found).span()
                markup = markup[:start] + dice.choice(ODD_VALUES) + markup[end:]
        made.append(pack({**content, name: markup}))
    return made


@pytest.mark.parametrize("made", [_mutations, _odd_parts])
def test_any_damage__is_refused_or_read_but_never_an_error(
    made: Callable[[int], list[bytes]],
) -> None:
    read = 0
    for data in made(600):
        with suppress(Refused):
            issues_of(read_bytes(data, "essai.xlsx"))
            read += 1
    assert 0 < read < 600


def test_reading__opens_one_file_and_never_writes_or_calls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "classeur.xlsx", book())
    path.chmod(0o444)
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("network"))
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("another file"))
    before = path.stat().st_mtime_ns
    assert len(read_book(path).sheets) == 1
    assert path.stat().st_mtime_ns == before
    assert list(tmp_path.iterdir()) == [path]


def test_path__that_is_no_readable_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inspect(tmp_path / "absent.xlsx")["code"] == "missing_file"
    assert inspect(tmp_path)["code"] == "a_folder"
    locked = write(tmp_path / "ouvert.xlsx", book())

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(locked))

    monkeypatch.setattr(Path, "open", deny)
    assert inspect(locked)["code"] == "locked"
