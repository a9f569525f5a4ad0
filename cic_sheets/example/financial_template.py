"""The stand-in template of the financial report, until Brulocalis supplies its own.

An ordinary Excel file that a person may change in Excel.  Run as a program, this module writes it
to `templates/`; the same program writes the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from cic_sheets.example import financial_basis as basis
from cic_sheets.example import financial_pages as pages
from cic_sheets.example import financial_shared as shared
from cic_sheets.example.financial_controls import controls
from cic_sheets.example.financial_languages import in_language
from cic_sheets.example.financial_looks import (
    AMBER_SOFT,
    DARK,
    EURO,
    HEADER_ROW,
    ITEM_ROW,
    LINE,
    RED_SOFT,
    TOTAL_ROW,
    Looks,
    Page,
    letter_of,
)
from cic_sheets.example.financial_steps import steps
from cic_sheets.example.financial_summary import summary
from cic_sheets.language import LANGUAGES

FILE = "rapport-financier.xlsx"
_WHOLE_CAP = (
    "=IF(COUNT([Honoraires.rang:])=0,0,"
    "ROUND(SUMPRODUCT($F$4*[Honoraires.jours:]/[Honoraires.jours_mois:]),2))"
)
_MADE_ON = datetime(2023, 1, 1)


def financial_template(lang: str = "fr") -> bytes:
    """The template's bytes, in a language."""
    return in_language(_french(), lang)


def write_all(folder: Path) -> None:
    """French in the folder, each other language in the folder of its code."""
    for lang in LANGUAGES:
        place = folder if lang == "fr" else folder / lang
        place.mkdir(exist_ok=True)
        (place / FILE).write_bytes(financial_template(lang))


def _french() -> bytes:
    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.set_properties(
            {"title": "Rapport financier (modèle)", "author": "Modèle provisoire",
             "created": _MADE_ON}
        )  # fmt: skip
        looks = Looks(book)
        summary(book, looks)
        for draw in (_fees, _expenses, steps, shared.cuts, _receipts, shared.proofs,
                     shared.approvals, shared.ceilings, _ledger, _missions, _categories,
                     _activities, _payments, _rates, _rules, _derogations):  # fmt: skip
            draw(book, looks)
        controls(book, looks)
        _findings(book, looks)
    return out.getvalue()


