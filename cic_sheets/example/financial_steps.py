"""« Calcul »: each line's road from left to right, one column a step, every step a formula.

`[nom]` is a cell of the same row, `[^nom]` all rows above, `[<nom]` the row above,
`[Table.nom]` the same line on another page, `[Table.nom:]` the whole column there.
"""

from __future__ import annotations

from typing import Any

from cic_sheets.example.financial_looks import (
    AMBER_SOFT,
    AMOUNT,
    CUT,
    DARK,
    DAY,
    HEADER_ROW,
    ITEM_ROW,
    PARTS,
    RANK,
    RATE,
    RED_SOFT,
    TOTAL_ROW,
    Col,
    Looks,
    Page,
    known_table,
    letter_of,
)

_UNCONVERTED = 'OR([avoir_de]<>"",[Dépenses.taux]="")'
_OWN_PART = "MIN(ABS([non_eligible]),ABS([Dépenses.montant]))"

_FACTOR = '0.0000_);-0.0000_);""'
_QUANTITY = 'General;-General;""'

_PIECE = (
    Col("N°", 11, "{{etapes.no}}", total="Total"),
    Col("Date", 10, "{{depenses.date}}", DAY),
    Col("Rang", 6, "{{etapes.rang}}", RANK),
    Col("Devise", 7, "{{depenses.devise}}"),
    Col("Demandé (EUR)", 11, "=[Dépenses.demande]", AMOUNT, "sum", name="demande"),
    Col("Part non éligible encodée", 10, "{{etapes.non_eligible}}", AMOUNT),
    Col("Avoir sur la ligne de rang", 9, "{{etapes.avoir_de}}", RANK),
    Col("Avoir : vers sa devise", 9,
        '=IF([avoir_de]="",0,IF([Dépenses.devise]=INDEX([Dépenses.devise:],[avoir_de]),1,'
        "INDEX([Dépenses.taux:],[avoir_de])/[Dépenses.taux]))", _FACTOR, name="facteur"),
    Col("Avoir : montant rendu", 10, '=IF([avoir_de]="",0,[Dépenses.montant]*[facteur])', PARTS,
        name="rendu"),
    Col("Avoir : part rendue", 10, f'=IF([avoir_de]="",0,{_OWN_PART}*[facteur])', PARTS,
        name="rendu_part"),
    Col("Avoirs reçus (EUR)", 10, "=SUMIFS([demande:],[avoir_de:],[rang])", PARTS, "sum",
        name="avoirs"),
    Col("Montant net, en devise", 12,
        f"=IF({_UNCONVERTED},0,[Dépenses.montant]+SUMIFS([rendu:],[avoir_de:],[rang]))", AMOUNT,
        name="net"),
    Col("Part nette, en devise", 10,
        f"=IF({_UNCONVERTED},0,MIN(MAX(0,[net]),"
        f"MAX(0,{_OWN_PART}-SUMIFS([rendu_part:],[avoir_de:],[rang]))))", PARTS, name="part"),
    Col("Base : demandé et avoirs (EUR)", 12, '=IF([avoir_de]<>"",0,[demande]+[avoirs])', AMOUNT,
        "sum", name="base"),
    Col("Décision", 10, "{{etapes.arret}}"),
    Col("Coupe : recevabilité", 10,
        '=IF([arret]<>"",[base],MIN(MAX(0,[base]),IF([Dépenses.taux]="",0,'
        "MAX(0,[demande]-ROUND(([Dépenses.montant]-[part])/[Dépenses.taux],2)))))", CUT, "sum",
        name="coupe_2"),
    Col("Reste (EUR)", 11, "=[base]-[coupe_2]", AMOUNT, "sum", name="reste_2"),
)  # fmt: skip

