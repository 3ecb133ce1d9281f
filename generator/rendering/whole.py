"""A paper's template in one piece: what it extends and what it includes laid into its syntax tree.

Left to itself Jinja gives every include a context of its own, looks its names up again and hands its text on bit by bit,
which takes longer than to write the text.  Where laying in could change what is written, or makes too large or too deep
a tree, things are left to Jinja.  Knows trees that are checked and guarded; compiling and running them is for `render`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from jinja2 import nodes

from generator.records import record
from generator.rendering.sandbox import CHOSEN, ITEM, QUOTED, is_super

NodeT = TypeVar("NodeT", bound=nodes.Node)

MAX_NODES = 5_000
"""Nodes of a tree beyond which no more is laid in; the largest of our own papers has half as many."""
MAX_DEPTH = 15
"""Branches and loops in one another; Python has 20 loops at most."""
LINES = 100_000_000
"""More than a file has lines: line 3 of piece number 2 is line 200000003 of the whole."""


@record(frozen=True)
class Piece:
    """A template that may be laid into another: its tree, and the number, from 1, that its lines are told by."""

    tree: nodes.Template
    number: int

    @cached_property
    def depth(self) -> int:
        """How many branches and loops stand in one another."""
        return _depth(self.tree)

    @cached_property
    def chooses(self) -> bool:
        """True where it has 写法 to choose from."""
        return any(self.tree.find_all(nodes.Assign))

    @cached_property
    def alone(self) -> bool:
        """True where it has to do with no template but those it includes, nor with a loop around it."""
        return not any(self.tree.find_all((nodes.Extends, nodes.Block))) and not _asks_for_loop(self.tree)


@record(frozen=True)
class _Place:
    """Where in the whole something is laid: in a line of which piece, within what."""

    number: int
    depth: int = 0
    in_loop: bool = False
    counts_items: bool = False
    """True in a loop through the items of an agenda."""
    block: tuple[str, int] = ("", 0)
    """The block, and how many templates before this one have a block of that name."""


class _NotToBeLaidError(Exception):
    """Something that only Jinja itself can do right."""


def whole(chain: Sequence[Piece], piece_of: Callable[[str], Piece]) -> nodes.Template | None:
    """The tree of a template with all that it extends and includes laid in, as far as that goes; None where Jinja has to
    put together what it extends.

    `chain` is the template and what it extends, nearest first; `piece_of` gives a template by the name in an include.
    """
    try:
        return _Laying(chain, piece_of).tree()
    except _NotToBeLaidError:
        return None


class _Laying:
    def __init__(self, chain: Sequence[Piece], piece_of: Callable[[str], Piece]) -> None:
        self.chain, self.piece_of, self.room = chain, piece_of, MAX_NODES
        self.blocks: dict[str, list[tuple[Piece, nodes.Block]]] = {}
        for piece in chain:
            for block in piece.tree.find_all(nodes.Block):
                self.blocks.setdefault(block.name, []).append((piece, block))

    def tree(self) -> nodes.Template:
        """The whole."""
        *children, last = self.chain
        body = [made for child in children for made in self.many(_before_extends(child.tree), _Place(child.number))]
        body += self.many(last.tree.body[1:], _Place(last.number))
        return nodes.Template(body, lineno=1, environment=last.tree.environment)

    def many(self, given: Iterable[nodes.Node], place: _Place) -> list[nodes.Node]:
        out: list[nodes.Node] = []
        for node in given:
            for made in self.one(node, place):
                if out and isinstance(made, nodes.Output) and isinstance(last := out[-1], nodes.Output):
                    # Text of two templates side by side is written at once.
                    last.nodes += made.nodes
                else:
                    out.append(made)
        return out

    def one(self, node: nodes.Node, place: _Place) -> Iterator[nodes.Node]:
        """What stands for a node in the whole."""
        if isinstance(node, nodes.Block):
            yield from self.block(node.name, 0, place)
        elif isinstance(node, nodes.Output):
            yield from self.output(node, place)
        elif isinstance(node, nodes.Include) and (piece := self.included(node, place)) is not None:
            yield from self.include(piece, node, place)
        else:
            yield self.copy(node, place)

    def block(self, name: str, nth: int, place: _Place) -> Iterator[nodes.Node]:
        """The block of that name in the nearest template that has it, or in the nth after."""
        self.room -= 1
        # A block does not see the loops around it, and one may ask for another ever again.
        if place.in_loop or self.room < 0 or nth >= len(self.blocks[name]):
            raise _NotToBeLaidError
        piece, block = self.blocks[name][nth]
        yield from self.many(block.body, _Place(piece.number, place.depth, block=(name, nth)))

    def output(self, node: nodes.Output, place: _Place) -> Iterator[nodes.Node]:
        """What is printed, in the place of each {{ super() }} the block that it asks for."""
        self.room -= 1
        line = place.number * LINES + node.lineno
        printed: list[nodes.Expr] = []
        for one in node.nodes:
            if isinstance(one, nodes.Filter) and one.name == QUOTED and place.block[0]:
                if printed:
                    yield nodes.Output(printed, lineno=line, environment=node.environment)
                yield from self.block(place.block[0], place.block[1] + 1, place)
                printed = []
            else:
                printed.append(self.copy(one, place))
        if printed:
            yield nodes.Output(printed, lineno=line, environment=node.environment)

    def included(self, node: nodes.Include, place: _Place) -> Piece | None:
        """The template that may be laid in for an include."""
        if self.room <= 0 or not isinstance(node.template, nodes.Const):
            return None
        piece = self.piece_of(node.template.value)
        return piece if piece.alone and place.depth + piece.depth <= MAX_DEPTH else None

    def include(self, piece: Piece, node: nodes.Include, place: _Place) -> Iterator[nodes.Node]:
        """A template in the place of an include.  Its turn is counted in a loop: how often it stands outside, the size
        of the whole bounds."""
        self.room -= 1
        body = piece.tree.body if place.in_loop else piece.tree.body[1:]
        laid = self.many(body, replace(place, number=piece.number, block=("", 0)))
        if piece.chooses:
            # What it chooses among its own 写法 is not to be taken for the choice of the template around it.
            yield nodes.Scope(laid, lineno=place.number * LINES + node.lineno, environment=node.environment)
        else:
            yield from laid

    def copy(self, node: NodeT, place: _Place) -> NodeT:
        """The node, with what is to be laid into it."""
        self.room -= 1
        if is_super(node):
            raise _NotToBeLaidError
        inner = place
        if isinstance(node, (nodes.For, nodes.If)):
            inner = replace(place, depth=place.depth + 1)
            if inner.depth > MAX_DEPTH:
                raise _NotToBeLaidError
        if isinstance(node, nodes.For):
            inner = replace(inner, in_loop=True, counts_items=place.counts_items or _makes(node, ITEM))
        fields = [self.field(getattr(node, name), inner if name in _BODIES else place) for name in node.fields]
        line = place.number * LINES + node.lineno if node.lineno else None
        made = type(node)(*fields, lineno=line, environment=node.environment)
        if place.counts_items and isinstance(made, nodes.Filter) and made.name == CHOSEN:
            # An include would find it in the context that it is given.
            made.args.append(nodes.Name(ITEM, "load", lineno=made.lineno))
        return made

    def field(self, value: Any, place: _Place) -> Any:
        # A constant may be a list, too, but of no nodes.
        if isinstance(value, list) and all(isinstance(one, nodes.Node) for one in value):
            return self.many(value, place)
        return self.copy(value, place) if isinstance(value, nodes.Node) else value


_BODIES = ("body", "else_")


def _before_extends(tree: nodes.Template) -> list[nodes.Node]:
    """What a template writes that extends another.  Text after the extends is never written."""
    texts: list[nodes.Node] = []
    extends = False
    for node in tree.body[1:]:
        if isinstance(node, nodes.Extends):
            extends = True
        elif isinstance(node, nodes.Output):
            texts += [] if extends else [node]
        elif not (extends and isinstance(node, nodes.Block)):
            raise _NotToBeLaidError
    return texts


def _depth(node: nodes.Node) -> int:
    return isinstance(node, (nodes.For, nodes.If)) + max(map(_depth, node.iter_child_nodes()), default=0)


def _makes(loop: nodes.For, name: str) -> bool:
    return isinstance(loop.target, nodes.Name) and loop.target.name == name


def _asks_for_loop(node: nodes.Node) -> bool:
    """Whether it speaks of a loop that it does not open itself (loop.last)."""
    if isinstance(node, nodes.Name):
        return node.name == "loop"
    inner = ("body", "test") if isinstance(node, nodes.For) else ()
    return any(map(_asks_for_loop, node.iter_child_nodes(exclude=inner)))
