"""The lists of values, each declared once; `Listes` offers them, the coordinator may add to them.

The words that the program itself compares with have a name here: no rule spells a French word.
"""

from __future__ import annotations

from cic_sheets.schema.lists import value_list

# --- Language and money -------------------------------------------------------------------------

FRENCH, ARABIC, ENGLISH = "français", "arabe", "anglais"
LANGUAGES = value_list(
    "langue", FRENCH, ARABIC, "amazighe", ENGLISH, "néerlandais", "espagnol",
    about="Langue d'un document ou d'un échange.",
    aka={"fr": FRENCH, "ar": ARABIC, "en": ENGLISH, "nl": "néerlandais", "darija": ARABIC},
)  # fmt: skip

EUR, MAD = "EUR", "MAD"
CURRENCIES = value_list(
    "devise", MAD, EUR, "USD",
    about="Monnaie, par son code international ; un code ajouté demande ses taux dans « Taux ».",
    aka={"DH": MAD, "DHS": MAD, "dirham": MAD, "dirhams": MAD, "د.م.": MAD, "درهم": MAD,
         "euro": EUR, "euros": EUR, "$": "USD"},
)  # fmt: skip

# --- Contract and reference ---------------------------------------------------------------------

CONFIRMED, TO_CONFIRM = "confirmé", "à confirmer"
SETTING_STATUSES = value_list(
    "statut_règle", CONFIRMED, TO_CONFIRM,
    about="Si Brulocalis a confirmé la règle, ou si le programme applique sa valeur par défaut.",
    aka={"confirmée": CONFIRMED},
)  # fmt: skip

COMMUNE_TYPES = value_list(
    "type_commune", "urbaine", "rurale", about="Type de commune.", aka={"municipalité": "urbaine"}
)

TRAVEL, LODGING, MEALS = "déplacement", "hébergement", "repas"
COMMUNICATION, INTERNET, RENT = "communication", "internet", "location"
MISSION_CATEGORIES = (TRAVEL, LODGING, MEALS)
"""What a mission may cost: « déplacement, logement et nourriture » (announcement)."""
CONTRACT_CATEGORIES = (*MISSION_CATEGORIES, COMMUNICATION, INTERNET)
"""What the convention reimburses, within the average of 200 EUR a month (announcement)."""
CATEGORIES = value_list(
    "catégorie", *CONTRACT_CATEGORIES, RENT, "restauration", "impression", "interprétation",
    "autre",
    about="Nature d'une dépense ; les cinq premières sont celles que la convention rembourse.",
    aka={"transport": TRAVEL, "logement": LODGING, "hôtel": LODGING, "nourriture": MEALS,
         "téléphone": COMMUNICATION, "traiteur": "restauration", "divers": "autre"},
)  # fmt: skip

NIGHT, DAY, MEAL, KM, MONTH, TRIP = "nuitée", "jour", "repas", "km", "mois", "trajet"
UNITS = value_list(
    "unité", NIGHT, DAY, MEAL, KM, MONTH, TRIP,
    about="Ce que compte une quantité ; c'est elle qui relie une dépense à son barème.",
    aka={"nuit": NIGHT, "nuits": NIGHT, "nuitées": NIGHT, "jours": DAY, "journée": DAY,
         "kilomètre": KM, "kilomètres": KM, "trajets": TRIP},
)  # fmt: skip

CEILING, FLAT = "plafond", "forfait"
SCALE_MODES = value_list(
    "mode_barème", CEILING, FLAT,
    about="Plafond : limite ce que prouvent les pièces. Forfait : payé sans pièce.",
)  # fmt: skip

# --- Contract work ------------------------------------------------------------------------------

SERVICES = {
    "M1": "Activités collectives",
    "M2": "Échanges d'informations et partage de connaissances",
    "M3": "Appui au pilotage local du programme",
    "M4": "Appui à la commune hôte des plateformes",
    "M5": "Cohérence et cohésion du groupe",
    "M6": "Ressources de financement locales",
    "M7": "Représentation et visibilité du programme",
    "M8": "Positions du groupe et plaidoyers",
}
"""The announcement's eight prestations, in its order: code → short title."""
PRESTATIONS = value_list(
    "prestation", *SERVICES,
    about="Les huit prestations de l'annonce : "
    + " ; ".join(f"{code} {title}" for code, title in SERVICES.items()) + ".",
    aka={title: code for code, title in SERVICES.items()}
    | {f"{code} {title}": code for code, title in SERVICES.items()},
)  # fmt: skip

