"""Named queries: the path under queries/ is the name, the first comment line says what it answers and its grain."""

import re
from dataclasses import dataclass
from functools import cache

from dashboard.datasets import ROOT

FOLDER = ROOT / "queries"

#: Folders that hold what page queries are made of, that serve uploads, or that say what a reader sees of a table.
LIBRARY = {"definitions", "checks", "templates", "derived", "kept_as", "seen"}

COMMENT = re.compile(r"--.*")
PARAMETER = re.compile(r"\$(\w+)")

#: Where a text names a table, view or macro: it is read or joined, or called. A column of that name is no use of it.
NAMED = re.compile(r"\b(?:from|join)\s+(?:lake\.)?(\w+)|\b(\w+)\s*\(")


class QueryError(Exception):
    """A query was asked for by a wrong name or with a wrong parameter; the message says which exist."""


@dataclass(frozen=True)
class Query:
    """A query file: its text, its first comment line, the parameters it has and the names it uses."""

    name: str
    text: str
    answers: str
    parameters: tuple[str, ...]
    uses: frozenset[str]


def names() -> list[str]:
    """The names of all page queries, such as 'air/progress'."""
    paths = (path.relative_to(FOLDER) for path in sorted(FOLDER.rglob("*.sql")))
    return [path.with_suffix("").as_posix() for path in paths if path.parts[0] not in LIBRARY]


@cache
def read(name: str) -> Query:
    """The query of that name; raises QueryError where there is none."""
    path = FOLDER / f"{name}.sql"
    if FOLDER not in path.resolve().parents or not path.is_file():
        raise QueryError(f"没有名为 {name} 的查询。用 python -m dashboard names 列出全部查询。")
    text = path.read_text(encoding="utf-8")
    parameters = sorted(set(PARAMETER.findall(COMMENT.sub("", text))))
    return Query(name, text, text.splitlines()[0].removeprefix("--").strip(), tuple(parameters), used(text))


def header_of(text: str, name: str) -> str:
    """What the comment lines `-- name: ...` of a text say, as one list where there are several; '' without one."""
    lines = [line for line in text.splitlines() if line.startswith(f"-- {name}: ")]
    return ", ".join(line.removeprefix(f"-- {name}: ") for line in lines)


def used(text: str) -> frozenset[str]:
    """The names that SQL reads, joins or calls, those of DuckDB's own functions among them."""
    return frozenset(name for found in NAMED.findall(COMMENT.sub("", text)) for name in found if name)
