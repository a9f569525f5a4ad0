"""`python -m cic_sheets.example`: make the example year again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from cic_sheets.example.build import (
    clean_files,
    clean_workbook,
    example_files,
    example_workbook,
    write,
)
from cic_sheets.example.declaration_template import FILE as DECLARATION
from cic_sheets.example.declaration_template import declaration_template
from cic_sheets.example.evaluation_template import FILE as EVALUATION
from cic_sheets.example.evaluation_template import evaluation_template
from cic_sheets.example.fee_note_template import FILE as FEE_NOTE
from cic_sheets.example.fee_note_template import fee_note_template
from cic_sheets.example.request_template import FILE as REQUEST
from cic_sheets.example.request_template import request_template
from cic_sheets.example.tables import YEAR
from cic_sheets.language import LANGUAGES

_HOME = Path("workbooks")
DOCUMENTS = {
    FEE_NOTE: fee_note_template,
    REQUEST: request_template,
    DECLARATION: declaration_template,
    EVALUATION: evaluation_template,
}
"""File in `templates/` → what makes the template of a document besides the reports."""

SPOKEN = {
    FEE_NOTE: fee_note_template,
    REQUEST: request_template,
    DECLARATION: declaration_template,
}
"""Those that each language has of its own; the evaluation form is in French and Arabic at once."""


def spoken_documents() -> Iterator[tuple[str, str]]:
    """Language and file of each, French apart."""
    return ((lang, name) for lang in LANGUAGES if lang != "fr" for name in SPOKEN)


def main(arguments: list[str] | None = None) -> None:
    """Write the workbook and its files; by default over those of the repository, and with the
    templates of the documents besides the reports.
    """
    parser = argparse.ArgumentParser(
        prog="python -m cic_sheets.example", description="Refaire l'année d'exemple."
    )
    parser.add_argument("--out", type=Path, default=_HOME, help="dossier où écrire")
    parser.add_argument("--propre", action="store_true", help="l'année sans aucune erreur")
    asked = parser.parse_args(arguments)
    workbook = clean_workbook() if asked.propre else example_workbook()
    files = clean_files() if asked.propre else example_files()
    write(asked.out, workbook, files)
    if asked.out == _HOME:
        for name, made in DOCUMENTS.items():
            Path("templates", name).write_bytes(made())
        for lang, name in spoken_documents():
            Path("templates", lang, name).write_bytes(SPOKEN[name](lang))
    print(f"{asked.out / f'{YEAR}.xlsx'} et {len(files)} fichiers")  # noqa: T201


if __name__ == "__main__":
    main()
