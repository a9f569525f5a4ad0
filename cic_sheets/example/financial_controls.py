"""« Contrôles »: sums that must agree, reckoned by the file itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from cic_sheets.example.financial_looks import (
    AMOUNT,
    COUNT,
    GREEN,
    HEADER_ROW,
    LINE,
    RED,
    TOTAL_ROW,
    Col,
    Looks,
    Page,
)
from cic_sheets.example.financial_pages import lines, year

_COLUMNS = (
    Col("Contrôle", 62, ""), Col("Ce qui doit être égal", 18, ""), Col("à ceci", 18, ""),
    Col("Écart", 14, ""), Col("Verdict", 14, ""),
)  # fmt: skip
_MONTHS_TOTAL = 13
_TABLES = (
    ("mois de convention", "Catégories", _MONTHS_TOTAL, "C"),
    ("catégorie", "Catégories", TOTAL_ROW, "C"),
    ("mission", "Missions", TOTAL_ROW, "F"),
)
_STAGES = (("recevabilité", "recevabilite"), ("accord", "accord_coupe"),
           ("pièces", "pieces_coupe"), ("barème", "bareme_coupe"),
           ("plafond moyen", "plafond_coupe"))  # fmt: skip
_PARTS = (("demandé", "demande", 1), ("refusé", "refuse", 2), ("en attente", "en_attente", 3),
          ("remboursable", "remboursable", 4))  # fmt: skip


def controls(book: Any, looks: Looks) -> None:
    """Each control is a row: two amounts, their difference, a verdict."""
    page = Page(book, looks, "Contrôles", "Contrôles", _COLUMNS)
    page.put("A4", "Nombre de contrôles non tenus", bold=True)
    page.table(HEADER_ROW, _COLUMNS, totals="")
    row = HEADER_ROW
    for row, (title, left, right) in enumerate(_checks(page.formula), start=HEADER_ROW + 1):
        look: dict[str, object] = {"bottom": 1, "bottom_color": LINE}
        counts = "nombre" in title or ("équation" in title and "=" not in title)
        money = {**look, "num_format": COUNT if counts else AMOUNT, "align": "right"}
        page.put(f"A{row}", title, **look)
        page.put(f"B{row}", left, **money)
        page.put(f"C{row}", right, **money)
        page.put(f"D{row}", f"=ROUND(B{row}-C{row},2)", **money)
        page.put(f"E{row}", f'=IF(D{row}=0,"juste","ÉCART")', align="center", **look)
    verdicts = f"E{HEADER_ROW + 1}:E{row}"
    page.put("D4", f'=COUNTIF({verdicts},"ÉCART")', bold=True, num_format=COUNT, align="right")
    page.flag(verdicts, f'=E{HEADER_ROW + 1}="juste"', font_color=GREEN, bold=True)
    page.flag(verdicts, f'=E{HEADER_ROW + 1}="ÉCART"', font_color="#FFFFFF", bg_color=RED)
    page.frozen()
    page.sheet.fit_to_pages(1, 1)


def _checks(page_formula: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """Title, one side, the other."""
    yield (
        "L'année : demandé = remboursable + refusé + en attente",
        year("demande"),
        "=" + "+".join(year(name)[1:] for name in ("remboursable", "refuse", "en_attente")),
    )
    yield (
        "Lignes dont l'équation n'est pas tenue",
        f"=SUMPRODUCT(({lines('ecart')}<>0)*1)",
        "0",
    )
    for name, sheet, total, first in _TABLES:
        yield (
            f"Par {name} : lignes dont l'équation n'est pas tenue",
            _broken(sheet, total, first),
            "0",
        )
        yield (
            f"Par {name} : nombre de lignes",
            f"={sheet}!{first}{total}",
            "{{nb_depenses}}",
        )
        for part, column, step in _PARTS:
            letter = chr(ord(first) + step)
            yield f"Par {name} : total {part}", f"={sheet}!{letter}{total}", year(column)
    yield (
        "Plafond : remboursable du registre = remboursable des lignes sous plafond",
        "{{plafond_remboursable}}",
        f'=SUMPRODUCT(({lines("sous_plafond")}="oui")*1,{lines("remboursable")})',
    )
    yield "Plafond : S du registre = lignes avant plafond", "{{plafond_retenu}}", "=Plafond!G8"
    yield (
        "Lignes dont le calcul s'écarte des coupes listées",
        page_formula("=SUMPRODUCT(([Calcul.ecart:]<>0)*1)"),
        "0",
    )
    for rank, (title, column) in enumerate(_STAGES, start=1):
        listed = "".join(
            f"+SUMIFS([Coupes.montant:],[Coupes.etape_rang:],{one})"
            for one in ((1, 2) if rank == 1 else (rank + 1,))
        )
        yield f"Coupes listées : {title}", page_formula("=" + listed[1:]), year(column)
    for title, field, formula in _against_program():
        yield f"Selon le programme : {title}", field, formula


def _broken(sheet: str, total: int, first: str) -> str:
    """How many rows of a table break the equation."""
    row = total - 1

    def column(step: int) -> str:
        letter = chr(ord(first) + step)
        return f"{sheet}!${letter}${row}:${letter}${row}"

    rest = "-".join(column(step) for step in (1, 2, 3, 4))
    return f"=SUMPRODUCT((({rest})^2>0.00001)*1)"


def _against_program() -> Iterator[tuple[str, str, str]]:
    for title, field, name in (
        ("total demandé", "total_demande", "demande"),
        ("total remboursable", "total_remboursable", "remboursable"),
        ("total refusé", "total_refuse", "refuse"),
        ("total en attente", "total_en_attente", "en_attente"),
    ):
        yield title, f"{{{{{field}}}}}", year(name)
    yield "honoraires dus", "{{honoraires_dus}}", f"=Honoraires!H{TOTAL_ROW}"
    yield "total payé", "{{total_paye}}", f"=Paiements!D{TOTAL_ROW}"
    yield "solde", "{{solde}}", "=Résumé!F13"
    yield "avances ouvertes", "{{avances_ouvertes}}", "=Paiements!G18"
    yield "encore possible ce mois", "{{encore_mois}}", "=Résumé!B22"
    yield "encore possible jusqu'à la fin", "{{encore_fin}}", "=Résumé!B23"
