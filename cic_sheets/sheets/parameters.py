"""The keys of « Règles », each declared once: no rule and no sum holds a number of its own.

Where the announcement gives a figure, the source is its clause; where it is silent, the default is
a proposal that Brulocalis has to confirm, and the source says so.
"""

from __future__ import annotations

from cic_sheets.money.policies import POLICIES
from cic_sheets.schema.hours import Hour
from cic_sheets.schema.kinds import Choice, Choices, Money, Number, Text, Whole, YesNo
from cic_sheets.schema.lists import value_list
from cic_sheets.schema.parameters import PARAMETERS, parameter
from cic_sheets.sheets.lists import (
    CATEGORIES,
    CONTRACT_CATEGORIES,
    LATE_APPROVALS,
    LODGING,
    MEALS,
    MONTH_OF_EXPENSE,
    RATE_METHODS,
    REFUSE,
)

CAP_READINGS = value_list(
    "lecture_plafond", *POLICIES, closed=True, about="Façons de lire le plafond mensuel."
)

BELGIUM, FRANCE = "belgique", "france"
FRENCHES = value_list(
    "variante_français", BELGIUM, FRANCE, closed=True,
    about="Français des montants écrits en toutes lettres.",
)  # fmt: skip

_TERMS = "Annonce, « Conditions proposées »"
_PROFILE = "Annonce, introduction"


def _silent(clause: str) -> str:
    return f"Annonce muette ; valeur proposée ({clause})"


def _days(key: str, default: int, code: str, help: str) -> None:
    parameter(key, Whole(least=0, most=3650), str(default), unit="jours", source=_silent(code),
              help=help)  # fmt: skip


def _share(key: str, default: int, source: str, help: str) -> None:
    parameter(key, Number(least=0, most=1000, places=2), str(default), unit="%", source=source,
              help=help)  # fmt: skip


def _count(key: str, default: int, unit: str, source: str, help: str) -> None:
    parameter(key, Whole(least=0, most=10_000), str(default), unit=unit, source=source, help=help)


# --- What is paid -------------------------------------------------------------------------------

parameter(
    "honoraires_mensuels", Money("EUR"), "480", unit="EUR/mois",
    source=_TERMS + " : indemnité mensuelle forfaitaire de 480 euro",
    help="Montant d'une note d'honoraires pour un mois entier de convention ; un mois partiel se "
    "compte en jours.",
    aka=("forfait_mensuel", "indemnité_mensuelle"),
)  # fmt: skip
parameter(
    "plafond_mensuel", Money("EUR"), "200", unit="EUR/mois",
    source=_TERMS + " : dans la limite d'une moyenne de 200 euros par mois",
    help="Moyenne mensuelle des frais remboursables, comptée sur les mois de convention écoulés : "
    "un mois calme laisse de la place, un mois chargé attend.",
    aka=("plafond", "plafond_moyen", "plafond_mensuel_moyen", "moyenne_mensuelle",
         "plafond_moyenne"),
)  # fmt: skip
parameter(
    "plafond_lecture", Choice(CAP_READINGS), "moyenne",
    source=_TERMS + " : dans la limite d'une moyenne de 200 euros par mois",
    help="Comment le plafond mensuel se lit ; « moyenne » : sur les mois de convention écoulés, "
    "dans les deux sens.",
)  # fmt: skip
parameter(
    "plafond_portee", Choices(CATEGORIES), " ; ".join(CONTRACT_CATEGORIES),
    source=_TERMS + " : frais liés aux missions, frais de communication et internet",
    help="Catégories que le plafond mensuel moyen couvre, séparées par « ; » ; les activités "
    "collectives et les honoraires n'y entrent jamais.",
)  # fmt: skip
parameter(
    "catégories_couvertes", Choices(CATEGORIES), " ; ".join(CONTRACT_CATEGORIES),
    source=_TERMS + " : déplacement, logement et nourriture, communication et internet",
    help="Catégories remboursées pour les missions et la communication, séparées par « ; » ; une "
    "ligne d'une autre catégorie est refusée en entier.",
)  # fmt: skip
parameter(
    "catégories_activités", Choices(CATEGORIES), " ; ".join(CATEGORIES.values),
    source=_silent("activités collectives"),
    help="Catégories admises pour les activités collectives, qui ont leur propre budget, séparées "
    "par « ; ».",
)  # fmt: skip
parameter(
    "cloture", YesNo(), "non",
    source=_silent("étape 6 du calcul, plafond moyen"),
    help="oui : l'année est close, ce que le plafond retient est refusé ; non : il reste en "
    "attente jusqu'à la fin de la convention.",
)  # fmt: skip

# --- Rates --------------------------------------------------------------------------------------

