"""ACC-*: prior validations, their evidence, and what expenses consumed of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from cic_sheets.money.case import TOLERATE
from cic_sheets.money.settlement import SettledLine
from cic_sheets.reconcile.settled import Settled
from cic_sheets.reconcile.year import Year
from cic_sheets.rules.hits import priced
from cic_sheets.rules.proofs import flat_scales, worth_of
from cic_sheets.rules.rates import doubtful_lines
from cic_sheets.rules.receipts import receipts_of
from cic_sheets.schema.findings import Severity, Sum, Word
from cic_sheets.schema.rules import Hit, hit, rule
from cic_sheets.sheets.approvals import Approval
from cic_sheets.sheets.expenses import Expense
from cic_sheets.sheets.lists import EUR, GRANTED, JUSTIFYING, REFUSED
from cic_sheets.sheets.missions import Mission
from cic_sheets.values.money import ZERO, to_eur, total

_TERMS = "Annonce, « Conditions proposées » : validés au préalable par Brulocalis"


@rule(
    "ACC-01",
    Severity.A,
    each=Approval,
    says="accord validé pour {granted}, sans preuve écrite",
    fix="Rangez le message de Brulocalis dans le dossier pieces et écrivez son chemin.",
    source=_TERMS,
)
def without_evidence(row: Approval, year: Year) -> Iterator[Hit]:
    """Une validation « au préalable » se prouve par un écrit daté.

    | Accords | N°     | Décision   | Preuve            |
    |         | VAL-01 | validé     | pieces/val-01.pdf |
    |         | VAL-02 | validé     | !ACC-01           |
    |         | VAL-03 | en attente |                   |
    |         | VAL-04 | refusé     |                   |
    """
    if row.decision == GRANTED and row.evidence is None:
        yield hit(row, "evidence", granted=priced(row.granted, EUR))


@rule(
    "ACC-02",
    Severity.E,
    needs=(Approval, Expense),
    says="{asked} demandés sur un accord de {granted} : {excess} de trop, refusés",
    fix="Retirez l'excédent, ou demandez à Brulocalis un complément avant la dépense.",
    source=_TERMS,
)
def consumed_beyond(year: Year) -> Iterator[Hit]:
    """Un accord vaut pour son montant : au-delà, rien n'a été validé.

    Un taux manifestement faux (TAU-02) a déjà son constat : ses lignes n'accusent aucun accord.
    Une ligne qui déclare plus que ses pièces (DEP-05) n'y compte que pour ce qu'elles valent.

    | Accords  | N°     | Montant validé | Valable du | Valable au |
    |          | VAL-01 | 83,33          |            |            |
    |          | VAL-02 | 83,32 !ACC-02  |            |            |
    | Missions | N°   | Accord |
    |          | M-01 | VAL-01 |
    | Dépenses | N°    | Mission | Accord | Montant | Devise |
    |          | D-001 | M-01    |        | 900     | MAD    |
    |          | D-002 | M-01    | VAL-02 | 450     | MAD    |
    |          | D-003 | M-01    | VAL-02 | 450     | MAD    |

    Ou :

    | Accords  | N°     | Montant validé |
    |          | VAL-01 | 100            |
    | Dépenses | N°    | Montant | Accord |
    |          | D-001 | 9000    | VAL-01 |
    """
    if year.settled is None:
        return
    doubtful = doubtful_lines(year)
    lines = {line.id: line for line in year.settled.settlement.lines}
    for use in year.settled.settlement.approvals:
        asked = total(min(wanted, _provable(year, lines[line])) for line, wanted, _ in use.by)
        excess = asked - use.amount
        row = year.settled.rows["approval"].get(use.id)
        if row is None or excess <= 0 or any(line in doubtful for line, *_ in use.by):
            continue
        cells = tuple(year.settled.expense(line).at("amount") for line, *_ in use.by)
        found = hit(row, "granted", asked=Sum(asked, EUR), granted=Sum(use.amount, EUR),
                    excess=Sum(excess, EUR))  # fmt: skip
        yield found._replace(related=cells)


@rule(
    "ACC-03",
    Severity.A,
    needs=(Approval, Expense),
    says="décidé le {decided}, après {count} dépense(s), {amount} {outcome} ; la première, {line}, "
    "est du {day}",
    fix="Demandez les accords avant la dépense ; celle-ci relève d'une régularisation.",
    source=_TERMS + " ; règle accord_posterieur",
)
def decided_after_the_expense(year: Year) -> Iterator[Hit]:
    """« Validés au préalable » : ce qui l'est après coup est refusé, sauf si Brulocalis tolère.

    | Accords  | N°     | Décidé le          | Valable du | Valable au |
    |          | VAL-01 | 18/01/2023         |            |            |
    |          | VAL-02 | 19/01/2023 !ACC-03 |            |            |
    | Missions | N°   | Départ           | Retour           | Accord |
    |          | M-01 | 17/01/2023 07:00 | 20/01/2023 19:30 | VAL-01 |
    | Dépenses | N°    | Date       | Mission | Accord |
    |          | D-001 | 18/01/2023 | M-01    |        |
    |          | D-002 | 19/01/2023 | M-01    | VAL-02 |
    |          | D-003 | 18/01/2023 | M-01    | VAL-02 |
    |          | D-004 | 17/01/2023 | M-01    | VAL-02 |

    Ou :

    | Règles   | Règle             | Valeur        |
    |          | accord_posterieur | avertissement |
    | Accords  | N°     | Décidé le          |
    |          | VAL-01 | 19/01/2023 !ACC-03 |
    | Dépenses | N°    | Date       |
    |          | D-001 | 18/01/2023 |
    """
    if year.settled is None:
        return
    tolerant = year.settled.case.policies.late_approval == TOLERATE
    outcome = _TOLERATED if tolerant else _REFUSED
    claimed = {line.id: line.claimed for line in year.settled.settlement.lines}
    for number, late in _late(year.settled).items():
        amount = total(claimed[line] if tolerant else cut for line, cut in late.items())
        lines = [year.settled.expense(line) for line in late]
        row = year.settled.rows["approval"].get(number)
        if not isinstance(row, Approval):
            continue
        found = hit(row, "decided_on", decided=row.decided_on, count=len(lines),
                    amount=Sum(amount, EUR), outcome=outcome,
                    line=lines[0].id, day=lines[0].day)  # fmt: skip
        yield found._replace(related=tuple(line.at("day") for line in lines))


_REFUSED, _TOLERATED = Word("late.refused", "refusés"), Word("late.tolerated", "tolérés")


def _late(settled: Settled) -> dict[str, dict[str, Decimal]]:
    """Number of an approval → the lines older than its decision, as served, and what they lost."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for _, line, cut in settled.cuts("ACC-03"):
        found[str(cut.facts["approval"])][line.id] = cut.amount
    for _, flag in settled.flags("ACC-03"):
        found[str(flag.facts["approval"])][flag.line] = ZERO
    return found


