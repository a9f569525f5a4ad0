"""A small year over all money sheets, as a real workbook that tests change cell by cell.

The changed workbooks are written by openpyxl and read from their files: nothing here knows how
`cic trace` makes its own experiments.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl

from cic_sheets.pipeline import OpenBook, open_book
from cic_sheets.trace.told import Key, Reports, reports_of
from cic_sheets.values.cells import CellRef
from cic_sheets.xlsx.model import RawBook
from tests.drawing import Drawn, draw

DAY = date(2023, 4, 20)
MONEY = (
    "Convention", "Règles", "Barèmes", "Taux", "Missions", "Accords", "Dépenses", "Justificatifs",
    "Paiements", "Demandes", "Budget", "Honoraires",
)  # fmt: skip
YEAR = """
| Convention | Début      | Fin        | Commune du domicile |
|            | 01/01/2023 | 31/12/2023 | Rabat               |
| Règles     | Règle           | Valeur |
|            | plafond_mensuel | 60     |
| Taux       | Mois       | Devise | Unités pour 1 EUR |
|            | 01/01/2023 | MAD    | 10,80             |
|            | 01/02/2023 | MAD    | 11,00             |
|            | 01/03/2023 | MAD    | 11,10             |
|            | 01/04/2023 | MAD    | 11,10             |
| Barèmes    | N°   | Catégorie   | Lieu | Unité   | Montant | Devise | Mode    | Du         | Au |
|            | B-01 | hébergement |      | nuitée  | 1080,00 | MAD    | plafond | 01/01/2023 |    |
|            | B-02 | repas       |      | repas   | 90,00   | MAD    | forfait | 01/01/2023 |    |
| Missions   | N°     | Départ           | Retour           | Lieu   | Accord | Nuitées offertes \
| Repas offerts | Km | Compte rendu |
|            | MIS-01 | 2023-01-12 08:00 | 2023-01-13 18:00 | Tiznit | VAL-01 |  |  |  |  |
|            | MIS-02 | 2023-03-05 08:00 | 2023-03-07 20:00 | Oujda  | VAL-02 |  |  |  |  |
| Accords    | N°     | Portée  | Catégories | Montant demandé | Décision | Décidé le  \
| Montant validé | Valable du | Valable au |
|            | VAL-01 | mission |            | 300,00          | validé   | 05/01/2023 \
| 300,00         |            |            |
|            | VAL-02 | mission |            | 150,00          | validé   | 01/03/2023 \
| 150,00         |            |            |
|            | VAL-03 | annuel  |            | 400,00          | validé   | 02/01/2023 \
| 400,00         |            |            |
| Dépenses | N°    | Date       | Imputation | Mission | Activité | Ligne budgétaire | Catégorie \
| Libellé | Montant | Devise | Part non éligible | Motif | Quantité | Unité | Justificatifs \
| Accord | Avoir de | Payé le |
|  | D-001 | 12/01/2023 | mission | MIS-01 | | | hébergement | Hôtel | 1500,00 | MAD | | | 1 \
| nuitée | J-001 | | | |
|  | D-002 | 12/01/2023 | mission | MIS-01 | | | déplacement | Train | 950,00 | MAD | | | \
| | J-002 | | | |
|  | D-003 | 31/01/2023 | communication | | | | communication | Recharge | 300,00 | MAD \
| 20,00 | extra | 1 | | J-003 | VAL-03 | | |
|  | D-004 | 05/03/2023 | mission | MIS-02 | | | hébergement | Hôtel | 2400,00 | MAD | | | 2 \
| nuitée | J-004 ; J-005 | | | |
|  | D-005 | 06/03/2023 | mission | MIS-02 | | | repas | Repas | 80,00 | MAD | | | 1 | repas \
| | | | |
|  | D-006 | 20/03/2023 | activité | | A-01 | BUD-01 | location | Salle | 90,00 | EUR | | | \
| | J-006 | VAL-03 | | |
|  | D-007 | 28/03/2023 | communication | | | | communication | Avoir | -50,00 | MAD | | | \
| | J-003 | VAL-03 | D-003 | |
| Justificatifs | N°    | Type    | Montant | Devise |
|               | J-001 | facture | 1500,00 | MAD    |
|               | J-002 | billet  | 900,00  | MAD    |
|               | J-003 | facture | 300,00  | MAD    |
|               | J-004 | facture | 2000,00 | MAD    |
|               | J-005 | ticket  | 400,00  | MAD    |
|               | J-006 | facture | 90,00   | EUR    |
| Activités  | N°   | Intitulé |
|            | A-01 | Atelier  |
| Budget     | Code   | Activité | Montant (EUR) |
|            | BUD-01 | A-01     | 200,00        |
| Honoraires | N°        | Mois       | Émise le   | Montant |
|            | H-2023-01 | 01/01/2023 | 31/01/2023 | 480,00  |
|            | H-2023-02 | 01/02/2023 | 28/02/2023 | 480,00  |
| Demandes   | N°     | Envoyée le | Du         | Au         | Montant demandé (EUR) |
|            | DEM-01 | 05/02/2023 | 01/01/2023 | 31/01/2023 | 211,11                |
| Paiements  | N°    | Date       | Type          | Montant (EUR) | Pour      | Demande |
|            | P-001 | 20/02/2023 | honoraires    | 480,00        | H-2023-01 |         |
|            | P-002 | 25/02/2023 | remboursement | 50,00         |           | DEM-01  |
|            | P-003 | 02/01/2023 | avance        | 30,00         |           |         |
"""


class Small:
    """The small year in a folder, and what its reports tell as it stands or changed."""

    def __init__(self, folder: Path) -> None:
        self.drawn: Drawn = draw(YEAR.replace("\\\n", ""))
        self.path = folder / "2023.xlsx"
        self._write_files(folder)
        self.bytes = written(self.drawn.raw)
        self.path.write_bytes(self.bytes)
        self.opened: OpenBook = open_book(self.path, as_of=DAY)
        self.before: Reports = reports_of(self.opened.year, self.opened.findings)

    def _write_files(self, folder: Path) -> None:
        for found in self.drawn.folder.files.values():
            place = folder / found.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(b"x" * found.size)

    def cells(self, sheet: str) -> Iterator[CellRef]:
        """The filled cells of a sheet, without headings."""
        raw = self.drawn.raw.sheet(sheet)
        assert raw is not None
        for row in sorted(raw.rows)[1:]:
            for column in sorted(raw.rows[row]):
                if column == 2 or sheet not in ("Convention", "Règles") or self._told(sheet, row):
                    yield CellRef(sheet, row, column)

    @staticmethod
    def _told(sheet: str, row: int) -> bool:
        """Rules are many and alike: all their values, the rest of every sixth."""
        return sheet == "Règles" and row % 6 == 0

    def changed(self, cell: CellRef, content: object) -> set[Key]:
        """What is told otherwise, or no longer, once a file with that content is read."""
        book = openpyxl.load_workbook(io.BytesIO(self.bytes))
        put(book[cell.sheet].cell(cell.row, cell.column), content)
        book.save(self.path)
        try:
            opened = open_book(self.path, as_of=DAY)
            after = reports_of(opened.year, opened.findings)
        finally:
            self.path.write_bytes(self.bytes)
        return {
            key
            for key, told in self.before.told.items()
            if key not in after.told or after.told[key].shown != told.shown
        }

    def contents(self, cell: CellRef) -> list[object]:
        """A few other contents, chosen by what stands in the cell and in its column."""
        raw = self.drawn.raw.sheet(cell.sheet)
        assert raw is not None
        value = raw.cell(cell.row, cell.column).value
        match value:
            case Decimal():
                return [value + Decimal("1.23"), value * 3, Decimal(-5), "abc", None]
            case date():
                return [value + timedelta(2), value + timedelta(45), value - timedelta(400), None]
        column = [raw.cell(row, cell.column).value for row in sorted(raw.rows)[1:]]
        near = [one for one in dict.fromkeys(column) if one not in (value, None)]
        return ["Zzz", *near[:2], None]


def put(place: openpyxl.cell.Cell, content: object) -> None:
    """Write as Excel would: a text stays a text."""
    place.value = content  # type: ignore[assignment]
    if isinstance(content, str):
        place.data_type = "s"
    if isinstance(content, datetime):
        place.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(content, date):
        place.number_format = "dd/mm/yyyy"


def written(raw: RawBook) -> bytes:
    """A drawn book as a file."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in raw.sheets:
        page = book.create_sheet(sheet.name)
        for row, cells in sheet.rows.items():
            for column, cell in cells.items():
                put(page.cell(row, column), cell.value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
