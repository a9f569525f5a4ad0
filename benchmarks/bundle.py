"""What binding receipts costs: 300 mixed ones in our bundle, and the same merged by others.

    python benchmarks/bundle.py [--receipts N] [--most-bytes BYTES]

Photos of a telephone, photos sent again, scans, invoices, a form, a locked and a damaged one; each
program in a process of its own, the reader's included, in CPU seconds (user + system) and peak
memory.  The peers do less: img2pdf puts pictures on pages, pypdf and pikepdf put pages behind each
other, without index, stamp, upright photos or a page for what can't be read (they are given what
they can).  They come with the extra `bench`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[1]

MEASURED = """
import os, resource, sys, time
start = time.perf_counter()
exec(sys.argv[1])
usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
cpu = sum(one.ru_utime + one.ru_stime for one in usages)
peak = max(one.ru_maxrss for one in usages) / 1024
print("\\n", cpu, time.perf_counter() - start, peak, sep="|")
"""
OURS = """
from pathlib import Path
from cic_sheets.receipts.bundle.compose import compose
from cic_sheets.receipts.bundle.model import Piece, Words
files = [Path(line) for line in Path(sys.argv[2]).read_text().split("\\n")]
pieces = [Piece(f"R{n:04}", file, file.name, f"R{n:04} · DEP-{n:04} · page {{page}} de {{pages}}",
                "", (f"R{n:04}", file.name, "120,00 MAD")) for n, file in enumerate(files)]
words = Words("Justificatifs 2023", "Exempleville", ("N°", "Fichier", "Montant"), "Page", "Pages",
              "Page {page}/{pages}", "Partie {part}/{parts}", "Ne peut pas être montré", {})
made = compose(pieces, words, Path(sys.argv[3]), most_bytes=int(sys.argv[4]) or None)
print(len(made.parts), made.pages, len(made.refused), sum(p.stat().st_size for p in made.parts))
"""
PYPDF = """
from pathlib import Path
import img2pdf
from io import BytesIO
from pypdf import PdfReader, PdfWriter
files = [Path(line) for line in Path(sys.argv[2]).read_text().split("\\n")]
writer, refused = PdfWriter(), 0
for file in files:
    try:
        data = file.read_bytes()
        if not data.startswith(b"%PDF"):
            data = img2pdf.convert(data, rotation=img2pdf.Rotation.ifvalid)
        writer.append(PdfReader(BytesIO(data)))
    except Exception:
        refused += 1
writer.write(sys.argv[3])
print(1, len(writer.pages), refused, Path(sys.argv[3]).stat().st_size)
"""
PIKEPDF = """
from pathlib import Path
import img2pdf, pikepdf
from io import BytesIO
files = [Path(line) for line in Path(sys.argv[2]).read_text().split("\\n")]
made, refused = pikepdf.new(), 0
for file in files:
    try:
        data = file.read_bytes()
        if not data.startswith(b"%PDF"):
            data = img2pdf.convert(data, rotation=img2pdf.Rotation.ifvalid)
        with pikepdf.open(BytesIO(data)) as pdf:
            made.pages.extend(pdf.pages)
    except Exception:
        refused += 1
