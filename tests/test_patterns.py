"""Patterns are compiled when they are first used: a mistake in one is to be found here and not at a clerk's."""

from __future__ import annotations

import gc
import pkgutil
import re
from importlib import import_module

import pytest

import generator
from generator.text import regex as lazily


def test_every_pattern_of_every_module_compiles() -> None:
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        import_module(module.name)
    patterns = [one for one in gc.get_objects() if type(one) is lazily._Regex]
    assert len(patterns) > 300
    for one in patterns:
        assert isinstance(one.flags, int), one.pattern


def test_a_pattern_is_used_like_any_other() -> None:
    pattern = lazily.regex(r"第(?P<number>[一二三])项")
    assert pattern.sub("项", "第一项、第二项") == "项、项"
    found = pattern.search("第三项")
    assert found is not None and found["number"] == "三" and pattern.groups == 1
    broken = lazily.regex("(未完")
    with pytest.raises(re.error):
        broken.search("")
