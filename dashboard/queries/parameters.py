"""The parameters of queries: what each is, what it must look like, and what it is when nobody gives it."""

import datetime as dt
import re
from typing import Any

from dashboard.queries.names import Query, QueryError

#: Every parameter a query may use. None means "no filter"; as_of left out is the day the data reaches.
PARAMETERS: dict[str, type] = {
    "as_of": dt.date,
    "known": dt.date,
    "unit": str,
    "include_groups": bool,
    "role": str,
    "kind": str,
    "plan": str,
    "schedule": str,
    "keyword": str,
    "deadline": str,
    "due_from": dt.date,
    "due_to": dt.date,
    "scope": str,
    "light": str,
    "task_id": str,
    "node_id": str,
    "dataset": str,
    "today": dt.date,
    "station": str,
    "from": dt.date,
    "to": dt.date,
    "edition": str,
    "period": str,
    "month": str,
    "dust": str,
    "rounding": str,
    "pollutant": str,
    "layer": str,
    "scenario": str,
    "so2": float,
    "no2": float,
    "pm10": float,
    "pm2_5": float,
    "co": float,
    "o3": float,
    "section": str,
    "indicator": str,
    "lake": bool,
    "water_temperature": float,
    "ph": float,
    "dissolved_oxygen": float,
    "permanganate_index": float,
    "cod": float,
    "bod5": float,
    "ammonia_nitrogen": float,
    "total_phosphorus": float,
    "total_nitrogen": float,
    "copper": float,
    "zinc": float,
    "fluoride": float,
    "selenium": float,
    "arsenic": float,
    "mercury": float,
    "cadmium": float,
    "hexavalent_chromium": float,
    "lead": float,
    "cyanide": float,
    "volatile_phenol": float,
    "petroleum": float,
    "anionic_surfactant": float,
    "sulfide": float,
    "faecal_coliform": float,
    "plot": str,
    "item": str,
    "value": float,
    "land_kind": str,
    "land_class": str,
    "background": float,
}

DEFAULTS: dict[str, Any] = {
    "include_groups": False,
    "scope": "district",
    "edition": "2012",
    "dust": "raw",
    "rounding": "exact",
    "lake": False,
}

TRUE_WORDS = {"1", "true", "yes", "是"}
FALSE_WORDS = {"0", "false", "no", "否", ""}

#: What a text must look like, and in words; a parameter that is not here may be any text.
FORMS: dict[str, tuple[str, str]] = {
    "scope": ("district|urban", "district 或 urban"),
    "dust": ("raw|adjusted", "raw 或 adjusted"),
    "role": ("lead|joint|unspecified|support", "lead、joint、unspecified 或 support"),
    "kind": (
        "due|window|from|relative|ongoing|recurring|unstated",
        "due、window、from、relative、ongoing、recurring 或 unstated",
    ),
    "rounding": ("exact|rounded", "exact 或 rounded"),
    "edition": ("2012|2026", "2012 或 2026"),
    "layer": (
        "stations|sections|outfalls|projects|plots|enterprises|water_sources|towns_(dustfall|pm2_5|late)",
        "stations、sections、outfalls、projects、plots、enterprises、water_sources、towns_dustfall、towns_pm2_5"
        " 或 towns_late",
    ),
    "month": (r"20\d\d-(0[1-9]|1[0-2])", "2023-06 这样的月份"),
    "period": (
        r"month|quarter|season|half_year|cumulative|year|20\d\d(-(0?[1-9]|1[0-2])|-?[qQ][1-4]|-?[hH][12]"
        r"|-(spring|summer|autumn|winter))?|20\d\d-(0[1-9]|1[0-2])\.\.20\d\d-(0[1-9]|1[0-2])",
        "month、quarter、season、half_year、cumulative、year，或 2023-05、2023-Q2、2023-H1、2023-summer、2023、"
        "2023-01..2023-05",
    ),
}


def bind(query: Query, given: dict[str, Any]) -> dict[str, Any]:
    """The values for a query's parameters: given ones typed, others by default (as_of stays None if not given).

    Raises QueryError for a parameter the query does not use, since a filter that is ignored is quietly wrong.
    """
    unused = [name for name in given if name not in query.parameters]
    if unused:
        allowed = "、".join(query.parameters) or "无"
        raise QueryError(f"查询 {query.name} 没有参数 {'、'.join(unused)}。它的参数：{allowed}。")
    values = {name: typed(name, given.get(name, DEFAULTS.get(name))) for name in query.parameters}
    if query.name.startswith("tasks/") and values.get("period"):
        # What is reported of tasks is reported by month.
        _check("period", values["period"], FORMS["month"])
    return values


def read_for(query: Query, values: dict[str, Any]) -> frozenset[str]:
    """The names that a query reads for these values; where nobody gave as_of, also the day that stands in for it."""
    return query.uses | {"default_as_of"} if values.get("as_of", ...) is None else query.uses


def typed(name: str, value: Any) -> Any:
    """One parameter value as its type; '' and None mean not given. Raises QueryError if it cannot be read."""
    kind = PARAMETERS[name]
    if value is None or (value == "" and kind is not bool):
        return None
    if not isinstance(value, str):
        # A day out of a frame is a moment: as another value than the day, what hangs on it would be worked out twice.
        return value.date() if kind is dt.date and isinstance(value, dt.datetime) else value
    if name in FORMS:
        _check(name, value, FORMS[name])
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


def _check(name: str, value: str, form: tuple[str, str]) -> None:
    if not re.fullmatch(form[0], value):
        raise QueryError(f"参数 {name} 的值“{value}”应为 {form[1]}。")
