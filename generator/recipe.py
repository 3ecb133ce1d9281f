"""What a template asks for, worked out once for all papers made of it: its names, its slots, what must not be empty.

Knows templates and slots; nothing of one meeting's details.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.composing.compose import PROVIDED
from generator.details import common_slots, own_slots
from generator.problems import Problem, did_you_mean
from generator.records import record
from generator.rendering.missing import Asked, asked_for
from generator.rendering.render import Renderer
from generator.rendering.shelf import Shelf
from generator.rendering.template import TemplateFile, fingerprint
from generator.rendering.whitelist import column_of

SALUTATION = "称呼"


@record(frozen=True)
class Recipe:
    """A template and what it takes to make a paper of it."""

    template: TemplateFile
    known: frozenset[str]
    """Every name that the template may use."""
    wanted: frozenset[str]
    """Those whose values are looked at."""
    retells: bool
    """Whether it tells of the meeting's speeches in the third person."""
    own_salutation: bool
    """Whether it declares a 称呼 of its own."""
    asked: Asked
    notes: Mapping[str, str]
    """What is to be written in a speech's own fields: what 讲话 says of them, not the short form."""
    undeclared: tuple[Problem, ...]
    """Names that it uses and nothing declares: no paper can be made."""
    stale: tuple[Problem, ...]
    """That it is a copy of a built-in template whose original has changed since."""


def recipe_of(shelf: Shelf, name: str) -> Recipe:
    """The recipe of a template by its name.  InvalidInput where there is none or it cannot be read."""
    return shelf.once(("recipe", name), lambda: _recipe(shelf, shelf.get(name)))


def _recipe(shelf: Shelf, template: TemplateFile) -> Recipe:
    common, renderer = common_slots(shelf), Renderer.of(shelf)
    family, used = renderer.family(template.name), renderer.names_used(template.name)
    own = {slot.name: slot for slot in own_slots(shelf, template)}
    slots = {slot.name: slot for slot in common} | own
    declared = {slot.name for one in family for slot in one.slots} | slots.keys()
    # A recipe is kept from run to run: this is asked of a new template alone.
    from generator.composing.retelling import RETOLD

    known = frozenset(declared | PROVIDED.keys() | RETOLD.keys())
    required = {name for name, slot in slots.items() if slot.required}
    required |= {name for one in shelf.ancestry(template) for name in one.required}
    asked = asked_for(known, slots, own, required)
    long_form = next((slot.item for slot in common if slot.name == "讲话"), None)
    return Recipe(
        template,
        known,
        frozenset(used | {name for name, *_ in asked.due}),
        not used.isdisjoint(RETOLD),
        SALUTATION in own,
        asked,
        {slot.name: slot.note for slot in (long_form.fields if long_form else ())},
        tuple(_unknown(one, family, known) for one in sorted(used - known)),
        tuple(_stale(shelf, template)),
    )


def _unknown(name: str, family: Sequence[TemplateFile], known: frozenset[str]) -> Problem:
    for template in family:
        for number, row in enumerate(template.source.split("\n"), 1):
            if number >= template.first_line and name in row and ("{{" in row or "{%" in row):
                place = template.place(number, column_of(row, name))
                hint = did_you_mean(name, known) or f"在模板开头的“槽位:”下面加一行：{name}: {{类型: 文字, 说明: …}}"
                return Problem("T11", place, f"用了“{name}”，可是没有这个槽位", "登记过的槽位", hint)
    return Problem("T11", family[0].place(1), f"用了“{name}”，可是没有这个槽位")


def _stale(shelf: Shelf, template: TemplateFile) -> Iterator[Problem]:
    original = shelf.find(template.copied_from) if template.copied_from else None
    if original is not None and (now := fingerprint(original.source)) != template.fingerprint:
        hint = f"看改了什么：jianggao template show {template.copied_from}；改好以后把“指纹”写成 {now}"
        found = f"内置的“{original.name}”在您抄来以后又改过"
        yield Problem("T31", template.place(1), found, hint=hint, severity="提示")
