"""14 Évaluation: the communes' and the client's marks, without a name."""

from __future__ import annotations

from collections.abc import Iterator

from cic_sheets.report.evaluation import comments, means, response
from cic_sheets.report.figures import number_of
from cic_sheets.report.model import (
    Block,
    Bullets,
    Head,
    Heading,
    Paragraph,
    Table,
    origins_of,
)
from cic_sheets.report.plan import Material, section
from cic_sheets.report.prose import opening
from cic_sheets.report.saying import joined, percent_of, say, some

TITLE = "Évaluation"


@section("evaluation", "14", TITLE)
def evaluation(material: Material) -> Iterator[Block]:
    """Prose, response rate, the mean of each criterion, what may be quoted."""
    yield from opening(material, TITLE)
    criteria = means(material)
    if not criteria:
        return
    yield Heading("Résultats")
    yield Paragraph(_answered(material))
    heads = (
        Head("Critère", 60),
        Head("Notes", 15, figures=True),
        Head("Moyenne", 25, figures=True),
    )
    body = tuple(
        (one.criterion, number_of(one.marks, one.mean.origins), one.mean) for one in criteria
    )
    yield Table("Moyenne par critère, de 1 à 5", heads, body)
    said = comments(material)
    if said:
        yield Heading("Ce qui a été écrit")
        yield Bullets(said)


def _answered(material: Material) -> str:
    found = response(material)
    others = some(found.others, "autre évaluateur", "autres évaluateurs")
    said = [
        say(
            "Communes actives qui ont répondu : {part} sur {whole}{rate}{others}.",
            part=found.communes,
            whole=found.asked,
            rate=say(" ({rate})", rate=percent_of(found.rate.amount)) if found.rate else None,
            others=say(", ainsi que {others}", others=others) if found.others else None,
        )
    ]
    if found.mean is not None:
        said.append(say("La moyenne générale est de {mean} sur 5.", mean=found.mean.amount))
    said.append(say("Les réponses sont données sans nom."))
    cells = (*origins_of(found.rate), *origins_of(found.mean))
    return joined(said, " ").behind(cells)
