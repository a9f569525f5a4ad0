"""What a person names as the old or new side: a workbook, or a package that `cic package` wrote.

Of a package only its snapshot is opened, from a copy of its own; nothing is written beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from cic_sheets.packages import SNAPSHOT
from cic_sheets.verifier import SEALS

_BOOKS = (".xlsx", ".xlsm")
_LARGEST = 512 * 1024**2


class NoSnapshot(Exception):
    """A folder or an archive that holds no snapshot of a workbook."""


@contextmanager
def workbook_of(given: Path) -> Iterator[Path]:
    """The workbook to open.  Raises NoSnapshot; OSError for a file that can't be read."""
    if given.is_dir():
        yield _only(sorted((given / SNAPSHOT).glob("*")), given)
        return
    if given.suffix.casefold() != ".zip":
        yield given
        return
    with TemporaryDirectory() as home:
        yield _only(list(_copied(given, Path(home))), given)


def _only(paths: list[Path], given: Path) -> Path:
    books = [path for path in paths if path.suffix.casefold() in _BOOKS and path.is_file()]
    if len(books) != 1:
        raise NoSnapshot(given.name)
    return books[0]


def _copied(archive: Path, home: Path) -> Iterator[Path]:
    """The snapshot and the records beside it, out of an archive; names decide no folder of ours."""
    try:
        with ZipFile(archive) as held:
            entries = [one for one in held.infolist() if _of_snapshot(one)]
            if not any(SEALS in one.filename for one in held.infolist()):
                raise NoSnapshot(archive.name)
            if sum(one.file_size for one in entries) > _LARGEST:
                raise NoSnapshot(archive.name)
            for one in entries:
                path = home.joinpath(*_inside(one))
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(held.read(one))
                yield path
    except (BadZipFile, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
        raise NoSnapshot(archive.name) from error


def _of_snapshot(entry: ZipInfo) -> bool:
    steps = _inside(entry)
    whole = PurePosixPath(entry.filename).parts
    plain = not entry.is_dir() and ".." not in whole and not PurePosixPath(entry.filename).root
    return bool(steps) and plain and (len(steps) == 1 or steps[1:2] == ("envois",))


def _inside(entry: ZipInfo) -> tuple[str, ...]:
    """The steps below `classeur/`."""
    parts = PurePosixPath(entry.filename).parts
    return parts[parts.index(SNAPSHOT) + 1 :] if SNAPSHOT in parts else ()
