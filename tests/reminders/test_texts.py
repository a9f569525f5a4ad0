"""A reminder is a whole, polite text in the commune's language, whatever was typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest

from cic_sheets.group.owed import KINDS, Owed
from cic_sheets.language import LANGUAGES, rtl
from cic_sheets.language.reminders import words
from cic_sheets.render.reminders import text_of
from cic_sheets.report.reminders import (
    BOTH,
    Reminder,
    Sender,
    file_names,
    later,
    reminders_of,
)
from tests.drawing import draw
from tests.hostile.texts import TERMINAL, TEXTS

BLANK = re.compile(r"\{(\w+)\}")
AS_OF, DUE, BY = date(2023, 6, 30), date(2023, 5, 10), date(2023, 7, 10)
SENDER = Sender("Salma Benrahal", "0600000001", "salma@example.org")


def reminder(*owed: Owed, contact: str | None = "Nadia Ouchen") -> Reminder:
    return Reminder("C01", "Aït Tizza", "أيت تيزة", contact, None, ("fr",), owed, BY)


def one(kind: str, what: str = "le dossier", *, late: bool = False) -> Owed:
    return Owed("C01", kind, what, DUE, late)


def text(*owed: Owed, lang: str = "fr") -> str:
    return text_of(reminder(*owed), SENDER, AS_OF, lang)


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if lang != "fr"])
def test_catalogue__says_what_french_says_with_the_same_blanks(lang: str) -> None:
    french, other = words("fr"), words(lang)
    assert set(french) == set(other)
    blanks = {key: sorted(BLANK.findall(said)) for key, said in french.items()}
    assert blanks == {key: sorted(BLANK.findall(said)) for key, said in other.items()}


@pytest.mark.parametrize("lang", [lang for lang in LANGUAGES if rtl(lang)])
def test_catalogue__begins_each_line_from_the_right(lang: str) -> None:
    for key, said in words(lang).items():
        first = next((sign for sign in BLANK.sub("", said) if sign.isalpha()), "ا")
        assert unicodedata.bidirectional(first) == "AL", key


def test_text__is_whole() -> None:
    assert text(one("deliverable", "rapport narratif", late=True)) == (
        "Objet : Aït Tizza – ce que nous attendons de votre commune\n"
        "\n"
        "Bonjour Nadia Ouchen,\n"
        "\n"
        "Je reviens vers vous au nom de la coordination du groupe des communes partenaires. Sauf "
        "erreur de ma part, il nous manque à ce jour, le 30/06/2023, de la part de votre "
        "commune :\n"
        "\n"
        "- rapport narratif : la date de remise était le 10/05/2023.\n"
        "\n"
        "Pourriez-vous me répondre pour le 10/07/2023 au plus tard ?\n"
        "\n"
        "Si quelque chose vous en empêche, dites-le-moi simplement : nous chercherons ensemble une "
        "solution. Si vous m'avez déjà répondu, ne tenez pas compte de ce message.\n"
        "\n"
        "Avec mes remerciements et mes salutations les meilleures,\n"
        "Salma Benrahal\n"
        "Coordination du groupe des communes partenaires\n"
        "Téléphone : 0600000001\n"
        "Courriel : salma@example.org\n"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("late", [True, False], ids=["late", "due"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind__is_asked_in_every_language(kind: str, late: bool, lang: str) -> None:
    said = text(one(kind, "Zgfkt", late=late), lang=lang)
    assert "{" not in said
    assert ("Zgfkt" in said) == (kind != "evaluation")
    assert Sender.__name__ not in said
    assert all(mention in said for mention in SENDER if mention)
    asked = said.split("\n\n")[3]
    assert asked.startswith("- ")
    assert not asked.endswith((";", "؛"))


@pytest.mark.parametrize(
    ("late", "request_key"),
    [((True,), "request.all_late"), ((True, False), "request.late"), ((False,), "request")],
)
def test_request__hopes_for_an_answer_soon_about_what_is_late(
    late: tuple[bool, ...], request_key: str
) -> None:
    said = text(*(one("deadline", late=is_late) for is_late in late))
    assert words("fr")[request_key].format(by="10/07/2023") in said


def test_value_that_was_not_available__is_hoped_for_soon() -> None:
    assert "pour le 10/07/2023 au plus tard ?" in text(one("unavailable", "I-01 – Accueils"))


def test_value_of_the_year__is_asked_for_its_day() -> None:
    said = text(one("measure", "I-01 – Accueils"))
    assert "- pour le 10/05/2023, la valeur de l'année de chacun de ces indicateurs :" in said
    assert "Merci de me faire parvenir ces éléments aux dates indiquées." in said


def test_indicators__stand_under_one_line() -> None:
    said = text(one("measure", "I-01 – Accueils"), one("measure", "I-02 – Réunions"))
    assert said.count("de ces indicateurs") == 1
    assert "    · I-01 – Accueils\n    · I-02 – Réunions\n" in said


def test_commune_without_contact__is_greeted_all_the_same() -> None:
    nobody = text_of(reminder(one("deadline"), contact=None), SENDER, AS_OF, "fr")
    assert "\n\nMadame, Monsieur,\n\n" in nobody


def test_nobody_known__leaves_no_empty_mention() -> None:
    said = text_of(reminder(one("deadline")), Sender(None, None, None), AS_OF, "fr")
    assert said.endswith(
        "salutations les meilleures,\nCoordination du groupe des communes partenaires\n"
    )


def test_arabic__isolates_what_is_not_arabic() -> None:
    said = text(one("follow_up", "Réserver la salle", late=True), lang="ar")
    for typed in ("Réserver la salle", "Salma Benrahal", "10/05/2023", "salma@example.org"):
        assert f"\u2068{typed}\u2069" in said
    outside = re.sub("\u2068[^\u2069]*\u2069", "", said)
    assert not re.search("[A-Za-z0-9]", outside)
    assert "أيت تيزة" in said


def test_arabic__names_deliverables_in_arabic() -> None:
    said = text(one("deliverable", "rapport narratif"), lang="ar")
    assert "rapport" not in said


@pytest.mark.parametrize("typed", [*TEXTS, "".join(sorted(TERMINAL))])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_text__stays_on_its_line(lang: str, typed: str) -> None:
    plain, hostile = (
        text_of(
            Reminder("C01", what, what, what, None, ("fr",), (one("deadline", what),), BY),
            Sender(what, what, what), AS_OF, lang,
        )
        for what in ("x", f"x{typed}")
    )  # fmt: skip
    assert hostile.count("\n") == plain.count("\n")
    assert not [c for c in hostile if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert hostile.count("\u2068") == hostile.count("\u2069") == plain.count("\u2068")


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("arabe", ("ar",)),
        ("français", ("fr",)),
        ("anglais", ("en",)),
        ("amazighe", BOTH),
        ("", BOTH),
    ],
)
def test_language__is_the_communes_or_french_then_arabic(
    language: str, written: tuple[str, ...]
) -> None:
    year = (
        draw(f"""
        Vu le 30/06/2023
        | Communes  | Code | Commune   | Langue     |
        |           | C01  | Aït Tizza | {language} |
        | Échéances | N°    | Responsable | Date limite | Fait le |
        |           | EC-01 | Aït Tizza   | 29/06/2023  |         |
    """)
        .opened()
        .year
    )
    (found,) = reminders_of(year).communes
    assert found.languages == written
    assert found.by == date(2023, 7, 10)


def test_answer__is_hoped_for_before_days_run_out() -> None:
    assert later(date.max, 10) == date.max


def test_file_names__are_safe_and_never_the_same() -> None:
    names = file_names(["C01", "c01", "a/b", "a\\b", "..", "con", ""])
    assert len({name.casefold() for name in names.values()}) == len(names)
    assert not [name for name in names.values() if re.search(r"[/\\:]", name)]
