"""NAR-03: figures typed in the texts of « Narratif » that the sheets contradict.

Prose is read with restraint: only a number beside a word that means one total of the year is
looked at; a number that fits a slice of it (a month, a commune, a kind) is taken for that slice;
« environ », another year, or a word that narrows (« à Oued Zitoune ») leave it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property

from cic_sheets.group.indicators import Outcome, outcomes
from cic_sheets.group.tallies import Tallies
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.applications import Application
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.budget import BudgetLine
from cic_sheets.sheets.claims import Claim
from cic_sheets.sheets.fundings import Funding
from cic_sheets.sheets.indicators import Indicator
from cic_sheets.sheets.lists import EUR, RATE
from cic_sheets.sheets.narrative import Passage
from cic_sheets.sheets.payments import Payment
from cic_sheets.values.named import NamedTuple
from cic_sheets.values.spelled import number, pattern

_AHEAD = "Perspectives"  # the section of what is still to come

_NOUNS: Mapping[str, str] = {
    "communes": r"communes (?:du groupe|partenaires|membres|actives|du programme)",
    "hours": r"(?:heures|h) (?:prestées|de travail|de prestations?)",
    "missions": r"missions(?: (?:effectuées|réalisées|menées|accomplies))?",
    "activities": r"activités (?:collectives )?(?:réalisées|tenues|menées|organisées)"
    r"|activités collectives",
    "participations": r"participations|participant(?:e?s|\.e\.s|·e·s)|personnes (?:ont participé"
    r"|formées|présentes)",
    "visits": r"visites",
    "exchanges": r"partages de connaissances|documents partagés",
    "fundings": r"dispositifs|financements suivis",
    "applications": r"candidatures|dossiers déposés",
    "positions": r"positions|plaidoyers",
    "marks": r"(?:/|sur) ?5\b",
}
"""Name of a tally → the words that mean it, right after a number."""

_WHOLE = (
    r"\s+(?:dans l'année|cette année|de l'année|sur l'année|au cours de l'année|pendant l'année"
    r"|en 20\d\d|au total|en tout|hors du domicile|de terrain|sur le terrain)"
)
_NARROWS = (
    r"\s+(?:à|au|aux|dans|en|chez|avec|pour|de|du|des|d'|vers|par|sur|entre|dont|qui|auprès|où|lors"
    r"|avant|après|depuis|pendant|prévues?|prochaines?)(?!\w)"
)
_ABOUT = (
    r"(?:environ|près de|plus de|moins de|presque|quelque|au moins|au plus|jusqu'à|chaque"
    r"|les|ces|leurs|autres) $"
)
_OTHER_TIMES = r"l'an (?:dernier|prochain)|année (?:précédente|suivante|prochaine|dernière)"

_MONEY: Mapping[str, str] = {
    "reimbursable": r"rembours",
    "claimed": r"demandé|réclamé|déclaré",
    "refused": r"refusé",
    "pending": r"en attente",
    "fees": r"honoraires",
}
"""Name of a money total → what a sentence about it says."""


class _Found(NamedTuple):
    """A number in a text: as typed, with its word; what the sheets come to; whether they agree."""

    typed: str
    value: Decimal
    total: Decimal | Sum
    fits: bool


@rule(
    "NAR-03",
    Severity.A,
    needs=(Passage,),
    says="chiffre(s) du texte que le classeur contredit : {figures}",
    fix="Corrigez le texte ou les feuilles ; si le texte parle d'autre chose, précisez-le.",
    source="deliverables.md, « The narrative template's default plan »",
)
def figure_that_the_sheets_contradict(year: Year) -> Iterator[Hit]:
    """Un chiffre tapé dans un texte vieillit dès qu'une ligne s'ajoute : le rapport ne peut pas en
    dire deux.

    | Communes | Code | Commune      | Alias | الجماعة |
    |          | C01  | Aït Tizza    |       |         |
    |          | C02  | Oued Zitoune |       |         |
    | Prestations | N°   | Date       | Durée (h) |
    |             | P-01 | 16/01/2023 | 6         |
    |             | P-02 | 16/02/2023 | 4,5       |
    | Indicateurs | Code | Type   | Unité     | Agrégation communes |
    |             | I-01 | nombre | personnes | somme               |
    | Mesures | Indicateur | Commune | Valeur |
    |         | I-01       | C01     | 10     |
    | Narratif | Section      | Texte                                                  |
    |          | Résumé       | Les deux communes du groupe, et 10,5 heures prestées.  |
    |          | Contexte de l'année | Trois communes du groupe ont changé. !NAR-03    |
    |          | Plateforme   | En tout, 12 heures prestées cette année. !NAR-03       |
    |          | Leçons       | En janvier, 6 heures de travail ; environ 12 heures de travail ailleurs. |
    |          | Indicateurs  | I-01 : 10 personnes.                                   |
    |          | Évaluation   | I-01 atteint 12 personnes. !NAR-03                     |
    |          | Perspectives | Trois communes du groupe recevront une visite.         |

    Les montants aussi :

    Ou :

    | Narratif | Section    | Texte                                                      |
    |          | Résumé     | Au total, 83,33 EUR remboursables, 480 EUR d'honoraires.   |
    |          | Plateforme | Sur l'année, 1 083,33 EUR sont remboursables. !NAR-03      |
    """  # noqa: E501 - a drawn table
    sums = _Sums(year)
    for row in year.book.all(Passage):
        text = (row.text or "").translate(_PLAIN).lower()
        codes = [code for code in sums.codes if code.lower() in text]
        if row.section == _AHEAD or not (codes or _speaks_of_figures(text)):
            continue
        wrong = []
        for sentence in _sentences(text, year):
            found = (*_counts(sentence, sums), *_sums_of_money(sentence, sums))
            wrong += [one for one in (*found, *_indicators(sentence, codes, sums)) if not one.fits]
        if wrong:
            yield hit(row, "text", figures=tuple(map(_said, wrong)))._replace(
                value="; ".join(one.typed for one in wrong)
            )


class _Sums:
    """What the sheets come to, reckoned when a text first speaks of it."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.tallies = Tallies(year.book, year.as_of)
        codes = (row.code for row in year.book.all(Indicator))
        self.codes = frozenset(code for code in codes if code)

    @cached_property
    def money(self) -> Amounts:
        """Totals in EUR."""
        return _amounts(self.year)

    @cached_property
    def measured(self) -> Mapping[str, Outcome]:
        """Code of an indicator → what it comes to."""
        return {one.indicator.id: one for one in outcomes(self.year.book, self.year.as_of)}


