"""称谓: how each person is spoken of, by the post or by what the details say."""

from __future__ import annotations

import pytest

from generator.details import parse_details
from generator.meeting.address import address_of
from generator.meeting.standing import standing_of
from generator.pipeline import make_paper

SCHOOL = """会议名称: 云山县第二中学开学典礼
会议类型: 开学典礼
单位: {全称: 云山县第二中学, 自称: 我校, 称谓: 老师}
时间: 2026年9月1日
主持人: 郑兰（副校长）
议程:
  - {方式: 发言, 人员: 许静（教师代表、高级教师）}
  - {方式: 发言, 人员: 李想（学生代表、高三1班班长）}
  - {方式: 发言, 人员: 赵明（家长代表）}
  - {方式: 致辞, 人员: 钱进（云山师范学院教授）}
  - {方式: 致辞, 人员: 孙敏（县教育局局长）}
  - {方式: 致辞, 人员: {姓名: 吴英, 职务: 校友, 称谓: 女士}}
  - {方式: 讲话, 人员: 周文（党委书记、校长）}
"""


@pytest.mark.parametrize(
    ("post", "usual", "address"),
    [
        ("县委书记", "同志", "同志"),
        ("学生代表", "同志", "同学"),
        ("高三1班班长", "老师", "同学"),
        ("采矿班班长", "同志", "同志"),
        ("高三1班班主任", "老师", "老师"),
        ("学生处处长", "老师", "老师"),
        ("学生会主席", "老师", "同学"),
        ("学生家长代表", "老师", ""),
        ("县家长学校校长", "同志", "同志"),
        ("省人民医院感染科主任、教授", "同志", "教授"),
        ("云山大学副教授", "老师", "教授"),
        ("中国工程院院士", "同志", "院士"),
        ("特邀专家", "同志", ""),
        ("党委书记、校长", "老师", "校长"),
        ("副校长", "老师", "校长"),
        ("第一中学校长", "同志", "同志"),
        ("县教育局局长", "老师", "同志"),
        ("教务主任", "老师", "老师"),
        ("总经理", "先生", "先生"),
    ],
)
def test_the_post_tells_how_a_person_is_addressed(post: str, usual: str, address: str) -> None:
    assert address_of(post, usual) == address


def test_a_ceremony_calls_everybody_as_is_due() -> None:
    text = make_paper(parse_details(SCHOOL), "主持词/开学典礼").text
    for called in (
        "请教师代表、高级教师许静老师发言。",
        "请学生代表、高三1班班长李想同学发言。",
        "请家长代表赵明发言。",
        "感谢钱进教授的致辞。",
        "感谢孙敏同志的致辞。",
        "感谢吴英女士的致辞。",
        "欢迎党委书记、校长周文讲话！",
        "感谢周文校长的讲话。",
    ):
        assert called in text, text


def test_a_ceremony_is_declared_open_and_has_no_spirit_of_a_meeting() -> None:
    typed = SCHOOL + "地点: 操场\n通知: {主送: 各年级, 联系人: 秦月, 电话: 0000-7654321}\n"
    script = make_paper(parse_details(typed), "主持词/开学典礼").text.splitlines()
    assert "现在，我宣布，云山县第二中学开学典礼开始！" in script
    assert "三、参加人员" in make_paper(parse_details(typed), "通知/工作会议").text.splitlines()
    report = make_paper(parse_details(typed), "情况报告/工作会议", draft=True).text
    assert report.startswith("云山县第二中学关于举行开学典礼情况的报告")
    assert "精神" not in report and "部署" not in report


@pytest.mark.parametrize(
    ("post", "own", "below"),
    [
        ("石桥镇党委书记", "我镇", "各村、各社区"),
        ("石桥镇清河村党支部书记", "我村", "各村民小组"),
        ("云山县委书记", "我县", "各乡镇、各部门"),
        ("县水利局局长、县河长办主任", "我局", "各科室、各下属单位"),
        ("采矿车间主任", "我车间", "各班组"),
        ("第一中学校长", "我校", "各处室、各年级"),
        ("职工代表", "", ""),
    ],
)
def test_a_speaker_from_below_speaks_for_his_own_unit(post: str, own: str, below: str) -> None:
    assert standing_of(post) == (own, below)


@pytest.mark.parametrize(
    ("name", "own", "below"),
    [
        ("云山县人民政府", "我县", "各乡镇、各部门"),
        ("石桥镇人民政府", "我镇", "各村、各社区"),
        ("云山县人民医院", "我院", "各科室"),
        ("云山县教育局", "我局", "各科室、各下属单位"),
        ("云山矿业集团有限公司", "我公司", "各部门、各子公司"),
        ("云山矿业集团第一分公司", "我公司", "各部门"),
        ("云山县防汛抗旱指挥部", "", ""),
    ],
)
def test_a_units_name_tells_what_it_calls_itself(name: str, own: str, below: str) -> None:
    unit = parse_details(f"会议名称: 会\n单位: {name}\n时间: 2027年3月2日\n").meeting.unit
    assert (unit.own_name, unit.below) == (own, below)


def test_what_is_written_goes_before_what_the_name_tells() -> None:
    typed = "会议名称: 会\n单位: {全称: 云山县人民政府, 自称: 本级政府}\n时间: 2027年3月2日\n"
    unit = parse_details(typed).meeting.unit
    assert (unit.own_name, unit.below) == ("本级政府", "")
