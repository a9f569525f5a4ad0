"""Check digits of the numbers that banks and tax offices give: ICE, RIB, IBAN.

Each check takes the number as typed and gives what is wrong with it, None when nothing is.
Blanks are no fault: people type numbers in groups, as they are printed.
"""

from __future__ import annotations

from cic_sheets.schema.findings import Word
from cic_sheets.schema.sheets import Row

ICE_DIGITS = 15  # 9 for the enterprise, 4 for the establishment, 2 of control
RIB_DIGITS = 24  # bank 3, town 3, account 16, key 2
MOROCCAN_IBAN = 28
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34  # ISO 13616
_MODULUS = 97

_LETTERS = Word("number.letters", "contient autre chose que des chiffres")
_WRONG_KEY = Word("number.key", "n'a pas la bonne clé de contrôle : un chiffre au moins est faux")
_NOT_IBAN = Word(
    "number.iban", "n'a pas la forme d'un IBAN : deux lettres, deux chiffres, puis le compte"
)


def ice_trouble(number: str) -> Word | None:
    """What is wrong with an ICE: 15 digits, divisible by 97."""
    return _digits_trouble(number, ICE_DIGITS)


def rib_trouble(number: str) -> Word | None:
    """What is wrong with a Moroccan RIB: 24 digits, divisible by 97 with its key."""
    return _digits_trouble(number, RIB_DIGITS)


def iban_trouble(number: str) -> Word | None:
    """What is wrong with an IBAN (ISO 13616: letters as numbers, the first four signs last)."""
    bare = "".join(number.split()).upper()
    if not (bare.isascii() and bare.isalnum() and bare[:2].isalpha() and bare[2:4].isdigit()):
        return _NOT_IBAN
    if bare.startswith("MA") and len(bare) != MOROCCAN_IBAN:
        return _length(len(bare), MOROCCAN_IBAN)
    if not _SHORTEST_IBAN <= len(bare) <= _LONGEST_IBAN:
        return _NOT_IBAN
    value = int("".join(str(int(sign, 36)) for sign in bare[4:] + bare[:4]))
    return None if value % _MODULUS == 1 else _WRONG_KEY


def restored(row: Row, attr: str, digits: int) -> str | None:
    """A number with the leading zeros that Excel dropped: CEL-10 has told their loss."""
    number: str | None = getattr(row, attr)
    if number is None:
        return None
    return number.zfill(digits) if row.cell(attr).kind == "number" else number


def _digits_trouble(number: str, digits: int) -> Word | None:
    bare = "".join(number.split())
    if not bare.isdecimal():
        return _LETTERS
    if len(bare) != digits:
        return _length(len(bare), digits)
    value = int(bare)
    return None if value and value % _MODULUS == 0 else _WRONG_KEY


def _length(found: int, wanted: int) -> Word:
    return Word(
        "number.length",
        "a {found} signes au lieu de {wanted}",
        (("found", found), ("wanted", wanted)),
    )
