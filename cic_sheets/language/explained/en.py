"""English: why each rule exists, and where it comes from."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "DER-01": (
        "A derogation without an object hides a slip of the keyboard, or a fault that is already "
        "mended."
    ),
    "CLA-01": "A missing sheet would look as if there were nothing to report.",
    "CLA-02": "Without a required column, no row of the sheet can be checked.",
    "CLA-03": "Two columns of the same name leave a doubt about which value counts.",
    "CLA-04": "A program wrote the formula without computing it; the amount would vanish.",
    "CLA-05": "An Excel error is neither zero nor empty.",
    "CLA-06": "What is hidden on the screen counts in the report all the same.",
    "CLA-07": (
        "Nobody else has that workbook: the value can be neither verified nor computed again."
    ),
    "CLA-08": "A merged cell keeps its first value only; the other rows look empty.",
    "CLA-09": "Your own sheets and columns are kept, never read: better to know which they are.",
    "CLA-10": "Another version may have other columns: better not to guess.",
    "CLA-11": "Excel does not extend formulas, lists or checks to what lies outside the table.",
    "CLA-12": "Nothing is guessed from a file that does not open whole.",
    "CEL-01": "Without this value, the row can be neither checked nor reported.",
    "CEL-02": "A value of another type can be neither compared nor added.",
    "CEL-03": "03/04 is 3 April here and 4 March elsewhere; the program does not choose.",
    "CEL-04": (
        "1.234 is one thousand two hundred and thirty-four, or one and a bit, depending on the "
        "country."
    ),
    "CEL-05": "A value that is not in the list would escape totals and checks.",
    "CEL-06": "A reference that leads nowhere proves nothing.",
    "CEL-07": "The number is the identity of a row; a reference would not know which one is meant.",
    "CEL-08": "A silent rounding would make a cent of difference with the receipt.",
    "CEL-09": "An impossible value is nearly always a slip of the keyboard.",
    "CEL-10": "A code is not a number; its leading zeros count.",
    "CEL-11": "A period does not end before it has begun.",
    "CEL-12": "A proof that cannot be found is none; nothing is read outside the folder.",
    "CEL-13": '"To be completed" looks bad in a report that was sent.',
    "ACT-01": "An activity that was held is told: when, with whom, with what result.",
    "ACT-02": (
        "The report compares what was planned with what was done: a date gone by calls for an "
        "answer."
    ),
    "ACT-03": (
        '"Joint activities": with a single commune, it is support and not an activity.\n\n'
        "The host counts as present. What is only proposed, or cancelled, is not judged."
    ),
    "ACT-04": (
        "An activity that is postponed or cancelled stays in the programme: the report gives the "
        "reason."
    ),
    "ACT-05": (
        "The signed list proves the number of participants; it stays on file and is not published."
    ),
    "PAR-01": '"dont PBS" and "dont migrants" tell a part of the total, which they do not exceed.',
    "PAR-02": (
        "One person may come several times, never less than once: there are never more distinct "
        "persons than attendances."
    ),
    "TAU-02": (
        "A rate typed upside down multiplies instead of dividing; a site once showed 18 dirhams."
    ),
    "TAU-03": "Of two rates for one month, the program chooses neither.",
    "TAU-04": (
        "A jump from one month to the next is more often a slip of the keyboard than a move of the "
        "market.\n\n"
        "The return to normal in the month after is not reported a second time."
    ),
    "JUS-01": (
        "A gap in the numbers makes people think that a receipt was withdrawn; the auditor will "
        "ask for it."
    ),
    "JUS-02": (
        "A quotation or a delivery note does not say that anything was paid; nor does an invoice "
        "without an amount.\n\n"
        "Beside a real receipt, or while it is awaited, a quotation does no harm."
    ),
    "JUS-09": (
        "A receipt that serves nothing is often the one that an expense lacks, or an expense that "
        "was forgotten.\n\n"
        "When an expense names a number that cannot be found (CEL-06), that explains an unused "
        "receipt."
    ),
    "JUS-10": "A file that is put away without being listed will be neither counted nor sent.",
    "JUS-12": "A declaration replaces a lost receipt, up to a ceiling a line and a year.",
    "ACC-01": 'A "prior" approval is proved by a dated writing.',
    "ACC-02": (
        "An approval holds for its amount: beyond it, nothing was approved.\n\n"
        "A rate that is plainly wrong (TAU-02) has its own finding: its lines accuse no approval. "
        "A line that claims more than its receipts (DEP-05) counts for what they are worth only."
    ),
    "ACC-03": (
        '"Approved beforehand": what is approved afterwards is refused, unless Brulocalis '
        "tolerates it."
    ),
    "ACC-04": (
        "An approval whose date, amount or author is unknown can neither cover an expense nor "
        "convince an auditor."
    ),
    "ACC-05": "A forgotten approval is often the one that an expense lacks.",
    "BUD-01": (
        "The budget of an activity is followed line by line; a large overrun is approved "
        "beforehand."
    ),
    "BUD-02": (
        "An activity that was held without costing anything is possible; forgotten expenses are "
        "too.\n\n"
        "Lines that somebody other than the client pays for have no expenses here."
    ),
    "DEP-12": (
        "A negative amount makes sense only as the credit note of an expense: without it, it would "
        "lower a total that nobody can verify.\n\n"
        "Credit notes never give back more than the expense cost."
    ),
    "DEP-13": "A payment in cash leaves no trace at the bank: an auditor stops there.",
    "DEP-15": "A cost is reimbursed once only, however many funders there are.",
    "DEP-16": "The older an expense, the more its receipts fade and the less one remembers of it.",
    "PAI-02": "An expense that is claimed twice would be reimbursed twice.",
    "DMD-01": (
        "The claim and the list of expenses are checked together: a difference sends them back.\n\n"
        "A line that cannot be read, or that is refused for a fault, has its finding: its claim is "
        "not judged.\n\n"
        "A claim that agrees with a submission is judged no more: what changed since is told line "
        "by line (DEP-17), and a complement declares it."
    ),
    "COM-01": (
        "A commune is named by its code, its name or an alias: each means one only.\n\n"
        "A shared alias would count the visits and figures of one commune for another."
    ),
    "COM-02": (
        'The programme "aims to strengthen the 10 partner communes"; an entry or an exit that was '
        "forgotten falsifies all that is counted by commune."
    ),
    "COM-03": "Communes come and go: work or a figure is worth something for a member only.",
    "ECH-01": (
        "Information reaches all communes of the group, as long as they belong to it.\n\n"
        "The longest silence is told, from the commune's first day in the year to its last."
    ),
    "ECH-02": (
        "The communes read French or Arabic, sometimes both: a document is worth something in both "
        "languages."
    ),
    "COH-01": "The cohesion of the group is kept commune by commune: none is left without news.",
    "COH-02": (
        '"For the benefit of the group": visits do not go to a single commune.\n\n'
        "The sharing is judged only if there are enough visits for it to be possible (three at "
        "least for a share of 40 %)."
    ),
    "COH-03": "A need that was expressed calls for an answer, even a negative one.",
    "CNV-01": '"A renewable agreement of one year": each year has its agreement and its report.',
    "CNV-02": '"Renewable – following a yearly evaluation (maximum duration 4 years)".',
    "CNV-03": "The programme 2022-2026 funds the agreement: after it, nothing pays for it.",
    "CNV-04": "The ICE is on every fee note: a wrong one gets the note refused.",
    "CNV-05": (
        "An international transfer to an account that was copied badly comes back, less its "
        "charges."
    ),
    "ECE-01": (
        "The report shows the deadlines that were kept; a date without an answer reads as a delay."
    ),
    "LIV-01": "The reports and indicators of the communes feed those of the programme.",
    "DEP-02": (
        "Each agreement of one year reimburses its own expenses: another year has its own workbook."
    ),
    "DEP-03": (
        'The announcement reimburses "expenses linked to missions" and "communication and internet '
        'expenses": an expense that is neither, or both, cannot be checked.'
    ),
    "DEP-19": "A joint activity has its own budget, of which each expense uses up a line.",
    "DEP-20": (
        "Your own mission expenses count in the monthly average, even when you travel for an "
        "activity; charging them to its budget would let them escape the cap."
    ),
    "DEP-07": (
        '"These expenses must be approved beforehand by Brulocalis."\n\n'
        "When it is the mission's approval that is missing or refused, MIS-01 says so once for all "
        "its expenses.\n\n"
        "An approval given for something else still counts, but is to be confirmed:"
    ),
    "DEP-09": (
        "A line that was copied, or entered again from a second ticket for the same expense, would "
        "be paid twice."
    ),
    "DEP-10": (
        "The kilometre includes the fuel, the flat rate includes the meal, a night has one bed "
        "only, and what others offered cost nothing."
    ),
    "DEP-01": (
        'Expenses are "reimbursed on the basis of receipts": without a receipt, there is nothing '
        "to reimburse.\n\n"
        "A line whose scale is a flat rate passes without a receipt; a line whose receipt is "
        "expected later waits, it is not refused. A receipt that proves nothing has its own "
        "finding (JUS-02).\n\n"
        "An expense that is already refused for something else owes its receipts too:"
    ),
    "DEP-05": (
        "Only what is proved is reimbursed: the amount of the receipts, less the ineligible part."
        "\n\n"
        "A receipt whose amount or currency is missing, or that proves nothing, already has its "
        "finding."
    ),
    "DEP-08": (
        "A receipt never justifies more than its amount, however many lines there are.\n\n"
        "One cent is enough, even too small to change the amount reimbursed:"
    ),
    "DEP-04": (
        'Expenses are "linked to the missions carried out": neither before (save the ticket) nor '
        "after."
    ),
    "DEP-06": (
        'Mission expenses are covered "according to the scales of the programme".\n\n'
        "Without a quantity, no scale can be worked out: the line waits.\n\n"
        "One cent is enough, even too small to change the amount reimbursed:"
    ),
    "DEP-18": (
        "The average is reckoned over the months gone by: a busy month waits for a quiet one.\n\n"
        "A rate that is plainly wrong (TAU-02) has its own finding: the average is not judged."
    ),
    "DEP-21": (
        "A mission has no more nights than there are midnights between departure and return.\n\n"
        "A second bed in the same night, and what others offered, have their own finding (DEP-10)."
    ),
    "DEP-11": (
        "An auditor looks for these words: alcohol, tobacco, fines and tips are excluded "
        "everywhere.\n\n"
        "A line of which a part is already declared ineligible is not reported any more."
    ),
    "DEP-14": (
        'The announcement pays "communication and internet expenses": one subscription a month is '
        "enough."
    ),
    "HON-02": (
        '"A monthly fee": one note for each month gone by, never two.\n\n'
        "When a note plainly bears the month of its neighbour, the missing month is not told as "
        "well."
    ),
    "HON-01": (
        "An invoice bears a number of an unbroken series: a gap hides a note, a repeated number "
        "does too.\n\n"
        "A number that was typed wrongly leaves a gap in its place: it is the one to mend."
    ),
    "HON-03": (
        '"A flat monthly fee of 480 euro"; part of a month is reckoned in days.\n\n'
        "Mixing expenses into the note swells the turnover and lets them escape the checks."
    ),
    "HON-04": (
        'The fee is "paid on the basis of an invoice or fee note detailing the services rendered": '
        "without services, the note has nothing to detail."
    ),
    "HON-06": (
        'The note pays services "rendered": before the end of the month, not all of them are.'
    ),
    "HON-05": (
        "A note without its legal mentions is not an invoice: it cannot be paid.\n\n"
        "The self-employed person's number stands in for the business tax, the IBAN for the RIB."
    ),
    "HON-07": (
        "A payment forgotten on one side or the other is better caught after two months than after "
        "a year.\n\n"
        "A payment whose note cannot be found (CEL-06) explains an unpaid note: it is not reported "
        "as well."
    ),
    "HON-08": "An export of services is brought home within 90 days of the service.",
    "HON-09": (
        "Since 2023, beyond 80 000 MAD a year with one client, a withholding tax applies.\n\n"
        "The amount is indicative: each note is counted at the rate of the month in which it was "
        "issued."
    ),
    "IND-01": (
        "Each person is in one of the four columns and in one only: they make the total.\n\n"
        "For a rate, they make the numerator, or the denominator."
    ),
    "IND-02": '"dont PBS" and "dont migrants" tell a part of the total, which they do not exceed.',
    "IND-03": (
        "A rate is worked out: the cases counted over the possible cases, never more than those. A "
        "weighted mean likewise needs the weight of each commune."
    ),
    "IND-04": (
        "A number that is added over communes and whose last measure counts accumulates: it does "
        "not fall from one measure to the next."
    ),
    "IND-05": (
        "A commune without a measure is missing from the total: one knows it, or one says so.\n\n"
        'A measure "Non disponible" is an answer; a row without a value is none.'
    ),
    "IND-06": (
        "The baseline changes no more: otherwise progress from one year to the next cannot be "
        "measured.\n\n"
        'Last year\'s comes from the sheet "Reprise", which "cic roll" fills in.'
    ),
    "MIS-01": (
        '"These expenses must be approved beforehand by Brulocalis": the approval comes before the '
        "departure.\n\n"
        "A mission to come may still wait for its own; a mission at home has its own finding. The "
        "approval of an activity holds for the mission that serves it."
    ),
    "MIS-02": 'The announcement reimburses "missions carried out away from home".',
    "MIS-03": "Nobody sleeps in two places: two missions at once would have two nights paid.",
    "MIS-04": (
        "The mission report shows what the mission was for; it supports each of its expenses."
    ),
    "MIS-05": (
        "The rate a kilometre depends on the horsepower, and the authorisation names the car.\n\n"
        'An expense by the kilometre counts as "Km":'
    ),
    "MIS-06": (
        '"Missions are carried out for the benefit of the group of communes" as it is on that day.'
    ),
    "NAR-01": "The report answers for its fifteen sections; a section that does not apply says so.",
    "NAR-02": (
        "A template that limits characters lets nothing overflow: the end would be lost.\n\n"
        "Spaces count, those at the beginning and at the end do not."
    ),
    "NAR-04": (
        "What the programme reimburses is told: a mission or an activity that was paid and of "
        "which the report says nothing raises a question.\n\n"
        "An activity held without results has its own finding (ACT-01)."
    ),
    "NAR-03": (
        "A figure typed in a text ages as soon as a row is added: the report cannot give two.\n\n"
        "Amounts too:"
    ),
    "FIN-01": (
        "A commune that hears of a call on the eve of its closing can no longer answer it.\n\n"
        "A call that closed in the year without having been shared stays reported."
    ),
    "FIN-02": "A dead link or a changed date misleads the communes.",
    "CAN-01": (
        "The report says what the communes obtained; a forgotten application is to be followed up."
    ),
    "CAN-02": "A funder does not grant more than it is asked for: one of the amounts is wrong.",
    "PAI-01": (
        "A transfer that differs from what was due leaves a balance that nobody will be able to "
        "explain.\n\n"
        "An agreement for less than the claim is told too, with its reason."
    ),
    "PAI-03": "A claim that went astray is better found after two months than at the year's end.",
    "PLA-01": (
        "The communes meet every year: the report accounts for it, or says why not.\n\n"
        "A planned platform counts as long as the year runs; once the year is over, it must have "
        "been held."
    ),
    "PLA-02": "Elected members and officers come from afar: a late invitation costs attendance.",
    "PLA-03": "A decision that nobody received is not followed.",
    "PLA-04": (
        "The platform is that of all communes of the group at that date: none is missing without "
        "the report saying so."
    ),
    "PLA-05": (
        "Hosting goes round the communes: it is a burden, and an opportunity, for each.\n\n"
        'Last year\'s host comes from the sheet "Reprise", which "cic roll" fills in.'
    ),
    "SUI-01": (
        "A decision of the platform has somebody in charge and a date: once the date is past, one "
        "answers."
    ),
    "TAU-01": (
        "A rate is not guessed: without the month's own, the whole line keeps waiting.\n\n"
        "It is told once a month and currency, at the first line concerned; not at all if the row "
        'of "Taux" exists and already has its own finding, nor for a date outside the agreement '
        "(DEP-02)."
    ),
    "JUS-04": (
        "An invoice received by message and then on paper gives two files, and one payment only."
    ),
    "JUS-06": (
        "A receipt that cannot be read, or whose original is elsewhere, convinces nobody; the "
        "original of a copy may serve another reimbursement."
    ),
    "JUS-07": (
        "An invoice in the name of a third party is that party's expense. A ticket without a name "
        "passes."
    ),
    "JUS-08": (
        "The ICE designates the company that invoiced; if it is wrong, the receipt seems wrong too."
    ),
    "JUS-11": "Whoever checks in Brussels must understand what the receipt proves.",
    "JUS-03": (
        "A receipt entered twice under two names would be reimbursed twice.\n\n"
        "A proof of payment may lie in the file of its invoice."
    ),
    "JUS-05": (
        "The same ticket photographed or sent twice gives two different files, and one payment "
        "only. Two tickets from one till look alike: only those that agree in everything, word for "
        "word, are reported."
    ),
    "JUS-13": (
        "A PDF tells its amount and its date; the row must tell the same.\n\n"
        'Photographs are not read here: "cic receipts scan" does it, and takes more time.'
    ),
    "BAR-01": "Of two scales for the same night, nobody can say which one limits the expense.",
    "BAR-02": (
        '"According to the scales of the programme": without a scale, nothing says what may be '
        "reimbursed.\n\n"
        "An expense that another finding already sets aside (without a mission, outside the "
        "agreement, mission at home) does not get this one as well; joint activities have their "
        "budget and no scale. When there is a scale for another unit, it is the unit that needs "
        "another look."
    ),
    "BAR-03": (
        "A scale of another year limits nothing any more; the present one may have been forgotten."
    ),
    "PRE-01": "The fee pays for the work of the agreement: another day belongs to another year.",
    "PRE-02": "An impossible working day casts doubt on the whole record.",
    "PRE-03": (
        '"Part time (workload estimated at 1/3 time)": the fee is a flat one, but a month very far '
        "from that workload raises a question.\n\n"
        "A month in which durations are missing is judged only if it already exceeds; a month "
        "invoiced without any service has its own finding (HON-04)."
    ),
    "PRE-04": "The announcement counts eight services, and the narrative report answers for each.",
    "PRE-05": (
        '"Missions are carried out for the benefit of the group of communes": none is forgotten.'
    ),
    "PRE-06": (
        'The fee note is paid "detailing the services rendered": a text copied from month to month '
        "details nothing."
    ),
    "REG-01": (
        'Each computation rests on a row of "Règles" that Brulocalis can read and confirm.\n\n'
        "A rule's name that was mistyped or erased already has its finding: the rule is not "
        "missing as well."
    ),
    "REG-02": "A rule with a wrong name does not apply, and nothing else would say so.",
    "REG-03": (
        "Where the announcement is silent, the program proposes; each report says what is not "
        "confirmed."
    ),
    "REG-04": (
        '"A flat monthly fee of 480 euro", "an average of 200 euros a month".\n\n'
        "Any other amount changes every report of the year: it has to be seen."
    ),
    "TAU-05": (
        "A rate corrected after the submission no longer changes anything in what was sent, and "
        "must not convert otherwise what comes after."
    ),
    "DEP-17": (
        "The client checks what it received: a figure that changes after the submission must be "
        "told to it, by a complement that keeps the line's number and rate.\n\n"
        "Time that passes, a new line, a sort or a remark change nothing in what was sent. What "
        "changes under several lines at once is told at the first."
    ),
    "VIS-01": "One speaks in the programme's name only after agreeing on it with Brulocalis.",
    "VIS-02": (
        "The Belgian cooperation, Brulocalis and the communes are seen on what they make possible."
    ),
    "VIS-03": "Links disappear; the report's press review rests on copies.",
    "VIS-04": "The programme's publics are fragile: nobody is shown without their consent.",
    "PLD-01": "The coordination carries the group's positions, as the communes adopted them.",
    "PLD-02": (
        "Advocacy is followed up: without an answer or a planned step, it dies out.\n\n"
        "An answer without any other planned step closes it."
    ),
    "EVA-01": (
        "The yearly evaluation decides on the renewal: each commune of the group and Brulocalis "
        "give their opinion."
    ),
    "LEC-01": "A report without a difficulty or a lesson does not serve the following year.",
}
"""Code → paragraphs, in the order of the French ones."""

SOURCES: dict[str, str] = {
    "workbook.md, Rules": "workbook.md, Rules",
    "Annonce, « Missions/prestations »": 'Announcement, "Missions/prestations"',
    "activités collectives": "joint activities",
    "workbook.md, « Activités »": 'workbook.md, "Activités"',
    "Annonce muette": "The announcement is silent",
    "usage proposé": "proposed practice",
    "Annonce, introduction": "Announcement, introduction",
    "publics cibles du programme": "the programme's target publics",
    "règles taux_mad_min et taux_mad_max": "rules taux_mad_min and taux_mad_max",
    "étape 1 du calcul, conversion": "step 1 of the calculation, conversion",
    "Annonce, « Conditions proposées »": 'Announcement, "Conditions proposées"',
    "remboursés sur base de justificatifs": "reimbursed on the basis of receipts",
    "étape 4 du calcul": "step 4 of the calculation",
    "règles declaration_max_ligne et declaration_max_an": (
        "rules declaration_max_ligne and declaration_max_an"
    ),
    "validés au préalable par Brulocalis": "approved beforehand by Brulocalis",
    "règle accord_posterieur": "rule accord_posterieur",
    "suivi financier des activités collectives": "financial follow-up of joint activities",
    "règle depassement_ligne": "rule depassement_ligne",
    "Étape 2 du calcul, avoirs": "Step 2 of the calculation, credit notes",
    "règle seuil_espèces": "rule seuil_espèces",
    "AR du 11/09/2016 (Belgique), art. 35, 4°": "Royal decree of 11/09/2016 (Belgium), art. 35, 4°",
    "pas de double financement": "no double funding",
    "règle délai_réclamation": "rule délai_réclamation",
    "étape 1 du calcul": "step 1 of the calculation",
    "étapes 1 à 6 du calcul": "steps 1 to 6 of the calculation",
    "Feuille « Communes »": 'Sheet "Communes"',
    "les 10 communes partenaires": "the 10 partner communes",
    "au profit du groupe des communes": "for the benefit of the group of communes",
    "échanges d'informations et de connaissances": "exchanges of information and knowledge",
    "cohérence et cohésion du groupe": "coherence and cohesion of the group",
    "programme 2022-2026": "programme 2022-2026",
    "Code général des impôts (Maroc), art. 145": "General tax code (Morocco), art. 145",
    "ISO 13616": "ISO 13616",
    "appui au pilotage local du programme": "support to the local steering of the programme",
    "une convention d'un an": "an agreement of one year",
    "étape 2 du calcul": "step 2 of the calculation",
    "frais liés aux missions, frais de communication": (
        "expenses linked to missions, communication expenses"
    ),
    "frais liés aux missions, dans la limite de la moyenne mensuelle": (
        "expenses linked to missions, within the monthly average"
    ),
    "étape 3 du calcul": "step 3 of the calculation",
    "selon les barèmes du programme": "according to the scales of the programme",
    "frais liés aux missions": "expenses linked to missions",
    "étape 5 du calcul": "step 5 of the calculation",
    "dans la limite d'une moyenne de 200 euros par mois": "within an average of 200 euros a month",
    "étape 6 du calcul": "step 6 of the calculation",
    "règle mots_exclus": "rule mots_exclus",
    "règle abonnements_par_mois": "rule abonnements_par_mois",
    "indemnité mensuelle": "monthly fee",
    "indemnité mensuelle forfaitaire de 480 euro": "flat monthly fee of 480 euro",
    "note d'honoraire détaillant les prestations effectuées": (
        "fee note detailing the services rendered"
    ),
    "prestations effectuées": "services rendered",
    "Office des changes (Maroc), exportation de services, art. 97": (
        "Foreign Exchange Office (Morocco), export of services, art. 97"
    ),
    "Régime marocain de l'auto-entrepreneur": (
        "Moroccan scheme of the self-employed (auto-entrepreneur)"
    ),
    "workbook.md, « Indicateurs » et « Mesures »": 'workbook.md, "Indicateurs" and "Mesures"',
    "missions réalisées en dehors de son domicile": "missions carried out away from home",
    "étape 5 du calcul, barèmes": "step 5 of the calculation, scales",
    "Décret marocain 2-97-1053 du 02/02/1998": "Moroccan decree 2-97-1053 of 02/02/1998",
    "rapport annuel narratif et financier": "yearly narrative and financial report",
    "deliverables.md, « The narrative template's default plan »": (
        'deliverables.md, "The narrative template\'s default plan"'
    ),
    "ressources de financement locales": "local sources of funding",
    "ce qui est payé": "what is paid",
    "règle délai_remboursement": "rule délai_remboursement",
    "rencontres annuelles (plateformes)": "yearly meetings (platforms)",
    "règle délai_convocation": "rule délai_convocation",
    "règle délai_pv": "rule délai_pv",
    "appui à la commune hôte des plateformes": "support to the commune that hosts the platforms",
    "Usage proposé": "Proposed practice",
    "Brulocalis et son réviseur lisent le français": "Brulocalis and its auditor read French",
    "une ligne dit ce que dit sa pièce": "a row says what its receipt says",
    "charge estimée à 1/3 temps": "workload estimated at 1/3 time",
    "assurer la cohérence et la cohésion du groupe": (
        "ensure the coherence and cohesion of the group"
    ),
    "détaillant les prestations effectuées": "detailing the services rendered",
    "Feuille « Règles »": 'Sheet "Règles"',
    "règles proposées par le programme": "rules proposed by the program",
    "Calcul, §8": "Calculation, §8",
    "ce qui a été envoyé est figé": "what was sent is frozen",
    "représentation et visibilité, en concertation": (
        "representation and visibility, in consultation"
    ),
    "protection des données personnelles (loi marocaine 09-08)": (
        "protection of personal data (Moroccan law 09-08)"
    ),
    "positions du groupe et plaidoyers": "positions of the group and advocacy",
    "évaluation annuelle": "yearly evaluation",
    "rapport annuel": "yearly report",
}
"""A part of a source in French → the same."""

DRAWN: dict[str, str] = {
    "Ou": "Or:",
    "Vu le": "Seen on",
    "Attendu": "Expected:",
    "Envoyé, puis": "Sent, then:",
    "Fichiers": "Files:",
    "Refusés": "Refused:",
    "Empreintes": "Fingerprints:",
    "Semblables": "Alike:",
    "Textes": "Texts:",
}
"""What stands above a drawn table."""

BETWEEN: dict[str, str] = {" : ": ": ", " ; ": "; "}
"""What joins the parts of a source."""
