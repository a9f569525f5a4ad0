"""The year's honest mistakes, each declared once: what was typed, what is found, why it happens."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from cic_sheets.example.planting import (
    Add,
    Expected,
    Hide,
    Mistake,
    Rename,
    Retype,
    TypeBelow,
)
from cic_sheets.example.tables import YEAR

# --- Cells --------------------------------------------------------------------------------------

_CELLS = (
    Mistake(
        "Une date collée depuis un message reste un texte, et 11/05 se lit de deux façons.",
        (Retype("Justificatifs", "J-2023-046", "Date", "11/05/2023"),),
        (Expected("CEL-03", "Justificatifs", "J-2023-046", "Date"),),
    ),
    Mistake(
        "Le montant reçu est recopié d'un calcul au taux de la banque, avec ses décimales.",
        (Retype("Paiements", "PAI-05", "Montant reçu", Decimal("5289.605")),),
        (Expected("CEL-08", "Paiements", "PAI-05", "Montant reçu"),),
    ),
    Mistake(
        "L'habitude du point pour les milliers : 2.400 se lit 2400 ou 2,4.",
        (Retype("Dépenses", "D-2023-053", "Montant", "2.400"),),
        (Expected("CEL-04", "Dépenses", "D-2023-053", "Montant"),),
    ),
    Mistake(
        "Collé dans une cellule au format nombre, l'ICE a perdu ses zéros de tête.",
        (Retype("Justificatifs", "J-2023-004", "ICE émetteur", 1300001000005),),
        (Expected("CEL-10", "Justificatifs", "J-2023-004", "ICE émetteur", "A"),),
    ),
    Mistake(
        "Un mot de la liste tapé au clavier, à une lettre près.",
        (Retype("Dépenses", "D-2023-060", "Catégorie", "hébergment"),),
        (Expected("CEL-05", "Dépenses", "D-2023-060", "Catégorie"),),
    ),
    Mistake(
        "Deux chiffres intervertis dans le numéro d'une seconde pièce.",
        (Retype("Dépenses", "D-2023-063", "Justificatifs", "J-2023-069 ; J-2023-170"),),
        (Expected("CEL-06", "Dépenses", "D-2023-063", "Justificatifs"),),
    ),
    Mistake(
        "Une ligne copiée pour aller plus vite garde le numéro de celle du dessus.",
        (Retype("Prestations", "P-2023-047", "N°", "P-2023-046"),),
        (Expected("CEL-07", "Prestations", "P-2023-046", "N°"),),
    ),
    Mistake(
        "Un billet téléchargé deux fois : le fichier gardé a un (1) dans son nom.",
        (
            Rename(
                "justificatifs/J-2023-077 Rail Atlas.pdf",
                "justificatifs/J-2023-077 Rail Atlas (1).pdf",
            ),
        ),
        (
            Expected("CEL-12", "Justificatifs", "J-2023-077", "Fichier"),
            Expected("JUS-10", "Justificatifs", "N°", "N°", "A"),
        ),
    ),
    Mistake(
        "Un texte provisoire oublié avant l'envoi.",
        (Retype("Missions", "MIS-24", "Résultats", "Plan d'action : à compléter."),),
        (Expected("CEL-13", "Missions", "MIS-24", "Résultats", "A"),),
    ),
    Mistake(
        "La feuille était filtrée : la nouvelle ligne a été tapée sous le tableau.",
        (
            Hide("Leçons", ("L-03", "L-04", "L-06")),
            TypeBelow(
                "Leçons",
                (
                    ("N°", "L-09"),
                    ("Date", date(YEAR, 12, 18)),
                    ("Type", "bonne pratique"),
                    ("Prestation", "M2"),
                    ("Description", "Une lettre d'information courte est lue en entier."),
                    ("Statut", "clos"),
                ),
            ),
        ),
        (
            Expected("CLA-06", "Leçons", "L-03", "N°", "I"),
            Expected("CLA-11", "Leçons", "L-09", "N°", "A"),
        ),
    ),
)

# --- Convention, references, work ---------------------------------------------------------------

_WORK = (
    Mistake(
        "La clé du RIB recopiée à la main, deux chiffres à l'envers.",
        (Retype("Convention", "CIC-MA-2023", "RIB", "999810000012345678901279"),),
        (Expected("CNV-05", "Convention", "CIC-MA-2023", "RIB", "A"),),
    ),
    Mistake(
        "Les deux communes ont le même partenaire belge : celle de juillet est citée en février.",
        (Retype("Prestations", "P-2023-023", "Communes", "C04 ; C11"),),
        (Expected("COM-03", "Prestations", "P-2023-023", "Communes"),),
    ),
    Mistake(
        "Le site de change affichait 1 dirham en euros, et non 1 euro en dirhams.",
        (Retype("Taux", "01/08/2023", "Unités pour 1 EUR", Decimal("0.0924")),),
        (Expected("TAU-02", "Taux", "01/08/2023", "Unités pour 1 EUR"),),
    ),
    Mistake(
        "La note d'août est partie de celle de juillet, dont elle a gardé le mois.",
        (Retype("Honoraires", "H-2023-08", "Mois", date(YEAR, 7, 1)),),
        (Expected("HON-02", "Honoraires", "H-2023-08", "Mois"),),
    ),
    Mistake(
        "Le jury devait se tenir à Casablanca ; il s'est tenu à Rabat, où elle habite.",
        (Retype("Missions", "MIS-16", "Lieu", "Rabat"),),
        (Expected("MIS-02", "Missions", "MIS-16", "Lieu"),),
    ),
    Mistake(
        "Retour tapé le 15 au lieu du 5 : la mission en recouvre une autre.",
        (Retype("Missions", "MIS-09", "Retour", datetime(YEAR, 5, 15, 22, 0)),),
        (Expected("MIS-03", "Missions", "MIS-10", "Départ"),),
    ),
    Mistake(
        "La plaque de la voiture prêtée n'était pas connue au moment d'écrire la mission.",
        (
            Retype("Missions", "MIS-22", "Immatriculation", None),
            Add(
                "Dérogations",
                (
                    ("Code", "MIS-05"),
                    ("Feuille", "Missions"),
                    ("Ligne", "MIS-22"),
                    ("Motif", "Voiture prêtée par une collègue ; carte grise vue par Brulocalis"),
                    ("Accordée par", "Camille Delvaux"),
                    ("Date", date(YEAR, 11, 6)),
                ),
            ),
        ),
        (Expected("MIS-05", "Missions", "MIS-22", "Km", "A"),),
    ),
    Mistake(
        "La dérogation demandée pour une mission a été écrite avec le numéro d'une autre.",
        (
            Add(
                "Dérogations",
                (
                    ("Code", "MIS-01"),
                    ("Feuille", "Missions"),
                    ("Ligne", "MIS-20"),
                    ("Motif", "Accord donné au téléphone, confirmé le lendemain"),
                    ("Accordée par", "Camille Delvaux"),
                    ("Date", date(YEAR, 10, 2)),
                ),
            ),
        ),
        (Expected("DER-01", "Dérogations", "MIS-01", "Code"),),
    ),
)

# --- Expenses and receipts ----------------------------------------------------------------------

_MONEY = (
    Mistake(
        "Le prix affiché de la chambre, et non celui de la facture que deux lignes se partagent.",
        (Retype("Dépenses", "D-2023-052", "Montant", Decimal("450.00")),),
        (Expected("DEP-08", "Dépenses", "D-2023-055", "Justificatifs"),),
    ),
    Mistake(
        "Le repas a été daté du jour où le ticket a été classé, après le retour.",
        (Retype("Dépenses", "D-2023-056", "Date", date(YEAR, 5, 27)),),
        (Expected("DEP-04", "Dépenses", "D-2023-056", "Date"),),
    ),
    Mistake(
        "L'accord annuel va de soi : on oublie d'écrire son numéro.",
        (Retype("Dépenses", "D-2023-066", "Accord", None),),
        (Expected("DEP-07", "Dépenses", "D-2023-066", "Accord"),),
    ),
    Mistake(
        "Le loueur avait d'abord envoyé un devis, et c'est lui qui a été classé.",
        (Retype("Justificatifs", "J-2023-050", "Type", "devis"),),
        (Expected("JUS-02", "Justificatifs", "J-2023-050", "Type"),),
    ),
    Mistake(
        "Un numéro sauté entre le ticket collé et le suivant.",
        (
            Retype("Dépenses", "D-2023-120", "Justificatifs", "J-2023-131"),
            Retype("Justificatifs", "J-2023-130", "N°", "J-2023-131"),
        ),
        (Expected("JUS-01", "Justificatifs", "J-2023-131", "N°", "A"),),
    ),
    Mistake(
        "Le libellé recopie l'addition, boissons comprises.",
        (Retype("Dépenses", "D-2023-046", "Libellé", "Dîners des 16 et 17 mai, avec vin"),),
        (Expected("DEP-11", "Dépenses", "D-2023-046", "Libellé", "A"),),
    ),
    Mistake(
        "L'abonnement de juin, prélevé le 31 mai, fait deux abonnements le même mois.",
        (Retype("Dépenses", "D-2023-058", "Date", date(YEAR, 5, 31)),),
        (Expected("DEP-14", "Dépenses", "D-2023-058", "N°", "A"),),
    ),
)

MISTAKES: tuple[Mistake, ...] = (*_CELLS, *_WORK, *_MONEY)

CONSEQUENCES: tuple[Expected, ...] = ()
"""What the mistakes bring about besides, if a rule tells it too: nothing should."""
