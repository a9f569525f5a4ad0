"""What a row of a Word table that repeats costs, against writing the same XML bare, and docxtpl.

    python benchmarks/fill_documents.py [--runs N]

Whole processes, start-up and JSON included, in CPU seconds (user + system), interleaved; medians,
their ratios to the bare write and the peak of memory.  docxtpl comes with the extra `bench`.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from fill_templates import SIZES, ratios, show

BARE = """
import json, sys, zipfile
from xml.sax.saxutils import escape
items = json.load(open(sys.argv[2], encoding="utf-8"))["lignes"]
with (zipfile.ZipFile(sys.argv[1]) as template,
      zipfile.ZipFile(sys.argv[3], "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out):
    for name in template.namelist():
        content = template.read(name)
        if name == "word/document.xml":
            text = content.decode()
            start = text.rindex("<w:tr", 0, text.index("{{lignes.objet}}"))
            end = text.index("</w:tr>", start) + 7
            row = text[start:end]
            rows = (row.replace("{{lignes.objet}}", escape(one["objet"]))
                       .replace("{{lignes.montant}}", escape(one["montant"])) for one in items)
            content = text[:start] + "".join(rows) + text[end:]
        out.writestr(name, content)
"""
DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
items = json.load(open(sys.argv[2], encoding="utf-8"))["lignes"]
template = DocxTemplate(sys.argv[1])
template.render({"lignes": items}, autoescape=True)
template.save(sys.argv[3])
"""


def main() -> None:
    """Measure and print, one line a size and program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_template(home / "ours.docx", ["{{lignes.objet}}", "{{lignes.montant}}"])
        rows = ["{%tr for l in lignes %}", "{{l.objet}}", "{{l.montant}}", "{%tr endfor %}"]
        make_template(home / "theirs.docx", rows)
        if find_spec("docxtpl") is None:
            print("docxtpl is not installed (pip install '.[bench]'): it is left out.")
        print(f"{'rows':>6} {'program':<12} {'CPU s':>7} {'/ bare':>7} {'peak MB':>8}")
        for count in SIZES:
            show(count, ratios(programs(home, count), runs, home))


def programs(home: Path, count: int) -> dict[str, list[str]]:
    """The command lines, the bare one first."""
    data, out = str(home / "data.json"), str(home / "out.docx")
    items = [{"objet": f"Nuitée {i} & Café", "montant": f"{i},50"} for i in range(count)]
    (home / "data.json").write_text(json.dumps({"lignes": items}), "utf-8")
    ours, theirs = str(home / "ours.docx"), str(home / "theirs.docx")
    found = {
        "bare + JSON": ["-c", BARE, ours, data, out],
        "python -m": ["-m", "cic_sheets.template", "fill", ours, "--data", data, "--out", out],
    }
    if find_spec("docxtpl") is not None:
        found["docxtpl"] = ["-c", DOCXTPL, theirs, data, out]
    return found


def make_template(path: Path, texts: list[str]) -> None:
    """A table with a heading, and a row that repeats: of two cells, or docxtpl's three rows."""
    from docx import Document

    document = Document()
    table = document.add_table(1, 2, style="Table Grid")
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Objet", "Montant"
    rows = [texts] if len(texts) == 2 else [[texts[0], ""], texts[1:3], [texts[3], ""]]
    for one in rows:
        for cell, text in zip(table.add_row().cells, one, strict=True):
            cell.text = text
    document.save(str(path))


if __name__ == "__main__":
    main()
