"""The record of a submission: `envoi-1.json`, beside the workbook and in its package.

Same submission, same bytes.  Reading is strict: the record carries its own seal, and what is not
exactly as it was written is told (CLA-12), never guessed at.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cic_sheets.money.settlement import Total
from cic_sheets.reconcile.frozen import fingerprint
from cic_sheets.reconcile.submission import FrozenCut, FrozenLine, RowKey, Submission, Texts
from cic_sheets.values.money import Ratio
from cic_sheets.values.shown import two_places

KIND, FORM = "cic_sheets envoi", 1
_AMOUNTS = ("demande", "remboursable", "refuse", "en_attente")
_MOST_ROWS = 50_000
_AMOUNT = re.compile(r"-?\d{1,17}\.\d\d")
_RATE = re.compile(r"\d{1,40}(\.\d{1,40})?|\d{1,200}/\d{1,200}")
_SHA = re.compile(r"[0-9a-f]{64}")


class Damaged(Exception):
    """The record is not as it was written; `why` is a key of `records.TROUBLES`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


# --- Writing -------------------------------------------------------------------------------------


def to_bytes(submission: Submission) -> bytes:
    """The record as UTF-8 JSON, sealed."""
    content = _content(submission)
    return (_json({**content, "sceau": _seal(content)}, indent=1) + "\n").encode()


def _json(content: Any, indent: int | None = None) -> str:
    return json.dumps(content, ensure_ascii=False, indent=indent)


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_json(content).encode()).hexdigest()


def _content(submission: Submission) -> dict[str, Any]:
    rows: dict[str, dict[str, Texts]] = {}
    for (sheet, number), texts in submission.rows.items():
        rows.setdefault(sheet, {})[number] = dict(texts)
    return {
        "genre": KIND,
        "forme": FORM,
        "envoi": submission.number,
        "annee": submission.year,
        "vu_au": submission.as_of.isoformat(),
        "complement": submission.complement,
        "brouillon": submission.draft,
        "programme": submission.version,
        "classeur_sha256": submission.workbook,
        "manifeste_sha256": submission.manifest,
        "regles": dict(submission.rules),
        "lignes": {number: _line(line) for number, line in submission.lines.items()},
        "rangees": rows,
        "autres_lignes": dict(submission.others),
        "retirees": list(submission.withdrawn),
    }


def _line(line: FrozenLine) -> dict[str, Any]:
    amounts = zip(_AMOUNTS, line.amounts, strict=True)
    return {
        "premier_envoi": line.first,
        "taux": {currency: _ratio(units) for currency, units in line.rates.items()},
        "taux_du_mois": {key: _ratio(units) for key, units in line.months.items()},
        **{key: two_places(amount) for key, amount in amounts},
        "coupes": [
            {"code": cut.code, "issue": cut.outcome, "montant": two_places(cut.amount)}
            for cut in line.cuts
        ],
        "colonnes": dict(line.cells),
        "repose_sur": [list(key) for key in line.rests],
        "empreinte": line.fingerprint,
    }


def _ratio(units: Ratio) -> str:
    """`10.80`, or `3275/302` where decimals would never end."""
    return (
        format(units, "f")
        if isinstance(units, Decimal)
        else f"{units.numerator}/{units.denominator}"
    )


# --- Reading -------------------------------------------------------------------------------------


def from_bytes(data: bytes) -> Submission:
    """The submission of a record.  Raises Damaged, whatever the bytes are."""
    try:
        return _read(data)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise Damaged("damaged") from error
    except RecursionError:
        raise Damaged("damaged") from None


def _read(data: bytes) -> Submission:
    content = json.loads(data.decode("utf-8"))
    if not isinstance(content, dict) or content.get("genre") != KIND:
        raise Damaged("foreign")
    if _whole(content["forme"]) > FORM:
        raise Damaged("newer")
    seal = content.pop("sceau")
    if seal != _seal(content):
        raise Damaged("damaged")
    lines = _each(content["lignes"], _line_of)
    rows = {
        (_text(sheet), number): texts
        for sheet, held in _rows(content["rangees"]).items()
        for number, texts in _each(held, _texts_of).items()
    }
    for line in lines.values():
        under = {key: rows[key] for key in line.rests}
        if line.fingerprint != fingerprint(line.cells, under):
            raise Damaged("damaged")
    return Submission(
        number=_whole(content["envoi"]),
        year=_text(content["annee"]),
        as_of=date.fromisoformat(_text(content["vu_au"])),
        complement=_flag(content["complement"]),
        draft=_flag(content["brouillon"]),
        version=_text(content["programme"]),
        workbook=_matched(_SHA, content["classeur_sha256"]),
        manifest=_matched(_SHA, content["manifeste_sha256"]),
        rules=_texts(content["regles"]),
        lines=lines,
        rows=rows,
        others={key: _matched(_SHA, sha) for key, sha in _texts(content["autres_lignes"]).items()},
        withdrawn=tuple(_text(one) for one in _items(content["retirees"])),
    )


def _each(held: Any, read: Callable[[str, Any], Any]) -> dict[str, Any]:
    return {_text(number): read(number, row) for number, row in _rows(held).items()}


def _line_of(number: str, row: Any) -> FrozenLine:
    return FrozenLine(
        number=number,
        first=_whole(row["premier_envoi"]),
        rates={key: _units(text) for key, text in _texts(row["taux"]).items()},
        months={key: _decimal(text) for key, text in _texts(row["taux_du_mois"]).items()},
        amounts=Total(
            *(_money(row[key]) for key in ("demande", "remboursable", "refuse", "en_attente"))
        ),
        cuts=tuple(
            FrozenCut(_text(cut["code"]), _text(cut["issue"]), _money(cut["montant"]))
            for cut in _items(row["coupes"])
        ),
        cells=_texts(row["colonnes"]),
        rests=tuple(_key(one) for one in _items(row["repose_sur"])),
        fingerprint=_matched(_SHA, row["empreinte"]),
    )


def _texts_of(_: str, row: Any) -> dict[str, str]:
    return _texts(row)


def _rows(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > _MOST_ROWS:
        raise ValueError(value)
    return value


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > _MOST_ROWS:
        raise ValueError(value)
    return value


def _texts(value: Any) -> dict[str, str]:
    return {key: _text(text) for key, text in _rows(value).items()}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _MOST_ROWS:
        raise ValueError(value)
    return value


def _key(value: Any) -> RowKey:
    sheet, number = _items(value)
    return _text(sheet), _text(number)


def _matched(pattern: re.Pattern[str], value: Any) -> str:
    if not pattern.fullmatch(_text(value)):
        raise ValueError(value)
    return str(value)


def _money(value: Any) -> Decimal:
    return Decimal(_matched(_AMOUNT, value))


def _decimal(value: Any) -> Decimal:
    units = _units(value)
    if not isinstance(units, Decimal):
        raise TypeError(value)
    return units


def _units(value: Any) -> Ratio:
    text = _matched(_RATE, value)
    units: Ratio = Fraction(text) if "/" in text else Decimal(text)
    if units <= 0:
        raise ValueError(value)
    return units