OWN_CAR = "voiture personnelle"
TRANSPORTS = value_list(
    "transport", "train", "autocar", "grand taxi", "petit taxi", "tramway", OWN_CAR,
    "voiture de location", "covoiturage", "véhicule de la commune", "avion",
    about="Moyen de transport principal d'une mission ; la voiture personnelle se compte en km.",
    aka={"voiture": OWN_CAR, "véhicule personnel": OWN_CAR, "car": "autocar", "bus": "autocar"},
)  # fmt: skip

MISSION, ACTIVITY, ANNUAL = "mission", "activité", "annuel"
SCOPES = value_list(
    "portée", MISSION, ACTIVITY, COMMUNICATION, ANNUAL,
    about="Ce que couvre une validation préalable de Brulocalis.",
    aka={"annuelle": ANNUAL},
)  # fmt: skip

GRANTED, REFUSED, PENDING = "validé", "refusé", "en attente"
DECISIONS = value_list(
    "décision", GRANTED, REFUSED, PENDING,
    about="Réponse de Brulocalis à une demande de validation.",
    aka={"validée": GRANTED, "accordé": GRANTED, "approuvé": GRANTED, "refusée": REFUSED},
)  # fmt: skip

IMPUTATIONS = value_list(
    "imputation", MISSION, COMMUNICATION, ACTIVITY,
    about="À quoi se rattache une dépense : mission, communication ou activité collective.",
)  # fmt: skip

CASH = "espèces"
PAYMENT_MODES = value_list(
    "mode_paiement", CASH, "carte bancaire", "virement", "chèque", "prélèvement",
    "paiement mobile",
    about="Comment la dépense a été payée.",
    aka={"cash": CASH, "liquide": CASH, "carte": "carte bancaire", "CB": "carte bancaire"},
)  # fmt: skip

INVOICE, TILL_RECEIPT, SIGNED_RECEIPT = "facture", "ticket", "reçu"
TRAVEL_TICKET, FEE_NOTE, ATTESTATION = "billet", "note d'honoraires", "attestation"
DECLARATION = ATTESTATION
PROOF_OF_PAYMENT, PREPAID = "preuve de paiement", "recharge prépayée"
ATTENDANCE_LIST = "liste de présence"
JUSTIFYING = (
    INVOICE, TILL_RECEIPT, SIGNED_RECEIPT, TRAVEL_TICKET, FEE_NOTE, ATTESTATION,
)  # fmt: skip
"""Receipts that carry an amount (money.md §3.4); a declaration only up to its ceilings."""
SUPPORTING = (
    PROOF_OF_PAYMENT, "ordre de mission", "carte d'embarquement", ATTENDANCE_LIST, "rapport",
)  # fmt: skip
"""Documents that support a line and add no amount."""
PROVING_NOTHING = ("devis", "pro forma", "bon de commande", "bon de livraison", PREPAID)
"""Documents that prove no expense (JUS-02)."""
RECEIPT_TYPES = value_list(
    "type_pièce", *JUSTIFYING, *SUPPORTING, *PROVING_NOTHING,
    about="Les six premiers portent un montant, les cinq suivants appuient, les cinq derniers ne "
    "prouvent rien.",
    aka={"ticket de caisse": TILL_RECEIPT, "quittance": SIGNED_RECEIPT,
         "billet électronique": TRAVEL_TICKET, "e-billet": TRAVEL_TICKET,
         "attestation sur l'honneur": ATTESTATION, "déclaration sur l'honneur": ATTESTATION,
         "proforma": "pro forma", "facture pro forma": "pro forma"},
)  # fmt: skip

PAPER, ELECTRONIC, COPY = "papier", "électronique", "copie"
ORIGINALS = value_list(
    "original", PAPER, ELECTRONIC, COPY,
    about="Ce que vous avez en main : l'original sur papier, un original électronique, une copie.",
    aka={"numérique": ELECTRONIC, "photocopie": COPY},
)  # fmt: skip

FEES, REIMBURSEMENT, ADVANCE = "honoraires", "remboursement", "avance"
PAYMENT_TYPES = value_list(
    "type_paiement", FEES, REIMBURSEMENT, ADVANCE, about="Ce que Brulocalis a payé."
)

