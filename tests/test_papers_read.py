"""Papers of one meeting as they read: a details file beside the words that are made of it.

Each case says what was once a stumble for who reads them aloud.  The words around are cut: of a paper what stands between
its heading and its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from specimen import Case, cases

from generator.calls import papers_called
from generator.details import parse_details
from generator.pipeline import Workshop
from generator.problems import format_problems

LINES = {
    "通知": ("一、", "二、"),
    "纪要": ("现将", "出席："),
    "简报": ("召开|举行", "版记"),
    "情况报告": ("关于", "一、"),
}


def read_out(typed: str, genre: str) -> str:
    """The papers of one genre, each its lines from the salutation on, or the part of it that retells."""
    details = parse_details(typed)
    if genre == "问题":
        return format_problems(details.findings)
    workshop = Workshop(details)
    out = []
    for call in papers_called(details, everything=True):
        if call.genre == genre:
            rows = workshop.make(call, draft=True).text.split("\n")
            first, last = LINES.get(genre, ("", ""))
            if first:
                start = next(i for i, row in enumerate(rows) if re.search(first, row))
                end = next((i for i, row in enumerate(rows) if i > start and row.startswith(last)), len(rows))
                rows = rows[start:end]
            out.append("\n".join(rows))
    return "\n——\n".join(out)


@pytest.mark.parametrize("case", cases("会上的稿子.txt"))
def test_a_paper_reads_as_it_is_said(case: Case, specimen: Callable[[Case, str, str], None]) -> None:
    text = "\n====\n".join(read_out(case["会议"], genre) for genre in case["看"].split("、"))
    specimen(case, "稿子", text)


LEADERS = """会议名称: 全县春耕{occasion}
会议类型: {occasion}
单位: 云山县人民政府
时间: 2027年3月2日
主要任务: 部署春耕生产
背景: 气温回升快，农时不等人
出席: [林海（县委书记）, 沈洁（县长）, 何敏（副县长）, 叶青（石桥镇镇长）, 石磊（白水乡乡长）]
主持人: 何敏
议程:
  - {{方式: {below}, 人员: 叶青}}
  - {{方式: {below}, 人员: 石磊}}
  - {{方式: 讲话, 人员: 沈洁}}
  - {{方式: 讲话, 人员: 林海}}
讲话:
  - {{讲话人: 叶青, 方式: 发言, 要点: [甲镇的打算。, 甲镇的措施。]}}
  - {{讲话人: 石磊, 方式: 发言, 要点: [乙乡的打算。, 乙乡的措施。]}}
  - {{讲话人: 沈洁, 要点: [备足农资。, 修好水渠。]}}
  - {{讲话人: 林海, 要点: [抓早。, 抓实。]}}
"""


@pytest.mark.parametrize("occasion", ["工作会议", "动员会", "推进会", "总结表彰会", "调度会", "开学典礼"])
@pytest.mark.parametrize("below", ["发言", "表态发言"])
@pytest.mark.parametrize("variant", range(4))
def test_no_speaker_of_a_meeting_says_what_another_said(occasion: str, below: str, variant: int) -> None:
    details = parse_details(LEADERS.format(occasion=occasion, below=below))
    workshop = Workshop(details)
    calls = [call for call in papers_called(details) if call.speech is not None]
    texts = [workshop.make(call, variant=variant).text.split("：\n", 1)[1] for call in calls]
    said = [sentence for text in texts for sentence in re.split("[。！？\n]", text) if len(sentence) > 6]
    assert len(texts) == 4
    assert len(said) == len(set(said)), [one for one in said if said.count(one) > 1]
