"""Single faults of the money: to the cent, to the day, at the threshold and one step beyond it.

What is not a fault stands here too, without a finding: a rule that fires at its own threshold
would lose the trust of those who keep to it.
"""

from __future__ import annotations

from typing import Any

from tests.planting import (
    Edit,
    Fault,
    added_row,
    both,
    day,
    done,
    key,
    planted,
    wherever,
    without_row,
)

_OVERASKED = "DMD-01 Demandes.Montant demandé (EUR)"  # what was asked no longer holds
_ORPHAN = "JUS-09 Justificatifs.N°"
_AMOUNT, _RECEIPTS = "Dépenses.Montant", "Dépenses.Justificatifs"

RECEIPTS = (
    planted("pièce moins un centime", "Justificatifs J-2023-010 Montant", 389.99,
            "DEP-05 " + _AMOUNT),
    planted("pièce moins un centime, ailleurs", "Justificatifs J-2023-050 Montant", 1799.99,
            "DEP-05 " + _AMOUNT),
    planted("ligne plus un centime", "Dépenses D-2023-007 Montant", 390.01, "DEP-05"),
    planted("ligne plus un centime, EUR", "Dépenses D-2023-062 Montant", 450.01, "DEP-05",),
    planted("montant tapé dix fois trop grand", "Dépenses D-2023-007 Montant", 3900, "DEP-05"),
    planted("montant tapé dix fois trop grand, ailleurs", "Dépenses D-2023-044 Montant", 3300,
            "DEP-05"),
    both(
        "grande dépense, bien prouvée",
        Edit("Dépenses", "D-2023-007", "Montant", 3900),
        Edit("Justificatifs", "J-2023-010", "Montant", 3900),
        "DEP-06", "ACC-02 Accords.Montant validé",
    ),
    both(
        "pièce partagée au-delà d'un centime",
        Edit("Dépenses", "D-2023-055", "Part non éligible", 24.99),
        Edit("Justificatifs", "J-2023-057", "Montant", 820),
        "DEP-08 " + _RECEIPTS,
    ),
    planted("pièce d'une autre ligne", "Dépenses D-2023-009 Justificatifs", "J-2023-011", "DEP-08",
            _ORPHAN),
    planted("pièce d'une autre ligne, ailleurs", "Dépenses D-2023-113 Justificatifs", "J-2023-130",
            "DEP-08 Dépenses.Justificatifs", _ORPHAN),
    planted("dépense en EUR, pièce en MAD", "Dépenses D-2023-007 Devise", "EUR",
            "DEP-01 " + _RECEIPTS),
    planted("pièce en EUR, dépense en MAD", "Justificatifs J-2023-010 Devise", "EUR",
            "DEP-01 " + _RECEIPTS),
    planted("pièce en MAD, dépense en EUR", "Justificatifs J-2023-105 Devise", "MAD",
            "DEP-01 " + _RECEIPTS),
    both(
        "sans accord ni pièce",
        Edit("Dépenses", "D-2023-012", "Accord", None),
        Edit("Dépenses", "D-2023-012", "Justificatifs", None),
        "DEP-07", "DEP-01 " + _RECEIPTS, _ORPHAN,
    ),
    both(
        "hors de la mission et sans pièce",
        Edit("Dépenses", "D-2023-011", "Date", day("28/01/2023")),
        Edit("Dépenses", "D-2023-011", "Justificatifs", None),
        "DEP-04", "DEP-01 " + _RECEIPTS, _ORPHAN,
    ),
    planted("pro forma", "Justificatifs J-2023-010 Type", "pro forma", "JUS-02"),
    planted("bon de livraison", "Justificatifs J-2023-130 Type", "bon de livraison", "JUS-02"),
    planted("preuve de paiement seule", "Justificatifs J-2023-010 Type", "preuve de paiement",
            "DEP-01 " + _RECEIPTS),
    both(
        "attestation d'un centime au-dessus de 20 EUR",
        Edit("Justificatifs", "J-2023-007", "Montant", 222.58),
        Edit("Dépenses", "D-2023-005", "Montant", 222.58),
        "JUS-12",
    ),
    both(
        "attestation de 20 EUR juste",
        Edit("Justificatifs", "J-2023-007", "Montant", 222.47),
        Edit("Dépenses", "D-2023-005", "Montant", 222.47),
        _OVERASKED,
    ),
    key("plafond annuel des attestations", "Règles", "declaration_max_an", 60,
        "JUS-12 Justificatifs.Montant x2"),
)  # fmt: skip

_ACTIVITY = "DEP-07 Dépenses.Accord x3"

