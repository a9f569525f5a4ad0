"""The tables of the financial stand-in, column by column.

Every total, conversion, ledger month and balance is a live formula: who receives the file follows
a line from what is asked to what is reimbursed, and sees why it was cut.
"""

from __future__ import annotations

from cic_sheets.example.financial_looks import (
    AMOUNT,
    COUNT,
    CUT,
    DAY,
    ITEM_ROW,
    MONTH,
    PARTS,
    PERCENT,
    RANK,
    RATE,
    TOTAL_ROW,
    Col,
    known_table,
    letter_of,
)

EXPENSES = (
    Col("N°", 11, "{{depenses.no}}"),
    Col("Date", 10, "{{depenses.date}}", DAY),
    Col("Rattachée à", 14, "{{depenses.rattachement}}"),
    Col("Catégorie", 14, "{{depenses.categorie}}"),
    Col("Libellé", 46, "{{depenses.libelle}}", wrap=True),
    Col("Fournisseur", 28, "{{depenses.fournisseur}}", wrap=True),
    Col("Justificatifs", 22, "{{depenses.pieces}}", wrap=True),
    Col("Page du recueil", 8, "{{depenses.page}}", COUNT),
    Col("Accord préalable", 11, "{{depenses.accord}}"),
    Col("Décidé le", 10, "{{depenses.accord_date}}", DAY),
    Col("N°", 11, "{{depenses.calcul}}", total="Total"),
    Col("Montant payé", 10, "{{depenses.montant}}", AMOUNT),
    Col("Devise", 6, "{{depenses.devise}}"),
    Col("Taux pour 1 EUR", 8, "{{depenses.taux}}", RATE),
    Col("Mois du taux", 8, "{{depenses.taux_mois}}", MONTH),
    Col("Demandé (EUR)", 10, '=IF([taux]="",0,ROUND([montant]/[taux],2))', AMOUNT, "sum",
        name="demande"),
    Col("Coupe : recevabilité", 9, "=[Calcul.coupe_2]", CUT, "sum", name="recevabilite"),
    Col("Coupe : accord", 9, "=[Calcul.coupe_3]", CUT, "sum", name="accord_coupe"),
    Col("Coupe : pièces", 9, "=[Calcul.coupe_4]", CUT, "sum", name="pieces_coupe"),
    Col("Coupe : barème", 9, "=[Calcul.coupe_5]", CUT, "sum", name="bareme_coupe"),
    Col("Avant plafond (EUR)", 10, "=[demande]-SUM([recevabilite]:[bareme_coupe])", AMOUNT, "sum",
        name="apres_bareme"),
    Col("Coupe : plafond moyen", 9, "=[Calcul.coupe_6]", CUT, "sum", name="plafond_coupe"),
    Col("Remboursable (EUR)", 11, "=[apres_bareme]-[plafond_coupe]", AMOUNT, "sum",
        name="remboursable"),
    Col("dont refusé (EUR)", 9,
        "=SUM([recevabilite]:[bareme_coupe])+[plafond_coupe]-[en_attente]", PARTS, "sum",
        name="refuse"),
    Col("dont en attente (EUR)", 9,
        '=IF([Calcul.arret]="en attente",[recevabilite],0)'
        '+IF([Calcul.accord_arret]="en attente",[accord_coupe],0)+[Calcul.attente_4]'
        '+IF([Calcul.bareme_arret]<>"",[bareme_coupe],0)+[Calcul.attente_6]', PARTS, "sum",
        name="en_attente"),
    Col("Pourquoi : règle, motif, issue", 40, "{{depenses.motifs}}", wrap=True),
    Col("Détail", 12, "{{depenses.coupe}}"),
    Col("Mois de convention", 11, "{{depenses.mois}}", RANK),
    Col("Mois au plafond", 10, "{{depenses.plafond_mois}}", RANK),
    Col("Sous plafond", 9, "{{depenses.sous_plafond}}"),
    Col("Mission", 10, "{{depenses.mission}}"),
    Col("Ligne budgétaire", 14, "{{depenses.budget}}"),
    Col("Demande", 10, "{{depenses.demande_no}}"),
    Col("Écart", 8, "=ROUND([demande]-[remboursable]-[refuse]-[en_attente],2)", AMOUNT, "sum",
        name="ecart"),
)  # fmt: skip
known_table("Dépenses", "Dépenses", EXPENSES, ITEM_ROW)
SPLIT = 10
"""Columns of the first page; the next ones are read on the second, the last are for reckoning."""
PRINTED = 27


def lines(name: str) -> str:
    """A column of the list of expenses, as other sheets read it: all its rows."""
    letter = letter_of(EXPENSES, name)
    return f"Dépenses!${letter}${ITEM_ROW}:${letter}${ITEM_ROW}"


def year(name: str) -> str:
    """The total of a column of the list of expenses."""
    return f"=Dépenses!{letter_of(EXPENSES, name)}{TOTAL_ROW}"


