"""14 Évaluation: the communes' and the client's marks, without a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cic_sheets.group.evaluation import Scores
from cic_sheets.report.evaluation import comments, figure, response, scores
from cic_sheets.report.figures import NONE_SUCH, number_of
from cic_sheets.report.model import (
    Block,
    Bullets,
    Head,
    Heading,
    Paragraph,
    Table,
    Value,
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
    found = scores(material)
    if not found:
        return
    yield Heading("Résultats")
    yield Paragraph(_answered(material))
    yield _table(material, found)
    said = comments(material)
    if said:
        yield Heading("Ce qui a été écrit")
        yield Bullets(said)


def _table(material: Material, found: Sequence[Scores]) -> Table:
    """A row a criterion; the client's marks beside the communes' where they may be told apart."""
    apart = any(one.client for one in found)
    convention = material.year.convention
    client = (convention.client if convention else None) or "Commanditaire"
    heads = (
        Head("Critère", 44 if apart else 60),
        Head("Notes", 12, figures=True),
        *((Head("Communes", 16, figures=True), Head(client, 16, figures=True)) if apart else ()),
        Head("Moyenne", 16, figures=True),
    )
    *rows, whole = (_row(one, apart) for one in found)
    return Table("Moyenne par critère, de 1 à 5", heads, tuple(rows), whole)


def _row(one: Scores, apart: bool) -> tuple[Value, ...]:
    sides = (figure(one.communes) or NONE_SUCH, figure(one.client) or NONE_SUCH)
    number = number_of(one.marks, one.mean.cells)
    return (one.criterion or "Moyenne", number, *(sides if apart else ()), figure(one.mean))


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
