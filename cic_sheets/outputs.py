"""All or nothing: outputs are written aside, then moved in together.

A file that Excel holds open is found out before anything is replaced; the user's own files are
never touched.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from cic_sheets.values.contents import Content
from cic_sheets.values.troubles import trouble


class OutputLocked(Exception):
    """An output can't be replaced.

    path  the file or folder
    why   `open` where another program holds it or it may not be written; else a code of
          `values.troubles`
    """

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why


def write_all(
    folder: Path,
    files: Mapping[str, Content],
    stale: Iterable[str] = (),
    last: Callable[[], object] = lambda: None,
) -> tuple[Path, ...]:
    """Write every file into the folder, or none.

    folder  made when missing
    files   name (sub-folders allowed, with `/`) → content, or the file to copy it from
    stale   names of an earlier run that these files replace, deleted in the same move
    last    what is done when all are in place; when it raises OutputLocked, none is written

    Raises OutputLocked when a file can't be replaced; whatever was there is then as before.
    """
    aside = folder / f".cic-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        aside.mkdir()
    except OSError as error:
        raise OutputLocked(folder, _why(error)) from error
    try:
        return _write(folder, aside, files, [old for old in stale if old not in files], last)
    finally:
        _clear(aside)


def _write(
    folder: Path,
    aside: Path,
    files: Mapping[str, Content],
    stale: list[str],
    last: Callable[[], object],
) -> tuple[Path, ...]:
    for number, content in enumerate(files.values()):
        try:
            _put(aside / f"new-{number}", content)
        except OSError as error:
            raise OutputLocked(folder, _why(error)) from error
    for name in files:
        _refuse_if_open(folder / name)
    kept: list[tuple[Path, Path]] = []
    placed: list[Path] = []
    try:
        for number, name in enumerate((*files, *stale)):
            _keep(folder / name, aside / f"old-{number}", kept)
        for number, name in enumerate(files):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (aside / f"new-{number}").replace(folder / name)
            placed.append(folder / name)
        last()
    except OutputLocked:
        _put_back(folder, placed, kept)
        raise
    except OSError as error:
        _put_back(folder, placed, kept)
        raise OutputLocked(Path(error.filename or folder), _why(error)) from error
    return tuple(placed)


def _put(path: Path, content: Content) -> None:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        from shutil import copyfile  # compressors and all: only for those who copy

        copyfile(content, path)


def write_one(path: Path, content: bytes) -> Path:
    """Write one file, or leave what was there.  Raises OutputLocked."""
    return write_all(path.parent, {path.name: content})[0]


def _keep(path: Path, aside: Path, kept: list[tuple[Path, Path]]) -> None:
    if path.exists():
        path.replace(aside)
        kept.append((aside, path))


def _put_back(folder: Path, placed: list[Path], kept: list[tuple[Path, Path]]) -> None:
    for path in placed:
        path.unlink(missing_ok=True)
    for aside, path in kept:
        aside.replace(path)
    for path in placed:
        _leave_no_empty(path.parent, folder)


def _leave_no_empty(made: Path, folder: Path) -> None:
    """Remove the sub-folders that hold nothing any more."""
    with suppress(OSError):  # the first that holds something ends it
        while made != folder:
            made.rmdir()
            made = made.parent


def _refuse_if_open(path: Path) -> None:
    """Excel and LibreOffice leave a lock beside a file that they hold open."""
    locks = (path.with_name("~$" + path.name), path.with_name(f".~lock.{path.name}#"))
    if path.is_dir() or any(lock.exists() for lock in locks):
        raise OutputLocked(path, "open")


def _clear(aside: Path) -> None:
    """Remove what was set aside; what can't be removed is left, hidden by its leading dot."""
    for path in aside.iterdir():
        with suppress(OSError):
            path.unlink()
    with suppress(OSError):
        aside.rmdir()


def _why(error: OSError) -> str:
    """Windows says « no right » of a file that a program holds open."""
    return "open" if isinstance(error, PermissionError) else trouble(error)
