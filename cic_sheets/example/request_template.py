"""The stand-in template of a request for prior validation.

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
    form,
    line,
    listing,
    new_document,
    side_by_side,
    signature,
)

FILE = "demande-d-accord.docx"


def request_template(lang: str = "fr") -> bytes:
    """Who, what, where, when; the estimate; the room under the cap; room for the answer."""
    document = new_document(
        "Demande d'accord préalable {{demande_numero}}",
        "Convention {{convention_numero}} · {{charge_de_mission}}",
    )
    add(
        document,
        line("Demande d'accord préalable", "Title"),
        line("N° {{demande_numero}} · {{demande_date}}", "Subtitle"),
        _what(),
        line("Missions", "Heading1"),
        _missions(),
        line("{{mention_missions}}", "Texte"),
        line("Estimation", "Heading1"),
        _estimate(),
        line("Montant demandé", "Heading1"),
        _amount(),
        line("Plafond moyen", "Heading1"),
        _room(),
        line("", "Texte"),
        signature("Fait à {{commune_domicile}}, le {{demande_date}}",
                  Text("{{charge_de_mission}}", "Texte"), height=900),
        line("Réponse de {{commanditaire}}", "Heading1"),
        _answer(),
    )  # fmt: skip
    return file_of(document, "Demande d'accord préalable (modèle)", lang)


def _what() -> object:
    return form(
        [
            ("Demandé par", "{{charge_de_mission}}"),
            ("Joindre", "{{courriel}} · {{telephone}}"),
            ("Adressé à", "{{commanditaire}}, {{adresse_commanditaire}}"),
            ("Objet", "{{objet}}"),
            ("Portée", "{{portee}} : {{categories}}"),
            ("Lieu", "{{lieu}}"),
            ("Dates", "du {{du}} au {{au}}"),
        ]
    )


def _missions() -> object:
    heads = (
        Head("N°", 900, "{{missions.no}}"),
        Head("But", 3_238, "{{missions.objet}}"),
        Head("Lieu", 1_400, "{{missions.lieu}}"),
        Head("Départ", 1_350, "{{missions.depart}}"),
        Head("Retour", 1_350, "{{missions.retour}}"),
        Head("Transport", 1_400, "{{missions.transport}}"),
    )
    return listing(heads)


def _estimate() -> object:
    heads = (
        Head("Mission", 950, "{{estimation.mission}}"),
        Head("Catégorie", 2_088, "{{estimation.categorie}}"),
        Head("Barème", 1_250, "{{estimation.bareme}}"),
        Head("Quantité", 950, "{{estimation.quantite}}", figures=True),
        Head("Unité", 900, "{{estimation.unite}}"),
        Head("Par unité", 1_150, "{{estimation.montant_unitaire}}", figures=True),
        Head("Montant", 1_150, "{{estimation.montant}}", figures=True),
        Head("En EUR", 1_200, "{{estimation.montant_eur}}", figures=True),
    )
    return listing(heads, ("Total", "", "", "", "", "", "", "{{estimation}}"))


def _amount() -> object:
    said = (
        Text("Montant de la demande, en toutes lettres :", "Texte"),
        Text("{{montant_demande_en_lettres}}.", "Texte"),
    )
    figure = (
        Text("Montant demandé", "Étiquette", "right"),
        Text("{{montant_demande}}", "Montant", "right"),
    )
    return side_by_side((6_838, said), (TEXT - 6_838, figure))


def _room() -> object:
    return form(
        [
            (
                "Plafond d'un mois",
                "{{plafond_mensuel}} en moyenne ; situation au {{date_situation}}",
            ),
            ("Reste ce mois-ci", "{{marge_du_mois}}"),
            ("Reste jusqu'au {{periode_fin}}", "{{marge_de_la_convention}}"),
            ("Après cette demande", "{{marge_apres}}"),
        ]
    )


def _answer() -> object:
    """Left empty: the answer is written by hand, or by mail."""
    left = (Text("Accord donné, montant validé :", "Étiquette"), Text("", "Texte"))
    middle = (Text("Accord refusé, parce que :", "Étiquette"), Text("", "Texte"))
    right = (Text("Date, nom et signature :", "Étiquette"), Text("", "Texte"), Text("", "Texte"))
    third = TEXT // 3
    return side_by_side((third, left), (third, middle), (TEXT - 2 * third, right))


if __name__ == "__main__":
    Path("templates", FILE).write_bytes(request_template())
