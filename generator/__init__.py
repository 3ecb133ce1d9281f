"""讲稿: the papers of a meeting, written from one 会议.yaml.

>>> import generator
>>> details = generator.load_details("examples/全县安全生产工作会议/会议.yaml")
>>> paper = generator.make_paper(details, "讲话/工作会议", speaker="林海", layout="公文")
>>> paper.text.split("\\n")[0]
'在全县岁末年初安全生产工作会议上的讲话'
>>> paper.docx[:2]
b'PK'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.details import Details as Details
    from generator.details import load_details as load_details
    from generator.details import parse_details as parse_details
    from generator.pipeline import Paper as Paper
    from generator.pipeline import make_paper as make_paper
    from generator.pipeline import papers_called as papers_called
    from generator.problems import InvalidInput as InvalidInput
    from generator.problems import Problem as Problem

# Loaded when first asked for: `import generator.text.numbering` is not to cost what Jinja costs.
_HOMES = {
    "Details": "details",
    "load_details": "details",
    "parse_details": "details",
    "Paper": "pipeline",
    "make_paper": "pipeline",
    "papers_called": "pipeline",
    "InvalidInput": "problems",
    "Problem": "problems",
}
__all__ = [
    "Details",
    "InvalidInput",
    "Paper",
    "Problem",
    "load_details",
    "make_paper",
    "papers_called",
    "parse_details",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
