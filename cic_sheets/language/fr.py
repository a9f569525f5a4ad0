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
    "fichier illisible.",
    "cli.report.help": "Contrôler, réconcilier et remplir les rapports de l'année.\n\n"
    "Les fichiers vont dans out/<année>/ ; tant qu'il reste des erreurs, ce sont des brouillons.",
    "cli.check.help": "Dire, cellule par cellule, ce qui est à revoir dans le classeur.\n\n"
    "Écrit aussi controle-<année>.xlsx, une copie du classeur où les cellules fautives sont "
    "colorées et commentées ; avec --json, seulement si --out est donné.",
    "cli.new.help": "Créer un classeur vierge pour une année.\n\n"
    "Un fichier existant n'est jamais remplacé ; --out donne le nom du fichier.",
    "cli.status.help": "Dire ce qui manque pour envoyer chaque livrable, et ce que le plafond "
    "permet encore.",
    "cli.reconcile.help": "Montrer l'équation, le registre du plafond et les trois listes qui "
    "devraient être vides.",
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
    "cli.locked": "« {file} » est ouvert dans un autre programme : fermez-le et recommencez. "
    "Rien n'a été changé.",
    "cli.not-written": "« {file} » ne peut pas être écrit ({why}). Rien n'a été changé.",
    "cli.exists": "« {file} » existe déjà ; il n'est jamais remplacé. Donnez un autre nom avec "
    "--out.",
    "cli.written": "Écrit : {file}",
    "cli.new.next": "Ouvrez-le dans Excel, commencez par la feuille « Accueil », et rangez les "
    "pièces dans {year}/justificatifs à côté du classeur.",
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
    "cli.state.visible": "visible",
    "cli.state.hidden": "masquée",
    "cli.state.veryHidden": "très masquée",
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
    # --- click
    "click.Usage:": "Usage :",
    "click.Options": "Options",
    "click.Commands": "Commandes",
    "click.Positional arguments": "Arguments",
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
    "click.No such option {name!r}.": "L'option {name} n'existe pas.",
    "click.No such command {name!r}.": "La commande {name} n'existe pas.",
    "click.Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "click.(Did you mean {possibilities}?)": "(Vouliez-vous dire {possibilities} ?)",
    "click.(Possible options: {possibilities})": "(Options proches : {possibilities})",
    "click.Option {name!r} does not take a value.": "L'option {name} ne prend pas de valeur.",
    "click.Option {name!r} requires an argument.": "L'option {name} demande une valeur.",
    "click.Option {name!r} requires {nargs} arguments.": "L'option {name} demande {nargs} valeurs.",
    "click.Got unexpected extra argument ({args})": "Argument de trop ({args})",
    "click.Got unexpected extra arguments ({args})": "Arguments de trop ({args})",
    "click.{value!r} is not {choice}.": "{value} n'est pas {choice}.",
    "click.{value!r} is not one of {choices}.": "{value} n'est pas parmi {choices}.",
    "click.{value!r} is not a valid {number_type}.": "{value} n'est pas un nombre entier.",
    "click.{value} is not in the range {range}.": "{value} n'est pas dans l'intervalle {range}.",
    "click.Could not open file {filename!r}: {message}": "Le fichier {filename} ne s'ouvre pas : "
    "{message}",
    "click.unknown error": "erreur inconnue",
}
