"""What the receipts' files hold, as far as rules ask: read elsewhere, looked up here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.findings import Word
from cic_sheets.values.named import NamedTuple


class Content(NamedTuple):
    """What a file holds.

    sha256   of its bytes, in hexadecimal; "" when they could not be read
    refusal  why it can't be shown, one of UNUSABLE; "" when it can
    amounts  every amount that its own text says, in any of its readings; None: no text to speak of
    days     every day that its own text says; None: no text
    alike    the files that show the same receipt, though their bytes differ, by their paths
    notes    what is odd about it, among ODD
    unread   this machine lacks the libraries that open it: only its bytes are known
    """

    sha256: str = ""
    refusal: str = ""
    amounts: frozenset[Decimal] | None = None
    days: frozenset[date] | None = None
    alike: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: bool = False


_WORDS = (
    Word("unusable.missing", "Le fichier n'est pas dans le dossier"),
    Word("unusable.unreadable", "Le disque ne laisse pas lire le fichier"),
    Word("unusable.not_a_file", "Le nom désigne un dossier ou un appareil, pas un fichier"),
    Word("unusable.empty", "Le fichier est vide"),
    Word("unusable.too_large", "Le fichier dépasse la taille que le programme accepte d'ouvrir"),
    Word("unusable.not_a_receipt", "Le fichier n'est ni un PDF ni une image"),
    Word(
        "unusable.password",
        "Le PDF demande un mot de passe ; enregistrez-en une copie sans mot de passe",
    ),
    Word("unusable.damaged", "Le fichier est abîmé : il ne peut pas être ouvert"),
    Word("unusable.no_pages", "Le PDF ne contient aucune page"),
    Word("unusable.too_many_pages", "Le fichier a plus de pages que le programme n'en accepte"),
    Word("unusable.bomb", "Le fichier, une fois ouvert, prendrait une place démesurée"),
    Word("unusable.too_much_memory", "Le fichier demande trop de mémoire pour être ouvert"),
    Word("unusable.too_slow", "Le fichier demande trop de temps pour être ouvert"),
    Word("unusable.reader_died", "Le fichier fait échouer le lecteur qui l'ouvre"),
    Word(
        "unusable.no_reader",
        "La bibliothèque qui lit ce genre de fichier n'est pas installée",
    ),
    Word("unusable.no_heif", "La bibliothèque qui lit les photos HEIC n'est pas installée"),
)

UNUSABLE = {word.key.partition(".")[2].replace("_", "-"): word for word in _WORDS}
"""Code of a refusal (`receipts.opening`) → what it says to people."""

ODD = {
    "name-lies": Word("unusable.name_lies", "L'extension du fichier ne dit pas ce qu'il est"),
    "script": Word("unusable.script", "Le PDF contient un programme ; le recueil n'en garde rien"),
}
"""Code of a note (`receipts.opening`) on a file that can be shown → what it says to people."""
