"""The table of single faults: what a person does to the clean year, and all that may be said of it.

« Toutes les constatations à la fois ; une faute qu'une autre explique n'est pas répétée. »
Source: workbook.md, Rules.
"""

from __future__ import annotations

from tests.planting import (
    Edit,
    Fault,
    added_row,
    both,
    day,
    done,
    emptied_row,
    heading,
    key,
    merged,
    moment,
    planted,
    renamed_key,
    without_row,
    without_sheet,
)

_ORPHAN = "JUS-09 Justificatifs.N°"
_OVERASKED = "DMD-01 Demandes.Montant demandé (EUR)"  # what was asked no longer holds
_UNNAMED = "JUS-10 Justificatifs.N°"

CELLS = (
    planted("jour ambigu", "Dépenses D-2023-005 Date", "03/04/2023", "CEL-03"),
    planted("jour illisible", "Dépenses D-2023-005 Date", "début janvier", "CEL-02"),
    planted("trois décimales", "Dépenses D-2023-005 Montant", 123.456, "CEL-08"),
    planted("montant absent", "Dépenses D-2023-005 Montant", None, "CEL-01"),
    planted("montant ambigu", "Dépenses D-2023-005 Montant", "1,234", "CEL-04"),
    planted("montant en lettres", "Dépenses D-2023-005 Montant", "soixante", "CEL-02"),
    planted("montant en erreur", "Dépenses D-2023-005 Montant", "#REF!", "CLA-05"),
    planted("formule sans valeur", "Dépenses D-2023-005 Montant", "=30+30", "CLA-04"),
    planted("mission inconnue", "Dépenses D-2023-005 Mission", "MIS-99", "CEL-06"),
    planted("pièce inconnue", "Dépenses D-2023-005 Justificatifs", "J-9999", "CEL-06"),
    planted("accord inconnu", "Dépenses D-2023-005 Accord", "VAL-99", "CEL-06"),
    planted("numéro deux fois", "Dépenses D-2023-006 N°", "D-2023-005", "CEL-07"),
    planted("catégorie mal écrite", "Dépenses D-2023-005 Catégorie", "hebergment", "CEL-05"),
    planted("unité inconnue", "Dépenses D-2023-005 Unité", "lieue", "CEL-05"),
    planted("durée négative", "Prestations P-2023-003 Durée (h)", -3, "CEL-09"),
    planted("zéros perdus", "Justificatifs J-2023-001 ICE émetteur", 1500002000065, "CEL-10"),
    planted("retour avant départ", "Missions MIS-03 Retour", moment("01/01/2023 08:00"), "CEL-11"),
    planted("texte inachevé", "Missions MIS-03 Résultats", "Bilan XXX à compléter", "CEL-13"),
    planted("description vide", "Prestations P-2023-003 Description", None, "CEL-01"),
    planted("commune inconnue", "Prestations P-2023-003 Communes", "C77", "CEL-06"),
)

WORKBOOK = (
    done("sans Taux", without_sheet("Taux"), "CLA-01 Taux."),
    done("sans Accords", without_sheet("Accords"), "CLA-01 Accords."),
    done("sans Justificatifs", without_sheet("Justificatifs"), "CLA-01 Justificatifs."),
    done("sans Missions", without_sheet("Missions"), "CLA-01 Missions."),
    done("sans Communes", without_sheet("Communes"), "CLA-01 Communes."),
    done("sans Règles", without_sheet("Règles"), "CLA-01 Règles."),
    done("titre changé", heading("Dépenses", "Montant", "Ce que j'ai payé"), "CLA-02 Dépenses.N°"),
    done("titre deux fois", heading("Dépenses", "Remarque", "Montant"), "CLA-03 Dépenses.Montant"),
    done(
        "cellules fusionnées",
        merged("Prestations", "P-2023-003", ("Activité", "Mission")),
        "CLA-08 Prestations.Activité",
    ),
    done("ligne vidée", emptied_row("Cohésion", "CO-013"), "CLA-11 Cohésion.N°"),
    key("version future", "Convention", "Version du classeur", 99, "CLA-10"),
)