def gathered(key: str, by: str, summed: str) -> str:
    """The sum of a column of expenses over the lines whose key is that of this row.

    Texts are compared whole, which SUMIF does not do.
    """
    return f"=SUMPRODUCT(({lines(key)}=[{by}])*1,{lines(summed)})"


def counted(key: str, by: str) -> str:
    """How many lines have the key of this row."""
    return f"=SUMPRODUCT(({lines(key)}=[{by}])*1)"


FEES = (
    Col("Mois", 7, "{{honoraires.rang}}", RANK),
    Col("Du", 11, "{{honoraires.du}}", DAY),
    Col("Au", 11, "{{honoraires.au}}", DAY),
    Col("Jours sous convention", 12, "{{honoraires.jours}}", COUNT, "sum"),
    Col("Jours du mois", 9, "{{honoraires.jours_mois}}", COUNT),
    Col("Honoraires du mois (EUR)", 14, "=ROUND($F$4*[jours]/[jours_mois],2)", AMOUNT, "sum",
        name="montant"),
    Col("Échu", 7, "{{honoraires.echu}}"),
    Col("Dû (EUR)", 14, '=IF([echu]="oui",[montant],0)', AMOUNT, "sum", name="du_eur"),
    Col("Note d'honoraires", 20, "{{honoraires.notes}}"),
    Col("Montant de la note (EUR)", 14, "{{honoraires.note}}", AMOUNT, "sum"),
    Col("Écart note – mois (EUR)", 13, '=IF([notes]="",0,[note]-[montant])', PARTS, "sum",
        name="ecart"),
    Col("Payé (EUR)", 14, "{{honoraires.paye}}", AMOUNT, "sum"),
    Col("Reste dû (EUR)", 14, "=[du_eur]-[paye]", PARTS, "sum", name="reste"),
)  # fmt: skip
known_table("Honoraires", "Honoraires", FEES, ITEM_ROW)

RECEIPTS = (
    Col("N°", 13, "{{justificatifs.no}}"),
    Col("Type", 16, "{{justificatifs.type}}"),
    Col("Date", 10, "{{justificatifs.date}}", DAY),
    Col("Émetteur", 28, "{{justificatifs.emetteur}}", wrap=True),
    Col("Numéro", 16, "{{justificatifs.numero}}"),
    Col("Objet en français", 34, "{{justificatifs.objet}}", wrap=True),
    Col("Montant", 12, "{{justificatifs.montant}}", AMOUNT),
    Col("Devise", 7, "{{justificatifs.devise}}"),
    Col("Prouve", 7, "{{justificatifs.prouve}}"),
    Col("Justifie", 12,
        '=IF([prouve]="","",SUMIFS([Preuves.montant:],[Preuves.piece_rang:],[rang]))', AMOUNT,
        name="utilise"),
    Col("Reste", 11, '=IF([prouve]="","",ROUND([montant]-[utilise],9))', PARTS, name="reste"),
    Col("Lignes", 22, "{{justificatifs.lignes}}", wrap=True),
    Col("Page du recueil", 8, "{{justificatifs.page}}", COUNT),
    Col("Fichier", 34, "{{justificatifs.fichier}}"),
    Col("Rang", 6, "{{justificatifs.rang}}", RANK),
)  # fmt: skip

LEDGER = (
    Col("Mois", 6, "{{plafond.rang}}", RANK),
    Col("Du", 10, "{{plafond.du}}", DAY),
    Col("Au", 10, "{{plafond.au}}", DAY),
    Col("Jours", 6, "{{plafond.jours}}", RANK),
    Col("Jours du mois", 7, "{{plafond.jours_mois}}", RANK),
    Col("A : plafond cumulé", 13, "=ROUND($F$4*([rang]-1)+$F$4*[jours]/[jours_mois],2)", AMOUNT,
        name="plafond_cumule"),
    Col("Retenu ce mois", 13,
        f"=SUMIFS({lines('apres_bareme')},{lines('plafond_mois')},[rang])", AMOUNT, "sum",
        name="retenu_mois"),
    Col("S : retenu cumulé", 13, "=SUM(G${r}:G{r})", AMOUNT, name="retenu"),
    Col("Remboursable : min(A, S)", 14, "=MIN([plafond_cumule],[retenu])", AMOUNT,
        name="remboursable"),
    Col("Attend : S – min", 12, "=[retenu]-[remboursable]", PARTS, name="en_attente"),
    Col("Marge : A – min", 12, "=[plafond_cumule]-[remboursable]", PARTS, name="marge"),
    Col("Moyenne à ce jour", 12,
        "=ROUND([retenu]*[jours_mois]/(([rang]-1)*[jours_mois]+[jours]),2)", AMOUNT,
        name="moyenne"),
    Col("Encore possible ce mois", 13, "=MAX(0,[plafond_cumule]-[retenu])", PARTS,
        name="encore_mois"),
    Col("Encore possible jusqu'à la fin", 13, "=MAX(0,$K$4-[retenu])", PARTS, name="encore_fin"),
)  # fmt: skip
known_table("Plafond", "Plafond", LEDGER, ITEM_ROW)

