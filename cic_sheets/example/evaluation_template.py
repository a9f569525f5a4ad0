"""The stand-in template of a commune's evaluation form: French on the left, Arabic on the right.

Run as a program, this module writes it to `templates/`; the same program writes the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from cic_sheets.example.document_styles import (
    TEXT,
    Head,
    Text,
    add,
    file_of,
    line,
    listing,
    new_document,
    side_by_side,
)

FILE = "formulaire-d-evaluation.docx"
_HALF = TEXT // 2
_MARK = 560  # one of five columns to cross
_SIDE = (TEXT - 5 * _MARK) // 2


def evaluation_template() -> bytes:
    """What is asked of a commune: a mark from 1 to 5 a criterion, remarks, a signature."""
    document = new_document(
        "Évaluation {{annee}} · {{commune}}", "Convention {{convention_numero}} · {{commanditaire}}"
    )
    add(
        document,
        _beside(
            Text("Évaluation annuelle de la coordination", "Title"),
            Text("التقييم السنوي للتنسيق", "Titre arabe", arabic=True),
        ),
        _beside(
            Text("Commune : {{commune}} · {{annee}}", "Subtitle"),
            Text("جماعة {{commune_arabe}} · {{annee}}", "Arabe", arabic=True),
        ),
        _beside(
            Text("Chargé(e) de mission : {{charge_de_mission}}. Une croix par ligne, de 1 "
                 "(insuffisant) à 5 (excellent) ; laissez vide ce que vous ne pouvez pas juger.",
                 "Texte"),
            Text("المكلف(ة) بالمهمة: {{charge_de_mission}}. ضعوا علامة واحدة في كل سطر، من 1 "
                 "(غير كاف) إلى 5 (ممتاز)، واتركوا فارغا ما لا يمكنكم تقييمه.",
                 "Arabe", arabic=True),
        ),
        line("", "Texte"),
        _criteria(),
        line("", "Texte"),
        *_remarks("Ce qui a été le plus utile", "ما كان أكثر فائدة"),
        *_remarks("Ce qu'il faut améliorer", "ما ينبغي تحسينه"),
        *_remarks("Autres remarques", "ملاحظات أخرى"),
        _beside(
            Text("Les notes ne sont publiées qu'en moyennes ; une remarque peut être citée, "
                 "sans nom.",
                 "Étiquette"),
            Text("لا تنشر النقط إلا كمعدلات، ويمكن الاستشهاد بملاحظة دون ذكر اسم صاحبها.",
                 "Étiquette arabe", arabic=True),
        ),
        _signatures(),
    )  # fmt: skip
    return file_of(document, "Formulaire d'évaluation (modèle)")


def _beside(french: Text, arabic: Text) -> object:
    return side_by_side((_HALF, (french,)), (TEXT - _HALF, (arabic,)), style="")


def _criteria() -> object:
    marks = tuple(Head(str(mark), _MARK, "", centred=True) for mark in range(1, 6))
    heads = (
        Head("Critère", _SIDE, "{{criteres.no}}. {{criteres.critere}}"),
        *marks,
        Head("المعيار", TEXT - 5 * _MARK - _SIDE, "{{criteres.critere_arabe}}", arabic=True),
    )
    return listing(heads, grid=True)


def _remarks(french: str, arabic: str) -> tuple[object, ...]:
    """A pair of titles over an empty frame."""
    pair = side_by_side(
        (_HALF, (Text(french, "Étiquette"),)),
        (TEXT - _HALF, (Text(arabic, "Étiquette arabe", arabic=True),)),
        style="",
    )
    return pair, side_by_side((TEXT, (Text("", "Texte"),)), height=850)


def _signatures() -> object:
    left = (Text("Date, nom et fonction", "Étiquette"),)
    right = (Text("الخاتم والتوقيع", "Étiquette arabe", arabic=True),)
    return side_by_side((_HALF, left), (TEXT - _HALF, right), height=1_100)


if __name__ == "__main__":
    Path("templates", FILE).write_bytes(evaluation_template())