REFERENCE = (
    key("rang 5", "Convention", "Rang", 5, "CNV-02"),
    key(  # seen from 1 February 2024, since the convention is said to go on
        "dix-huit mois", "Convention", "Fin", day("30/06/2024"), "CNV-01",
        "COH-01 Cohésion.N°", "ECE-01 Échéances.Date limite x2",
        "FIN-02 Financements.Vérifié le", "SUI-01 Suivi.Échéance",
    ),
    key(
        "après le programme", "Convention", "Fin du programme", day("30/06/2023"),
        "CNV-03 Convention.Fin",
    ),
    key("ICE absent", "Convention", "ICE", None, "HON-05"),
    key("ICE faux", "Convention", "ICE", "001234567000063", "CNV-04"),
    key("IBAN faux", "Convention", "IBAN", "MA00", "CNV-05"),
    key("480 devient 500", "Règles", "honoraires_mensuels", 500, "REG-04"),
    key("dix communes, neuf attendues", "Règles", "nb_communes_attendu", 9, "COM-02 Communes.Code"),
    done(
        "règle mal nommée", renamed_key("Règles", "plafond_mensuel", "plafon_mensuel"),
        "REG-02 Règles.Règle",
    ),
    done("règle absente", without_row("Règles", "plafond_mensuel"), "REG-01 Règles.Règle"),
    planted("alias d'une autre", "Communes C02 Alias", "Aït Tizza", "COM-01"),
    planted("contact avant l'entrée", "Cohésion CO-001 Commune", "C11", "COM-03"),
    planted(
        "barèmes qui se croisent", "Barèmes B-02 Du", day("15/06/2023"), "BAR-01 Barèmes.N°"
    ),
    planted("taux à l'envers", "Taux 01/04/2023 Unités pour 1 EUR", 0.0902, "TAU-02"),
    planted("taux qui saute", "Taux 01/04/2023 Unités pour 1 EUR", 11.9, "TAU-04"),
    planted("mois deux fois", "Taux 01/05/2023 Mois", day("01/04/2023"), "TAU-03"),
    done("mois sans taux", without_row("Taux", "01/04/2023"), "TAU-01 Dépenses.Date"),
)  # fmt: skip

WORK = (
    planted("hors convention", "Prestations P-2023-003 Date", day("05/01/2024"), "PRE-01"),
    planted("douze heures", "Prestations P-2023-003 Durée (h)", 12, "PRE-02"),
    planted("note de 500", "Honoraires H-2023-03 Montant", 500, "HON-03"),
    planted("mois deux fois", "Honoraires H-2023-04 Mois", day("01/03/2023"), "HON-02"),
    planted("note émise trop tôt", "Honoraires H-2023-03 Émise le", day("10/03/2023"), "HON-06"),
    both(
        "numéro sauté",
        Edit("Honoraires", "H-2023-12", "N°", "H-2023-15"),
        Edit("Paiements", "PAI-17", "Pour", "H-2023-15"),
        "HON-01",
    ),
    done(
        "note oubliée", without_row("Honoraires", "H-2023-03"),
        "HON-01 Honoraires.N°", "HON-02 Honoraires.N°", "CEL-06 Paiements.Pour",
    ),
    planted("à domicile", "Missions MIS-03 Lieu", "Rabat", "MIS-02"),
    planted("sans accord", "Missions MIS-03 Accord", None, "MIS-01"),
    planted("sans compte rendu", "Missions MIS-03 Compte rendu", None, "MIS-04"),
    planted("missions croisées", "Missions MIS-02 Départ", moment("13/01/2023 08:00"), "MIS-03"),
    planted(
        "sans puissance fiscale", "Missions MIS-04 Puissance fiscale", None, "MIS-05 Missions.Km"
    ),
    planted("commune pas encore entrée", "Missions MIS-03 Communes", "C11", "MIS-06"),
    planted("accord sans décideur", "Accords VAL-01 Décidé par", None, "ACC-04"),
    planted("accord sans date", "Accords VAL-03 Décidé le", None, "ACC-04"),
    planted("accord sans montant", "Accords VAL-03 Montant validé", None, "ACC-04"),
    planted("accord sans preuve", "Accords VAL-01 Preuve", None, "ACC-01"),
    planted("accord trop petit", "Accords VAL-01 Montant validé", 1, "ACC-02"),
    planted("accord tardif", "Accords VAL-07 Décidé le", day("08/03/2023"), "ACC-03"),
    planted(
        "accord après le départ", "Accords VAL-03 Décidé le", day("28/01/2023"),
        "MIS-01 Missions.Accord", "ACC-03",
    ),
    planted("accord en attente", "Accords VAL-03 Décision", "en attente", "MIS-01 Missions.Accord"),
    planted("accord refusé", "Accords VAL-03 Décision", "refusé", "MIS-01 Missions.Accord"),
)  # fmt: skip

