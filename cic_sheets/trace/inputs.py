"""An output and what it was made from: its manifest, the workbook, the templates."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from glob import escape
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from cic_sheets.language import LANGUAGES
from cic_sheets.reports import MANIFEST
from cic_sheets.templates import FINANCIAL, NARRATIVE, file_of, template_folder

WORKBOOKS = "workbooks"
_BOOKS = (".xlsx", ".xlsm", ".xltx", ".xltm")
_MOST_PARENTS = 4


class Made(NamedTuple):
    """How an output was made, by its manifest.

    template   NARRATIVE or FINANCIAL
    workbook   the workbook's name; `inputs` and `outputs` are fingerprints by name
    as_of      the day from which the year was seen
    pages      number of a document → its first page in the bundle of receipts, if there was one
    """

    template: str
    workbook: str
    as_of: date
    inputs: Mapping[str, str]
    outputs: Mapping[str, str]
    pages: Mapping[str, int]


class Untraceable(Exception):
    """Nothing can be answered of a file: `why` is the key of a sentence, `facts` its blanks."""

    def __init__(self, why: str, **facts: str) -> None:
        super().__init__(why, facts)
        self.why = why
        self.facts = facts


def made(output: Path) -> Made:
    """What the manifest beside an output says of it.  Raises Untraceable."""
    path = output.parent / MANIFEST
    if _template(output) is None and not path.is_file():  # a fee note lies in a folder of its kind
        path = output.parent.parent / MANIFEST
    try:
        content = json.loads(path.read_text("utf-8"))
        inputs, outputs = _prints(content["entrees"]), _prints(content["sorties"])
        day = date.fromisoformat(content["vu_au"])
        pages = _pages(content.get("recueil") or {})
    except OSError as error:
        raise Untraceable("no-manifest", file=output.name) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Untraceable("bad-manifest", file=output.name) from error
    template = _template(output)
    books = (name for name in inputs if name.casefold().endswith(_BOOKS))
    financial = PurePath(FINANCIAL).stem
    workbook = next((name for name in books if PurePath(name).stem != financial), "")
    if output.name not in outputs or template is None:
        reports = (name for name in outputs if _template(Path(name)))
        raise Untraceable("no-report", file=output.name, reports=", ".join(reports))
    return Made(template, workbook, day, inputs, outputs, pages)


def _pages(bundle: Mapping[str, Any]) -> dict[str, int]:
    return {str(one["piece"]): int(one["page"]) for one in bundle.get("pieces", ())}


def _prints(files: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    return {str(one["fichier"]): str(one["sha256"]) for one in files}


def _template(output: Path) -> str | None:
    """The template that an output fills, by its name."""
    for template in (NARRATIVE, FINANCIAL):
        name = PurePath(template)
        alike = output.suffix.startswith(name.suffix[:-1])  # `.docm` as `.docx`
        if output.name.startswith(f"{name.stem}-") and alike:
            return template
    return None


def workbook_of(output: Path, found: Made, given: Path | None) -> Path:
    """The workbook that an output was made from: as given, else the first of that name whose
    fingerprint fits, else the first of that name.  Raises Untraceable.
    """
    if given is not None:
        return given
    there = [path for path in _candidates(output, found.workbook) if path.is_file()]
    if not there:
        raise Untraceable("no-workbook", workbook=found.workbook)
    right = (path for path in there if fingerprint(path) == found.inputs[found.workbook])
    return next(right, there[0])


def _candidates(output: Path, name: str) -> Iterator[Path]:
    """Near the output, then in the folders above it and here, each with `workbooks/`."""
    folder = output.resolve().parent
    yield from sorted(folder.glob(f"*/{escape(name)}"))
    for place in (folder, *list(folder.parents)[:_MOST_PARENTS], Path()):
        yield place / name
        yield place / WORKBOOKS / name


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal; '' when it can't be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def template_of(workbook: Path, found: Made, given: Path | None) -> tuple[bytes | None, bool]:
    """The output's template, if it is there, and whether it is the very one that was filled."""
    folder = template_folder(workbook, given)
    places = (file_of(place, found.template) for place in (folder, *_of_languages(folder)))
    paths = [path for path in places if path is not None]
    right = [path for path in paths if fingerprint(path) == found.inputs.get(path.name)]
    try:
        content = (right or paths)[0].read_bytes() if paths else None
    except OSError:
        content = None
    return content, content is not None and bool(right)


def _of_languages(folder: Path) -> Iterator[Path]:
    """The folders of templates in other languages."""
    yield from (folder / lang for lang in LANGUAGES)
