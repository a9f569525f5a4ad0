"""What Excel says of a cell while a person types, and what turns red when a paste went around it.

Each kind of column is described once: the rule at the keyboard (data validation) and its mirror
(conditional format).  A formula holds `{x}` where the cell stands; columns whose formulas are the
same share one conditional format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeAlias

from cic_sheets.schema import kinds
from cic_sheets.schema.kinds import Kind
from cic_sheets.values import shown
from cic_sheets.workbook.plan import Names, Placed, Tab

Weight: TypeAlias = Literal["wrong", "missing", "doubtful", "filled"]

_EPOCH = date(1899, 12, 30)
FILLED = "LEN(TRIM({x}))>0"
_UNFINISHED = ("XXX", "{{", "à compléter", "à préciser", "à définir", "lorem ipsum")


class Entry(NamedTuple):
    """What Excel checks while a person types.

    rule     options of XlsxWriter's `data_validation`; `{x}` stands for the cell
    title    of the refusal, at most 32 characters
    message  of the refusal, at most 255
    stops    False: Excel asks whether to go on
    """

    rule: Mapping[str, Any]
    title: str
    message: str
    stops: bool = True


class Fault(NamedTuple):
    """One way for the cell `{x}` to be wrong."""

    formula: str
    weight: Weight = "wrong"


class Check(NamedTuple):
    """What is known of a kind: the rule at the keyboard, if any, and what turns red."""

    entry: Entry | None = None
    faults: tuple[Fault, ...] = ()


FREE = Check()


# --- Kind by kind -------------------------------------------------------------------------------


def check_of(kind: Kind, names: Names) -> Check:
    """The checks of a kind; nothing for those that accept anything."""
    for known, make in _MAKERS.items():
        if isinstance(kind, known):
            return make(kind, names)
    return FREE


def _day(kind: kinds.Day, names: Names) -> Check:
    moment = isinstance(kind, kinds.Moment)
    first = datetime.combine(kinds.FIRST_DAY, time())
    last = datetime.combine(kinds.LAST_DAY, time(23, 59) if moment else time())
    example = "31/12/2023 14:30" if moment else "31/12/2023"
    low, high = _serial(kinds.FIRST_DAY), _serial(kinds.LAST_DAY) + 1
    return Check(
        Entry(
            {"validate": "date", "criteria": "between", "minimum": first, "maximum": last},
            "Date et heure attendues" if moment else "Date attendue",
            f"Tapez une date, par exemple {example} "
            f"(du {kinds.FIRST_DAY:%d/%m/%Y} au {kinds.LAST_DAY:%d/%m/%Y}).",
        ),
        (Fault(f"AND({FILLED},OR(NOT(ISNUMBER({{x}})),{{x}}<{low},{{x}}>={high}))"),),
    )


def _serial(day: date) -> int:
    return (day - _EPOCH).days


def _number(kind: kinds.Number, names: Names) -> Check:
    limits = list(_limits(kind))
    wrong = [f"{{x}}{opposite}{bound}" for opposite, bound in limits]
    if kind.places is not None:
        wrong.append(f"{{x}}<>ROUND({{x}},{kind.places})")
    bad = f"OR({','.join(wrong)})" if wrong else "FALSE"
    whole = isinstance(kind, kinds.Whole)
    return Check(
        Entry(
            _number_rule(kind, bad),
            "Nombre entier attendu" if whole else "Nombre attendu",
            _number_message(kind),
        ),
        (Fault(f"IF({FILLED},IF(ISNUMBER({{x}}),{bad},TRUE),FALSE)"),),
    )


def _limits(kind: kinds.Number) -> Iterator[tuple[str, int]]:
    if kind.least is not None:
        yield "<", kind.least
    if kind.most is not None:
        yield ">", kind.most
    if kind.above is not None:
        yield "<=", kind.above


def _number_rule(kind: kinds.Number, bad: str) -> dict[str, Any]:
    """Excel's own kinds of rules know bounds or decimals, not both; a formula does."""
    if kind.places and bad != "FALSE":
        return {"validate": "custom", "value": f"=IF(ISNUMBER({{x}}),NOT({bad}),FALSE)"}
    rule: dict[str, Any] = {"validate": "integer" if kind.places == 0 else "decimal"}
    if kind.above is not None and kind.most is None:
        return rule | {"criteria": ">", "value": kind.above}
    least = kind.least if kind.above is None else kind.above
    low = -1_000_000_000 if least is None else least
    high = 1_000_000_000 if kind.most is None else kind.most
    return rule | {"criteria": "between", "minimum": low, "maximum": high}


def _number_message(kind: kinds.Number) -> str:
    what = "un nombre entier" if kind.places == 0 else "un nombre, sans unité ni devise"
    parts = [f"Tapez {what}"]
    if kind.places:
        parts.append(f"{kind.places} décimales au plus")
    if kind.least is not None and kind.most is not None:
        parts.append(f"de {_thousands(kind.least)} à {_thousands(kind.most)}")
    elif kind.least is not None:
        parts.append(f"au moins {_thousands(kind.least)}")
    elif kind.most is not None:
        parts.append(f"au plus {_thousands(kind.most)}")
    if kind.above is not None:
        parts.append(f"plus grand que {_thousands(kind.above)}")
    return ", ".join(parts) + "."


