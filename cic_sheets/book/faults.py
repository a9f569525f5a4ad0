"""What the reader itself finds: CLA-* on the workbook, CEL-* on a cell (workbook.md, Rules)."""

from __future__ import annotations

from cic_sheets.schema.findings import Severity
from cic_sheets.schema.rules import fault

_SOURCE = "workbook.md, Rules"

fault(
    "CLA-01",
    Severity.E,
    says="la feuille « {title} » manque{near}",
    fix="Rendez son nom à la feuille, ou recopiez-la depuis un classeur neuf (make new).",
    reason="Une feuille absente ferait croire qu'il n'y a rien à rapporter.",
    source=_SOURCE,
)
fault(
    "CLA-02",
    Severity.E,
    says="la colonne « {label} » manque{near}",
    fix="Rendez son titre à la colonne, ou ajoutez-la ; l'ordre des colonnes est libre.",
    reason="Sans une colonne obligatoire, aucune ligne de la feuille ne peut être contrôlée.",
    source=_SOURCE,
)
fault(
    "CLA-03",
    Severity.E,
    says="la colonne « {label} » figure deux fois ; seule la première ({first}) est lue",
    fix="Supprimez ou renommez l'une des deux.",
    reason="Deux colonnes du même nom laissent un doute sur la valeur à retenir.",
    source=_SOURCE,
)
fault(
    "CLA-04",
    Severity.E,
    says="la formule n'a pas de résultat enregistré : sa valeur est inconnue",
    fix="Ouvrez le classeur dans Excel, laissez-le calculer (F9), enregistrez.",
    reason="Un programme a écrit la formule sans la calculer ; le montant disparaîtrait.",
    source=_SOURCE,
)
fault(
    "CLA-05",
    Severity.E,
    says="la cellule contient une erreur ({error}) au lieu d'une valeur",
    fix="Corrigez la formule ou retapez la valeur.",
    reason="Une erreur d'Excel n'est ni zéro ni vide.",
    source=_SOURCE,
)
fault(
    "CLA-06",
    Severity.I,
    says="{count} ligne(s) masquée(s) ou filtrée(s) ont été lues comme les autres",
    fix="Rien à faire si c'est voulu ; sinon affichez-les et vérifiez-les.",
    reason="Ce qui est masqué à l'écran compte quand même dans le rapport.",
    source=_SOURCE,
)
fault(
    "CLA-07",
    Severity.A,
    says="la valeur vient d'un autre classeur ({target})",
    fix="Collez la valeur elle-même (collage spécial, valeurs).",
    reason="Personne d'autre n'a ce classeur : la valeur ne peut être ni vérifiée ni recalculée.",
    source=_SOURCE,
)
fault(
    "CLA-08",
    Severity.E,
    says="des cellules sont fusionnées dans le tableau ({area})",
    fix="Annulez la fusion et remplissez chaque ligne.",
    reason="Une fusion ne garde que la première valeur ; les autres lignes semblent vides.",
    source=_SOURCE,
)
fault(
    "CLA-09",
    Severity.I,
    says="{what} inconnue, laissée telle quelle{near}",
    fix="Rien à faire si elle est à vous ; sinon corrigez son nom.",
    reason="Vos propres feuilles et colonnes sont gardées, jamais lues : autant savoir lesquelles.",
    source=_SOURCE,
)
fault(
    "CLA-10",
    Severity.E,
    says="le classeur est de version {version}, le programme lit la version {ours}{advice}",
    fix="Mettez le programme à jour, ou recopiez les données dans un classeur neuf (make new).",
    reason="Une autre version peut avoir d'autres colonnes : mieux vaut ne rien deviner.",
    source=_SOURCE,
)
fault(
    "CLA-11",
    Severity.A,
    says="{count} ligne(s) sous le tableau ou après des lignes vides ; elles ont été lues",
    fix="Supprimez les lignes vides, ou étendez le tableau jusqu'à elles.",
    reason="Excel n'étend ni formules, ni listes, ni contrôles à ce qui est hors du tableau.",
    source=_SOURCE,
)
fault(
    "CLA-12",
    Severity.E,
    says="le fichier ne peut pas être lu : {why}",
    fix="{advice}",
    reason="Rien n'est deviné d'un fichier qui ne s'ouvre pas entièrement.",
    source=_SOURCE,
)

