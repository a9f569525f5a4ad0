"""A sealed submission: every deliverable, what it rests on, and the record that freezes its lines.

    envoi-1-2023-12-31/
        rapport-narratif-2023.docx, rapport-financier-2023.xlsx, controle-2023.xlsx
        justificatifs-2023.pdf       the receipts in the report's order, where they can be bound
        classeur/2023.xlsx           the snapshot, its receipts and earlier records beside it
        modeles/                     the templates that were filled
        verifier.py                  what checks all this by itself, for someone who has nothing
        manifeste.json               the fingerprint of every file above, and the accounts
        envoi.json                   the record, which holds the manifest's fingerprint
        empreintes.txt               the fingerprint of every file, this list's own included
    envoi-1-2023-12-31.zip           the same

The same workbook, files, day and earlier records give the same bytes (money.md §8).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from cic_sheets import __version__, verifier
from cic_sheets.outputs import write_all, write_one
from cic_sheets.pipeline import OpenBook
from cic_sheets.reconcile.drift import Drift, drift_of
from cic_sheets.reconcile.frozen import Sealing, freeze
from cic_sheets.reconcile.record import to_bytes
from cic_sheets.reconcile.submission import Submission
from cic_sheets.reports import (
    DRAFT,
    MANIFEST,
    Tell,
    aside,
    make_bundle,
    make_manifest,
    make_outputs,
    read_templates,
    say_nothing,
    template_folder,
)
from cic_sheets.schema.findings import Fact, Finding, Severity
from cic_sheets.schema.kinds import Anything, Code, FileName, Ref, Text
from cic_sheets.schema.sheets import SHEETS, Row
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.lists import ATTENDANCE_LIST
from cic_sheets.sheets.receipts import Receipt
from cic_sheets.values.contents import Content, blocks, size_and_sha256
from cic_sheets.values.troubles import trouble
from cic_sheets.verifier import SEALS, grouped, seals_of
from cic_sheets.xlsx.patch.redact import redacted

RECORD = "envoi.json"
VERIFIER = "verifier.py"
SNAPSHOT, TEMPLATES = "classeur", "modeles"
DECLARED_BY_COMPLEMENT = "DEP-17"
UNREADABLE = "CLA-12"
_ZIP64 = 2**31 - 1
_WORDED = (Text, Code, Ref, FileName, Anything)


class CannotPackage(Exception):
    """Nothing can be sent, nothing was written: the key of the sentence that says so, its facts."""

    def __init__(self, key: str, **facts: Fact) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


class RecordUnread(Exception):
    """What was sent before can't be read: nobody knows what has changed since."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.value)
        self.finding = finding


