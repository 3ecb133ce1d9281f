"""`template check`: whether a template would serve a meeting, told before there is one.

Its slots are those it declares, it renders with the 示例 of its slots, and leaves nothing broken behind where a slot
is empty.  Looks at one template of a shelf, a clerk's own or a built-in one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from generator.calls import Call, speeches_of
from generator.composing.compose import PROVIDED
from generator.details import Details, common_slots, own_slots
from generator.meeting.gathering import build_meeting
from generator.meeting.ways import parse_ways
from generator.pipeline import Workshop
from generator.problems import InvalidInput, Place, Problem, closest, did_you_mean, in_order
from generator.rendering.render import Renderer
from generator.rendering.shelf import Shelf
from generator.rendering.template import SPEAKER, TemplateFile, Wording
from generator.rendering.template_tree import needs, wording_tree
from generator.rendering.values import BLANK
from generator.rendering.whitelist import column_of
from generator.slots.filling import fill_fields
from generator.slots.registry import Problems, Slot
from generator.slots.scaffold import new_details
from generator.text.marks import settle
from generator.text.regex import regex
from generator.yaml_source.load import Fields, load_plain, parse_yaml

_SAMPLES: Mapping[str, Any] = {
    "日期": "2026年11月25日",
    "时间": "2026年11月25日 14:30",
    "数字": "3",
    "是否": "是",
    "人员": "周涛（县政府办公室主任）",
    "要点": [
        {"标题": "第一个要点", "正文": "第一个要点的内容。"},
        {"标题": "第二个要点", "正文": "第二个要点的内容。"},
    ],
    "要求": ["责任落实"],
    "层次": ["一、", "（一）"],
    "数据": {"总数": "3"},
}
_NEVER_EMPTY = {"项", "讲话方式", "有传达", "有表彰", "会议类型"}
"""What our own code always gives."""
_LEFT_OVER: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"^[，。、；：！？）》”]"), "这一行以标点开头"),
    (regex(r"[，、；：][，。、；：！？]|。[，。、；：]"), "两个标点连在一起"),
    (regex(r"（[，、。；：]?）|《》|“”|【】|\(\)|〔〕"), "留下一对空括号或空引号"),
    (regex(r"[（《“][，、。；：]|[，、；：][）》”]"), "括号或引号里多了标点"),
    (regex(r"的的|和和|与与|由由|了了"), "一个字连写了两次"),
)
_UNFINISHED: tuple[tuple[re.Pattern[str], str], ...] = (
    (regex(r"^[^。！？]{1,12}[：:]$"), "只剩下前面的名目，后面没有内容"),
    (regex(r"[，、；]$|[^目]的$|(?:和|与|及|在|对|就|把|由|请|为)$"), "话没有说完"),
)
"""Asked only of what an empty slot leaves: a shared piece may be the first half of a sentence."""
_BRACKETED = regex(r"【([^【】{}]{1,20})】")


def check_template(shelf: Shelf, name: str) -> tuple[Problem, ...]:
    """Everything wrong with one template, in the order of its files; nothing where it can be used.

    >>> check_template(shelf_for(None), "讲话/工作会议")
    ()
    """
    try:
        template = shelf.get(name)
        renderer = _bench(shelf)
        if wrong := renderer.check(template.name):
            return wrong
        check = _Check(template, Workshop(sample_details(shelf, template)), renderer)
        if wrong := tuple(check.declared()):
            return in_order(wrong)
        return in_order(check.rendered())
    except InvalidInput as error:
        return error.problems


def sample_details(shelf: Shelf, template: TemplateFile) -> Details:
    """A meeting's details made of the 示例 of the slots; those that a template uses without one get a plain value."""
    bench = _bench(shelf)
    own = own_slots(shelf, template)
    known = {slot.name for slot in bench.common}
    added = [slot for slot in own if slot.name not in known]
    source = parse_yaml(new_details([*bench.common, *map(_with_sample, added)]), "示例")
    problems: Problems = list(source.problems)
    if not isinstance(source.root, Fields):
        raise InvalidInput([Problem("T30", Place("公用/槽位.yaml"), "槽位没有示例", "至少给“会议名称”写上示例")])
    filled = fill_fields([*bench.common, *added], source.root, problems)
    unit = filled["单位"].value if "单位" in filled else {}
    meeting = build_meeting(filled, unit, bench.ways, problems)
    if errors := [_of_template(p, template, own) for p in problems if p.severity == "错误"]:
        raise InvalidInput(errors)
    return Details(Path("示例.yaml"), meeting, shelf, bench.common, bench.ways, source)


def _with_sample(slot: Slot) -> Slot:
    return slot if slot.example is not None else replace(slot, example=_sample(slot))


