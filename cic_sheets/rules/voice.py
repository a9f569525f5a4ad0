"""VIS-*, PLD-*: the programme in public, and the positions that the group defends."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.lists import REPRESENTATION
from cic_sheets.sheets.visibility import Appearance

_PUBLIC = "Annonce, « Missions/prestations » : représentation et visibilité, en concertation"
_POSITIONS = "Annonce, « Missions/prestations » : positions du groupe et plaidoyers"


@rule(
    "VIS-01",
    Severity.E,
    each=Appearance,
    says="représentation du {day} {agreed}",
    fix="Inscrivez le jour de l'accord de Brulocalis, antérieur à la représentation.",
    source=_PUBLIC,
)
def represented_without_agreement(row: Appearance, year: Year) -> Iterator[Hit]:
    """On ne parle au nom du programme qu'après en avoir convenu avec Brulocalis.

    Vu le 30/06/2023
    | Visibilité | N°   | Date       | Type           | Concerté avec Brulocalis le |
    |            | V-01 | 20/06/2023 | représentation | 20/06/2023                  |
    |            | V-02 | 20/06/2023 | représentation | 21/06/2023 !VIS-01          |
    |            | V-03 | 20/06/2023 | représentation | !VIS-01                     |
    |            | V-04 | 20/07/2023 | représentation |                             |
    |            | V-05 | 20/06/2023 | article        |                             |
    """
    if row.kind != REPRESENTATION or row.day is None:
        return
    if row.agreed_on is None and row.day <= year.as_of:
        agreed = Word("agreed.never", "sans concertation notée")
        yield hit(row, "agreed_on", day=row.day, agreed=agreed)
    elif row.agreed_on is not None and row.agreed_on > row.day:
        agreed = Word("agreed.late", "concertée après, le {when}", (("when", row.agreed_on),))
        yield hit(row, "agreed_on", day=row.day, agreed=agreed)


@rule(
    "VIS-02",
    Severity.A,
    each=Appearance,
    says="logos absents, ou leur présence n'est pas notée",
    fix="Faites ajouter les logos et notez « oui » ; dites pourquoi s'ils n'ont pas pu l'être.",
    source=_PUBLIC,
)
def logos_missing(row: Appearance, year: Year) -> Iterator[Hit]:
    """La coopération belge, Brulocalis et les communes se voient sur ce qu'elles rendent possible.

    | Visibilité | N°   | Logos présents |
    |            | V-01 | oui            |
    |            | V-02 | non !VIS-02    |
    |            | V-03 | !VIS-02        |
    """
    if row.logos is not True:
        yield hit(row, "logos")


@rule(
    "VIS-03",
    Severity.A,
    each=Appearance,
    says="aucune copie gardée",
    fix="Enregistrez l'article, l'émission ou une photo dans le dossier pieces de l'année.",
    source="Annonce muette ; usage proposé",
)
def no_copy_kept(row: Appearance, year: Year) -> Iterator[Hit]:
    """Les liens disparaissent ; la revue de presse du rapport s'appuie sur des copies.

    | Visibilité | N°   | Copie            |
    |            | V-01 | pieces/v-01.pdf  |
    |            | V-02 | !VIS-03          |
    """
    if row.copy is None:
        yield hit(row, "copy")


@rule(
    "VIS-04",
    Severity.A,
    each=Appearance,
    says="consentement des personnes montrées absent, ou non noté",
    fix="Recueillez l'accord des personnes et notez « oui » ; sinon, retirez leurs images.",
    source="Annonce muette ; protection des données personnelles (loi marocaine 09-08)",
)
def no_consent_for_images(row: Appearance, year: Year) -> Iterator[Hit]:
    """Les publics du programme sont fragiles : personne n'est montré sans son accord.

    | Visibilité | N°   | Consentement images |
    |            | V-01 | oui                 |
    |            | V-02 | non !VIS-04         |
    |            | V-03 | !VIS-04             |
    """
    if row.consent is not True:
        yield hit(row, "consent")


@rule(
    "PLD-01",
    Severity.E,
    each=Advocacy,
    says="position défendue le {day} {adopted}",
    fix="Inscrivez le jour où le groupe a validé la position, antérieur à la démarche.",
    source=_POSITIONS,
)
def position_not_validated(row: Advocacy, year: Year) -> Iterator[Hit]:
    """La coordination porte les positions du groupe, telles que les communes les ont validées.

    Vu le 30/06/2023
    | Plaidoyers | N°   | Date       | Validée le         |
    |            | PD-1 | 20/06/2023 | 20/06/2023         |
    |            | PD-2 | 20/06/2023 | 21/06/2023 !PLD-01 |
    |            | PD-3 | 20/06/2023 | !PLD-01            |
    |            | PD-4 | 20/07/2023 |                    |
    """
    if row.day is None:
        return
    if row.adopted_on is None and row.day <= year.as_of:
        adopted = Word("adopted.never", "sans validation notée")
        yield hit(row, "adopted_on", day=row.day, adopted=adopted)
    elif row.adopted_on is not None and row.adopted_on > row.day:
        adopted = Word("adopted.late", "validée après, le {when}", (("when", row.adopted_on),))
        yield hit(row, "adopted_on", day=row.day, adopted=adopted)


@rule(
    "PLD-02",
    Severity.A,
    each=Advocacy,
    says="sans suite depuis le {since} ({days} jours)",
    fix="Écrivez la réponse dans « Résultat », ou la prochaine démarche dans « Suite prévue le ».",
    source=_POSITIONS,
)
def advocacy_without_follow_up(row: Advocacy, year: Year) -> Iterator[Hit]:
    """Un plaidoyer se suit : sans réponse ni démarche prévue, il s'éteint.

    Une réponse sans autre démarche prévue le clôt.

    Vu le 30/06/2023
    | Plaidoyers | N°   | Date       | Résultat    | Suite prévue le    |
    |            | PD-1 | 01/04/2023 |             |                    |
    |            | PD-2 | 31/03/2023 |             | !PLD-02            |
    |            | PD-3 | 01/02/2023 | Poste créé  |                    |
    |            | PD-4 | 01/02/2023 |             | 15/07/2023         |
    |            | PD-5 | 01/01/2023 | Une réponse | 31/03/2023 !PLD-02 |
    |            | PD-6 | 01/01/2023 | Une réponse | 01/04/2023         |
    """
    most = year.book.setting("délai_suite_plaidoyer")
    if row.day is None or (row.outcome is not None and row.next_on is None):
        return
    since = max(row.day, row.next_on or row.day)
    days = (year.as_of - since).days
    if days > most:
        yield hit(row, "next_on", since=since, days=days)
