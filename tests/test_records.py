"""A record is what a frozen dataclass is."""

from __future__ import annotations

import copy
import pickle
import pkgutil
from dataclasses import MISSING, FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import Any

import pytest

import generator
from generator.records import record


@record(frozen=True)
class Ours:
    """A record."""

    name: str
    marks: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    line: int = field(default=0, compare=False, repr=False)

    @cached_property
    def said(self) -> str:
        return self.name * 2


@dataclass(frozen=True)
class Theirs:
    """The same, as the standard library makes it."""

    name: str
    marks: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list, compare=False)
    line: int = field(default=0, compare=False, repr=False)


@record(frozen=True)
class Longer(Ours):
    """A record with one more field."""

    last: str = ""


@record(frozen=True)
class Single:
    """A record with one field."""

    name: str


@record(frozen=True)
class Spoken:
    """A record that says itself what is equal."""

    name: str

    def __hash__(self) -> int:
        return 7


GIVEN: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    (("甲",), {}),
    (("甲", ("一",)), {}),
    (("甲",), {"line": 3}),
    ((), {"name": "甲", "notes": ["记"]}),
    (("乙", (), ["记"], 4), {}),
)


@pytest.mark.parametrize(("args", "named"), GIVEN)
def test_is_made_shown_and_taken_apart_alike(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = Ours(*args, **named), Theirs(*args, **named)
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert asdict(ours) == asdict(theirs)
    assert [(one.name, one.type, one.compare) for one in fields(ours)] == [
        (one.name, one.type, one.compare) for one in fields(theirs)
    ]
    for again in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours)), replace(ours)):
        assert again == ours and hash(again) == hash(ours) and again.line == ours.line
    assert replace(ours, name="丙").name == "丙"


@pytest.mark.parametrize("one", GIVEN)
@pytest.mark.parametrize("other", GIVEN)
def test_is_equal_alike(one: Any, other: Any) -> None:
    ours = Ours(*one[0], **one[1]) == Ours(*other[0], **other[1])
    assert ours == (Theirs(*one[0], **one[1]) == Theirs(*other[0], **other[1]))


def test_is_equal_to_its_own_kind_alone() -> None:
    theirs: object = Theirs("甲")
    assert Ours("甲") != theirs
    assert Ours("甲") != Longer("甲")
    assert Longer("甲", last="乙") == Longer("甲", last="乙") != Longer("甲")
    assert {Single("甲"), Single("甲"), Single("乙")} == {Single("甲"), Single("乙")}
    assert hash(Spoken("甲")) == 7 and Spoken("甲") != Spoken("乙")


def test_is_frozen() -> None:
    one = Ours("甲")
    with pytest.raises(FrozenInstanceError):
        one.name = "乙"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.name
    assert one.said == "甲甲" and one.said is one.said


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ((), {}),
        (("甲", (), [], 0, 1), {}),
        (("甲",), {"其他": 1}),
        (("甲",), {"name": "乙"}),
        ((), {"其他": 1, "marks": ()}),
    ],
)
def test_takes_its_fields_and_no_others(args: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Ours(*args, **named)
    with pytest.raises(TypeError):
        Theirs(*args, **named)


def test_lists_of_different_records_are_their_own() -> None:
    one, other = Ours("甲"), Ours("甲")
    one.notes.append("记")
    assert other.notes == [] and is_dataclass(Ours)
    assert Ours.__match_args__ == Theirs.__match_args__ == ("name", "marks", "notes", "line")


def test_the_many_are_as_the_few() -> None:
    @record(frozen=True)
    class Counted:
        """A record of which many are made."""

        number: int
        notes: list[int] = field(default_factory=list)

    made = [Counted(number, [number]) if number % 2 else Counted(number=number) for number in range(300)]
    assert [(one.number, one.notes) for one in made] == [(n, [n] if n % 2 else []) for n in range(300)]
    for one in made:
        assert one == replace(made[0], number=one.number, notes=one.notes)
    with pytest.raises(TypeError, match="number"):
        Counted()  # type: ignore[call-arg]


def test_a_class_is_looked_at_when_it_is_used() -> None:
    @record(frozen=True)
    class Late:
        """A record of a kind that is seldom made."""

        name: str
        marks: tuple[str, ...] = field(default=(), compare=False)

    @record(frozen=True)
    class Later(Late):
        """One built on it."""

        line: int = 0

    assert "__record_fields__" not in vars(Late)
    assert Later("甲", ("一",), 2) == Later("甲", ("二",), 2) != Later("甲", ("二",), 3)
    assert not isinstance(vars(Late)["__dataclass_fields__"], dict), "nothing asked for its fields"
    assert [one.name for one in fields(Later)] == ["name", "marks", "line"] and Later.__match_args__[2] == "line"
    assert isinstance(vars(Late)["__dataclass_fields__"], dict) and Late.marks == ()
    assert Late("甲") == Late("甲", ("一",)) and hash(Late("甲")) == hash(Late("甲", ("一",)))
    assert replace(Later("甲"), line=1) == Later("甲", line=1) == Later(line=1, name="甲")


def test_every_record_of_the_program_is_a_dataclass() -> None:
    found = set()
    for one in pkgutil.walk_packages(generator.__path__, "generator."):
        # Commands for what is installed beside the program.
        if not one.name.startswith("generator.cluster"):
            found |= {kind for kind in vars(import_module(one.name)).values() if isinstance(kind, type)}
    frozen = vars(Ours)["__setattr__"]
    records = [kind for kind in found if vars(kind).get("__setattr__") is frozen]
    assert len(records) > 80
    for kind in records:
        told = fields(kind)
        assert kind.__match_args__ == tuple(one.name for one in told if one.init)  # type: ignore[attr-defined]
        kept = vars(kind)["__record_fields__"]
        assert [(one.name, one.type, one.default, one.default_factory, one.compare) for one in kept] == [
            (one.name, one.type, one.default, one.default_factory, one.compare) for one in told
        ]
        needed = [one.default is MISSING and one.default_factory is MISSING for one in told]
        assert needed == sorted(needed, reverse=True), f"{kind}: a field without a value comes after one that has some"
