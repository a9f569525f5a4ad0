"""What was visible of a receipt stays visible, beside the stamp and under nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.pdfgen.canvas import Canvas

from cic_sheets.receipts.bundle.model import Note
from tests.receipts.bundling import bundle, difference, receipt_on, shown, text_of

CORPUS = Path("/work/shared/corpus/real")
SAME = 2.0  # of 255: how much finer the bundle's letters may be drawn
Change = Callable[[pikepdf.Pdf], None]


def drawn(path: Path, change: Change = lambda pdf: None) -> Path:
    """A page whose every corner differs, changed."""
    canvas = Canvas(str(path), pagesize=(400, 600), invariant=1)
    canvas.setFont("Helvetica", 40)
    canvas.drawString(60, 480, "Haut")
    canvas.setFillColor("#d02020")
    canvas.rect(40, 60, 120, 60, fill=1)
    canvas.setFillColor("#2020d0")
    canvas.circle(330, 520, 40, fill=1)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        change(pdf)
        pdf.save(path)
    return path


def page(**entries: Any) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value

    return change


def look(pdf: pikepdf.Pdf, colour: str, size: tuple[int, int] = (100, 50)) -> Stream:
    """How an annotation looks: a filled box."""
    orders = f"{colour} rg 0 0 {size[0]} {size[1]} re f".encode()
    box = [0, 0, *size]
    return Stream(pdf, orders, Type=Name.XObject, Subtype=Name.Form, BBox=box)


def annotation(pdf: pikepdf.Pdf, kind: str, **more: Any) -> Dictionary:
    entries = {"Type": Name.Annot, "Subtype": Name(f"/{kind}"), "Rect": [200, 200, 300, 250]}
    one = pdf.make_indirect(Dictionary(**(entries | {"F": 4} | more)))
    listed = pdf.pages[0].obj.get("/Annots", Array())
    pdf.pages[0].obj.Annots = Array([*listed, one])
    return one


def stamped(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Stamp", AP=Dictionary(N=look(pdf, "0 .6 0")))


def without_look(pdf: pikepdf.Pdf) -> None:
    annotation(pdf, "Square", C=[1, 0, 0], IC=[1, 1, 0])
    quad = [60, 520, 160, 520, 60, 480, 160, 480]
    annotation(pdf, "Highlight", C=[0, 1, 0], QuadPoints=quad, Rect=[60, 480, 160, 520])


def field(pdf: pikepdf.Pdf, **more: Any) -> Dictionary:
    helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    one = annotation(
        pdf,
        "Widget",
        FT=Name.Tx,
        T=String("total"),
        V=String("120,00 EUR"),
        DA=String("/Helv 14 Tf 0 g"),
        **more,
    )
    pdf.Root.AcroForm = Dictionary(
        Fields=[one], DR=Dictionary(Font=Dictionary(Helv=helvetica)), NeedAppearances=True
    )
    return one


def signed(pdf: pikepdf.Pdf) -> None:
    signature = Dictionary(Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Contents=b"0" * 20)
    one = annotation(
        pdf,
        "Widget",
        FT=Name.Sig,
        T=String("s"),
        V=pdf.make_indirect(signature),
        AP=Dictionary(N=look(pdf, "0 0 .5")),
    )
    pdf.Root.AcroForm = Dictionary(Fields=[one], SigFlags=3)


def hidden_layer(pdf: pikepdf.Pdf) -> None:
    """Two layers, of which the second isn't shown."""
    layers = [
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name))) for name in ("seen", "not")
    ]
    properties = Dictionary(A=layers[0], B=layers[1])
    pdf.pages[0].obj.Resources = Dictionary(Properties=properties)
    pdf.pages[0].Contents = Stream(
        pdf,
        b"/OC /A BDC 1 0 0 rg 50 50 100 100 re f EMC /OC /B BDC 0 0 1 rg 0 0 400 300 re f EMC",
    )
    default = Dictionary(OFF=Array([layers[1]]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array(layers), D=default)


def unbalanced(pdf: pikepdf.Pdf) -> None:
    """It leaves a clip and a turn behind: what follows must not suffer them."""
    before = pdf.pages[0].Contents.read_bytes()
    after = b" q 0 0 10 10 re W n .5 0 0 .5 7 7 cm 0 1 0 rg q q"
    pdf.pages[0].Contents = Array([Stream(pdf, before), Stream(pdf, after)])


LOOKS: dict[str, Change] = {
    "plain": lambda pdf: None,
    "turned 90": page(Rotate=90),
    "turned 180": page(Rotate=180),
    "turned 270": page(Rotate=270),
    "turned -90": page(Rotate=-90),
    "crop box beside the origin": page(CropBox=[30, 50, 380, 590]),
    "crop box, turned": page(CropBox=[30, 50, 380, 590], Rotate=90),
    "media box beside the origin": page(MediaBox=[-100, -50, 400, 600]),
    "trim box inside": page(TrimBox=[100, 100, 300, 500], ArtBox=[100, 100, 300, 500]),
    "unbalanced": unbalanced,
    "a stamp": stamped,
    "a stamp, turned": lambda pdf: (stamped(pdf), page(Rotate=90)(pdf))[0],  # type: ignore[func-returns-value]
    "marks without a look": without_look,
    "a filled field without a look": lambda pdf: field(pdf) and None,
    "a signature": signed,
    "a hidden layer": hidden_layer,
    "a hidden comment": lambda pdf: (
        annotation(pdf, "Stamp", F=2, AP=Dictionary(N=look(pdf, "0 0 0"))) and None
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_page__looks_as_it_did(name: str, tmp_path: Path) -> None:
    source = drawn(tmp_path / "a.pdf", LOOKS[name])
    before = shown(source)
    made = bundle(tmp_path, source)
    after = receipt_on(made, "a.pdf", before.size)
    assert difference(before, after) < SAME
    assert difference(before, before.rotate(180)) > 3 * SAME, "a test that could fail"
    assert not made.refused
    assert "a.pdf · page 1 de 1" in text_of(made.parts[0], 1)


def test_large_unit__makes_a_larger_page(tmp_path: Path) -> None:
    source = drawn(tmp_path / "a.pdf", page(UserUnit=1.2))
    before = shown(source, scale=1.2)  # PDFium knows no units
    assert difference(before, receipt_on(bundle(tmp_path, source), "a.pdf", (480, 720))) < SAME


def test_stamp__stands_outside_the_receipt(tmp_path: Path) -> None:
    """A page black all over, and the strip above it white but for its letters."""

    def black(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].MediaBox = [0, 0, 595, 842]
        pdf.pages[0].Contents = Stream(pdf, b"0 g -1000 -1000 5000 5000 re f")

    made = bundle(tmp_path, drawn(tmp_path / "a.pdf", black))
    seen = shown(made.parts[0], 1).convert("L")
    strip = seen.crop((0, 0, seen.width, 35))
    assert strip.getextrema() == (0, 255) or strip.getextrema()[0] < 120
    assert sum(strip.histogram()[200:]) > 0.9 * strip.width * strip.height
    dark = seen.crop((20, 40, seen.width - 20, seen.height - 15))
    assert dark.getextrema() == (0, 0), "nothing is written on the receipt"
    assert receipt_on(made, "a.pdf", (595, 842)).convert("L").getextrema()[1] < 130


# -- What a page can't carry ----------------------------------------------------------------


def dangerous(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('secret-script')"))
    pdf.Root.OpenAction = script
    pdf.pages[0].obj.AA = Dictionary(O=script)
    pdf.attachments["secret.txt"] = b"secret-attachment"
    annotation(pdf, "Link", A=Dictionary(S=Name.URI, URI=String("http://secret-link.example")))
    picture = Stream(pdf, b"\0\0\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceRGB, 8
    picture.Metadata = Stream(pdf, b"secret-metadata")
    picture.AF = Array([Dictionary(Type=Name.Filespec, F=String("secret-file"))])
    pdf.pages[0].add_resource(picture, Name.XObject, Name.Im0)
    marks = Dictionary(MC0=Dictionary(Note=String("secret-property")))
    pdf.pages[0].obj.Resources.Properties = marks
    pdf.docinfo["/Author"] = "secret-author"
    signed(pdf)


def test_script_links_attachments__are_left_behind_and_told(tmp_path: Path) -> None:
    made = bundle(tmp_path, drawn(tmp_path / "a.pdf", dangerous))
    told = {note.detail for note in made.notes if note.code == "removed"}
    assert told == {"attachments", "script", "links", "signature"}
    with pikepdf.open(made.parts[0]) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/OpenAction" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert "/Annots" not in pdf.pages[1]
        whole = b"".join(
            one.unparse(resolved=True) + _bytes(one) for one in pdf.objects if one is not None
        )
    assert b"secret" not in whole
    assert b"JavaScript" not in whole


def _bytes(thing: Any) -> bytes:
    if not isinstance(thing, Stream) or "DCTDecode" in str(thing.get("/Filter")):
        return b""
    return thing.read_bytes()


def test_protected_without_a_password__is_shown(tmp_path: Path) -> None:
    source = drawn(tmp_path / "a.pdf")
    before = shown(source)
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        nothing = pikepdf.Permissions(extract=False, print_highres=False, print_lowres=False)
        pdf.save(source, encryption=pikepdf.Encryption(owner="o", user="", allow=nothing))
    made = bundle(tmp_path, source)
    assert difference(before, receipt_on(made, "a.pdf", (400, 600))) < SAME
    with pikepdf.open(made.parts[0]) as pdf:
        assert not pdf.is_encrypted


def test_lost_page__is_a_page_that_says_so(tmp_path: Path) -> None:
    source = drawn(tmp_path / "a.pdf")
    with pikepdf.open(source, allow_overwriting_input=True) as pdf:
        pdf.add_blank_page().obj.Contents = Stream(pdf, b"not deflated", Filter=Name.FlateDecode)
        pdf.save(source, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    made = bundle(tmp_path, source)
    assert made.counts == {"a.pdf": 2}
    assert made.notes == (Note("page-missing", "a.pdf", "2"),)
    assert "page-missing" in text_of(made.parts[0], 2)
    assert "Haut" in text_of(made.parts[0], 1)


@pytest.mark.parametrize("size", [(2000.0, 3000.0), (5000.0, 300.0), (20.0, 20.0), (226.0, 3000.0)])
def test_any_size__fits_in_its_frame(size: tuple[float, float], tmp_path: Path) -> None:
    made = bundle(tmp_path, drawn(tmp_path / "a.pdf", page(MediaBox=[0, 0, *size])))
    with pikepdf.open(made.parts[0]) as pdf:
        width, height = (float(side) for side in pdf.pages[1].MediaBox[2:])
    assert {round(width), round(height)} == {595, 842}
    assert (width > height) == (size[0] > size[1])


# -- Other people's files -------------------------------------------------------------------


def cases() -> list[Path]:
    return sorted(path for path in CORPUS.glob("*.pdf") if path.stat().st_size)


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus here")
def test_corpus__looks_as_it_did(tmp_path: Path) -> None:
    made = bundle(tmp_path, *cases())
    compared = 0
    for path in cases():
        drawn_again = any(note[:2] == ("rasterised", path.name) for note in made.notes)
        if path.name in made.refused or drawn_again:
            continue
        for number in range(min(made.counts[path.name], 2)):
            before = shown(path, number)
            if min(before.size) < 30:
                continue
            after = receipt_on(made, path.name, before.size, number + 1)
            assert difference(before, after) < 6, (path.name, number)
            compared += 1
    assert compared > 40
