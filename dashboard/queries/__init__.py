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
from dashboard.queries.seen import behind_masks, given, is_same_for_all, laid, masked, supervising, used_by_masks

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
    "behind_masks",
    "bind",
    "check_titles",
    "checks",
    "converts",
    "definitions",
    "derivations",
    "fetches",
    "given",
    "header",
    "is_same_for_all",
    "laid",
    "masked",
    "kept_as",
    "names",
    "needs",
    "reached",
    "read",
    "read_for",
    "rests_on",
    "supervising",
    "typed",
    "used",
    "used_by_masks",
]
