"""Every deliverable of a year, made together and written together."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from cic_sheets import __version__
from cic_sheets.manifest import NOTHING_WITHHELD, manifest
from cic_sheets.outputs import OutputLocked, write_all
from cic_sheets.pipeline import OpenBook
from cic_sheets.render.bundle import draw_bundle, libraries_missing
from cic_sheets.render.calendar import EXTENSION as CALENDAR
from cic_sheets.render.calendar import drawn as drawn_calendar
from cic_sheets.render.charts import pictures
from cic_sheets.render.documents import EXTENSION, filled_document
from cic_sheets.render.excel import told_financial
from cic_sheets.render.template_problem import TemplateProblem
from cic_sheets.render.word import filled_narrative
from cic_sheets.report.build import report_of
from cic_sheets.report.bundle import bundle_of
from cic_sheets.report.calendar import calendar_of
from cic_sheets.report.documents.build import documents_of
from cic_sheets.report.finance import NO_PAGES, finance_of
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Severity
from cic_sheets.template.opc.errors import PatchError
from cic_sheets.template.outcome import Outcome
from cic_sheets.templates import (
    FINANCIAL,
    NARRATIVE,
    TemplateMissing,
    extension_of,
    held,
    read_templates,
    template_folder,
)
from cic_sheets.values.contents import Content
from cic_sheets.values.troubles import trouble

if TYPE_CHECKING:
    from cic_sheets.receipts.bundle.model import Made

MANIFEST = "manifeste.json"
DRAFT = "-brouillon"

Progress = Callable[[int, int], None]
"""Hears how many receipts of the bundle are done, of how many."""

Tell = Callable[[str, Outcome], None]
"""Hears of a template, by its file name, what people should."""

__all__ = [
    "FINANCIAL",
    "NARRATIVE",
    "Bundled",
    "Progress",
    "Tell",
    "TemplateMissing",
    "Unfillable",
    "Written",
    "libraries_missing",
    "make_bundle",
    "make_outputs",
    "make_reports",
    "read_templates",
    "say_nothing",
    "template_folder",
    "write_bundle",
    "write_reports",
]


class Unfillable(Exception):
    """A template can't be filled: its file name, and why, in the reader's language.

    problem  what else there is to tell of it
    """

    def __init__(self, name: str, problem: TemplateProblem) -> None:
        super().__init__(name, str(problem))
        self.name = name
        self.why = str(problem)
        self.problem = problem


class Bundled(NamedTuple):
    """The bundle of receipts, made.

    name   of its file; its parts are numbered
    files  name → where it lies until it is moved in
    made   pages, where each document begins, what could not be shown
    """

    name: str
    files: Mapping[str, Path]
    made: Made

    @property
    def account(self) -> dict[str, Any]:
        """What the manifest says of it: as many pages as the parts have."""
        made = self.made
        return {
            "fichiers": sorted(self.files),
            "pages": made.pages,
            "pages_index": made.index_pages,
            "pdfa": made.pdfa,
            "pieces": [
                {
                    "piece": key,
                    "partie": made.part_of[key],
                    "page": page,
                    "pages": made.counts[key],
                    **({"motif": made.refused[key]} if key in made.refused else {}),
                }
                for key, page in made.first.items()
            ],
        }


def make_bundle(
    book: OpenBook,
    folder: Path,
    lang: str,
    *,
    most_bytes: int | None = None,
    withhold: bool = True,
    progress: Progress | None = None,
) -> Bundled | None:
    """Write `justificatifs-<year>.pdf`, or its parts, into a folder that is there.

    most_bytes  that no part may pass
    withhold    lists of persons who were present keep their place, without their pages

    None when the extra `receipts` isn't installed (see `libraries_missing`).
    Raises OSError when the folder can't be written.
    """
    if libraries_missing():
        return None
    name = f"justificatifs-{book.name}.pdf"
    bundle = bundle_of(book.year, book.findings, withhold=withhold)
    made = draw_bundle(
        bundle,
        book.path.resolve().parent,
        folder / name,
        book.name,
        lang,
        most_bytes=most_bytes,
        progress=progress,
    )
    return Bundled(name, {path.name: path for path in made.parts}, made)


def say_nothing(_name: str, _outcome: Outcome) -> None:
    """Nobody listens."""


def make_reports(
    book: OpenBook,
    templates: Mapping[str, bytes],
    lang: str,
    files: str | None = None,
    tell: Tell = say_nothing,
    bundle: Bundled | None = None,
) -> dict[str, Content]:
    """Name → content of every output; the same book, day and templates give the same bytes.

    templates  file name of each template → bytes
    files      the workbook's folder as seen from where the outputs will lie, for links to receipts
    tell       hears of each template what is wrong in it without stopping the report
    bundle     of receipts, already made: the reports name its pages

    Raises Unfillable when a template can't be filled.
    """
    made = make_outputs(book, templates, lang, files, tell, bundle)
    made[dashboard_name(book)] = make_dashboard(book, lang, files)
    inputs = {book.path.name: book.data, **templates}
    made[MANIFEST] = make_manifest(book, inputs, made, bundle=bundle)
    return made


def dashboard_name(book: OpenBook) -> str:
    """`tableau-de-bord-2023.html`."""
    return f"tableau-de-bord-{book.name}.html"


def make_dashboard(book: OpenBook, lang: str, files: str | None = None) -> bytes:
    """The dashboard: the coordinator's own page, which no submission carries.

    files  the workbook's folder as seen from where the page will lie
    """
    from cic_sheets.render.web.page import Around, draw
    from cic_sheets.render.web.thumbnails import thumbnails
    from cic_sheets.report.dashboard import dashboard_of

    board = dashboard_of(book.year, book.findings, book.name, book.is_draft)
    missing = libraries_missing()
    wanted = (proof.path for line in board.lines for proof in line.proofs if proof.path)
    pictures = {} if missing else thumbnails(wanted, book.path.resolve().parent)
    around = Around(__version__, book.path.name, book.control_name, files, pictures, tuple(missing))
    return draw(board, around, lang)


def make_outputs(
    book: OpenBook,
    templates: Mapping[str, bytes],
    lang: str,
    files: str | None = None,
    tell: Tell = say_nothing,
    bundle: Bundled | None = None,
) -> dict[str, Content]:
    """The same without the manifest."""
    draft = book.is_draft
    narrative = report_of(book.year, book.findings)
    pages = bundle.made.first if bundle is not None else NO_PAGES
    financial = finance_of(book.year, book.findings, files, pages)
    word, excel = held(NARRATIVE, templates), held(FINANCIAL, templates)
    with _filling(word):
        told = filled_narrative(
            templates[word], narrative, draft=draft, lang=lang, extension=extension_of(word)
        )
        tell(word, told)
    with _filling(excel):
        counted, _ = told_financial(
            templates[excel],
            financial,
            draft=draft,
            lang=lang,
            extension=extension_of(excel),
            pictures=pictures(narrative, lang),
        )
        tell(excel, counted)
    made: dict[str, Content] = {
        output_name(word, book, draft): told.data,
        output_name(excel, book, draft): counted.data,
        **(bundle.files if bundle is not None else {}),
        **make_documents(book, templates, lang, tell),
        **make_calendar(book, lang),
    }
    with suppress(PatchError):  # a workbook too ill-formed to be copied with notes is still told
        made[book.control_name] = book.control(lang)
    return made


def make_calendar(book: OpenBook, lang: str) -> dict[str, bytes]:
    """`echeances-<year>.ics`; nothing when no deadline has a date."""
    made = drawn_calendar(calendar_of(book.year, book.name), lang)
    return {calendar_name(book): made} if made is not None else {}


def calendar_name(book: OpenBook) -> str:
    """`echeances-2023.ics`."""
    return f"echeances-{book.name}{CALENDAR}"


def make_documents(
    book: OpenBook, templates: Mapping[str, bytes], lang: str, tell: Tell = say_nothing
) -> dict[str, bytes]:
    """Fee notes, requests, declarations and evaluation forms, each a draft for its own errors.

    tell  hears of each template once, by the first document that it makes
    """
    made: dict[str, bytes] = {}
    heard: set[str] = set()
    for one in documents_of(Material(book.year, tuple(book.findings), book.is_draft)):
        template = held(one.kind.template, templates)
        extension = extension_of(template)
        with _filling(template):
            outcome = filled_document(templates[template], one, lang, extension)
        if template not in heard:
            heard.add(template)
            tell(template, outcome)
        made[marked(one.path.removesuffix(EXTENSION) + extension, one.draft)] = outcome.data
    return made


def make_manifest(
    book: OpenBook,
    inputs: Mapping[str, Content],
    outputs: Mapping[str, Content],
    submission: tuple[int, bool] | None = None,
    bundle: Bundled | None = None,
    withheld: Mapping[str, int] = NOTHING_WITHHELD,
) -> bytes:
    """The manifest of a run: inputs and outputs by name; number and kind of a submission."""
    counts = Counter(finding.severity.value for finding in book.findings)
    severities = {one.value: counts[one.value] for one in Severity}
    account = bundle.account if bundle is not None else None
    return manifest(
        book.year, __version__, inputs, outputs, severities, submission, account, withheld
    )


def seen_from(folder: Path, target: Path) -> str | None:
    """How a file in `folder` names `target`; None when they lie on two drives."""
    with suppress(ValueError):
        return Path(os.path.relpath(target.resolve(), folder.resolve())).as_posix()
    return None


@contextmanager
def _filling(template: str) -> Iterator[None]:
    try:
        yield
    except TemplateProblem as problem:
        raise Unfillable(template, problem) from problem


def output_name(template: str, book: OpenBook, draft: bool) -> str:
    """`rapport-narratif-2023-brouillon.docx`."""
    name = f"{PurePath(template).stem}-{book.name}{extension_of(template)}"
    return marked(name, draft)


def marked(name: str, draft: bool) -> str:
    """The name, saying that a draft is one."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}{DRAFT if draft else ''}.{suffix}"


