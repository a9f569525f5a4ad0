"""The road from a workbook to its reports, one step a line.  The one place that touches files."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cic_sheets.book.book import Book
from cic_sheets.book.folder import record_name, records, scan
from cic_sheets.book.load import load
from cic_sheets.contents import read_contents
from cic_sheets.reconcile.year import Year, seen_from
from cic_sheets.rules.run import findings_of
from cic_sheets.schema.findings import Finding, Severity
from cic_sheets.sheets.convention import Convention
from cic_sheets.values.named import NamedTuple
from cic_sheets.xlsx.read import read_book

if TYPE_CHECKING:
    from cic_sheets.reconcile.settled import Settled
    from cic_sheets.reconcile.submission import Submission
    from cic_sheets.report.model import Report


class OpenBook(NamedTuple):
    """A year's workbook, read, checked and reconciled.

    path      the workbook's file; never written to
    data      its bytes
    year      the typed year, seen from a day
    findings  everything to mend, in reading order, derogations honoured
    """

    path: Path
    data: bytes
    year: Year
    findings: list[Finding]

    @property
    def book(self) -> Book:
        """The typed rows and settings."""
        return self.year.book

    @property
    def as_of(self) -> date:
        """The day from which the year is seen."""
        return self.year.as_of

    @property
    def settlement(self) -> Settled | None:
        """The reconciliation (money.md), with the cells behind its figures."""
        return self.year.settled

    @property
    def report(self) -> Report:
        """The narrative report's model: fields and sections, figures with their cells."""
        from cic_sheets.report.build import report_of

        return report_of(self.year, self.findings)

    @property
    def is_draft(self) -> bool:
        """Whether findings E remain: reports are then marked as drafts."""
        return any(finding.severity is Severity.E for finding in self.findings)

    @property
    def name(self) -> str:
        """The year's name for outputs: the convention's first year, else the file's stem."""
        return _name(self.book, self.path)

    def seen_with(self, submissions: tuple[Submission, ...]) -> OpenBook:
        """The same workbook on the same day, as if just these submissions had been sent."""
        from cic_sheets.reconcile.settled import settle_book

        settled = settle_book(self.book, self.as_of, submissions)
        year = Year(self.book, self.as_of, settled, submissions)
        return self._replace(year=year, findings=findings_of(year))

    def record_path(self, number: int) -> Path:
        """Where the record of a submission lies beside the workbook."""
        return self.path.resolve().parent / record_name(self.name, number)

    def read_beside(self, path: str) -> bytes:
        """The bytes of a file beside the workbook, by its path in `book.folder`.

        Raises OSError when it is gone, closed, or has become a link that leads elsewhere.
        """
        return self.file_beside(path).read_bytes()

    def file_beside(self, path: str) -> Path:
        """Where that file lies: inside the workbook's folder, and open to us.  Raises OSError."""
        home = self.path.resolve().parent
        found = (home / path).resolve()
        if not found.is_relative_to(home):
            raise FileNotFoundError(path)
        with found.open("rb"):
            return found

    def receipt_prints(self) -> dict[str, tuple[int, str]]:
        """Path of each receipt's file from the workbook's folder → its size and SHA-256."""
        import hashlib

        from cic_sheets.sheets.receipts import Receipt

        found = {}
        for row in self.book.all(Receipt):
            if row.file and row.file not in found:
                with suppress(OSError), self.file_beside(row.file).open("rb") as file:
                    sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                    found[row.file] = (os.fstat(file.fileno()).st_size, sha256)
        return found

    def last_day(self) -> date | None:
        """The day when all that was typed has happened: the convention's end, or the last answer
        that came after it.
        """
        from cic_sheets.sheets.approvals import Approval
        from cic_sheets.sheets.payments import Payment

        convention = self.year.convention
        days = [row.decided_on for row in self.book.all(Approval)]
        days += [row.day for row in self.book.all(Payment)]
        days += [convention.end if convention else None]
        return max((day for day in days if day is not None), default=None)

    def write_control(self, folder: Path, lang: str = "fr") -> Path:
        """Write `controle-<year>.xlsx`, the annotated copy of the workbook; where it lies.

        Raises OutputLocked when it can't be written, and PatchError when the workbook's package
        is too ill-formed to be copied with notes; nothing is lost then.
        """
        from cic_sheets.outputs import write_one

        return write_one(folder / self.control_name, self.control(lang))

    @property
    def control_name(self) -> str:
        """`controle-<year>.xlsx`; a workbook with macros keeps its suffix, or Excel refuses it."""
        suffix = ".xlsm" if self.path.suffix.casefold() in (".xlsm", ".xltm") else ".xlsx"
        return f"controle-{self.name}{suffix}"

    def control(self, lang: str = "fr") -> bytes:
        """The annotated copy: faulty cells coloured and commented, and an index with links."""
        from cic_sheets.control import annotated
        from cic_sheets.language import phrase

        intro = phrase("control.intro", lang, file=self.path.name, day=self.as_of)
        return annotated(self.data, self.findings, lang, (intro,))


def open_book(
    path: Path | str, *, as_of: date | None = None, today: date | None = None
) -> OpenBook:
    """Read, check and reconcile a workbook.

    as_of  the day from which the year is seen; by default today, or the convention's end if past
    today  stands in for the clock

    Raises `xlsx.model.Refused` when the file is no workbook that can be read (CLA-12); nothing
    that was typed in it raises.
    """
    from cic_sheets.reconcile.settled import settle_book

    path = Path(path)
    raw = read_book(path)
    book = load(raw, path.name, lambda *folders: read_contents(scan(path, *folders), path.parent))
    sent = _submissions(book, path)
    day = as_of or seen_from(book, today or date.today())  # noqa: DTZ011
    year = Year(book, day, settle_book(book, day, sent), sent)
    return OpenBook(path, raw.data, year, findings_of(year))


def _name(book: Book, path: Path) -> str:
    convention = book.only(Convention)
    start = convention.start if convention else None
    return str(start.year) if start else path.stem


def _submissions(book: Book, path: Path) -> tuple[Submission, ...]:
    """What was sent of the year; a record that can't be read is told as the workbook itself."""
    name = _name(book, path)
    kept = records(path, name)
    if not kept:
        return ()
    from cic_sheets.reconcile.records import read_records  # json: only for those who sent something

    found, problems = read_records(kept, name)
    book.findings.extend(problems)
    return found
