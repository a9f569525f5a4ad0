"""A Word template filled: each part that holds a field is spliced, every other stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..data import Data
from ..kinds import main_part
from ..names import Known
from ..notices import fetching, notices
from ..opc.errors import TooLarge
from ..opc.markup import check, to_utf8
from ..opc.package import Package
from ..outcome import Notice, Outcome, Place, Unreachable
from .changes import LARGEST, Change, Pattern, Turn
from .contents import refresh
from .controls import Bound, Controls
from .desk import Desk
from .ending import with_ending
from .fields import Fields
from .loops import Loops
from .parts import Part, Store, stores, text_parts
from .pictures import Pictures
from .places import Places
from .scan import Scan
from .stores import stored
from .styles import Styles, styles_of
from .watermark import mark


def fill_word(package: Package, data: Data) -> Outcome:
    """A document filled.  Raises PatchError when a part that holds fields is no sound XML."""
    told = list(notices(package))
    filling = _Filling(package, data)
    for part in tuple(text_parts(package)):  # without those that drawing adds
        filling.text_part(part)
    for store in stores(package):
        filling.store(store)
    filling.finish()
    return Outcome(
        package.save(),
        tuple(filling.known.unknown),
        tuple(filling.broken),
        tuple(filling.known.unfilled),
        tuple(filling.unreachable),
        filling.known.unused(),
        notices=(*told, *filling.codes),
    )


class _Filling:
    """A package being filled, part by part."""

    def __init__(self, package: Package, data: Data) -> None:
        self.broken: list[Place] = []
        self.unreachable: list[Unreachable] = []
        self.codes: list[Notice] = []
        self._package = package
        self._template = to_utf8(package.part(main_part(package)))
        self._styles: Styles | None = None
        if data.watermark:
            mark(package, data.watermark, self._named_styles())
        self.known = Known(with_ending(package, data, self._named_styles))
        self._desk = Desk(package, data, self._named_styles)
        self._bound: dict[str, list[tuple[Bound, Unreachable]]] = {}

    def text_part(self, part: Part) -> None:
        """Fill a part with paragraphs."""
        content = to_utf8(self._package.part(part.name))
        code = fetching(part.name, content)
        if code:
            self.codes.append(code)
        if not _may_ask(content):
            return
        scan = Scan(content)
        places = Places(scan, part.area, part.number)
        here = self._desk.at(part.name, scan)
        fields = Fields(scan, self.known, places, here)
        fields.find()
        fields.changes += Pictures(scan, self.known, here, places).find()
        controls = Controls(fields)
        controls.find()
        loops = Loops(scan, self.known, fields.met)
        for bound in controls.bound(loops.rows):
            otherwise = Unreachable(bound.xpath, places.of(bound.control, bound.text))
            self._bound.setdefault(bound.store.lower(), []).append((bound, otherwise))
        self._write(part.name, scan, loops.assembled(fields.changes))
        here.finish()
        self._take(places)

    def _named_styles(self) -> Styles:
        """The document's styles, read when a section first asks for them."""
        if self._styles is None:
            part = self._package.related(main_part(self._package), "styles")
            found = part is not None and part.target in self._package
            self._styles = (
                styles_of(to_utf8(self._package.part(part.target))) if (part and found) else {}
            )
        return self._styles

    def store(self, store: Store) -> None:
        """Fill a part of plain XML, and put there what is bound to it."""
        content = to_utf8(self._package.part(store.name))
        bound = self._bound.pop(store.id.lower(), []) if store.id else []
        if not bound and not _may_ask(content):
            return
        scan = Scan(content)
        places = Places(scan, store.area, 1)
        changes = list(self._stored(scan, bound))
        fields = Fields(scan, self.known, places)
        fields.find_in_leaves()
        taken = {change.start for change in changes}
        changes += [change for change in fields.changes if change.start not in taken]
        self._write(store.name, scan, changes)
        self._take(places)

    def finish(self) -> None:
        """What concerns the document as a whole, once every part is filled."""
        refresh(self._package, self._template)

    def _stored(self, scan: Scan, bound: list[tuple[Bound, Unreachable]]) -> Iterator[Change]:
        for one, otherwise in bound:
            change = stored(scan, one)
            if change:
                yield change
            else:
                self.unreachable.append(otherwise)

    def _write(self, name: str, scan: Scan, changes: list[Change]) -> None:
        if not changes:
            return
        filled = Pattern(scan.text, 0, len(scan.text), changes)(Turn())
        if len(filled) > LARGEST:
            raise TooLarge("lists fill more than a part may hold")
        if filled != scan.text:
            check(filled)
            self._package.replace(name, filled)

    def _take(self, places: Places) -> None:
        self.broken += places.broken
        self.unreachable += places.unreachable


def _may_ask(content: bytes) -> bool:
    """Whether a part may hold a field or a control that bears a name."""
    return b"{" in content or b"}" in content or b"&#" in content or b"sdtPr" in content
