"""What each of the eight prestations brought, in one sentence of figures.

One function a prestation; it says nothing where the sheets hold nothing of it.  Source:
workbook.md, the sheets of the group's life.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType

from cic_sheets.report.indicators import reached
from cic_sheets.report.model import Figure, Words
from cic_sheets.report.origins import cited
from cic_sheets.report.participation import WOMEN, attendances, is_held, present
from cic_sheets.report.plan import Material
from cic_sheets.report.saying import Said, joined, say, some
from cic_sheets.schema.sheets import Row
from cic_sheets.sheets.activities import Activity
from cic_sheets.sheets.advocacy import Advocacy
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.cohesion import Liaison
from cic_sheets.sheets.deadlines import Deadline
from cic_sheets.sheets.deliverables import Deliverable
from cic_sheets.sheets.exchanges import Exchange
from cic_sheets.sheets.followups import FollowUp
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.lists import DONE, RESOLUTION
from cic_sheets.sheets.visibility import Appearance


def highlight(material: Material, code: str) -> Said | None:
    """The year's figures of a prestation, from the cells that are counted; None for none."""
    parts = _HIGHLIGHTS[code](material)
    if not parts:
        return None
    cells = (cell for part in parts for cell in (part.origins if isinstance(part, Words) else ()))
    return say("{parts}.", parts=joined(parts, " ; ")).behind(cells)


def _by_now(material: Material, rows: Iterable[Row], attr: str) -> list[Row]:
    """The rows whose day has come; those without one have not."""
    return [row for row in rows if (day := getattr(row, attr)) and material.told_by_now(day)]


def _part(said: Said, rows: Iterable[Row], *attrs: str) -> Said:
    return said.behind(cited(list(rows), *attrs))


def _together(material: Material) -> list[Said]:
    rows = material.book.all(Activity)
    if not rows:
        return []
    held = [row for row in rows if is_held(material, row)]
    told = say(
        "{held} sur {planned}",
        held=some(len(held), "activité réalisée", "activités réalisées"),
        planned=some(len(rows), "activité inscrite", "activités inscrites"),
    )
    return [_part(told, rows, "no", "status"), *_people(material)]


def _people(material: Material) -> list[Said]:
    everyone = attendances(material)
    came, women = present(everyone), present(everyone, WOMEN)
    if came is None:
        return []
    told = some(int(came.amount), "présence").behind(came.origins)
    if women is None:
        return [told]
    share = say("{count}, dont {women} de femmes", count=told, women=women.amount)
    return [share.behind((*came.origins, *women.origins))]


def _shared(material: Material) -> list[Said]:
    rows = [row for row in material.book.all(Exchange) if material.told_by_now(row.day)]
    if not rows:
        return []
    both = [row for row in rows if len(row.languages) > 1]
    answered = [row for row in rows if row.feedback]
    told = [
        _part(some(len(both), "partage en plusieurs langues", "partages en plusieurs langues"),
              both, "languages"),
    ]  # fmt: skip
    if answered:
        back = some(len(answered), "retour des communes", "retours des communes")
        told.append(_part(back, answered, "feedback"))
    return told


def _steered(material: Material) -> list[Said]:
    told = []
    due = [row for row in material.book.all(Deadline) if row.due and row.due <= material.as_of]
    if due:
        kept = [row for row in due if _kept(row.done_on, row.due, material)]
        said = say(
            "{kept} sur {whole}",
            kept=some(len(kept), "échéance tenue à temps", "échéances tenues à temps"),
            whole=len(due),
        )
        told.append(_part(said, due, "due", "done_on"))
    awaited = [row for row in material.book.all(Deliverable) if material.told_by_now(row.due)]
    if awaited:
        received = _by_now(material, awaited, "received_on")
        said = say(
            "{received} sur {whole}",
            received=some(len(received), "livrable reçu", "livrables reçus"),
            whole=len(awaited),
        )
        told.append(_part(said, awaited, "received_on"))
    return told + _measured(material)