APPROVALS = (
    planted("accord moins un centime", "Accords VAL-29 Montant validé", 25.52, "ACC-02"),
    planted("accord juste suffisant", "Accords VAL-29 Montant validé", 25.53),
    planted("accord d'activité trop petit", "Accords VAL-25 Montant validé", 44.99, "ACC-02"),
    planted("accord un jour après", "Accords VAL-05 Décidé le", day("22/02/2023"), "ACC-03",
            "MIS-01 Missions.Accord"),
    planted("accord le jour même", "Accords VAL-05 Décidé le", day("21/02/2023")),
    planted("accord annuel un jour après", "Accords VAL-01 Décidé le", day("04/01/2023"),
            "ACC-03"),
    planted("accord d'activité refusé", "Accords VAL-07 Décision", "refusé", _ACTIVITY),
    planted("accord d'activité en attente", "Accords VAL-07 Décision", "en attente", _ACTIVITY),
    both(
        "accord d'une autre année",
        Edit("Accords", "VAL-05", "Valable du", day("20/02/2024")),
        Edit("Accords", "VAL-05", "Valable au", day("23/02/2024")),
        "DEP-07 Dépenses.Accord x3",
    ),
    planted("catégorie hors de l'accord", "Dépenses D-2023-005 Accord", "VAL-01", "DEP-07"),
    planted("accord oublié, communication", "Dépenses D-2023-012 Accord", None, "DEP-07"),
    planted("accord oublié, activité", "Dépenses D-2023-021 Accord", None, "DEP-07"),
    planted("accord refusé, cité par la mission", "Missions MIS-05 Accord", "VAL-19", "MIS-01"),
    planted("accord de mission pour la communication", "Accords VAL-01 Portée", "mission",
            "DEP-07 Dépenses.Accord"),
    planted("accord de communication pour une mission", "Accords VAL-05 Portée", "communication",
            "MIS-01 Missions.Accord"),
    planted("accord annuel pour une mission", "Accords VAL-05 Portée", "annuel"),
    planted("accord d'activité pour sa mission", "Accords VAL-06 Portée", "activité"),
)  # fmt: skip

RATES = (
    planted("taux à l'envers en janvier", "Taux 01/01/2023 Unités pour 1 EUR", 0.0899, "TAU-02"),
    planted("taux dix fois trop grand", "Taux 01/05/2023 Unités pour 1 EUR", 111.56, "TAU-02"),
    planted("taux au-dessus de la fourchette", "Taux 01/03/2023 Unités pour 1 EUR", 12.51,
            "TAU-02"),
    planted("taux au bord de la fourchette", "Taux 01/03/2023 Unités pour 1 EUR", 12.5, "TAU-04"),
    planted("mois tapé au 15", "Taux 01/06/2023 Mois", day("15/06/2023")),
    done("taux de juin absent", without_row("Taux", "01/06/2023"), "TAU-01 Dépenses.Date"),
    planted("taux d'une autre devise", "Taux 01/04/2023 Devise", "USD", "TAU-01 Dépenses.Date"),
    done(
        "taux tapé deux fois",
        added_row("Taux", Mois=day("01/06/2023"), Devise="MAD", Unités_pour_1_EUR=10.9,
                  Source="InforEuro"),
        "TAU-03 Taux.Mois",
    ),
)  # fmt: skip

FEES = (
    planted("note de 479,99", "Honoraires H-2023-05 Montant", 479.99, "HON-03"),
    planted("note de 480,01", "Honoraires H-2023-11 Montant", 480.01, "HON-03"),
    planted("note du dernier jour", "Honoraires H-2023-05 Émise le", day("31/05/2023")),
    planted("note d'avant le dernier jour", "Honoraires H-2023-05 Émise le", day("30/05/2023"),
            "HON-06"),
    both(
        "numéro mal tapé au milieu",
        Edit("Honoraires", "H-2023-05", "N°", "H-2023-50"),
        Edit("Paiements", "PAI-07", "Pour", "H-2023-50"),
        "HON-01",
    ),
    both(
        "numéro répété autrement",
        Edit("Honoraires", "H-2023-05", "N°", "H-2023-4"),
        Edit("Paiements", "PAI-07", "Pour", "H-2023-4"),
        "HON-01",
    ),
    planted("mois facturé deux fois", "Honoraires H-2023-11 Mois", day("01/12/2023"),
            "HON-02 Honoraires.Mois"),
    planted("paiement de note moins un centime", "Paiements PAI-05 Montant (EUR)", 479.99,
            "PAI-01"),
    planted("honoraires après 90 jours", "Paiements PAI-07 Date", day("29/08/2023")),
    planted("honoraires après 91 jours", "Paiements PAI-07 Date", day("30/08/2023"),
            "HON-08 Honoraires.N°"),
)  # fmt: skip