made.save(sys.argv[3])
print(1, len(made.pages), refused, Path(sys.argv[3]).stat().st_size)
"""


def main() -> None:
    """Measure and print, one line a program."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--receipts", type=int, default=300)
    parser.add_argument("--most-bytes", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        files = make_receipts(home, options.receipts)
        weight = sum(file.stat().st_size for file in files)
        print(f"{len(files)} receipts, {weight / 1e6:.0f} MB")
        ours = measured("ours", OURS, home, files, options.most_bytes)
        few = measured("ours, a third of them", OURS, home, files[::3], options.most_bytes)
        print(f"  memory for three times as many: {ours[1] / few[1]:.2f} times as much")
        if find_spec("img2pdf") is None or find_spec("pypdf") is None:
            print("img2pdf and pypdf are not installed (pip install '.[bench]'): left out.")
            return
        for name, program in (("img2pdf + pypdf", PYPDF), ("img2pdf + pikepdf", PIKEPDF)):
            peer = measured(name, program, home, files, 0)
            print(f"  ours takes {ours[0] / peer[0]:.2f} times its CPU")


def measured(
    name: str, program: str, home: Path, files: list[Path], most_bytes: int
) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run."""
    (home / "list.txt").write_text("\n".join(map(str, files)))
    target = home / "made"
    target.mkdir(exist_ok=True)
    command = [sys.executable, "-c", MEASURED, program]
    arguments = [str(home / "list.txt"), str(target / "bundle.pdf"), str(most_bytes)]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said, figures = done.stdout.rsplit("\n|", 1)
    parts, pages, refused, size = (int(number) for number in said.split()[-4:])
    cpu, wall, peak = (float(number) for number in figures.split("|"))
    print(
        f"{name}: {cpu:.1f} s CPU, {wall:.1f} s, peak {peak:.0f} MB; "
        f"{parts} file(s), {pages} pages, {refused} not shown, {size / 1e6:.1f} MB"
    )
    for file in target.iterdir():
        file.unlink()
    return cpu, peak


# -- The receipts ---------------------------------------------------------------------------


def make_receipts(home: Path, count: int) -> list[Path]:
    """So many receipts, of twelve kinds in turn, all different."""
    makers = [camera, camera, sent, sent, sent, invoice, invoice, scan, long_invoice, png]
    files = []
    for number in range(count):
        chance = random.Random(number)
        if number % 50 == 17:
            file = home / f"{number}-cut.pdf"
            file.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
        else:
            make = makers[number % len(makers)]
            file = make(home / f"{number:04}-{make.__name__}", chance)
        files.append(file)
    return files


def paper(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """A till receipt on a table, with the grain of a photo."""
    image = Image.effect_noise((size[0] // 4, size[1] // 4), 40).resize(size).convert("RGB")
    draw = ImageDraw.Draw(image)
    left, top = size[0] // 5, size[1] // 10
    draw.rectangle((left, top, size[0] - left, size[1] - top), fill="#f4f1ea")
    for row in range(24):
        y = top + (row + 1) * (size[1] - 2 * top) // 26
        width = chance.randint(size[0] // 8, size[0] // 2)
        draw.rectangle((left + 40, y, left + 40 + width, y + size[1] // 120), fill="#303030")
    return image.filter(ImageFilter.GaussianBlur(0.7))


def camera(stem: Path, chance: random.Random) -> Path:
    """Twelve megapixels, on its side with a word in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    file = stem.with_suffix(".jpg")
    paper((4032, 3024), chance).save(file, quality=92, exif=exif)
    return file


def sent(stem: Path, chance: random.Random) -> Path:
    """As a messenger makes it."""
    file = stem.with_suffix(".jpg")
    paper((1200, 1600), chance).save(file, quality=70)
    return file


def png(stem: Path, chance: random.Random) -> Path:
    """A screen, with a corner that is clear."""
    file = stem.with_suffix(".png")
    image = paper((1080, 1920), chance).quantize(64).convert("RGBA")
    image.save(file)
    return file


def scan(stem: Path, chance: random.Random) -> Path:
    """Three pages in black and white."""
    file = stem.with_suffix(".tif")
    pages = [paper((1654, 2339), chance).convert("1", dither=Image.Dither.NONE) for _ in range(3)]
    pages[0].save(file, save_all=True, append_images=pages[1:], compression="group4")
    return file


def invoice(stem: Path, chance: random.Random) -> Path:
    """One page of text."""
    return pages_of_text(stem, chance, 1)


def long_invoice(stem: Path, chance: random.Random) -> Path:
    """Six pages of text."""
    return pages_of_text(stem, chance, 6)


def pages_of_text(stem: Path, chance: random.Random, pages: int) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    file = stem.with_suffix(".pdf")
    canvas = Canvas(str(file))
    for _ in range(pages):
        for row in range(45):
            canvas.drawString(60, 780 - 16 * row, f"Prestation {chance.random():.12f}")
        canvas.showPage()
    canvas.save()
    return file


if __name__ == "__main__":
    main()
