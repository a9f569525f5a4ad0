"""What lines draw on together: « Accords », « Barèmes », « Preuves »; and their « Coupes »."""

from __future__ import annotations

from typing import Any

from cic_sheets.example.financial_looks import (
    AMBER_SOFT,
    AMOUNT,
    DAY,
    EURO,
    HEADER_ROW,
    ITEM_ROW,
    PARTS,
    RANK,
    RATE,
    Col,
    Looks,
    Page,
    known_table,
)

_MOMENT = "dd/mm/yyyy\\ hh:mm"
_QUANTITY = "General"

APPROVALS = (
    Col("Accord", 11, "{{accords.no}}"),
    Col("Portée", 15, "{{accords.portee}}"),
    Col("Objet", 44, "{{accords.objet}}", wrap=True),
    Col("Décision", 11, "{{accords.decision}}"),
    Col("Décidé le", 11, "{{accords.decide_le}}", DAY),
    Col("Preuve de la décision", 28, "{{accords.preuve}}", wrap=True),
    Col("Accordé (EUR)", 13, "{{accords.accorde}}", AMOUNT, "sum"),
    Col("Consommé (EUR)", 13,
        "=SUMIFS([Calcul.accord_pris:],[Calcul.accord_rang:],[rang])", PARTS, "sum",
        name="consomme"),
    Col("Reste (EUR)", 13, "=[accorde]-[consomme]", PARTS, "sum", name="reste"),
    Col("Première ligne", 12, "{{accords.premiere}}"),
    Col("Lignes servies", 44, "{{accords.lignes}}", wrap=True),
    Col("Rang", 6, "{{accords.rang}}", RANK),
)  # fmt: skip
known_table("Accords", "Accords", APPROVALS, ITEM_ROW)


def _times(hour: str) -> str:
    """How often a time of the day falls between departure and return, both included, in seconds."""
    first, last, at = (f"ROUND([{name}]*86400,0)" for name in ("depart", "retour", hour))
    return f"MAX(0,INT(({last}-{at})/86400)-INT(({first}-{at}+86399)/86400)+1)"


CEILINGS = (
    Col("Barème – mission ou mois", 21, "{{plafonds.cle}}"),
    Col("Catégorie", 14, "{{plafonds.categorie}}"),
    Col("Mode", 9, "{{plafonds.mode}}"),
    Col("Unité", 8, "{{plafonds.unite}}"),
    Col("Départ", 15, "{{plafonds.depart}}", _MOMENT),
    Col("Retour", 15, "{{plafonds.retour}}", _MOMENT),
    Col("Nuits ou repas du voyage", 10,
        '=IF([depart]="","",IF([heure_1]="",MAX(0,INT([retour])-INT([depart])),'
        f"{_times('heure_1')}+{_times('heure_2')}))", _QUANTITY, name="voyage"),
    Col("Offerts", 8, "{{plafonds.offerts}}", _QUANTITY),
    Col("Place", 8, '=IF([voyage]="","",MAX(0,[voyage]-[offerts]))', _QUANTITY, name="place"),
    Col("Quantité demandée", 10,
        "=SUMIFS([Calcul.quantite_comptee:],[Calcul.bareme:],[rang])", _QUANTITY,
        name="demandee"),
    Col("Quantité comptée", 10, '=IF([place]="",[demandee],MIN([demandee],[place]))', _QUANTITY,
        name="comptee"),
    Col("Montant d'une unité", 11, "{{plafonds.montant}}", AMOUNT),
    Col("Devise", 8, "{{plafonds.devise}}"),
    Col("Plafond", 12, "=[montant]*[comptee]", AMOUNT, name="plafond"),
    Col("Utilisé", 12, "=SUMIFS([Calcul.bareme_pris:],[Calcul.bareme:],[rang])", PARTS,
        name="utilise"),
    Col("Reste", 12, "=ROUND([plafond]-[utilise],9)", PARTS, name="reste"),
    Col("Lignes", 30, "{{plafonds.lignes}}", wrap=True),
    Col("Rang", 6, "{{plafonds.rang}}", RANK),
    Col("Heure 1", 8, "{{plafonds.heure_1}}", "hh:mm"),
    Col("Heure 2", 8, "{{plafonds.heure_2}}", "hh:mm"),
)  # fmt: skip
known_table("Plafonds", "Barèmes", CEILINGS, ITEM_ROW)

_CEILINGS_PRINTED = 17

DECLARED_ROW = 15
DECLARED = (
    Col("Ligne", 21, "{{attestations.no}}"),
    Col("Plafond d'une ligne (EUR)", 14, "{{attestations.plafond}}", AMOUNT),
    Col("Devise", 9, "{{attestations.devise}}"),
    Col("Taux", 8, "{{attestations.taux}}", RATE),
    Col("Plafond dans la devise", 15, '=IF([plafond]="","",[plafond]*[taux])', AMOUNT,
        name="converti"),
    Col("Justifié par attestation", 15,
        '=SUMIFS([Preuves.montant:],[Preuves.ligne_rang:],[rang],[Preuves.attestation:],"oui")',
        AMOUNT, name="utilise"),
    Col("Reste", 10, '=IF([converti]="","",ROUND([converti]-[utilise],9))', PARTS, name="reste"),
    Col("Rang", 8, "{{attestations.rang}}", RANK),
)  # fmt: skip

