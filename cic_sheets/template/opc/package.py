"""An Open Packaging package whose parts can be read, replaced and added, and nothing else moves.

Part names are compared as Windows programs do: any case, backslashes as slashes.

Source: ISO/IEC 29500-2 (6.2 part names, 6.5 relationships, 7.3.7 media types).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from cic_sheets.values.named import NamedTuple

from . import archive, content_types
from .content_types import ContentTypes, key
from .errors import PatchError
from .markup import Element, Markup, appended, escaped, spliced

XML_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_RELATIONS_NAMESPACE = b"http://schemas.openxmlformats.org/package/2006/relationships"
_PERCENT = rb"%([0-9A-Fa-f]{2})"  # rare: compiled when met


class Limits(NamedTuple):
    """How many bytes may be inflated, for one part and for all together."""

    part: int = 128 << 20
    total: int = 320 << 20


_LIMITS = Limits()


class Relation(NamedTuple):
    """One relationship; `target` is a part name, or whatever was written when external."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: the same for transitional and strict packages."""
        return self.type.rsplit("/", 1)[-1]


def resolved(source: str, target: str) -> str:
    """The part that a target means, seen from the part `source` (`""` is the package)."""
    target = target.replace("\\", "/").split("#", 1)[0]
    steps = [] if target.startswith("/") else source.replace("\\", "/").split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def relative(source: str, target: str) -> str:
    """How `source` writes the part `target`."""
    here, there = source.split("/")[:-1], target.split("/")
    while here and len(there) > 1 and here[0] == there[0]:
        del here[0], there[0]
    return "/".join([".."] * len(here) + there)


