"""The package as a user gets it: the wheel in an empty environment, the README's words, the docstrings' examples."""

import doctest
import gettext
import importlib
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from babel.messages import Message, mofile, pofile

import generator

ROOT = Path(__file__).parent.parent


def test_wheel_makes_a_speech_in_an_empty_environment(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=600,
    )
    (wheel,) = tmp_path.glob("*.whl")
    home = tmp_path / "空环境"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(scripts / "python"), "-m", "pip", "install", "-q", str(wheel)], check=True, timeout=600)
    desk = tmp_path / "桌面"
    desk.mkdir()
    env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    env |= {"JIANGGAO_HOME": str(tmp_path / "设置"), "PYTHONIOENCODING": "utf-8"}
    for words in (["new"], ["make", "会议.yaml"]):
        done = subprocess.run(
            [str(scripts / "jianggao"), *words], cwd=desk, env=env, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
    assert len(list((desk / "输出").glob("*.docx"))) >= 2


@pytest.mark.parametrize("name", ["generator", "generator.details", "generator.pipeline"])
def test_docstring_examples_run(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names = {key: getattr(generator, key) for key in generator.__all__}
    result = doctest.testmod(importlib.import_module(name), extraglobs=names)
    assert result.attempted > 0 and result.failed == 0


def test_compiled_messages_are_those_of_the_catalogue() -> None:
    folder = ROOT / "generator" / "locale" / "zh_CN" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as file:
        wanted = pofile.read_po(file, locale="zh_CN")
    with (folder / "messages.mo").open("rb") as file:
        found = mofile.read_mo(file)
    assert {_pair(m) for m in found if m.id} == {_pair(m) for m in wanted if m.id}
    with (folder / "messages.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Usage:") == "用法："


def _pair(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A message and its translation; a plural comes as list or tuple, by the format it was read from."""
    one, two = ((text,) if isinstance(text, str) else tuple(text) for text in (message.id, message.string))
    return one, two


def test_python_road_is_small() -> None:
    details = generator.load_details(ROOT / "examples" / "全县安全生产工作会议" / "会议.yaml")
    paper = generator.make_paper(details, "讲话/工作会议", speaker="林海", layout="公文")
    assert paper.text.startswith("在全县岁末年初安全生产工作会议上的讲话\n林海\n")
    assert paper.docx.startswith(b"PK") and paper.problems == ()
    with pytest.raises(generator.InvalidInput) as raised:
        generator.make_paper(details, "讲话/工作会议", speaker="林诲")
    assert "是不是想写“林海”？" in raised.value.problems[0].hint


def test_importing_costs_little() -> None:
    code = "import sys, generator, generator.text.numbering; print(sorted({'jinja2', 'yaml', 'docx', 'click', 'lxml'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "[]"
