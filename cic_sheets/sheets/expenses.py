"""« Dépenses »: one cost claimed per row, with what it belongs to and what proves it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cic_sheets.schema.kinds import Choice, Code, Day, Money, Number, Ref, Refs, Text
from cic_sheets.schema.sheets import Row, column, sheet
from cic_sheets.sheets.lists import CATEGORIES, CURRENCIES, IMPUTATIONS, PAYMENT_MODES, UNITS


@sheet("Dépenses", order=11, group="Travail du contrat", blank=200)
class Expense(Row):
    """Une dépense par ligne, dans sa monnaie ; le programme convertit, contrôle et explique."""

    no: str | None = column(
        Code(),
        "N°",
        "Numéro unique de la ligne (D-001, D-002…) ; ne le changez plus une fois donné.",
        example="D-001",
        required=True,
        identity=True,
        aka=("Numéro", "N° de ligne"),
    )
    day: date | None = column(
        Day(),
        "Date",
        "Le jour de la dépense : il choisit le taux et tombe dans la convention et la mission.",
        example="18/01/2023",
        required=True,
        aka=("Date de la dépense",),
    )
    imputation: str | None = column(
        Choice(IMPUTATIONS),
        "Imputation",
        "À quoi la dépense se rattache : mission, communication ou activité collective.",
        example="mission",
        required=True,
    )
    mission: str | None = column(
        Ref("Missions"),
        "Mission",
        "Numéro de la mission ; obligatoire pour une dépense de mission.",
        example="MIS-01",
    )
    activity: str | None = column(
        Ref("Activités"),
        "Activité",
        "Numéro de l'activité collective ; obligatoire pour une dépense d'activité.",
    )
    budget_line: str | None = column(
        Ref("Budget"),
        "Ligne budgétaire",
        "Code de la ligne du budget de cette activité, dans la feuille « Budget ».",
    )
    category: str | None = column(
        Choice(CATEGORIES),
        "Catégorie",
        "La nature de la dépense ; elle choisit le barème.",
        example="hébergement",
        required=True,
    )
    label: str | None = column(
        Text(),
        "Libellé",
        "Ce qui a été acheté, en quelques mots ; repris dans la liste des dépenses.",
        example="Une nuit à Aït Tizza",
        required=True,
    )
    supplier: str | None = column(
        Text(),
        "Fournisseur",
        "Qui a été payé, comme sur la pièce.",
        example="Auberge des Arganiers",
    )
    amount: Decimal | None = column(
        Money("currency", least=None),
        "Montant",
        "Montant demandé, dans la devise payée ; négatif pour un avoir seulement.",
        example="900,00",
        required=True,
        aka=("Montant déclaré",),
    )
    currency: str | None = column(
        Choice(CURRENCIES), "Devise", "La devise payée.", example="MAD", required=True
    )
    ineligible: Decimal | None = column(
        Money("currency"),
        "Part non éligible",
        "Part de ce montant que le programme ne paie pas (alcool, extras, usage privé) ; elle est "
        "refusée avec son motif.",
        example="0,00",
    )
    reason: str | None = column(
        Text(), "Motif", "Pourquoi cette part n'est pas éligible ; imprimé dans le rapport."
    )
    quantity: Decimal | None = column(
        Number(least=0, most=100_000, places=2),
        "Quantité",
        "Nombre de nuits, de repas, de km… auquel le barème s'applique.",
        example="1",
    )
    unit: str | None = column(
        Choice(UNITS),
        "Unité",
        "Unité de la quantité : elle choisit le barème avec la catégorie.",
        example="nuitée",
    )
    payment_mode: str | None = column(
        Choice(PAYMENT_MODES),
        "Mode de paiement",
        "Comment vous avez payé.",
        example="carte bancaire",
    )
    paid_on: date | None = column(
        Day(),
        "Payé le",
        "Le jour du paiement ; il choisit le taux si la règle taux_methode est mois_paiement.",
        example="18/01/2023",
    )
    debited: Decimal | None = column(
        Money("EUR"),
        "Montant débité (EUR)",
        "Ce que la banque a débité d'un compte en euros ; pour mémoire, ne change aucun calcul.",
    )
    receipts: tuple[str, ...] = column(
        Refs("Justificatifs"),
        "Justificatifs",
        "Numéros des pièces qui prouvent la dépense, séparés par « ; ».",
        example="J-001",
        aka=("N° des pièces",),
    )
    receipt_due: date | None = column(
        Day(),
        "Justificatif attendu le",
        "Quand la pièce manque encore : la date promise ; jusque-là la ligne reste en attente.",
    )
    approval: str | None = column(
        Ref("Accords"),
        "Accord",
        "Numéro de la validation préalable ; vide : celle de la mission.",
        example="VAL-01",
    )
    credit_of: str | None = column(
        Ref("Dépenses"),
        "Avoir de",
        "Pour un avoir du fournisseur (montant négatif) : le numéro de la dépense d'origine.",
    )
    client_code: str | None = column(
        Code(),
        "Code budget Brulocalis",
        "Code analytique que Brulocalis vous donne pour cette dépense, si elle en donne un.",
        example="MA-COORD",
    )
    other_funder: str | None = column(
        Text(),
        "Autre financeur",
        "Qui d'autre paie cette dépense ; une dépense payée ailleurs ne peut pas être demandée.",
    )
    remark: str | None = column(
        Text(), "Remarque", "Ce qu'il faut savoir de plus.", example="Petit-déjeuner compris"
    )
