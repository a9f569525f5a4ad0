"""`typing.NamedTuple`, cheaper to declare.

typing compiles the annotation of every field of every class while a module is imported, and
`collections.namedtuple` a constructor for every class.  With a hundred classes that was a tenth of
`cic check`.  Type checkers see typing's own; Python makes the same classes here, leaves the
annotations as they are written, and compiles one constructor for each number of fields.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing itself takes 2 ms to import
if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from functools import cache
    from operator import itemgetter
    from types import FunctionType

    try:
        from _collections import _tuplegetter as getter  # as collections reads a field
    except ImportError:

        def getter(index, doc):
            """The property that reads a field."""
            return property(itemgetter(index), doc=doc)

    @cache
    def _constructor(count):
        """The code of `lambda cls, a, b: new(cls, (a, b))` for that many fields."""
        fields = ", ".join(f"_{number}" for number in range(count))
        return eval(f"lambda _cls, {fields}: _new(_cls, ({fields},))").__code__

    def _new_of(fields, defaults):
        code = _constructor(len(fields)).replace(
            co_varnames=("_cls", *fields), co_name="__new__", co_qualname="__new__"
        )
        return FunctionType(code, {"_new": tuple.__new__}, "__new__", tuple(defaults) or None)

    class _Fields(tuple):
        """What every class of named fields can do."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes):
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            return type(self).__name__ + self._shown % self

        def __getnewargs__(self):
            return tuple(self)

    class _Maker(type):
        """Turns the body of a class into a tuple class with these fields."""

        def __new__(cls, name, bases, body):
            fields = tuple(body.pop("__annotations__"))
            defaults = [body.pop(field) for field in fields if field in body]
            for index, field in enumerate(fields):
                body[field] = getter(index, f"Alias for field number {index}")
            body["_shown"] = "(" + ", ".join(f"{field}=%r" for field in fields) + ")"
            body["__slots__"] = ()
            body["__new__"] = _new_of(fields, defaults)
            body["_fields"] = body["__match_args__"] = fields
            return type(name, (_Fields,), body)

    NamedTuple = type.__new__(_Maker, "NamedTuple", (), {})
