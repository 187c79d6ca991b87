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
    "临近期限": "due_soon",
    "本月": "this_month",
    "长期": "continuous",
    "年外": "beyond_year",
    RANGE: None,
}
DEADLINE_WORDS = {code: word for word, code in DEADLINES.items()}


#: The codes that a filter takes, where they are few.
CODES = {
    "deadline": [code for code in DEADLINES.values() if code],
    "plan": list(dataset("tasks").field("plan").values),
    "schedule": list(SCHEDULES),
    "light": list(LIGHTS),
    "role": list(dataset("task_units").field("role").values),
    "kind": list(dataset("task_nodes").field("kind").values),
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
    role: str | None = None
    plan: str | None = None
    kind: str | None = None
    schedule: str | None = None
    light: str | None = None
    #: The day whose knowledge is shown, where it is not that of now: no parameter, but another store to ask.
    known: dt.date | None = None

    def parameters(self, *names: str) -> dict[str, Any]:
        """The named query parameters; all of them when none is named."""
        values = {name: value for name, value in vars(self).items() if name != "known"}
        return {name: values[name] for name in names} if names else values

    @property
    def scope(self) -> str:
        """Whose rows they are and as of whose knowledge, for the name of a file; '' for all that is known now."""
        whose = scope_of(self.unit, include_groups=self.include_groups) if self.unit else ""
        return "_".join(filter(None, [whose, f"{self.known:%Y%m%d}当时所见" if self.known else ""]))

    @property
    def said(self) -> dict[str, str]:
        """Each filter that is on in words, by its name; a range of days goes by its first."""
        whose = "所选单位" if self.unit else "任一责任单位"
        words = {
            "unit": self.unit and f"责任单位为{self.unit}",
            "include_groups": self.include_groups and "含集体责任",
            "role": self.role and f"角色为{dataset('task_units').field('role').word(self.role)}（{whose}）",
            "deadline": self.deadline and f"时限为{DEADLINE_WORDS[self.deadline]}",
            "due_from": self.due_from and f"到期日在{self.due_from}至{self.due_to}之间",
            "keyword": self.keyword and f"含“{self.keyword}”",
            "plan": self.plan and f"领域为{dataset('tasks').field('plan').word(self.plan)}",
            "kind": self.kind and f"时限类型为{dataset('task_nodes').field('kind').word(self.kind)}",
            "schedule": self.schedule and f"时限状态为{SCHEDULES[self.schedule].word}",
            "light": self.light and f"亮灯为{LIGHTS[self.light].word}",
            "known": self.known and f"{self.known}当时所见",
        }
        return {name: said for name, said in words.items() if said}

    @property
    def sentence(self) -> str:
        """The filters in words; '' when nothing is filtered."""
        return "，".join(self.said.values())


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
