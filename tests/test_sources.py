"""Files and YAML: encodings, sizes, depth, aliases, places; whatever stands in a file, it is read or told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.problems import InvalidInput
from generator.yaml_source import load as sources
from generator.yaml_source.load import Fields, Items, Node, Source, Text, load_plain, load_yaml, parse_yaml, plain
from generator.yaml_source.text_file import MAX_BYTES, decode, read_text

TYPED = "会议名称: 全县大会\n地点: 三楼\n"


def codes(error: pytest.ExceptionInfo[InvalidInput]) -> list[str]:
    return [p.code for p in error.value.problems]


@pytest.mark.parametrize(
    "data",
    [
        TYPED.encode(),
        b"\xef\xbb\xbf" + TYPED.encode(),
        TYPED.replace("\n", "\r\n").encode(),
        TYPED.replace("\n", "\r").encode(),
        TYPED.encode("gb18030"),
        TYPED.replace("\n", "\r\n").encode("gb18030"),
        TYPED.encode("utf-16"),
        b"\xfe\xff" + TYPED.encode("utf-16-be"),
    ],
    ids=["UTF-8", "BOM", "CRLF", "CR", "GB18030", "GB18030 CRLF", "UTF-16", "UTF-16BE"],
)
def test_every_encoding_that_a_clerks_editor_writes_is_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "会议.yaml"
    path.write_bytes(data)
    source = load_yaml(path)
    assert source.problems == ()
    assert plain(source.root) == {"会议名称": "全县大会", "地点": "三楼"}
    assert isinstance(source.root, Fields)
    place = source.root.entries[1][1].place
    assert (place.file, place.line, place.column, place.path) == ("会议.yaml", 2, 5, "地点")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04rest", "Word 或压缩文件"),
        (b"\xd0\xcf\x11\xe0rest", "Word 或压缩文件"),
        (b"%PDF-1.4", "PDF"),
        (b"\xff\xfea", "编码认不出来"),
        (b"\x81\xff\xff", "编码认不出来"),
        ("会议\n".encode("utf-16-le"), "编码认不出来"),
        ("会议\n".encode("utf-16-be"), "编码认不出来"),
        ("ab: 会议".encode("utf-16-le"), "编码认不出来"),
    ],
)
def test_what_is_no_text_file_is_told(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        decode(data, "会议.yaml")
    assert codes(error) == ["F05"]
    assert said in error.value.problems[0].found


def test_a_missing_file_a_folder_and_a_file_too_large(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as error:
        read_text(tmp_path / "没有.yaml")
    assert codes(error) == ["F03"]
    with pytest.raises(InvalidInput) as error:
        read_text(tmp_path)
    assert codes(error) == ["F01"]
    large = tmp_path / "大.yaml"
    with large.open("wb") as out:
        out.truncate(MAX_BYTES + 1)
    with pytest.raises(InvalidInput) as error:
        read_text(large)
    assert codes(error) == ["F02"]


@pytest.mark.parametrize("typed", ["", "\n\n", "# 只有注释\n# 还是注释\n", "---\n", "   \n"])
def test_a_file_without_content_has_no_root_and_no_problem(typed: str) -> None:
    source = parse_yaml(typed)
    assert plain(source.root) in (None, "")
    assert source.problems == ()


def test_every_scalar_stays_as_typed() -> None:
    typed = "时间: 14:30\n电话: 0012\n编号: 010\n开: on\n是: 是\n空: null\n小数: 1.50\n日期: 2026-11-25\n十六: 0x1F\n"
    values = plain(parse_yaml(typed).root)
    assert values == {
        "时间": "14:30", "电话": "0012", "编号": "010", "开": "on", "是": "是", "空": "null",
        "小数": "1.50", "日期": "2026-11-25", "十六": "0x1F",
    }  # fmt: skip


def test_every_value_knows_its_path() -> None:
    root = parse_yaml("讲话:\n  - 要点: [甲, {标题: 乙}]\n", "会议.yaml").root
    paths = {node.value: (node.place.path, node.place.line, node.place.column) for node in texts(root)}
    assert paths == {"甲": ("讲话[1].要点[1]", 2, 10), "乙": ("讲话[1].要点[2].标题", 2, 18)}


@pytest.mark.parametrize(
    "typed",
    [
        "a: " + "[" * 200_000,
        "a: " + "{" * 200_000,
        "- " * 5_000 + "a",
        "? " * 5_000 + "a",
        "\n".join(" " * i + "a:" for i in range(3_000)),
        "[" * 61 + "]" * 61,
        "a: '" + "[" * 200_000,
    ],
    ids=["brackets", "braces", "list marks", "key marks", "indents", "just over", "in quotes"],
)
def test_nesting_without_end_is_told_before_yaml_reads_it(typed: str) -> None:
    source = parse_yaml(typed, "会议.yaml")
    assert [p.code for p in source.problems][-1] in ("Y01", "Y02")
    assert source.root is None


def test_nesting_that_a_clerk_can_need_is_read() -> None:
    typed = "要点:\n" + "\n".join("  " * i + f"- 标题: {i}\n" + "  " * i + "  要点:" for i in range(1, 12)) + " 完"
    assert parse_yaml(typed).problems == ()


def test_aliases_cannot_blow_up() -> None:
    bomb = "a0: &a0 [甲, 乙]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, 40))
    with pytest.raises(InvalidInput) as error:
        parse_yaml(bomb, "会议.yaml")
    assert codes(error) == ["Y03"]
    assert error.value.problems[0].place.line > 0


def test_an_alias_of_itself_is_told() -> None:
    with pytest.raises(InvalidInput) as error:
        parse_yaml("地点: &a [*a]", "会议.yaml")
    assert codes(error) == ["Y03"]


def test_an_ordinary_alias_is_read() -> None:
    assert plain(parse_yaml("a: &甲 三楼".replace("甲", "x") + "\nb: *x\n").root) == {"a": "三楼", "b": "三楼"}


def test_after_a_syntax_error_the_findings_of_the_scan_are_told_too() -> None:
    source = parse_yaml("会议名称：甲\n要点:\n  －乙\n  }\n地点: 三楼\n", "会议.yaml")
    assert [(p.code, p.place.line) for p in source.problems][:2] == [("Y13", 1), ("Y12", 3)]
    last = source.problems[-1]
    assert last.code == "Y02"
    assert "没有读" in last.hint
    assert source.root is None


def test_a_plain_file_with_a_problem_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表.yaml"
    path.write_text("甲：乙", encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        load_plain(path)
    assert codes(error) == ["Y13"]
    path.write_text("- 甲", encoding="utf-8")
    with pytest.raises(InvalidInput) as error:
        load_plain(path)
    assert codes(error) == ["Y20"]


def test_a_long_file_is_read() -> None:
    typed = "".join(f"名{i}: 今年以来\n  全县形势平稳\n" for i in range(30_000))
    source = parse_yaml(typed)
    assert isinstance(source.root, Fields)
    assert len(source.root.entries) == 30_000
    assert plain(source.root)["名29999"] == "今年以来全县形势平稳"


def test_the_pure_python_loader_tells_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where libyaml is missing the words of its errors differ; what a clerk reads must not."""
    broken = [
        "甲\n乙: 丙",
        "a: 'b\nc: d",
        "a: [b\nc: d",
        "a: {b\nc: d",
        "a: b\n c: d",
        "a:\n  b: c\n d: e",
        "a: *b",
        'a: "\\d"',
    ]

    def told() -> list[str]:
        return [parse_yaml(typed).problems[-1].found for typed in broken]

    with_c = told()
    assert not any("YAML 读不了" in found for found in with_c)
    monkeypatch.setattr(sources, "_LOADER", yaml.BaseLoader)
    assert not any("YAML 读不了" in found for found in told())


