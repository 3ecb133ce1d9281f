"""人员: a person is written once, everywhere else by name; the roster's order is the rank.

Knows names, posts and how a person is addressed.  Does not know agendas or papers.
"""

from __future__ import annotations

from generator.meeting.address import address_of
from generator.problems import Problem, closest
from generator.records import record
from generator.slots.persons import PERSON_FORM, apart
from generator.slots.registry import PersonText, Problems
from generator.text.regex import regex

# The last character of what is a body and not a person: 县疫防办, 市场监管组, 青山镇, 安环部 …
_BODY = regex(
    r".+(?:[局办组委厅部处室科所站院队镇乡县市区村校司厂行班系会社]|中心|公司|集团|大队|支队|专班|社区|街道|学校|医院|大家|全体\S*)$"
)


@record(frozen=True)
class Person:
    """A person, or (with `body` true) an office that acts as one: 请县疫防办传达."""

    name: str
    post: str = ""
    unit: str = ""
    address: str = "同志"
    """称谓: what follows the name when the person is spoken of."""
    rank: int = 999
    body: bool = False

    def __hash__(self) -> int:
        # Few share a name: a thousand people are looked up without their posts.
        return hash(self.name)

    def __eq__(self, other: object) -> bool:
        # And told apart without them.
        return isinstance(other, Person) and self.name == other.name and vars(self) == vars(other)

    @property
    def called(self) -> str:
        """李明同志, 程远教授; an office by its name alone, and with it who has no 称谓 by his post: 家长代表赵明."""
        return self.name + self.address if self.body or self.address else self.title + self.name

    @property
    def title(self) -> str:
        """Unit and post: 青山镇党委书记; the unit is not said twice."""
        return self.post if self.post.startswith(self.unit) else self.unit + self.post

    @property
    def full(self) -> str:
        """县委书记李明同志; what the post says already is not said again: 校长周文."""
        return self.title + self.name + ("" if self.address in self.title else self.address)


class Roster:
    """The people of a meeting, looked up by name.  What cannot be looked up becomes a problem."""

    def __init__(self, address: str = "同志") -> None:
        self.address = address
        self._people: dict[str, Person] = {}

    def enter(self, written: PersonText, problems: Problems) -> Person:
        """A person of the roster, ranked by the order of entering."""
        known = self._people.get(written.name)
        if known is not None:
            if written.post and known.post and (written.post, written.unit) != (known.post, known.unit):
                found = f"“{written.name}”前面写的职务是“{known.title}”，这里是“{written.unit}{written.post}”"
                problems.append(
                    Problem("D13", written.place, found, "一个人的职务只写一次", f"这里只写 {written.name}")
                )
            if known.post or not written.post:
                return known
        address = written.address or address_of(written.unit + written.post, self.address)
        # A name that stood alone in 出席 keeps its place when its post is told later.
        rank = len(self._people) if known is None else known.rank
        person = Person(written.name, written.post, written.unit, address, rank)
        self._people[written.name] = person
        return person

    def find(self, written: PersonText, problems: Problems) -> Person:
        """A person mentioned anywhere: by name from the roster, or written whole where first needed."""
        if written.name in self._people:
            return self.enter(written, problems)
        if written.post:
            self._check_twin(written, problems)
            return self.enter(written, problems)
        if _blamed(written.name, problems):
            return self.enter(written, problems)
        # A name one character away from a roster name is a slip of the pen, even where it looks like an office.
        near = [name for name in self._people if _one_off(name, written.name)]
        if not near and _BODY.fullmatch(written.name) and len(written.name) > 2:
            return Person(written.name, address="", body=True)
        name = near[0] if near else closest(written.name, self._people)
        hint = f"是不是“{name}”？" if name else f"把职务写上：{apart(written.name) or written.name + '（职务）'}"
        found = f"“{written.name}”没有写职务，出席名单里也没有这个人"
        problems.append(Problem("D14", written.place, found, PERSON_FORM, hint))
        return self.enter(written, problems)

    def _check_twin(self, written: PersonText, problems: Problems) -> None:
        """Somebody of the same post, one character away: 王方 and 王芳 are hardly two people."""
        said = written.unit + written.post
        twin = next((p for p in self._people.values() if _one_off(p.name, written.name) and p.title == said), None)
        if twin is not None:
            found = f"“{written.name}”和前面的“{twin.name}”只差一个字，职务都是“{twin.title}”"
            problems.append(Problem("D14", written.place, found, "一个人只有一种写法", f"是不是“{twin.name}”？"))

    def names(self) -> tuple[str, ...]:
        return tuple(self._people)

    def all(self) -> tuple[Person, ...]:
        """Everybody, by rank."""
        return tuple(sorted(self._people.values(), key=lambda p: p.rank))


def _blamed(name: str, problems: Problems) -> bool:
    """True where the line that should have told of this person has a problem already: one mistake, one problem."""
    return any(
        p.place.path == "出席"
        or (name in p.place.excerpt and (p.place.path.startswith(("出席", "人员")) or p.code in ("D07", "Y06")))
        for p in problems
    )


def _one_off(one: str, other: str) -> bool:
    """Two names of the same length that differ in one character: 王健 and 王键."""
    return len(one) == len(other) >= 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1
