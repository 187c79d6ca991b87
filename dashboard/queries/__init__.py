"""All domain meaning is SQL under queries/; this package finds it, orders it and binds its parameters."""

from dashboard.queries.definitions import (
    CONVERTING,
    Definition,
    arguments,
    asked_as,
    converts,
    definitions,
    needs,
    reached,
    rests_on,
)
from dashboard.queries.headers import Fetch, check_titles, checks, derivations, fetches, header, kept_as
from dashboard.queries.names import FOLDER, Query, QueryError, names, read, used
from dashboard.queries.parameters import DEFAULTS, PARAMETERS, bind, read_for, typed

__all__ = [
    "CONVERTING",
    "DEFAULTS",
    "FOLDER",
    "PARAMETERS",
    "Definition",
    "Fetch",
    "Query",
    "QueryError",
    "arguments",
    "asked_as",
    "bind",
    "check_titles",
    "checks",
    "converts",
    "definitions",
    "derivations",
    "fetches",
    "header",
    "kept_as",
    "names",
    "needs",
    "reached",
    "read",
    "read_for",
    "rests_on",
    "typed",
    "used",
]
