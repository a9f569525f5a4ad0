"""What of a sheet goes on is said in its own file, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from tests.package_copy import Copy

PARTNERS = '''"""« Partenaires »: whom the group works with."""

from __future__ import annotations

from datetime import date

from cic_sheets.schema.carrying import Carry, Turn
from cic_sheets.schema.kinds import Code, Day, Text
from cic_sheets.schema.sheets import Row, column, sheet


def _still(row: Partner, turn: Turn) -> bool:
    """Whether the agreement lasts."""
    return row.until is None or row.until > turn.last


@sheet(
    "Partenaires", order=36, group="Vie du groupe",
    carries=Carry("les partenaires encore liés", when=_still, empties=("note",)),
)
class Partner(Row):
    """Ceux avec qui le groupe travaille."""

    no: str | None = column(
        Code(), "N°", "Son numéro.", example="PA-1", required=True, identity=True
    )
    until: date | None = column(Day(), "Jusqu\'au", "Dernier jour.", example="31/12/2025")
    note: str | None = column(Text(), "Note", "Ce qui fut fait.", example="visite")
'''


def test_what_of_a_sheet_goes_on__is_one_declaration(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.create("sheets/partners.py", PARTNERS)
    found = copy.ask(
        """
from datetime import date
from cic_sheets.reconcile.settled import settle_book
from cic_sheets.reconcile.year import Year
from cic_sheets.rolling import rolled
book = book_of({
    "Convention": {"N° de convention": "C-2023", "Rang": 1, "Début": date(2023, 1, 1),
                   "Fin": date(2023, 12, 31), "Fin du programme": date(2026, 12, 31)},
    "Partenaires": [
        {"N°": "PA-1", "Jusqu\'au": date(2025, 1, 1), "Note": "visite"},
        {"N°": "PA-2", "Jusqu\'au": date(2023, 6, 30), "Note": "visite"},
    ],
})
day = date(2023, 12, 31)
made = rolled(Year(book, day, settle_book(book, day, ())), 4, {})
answer(rows=[sorted(row) + [row["N°"]] for row in made.rows["Partenaires"]],
       page=manual.pages()["feuilles.md"])
"""
    )
    assert copy.touched() == ["sheets/partners.py"]
    assert found["rows"] == [["Jusqu'au", "N°", "PA-1"]]
    assert "Passe à l'année suivante (`cic roll`) : les partenaires encore liés." in found["page"]