def _twin(name: str) -> str:
    """The name that a document has when it is a draft, or that its draft has."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem.removesuffix(DRAFT)}.{suffix}" if stem.endswith(DRAFT) else marked(name, True)


def write_reports(
    book: OpenBook,
    folder: Path,
    templates: Path | None = None,
    lang: str = "fr",
    tell: Tell = say_nothing,
    *,
    with_bundle: bool = True,
    progress: Progress | None = None,
) -> Written:
    """Make every output and write them into the folder, all or none; where they lie.

    with_bundle  make the bundle of receipts too, where the extra `receipts` is installed
    progress     hears of it

    A final report takes the place of its draft, and a draft of its final report.
    Raises TemplateMissing, Unfillable and OutputLocked; nothing is written then.
    """
    found = read_templates(template_folder(book.path, templates), lang)
    seen = seen_from(folder, book.path.parent)
    with aside() as work:
        bundle = make_bundle(book, work, lang, progress=progress) if with_bundle else None
        made = make_reports(book, found, lang, seen, tell, bundle)
        reports = (held(NARRATIVE, found), held(FINANCIAL, found))
        stale = [output_name(name, book, not book.is_draft) for name in reports]
        stale += [_twin(name) for name in made if "/" in name]
        stale.append(calendar_name(book))
        stale += parts_there(folder, book) if bundle is not None else ()
        return Written(write_all(folder, made, stale), bundle)


class Written(NamedTuple):
    """What was written, and the bundle of receipts, if one was made."""

    paths: tuple[Path, ...]
    bundle: Bundled | None


def write_bundle(
    book: OpenBook,
    folder: Path,
    lang: str = "fr",
    *,
    most_bytes: int | None = None,
    withhold: bool = True,
    progress: Progress | None = None,
) -> Written:
    """Write the bundle of receipts alone; no path when the extra `receipts` isn't installed.

    Raises OutputLocked; nothing is written then.
    """
    with aside() as work:
        bundle = make_bundle(
            book, work, lang, most_bytes=most_bytes, withhold=withhold, progress=progress
        )
        if bundle is None:
            return Written((), None)
        stale = [bundle.name, *parts_there(folder, book)]
        return Written(write_all(folder, bundle.files, stale), bundle)


def parts_there(folder: Path, book: OpenBook) -> list[str]:
    """The numbered parts of a bundle that an earlier run wrote."""
    numbered = re.compile(rf"justificatifs-{re.escape(book.name)}-[1-9]\d*\.pdf")
    with suppress(OSError):
        return sorted(path.name for path in folder.iterdir() if numbered.fullmatch(path.name))
    return []


@contextmanager
def aside() -> Iterator[Path]:
    """A folder for what is too large for memory.  Raises OutputLocked if none can be made."""
    try:
        with TemporaryDirectory(prefix="cic-", ignore_cleanup_errors=True) as work:
            yield Path(work)
    except OSError as error:
        raise OutputLocked(Path(error.filename or "."), trouble(error)) from error
