"""The other evidence, under `pieces/`: Brulocalis' messages, mission reports, notes, minutes."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from cic_sheets.example.expenses import COORDINATOR
from cic_sheets.example.papers.parts import Gap, Grid, Pair, Part, Rule, Signature, Text
from cic_sheets.example.papers.pdf import pages
from cic_sheets.example.tables import Row, kinds
from cic_sheets.example.year import Year
from cic_sheets.schema.kinds import FileName
from cic_sheets.sheets.lists import GRANTED, PENDING
from cic_sheets.values.shown import amount, long_day

_ANSWERS = "Accords"
_ARABIC = re.compile("[\u0600-\u06ff]")
_ASIDE = re.compile("\\s*\\([^()]*[\u0600-\u06ff][^()]*\\)")


def evidence_files(year: Year) -> dict[str, bytes]:
    """Path under the year's folder → bytes, for every file that a cell of the year names.

    Receipts are not among them.  A file that several cells name is told by the first.
    """
    made: dict[str, bytes] = {}
    for title, row, path in _named(year):
        if path not in made:
            write = _message if title == _ANSWERS else _paper(path)
            made[path] = write(row, title)
    return made


def _named(year: Year) -> Iterator[tuple[str, Row, str]]:
    for title, rows in year.items():
        if title == "Justificatifs":
            continue
        labels = [label for label, kind in kinds(title).items() if isinstance(kind, FileName)]
        for row in rows:
            for label in labels:
                if row.get(label):
                    yield title, row, str(row[label])


# --- Messages -----------------------------------------------------------------------------------


def _message(row: Row, title: str) -> bytes:
    """The mail that asks for a validation, or the answer to it."""
    pending = row["Décision"] == PENDING
    on = row["Demandé le"] if pending else row["Décidé le"]
    assert isinstance(on, date)
    coordinator, client = f"{COORDINATOR} <salma@example.org>", "Brulocalis <maroc@example.org>"
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = (coordinator, client) if pending else (client, coordinator)
    mail["Subject"] = f"{'' if pending else 'Re : '}Demande {row['N°']} – {row['Objet']}"
    mail["Date"] = format_datetime(datetime.combine(on, time(10, 12)))
    mail["Message-ID"] = f"<{str(row['N°']).lower()}@example.org>"
    mail.set_content("\n".join(_said(row)) + "\n", cte="8bit")
    return mail.as_bytes()


def _said(row: Row) -> list[str]:
    asked = amount(row["Montant demandé"], "EUR")  # type: ignore[arg-type]
    if row["Décision"] == PENDING:
        return [
            f"Bonjour,\n\nJe demande votre accord préalable : {row['Objet']}, {asked}.",
            "Salma",
        ]
    if row["Décision"] == GRANTED:
        granted = amount(row["Montant validé"], "EUR")  # type: ignore[arg-type]
        verdict = f"Nous validons cette demande à hauteur de {granted} (demandé : {asked})."
    else:
        verdict = "Nous ne pouvons pas valider cette demande : elle sort du cadre de la convention."
    return [
        "Bonjour Salma,",
        "",
        verdict,
        f"Objet : {row['Objet']}.",
        "",
        "Bien à vous,",
        "Brulocalis",
    ]


# --- Papers -------------------------------------------------------------------------------------


def _paper(path: str) -> Callable[[Row, str], bytes]:
    if "/presence-" in path:
        return _attendance
    return _mission_report if "/cr-" in path else _report


_TITLES = ("Intitulé", "Titre", "Objet", "Thème", "Description")
_PROSE = ("Objectif", "Résultats", "Difficultés", "Suites", "Bilan", "Texte", "Retours")


def _report(row: Row, title: str) -> bytes:
    """A report, note or copy: its title, its day, and what the row tells."""
    name = next(str(row[label]) for label in _TITLES if row.get(label))
    said = [(label, str(row[label])) for label in _PROSE if row.get(label)]
    parts: list[Part] = [*_title(name), *_day(row), Gap()]
    for label, prose in said:
        parts += [Text(label, 1.1, bold=True), *_paragraphs(prose), Gap()]
    if not said:
        parts += _paragraphs("Document du groupe des communes, tenu par la coordination.")
    return pages([tuple(parts)], f"{title} – {_plain(name)}")


def _mission_report(row: Row, title: str) -> bytes:
    """The coordinator's report of a mission."""
    departure, back = row["Départ"], row["Retour"]
    assert isinstance(departure, datetime)
    assert isinstance(back, datetime)
    parts: list[Part] = [
        *_title(f"Compte rendu {row['N°']}"),
        Text(str(row["Objet"]), 0.9),
        Rule(),
        Pair("Départ", f"{departure:%d/%m/%Y %H:%M}"),
        Pair("Retour", f"{back:%d/%m/%Y %H:%M}"),
        Pair("Lieu", str(row["Lieu"])),
        Pair("Accord préalable", str(row["Accord"])),
        Gap(),
        Text("Résultats", 1.1, bold=True),
        *_paragraphs(str(row["Résultats"])),
        Gap(),
        Text(COORDINATOR, align="right"),
        Signature("Benrahal"),
    ]
    return pages([tuple(parts)], f"Compte rendu {row['N°']}")


def _attendance(row: Row, title: str) -> bytes:
    """An attendance list without names."""
    rows = [("N°", "Commune", "Émargement")]
    communes = str(row["Communes participantes"]).split(" ; ")
    rows += [(str(n + 1), communes[n % len(communes)], "signé") for n in range(2 * len(communes))]
    parts: list[Part] = [
        *_title(f"Liste de présence – {row['N°']}"),
        Text(str(row["Intitulé"])),
        *_day(row),
        Gap(),
        Grid(tuple(rows), (0.12, 0.58, 0.3)),
        Gap(),
        Text("Les noms figurent sur l'original, gardé par la coordination.", 0.8),
    ]
    return pages([tuple(parts)], f"Liste de présence {row['N°']}")


def _title(name: str) -> list[Part]:
    if _ARABIC.search(name):
        return [Text(name, 1.4, bold=True, rtl=True), Gap(1.5)]
    lines = textwrap.wrap(name, 44)
    return [Text(line, 1.4, bold=True) for line in lines]


def _day(row: Row) -> list[Part]:
    for label in ("Réalisée du", "Date", "PV diffusé le", "Échéance", "Date limite"):
        if isinstance(row.get(label), date):
            return [Text(long_day(row[label]), 0.9)]  # type: ignore[arg-type]
    return []


def _paragraphs(prose: str) -> list[Part]:
    parts: list[Part] = []
    for line in _plain(prose).split("\n"):
        parts += [Text(piece, 0.95) for piece in textwrap.wrap(line, 76)] or [Gap(0.4)]
    return parts


def _plain(prose: str) -> str:
    """Without the asides in Arabic, which the fonts of every reader do not hold."""
    return _ASIDE.sub("", prose)