fault(
    "CEL-01",
    Severity.E,
    says="« {label} » est obligatoire et la cellule est vide",
    fix="Remplissez la cellule.",
    reason="""Sans cette valeur, la ligne ne peut être ni contrôlée ni rapportée.

    | Barèmes | N°   | Catégorie   | Montant  |
    |         | B-10 | hébergement | 1080     |
    |         | B-11 | repas       | !CEL-01  |
    """,
    source=_SOURCE,
)
fault(
    "CEL-02",
    Severity.E,
    says="« {value} » n'est pas du type attendu : {expected}{hint}",
    fix="Retapez la valeur dans la forme attendue.",
    reason="""Une valeur d'un autre type ne se laisse ni comparer ni additionner.

    | Accords | N°     | Demandé le     | Montant demandé |
    |         | VAL-20 | 03/01/2023     | 120             |
    |         | VAL-21 | hier !CEL-02   | 120             |
    |         | VAL-22 | 03/01/2023     | douze !CEL-02   |
    """,
    source=_SOURCE,
)
fault(
    "CEL-03",
    Severity.E,
    says="« {value} » est une date tapée en texte qui se lit de deux façons : {readings}",
    fix="Retapez-la comme une vraie date (Excel l'aligne alors à droite).",
    reason="""03/04 est le 3 avril ici et le 4 mars ailleurs ; le programme ne choisit pas.

    | Accords | N°     | Demandé le             |
    |         | VAL-20 | '13/04/2023            |
    |         | VAL-21 | '03/04/2023 !CEL-03    |
    """,
    source=_SOURCE,
)
fault(
    "CEL-04",
    Severity.E,
    says="« {value} » est un montant tapé en texte qui se lit de deux façons : {readings}",
    fix="Retapez-le comme un nombre.",
    reason="""1.234 vaut mille deux cent trente-quatre ou un et des poussières selon le pays.

    | Accords | N°     | Montant demandé  |
    |         | VAL-20 | '1 234,50        |
    |         | VAL-21 | '1.234 !CEL-04   |
    """,
    source=_SOURCE,
)
fault(
    "CEL-05",
    Severity.E,
    says="« {token} » n'est pas dans la liste « {list} »{near}",
    fix="Choisissez dans la liste déroulante, ou ajoutez la valeur à la feuille Listes.",
    reason="""Une valeur hors liste échapperait aux totaux et aux contrôles.

    | Barèmes | N°   | Catégorie             |
    |         | B-10 | Hebergement           |
    |         | B-11 | hébergment !CEL-05    |
    """,
    source=_SOURCE,
)
fault(
    "CEL-06",
    Severity.E,
    says="{tokens} : aucune ligne de « {sheet} » ne porte ce numéro{near}",
    fix="Corrigez le numéro, ou ajoutez la ligne qui manque.",
    reason="""Un renvoi qui ne mène nulle part ne prouve rien.

    | Prestations | N°   | Communes         |
    |             | P-10 | C01              |
    |             | P-11 | C99 !CEL-06      |
    """,
    source=_SOURCE,
)
fault(
    "CEL-07",
    Severity.E,
    says="le numéro « {value} » est déjà celui d'une autre ligne ({first})",
    fix="Donnez à cette ligne un numéro neuf.",
    reason="""Le numéro est l'identité d'une ligne ; un renvoi ne saurait pas laquelle est visée.

    | Barèmes | N°            |
    |         | B-10          |
    |         | b-10 !CEL-07  |
    """,
    source=_SOURCE,
)
fault(
    "CEL-08",
    Severity.E,
    says="« {value} » a trop de décimales ({allowed} au plus)",
    fix="Retapez le montant au centime ; le programme n'arrondit jamais à votre place.",
    reason="""Un arrondi silencieux ferait un centime d'écart avec la pièce.

    | Accords | N°     | Montant demandé |
    |         | VAL-20 | 120,25          |
    |         | VAL-21 | 120,255 !CEL-08 |
    """,
    source=_SOURCE,
)
fault(
    "CEL-09",
    Severity.E,
    says="« {value} » est hors des bornes ({bounds})",
    fix="Vérifiez la valeur.",
    reason="""Une valeur impossible est presque toujours une faute de frappe.

    | Prestations | N°   | Durée (h)    |
    |             | P-10 | 4            |
    |             | P-11 | 40 !CEL-09   |
    """,
    source=_SOURCE,
)
fault(
    "CEL-10",
    Severity.A,
    says="« {value} » est un nombre : Excel a pu effacer des zéros en tête (peut-être {proposal})",
    fix="Mettez la cellule au format texte et retapez le code.",
    reason="""Un code n'est pas un nombre ; ses zéros en tête comptent.

    | Communes | Code | Téléphone          |
    |          | C20  | '0528000000        |
    |          | C21  | 528000000 !CEL-10  |
    """,
    source=_SOURCE,
)
fault(
    "CEL-11",
    Severity.E,
    says="{end} tombe avant « {label} » ({start})",
    fix="Corrigez l'une des deux dates.",
    reason="""Une période ne finit pas avant d'avoir commencé.

    | Barèmes | N°   | Du         | Au                 |
    |         | B-10 | 01/01/2023 | 31/12/2023         |
    |         | B-11 | 01/01/2023 | 31/12/2022 !CEL-11 |
    """,
    source=_SOURCE,
)
fault(
    "CEL-12",
    Severity.E,
    says="le fichier « {value} » {trouble}",
    fix="Rangez le fichier dans le dossier de l'année et écrivez son chemin tel quel.",
    reason="""Une preuve qu'on ne trouve pas n'en est pas une ; rien n'est lu hors du dossier.

    | Missions | N°      | Compte rendu               |
    |          | MIS-20  | pieces/cr-mis-01.pdf       |
    |          | MIS-21  | pieces/absent.pdf !CEL-12  |
    |          | MIS-22  | ../secret.pdf !CEL-12      |
    """,
    source=_SOURCE,
)
fault(
    "CEL-13",
    Severity.A,
    says="le texte semble inachevé (« {passage} »)",
    fix="Complétez-le, ou effacez la marque.",
    reason="""« À compléter » dans un rapport envoyé fait mauvais effet.

    | Missions | N°      | Résultats                    |
    |          | MIS-20  | Trois communes formées.      |
    |          | MIS-21  | Résultats XXX !CEL-13        |
    """,
    source=_SOURCE,
)
