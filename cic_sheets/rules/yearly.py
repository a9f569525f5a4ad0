"""EVA-*, LEC-*: what each year owes: an evaluation by everybody, and what it taught."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.group.members import active
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import on_sheet
from cic_sheets.rules.months import so_far
from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import Hit, rule
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.evaluations import Evaluation
from cic_sheets.sheets.lessons import Lesson


@rule(
    "EVA-01",
    Severity.A,
    needs=(Evaluation, Commune),
    says="{evaluator} n'a pas évalué l'année",
    fix="Envoyez le formulaire d'évaluation, ou inscrivez la réponse reçue dans « Évaluations ».",
    source="Annonce, « Conditions proposées » : évaluation annuelle",
)
def did_not_evaluate(year: Year) -> Iterator[Hit]:
    """L'évaluation annuelle décide du renouvellement : chaque commune du groupe et Brulocalis
    donnent leur avis.

    | Communes    | Code | Commune      | Alias | الجماعة | Entrée | Sortie     |
    |             | C01  | Aït Tizza    |       |         |        |            |
    |             | C02  | Oued Zitoune |       |         |        |            |
    |             | C03  | Sidi Marzouk |       |         |        | 30/06/2023 |
    | Évaluations | Évaluateur           | Commune | Note (1-5) | Date       |
    |             | Commune d'Aït Tizza  | C01     | 4          | 18/12/2023 |
    |             | Brulocalis           |         | 4          | 18/12/2023 |

    Attendu : EVA-01 C02

    Ou :

    | Communes    | Code | Commune      | Alias | الجماعة |
    |             | C01  | Aït Tizza    |       |         |
    | Évaluations | Évaluateur           | Commune | Note (1-5) | Date       |
    |             | Commune d'Aït Tizza  | C01     |            | 18/12/2023 |
    |             | Commune d'Aït Tizza  | C01     | 5          | 18/12/2023 |

    Attendu : EVA-01 Brulocalis
    """
    span = so_far(year)
    rows = year.book.all(Evaluation)
    if span is None or not all(row.sound("commune", "mark") for row in rows):
        return
    given = {row.commune for row in rows if row.mark is not None and _is_past(row, year)}
    for commune in active(year.book, span[1]):
        if commune.id not in given and commune.sound("code", "joined", "left"):
            yield on_sheet(Evaluation, commune.id, evaluator=commune.name or commune.id)
    client = (year.convention and year.convention.client) or "Brulocalis"
    if None not in given:
        yield on_sheet(Evaluation, client, evaluator=client)


def _is_past(row: Evaluation | Lesson, year: Year) -> bool:
    return row.day is None or row.day <= year.as_of


@rule(
    "LEC-01",
    Severity.A,
    needs=(Lesson,),
    says="aucune difficulté ni leçon notée dans l'année",
    fix="Notez dans « Leçons » ce qui a résisté, ce qui a servi et ce que vous referez.",
    source="Annonce, « Conditions proposées » : rapport annuel",
)
def nothing_learnt(year: Year) -> Iterator[Hit]:
    """Un rapport sans difficulté ni leçon ne sert pas l'année suivante.

    | Leçons | N°   | Date       |
    |        | L-01 | 15/05/2022 |

    Attendu : LEC-01

    Ou :

    | Leçons | N°   | Date       |
    |        | L-01 | 15/05/2023 |
    """
    if so_far(year) is None:
        return
    if not any(year.within(row.day) and _is_past(row, year) for row in year.book.all(Lesson)):
        yield on_sheet(Lesson, "")