EXPENSES = (
    both(
        "sans pièce",
        Edit("Dépenses", "D-2023-005", "Justificatifs", None),
        Edit("Dépenses", "D-2023-006", "Justificatifs", "J-2023-007 ; J-2023-008 ; J-2023-009"),
        "DEP-01",
    ),
    planted("pièce oubliée", "Dépenses D-2023-005 Justificatifs", None, "DEP-01", _ORPHAN),
    planted("après la convention", "Dépenses D-2023-005 Date", day("03/02/2024"), "DEP-02"),
    planted("avant la convention", "Dépenses D-2023-005 Date", day("03/12/2022"), "DEP-02"),
    planted("imputation fausse", "Dépenses D-2023-005 Imputation", "communication", "DEP-03"),
    planted("hors de la mission", "Dépenses D-2023-010 Date", day("30/01/2023"), "DEP-04"),
    planted("plus que la pièce", "Dépenses D-2023-005 Montant", 75, "DEP-05"),
    planted("barème baissé", "Barèmes B-03 Montant", 500, "DEP-06 Dépenses.Montant",
            _OVERASKED),
    planted("accord d'un autre jour", "Accords VAL-03 Valable au", day("25/01/2023"),
            "DEP-07 Dépenses.Accord x3"),
    planted("même pièce deux fois", "Dépenses D-2023-019 Justificatifs", "J-2023-015", "DEP-08",
            _ORPHAN),
    planted("vin", "Dépenses D-2023-011 Libellé", "Dîner du 26 janvier et vin", "DEP-11"),
    planted("négatif sans avoir", "Dépenses D-2023-005 Montant", -50, "DEP-12"),
    both(
        "grosse somme en espèces",
        Edit("Dépenses", "D-2023-105", "Mode de paiement", "espèces"),
        Edit("Règles", "seuil_espèces", "Valeur", 3500),
        "DEP-13 Dépenses.Montant",
    ),
    planted("deux abonnements", "Dépenses D-2023-013 Date", day("31/01/2023"),
            "DEP-14 Dépenses.N°", _OVERASKED),
    planted("accord annuel refusé", "Accords VAL-01 Décision", "refusé",
            "DEP-07 Dépenses.Accord x24"),
    planted("autre financeur", "Dépenses D-2023-005 Autre financeur", "UNICEF", "DEP-15"),
    planted("ligne d'une autre activité", "Dépenses D-2023-021 Ligne budgétaire", "A-03-salle",
            "DEP-19"),
    planted("trois nuits pour une", "Dépenses D-2023-003 Quantité", 3, "DEP-21"),
)  # fmt: skip

RECEIPTS = (
    planted("un devis", "Justificatifs J-2023-004 Type", "devis", "JUS-02"),
    both(
        "deux fois la même facture",
        Edit("Justificatifs", "J-2023-021", "Numéro", "MT-1555"),
        Edit("Justificatifs", "J-2023-021", "Date", day("30/01/2023")),
        "JUS-04 Justificatifs.N°",
    ),
    planted("illisible", "Justificatifs J-2023-005 Lisible", "non", "JUS-06"),
    planted("au nom d'un autre", "Justificatifs J-2023-001 Au nom de", "Karim Inconnu", "JUS-07"),
    planted("ICE de l'émetteur", "Justificatifs J-2023-001 ICE émetteur", "001500002000066",
            "JUS-08"),
    planted("sans nom de fichier", "Justificatifs J-2023-005 Fichier", None, _UNNAMED),
    planted("fichier absent", "Justificatifs J-2023-005 Fichier", "justificatifs/rien.pdf",
            "CEL-12", _UNNAMED),
    planted("fichier ailleurs", "Justificatifs J-2023-005 Fichier", "../../etc/passwd", "CEL-12",
            _UNNAMED),
    planted("arabe sans objet", "Justificatifs J-2023-006 Objet en français", None, "JUS-11"),
    both(
        "numéro de pièce sauté",
        Edit("Justificatifs", "J-2023-130", "N°", "J-2023-140"),
        Edit("Dépenses", "D-2023-120", "Justificatifs", "J-2023-140"),
        "JUS-01",
    ),
    planted("pièce plus petite", "Justificatifs J-2023-004 Montant", 100,
            "DEP-05 Dépenses.Montant"),
    done("pièce retirée", without_row("Justificatifs", "J-2023-005"),
         "CEL-06 Dépenses.Justificatifs", _UNNAMED),
)  # fmt: skip

PAYMENTS = (
    planted("demande d'un euro", "Demandes DEM-01 Montant demandé (EUR)", 1, "DMD-01"),
    planted("payé trop peu", "Paiements PAI-01 Montant (EUR)", 100, "PAI-01"),
    planted("accordé autre", "Demandes DEM-01 Montant accordé (EUR)", 300,
            "PAI-01 Paiements.Montant (EUR)"),
    done("paiement oublié", without_row("Paiements", "PAI-01"), "HON-07 Honoraires.N°"),
    done("remboursement oublié", without_row("Paiements", "PAI-03"),
         "PAI-03 Demandes.Envoyée le"),
    planted("périodes croisées", "Demandes DEM-02 Du", day("15/02/2023"), "PAI-02"),
    planted("budget trop petit", "Budget A-03-interp Montant (EUR)", 50, "BUD-01"),
    done(
        "dérogation sans objet",
        added_row("Dérogations", Code="DEP-01", Feuille="Dépenses", Ligne="D-2023-005",
                  Motif="Accord du siège", Accordée_par="CT-01", Date=day("15/12/2023")),
        "DER-01 Dérogations.Code",
    ),
)  # fmt: skip

FAULTS: tuple[Fault, ...] = (
    *CELLS, *WORKBOOK, *REFERENCE, *WORK, *EXPENSES, *RECEIPTS, *PAYMENTS,
)  # fmt: skip