_PARTS = (("Demandé (EUR)", "demande"), ("Refusé (EUR)", "refuse"),
          ("En attente (EUR)", "en_attente"), ("Remboursable (EUR)", "remboursable"))  # fmt: skip


def _parts(key: str, by: str, width: float = 14) -> tuple[Col, ...]:
    """Count, then the four amounts of the lines that share a key."""
    return (
        Col("Lignes", 9, counted(key, by), COUNT, "sum", name="nombre"),
        *(
            Col(title, width, gathered(key, by, part), PARTS, "sum", name=part)
            for title, part in _PARTS
        ),
    )


MISSIONS = (
    Col("N°", 10, "{{missions.no}}"),
    Col("Objet", 52, "{{missions.objet}}", wrap=True),
    Col("Lieu", 22, "{{missions.lieu}}"),
    Col("Dates", 21, "{{missions.periode}}"),
    Col("Accord", 10, "{{missions.accord}}"),
    *_parts("mission", "no"),
)

CATEGORIES = (
    Col("Catégorie", 24, "{{categories.categorie}}"),
    Col("Part du remboursable", 24, "=IF(G${t}=0,0,[remboursable]/G${t})", PERCENT),
    *_parts("categorie", "categorie", 16),
)

MONTHS = (
    Col("Mois de convention", 24, "{{mois.rang}}", RANK),
    Col("Période", 24, "{{mois.periode}}"),
    *_parts("mois", "rang", 16),
)

_SPENT = gathered("budget", "code", "remboursable")
BUDGETS = (
    Col("Activité", 44, "{{budgets.activite}}", wrap=True),
    Col("Ligne", 13, "{{budgets.code}}"),
    Col("Libellé", 30, "{{budgets.libelle}}", wrap=True),
    Col("Financeur", 16, "{{budgets.financeur}}"),
    Col("Budget (EUR)", 13, "{{budgets.budget}}", AMOUNT, "sum"),
    Col("Engagé (EUR)", 13, f"{_SPENT}+{gathered('budget', 'code', 'en_attente')[1:]}", PARTS,
        "sum", name="engage"),
    Col("Dépensé (EUR)", 13, _SPENT, PARTS, "sum", name="depense"),
    Col("Reste (EUR)", 13, "=[budget]-[engage]", PARTS, "sum", name="reste"),
    Col("Exécution", 10, '=IF([budget]=0,"",ROUND([depense]/[budget],4))', PERCENT,
        '=IF([budget]=0,"",ROUND([depense]/[budget],4))', name="execution"),
    Col("Remarque", 26, "{{budgets.remarque}}", wrap=True),
)  # fmt: skip

PAYMENTS = (
    Col("N°", 16, "{{paiements.no}}"),
    Col("Date", 11, "{{paiements.date}}", DAY),
    Col("Type", 18, "{{paiements.type}}"),
    Col("Montant (EUR)", 15, "{{paiements.montant}}", AMOUNT, "sum"),
    Col("Montant reçu", 14, "{{paiements.recu}}", AMOUNT),
    Col("Devise reçue", 9, "{{paiements.devise}}"),
    Col("Frais bancaires", 14, "{{paiements.frais}}", AMOUNT),
    Col("Pour", 28, "{{paiements.pour}}", wrap=True),
    Col("Référence", 24, "{{paiements.reference}}"),
)

CLAIMS = (
    Col("Demande", 16, "{{demandes.no}}"),
    Col("Envoyée le", 11, "{{demandes.envoyee}}", DAY),
    Col("Période", 18, "{{demandes.periode}}"),
    Col("Demandé (EUR)", 15, "{{demandes.demande}}", AMOUNT, "sum"),
    Col("Accordé (EUR)", 14, "{{demandes.accorde}}", AMOUNT, "sum"),
    Col("", 9, ""),
    Col(
        "Selon ce rapport (EUR)",
        14,
        gathered("demande_no", "no", "remboursable"),
        AMOUNT,
        "sum",
        name="lignes",
    ),
    Col("Motif d'écart", 28, "{{demandes.motif}}", wrap=True),
)

ADVANCES = (
    Col("Avance", 16, "{{avances.no}}"),
    Col("Date", 11, "{{avances.date}}", DAY),
    Col("", 18, ""),
    Col("Montant (EUR)", 15, "{{avances.montant}}", AMOUNT, "sum"),
    Col(
        "Consommé (EUR)",
        14,
        "=MAX(0,MIN([montant],Résumé!$F$7-Résumé!$F$11-SUM([^consomme])))",
        AMOUNT,
        "sum",
        name="consomme",
    ),
    Col("", 9, ""),
    Col("Reste ouvert (EUR)", 14, "=[montant]-[consomme]", AMOUNT, "sum", name="ouvert"),
)
