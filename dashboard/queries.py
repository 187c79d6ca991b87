"""Named queries: the path under queries/ is the name, the first comment line says what it answers and its grain."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from dashboard.datasets import ROOT, datasets

FOLDER = ROOT / "queries"

#: Every parameter a query may use. None means "no filter"; as_of left out is the day the data reaches.
PARAMETERS: dict[str, type] = {
    "as_of": dt.date,
    "unit": str,
    "include_groups": bool,
    "plan": str,
    "schedule": str,
    "keyword": str,
    "deadline": str,
    "due_from": dt.date,
    "due_to": dt.date,
    "scope": str,
    "light": str,
    "task_id": str,
    "dataset": str,
    "today": dt.date,
    "station": str,
    "from": dt.date,
    "to": dt.date,
    "edition": str,
    "period": str,
    "dust": str,
    "pollutant": str,
    "scenario": str,
    "so2": float,
    "no2": float,
    "pm10": float,
    "pm2_5": float,
    "co": float,
    "o3": float,
}

DEFAULTS: dict[str, Any] = {"include_groups": False, "scope": "district", "edition": "2012", "dust": "raw"}

TRUE_WORDS = {"1", "true", "yes", "是"}
FALSE_WORDS = {"0", "false", "no", "否", ""}

DEFINED = re.compile(r"create or replace (table|view|macro) (\w+)")
ONCE = re.compile(r"create or replace macro (\w+)_once\((.*?)\) as table")
COMMENT = re.compile(r"--.*")

#: What a text must look like, and in words; a parameter that is not here may be any text.
FORMS: dict[str, tuple[str, str]] = {
    "scope": ("district|urban", "district 或 urban"),
    "dust": ("raw|adjusted", "raw 或 adjusted"),
    "edition": ("2012|2026", "2012 或 2026"),
    "period": (
        r"month|quarter|season|half_year|cumulative|year|20\d\d(-(0?[1-9]|1[0-2])|-?[qQ][1-4]|-?[hH][12]"
        r"|-(spring|summer|autumn|winter))?|20\d\d-(0[1-9]|1[0-2])\.\.20\d\d-(0[1-9]|1[0-2])",
        "month、quarter、season、half_year、cumulative、year，或 2023-05、2023-Q2、2023-H1、2023-summer、2023、"
        "2023-01..2023-05",
    ),
}


class QueryError(Exception):
    """A query was asked for by a wrong name or with a wrong parameter; the message says which exist."""


@dataclass(frozen=True)
class Query:
    """A query file: its text, its first comment line, and the parameters it uses."""

    name: str
    text: str
    answers: str
    parameters: tuple[str, ...]


@dataclass(frozen=True)
class Fetch:
    """Rows of a dataset that a query needs and the working copy does not have; no conditions, no limit."""

    dataset: str
    conditions: tuple[str, ...]

    def where(self, values: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The conditions of which every parameter has a value, as one, and these values."""
        used = {condition: re.findall(r"\$(\w+)", condition) for condition in self.conditions}
        kept = {
            condition: names for condition, names in used.items() if all(values[name] is not None for name in names)
        }
        return " and ".join(kept) or "true", {name: values[name] for names in kept.values() for name in names}


def _pages() -> list[Path]:
    library = {"views", "checks", "templates", "derived"}
    return sorted(path for path in FOLDER.rglob("*.sql") if path.relative_to(FOLDER).parts[0] not in library)


def names() -> list[str]:
    """The names of all page queries, such as 'air/progress'."""
    return [path.relative_to(FOLDER).with_suffix("").as_posix() for path in _pages()]


@cache
def read(name: str) -> Query:
    """The query of that name; raises QueryError where there is none."""
    path = FOLDER / f"{name}.sql"
    if FOLDER not in path.resolve().parents or not path.is_file():
        raise QueryError(f"没有名为 {name} 的查询。用 python -m dashboard names 列出全部查询。")
    text = path.read_text(encoding="utf-8")
    used = duckdb.extract_statements(text)[0].named_parameters
    return Query(name, text, text.splitlines()[0].removeprefix("--").strip(), tuple(sorted(used)))


def views() -> list[Path]:
    """The files of definitions, in the order they are loaded."""
    return sorted((FOLDER / "views").glob("*.sql"))


@cache
def derivations() -> list[Query]:
    """The datasets that follow from another one, each by the name of its query, such as 'derived/air_daily'."""
    return [read(f"derived/{path.stem}") for path in sorted((FOLDER / "derived").glob("*.sql"))]


def used_views(query: Query) -> list[Path]:
    """The files of definitions that the header `-- uses: ...` of a query names."""
    return [FOLDER / "views" / f"{name}.sql" for name in header(query, "uses").split(", ") if name]


@dataclass(frozen=True)
class Definition:
    """A table, view or macro of queries/views/: its file, its name, its text and the words in it.

    Only a table has rows of its own. A macro whose name ends in _once is read under its name without that: `once` has
    its parameters, others have None.
    """

    path: Path
    name: str
    text: str
    words: frozenset[str]
    is_table: bool
    once: tuple[str, ...] | None = None


