"""`jianggao mine`: what recurs in a folder of old texts, as a report and as templates of one's own."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.commands.reporting import DONE, ends_with_code, report
from generator.files.output import write_files
from generator.problems import InvalidInput, Place, Problem
from generator.rendering.folders import shelf_for

if TYPE_CHECKING:
    from generator.miner.archive import Mapped


@click.command("mine", options_metavar="[选项]", short_help="从旧稿里挖出常用的写法，做成自己的模板")
@click.argument("folders", metavar="文件夹…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    metavar="结构库",
    type=click.Path(path_type=Path),
    default=Path("结构库"),
    show_default=True,
    help="报告和模板写到哪个文件夹",
)
@click.option(
    "--support", metavar="篇数", type=click.IntRange(min=1), default=2, show_default=True, help="至少几篇里见过才算"
)
@click.option("--score", "score", is_flag=True, help="不写文件，只量一量：没参加挖掘的稿子，句子认得出多少")
@click.option("--holdout", metavar="文件夹", type=click.Path(path_type=Path), help="和 --score 合用：另用这些稿子来量")
@click.option("--seed", metavar="数", type=int, default=1, show_default=True, help="和 --score 合用：怎样分成五份")
@click.option(
    "--scheduler", metavar="地址", help="旧稿交给集群去读：dask scheduler 的地址，如 tcp://host:8786（见 docs/集群.md）"
)
@click.option("--report", "form", type=click.Choice(["text", "json"]), default="text", help="用文字还是 JSON 报告")
@ends_with_code
def mine_command(
    folders: tuple[Path, ...],
    target: Path,
    support: int,
    score: bool,
    holdout: Path | None,
    seed: int,
    scheduler: str | None,
    form: str,
) -> int:
    """从一个或几个文件夹的旧稿（.txt、.docx、.html）里，找出反复出现的开头、承上、过渡、串词、结尾和标题句式。

    \b
    例：jianggao mine 旧稿 -o 结构库
        看 结构库/报告.md；把 公用、要求库 两个文件夹放进 模板，以后 make 就用自己的写法
    """
    if score and scheduler is not None:
        raise click.UsageError("--score 和 --scheduler 不能一起用")
    if score:
        _score(folders, holdout, support, seed)
        return DONE
    from generator.miner import mine_folders

    if target.is_file():
        raise InvalidInput(
            [Problem("F12", Place(str(target)), "这个名称已经是一个文件，不能当文件夹用", hint="用 -o 换一个文件夹")]
        )
    with ExitStack() as stack:
        mined, files = mine_folders(folders, shelf_for(None), support, _reading(stack, scheduler))
    written = write_files(target, [(name, text.encode("utf-8")) for name, text in files])
    made = f"读了 {mined.files} 个文件、{mined.texts} 篇不同的稿子，写好了 {len(written)} 个文件："
    report([], written, form, made)
    if form == "text":
        click.echo(
            "要用这些写法，把 公用、要求库 两个文件夹复制到 会议.yaml 旁边的“模板”文件夹里，再运行 jianggao template check"
        )
    return DONE


def _reading(stack: ExitStack, scheduler: str | None) -> Mapped:
    """Who reads the files: this process, or a cluster that stays connected as long as the stack is open."""
    if scheduler is None:
        return map
    from generator.cluster import linked

    link = stack.enter_context(linked(scheduler))
    from generator.cluster.mining import Readers

    return Readers(link)


def _score(folders: tuple[Path, ...], holdout: Path | None, support: int, seed: int) -> None:
    from generator.miner.archive import read_archive
    from generator.miner.builtin import builtin_sentences
    from generator.miner.grammar import gather, learn_grammar
    from generator.miner.score import format_score, score_folds, score_papers
    from generator.miner.spool import Paper, Spool

    def papers(places: tuple[Path, ...]) -> list[Paper]:
        with Spool() as spool:
            read_archive(places, spool)
            return list(spool.distinct())

    own, builtin = papers(folders), list(builtin_sentences(shelf_for(None)))
    click.echo("\n".join(format_score(score_folds(own, builtin, support, seed), "五折，挖出来的和内置的")))
    click.echo("")
    click.echo("\n".join(format_score(score_folds(own, [], support, seed), "五折，只用挖出来的")))
    if holdout is not None:
        click.echo("")
        grammar = learn_grammar(gather(own), builtin, support)
        click.echo("\n".join(format_score(score_papers(papers((holdout,)), grammar), "另外的稿子")))
