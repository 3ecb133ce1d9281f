"""Tables of counties and the base of their meetings, for the tests of `jianggao batch`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

ROOT = Path(__file__).parent.parent
HEADS = (
    "县区",
    "会议名称",
    "时间",
    "地点",
    "主持人",
    "讲话.1.讲话人",
    "隐患数",
    "单位.类型",
    "会议类型",
    "讲话.2.事项",
)
BASE = """\
单位: {全称: 【县区】人民政府, 自称: 我县, 下级: 各乡镇、各部门}
主要任务: 总结前段工作，部署下一步安全生产任务
出席:
  - 高原（县应急管理局局长）
主持人: 沈洁（县委副书记）
议程:
  - {方式: 通报, 事项: 安全生产情况, 人员: 高原}
  - 发言
  - 讲话
讲话:
  - 要点:
      - {标题: 认识再提高, 正文: 今年排查整改隐患【隐患数】处，大家要绷紧这根弦。}
      - {标题: 措施再加强, 正文: 停产的要贴封条、断电源，复工的要先验收、后开工。}
  - {讲话人: 叶青（石桥镇党委书记）, 方式: 发言, 要点: [严守开工验收关。, 盯紧井下作业。]}
数据: {隐患数: 312}
"""


def county(number: int) -> list[Any]:
    """A good row: three papers come of it."""
    return [
        f"第{number}县",
        f"第{number}县冬季安全生产工作会议",
        datetime(2026, 11, 2 + number % 25, 14, 30),
        "县政府三楼会议室",
        "沈洁（县委副书记、县长）" if number % 2 else "",
        "林海（县委书记）",
        100 + number,
        "政府",
        "",
        "矿山安全监管",
    ]


def write_table(path: Path, rows: Sequence[Sequence[Any]], heads: Sequence[str] = HEADS, title: str = "名单") -> Path:
    """A workbook with these heads and rows, cells typed as Excel would."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(list(heads))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def desk(folder: Path, rows: Sequence[Sequence[Any]], base: str = BASE) -> Path:
    """A folder with 名单.xlsx and its base."""
    (folder / "会议.yaml").write_text(base, encoding="utf-8")
    write_table(folder / "名单.xlsx", rows)
    return folder


def environment(cwd: Path) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "JIANGGAO_HOME": str(cwd / "设置"),
    }


def batch(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`jianggao batch` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator.cli", "batch", *words],
        cwd=cwd,
        env=environment(cwd),
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def started(cwd: Path, *words: str) -> subprocess.Popen[str]:
    """The same, left to run."""
    return subprocess.Popen(
        [sys.executable, "-m", "generator.cli", "batch", *words],
        cwd=cwd,
        env=environment(cwd),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def papers(folder: Path) -> list[Path]:
    """The Word files below a folder."""
    return sorted(folder.rglob("*.docx"))


def told(folder: Path, sheet: str = "问题") -> list[tuple[Any, ...]]:
    """The rows of 问题.xlsx below its heads."""
    book = openpyxl.load_workbook(folder / "问题.xlsx")
    return [tuple(row) for row in book[sheet].iter_rows(min_row=2, values_only=True)]