def _said(one: _Found) -> Word:
    facts = (("typed", one.typed), ("found", one.total))
    return Word("figure.typed", "« {typed} » ({found} dans les feuilles)", facts)


def _speaks_of_figures(text: str) -> bool:
    """Whether it is worth cutting into sentences: most texts hold no figure that is looked at."""
    if "eur" in text or "€" in text:
        return True
    return any(True for name in _NOUNS for _ in _numbers(text, _noun(name)))


def _sentences(text: str, year: Year) -> Iterator[str]:
    """The sentences about this year; the text is in small letters, its spaces plain."""
    own = _own_years(year)
    for sentence in re.split(r"(?<=[.!?;])\s+|\n", text):
        years = {int(found) for found in re.findall(r"\b20\d\d\b", sentence)}
        if years <= own and not re.search(_OTHER_TIMES, sentence):
            yield sentence


_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})


def _own_years(year: Year) -> set[int]:
    convention = year.convention
    days = (convention.start, convention.end) if convention is not None else ()
    return {day.year for day in days if day is not None}


# --- Counts ---------------------------------------------------------------------------------------


@cache
def _noun(name: str) -> re.Pattern[str]:
    return re.compile(_NOUNS[name])


@cache
def _number_before() -> re.Pattern[str]:
    return re.compile(rf"{pattern()} ?$")


_FAR = 24  # no number is longer, with its spaces


def _numbers(sentence: str, noun: re.Pattern[str]) -> Iterator[tuple[str, int, int]]:
    """Each number right before a noun: as typed, where it begins, where the noun ends."""
    for match in noun.finditer(sentence):
        first = max(0, match.start() - _FAR)
        found = _number_before().search(sentence[first : match.start()])
        if found is not None:
            yield found[0].rstrip(), first + found.start(), match.end()


def _counts(sentence: str, sums: _Sums) -> Iterator[_Found]:
    for name in _NOUNS:
        for typed, start, end in _numbers(sentence, _noun(name)):
            before, after = sentence[:start], sentence[end:]
            whole = bool(re.match(_WHOLE, after))
            narrowed = not whole and name != "marks" and re.match(_NARROWS, after)
            if narrowed or _is_approximate(before, name):
                continue
            value, tally = number(typed), sums.tallies[name]
            wanted = {Fraction(tally.total), *(() if whole else tally.slices)}
            yield _Found(sentence[start:end], value, tally.total, _fits(value, wanted))


def _is_approximate(before: str, name: str) -> bool:
    """« environ 40 heures »; « les deux missions » are two that were told of before."""
    found = re.search(_ABOUT, before)
    return found is not None and not (name == "communes" and found[0] == "les ")


