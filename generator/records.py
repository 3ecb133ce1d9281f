"""Frozen dataclasses, made when the first one is.

`dataclass(frozen=True)` writes and compiles six functions for every class, which for the hundred classes of a short run
takes longer than the work itself.  `record(frozen=True)` looks at a class when a record of it is first made, or its
fields are asked for, and compiles one function, `__init__`, only where many are made; the others are the same for all.
To type checkers, `fields`, `replace` and `asdict` a record is a dataclass like any other.  Knows no record.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, field
from inspect import get_annotations
from operator import attrgetter
from threading import RLock
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

_FEW = 100
"""Records of a class that are made without an `__init__` of their own: to compile one takes as long as these."""
_SETTLING = RLock()


def _record(cls: type) -> type:
    own = cls.__dict__
    for name in ("__init__", "__eq__", "__hash__"):
        # A class that says what is equal has None for its hash.
        if own.get(name) is None:
            setattr(cls, name, _settling(cls, name))
    for name, function in _SHARED.items():
        if name not in own:
            setattr(cls, name, function)
    for name in _LATE:
        setattr(cls, name, _Late(cls, name))
    return cls


_FIELDS = "__record_fields__"
"""What a class that is settled has its fields by."""
_LATE = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
"""What the standard library knows a dataclass by."""


class _Late:
    """Stands for what the standard library would know of a record, until it is asked for."""

    def __init__(self, cls: type, name: str) -> None:
        self._cls = cls
        self._name = name

    def __get__(self, one: object, owner: type) -> Any:
        cls = self._cls
        with _SETTLING:
            # From then on the class has no longer what its fields were written as.
            fields = _settled(cls)
            if isinstance(cls.__dict__[self._name], _Late):
                dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(cls)
                setattr(cls, "__match_args__", tuple(one.name for one in fields))  # noqa: B010 -- type checkers forbid it
        return getattr(cls, self._name)


def _settling(cls: type, name: str) -> Callable[..., Any]:
    """A method that first makes a class what it is to be, and then is the method that it got."""

    def first(self: object, *args: Any, **named: Any) -> Any:
        _settled(cls)
        return getattr(cls, name)(self, *args, **named)

    first.__name__, first.__qualname__ = "settling", f"{cls.__qualname__}.{name}"
    return first


def _settled(cls: type) -> tuple[Field[Any], ...]:
    """The fields of a class, which is given the methods that rest on them, once."""
    with _SETTLING:
        if _FIELDS not in cls.__dict__:
            fields = tuple(_fields(cls).values())
            own = {"__init__": _first(cls, fields), **_comparing(fields)}
            for name, function in own.items():
                if getattr(cls.__dict__[name], "__name__", "") == "settling":
                    setattr(cls, name, function)
            setattr(cls, _FIELDS, fields)
        found: tuple[Field[Any], ...] = cls.__dict__[_FIELDS]
        return found


def _fields(cls: type) -> dict[str, Field[Any]]:
    """The fields of a class as they are written, those of what it is built on first."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        if isinstance(base.__dict__.get(_LATE[0]), _Late) or _FIELDS in base.__dict__:
            found |= {one.name: one for one in _settled(base)}
    for name, said in get_annotations(cls).items():
        value = cls.__dict__.get(name, MISSING)
        one: Field[Any] = value if isinstance(value, Field) else field(default=value)
        one.name, one.type = name, said
        found[name] = one
    return found


def _comparing(fields: Sequence[Field[Any]]) -> dict[str, Callable[..., Any]]:
    compared = _values([one.name for one in fields if one.compare])

    def equal(self: Any, other: object) -> Any:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(compared(self))

    return {"__eq__": equal, "__hash__": hashed}


def _first(cls: type, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__` for the first records of a class, which then puts a compiled one in its own place."""
    names = [one.name for one in fields]
    known = frozenset(names)
    made = 0

    def init(self: object, *args: Any, **named: Any) -> None:
        nonlocal made
        made += 1
        values = dict(zip(names, args, strict=False)) | named
        once = len(values) == len(args) + len(named)
        if len(values) < len(names):
            values |= _defaults(fields, values)
        # What is not given as it should be is told by the function that has the parameters.
        if made > _FEW or not once or values.keys() != known:
            own = cls.__init__ = _init(cls, fields)  # type: ignore[misc]
            own(self, *args, **named)
        else:
            self.__dict__.update(values)

    return init


def _defaults(fields: Sequence[Field[Any]], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the fields that have some without being given any."""
    missing = [one for one in fields if one.name not in given]
    made = {one.name: one.default_factory() for one in missing if one.default_factory is not MISSING}
    return made | {one.name: one.default for one in missing if one.default is not MISSING}


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


_SHARED = {"__repr__": _repr, "__setattr__": _set, "__delattr__": _delete}
