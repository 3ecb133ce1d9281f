"""会议.yaml: one file of details, read whole, with everything that is wrong in it.

Joins sources, slots and the meeting; the only module that knows which names a details file may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.composing.library import Library
from generator.meeting.gathering import build_meeting
from generator.meeting.record import VERBATIM, Meeting
from generator.meeting.ways import Way, parse_ways
from generator.problems import InvalidInput, Place, Problem, closest, did_you_mean, in_order
from generator.records import record
from generator.rendering.folders import shelf_for, unit_file
from generator.rendering.shelf import Shelf
from generator.rendering.template import TemplateFile
from generator.slots.filling import fill_named
from generator.slots.registry import Filled, Problems, Slot, declare
from generator.yaml_source.load import Fields, Items, Node, Source, Text, load_plain, load_yaml, parse_yaml

DEFAULT_OCCASION = "工作会议"


@record(frozen=True)
class Details:
    """A meeting's details with the shelf of templates that holds for them, and the findings that hold nothing back."""

    path: Path
    meeting: Meeting
    shelf: Shelf
    common: tuple[Slot, ...]
    ways: Mapping[str, Way]
    source: Source
    findings: tuple[Problem, ...] = ()

    @property
    def library(self) -> Library:
        """The 要求库 of the shelf's folders, read once for all details of the shelf."""
        shelf = self.shelf
        return shelf.once(Library, lambda: Library([folder for _, folder in shelf.folders], shelf.note))

    def place_of(self, words: str) -> Place:
        """The first line of the details that holds these words; the file as a whole where none does."""
        for number, row in enumerate(self.source.text.split("\n"), 1):
            if (at := row.find(words)) >= 0:
                return Place(self.path.name, number, at + 1, row)
        return Place(self.path.name)


def load_details(path: str | Path, templates: Path | None = None, cache: Path | None = None) -> Details:
    """Read a 会议.yaml, with the 单位.yaml and the templates that hold for it.

    `templates` is a folder of the user's own templates instead of 模板/ beside the file; `cache` one in which an earlier
    run may have kept what it worked out of them.  InvalidInput holds all problems at once, in the order of the file.

    >>> details = load_details("examples/全县安全生产工作会议/会议.yaml")
    >>> details.meeting.name
    '全县岁末年初安全生产工作会议'
    """
    path = Path(path)
    ground = Ground.of_folder(path.resolve().parent, templates, cache)
    return ground.read(path, load_yaml(path, ground.names))


def parse_details(text: str, templates: Path | None = None, name: str = "会议.yaml") -> Details:
    """The same from a text: no 单位.yaml is looked for."""
    ground = Ground(shelf_for(None, templates))
    return ground.read(Path(name), parse_yaml(text, name, ground.names))


class Ground:
    """What holds for every details file of a folder: its templates, the slots, 方式, the unit's own file; read once."""

    def __init__(self, shelf: Shelf, unit_path: Path | None = None) -> None:
        self.shelf, self.unit_path = shelf, unit_path
        self.common = common_slots(shelf)

    @classmethod
    def of_folder(cls, folder: Path, templates: Path | None = None, cache: Path | None = None) -> Ground:
        """What holds in a folder; `templates` is a folder of the user's own templates instead of its 模板/."""
        if templates is not None and not templates.is_dir():
            hint = "检查名称；里面放着 讲话、公用 等文件夹的那一个才是"
            raise InvalidInput([Problem("F07", Place(str(templates)), "没有这个模板文件夹", "一个已有的文件夹", hint)])
        return cls(shelf_for(folder, templates, cache), unit_file(folder))

    @property
    def names(self) -> frozenset[str]:
        """Every name that a details file knows; which occasion it is of, is not known yet."""
        return self.shelf.once("names", lambda: _known_names(self.shelf, self.common))

    @property
    def ways(self) -> Mapping[str, Way]:
        def read() -> Mapping[str, Way]:
            ways_file = self.shelf.data("公用/方式.yaml")
            return parse_ways(load_plain(ways_file)) if ways_file else {}

        return self.shelf.once("ways", read)

    def slots(self, occasion: str = DEFAULT_OCCASION) -> Mapping[str, Slot]:
        """The slots by name that details of an occasion may fill."""
        return self.shelf.once(("slots", occasion), lambda: {s.name: s for s in all_slots(self.shelf, occasion)})

    def samples(self, occasion: str) -> Samples:
        """The sample values of those slots."""
        return self.shelf.once(("samples", occasion), lambda: _samples(self.slots(occasion).values()))

    def read(self, path: Path, source: Source, given: Mapping[str, Filled] | None = None) -> Details:
        """The details of one source.  `given` are values that it does not hold and that are filled already: what the
        rows of a table share.  InvalidInput holds all problems at once."""
        return _read(self, path, source, given or {})

    @cached_property
    def unit_facts(self) -> tuple[Mapping[str, Filled], tuple[Problem, ...]]:
        """What the unit's own file says of it, with the problems of that file."""
        problems: Problems = []
        return _unit_facts(self.unit_path, self.slots()["单位"], problems), tuple(problems)


