"""What a page draws with, freed of everything that isn't drawing: files, links, edits, doubles.

Runs in the worker's process only.
"""

from __future__ import annotations

from typing import Any

from cic_sheets.receipts.pdf import Refused

MOST_PIXELS = 400_000_000  # one picture in a PDF
MOST_VISITED = 500_000

_CODED = {"/Length", "/Filter", "/DecodeParms"}
_DRAWS = {
    "/Image": _CODED
    | {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Intent"}
    | {"/ImageMask", "/Mask", "/SMask", "/SMaskInData", "/Decode", "/Matte", "/OC"},
    "/Form": _CODED
    | {"/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/OC"},
}
"""What a picture and a form draw with; their comments, files and data elsewhere are none of it."""
_RESOURCES = {"/ExtGState", "/ColorSpace", "/Pattern", "/Shading", "/XObject", "/Font"} | {
    "/Properties",
    "/ProcSet",
}
_LAYERS = ("/OCG", "/OCMD")


def cleaned(resources: Any, seen: set[tuple[int, int]]) -> bool:
    """Clean all that these resources reach.  `seen` is shared by a document's pages.

    Tells whether a drawing met for the first time is used in them, which may use others in turn
    more often than can be drawn.  Raises Refused("bomb") for a picture with more pixels than
    anything can show.
    """
    import pikepdf

    nests = False
    todo: list[Any] = [pikepdf.Dictionary({"/Resources": resources})]
    while todo:
        thing = todo.pop()
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
            continue
        if thing.is_indirect:
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        if len(seen) > MOST_VISITED:
            raise Refused("too-large")
        if isinstance(thing, pikepdf.Array):
            todo += [item for item in thing if _may_lead_on(item)]
            continue
        if isinstance(thing, pikepdf.Stream):
            nests |= "/BBox" in thing
            _clean_stream(thing)
        _clean_resources(thing)
        _clean_properties(thing)
        nests |= "/CharProcs" in thing
        todo += [value for key, value in thing.items() if _may_lead_on(value) and key != "/OCGs"]
    return nests


def _may_lead_on(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream)


def _clean_stream(stream: Any) -> None:
    """A picture or a form keeps what it draws with; a PostScript one, which printers run, is empty.

    Raises Refused("bomb").
    """
    if stream.get("/Subtype") == "/PS":
        stream.write(b"")
        stream["/Subtype"], stream["/BBox"] = _name("/Form"), [0, 0, 0, 0]
    kept = _DRAWS.get(str(stream.get("/Subtype")), set(stream.keys()) - {"/F", "/FFilter"})
    for key in set(stream.keys()) - kept:
        del stream[key]
    if stream.get("/Subtype") == "/Image":
        try:
            pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        except (TypeError, ValueError):
            return
        if pixels > MOST_PIXELS:
            raise Refused("bomb")


def _clean_resources(thing: Any) -> None:
    """Resources name what is drawn with; a state of drawing has no name of its own."""
    import pikepdf

    resources = thing.get("/Resources")
    if isinstance(resources, pikepdf.Dictionary):
        for key in set(resources.keys()) - _RESOURCES:
            del resources[key]
    if thing.get("/Type") == "/ExtGState" and "/Name" in thing:
        del thing["/Name"]


def _name(text: str) -> Any:
    import pikepdf

    return pikepdf.Name(text)


def _clean_properties(thing: Any) -> None:
    """Of the properties that content is marked with, only layers change what is seen."""
    import pikepdf

    listed = thing.get("/Properties")
    if not isinstance(listed, pikepdf.Dictionary):
        return
    kept = pikepdf.Dictionary()
    for key, value in listed.items():
        layer = isinstance(value, pikepdf.Dictionary) and str(value.get("/Type")) in _LAYERS
        kept[key] = value if layer else pikepdf.Dictionary()
    thing["/Properties"] = kept


# -- Layers ---------------------------------------------------------------------------------


def layers(pdf: Any) -> tuple[list[Any], list[Any]]:
    """The layers of a document, and those of them that aren't shown when it is opened."""
    import pikepdf

    about = pdf.Root.get("/OCProperties")
    if not isinstance(about, pikepdf.Dictionary):
        return [], []
    known = [layer for layer in _items(about.get("/OCGs")) if layer.is_indirect]
    default = about.get("/D")
    if not isinstance(default, pikepdf.Dictionary):
        return known, []
    shown = {layer.objgen for layer in _items(default.get("/ON"))}
    hidden = {layer.objgen for layer in _items(default.get("/OFF"))}
    if default.get("/BaseState") == "/OFF":
        hidden |= {layer.objgen for layer in known} - shown
    return known, [layer for layer in known if layer.objgen in hidden or _not_viewed(layer)]


def _items(thing: Any) -> list[Any]:
    import pikepdf

    if not isinstance(thing, pikepdf.Array):
        return []
    return [item for item in thing if isinstance(item, pikepdf.Dictionary)]


def _not_viewed(layer: Any) -> bool:
    """Whether it is there for the printer only."""
    import pikepdf

    usage = layer.get("/Usage")
    view = usage.get("/View") if isinstance(usage, pikepdf.Dictionary) else None
    return isinstance(view, pikepdf.Dictionary) and view.get("/ViewState") == "/OFF"


def with_layers(pdf: Any, known: list[Any], hidden: list[Any]) -> None:
    """Give the document these layers of its own, and nothing that switches them."""
    import pikepdf

    if not known:
        return
    for layer in known:
        for key in ("/Usage", "/Metadata"):
            if key in layer:
                del layer[key]
    default = pikepdf.Dictionary(Name=pikepdf.String("Default"), OFF=pikepdf.Array(hidden))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array(known), D=default)