parameter(
    "taux_methode", Choice(RATE_METHODS), MONTH_OF_EXPENSE,
    source=_silent("étape 1 du calcul, conversion"),
    help="Mois dont le taux convertit une dépense : mois_depense, mois_paiement, mois_demande, ou "
    "moyenne_periode (moyenne simple des mois de la période, sans arrondi).",
    aka=("règle_taux",),
)  # fmt: skip
parameter(
    "taux_mad_min", Number(above=0), "9,5", unit="MAD pour 1 EUR", source=_silent("TAU-02"),
    help="En dessous, un taux du dirham est jugé faux ou tapé à l'envers.",
)  # fmt: skip
parameter(
    "taux_mad_max", Number(above=0), "12,5", unit="MAD pour 1 EUR", source=_silent("TAU-02"),
    help="Au-dessus, un taux du dirham est jugé faux ou tapé à l'envers.",
)  # fmt: skip
_share("saut_taux", 3, _silent("TAU-04"), "Écart d'un mois à l'autre au-delà duquel un taux est "
       "signalé.")  # fmt: skip

# --- Approvals, receipts, scales ----------------------------------------------------------------

parameter(
    "accord_posterieur", Choice(LATE_APPROVALS), REFUSE,
    source=_TERMS + " : validés au préalable par Brulocalis",
    help="Dépense validée après coup : refus (rien n'est remboursé) ou avertissement (elle passe "
    "et elle est signalée).",
)  # fmt: skip
parameter(
    "declaration_max_ligne", Money("EUR"), "20", unit="EUR",
    source=_silent("étape 4 du calcul, pièces ; JUS-12"),
    help="Montant au plus qu'une attestation de perte justifie pour une ligne de dépense.",
)  # fmt: skip
parameter(
    "declaration_max_an", Money("EUR"), "200", unit="EUR/an",
    source=_silent("étape 4 du calcul, pièces ; JUS-12"),
    help="Montant au plus que toutes les attestations de perte justifient dans l'année de "
    "convention.",
)  # fmt: skip
parameter(
    "catégories_à_barème", Choices(CATEGORIES), f"{LODGING} ; {MEALS}",
    source=_TERMS + " : selon les barèmes du programme",
    help="Catégories dont chaque dépense doit trouver une ligne de « Barèmes », séparées par "
    "« ; » ; les autres se remboursent au prix payé.",
)  # fmt: skip
parameter(
    "heure_dejeuner", Hour(), "12:00", unit="heure", source=_silent("étape 5 du calcul, barèmes"),
    help="Une mission laisse place à un déjeuner si cette heure tombe entre départ et retour.",
)  # fmt: skip
parameter(
    "heure_diner", Hour(), "20:00", unit="heure", source=_silent("étape 5 du calcul, barèmes"),
    help="Une mission laisse place à un dîner si cette heure tombe entre départ et retour.",
)  # fmt: skip
parameter(
    "seuil_espèces", Money("MAD"), "5000", unit="MAD", source=_silent("DEP-13"),
    help="Montant d'une ligne au-delà duquel un paiement en espèces est signalé ; converti si la "
    "ligne est dans une autre devise.",
)  # fmt: skip
_days("délai_réclamation", 90, "DEP-16", "Nombre de jours entre une dépense et sa demande de "
      "remboursement, au-delà duquel la ligne est signalée.")  # fmt: skip
_count("abonnements_par_mois", 1, "par type", _silent("DEP-14"), "Abonnements de communication ou "
       "d'internet admis par mois, pour chaque catégorie.")  # fmt: skip
parameter(
    "mots_exclus", Text(),
    "alcool ; bière ; vin ; whisky ; tabac ; cigarettes ; cigare ; chicha ; amende ; contravention "
    "; pourboire",
    source=_silent("DEP-11"),
    help="Mots qu'aucun bailleur ne paie, séparés par « ; » ; une ligne ou une pièce qui en "
    "contient un est signalée.",
)  # fmt: skip
parameter(
    "depassement_ligne", Number(least=0, most=1000, places=2), "10", unit="%",
    source=_silent("activités collectives, BUD-01"),
    help="Dépassement toléré d'une ligne du budget d'une activité collective.",
)  # fmt: skip
_days("délai_remboursement", 60, "PAI-03", "Nombre de jours après l'envoi d'une demande au-delà "
      "duquel un remboursement non reçu est signalé.")  # fmt: skip

# --- Convention and communes --------------------------------------------------------------------

_count("durée_convention_max", 12, "mois", _TERMS + " : une convention d'un an renouvelable",
       "Durée au plus d'une convention.")  # fmt: skip
_count("rang_max", 4, "conventions", _TERMS + " : durée max 4 ans",
       "Rang de la dernière convention possible.")  # fmt: skip
_count("nb_communes_attendu", 10, "communes", _PROFILE + " : les 10 communes partenaires",
       "Nombre de communes actives attendu ; un autre nombre est signalé.")  # fmt: skip

# --- Services and fee notes ---------------------------------------------------------------------

