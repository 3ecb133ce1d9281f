"""Details from strangers: bombs of YAML, characters that nobody sees, and far more of everything than any meeting has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from child import DETAILS, desk, jianggao, kept, leftovers, told, word_text

BOMBS = {
    "aliases": "甲: &a [x,x,x,x,x,x,x,x,x,x]\n"
    + "".join(f"{c}: &{c} [{','.join([f'*{p}'] * 10)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
    "an alias in itself": "出席: &a [*a, *a]\n",
    "a long text many times": f"背景: &a {'字' * 100_000}\n出席: [{','.join(['*a'] * 5000)}]\n",
    "merge keys": "甲0: &x0 {a: 1}\n" + "".join(f"甲{i}: &x{i} {{<<: [*x{i - 1}, *x{i - 1}]}}\n" for i in range(1, 25)),
    "brackets": "出席: " + "[" * 100_000 + "\n",
    "lists in lists": "出席:\n  " + "- " * 50_000 + "\n",
    "keys in keys": "出席:\n" + "\n".join(" " * i + "a:" for i in range(1, 300)) + "\n",
    "questions": "? " * 50_000 + "\n",
    "an object of Python": "背景: !!python/object/apply:os.system ['touch 得手了']\n",
    "a number without end": f"数据: {'9' * 100_000}\n",
    "twelve megabytes": f"背景: {'字' * 4_000_000}\n",
    "every key again": DETAILS * 100,
    "colons": "背景: " + "a: " * 30_000 + "\n",
    "full-width commas": "出席: [" + "，" * 100_000 + "甲\n",
    "full-width names": "出席: {" + "姓名：甲，" * 8_000 + "}\n",
    "backslashes": '背景: "' + "\\" * 100_001,
    "documents": "---\n" * 2_000,
    "a lone surrogate": '背景: "文\\ud800字"\n',
    "a control character": "背景: 文\x07字\n",
    "an escaped control character": '背景: "文\\x07字"\n',
    "what is no character": "背景: 文\ufffe字\n",
    "a hundred points": "  - 再抓一项。\n" * 98,
    "figures twice in each other": "背景: 【a0】\n数据:\n"
    + "".join(f"  a{i}: 【a{i + 1}】【a{i + 1}】\n" for i in range(40))
    + "  a40: 甲\n",
    "a long chain of figures": "背景: 【a0】\n数据:\n"
    + "".join(f"  a{i}: 【a{i + 1}】\n" for i in range(2000))
    + "  a2000: 甲\n",
    "a long figure many times": f"背景: {'【a】' * 10_000}\n数据:\n  a: {'字' * 10_000}\n",
    "two million characters": "背景: " + "字" * 1_200_000 + "\n主要任务: " + "抓" * 600_000 + "\n",
}


@pytest.mark.parametrize("more", BOMBS.values(), ids=BOMBS)
def test_what_is_far_too_much_or_no_text_is_told(more: str, tmp_path: Path) -> None:
    folder = desk(tmp_path, DETAILS + more)
    before = kept(folder)
    ran = jianggao("make", "会议.yaml", cwd=folder)
    told(ran)
    assert kept(folder) == before
    assert len(ran.err) < 20_000_000


@pytest.mark.parametrize(
    "data",
    [
        DETAILS.encode() + "背景: 文字\n".encode("gb18030"),
        DETAILS.encode("utf-16-le"),
        DETAILS.encode("utf-32"),
        DETAILS.encode() + b"\0\0",
        DETAILS.encode() + "背景: \ud800\n".encode("utf-8", "surrogatepass"),
        b"",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
    ],
    ids=["mixed", "UTF-16 without its mark", "UTF-32", "NUL", "surrogate", "empty", "picture"],
)
def test_bytes_that_are_no_text_are_told(data: bytes, tmp_path: Path) -> None:
    told(jianggao("make", "会议.yaml", cwd=desk(tmp_path, data)), "F05", "Y10", "D00")


@pytest.mark.parametrize("typed", ["前后\u202e左右", '"前后\\u202e左右"', "前后\u2066左右", "前后\u202a左右"])
def test_what_turns_the_writing_round_is_taken_out_and_told(typed: str, tmp_path: Path) -> None:
    folder = desk(tmp_path, DETAILS.replace("各单位各负其责。", typed))
    ran = jianggao("make", "会议.yaml", cwd=folder)
    assert ran.code == 0, ran.err
    assert re.search(r"会议\.yaml:11:\d+  Y21  〔提示〕", ran.err)
    [speech] = folder.glob("输出/*讲话*.docx")
    assert "前后左右" in word_text(speech)


RARE = "𠮷野家、𣲗河、阿·依古丽、葛\U000e0100城、❤️、👨\u200d👩\u200d👧、e\u0301tude"


def test_rare_characters_keep_from_details_to_paper_and_back(tmp_path: Path) -> None:
    folder = desk(tmp_path, DETAILS.replace("各单位各负其责", RARE))
    assert jianggao("make", "会议.yaml", cwd=folder).code == 0
    [speech] = folder.glob("输出/*讲话*.docx")
    assert RARE in word_text(speech)
    assert jianggao("import", speech, "-o", "旧.yaml", cwd=folder).code == 0
    # What two pictures are joined with goes in the cleaning of old texts, as all marks without width do.
    assert RARE.replace("\u200d", "") in (folder / "旧.yaml").read_text().replace("\u200d", "")


@pytest.mark.parametrize("name", ["全县" * 200_000 + "会议", "A" * 300_000, "“" * 20_000, "2026年" * 50_000])
def test_a_name_as_long_as_a_book_takes_bounded_time(name: str, tmp_path: Path) -> None:
    """A meeting's name is a title to be broken into lines, a file's name, and a word of many sentences."""
    folder = desk(tmp_path, DETAILS.replace("全县安全生产工作会议", name))
    ran = jianggao("make", "会议.yaml", "--only", "讲话", cwd=folder)
    assert ran.code in (0, 1), ran.err[-500:]
    assert len(list(folder.glob("输出/*.docx"))) == 1 - ran.code


def test_a_rare_character_is_one_character(tmp_path: Path) -> None:
    def counted(text: str) -> str:
        (tmp_path / "稿.txt").write_text(f"关于安全的讲话\n\n同志们：\n{text}。\n", encoding="utf-8")
        return re.sub(r"稿\.txt", "", jianggao("stats", "稿.txt", cwd=tmp_path).out)

    assert counted("抓好安全") == counted("抓好𠮷𣲗")


def test_a_thousand_items_and_people(tmp_path: Path) -> None:
    names = [f"李{chr(0x4E2D + i // 40 * 3)}{chr(0x5B89 + i % 40 * 5)}" for i in range(1000)]
    agenda = "".join(f"  - {{方式: 汇报, 事项: 第{i}项工作, 人员: {name}}}\n" for i, name in enumerate(names))
    people = "".join(f"  - {name}（第{i}局局长）\n" for i, name in enumerate(names))
    details = DETAILS.replace("议程: [讲话]\n", f"议程:\n{agenda}  - 讲话\n出席:\n{people}")
    folder = desk(tmp_path, details)
    ran = jianggao("make", "会议.yaml", "--only", "主持词", cwd=folder)
    assert ran.code == 0, ran.err[-500:]
    [host] = folder.glob("输出/*主持词*.docx")
    said = word_text(host)
    assert all(f"第{i}项工作" in said for i in range(1000))


def test_a_hundred_speakers(tmp_path: Path) -> None:
    speeches = "".join(
        f"  - {{讲话人: 李{chr(0x5B89 + i * 5)}（第{i}局局长）, 要点: [抓好落实。]}}\n" for i in range(100)
    )
    details = DETAILS.partition("讲话人")[0] + "讲话:\n" + speeches + "议程:\n" + "  - 讲话\n" * 100
    folder = desk(tmp_path, details)
    ran = jianggao("make", "会议.yaml", cwd=folder)
    assert ran.code == 0, ran.err[-500:]
    papers = list(folder.glob("输出/*.docx"))
    assert len(papers) == 101
    assert all(word_text(paper) for paper in papers)
    assert not leftovers(folder)


def test_names_that_lead_out_of_the_folder_stay_in_it(tmp_path: Path) -> None:
    """A meeting's and a speaker's name become names of files."""
    details = DETAILS.replace("全县安全生产工作会议", "../../../甲/乙会议").replace("林海（", "../林（")
    folder = desk(tmp_path / "里" / "面", details)
    outside = kept(tmp_path)
    ran = jianggao("make", "会议.yaml", "--draft", cwd=folder)
    new = set(kept(tmp_path)) - set(outside)
    assert all(name.startswith("里/面/输出/") for name in new)
    assert new or ran.code == 1