CLAIMS = (
    planted("payé un centime de plus", "Paiements PAI-03 Montant (EUR)", 380.24, "PAI-01"),
    both(
        "payé un centime de moins, avec motif",
        Edit("Paiements", "PAI-03", "Montant (EUR)", 380.22),
        Edit("Demandes", "DEM-01", "Motif d'écart", "Frais de la banque"),
    ),
    both(
        "accordé et payé moins, sans motif",
        Edit("Paiements", "PAI-03", "Montant (EUR)", 300),
        Edit("Demandes", "DEM-01", "Montant accordé (EUR)", 300),
        "PAI-01",
    ),
    planted("demande d'un centime de trop", "Demandes DEM-03 Montant demandé (EUR)", 1879.40,
            "DMD-01"),
    planted("demande d'un centime de moins", "Demandes DEM-05 Montant demandé (EUR)", 1114.51,
            "DMD-01"),
    planted("période prolongée sur la suivante", "Demandes DEM-01 Au", day("03/03/2023"),
            "PAI-02 Demandes.Du"),
    planted("période avancée sur la précédente", "Demandes DEM-06 Du", day("30/10/2023"),
            "PAI-02"),
    planted("demande à 90 jours", "Demandes DEM-01 Envoyée le", day("03/04/2023")),
    planted("demande à 91 jours", "Demandes DEM-01 Envoyée le", day("04/04/2023"),
            "DEP-16 Dépenses.Date"),
    planted("remboursement d'une autre demande", "Paiements PAI-03 Demande", None,
            "PAI-03 Demandes.Envoyée le"),
)  # fmt: skip

LINES = (
    planted("budget d'une autre activité", "Dépenses D-2023-048 Ligne budgétaire", "A-01-doc",
            "DEP-19"),
    planted("sans ligne budgétaire", "Dépenses D-2023-021 Ligne budgétaire", None, "DEP-19"),
    planted("activité changée", "Dépenses D-2023-097 Activité", "A-08",
            "DEP-19 Dépenses.Ligne budgétaire"),
    planted("10 % au-dessus du budget", "Budget A-09-visio Montant (EUR)", 40.91),
    planted("plus de 10 % au-dessus du budget", "Budget A-09-visio Montant (EUR)", 40.9, "BUD-01"),
    done(
        "carburant et kilomètres",
        added_row("Dépenses", **{"N°": "D-2023-121", "Catégorie": "déplacement"},
                  Date=day("27/04/2023"), Imputation="mission", Mission="MIS-08", Devise="MAD",
                  Libellé="Gasoil, 20 litres", Montant=0.01, Justificatifs="J-2023-037"),
        "DEP-10 Dépenses.Catégorie", "DEP-08 Dépenses.Justificatifs",
    ),
    planted("deux lits la même nuit", "Dépenses D-2023-055 Date", day("24/05/2023"),
            "DEP-10 Dépenses.Catégorie"),
    planted("repas offerts, et demandés", "Missions MIS-06 Repas offerts", 3,
            "DEP-10 Dépenses.Catégorie"),
    planted("nuitée offerte, et demandée", "Missions MIS-01 Nuitées offertes", 1,
            "DEP-10 Dépenses.Catégorie"),
    planted("négatif sans avoir", "Dépenses D-2023-079 Avoir de", None, "DEP-12 " + _AMOUNT),
    planted("avoir plus grand d'un centime", "Dépenses D-2023-079 Montant", -404.01, "DEP-12"),
    planted("avoir de lui-même", "Dépenses D-2023-079 Avoir de", "D-2023-079", "DEP-12"),
    planted("avoir positif", "Dépenses D-2023-079 Montant", 40, "DEP-12"),
    key("espèces au seuil", "Règles", "seuil_espèces", 900),
    key("espèces un centime au-delà", "Règles", "seuil_espèces", 899.99,
        "DEP-13 " + _AMOUNT),
    planted("autre financeur, communication", "Dépenses D-2023-103 Autre financeur", "Fondation",
            "DEP-15"),
    planted("deux nuits pour une", "Dépenses D-2023-010 Quantité", 2, "DEP-21"),
    planted("unité du jour pour une nuit", "Dépenses D-2023-010 Unité", "jour", "BAR-02"),
    planted("unité de la nuit pour un repas", "Dépenses D-2023-011 Unité", "nuitée", "BAR-02"),
    planted("barème plus bas d'un centime", "Barèmes B-03 Montant", 519.99,
            "DEP-06 " + _AMOUNT),
    planted("barème juste suffisant", "Barèmes B-03 Montant", 520),
    planted("sans quantité", "Dépenses D-2023-010 Quantité", None, "DEP-06"),
    planted("après le retour", "Dépenses D-2023-011 Date", day("28/01/2023"), "DEP-04"),
    planted("repas avant le départ", "Dépenses D-2023-011 Date", day("25/01/2023"), "DEP-04"),
    planted("billet acheté avant", "Dépenses D-2023-009 Date", day("25/01/2023")),
    planted("mission d'un autre mois", "Dépenses D-2023-010 Mission", "MIS-05",
            "DEP-04 Dépenses.Date"),
    planted("activité qui cite une mission", "Dépenses D-2023-021 Mission", "MIS-06",
            "DEP-20 Dépenses.Imputation"),
    planted("mission sans numéro", "Dépenses D-2023-007 Mission", None,
            "DEP-03 Dépenses.Imputation"),
    planted("activité sans numéro", "Dépenses D-2023-021 Activité", None,
            "DEP-03 Dépenses.Imputation"),
    planted("impression en mission", "Dépenses D-2023-007 Catégorie", "impression", "DEP-03"),
    planted("bière en capitales", "Dépenses D-2023-011 Libellé", "Dîner, BIÈRE comprise",
            "DEP-11"),
    planted("vins sans accent", "Dépenses D-2023-046 Libellé", "Dîners et Vins du pays", "DEP-11"),
    planted("amende sur la pièce", "Justificatifs J-2023-005 Objet en français", "Amendes",
            "DEP-11"),
    planted("vingt n'est pas vin", "Dépenses D-2023-011 Libellé", "Vingt cafés, vinaigre"),
    done(
        "ligne copiée",
        added_row("Dépenses", **{"N°": "D-2023-121", "Catégorie": "repas", "Unité": "repas"},
                  Date=day("26/01/2023"), Imputation="mission", Mission="MIS-03", Devise="MAD",
                  Libellé="Dîner du 26 janvier", Fournisseur="Café-restaurant du Souk",
                  Montant=73, Quantité=1, Justificatifs="J-2023-014"),
        "DEP-09 Dépenses.N°", "DEP-08 Dépenses.Justificatifs",
    ),
)  # fmt: skip