def _thousands(number: int) -> str:
    return shown.number(Decimal(number))


def _yes_no(kind: kinds.YesNo, names: Names) -> Check:
    known = 'NOT(ISLOGICAL({x})),TRIM({x})<>"oui",TRIM({x})<>"non"'
    return Check(
        Entry(
            {"validate": "list", "source": ["oui", "non"]}, "oui ou non", "Choisissez oui ou non."
        ),
        (Fault(f"AND({FILLED},{known})"),),
    )


def _choice(kind: kinds.Choice, names: Names) -> Check:
    name = names.lists.get(kind.values.name)
    if name is None:
        return FREE
    if isinstance(kind, kinds.Choices):
        return Check(None, (Fault(_some_unknown((name,))),))
    return Check(
        Entry(
            {"validate": "list", "source": f"={name}"},
            "Valeur hors liste",
            f"Choisissez dans la liste « {kind.values.name} ». Une valeur de plus ? "
            "Ajoutez-la d'abord sous les autres, dans la feuille Listes.",
        ),
        (Fault(f"AND({FILLED},COUNTIF({name},TRIM({{x}}))=0)"),),
    )


def _reference(kind: kinds.Ref, names: Names) -> Check:
    name = names.numbers.get(kind.sheet)
    if name is None:
        return FREE
    others = names.others.get(kind.sheet, ())
    if isinstance(kind, kinds.Refs):
        return Check(None, (Fault(_some_unknown((name, *others))),))
    besides = "".join(f",{_is_none_of(other)}" for other in others)
    return Check(
        Entry(
            {"validate": "list", "source": f"={name}"},
            "Numéro inconnu",
            f"Aucune ligne de « {kind.sheet} » ne porte ce numéro. Vous pouvez continuer si vous "
            "ajoutez cette ligne ensuite.",
            stops=False,
        ),
        (Fault(f"AND({FILLED},COUNTIF({name},TRIM({{x}}))=0{besides})"),),
    )


def _is_none_of(name: str) -> str:
    """Whether no cell of the name is, or holds between semicolons, what the cell says."""
    theirs = _joined(name)
    return f'SUMPRODUCT(--ISNUMBER(SEARCH(";"&TRIM({{x}})&";",";"&{theirs}&";")))=0'


def _some_unknown(names: tuple[str, ...]) -> str:
    """Whether the cell lists more values than are found among the names'."""
    mine = _joined("TRIM({x})", breaks=True)
    semicolons = f'LEN({mine})-LEN(SUBSTITUTE({mine},";",""))'
    listed = f'{semicolons}+IF(RIGHT({mine})=";",0,1)'
    found = "+".join(
        f'SUMPRODUCT(--ISNUMBER(SEARCH(";"&{name}&";",";"&{mine}&";")))' for name in names
    )
    return f"AND({FILLED},{found}<{listed})"


def _joined(text: str, breaks: bool = False) -> str:
    """`a ; b` to `a;b`; a line break separates too."""
    if breaks:
        text = f'SUBSTITUTE({text},CHAR(10),";")'
    return f'SUBSTITUTE(SUBSTITUTE({text}," ;",";"),"; ",";")'


def _code(kind: kinds.Code, names: Names) -> Check:
    length = 'LEN(SUBSTITUTE({x}," ",""))'
    if kind.digits:
        return Check(
            Entry(
                {"validate": "custom", "value": f"={length}={kind.digits}"},
                f"{kind.digits} chiffres attendus",
                f"Ce code compte {kind.digits} chiffres. Continuer quand même ?",
                stops=False,
            ),
            (Fault(f"AND({FILLED},OR(ISNUMBER({{x}}),{length}<>{kind.digits}))", "doubtful"),),
        )
    return Check(None, (Fault("ISNUMBER({x})", "doubtful"),)) if kind.leading_zeros else FREE


def _text(kind: kinds.Text, names: Names) -> Check:
    marks = ",".join(f'ISNUMBER(SEARCH("{_literal(mark)}",{{x}}))' for mark in _UNFINISHED)
    return Check(None, (Fault(f"AND(ISTEXT({{x}}),OR({marks}))", "doubtful"),))


def _literal(text: str) -> str:
    """Braces doubled: the formula is a template."""
    return text.replace("{", "{{").replace("}", "}}")


def _file(kind: kinds.FileName, names: Names) -> Check:
    outside = ",".join(f'ISNUMBER(SEARCH("{part}",{{x}}))' for part in (":", "../", "..\\"))
    return Check(None, (Fault(f'OR({outside},LEFT(TRIM({{x}}))="/")'),))


_MAKERS: dict[type[Kind], Callable[[Any, Names], Check]] = {
    kinds.Day: _day,
    kinds.Number: _number,
    kinds.YesNo: _yes_no,
    kinds.Choice: _choice,
    kinds.Ref: _reference,
    kinds.Code: _code,
    kinds.Text: _text,
    kinds.FileName: _file,
}


def identity_entry(tab: Tab, column: Placed) -> Entry:
    """A number is typed once."""
    return Entry(
        {"validate": "custom", "value": f"=COUNTIF({tab.down(column)},{{x}})=1"},
        "Numéro déjà pris",
        f"Une autre ligne de « {tab.sheet.title} » porte déjà ce numéro. Donnez-en un neuf : "
        "les autres feuilles renvoient aux lignes par leur numéro.",
    )
