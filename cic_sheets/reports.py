"""Every deliverable of a year, made together and written together."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from cic_sheets import __version__
from cic_sheets.manifest import manifest
from cic_sheets.outputs import write_all
from cic_sheets.pipeline import OpenBook
from cic_sheets.render.charts import pictures
from cic_sheets.render.documents import EXTENSION, filled_document
from cic_sheets.render.excel import told_financial
from cic_sheets.render.template_problem import TemplateProblem
from cic_sheets.render.word import filled_narrative
from cic_sheets.report.build import report_of
from cic_sheets.report.documents.build import documents_of
from cic_sheets.report.finance import finance_of
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

MANIFEST = "manifeste.json"
DRAFT = "-brouillon"

Tell = Callable[[str, Outcome], None]
"""Hears of a template, by its file name, what people should."""

__all__ = [
    "FINANCIAL",
    "NARRATIVE",
    "Tell",
    "TemplateMissing",
    "Unfillable",
    "make_outputs",
    "make_reports",
    "read_templates",
    "say_nothing",
    "template_folder",
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


def say_nothing(_name: str, _outcome: Outcome) -> None:
    """Nobody listens."""


def make_reports(
    book: OpenBook,
    templates: Mapping[str, bytes],
    lang: str,
    files: str | None = None,
    tell: Tell = say_nothing,
) -> dict[str, bytes]:
    """Name → content of every output; the same book, day and templates give the same bytes.

    templates  file name of each template → bytes
    files      the workbook's folder as seen from where the outputs will lie, for links to receipts
    tell       hears of each template what is wrong in it without stopping the report

    Raises Unfillable when a template can't be filled.
    """
    made = make_outputs(book, templates, lang, files, tell)
    made[MANIFEST] = make_manifest(book, {book.path.name: book.data, **templates}, made)
    return made


def make_outputs(
    book: OpenBook,
    templates: Mapping[str, bytes],
    lang: str,
    files: str | None = None,
    tell: Tell = say_nothing,
) -> dict[str, bytes]:
    """The same without the manifest."""
    draft = book.is_draft
    narrative = report_of(book.year, book.findings)
    financial = finance_of(book.year, book.findings, files)
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
    made = {
        output_name(word, book, draft): told.data,
        output_name(excel, book, draft): counted.data,
        **make_documents(book, templates, lang, tell),
    }
    with suppress(PatchError):  # a workbook too ill-formed to be copied with notes is still told
        made[book.control_name] = book.control(lang)
    return made


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
) -> tuple[Path, ...]:
    """Make every output and write them into the folder, all or none; where they lie.

    A final report takes the place of its draft, and a draft of its final report.
    Raises TemplateMissing, Unfillable and OutputLocked; nothing is written then.
    """
    found = read_templates(template_folder(book.path, templates))
    made = make_reports(book, found, lang, seen_from(folder, book.path.parent), tell)
    reports = (held(NARRATIVE, found), held(FINANCIAL, found))
    twins = [output_name(name, book, not book.is_draft) for name in reports]
    twins += [_twin(name) for name in made if "/" in name]
    return write_all(folder, made, twins)
