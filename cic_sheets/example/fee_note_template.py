"""The stand-in template of a month's fee note.

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

FILE = "note-d-honoraires.docx"
_HALF = TEXT // 2


def fee_note_template(lang: str = "fr") -> bytes:
    """On one page what is paid, to whom and why; on the next what was done, from M1 to M8."""
    document = new_document(
        "Note d'honoraires {{note_numero}} · {{mois}}",
        "Convention {{convention_numero}} · {{charge_de_mission}}",
    )
    add(
        document,
        line("Note d'honoraires", "Title"),
        line("N° {{note_numero}} · {{mois}}", "Subtitle"),
        _parties(),
        line("Montant", "Heading1"),
        _amount(),
        line("Prestations du {{mois_debut}} au {{mois_fin}}", "Heading1"),
        _summary(),
        line("{{mention_prestations}}", "Texte"),
        line("Paiement", "Heading1"),
        _account(),
        line("", "Texte"),
        signature("Fait à {{commune_domicile}}, le {{note_date}}",
                  Text("{{charge_de_mission}}", "Texte"), height=1_000),
        line("Détail des prestations", "Heading1", new_page=True),
        _services(),
    )  # fmt: skip
    return file_of(document, "Note d'honoraires (modèle)", lang)


def _parties() -> object:
    """Who writes, who pays."""
    label = 1_750
    known = form([("{{identifiants.libelle}}", "{{identifiants.valeur}}")], label, _HALF - 200)
    left = (
        Text("De", "Étiquette"),
        Text("{{charge_de_mission}}", "Texte"),
        Text("{{adresse}}", "Texte"),
        known,
    )
    right = (
        Text("À", "Étiquette"),
        Text("{{commanditaire}}", "Texte"),
        Text("{{adresse_commanditaire}}", "Texte"),
        Text("N° d'entreprise {{commanditaire_numero}}", "Texte"),
        form(
            [
                ("Date de la note", "{{note_date}}"),
                ("Convention", "{{convention_numero}}"),
                ("Du", "{{periode_debut}}"),
                ("Au", "{{periode_fin}}"),
            ],
            label,
            _HALF - 200,
        ),
    )
    return side_by_side((_HALF, left), (TEXT - _HALF, right))


def _services() -> object:
    heads = (
        Head("Prest.", 850, "{{prestations.code}}"),
        Head("Date", 1_150, "{{prestations.date}}"),
        Head("Ce qui a été fait", 4_638, "{{prestations.description}}"),
        Head("Communes", 2_000, "{{prestations.communes}}"),
        Head("Durée", 1_000, "{{prestations.heures}}", figures=True),
    )
    return listing(heads, ("Total", "", "", "", "{{heures}}"))


def _summary() -> object:
    heads = (
        Head("Prest.", 850, "{{par_prestation.code}}"),
        Head("Prestation de l'annonce", 6_388, "{{par_prestation.prestation}}"),
        Head("Lignes", 1_200, "{{par_prestation.nombre}}", figures=True),
        Head("Durée", 1_200, "{{par_prestation.heures}}", figures=True),
    )
    return listing(heads, ("Total", "", "{{nb_prestations}}", "{{heures}}"))


def _amount() -> object:
    said = (
        Text("Indemnité mensuelle forfaitaire, {{mois}}", "Texte"),
        Text("Arrêté à la somme de {{montant_en_lettres}}.", "Texte"),
        Text("{{mention_tva}}", "Étiquette"),
    )
    figure = (
        Text("Montant à payer", "Étiquette", "right"),
        Text("{{montant}}", "Montant", "right"),
    )
    return side_by_side((6_838, said), (TEXT - 6_838, figure))


def _account() -> object:
    return form([("{{compte.libelle}}", "{{compte.valeur}}")])


if __name__ == "__main__":
    Path("templates", FILE).write_bytes(fee_note_template())
