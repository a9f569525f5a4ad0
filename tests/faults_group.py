"""Single faults of the group's life: a gap in each of the eight missions, and what is said of it.

What is not a fault stands here too, at its threshold, without a finding.
"""

from __future__ import annotations

from tests.planting import (
    Edit,
    Fault,
    added_row,
    both,
    day,
    done,
    planted,
    wherever,
    without_row,
)


def _narrative(section: str, text: str | None, *expected: str) -> Fault:
    change = wherever("Narratif", lambda row: row["Section"] == section, "Texte", text)
    return done(f"{section} : {text}", change, *expected)


M1 = (
    planted("réalisée sans dates", "Activités A-01 Réalisée du", None),
    both(
        "réalisée sans aucune date",
        Edit("Activités", "A-01", "Réalisée du", None),
        Edit("Activités", "A-01", "Réalisée au", None),
        "ACT-01",
    ),
    planted("réalisée sans résultats", "Activités A-01 Résultats", None, "ACT-01"),
    done(
        "réalisée sans participants",
        wherever("Participants", lambda row: row["Activité"] == "A-02", "Activité", "A-01"),
        "ACT-01 Activités.N°",
    ),
    planted("proposée, finie avant de commencer", "Activités A-10 Prévue au", day("30/12/2023"),
            "CEL-11"),
    both(
        "proposée, dates passées",
        Edit("Activités", "A-10", "Prévue du", day("29/12/2023")),
        Edit("Activités", "A-10", "Prévue au", day("30/12/2023")),
        "ACT-02 Activités.Statut",
    ),
    planted("une seule commune", "Activités A-04 Communes participantes", "C09", "ACT-03"),
    planted("reportée sans motif", "Activités A-06 Motif", None, "ACT-04"),
    planted("annulée sans motif", "Activités A-07 Motif", None, "ACT-04"),
    planted("sans liste de présence", "Activités A-03 Liste de présence", None, "ACT-05"),
    planted("plus de PBS que de gens", "Participants A-04 dont PBS", 13, "PAR-01"),
    planted("autant de PBS que de gens", "Participants A-04 dont PBS", 12),
    planted("plus de personnes que de présences", "Participants A-04 Personnes distinctes", 13,
            "PAR-02"),
)  # fmt: skip

M2 = (
    done(
        "rien reçu au printemps",
        wherever("Échanges", lambda row: row["N°"] in ("E-03", "E-04", "E-05"), "Communes", "C01"),
        *("ECH-01 Échanges.N°",) * 9,
    ),
    planted("en français seulement", "Échanges E-02 Langues", "français", "ECH-02"),
)

M3 = (
    planted("échéance oubliée", "Échéances EC-06 Fait le", None,
            "ECE-01 Échéances.Date limite"),
    planted("livrable pas reçu", "Livrables C01 Reçu le", None,
            "LIV-01 Livrables.Attendu le"),
    planted("parts qui ne font pas le total", "Mesures I-01 Valeur", 42, "IND-01"),
    planted("trop de migrants", "Mesures I-01 dont migrants", 42, "IND-02"),
    planted("taux sans dénominateur", "Mesures I-05 Dénominateur", None, "IND-03"),
    planted("taux de plus de 100 %", "Mesures I-05 Numérateur", 12, "IND-03"),
    planted("taux de 100 %", "Mesures I-05 Numérateur", 11),
    done(
        "un total qui recule",
        added_row("Mesures", Indicateur="I-03", Commune="C01", Date=day("20/12/2023"), Valeur=3),
        "IND-04 Mesures.Valeur",
    ),
    planted("mesure sans valeur", "Mesures I-03 Valeur", None, "IND-05 Indicateurs.Code"),
)  # fmt: skip

