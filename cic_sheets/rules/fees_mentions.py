"""HON-05: what the law wants a fee note to say of its parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.convention import Convention
from cic_sheets.sheets.fees import FeeNote

MENTIONS: Sequence[tuple[str, ...]] = (
    ("coordinator",),
    ("address",),
    ("ice",),
    ("tax_id",),
    ("business_tax_id", "self_employed_no"),
    ("client",),
    ("client_address",),
    ("vat_note",),
    ("rib", "iban"),
)
"""What a fee note must say of its parties: attributes of « Convention »; of several, one does."""


@rule(
    "HON-05",
    Severity.E,
    each=Convention,
    needs=(FeeNote,),
    says="mention obligatoire des notes d'honoraires absente : {mention}",
    fix="Remplissez la cellule ; votre comptable connaît les mentions qui vous concernent.",
    source="Code général des impôts (Maroc), art. 145",
)
def mention_is_missing(convention: Convention, year: Year) -> Iterator[Hit]:
    """Une note sans ses mentions légales n'est pas une facture : elle ne peut pas être payée.

    Le n° d'auto-entrepreneur tient lieu de taxe professionnelle, l'IBAN de RIB.

    | Convention | ICE     | IF | Taxe professionnelle | N° auto-entrepreneur | Mention TVA |
    |            | !HON-05 | 1  |                      | AE-1                 | !HON-05     |

    Ou :

    | Convention | Taxe professionnelle | N° auto-entrepreneur | RIB |
    |            | !HON-05              |                      |     |

    Ou :

    | Convention | RIB     | IBAN |
    |            | !HON-05 |      |

    Ou :

    | Convention | ICE  |
    |            |      |
    | Honoraires | N°   |
    """
    if not year.book.all(FeeNote):
        return
    columns = convention.sheet.columns
    for choices in MENTIONS:
        absent = all(getattr(convention, attr) is None for attr in choices)
        if absent and convention.sound(*choices):
            labels = [columns[attr].label for attr in choices]
            yield hit(convention, choices[0], mention=_either(labels))


def _either(labels: Sequence[str]) -> Word:
    """The cell to fill, or the two of which one does."""
    names = tuple(zip(("one", "other"), labels, strict=False))
    if len(labels) == 1:
        return Word("mention.one", "« {one} »", names)
    return Word("mention.either", "« {one} » ou « {other} »", names)
