"""A meeting from its details: people, agenda, speeches, figures; one mistake is one problem."""

from __future__ import annotations

import pytest

from generator.details import parse_details
from generator.meeting.people import Person, Roster
from generator.meeting.record import Meeting, Speech
from generator.problems import InvalidInput, Problem
from generator.slots.registry import PersonText, Problems

HEAD = "会议名称: 全县大会\n时间: 2026年11月25日 14:30\n"


def meeting(typed: str) -> Meeting:
    return parse_details(HEAD + typed).meeting


def problems(typed: str) -> list[Problem]:
    """The problems of a details file whose first two lines are right."""
    with pytest.raises(InvalidInput) as error:
        parse_details(HEAD + typed)
    return list(error.value.problems)


def told(typed: str) -> list[tuple[str, int, int]]:
    return [(p.code, p.place.line, p.place.column) for p in problems(typed)]


ROSTER = "出席:\n  - 李明（县委书记）\n  - 王健（县长）\n  - 孙丽（青山镇党委书记）\n"


def test_a_person_is_written_once_and_named_everywhere() -> None:
    got = meeting(ROSTER + "主持人: 王健\n讲话人: 李明\n领域: 安全生产\n议程: [{方式: 传达, 人员: 孙丽}, 讲话]\n")
    assert got.host is not None
    assert (got.host.name, got.host.post, got.host.rank) == ("王健", "县长", 1)
    assert got.speeches[0].speaker is got.people[0]
    assert [p.name for p in got.agenda[0].people] == ["孙丽"]
    assert [p.full for p in got.present] == ["县委书记李明同志", "县长王健同志", "青山镇党委书记孙丽同志"]


def test_a_name_alone_keeps_its_place_where_the_post_stands_elsewhere() -> None:
    bare = "出席: [李明（县委书记）, 王健, 孙丽（青山镇党委书记）]\n主持人: 王健（县长）\n"
    got = meeting(bare + "讲话人: 李明\n要点: [快办。]\n")
    assert [p.full for p in got.present] == ["县委书记李明同志", "县长王健同志", "青山镇党委书记孙丽同志"]


def test_a_person_may_be_written_where_first_needed() -> None:
    got = meeting("主持人: 王健（县长）\n讲话人: 王健\n领域: 安全生产\n")
    assert got.present == ()
    assert [p.name for p in got.people] == ["王健"]
    assert got.host is not None
    assert got.speeches[0].speaker == got.host


def test_how_people_are_called_is_said_by_the_unit() -> None:
    got = meeting("单位: {全称: 云山县第一中学, 称谓: 老师}\n主持人: {姓名: 周敏, 职务: 教务处主任, 单位: 第一中学}\n")
    assert got.host is not None
    assert got.host.full == "第一中学教务处主任周敏老师"
    assert Person("周敏", "第一中学校长", "第一中学").title == "第一中学校长"


def test_an_office_may_act_without_a_post() -> None:
    got = meeting("议程: [{方式: 通报, 事项: 近期情况, 人员: 县疫防办}]\n")
    assert [(p.called, p.body) for p in got.agenda[0].people] == [("县疫防办", True)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("王键", "是不是“王健”？"),
        ("王建", "是不是“王健”？"),
        ("县长王健", "是不是“王健”？"),
        ("周涛", "把职务写上：周涛（职务）"),
        ("副县长周涛", "把职务写上：周涛（副县长）"),
    ],
)
def test_a_name_that_nobody_has_is_told(typed: str, hint: str) -> None:
    (problem,) = problems(ROSTER + f"主持人: {typed}\n讲话人: {typed}\n领域: 安全生产\n")
    assert (problem.code, problem.place.line, problem.place.column, problem.hint) == ("D14", 7, 6, hint)


def test_two_posts_of_one_person_are_told_once() -> None:
    (problem,) = problems(ROSTER + "主持人: 王健（副县长）\n")
    assert (problem.code, problem.place.line, problem.place.column) == ("D13", 7, 6)
    assert "“县长”" in problem.found
    assert "“副县长”" in problem.found


