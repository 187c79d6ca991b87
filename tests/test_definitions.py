"""Definitions that are worked out once for each set of parameters: they are asked for with those of the query."""

import re

from dashboard import queries

TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(queries.FOLDER.rglob("*.sql"))}
MACROS = {
    name: parameters.replace("\n", " ").split(", ")
    for text in TEXTS.values()
    for name, parameters in re.findall(r"create or replace macro (\w+?)(?:_once)?\(([^()]*)\) as table", text)
}


def reaching_once() -> set[str]:
    """The macros that read, directly or through others, what is worked out once."""
    found = {each.name for each in queries.definitions() if each.once is not None}
    return found | {each.name for each in queries.definitions() if each.name in MACROS and each.words & found}


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


def test_a_query_needs_what_it_reaches_through_other_definitions_in_the_order_it_is_made() -> None:
    def needed(name: str) -> list[str]:
        return [each.name for each in queries.needs(queries.read(name))]

    assert needed("air/targets") == []
    assert needed("overview/summary") == ["task_status"]
    assert needed("air/headline") == ["air_month_progress"]
    assert needed("air/what_if") == ["air_month_progress", "air_days_ahead", "air_year_ahead", "air_months_ahead"]
