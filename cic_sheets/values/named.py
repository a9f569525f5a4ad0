"""`typing.NamedTuple`, cheaper to declare.

typing compiles the annotation of every field of every class while a module is imported.  With a
hundred classes that was a twentieth of `cic check`.  Type checkers see typing's own; Python makes
the same classes by `collections.namedtuple` and leaves the annotations as they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    class _Maker(type):
        """Turns the body of a class into a tuple class with these fields."""

        def __new__(cls, name, bases, body):
            fields = tuple(body["__annotations__"])
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                setattr(made, key, value)
            return made

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
