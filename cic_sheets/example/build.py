"""The year on disk: workbook, receipts, other evidence; clean, or with its mistakes."""

from __future__ import annotations

import shutil
from pathlib import Path

from cic_sheets.example.evidence import evidence_files
from cic_sheets.example.expenses import FOLDER, file_of, papers
from cic_sheets.example.mistakes import MISTAKES
from cic_sheets.example.papers.draw import receipt_file
from cic_sheets.example.planting import Planted, planted
from cic_sheets.example.tables import YEAR
from cic_sheets.example.year import clean_year
from cic_sheets.workbook import write_workbook


def clean_workbook() -> bytes:
    """The workbook without a mistake."""
    return write_workbook(YEAR, clean_year())


def example_year() -> Planted:
    """The year with its honest mistakes."""
    return planted(clean_year(), MISTAKES)


def example_workbook() -> bytes:
    """The workbook with the year's honest mistakes."""
    year = example_year()
    return write_workbook(YEAR, year.rows, layout=year.layout)


def clean_files() -> dict[str, bytes]:
    """Path under the year's folder → bytes of every file that the clean year names.

    Raises `papers.picture.NoFont` where pictures can't be drawn.
    """
    receipts = {f"{FOLDER}/{file_of(paper)}": receipt_file(paper) for paper in papers()}
    return receipts | evidence_files(clean_year())


def example_files() -> dict[str, bytes]:
    """The same as they lie on the disk of someone who makes mistakes."""
    renamed = example_year().files
    return {renamed.get(path, path): held for path, held in clean_files().items()}


def write(home: Path, workbook: bytes, files: dict[str, bytes]) -> None:
    """Put `2023.xlsx` and `2023/…` into a folder; what the year's folder held before is gone."""
    folder = home / str(YEAR)
    if folder.exists():
        shutil.rmtree(folder)
    for path, held in sorted(files.items()):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(held)
    (home / f"{YEAR}.xlsx").write_bytes(workbook)