PROOFS = (
    Col("Ligne", 14, "{{preuves.ligne}}"),
    Col("Pièce", 16, "{{preuves.piece}}"),
    Col("Justifié", 14, "{{preuves.montant}}", AMOUNT),
    Col("Devise", 9, "{{preuves.devise}}"),
    Col("Attestation de perte", 13, "{{preuves.attestation}}"),
    Col("Taux de l'attestation", 12, "{{preuves.attestation_taux}}", RATE),
    Col("Pris au plafond annuel (EUR)", 15,
        '=IF([attestation_taux]="",0,[montant]/[attestation_taux])', PARTS, "sum",
        name="attestation_eur"),
    Col("Rang de la ligne", 10, "{{preuves.ligne_rang}}", RANK),
    Col("Rang de la pièce", 10, "{{preuves.piece_rang}}", RANK),
)  # fmt: skip
known_table("Preuves", "Preuves", PROOFS, ITEM_ROW)

CUTS = (
    Col("Coupe", 12, "{{coupes.cle}}"),
    Col("Ligne", 11, "{{coupes.ligne}}"),
    Col("Étape", 18, "{{coupes.etape}}"),
    Col("Règle", 9, "{{coupes.code}}"),
    Col("Pourquoi", 46, "{{coupes.pourquoi}}", wrap=True),
    Col("Montant (EUR)", 12, "{{coupes.montant}}", AMOUNT, "sum"),
    Col("Issue", 11, "{{coupes.issue}}"),
    Col("Ligne qui décide", 24, "{{coupes.regles}}", wrap=True),
    Col("Clause", 40, "{{coupes.clause}}", wrap=True),
    Col("Cellules du classeur", 34, "{{coupes.cellules}}", wrap=True),
    Col("Motif", 30, "{{coupes.motif}}", wrap=True),
    Col("Rang de la ligne", 8, "{{coupes.ligne_rang}}", RANK),
    Col("Rang de l'étape", 8, "{{coupes.etape_rang}}", RANK),
)
known_table("Coupes", "Coupes", CUTS, ITEM_ROW)
_CUTS_PRINTED = 10


def cuts(book: Any, looks: Looks) -> None:
    """Every cut with its reason, its rule and its cells."""
    page = Page(
        book, looks, "Coupes", "Coupes, une par une", CUTS, pages=(_CUTS_PRINTED, len(CUTS))
    )
    page.note("A4", "« Ligne » mène à la dépense ; « Détail » en ramène. Les étapes sont celles "
                    "de « Calcul ».")  # fmt: skip
    page.table(HEADER_ROW, CUTS)
    page.flag(f"G{ITEM_ROW}", f'=G{ITEM_ROW}="en attente"', bg_color=AMBER_SOFT)
    page.frozen(column=2)
    page.sheet.autofilter(HEADER_ROW - 1, 0, ITEM_ROW - 1, len(CUTS) - 1)
    page.sheet.print_area(0, 0, ITEM_ROW, _CUTS_PRINTED - 1)


def approvals(book: Any, looks: Looks) -> None:
    """Granted, consumed, left."""
    page = Page(book, looks, "Accords", "Accords préalables", APPROVALS)
    page.note("A4", "Un accord qui n'est pas validé n'accorde rien ; les lignes consomment dans "
                    "l'ordre des dates.")  # fmt: skip
    page.table(HEADER_ROW, APPROVALS)
    page.frozen()
    page.sheet.print_area(0, 0, ITEM_ROW, len(APPROVALS) - 2)


def ceilings(book: Any, looks: Looks) -> None:
    """The scales' shared ceilings, then those of lost-receipt declarations."""
    page = Page(book, looks, "Barèmes", "Barèmes et attestations : plafonds", CEILINGS,
                pages=(_CEILINGS_PRINTED, len(CEILINGS)))  # fmt: skip
    page.note(
        "A4", "Plafond = montant d'une unité × quantité comptée ; la place est ce que le voyage "
        "compte de nuits ou de repas, moins ceux qui sont offerts."
    )  # fmt: skip
    page.table(HEADER_ROW, CEILINGS, totals="")
    page.frozen()
    page.section("A9", "Attestations de perte")
    rows = (
        ("Plafond de l'année", "{{attestations_an}}"),
        ("Utilisé", page.formula("=SUM([Preuves.attestation_eur:])")),
        ("Reste", '=IF(B10="","",B10-B11)'),
    )
    for row, (label, content) in enumerate(rows, start=10):
        page.put(f"A{row}", label)
        page.put(f"B{row}", content, num_format=EURO, align="right", bold=True)
    page.table(DECLARED_ROW - 1, DECLARED, totals="")
    page.sheet.print_area(0, 0, DECLARED_ROW - 1, _CEILINGS_PRINTED - 1)


def proofs(book: Any, looks: Looks) -> None:
    """What each receipt proves of each line."""
    page = Page(book, looks, "Preuves", "Ce que chaque pièce justifie de chaque ligne", PROOFS)
    page.note(
        "A4", "Une pièce partagée justifie au plus son montant ; le partage qui justifie le plus "
        "est celui du programme."
    )  # fmt: skip
    page.table(HEADER_ROW, PROOFS)
    page.frozen()
    page.sheet.autofilter(HEADER_ROW - 1, 0, ITEM_ROW - 1, len(PROOFS) - 1)
