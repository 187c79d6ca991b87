"""What the person asked to see, as query parameters and in words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from dashboard.datasets import dataset
from dashboard.queries.names import QueryError
from dashboard.queries.parameters import typed
from dashboard.words import LIGHTS, SCHEDULES

RANGE = "自选区间"
DEADLINES = {
    "已过期限": "past_due",
    "15日内": "within_15_days",
    "本月": "this_month",
    "长期": "continuous",
    "年外": "beyond_year",
    RANGE: None,
}


#: The codes that a filter takes, where they are few.
CODES = {
    "deadline": [code for code in DEADLINES.values() if code],
    "plan": list(dataset("tasks").field("plan").values),
    "schedule": list(SCHEDULES),
    "light": list(LIGHTS),
}


@dataclass(frozen=True)
class Filters:
    """What the person asked to see."""

    as_of: dt.date
    unit: str | None = None
    include_groups: bool = False
    deadline: str | None = None
    due_from: dt.date | None = None
    due_to: dt.date | None = None
    keyword: str | None = None
    plan: str | None = None
    schedule: str | None = None
    light: str | None = None

    def parameters(self, *names: str) -> dict[str, Any]:
        """The named query parameters; all of them when none is named."""
        values = dict(vars(self))
        return {name: values[name] for name in names} if names else values

    @property
    def scope(self) -> str:
        """Whose rows they are, for the name of a file; '' for those of all units."""
        return scope_of(self.unit, include_groups=self.include_groups) if self.unit else ""

    @property
    def sentence(self) -> str:
        """The filters in words; '' when nothing is filtered."""
        parts = []
        if self.unit:
            parts.append(f"责任单位为{self.unit}{'（含集体责任）' if self.include_groups else ''}")
        if self.deadline:
            parts.append(f"时限为{next(word for word, code in DEADLINES.items() if code == self.deadline)}")
        if self.due_from and self.due_to:
            parts.append(f"到期日在{self.due_from}至{self.due_to}之间")
        if self.keyword:
            parts.append(f"含“{self.keyword}”")
        if self.plan:
            parts.append(f"领域为{dataset('tasks').field('plan').word(self.plan)}")
        if self.schedule:
            parts.append(f"时限状态为{SCHEDULES[self.schedule].word}")
        if self.light:
            parts.append(f"亮灯为{LIGHTS[self.light].word}")
        return "，".join(parts)


def scope_of(unit: str, *, include_groups: bool) -> str:
    """A unit in the name of a file, told apart from the same one with the tasks of its groups."""
    return f"{unit}含集体责任" if include_groups else unit


def filters_of(given: Mapping[str, str], as_of: dt.date) -> Filters:
    """The filters as they are written, such as unit=南村镇; `as_of` is the day where none is given.

    Raises QueryError for a filter or a code that there is not.
    """
    names = [field.name for field in fields(Filters)]
    for name, written in given.items():
        if name not in names:
            raise QueryError(f"没有筛选 {name}。可用的筛选：{'、'.join(names)}。")
        if written and written not in CODES.get(name, [written]):
            raise QueryError(f"筛选 {name} 的值“{written}”应为 {'、'.join(CODES[name])}。")
    values = {name: typed(name, written) for name, written in given.items()}
    return Filters(**{"as_of": as_of} | {name: value for name, value in values.items() if value is not None})