# --- The group's life ---------------------------------------------------------------------------

PLATFORM = "plateforme"
ACTIVITY_TYPES = value_list(
    "type_activité", "formation", "visite", "atelier", "chantier", "échange", "étude", PLATFORM,
    about="Forme d'une activité collective.",
    aka={"visite de terrain": "visite", "chantier collectif": "chantier",
         "échange d'expériences": "échange"},
)  # fmt: skip

AUDIENCES = value_list(
    "public", "femmes", "jeunes", "personnes à besoins spécifiques", "migrants",
    about="Publics cibles du programme (annonce).",
    aka={"PBS": "personnes à besoins spécifiques", "migrantes et migrants": "migrants"},
)  # fmt: skip

PROPOSED, PLANNED, HELD, POSTPONED, CANCELLED = (
    "proposée", "planifiée", "réalisée", "reportée", "annulée",
)  # fmt: skip
ACTIVITY_STATUSES = value_list(
    "statut_activité", PROPOSED, PLANNED, HELD, POSTPONED, CANCELLED,
    about="Où en est une activité ; reportée ou annulée, elle dit son motif.",
)  # fmt: skip

ROLES = value_list(
    "fonction", "élu", "agent", "association", "citoyen", "partenaire",
    about="À quel titre des personnes participent.",
    aka={"élue": "élu", "élus": "élu", "agente": "agent", "agents": "agent",
         "associations": "association", "citoyenne": "citoyen", "citoyens": "citoyen"},
)  # fmt: skip

PREPARATION, RESOLUTION, RECOMMENDATION = "préparation", "décision", "recommandation"
FOLLOW_UP_TYPES = value_list(
    "type_suivi", PREPARATION, RESOLUTION, RECOMMENDATION,
    about="Tâche de préparation, décision prise ou recommandation à suivre.",
)  # fmt: skip

TODO, ONGOING, DONE, DROPPED = "à faire", "en cours", "fait", "abandonné"
FOLLOW_UP_STATUSES = value_list(
    "statut_suivi", TODO, ONGOING, DONE, DROPPED,
    about="Où en est une tâche ou une décision.",
    aka={"faite": DONE, "terminé": DONE, "abandonnée": DROPPED},
)  # fmt: skip

EXCHANGE_TYPES = value_list(
    "type_échange", "note", "fiche pratique", "webinaire", "message", "lettre d'information",
    "visite", "document",
    about="Forme d'un partage de connaissances.",
    aka={"WhatsApp": "message", "newsletter": "lettre d'information"},
)  # fmt: skip

VISIT, CALL, MEETING, MEDIATION = "visite", "appel", "réunion", "médiation"
LIAISON_TYPES = value_list(
    "type_contact", VISIT, CALL, MEETING, MEDIATION, about="Forme d'un contact avec une commune."
)

DELIVERABLES = value_list(
    "livrable", "plan d'action annuel", "rapport narratif", "rapport financier", "indicateurs",
    "PV du comité de pilotage", "justificatifs",
    about="Ce que chaque commune remet dans l'année.",
    aka={"PA annuel": "plan d'action annuel", "PV COPIL": "PV du comité de pilotage"},
)  # fmt: skip

OUTPUT, OUTCOME, IMPACT = "output", "outcome", "impact"
INDICATOR_LEVELS = value_list(
    "niveau_indicateur", OUTPUT, OUTCOME, IMPACT,
    about="Niveau dans la théorie du changement : réalisation, effet, impact.",
    aka={"produit": OUTPUT, "réalisation": OUTPUT, "effet": OUTCOME},
)  # fmt: skip

COUNT, RATE, YES_NO, GRADE = "nombre", "taux", "oui/non", "échelle"
INDICATOR_TYPES = value_list(
    "type_indicateur", COUNT, RATE, YES_NO, GRADE,
    about="Un taux se mesure par un numérateur et un dénominateur.",
)  # fmt: skip

RISE, FALL = "hausse", "baisse"
DIRECTIONS = value_list("sens", RISE, FALL, about="Le sens dans lequel l'indicateur progresse.")

