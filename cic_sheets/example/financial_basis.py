"""The tables of what the amounts rest on: rates, rules, scales, derogations, findings."""

from __future__ import annotations

from cic_sheets.example.financial_looks import AMOUNT, COUNT, DAY, MONTH, Col

RATES = (
    Col("Mois", 12, "{{taux.mois}}", MONTH),
    Col("Devise", 10, "{{taux.devise}}"),
    Col("Unités pour 1 EUR", 16, "{{taux.unites}}", "0.0000######_)"),
    Col("Source", 60, "{{taux.source}}", wrap=True),
    Col("Relevé le", 13, "{{taux.releve}}", DAY),
    Col("Lignes converties", 12, "{{taux.nombre}}", COUNT, "sum"),
)

RULES = (
    Col("Règle", 24, "{{regles.regle}}"),
    Col("Valeur", 30, "{{regles.valeur}}", wrap=True),
    Col("Unité", 11, "{{regles.unite}}"),
    Col("Ce qu'elle veut dire", 58, "{{regles.sens}}", wrap=True),
    Col("Source", 46, "{{regles.source}}", wrap=True),
    Col("Statut", 14, "{{regles.statut}}"),
    Col("Confirmée le", 12, "{{regles.confirme_le}}", DAY),
)

SCALES = (
    Col("Barème", 24, "{{baremes.no}} – {{baremes.categorie}}"),
    Col("Lieu", 30, "{{baremes.lieu}}"),
    Col("Unité", 11, "{{baremes.unite}}"),
    Col("Source", 58, "{{baremes.source}}", wrap=True),
    Col("Validité", 46, "{{baremes.validite}} ({{baremes.mode}}, {{baremes.nombre}} ligne(s))"),
    Col("Montant", 14, "{{baremes.montant}}", AMOUNT),
    Col("Devise", 12, "{{baremes.devise}}"),
)

DEROGATIONS = (
    Col("Règle", 10, "{{derogations.code}}"),
    Col("Ce que la règle demande", 56, "{{derogations.regle}}", wrap=True),
    Col("Feuille", 16, "{{derogations.feuille}}"),
    Col("Ligne", 14, "{{derogations.ligne}}"),
    Col("Motif de la dérogation", 52, "{{derogations.motif}}", wrap=True),
    Col("Accordée par", 20, "{{derogations.par}}"),
    Col("Le", 11, "{{derogations.date}}", DAY),
)

FINDINGS = (
    Col("Gravité", 14, "{{constats.gravite}}"),
    Col("Code", 9, "{{constats.code}}"),
    Col("Feuille", 16, "{{constats.feuille}}"),
    Col("Cellule", 9, "{{constats.cellule}}"),
    Col("Ligne", 13, "{{constats.ligne}}"),
    Col("Valeur", 24, "{{constats.valeur}}", wrap=True),
    Col("Ce qui ne va pas", 56, "{{constats.message}}", wrap=True),
    Col("Comment corriger", 50, "{{constats.remede}}", wrap=True),
)