_PROOF = (
    Col("N°", 11, "{{etapes.no}}", total="Total"),
    Col("Accord", 10, "{{depenses.accord}}"),
    Col("Rang de l'accord", 8, "{{etapes.accord_rang}}", RANK),
    Col("Décision", 10, "{{etapes.accord_arret}}", name="accord_arret"),
    Col("L'accord laissait (EUR)", 12,
        '=IF([accord_rang]="",0,INDEX([Accords.accorde:],[accord_rang])'
        "-SUMIFS([^accord_pris],[^accord_rang],[accord_rang]))", AMOUNT, name="accord_reste"),
    Col("La ligne en prend (EUR)", 11,
        '=IF(OR([accord_rang]="",[accord_arret]<>""),0,MAX(0,MIN([reste_2],[accord_reste])))',
        PARTS, "sum", name="accord_pris"),
    Col("Coupe : accord", 10,
        '=IF([accord_arret]<>"",[reste_2],MAX(0,[reste_2]-[accord_pris]))', CUT, "sum",
        name="coupe_3"),
    Col("Reste (EUR)", 11, "=[reste_2]-[coupe_3]", AMOUNT, "sum", name="reste_3"),
    Col("Sans pièce", 9, "{{etapes.preuve}}"),
    Col("J : pièces, en devise", 12, "=SUMIFS([Preuves.montant:],[Preuves.ligne_rang:],[rang])",
        PARTS, name="justifie"),
    Col("J (EUR)", 11, '=IF([Dépenses.taux]="",0,ROUND([justifie]/[Dépenses.taux],2))', PARTS,
        name="justifie_eur"),
    Col("Pièce attendue le", 10, "{{etapes.attendu}}", DAY),
    Col("Coupe : pièces", 10,
        '=IF([preuve]="forfait",0,MAX(0,[reste_3]-[justifie_eur]))', CUT, "sum", name="coupe_4"),
    Col("dont en attente (EUR)", 10,
        '=IF([attendu]="",0,IF([attendu]>$E$4,[coupe_4],0))', PARTS, "sum", name="attente_4"),
    Col("Reste (EUR)", 11, "=[reste_3]-[coupe_4]", AMOUNT, "sum", name="reste_4"),
)  # fmt: skip

_CEILINGS = (
    Col("N°", 11, "{{etapes.no}}", total="Total"),
    Col("Rang du plafond", 8, "{{etapes.bareme}}", RANK),
    Col("Décision", 10, "{{etapes.bareme_arret}}"),
    Col("Quantité encodée", 9, "{{etapes.quantite}}", _QUANTITY),
    Col("Quantité comptée", 9,
        '=IF([bareme]="",0,IF(INDEX([Plafonds.unite:],[bareme])="jour",'
        "IF(COUNTIFS([^bareme],[bareme],[^date],[date])=0,1,0),[quantite]))", _QUANTITY,
        name="quantite_comptee"),
    Col("Devise du barème pour 1 EUR", 10, "{{etapes.bareme_taux}}", RATE),
    Col("J en devise du barème", 12,
        '=IF([bareme]="",0,IF([preuve]="forfait",MAX(0,[net]-[part]),[justifie])*[bareme_taux]'
        "/[Dépenses.taux])", PARTS, name="bareme_compte"),
    Col("Le plafond laissait", 12,
        '=IF([bareme]="",0,MAX(0,INDEX([Plafonds.plafond:],[bareme])'
        "-SUMIFS([^bareme_pris],[^bareme],[bareme])))", PARTS, name="bareme_reste"),
    Col("La ligne en prend", 12, "=MIN([bareme_compte],[bareme_reste])", PARTS,
        name="bareme_pris"),
    Col("Coupe : barème", 10,
        '=IF([bareme_arret]<>"",[reste_4],IF([bareme]="",0,'
        "IF(ROUND([bareme_compte],6)<=ROUND([bareme_reste],6),0,"
        "[reste_4]-MIN([reste_4],ROUND([bareme_reste]/[bareme_taux],2)))))", CUT, "sum",
        name="coupe_5"),
    Col("Reste (EUR)", 11, "=[reste_4]-[coupe_5]", AMOUNT, "sum", name="reste_5"),
    Col("Sous plafond moyen (EUR)", 12, '=IF([Dépenses.sous_plafond]="oui",[reste_5],0)', PARTS,
        "sum", name="plafond_montant"),
    Col("Le plafond moyen laissait", 12,
        "=IF([rang]=1,{plafond},[<plafond_reste]-MAX(0,[<plafond_pris]))", AMOUNT,
        name="plafond_reste"),
    Col("La ligne en prend (EUR)", 11, "=MIN([plafond_montant],MAX(0,[plafond_reste]))", PARTS,
        "sum", name="plafond_pris"),
    Col("Coupe : plafond moyen", 10, "=[plafond_montant]-[plafond_pris]", CUT, "sum",
        name="coupe_6"),
    Col("dont en attente (EUR)", 10, '=IF({issue}="en attente",[coupe_6],0)', PARTS, "sum",
        name="attente_6"),
    Col("Écart avec les coupes", 9,
        "=ROUND([coupe_2]+[coupe_3]+[coupe_4]+[coupe_5]+[coupe_6]"
        "-SUMIFS([Coupes.montant:],[Coupes.ligne_rang:],[rang]),2)", PARTS, "sum", name="ecart"),
)  # fmt: skip
_STARTS = (0, len(_PIECE), len(_PIECE) + len(_PROOF))
_BARE = (*_PIECE, *_PROOF, *_CEILINGS)