def test_the_roster_of_ranks() -> None:
    roster, slips = Roster("同志"), Problems()
    high = roster.enter(PersonText("李明", "书记"), slips)
    low = roster.enter(PersonText("王健", "县长"), slips)
    body = roster.find(PersonText("县应急管理局"), slips)
    assert high.rank < low.rank < body.rank
    assert roster.names() == ("李明", "王健")
    assert slips == []


SPEECHES = "讲话:\n  - {讲话人: 孙丽（镇长）, 方式: 发言, 事项: 矿山监管, 领域: 安全生产}\n  - {讲话人: 李明（书记）, 时长: 20分钟, 领域: 安全生产}\n"


def test_the_agenda_calls_the_speeches_in_turn() -> None:
    got = meeting(SPEECHES + "议程: [{方式: 传达, 事项: 通知}, 发言, 讲话]\n")
    assert [item.speech for item in got.agenda] == [None, 0, 1]
    assert [(item.way, [p.name for p in item.people], item.matter, item.minutes) for item in got.agenda[1:]] == [
        ("发言", ["孙丽"], "矿山监管", 0),
        ("讲话", ["李明"], "", 20),
    ]
    assert [item.way for item in got.before(1)] == ["传达", "发言"]
    assert got.before(0) == got.agenda[:1]


def test_an_agenda_item_that_names_its_speaker_calls_his_speech() -> None:
    got = meeting(SPEECHES + "议程: [{方式: 总结讲话, 人员: 李明}, {方式: 表态发言, 人员: 孙丽}]\n")
    assert [item.speech for item in got.agenda] == [1, 0]


def test_a_guest_may_speak_without_a_speech_of_ours() -> None:
    got = meeting("议程: [{方式: 讲话, 人员: 李明（书记）}]\n")
    assert got.agenda[0].speech is None


def test_without_an_agenda_everything_came_before() -> None:
    assert meeting(SPEECHES).before(1) == ()


def test_a_speech_that_the_agenda_forgets() -> None:
    assert told(SPEECHES + "议程: [讲话]\n") == [("D16", 4, 5)]


def test_an_agenda_item_that_nobody_speaks() -> None:
    assert told(SPEECHES + "议程: [发言, 讲话, 讲话]\n") == [("D15", 6, 14)]


def test_the_short_form_is_the_one_speech() -> None:
    (speech,) = meeting("讲话人: 李明（书记）\n领域: 安全生产\n篇幅: 2500字\n要求: [责任落实]\n").speeches
    assert isinstance(speech, Speech)
    assert speech.speaker is not None
    assert (speech.speaker.name, speech.domain, speech.length, [t.topic for t in speech.topics]) == (
        "李明",
        "安全生产",
        2500,
        ["责任落实"],
    )
    assert speech.has_content


def test_the_short_form_beside_the_long_one_is_one_problem() -> None:
    (problem,) = problems("讲话人: 周涛（局长）\n领域: 安全生产\n" + SPEECHES)
    assert (problem.code, problem.place.line) == ("D20", 3)
    assert "“讲话人”、“领域”" in problem.found


