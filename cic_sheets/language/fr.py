"""The program's own French: what no declaration holds.  Rules speak where they are declared.

`cli.` the command, `control.` the annotated copy, `click.` what click says in English.
"""

SENTENCES = {
    "near": " ; vouliez-vous dire « {meant} » ?",
    "or": " ou ",
    "severity.E": "Erreur",
    "severity.A": "Avertissement",
    "severity.I": "Information",
    # --- the command
    "cli.help": "Du classeur de l'année aux rapports remplis pour Brulocalis.\n\n"
    "Le classeur et les pièces ne sont jamais modifiés ; rien ne passe par Internet.",
    "cli.epilog": "Codes de sortie : 0 rien ne bloque, 1 il reste des erreurs, 2 mauvais usage ou "
    "fichier illisible, 3 faute du programme.",
    "cli.report.help": "Contrôler, réconcilier et remplir les rapports de l'année.\n\n"
    "Les fichiers vont dans out/<année>/ ; tant qu'il reste des erreurs, ce sont des brouillons.",
    "cli.package.help": "Sceller un envoi : rapports, pièces, classeur et manifeste, et figer "
    "ses lignes.\n\n"
    "Le dossier daté et son .zip vont dans out/<année>/ ; l'enregistrement de ce qui est envoyé se "
    "range à côté du classeur, dans <année>/envois/. Gardez-le : il empêche qu'un chiffre envoyé "
    "change sans que cela se voie.",
    "cli.check.help": "Dire, cellule par cellule, ce qui est à revoir dans le classeur.\n\n"
    "Écrit aussi controle-<année>.xlsx, une copie du classeur où les cellules fautives sont "
    "colorées et commentées ; avec --json, seulement si --out est donné.",
    "cli.new.help": "Créer un classeur vierge pour une année.\n\n"
    "Un fichier existant n'est jamais remplacé ; --out donne le nom du fichier.",
    "cli.status.help": "Dire ce qui manque pour envoyer chaque livrable, ce que le plafond permet "
    "encore, et ce que ferait une mission envisagée (--planned).",
    "cli.remind.help": "Écrire, pour chaque commune qui doit encore quelque chose, un rappel à "
    "coller "
    "dans un courriel.\n\n"
    "Dans la langue de la commune (feuille « Communes »), ou en français puis en arabe ; avec "
    "--lang, dans cette langue.",
    "cli.reconcile.help": "Montrer l'équation de l'année et de ses parts, le registre du plafond "
    "et les trois listes qui devraient être vides.",
    "cli.inspect.help": "Montrer ce que le lecteur voit d'un classeur, le vôtre ou un autre.\n\n"
    "Feuilles, tableaux, lignes lues et masquées, formules sans résultat, cellules en erreur, "
    "liens vers d'autres classeurs.",
    "cli.explain.help": "Expliquer une règle : sens, raison, exemple, remède, source.\n\n"
    "Sans code, donne la liste des règles.",
    "cli.completion.help": "Écrire le script qui fait compléter « cic » par le terminal.",
    "cli.option.lang": "Langue des messages.",
    "cli.option.as_of": "Jour d'où l'année est vue (31/12/2023 ou 2023-12-31) ; par défaut "
    "aujourd'hui, ou la fin de la convention si elle est passée.",
    "cli.option.as_json": "Répondre en JSON.",
    "cli.option.out": "Où écrire, au lieu de out/<année>/ (un fichier pour « new »).",
    "cli.option.cells": "Donner aussi chaque cellule et chaque formule.",
    "cli.option.templates": "Dossier des modèles, au lieu de templates/.",
    "cli.option.detail": "Donner chaque coupe : montant, règle, clause, cellules et pièces.",
    "cli.option.commune": "Seulement cette commune (code, nom ou alias).",
    "cli.metavar.commune": "COMMUNE",
    "cli.option.planned": "Coût d'une mission envisagée, en EUR sauf mention (350 ; « 1 500 MAD "
    "») : ce que le plafond en ferait.",
    "cli.option.planned_on": "Jour de la mission envisagée ; par défaut celui d'où l'année est "
    "vue.",
    "cli.metavar.amount": "MONTANT",
    "cli.option.complement": "Déclarer ce qui a changé dans des lignes déjà envoyées ; elles "
    "gardent leur numéro et leur taux.",
    "cli.metavar.command": "COMMANDE [ARGUMENTS]...",
    "cli.metavar.workbook": "CLASSEUR",
    "cli.metavar.folder": "DOSSIER",
    "cli.metavar.file": "FICHIER",
    "cli.metavar.year": "ANNÉE",
    "cli.metavar.shell": "bash|zsh|fish",
    "cli.bad-day": "« {value} » n'est pas une date ; écrivez 31/12/2023 ou 2023-12-31.",
    "cli.whole-file": "(le fichier)",
    "cli.nothing-to-mend": "Rien à revoir.",
    "cli.count.E": "{count} erreur(s)",
    "cli.count.A": "{count} avertissement(s)",
    "cli.count.I": "{count} information(s)",
    "cli.times": "{count} fois, p. ex. {places}",
    "cli.annotated": "Copie annotée : {file}",
    "cli.no-copy": "La copie annotée n'a pas pu être faite : le fichier est trop mal formé. "
    "Enregistrez-le dans Excel et recommencez.",
    "cli.locked": "« {file} » est ouvert dans un autre programme : fermez-le et recommencez. "
    "Rien n'a été changé.",
    "cli.trouble.closed": "le droit d'y accéder manque",
    "cli.trouble.open": "un autre programme le tient ouvert",
    "cli.trouble.full": "le disque est plein",
    "cli.trouble.read-only": "ce disque est en lecture seule",
    "cli.trouble.no-folder": "un fichier se trouve là où il faudrait un dossier",
    "cli.trouble.a-folder": "c'est un dossier",
    "cli.trouble.missing": "le chemin n'existe pas",
    "cli.trouble.name": "le disque refuse ce nom",
    "cli.trouble.error": "le disque a répondu par une erreur",
    "cli.not-written": "« {file} » ne peut pas être écrit ({why}). Rien n'a été changé.",
    "cli.roll.help": "Ouvrir l'année suivante : un nouveau classeur avec tout ce qui reste "
    "ouvert. Le classeur qui finit n'est que lu ; vos propres colonnes et feuilles n'y passent "
    "pas.",
    "cli.roll.convention": "« Convention » n'a pas de rang ou de date de fin lisible : "
    "corrigez-la, puis relancez « cic roll ».",
    "cli.roll.rank": "La convention est au rang {rank} : « Une convention d'un an renouvelable – "
    "suivant une évaluation annuelle (durée max 4 ans). » Il n'y a pas de rang suivant ({most} "
    "au plus).",
    "cli.roll.programme": "Le programme finit le {end} : il n'y a pas d'année suivante.",
    "cli.roll.exists": "« {file} » existe déjà et n'est pas le même : on y a peut-être commencé "
    "à travailler. Rien n'est écrit ; donnez un autre nom avec --out.",
    "cli.roll.written": "Écrit : {file}",
    "cli.roll.same": "« {file} » est déjà là, identique : rien n'est changé.",
    "cli.roll.sheet": "  {sheet} : {count} ligne(s)",
    "cli.roll.left": "Restent dans {file} : {rows}",
    "cli.roll.open": "L'année qui finit attend encore {amount} : voyez « Reprise ». Ces montants "
    "se règlent sur son propre classeur.",
    "cli.roll.faulty": "Cases à corriger, reprises telles quelles : {cells}",
    "cli.roll.errors": "Il reste des erreurs dans {file} : corrigez-les là, elles concernent "
    "l'année qui finit.",
    "cli.roll.next": "À vérifier dans le nouveau classeur : le numéro de la convention, les "
    "cibles de l'année, les barèmes. Rangez les pièces dans {year}/justificatifs.",
    "cli.exists": "« {file} » existe déjà ; il n'est jamais remplacé. Donnez un autre nom avec "
    "--out.",
    "cli.written": "Écrit : {file}",
    "cli.new.next": "Ouvrez-le dans Excel, commencez par la feuille « Accueil », et rangez les "
    "pièces dans {year}/justificatifs à côté du classeur.",
    "cli.remind.nothing": "Au {day}, il n'y a rien à rappeler.",
    "cli.remind.no-such-commune": "Aucune commune ne s'appelle « {commune} »{near}",
    "cli.remind.no-mail": "sans courriel",
    "cli.no-such-rule": "Aucune règle ne porte le code « {code} »{near}",
    "cli.explain.why": "Pourquoi",
    "cli.explain.remedy": "Que faire",
    "cli.explain.source": "Source :",
    "cli.inspect.sheet": "{name} ({state}) : {rows} ligne(s) lue(s) sur {xml} dans le fichier, "
    "{hidden} masquée(s)",
    "cli.inspect.table": "    tableau {name} : {area}",
    "cli.inspect.issue": "  {at} : {what}",
    "cli.inspect.more": "  … et {count} autre(s) remarque(s) (--json les donne toutes)",
    "cli.inspect.fine": "Rien d'anormal dans le fichier.",
    "cli.issue.cell_error": "valeur d'erreur d'Excel",
    "cli.issue.cell_twice": "cellule écrite deux fois dans le fichier",
    "cli.issue.damaged_cell": "contenu illisible",
    "cli.issue.damaged_part": "partie du fichier abîmée, laissée de côté",
    "cli.issue.date_as_number": "nombre qui ressemble à une date",
    "cli.issue.deep_xml": "balisage anormalement profond",
    "cli.issue.duplicate_header": "titre de colonne qui figure deux fois",
    "cli.issue.external_reference": "valeur venue d'un autre classeur",
    "cli.issue.far_cell": "cellule isolée très loin des autres",
    "cli.issue.formula_not_calculated": "formule sans résultat enregistré",
    "cli.issue.formula_text": "texte qui commence comme une formule",
    "cli.issue.header_not_text": "titre de colonne qui n'est pas un texte",
    "cli.issue.impossible_date": "date qu'aucun calendrier ne connaît",
    "cli.issue.invisible_characters": "caractères invisibles",
    "cli.issue.long_text": "texte plus long qu'Excel ne l'admet",
    "cli.issue.look_alike": "lettres d'un autre alphabet qui passent pour celles-ci",
    "cli.issue.merged_data": "cellules de données fusionnées",
    "cli.issue.merged_header": "titres de colonnes fusionnés",
    "cli.issue.missing_sheet_part": "feuille annoncée, absente du fichier",
    "cli.issue.odd_reference": "adresse de cellule mal écrite",
    "cli.issue.out_of_order": "cellules ou lignes dans le désordre",
    "cli.issue.outside_grid": "cellule hors de la grille d'Excel",
    "cli.issue.padded_number": "nombre entouré d'espaces",
    "cli.issue.row_outside_table": "ligne tapée hors du tableau",
    "cli.issue.same_sheet_names": "deux feuilles du même nom",
    "cli.issue.space_trimmed": "espaces aux bords, non gardés",
    "cli.issue.style_missing": "format de cellule absent du fichier",
    "cli.issue.text_date": "date tapée en texte",
    "cli.issue.text_number": "nombre tapé en texte",
    "cli.issue.untidy_header": "titre de colonne avec des espaces ou des retours à la ligne",
    "cli.issue.zero_cache": "colonne de formules dont tous les résultats sont 0",
    "cli.state.visible": "visible",
    "cli.state.hidden": "masquée",
    "cli.state.veryHidden": "très masquée",
    "cli.no-convention": "La feuille « Convention » ne donne pas de dates utilisables : rien ne "
    "peut être réconcilié (cic check dit ce qu'il faut corriger).",
    "cli.equation": "Au {day} : demandé {claimed} = remboursable {reimbursable} + refusé {refused} "
    "+ en attente {pending}",
    "cli.ledger": "Registre de la moyenne mensuelle",
    "cli.ledger.month": "mois",
    "cli.ledger.allowance": "plafond\ncumulé\n(EUR)",
    "cli.ledger.left": "retenu\ncumulé\n(EUR)",
    "cli.ledger.reimbursable": "remboursable\n(EUR)",
    "cli.ledger.room": "marge\nreportée\n(EUR)",
    "cli.ledger.average": "moyenne\nà ce jour\n(EUR)",
    "cli.ledger.room_now": "encore\nce mois\n(EUR)",
    "cli.ledger.room_to_end": "encore d'ici\nla fin\n(EUR)",
    "cli.by.year": "Année",
    "cli.by.month": "Par mois",
    "cli.by.imputation": "Par imputation",
    "cli.by.category": "Par catégorie",
    "cli.by.mission": "Par mission",
    "cli.by.activity": "Par activité collective",
    "cli.by.claim": "Par demande de remboursement",
    "cli.part.claimed": "demandé\n(EUR)",
    "cli.part.reimbursable": "remboursable\n(EUR)",
    "cli.part.refused": "refusé\n(EUR)",
    "cli.part.pending": "en attente\n(EUR)",
    "cli.part.none": "(aucune)",
    "cli.part.none.month": "(hors convention)",
    "cli.cuts": "Coupes, ligne par ligne",
    "cli.cuts.none": "Aucune coupe.",
    "cli.cuts.line": "{line} : demandé {claimed}, remboursable {reimbursable}",
    "cli.cuts.refused": "{amount} refusés",
    "cli.cuts.pending": "{amount} en attente",
    "cli.cuts.rule": "règle : {key} = {value}, {status} ({cell})",
    "cli.cuts.default": "valeur par défaut",
    "cli.cuts.clause": "clause : {clause}",
    "cli.cuts.cells": "cellules : {cells}",
    "cli.cuts.receipts": "pièces : {receipts}",
    "cli.confirmed": "confirmé",
    "cli.to-confirm": "à confirmer",
    "cli.stage.claimed": "conversion",
    "cli.stage.admissible": "recevabilité",
    "cli.stage.approved": "accord préalable",
    "cli.stage.receipts": "pièces",
    "cli.stage.scale": "barème",
    "cli.stage.cap": "plafond moyen",
    "cli.broken": "Le programme est en faute, pas votre classeur : ses comptes ne tombent pas "
    "juste ({what} : {left} d'un côté, {right} de l'autre). Rien n'a été écrit ni changé. Envoyez "
    "cette phrase et le classeur à la personne qui entretient le programme, et n'envoyez aucun "
    "rapport avant sa réponse.",
    "cli.broken.line": "ligne {of}, en EUR",
    "cli.broken.negative": "part négative à la ligne {of}, en EUR",
    "cli.broken.lost": "lignes perdues ou comptées deux fois, {of}",
    "cli.broken.part": "« {of} », une part, en EUR",
    "cli.broken.parts": "« {of} », le total des parts, en EUR",
    "cli.broken.ledger": "registre du plafond, en EUR{of}",
    "cli.broken.month": "mois {of} du registre, au-delà du plafond, en EUR",
    "cli.broken.receipt": "pièce {of}, dans sa devise",
    "cli.broken.approval": "accord {of}, en EUR",
    "cli.broken.scale": "plafond du barème {of}, dans sa devise",
    "cli.broken.budget": "ligne budgétaire {of}, en EUR",
    "cli.broken.fees": "honoraires du mois {of}, en EUR",
    "cli.broken.balance": "solde{of}, en EUR",
    "cli.ends.lines": "Lignes sans pièce : {count}",
    "cli.ends.receipts": "Pièces sans ligne : {count}",
    "cli.ends.approvals": "Accords sans ligne : {count}",
    "cli.status.heading": "Où en est l'année au {day}",
    "cli.status.narrative": "Rapport narratif",
    "cli.status.financial": "Rapport financier",
    "cli.status.fees": "Notes d'honoraires",
    "cli.status.requests": "Demandes d'accord",
    "cli.status.declarations": "Déclarations sur l'honneur",
    "cli.status.ready": "prêt",
    "cli.status.errors": "{count} erreur(s) à corriger",
    "cli.status.narrative.missing": "sections sans texte : {what}",
    "cli.status.fees.missing": "mois sans note : {what}",
    "cli.status.requests.missing": "sans objet ou sans montant : {what}",
    "cli.status.declarations.missing": "sans ligne, sans date ou sans montant : {what}",
    "cli.status.waits": "sans erreur, mais on attend encore",
    "cli.status.you": "vous",
    "cli.status.from": "{who} : {what}",
    "cli.status.also": " ; ",
    "cli.status.and": ", ",
    "cli.status.since": " (depuis le {day})",
    "cli.status.receipts": "lignes sans pièce : {what}",
    "cli.status.client.evaluation": "évaluation de l'année{what}{since}",
    "cli.status.client.approval": "réponse aux demandes d'accord {what}{since}",
    "cli.status.client.claim": "paiement des demandes {what}{since}",
    "cli.status.client.fees": "paiement des notes {what}{since}",
    "cli.status.commune.deliverable": "{what} (pour le {day})",
    "cli.status.commune.deadline": "{what} (pour le {day})",
    "cli.status.commune.follow_up": "{what} (pour le {day})",
    "cli.status.commune.measure": "indicateurs sans valeur : {count}",
    "cli.status.commune.unavailable": "valeurs non disponibles : {count}",
    "cli.status.commune.attendance": "liste de présence de {what} (terminé le {day})",
    "cli.status.commune.minutes": "documents de la plateforme {what} (terminée le {day})",
    "cli.status.commune.absence": "excuse pour la plateforme {what} (le {day})",
    "cli.status.commune.evaluation": "évaluation de l'année",
    "cli.status.needs": "Besoins sans réponse : {count}",
    "cli.status.need": "depuis le {day}  {number}  {who} : {what}",
    "cli.status.confidential": "(confidentiel)",
    "cli.status.decisions": "Décisions et recommandations ouvertes : {count}",
    "cli.status.decision": "pour le {day}  {number}  {who} : {what}",
    "cli.status.decided": "(prise le {day})",
    "cli.status.unanswered": "N'ont pas encore évalué l'année : {count}",
    "cli.status.undated": "sans date",
    "cli.status.room": "Marge du plafond moyen : plafond cumulé - frais retenus = encore "
    "remboursable",
    "cli.status.room.month": "ce mois-ci, du {start} au {end}",
    "cli.status.room.end": "jusqu'au {end}",
    "cli.status.room.over": "dépassé de {over}",
    "cli.planned.heading": "Une mission de {cost} le {day}, accordée et justifiée, vue au {as_of}",
    "cli.planned.at_once": "remboursé aussitôt",
    "cli.planned.waiting": "en attente",
    "cli.planned.freed": "dont libéré au plus tard le mois du {start} au {end}",
    "cli.planned.lost": "dont perdu à la fin, si rien d'autre n'est dépensé",
    "cli.planned.pushed": "Lignes qui lui cèdent leur place sous le plafond",
    "cli.planned.pushed.line": "ligne",
    "cli.planned.pushed.day": "date",
    "cli.planned.pushed.waits": "en moins\nce jour-là",
    "cli.planned.pushed.lost": "perdu\nà la fin",
    "cli.planned.pushed.none": "Aucune ligne du classeur ne lui cède sa place.",
    "cli.planned.unreadable": "« {value} » n'est pas un montant ; écrivez par exemple 350 ou « 1 "
    "500 MAD ».",
    "cli.planned.two": "« {value} » se lit de deux façons : {readings} ; écrivez le montant sans "
    "ambiguïté.",
    "cli.planned.not-money": "« {value} » ne convient pas : il faut un montant au-dessus de zéro, "
    "avec deux décimales au plus.",
    "cli.planned.outside": "Le {day} est hors de la convention, qui va du {start} au {end} : "
    "choisissez un autre jour avec --planned-on.",
    "cli.planned.no-rate": "Aucun taux, ou plus d'un, ne convertit {currency} le {day} : "
    "complétez la feuille « Taux », ou donnez le montant en EUR.",
    "cli.planned.alone": "--planned-on ne va pas sans --planned.",
    "cli.status.silent": "Communes sans contact récent",
    "cli.status.never": "aucun contact cette année",
    "cli.status.dates": "Prochaines échéances",
    "cli.status.overdue": "en retard",
    "cli.report.written": "Écrit dans {folder} :",
    "cli.no-template": "Le modèle « {file} » manque dans « {folder} ».",
    "cli.report.draft": "Il reste des erreurs : ces rapports sont des brouillons.",
    "cli.diff.help": "Comparer deux états d'une année, classeurs ou envois : lignes ajoutées, "
    "retirées, changées, et leur effet en EUR.",
    "cli.metavar.old": "ANCIEN",
    "cli.metavar.new": "NOUVEAU",
    "cli.diff.none": "Aucune différence, vu au {day}. Trier, déplacer ou élargir n'en est pas une.",
    "cli.diff.head": "{count} ligne(s) diffèrent, vu au {day} :",
    "cli.diff.added": "+ {row}, ajoutée :",
    "cli.diff.removed": "− {row}, retirée :",
    "cli.diff.changed": "~ {row}, changée :",
    "cli.diff.cell": "{column} : {old} → {new}",
    "cli.diff.empty": "(vide)",
    "cli.diff.row-effect": "effet : {effect}",
    "cli.diff.sheet-effect": "effet de toutes ces lignes ensemble : {effect}",
    "cli.diff.effect": "Effet en tout : {effect}",
    "cli.diff.no-effect": "aucun sur les montants",
    "cli.diff.totals": "Remboursable de l'année : {before} → {after}.",
    "cli.diff.part.claimed": "demandé {amount}",
    "cli.diff.part.reimbursable": "remboursable {amount}",
    "cli.diff.part.refused": "refusé {amount}",
    "cli.diff.part.pending": "en attente {amount}",
    "cli.diff.no-snapshot": "{file} : ni un classeur, ni un envoi écrit par « cic package ».",
    "cli.verify.help": "Vérifier un envoi, dossier ou archive : chaque fichier contre son "
    "empreinte, chaque total contre ses lignes.",
    "cli.verify.unread": "{file} : ne peut être lu.",
    "cli.metavar.package": "ENVOI",
    "cli.package.seal": "Empreinte de l'envoi, à donner dans le courriel : {seal}",
    "cli.package.written": "Envoi n° {number}, vu au {day}, écrit dans {folder} :",
    "cli.package.frozen": "{count} ligne(s) figée(s) sur {all}. À garder avec le classeur : {file}",
    "cli.package.draft": "BROUILLON : il reste des erreurs. Cet envoi ne fige que les lignes sans "
    "erreur ; corrigez le reste avant l'envoi définitif.",
    "cli.package.again": "Rien n'a changé depuis l'envoi n° {number} : les mêmes fichiers ont été "
    "écrits à nouveau.",
    "cli.package.complement": "Complément : changement déclaré pour {lines} ; numéros et taux "
    "restent ceux du premier envoi.",
    "cli.package.changed": "Rien n'a été écrit : changement depuis l'envoi pour {lines}. Remettez "
    "ces lignes comme elles ont été envoyées, ou déclarez le changement avec --complement.",
    "cli.package.exists": "Rien n'a été écrit : « {file} » existe déjà et diffère, mais son "
    "enregistrement manque à côté du classeur. Recopiez son « envoi.json » sous « {record} », ou "
    "rangez ce dossier ailleurs.",
    "cli.package.unread": "Rien n'a été écrit : « {file} » ne peut pas être lu ({trouble}).",
    "cli.template": "Le modèle « {file} » ne peut pas être rempli : {why}",
    # --- trace
    "cli.trace.help": "Remonter d'un chiffre à ses cellules, ou suivre une cellule jusqu'aux "
    "chiffres.\n\n"
    "Un rapport avec --value « 1 847,20 » : les cellules et les pièces derrière ce chiffre. Un "
    "classeur avec --cell « Dépenses!J14 » : les chiffres que cette cellule change.",
    "cli.option.value": "Le chiffre cherché dans le rapport, comme il y est écrit.",
    "cli.option.at": "Un endroit du rapport : une cellule (Résumé!B8), un bout du nom d'un "
    "tableau.",
    "cli.option.cell": "La cellule du classeur à suivre : Dépenses!J14.",
    "cli.option.workbook": "Le classeur d'où vient le rapport, s'il n'est pas là où il devrait.",
    "cli.metavar.output": "RAPPORT|CLASSEUR",
    "cli.metavar.value": "CHIFFRE",
    "cli.metavar.place": "ENDROIT",
    "cli.metavar.cell": "CELLULE",
    "cli.trace.which": "Dites ce qu'il faut suivre : --value ou --at pour un rapport, --cell "
    "pour un "
    "classeur.",
    "cli.trace.both": "--cell suit une cellule d'un classeur, --value et --at un chiffre d'un "
    "rapport : pas les deux à la fois.",
    "cli.trace.not-a-figure": "« {value} » n'est ni un chiffre ni une date ; écrivez 1 847,20 ou "
    "31/12/2023.",
    "cli.trace.no-manifest": "« {file} » n'a pas de manifeste.json à côté de lui : rien ne dit de "
    "quel classeur il vient. Refaites-le avec cic report.",
    "cli.trace.bad-manifest": "Le manifeste.json à côté de « {file} » est illisible. Refaites le "
    "rapport avec cic report.",
    "cli.trace.no-report": "« {file} » n'est pas un rapport que son manifeste connaît ; il "
    "connaît : "
    "{reports}.",
    "cli.trace.no-workbook": "Le classeur « {workbook} » d'où vient ce rapport est introuvable ; "
    "dites où il est avec --workbook.",
    "cli.trace.unreadable": "« {file} » ne peut pas être lu.",
    "cli.trace.heading": "{file} : vu au {day}, fait d'après {workbook}",
    "cli.trace.workbook-changed": "Attention : le classeur n'est plus celui d'où vient ce "
    "rapport ; "
    "les cellules sont données telles qu'elles sont maintenant.",
    "cli.trace.output-changed": "Attention : ce rapport a été modifié depuis qu'il a été fait ; ce "
    "qui a changé est retrouvé d'après les valeurs.",
    "cli.trace.template-changed": "Attention : le modèle n'est plus celui qui a été rempli ; les "
    "endroits sont retrouvés d'après les valeurs.",
    "cli.trace.program-changed": "Attention : refait aujourd'hui, ce rapport ne serait plus tout à "
    "fait le même ; les endroits sont retrouvés d'après les valeurs.",
    "cli.trace.rounded": "Aucun chiffre ne vaut exactement {value} ; ceux-ci s'affichent ainsi, "
    "arrondis.",
    "cli.trace.nowhere": "{value} ne figure nulle part dans ce rapport.",
    "cli.trace.no-such-place": "« {place} » ne montre rien dans ce rapport.",
    "cli.trace.nearest": "Les chiffres les plus proches : {values}",
    "cli.trace.figure": "{value} : {name}",
    "cli.trace.row": "{meaning}, ligne {row}",
    "cli.trace.field": "{meaning} ({name})",
    "cli.trace.places": "Où : {places}",
    "cli.trace.formula": "Formule : {formula}",
    "cli.trace.cells": "Cellules du classeur :",
    "cli.trace.some-cells": "{area} ({count} cellules)",
    "cli.trace.receipts": "Pièces : {receipts}",
    "cli.trace.receipt": "{number} ({file})",
    "cli.trace.parts": "Calculé à partir de :",
    "cli.trace.unfollowed": "Cette formule du modèle ne peut pas être suivie.",
    "cli.trace.constant": "Le modèle seul le dit : aucune cellule du classeur n'y est pour rien.",
    "cli.trace.no-cells": "Aucune cellule remplie n'y contribue : rien n'est tapé, ou c'est une "
    "valeur par défaut.",
    "cli.trace.more": "… et {count} de plus (--json donne tout)",
    "cli.trace.narrow": "… et {count} autres chiffres de même valeur : --at en choisit un, --json "
    "donne tout",
    "cli.trace.road": "Calcul de {line} : demandé {claimed}",
    "cli.trace.cut": "− {amount} {outcome}, {stage} : {code} {why} (calcul {clause}{cells}) ; "
    "reste {left}",
    "cli.trace.end": "= remboursable {reimbursable}, refusé {refused}, en attente {pending}",
    "cli.trace.refused": "refusé",
    "cli.trace.pending": "en attente",
    "cli.trace.stage.claimed": "demandé",
    "cli.trace.stage.admissible": "recevabilité",
    "cli.trace.stage.approved": "accord",
    "cli.trace.stage.receipts": "pièces",
    "cli.trace.stage.scale": "barème",
    "cli.trace.stage.cap": "plafond moyen",
    "cli.trace.cell.address": "« {cell} » n'est pas l'adresse d'une cellule ; écrivez la "
    "feuille et "
    "la cellule, comme Dépenses!J14.",
    "cli.trace.cell.no-sheet": "Le classeur n'a pas de feuille « {sheet} »{near}",
    "cli.trace.cell.ignored-sheet": "La feuille « {sheet} » est à vous : le programme ne la lit "
    "pas, "
    "elle ne change aucun chiffre.",
    "cli.trace.cell.welcome": "La feuille « {sheet} » explique et mène aux autres : elle ne change "
    "aucun chiffre.",
    "cli.trace.cell.ignored-column": "La colonne {column} de « {sheet} » n'est pas de celles "
    "que le "
    "programme lit : elle ne change aucun chiffre.",
    "cli.trace.cell.header": "{cell} est un titre de colonne : il dit où sont les valeurs et ne "
    "change aucun chiffre par lui-même.",
    "cli.trace.cell.no-value": "{cell} n'est pas une des valeurs de « {sheet} » ; elles sont à "
    "droite de leurs rubriques.",
    "cli.trace.cell.outside": "{cell} est hors du tableau de « {sheet} » : le programme ne la lit "
    "pas.",
    "cli.trace.cell.empty": "{cell} est vide : il n'y a rien à suivre.",
    "cli.trace.asked": "{cell} ({column}, {row}) : {value}",
    "cli.trace.asked-list": "{cell} (valeur de liste) : {value}",
    "cli.trace.tried": "{tried} essai(s), chacun avec une autre valeur, dans la mémoire "
    "seulement : "
    "rien n'est écrit.",
    "cli.trace.bounded": "Le temps a manqué pour les {count} derniers essais : des chiffres "
    "peuvent "
    "manquer.",
    "cli.trace.changes": "{count} chiffre(s) changent avec elle :",
    "cli.trace.changed": "{name} : {value} ; avec « {typed} » : {after}",
    "cli.trace.gone": "{name} : {value} ; avec « {typed} », n'y est plus",
    "cli.trace.emptied": "(vide)",
    "cli.trace.cites": "{count} chiffre(s) la citent sans avoir changé dans ces essais :",
    "cli.trace.cited": "{name} : {value}",
    "cli.trace.texts": "{count} texte(s) des rapports changent avec elle :",
    "cli.trace.in-output": "{file} : {places}",
    "cli.trace.nothing": "Aucun chiffre n'a changé dans ces essais, aucun ne la cite.",
    "cli.trace.findings": "À revoir sur cette cellule :",
    "cli.trace.finding": "{code} : {message}",
    "cli.option.data": "Données à mettre dans le modèle : un objet JSON ; ses listes sont des "
    "tableaux d'objets.",
    "cli.option.out_file": "Fichier à écrire.",
    "cli.template.help": "Remplir les modèles Word et Excel d'autrui, sans rien y abîmer.",
    "cli.template.fill.help": "Remplir un modèle Word ou Excel avec des données JSON.\n\nPartout "
    "où le modèle dit {{{{champ}}}}, la valeur prend la place, dans la mise en forme du modèle ; "
    "une ligne de tableau qui dit {{{{liste.champ}}}} se répète. Un champ inconnu reste tel quel "
    "et est signalé. Le modèle n'est jamais modifié.",
    "cli.template.same-file": "« {file} » est un fichier d'entrée : donnez un autre nom avec "
    "--out.",
    "cli.template.wrong-name": "Ce que donne ce modèle ne s'ouvrirait pas sous ce nom : "
    "terminez-le par {extension}.",
    "cli.template.data.json": "« {file} » n'est pas du JSON lisible ({where}).",
    "cli.template.data.object": '« {file} » doit contenir un objet : {{"champ": "valeur"}}.',
    "cli.template.data.list": "« {file} » : {where} doit être un objet ; une liste est un tableau "
    "d'objets.",
    "cli.template.data.value": "« {file} » : {where} doit être un texte, un nombre, vrai ou faux.",
    "cli.template.data.number": "« {file} » : {where} est un nombre démesuré.",
    "cli.template.refused.missing": "« {file} » n'existe pas.",
    "cli.template.refused.a-folder": "« {file} » est un dossier.",
    "cli.template.refused.locked": "« {file} » ne peut pas être lu : fermez-le, puis recommencez.",
    "cli.template.refused.empty": "« {file} » est vide (0 octet).",
    "cli.template.refused.encrypted": "« {file} » est protégé par un mot de passe : "
    "enregistrez-en une copie sans mot de passe.",
    "cli.template.refused.old-format": "« {file} » est d'un ancien format (.doc, .xls) : "
    "enregistrez-le en .docx ou en .xlsx.",
    "cli.template.refused.opendocument": "« {file} » est un fichier OpenDocument (.odt, .ods) : "
    "enregistrez-le en .docx ou en .xlsx.",
    "cli.template.refused.binary": "« {file} » est un classeur binaire (.xlsb) : enregistrez-le "
    "en .xlsx.",
    "cli.template.refused.not-office": "« {file} » n'est ni un document Word ni un classeur Excel.",
    "cli.template.refused.damaged": "« {file} » est abîmé : ouvrez-le dans Word ou Excel et "
    "enregistrez-le, ou reprenez une copie.",
    "cli.template.refused.unsafe": "« {file} » contient des entités XML, qu'aucun traitement de "
    "texte n'écrit : il pourrait être piégé.",
    "cli.template.refused.too-large": "« {file} », une fois rempli ou décompressé, est démesuré.",
    "cli.option.of": "Ce que le modèle doit devenir ; par défaut, d'après son nom et ses champs.",
    "cli.template.fields.help": "Dire tous les champs qu'un modèle peut employer.\n\nChacun "
    "avec son sens et sa valeur de cette année ; --out champs.docx ou champs.xlsx en fait une "
    "feuille d'où copier.",
    "cli.template.check.help": "Dire ce qui ne va pas dans un modèle, et où.\n\nChamps "
    "inconnus ou mal écrits, sans valeur cette année, hors d'atteinte, et ce qui a changé depuis "
    "« cic template learn ».",
    "cli.template.learn.help": "Retenir un modèle relu : tout changement sera "
    "signalé.\n\nL'empreinte est écrite à côté du modèle, qui reste tel quel.",
    "cli.template.fields.narratif": "Modèle du rapport narratif (Word)",
    "cli.template.fields.financier": "Modèle du rapport financier (Excel)",
    "cli.template.fields.honoraires": "Modèle de la note d'honoraires (Word)",
    "cli.template.fields.accords": "Modèle de la demande d'accord (Word)",
    "cli.template.fields.declarations": "Modèle de la déclaration sur l'honneur (Word)",
    "cli.template.fields.evaluations": "Modèle du formulaire d'évaluation (Word)",
    "cli.template.no-workbook": "Aucun classeur dans workbooks/ : nommez celui de l'année.",
    "cli.template.sheet-name": "« {file} » : donnez à la feuille d'aide un nom en .docx ou en "
    ".xlsx.",
    "cli.template.learnt-damaged": "« {file} » n'est pas lisible : relisez le modèle, puis "
    "relancez « cic template learn ».",
    "cli.template.unfilled": "Champ sans valeur cette année : {name} — {place}",
    "cli.template.known": "Champs connus : {names}",
    "cli.template.good": "Tous les champs du modèle sont connus.",
    "cli.template.as-learnt": "Le modèle n'a pas changé depuis qu'il a été retenu.",
    "cli.template.never-learnt": "Ce modèle n'a pas encore été retenu (cic template learn).",
    "cli.template.moved.field-come": "Depuis : champ ajouté, {name} — {where}",
    "cli.template.moved.field-gone": "Depuis : champ disparu, {name} — {where}",
    "cli.template.moved.field-moved": "Depuis : champ déplacé, {name} — {where}",
    "cli.template.moved.sheet-come": "Depuis : feuille ajoutée, {name}",
    "cli.template.moved.sheet-gone": "Depuis : feuille disparue, {name}",
    "cli.template.moved.name-come": "Depuis : nom défini ajouté, {name}",
    "cli.template.moved.name-gone": "Depuis : nom défini disparu, {name}",
    "cli.template.moved.heading-come": "Depuis : titres de tableau nouveaux, {name}",
    "cli.template.moved.heading-gone": "Depuis : titres de tableau disparus, {name}",
    "cli.template.moved.part-come": "Depuis : ajouté au fichier, {name}",
    "cli.template.moved.part-gone": "Depuis : ôté du fichier, {name}",
    "cli.template.moved.part-changed": "Depuis : contenu ou mise en forme changés, {name}",
    "vocabulary.narratif": "Rapport narratif",
    "vocabulary.financier": "Rapport financier",
    "vocabulary.honoraires": "Note d'honoraires",
    "vocabulary.accords": "Demande d'accord",
    "vocabulary.declarations": "Déclaration sur l'honneur",
    "vocabulary.evaluations": "Formulaire d'évaluation",
    "vocabulary.title": "Champs des modèles",
    "vocabulary.how": "Copiez un champ, accolades comprises, là où sa valeur doit venir dans "
    "le modèle.",
    "vocabulary.typed": "À copier",
    "vocabulary.meaning": "Sens",
    "vocabulary.value": "Cette année",
    "vocabulary.findings": "Constats qui restent, dans un brouillon",
    "cli.template.changed": "Le modèle « {file} » a changé depuis qu'il a été retenu :",
    "cli.template.unknown": "Champ inconnu, laissé tel quel : {name}{near} — {place}",
    "cli.template.broken": "Accolades qui n'ouvrent ou ne ferment rien : {place}",
    "cli.template.unreachable": "Champ placé là où il ne peut pas être rempli : {name} — {place}",
    "cli.template.unreckoned": "Formules dont le résultat ne sera calculé qu'à l'ouverture : "
    "{places}",
    "cli.template.more": "  … et {count} autre(s)",
    "cli.template.notice.macros": "À savoir : le modèle contient des macros, laissées telles "
    "quelles ({detail}).",
    "cli.template.notice.controls": "À savoir : le modèle contient des contrôles ActiveX, laissés "
    "tels quels ({detail}).",
    "cli.template.notice.objects": "À savoir : le modèle contient un objet d'un autre programme, "
    "laissé tel quel ({detail}).",
    "cli.template.notice.remote-template": "À savoir : le document s'appuie sur un modèle placé "
    "ailleurs, qui n'est pas consulté ({detail}).",
    "cli.template.notice.external": "À savoir : le modèle renvoie à un autre fichier, qui n'est "
    "pas ouvert ({detail}).",
    "cli.template.notice.data-source": "À savoir : le modèle est relié à une source de données, "
    "qui n'est pas interrogée ({detail}).",
    "cli.template.notice.signature": "À savoir : le modèle est signé ; une fois rempli, la "
    "signature ne vaut plus ({detail}).",
    "cli.template.notice.codes": "À savoir : un champ Word du modèle va chercher quelque chose "
    "ailleurs ; rien n'est cherché ici ({detail}).",
    "cli.template.notice.imported": "À savoir : le modèle contient un document d'un autre format, "
    "laissé tel quel ({detail}).",
    "cli.template.area.body": "texte",
    "cli.template.area.header": "en-tête {number}",
    "cli.template.area.footer": "pied de page {number}",
    "cli.template.area.footnotes": "notes de bas de page",
    "cli.template.area.endnotes": "notes de fin",
    "cli.template.area.comments": "commentaires",
    "cli.template.area.drawing": "dessin {number}",
    "cli.template.area.properties": "propriétés du document",
    "cli.template.area.data": "données XML du document",
    "cli.template.paragraph": "paragraphe {number}",
    "cli.template.row": "tableau {table}, ligne {row}",
    "cli.template.words": "« {words} »",
    # --- the calendar
    "calendar.title": "Échéances {year}",
    "calendar.category": "Échéance",
    "calendar.subject": "{subject}",
    "calendar.subject_done": "✓ {subject}",
    "calendar.done": "Fait le {day}.",
    "calendar.owner": "Responsable : {owner}",
    "calendar.communes": "Communes : {communes}",
    "calendar.basis": "Base : {basis}",
    "calendar.unread": "Rappels que le classeur n'indique pas en jours : {what}",
    "calendar.row": "Échéance {number} du classeur.",
    "calendar.alarm": "{subject} (jours restants : {days})",
    # --- the annotated copy
    "control.tab": "Contrôle",
    "control.heading": "Ce qui est à revoir",
    "control.intro": "Copie de « {file} », vue au {day}. Corrigez votre classeur, pas cette copie.",
    "control.author": "Contrôle",
    "control.derogated": "Dérogation : {reason}",
    "control.severity": "Gravité",
    "control.code": "Code",
    "control.sheet": "Feuille",
    "control.cell": "Cellule",
    "control.row": "Ligne",
    "control.value": "Valeur trouvée",
    "control.message": "Ce qui ne va pas",
    "control.remedy": "Que faire",
    # --- the narrative report in Word
    "word.caption.table": "Tableau",
    "word.caption.chart": "Graphique",
    "word.findings": "Ce qui est à revoir dans le classeur",
    "word.title": "Rapport narratif {year}",
    "word.draft": "BROUILLON",
    "word.annex": "Annexe {letter}",
    "word.unfilled": "n.d.",
    "word.not-a-template": "ce n'est pas un document Word (.docx) lisible",
    "word.unknown": "des champs sont inconnus : {fields}. Champs connus : {known}. Sections : "
    "{sections}",
    "word.unreachable": "des champs sont là où le programme ne peut pas les remplir : {fields}",
    "word.unknown.one": "{name} (« {where} »{near})",
    # --- the financial report
    "excel.not-a-template": "ce n'est pas un classeur Excel (.xlsx) lisible",
    "excel.unknown": "des champs sont inconnus : {fields}. Champs connus : {known}",
    "excel.draft": "BROUILLON – {count} erreur(s) à corriger dans le classeur",
    "excel.findings.draft": "Ce rapport est un brouillon : les erreurs sont à corriger avant "
    "l'envoi, les avertissements à relire.",
    "excel.findings.none": "Aucune erreur ne bloque ce rapport.",
    # --- click
    "click.Usage:": "Usage :",
    "click.Options": "Options ",
    "click.Commands": "Commandes ",
    "click.Positional arguments": "Arguments ",
    "click.Show this message and exit.": "Afficher cette aide et quitter.",
    "click.Show the version and exit.": "Afficher la version et quitter.",
    "click.%(prog)s, version %(version)s": "%(prog)s, version %(version)s",
    "click.default: {default}": "par défaut : {default}",
    "click.env var: {var}": "variable : {var}",
    "click.required": "obligatoire",
    "click.(dynamic)": "(selon le contexte)",
    "click.Aborted!": "Interrompu.",
    "click.Error: {message}": "Erreur : {message}",
    "click.Try '{command} {option}' for help.": "Essayez « {command} {option} ».",
    "click.Invalid value: {message}": "Valeur refusée : {message}",
    "click.Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : "
    "{message}",
    "click.Missing command.": "Il manque une commande.",
    "click.Missing argument": "Il manque l'argument",
    "click.Missing option": "Il manque l'option",
    "click.Missing parameter": "Il manque le paramètre",
    "click.Missing {param_type}": "Il manque {param_type}",
    "click.No such option {name!r}.": "L'option {name!r} n'existe pas.",
    "click.No such command {name!r}.": "La commande {name!r} n'existe pas.",
    "click.Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "click.(Did you mean one of: {possibilities}?)": "(Vouliez-vous dire : {possibilities} ?)",
    "click.Option {name!r} does not take a value.": "L'option {name!r} ne prend pas de valeur.",
    "click.Option {name!r} requires an argument.": "L'option {name!r} demande une valeur.",
    "click.Option {name!r} requires {nargs} arguments.": "L'option {name!r} demande {nargs} "
    "valeurs.",
    "click.Got unexpected extra argument ({args})": "Argument de trop ({args})",
    "click.Got unexpected extra arguments ({args})": "Arguments de trop ({args})",
    "click.{value!r} is not {choice}.": "{value!r} n'est pas {choice}.",
    "click.{value!r} is not one of {choices}.": "{value!r} n'est pas parmi {choices}.",
    "click.{value!r} is not a valid {number_type}.": "{value!r} n'est pas un nombre entier.",
    "click.{value} is not in the range {range}.": "{value} n'est pas dans l'intervalle {range}.",
    "click.Could not open file {filename!r}: {message}": "Le fichier {filename} ne s'ouvre pas : "
    "{message}",
    "click.unknown error": "erreur inconnue",
    # --- the bundle of receipts
    "bundle.title": "Justificatifs {year}",
    "bundle.subtitle": "{count} pièce(s), dans l'ordre du rapport financier ; situation au {day}",
    "bundle.uncited": "Pièces qu'aucune ligne ne cite",
    "bundle.line": "{line} – {label}",
    "bundle.no-line": "aucune",
    "bundle.stamp": "Pièce {receipt} · ligne {lines} · page ",
    "bundle.stamp.page": "{page} sur {pages}",
    "bundle.column.no": "Pièce",
    "bundle.column.lines": "Ligne",
    "bundle.column.day": "Date",
    "bundle.column.what": "Émetteur et objet",
    "bundle.column.amount": "Montant",
    "bundle.column.used": "Justifie",
    "bundle.column.page": "Page",
    "bundle.column.pages": "Pages",
    "bundle.page": "{page} / {pages}",
    "bundle.part": "Partie {part} sur {parts}",
    "bundle.missing": "Pièce absente de ce recueil",
    "bundle.total.part": "Pièces de cette partie, {currency}",
    "bundle.total.all": "Toutes les pièces, {currency}",
    "bundle.total.claimed": "Demandé, selon le rapport financier",
    "bundle.total.reimbursable": "Remboursable, selon le rapport financier",
    "bundle.total.refused": "Refusé, selon le rapport financier",
    "bundle.total.pending": "En attente, selon le rapport financier",
    "receipt.refused.outside": "Le nom mène hors du dossier du classeur ; rien n'y est jamais lu.",
    "receipt.refused.not-named": "La ligne de « Justificatifs » ne nomme aucun fichier.",
    "receipt.refused.not-listed": "Une dépense cite cette pièce, mais « Justificatifs » ne la "
    "connaît pas.",
    "receipt.refused.withheld": "Les listes de présence nomment des personnes : celle-ci reste "
    "chez la coordination, à disposition.",
    "receipt.refused.shown-before": "Ce fichier est déjà dans ce recueil, à la première pièce qui "
    "le nomme.",
    "cli.receipts.help": "Lire les pièces justificatives et en faire le recueil.\n\nLes fichiers "
    "ne sont que lus.",
    "cli.bundle.help": "Faire le recueil des justificatifs : un PDF dans l'ordre du rapport "
    "financier.\n\nIndex avec liens, numéro et ligne sur chaque page, une page visible pour "
    "toute pièce illisible ; --max-size le coupe en parties numérotées pour le courriel.",
    "cli.option.with_confidential": "Joindre aussi ce qui est confidentiel : lignes marquées et "
    "listes de présence.",
    "cli.option.max_size": "Taille la plus grande d'une partie, pour le courriel (20MB, 20Mo, "
    "500kB).",
    "cli.option.with_bundle": "Faire ou non le recueil des justificatifs, le plus long à écrire.",
    "cli.bundle.bad-size": "« {value} » n'est pas une taille : écrivez par exemple 20MB, au moins "
    "100kB.",
    "cli.bundle.progress": "Justificatifs",
    "cli.receipts.uncompared": "Trop de pièces se ressemblent pour les comparer toutes : {count} "
    "paires n'ont pas été regardées (JUS-05).",
    "cli.receipts.unread": "{count} pièce(s) n'ont pas été ouvertes : ni leur texte, ni leurs "
    "doubles, ni leurs défauts ne sont vus. Une fois, avec Internet : "
    'pip install "cic_sheets[receipts]".',
    "cli.bundle.no-library": "Le recueil des justificatifs n'est pas fait : il manque "
    '{libraries}. Une fois, avec Internet : pip install "cic_sheets[receipts]".',
    "cli.bundle.refused": "Pièces montrées par une page qui dit pourquoi : {count}",
    "cli.bundle.refused.one": "  {receipt} : {why}",
    "cli.bundle.made": "{pages} page(s), dont {index} d'index ; {count} pièce(s)",
    "cli.bundle.over": "{receipt} dépasse à elle seule la taille demandée : sa partie fait {size}.",
    "cli.bundle.recompressed": "{receipt} : photo réduite davantage pour tenir dans la taille "
    "demandée.",
    "cli.bundle.page-missing": "{receipt} : sa page {detail} est illisible ; une page le dit.",
    "cli.bundle.rasterised": "{receipt} : fichier abîmé, montré en images de ses pages.",
    "cli.bundle.pdfa": "Le recueil se déclare PDF/A-2b.",
    "cli.bundle.no-pdfa": "Ce n'est pas un PDF/A : {count} pièce(s) l'empêchent (polices ou "
    "couleurs de leur PDF), par exemple {receipts}.",
    # --- cic receipts scan
    "cli.scan.help": "Lire les fichiers du dossier justificatifs qu'aucune ligne ne nomme.\n\nDit "
    "ce que leur texte donne de la date, du montant, de l'émetteur, et écrit "
    "pieces-a-inscrire-<année>.xlsx : des lignes à relire puis à copier dans « Justificatifs "
    "». Le classeur n'est jamais rempli.",
    "cli.option.no_ocr": "Ne pas lire les photos (plus rapide).",
    "cli.option.everything": "Lire tous les fichiers, aussi ceux qu'une ligne nomme déjà.",
    "cli.scan.none": "Aucun fichier nouveau : chaque fichier du dossier justificatifs a sa ligne.",
    "cli.scan.count": "Fichiers lus : {count}",
    "cli.scan.no-ocr": "Les photos n'ont pas été lues : le programme Tesseract (français et "
    "arabe) n'est pas installé. Sous Debian : sudo apt install tesseract-ocr "
    "tesseract-ocr-fra tesseract-ocr-ara.",
    "cli.scan.not-asked": "Les photos n'ont pas été lues (--no-ocr).",
    "cli.scan.next": "Relisez chaque ligne avec sa pièce avant de la copier : seules les cellules "
    "vertes sont sûres.",
    "cli.scan.may-prove": "Dépenses sans pièce qu'elle peut prouver : {lines}",
    "cli.scan.written": "Lignes à relire et à copier : {file}",
    "scan.title": "Pièces à inscrire : à relire, puis à copier dans « Justificatifs »",
    "scan.tab": "Pièces à inscrire",
    "scan.sure.certain": "certain",
    "scan.sure.probable": "à vérifier",
    "scan.sure.open": "plusieurs réponses",
    "scan.column.picture": "Vignette",
    "scan.column.read": "Lu dans",
    "scan.column.twins": "Doublon possible de",
    "scan.column.lines": "Dépenses qu'elle peut prouver",
    "scan.column.doubts": "À regarder",
    "scan.source.structured": "la facture électronique jointe au PDF",
    "scan.source.text": "le texte du PDF",
    "scan.source.ocr": "l'image, reconnue",
    "scan.source.none": "rien n'a été lu",
    "scan.words": "Lu : {words}",
    "scan.readings": "Réponses possibles : {readings}",
    "scan.twin.bytes": "{name} : le même fichier, octet pour octet",
    "scan.twin.image": "{name} : la même image, envoyée ou photographiée de nouveau",
    "scan.twin.data": "{name} : mêmes numéro, date et montant",
    "scan.fills": "Peut-être le fichier qui manque à {names} : mettez-le dans sa ligne plutôt que "
    "d'en ajouter une.",
    "scan.no-line": "aucune trouvée",
    "scan.nothing-read": "Le fichier ne dit rien que le programme sache lire : recopiez la pièce.",
    "scan.note.text-disagrees": "Le texte imprimé contredit la facture électronique jointe.",
    "scan.note.name-lies": "L'extension du fichier ne dit pas ce qu'il est.",
    "scan.note.no-ocr": "Photo non lue : Tesseract n'est pas installé.",
    "scan.note.too-slow": "La lecture de l'image a pris trop de temps.",
    "scan.look.probable": "À vérifier : {names}",
    "scan.look.open": "Plusieurs réponses, à choisir : {names}",
    # --- the note of modifications
    "cli.option.note": "Écrire aussi la note de modifications, un document Word à joindre.",
    "cli.diff.note-suffix": "« {file} » : la note de modifications est un document Word ; donnez "
    "un nom en .docx.",
    "cli.diff.note-title": "Note de modifications",
    "cli.diff.note-intro": "De « {old} » à « {new} », vu au {day}.",
    "cli.diff.note-sorting": "Chaque ligne est désignée par son numéro ; l'effet est celui de la "
    "ligne entière. Trier des lignes ou élargir des colonnes n'est pas une modification.",
    "cli.diff.row-added": "ligne ajoutée",
    "cli.diff.row-removed": "ligne retirée",
    "cli.diff.total.claimed": "Demandé",
    "cli.diff.total.reimbursable": "Remboursable",
    "cli.diff.total.refused": "Refusé",
    "cli.diff.total.pending": "En attente",
    "note.totals": "Les totaux de l'année",
    "note.lines": "Ce qui a été modifié",
    "note.none": "Aucune modification.",
    "note.total.name": "Total",
    "note.total.before": "Avant",
    "note.total.after": "Après",
    "note.total.effect": "Différence",
    "note.column.sheet": "Feuille",
    "note.column.row": "Ligne",
    "note.column.what": "Colonne",
    "note.column.old": "Avant",
    "note.column.new": "Après",
    "note.column.effect": "Effet",
}
