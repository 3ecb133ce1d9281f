"""Folders: where templates, a unit's facts and the settings of one user lie.

Knows paths and nothing of what is in them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from generator.rendering.kept import restore
from generator.rendering.shelf import Shelf
from generator.rendering.template import BUILTIN

OWN = "模板"
SETTINGS = "设置"
UNIT_FILE = "单位.yaml"
_MOST_SHELVES = 8
_SHELVES: dict[tuple[tuple[str, Path], ...], Shelf] = {}
"""The shelves in use, the last used at the end."""


@lru_cache(maxsize=1)
def builtin_folder() -> Path:
    """The templates that come with the program: inside the package when installed, beside it in a checkout."""
    here = Path(__file__).resolve().parent.parent
    packed = here / "templates"
    return packed if packed.is_dir() else here.parent / "templates"


def settings_folder() -> Path:
    """The user's settings folder: %APPDATA%\\jianggao, ~/Library/Application Support/jianggao or ~/.config/jianggao.

    JIANGGAO_HOME names another one.
    """
    if home := os.environ.get("JIANGGAO_HOME"):
        return Path(home)
    return _usual_settings(Path.home(), os.environ.get("APPDATA"), os.environ.get("XDG_CONFIG_HOME"))


# Every details file that is read asks for it.
@lru_cache(maxsize=8)
def _usual_settings(home: Path, appdata: str | None, config: str | None) -> Path:
    # click would tell the same; it takes 30 ms to import and this runs in libraries that have no command line.
    if appdata:
        return Path(appdata) / "jianggao"
    mac = home / "Library" / "Application Support"
    return (mac if mac.is_dir() else Path(config or home / ".config")) / "jianggao"


def shelf_for(folder: Path | None, own: Path | None = None, cache: Path | None = None) -> Shelf:
    """The shelf of a details file: its own 模板/ first, then the settings folder, then what comes with the program.

    The same one as before where none of its files has changed since it read them; a new one takes over what an earlier
    run kept in the folder `cache`.
    """
    first = own or (folder / OWN if folder is not None else None)
    places = [(OWN, first)] if first is not None else []
    shelf = Shelf([*places, (SETTINGS, settings_folder() / OWN), (BUILTIN, builtin_folder())])
    key = tuple((origin, path.absolute()) for origin, path in shelf.folders)
    kept = _SHELVES.pop(key, None)
    if kept is not None and kept.seen.unchanged():
        shelf = kept
    elif cache is not None:
        restore(shelf, cache)
    _SHELVES[key] = shelf
    if len(_SHELVES) > _MOST_SHELVES:
        del _SHELVES[next(iter(_SHELVES))]
    return shelf


def unit_file(folder: Path, top: Path | None = None) -> Path | None:
    """The 单位.yaml that holds for a folder: in it, above it, or in the settings folder; None where there is none.

    `top` is the last folder above it that is looked in.
    """
    return next((path for path in _unit_files(folder, top) if path.is_file()), None)


def _unit_files(folder: Path, top: Path | None) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield place / UNIT_FILE
        if place == top:
            break
    yield settings_folder() / UNIT_FILE


def cache_folder() -> Path:
    """Where prepared packages of layouts and compiled templates are kept from run to run; may be deleted at any time."""
    if home := os.environ.get("JIANGGAO_HOME"):
        return Path(home) / "缓存"
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local) / "jianggao" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jianggao"