@cache
def definitions() -> list[Definition]:
    """All definitions in the order they are made."""
    return [
        _definition(path, text)
        for path in views()
        for text in re.split(r"(?=^create or replace )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    ]


def _definition(path: Path, text: str) -> Definition:
    kind, name = DEFINED.findall(text)[0]
    words = frozenset(re.findall(r"\w+", COMMENT.sub("", text)))
    once = ONCE.match(text)
    if once:
        return Definition(path, once[1], text, words, False, tuple(once[2].split(", ")))
    return Definition(path, name, text, words, kind == "table")


@cache
def rests_on() -> dict[str, frozenset[str]]:
    """The datasets that each definition follows from: those it names, and those behind definitions it names.

    The log of uploads is none of them: it only grows, and a row that names a new upload is new itself.
    """
    behind = {name: frozenset([name]) for name in datasets()}
    found = {}
    for each in definitions():
        found[each.name] = frozenset[str]().union(*(behind[word] for word in each.words & behind.keys()))
        behind[each.name] = found[each.name]
    return found


@cache
def needs(query: Query) -> list[Definition]:
    """The definitions ..._once that a query reaches, in the order they are made."""
    reached = set(re.findall(r"\w+", COMMENT.sub("", query.text)))
    found = []
    for each in reversed(definitions()):
        if each.name in reached:
            reached |= each.words
            if each.once is not None:
                found.append(each)
    return found[::-1]


def asked_as(parameter: str) -> str:
    """The query parameter that a macro's parameter takes: as_of, or for_scope for scope."""
    return parameter.removeprefix("for_")


def arguments(definition: Definition, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a definition ..._once takes from the parameters of a query, which hands them on as they are."""
    names = {parameter: asked_as(parameter) for parameter in definition.once or ()}
    return {parameter: values.get(name, DEFAULTS.get(name)) for parameter, name in names.items()}


def checks(dataset: str) -> list[Query]:
    """The demands on uploads of one dataset: those in its folder, and the shared ones whose header names it."""
    own = [read(f"checks/{dataset}/{path.stem}") for path in sorted((FOLDER / "checks" / dataset).glob("*.sql"))]
    shared = [read(f"checks/shared/{path.stem}") for path in sorted((FOLDER / "checks" / "shared").glob("*.sql"))]
    return own + [check for check in shared if dataset in header(check, "datasets").split(", ")]


@cache
def check_titles() -> dict[str, str]:
    """What each rule of queries/checks/ is called on screen."""
    paths = sorted((FOLDER / "checks").rglob("*.sql"))
    found = [read(path.relative_to(FOLDER).with_suffix("").as_posix()) for path in paths]
    return {query.name.rsplit("/", 1)[1]: header(query, "title") for query in found}


def header(query: Query, name: str) -> str:
    """What the comment line `-- name: ...` of a query says; '' without one."""
    lines = [line for line in query.text.splitlines() if line.startswith(f"-- {name}: ")]
    return lines[0].removeprefix(f"-- {name}: ") if lines else ""


def fetches(query: Query) -> Fetch | None:
    """What the header `-- fetches: <dataset> where <condition> and <condition>` of a query asks for."""
    name, _, conditions = header(query, "fetches").partition(" where ")
    return Fetch(name, tuple(filter(None, conditions.split(" and ")))) if name else None


def bind(query: Query, given: dict[str, Any]) -> dict[str, Any]:
    """The values for a query's parameters: given ones typed, others by default (as_of stays None if not given).

    Raises QueryError for a parameter the query does not use, since a filter that is ignored is quietly wrong.
    """
    unused = [name for name in given if name not in query.parameters]
    if unused:
        allowed = "、".join(query.parameters) or "无"
        raise QueryError(f"查询 {query.name} 没有参数 {'、'.join(unused)}。它的参数：{allowed}。")
    return {name: typed(name, given.get(name, DEFAULTS.get(name))) for name in query.parameters}


def typed(name: str, value: Any) -> Any:
    """One parameter value as its type; '' and None mean not given. Raises QueryError if it cannot be read."""
    kind = PARAMETERS[name]
    if value is None or (value == "" and kind is not bool):
        return None
    if not isinstance(value, str):
        return value
    if name in FORMS and not re.fullmatch(FORMS[name][0], value):
        raise QueryError(f"参数 {name} 的值“{value}”应为 {FORMS[name][1]}。")
    if kind is dt.date:
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            raise QueryError(f"参数 {name} 的值“{value}”不是日期，请写成 2023-05-31。") from error
    if kind is float:
        try:
            return float(value)
        except ValueError as error:
            raise QueryError(f"参数 {name} 的值“{value}”不是数。") from error
    if kind is bool:
        word = value.strip().lower()
        if word not in TRUE_WORDS | FALSE_WORDS:
            raise QueryError(f"参数 {name} 的值“{value}”应为 true 或 false。")
        return word in TRUE_WORDS
    return value
