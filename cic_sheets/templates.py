"""The templates of a year: where they lie, under which names, what their outputs are called."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePath

from cic_sheets.report.documents.build import KINDS
from cic_sheets.template.kinds import DOCUMENT_OF

NARRATIVE = "rapport-narratif.docx"
FINANCIAL = "rapport-financier.xlsx"
TEMPLATES = (NARRATIVE, FINANCIAL, *(kind.template for kind in KINDS))
OWN = Path(__file__).resolve().parent.parent / "templates"
"""The stand-ins that come with the program."""

_ALIKE = {
    ".docx": (".docx", ".docm", ".dotx", ".dotm"),
    ".xlsx": (".xlsx", ".xlsm", ".xltx", ".xltm"),
}


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
        if file_of(folder, NARRATIVE) and file_of(folder, FINANCIAL):
            return folder
    return OWN


def file_of(folder: Path, template: str) -> Path | None:
    """The file that is a template: of its name, or of its name as a macro file or a model
    (`.docm`, `.dotx`, `.dotm`), the first of these that is there.
    """
    name = PurePath(template)
    paths = (folder / f"{name.stem}{extension}" for extension in _ALIKE[name.suffix])
    return next((path for path in paths if path.is_file()), None)


def spoken(folder: Path, template: str, lang: str) -> Path | None:
    """The file that is a template in a language: in the folder of its code (`ar/`), else the
    folder's own.
    """
    return file_of(folder / lang, template) or file_of(folder, template)


def read_templates(folder: Path, lang: str = "fr") -> dict[str, bytes]:
    """File name → bytes of every template; of a document besides the reports, the program's own
    where the folder has none.  Raises TemplateMissing.
    """
    found = {}
    for name in TEMPLATES:
        path = spoken(folder, name, lang)
        if path is None and name not in (NARRATIVE, FINANCIAL):
            path = spoken(OWN, name, lang)
        if path is None:
            raise TemplateMissing(name, folder)
        found[path.name] = path.read_bytes()
    return found


def held(template: str, templates: Iterable[str]) -> str:
    """The file name under which a template is among these."""
    stem = PurePath(template).stem
    return next(name for name in templates if PurePath(name).stem == stem)


def extension_of(name: str) -> str:
    """What the output of a template of this file name ends with: of a model, as a document."""
    suffix = PurePath(name).suffix.lower()
    return DOCUMENT_OF.get(suffix, suffix)
