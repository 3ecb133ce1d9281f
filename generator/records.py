"""Frozen dataclasses, made in a fifth of the time.

`dataclass(frozen=True)` writes and compiles six functions for every class, which for the hundred classes of a short run
takes longer than the work itself.  `record(frozen=True)` compiles one, `__init__`, and that only for a class of which
many are made; the others are the same for all.  To type checkers, `fields`, `replace` and `asdict` a record is a
dataclass like any other.  Knows no record.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool) -> Callable[[type], type]:
        """The decorator, to be used like that of dataclasses; what is not frozen and equal by its fields is no record."""
        if not frozen:
            raise TypeError("a record is frozen")
        return _record


__all__ = ["record"]

_FEW = 20
"""Records of a class that are made without an `__init__` of their own: to compile one takes as long as these."""


def _record(cls: type) -> type:
    dataclasses.dataclass(init=False, repr=False, eq=False)(cls)
    fields = dataclasses.fields(cls)
    if "__init__" not in cls.__dict__:
        cls.__init__ = _first(cls, fields)  # type: ignore[misc]
    compared = _values([one.name for one in fields if one.compare])

    def equal(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(compared(self))

    shared = {"__eq__": equal, "__repr__": _repr, "__setattr__": _set, "__delattr__": _delete}
    if cls.__dict__.get("__hash__") is None:
        shared["__hash__"] = hashed
    for name, function in shared.items():
        if name not in cls.__dict__ or name == "__hash__":
            setattr(cls, name, function)
    return cls


def _first(cls: type, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__` for the first records of a class, which then puts a compiled one in its own place."""
    made = 0

    def init(self: object, *args: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        # What is not given as it should be is told by the function that has the parameters.
        if made > _FEW or not _fill(self, fields, args, named):
            own = cls.__init__ = _init(cls, fields)  # type: ignore[misc]
            own(self, *args, **named)

    return init


def _fill(self: object, fields: Sequence[Field[Any]], args: Sequence[Any], named: Mapping[str, Any]) -> bool:
    """Gives a new record its values, False where they are not those of its fields."""
    values = {one.name: value for one, value in zip(fields, args, strict=False)}
    for one in fields[len(args) :]:
        if one.name in named:
            values[one.name] = named[one.name]
        elif one.default is not MISSING:
            values[one.name] = one.default
        elif one.default_factory is not MISSING:
            values[one.name] = one.default_factory()
        else:
            return False
    for name, value in values.items():
        object.__setattr__(self, name, value)
    return len(args) <= len(fields) and named.keys() <= {one.name for one in fields[len(args) :]}


def _init(cls: type, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__` with a parameter for each field, in order, as it would be written by hand."""
    known: dict[str, Any] = {"_MISSING": MISSING}
    # Straight into the dictionary: object.__setattr__ for each field takes twice as long.
    parameters, lines = ["self"], ["_values = self.__dict__"]
    for number, one in enumerate(fields):
        value = one.name
        if one.default_factory is not MISSING:
            known[f"_make{number}"] = one.default_factory
            parameters.append(f"{one.name}=_MISSING")
            value = f"_make{number}() if {one.name} is _MISSING else {one.name}"
        elif one.default is not MISSING:
            known[f"_default{number}"] = one.default
            parameters.append(f"{one.name}=_default{number}")
        else:
            parameters.append(one.name)
        lines.append(f"_values[{one.name!r}] = {value}")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), known)
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__annotations__ = {one.name: one.type for one in fields} | {"return": None}
    return init


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What takes the values of these fields from a record, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _repr(self: Any) -> str:
    said = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in dataclasses.fields(self) if one.repr)
    return f"{self.__class__.__qualname__}({said})"


def _set(self: object, name: str, value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")
