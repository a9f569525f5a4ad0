"""English: what the fields that a template may use mean."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "Numéro de la convention": "Number of the agreement",
    "Rang de la convention (1 pour la première)": "Rank of the agreement (1 for the first)",
    "Premier jour de la convention": "First day of the agreement",
    "Dernier jour de la convention": "Last day of the agreement",
    "Nom du ou de la chargé(e) de mission": "Name of the coordinator",
    "Adresse du ou de la chargé(e) de mission": "Address of the coordinator",
    "Organisme qui engage et à qui s'adresse le rapport":
        "Body that hires and that the report is for",
    "Adresse du commanditaire": "Address of the client",
    "Année du rapport": "Year of the report",
    "Jour d'où l'année est vue": "Day from which the year is seen",
    "« Brouillon » tant que le classeur a des erreurs, sinon « Version finale »":
        "“Draft” while the workbook has errors, else “Final version”",
    "Total demandé en remboursement, toutes lignes, en EUR": "Total claimed, all lines, in EUR",
    "Total demandé en remboursement, toutes lignes, en toutes lettres":
        "Total claimed, all lines, in words",
    "Total remboursable, en EUR": "Total reimbursable, in EUR",
    "Total remboursable, en toutes lettres": "Total reimbursable, in words",
    "Total refusé, en EUR": "Total refused, in EUR",
    "Total refusé, en toutes lettres": "Total refused, in words",
    "Total en attente, en EUR": "Total pending, in EUR",
    "Total en attente, en toutes lettres": "Total pending, in words",
    "Honoraires des mois écoulés, en EUR": "Fees of the months gone by, in EUR",
    "Honoraires des mois écoulés, en toutes lettres": "Fees of the months gone by, in words",
    "Total payé par le commanditaire, en EUR": "Total paid by the client, in EUR",
    "Total payé par le commanditaire, en toutes lettres": "Total paid by the client, in words",
    "Remboursable et honoraires dus, moins ce qui est payé, en EUR":
        "Reimbursable and fees due, less what is paid, in EUR",
    "Remboursable et honoraires dus, moins ce qui est payé, en toutes lettres":
        "Reimbursable and fees due, less what is paid, in words",
    "Plafond moyen cumulé à ce jour, en EUR": "Cumulative average cap to this day, in EUR",
    "Frais retenus sous le plafond à ce jour, en EUR":
        "Expenses retained under the cap to this day, in EUR",
    "Frais retenus par mois écoulé, en EUR": "Expenses retained per month gone by, in EUR",
    "Ce que le plafond laisse encore à ce jour, en EUR":
        "What the cap still leaves on this day, in EUR",
    "Communes du groupe ce jour-là": "Communes of the group on that day",
    "Lignes de dépenses": "Lines of expenses",
    "Activités collectives inscrites": "Joint activities entered",
    "Participations : une personne présente à une activité, comptée chaque fois":
        "Attendances: a person present at an activity, counted each time",
    "Participations de femmes": "Attendances of women",
    "Financements que la veille a diffusés": "Funding notices passed on",
    "Actions de visibilité et représentations": "Visibility and representation",
    "Positions portées, sans les lignes confidentielles":
        "Positions defended, without confidential lines",
    "Communes actives qui ont évalué la coordination, en pour cent":
        "Active communes that evaluated the coordination, in per cent",
    "Moyenne de toutes les notes de l'évaluation, de 1 à 5":
        "Mean of all marks of the evaluation, from 1 to 5",
    "Organisme qui engage": "Body that hires",
    "Numéro de la carte nationale d'identité": "Number of the national identity card",
    "Identifiant commun de l'entreprise": "Common business identifier",
    "Identifiant fiscal": "Tax identifier",
    "Numéro de la taxe professionnelle": "Number of the business tax",
    "Numéro au registre des auto-entrepreneurs": "Number in the register of self-employed",
    "Téléphone": "Telephone",
    "Courriel": "E-mail",
    "Banque et agence": "Bank and branch",
    "Relevé d'identité bancaire": "Bank account details",
    "Numéro international du compte": "International account number",
    "Code international de la banque": "International code of the bank",
    "Numéro d'entreprise du commanditaire": "Business number of the client",
    "Mention à propos de la TVA": "Mention about VAT",
    "Numéro de la note d'honoraires": "Number of the fee note",
    "Date de la note": "Date of the note",
    "Remarque inscrite dans « Honoraires »": "Remark entered in “Honoraires”",
    "Mois de la note, en mots": "Month of the note, in words",
    "Premier jour du mois": "First day of the month",
    "Dernier jour du mois": "Last day of the month",
    "Montant de la note, en EUR": "Amount of the note, in EUR",
    "Montant de la note, en toutes lettres": "Amount of the note, in words",
    "Heures prestées dans le mois": "Hours worked in the month",
    "Nombre de prestations": "Number of services",
    "Dit qu'il n'y a pas de prestations ; vide sinon":
        "Says that there are no services; else empty",
    "Numéro de la ligne": "Number of the line",
    "Jour": "Day",
    "M1 à M8": "M1 to M8",
    "La prestation de l'annonce, en mots": "The service of the announcement, in words",
    "Ce qui a été fait": "What was done",
    "Communes concernées": "Communes concerned",
    "Nombre de lignes": "Number of lines",
    "Nom de la rubrique de « Convention »": "Name of the entry of “Convention”",
    "Sa valeur": "Its value",
    "Numéro de la demande, sinon de la mission": "Number of the request, else of the mission",
    "Jour de la demande, sinon de la situation": "Day of the request, else of the report",
    "Objet de la demande": "Subject of the request",
    "Ce que l'accord couvrirait": "What the approval would cover",
    "Catégories de dépenses": "Categories of expenses",
    "Dit qu'aucune mission n'est inscrite ; vide sinon":
        "Says that no mission is entered; else empty",
    "Où ont lieu les missions": "Where the missions take place",
    "Premier jour": "First day",
    "Dernier jour": "Last day",
    "Montant demandé, en EUR": "Amount asked for, in EUR",
    "Montant demandé, en toutes lettres": "Amount asked for, in words",
    "Total de l'estimation, en EUR": "Total of the estimate, in EUR",
    "Total de l'estimation, en toutes lettres": "Total of the estimate, in words",
    "Plafond moyen d'un mois, en EUR": "Average cap of a month, in EUR",
    "Ce que le plafond moyen laisse ce mois-ci, en EUR":
        "What the average cap leaves this month, in EUR",
    "Ce que le plafond moyen laisse jusqu'à la fin de la convention, en EUR":
        "What the average cap leaves until the end of the agreement, in EUR",
    "Ce qui resterait après cette demande, en EUR": "What would be left after this request, in EUR",
    "Numéro de la mission": "Number of the mission",
    "But de la mission": "Aim of the mission",
    "Prestation de l'annonce": "Service of the announcement",
    "Où elle a lieu": "Where it takes place",
    "D'où elle part": "Where it starts from",
    "Jour et heure du départ": "Day and hour of departure",
    "Jour et heure du retour": "Day and hour of return",
    "Moyen de transport principal": "Main means of transport",
    "Communes rencontrées": "Communes met",
    "Catégorie de dépense": "Category of expense",
    "Numéro du barème, ou « sans barème » pour ce qui est demandé au-delà":
        "Number of the scale, or “sans barème” for what is asked beyond",
    "plafond ou forfait": "plafond (ceiling) or forfait (flat rate)",
    "Nuits, repas, jours ou km que la mission permet":
        "Nights, meals, days or km that the mission allows",
    "Unité du barème": "Unit of the scale",
    "Montant du barème pour une unité": "Amount of the scale for a unit",
    "Montant dans la devise du barème": "Amount in the scale's currency",
    "Unités de cette devise pour 1 EUR ; vide en euros":
        "Units of that currency for 1 EUR; empty in euros",
    "Montant en EUR": "Amount in EUR",
    "Numéro de la pièce": "Number of the receipt",
    "Date de la déclaration": "Date of the declaration",
    "Montant déclaré, dans sa devise": "Amount declared, in its currency",
    "Montant déclaré, dans sa devise, en toutes lettres":
        "Amount declared, in its currency, in words",
    "Ce qu'elle prend au plafond de l'année, en EUR": "What it takes of the yearly ceiling, in EUR",
    "Ce qui a été payé": "What was paid for",
    "Remarque des lignes ; des points à compléter à la main sinon":
        "Remark of the lines; else dots to be filled in by hand",
    "Numéros des lignes de dépenses": "Numbers of the lines of expenses",
    "Plafond des déclarations pour une ligne": "Ceiling of declarations for a line",
    "Plafond des déclarations pour l'année": "Ceiling of declarations for the year",
    "Ce que toutes les déclarations en prennent, en EUR":
        "What all declarations take of it, in EUR",
    "Ce qui en reste": "What is left of it",
    "Jour de la dépense": "Day of the expense",
    "Ce qui a été acheté": "What was bought",
    "Qui a été payé": "Who was paid",
    "Mode de paiement": "Means of payment",
    "Montant de la ligne, dans sa devise": "Amount of the line, in its currency",
    "Plafond d'une ligne, en EUR": "Ceiling of a line, in EUR",
    "Le même dans la devise de la ligne": "The same in the line's currency",
    "Ce qui en reste, dans la devise de la ligne": "What is left of it, in the line's currency",
    "Année évaluée": "Year evaluated",
    "Code de la commune": "Code of the commune",
    "Nom de la commune": "Name of the commune",
    "Nom de la commune en arabe ; en français s'il manque":
        "Name of the commune in Arabic; in French if it is missing",
    "Province ou préfecture": "Province or prefecture",
    "Région": "Region",
    "Rang du critère": "Rank of the criterion",
    "Le critère en français": "The criterion in French",
    "Le critère en arabe": "The criterion in Arabic",
    "Décision": "Decision",
    "Premier et dernier jour de la convention": "First and last day of the agreement",
    "Nom du classeur d'où viennent les chiffres": "Name of the workbook that the figures come from",
    "Règle qui choisit le taux de chaque dépense, en mots":
        "Rule that chooses each expense's rate, in words",
    "Combien de règles restent à confirmer, en mots":
        "How many rules are still to be confirmed, in words",
    "Combien de dérogations ont été accordées, en mots":
        "How many derogations were granted, in words",
    "Date de situation, comme date": "Day of the report, as a date",
    "Issue de ce que le plafond moyen retient : refusé ou en attente":
        "Outcome of what the average cap holds back: refused or pending",
    "Plafond des attestations de perte dans l'année, en EUR":
        "Ceiling of the declarations of loss in the year, in EUR",
    "Lignes datées après la situation, en mots ; vide s'il n'y en a pas":
        "Lines dated after the report's day, in words; empty if there are none",
    "Plafond moyen d'un mois entier, en EUR": "Average cap of a whole month, in EUR",
    "Honoraires d'un mois entier, en EUR": "Fees of a whole month, in EUR",
    "Honoraires d'un mois entier, en toutes lettres": "Fees of a whole month, in words",
    "Plafond moyen cumulé jusqu'à la fin de la convention, en EUR":
        "Average cap cumulated to the end of the agreement, in EUR",
    "Remboursable sous le plafond moyen à ce jour, en EUR":
        "Reimbursable under the average cap to this day, in EUR",
    "Ce que le plafond laisse dépenser ce mois, en EUR":
        "What the cap lets be spent this month, in EUR",
    "Ce que le plafond laisse dépenser jusqu'à la fin, en EUR":
        "What the cap lets be spent until the end, in EUR",
    "Honoraires payés, en EUR": "Fees paid, in EUR",
    "Remboursements payés, en EUR": "Reimbursements paid, in EUR",
    "Avances payées, en EUR": "Advances paid, in EUR",
    "Part des avances que rien n'a consommée, en EUR":
        "Part of the advances that nothing has consumed, in EUR",
    "Nombre d'erreurs qui restent dans le classeur": "Number of errors left in the workbook",
    "Nombre d'avertissements dans le classeur": "Number of warnings in the workbook",
    "Mois du taux": "Month of the rate",
    "Devise": "Currency",
    "Unités de la devise pour 1 EUR": "Units of the currency for 1 EUR",
    "Source du taux": "Source of the rate",
    "Date du relevé": "Day on which it was taken",
    "Nombre de lignes converties à ce taux": "Number of lines converted at this rate",
    "Nom de la règle": "Name of the rule",
    "Valeur appliquée": "Value applied",
    "Ce que la règle veut dire": "What the rule means",
    "Clause qui la fixe": "Clause that fixes it",
    "confirmé ou à confirmer": "confirmed or to be confirmed",
    "Date de la confirmation": "Date of the confirmation",
    "Numéro du barème": "Number of the scale",
    "Lieu ; « pays » sans lieu": "Place; “pays” without a place",
    "Montant pour une unité": "Amount for a unit",
    "Dates de validité": "Dates of validity",
    "Source": "Source",
    "Nombre de lignes auxquelles il s'applique": "Number of lines to which it applies",
    "Code de la règle": "Code of the rule",
    "Ce que la règle dit": "What the rule says",
    "Feuille de la ligne concernée": "Sheet of the line concerned",
    "Motif": "Reason",
    "Accordée par": "Granted by",
    "Numéro du paiement": "Number of the payment",
    "Honoraires, remboursement ou avance": "Fees, reimbursement or advance",
    "Montant, en EUR": "Amount, in EUR",
    "Montant reçu sur le compte": "Amount received on the account",
    "Devise reçue": "Currency received",
    "Frais bancaires": "Bank charges",
    "Notes d'honoraires ou demande payées": "Fee notes or claim paid",
    "Référence du virement": "Reference of the transfer",
    "Montant de l'avance, en EUR": "Amount of the advance, in EUR",
    "Ce que les dépenses en ont consommé, en EUR": "What expenses have consumed of it, in EUR",
    "Ce qui reste ouvert, en EUR": "What is still open, in EUR",
    "Numéro de la demande, « – » pour les lignes hors de toute demande":
        "Number of the claim, “–” for lines in no claim",
    "Date d'envoi": "Day of sending",
    "Période couverte": "Period covered",
    "Montant demandé au commanditaire, en EUR": "Amount claimed from the client, in EUR",
    "Montant accordé, en EUR": "Amount granted, in EUR",
    "Remboursable de ses lignes selon ce rapport, en EUR":
        "Reimbursable of its lines by this report, in EUR",
    "Motif d'écart": "Reason of the difference",
    "Rang de la pièce dans cette liste": "Rank of the receipt in this list",
    "Type de pièce": "Type of receipt",
    "Date de la pièce": "Date of the receipt",
    "Émetteur": "Issuer",
    "Numéro imprimé sur la pièce": "Number printed on the receipt",
    "Objet en français": "Subject in French",
    "Montant de la pièce": "Amount of the receipt",
    "Devise de la pièce": "Currency of the receipt",
    "« oui » si elle prouve un montant": "“oui” if it proves an amount",
    "Ce qu'elle justifie, dans sa devise": "What it justifies, in its currency",
    "Ce qu'elle ne justifie pas, dans sa devise": "What it does not justify, in its currency",
    "Lignes qui la citent ; mène à la première": "Lines that cite it; leads to the first",
    "Page dans le recueil des justificatifs": "Page in the bundle of receipts",
    "Fichier numérisé ; l'ouvre quand le rapport sait où il est":
        "Scanned file; opens it where the report knows its place",
    "Ligne et pièce": "Line and receipt",
    "Numéro de la ligne ; mène à elle": "Number of the line; leads to it",
    "Rang de la ligne dans la liste des dépenses": "Rank of the line in the list of expenses",
    "Numéro de la pièce ; mène à elle": "Number of the receipt; leads to it",
    "Rang de la pièce dans la liste des pièces": "Rank of the receipt in the list of receipts",
    "Ce qu'elle justifie de la ligne, dans leur devise":
        "What it justifies of the line, in their currency",
    "« oui » pour une attestation de perte": "“oui” for a declaration of loss",
    "Attestation : unités de la devise pour 1 EUR": "Declaration: units of the currency for 1 EUR",
    "Attestation : ce qu'elle prend au plafond de l'année, en EUR":
        "Declaration: what it takes of the yearly ceiling, in EUR",
    "Le même numéro ; mène au calcul de la ligne":
        "The same number; leads to the line's calculation",
    "Date de la dépense": "Date of the expense",
    "Mission, activité ou imputation à laquelle elle se rattache":
        "Mission, activity or heading that it belongs to",
    "Fournisseur": "Supplier",
    "Montant dans la devise payée": "Amount in the currency paid",
    "Devise payée": "Currency paid",
    "Unités de la devise pour 1 EUR ; 1 pour l'euro":
        "Units of the currency for 1 EUR; 1 for the euro",
    "Coupe : recevabilité, en EUR": "Cut: admissibility, in EUR",
    "Coupe : accord préalable, en EUR": "Cut: prior approval, in EUR",
    "Coupe : justificatifs, en EUR": "Cut: receipts, in EUR",
    "Coupe : barème, en EUR": "Cut: scale, in EUR",
    "Ce qui reste avant le plafond moyen, en EUR": "What is left before the average cap, in EUR",
    "Coupe : plafond moyen, en EUR": "Cut: average cap, in EUR",
    "Montant remboursable, en EUR": "Amount reimbursable, in EUR",
    "Montant refusé, en EUR": "Amount refused, in EUR",
    "Montant en attente, en EUR": "Amount pending, in EUR",
    "Chaque coupe avec sa règle, son motif et son issue":
        "Each cut with its rule, its reason and its outcome",
    "Numéro de la première coupe ; mène à elle": "Number of the first cut; leads to it",
    "Numéros des pièces ; mène à la première": "Numbers of the receipts; leads to the first",
    "Page de la première pièce dans le recueil des justificatifs":
        "Page of the first receipt in the bundle of receipts",
    "Numéro de l'accord préalable": "Number of the prior approval",
    "Date de la décision sur l'accord": "Date of the decision on the approval",
    "Numéro de la mission, « – » sans mission": "Number of the mission, “–” without mission",
    "Numéro de l'activité collective, « – » sans activité":
        "Number of the joint activity, “–” without activity",
    "Ligne budgétaire d'une activité, « – » sans elle":
        "Budget line of an activity, “–” without one",
    "Demande de remboursement qui la contient, « – » sans elle":
        "Claim that holds it, “–” without one",
    "Rang du mois de convention, « – » hors convention":
        "Rank of the month of the agreement, “–” outside it",
    "Rang du mois où le plafond moyen la compte ; vide hors plafond":
        "Rank of the month in which the average cap counts it; empty outside the cap",
    "« oui » si le plafond moyen la regarde": "“oui” if the average cap looks at it",
    "Mission, activité ou imputation": "Mission, activity or heading",
    "Numéro de la ligne ; mène à la liste des dépenses":
        "Number of the line; leads to the list of expenses",
    "Rang de la ligne dans l'ordre où elles sont servies":
        "Rank of the line in the order in which they are served",
    "Rang de la ligne que cet avoir corrige ; vide pour les autres lignes":
        "Rank of the line that this credit corrects; empty for other lines",
    "Part non éligible telle qu'encodée, dans la devise payée":
        "Ineligible part as entered, in the currency paid",
    "Avoir : ce qui convertit sa devise en celle de la ligne corrigée":
        "Credit: what converts its currency into that of the line corrected",
    "Avoir : montant rendu, dans la devise de la ligne corrigée":
        "Credit: amount given back, in the currency of the line corrected",
    "Avoir : part non éligible rendue, dans la devise de la ligne corrigée":
        "Credit: ineligible part given back, in the currency of the line corrected",
    "Ce que les avoirs rendent sur la ligne, en EUR": "What credits give back on the line, in EUR",
    "Montant de la ligne moins ses avoirs, dans la devise payée":
        "Amount of the line less its credits, in the currency paid",
    "Part non éligible moins celle de ses avoirs, dans la devise payée":
        "Ineligible part less that of its credits, in the currency paid",
    "Demandé moins les avoirs, en EUR ; l'avoir lui-même compte pour zéro":
        "Claimed less the credits, in EUR; the credit itself counts for zero",
    "Étapes 1 et 2 : « refusé » ou « en attente » en entier ; vide si la ligne passe":
        "Steps 1 and 2: “refusé” or “en attente” as a whole; empty if the line passes",
    "Étapes 1 et 2 : ce qui est coupé, en EUR": "Steps 1 and 2: what is cut, in EUR",
    "Ce qui reste après la recevabilité, en EUR": "What is left after admissibility, in EUR",
    "Rang de l'accord dans la liste des accords": "Rank of the approval in the list of approvals",
    "Étape 3 : « refusé » ou « en attente » en entier ; vide si l'accord sert":
        "Step 3: “refusé” or “en attente” as a whole; empty if the approval serves",
    "Ce que les lignes précédentes laissent de l'accord, en EUR":
        "What the lines before leave of the approval, in EUR",
    "Ce que la ligne prend à l'accord, en EUR": "What the line takes of the approval, in EUR",
    "Étape 3 : ce qui est coupé, en EUR": "Step 3: what is cut, in EUR",
    "Ce qui reste après l'accord, en EUR": "What is left after the approval, in EUR",
    "« forfait » : sans pièce ; vide : ce que les pièces justifient":
        "“forfait”: without receipt; empty: what the receipts justify",
    "J : ce que les pièces justifient, dans la devise payée":
        "J: what the receipts justify, in the currency paid",
    "J converti, en EUR": "J converted, in EUR",
    "Date à laquelle le justificatif manquant est attendu":
        "Date on which the missing receipt is expected",
    "Étape 4 : ce qui est coupé, en EUR": "Step 4: what is cut, in EUR",
    "Ce qui reste après les pièces, en EUR": "What is left after the receipts, in EUR",
    "Rang du plafond de barème que la ligne partage":
        "Rank of the scale's ceiling that the line shares",
    "Étape 5 : « en attente » en entier ; vide si le barème se calcule":
        "Step 5: “en attente” as a whole; empty if the scale can be calculated",
    "Unités de la devise du barème pour 1 EUR": "Units of the scale's currency for 1 EUR",
    "Quantité encodée": "Quantity entered",
    "Quantité ajoutée au plafond ; un même jour ne compte qu'une fois":
        "Quantity added to the ceiling; one day counts only once",
    "J (au forfait : le montant éligible) dans la devise du barème":
        "J (for a flat rate: the eligible amount) in the scale's currency",
    "Ce que les lignes précédentes laissent du plafond, dans la devise du barème":
        "What the lines before leave of the ceiling, in the scale's currency",
    "Ce que la ligne prend au plafond, dans la devise du barème":
        "What the line takes of the ceiling, in the scale's currency",
    "Étape 5 : ce qui est coupé, en EUR": "Step 5: what is cut, in EUR",
    "Ce qui reste après le barème, en EUR": "What is left after the scale, in EUR",
    "Ce que le plafond moyen regarde, en EUR": "What the average cap looks at, in EUR",
    "Ce que les lignes précédentes laissent du plafond moyen, en EUR":
        "What the lines before leave of the average cap, in EUR",
    "Ce que la ligne reçoit sous le plafond moyen, en EUR":
        "What the line receives under the average cap, in EUR",
    "Étape 6 : ce qui est coupé, en EUR": "Step 6: what is cut, in EUR",
    "Étape 4 : coupe en attente d'un justificatif, en EUR":
        "Step 4: cut that waits for a receipt, in EUR",
    "Étape 6 : coupe en attente des mois suivants, en EUR":
        "Step 6: cut that waits for the months to come, in EUR",
    "Numéro de la coupe : la ligne et son rang": "Number of the cut: the line and its rank",
    "Étape du calcul": "Step of the calculation",
    "Rang de l'étape, de 1 à 6": "Rank of the step, from 1 to 6",
    "Code de la règle de contrôle": "Code of the rule",
    "Motif en quelques mots": "Reason in a few words",
    "Motif avec ses montants et ses dates": "Reason with its amounts and dates",
    "Montant coupé, en EUR": "Amount cut, in EUR",
    "refusé ou en attente": "refused or pending",
    "Lignes qui décident : de « Règles » avec leur statut, d'un barème, d'un accord…":
        "Lines that decide: of “Règles” with their status, of a scale, of an approval…",
    "Clause qui fonde la coupe": "Clause on which the cut rests",
    "Cellules du classeur d'où elle vient": "Cells of the workbook that it comes from",
    "Numéro de l'accord": "Number of the approval",
    "Rang de l'accord dans cette liste": "Rank of the approval in this list",
    "Ce que l'accord couvre": "What the approval covers",
    "Date de la décision": "Date of the decision",
    "Fichier qui prouve la décision ; l'ouvre quand le rapport sait où il est":
        "File that proves the decision; opens it where the report knows its place",
    "Montant validé, tel qu'encodé, en EUR": "Amount granted, as entered, in EUR",
    "Montant qui peut être consommé, en EUR : nul tant que l'accord n'est pas validé":
        "Amount that may be consumed, in EUR: none until the approval is granted",
    "Ce qui en reste, en EUR": "What is left of it, in EUR",
    "Lignes qui l'ont consommé": "Lines that consumed it",
    "La première de ces lignes ; mène à elle": "The first of these lines; leads to it",
    "Barème, et la mission ou le mois dont les lignes le partagent":
        "Scale, and the mission or month whose lines share it",
    "Rang du plafond dans cette liste": "Rank of the ceiling in this list",
    "Numéro de la mission ; « – » : les lignes d'un mois sans mission":
        "Number of the mission; “–”: the lines of a month without mission",
    "Rang du mois de convention des lignes sans mission":
        "Rank of the month of the agreement of lines without mission",
    "Montant pour une unité, dans la devise du barème":
        "Amount for a unit, in the scale's currency",
    "Devise du barème": "Currency of the scale",
    "Quantité que les lignes demandent ensemble": "Quantity that the lines claim together",
    "Départ de la mission": "Departure of the mission",
    "Retour de la mission": "Return of the mission",
    "Première heure de repas, si l'unité est le repas":
        "First hour of meals, if the unit is the meal",
    "Seconde heure de repas, si l'unité est le repas":
        "Second hour of meals, if the unit is the meal",
    "Nuits ou repas que le voyage compte ; vide si rien ne les borne":
        "Nights or meals that the trip has; empty if nothing bounds them",
    "Nuits ou repas offerts": "Nights or meals offered",
    "Nuits ou repas que le voyage laisse ; vide si rien ne les borne":
        "Nights or meals that the trip leaves; empty if nothing bounds them",
    "Quantité comptée": "Quantity counted",
    "Plafond, dans la devise du barème": "Ceiling, in the scale's currency",
    "Ce que les lignes en ont utilisé, dans la devise du barème":
        "What the lines have used of it, in the scale's currency",
    "Ce qui en reste, dans la devise du barème": "What is left of it, in the scale's currency",
    "Lignes qui le partagent ; mène à la première": "Lines that share it; leads to the first",
    "Plafond d'une ligne, en EUR ; vide s'il n'y en a pas":
        "Ceiling of a line, in EUR; empty if there is none",
    "Plafond dans la devise de la ligne": "Ceiling in the line's currency",
    "Devise de la ligne": "Currency of the line",
    "Ce que les attestations en justifient, dans la devise de la ligne":
        "What declarations justify of it, in the line's currency",
    "Ce qui reste du plafond, dans la devise de la ligne":
        "What is left of the ceiling, in the line's currency",
    "Rang du mois, « – » hors convention": "Rank of the month, “–” outside the agreement",
    "Premier et dernier jour du mois": "First and last day of the month",
    "Numéro de la mission, « – » pour les lignes sans mission":
        "Number of the mission, “–” for lines without mission",
    "Objet de la mission": "Subject of the mission",
    "Du départ au retour": "From departure to return",
    "Accord préalable": "Prior approval",
    "Numéro et intitulé de l'activité": "Number and title of the activity",
    "Code de la ligne budgétaire": "Code of the budget line",
    "Libellé de la ligne budgétaire": "Description of the budget line",
    "Qui paie": "Who pays",
    "Montant prévu, en EUR": "Amount planned, in EUR",
    "Remboursable et en attente, en EUR": "Reimbursable and pending, in EUR",
    "Remboursable, en EUR": "Reimbursable, in EUR",
    "Budget moins engagé, en EUR": "Budget less committed, in EUR",
    "Dépensé sur budget, en part de un": "Spent over budget, as a share of one",
    "Dépassement au-delà de la tolérance": "Excess beyond what is tolerated",
    "Nombre de lignes touchées": "Number of lines concerned",
    "Rang du mois de convention": "Rank of the month of the agreement",
    "Jours sous convention": "Days under the agreement",
    "Jours du mois entier": "Days of the whole month",
    "A(m) : plafond cumulé, en EUR": "A(m): cumulative cap, in EUR",
    "Ce que l'étape des barèmes a laissé ce mois, en EUR":
        "What the step of the scales left this month, in EUR",
    "S(m) : le même, cumulé, en EUR": "S(m): the same, cumulated, in EUR",
    "Le plus petit des deux, en EUR": "The smaller of the two, in EUR",
    "S(m) moins remboursable, en EUR": "S(m) less reimbursable, in EUR",
    "A(m) moins remboursable : reporté au mois suivant, en EUR":
        "A(m) less reimbursable: carried to the next month, in EUR",
    "Moyenne mensuelle à ce jour, en EUR": "Monthly average to this day, in EUR",
    "Ce qui peut encore être dépensé ce mois, en EUR": "What may still be spent this month, in EUR",
    "Ce qui peut encore être dépensé jusqu'à la fin, en EUR":
        "What may still be spent until the end, in EUR",
    "Honoraires du mois, en EUR": "Fees of the month, in EUR",
    "« oui » une fois le mois écoulé": "“oui” once the month is over",
    "Honoraires dus à la date de situation, en EUR": "Fees due on the report's day, in EUR",
    "Numéros des notes d'honoraires": "Numbers of the fee notes",
    "Montant des notes, en EUR": "Amount of the notes, in EUR",
    "Payé pour ces notes, en EUR": "Paid for these notes, in EUR",
    "Colonne qui a changé ; « Remboursable » pour un montant qui suit d'un autre":
        "Column that changed; “Remboursable” for an amount that follows from another",
    "Ce qui a été envoyé": "What was sent",
    "Ce que le classeur dit maintenant": "What the workbook says now",
    "Effet sur le remboursable de la ligne, en EUR, dit une fois par ligne":
        "Effect on the line's reimbursable, in EUR, said once a line",
    "Numéro de l'envoi": "Number of the submission",
    "Jour auquel cet envoi était vu": "Day from which that submission was seen",
}  # fmt: skip
