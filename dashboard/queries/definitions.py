"""The words with a meaning (queries/definitions/), each made once: their order follows from the names they use."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from dashboard.datasets import datasets
from dashboard.queries.names import FOLDER, Query, QueryError, header_of, used
from dashboard.queries.parameters import DEFAULTS

DEFINED = re.compile(r"create or replace (table|view|macro) (\w+)")
#: The definitions that ask Python to convert coordinates (dashboard/store/functions.py).
CONVERTING = frozenset(["located", "outlined"])
ONCE = re.compile(r"create or replace macro (\w+)_once\((.*?)\) as table", re.DOTALL)


@dataclass(frozen=True)
class Definition:
    """A table, view or macro of queries/definitions/: its file, its name, its text and the names it uses.

    Only a table has rows of its own. A macro whose name ends in _once is read under its name without that: `once` has
    its parameters, others have None. `renewed_by` are columns of a table and of each large dataset that it names: its
    rows with some values there follow from none but the dataset's rows with the same (header `renewed by`).
    """

    path: Path
    name: str
    text: str
    uses: frozenset[str]
    is_table: bool
    once: tuple[str, ...] | None = None
    renewed_by: tuple[str, ...] = ()

    @property
    def rows(self) -> str:
        """What a table is made of, as a query."""
        return self.text.split(f"create or replace table {self.name} as\n")[1].strip().removesuffix(";")


@cache
def definitions() -> list[Definition]:
    """All definitions in the order they are made; raises QueryError for a circle, with the names in it."""
    return in_order(_definition(path) for path in sorted((FOLDER / "definitions").rglob("*.sql")))


def in_order(unordered: Iterable[Definition]) -> list[Definition]:
    """Each definition after those it uses, else by name; raises QueryError for a circle, with the names in it."""
    found = {each.name: each for each in unordered}
    sorter = TopologicalSorter({name: sorted(each.uses & found.keys() - {name}) for name, each in found.items()})
    try:
        return [found[name] for name in sorter.static_order()]
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise QueryError(f"queries/definitions 里的定义互相引用，成了一圈：{circle}。") from error


def _definition(path: Path) -> Definition:
    text = path.read_text(encoding="utf-8")
    kind, name = DEFINED.findall(text)[0]
    uses = used(text)
    once = ONCE.search(text)
    if once:
        return Definition(path, once[1], text, uses, False, tuple(once[2].split(", ")))
    renewed_by = tuple(filter(None, header_of(text, "renewed by").split(", ")))
    return Definition(path, name, text, uses, kind == "table", renewed_by=renewed_by)


@cache
def rests_on() -> dict[str, frozenset[str]]:
    """The datasets that each definition follows from: those it names, and those behind definitions it names.

    The log of uploads is none of them: it only grows, and a row that names a new upload is new itself.
    """
    behind = {name: frozenset([name]) for name in datasets()}
    found = {}
    for each in definitions():
        found[each.name] = frozenset[str]().union(*(behind[name] for name in each.uses & behind.keys()))
        behind[each.name] = found[each.name]
    return found


@cache
def reached(names: frozenset[str], given: frozenset[str] = frozenset()) -> list[Definition]:
    """The definitions among these names and those behind them, in the order they are made; none that are `given`."""
    found: list[Definition] = []
    for each in reversed(definitions()):
        if each.name in names - given:
            names |= each.uses
            found.append(each)
    return found[::-1]


def converts(names: Iterable[str]) -> bool:
    """Whether definitions among these names, or those behind them, ask Python to convert coordinates."""
    return any(each.name in CONVERTING for each in reached(frozenset(names)))


@cache
def needs(query: Query, given: frozenset[str] = frozenset()) -> list[Definition]:
    """The definitions ..._once that a query reaches, in the order they are made; not those behind what is `given`."""
    return [each for each in reached(query.uses, given) if each.once is not None]


def asked_as(parameter: str) -> str:
    """The query parameter that a macro's parameter takes: as_of, or for_scope for scope."""
    return parameter.removeprefix("for_")


def arguments(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a definition ..._once takes from the parameters of a query, which hands them on as they are."""
    names = {parameter: asked_as(parameter) for parameter in definition.once or ()}
    return {parameter: values.get(name, DEFAULTS.get(name)) for parameter, name in names.items()}