def _named(columns: tuple[Col, ...]) -> tuple[Col, ...]:
    """The columns with the two cells above the table that their formulas read."""
    first = letter_of(columns, "plafond_reste")
    second = letter_of(columns, "attente_6")
    cells = {"{plafond}": f"${first}$4", "{issue}": f"${second}$4"}
    for name, cell in cells.items():
        columns = tuple(col._replace(content=col.content.replace(name, cell)) for col in columns)
    return columns


STEPS = _named(_BARE)
known_table("Calcul", "Calcul", STEPS, ITEM_ROW)


def steps(book: Any, looks: Looks) -> None:
    """Three pages wide; the number of the line is repeated on each."""
    ends = (*_STARTS[1:], len(STEPS))
    page = Page(book, looks, "Calcul", "Calcul de chaque ligne", STEPS, pages=ends)
    page.put("A4", "Situation au", bold=True)
    page.put("E4", "{{situation}}", num_format=DAY, align="center", bold=True)
    page.note(
        "F4",
        "Une ligne se lit de gauche à droite ; « Rang », « Décision », quantités et taux viennent "
        "du classeur, tout le reste se calcule ici.",
    )
    _cap_cells(page)
    titles = ("Étapes 1 et 2 : conversion et recevabilité", "Étapes 3 et 4 : accord et pièces",
              "Étapes 5 et 6 : barème et plafond moyen")  # fmt: skip
    for start, title in zip(_STARTS, titles, strict=True):
        page.sheet.write_string(HEADER_ROW - 2, start, title,
                                looks(bold=True, font_size=11, font_color=DARK))  # fmt: skip
    for start in _STARTS[1:]:
        page.sheet.write_string(1, start, "Calcul de chaque ligne (suite)",
                                looks(bold=True, font_size=16, font_color=DARK))  # fmt: skip
    page.table(HEADER_ROW, STEPS)
    page.sheet.set_row(HEADER_ROW - 1, 42)
    page.frozen(column=1)
    page.sheet.print_area(0, 0, TOTAL_ROW - 1, len(STEPS) - 1)
    page.sheet.set_print_scale(70)
    page.sheet.set_v_pagebreaks(list(_STARTS[1:]))
    page.sheet.print_across()
    _flags(page)


def _cap_cells(page: Page) -> None:
    """What the average cap leaves to the first line, and what becomes of what it holds back."""
    first = letter_of(STEPS, "plafond_reste")
    under = letter_of(STEPS, "plafond_montant")
    rows = f"${under}${ITEM_ROW}:${under}${ITEM_ROW}"
    page.put(f"{under}4", "A et avoirs :", align="right", bold=True)
    page.put(
        f"{first}4",
        page.formula(f'=MAX([Plafond.plafond_cumule:])-SUMIF({rows},"<0")'),
        num_format=AMOUNT, bold=True, align="right",
    )  # fmt: skip
    page.put(f"{letter_of(STEPS, 'coupe_6')}4", "Issue :", align="right", bold=True)
    page.put(f"{letter_of(STEPS, 'attente_6')}4", "{{plafond_issue}}", bold=True)


def _flags(page: Page) -> None:
    for name in ("coupe_2", "coupe_3", "coupe_4", "coupe_5", "coupe_6"):
        cell = f"{letter_of(STEPS, name)}{ITEM_ROW}"
        page.flag(cell, f"={cell}<>0", bg_color=RED_SOFT)
    for name in ("attente_4", "attente_6"):
        cell = f"{letter_of(STEPS, name)}{ITEM_ROW}"
        page.flag(cell, f"={cell}<>0", bg_color=AMBER_SOFT)
    gap = f"{letter_of(STEPS, 'ecart')}{ITEM_ROW}"
    page.flag(gap, f"={gap}<>0", bg_color="#B3261E", font_color="#FFFFFF")
