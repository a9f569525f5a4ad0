"""Any Word or Excel template filled without a scratch; nothing of the programme.

    outcome = fill(template, data_from_json(text))

`{{champ}}` is one grammar for both.  What need not change stays byte for byte, nothing in a
template is run or followed, and what could not be filled is told with its place.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing takes longer to import than this package
if TYPE_CHECKING:
    from .data import Data
    from .outcome import Outcome

__all__ = ["Data", "Outcome", "fill"]


def __getattr__(name: str) -> object:
    """What is exported is imported when asked for: `cic check` passes by on its way to `opc`."""
    if name == "Data":
        from .data import Data

        return Data
    if name == "Outcome":
        from .outcome import Outcome

        return Outcome
    raise AttributeError(name)


def fill(template: bytes, data: Data, extension: str = "") -> Outcome:
    """The template filled: a template without fields comes back as the same bytes.

    extension  how the result's name will end (`.docx`); a `.dotx` then becomes a document

    Raises Refused when it is neither Word nor Excel, damaged, unsafe or too large, and
    WrongName when that extension does not fit it.
    """
    from .kinds import as_named, opened, refusing

    with refusing():
        package, kind = opened(template)
        if extension:
            as_named(package, extension)
        if kind == "word":
            from .word.fill import fill_word

            return fill_word(package, data)
        from .excel.filling import fill_excel

        return fill_excel(package, data)