class ChangedSinceSent(Exception):
    """Lines have changed since they were sent, and no complement was asked for."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(*lines)
        self.lines = lines


class Package(NamedTuple):
    """What was written.

    book      as it was packaged: what a complement declares is no error there
    folder    the dated folder
    written   the files, as the folder and the archive hold them, and the archive
    record    the record beside the workbook
    declared  lines whose change the complement declares
    again     whether the same submission was written before
    seal      fingerprint of the whole, as a person reads it aloud
    """

    book: OpenBook
    submission: Submission
    folder: Path
    written: tuple[Path, ...]
    record: Path
    declared: tuple[str, ...]
    again: bool
    seal: str


def write_package(
    book: OpenBook,
    folder: Path,
    templates: Path | None = None,
    lang: str = "fr",
    *,
    complement: bool = False,
    with_confidential: bool = False,
    tell: Tell = say_nothing,
) -> Package:
    """Write a submission into `folder`, then its record beside the workbook; all or nothing.

    complement  declare what changed in lines that were sent before
    with_confidential  send confidential rows and lists of persons too
    tell        hears of each template what is wrong in it without stopping the package

    Raises CannotPackage, RecordUnread, ChangedSinceSent, TemplateMissing, Unfillable and
    OutputLocked.
    """
    if book.settlement is None:
        raise CannotPackage("no-convention")
    for finding in book.book.findings:
        if finding.code == UNREADABLE and not finding.sheet:
            raise RecordUnread(finding)
    held = read_templates(template_folder(book.path, templates), lang)
    with aside() as work:
        making = _Making(held, lang, work, tell, not with_confidential)
        made = _same_again(book, making)
        again = made is not None
        if made is None:
            changed = _changed(drift_of(book.year))
            if changed and not complement:
                raise ChangedSinceSent(changed)
            made = _make(book, len(book.year.submissions) + 1, changed, making)
        return _write(book, folder, made, again, work)


class _Making(NamedTuple):
    """With what a submission is made: templates, language, a folder for large files, who hears.

    withhold  confidential rows and lists of persons stay out
    """

    templates: Mapping[str, bytes]
    lang: str
    work: Path
    tell: Tell
    withhold: bool


class _Made(NamedTuple):
    """A submission before it is written: file → content, record included."""

    book: OpenBook
    submission: Submission
    declared: tuple[str, ...]
    record: bytes
    files: Mapping[str, Content]


def _same_again(book: OpenBook, making: _Making) -> _Made | None:
    """The last submission made once more, if every byte of it is the same."""
    if not book.year.submissions:
        return None
    *before, last = book.year.submissions
    if (last.as_of, last.workbook) != (book.as_of, _sha(book.data)):
        return None
    then = book.seen_with(tuple(before))
    quiet = making._replace(tell=say_nothing)
    made = _make(then, last.number, _changed(drift_of(then.year)), quiet)
    return made if made.submission == last else None


def _changed(drift: Drift) -> tuple[str, ...]:
    """Numbers of the lines of which DEP-17 speaks."""
    moved = drift.moved if drift.alone else ()
    return tuple(one.number for one in (*(line.amounts for line in drift.lines), *moved))


def _make(book: OpenBook, number: int, changed: tuple[str, ...], making: _Making) -> _Made:
    """Every file of the submission; `changed` lines are declared by it."""
    if changed:
        book = book._replace(findings=[_declared(one) for one in book.findings])
    templates, lang = making.templates, making.lang
    private = _confidential(book) if making.withhold else {}
    snapshot = redacted(book.data, private)
    bundle = make_bundle(book, making.work, lang, withhold=making.withhold)
    made = make_outputs(book, templates, lang, SNAPSHOT, making.tell, bundle)
    if private:
        made[book.control_name] = _shown(book, snapshot, private).control(lang)
    outputs: dict[str, Content] = {**made, VERIFIER: _verifier()}
    inputs: dict[str, Content] = {
        f"{SNAPSHOT}/{book.path.name}": snapshot,
        **{f"{SNAPSHOT}/{path}": found for path, found in _beside(book, making.withhold)},
        **{f"{TEMPLATES}/{name}": data for name, data in templates.items()},
    }
    withheld = {tab: len(rows) for tab, rows in sorted(private.items())}
    manifest = make_manifest(book, inputs, outputs, (number, bool(changed)), bundle, withheld)
    sealing = Sealing(number, bool(changed), __version__, _sha(book.data), _sha(manifest))
    submission = freeze(book.year, book.name, book.findings, sealing)
    record = to_bytes(submission)
    files: dict[str, Content] = {**outputs, **inputs, MANIFEST: manifest, RECORD: record}
    files[SEALS] = seals_of((name, size_and_sha256(one)[1]) for name, one in files.items())
    return _Made(book, submission, changed, record, dict(sorted(files.items())))


def _confidential(book: OpenBook) -> dict[str, dict[int, tuple[int, ...]]]:
    """Tab → row → the columns that stay: of a confidential row, its number and what has no words.

    Days, hours and marks stay, or totals would no longer agree; texts, names and files go.
    """
    found: dict[str, dict[int, tuple[int, ...]]] = {}
    for row in _rows(book):
        if getattr(row, "confidential", None):
            stay = [one for one in row.sheet.columns.values() if one is row.sheet.identity
                    or not isinstance(one.kind, _WORDED)]  # fmt: skip
            columns = tuple(sorted({row.at(one.attr).column for one in stay}))
            found.setdefault(row.tab, {})[row.number] = columns
    return found


def _shown(
    book: OpenBook, snapshot: bytes, private: Mapping[str, Mapping[int, tuple[int, ...]]]
) -> OpenBook:
    """The book as the annotated copy may show it: no finding quotes a confidential row."""
    findings = [
        one
        for one in book.findings
        if one.cell is None or one.cell.row not in private.get(one.cell.sheet, {})
    ]
    return book._replace(data=snapshot, findings=findings)


def _verifier() -> bytes:
    """The file that checks the package, with the same line ends on every machine."""
    return Path(verifier.__file__).read_bytes().replace(b"\r\n", b"\n")


def _declared(finding: Finding) -> Finding:
    if finding.code == DECLARED_BY_COMPLEMENT and finding.severity is Severity.E:
        return finding._replace(severity=Severity.A)
    return finding


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- What lies beside the workbook ---------------------------------------------------------------


def _beside(book: OpenBook, withhold: bool) -> Iterator[tuple[str, Path]]:
    """Earlier records and the files that rows name; what is confidential stays out."""
    home = book.path.resolve().parent
    records = [book.record_path(one.number) for one in book.year.submissions]
    paths = {path.relative_to(home).as_posix() for path in records}
    named = [(row, attr) for row in _rows(book) for attr in _file_columns(row)]
    private = [(row, attr) for row, attr in named if withhold and _withheld(row, attr)]
    withheld = {getattr(row, attr) for row, attr in private}
    paths |= {getattr(row, attr) for row, attr in named} - withheld
    for path in sorted(paths):
        try:
            yield path, book.file_beside(path)
        except OSError as error:
            raise CannotPackage("package.unread", file=path, trouble=trouble(error)) from error


def _rows(book: OpenBook) -> Iterator[Row]:
    for sheet in SHEETS:
        yield from book.book.all(sheet.row)


def _file_columns(row: Row) -> Iterator[str]:
    """Columns that name a file which is there."""
    for column in row.sheet.columns.values():
        named = isinstance(column.kind, FileName) and getattr(row, column.attr) is not None
        if named and row.sound(column.attr):
            yield column.attr


def _withheld(row: Row, attr: str) -> bool:
    """Whether the file stays out: confidential rows, and lists of persons who were present."""
    if getattr(row, "confidential", None):
        return True
    if isinstance(row, Receipt):
        return row.kind == ATTENDANCE_LIST
    return isinstance(row, Activity) and attr == "attendance"


# --- Writing -------------------------------------------------------------------------------------


def _write(book: OpenBook, folder: Path, made: _Made, again: bool, work: Path) -> Package:
    submission = made.submission
    draft = DRAFT if submission.draft else ""
    name = f"envoi-{submission.number}-{submission.as_of.isoformat()}{draft}"
    record = book.record_path(submission.number)
    for there in sorted(folder.glob(f"envoi-{submission.number}-*")):
        if there.is_dir():
            _refuse_another(there, made.record, record)
    files = {f"{name}/{path}": one for path, one in made.files.items()}
    packed = archive(files, work / "envoi.zip")
    written = write_all(
        folder, {**files, f"{name}.zip": packed}, last=lambda: write_one(record, made.record)
    )
    seal = grouped(size_and_sha256(made.files[SEALS])[1])
    return Package(
        made.book, submission, folder / name, written, record, made.declared, again, seal
    )


def _refuse_another(folder: Path, record: bytes, path: Path) -> None:
    """A package of that number with another record was made, and its record was lost since."""
    try:
        same = (folder / RECORD).read_bytes() == record
    except OSError:
        same = False
    if not same:
        raise CannotPackage("package.exists", file=folder.name, record=path.name)


def archive(files: Mapping[str, Content], target: Path) -> Path:
    """A zip of those files: sorted, stored, dated alike, so that the same files give it again."""
    from zipfile import ZIP_STORED, ZipFile, ZipInfo

    with ZipFile(target, "w", ZIP_STORED) as held:
        for name in sorted(files):
            entry = ZipInfo(name)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            with held.open(entry, "w", force_zip64=_is_huge(files[name])) as stored:
                for block in blocks(files[name]):
                    stored.write(block)
    return target


def _is_huge(content: Content) -> bool:
    return isinstance(content, Path) and content.stat().st_size >= _ZIP64