def _sample(slot: Slot) -> Any:
    if slot.example is not None:
        return slot.example
    if slot.type == "选项":
        return slot.choices[0] if slot.choices else "甲"
    if slot.type == "组":
        return {field.name: _sample(field) for field in slot.fields}
    if slot.type == "列表":
        one = _sample(slot.item or Slot("每项"))
        return [one, one]
    return _SAMPLES.get(slot.type, "示例文字")


def _of_template(problem: Problem, template: TemplateFile, own: tuple[Slot, ...]) -> Problem:
    """A problem of the made-up details, said of the slot whose 示例 it is."""
    path = problem.place.path.split(".")[0].split("[")[0]
    slot = next((one for one in own if one.name == path), None)
    place = slot.place if slot is not None else template.place(1)
    return Problem("T18", place, f"示例不对：{problem.found}", problem.expected, problem.hint)


class _Bench(Renderer):
    """What the templates of a shelf share while they are checked: compiled pieces, slots, and which 写法 are done.

    Remembers the values of the last paper, so that it can be made again with one of them left out.
    """

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(shelf, in_one_piece=False)
        self.common = common_slots(shelf)
        ways_file = shelf.data("公用/方式.yaml")
        self.ways = parse_ways(load_plain(ways_file)) if ways_file else {}
        self.done: set[str] = set()
        self.values: Mapping[str, Any] = {}

    def raw(self, name: str, values: Mapping[str, Any], variant: int = 0) -> str:
        self.values = values
        return super().raw(name, values, variant)


_BENCHES: WeakKeyDictionary[Shelf, _Bench] = WeakKeyDictionary()


def _bench(shelf: Shelf) -> _Bench:
    if shelf not in _BENCHES:
        _BENCHES[shelf] = _Bench(shelf)
    return _BENCHES[shelf]


