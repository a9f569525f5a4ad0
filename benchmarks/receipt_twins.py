"""How the same receipt sent again is told from another receipt of the same till.

    python benchmarks/receipt_twins.py [FOLDER]

Every photo of the folder (by default the example year's) is sent again as messengers do, and
compared with itself; then with every other photo of its shape.  The threshold is `sameness.SURE`.
"""

from __future__ import annotations

import argparse
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

from cic_sheets.receipts import pictures
from cic_sheets.receipts.kinds import HEAD, PICTURES, kind_of
from cic_sheets.receipts.likeness import ALIKE, LONGEST, fingerprint, likeness
from cic_sheets.receipts.sameness import SURE, Page, sameness

ROOT = Path(__file__).resolve().parent.parent
TRAVELS = ((40, 0.5, 90), (60, 0.7, 0), (70, 0.8, 180), (50, 0.6, 3), (55, 0.6, -4))
MOST = 40


def photos(folder: Path) -> dict[str, Image.Image]:
    found = {}
    for path in sorted(folder.rglob("*")):
        kind = kind_of(path.read_bytes()[:HEAD]) if path.is_file() else ""
        if kind in PICTURES:
            found[path.name] = pictures.frame(path, kind, 0, LONGEST)
    return dict(list(found.items())[:MOST])


def sent(image: Image.Image, quality: int, scale: float, turn: int) -> Image.Image:
    small = image.resize((round(image.width * scale), round(image.height * scale)))
    kept = BytesIO()
    turned = small.rotate(turn, expand=True, fillcolor=(200, 190, 180))
    turned.save(kept, "JPEG", quality=quality)
    return Image.open(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = ROOT / "workbooks" / "2023" / "justificatifs"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    seen = photos(parser.parse_args().folder)
    pages = {name: Page(image) for name, image in seen.items()}
    print(f"{len(seen)} photos; the same from {SURE}")
    for travel in TRAVELS:
        scores = sorted(sameness(pages[name], Page(sent(seen[name], *travel))) for name in seen)
        known = sum(score >= SURE for score in scores)
        quality, scale, turn = travel
        print(
            f"  quality {quality}, scale {scale}, turned {turn:>3}°: known again "
            f"{known} of {len(scores)}, the least {scores[0]:.2f}, the median "
            f"{scores[len(scores) // 2]:.2f}"
        )
    prints = {name: fingerprint(image) for name, image in seen.items()}
    names = [name for name, found in prints.items() if found]
    started = time.process_time()
    shapes, worst, wrong = 0, 0.0, 0
    for place, one in enumerate(names):
        for other in names[:place]:
            first, second = prints[one], prints[other]
            if first and second and likeness(first, second) >= ALIKE:
                shapes += 1
                score = sameness(pages[one], pages[other])
                worst, wrong = max(worst, score), wrong + (score >= SURE)
    print(f"  other receipts: {shapes} pairs of one shape, {wrong} said the same, "
          f"the most alike {worst:.2f}; {time.process_time() - started:.1f} s")  # fmt: skip


if __name__ == "__main__":
    main()
