"""What trial readers stumbled over, held by the papers themselves."""

from generator.details import parse_details
from generator.pipeline import Workshop, papers_called

HEAD = "会议名称: 县第一中学工作会议\n时间: 2026年9月1日 9:00\n"


def texts(typed: str) -> dict[str, str]:
    details = parse_details(HEAD + typed)
    workshop = Workshop(details)
    papers = [workshop.make(call) for call in papers_called(details)]
    return {paper.name.rsplit("-", 1)[-1]: paper.text for paper in papers}


def test_teachers_are_addressed_as_teachers() -> None:
    typed = "单位: {全称: 县第一中学, 称谓: 老师}\n讲话人: 方明（校长）\n要点: [备好课。, 管好班。]\n"
    assert "\n老师们：\n" in texts(typed)["方明"]
    assert "\n老师们、同学们：\n" in texts(typed + "会议类型: 开学典礼\n")["方明"]
    assert "\n各位家长：\n" in texts(typed + "称呼: 各位家长\n")["方明"]


def test_several_speakers_may_share_one_agenda_item() -> None:
    typed = (
        "主持人: 许静（副校长）\n议程:\n  - {方式: 通报, 事项: 招生情况, 人员: 许静}\n"
        "  - {方式: 交流发言, 人员: [方正（教务主任）, 汪洋（总务主任）]}\n"
        "讲话:\n  - {讲话人: 方正, 方式: 发言, 事项: 教学管理, 要点: [抓课堂。, 抓作业。]}\n"
    )
    made = texts(typed)
    assert "方正同志、汪洋同志" in made["主持词"] or "方正同志" in made["主持词"]
    assert "汪洋" not in made["方正"]


def test_an_occasion_goes_on_into_the_sentence() -> None:
    typed = "背景: 在新学期到来之际\n主要任务: 安排开学工作\n讲话人: 方明（校长）\n要点: [备好课。, 管好班。]\n"
    assert "在新学期到来之际。" not in texts(typed)["方明"]
    assert "在新学期到来之际，" in texts(typed)["方明"]


def test_the_speaker_does_not_tell_of_himself() -> None:
    typed = (
        "议程:\n  - {方式: 通报, 事项: 招生情况, 人员: 方明（校长）}\n  - 讲话\n"
        "讲话:\n  - {讲话人: 方明, 要点: [备好课。, 管好班。]}\n"
    )
    assert "刚才" not in texts(typed)["方明"]