M4 = (
    planted("convoquée trop tard", "Plateformes PL-01 Convoquée le", day("31/10/2023"), "PLA-02"),
    planted("convoquée à temps", "Plateformes PL-01 Convoquée le", day("30/10/2023")),
    planted("jamais convoquée", "Plateformes PL-01 Convoquée le", None, "PLA-02"),
    planted("procès-verbal tardif", "Plateformes PL-01 PV diffusé le", day("16/12/2023"),
            "PLA-03"),
    planted("procès-verbal à temps", "Plateformes PL-01 PV diffusé le", day("15/12/2023")),
    planted("commune absente", "Activités A-08 Communes participantes",
            "C01 ; C02 ; C03 ; C04 ; C05 ; C06 ; C07 ; C08 ; C09",
            "PLA-04 Plateformes.Communes excusées"),
    planted("décision en retard", "Suivi S-06 Échéance", day("30/12/2023"), "SUI-01"),
)  # fmt: skip

M5 = (
    done("deux contacts oubliés", without_row("Cohésion", "CO-066"), "COH-01 Cohésion.N°"),
    planted("besoin sans réponse", "Cohésion CO-001 Répondu le", None, "COH-03"),
)

M6 = (
    planted("appel jamais diffusé", "Financements F-02 Diffusé le", None, "FIN-01"),
    planted("appel lointain", "Financements F-05 Diffusé le", None),
    planted("lien jamais vérifié", "Financements F-03 Vérifié le", None, "FIN-02"),
    planted("lien vieux de six mois", "Financements F-03 Vérifié le", day("01/07/2023")),
    planted("lien plus vieux", "Financements F-03 Vérifié le", day("30/06/2023"), "FIN-02"),
    both(
        "candidature oubliée",
        Edit("Candidatures", "CA-03", "Résultat", "en attente"),
        Edit("Candidatures", "CA-03", "Déposée le", day("03/07/2023")),
        "CAN-01",
    ),
    planted("obtenu plus que demandé", "Candidatures CA-02 Montant obtenu", 300000.01, "CAN-02"),
)  # fmt: skip

M7 = (
    planted("sans concertation", "Visibilité V-04 Concerté avec Brulocalis le", None, "VIS-01"),
    planted("concertée après", "Visibilité V-04 Concerté avec Brulocalis le", day("18/10/2023"),
            "VIS-01"),
    planted("sans logos", "Visibilité V-01 Logos présents", "non", "VIS-02"),
    planted("sans copie", "Visibilité V-02 Copie", None, "VIS-03"),
    planted("sans consentement", "Visibilité V-03 Consentement images", None, "VIS-04"),
)  # fmt: skip

M8 = (
    planted("position pas validée", "Plaidoyers PD-01 Validée le", None, "PLD-01"),
    planted("validée après", "Plaidoyers PD-01 Validée le", day("21/06/2023"), "PLD-01"),
    planted("plaidoyer sans suite", "Plaidoyers PD-01 Suite prévue le", day("01/10/2023"),
            "PLD-02"),
)  # fmt: skip

REPORT = (
    done(
        "une commune n'a pas évalué",
        wherever("Évaluations", lambda row: row["Commune"] == "C04", "Note (1-5)", None),
        "EVA-01 Évaluations.Évaluateur",
    ),
    _narrative("Leçons", None, "NAR-01 Narratif.Section"),
    done(
        "trop long",
        wherever("Narratif", lambda row: row["Section"] == "Leçons", "Signes max", 20),
        "NAR-02 Narratif.Texte",
    ),
    _narrative("Résumé", "Les onze communes du groupe ont travaillé."),
    _narrative("Résumé", "Les douze communes du groupe ont travaillé.", "NAR-03 Narratif.Texte"),
    _narrative("Résumé", "Au total, 99 missions ont été faites.", "NAR-03 Narratif.Texte"),
    _narrative("Résumé", "Au total, 25 missions ont été faites."),
    planted("mission payée, jamais racontée", "Missions MIS-03 Résultats", None,
            "NAR-04 Missions.N°"),
)  # fmt: skip

GROUP: tuple[Fault, ...] = (*M1, *M2, *M3, *M4, *M5, *M6, *M7, *M8, *REPORT)
