"""`jianggao clean` and `jianggao outline`, as a clerk runs them."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner
from word_package import saved

from generator.commands.read import clean_command, outline_command

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def test_clean_command(tmp_path: Path) -> None:
    path = saved(tmp_path, "旧稿.txt", "學(xué)校開會(huì),冷?zhǔn)称".encode())
    result = CliRunner().invoke(clean_command, [str(path), "--changes"])
    assert result.exit_code == 0
    assert result.stdout == "学校开会，冷?称\n"
    assert "拼音　3 处" in result.stderr
    assert "C01" in result.stderr
    told = CliRunner().invoke(clean_command, [str(path), "--report", "json"])
    assert json.loads(told.stderr)["code"] == "C01"


def test_outline_command_goes_on_after_a_bad_file(tmp_path: Path) -> None:
    source, target = tmp_path / "旧稿", tmp_path / "大纲"
    source.mkdir()
    saved(source, "甲.txt", "在防汛会上的讲话\n同志们：\n一、抓预案\n二、抓演练".encode())
    saved(source, "甲.html", "<p>同志们：</p><p>散会。</p>".encode())
    saved(source, "坏.docx", b"PK")
    saved(source, "旧.doc", OLE)
    saved(source, "说明.json", b"{}")
    result = CliRunner().invoke(outline_command, [str(source), "--json", "-o", str(target)])
    assert result.exit_code == 1
    assert sorted(path.name for path in target.iterdir()) == ["甲-2.json", "甲.json"]
    made = [json.loads(path.read_text(encoding="utf-8")) for path in target.iterdir()]
    assert {data["file"] for data in made} == {"甲.txt", "甲.html"}
    assert ["一、", "二、"] in [[point["marker"] for point in data["pieces"][0]["outline"]] for data in made]
    assert result.stderr.count("F24") == 1
    assert result.stderr.count("F23") == 1


def test_outline_command_on_the_screen(tmp_path: Path) -> None:
    path = saved(tmp_path, "甲.txt", "同志们：\n一、抓预案\n二、抓演练".encode())
    tree = CliRunner().invoke(outline_command, [str(path)])
    assert tree.exit_code == 0
    assert "抓预案" in tree.stdout
    rows = CliRunner().invoke(outline_command, [str(path), str(path), "--json"]).stdout.splitlines()
    assert [json.loads(row)["file"] for row in rows] == ["甲.txt", "甲.txt"]
