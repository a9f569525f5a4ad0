"""The charts of the narrative report, by the name that templates use: `{{graphique: plafond}}`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CHARTS: Mapping[str, str] = MappingProxyType(
    {
        "plafond": "Frais cumulés et plafond, par mois de convention",
        "heures": "Heures prestées par prestation",
        "cibles": "Part de la cible annuelle atteinte, par indicateur (100 % : cible atteinte)",
        "participation": "Présences aux activités, par commune et par sexe",
    }
)
"""Name → caption."""
