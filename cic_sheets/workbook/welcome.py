"""« Accueil »: what the workbook is, how a year goes, links to every tab, what the colours mean."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from cic_sheets.values.cells import quoted
from cic_sheets.workbook import pen as looks
from cic_sheets.workbook.lists_tab import COLOUR as GREY
from cic_sheets.workbook.lists_tab import HELP as LISTS_HELP
from cic_sheets.workbook.page import paper, tint
from cic_sheets.workbook.pen import Pen, done
from cic_sheets.workbook.plan import LISTS_TAB, WELCOME, Plan, Tab

COLOUR = "#1F2933"
WIDTHS = (3, 25, 112)
_LINE = 17
_CHARACTERS = 135  # of the wide column, on one line


def write_welcome(pen: Pen, plan: Plan, year: int, colours: Mapping[str, str]) -> Any:
    """Write the tab.

    year     the convention's
    colours  group of sheets → its colour
    """
    sheet = pen.add_tab(WELCOME)
    sheet.set_tab_color(COLOUR)
    sheet.hide_gridlines(2)
    for place, width in enumerate(WIDTHS):
        done(sheet.set_column(place, place, width))
    page = _Page(pen, sheet)
    page.title(f"Classeur annuel {year}", _WHAT)
    page.heading("Une année en cinq pas")
    for number, (name, text) in enumerate(_steps(year), start=1):
        page.entry(f"{number}. {name}", text)
    page.heading("Les feuilles")
    for group, tabs in groupby(plan.tabs, key=lambda tab: tab.sheet.group):
        page.group(group, colours[group], list(tabs))
    if plan.lists:
        page.link(LISTS_TAB, LISTS_TAB, LISTS_HELP, GREY)
    page.heading("Les couleurs et les marques")
    for sample, text, look in _legend(next(iter(colours.values()), GREY)):
        page.entry(sample, text, look)
    page.heading("Les fichiers et les commandes")
    for name, text in _places(year):
        page.entry(name, text)
    sheet.print_area(0, 0, page.row - 1, len(WIDTHS) - 1)
    paper(sheet, WELCOME, 1, 1)
    return sheet


class _Page:
    """Writes downwards, one line after the other; `row` is the next one, from 0."""

    def __init__(self, pen: Pen, sheet: Any) -> None:
        self.pen = pen
        self.sheet = sheet
        self.row = 0

    def title(self, text: str, below: str) -> None:
        self.sheet.set_row(0, 34)
        look = self.pen.look(bold=True, font_size=22, font_color=COLOUR, valign="vcenter")
        done(self.sheet.write_string(0, 1, text, look))
        self.row = 1
        for line in below.split("\n"):
            self.sheet.set_row(self.row, _LINE + 1)
            done(self.sheet.write_string(self.row, 1, _bound(line), self.pen.look()))
            self.row += 1

    def heading(self, text: str) -> None:
        self.row += 1
        self.sheet.set_row(self.row, 24)
        shared = {"bold": True, "font_size": 14, "valign": "vcenter", "bottom": 2}
        look = self.pen.look(**shared, bottom_color=looks.LINE)
        done(self.sheet.write_string(self.row, 1, text, look))
        done(self.sheet.write_blank(self.row, 2, None, look))
        self.row += 1

    def entry(self, name: str, text: str, look: Mapping[str, object] | None = None) -> None:
        """A name and what is said of it, high enough for every line."""
        self._height(text)
        mine = self.pen.look(**{"valign": "vcenter", "text_wrap": True, **(look or {"bold": True})})
        done(self.sheet.write_string(self.row, 1, name, mine))
        done(
            self.sheet.write_string(
                self.row, 2, _bound(text), self.pen.look(text_wrap=True, valign="vcenter", indent=1)
            )
        )
        self.row += 1

    def group(self, name: str, colour: str, tabs: list[Tab]) -> None:
        self.sheet.set_row(self.row, 19)
        look = self.pen.look(bold=True, font_color=colour, bg_color=tint(colour), valign="vcenter")
        done(self.sheet.write_string(self.row, 1, name, look))
        done(self.sheet.write_blank(self.row, 2, None, look))
        self.row += 1
        for tab in tabs:
            self.link(tab.name, tab.name, tab.sheet.help, colour)

    def link(self, tab: str, name: str, help: str, colour: str) -> None:
        self._height(help)
        target = f"internal:{quoted(tab)}!A1"
        look = self.pen.look(font_color=colour, underline=1, valign="vcenter")
        done(self.sheet.write_url(self.row, 1, target, look, name))
        done(
            self.sheet.write_string(
                self.row, 2, _bound(help), self.pen.look(text_wrap=True, valign="vcenter", indent=1)
            )
        )
        self.row += 1

    def _height(self, text: str) -> None:
        lines = sum(1 + len(part) // _CHARACTERS for part in text.split("\n"))
        self.sheet.set_row(self.row, _LINE * lines)


def _bound(text: str) -> str:
    """No line break inside « » or before : ; ! ?"""
    text = text.replace("« ", "«\u00a0")
    for mark in "»:;!?":
        text = text.replace(f" {mark}", f"\u00a0{mark}")
    return text


_WHAT = (
    "Tout ce que l'année doit prouver tient ici : la convention, le travail, les dépenses, la vie "
    "du groupe.\n"
    "Vous le remplissez dans Excel ; le programme le lit sans jamais le changer, dit ce qui "
    "manque et remplit les rapports."
)


def _steps(year: int) -> tuple[tuple[str, str], ...]:
    return (
        (
            "Poser le cadre",
            "En début d'année : Convention, Règles, Communes, Contacts, Barèmes. Les règles que "
            "Brulocalis n'a pas confirmées restent « à confirmer » et chaque rapport le dit.",
        ),
        (
            "Demander l'accord",
            "Avant chaque mission ou achat : une ligne dans Accords, puis la décision et sa preuve "
            f"(dossier {year}/pieces). Sans accord préalable, pas de remboursement.",
        ),
        (
            "Noter au fil des jours",
            "Le travail dans Prestations et Missions ; chaque dépense dans Dépenses, chaque pièce "
            f"dans Justificatifs et son fichier dans {year}/justificatifs. Les numéros relient "
            "les feuilles entre elles.",
        ),
        (
            "Vérifier souvent",
            f"Enregistrez, puis lancez « make check YEAR={year} » : chaque erreur est dite avec sa "
            "cellule et son remède, et coloriée dans une copie. Corrigez ici, relancez.",
        ),
        (
            "Rendre compte",
            f"Lancez « make report YEAR={year} » : le rapport narratif (Word) et le rapport "
            "financier (Excel) sont remplis. Tant qu'une erreur demeure, ils portent la mention "
            "« brouillon ».",
        ),
    )


def _legend(colour: str) -> tuple[tuple[str, str, Mapping[str, object]], ...]:
    def cell(fill: str, ink: str, **more: object) -> dict[str, object]:
        return {
            "bg_color": fill,
            "font_color": ink,
            "border": 1,
            "border_color": looks.LINE,
            **more,
        }

    return (
        (
            "Titre plein",
            "Colonne obligatoire : toute ligne commencée doit la remplir.",
            cell(colour, "#FFFFFF", bold=True),
        ),
        (
            "Titre pâle",
            "Colonne facultative. Sélectionnez un titre ou une cellule : son aide s'affiche.",
            cell(tint(colour), colour, bold=True),
        ),
        (
            "Titre gris",
            "Colonne calculée par la feuille, ou colonne à vous : le programme la garde sans la "
            "lire.",
            cell(looks.COMPUTED, looks.PALE_INK, italic=True),
        ),
        (
            "Rouge",
            "À corriger : mauvais type, valeur hors liste, numéro inconnu ou en double, fin avant "
            "le début, trop de décimales. La couleur revient même après un collage.",
            cell(looks.RED, looks.RED_INK),
        ),
        (
            "Rose",
            "Obligatoire et encore vide dans une ligne commencée.",
            cell(looks.MISSING, looks.RED_INK),
        ),
        (
            "Orange",
            "À vérifier : zéros perdus en tête d'un code, nombre de chiffres inattendu, texte "
            "inachevé (XXX, à compléter).",
            cell(looks.AMBER, looks.AMBER_INK),
        ),
        (
            "Liste déroulante",
            "Alt + flèche bas l'ouvre. Les valeurs viennent de Listes ou des numéros d'une autre "
            "feuille ; ce que vous y ajoutez est proposé aussitôt.",
            {"bold": True},
        ),
        (
            "a ; b",
            "Plusieurs valeurs dans une cellule se séparent par un point-virgule.",
            {"bold": True},
        ),
    )


def _places(year: int) -> tuple[tuple[str, str], ...]:
    return (
        (f"{year}.xlsx", "Ce classeur ; les dossiers ci-dessous sont à côté de lui."),
        (
            f"{year}/justificatifs",
            "Factures, tickets, reçus : un fichier par pièce (PDF ou photo), sous-dossiers admis.",
        ),
        (
            f"{year}/pieces",
            "Les autres preuves : accords, comptes rendus, listes de présence, copies de presse.",
        ),
        (
            f"make check YEAR={year}",
            "Dit ce qui est à corriger, cellule par cellule "
            f"(ou : cic check workbooks/{year}.xlsx).",
        ),
        (
            f"make report YEAR={year}",
            "Vérifie, calcule ce qui est remboursable, remplit les rapports "
            f"(ou : cic report workbooks/{year}.xlsx).",
        ),
    )