def _kept(done: date | None, due: date | None, material: Material) -> bool:
    return bool(done and due and done <= due and material.told_by_now(done))


def _measured(material: Material) -> list[Said]:
    rows = reached(material)
    if not rows:
        return []
    measured = [row for row in rows if row.by_commune]
    on_target = [row for row in rows if row.share is not None and row.share >= 100]
    said = say(
        "{measured} sur {whole}, dont {reached} à la cible",
        measured=some(len(measured), "indicateur mesuré", "indicateurs mesurés"),
        whole=len(rows),
        reached=len(on_target),
    )
    cells = cited([row.indicator for row in rows], "code", "year_target")
    actual = (row.actual.origins for row in on_target if isinstance(row.actual, Figure))
    return [said.behind((*cells, *(cell for group in actual for cell in group)))]


def _hosted(material: Material) -> list[Said]:
    decided = [row for row in material.book.all(FollowUp) if row.kind == RESOLUTION]
    if not decided:
        return []
    done = [row for row in decided if row.status == DONE]
    said = say(
        "{decided}, dont {done} à ce jour",
        decided=some(len(decided), "décision prise", "décisions prises"),
        done=some(len(done), "exécutée", "exécutées"),
    )
    return [_part(said, decided, "kind", "status")]


def _listened(material: Material) -> list[Said]:
    rows = [row for row in material.book.all(Liaison) if material.told_by_now(row.day)]
    needs = [row for row in rows if row.need]
    if not needs:
        return []
    answered = _by_now(material, needs, "answered_on")
    said = say(
        "{answered} sur {needs}",
        answered=some(len(answered), "réponse donnée", "réponses données"),
        needs=some(len(needs), "besoin exprimé", "besoins exprimés"),
    )
    return [_part(said, needs, "need", "answered_on")]


def _funded(material: Material) -> list[Said]:
    told = []
    shared = [
        row
        for row in material.book.all(Funding)
        if row.shared_on is not None and material.of_this_year(row.shared_on)
    ]
    if shared:
        said = some(len(shared), "financement diffusé", "financements diffusés")
        told.append(_part(said, shared, "shared_on"))
    filed = [row for row in material.book.all(Application) if material.of_this_year(row.filed_on)]
    if filed:
        won = [row for row in filed if row.obtained]
        said = say(
            "{filed}, dont {won} à ce jour",
            filed=some(len(filed), "candidature déposée", "candidatures déposées"),
            won=some(len(won), "obtenue", "obtenues"),
        )
        told.append(_part(said, filed, "filed_on", "obtained"))
    return told


def _shown(material: Material) -> list[Said]:
    rows = [row for row in material.book.all(Appearance) if material.told_by_now(row.day)]
    if not rows:
        return []
    agreed = [row for row in rows if row.agreed_on]
    said = say(
        "{agreed} sur {whole}",
        agreed=some(len(agreed), "action concertée", "actions concertées"),
        whole=len(rows),
    )
    return [_part(said, rows, "agreed_on")]


def _defended(material: Material) -> list[Said]:
    rows = [
        row
        for row in material.book.all(Advocacy)
        if not row.confidential and material.told_by_now(row.day)
    ]
    if not rows:
        return []
    adopted = _by_now(material, rows, "adopted_on")
    said = say(
        "{adopted} sur {whole}",
        adopted=some(len(adopted), "position validée", "positions validées"),
        whole=len(rows),
    )
    return [_part(said, rows, "adopted_on")]


_HIGHLIGHTS: Mapping[str, Callable[[Material], list[Said]]] = MappingProxyType(
    {
        "M1": _together,
        "M2": _shared,
        "M3": _steered,
        "M4": _hosted,
        "M5": _listened,
        "M6": _funded,
        "M7": _shown,
        "M8": _defended,
    }
)  # fmt: skip
