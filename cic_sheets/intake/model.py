"""What is told of a file of the receipts folder."""

from __future__ import annotations

from typing import Literal

from cic_sheets.receipts.opening import Opened
from cic_sheets.receipts.reading import Read
from cic_sheets.values.named import NamedTuple


class Twin(NamedTuple):
    """Something that seems to be the same receipt.

    how   "same-bytes", "alike" (the same picture or the same words), "same-facts" (number, date
          and amount)
    what  "file", "row" (of « Justificatifs »), "history" (an earlier year)
    name  a path, a receipt's number, or a year and a number
    """

    how: Literal["same-bytes", "alike", "same-facts"]
    what: Literal["file", "row", "history"]
    name: str


class Line(NamedTuple):
    """A line of « Dépenses » without receipt that this one may prove.

    how  "amount-day", "amount" (its day is unknown, or a few days away), "reading" (one of the
         amounts between which the reader did not choose)
    """

    number: str
    how: Literal["amount-day", "amount", "reading"]


class Piece(NamedTuple):
    """A file, and what is proposed for it.

    path      relative to the workbook's folder, as the disk spells it
    file      what « Fichier » would say: relative to the year's folder where that is enough; ""
              for a name that nobody can type
    row       the receipt that names it already; "" for a new file
    number    the receipt number proposed; "" where no row is
    why_none  why no row is proposed: "inscribed", "refused", "same-bytes"; "" when one is
    language  "français", "arabe", or "" (not said)
    """

    path: str
    file: str
    opened: Opened
    read: Read
    row: str = ""
    number: str = ""
    why_none: str = ""
    language: str = ""
    twins: tuple[Twin, ...] = ()
    lines: tuple[Line, ...] = ()


class Intake(NamedTuple):
    """All the files asked for, in the folder's order.

    columns    attributes of « Justificatifs » in the order of this workbook's columns; None for a
               column of the coordinator's own, left empty
    inscribed  how many files have their row already
    """

    pieces: tuple[Piece, ...]
    columns: tuple[str | None, ...]
    inscribed: int

    @property
    def proposed(self) -> tuple[Piece, ...]:
        """Those with a row to paste."""
        return tuple(piece for piece in self.pieces if not piece.why_none)
