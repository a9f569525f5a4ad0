"""CNV-*: the convention's dates and rank, the numbers of the coordinator's business and bank."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.identifiers import (
    ICE_DIGITS,
    RIB_DIGITS,
    iban_trouble,
    ice_trouble,
    restored,
    rib_trouble,
)
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.convention import Convention
from cic_sheets.values.days import ONE_DAY, plus_months

_TERMS = "Annonce, « Conditions proposées »"


@rule(
    "CNV-01",
    Severity.E,
    each=Convention,
    says="la convention va du {start} au {end} : plus de {months} mois",
    fix="Ramenez la fin au {latest} ; une convention renouvelée a son propre classeur.",
    source=_TERMS,
)
def longer_than_a_year(convention: Convention, year: Year) -> Iterator[Hit]:
    """« Une convention d'un an renouvelable » : chaque année a sa convention et son rapport.

    | Convention | Début      | Fin                |
    |            | 01/02/2023 | 31/01/2024         |

    Ou :

    | Convention | Début      | Fin                |
    |            | 01/02/2023 | 01/02/2024 !CNV-01 |
    """
    start, end = convention.start, convention.end
    if start is None or end is None:
        return
    months = year.book.setting("durée_convention_max")
    latest = plus_months(start, months) - ONE_DAY
    if end > latest:
        yield hit(convention, "end", start=start, end=end, months=months, latest=latest)


@rule(
    "CNV-02",
    Severity.E,
    each=Convention,
    says="rang {rank} : la convention ne se renouvelle que jusqu'au rang {most}",
    fix="Vérifiez le rang : 1 pour la première convention, {most} au plus.",
    source=_TERMS,
)
def renewed_too_often(convention: Convention, year: Year) -> Iterator[Hit]:
    """« Renouvelable – suivant une évaluation annuelle (durée max 4 ans) ».

    | Convention | Rang |
    |            | 4    |

    Ou :

    | Convention | Rang      |
    |            | 5 !CNV-02 |
    """
    most = year.book.setting("rang_max")
    if convention.rank is not None and convention.rank > most:
        yield hit(convention, "rank", rank=convention.rank, most=most)


@rule(
    "CNV-03",
    Severity.E,
    each=Convention,
    says="la convention finit le {end}, après la fin du programme ({programme_end})",
    fix="Ramenez la fin de la convention au {programme_end} au plus tard.",
    source="Annonce, introduction : programme 2022-2026",
)
def outlives_the_programme(convention: Convention, year: Year) -> Iterator[Hit]:
    """Le programme 2022-2026 finance la convention : après lui, rien ne la paie.

    | Convention | Début      | Fin        | Fin du programme |
    |            | 01/01/2026 | 31/12/2026 | 31/12/2026       |

    Ou :

    | Convention | Début      | Fin                | Fin du programme |
    |            | 01/02/2026 | 31/01/2027 !CNV-03 | 31/12/2026       |
    """
    end, programme_end = convention.end, convention.programme_end
    if end is not None and programme_end is not None and end > programme_end:
        yield hit(convention, "end", end=end, programme_end=programme_end)


@rule(
    "CNV-04",
    Severity.A,
    each=Convention,
    says="l'ICE {trouble}",
    fix="Recopiez-le depuis votre attestation, au format texte, zéros en tête compris.",
    source="Code général des impôts (Maroc), art. 145",
)
def ice_is_wrong(convention: Convention, year: Year) -> Iterator[Hit]:
    """L'ICE figure sur chaque note d'honoraires : faux, il la fait refuser.

    | Convention | ICE              |
    |            | '001234567000062 |

    Ou :

    | Convention | ICE                      |
    |            | '001234567000061 !CNV-04 |

    Ou :

    | Convention | ICE                     |
    |            | '01234567000062 !CNV-04 |
    """
    number = restored(convention, "ice", ICE_DIGITS)
    trouble = ice_trouble(number) if number else None
    if trouble:
        yield hit(convention, "ice", trouble=trouble)


_RIB, _IBAN = Word("account.rib", "le RIB"), Word("account.iban", "l'IBAN")


@rule(
    "CNV-05",
    Severity.A,
    each=Convention,
    says="{account} {trouble}",
    fix="Recopiez-le depuis votre relevé d'identité bancaire, au format texte.",
    source="ISO 13616",
)
def account_is_wrong(convention: Convention, year: Year) -> Iterator[Hit]:
    """Un virement international vers un compte mal recopié revient, ses frais en moins.

    | Convention | RIB                       | IBAN                              |
    |            | '999810000012345678901297 | MA64 9998 1000 0012 3456 7890 1297 |

    Ou :

    | Convention | RIB                               | IBAN                                 |
    |            | '999810000012345678901279 !CNV-05 | MA46999810000012345678901297 !CNV-05 |
    """
    rib = restored(convention, "rib", RIB_DIGITS)
    trouble = rib_trouble(rib) if rib else None
    if trouble:
        yield hit(convention, "rib", account=_RIB, trouble=trouble)
    trouble = iban_trouble(convention.iban) if convention.iban else None
    if trouble:
        yield hit(convention, "iban", account=_IBAN, trouble=trouble)
