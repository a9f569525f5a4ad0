"""The stand-in template of a lost-receipt declaration.

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

FILE = "declaration-sur-l-honneur.docx"
_OATH = (
    "Je soussigné(e) {{charge_de_mission}}, titulaire de la carte nationale d'identité {{cin}}, "
    "demeurant {{adresse}}, déclare sur l'honneur avoir payé la somme ci-dessous dans le cadre de "
    "la convention {{convention_numero}}, sans avoir pu obtenir ou conserver de pièce "
    "justificative."
)
_PROMISE = (
    "Cette somme ne m'a été remboursée par personne d'autre. Si la pièce est retrouvée, elle sera "
    "remise à {{commanditaire}} et prendra la place de cette déclaration."
)


def declaration_template(lang: str = "fr") -> bytes:
    """The oath, the amount in words, the lines, the circumstances, the ceilings, the signature."""
    document = new_document(
        "Déclaration sur l'honneur {{declaration_numero}}",
        "Convention {{convention_numero}} · {{charge_de_mission}}",
    )
    add(
        document,
        line("Déclaration sur l'honneur", "Title"),
        line("Pièce {{declaration_numero}} · {{declaration_date}}", "Subtitle"),
        line(_OATH),
        _amount(),
        line("Dépense", "Heading1"),
        _lines(),
        line("Pourquoi la pièce manque", "Heading1"),
        line("{{circonstances}}"),
        line("Plafonds des déclarations", "Heading1"),
        _ceilings(),
        line("", "Texte"),
        line(_PROMISE),
        signature("Fait à {{commune_domicile}}, le {{declaration_date}}",
                  Text("{{charge_de_mission}}", "Texte"), height=1_700),
    )  # fmt: skip
    return file_of(document, "Déclaration sur l'honneur (modèle)", lang)


def _amount() -> object:
    said = (
        Text("Objet de la dépense : {{objet}}", "Texte"),
        Text("En toutes lettres : {{montant_en_lettres}}.", "Texte"),
    )
    figure = (
        Text("Montant déclaré", "Étiquette", "right"),
        Text("{{montant}}", "Montant", "right"),
    )
    return side_by_side((6_838, said), (TEXT - 6_838, figure))


def _lines() -> object:
    heads = (
        Head("Ligne", 1_300, "{{depenses.no}}"),
        Head("Date", 1_150, "{{depenses.date}}"),
        Head("Libellé", 3_188, "{{depenses.libelle}}"),
        Head("Payé à", 1_900, "{{depenses.fournisseur}}"),
        Head("Paiement", 900, "{{depenses.paiement}}"),
        Head("Montant", 1_200, "{{depenses.montant}}", figures=True),
    )
    return listing(heads)


def _ceilings() -> object:
    return form(
        [
            ("Pour une ligne", "{{plafond_ligne}} au plus"),
            ("Pour l'année", "{{plafond_annee}} au plus"),
            ("Cette déclaration", "{{montant_eur}}"),
            ("Toutes les déclarations", "{{utilise_annee}}, au {{date_situation}}"),
            ("Reste de l'année", "{{reste_annee}}"),
        ]
    )


if __name__ == "__main__":
    Path("templates", FILE).write_bytes(declaration_template())
