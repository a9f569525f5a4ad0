"""IND-*: measures that contradict themselves, are lacking, or moved their own starting point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cic_sheets.group.indicators import OVERLAYS, PARTS
from cic_sheets.group.members import active
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.months import so_far
from cic_sheets.schema.findings import Severity, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.carried import Carried
from cic_sheets.sheets.communes import Commune
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import COUNT, LAST, RATE, RISE, SUM, WEIGHTED_MEAN
from cic_sheets.sheets.measures import Measure
from cic_sheets.values.money import without_trailing_zeros

_PUBLIC = "Annonce, introduction : publics cibles du programme"
_FOLLOWED = "workbook.md, « Indicateurs » et « Mesures »"


def _indicator(row: Measure, year: Year) -> Indicator | None:
    return year.book.find(Indicator, row.indicator)


def _counted(row: Measure) -> int | None:
    """The four parts together; None when none is given or one can't be read."""
    given = [getattr(row, part) for part in PARTS if getattr(row, part) is not None]
    return sum(given) if given and row.sound(*PARTS) else None


def _totals(row: Measure, year: Year) -> dict[str, Decimal]:
    """Attribute → a total that the parts may make: the value, or either side of a rate."""
    found = _indicator(row, year)
    if found is None or row.unavailable:
        return {}
    if found.kind == RATE:
        sides = {"numerator": row.numerator, "denominator": row.denominator}
        return {attr: side for attr, side in sides.items() if side is not None}
    return {"value": row.value} if found.kind == COUNT and row.value is not None else {}


@rule(
    "IND-01",
    Severity.E,
    each=Measure,
    says="jeunes et adultes, femmes et hommes : {count} en tout, pour {total} mesuré(s)",
    fix="Corrigez les quatre colonnes ou la valeur ; « dont PBS » et « dont migrants » ne "
    "s'ajoutent pas.",
    source=_PUBLIC,
)
def parts_are_not_the_total(row: Measure, year: Year) -> Iterator[Hit]:
    """Chaque personne est dans une des quatre colonnes et dans une seule : elles font le total.

    Pour un taux, elles font le numérateur, ou le dénominateur.

    | Indicateurs | Code | Type   |
    |             | I-01 | nombre |
    |             | I-02 | taux   |
    | Mesures | Indicateur | Valeur     | Numérateur | Dénominateur | Jeunes femmes \
| Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |         | I-01       | 10         |            |              | 4 \
| 3 | 2              | 1              | 3        | 2             |
    |         | I-01       | 11 !IND-01 |            |              | 4 \
| 3 | 2              | 1              |          |               |
    |         | I-01       | 10         |            |              |               |  \
|                |                |          |               |
    |         | I-02       |            | 4          | 10           | 1             |  \
| 3              |                |          |               |
    |         | I-02       |            | 4 !IND-01  | 10           | 1             |  \
| 4              |                |          |               |
    """
    count = _counted(row)
    totals = _totals(row, year)
    if count is None or not totals or count in totals.values():
        return
    if row.sound("value", "numerator", "denominator"):
        attr = next(iter(totals))
        yield hit(row, attr, count=count, total=without_trailing_zeros(totals[attr]))


@rule(
    "IND-02",
    Severity.E,
    each=Measure,
    says="« {column} » : {count}, pour {total} personne(s) en tout",
    fix="Corrigez les nombres : ces personnes sont déjà comptées dans le total.",
    source=_PUBLIC,
)
def overlay_above_the_total(row: Measure, year: Year) -> Iterator[Hit]:
    """« dont PBS » et « dont migrants » disent une part du total, qu'elles ne dépassent pas.

    | Indicateurs | Code | Type   |
    |             | I-01 | nombre |
    | Mesures | Indicateur | Valeur | Jeunes femmes | Jeunes hommes | Femmes adultes \
| Hommes adultes | dont PBS   | dont migrants |
    |         | I-01       | 10     |               |               |                \
|                | 10         | 10            |
    |         | I-01       | 10     |               |               |                \
|                | 11 !IND-02 | 12 !IND-02    |
    |         | I-01       |        | 2             |               | 1              \
|                | 4 !IND-02  |               |
    """
    wholes = [*_totals(row, year).values()]
    count = _counted(row)
    if not wholes and count is not None:
        wholes = [Decimal(count)]
    if not wholes:
        return
    whole = max(wholes)
    for part in OVERLAYS:
        told = getattr(row, part)
        if told is not None and told > whole:
            label = row.sheet.columns[part].label
            yield hit(row, part, column=label, count=told, total=without_trailing_zeros(whole))


