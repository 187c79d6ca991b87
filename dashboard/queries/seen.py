"""What a reader sees of tables with restricted rows (queries/seen/): one query a table, run where all rows are.

A table is a dataset, or a definition that is worked out from all rows and then seen with less.
"""

from functools import cache

from dashboard.queries.definitions import definitions, reached, rests_on
from dashboard.queries.headers import header
from dashboard.queries.names import FOLDER, Query, read

#: The units among a reader's that see more than others do, and tables that are laid for the other queries, in order.
SUPERVISING, LAID = "supervising", ("hidden_plots", "hidden_words", "hidden_names", "hidden_findings")


@cache
def supervising() -> Query:
    """The query for those of some units that see any restricted rows."""
    return read(f"seen/{SUPERVISING}")


@cache
def laid() -> dict[str, Query]:
    """The queries for what is laid first, in their order; `units` are those whose rows the reader sees."""
    return {name: read(f"seen/{name}") for name in LAID}


@cache
def masked() -> dict[str, Query]:
    """For each table that is seen with less, the query for it."""
    names = sorted(path.stem for path in (FOLDER / "seen").glob("*.sql"))
    return {name: read(f"seen/{name}") for name in names if name not in (SUPERVISING, *LAID)}


@cache
def given() -> frozenset[str]:
    """The definitions that are worked out from all rows before they are seen with less."""
    return frozenset(each.name for each in definitions() if each.name in masked())


@cache
def used_by_masks() -> frozenset[str]:
    """The names that these queries use."""
    return frozenset[str]().union(*(each.uses for each in (*laid().values(), *masked().values())))


@cache
def behind_masks() -> frozenset[str]:
    """The datasets that decide what is seen of any of these tables, and definitions and other names they use."""
    return used_by_masks().union(*(rests_on().get(name, ()) for name in used_by_masks()))


@cache
def is_same_for_all(query: Query) -> bool:
    """Whether a query gives every reader the same: nothing that it reads is seen with less by anyone."""
    shown = {name for name, each in masked().items() if header(each, "shown") != "by no query"}
    used = query.uses.union(*(each.uses for each in reached(query.uses)))
    return not used & shown
