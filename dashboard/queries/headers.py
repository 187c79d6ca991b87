"""What the comment lines at the head of a query file say beside what it answers, such as `-- title:`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dashboard.queries.names import FOLDER, Query, header_of, read


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


def header(query: Query, name: str) -> str:
    """What the comment lines `-- name: ...` of a query say, as one list where there are several; '' without one."""
    return header_of(query.text, name)


def fetches(query: Query) -> Fetch | None:
    """What the header `-- fetches: <dataset> where <condition> and <condition>` of a query asks for."""
    name, _, conditions = header(query, "fetches").partition(" where ")
    return Fetch(name, tuple(filter(None, conditions.split(" and ")))) if name else None


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


def kept_as(dataset: str) -> Query | None:
    """How uploaded rows of a dataset are kept where that is not as they were written: a query of `staged`."""
    return read(f"kept_as/{dataset}") if (FOLDER / "kept_as" / f"{dataset}.sql").is_file() else None


@cache
def derivations() -> list[Query]:
    """The datasets that follow from another one, each by the name of its query, such as 'derived/air_daily'."""
    return [read(f"derived/{path.stem}") for path in sorted((FOLDER / "derived").glob("*.sql"))]
