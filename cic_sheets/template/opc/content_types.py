"""The list of media types of a package: by extension, and by part where that does not do.

Source: ISO/IEC 29500-2, 7.3.7.
"""

from __future__ import annotations

from .markup import Edit, Element, Markup, appended, escaped, spliced

NAME = "[Content_Types].xml"


def key(name: str) -> str:
    """A part name as it is compared: any case, either slash, from the root or not."""
    return name.replace("\\", "/").lstrip("/").lower()


class ContentTypes:
    """The part's text, and what is to be said differently."""

    def __init__(self, data: bytes) -> None:
        """Raises PatchError when `data` is no XML."""
        self._markup = Markup(data)
        self._root = self._markup.root()
        self._defaults: dict[str, str] = {}
        self._overrides: dict[str, tuple[str, Element | None]] = {}
        self._fresh: dict[str, bytes] = {}
        self._gone: list[Element] = []
        for one in self._markup.children(self._root):
            self._take(one)

    def of(self, name: str) -> str | None:
        """A part's media type, by its own entry or its extension's."""
        found = self._overrides.get(key(name))
        return found[0] if found else self._defaults.get(_extension(name))

    def declare(self, name: str, content_type: str) -> None:
        """The media type of a new part; an extension unheard of gets it for all its parts."""
        extension = _extension(name)
        if self.of(name) == content_type:
            return
        if extension not in self._defaults and extension != "xml":
            self._defaults[extension] = content_type
            entry, place = b'Default Extension="%s"' % escaped(extension), f".{extension}"
        else:
            self._overrides[key(name)] = (content_type, None)
            entry, place = b'Override PartName="/%s"' % escaped(name), key(name)
        self._fresh[place] = b'<%s%s ContentType="%s"/>' % (
            self._root.prefix,
            entry,
            escaped(content_type),
        )

    def forget(self, name: str) -> None:
        """A part's own entry is no more."""
        found = self._overrides.pop(key(name), None)
        if found is None:
            return
        if found[1] is None:
            del self._fresh[key(name)]
        else:
            self._gone.append(found[1])

    def text(self) -> bytes:
        """The part as it is now."""
        edits: list[Edit] = [(one.start, one.end, b"") for one in self._gone]
        if self._fresh:
            fresh = b"".join(self._fresh.values())
            edits.append(appended(self._markup, self._root, fresh))
        return spliced(self._markup.text, edits) if edits else self._markup.text

    def _take(self, one: Element) -> None:
        tag = self._markup.attributes(one)
        content_type = tag.get("ContentType", "")
        if one.name == b"Default":
            self._defaults[tag.get("Extension", "").lower()] = content_type
        elif one.name == b"Override":
            self._overrides[key(tag.get("PartName", ""))] = (content_type, one)


def _extension(name: str) -> str:
    return key(name).rpartition("/")[2].rpartition(".")[2]