SUM, MEAN, WEIGHTED_MEAN, MAXIMUM, LAST, NONE = (
    "somme", "moyenne", "moyenne pondérée", "maximum", "dernier", "aucune",
)  # fmt: skip
COMMUNE_AGGREGATIONS = value_list(
    "agrégation_communes", SUM, MEAN, WEIGHTED_MEAN, MAXIMUM, NONE,
    about="Comment les valeurs des communes en font une seule.",
)  # fmt: skip
TIME_AGGREGATIONS = value_list(
    "agrégation_temps", SUM, LAST, MAXIMUM,
    about="Comment les mesures successives d'une commune en font une seule.",
    aka={"dernière": LAST, "dernière valeur": LAST},
)  # fmt: skip

AWAITED, OBTAINED, REJECTED, WITHDRAWN = "en attente", "obtenu", "refusé", "retiré"
RESULTS = value_list(
    "résultat", AWAITED, OBTAINED, "obtenu en partie", REJECTED, WITHDRAWN,
    about="Issue d'une candidature.",
    aka={"obtenue": OBTAINED, "refusée": REJECTED, "retirée": WITHDRAWN},
)  # fmt: skip

REPRESENTATION, EVENT = "représentation", "événement"
VISIBILITY_TYPES = value_list(
    "type_visibilité", REPRESENTATION, EVENT, "article", "radio", "télévision", "réseau social",
    "support",
    about="Forme d'une représentation ou d'une action de visibilité.",
    aka={"TV": "télévision", "presse": "article", "réseaux sociaux": "réseau social"},
)  # fmt: skip

ADVOCACY_LEVELS = value_list(
    "niveau_instance", "commune", "province", "région", "national",
    about="Niveau de l'instance auprès de laquelle le groupe défend sa position.",
    aka={"préfecture": "province", "nationale": "national"},
)  # fmt: skip

CRITERIA = value_list(
    "critère", "animation du groupe", "circulation de l'information", "appui méthodologique",
    "organisation des rencontres", "équité entre communes", "appui à la recherche de financements",
    "représentation et plaidoyer", "disponibilité et délais", "appréciation générale",
    about="Ce que notent les communes et Brulocalis à l'évaluation annuelle.",
)  # fmt: skip

LESSON_TYPES = value_list(
    "type_leçon", "difficulté", "risque", "leçon", "bonne pratique",
    about="Ce que l'année a appris.",
)  # fmt: skip
OPEN, CLOSED = "ouvert", "clos"
LESSON_STATUSES = value_list(
    "statut_leçon", OPEN, ONGOING, CLOSED,
    about="Si la difficulté ou le risque est traité.",
    aka={"ouverte": OPEN, "close": CLOSED, "clôturé": CLOSED},
)  # fmt: skip

PLAN = (
    "Résumé", "Contexte de l'année", "Activités par prestation", "Calendrier et échéances",
    "Indicateurs", "Plateforme", "Activités collectives", "Partage de connaissances",
    "Financements", "Visibilité", "Plaidoyers", "Difficultés et risques", "Leçons", "Évaluation",
    "Perspectives",
)  # fmt: skip
"""The fifteen sections of the narrative report (deliverables.md)."""
SECTIONS = value_list(
    "section", *PLAN,
    about="Les quinze sections du rapport narratif, dans leur ordre.",
    aka={f"{number} {title}": title for number, title in enumerate(PLAN, start=1)},
)  # fmt: skip
DRAFT, REVIEWED, APPROVED = "brouillon", "relu", "validé"
TEXT_STATUSES = value_list(
    "statut_texte", DRAFT, REVIEWED, APPROVED, about="Où en est la rédaction d'un passage."
)

# --- Choices of « Règles » ----------------------------------------------------------------------

MONTH_OF_EXPENSE, MONTH_OF_PAYMENT, MONTH_OF_CLAIM, MEAN_OF_PERIOD = (
    "mois_depense", "mois_paiement", "mois_demande", "moyenne_periode",
)  # fmt: skip
RATE_METHODS = value_list(
    "taux_methode", MONTH_OF_EXPENSE, MONTH_OF_PAYMENT, MONTH_OF_CLAIM, MEAN_OF_PERIOD,
    about="Le mois dont le taux convertit une dépense (étape 1 du calcul).", closed=True,
)  # fmt: skip
REFUSE, WARN = "refus", "avertissement"
LATE_APPROVALS = value_list(
    "accord_posterieur", REFUSE, WARN,
    about="Ce que devient une dépense validée après coup (étape 3 du calcul).", closed=True,
)  # fmt: skip