class Package:
    """The parts of one file.  `save` gives its bytes; without a change, the very same."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._directory = archive.read_directory(data)
        # A name given twice means the last, as zip readers have it.
        self._index = {key(m.name): i for i, m in enumerate(self._directory.members)}
        self._cache: dict[str, bytes] = {}
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, tuple[str, bytes]] = {}
        self._removed: set[str] = set()
        self._streamed: dict[str, Callable[[], Iterator[bytes]]] = {}
        self._inflated = 0
        self._types: ContentTypes | None = None
        self._relations: dict[str, tuple[bytes, tuple[Relation, ...]]] = {}

    @classmethod
    def open(cls, data: bytes, limits: Limits = _LIMITS) -> Package:
        """Raises PatchError when `data` is no zip file."""
        return cls(data, limits)

    def names(self) -> tuple[str, ...]:
        """Every part's name with slashes, in the file's order, added ones last."""
        members = self._directory.members
        kept = [members[i].name for name, i in self._index.items() if name not in self._removed]
        names = [name.replace("\\", "/").lstrip("/") for name in kept]
        return (*names, *(name for name, _ in self._added.values()))

    def __contains__(self, name: str) -> bool:
        found = key(name)
        return found in self._added or (found in self._index and found not in self._removed)

    def part(self, name: str) -> bytes:
        """A part's bytes as they would be saved.  Raises PatchError when absent or too large."""
        found = key(name)
        if found in self._streamed:
            return b"".join(self._streamed[found]())
        if found == key(content_types.NAME) and self._types is not None:
            return self._types.text()
        if found in self._added:
            return self._added[found][1]
        if found in self._changed:
            return self._changed[found]
        if found not in self._cache:
            self._cache[found] = self._inflate(name)
        return self._cache[found]

    def head(self, name: str, size: int) -> bytes:
        """The first `size` bytes of a part at most, without inflating the rest."""
        found = key(name)
        if found in self._added or found in self._changed or found in self._cache:
            return self.part(name)[:size]
        return archive.inflate_head(self._data, self._member(name), size)

    def replace(self, name: str, content: bytes) -> None:
        """A part's new bytes.  Raises PatchError when there is no such part."""
        found = key(name)
        if name not in self:
            raise PatchError(f"no such part: {name}")
        self._streamed.pop(found, None)
        if found in self._added:
            self._added[found] = (self._added[found][0], content)
        elif content == self._cache.get(found):
            self._changed.pop(found, None)
        else:
            self._changed[found] = content
        if found == key(content_types.NAME):
            self._types = None

    def stream(self, name: str, chunks: Callable[[], Iterator[bytes]]) -> None:
        """A part written as it is made, when the file is saved; `chunks` may be asked twice.

        Raises PatchError when there is no such part.
        """
        self.replace(name, b"".join(chunks()) if key(name) in self._added else b"")
        if key(name) not in self._added:
            self._streamed[key(name)] = chunks

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """A new part with its media type.  Raises PatchError when the name is taken."""
        if name in self:
            raise PatchError(f"part exists: {name}")
        self._added[key(name)] = (name, content)
        self._content_types().declare(name, content_type)

    def remove(self, name: str) -> None:
        """A part less, with its media type and its own relationships; those to it stay."""
        if name not in self:
            raise PatchError(f"no such part: {name}")
        for gone in (name, _relations_name(name)):
            self._streamed.pop(key(gone), None)
            for place in (self._added, self._changed):
                place.pop(key(gone), None)
            self._removed.add(key(gone))
        self._content_types().forget(name)

    def free_name(self, pattern: str) -> str:
        """The first of `xl/comments1.xml`, `xl/comments2.xml`… for `"xl/comments{}.xml"`."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def content_type(self, name: str) -> str | None:
        """A part's media type, by its own declaration or its extension's."""
        return self._content_types().of(name)

    def relations(self, source: str = "") -> tuple[Relation, ...]:
        """The relationships of a part (`""`: of the package), in their order."""
        name = _relations_name(source)
        if name not in self:
            return ()
        content = self.part(name)
        known = self._relations.get(name)
        if known and known[0] is content and b"%" not in content:
            return known[1]
        markup = Markup(content)
        tags = [markup.attributes(one) for one in markup.children(markup.root())]
        found = tuple(self._relation(source, tag) for tag in tags if "Id" in tag)
        self._relations[name] = content, found
        return found

    def related(self, source: str, kind: str) -> Relation | None:
        """The first relationship of this kind whose part is there."""
        for one in self.relations(source):
            if one.kind == kind and not one.external and one.target in self:
                return one
        return None

    def relate(self, source: str, type: str, target: str) -> str:
        """A new relationship of this type (a URI) from `source` to the part `target`: its id."""
        return self._related_to(source, type, [relative(source, target)], b"")[0]

    def relate_outside(self, source: str, type: str, uris: Sequence[str]) -> list[str]:
        """New relationships of this type from `source` to what is in no package: their ids."""
        return self._related_to(source, type, uris, b' TargetMode="External"')

    def relate_as(self, source: str, relations: Iterable[Relation]) -> None:
        """New relationships to parts whose ids the caller has chosen, free ones."""
        self._relate(
            source, ((one.id, one.type, relative(source, one.target)) for one in relations), b""
        )

    def _related_to(self, source: str, type: str, targets: Sequence[str], mode: bytes) -> list[str]:
        free = self.free_ids(source)
        ids = [next(free) for _ in targets]
        self._relate(source, ((id, type, to) for id, to in zip(ids, targets, strict=True)), mode)
        return ids

    def free_ids(self, source: str) -> Iterator[str]:
        """Ids that no relationship of a part has."""
        taken = {one.id.lower() for one in self.relations(source)}
        return (f"rId{n}" for n in count(len(taken) + 1) if f"rid{n}" not in taken)

    def _relate(self, source: str, said: Iterable[tuple[str, str, str]], mode: bytes) -> None:
        """Add relationships: id, type, target as written."""
        name = _relations_name(source)
        if name not in self:
            empty = b'<Relationships xmlns="%s"></Relationships>' % _RELATIONS_NAMESPACE
            self.add(name, XML_DECLARATION + empty, _RELATIONS_TYPE)
        markup = Markup(self.part(name))
        root = markup.root()
        written = b"".join(
            b'<%sRelationship Id="%s" Type="%s" Target="%s"%s/>'
            % (root.prefix, escaped(id), escaped(type), escaped(target), mode)
            for id, type, target in said
        )
        self.replace(name, spliced(markup.text, [appended(markup, root, written)]))

    def unrelate(self, source: str, id: str) -> None:
        """A relationship less."""
        name = _relations_name(source)
        markup = Markup(self.part(name))

        def goes(one: Element) -> bool:
            return markup.attributes(one).get("Id") == id

        gone = [(e.start, e.end, b"") for e in markup.children(markup.root()) if goes(e)]
        self.replace(name, spliced(markup.text, gone))

    def save(self) -> bytes:
        """The file's bytes: unchanged members as they were, changed ones with a fixed date."""
        if self._types is not None:
            self.replace(content_types.NAME, self._types.text())
        if not (self._changed or self._added or self._removed):
            return self._data
        touched = self._removed.union(self._changed)
        # The twins of a name given twice would contradict what takes their place.
        members = enumerate(self._directory.members)
        gone = {index for index, member in members if key(member.name) in touched}
        kept: dict[int, bytes | Callable[[], Iterator[bytes]]] = {
            self._index[name]: self._streamed.get(name, content)
            for name, content in self._changed.items()
        }
        removed = frozenset(gone.difference(kept))
        return archive.write(self._data, self._directory, kept, removed, self._added.values())

    def _member(self, name: str) -> archive.Member:
        if name not in self:
            raise PatchError(f"no such part: {name}")
        return self._directory.members[self._index[key(name)]]

    def _inflate(self, name: str) -> bytes:
        left = min(self._limits.part, self._limits.total - self._inflated)
        content = archive.inflate(self._data, self._member(name), left)
        self._inflated += len(content)
        return content

    def _content_types(self) -> ContentTypes:
        if self._types is None:
            self._types = ContentTypes(self.part(content_types.NAME))
        return self._types

    def _relation(self, source: str, tag: dict[str, str]) -> Relation:
        external = tag.get("TargetMode", "").lower() == "external"
        target = tag.get("Target", "")
        if not external:
            target = self._target(source, target)
        return Relation(tag["Id"], tag.get("Type", ""), target, external)

    def _target(self, source: str, target: str) -> str:
        """The part meant: as written, or with its `%20` read when only that part is there."""
        plain = resolved(source, target)
        if plain in self or "%" not in plain:
            return plain
        read = re.sub(_PERCENT, lambda match: bytes([int(match[1], 16)]), plain.encode())
        return read.decode(errors="replace")


def _relations_name(source: str) -> str:
    folder, slash, base = source.rpartition("/")
    return f"{folder}{slash}_rels/{base}.rels"
