"""What files hold, kept in the user's cache: warm or cold, sound or broken, one answer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cic_sheets import open_book
from cic_sheets.contents import cache_folder
from cic_sheets.pipeline import OpenBook
from tests.example.conftest import LATER, WORKBOOKS

PHOTO = "J-2023-008.jpg"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("CIC_CACHE", str(folder))
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The example's workbook with a few of its files, and twins of one of them."""
    made = tmp_path / "year"
    receipts = made / "2023" / "justificatifs"
    receipts.mkdir(parents=True)
    shutil.copy(WORKBOOKS / "2023.xlsx", made)
    for name in (PHOTO, "J-2023-044.jpg", "J-2023-100.jpg", "J-2023-001 Fibra Maghrib.pdf"):
        shutil.copy(WORKBOOKS / "2023" / "justificatifs" / name, receipts)
    with Image.open(receipts / PHOTO) as image:
        half = image.resize((image.width // 2, image.height // 2))
        half.rotate(180).save(receipts / "J-2023-114.jpg", quality=50)
    return made


def opened(home: Path) -> OpenBook:
    return open_book(home / "2023.xlsx", today=LATER)


def codes(book: OpenBook) -> list[tuple[str, str]]:
    return sorted((one.code, one.row) for one in book.findings)


def test_receipt_sent_again__is_found_among_others_of_its_till(home: Path, cache: Path) -> None:
    found = [one for one in opened(home).findings if one.code == "JUS-05"]
    assert [(one.row, one.facts["other"]) for one in found] == [("J-2023-114", "J-2023-008")]


def test_warm_and_cold__give_one_answer(home: Path, cache: Path) -> None:
    cold = opened(home)
    warm = opened(home)
    assert warm.findings == cold.findings
    assert warm.book.folder.contents == cold.book.folder.contents
    assert list(cache.glob("*.json"))


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"not json",
        b"[]",
        b'{"version": "0", "files": {}}',
        b'cic_sheets 0 9e06d3a8\n{"files": {}}',
        b'cic_sheets 4 00000000\n{"files": {"a": [1, 2]}, "compared": 7, "twins": [["a"], 3]}',
        b"[" * 100_000,
    ],
)
def test_broken_cache__is_as_none(home: Path, cache: Path, broken: bytes) -> None:
    cold = codes(opened(home))
    for path in cache.glob("*.json"):
        path.write_bytes(broken)
    assert codes(opened(home)) == cold


def test_changed_file__is_read_again(home: Path, cache: Path) -> None:
    opened(home)
    path = home / "2023" / "justificatifs" / PHOTO
    about = path.stat()
    path.write_bytes(b"\0" * about.st_size)
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))  # as if nothing had happened
    assert ("JUS-06", "J-2023-008") in codes(opened(home))


def test_cache__is_never_in_the_coordinators_folder(home: Path, cache: Path) -> None:
    before = sorted(home.rglob("*"))
    opened(home)
    assert sorted(home.rglob("*")) == before


def test_cache_that_cannot_be_written__is_done_without(home: Path, cache: Path) -> None:
    cold = codes(opened(home))
    shutil.rmtree(cache)
    cache.write_text("a file where the folder should be")
    assert codes(opened(home)) == cold


def test_what_is_kept__holds_no_text_of_a_receipt(home: Path, cache: Path) -> None:
    opened(home)
    kept = b"".join(path.read_bytes() for path in cache.glob("*.json"))
    assert b"Fibra" in kept  # a path
    assert b"Benrahal" not in kept


@pytest.mark.parametrize(
    ("variables", "tail"),
    [
        ({"CIC_CACHE": "/a/b"}, "a/b"),
        ({"XDG_CACHE_HOME": "/x"}, "x/cic_sheets/receipts"),
        ({"HOME": "/home/salma"}, "home/salma/.cache/cic_sheets/receipts"),
    ],
)
def test_cache__lies_where_such_things_do(
    variables: dict[str, str], tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CIC_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    found = cache_folder()
    assert found is not None
    assert found.as_posix().endswith(tail)


def bomb() -> bytes:
    """A PNG that says it has more pixels than any memory."""
    kept = BytesIO()
    Image.new("1", (10, 10)).save(kept, "PNG")
    data = bytearray(kept.getvalue())
    data[16:24] = (200_000).to_bytes(4, "big") * 2
    return bytes(data)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 truncated", bomb(), b"PK\3\4" + b"\0" * 99, b"\xff\xd8\xff\xe0 cut"]
)
def test_file_that_nothing_opens__is_a_finding(home: Path, cache: Path, content: bytes) -> None:
    path = home / "2023" / "justificatifs" / PHOTO
    path.write_bytes(content)
    found = {(one.code, one.row) for one in opened(home).findings}
    assert ("JUS-06", "J-2023-008") in found or ("CEL-12", "J-2023-008") in found


