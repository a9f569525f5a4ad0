"""FIN-*, CAN-*: funding to be known in time, and what became of the applications."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import priced
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.lists import AWAITED
from cic_sheets.values.days import plus_months

_FUNDING = "Annonce, « Missions/prestations » : ressources de financement locales"


@rule(
    "FIN-01",
    Severity.A,
    each=Funding,
    says="clôture le {day}, et pas encore diffusé aux communes",
    fix="Diffusez-le et inscrivez la date ; s'il l'a été, complétez « Diffusé le ».",
    source=_FUNDING,
)
def closing_and_not_shared(row: Funding, year: Year) -> Iterator[Hit]:
    """Une commune qui apprend un appel à la veille de sa clôture ne peut plus y répondre.

    Un appel clos dans l'année sans avoir été diffusé reste signalé.

    Vu le 01/06/2023
    | Financements | N°   | Clôture    | Diffusé le         |
    |              | F-01 | 01/07/2023 | !FIN-01            |
    |              | F-02 | 02/07/2023 |                    |
    |              | F-03 | 15/06/2023 | 01/06/2023         |
    |              | F-04 | 15/06/2023 | 02/06/2023 !FIN-01 |
    |              | F-05 | 15/05/2023 | !FIN-01            |
    |              | F-06 | 15/12/2022 |                    |
    |              | F-07 |            |                    |
    """
    closing = row.closes_on
    if closing is None or (closing - year.as_of).days > year.book.setting("alerte_clôture"):
        return
    is_past = closing < year.as_of and not year.within(closing)
    if not is_past and (row.shared_on is None or row.shared_on > year.as_of):
        yield hit(row, "shared_on", day=closing)


_NEVER = Word("checked.never", "jamais vérifié")


@rule(
    "FIN-02",
    Severity.A,
    each=Funding,
    says="lien {checked} ; à revoir tous les {months} mois",
    fix="Ouvrez le lien, corrigez les dates au besoin, et inscrivez le jour dans « Vérifié le ».",
    source=_FUNDING,
)
def link_not_verified(row: Funding, year: Year) -> Iterator[Hit]:
    """Un lien mort ou une date changée trompe les communes.

    Vu le 01/10/2023
    | Financements | N°   | Lien                  | Vérifié le         |
    |              | F-01 | https://example.org/a | 01/04/2023         |
    |              | F-02 | https://example.org/b | 31/03/2023 !FIN-02 |
    |              | F-03 | https://example.org/c | !FIN-02            |
    |              | F-04 |                       |                    |
    """
    months = year.book.setting("vérification_lien")
    if row.link is None:
        return
    if row.checked_on is None:
        yield hit(row, "checked_on", checked=_NEVER, months=months)
    elif plus_months(row.checked_on, months) < year.as_of:
        checked = Word("checked.on", "vérifié le {day}", (("day", row.checked_on),))
        yield hit(row, "checked_on", checked=checked, months=months)


@rule(
    "CAN-01",
    Severity.A,
    each=Application,
    says="déposée le {day}, sans résultat depuis {days} jours",
    fix="Demandez la réponse au bailleur, puis complétez « Résultat ».",
    source=_FUNDING,
)
def no_result_yet(row: Application, year: Year) -> Iterator[Hit]:
    """Le rapport dit ce que les communes ont obtenu ; un dossier oublié se relance.

    Vu le 30/06/2023
    | Candidatures | N°   | Déposée le | Résultat           |
    |              | CA-1 | 01/01/2023 | en attente         |
    |              | CA-2 | 31/12/2022 | en attente !CAN-01 |
    |              | CA-3 | 31/12/2022 | !CAN-01            |
    |              | CA-4 | 31/12/2022 | refusé             |
    """
    most = year.book.setting("délai_résultat")
    if row.filed_on is None or row.result not in (None, AWAITED):
        return
    days = (year.as_of - row.filed_on).days
    if days > most:
        yield hit(row, "result", day=row.filed_on, days=days)


@rule(
    "CAN-02",
    Severity.E,
    each=Application,
    says="{obtained} obtenus, pour {asked} demandés",
    fix="Corrigez l'un des deux montants, ou la devise.",
    source=_FUNDING,
)
def obtained_above_asked(row: Application, year: Year) -> Iterator[Hit]:
    """Un bailleur n'accorde pas plus que ce qui lui est demandé : l'un des montants est faux.

    | Candidatures | N°   | Montant demandé | Montant obtenu    | Devise |
    |              | CA-1 | 240000          | 240000            | MAD    |
    |              | CA-2 | 240000          | 240000,01 !CAN-02 | MAD    |
    |              | CA-3 |                 | 1000              | MAD    |
    """
    if row.asked is not None and row.obtained is not None and row.obtained > row.asked:
        yield hit(
            row, "obtained", obtained=priced(row.obtained, row.currency),
            asked=priced(row.asked, row.currency),
        )  # fmt: skip
