"""The styles of a template by the names that Word gives them, or the nearest that it has."""

from __future__ import annotations

from typing import Any

from cic_sheets.render.word_xml import node, qn

TABLE_STYLES = ("tableau du rapport", "table grid", "grille du tableau")
CELL_STYLES = ("texte de tableau",)
NOTE_STYLES = ("remarque", "note")
ANNEX_STYLES = ("titre d'annexe", "heading 1")


class Styles:
    """The styles of one document."""

    def __init__(self, styles: Any) -> None:
        self._ids: dict[tuple[str, str], str] = {}
        self._levels: dict[str, int] = {}
        fonts = [one.get(qn("w:ascii")) for one in styles.iter(qn("w:rFonts"))]
        self._font: str = next((family for family in fonts if family), "")
        for style in styles.iter(qn("w:style")):
            self._learn(style)

    def _learn(self, style: Any) -> None:
        name = style.find(qn("w:name"))
        if name is None:
            return
        kind, key = style.get(qn("w:type")), style.get(qn("w:styleId"))
        self._ids.setdefault((kind, name.get(qn("w:val")).casefold()), key)
        level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        if level is not None and level.get(qn("w:val"), "9").isdigit():
            self._levels[key] = int(level.get(qn("w:val"))) + 1

    def paragraph(self, *names: str) -> str | None:
        """Identity of the first of these paragraph styles that the document has."""
        return next((i for name in names if (i := self._ids.get(("paragraph", name)))), None)

    def table(self) -> str | None:
        """Identity of the style for tables."""
        return next((i for name in TABLE_STYLES if (i := self._ids.get(("table", name)))), None)

    def level(self, key: str | None) -> int | None:
        """The outline level of a paragraph style: 1 for « heading 1 »; None for plain text."""
        return self._levels.get(key) if key is not None else None

    def font(self) -> str:
        """The family of the text's letters; '' where the document leaves it to its theme."""
        return self._font

    def properties(self, *names: str, otherwise: Any = None) -> Any:
        """A `w:pPr` in the first of these styles that there is, else a given one."""
        key = self.paragraph(*names)
        return node("w:pPr", node("w:pStyle", val=key)) if key else otherwise
