"""What patterns were compiled to, handed from run to run: Python compiles every pattern anew in every run, which takes a
sixth of a short one.

A pattern is compiled to a list of numbers, which Python looks through again when a pattern is made of them; the list
belongs to one release of Python, so whoever keeps what `new_codes` gives asks for it under that release and `FORM` only.
Where this Python's compiler is not the one that is known here, nothing is handed on.  Knows no pattern and no file.
"""

from __future__ import annotations

import marshal
import re
from array import array
from collections.abc import Callable
from functools import lru_cache
from typing import Any

try:
    from _sre import compile as _assemble  # type: ignore[import-not-found]
except ImportError:
    _assemble = None

FORM = 1
"""Raised when what `new_codes` gives is put together otherwise: those of another form are not to be handed over."""
_MOST = 2_000
"""Patterns that are handed on: some three times as many as the program has."""
_Key = tuple[str, int]
_Code = tuple[int, bytes, int, dict[str, int]]
"""Flags, numbers, how many groups, which of them have names."""

_handed: dict[_Key, _Code] = {}
_made: dict[_Key, re.Pattern[str]] = {}


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """re.compile(source, flags), without the work where an earlier run has done it."""
    code = _handed.get((source, flags))
    if code is not None:
        return _pattern(source, code)
    made = _made[source, int(flags)] = re.compile(source, flags)
    return made


def hand_over(codes: bytes) -> None:
    """Takes what `new_codes` gave to an earlier run of this program, of this release of Python."""
    _handed.update(marshal.loads(codes))


def new_codes() -> bytes | None:
    """Every code that was handed over or worked out here; None where this run has compiled nothing new."""
    new = {key: code for key, made in _made.items() if key not in _handed and (code := _code(made, key)) is not None}
    if not new:
        return None
    # Those of a program that was since changed are left behind at last.
    older = _handed if len(_handed) + len(new) <= _MOST else {}
    return marshal.dumps({**older, **new})


def _pattern(source: str, code: _Code) -> re.Pattern[str]:
    flags, numbers, groups, named = code
    names: list[str | None] = [None] * (groups + 1)
    for name, group in named.items():
        names[group] = name
    assert _assemble is not None
    pattern: re.Pattern[str] = _assemble(source, flags, array("I", numbers).tolist(), groups, named, tuple(names))
    return pattern


@lru_cache(maxsize=_MOST)
def _code(made: re.Pattern[str], key: _Key) -> _Code | None:
    """The code of a compiled pattern, or None where the same pattern cannot be made of it again."""
    numbers = _compiler() if _assemble is not None else None
    if numbers is None:
        return None
    code = (made.flags, array("I", numbers(*key)).tobytes(), made.groups, dict(made.groupindex))
    try:
        again = _pattern(made.pattern, code)
    except (RuntimeError, TypeError, ValueError):
        return None
    # Python holds patterns for equal whose numbers and flags are.
    return code if again == made and again.groupindex == made.groupindex else None


@lru_cache(maxsize=1)
def _compiler() -> Callable[[str, int], list[int]] | None:
    """What turns a source with its flags into numbers; None where this Python has it under other names."""
    from importlib import import_module

    for parser, compiler in (("re._parser", "re._compiler"), ("sre_parse", "sre_compile")):
        try:
            parse: Any = import_module(parser).parse
            code: Any = import_module(compiler)._code
        except (ImportError, AttributeError):
            continue
        return lambda source, flags: list(code(parse(source, flags), flags))
    return None
