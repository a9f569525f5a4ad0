"""ECH-*, COH-*: what the communes receive, how often they are in touch, the needs they speak of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from cic_sheets.group.members import stays
from cic_sheets.group.silences import contacted, exchanged, longest
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.rules.months import so_far
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.lists import VISIT
from cic_sheets.values.money import without_trailing_zeros

_KNOWLEDGE = "Annonce, « Missions/prestations » : échanges d'informations et de connaissances"
_COHESION = "Annonce, « Missions/prestations » : cohérence et cohésion du groupe"


@rule(
    "ECH-01",
    Severity.A,
    needs=(Exchange, Commune),
    says="{commune} n'a rien reçu du {start} au {end} ({days} jours)",
    fix="Ajoutez ce qui lui a été envoyé ; sinon, prévoyez un envoi.",
    source=_KNOWLEDGE,
)
def commune_that_receives_nothing(year: Year) -> Iterator[Hit]:
    """L'information circule vers toutes les communes du groupe, tant qu'elles en sont.

    Le plus long silence est dit, du premier au dernier jour de la commune dans l'année.

    | Communes | Code | Commune      | Alias | الجماعة | Entrée     | Sortie     |
    |          | C01  | Aït Tizza    |       |         |            |            |
    |          | C02  | Oued Zitoune |       |         |            |            |
    |          | C03  | Sidi Marzouk |       |         |            | 31/03/2023 |
    |          | C04  | Tamda        |       |         | 15/10/2023 |            |
    | Échanges | N°   | Date       | Communes        |
    |          | E-01 | 31/03/2023 | C01 ; C02 ; C03 |
    |          | E-02 | 29/06/2023 | C01 ; C02       |
    |          | E-03 | 27/09/2023 | C01 ; C02       |
    |          | E-04 | 02/10/2023 | C01             |

    Attendu : ECH-01 C02
    """
    most = year.book.setting("délai_sans_échange")
    span = so_far(year)
    rows = year.book.all(Exchange)
    if span is None or not all(row.sound("communes", "day") for row in rows):
        return
    heard = exchanged(year.book)
    for stay in stays(year.book, span):
        silence = longest(stay, heard)
        if silence.days > most:
            yield on_sheet(
                Exchange, stay.commune.id, commune=stay.commune.name or stay.commune.id,
                start=silence.start, end=silence.end, days=silence.days,
            )  # fmt: skip


@rule(
    "ECH-02",
    Severity.A,
    each=Exchange,
    says="partagé en {language} seulement",
    fix="Faites-le traduire, ou ajoutez l'autre langue si elle existe.",
    source=_KNOWLEDGE,
)
def shared_in_one_language(row: Exchange, year: Year) -> Iterator[Hit]:
    """Les communes lisent le français ou l'arabe, parfois les deux : un document vaut dans les
    deux langues.

    | Échanges | N°   | Langues          |
    |          | E-01 | français ; arabe |
    |          | E-02 | français !ECH-02 |
    |          | E-03 | arabe !ECH-02    |
    |          | E-04 |                  |
    """
    if len(row.languages) == 1 and row.sound("languages"):
        yield hit(row, "languages", language=row.languages[0])


@rule(
    "COH-01",
    Severity.A,
    needs=(Liaison, Commune),
    says="aucun contact avec {commune} du {start} au {end} ({days} jours)",
    fix="Ajoutez les contacts oubliés ; sinon, appelez la commune.",
    source=_COHESION,
)
def commune_without_contact(year: Year) -> Iterator[Hit]:
    """La cohésion du groupe se tient commune par commune : aucune ne reste sans nouvelles.

    Vu le 30/06/2023
    | Communes | Code | Commune      | Alias | الجماعة | Entrée     | Sortie     |
    |          | C01  | Aït Tizza    |       |         |            |            |
    |          | C02  | Oued Zitoune |       |         |            |            |
    |          | C03  | Sidi Marzouk |       |         | 01/05/2023 |            |
    |          | C04  | Tamda        |       |         |            | 31/12/2022 |
    | Cohésion | N°   | Date       | Commune |
    |          | CO-1 | 02/03/2023 | C01     |
    |          | CO-2 | 01/05/2023 | C01     |
    |          | CO-3 | 02/03/2023 | C02     |
    |          | CO-4 | 02/05/2023 | C02     |
    |          | CO-5 | 01/07/2023 | C02     |

    Attendu : COH-01 C02
    """
    most = year.book.setting("délai_sans_contact")
    span = so_far(year)
    rows = year.book.all(Liaison)
    if span is None or not all(row.sound("commune", "day") for row in rows):
        return
    heard = contacted(year.book)
    for stay in stays(year.book, span):
        silence = longest(stay, heard)
        if silence.days > most:
            yield on_sheet(
                Liaison, stay.commune.id, commune=stay.commune.name or stay.commune.id,
                start=silence.start, end=silence.end, days=silence.days,
            )  # fmt: skip


@rule(
    "COH-02",
    Severity.A,
    needs=(Liaison,),
    says="{commune} : {count} visites sur {total}, plus de {most} %",
    fix="Vérifiez les visites notées ; équilibrez les suivantes, ou dites-en la raison.",
    source=_COHESION,
)
def visits_to_one_commune(year: Year) -> Iterator[Hit]:
    """« Au profit du groupe » : les visites ne vont pas à une seule commune.

    Le partage n'est jugé que si les visites sont assez nombreuses pour qu'il soit possible (trois
    au moins pour une part de 40 %).

    | Communes | Code | Commune      | Alias | الجماعة |
    |          | C01  | Aït Tizza    |       |         |
    |          | C02  | Oued Zitoune |       |         |
    |          | C03  | Sidi Marzouk |       |         |
    | Cohésion | N°   | Date       | Commune | Type   |
    |          | CO-1 | 02/03/2023 | C01     | visite |
    |          | CO-2 | 01/05/2023 | C01     | visite |
    |          | CO-3 | 02/03/2023 | C02     | visite |
    |          | CO-4 | 02/03/2023 | C02     | visite |
    |          | CO-5 | 02/03/2023 | C03     | visite |
    |          | CO-6 | 02/03/2023 | C03     | appel  |
    |          | CO-7 | 02/03/2024 | C01     | visite |

    Ou :

    | Communes | Code | Commune      | Alias | الجماعة |
    |          | C01  | Aït Tizza    |       |         |
    |          | C02  | Oued Zitoune |       |         |
    | Cohésion | N°   | Date       | Commune | Type   |
    |          | CO-1 | 02/03/2023 | C01     | visite |
    |          | CO-2 | 01/05/2023 | C01     | visite |
    |          | CO-3 | 02/03/2023 | C02     | visite |

    Attendu : COH-02 C01
    """
    share: Decimal = year.book.setting("part_visites_max")
    most = Fraction(share)
    visits = Counter(
        row.commune
        for row in year.book.all(Liaison)
        if row.kind == VISIT and row.commune is not None and _is_past(row, year)
    )
    total = sum(visits.values())
    if most <= 0 or total * most < 100:  # one visit alone is more than the share allowed
        return
    for code, count in visits.items():
        if count * 100 > total * most:
            commune = year.book.find(Commune, code)
            yield on_sheet(
                Liaison, code, commune=(commune.name if commune else None) or code, count=count,
                total=total, most=without_trailing_zeros(share),
            )  # fmt: skip


def _is_past(row: Liaison, year: Year) -> bool:
    return row.day is not None and row.day <= year.as_of and year.within(row.day)


@rule(
    "COH-03",
    Severity.A,
    each=Liaison,
    says="besoin exprimé le {day}, sans réponse depuis {days} jours",
    fix="Notez la réponse et sa date ; à défaut, dites à la commune où en est sa demande.",
    source=_COHESION,
)
def need_left_open(row: Liaison, year: Year) -> Iterator[Hit]:
    """Un besoin exprimé appelle une réponse, même négative.

    Vu le 30/06/2023
    | Cohésion | N°   | Date       | Besoin exprimé | Répondu le |
    |          | CO-1 | 01/04/2023 | Une formation  |            |
    |          | CO-2 | 31/03/2023 | Une formation  | !COH-03    |
    |          | CO-3 | 01/02/2023 | Une formation  | 29/06/2023 |
    |          | CO-4 | 01/02/2023 |                |            |
    """
    most = year.book.setting("délai_besoin")
    if row.need is None or row.answered_on is not None or row.day is None:
        return
    days = (year.as_of - row.day).days
    if days > most:
        yield hit(row, "answered_on", day=row.day, days=days)
