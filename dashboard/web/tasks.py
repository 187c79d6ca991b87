"""What pages say of tasks and their units in a cell: links, lights as marks, deadline, what was done and reported."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from dashboard.text import plain
from dashboard.web.filters import address
from dashboard.web.opener import query
from dashboard.web.screen import badge, coloured, marks
from dashboard.words import LIGHTS, PHASES, SCHEDULES, UNDATED, WORST_FIRST

#: A row of a query; of a long list each as a dictionary, which is read many times as fast.
Row: TypeAlias = Mapping[str, Any] | pd.Series


def task_link(task_id: str) -> str:
    """A task's number in a table cell, leading to its detail under the filters that are on."""
    return f"[**{task_id}**]({address('task', id=task_id)})"


def measures(tasks: pd.DataFrame) -> list[str]:
    """The texts of tasks in cells; the enterprises that they name lead to all places where they stand (企业)."""
    said = {row.task_id: plain(row.measure) for row in tasks.itertuples()}
    for name in query("tasks/enterprises_printed").itertuples():
        if name.task_id in said:
            place = address("ledger", tab="企业", q=name.enterprise)
            # Bold: within a text colour alone does not tell a link.
            link = f"[**{plain(name.printed)}**]({place})"
            said[name.task_id] = said[name.task_id].replace(plain(name.printed), link)
    return list(said.values())


def light_link(task: Row) -> str:
    """A task's light in a table cell, leading to the rule, the inputs and the day that it comes from."""
    return f"[{badge(LIGHTS, task['light'])}]({address('task', id=task['task_id'])})"


def unit_link(unit: str) -> str:
    """A unit's name in a table cell, leading to all that it answers for."""
    return f"[{plain(unit)}]({address('units', unit=unit)})"


def lights_drawn(counts: Mapping[str, Any]) -> str:
    """Tasks as marks in a cell, one a task in the shape and colour of its light, the worst first."""
    return "".join(marks(LIGHTS[code], int(counts[code])) for code in WORST_FIRST)


def lights_legend() -> str:
    """What the marks mean."""
    return " ".join(LIGHTS[code].text for code in WORST_FIRST)


def deadline_badge(task: Row) -> str:
    """The schedule of a task in a cell; a window that is over says so, several nodes are counted, no day says why.

    A deadline that has passed is red only where the light is: within the grace after issue it is a neutral fact.
    """
    state = SCHEDULES[task["schedule"]]
    if task["schedule"] == "unstated":
        state = UNDATED.get(task["deadline_kind"], state)
    if task["schedule"] == "past_due":
        word = "时段已结束" if task["is_window_over"] else state.word
        state = state._replace(word=word, tone=state.tone if task["light"] == "red" else "unknown")
    counted = f" {task['nodes_done']}/{task['nodes_total']}" if task.get("nodes_total", 0) > 1 else ""
    return coloured(state) + counted


def grace(row: Any) -> str:
    """What keeps a deadline that has passed from a red light, behind its state; nothing without a grace."""
    return "（宽限期内）" if row.in_grace else ""


def phase_word(task: Row) -> str:
    """What has been done of a task, behind its schedule in a cell; nothing where the schedule says the same."""
    word = PHASES[task["phase"]].word
    return "" if word == SCHEDULES[task["schedule"]].word else f"　:gray[{word}]"


def deadline_printed(task: Row) -> str:
    """The deadline as the notice prints it, as a line of its own; nothing where the schedule says the same."""
    printed = task["deadline_text"]
    if pd.isna(printed) or printed == SCHEDULES[task["schedule"]].word:
        return ""
    return f"  \n**{plain(printed)}**"


def unreported(task: Row) -> str:
    """Whose report of the month a task still waits for, as a line of its own in a cell; nothing once all are there."""
    if task["schedule"] in ("closed", "cancelled") or pd.isna(task["unreported_units"]):
        return ""
    return f"  \n:gray[○ 本月未报：{plain(task['unreported_units'])}]"


def only_in_text(unit: str | None) -> bool:
    """Whether the notice names a unit outside the ledger alone, which is said with the clauses that name it."""
    clauses = query("units/text_only").set_index("unit")
    if unit not in clauses.index:
        return False
    named = clauses.loc[unit]
    where = named["clauses"] if pd.notna(named["clauses"]) else named["note"]
    st.info(f"{unit} 在台账中没有任务，只见于正文：{plain(where)}。", icon=":material/info:")
    return True