def _fits(typed: Decimal, wanted: Iterable[Decimal | Fraction]) -> bool:
    """Whether one of them is that number, to the decimals that were typed (rounded or cut)."""
    places = max(0, -int(typed.as_tuple().exponent))
    scale = 10**places
    shown = Fraction(typed) * scale
    for one in wanted:
        exact = Fraction(one) * scale
        if shown in ((2 * exact + 1) // 2, exact // 1):
            return True
    return False


# --- Money ----------------------------------------------------------------------------------------

Amounts = Mapping[str, tuple[Decimal, frozenset[Decimal]]]
"""Name of a total → the year's, and every amount that a sentence about it may well mean."""


def _amounts(year: Year) -> Amounts:
    settled = year.settled
    if settled is None:
        return {}
    book, totals = year.book, settled.settlement.totals
    parts = [
        totals.year,
        *totals.by_month.values(), *totals.by_imputation.values(), *totals.by_category.values(),
        *totals.by_mission.values(), *totals.by_activity.values(), *totals.by_claim.values(),
    ]  # fmt: skip
    typed = [
        *((row.asked, row.granted) for row in book.all(Claim)),
        *((row.amount,) for row in book.all(Payment)),
        *((row.amount,) for row in book.all(BudgetLine)),
        *((row.asked, row.granted) for row in book.all(Approval)),
        *((row.asked, row.obtained) for row in book.all(Application)),
        *((row.least, row.most) for row in book.all(Funding)),
    ]
    fees = settled.settlement.fees
    own = {one for amounts in typed for one in amounts if one is not None} | _ceilings(settled)
    own |= {one for fee in fees for one in (fee.amount, fee.noted, fee.due)}
    of = {name: {getattr(part, name) for part in parts} for name in _TOTALS}
    everything = frozenset(own.union(*of.values()))
    due = sum((fee.due for fee in fees), Decimal(0))
    noted = sum((fee.noted for fee in fees), Decimal(0))
    found = {name: (getattr(totals.year, name), frozenset(own | of[name])) for name in _TOTALS}
    return {**found, "fees": (due, everything | {noted, due})}


_TOTALS = ("reimbursable", "claimed", "refused", "pending")


def _ceilings(settled: Settled) -> set[Decimal]:
    """The cap of a month, of each month so far, and what lies under it."""
    months = settled.settlement.ledger
    return {settled.case.policies.cap} | {
        amount for month in months for amount in (month.allowance, month.left, month.average)
    }


_CURRENCY = re.compile(r"(?:eur|€|euros?)(?!\w)")


def _sums_of_money(sentence: str, sums: _Sums) -> Iterator[_Found]:
    """Each amount is about the nearest of the words that say what it is."""
    if "eur" not in sentence and "€" not in sentence:
        return
    topics = [
        (match.start(), name)
        for name, words in _MONEY.items()
        for match in re.finditer(words, sentence)
        if name in sums.money
    ]
    for typed, start, end in _numbers(sentence, _CURRENCY):
        if not topics or re.search(_ABOUT, sentence[:start]):
            continue
        nearest = min(topics, key=lambda topic, end=end: abs(topic[0] - end))[1]  # type: ignore[misc]
        total, fitting = sums.money[nearest]
        every = {amount for _, name in topics for amount in sums.money[name][1]}
        value = number(typed)
        fits = _fits(value, {total, *fitting, *every})
        yield _Found(sentence[start:end], value, Sum(total, EUR), fits)


# --- Indicators -----------------------------------------------------------------------------------


def _indicators(sentence: str, codes: Iterable[str], sums: _Sums) -> Iterator[_Found]:
    """Numbers with the indicator's unit, in a sentence that names its code."""
    for code in codes:
        if code.lower() not in sentence:
            continue
        one = sums.measured.get(code)
        named = re.search(rf"(?<![\w-]){re.escape(code.lower())}(?![\w-])", sentence)
        if named is not None and one is not None and one.actual is not None:
            yield from _of_indicator(sentence, one, one.actual.amount)


def _of_indicator(sentence: str, one: Outcome, actual: Decimal) -> Iterator[_Found]:
    found = one.indicator
    unit = (found.unit or "").split(" ")[0].lower()
    told = [actual, found.baseline, found.year_target, found.final_target]
    told += [value.amount for value in one.by_commune.values()]
    told += [part.amount for _, part in one.parts]
    if found.kind == RATE or not unit:
        unit, told = "%", [*told, one.share]
    for typed, start, end in _numbers(sentence, re.compile(rf"{re.escape(unit)}(?!\w)")):
        if not re.search(_ABOUT, sentence[:start]):
            value = number(typed)
            fits = _fits(value, [one for one in told if one is not None])
            yield _Found(sentence[start:end], value, actual, fits)
