"""Every deliverable of a year, made together and written together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from cic_sheets import __version__
from cic_sheets.manifest import manifest
from cic_sheets.outputs import write_all
from cic_sheets.pipeline import OpenBook
from cic_sheets.render.documents import fill_document
from cic_sheets.render.excel import fill_financial
from cic_sheets.render.word import TemplateProblem, fill_narrative
from cic_sheets.report.build import report_of
from cic_sheets.report.documents.build import KINDS, documents_of
from cic_sheets.report.finance import finance_of
from cic_sheets.report.plan import Material
from cic_sheets.schema.findings import Severity
from cic_sheets.template.opc.errors import PatchError

NARRATIVE = "rapport-narratif.docx"
FINANCIAL = "rapport-financier.xlsx"
TEMPLATES = (NARRATIVE, FINANCIAL, *(kind.template for kind in KINDS))
MANIFEST = "manifeste.json"
DRAFT = "-brouillon"
OWN = Path(__file__).resolve().parent.parent / "templates"
"""The stand-ins that come with the program."""

__all__ = ["TemplateMissing", "Unfillable", "make_reports", "template_folder", "write_reports"]


class Unfillable(Exception):
    """A template can't be filled: its name, and why, in the reader's language."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name = name
        self.why = why


class TemplateMissing(Exception):
    """A template isn't where it should be."""

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(name, folder)
        self.name = name
        self.folder = folder


def template_folder(workbook: Path, given: Path | None) -> Path:
    """Where the templates lie: as given, else `templates/` beside the workbook's folder or here,
    else the stand-ins that come with the program.
    """
    if given is not None:
        return given
    for folder in (workbook.resolve().parent.parent / "templates", Path("templates")):
        if (folder / NARRATIVE).exists() and (folder / FINANCIAL).exists():
            return folder
    return OWN


def read_templates(folder: Path) -> dict[str, bytes]:
    """Every template's bytes; of a document besides the reports, the program's own where the
    folder has none.  Raises TemplateMissing.
    """
    found = {}
    for name in TEMPLATES:
        path = folder / name
        if not path.is_file() and name not in (NARRATIVE, FINANCIAL):
            path = OWN / name
        if not path.is_file():
            raise TemplateMissing(name, folder)
        found[name] = path.read_bytes()
    return found


def make_reports(
    book: OpenBook, templates: Mapping[str, bytes], lang: str, files: str | None = None
) -> dict[str, bytes]:
    """Name → content of every output; the same book, day and templates give the same bytes.

    templates  each of TEMPLATES → bytes
    files      the workbook's folder as seen from where the outputs will lie, for links to receipts

    Raises Unfillable when a template can't be filled.
    """
    made = make_outputs(book, templates, lang, files)
    made[MANIFEST] = make_manifest(book, {book.path.name: book.data, **templates}, made)
    return made


def make_outputs(
    book: OpenBook, templates: Mapping[str, bytes], lang: str, files: str | None = None
) -> dict[str, bytes]:
    """The same without the manifest."""
    draft = book.is_draft
    narrative = report_of(book.year, book.findings)
    financial = finance_of(book.year, book.findings, files)
    with _filling(NARRATIVE):
        word = fill_narrative(templates[NARRATIVE], narrative, draft=draft, lang=lang)
    with _filling(FINANCIAL):
        excel = fill_financial(templates[FINANCIAL], financial, draft=draft, lang=lang)
    made = {
        output_name(NARRATIVE, book, draft): word,
        output_name(FINANCIAL, book, draft): excel,
        **make_documents(book, templates, lang),
    }
    with suppress(PatchError):  # a workbook too ill-formed to be copied with notes is still told
        made[book.control_name] = book.control(lang)
    return made


def make_documents(book: OpenBook, templates: Mapping[str, bytes], lang: str) -> dict[str, bytes]:
    """Fee notes, requests, declarations and evaluation forms, each a draft for its own errors."""
    made = {}
    for one in documents_of(Material(book.year, tuple(book.findings), book.is_draft)):
        with _filling(one.kind.template):
            name = marked(one.path, one.draft)
            made[name] = fill_document(templates[one.kind.template], one, lang)
    return made


def make_manifest(
    book: OpenBook,
    inputs: Mapping[str, bytes],
    outputs: Mapping[str, bytes],
    submission: tuple[int, bool] | None = None,
) -> bytes:
    """The manifest of a run: inputs and outputs by name; number and kind of a submission."""
    counts = Counter(finding.severity.value for finding in book.findings)
    severities = {one.value: counts[one.value] for one in Severity}
    return manifest(book.year, __version__, inputs, outputs, severities, submission)


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
        raise Unfillable(template, str(problem)) from problem


def output_name(template: str, book: OpenBook, draft: bool) -> str:
    """`rapport-narratif-2023-brouillon.docx`."""
    stem, _, suffix = template.rpartition(".")
    return marked(f"{stem}-{book.name}.{suffix}", draft)


def marked(name: str, draft: bool) -> str:
    """The name, saying that a draft is one."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}{DRAFT if draft else ''}.{suffix}"


def _twin(name: str) -> str:
    """The name that a document has when it is a draft, or that its draft has."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem.removesuffix(DRAFT)}.{suffix}" if stem.endswith(DRAFT) else marked(name, True)


def write_reports(
    book: OpenBook, folder: Path, templates: Path | None = None, lang: str = "fr"
) -> tuple[Path, ...]:
    """Make every output and write them into the folder, all or none; where they lie.

    A final report takes the place of its draft, and a draft of its final report.
    Raises TemplateMissing, Unfillable and OutputLocked; nothing is written then.
    """
    found = read_templates(template_folder(book.path, templates))
    made = make_reports(book, found, lang, seen_from(folder, book.path.parent))
    twins = [output_name(name, book, not book.is_draft) for name in (NARRATIVE, FINANCIAL)]
    twins += [_twin(name) for name in made if "/" in name]
    return write_all(folder, made, twins)