def common_slots(shelf: Shelf) -> tuple[Slot, ...]:
    """The slots that every meeting has, from 公用/槽位.yaml."""
    return shelf.once("common", lambda: _common_slots(shelf))


def _common_slots(shelf: Shelf) -> tuple[Slot, ...]:
    path = shelf.data("公用/槽位.yaml")
    if path is None:
        raise InvalidInput([Problem("T30", Place("公用/槽位.yaml"), "没有这个文件", hint="重新安装 jianggao")])
    source = load_yaml(path)
    problems: Problems = list(source.problems)
    slots = declare(source.root, problems)
    if problems:
        raise InvalidInput(problems)
    return slots


def templates_for(shelf: Shelf, occasion: str) -> tuple[TemplateFile, ...]:
    """The template of each genre for an occasion; where a genre has none for it, the one for 工作会议."""
    found = (shelf.find(f"{genre}/{occasion}") or shelf.find(f"{genre}/{DEFAULT_OCCASION}") for genre in shelf.genres())
    return tuple(template for template in found if template is not None)


def all_slots(shelf: Shelf, occasion: str = DEFAULT_OCCASION) -> tuple[Slot, ...]:
    """The slots that a details file may fill: the common ones and those of the templates for an occasion."""
    slots = {slot.name: slot for slot in common_slots(shelf)}
    for template in templates_for(shelf, occasion):
        for slot in own_slots(shelf, template):
            slots.setdefault(slot.name, slot)
    return tuple(slots.values())


def own_slots(shelf: Shelf, template: TemplateFile) -> tuple[Slot, ...]:
    """The slots that a template declares itself, or inherits from what it extends."""
    slots: dict[str, Slot] = {}
    for one in reversed(shelf.ancestry(template)):
        slots.update({slot.name: slot for slot in one.slots})
    return tuple(slots.values())


def _read(ground: Ground, path: Path, source: Source, given: Mapping[str, Filled]) -> Details:
    problems: Problems = list(source.problems)
    root, shelf, common = source.root, ground.shelf, ground.common
    if root is None and not problems:
        hint = "新建一个写好示例的：jianggao new -o 会议.yaml"
        problems.append(Problem("D00", Place(path.name), "文件是空的", "会议名称、时间、讲话人 …", hint))
    if root is not None and not isinstance(root, Fields):
        kind = "一个列表" if not isinstance(root, Text) else "一段文字"
        problems.append(
            Problem(
                "D00",
                root.place,
                f"整个文件是{kind}，不是“名称: 值”",
                "每行一个“名称: 值”",
                "会议名称: 全县安全生产工作会议",
            )
        )
    if not isinstance(root, Fields):
        raise InvalidInput(problems)
    said = given["会议类型"].value if "会议类型" in given else DEFAULT_OCCASION
    occasion = _occasion(root, shelf, problems) if root.get("会议类型") is not None else said
    slots = ground.slots(occasion)
    filled = {**given, **fill_named(slots, root, problems)}
    facts, wrong = ground.unit_facts
    problems.extend(wrong)
    unit = {**facts, **(filled["单位"].value if "单位" in filled else {})}
    meeting = build_meeting(filled, unit, ground.ways, problems)
    if any(p.severity == "错误" for p in problems):
        raise InvalidInput([*problems, *_also_missing(root, given, common, problems, path)])
    findings = in_order([*problems, *_examples_left(root, ground.samples(occasion))])
    return Details(path, meeting, shelf, common, ground.ways, source, findings)


def _also_missing(
    root: Fields, given: Mapping[str, Filled], common: tuple[Slot, ...], problems: Problems, path: Path
) -> list[Problem]:
    """What no paper can do without, told together with what is wrong; not what a misspelt name was meant to be."""
    told = "".join(p.hint for p in problems)
    lacking = [
        slot
        for slot in common
        if slot.required and slot.name not in given and root.get(slot.name) is None and f"“{slot.name}”" not in told
    ]
    return [
        Problem(
            "D30", Place(path.name, path=slot.name), f"没有写“{slot.name}”", slot.note, f"{slot.name}: {slot.example}"
        )
        for slot in lacking
    ]


