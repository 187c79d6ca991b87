"""Which tasks would get another light by a change of the board's rules that nobody has committed yet."""

import datetime as dt
from typing import TYPE_CHECKING

from dashboard import queries
from dashboard.datasets import FOUNDING, Dataset
from dashboard.store.lake import Change, Lake

if TYPE_CHECKING:
    import pandas as pd


def decides_lights(target: Dataset) -> bool:
    """Whether a dataset comes with the board, as thresholds and the notice do, and lights follow from its rows."""
    return target.kind in FOUNDING and target.name in queries.rests_on()["task_status"]


def recoloured(lake: Lake, change: Change, as_of: dt.date) -> "pd.DataFrame":
    """The tasks with another light on a day once a change is made, in the order of the ledger.

    Columns task_id, measure, light_now, light_then, and reason, which is that of the light then; a light is missing
    where no rule fits.
    """
    now = lake.query("tasks/ledger", as_of=as_of)
    then = lake.supposing([change]).query("tasks/ledger", as_of=as_of).set_index("task_id")
    both = now[["task_id", "measure", "light"]].rename(columns={"light": "light_now"})
    both["light_then"] = both["task_id"].map(then["light"])
    both["reason"] = both["task_id"].map(then["light_reason"])
    return both[both["light_now"].fillna("").ne(both["light_then"].fillna(""))]