def _fees(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Honoraires", "Honoraires", pages.FEES)
    page.put("A4", "Honoraires d'un mois entier")
    page.put("F4", "{{honoraires_mensuels}}", num_format=EURO, bold=True)
    page.note("H4", "Un mois partiel compte par ses jours ; un mois est dû une fois écoulé.")
    page.table(HEADER_ROW, pages.FEES)
    page.frozen()


def _expenses(book: Any, looks: Looks) -> None:
    """Two pages wide: what each line is, then its money from left to right."""
    columns = pages.EXPENSES
    page = Page(
        book, looks, "Dépenses", "Liste des dépenses", columns, pages=(pages.SPLIT, pages.PRINTED)
    )
    page.note(
        "A4", "« Justificatifs » mène à la pièce, le second N° au calcul de la ligne, « Détail » "
        "à ses coupes ; chacun en ramène."
    )  # fmt: skip
    page.put("K2", "De ce qui est demandé à ce qui est remboursable", bold=True, font_size=16,
             font_color=DARK)  # fmt: skip
    page.note(
        "K4", "Chaque ligne se lit de gauche à droite : demandé, moins chaque coupe, égale "
        "remboursable."
    )  # fmt: skip
    page.table(HEADER_ROW, columns)
    page.frozen(column=1)
    sheet = page.sheet
    sheet.print_area(0, 0, TOTAL_ROW + 2, pages.PRINTED - 1)
    sheet.set_print_scale(69)
    sheet.set_v_pagebreaks([pages.SPLIT])
    sheet.print_across()
    sheet.autofilter(HEADER_ROW - 1, 0, ITEM_ROW - 1, len(columns) - 1)
    page.section(f"A{TOTAL_ROW + 2}", "{{lignes_a_venir}}")
    _to_come(page, TOTAL_ROW + 2)
    cuts = [
        letter_of(columns, f"{name}_coupe") for name in ("accord", "pieces", "bareme", "plafond")
    ]
    for letter in (letter_of(columns, "recevabilite"), *cuts):
        page.flag(f"{letter}{ITEM_ROW}", f"={letter}{ITEM_ROW}<>0", bg_color=RED_SOFT)
    waits = letter_of(columns, "en_attente")
    page.flag(f"{waits}{ITEM_ROW}", f"={waits}{ITEM_ROW}<>0", bg_color=AMBER_SOFT)


def _to_come(page: Page, row: int) -> None:
    """Lines dated later, below the totals, under the same headings."""
    later = {"no": "no", "date": "date", "rattachement": "rattachement", "categorie": "categorie",
             "libelle": "libelle", "calcul": "no", "montant": "montant",
             "devise": "devise"}  # fmt: skip
    names = [letter_of(pages.EXPENSES, name) for name in later]
    for letter, field in zip(names, later.values(), strict=True):
        col = next(c for c in pages.EXPENSES if c.content == f"{{{{depenses.{field}}}}}")
        looks = {"num_format": col.look} if col.look else {}
        page.put(f"{letter}{row + 1}", f"{{{{a_venir.{field}}}}}", italic=True, indent=1, **looks)


def _receipts(book: Any, looks: Looks) -> None:
    ends = (len(pages.RECEIPTS) - 1, len(pages.RECEIPTS))  # the rank is for reckoning
    page = Page(book, looks, "Justificatifs", "Justificatifs", pages.RECEIPTS, pages=ends)
    page.note("A4", "« Justifie » : ce que la pièce prouve des lignes qui la citent.")
    page.table(HEADER_ROW, pages.RECEIPTS, totals="")
    page.frozen(column=1)
    page.sheet.print_area(0, 0, ITEM_ROW - 1, len(pages.RECEIPTS) - 2)
    page.sheet.autofilter(HEADER_ROW - 1, 0, ITEM_ROW - 1, len(pages.RECEIPTS) - 1)


def _ledger(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Plafond", "Registre du plafond moyen", pages.LEDGER)
    page.put("A4", "Plafond d'un mois entier")
    page.put("F4", "{{plafond_mensuel}}", num_format=EURO, bold=True)
    page.put("H4", "Plafond jusqu'à la fin de la convention", indent=1)
    page.put("K4", page.formula(_WHOLE_CAP), num_format=EURO, bold=True)
    page.table(HEADER_ROW, pages.LEDGER)
    page.frozen()
    page.flag(f"J{ITEM_ROW}", f"=J{ITEM_ROW}>0", bg_color=AMBER_SOFT)
    page.sheet.insert_chart(f"A{TOTAL_ROW + 2}", _curve(book), {"object_position": 2})


def _curve(book: Any) -> Any:
    """Allowance, spent and reimbursable, month by month."""

    def series(column: str, **look: object) -> dict[str, object]:
        return {
            "name": f"=Plafond!${column}${HEADER_ROW}",
            "categories": f"=Plafond!$C${ITEM_ROW}:$C${ITEM_ROW}",
            "values": f"=Plafond!${column}${ITEM_ROW}:${column}${ITEM_ROW}",
            **look,
        }

    bars = book.add_chart({"type": "column"})
    bars.add_series(series("I", fill={"color": "#9DB9D3"}, gap=60))
    curves = book.add_chart({"type": "line"})
    curves.add_series(series("F", line={"color": DARK, "width": 2.25}))
    curves.add_series(series("H", line={"color": "#C55A11", "width": 2.25, "dash_type": "dash"}))
    bars.combine(curves)
    font = {"name": "Calibri", "size": 9}
    bars.set_title({"name": "Plafond cumulé, retenu et remboursable (EUR)",
                    "name_font": {"name": "Calibri", "size": 11, "color": DARK}})  # fmt: skip
    bars.set_x_axis(
        {"num_format": "mm/yy", "num_font": font, "date_axis": False, "text_axis": True}
    )
    bars.set_y_axis({"num_format": "#,##0", "num_font": font,
                     "major_gridlines": {"visible": True, "line": {"color": LINE}},
                     "line": {"none": True}})  # fmt: skip
    bars.set_legend({"position": "bottom", "font": font})
    bars.set_size({"width": 1040, "height": 300})
    return bars


def _missions(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Missions", "Dépenses par mission", pages.MISSIONS)
    page.table(HEADER_ROW, pages.MISSIONS)
    page.frozen()


def _categories(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Catégories", "Dépenses par catégorie et par mois", pages.CATEGORIES)
    page.section("A5", "Par catégorie")
    page.table(HEADER_ROW, pages.CATEGORIES)
    share = f"B{ITEM_ROW}"
    page.sheet.conditional_format(
        share, {"type": "data_bar", "bar_color": "#9DB9D3", "bar_solid": True, "min_type": "num",
                "max_type": "num", "min_value": 0, "max_value": 1, "data_bar_2010": True}
    )  # fmt: skip
    page.section("A10", "Par mois de convention")
    page.table(11, pages.MONTHS)
    page.sheet.fit_to_pages(1, 1)


def _activities(book: Any, looks: Looks) -> None:
    title = "Activités collectives : budget et dépenses"
    page = Page(book, looks, "Activités", title, pages.BUDGETS)
    page.note(
        "A4", "Dépensé : remboursable ; engagé : avec ce qui est en attente. Hors plafond moyen."
    )
    page.table(HEADER_ROW, pages.BUDGETS)
    page.flag(f"H{ITEM_ROW}", f"=H{ITEM_ROW}<0", font_color="#B3261E", bold=True)
    page.frozen()


def _payments(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Paiements", "Paiements et demandes", pages.PAYMENTS)
    page.section("A5", "Paiements reçus")
    page.table(HEADER_ROW, pages.PAYMENTS)
    page.section("A10", "Demandes de remboursement envoyées")
    page.table(11, pages.CLAIMS)
    page.section("A15", "Avances")
    page.table(16, pages.ADVANCES)
    page.sheet.fit_to_pages(1, 1)


def _rates(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Taux", "Taux de change utilisés", basis.RATES)
    page.put("A4", "Règle : {{taux_methode}}. Montant en EUR = montant payé ÷ taux, au cent près.")
    page.table(HEADER_ROW, basis.RATES)
    page.frozen()


def _rules(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Règles", "Règles et barèmes appliqués", basis.RULES)
    page.put("A4", "{{regles_a_confirmer}}", bold=True)
    page.flag("A4", '=ISNUMBER(SEARCH("à confirmer",$A$4))', font_color="#8A5A00")
    page.table(HEADER_ROW, basis.RULES, totals="")
    page.flag(f"A{ITEM_ROW}:G{ITEM_ROW}", f'=$F{ITEM_ROW}="à confirmer"', bg_color=AMBER_SOFT)
    page.section("A9", "Barèmes appliqués")
    page.table(10, basis.SCALES, totals="")
    page.frozen()


def _derogations(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Dérogations", "Dérogations accordées", basis.DEROGATIONS)
    page.put("A4", "{{mention_derogations}}")
    page.table(HEADER_ROW, basis.DEROGATIONS, totals="")
    page.frozen()


def _findings(book: Any, looks: Looks) -> None:
    page = Page(book, looks, "Constats", "Constats à corriger avant l'envoi", basis.FINDINGS)
    page.put("A4", "{{mention_constats}}", bold=True)
    page.table(HEADER_ROW, basis.FINDINGS, totals="")
    page.flag(f"A{ITEM_ROW}", f'=$A{ITEM_ROW}="Erreur"', bg_color=RED_SOFT, bold=True)
    page.flag(f"A{ITEM_ROW}", f'=$A{ITEM_ROW}="Avertissement"', bg_color=AMBER_SOFT)
    page.frozen()


if __name__ == "__main__":
    write_all(Path("templates"))
