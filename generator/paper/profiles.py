"""版式: layout profiles by name, found where the templates lie.

A profile may say 照: 朗读; what it leaves out is then as in that one, and not as in 公文.  Knows files and names; what
the keys mean is for `layout` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.paper.layout import Layout, parse_layout
from generator.problems import InvalidInput, Place, Problem, did_you_mean
from generator.rendering.shelf import Shelf
from generator.yaml_source.load import load_plain

BASE = "照"
MAX_CHAIN = 20
"""Profiles that may each take after the next."""


def layout_named(shelf: Shelf, name: str) -> Layout:
    """A layout profile by name, from 版式/ of the shelf's folders.  InvalidInput where there is none or it is wrong."""
    return parse_layout(_said(shelf, name, ()), name)


def _said(shelf: Shelf, name: str, above: tuple[str, ...]) -> Mapping[str, Any]:
    """What a profile says with what it takes from another one; `above` are the profiles that ask for it."""
    path = shelf.data(f"版式/{name}.yaml")
    if path is None:
        known = sorted({p.stem for _, folder in shelf.folders for p in (folder / "版式").glob("*.yaml")})
        hint = did_you_mean(name, known)
        place = Place(file=above[-1], path=BASE) if above else Place()
        raise InvalidInput([Problem("L00", place, f"没有版式“{name}”", "下列之一：" + "、".join(known), hint)])
    own = dict(load_plain(path))
    base = own.pop(BASE, None)
    if base is None:
        return own
    if not isinstance(base, str) or base in (*above, name) or len(above) > MAX_CHAIN:
        expected = "另一个版式的名称，如 照: 朗读"
        raise InvalidInput([Problem("L05", Place(file=name, path=BASE), "“照”后面要写另一个版式", expected)])
    under = _said(shelf, base, (*above, name))
    return {key: _merged(under.get(key), own.get(key)) for key in dict.fromkeys((*under, *own))}


def _merged(under: Any, own: Any) -> Any:
    """A section key by key; any other value as the nearer profile has it."""
    if isinstance(under, Mapping) and isinstance(own, Mapping):
        return {**under, **own}
    return under if own is None else own
