"""A paper's template in one piece writes what Jinja writes that puts it together while it runs, and its faults are told
of the right file and line."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from shelves import NAME, problems_of, shelf_of

from generator.problems import InvalidInput
from generator.rendering.render import VARIANT, Renderer
from generator.rendering.sandbox import BUDGET, Budget, joined
from generator.rendering.values import BLANK, Said, Table
from generator.rendering.whole import LINES, MAX_NODES, Piece, whole

VALUES: dict[str, Any] = {
    "甲": "文字",
    "空": BLANK,
    "句": Said("一、照印"),
    "表": [Table("名", {"名": name, "序": number}) for number, name in enumerate("子丑", 1)],
    "项": BLANK,
}
CHOICE = "== 一 ==\n{{ 甲 }}一\n== 二 ==\n{{ 甲 }}二\n== 三 == 当 空\n三"


def as_jinja_does(renderer: Renderer, variant: int = 0) -> str:
    """The text of 讲话/试, every include and every extends found while it runs."""
    template = renderer.environment.get_template(NAME)
    context = template.new_context({**VALUES, BUDGET: Budget(), VARIANT: variant})
    return joined(template.root_render_func(context))


def laid(renderer: Renderer) -> nodes.Template | None:
    numbers: dict[str, Piece] = {}

    def piece(name: str) -> Piece:
        template = renderer.shelf.get(name)
        return numbers.setdefault(template.name, Piece(renderer.tree(template), len(numbers) + 1))

    return whole([piece(one.name) for one in renderer.shelf.ancestry(renderer.shelf.get(NAME))], piece)


WHOLE: dict[str, dict[str, str]] = {
    "an include": {NAME: '前{% include "公用/a.txt" %}后', "公用/a": "---\n标题: 甲\n---\n{{ 甲 }}{{ 空 }}"},
    "includes in includes": {
        NAME: '{% include "公用/a.txt" %}{% include "公用/b.txt" %}',
        "公用/a": '{{ 句 }}{% include "公用/b.txt" %}',
        "公用/b": "{% if 甲 %}{{ 甲 }}{% else %}没有{% endif %}",
    },
    "what a loop makes": {
        NAME: '{% for 人 in 表 %}{% include "公用/a.txt" %}{% endfor %}{% for 项 in 表 %}{{ loop.index }}{% endfor %}',
        "公用/a": "{{ 人.名 }}{% for 项 in 表 %}{{ 项.名 }}{% if not loop.last %}、{% endif %}{% endfor %}",
    },
    "choices": {NAME: '{% include "公用/a.txt" %}\n{% include "公用/b.txt" %}', "公用/a": CHOICE, "公用/b": CHOICE},
    "a choice in a choice": {
        NAME: '{% include "公用/a.txt" %}',
        "公用/a": '== 一 ==\n{% include "公用/b.txt" %}一\n== 二 ==\n{{ 甲 }}{% include "公用/b.txt" %}',
        "公用/b": CHOICE,
    },
    "a choice for each item": {
        NAME: '{% for 项 in 表 %}{% include "公用/a.txt" %}{% endfor %}{% include "公用/a.txt" %}',
        "公用/a": '{% include "公用/b.txt" %}',
        "公用/b": CHOICE,
    },
    "blocks": {
        "讲话/甲": "头{% block 一 %}甲的{{ 甲 }}{% block 内 %}里{% endblock %}{% endblock %}{% if 空 %}{% block 二 %}二{% endblock %}{% endif %}尾",
        "讲话/乙": '{% extends "讲话/甲.txt" %}不写{% block 一 %}乙加{{ super() }}加乙{% endblock %}',
        NAME: '{% extends "讲话/乙.txt" %}{% block 内 %}试的{{ super() }}{% endblock %}{% block 一 %}{{ super() }}{{ super() }}{% endblock %}',
    },
    "text before an extends": {"讲话/甲": "甲{% block 一 %}{% endblock %}", NAME: '前{% extends "讲话/甲.txt" %}后'},
    "a block that includes": {
        "讲话/甲": '{% block 一 %}{% include "公用/a.txt" %}{% endblock %}',
        NAME: '{% extends "讲话/甲.txt" %}{% block 一 %}{{ super() }}{% include "公用/a.txt" %}{% endblock %}',
        "公用/a": CHOICE,
    },
}
LEFT: dict[str, dict[str, str]] = {
    "a block in a loop": {NAME: "{% for 人 in 表 %}{% block 一 %}{{ 甲 }}{% endblock %}{% endfor %}"},
    "super in a loop": {
        "讲话/甲": "{% block 一 %}{{ 甲 }}{% endblock %}",
        NAME: '{% extends "讲话/甲.txt" %}{% block 一 %}{% for 甲 in 表 %}{{ super() }}{{ 甲.名 }}{% endfor %}{% endblock %}',
    },
    "super in a condition": {
        "讲话/甲": "{% block 一 %}{{ 空 }}{% endblock %}",
        NAME: '{% extends "讲话/甲.txt" %}{% block 一 %}{% if super() %}有{% endif %}{% endblock %}',
    },
    "an include beside an extends": {
        "讲话/甲": "甲{% block 一 %}{% endblock %}",
        NAME: '{% extends "讲话/甲.txt" %}{% include "公用/a.txt" %}',
        "公用/a": "乙",
    },
    "an include that extends": {
        NAME: '{% include "公用/a.txt" %}',
        "公用/a": '{% extends "公用/b.txt" %}{% block 一 %}甲{% endblock %}',
        "公用/b": "{% block 一 %}乙{% endblock %}",
    },
    "an include that speaks of the loop around": {
        NAME: '{% for 人 in 表 %}{{ loop.index }}{% include "公用/a.txt" %}{% endfor %}',
        "公用/a": "{% if loop.last %}完{% endif %}",
    },
    "too deep": {
        NAME: "{% if 甲 %}" * 9 + '{% include "公用/a.txt" %}' + "{% endif %}" * 9,
        "公用/a": "{% if 甲 %}" * 9 + "深" + "{% endif %}" * 9,
    },
}


@pytest.mark.parametrize("files", [*WHOLE.values(), *LEFT.values()], ids=[*WHOLE, *LEFT])
@pytest.mark.parametrize("variant", [0, 1])
def test_it_writes_what_jinja_writes(files: Mapping[str, str], variant: int, tmp_path: Path) -> None:
    renderer = Renderer(shelf_of(tmp_path, files))
    text = renderer.raw(NAME, VALUES, variant)
    assert text == as_jinja_does(renderer, variant)
    assert text


@pytest.mark.parametrize("files", WHOLE.values(), ids=WHOLE)
def test_nothing_is_left_to_be_put_together(files: Mapping[str, str], tmp_path: Path) -> None:
    tree = laid(Renderer(shelf_of(tmp_path, files)))
    assert tree is not None
    assert not [*tree.find_all((nodes.Include, nodes.Extends, nodes.Block))]


@pytest.mark.parametrize("files", LEFT.values(), ids=LEFT)
def test_what_would_come_out_otherwise_is_left_to_jinja(files: Mapping[str, str], tmp_path: Path) -> None:
    tree = laid(Renderer(shelf_of(tmp_path, files)))
    assert tree is None or [*tree.find_all(nodes.Include)]


def test_a_template_is_laid_in_as_well_when_it_was_compiled_alone(tmp_path: Path) -> None:
    files = {NAME: '{% include "公用/a.txt" %}', "公用/a": "{% if 甲 in ['文字', '二'] %}{{ 甲|或('无') }}{% endif %}"}
    renderer = Renderer(shelf_of(tmp_path, files))
    assert renderer.check(NAME) == ()
    assert renderer.raw(NAME, VALUES) == as_jinja_does(renderer)


def drawn(chance: random.Random, later: list[str], depth: int = 0) -> str:
    """A stretch of a template that may include those later in the list."""
    kinds = ["文", "{{ 甲 }}", "{{ 空 }}", "{{ 句 }}", "{{ 项.名 }}", "{{ 表|几 }}"]
    made = []
    for _ in range(chance.randint(1, 3)):
        inner = drawn(chance, later, depth + 1) if depth < 2 else "底"
        made.append(
            chance.choice(
                [
                    chance.choice(kinds),
                    f"{{% for 项 in 表 %}}{inner}{{% if loop.first %}}始{{% endif %}}{{% endfor %}}",
                    f"{{% if {chance.choice(('甲', '空', '项'))} %}}{inner}{{% else %}}否{{% endif %}}",
                    *([f'{{% include "{chance.choice(later)}.txt" %}}'] * 2 if later else []),
                ]
            )
        )
    return "".join(made)


@pytest.mark.parametrize("seed", range(30))
def test_templates_drawn_at_random(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    names = [f"公用/a{number}" for number in range(5)]
    files = {name: drawn(chance, names[number + 1 :]) for number, name in enumerate(names)}
    for name in names[2:]:
        files[name] = (
            f"== 一 ==\n{files[name]}\n== 二 == 当 甲\n{drawn(chance, [])}\n== 三 ==\n{{{{ 甲 }}}}{{{{ 句 }}}}"
        )
    files["讲话/甲"] = "头\n{% block 一 %}" + drawn(chance, names) + "{% endblock %}尾"
    files[NAME] = '{% extends "讲话/甲.txt" %}{% block 一 %}{{ super() }}' + drawn(chance, names) + "{% endblock %}"
    renderer = Renderer(shelf_of(tmp_path, files))
    assert renderer.raw(NAME, VALUES, seed % 3) == as_jinja_does(renderer, seed % 3)


FAULTS = {
    "in an include in an include": (
        {NAME: '甲\n{% include "公用/a.txt" %}', "公用/a": '\n\n乙{% include "公用/b.txt" %}', "公用/b": "丙\n\n{{ 错 }}"},
        ("公用/b", 3),
    ),
    "behind an include": ({NAME: '甲\n{% include "公用/a.txt" %}\n{{ 错 }}', "公用/a": "\n\n\n\n文"}, (NAME, 3)),
    "in a wording": ({NAME: '{% include "公用/a.txt" %}', "公用/a": "---\n标题: 甲\n---\n== 一 ==\n文\n{{ 甲|日期 }}"}, ("公用/a", 6)),
    "in a condition": ({NAME: '{% include "公用/a.txt" %}', "公用/a": "== 一 ==\n文\n{% if 表 > 1 %}{% endif %}"}, ("公用/a", 3)),
    "in what it extends": (
        {"讲话/甲": "甲\n\n{{ 错 }}\n{% block 一 %}{% endblock %}", NAME: '{% extends "讲话/甲.txt" %}'},
        ("讲话/甲", 3),
    ),
    "in the block of another": (
        {
            "讲话/甲": "甲\n{% block 一 %}\n\n{{ 错 }}{% endblock %}",
            NAME: '{% extends "讲话/甲.txt" %}\n{% block 一 %}\n{{ super() }}{% endblock %}',
        },
        ("讲话/甲", 4),
    ),
    "in a block of its own": (
        {"讲话/甲": "甲{% block 一 %}{% endblock %}", NAME: '{% extends "讲话/甲.txt" %}\n{% block 一 %}\n{{ 错 }}{% endblock %}'},
        (NAME, 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("files", "place"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_of_its_file_and_line(files: dict[str, str], place: tuple[str, int], tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, files, **VALUES)
    assert (problem.place.file, problem.place.line) == (f"模板/{place[0]}.txt", place[1])


def test_what_an_earlier_run_laid_tells_its_faults_as_well(tmp_path: Path) -> None:
    files, (name, line) = FAULTS["in an include in an include"]
    shelf = shelf_of(tmp_path, files)
    first = Renderer(shelf)
    with pytest.raises(InvalidInput):
        first.raw(NAME, VALUES)
    second = Renderer(shelf)
    second.take(first.state())
    with pytest.raises(InvalidInput) as raised:
        second.raw(NAME, VALUES)
    [problem] = raised.value.problems
    assert (problem.place.file, problem.place.line) == (f"模板/{name}.txt", line)


def test_a_template_included_ever_again_does_not_make_the_whole_too_large(tmp_path: Path) -> None:
    files = {NAME: '{% include "公用/a.txt" %}' * 1000, "公用/a": "{% if 甲 %}{{ 甲 }}{% endif %}" * 5}
    renderer = Renderer(shelf_of(tmp_path, files))
    tree = laid(renderer)
    assert tree is not None
    assert len([*tree.find_all(nodes.Node)]) < MAX_NODES * 1.5
    assert renderer.raw(NAME, VALUES) == as_jinja_does(renderer)


def test_a_turn_of_an_include_in_a_loop_is_counted(tmp_path: Path) -> None:
    loops = "{% for a in 表 %}" * 10 + '{% include "公用/a.txt" %}' * 10 + "{% endfor %}" * 10
    [problem] = problems_of(tmp_path, {NAME: loops, "公用/a": "文"}, **VALUES)
    assert "循环和引用一共超过" in problem.found


def test_lines_of_files_are_told_apart(tmp_path: Path) -> None:
    tree = laid(Renderer(shelf_of(tmp_path, WHOLE["includes in includes"])))
    assert tree is not None
    assert {node.lineno // LINES for node in tree.find_all(nodes.Output)} == {2, 3}
