"""The reference pages of the manual, made from the declarations: `python -m cic_sheets.manual`.

`help/feuilles.md` (sheets, columns, lists), `help/parametres.md` (keys of « Règles »),
`help/regles.md` (every rule with its example).  A test holds the files to what this makes.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path

from cic_sheets.language import rule_sentences, say_word, severity_name
from cic_sheets.schema.lists import LISTS
from cic_sheets.schema.parameters import PARAMETERS
from cic_sheets.schema.registry import import_all
from cic_sheets.schema.rules import Rule
from cic_sheets.schema.sheets import SHEETS, Column, Sheet

HELP = Path(__file__).parent / "help"
_MADE = "<!-- Page faite par `make golden` à partir des déclarations : ne pas la modifier. -->\n"

PARTS = {
    "CLA": "Classeur",
    "CEL": "Cellule",
    "CNV": "Convention",
    "REG": "Règles",
    "COM": "Communes",
    "BAR": "Barèmes",
    "TAU": "Taux",
    "PRE": "Prestations",
    "HON": "Honoraires",
    "MIS": "Missions",
    "ACC": "Accords",
    "DEP": "Dépenses",
    "JUS": "Justificatifs",
    "PAI": "Paiements",
    "DMD": "Demandes",
    "BUD": "Budget",
    "DER": "Dérogations",
}
"""Letters of a rule's code → the part of the page; a rule of other letters opens its own part."""


def pages() -> dict[str, str]:
    """File name → content, in Markdown."""
    import_all("cic_sheets.sheets")
    return {
        "feuilles.md": _page("Les feuilles du classeur", _sheets()),
        "parametres.md": _page("Les règles chiffrées (feuille « Règles »)", _parameters()),
        "regles.md": _page("Les contrôles", _rules()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([_MADE, f"# {title}", "", *lines]) + "\n"


def _sheets() -> Iterator[str]:
    group = ""
    for sheet in sorted(SHEETS, key=lambda one: one.order):
        if sheet.group != group:
            group = sheet.group
            yield f"## {group}\n"
        yield from _sheet(sheet)
    yield "## Les listes\n"
    for values in LISTS:
        yield f"- **{values.name}** — {values.about}  "
        yield f"  {' · '.join(values.values)}"


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield f"### {sheet.title}\n"
    yield f"{sheet.help}\n"
    goes_on = sheet.carries.says if sheet.carries else "rien"
    yield f"Passe à l'année suivante (`cic roll`) : {goes_on}.\n"
    yield "| colonne | type | obligatoire | aide | exemple |"
    yield "| --- | --- | --- | --- | --- |"
    for column in sheet.columns.values():
        yield f"| {' | '.join(_cells(column))} |"
    yield ""


def _cells(column: Column) -> tuple[str, ...]:
    kind = "calculé" if column.formula else say_word(column.kind.word)
    example = column.example.replace("|", "\\|")
    return column.label, kind, "oui" if column.required else "", column.help, example


def _parameters() -> Iterator[str]:
    yield "| règle | défaut | unité | sens | source |"
    yield "| --- | --- | --- | --- | --- |"
    for one in PARAMETERS:
        yield f"| `{one.key}` | {one.default} | {one.unit} | {one.help} | {one.source} |"


def _rules() -> Iterator[str]:
    from cic_sheets.rules.run import every_rule

    parts: dict[str, list[Rule]] = {letters: [] for letters in PARTS}
    for rule in every_rule():
        parts.setdefault(rule.code.partition("-")[0], []).append(rule)
    for letters, rules in parts.items():
        yield f"## {PARTS.get(letters, letters)}\n"
        for rule in sorted(rules, key=lambda one: one.code):
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    sentences = rule_sentences(rule)
    yield f"### {rule.code} — {severity_name(rule.severity)}\n"
    yield f"{sentences.message}\n"
    yield f"**Que faire.** {sentences.remedy}\n"
    reason, _, examples = inspect.cleandoc(rule.reason).partition("\n\n")
    yield f"**Pourquoi.** {' '.join(reason.split())}\n"
    if examples.strip():
        yield f"```text\n{examples.strip()}\n```\n"
    yield f"Source : {rule.source}\n"


def write() -> None:
    """Write every page where it belongs."""
    for name, content in pages().items():
        (HELP / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write()
