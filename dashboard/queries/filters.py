"""What the person asked to see, as query parameters and in words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dashboard.datasets import dataset
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