@pytest.mark.parametrize(
    ("typed", "told_as"),
    [
        ("出席人员: [李明（书记）]\n主持人: 李明\n", [("D01", 3, 1)]),
        ("出席:\n  - 李明 书记\n主持人: 李明\n", [("D07", 4, 5)]),
        ("出席: {甲: 李明}\n主持人: 李明\n", [("D08", 3, 5)]),
        ("主持人: 李明 书记\n议程: [{方式: 传达, 人员: 李明}]\n", [("D07", 3, 6)]),
        ("议程: [讲画]\n讲话人: 李明（书记）\n领域: 安全生产\n", [("D48", 3, 6)]),
        ("议程: [发言]\n讲话: [{讲话人: 李明（书记）, 方式: 发盐, 领域: 安全生产}]\n", [("D06", 4, 24)]),
        ("议程: [讲话]\n讲画: [{讲话人: 李明（书记）, 领域: 安全生产}]\n", [("D01", 4, 1)]),
        ("议程: [讲话, 讲话]\n讲话: [{讲话人: 李明（书记）}]\n讲话: [{讲话人: 王健（县长）}]\n", [("Y06", 5, 1)]),
        ("议程:\n  - 传达: 《通知》\n", [("D01", 4, 5)]),
        ("议程:\n  - {事项: 《通知》}\n", [("D21", 4, 5)]),
        ("议程:\n  - {方试: 传达}\n", [("D01", 4, 6)]),
        ("背景: 隐患【隐患数】处\n主要任务: 整改【隐患数】处\n", [("D17", 3, 7)]),
        ("背景: 隐患【隐患数】处\n数据:\n  隐患数：312\n", [("D09", 5, 3)]),
        ("背景: 见【背景】\n", [("D17", 3, 6)]),
        ("会议类型: 工作会意\n讲话人: 李明（书记）\n", [("D22", 3, 7)]),
    ],
)
def test_one_mistake_is_one_problem(typed: str, told_as: list[tuple[str, int, int]]) -> None:
    assert told(typed) == told_as


def test_an_agenda_line_that_says_it_all_is_parted_for_the_clerk() -> None:
    assert [p.hint for p in problems("议程:\n  - 传达《通知》\n  - 李明讲话\n")] == [
        "{方式: 传达, 事项: 《通知》}",
        "{方式: 讲话, 人员: 李明}",
    ]


def test_figures_stand_in_every_text() -> None:
    got = meeting(
        "主持人: 王健（县长）\n背景: 隐患【隐患数】处，由【 主持人 】督办，见【主要任务】\n主要任务: 整改【隐患数】处\n"
        "数据: {隐患数: {值: 0312, 旧值: 298}}\n讲话人: 李明（书记）\n要点: [{标题: 【隐患数】处, 正文: 【时间】前, 要点: [【会议名称】]}]\n"
    )
    assert got.own["背景"] == "隐患0312处，由王健督办，见整改0312处"
    (point,) = got.speeches[0].points
    assert (point.title, point.text, point.points[0].text) == (
        "0312处",
        "2026年11月25日（星期三）下午2时30分前",
        "全县大会",
    )


def test_a_hole_of_a_draft_stays() -> None:
    assert meeting("背景: 【待补：背景】\n").own["背景"] == "【待补：背景】"


def test_an_old_value_is_a_finding_that_holds_nothing_back() -> None:
    details = parse_details(HEAD + "数据: {隐患数: {值: 312, 旧值: 312}, 企业数: {值: 5, 旧值: 4}}\n")
    (finding,) = details.findings
    assert (finding.code, finding.severity, finding.place.line, finding.place.column) == ("D18", "疑似", 3, 11)


@pytest.mark.parametrize(
    ("limit", "wrong"),
    [
        ("2026年11月23日 12:00", False),
        ("2026年11月25日", False),
        ("2026年11月25日 12:00", False),
        ("2026年11月25日 14:30", True),
        ("2026年11月26日", True),
    ],
)
def test_an_answer_is_due_before_the_meeting(limit: str, wrong: bool) -> None:
    typed = f"通知: {{主送: 各乡镇, 回执截止: {limit}}}\n"
    if wrong:
        assert [(code, line) for code, line, _ in told(typed)] == [("D19", 3)]
    else:
        assert meeting(typed).own["通知"]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026年11月25日（星期四）", "星期三，不是星期四"),
        ("2026年11月25日 16:30 至 14:30", "不在开始时间"),
        ("2026年2月30日", "没有2026年2月30日这一天"),
        ("14:30", "看不出是哪年哪月哪日"),
        ("870", "看不出是哪年哪月哪日"),
    ],
)
def test_a_time_that_cannot_be(when: str, said: str) -> None:
    with pytest.raises(InvalidInput) as error:
        parse_details(f"会议名称: 全县大会\n时间: {when}\n")
    (problem,) = error.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("D03", 2, 5)
    assert said in problem.found
