"""Templates from strangers, as files in a folder: no way out, no place outside read, no end to no work.

What a template's own words may try is in `test_sandbox`; here are real folders and a real run.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from child import DETAILS, desk, jianggao, kept, told, word_text

HEAD = "---\n标题: 试\n对象: 讲话人\n---\n"

HOSTILE = {
    "classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "format": "{{ '{0.__class__.__init__.__globals__}'.format(会议名称) }}",
    "format_map": "{{ '{x.__class__}'.format_map(会议名称) }}",
    "format of printf": "{{ '%999999999d' % 1 }}",
    "attr": "{{ 会议名称|attr('__class__') }}",
    "map": "{{ 议程|map(attribute='__class__')|list }}",
    "xmlattr": "{{ 单位|xmlattr }}",
    "center": "{{ 会议名称|center(10**9) }}",
    "join": "{{ 议程|join('x' * 10**9) }}",
    "lipsum": "{{ lipsum.__globals__['os'].popen('id') }}",
    "cycler": "{{ cycler.__init__.__globals__ }}",
    "range": "{% for i in range(10**9) %}字{% endfor %}",
    "power": "{{ 10**10**10 }}",
    "infinite": "{{ 1e999999 }}",
    "set block": "{% set 甲 %}字{% endset %}",
    "macro": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "raw": "{% raw %}{{ 会议名称 }}{% endraw %}",
    "import": "{% import '公用/开场.txt' as x %}",
    "include upwards": "{% include '../../../../etc/passwd' %}",
    "include absolute": "{% include '/etc/passwd' %}",
    "include through a template": "{% include '公用/开场.txt/../../../../etc/passwd' %}",
    "include with NUL": "{% include '公用/a\\x00.txt' %}",
    "include of itself": "{% include '讲话/工作会议.txt' %}",
    "open comments": "{#" * 50_000,
    "open tags": "{{" * 50_000,
    "tags without end": "{{ 会议名称 }}" * 20_000,
    "wordings without end": "".join(f"== 写法{i} ==\n甲\n" for i in range(2000)),
    "text without end": "字" * 1_200_000,
    "control characters": "甲\x07乙",
    "no character": "甲\ufffe乙",
    "bidi override": "甲\u202e乙",
    "bidi isolate": "甲\u2066乙",
    "an escaped control character": "{{ '甲\\x07乙' }}",
    "an escaped bidi override": "{{ '甲\\u202e乙' }}",
    "an escaped surrogate": "{{ '甲\\ud800乙' }}",
    "lists of lists": "{% for 乙 in [[背景, 背景]] %}{% for 丙 in [[乙, 乙]] %}{{ 丙 }}{% endfor %}{% endfor %}",
    "a list in a choice in a list": "{% for 乙 in [[背景, 背景] if 背景 else []] %}{{ 乙 }}{% endfor %}",
    "an escape in a filter": "{{ 会议名称|顿号('\\u2067') }}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_template_is_told(text: str, tmp_path: Path) -> None:
    folder = desk(tmp_path, **{"讲话__工作会议": HEAD + text})
    before = kept(folder)
    told(jianggao("make", "会议.yaml", "--only", "讲话", cwd=folder))
    assert kept(folder) == before


def link_to_a_file(folder: Path) -> None:
    (folder / "密.txt").write_text("秘密", encoding="utf-8")
    (folder / "模板/公用").mkdir()
    (folder / "模板/公用/密.txt").symlink_to(folder / "密.txt")


def link_to_a_folder(folder: Path) -> None:
    (folder / "外").mkdir()
    (folder / "外/密.txt").write_text("秘密", encoding="utf-8")
    (folder / "模板/公用").symlink_to(folder / "外")


def link_to_itself(folder: Path) -> None:
    (folder / "模板/公用").mkdir()
    (folder / "模板/公用/密.txt").symlink_to("密.txt")


def pipe(folder: Path) -> None:
    (folder / "模板/公用").mkdir()
    os.mkfifo(folder / "模板/公用/密.txt")


@pytest.mark.parametrize("lay", [link_to_a_file, link_to_a_folder, link_to_itself, pipe])
def test_links_out_of_the_folder_and_pipes_are_not_read(lay: Callable[[Path], None], tmp_path: Path) -> None:
    folder = desk(tmp_path, **{"讲话__工作会议": HEAD + "{% include '公用/密.txt' %}"})
    lay(folder)
    for command in (("make", "会议.yaml", "--only", "讲话"), ("template", "check")):
        ran = jianggao(*command, cwd=folder, seconds=10)
        told(ran, "T07", "T02")
        assert "秘密" not in ran.said


DATA = {
    "slots.yaml": ("公用/槽位.yaml", "会议名称: [*x\n"),
    "ways.yaml": ("公用/方式.yaml", "- 甲\n"),
    "a layout in itself": ("版式/公文.yaml", "照: 公文\n"),
    "a layout without sense": ("版式/公文.yaml", f"字号: {'9' * 10_000}\n"),
    "a layout outside": ("版式/公文.yaml", "照: ../../../../etc/x\n"),
}


@pytest.mark.parametrize(("name", "text"), DATA.values(), ids=DATA)
def test_data_beside_the_templates_is_told(name: str, text: str, tmp_path: Path) -> None:
    folder = desk(tmp_path)
    path = folder / "模板" / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    told(jianggao("make", "会议.yaml", cwd=folder))


def test_layouts_that_each_take_after_the_next_have_an_end(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    (folder / "模板/版式").mkdir(parents=True)
    for number in range(500):
        (folder / f"模板/版式/甲{number}.yaml").write_text(f"照: 甲{number + 1}\n", encoding="utf-8")
    told(jianggao("make", "会议.yaml", "--layout", "甲0", cwd=folder), "L05")


def test_values_are_text_and_never_templates(tmp_path: Path) -> None:
    typed = "{{ 会议名称 }}{% if 甲 %}@落款 <b>&甲"
    folder = desk(tmp_path, DETAILS.replace("各单位各负其责。", f"'{typed}。'"))
    assert jianggao("make", "会议.yaml", cwd=folder).code == 0
    [speech] = folder.glob("输出/*讲话*.docx")
    assert typed in word_text(speech)
