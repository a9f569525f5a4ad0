"""Formulas as text: shared ones written out cell by cell, references to other workbooks seen.

Source: ISO/IEC 29500-1 18.3.1.40 (f: shared formulas), 18.17.2.3 (cell references), 18.14
(external references: `[1]Feuil1!A1`).
"""

from __future__ import annotations

import re

from cic_sheets.values.cells import MAX_COLUMN, MAX_ROW, column_number, letters

_REFERENCE = r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!\[])"
_COLUMNS = r"(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![A-Za-z0-9_.(!\[$])"
_ROWS = r"(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!\[$])"
# What is no reference comes first: texts, quoted sheets, structured references; names come last.
# Possessive throughout: a formula, however long, is never read twice over.
_TOKEN = (  # of shared formulas only: compiled when met
    r'"(?:[^"]++|"")*+"?'
    r"|'(?:[^']++|'')*+'?"
    r"|\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\]?"
    rf"|{_COLUMNS}|{_REFERENCE}|{_ROWS}"
    r"|[\w.\\$]+!?"
)
# a number stands for a link of the workbook; a file's name stands for itself
_PLAIN, _QUOTED = r"[^\[\]'\"!+*/,;()=<>&^\s]", r"[^\[\]'\"!]"
_EXTERNAL = re.compile(
    rf"(?<![\w\]])\[([0-9]{{1,6}}|[^\[\]'\"!]+\.\w{{3,4}})\]{_PLAIN}*+!"
    rf"|'[^'\[\]\"!]*+\[([^\[\]'\"!]+)\](?:{_QUOTED}++|'')*+'!"
)
_TEXT = re.compile(r'"(?:[^"]++|"")*+"?')
_REF_ERROR = "#REF!"


def shifted(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads that many rows down and columns right; `$` stays where it is."""
    if not rows and not columns:
        return formula

    def move(match: re.Match[str]) -> str:
        (first_fix, first, second_fix, second, column_fix, column, row_fix, row,
         top_fix, top, bottom_fix, bottom) = match.groups()  # fmt: skip
        if column:
            if column_number(column) > MAX_COLUMN:
                return match[0]  # a name such as ZZZ1
            moved = _column(column_fix, column, columns), _row(row_fix, row, rows)
            return "".join(moved) if all(moved) else _REF_ERROR
        if first:
            moved = _column(first_fix, first, columns), _column(second_fix, second, columns)
        elif top:
            moved = _row(top_fix, top, rows), _row(bottom_fix, bottom, rows)
        else:
            return match[0]
        return ":".join(moved) if all(moved) else _REF_ERROR

    return re.sub(_TOKEN, move, formula)


def _column(fixed: str, name: str, by: int) -> str:
    """Empty when it leaves the grid."""
    if fixed:
        return "$" + name
    number = column_number(name) + by
    return letters(number) if 1 <= number <= MAX_COLUMN else ""


def _row(fixed: str, number: str, by: int) -> str:
    if fixed:
        return "$" + number
    moved = int(number) + by
    return str(moved) if 1 <= moved <= MAX_ROW else ""


def external_books(formula: str) -> set[str]:
    """The other workbooks that a formula reads, by number or name: `[2]Taux!A1` gives {"2"}."""
    if "[" not in formula:
        return set()
    found = _EXTERNAL.findall(_TEXT.sub('""', formula))
    return {plain or quoted for plain, quoted in found}
