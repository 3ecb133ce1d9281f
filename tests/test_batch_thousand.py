"""A table of 1,000 counties of which 17 rows are wrong: 983 sets of whole files, 17 rows explained, and again, faster."""

import json
import zipfile
from pathlib import Path

import pytest
from batch_tables import HEADS, batch, county, desk, papers, told

from generator.paper.fingerprint import Hand, hand_of

WRONG: dict[int, tuple[str, object, str]] = {
    # row of the table: the column, what stands there, what is told
    5: ("时间", "", "没有写“时间”"),
    17: ("时间", "下周三下午", "看不出是哪年哪月哪日"),
    60: ("时间", "2026年2月30日 9:00", "没有2026年2月30日这一天"),
    61: ("时间", "2026年11月25日 14:30 至 13:00", "不在开始时间"),
    120: ("时间", "2026年11月25日（星期一）14:30", "是星期三"),
    200: ("时间", "11月25日 14:30", "没有写是哪一年"),
    201: ("主持人", "沈洁 副县长", "分不清姓名和职务"),
    202: ("主持人", "沈洁、高原", "有 2 个人"),
    333: ("讲话.1.讲话人", "#REF!", "公式算不出来"),
    404: ("隐患数", 123456789012345678, "超过 15 位"),
    500: ("单位.类型", "机关", "不在选项里"),
    512: ("会议类型", "推进大会", "这类会议的模板"),
    640: ("地点", "三楼_x0007_会议室", "控制字符"),
    777: ("县区", "", "这一格是空的"),
    888: ("地点", "【楼层】会议室", "没有对应的数据"),
    999: ("讲话.1.讲话人", "", "讲话人"),
    1001: ("讲话.2.事项", "【事项】", "没有对应的数据"),
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = [county(number) for number in range(1, 1001)]
    for row, (column, written, _) in WRONG.items():
        rows[row - 2][HEADS.index(column)] = written
    return desk(tmp_path_factory.mktemp("省"), rows)


def test_a_thousand_counties(province: Path) -> None:
    first = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", "输出", "--report", "json")
    assert first.returncode == 1, first.stderr
    said = json.loads(first.stdout)
    assert (said["rows"], said["made"], said["wrong"], said["files"]) == (1000, 983, 17, 983 * 3)

    files = papers(province / "输出")
    assert len(files) == 983 * 3
    for path in files:
        assert hand_of(path) is Hand.UNTOUCHED
    with zipfile.ZipFile(files[0]) as package:
        assert package.testzip() is None
    assert not [path for path in (province / "输出").rglob("*") if path.name.startswith(".~")]

    explained = {row[1]: row for row in told(province / "输出")}
    assert sorted(explained) == sorted(WRONG)
    for number, (column, written, what) in WRONG.items():
        sheet, _, where, shown, found, advice = explained[number]
        assert sheet == "名单" and what in found, (number, found)
        assert advice, found
        if written:
            assert str(where).startswith(column), (number, where)
            assert shown, (number, shown)

    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}
    second = batch(province, "名单.xlsx", "--base", "会议.yaml", "-o", "输出", "--report", "json")
    again = json.loads(second.stdout)
    assert second.returncode == 1
    assert (again["made"], again["unchanged"], again["wrong"]) == (0, 983, 17)
    assert again["seconds"] < said["seconds"] / 2
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in papers(province / "输出")} == before
    assert {row[1] for row in told(province / "输出")} == set(WRONG)
