"""`python -m cic_sheets.example`: make the example year again."""

from __future__ import annotations

import argparse
from pathlib import Path

from cic_sheets.example.build import (
    clean_files,
    clean_workbook,
    example_files,
    example_workbook,
    write,
)
from cic_sheets.example.tables import YEAR


def main(arguments: list[str] | None = None) -> None:
    """Write the workbook and its files; by default, over those of the repository."""
    parser = argparse.ArgumentParser(
        prog="python -m cic_sheets.example", description="Refaire l'année d'exemple."
    )
    parser.add_argument("--out", type=Path, default=Path("workbooks"), help="dossier où écrire")
    parser.add_argument("--propre", action="store_true", help="l'année sans aucune erreur")
    asked = parser.parse_args(arguments)
    workbook = clean_workbook() if asked.propre else example_workbook()
    files = clean_files() if asked.propre else example_files()
    write(asked.out, workbook, files)
    print(f"{asked.out / f'{YEAR}.xlsx'} et {len(files)} fichiers")  # noqa: T201


if __name__ == "__main__":
    main()
