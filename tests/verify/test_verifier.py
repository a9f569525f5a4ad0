"""`verifier.py`, as a stranger has it: one file, nothing of ours beside it."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cic_sheets import verifier
from cic_sheets.packages import archive

ALONE = Path(verifier.__file__)


def manifest(**changes: Any) -> bytes:
    """Two lines of one month, cut by 10.00, in a ledger that agrees."""
    line = {"ligne": "D-001", "mois": "2023-01", "demande": "60.00", "remboursable": "50.00",
            "refuse": "10.00", "en_attente": "0.00",
            "coupes": [{"regle": "DEP-06", "montant": "10.00", "issue": "refuse"}]}  # fmt: skip
    other = {"ligne": "D-002", "mois": "2023-01", "demande": "40.00", "remboursable": "40.00",
             "refuse": "0.00", "en_attente": "0.00", "coupes": []}  # fmt: skip
    total = {"demande": "100.00", "remboursable": "90.00", "refuse": "10.00", "en_attente": "0.00"}
    ledger = {"mois": "2023-01", "plafond_cumule": "200.00", "remboursable": "90.00",
              "marge": "110.00"}  # fmt: skip
    content = {
        "totaux_EUR": total,
        "comptes": {
            "lignes": [line, other],
            "parties": {"mois": [{"mois": "2023-01", **total}]},
            "registre": [ledger],
        },
    }
    for path, value in changes.items():
        place: Any = content
        *steps, last = path.split("__")
        for step in steps:
            place = place[int(step) if step.isdigit() else step]
        place[int(last) if last.isdigit() else last] = value
    return json.dumps(content).encode()


def sealed(content: bytes, **files: bytes) -> dict[str, bytes]:
    """A package of these files, as `cic package` seals it."""
    import hashlib

    inside = {
        "rapport.txt": b"bonjour",
        "classeur/pi\u00e8ce n\u00b0 1.jpg": b"\xff\xd8" * 40,
        **files,
    }
    listed = [
        {"fichier": name, "octets": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in inside.items()
    ]
    whole = {**json.loads(content), "sorties": listed}
    inside["manifeste.json"] = json.dumps(whole).encode()
    inside["envoi.json"] = b'{"envoi": 1}'
    inside["verifier.py"] = ALONE.read_bytes()
    return {**inside, "empreintes.txt": verifier.seals(inside.items())}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    archive({f"envoi-1/{name}": data for name, data in files.items()}, path)
    return path


def packed(files: dict[str, bytes]) -> bytes:
    with TemporaryDirectory() as work:
        return archive(files, Path(work) / "envoi.zip").read_bytes()


def ran(*arguments: object, cwd: Path | None = None) -> tuple[int, str]:
    """The file run by itself, isolated from everything installed."""
    done = subprocess.run(
        [sys.executable, "-I", *map(str, arguments)], capture_output=True, text=True, cwd=cwd,
        check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def test_a_sealed_folder_agrees_and_says_its_totals(tmp_path: Path) -> None:
    folder = written(tmp_path / "envoi-1", sealed(manifest()))
    status, said = ran(folder / "verifier.py")
    assert status == 0
    assert "Tout concorde : 5 fichiers, 2 lignes" in said
    assert "100,00\u00a0EUR demandés = 90,00\u00a0EUR remboursables + 10,00\u00a0EUR" in said


def test_so_does_its_archive(tmp_path: Path) -> None:
    status, said = ran(ALONE, zipped(tmp_path / "envoi-1.zip", sealed(manifest())))
    assert (status, "Tout concorde" in said) == (0, True)


WRONG = {
    "a line that does not add up": ("comptes__lignes__0__remboursable", "50.01", "ligne D-001"),
    "a cut that is not the line's": (
        "comptes__lignes__0__coupes__0__montant", "9.99", "ses coupes font 9,99"),
    "a month": ("comptes__parties__mois__0__demande", "99.00", "mois « 2023-01 »"),
    "a month without total": ("comptes__parties__mois", [], "aucun total"),
    "the year": ("totaux_EUR__refuse", "11.00", "total de l'année"),
    "the ledger": ("comptes__registre__0__marge", "120.00", "plafond, 2023-01"),
    "no amount": ("totaux_EUR__refuse", "onze", "ne peuvent être lus"),
    "not a number": ("totaux_EUR__refuse", "NaN", "ne peuvent être lus"),
    "a float": ("totaux_EUR__refuse", 11.0, "ne peuvent être lus"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "value", "told"), WRONG.values(), ids=WRONG)
def test_a_total_that_its_lines_do_not_give_is_told(
    place: str, value: object, told: str, tmp_path: Path
) -> None:
    folder = written(tmp_path, sealed(manifest(**{place: value})))
    status, said = ran(folder / "verifier.py")
    assert status == 1
    assert told in said


def flips(data: bytes) -> Iterator[tuple[int, bytes]]:
    for at in range(len(data)):
        yield at, data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :]


SMALL = {name: data for name, data in sealed(manifest()).items() if name != "verifier.py"}
SMALL["empreintes.txt"] = verifier.seals(
    (name, data) for name, data in SMALL.items() if name != "empreintes.txt"
)


@pytest.mark.parametrize("name", SMALL)
def test_each_flipped_byte_of_a_folder_is_named(name: str, tmp_path: Path) -> None:
    folder = written(tmp_path, SMALL)
    assert not verifier.verify(folder).problems
    for at, data in flips(SMALL[name]):
        (folder / name).write_bytes(data)
        problems = verifier.verify(folder).problems
        assert any(one.startswith(name) for one in problems), (at, problems)


def told(path: Path) -> tuple[str, ...]:
    """What is said of a package, be it that it is none."""
    try:
        return verifier.verify(path).problems
    except verifier.NoPackage as refused:
        return (str(refused),)


def test_each_flipped_byte_of_an_archive_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "envoi-1.zip", SMALL)
    assert not verifier.verify(path).problems
    for at, data in flips(path.read_bytes()):
        path.write_bytes(data)
        assert told(path), at


def test_what_is_missing_and_what_was_added_are_named(tmp_path: Path) -> None:
    folder = written(tmp_path, SMALL)
    (folder / "rapport.txt").unlink()
    (folder / "glissé.pdf").write_bytes(b"%PDF")
    assert [one.partition(" :")[0] for one in verifier.verify(folder).problems] == [
        "glissé.pdf", "rapport.txt",
    ]  # fmt: skip


NO_PACKAGES = {
    "an empty folder": None,
    "a text": b"bonjour",
    "an empty file": b"",
    "another archive": packed({"a/b.txt": b"x"}),
    "an empty archive": packed({}),
}


@pytest.mark.parametrize("data", NO_PACKAGES.values(), ids=NO_PACKAGES)
def test_what_is_no_package_is_refused_in_one_line(data: bytes | None, tmp_path: Path) -> None:
    given = tmp_path / "envoi"
    given.mkdir() if data is None else given.write_bytes(data)
    status, said = ran(ALONE, given)
    assert status == 2
    assert len(said.splitlines()) == 1


def test_a_link_in_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "envoi", SMALL)
    (tmp_path / "ailleurs").write_bytes(SMALL["rapport.txt"])
    (folder / "rapport.txt").unlink()
    (folder / "rapport.txt").symlink_to(tmp_path / "ailleurs")
    assert "lien" in verifier.verify(folder).problems[0]


def test_a_name_that_would_command_the_terminal_is_shown_tame(tmp_path: Path) -> None:
    folder = written(tmp_path, {**sealed(manifest()), "a\x1b[2Jb": b"x"})
    _, said = ran(folder / "verifier.py")
    assert "\x1b" not in said


NAMES = st.text(min_size=1).filter(lambda text: text.isprintable())


@given(st.dictionaries(NAMES, st.binary(), min_size=1))
def test_what_is_sealed_reads_back(files: dict[str, bytes]) -> None:
    names = {name for name in files if not name.startswith("#")}
    found = verifier._sealed(verifier.seals(files.items()))
    assert found.sound
    assert names <= set(found.by_name)


def test_the_file_is_in_the_python_of_2019() -> None:
    tree = ast.parse(ALONE.read_text("utf-8"), feature_version=(3, 8))
    younger = {
        "removeprefix",
        "removesuffix",
        "is_relative_to",
        "bit_count",
        "readlink",
        "pairwise",
    }
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not used & younger


def test_it_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    copyfile(ALONE, tmp_path / "verifier.py")
    tree = ast.parse(ALONE.read_text("utf-8"))
    imported = {
        (node.module or "").split(".")[0] for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    } | {one.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import)
         for one in node.names}  # fmt: skip
    assert imported <= sys.stdlib_module_names
    assert ran(tmp_path / "verifier.py", "--help")[0] == 0
