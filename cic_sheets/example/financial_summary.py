"""The first sheet of the financial stand-in: one page that says it all, and is signed."""

from __future__ import annotations

from typing import Any

from cic_sheets.example.financial_looks import (
    AMOUNT,
    COUNT,
    DARK,
    EURO,
    ITEM_ROW,
    LINE,
    MUTED,
    SOFT,
    TOTAL_ROW,
    Col,
    Looks,
    Page,
)
from cic_sheets.example.financial_pages import year

_GRID = (
    Col("", 44, ""), Col("", 16, ""), Col("", 16, ""), Col("", 4, ""), Col("", 44, ""),
    Col("", 16, ""), Col("", 16, ""),
)  # fmt: skip


def _cut(outcome: str) -> str:
    """The cuts of a row's reason and rule that have this outcome."""
    same = f'([Coupes.code:]=[code])*([Coupes.motif:]=[motif])*([Coupes.issue:]="{outcome}")'
    return f"=SUMPRODUCT({same},[Coupes.montant:])"


_REASONS = (
    Col("Motif", 44, "{{motifs.motif}}", wrap=True),
    Col("Refusé (EUR)", 16, _cut("refusé"), AMOUNT, "sum", name="refuse"),
    Col("En attente (EUR)", 16, _cut("en attente"), AMOUNT, "sum", name="en_attente"),
    Col("", 4, ""),
    Col("Règle", 44, "{{motifs.code}}"),
    Col("Lignes touchées", 16, "{{motifs.nombre}}", COUNT),
)
_AVERAGE = "=IF(COUNT([Plafond.rang:])=0,0,INDEX([Plafond.moyenne:],COUNT([Plafond.rang:])))"
_TO_END = "=IF(COUNT([Plafond.rang:])=0,0,MAX(0,Plafond!K4-B19))"
_FIRST, _REASONS_ROW = 7, 26
_STRONG = ("Remboursable", "Total dû", "Solde")


def summary(book: Any, looks: Looks) -> None:
    """« Résumé »: claimed to reimbursable, what is owed, the cap, the reasons, the signature."""
    page = Page(book, looks, "Résumé", "Rapport financier {{annee}}", _GRID)
    page.span("F2:G4", "Logo", align="center", font_color=MUTED, border=4, border_color=LINE)
    page.put("A4", "À l'attention de {{commanditaire}}, {{adresse_commanditaire}}",
             font_color=MUTED)  # fmt: skip
    _waterfall(page)
    _owed(page)
    _cap(page)
    _basis(page)
    page.section(f"A{_REASONS_ROW - 1}", "Refusé et en attente, par motif")
    page.table(_REASONS_ROW, _REASONS)
    _signature(page, _REASONS_ROW + 4)
    page.sheet.fit_to_pages(1, 1)
    page.sheet.activate()


def _rows(page: Page, column: str, value: str, rows: list[tuple[str, str]], first: int) -> None:
    """Labels and formulas, one below the other."""
    for at, (label, formula) in enumerate(rows, start=first):
        strong: dict[str, object] = {"bottom": 1, "bottom_color": LINE}
        if label.startswith(_STRONG):
            strong = {"bold": True, "bg_color": SOFT, "top": 1, "bottom": 1,
                      "top_color": DARK, "bottom_color": DARK}  # fmt: skip
        page.put(f"{column}{at}", label, **strong)
        page.put(f"{value}{at}", formula, num_format=EURO, align="right", **strong)


def _waterfall(page: Page) -> None:
    page.section("A6", "Du demandé au remboursable")
    rows = [
        ("Demandé ({{nb_depenses}} lignes)", year("demande")),
        ("− Recevabilité", year("recevabilite")),
        ("− Accords préalables", year("accord_coupe")),
        ("− Justificatifs", year("pieces_coupe")),
        ("− Barèmes", year("bareme_coupe")),
        ("− Plafond moyen", year("plafond_coupe")),
        ("Remboursable", "=B7-SUM(B8:B12)"),
        ("   coupé et refusé", year("refuse")),
        ("   coupé et en attente", year("en_attente")),
    ]
    _rows(page, "A", "B", rows, _FIRST)


def _owed(page: Page) -> None:
    kinds = f"Paiements!$C${ITEM_ROW}:$C${ITEM_ROW}"
    amounts = f"Paiements!$D${ITEM_ROW}:$D${ITEM_ROW}"

    def paid(kind: str) -> str:
        return f'=SUMPRODUCT(({kinds}="{kind}")*1,{amounts})'

    page.section("E6", "Ce qui est dû, ce qui est payé")
    rows = [
        ("Frais remboursables", "=B13"),
        ("Honoraires des mois écoulés", f"=Honoraires!H{TOTAL_ROW}"),
        ("Total dû", "=F7+F8"),
        ("− Honoraires payés", paid("honoraires")),
        ("− Remboursements payés", paid("remboursement")),
        ("− Avances payées", paid("avance")),
        ("Solde (positif : reste à payer)", "=F9-SUM(F10:F12)"),
        ("   avances encore ouvertes", "=Paiements!G18"),
    ]
    _rows(page, "E", "F", rows, _FIRST)


def _cap(page: Page) -> None:
    page.section("A17", "Plafond moyen à la date de situation")
    rows = [
        ("Plafond cumulé", page.formula("=MAX([Plafond.plafond_cumule:])")),
        ("Frais retenus sous le plafond", f"=Plafond!G{TOTAL_ROW}"),
        ("Remboursable sous le plafond", "=MIN(B18,B19)"),
        ("Moyenne mensuelle", page.formula(_AVERAGE)),
        ("Encore possible ce mois", "=MAX(0,B18-B19)"),
        ("Encore possible jusqu'à la fin", page.formula(_TO_END)),
    ]
    _rows(page, "A", "B", rows, 18)


def _basis(page: Page) -> None:
    page.section("E17", "Ce sur quoi les montants reposent")
    texts = (
        "Conversion : {{taux_methode}} ; taux et sources en feuille « Taux ».",
        "{{regles_a_confirmer}}",
        "Chaque ligne en « Dépenses » et « Calcul » ; ses coupes, leurs règles en « Coupes ».",
        "Classeur : {{classeur}}, vu au {{date_situation}}.",
        "Modèle provisoire, en attendant celui du commanditaire.",
    )
    for row, text in enumerate(texts, start=18):
        page.span(f"E{row}:G{row}", text, text_wrap=True, bottom=1, bottom_color=LINE)
    page.span("E23:F23", "Contrôles non tenus (feuille « Contrôles »)", bold=True)
    page.put("G23", "=Contrôles!$D$4", bold=True, align="right", num_format=COUNT)
    page.flag("G23", "=$G$23>0", font_color="#FFFFFF", bg_color="#B3261E")


def _signature(page: Page, row: int) -> None:
    page.span(
        f"A{row}:G{row}",
        "Le ou la soussigné(e) certifie que ces dépenses sont sincères, payées et appuyées par les "
        "pièces listées, et qu'elles ne sont demandées à personne d'autre.",
        italic=True,
    )
    page.put(f"A{row + 2}", "{{charge_de_mission}}", bold=True)
    page.put(f"A{row + 3}", "Fait à                                  , le", font_color=MUTED)
    page.put(f"E{row + 2}", "Pour {{commanditaire}}", bold=True)
    page.put(f"E{row + 3}", "Reçu le", font_color=MUTED)
    for area in (f"A{row + 4}:B{row + 4}", f"E{row + 4}:F{row + 4}"):
        page.span(area, "", bottom=1, bottom_color=DARK)
    page.sheet.set_row(row + 3, 46)