@rule(
    "IND-03",
    Severity.E,
    each=Measure,
    says="{trouble}",
    fix="Corrigez « Numérateur » et « Dénominateur » ; si la donnée manque, notez « Non "
    "disponible ».",
    source=_FOLLOWED,
)
def rate_that_is_none(row: Measure, year: Year) -> Iterator[Hit]:
    """Un taux se calcule : les cas comptés, sur les cas possibles, jamais plus qu'eux.  Une moyenne
    pondérée demande de même le poids de chaque commune.

    | Indicateurs | Code | Type   | Agrégation communes |
    |             | I-01 | taux   | moyenne pondérée    |
    |             | I-02 | nombre | moyenne pondérée    |
    | Mesures | Indicateur | Valeur | Numérateur | Dénominateur | Non disponible |
    |         | I-01       |        | 4          | 11           |                |
    |         | I-01       |        | 11         | 11           |                |
    |         | I-01       |        | 12 !IND-03 | 11           |                |
    |         | I-01       |        | 4          | !IND-03      |                |
    |         | I-01       |        | 0          | 0 !IND-03    |                |
    |         | I-01       | 36     |            | !IND-03      |                |
    |         | I-01       |        |            |              | oui            |
    |         | I-01       |        | 4          |              | oui            |
    |         | I-02       | 7      |            | 20           |                |
    |         | I-02       | 7      |            | !IND-03      |                |
    """
    found = _indicator(row, year)
    if found is None or row.unavailable or not row.sound("numerator", "denominator", "value"):
        return
    weighs = found.kind == RATE or found.over_communes == WEIGHTED_MEAN
    given = row.numerator is not None or row.value is not None
    if weighs and given and not row.denominator:
        yield hit(row, "denominator", trouble=_NO_WHOLE)
    elif found.kind == RATE and _ratio_is_over(row):
        facts = (("part", row.numerator), ("whole", row.denominator))
        trouble = Word("rate.over", "taux de plus de 100 % : {part} sur {whole}", facts)
        yield hit(row, "numerator", trouble=trouble)


def _ratio_is_over(row: Measure) -> bool:
    known = row.numerator is not None and row.denominator is not None
    return known and row.numerator > row.denominator  # type: ignore[operator]


_NO_WHOLE = Word("rate.without", "taux ou moyenne pondérée sans dénominateur")


@rule(
    "IND-04",
    Severity.A,
    needs=(Measure, Indicator),
    says="{now}, après {before} le {day} : un total de l'année ne recule pas",
    fix="Vérifiez les deux mesures ; si le total a été corrigé, corrigez aussi la première.",
    source=_FOLLOWED,
)
def total_falls(year: Year) -> Iterator[Hit]:
    """Un nombre qui s'additionne entre communes et dont la dernière mesure fait foi s'accumule :
    il ne baisse pas d'une mesure à la suivante.

    | Communes    | Code | Commune      | Alias | الجماعة |
    |             | C01  | Aït Tizza    |       |         |
    |             | C02  | Oued Zitoune |       |         |
    | Indicateurs | Code | Type   | Sens   | Agrégation communes | Agrégation temps |
    |             | I-01 | nombre | hausse | somme               | dernier          |
    |             | I-02 | nombre | hausse | somme               | somme            |
    |             | I-03 | nombre | baisse | moyenne             | dernier          |
    | Mesures | Indicateur | Commune | Date       | Valeur    | Jeunes femmes | Jeunes hommes \
| Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |         | I-01       | C01     | 31/12/2023 | 9 !IND-04 |               |               \
|                |                |          |               |
    |         | I-01       | C01     | 30/06/2023 | 10        |               |               \
|                |                |          |               |
    |         | I-01       | C02     | 30/06/2023 | 10        |               |               \
|                |                |          |               |
    |         | I-01       | C02     | 31/12/2023 | 10        |               |               \
|                |                |          |               |
    |         | I-02       | C01     | 30/06/2023 | 10        |               |               \
|                |                |          |               |
    |         | I-02       | C01     | 31/12/2023 | 9         |               |               \
|                |                |          |               |
    |         | I-03       | C01     | 30/06/2023 | 10        |               |               \
|                |                |          |               |
    |         | I-03       | C01     | 31/12/2023 | 9         |               |               \
|                |                |          |               |
    """
    of: dict[tuple[str, str], list[Measure]] = defaultdict(list)
    for row in year.book.all(Measure):
        found = _indicator(row, year)
        if found is None or not _accumulates(found) or row.commune is None or row.unavailable:
            continue
        if row.day is not None and row.value is not None:
            of[found.id, row.commune].append(row)
    for rows in of.values():
        in_time = sorted(rows, key=lambda row: row.day)  # type: ignore[arg-type,return-value]
        for before, after in pairwise(in_time):
            if after.value < before.value:  # type: ignore[operator]
                yield hit(
                    after, "value", now=after.value, before=before.value, day=before.day
                )._replace(value=str(after.value), related=(before.at("value"),))


def _accumulates(found: Indicator) -> bool:
    is_total = found.kind == COUNT and found.over_communes == SUM
    return is_total and found.over_time == LAST and found.direction == RISE