_count("heures_jour_max", 10, "heures", _silent("PRE-02"), "Heures prestées en un jour au-delà "
       "desquelles la journée est signalée.")  # fmt: skip
_count("heures_temps_plein", 160, "heures/mois", _silent("PRE-03"), "Heures d'un mois à temps "
       "plein ; la charge attendue en est la part ci-dessous.")  # fmt: skip
parameter(
    "part_temps_plein", Number(above=0, most=100, places=2), "33,33", unit="%",
    source=_PROFILE + " : charge estimée à 1/3 temps",
    help="Part d'un temps plein que la convention demande ; sert à juger si un mois est plausible, "
    "jamais à payer.",
)  # fmt: skip
_share("écart_temps", 50, _silent("PRE-03"), "Écart à la charge mensuelle attendue, en plus ou en "
       "moins, au-delà duquel un mois est signalé.")  # fmt: skip
_count("répétition_mois", 3, "mois", _silent("PRE-06"), "Nombre de mois de suite avec la même "
       "description de prestation à partir duquel elle est signalée.")  # fmt: skip
_days("délai_honoraires", 60, "HON-07", "Nombre de jours après l'émission d'une note d'honoraires "
      "au-delà duquel elle est signalée impayée.")  # fmt: skip
parameter(
    "délai_rapatriement", Whole(least=0, most=3650), "90", unit="jours",
    source="Office des changes, exportation de services (HON-08)",
    help="Nombre de jours après la fin du mois presté pour que les honoraires soient reçus au "
    "Maroc ; au-delà, la note est signalée.",
)  # fmt: skip
parameter(
    "plafond_client_mad", Money("MAD"), "80000", unit="MAD/an",
    source="Régime marocain de l'auto-entrepreneur, un même client (HON-09)",
    help="Chiffre d'affaires annuel avec un même client au-delà duquel une retenue s'applique ; à "
    "vérifier avec votre comptable.",
)  # fmt: skip
_share("alerte_plafond_client", 90, _silent("HON-09"), "Part du plafond par client à partir de "
       "laquelle le chiffre d'affaires est signalé.")  # fmt: skip

# --- The group's life ---------------------------------------------------------------------------

_count("communes_par_activité", 2, "communes", _silent("ACT-03"), "Nombre de communes à partir "
       "duquel une activité est collective.")  # fmt: skip
_count("plateformes_par_an", 1, "par an", "Annonce, « Missions/prestations » : rencontres "
       "annuelles", "Nombre de plateformes attendues dans l'année de convention.")  # fmt: skip
_days("délai_convocation", 15, "PLA-02", "Nombre de jours au moins entre la convocation d'une "
      "plateforme et son premier jour.")  # fmt: skip
_days("délai_pv", 30, "PLA-03", "Nombre de jours au plus entre la fin d'une plateforme et la "
      "diffusion de son procès-verbal.")  # fmt: skip
_days("délai_sans_échange", 90, "ECH-01", "Nombre de jours sans information reçue au-delà duquel "
      "une commune est signalée.")  # fmt: skip
_days("délai_sans_contact", 60, "COH-01", "Nombre de jours sans contact au-delà duquel une commune "
      "est signalée.")  # fmt: skip
_share("part_visites_max", 40, _silent("COH-02"), "Part des visites d'une année faites à une seule "
       "commune au-delà de laquelle l'équilibre est signalé.")  # fmt: skip
_days("délai_besoin", 90, "COH-03", "Nombre de jours au-delà duquel un besoin exprimé sans réponse "
      "est signalé.")  # fmt: skip
_days("alerte_clôture", 30, "FIN-01", "Nombre de jours avant la clôture d'un financement où il "
      "doit avoir été diffusé.")  # fmt: skip
_count("vérification_lien", 6, "mois", _silent("FIN-02"), "Âge au plus de la dernière vérification "
       "du lien d'un financement.")  # fmt: skip
_days("délai_résultat", 180, "CAN-01", "Nombre de jours après le dépôt d'une candidature au-delà "
      "duquel l'absence de résultat est signalée.")  # fmt: skip
_days("délai_suite_plaidoyer", 90, "PLD-02", "Nombre de jours sans suite au-delà duquel un "
      "plaidoyer est signalé.")  # fmt: skip

# --- How documents are worded -------------------------------------------------------------------

parameter(
    "nombres_en_lettres", Choice(FRENCHES), BELGIUM,
    source=_silent("usage du destinataire, Brulocalis"),
    help="Français des montants écrits en toutes lettres : belgique (septante, nonante) ou france "
    "(soixante-dix, quatre-vingt-dix).",
    optional=True,
)  # fmt: skip

SETTING_KEYS = value_list(
    "règle", *PARAMETERS.names(), closed=True,
    about="Les règles que le programme connaît ; en ajouter ici n'en crée pas.",
    aka={other: declared.key for declared in PARAMETERS for other in declared.aka},
)  # fmt: skip