YAMLISH = st.text(
    st.one_of(
        st.sampled_from("会议名称地点: ：\n\n  -－[]{},，'\"“”#|>&*!%@?~\t\u3000\r\ufeff\u2028\x00\x85"),
        st.characters(),
    ),
    max_size=200,
)


@settings(max_examples=400)
@given(YAMLISH)
def test_any_text_is_read_or_told(text: str) -> None:
    try:
        source = parse_yaml(text, "会议.yaml", ("会议名称", "地点"))
    except InvalidInput as error:
        check_places(error.problems, text)
        return
    assert isinstance(source, Source)
    check_places(source.problems, text)
    for node in texts(source.root):
        assert 1 <= node.place.line <= text.count("\n") + 1
        assert "\ufdd0" not in node.value


@settings(max_examples=200)
@given(st.binary(max_size=120))
def test_any_bytes_are_text_or_told(data: bytes) -> None:
    try:
        text = decode(data, "会议.yaml")
    except InvalidInput as error:
        assert [p.code for p in error.problems] == ["F05"]
        return
    assert "\r" not in text


LINES = st.lists(st.text("今年以来全县，。aZ09 ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5)


@given(LINES)
def test_folding_loses_and_adds_nothing_but_line_ends(rows: list[str]) -> None:
    value = plain(parse_yaml("背景: >\n" + "\n".join("  " + row for row in rows)).root)["背景"]
    expected = rows[0]
    for row in rows[1:]:
        apart = expected[-1] < "\u2000" and row[0] < "\u2000"
        expected += (" " if apart else "") + row
    assert value.rstrip("\n") == expected


ROWS = (
    "地点: 三楼",
    "  - 甲",
    "背景: 乙",
    "- 丙",
    "  丁 ",
    "要点:",
    "    - 戊 己",
    "",
    "# 注",
    "'庚",
    "辛'",
    "寅: {卯: 辰}",
)


@given(st.lists(st.sampled_from(ROWS), max_size=8))
def test_values_are_the_same_where_line_ends_are_marked(rows: list[str]) -> None:
    """Below | a value goes over lines, and then every line end of the text is marked."""
    typed = "\n".join(rows)
    marked = parse_yaml(f"{typed}\n末段: |\n  甲\n")
    if isinstance(marked.root, Fields) and not marked.problems:
        assert plain(marked.root) == {**(plain(parse_yaml(typed).root) or {}), "末段": "甲\n"}


def check_places(problems: object, text: str) -> None:
    rows = text.split("\n")
    for problem in problems:  # type: ignore[attr-defined]
        place = problem.place
        assert place.line <= len(rows)
        if place.line:
            assert 1 <= place.column <= len(rows[place.line - 1]) + 1
            assert place.excerpt == rows[place.line - 1]


def texts(node: Node | None) -> list[Text]:
    if isinstance(node, Text):
        return [node]
    if isinstance(node, Items):
        return [text for item in node.items for text in texts(item)]
    return [text for _, value in node.entries for text in texts(value)] if isinstance(node, Fields) else []
