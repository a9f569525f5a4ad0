"""The documents say in every language what they say in French: nothing is missing, blank by blank.

What is said is found in the code: every text of the report's sections that is no name of the code.
"""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path

import pytest

import cic_sheets
from cic_sheets.language import LANGUAGES
from cic_sheets.language.documents import counted, sentence
from cic_sheets.report.plan import the_plan
from cic_sheets.report.saying import joined, money, say, some
from cic_sheets.sheets.lists import SERVICES

REPORT = Path(cic_sheets.__file__).parent / "report"
TOLD = (
    *sorted((REPORT / "sections").glob("*.py")),
    *(REPORT / f"{name}.py" for name in ("highlights", "participation", "figures", "prose")),
    *(REPORT / f"{name}.py" for name in ("lessons", "charts")),
)
OTHERS = [lang for lang in LANGUAGES if lang != "fr"]
BLANK = re.compile(r"\{+\w+\}+")
WORDED = re.compile(r"[A-ZÀ-Ý]|[^\x00-\x7f]| ")
"""What tells a text from a name of the code: a capital, an accent or a blank."""
SAME = re.compile(r"[A-Z]|M\d|M\[1-8\]\\b|[\s\W]*|\\s\*\[.*")
"""Numbers of annexes and of services, patterns, signs."""


def texts(path: Path) -> set[str]:
    """The texts of a module, without what describes the code."""
    tree = ast.parse(path.read_text("utf-8"))
    described = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    }  # a text that is a statement of its own
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in described
    }


def nouns(path: Path) -> set[str]:
    """What `some(number, noun)` counts."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "some":
            found |= {str(arg.value) for arg in node.args[1:2] if isinstance(arg, ast.Constant)}
    return found


def counted_nouns() -> set[str]:
    from cic_sheets.report.sections.prestations import _ELSEWHERE

    return set().union(*map(nouns, TOLD)) | {one for _, one, _, _ in _ELSEWHERE.values()}


def plurals() -> set[str]:
    """The second forms of these nouns, which only French uses."""
    from cic_sheets.report.sections.prestations import _ELSEWHERE

    said = {many for _, _, many, _ in _ELSEWHERE.values()}
    for path in TOLD:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "some":
                said |= {str(a.value) for a in node.args[2:3] if isinstance(a, ast.Constant)}
    return said


def listed() -> set[str]:
    """The values of lists that the report prints as they are typed."""
    from cic_sheets.sheets import lists

    printed = (
        lists.LANGUAGES, lists.CATEGORIES, lists.TRANSPORTS, lists.ACTIVITY_TYPES,
        lists.AUDIENCES, lists.ACTIVITY_STATUSES, lists.FOLLOW_UP_TYPES, lists.FOLLOW_UP_STATUSES,
        lists.EXCHANGE_TYPES, lists.LIAISON_TYPES, lists.DELIVERABLES, lists.RESULTS,
        lists.VISIBILITY_TYPES, lists.ADVOCACY_LEVELS, lists.CRITERIA, lists.LESSON_TYPES,
        lists.LESSON_STATUSES,
    )  # fmt: skip
    values = {value for one in printed for value in one.values}
    return values | {kind.capitalize() for kind in lists.LIAISON_TYPES.values} | {"oui", "non"}


def expected() -> set[str]:
    said = set().union(*map(texts, TOLD))
    worded = {text for text in said if WORDED.search(text) and not SAME.fullmatch(text)}
    worded |= {", ", " ; ", *SERVICES.values(), *(one.title for one in the_plan())}
    worded |= {"Brouillon", "Version finale", *listed()}
    return worded - counted_nouns() - plurals()


def catalogue(lang: str) -> dict[str, str]:
    found: dict[str, str] = importlib.import_module(
        f"cic_sheets.language.documents.{lang}"
    ).SENTENCES
    return found


def test_report__says_much() -> None:
    assert len(expected()) > 300
    assert {"ar", "en"} <= set(OTHERS)
    assert {"À venir", "{count} ({where}).", "Sans objet.", "obtenu en partie"} <= expected()


@pytest.mark.parametrize("lang", OTHERS)
def test_documents__say_everything(lang: str) -> None:
    missing = sorted(expected() - set(catalogue(lang)))
    assert not missing, f"{len(missing)} sentences missing in {lang}: {missing}"


@pytest.mark.parametrize("lang", OTHERS)
def test_documents__count_everything(lang: str) -> None:
    module = importlib.import_module(f"cic_sheets.language.documents.{lang}")
    assert set(module.COUNTED) == counted_nouns()
    forms = {module.form(number) for number in range(1000)}
    assert all(len(one) == len(forms) for one in module.COUNTED.values())


@pytest.mark.parametrize("lang", OTHERS)
def test_documents__fill_the_same_blanks(lang: str) -> None:
    def blanks(text: str) -> list[str]:
        return sorted(BLANK.findall(text))

    wrong = [french for french, text in catalogue(lang).items() if blanks(text) != blanks(french)]
    assert not wrong


def test_arabic__holds_no_french_word() -> None:
    """Names and marks stay Latin: a person of a Latin name, a sheet, a currency."""
    latin = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
    told = {french: BLANK.sub("", text) for french, text in catalogue("ar").items()}
    odd = {french: text for french, text in told.items() if latin.search(text)}
    assert set(odd) == {
        "Modèle provisoire, en attendant celui de Brulocalis",
        "À compléter : le texte de cette section est attendu dans la feuille « Narratif ».",
    }


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 يوم"), (1, "يوم واحد"), (2, "يومين"), (3, "3 أيام"), (10, "10 أيام"),
        (11, "11 يوما"), (99, "99 يوما"), (100, "100 يوم"), (103, "103 أيام"), (1111, "1 111 يوما"),
    ],
)  # fmt: skip
def test_arabic__counts_as_arabic_does(number: int, said: str) -> None:
    assert counted(number, "jour", "", "ar").replace("\u00a0", " ") == said


def test_sentence__is_told_in_the_readers_language_with_its_figures() -> None:
    from decimal import Decimal

    told = joined(
        (
            say("{days} plus tard", days=some(2, "jour")),
            say("jusqu'à {most}", most=money(Decimal("1234.5"), "MAD")),
        ),
        " ; ",
    )
    nb = "\u00a0"
    assert told == f"2{nb}jours plus tard ; jusqu'à 1{nb}234,50{nb}MAD"
    assert told.told("en") == f"2{nb}days later; up to 1,234.50{nb}MAD".replace("2\u00a0d", "2 d")
    assert told.told("ar") == f"بعد الموعد بـ يومين؛ إلى غاية 1{nb}234,50\u200e{nb}MAD"


def test_sentence_that_a_language_lacks__stays_french() -> None:
    assert sentence("Rien de tel", "ar") == "Rien de tel"
