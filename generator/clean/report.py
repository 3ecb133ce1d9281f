"""What cleaning did, told to a clerk."""

from __future__ import annotations

from collections.abc import Iterable

from generator.clean.rows import Change
from generator.clean.steps import Cleaned
from generator.problems import Place, Problem

_LINES_SHOWN = 5


def format_changes(cleaned: Cleaned) -> str:
    """All changes, kind by kind, like ones together with their number and raw lines; then blanks and lost characters."""
    if not cleaned.changes and not cleaned.blanks and not cleaned.lost:
        return "没有改动。"
    rows = [f"共改动 {sum(cleaned.counts.values())} 处。"] if cleaned.changes else ["没有改动。"]
    for kind, count in cleaned.counts.items():
        rows.append(f"\n{kind}　{count} 处")
        rows += _grouped(change for change in cleaned.changes if change.kind == kind)
    if cleaned.blanks:
        rows.append(f"\n待填的空　{len(cleaned.blanks)} 处，原样保留")
        texts: dict[str, list[int]] = {}
        for blank in cleaned.blanks:
            texts.setdefault(blank.text, []).append(blank.line)
        rows += [f"  {text}　{_where(lines, len(lines))}" for text, lines in texts.items()]
    if cleaned.lost:
        rows.append(f"\n丢字　{len(cleaned.lost)} 处，保留残字，请对照原件补上")
        rows += [f"  第{lost.line}行　…{lost.context}…" for lost in cleaned.lost]
    return "\n".join(rows)


def lost_problems(cleaned: Cleaned, file: str = "") -> tuple[Problem, ...]:
    """One finding for each place where characters were lost before the text came to us."""
    return tuple(
        Problem(
            "C01",
            Place(file, lost.line),
            found=f"此处丢了字，只剩：…{lost.context}…",
            hint="对照原件把丢掉的字补上",
            severity="提示",
        )
        for lost in cleaned.lost
    )


def _grouped(changes: Iterable[Change]) -> list[str]:
    like: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        like.setdefault((change.before, change.after), []).append(change)
    rows = []
    for (before, after), found in like.items():
        where = _where([change.line for change in found], sum(change.times for change in found))
        rows.append(f"  {_shown(before)} → {_shown(after)}　{where}")
    return rows


def _where(lines: list[int], times: int) -> str:
    shown = list(dict.fromkeys(lines))
    place = "第" + "、".join(map(str, shown[:_LINES_SHOWN])) + ("…" if len(shown) > _LINES_SHOWN else "") + "行"
    return place if times == 1 else f"{times} 处，{place}"


def _shown(text: str) -> str:
    """A piece of text as it can be seen on a screen: （空）for nothing, names for breaks and blanks."""
    if not text:
        return "（删去）"
    names = {"\n": "⏎", "\r": "␍", "\t": "⇥", "\u3000": "□", "\xa0": "␣", " ": "␣"}
    return "".join(names.get(c, c if c.isprintable() else f"<{ord(c):04X}>") for c in text)