MISSIONS = (
    planted("domicile en minuscules", "Missions MIS-03 Lieu", "rabat ", "MIS-02"),
    planted("domicile, autrement écrit", "Missions MIS-07 Lieu", "Rabat-ville", "MIS-02"),
    planted("ville voisine", "Missions MIS-07 Lieu", "Salé"),
    planted("plaque absente", "Missions MIS-08 Immatriculation", None, "MIS-05 Missions.Km"),
    both(
        "kilomètres des dépenses seules",
        Edit("Missions", "MIS-08", "Km", None),
        Edit("Missions", "MIS-08", "Puissance fiscale", None),
        "MIS-05",
    ),
    planted("sans accord, en septembre", "Missions MIS-20 Accord", None, "MIS-01"),
    planted("sans compte rendu, en février", "Missions MIS-05 Compte rendu", None, "MIS-04"),
    planted("commune sortie", "Missions MIS-15 Communes", "C10", "MIS-06"),
)  # fmt: skip


def _of_march(row: dict[str, Any]) -> bool:
    return bool(row["Date"].month == 3)


def _pilots(row: dict[str, Any]) -> bool:
    return bool(row["Prestation"] == "M6")


_SAME = "Suivi des communes du groupe par téléphone."

WORK = (
    done("mois presque sans heures", wherever("Prestations", _of_march, "Durée (h)", 0.5),
         "PRE-03 Prestations.N°"),
    done("rien pour M6", wherever("Prestations", _pilots, "Prestation", "M5"),
         "PRE-04 Prestations.N°"),
    Fault(
        "même texte trois mois de suite",
        tuple(
            Edit("Prestations", number, "Description", _SAME)
            for number in ("P-2023-010", "P-2023-022", "P-2023-036")
        ),
        ("PRE-06 Prestations.Description",),
    ),
    done("mois sans prestation", wherever("Prestations", _of_march, "Date", day("28/02/2023")),
         "HON-04 Honoraires.Mois", "PRE-02 Prestations.Durée (h)", "PRE-03 Prestations.N°"),
    both(
        "barème de l'an dernier",
        Edit("Barèmes", "B-09", "Au", day("31/12/2022")),
        Edit("Barèmes", "B-09", "Du", day("01/01/2022")),
        "BAR-03",
    ),
    Fault(
        "dépense passée à une autre activité",
        (
            Edit("Dépenses", "D-2023-097", "Activité", "A-08"),
            Edit("Dépenses", "D-2023-097", "Ligne budgétaire", "A-08-sono"),
            Edit("Budget", "A-08-sono", "Montant (EUR)", 500),
        ),
        ("BUD-02 Budget.Montant (EUR)",),
    ),
    key("moyenne un peu trop basse", "Règles", "plafond_mensuel", 180, "REG-04",
        "DEP-18 Dépenses.Montant x4", _OVERASKED),
)  # fmt: skip

MONEY: tuple[Fault, ...] = (
    *WORK, *RECEIPTS, *APPROVALS, *RATES, *FEES, *CLAIMS, *LINES, *MISSIONS,
)  # fmt: skip