def _occasion(root: Fields, shelf: Shelf, problems: Problems) -> str:
    node = root.get("会议类型")
    occasion = node.value.strip() if isinstance(node, Text) else ""
    if not occasion:
        return DEFAULT_OCCASION
    known = sorted({name.rsplit("/", 1)[-1] for name in shelf.names()})
    if occasion not in known and node is not None:
        # Those that are a kind of meeting: there is a host script for it.
        meetings = [name for name in known if shelf.find(f"主持词/{name}") is not None and name != VERBATIM]
        expected = "下列之一：" + "、".join(meetings)
        hint = did_you_mean(occasion, known) or f"自己建一套：jianggao template new 讲话/{occasion}"
        problems.append(Problem("D22", node.place, f"没有“{occasion}”这类会议的模板", expected, hint))
        # Read on with the templates that were probably meant, so that their slots are known.
        return closest(occasion, known) or DEFAULT_OCCASION
    return occasion


def _unit_facts(path: Path | None, slot: Slot, problems: Problems) -> dict[str, Filled]:
    """The unit's facts as its own file tells them; nothing where there is none."""
    if path is None:
        return {}
    try:
        source = load_yaml(path, _all_names((slot,)))
    except InvalidInput as error:
        problems.extend(error.problems)
        return {}
    problems.extend(source.problems)
    root = source.root
    if isinstance(root, Fields):
        # Both forms are natural: the facts at the margin, or once more under 单位.
        inner = root.get("单位")
        return fill_named(slot.named, inner if isinstance(inner, Fields) else root, problems, path.name)
    if root is not None:
        problems.append(
            Problem("D00", root.place, "整个文件不是“名称: 值”", "每行一个“名称: 值”", "全称: 云山县人民政府")
        )
    return {}


_TELLING = 16
"""Characters from which a text is so particular that it stands in two meetings only by having been left."""


Samples = Mapping[str, tuple[Any, frozenset[str]]]
"""The sample value of each slot, and the texts in it that tell it."""


def _samples(slots: Iterable[Slot]) -> Samples:
    given = {slot.name: slot.example for slot in slots if slot.example is not None and slot.name != "会议类型"}
    return {
        name: (sample, frozenset(text for text in _texts_of_sample(sample) if len(text) >= _TELLING))
        for name, sample in given.items()
    }


def _examples_left(root: Fields, samples: Samples) -> list[Problem]:
    """One finding for all values that are still those of the sample file, whole or in part."""
    left: list[Place] = []
    for key, node in root.entries:
        if key.value not in samples:
            continue
        sample, told = samples[key.value]
        if _is_just(node, sample):
            left.append(key.place)
        elif told:
            _told(node, told, left)
    if not left:
        return []
    where = "、".join(f"{place.path}（第{place.line}行）" for place in left[:8]) + (" 等" if len(left) > 8 else "")
    hint = "换成这次会议的内容；真的就是这样，不用理会"
    return [Problem("D23", left[0], f"还有 {len(left)} 处是示例：{where}", hint=hint, severity="提示")]


def _is_just(node: Node, sample: Any) -> bool:
    """Whether a node is a sample and nothing else, as `plain` would tell of the whole of it."""
    if isinstance(node, Text):
        return bool(node.value == sample)
    if isinstance(node, Items):
        alike = isinstance(sample, list) and len(sample) == len(node.items)
        return alike and all(map(_is_just, node.items, sample))
    alike = isinstance(sample, dict) and node.named.keys() == sample.keys()
    return alike and all(_is_just(value, sample[name]) for name, value in node.named.items())


def _told(node: Node, told: frozenset[str], found: list[Place]) -> None:
    """The places in a node of the texts that are told go to `found`."""
    if isinstance(node, Text):
        if node.value in told:
            found.append(node.place)
    elif isinstance(node, Items):
        for item in node.items:
            _told(item, told, found)
    else:
        for _, value in node.entries:
            _told(value, told, found)


def _texts_of_sample(sample: Any) -> Iterator[str]:
    if isinstance(sample, str):
        yield sample
    elif isinstance(sample, (list, dict)):
        for inner in sample.values() if isinstance(sample, dict) else sample:
            yield from _texts_of_sample(inner)


def _known_names(shelf: Shelf, common: tuple[Slot, ...]) -> frozenset[str]:
    """The common names and those of the genres' own sections; which occasion it is, is not known yet."""
    own = (slot for template in templates_for(shelf, DEFAULT_OCCASION) for slot in own_slots(shelf, template))
    return _all_names((*common, *own))


def _all_names(slots: tuple[Slot, ...]) -> frozenset[str]:
    """Every name a details file knows, at any depth: behind these a full-width colon is a slip."""
    names = {"姓名", "职务", "单位", "标号", "标题", "正文", "要点", "库", "层次", "段", "接排", "值", "旧值"}

    def add(slot: Slot) -> None:
        names.add(slot.name)
        for inner in (*slot.fields, *((slot.item,) if slot.item else ())):
            add(inner)

    for slot in slots:
        add(slot)
    return frozenset(names - {"每项"})