@rule(
    "IND-05",
    Severity.A,
    needs=(Measure, Indicator, Commune),
    says="aucune mesure pour {communes}",
    fix="Ajoutez leurs mesures ; si la donnée n'existe pas, notez « Non disponible » : le rapport "
    "écrit n.d., jamais 0.",
    source=_FOLLOWED,
)
def commune_without_measure(year: Year) -> Iterator[Hit]:
    """Une commune sans mesure manque au total : on le sait, ou on le dit.

    Une mesure « Non disponible » est une réponse ; une ligne sans valeur n'en est pas une.

    | Communes    | Code | Commune      | Alias | الجماعة | Sortie     |
    |             | C01  | Aït Tizza    |       |         |            |
    |             | C02  | Oued Zitoune |       |         |            |
    |             | C03  | Sidi Marzouk |       |         | 30/06/2023 |
    | Indicateurs | Code         | Type   |
    |             | I-01         | nombre |
    |             | I-02 !IND-05 | nombre |
    |             | I-03 !IND-05 | taux   |
    | Mesures | Indicateur | Commune | Valeur | Numérateur | Dénominateur | Non disponible \
| Jeunes femmes | Jeunes hommes | Femmes adultes | Hommes adultes | dont PBS | dont migrants |
    |         | I-01       | C01     | 0      |            |              |                \
|               |               |                |                |          |               |
    |         | I-01       | C02     |        |            |              | oui            \
|               |               |                |                |          |               |
    |         | I-02       | C01     | 4      |            |              |                \
|               |               |                |                |          |               |
    |         | I-02       | C02     |        |            |              |                \
|               |               |                |                |          |               |
    |         | I-03       | C01     |        | 1          | 2            |                \
|               |               |                |                |          |               |
    """
    span = so_far(year)
    rows = year.book.all(Measure)
    if span is None or not all(row.sound("indicator", "commune") for row in rows):
        return
    told = {
        (found.id, row.commune)
        for row in rows
        if (found := _indicator(row, year)) is not None and _tells(row, found, year)
    }
    group = [one for one in active(year.book, span[1]) if one.sound("code", "joined", "left")]
    for indicator in year.book.all(Indicator):
        lacking = [one for one in group if (indicator.id, one.id) not in told]
        if lacking and indicator.sound("code"):
            communes = tuple(one.name or one.id for one in lacking)
            yield hit(indicator, "code", communes=communes)


def _tells(row: Measure, found: Indicator, year: Year) -> bool:
    """Whether it says something by now; a cell with a finding of its own counts as said."""
    if row.day is not None and row.day > year.as_of:
        return False
    if row.unavailable or not row.sound("value", "numerator", "denominator", "unavailable"):
        return True
    return row.value is not None or (found.kind == RATE and row.numerator is not None)


@rule(
    "IND-06",
    Severity.E,
    needs=(Indicator,),
    says="valeur de départ {now}, et {before} l'année précédente",
    fix="Remettez la base de l'année précédente ; un autre départ demande un autre indicateur.",
    source=_FOLLOWED,
)
def baseline_moved(year: Year) -> Iterator[Hit]:
    """La base ne change plus : sinon le progrès d'une année à l'autre ne se mesure pas.

    Celle de l'an dernier vient de la feuille « Reprise », que « cic roll » remplit.

    | Reprise     | Année | Numéro | Base | Année de base |
    |             | 2022  | I-01   | 210  | 2021          |
    |             | 2022  | I-02   | 12   | 2021          |
    |             | 2022  | I-03   | 12   | 2021          |
    |             | 2022  | I-04   | 12   | 2021          |
    |             | 2021  | I-01   | 200  | 2021          |
    | Indicateurs | Code | Base        | Année de base |
    |             | I-01 | 210         | 2021          |
    |             | I-02 | 13 !IND-06  | 2021          |
    |             | I-03 | !IND-06     | 2021          |
    |             | I-04 | 12          | 2022 !IND-06  |
    |             | I-05 | 7           | 2023          |
    """
    last: dict[str, Carried] = {}
    for row in year.book.all(Carried):
        found = year.book.find(Indicator, row.code)
        if found is None or row.year is None or row.baseline is None:
            continue
        if found.id not in last or row.year >= (last[found.id].year or 0):
            last[found.id] = row
    for indicator in year.book.all(Indicator):
        if indicator.id in last:
            yield from _moved(indicator, last[indicator.id])


def _moved(indicator: Indicator, last: Carried) -> Iterator[Hit]:
    before = _dated(last.baseline, last.baseline_year)
    now = _dated(indicator.baseline, indicator.baseline_year)
    if indicator.baseline != last.baseline and indicator.sound("baseline"):
        yield hit(indicator, "baseline", now=now, before=before)
    elif last.baseline_year is not None and indicator.baseline_year != last.baseline_year:
        yield hit(indicator, "baseline_year", now=now, before=before)


def _dated(value: Decimal | None, since: int | None) -> Word:
    """A baseline with its year, as far as they are known."""
    if value is None:
        return Word("baseline.none", "absente")
    if since is None:
        return Word("baseline.undated", "{value}", (("value", value),))
    return Word("baseline.dated", "{value} ({since})", (("value", value), ("since", str(since))))