class _Check:
    def __init__(self, template: TemplateFile, workshop: Workshop, renderer: _Bench) -> None:
        self.template, self.workshop, self.renderer = template, workshop, renderer
        self.shelf = workshop.details.shelf
        workshop.renderer = renderer
        self.family = renderer.family(template.name)
        self.used = renderer.names_used(template.name)
        self.known = workshop.recipe(template.name).known

    def declared(self) -> Iterator[Problem]:
        """What the front matter says and the text does not, and the other way round."""
        template = self.template
        known = self.known
        meant = set()
        for name in sorted(self.used - known):
            # A slot whose name was mistyped is not also one that nothing uses.
            meant.add(closest(name, known))
            hint = did_you_mean(name, known) or f"在模板开头的“槽位:”下面加一行：{name}: {{类型: 文字, 说明: …}}"
            yield Problem("T11", self._place(name), f"用了“{name}”，可是没有这个槽位", "登记过的槽位", hint)
        common = {slot.name for slot in self.workshop.details.common}
        # A template may give a slot of every meeting a default of its own; what our code works out it may not.
        for slot in template.slots:
            if slot.name in PROVIDED and slot.name not in common:
                found = f"“{slot.name}”是现成的，不用登记"
                yield Problem("T16", slot.place, found, hint="删去这一行；要另填别的内容，换个名称")
            elif slot.name not in {*self.used, *common, *meant, template.genre}:
                hint = f"在正文里写上 {{{{ {slot.name} }}}}，或删去这一行"
                yield Problem("T17", slot.place, f"槽位“{slot.name}”登记了，正文里没有用", hint=hint)
        for name in template.required:
            if name not in known:
                found = f"“必填”里的“{name}”不是槽位"
                yield Problem("T11", self._front("必填", name), found, "登记过的槽位", did_you_mean(name, known))
        if self.shelf.data(f"版式/{template.layout}.yaml") is None:
            folders = (folder / "版式" for _, folder in self.shelf.folders)
            layouts = sorted({path.stem for folder in folders for path in folder.glob("*.yaml")})
            hint = did_you_mean(template.layout, layouts)
            found = f"没有版式“{template.layout}”"
            yield Problem("L00", self._front("版式", template.layout), found, "下列之一：" + "、".join(layouts), hint)
        aimed = self._front("对象", "")
        if aimed.line and not template.per_speaker:
            yield Problem("T05", aimed, "“对象”只能是“讲话人”", SPEAKER, "每次会议只写一篇的，删去这一行")
        yield from self._typed_brackets(known)

    def _typed_brackets(self, known: Collection[str]) -> Iterator[Problem]:
        for number, row in enumerate(self.template.body.split("\n"), self.template.first_line):
            for found in _BRACKETED.finditer(row):
                if found.group(1).strip() in known:
                    place = self.template.place(number, found.start() + 1)
                    right = f"{{{{ {found.group(1).strip()} }}}}"
                    yield Problem("T19", place, f"模板里的“{found.group()}”会照样印出来", right, f"改成 {right}")

    def rendered(self) -> Iterator[Problem]:
        """What goes wrong when the template is made: with every slot filled, and with each optional one empty."""
        self.workshop.make(self._call(self.workshop.details))
        values = dict(self.renderer.values)
        base = self._rows(values)
        for row in base:
            if why := _why(row):
                place = self._place(row[:6])
                yield Problem("T25", place, f"写出来不通：{why}", hint=f"写出来是：{row[:40]}")
        full = values | self._filled_up(values)
        for shared in self.family:
            yield from self._wordings(shared, full)
        required = self._required()
        optional = [n for n in sorted(self.used & values.keys()) if n not in required and n not in _NEVER_EMPTY]
        found: list[Problem] = []
        # What is filled only in `full` has been empty in the first rendering.
        for name in optional:
            found += self._left_over(values | {name: BLANK}, base, name, f"“{name}”空着的时候")
            if values[name] is not full[name]:
                found += self._left_over(values | {name: full[name]}, base, name, f"填上“{name}”的时候")
        if optional and not found:
            bare = values | dict.fromkeys(optional, BLANK)
            found += self._left_over(bare, base, optional[0], "能空的都空着的时候")
        yield from found

    def _call(self, details: Details) -> Call:
        if not self.template.per_speaker:
            return Call(self.template.name)
        mine = speeches_of(details.meeting, self.template.genre, True)
        return Call(self.template.name, next(iter(mine), 0))

    def _required(self) -> set[str]:
        slots = (*self.workshop.details.common, *own_slots(self.shelf, self.template))
        asked = {name for one in self.shelf.ancestry(self.template) for name in one.required}
        return asked | {slot.name for slot in slots if slot.required}

    def _filled_up(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A plain value for every text that the sample leaves empty."""
        kinds = {slot.name: slot.type for slot in self.workshop.details.common} | dict.fromkeys(PROVIDED, "文字")
        texts = [name for name, kind in kinds.items() if kind in ("文字", "段落") and not name.endswith("结构")]
        return {name: "示例文字" for name in texts if name in values and values[name] is BLANK}

    def _rows(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(settle(self.renderer.raw(self.template.name, values), tidied=False).text.split("\n"))

    def _wordings(self, shared: TemplateFile, values: Mapping[str, Any]) -> Iterator[Problem]:
        key = f"{shared.origin}/{shared.name}"
        if key in self.renderer.done:
            return
        self.renderer.done.add(key)
        for wording in shared.wordings:
            for one in self._fitting(shared, wording, values):
                rows = settle(self.renderer.raw_wording(shared, wording, one), tidied=False).text.split("\n")
                for row in rows:
                    if row and (why := _why(row)):
                        place = shared.place(wording.line, 4)
                        yield Problem(
                            "T25", place, f"写法“{wording.name}”写出来不通：{why}", hint=f"写出来是：{row[:40]}"
                        )

    def _fitting(
        self, shared: TemplateFile, wording: Wording, values: Mapping[str, Any]
    ) -> Iterator[Mapping[str, Any]]:
        """The values, for an agenda item's 写法 once with an item that has all it prints."""
        asked = needs(wording_tree(wording, shared, self.renderer.environment))
        if not any(name.startswith("项.") for name in asked):
            yield values
            return
        for item in values.get("议程") or ():
            if all(item.get(name[2:]) for name in asked if name.startswith("项.")):
                yield {**values, "项": item}
                return

    def _left_over(self, values: Mapping[str, Any], base: Collection[str], name: str, when: str) -> Iterator[Problem]:
        """Rows that are new against the full paper and do not read as a sentence."""
        for row in self._rows(values):
            if row not in base and (why := _why(row) or (_why(row, _UNFINISHED) if "空着" in when else "")):
                hint = f"写出来是“{row[:40]}”；把整句放进 {{% if {name} %}} 和 {{% endif %}} 中间"
                yield Problem("T26", self._place(name), f"{when}，{why}", "整句一起去掉", hint)

    def _place(self, word: str) -> Place:
        """The first row of the family's text that holds a word, in a tag where there is one."""
        for template in self.family:
            for number in range(template.first_line, len(template.rows) + 1):
                row = template.row(number)
                if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", row) and ("{" in row or row.startswith("==")):
                    return template.place(number, column_of(row, word))
        return self.template.place(self.template.first_line)

    def _front(self, key: str, word: str) -> Place:
        """The row of the front matter that begins with a key; line 0 where there is none."""
        for number in range(1, self.template.first_line):
            row = self.template.row(number)
            if re.match(rf"{key}\s*:", row):
                return self.template.place(number, row.find(word, len(key)) + 1 if word else 1)
        return self.template.place(0)


def _why(row: str, faults: tuple[tuple[re.Pattern[str], str], ...] = _LEFT_OVER) -> str:
    return next((why for pattern, why in faults if pattern.search(row)), "")