def _provable(year: Year, line: SettledLine) -> Decimal:
    """What a line may ask of its approval at most, EUR: what its receipts are worth.

    All that it asks where no receipt says otherwise; nothing where they are in another currency,
    for then its own may be the wrong one.
    """
    assert year.settled is not None
    row = year.settled.expense(line.id)
    if (row.category, row.unit) in flat_scales(year.book):
        return line.claimed
    worth = worth_of(year.book, row)
    if worth:
        return to_eur(worth, line.rate.units if line.rate else Decimal(1))
    named = (one for one in receipts_of(year.book, row) if one.kind in JUSTIFYING)
    return ZERO if any(one.amount and one.currency for one in named) else line.claimed


@rule(
    "ACC-04",
    Severity.E,
    each=Approval,
    says="la décision est « {decision} », mais « {label} » est vide",
    fix="Complétez d'après le message de Brulocalis.",
    source=_TERMS,
)
def decided_incompletely(row: Approval, year: Year) -> Iterator[Hit]:
    """Un accord dont on ignore la date, le montant ou l'auteur ne peut ni couvrir une dépense ni
    convaincre un réviseur.

    | Accords | N°     | Décision   | Décidé le  | Décidé par | Montant validé |
    |         | VAL-01 | validé     | 16/01/2023 | CT-01      | 300            |
    |         | VAL-02 | validé     | !ACC-04    | CT-01      | 300            |
    |         | VAL-03 | validé     | 16/01/2023 | !ACC-04    | !ACC-04        |
    |         | VAL-04 | refusé     | 16/01/2023 | !ACC-04    |                |
    |         | VAL-05 | en attente |            |            |                |
    |         | VAL-06 | validé     | hier       | CT-99      | 0              |
    """
    for attr in _OF_DECISION.get(row.decision or "", ()):
        if getattr(row, attr) is None:
            label = row.sheet.columns[attr].label
            yield hit(row, attr, decision=row.decision, label=label)


_OF_DECISION = {
    GRANTED: ("decided_on", "decided_by", "granted"),
    REFUSED: ("decided_on", "decided_by"),
}
"""What a decision must say, by its outcome."""


@rule(
    "ACC-05",
    Severity.I,
    needs=(Approval, Mission, Expense),
    says="aucune mission ni dépense ne cite cet accord de {granted}",
    fix="Citez-le où il sert, ou laissez-le : il reste disponible.",
    source="Annonce muette ; usage proposé",
)
def never_used(year: Year) -> Iterator[Hit]:
    """Un accord oublié est souvent celui qui manque à une dépense.

    | Accords  | N°             | Décision   |
    |          | VAL-01         | validé     |
    |          | VAL-02         | validé     |
    |          | VAL-03 !ACC-05 | validé     |
    |          | VAL-04         | en attente |
    | Missions | N°   | Accord |
    |          | M-01 | VAL-01 |
    | Dépenses | N°    | Mission | Accord |
    |          | D-001 | M-01    | VAL-02 |
    """
    named = {row.approval for row in year.book.all(Mission)}
    named |= {row.approval for row in year.book.all(Expense)}
    for row in year.book.all(Approval):
        if row.decision == GRANTED and row.id not in named and row.sound("no"):
            yield hit(row, "no", granted=priced(row.granted, EUR))
