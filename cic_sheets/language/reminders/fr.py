"""French: reminders to the communes.  `.late` is said once the day has gone by."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "subject": "Objet : {commune} – ce que nous attendons de votre commune",
    "greeting": "Bonjour {contact},",
    "greeting.nobody": "Madame, Monsieur,",
    "opening": "Je reviens vers vous au nom de la coordination du groupe des communes "
    "partenaires. Sauf erreur de ma part, il nous manque à ce jour, le {day}, de la part de votre "
    "commune :",
    "deliverable": "- {what} : à remettre pour le {day} ;",
    "deliverable.late": "- {what} : la date de remise était le {day} ;",
    "deadline": "- {what} : la date limite est le {day} ;",
    "deadline.late": "- {what} : la date limite était le {day} ;",
    "follow_up": "- {what} (suivi de la plateforme) : la date prévue est le {day} ;",
    "follow_up.late": "- {what} (suivi de la plateforme) : la date prévue était le {day} ;",
    "measure": "- pour le {day}, la valeur de l'année de chacun de ces indicateurs :",
    "measure.late": "- la valeur de l'année, qui était attendue pour le {day}, de chacun de ces "
    "indicateurs :",
    "unavailable": "- si vous les connaissez désormais, les valeurs de ces indicateurs, qui "
    "n'étaient pas encore disponibles :",
    "indicator": "    · {what}",
    "attendance": "- la liste de présence signée de l'activité « {what} », tenue dans votre "
    "commune et terminée le {day} ;",
    "minutes": "- vos notes et documents de la plateforme « {what} », que votre commune a "
    "accueillie et qui s'est terminée le {day}, pour le procès-verbal ;",
    "absence": "- un mot d'excuse pour la plateforme « {what} » du {day}, où votre commune "
    "n'était pas représentée ;",
    "evaluation": "- votre évaluation annuelle de la coordination, sur le formulaire prévu, pour "
    "le {day} ;",
    "evaluation.late": "- votre évaluation annuelle de la coordination, sur le formulaire prévu, "
    "qui était attendue pour le {day} ;",
    "request": "Merci de me faire parvenir ces éléments aux dates indiquées.",
    "request.late": "Pour ce qui n'a pas de date ou dont la date est passée, pourriez-vous me "
    "répondre pour le {by} au plus tard ? Pour le reste, les dates indiquées conviennent.",
    "request.all_late": "Pourriez-vous me répondre pour le {by} au plus tard ?",
    "help": "Si quelque chose vous en empêche, dites-le-moi simplement : nous chercherons "
    "ensemble une solution. Si vous m'avez déjà répondu, ne tenez pas compte de ce message.",
    "closing": "Avec mes remerciements et mes salutations les meilleures,",
    "name": "{name}",
    "role": "Coordination du groupe des communes partenaires",
    "phone": "Téléphone : {phone}",
    "mail": "Courriel : {mail}",
}