def test_entries__are_what_json_can_hold(home: Path, cache: Path) -> None:
    opened(home)
    held = [path.read_bytes().partition(b"\n") for path in cache.glob("*.json")]
    assert held
    assert all(isinstance(json.loads(text), dict) for _, _, text in held)


def test_byte_that_changed_in_the_cache__is_never_believed(home: Path, cache: Path) -> None:
    cold = opened(home)
    for path in cache.glob("*.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert opened(home).findings == cold.findings


def test_cache_of_another_folder__is_not_believed(home: Path, cache: Path, tmp_path: Path) -> None:
    """Names of caches are short: two folders may share one."""
    opened(home)
    other = tmp_path / "other"
    shutil.copytree(home, other)
    (other / "2023" / "justificatifs" / "J-2023-114.jpg").unlink()
    from cic_sheets.contents import kept as sealed

    kept = {path: path.read_bytes() for path in cache.glob("*.json")}
    mine = next(path for path in kept if path.stem == sealed._name(str(home.resolve())))
    (cache / f"{sealed._name(str(other.resolve()))}.json").write_bytes(kept[mine])
    assert "JUS-05" not in {one.code for one in opened(other).findings}


def test_extension_that_lies__is_a_finding_and_no_refusal(home: Path, cache: Path) -> None:
    folder = home / "2023" / "justificatifs"
    shutil.copy(folder / "J-2023-044.jpg", folder / "J-2023-001 Fibra Maghrib.pdf")
    book = opened(home)
    assert ("JUS-06", "J-2023-001") in codes(book)
    row = next(one for one in book.findings if (one.code, one.row) == ("JUS-06", "J-2023-001"))
    assert row.facts["why"].key == "unusable.name_lies"  # type: ignore[union-attr]


def test_script_in_a_pdf__is_a_finding(home: Path, cache: Path) -> None:
    import pikepdf

    path = home / "2023" / "justificatifs" / "J-2023-001 Fibra Maghrib.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(path)
    found = [
        one for one in opened(home).findings if (one.code, one.row) == ("JUS-06", "J-2023-001")
    ]
    assert [one.facts["why"].key for one in found] == ["unusable.script"]  # type: ignore[union-attr]


def test_machine_without_the_libraries__says_what_it_did_not_see(home: Path, cache: Path) -> None:
    """In a process where what opens receipts can't be imported, as without the extra."""
    without = home / "without"
    for library in ("pypdfium2", "PIL", "pikepdf"):
        (without / library).mkdir(parents=True)
        (without / library / "__init__.py").write_text("raise ImportError")
    asked = [sys.executable, "-m", "cic_sheets", "check", str(home / "2023.xlsx"), "--json"]
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([str(without), str(WORKBOOKS.parent)])}
    told = subprocess.run(asked, capture_output=True, text=True, env=known, check=False)
    assert told.returncode == 1
    assert "pièce(s) n'ont pas été ouvertes" in told.stderr
    found = {one["code"] for one in json.loads(told.stdout)["findings"]}
    assert "JUS-13" not in found
    whole = subprocess.run(asked, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert "n'ont pas été ouvertes" not in whole.stderr


def test_too_many_pairs__are_told_each_time(
    home: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from click.testing import CliRunner

    from cic_sheets import contents
    from cic_sheets.cli.group import cic

    monkeypatch.setattr(contents, "PATIENCE", -1.0)
    for _ in ("cold", "warm"):
        told = CliRunner().invoke(cic, ["check", str(home / "2023.xlsx"), "--json"])
        assert "n'ont pas été regardées (JUS-05)" in told.stderr
    assert opened(home).book.folder.uncompared > 0
