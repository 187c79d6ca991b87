"""Definitions: one a file, in the order of their use; those worked out once have the parameters of the query."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import queries
from dashboard.datasets import dataset, datasets
from dashboard.queries.definitions import Definition, in_order

TEXTS = {
    path.relative_to(queries.FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(queries.FOLDER.rglob("*.sql"))
}
MACROS = {
    name: parameters.replace("\n", " ").split(", ")
    for text in TEXTS.values()
    for name, parameters in re.findall(r"create or replace macro (\w+?)(?:_once)?\(([^()]*)\) as table", text)
}


#: What a definition is made of: a query, or for a macro that gives one value, an expression.
BODY = re.compile(r"create or replace (?:table|view|macro) \w+(?:\([^)]*\))?\s+as\s+(?:table\s+)?(.*)", re.DOTALL)


def reaching_once() -> set[str]:
    """The macros that read, directly or through others, what is worked out once."""
    found = {each.name for each in queries.definitions() if each.once is not None}
    return found | {each.name for each in queries.definitions() if each.name in MACROS and each.uses & found}


def test_what_is_worked_out_once_is_read_with_the_parameters_of_the_query() -> None:
    kept = {parameter for each in queries.definitions() for parameter in each.once or ()}
    calls = [
        (file, name, dict(zip(MACROS[name], re.split(r",\s+", given.strip()), strict=True)))
        for file, text in TEXTS.items()
        for name in reaching_once()
        for given in re.findall(rf"(?:from|join)\s+{name}\(([^()]*)\)", text)
    ]
    assert len(calls) >= 25
    for file, name, given in calls:
        for parameter in kept & given.keys():
            asked = queries.asked_as(parameter)
            assert given[parameter].split("::")[0] in (parameter, f"${asked}"), (file, name, given)


def test_what_is_renewed_in_part_has_those_columns_from_the_keys_of_a_dataset_that_it_names() -> None:
    in_part = [each for each in queries.definitions() if each.renewed_by]
    assert {each.name for each in in_part} >= {"report_spans", "reported_nodes", "reporting_units", "report_uploads"}
    for each in in_part:
        assert each.is_table, each.name
        named = [dataset(name) for name in each.uses & datasets().keys()]
        assert any(set(each.renewed_by) <= set(target.key) for target in named), each.name


def test_a_query_needs_what_it_reaches_through_other_definitions_in_the_order_it_is_made() -> None:
    def needed(name: str) -> list[str]:
        return [each.name for each in queries.needs(queries.read(name))]

    assert needed("air/targets") == []
    assert needed("overview/summary") == ["task_status"]
    assert needed("air/headline") == ["air_month_progress"]
    ahead = ["air_days_ahead", "air_month_progress", "air_months_ahead", "air_year_methods", "air_year_ahead"]
    assert needed("air/what_if") == ahead


def test_a_file_is_named_like_the_one_word_it_defines_and_stays_short() -> None:
    made = {each.path: each for each in queries.definitions()}
    assert len(made) >= 100
    for path, each in made.items():
        assert path.stem == each.name
        assert each.text.count("create or replace ") == 1, path
        assert each.text.startswith("-- "), path
        assert len(each.text.splitlines()) <= 200, path


def test_every_definition_comes_after_those_it_uses() -> None:
    names = [each.name for each in queries.definitions()]
    for place, each in enumerate(queries.definitions()):
        assert each.uses & set(names) <= {*names[:place], each.name}, each.name


def test_a_circle_is_an_error_that_names_it() -> None:
    def defined(name: str, *uses: str) -> Definition:
        return Definition(Path(f"{name}.sql"), name, "", frozenset(uses), is_table=True)

    with pytest.raises(queries.QueryError, match="互相引用，成了一圈：(b → a → b|a → b → a)。"):
        in_order([defined("a", "b"), defined("b", "a"), defined("c", "a")])


def test_a_column_that_is_called_like_a_definition_is_no_use_of_it() -> None:
    assert queries.used("select iaqi, s.grade from air_scales as s -- from ledger_rows") == {"air_scales"}
    assert queries.used("select half_even(x, 2) from lake.air_hourly") == {"half_even", "air_hourly"}


def named_by_the_parser(text: str) -> set[str]:
    """The tables that SQL reads and the functions it calls, as DuckDB itself parses it."""
    body = (BODY.search(text) or [text, text])[1].rstrip().rstrip(";")
    query = body if re.match(r"\s*(--|(select|with|from)\b)", body) else f"select {body}"
    parsed = json.loads(duckdb.execute("select json_serialize_sql($1)", [query]).fetchall()[0][0])
    assert not parsed["error"], (query, parsed)

    def names(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (node[key] for key in ("table_name", "function_name") if isinstance(node.get(key), str))
        for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from names(part)

    return set(names(parsed))


def test_the_names_and_parameters_that_are_found_in_a_text_are_those_that_duckdb_finds() -> None:
    """What is not found would not be fetched and defined; what is found too much would be for nothing."""
    known = {*datasets(), "uploads", "upload_snapshots", *(each.name for each in queries.definitions())}
    assert len(TEXTS) >= 200
    for path in sorted(queries.FOLDER.rglob("*.sql")):
        query = queries.read(path.relative_to(queries.FOLDER).with_suffix("").as_posix())
        own = {path.stem} if BODY.search(query.text) else set()
        assert query.uses & known - own == named_by_the_parser(query.text) & known - own, query.name
        assert set(query.parameters) == duckdb.extract_statements(query.text)[0].named_parameters, query.name
