"""Those who were paid: invented companies, with identifiers whose keys are right."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from cic_sheets.example.tables import texts


class Supplier(NamedTuple):
    """Who issues a receipt.

    ice     15 digits with a right key; empty for taxis and for companies of Belgium
    prefix  of its invoice numbers; empty when it numbers nothing
    """

    name: str
    arabic: str
    ice: str
    town: str
    prefix: str


@cache
def suppliers() -> dict[str, Supplier]:
    """Key of the table `fournisseurs` → supplier."""
    return {
        row["Clé"]: Supplier(
            row["Nom"], row["Nom arabe"], ice(row["Base"]), row["Ville"], row["Préfixe"]
        )
        for row in texts("fournisseurs")
    }


def ice(base: str) -> str:
    """The 15 digits of an ICE: nine of the company, four of the place, two of the key (mod 97)."""
    if not base:
        return ""
    body = int(base + "0000")
    return f"{body:013d}{-body * 100 % 97:02d}"


def invoice_number(supplier: Supplier, paper: str) -> str:
    """A number such as a till or an office would print, the same for the same receipt."""
    if not supplier.prefix:
        return ""
    count = int(paper.rpartition("-")[2]) * 37 % 9000 + 1000
    return f"{supplier.prefix}-{count}"
