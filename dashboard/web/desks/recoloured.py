"""Which tasks a change would give another light, listed before it is confirmed."""

import datetime as dt
from collections.abc import Iterable

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.intake.drafts import Draft
from dashboard.intake.entering import checked
from dashboard.intake.recolouring import decides_lights, recoloured
from dashboard.store.lake import Author, Change
from dashboard.text import plain
from dashboard.web.opener import open_lake, today
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.web.tasks import task_link
from dashboard.words import LIGHTS


def show_recoloured_by(made: Draft, as_of: dt.date) -> None:
    """The tasks that a file would give another light; nothing for files from which no light follows.

    Where it lacks rows that are stored, also those that it would if they were removed.
    """
    if not decides_lights(made.dataset):
        return
    if made.writes(remove_missing=False):
        show_recoloured(made.change(Author("")), as_of, "入库后")
    if missing := made.removed(remove_missing=True):
        when = f"如果同时删除文件中没有的{missing}行，入库后"
        show_recoloured(made.change(Author(""), remove_missing=True), as_of, when)


def show_recoloured_by_readings(question: str, stored: str, touched: Iterable[str]) -> None:
    """The tasks that each reading but the stored one would give another light, on a day of the reader's choice.

    `touched` are the datasets whose rows say something else under some reading; nothing where no light follows.
    """
    if not any(decides_lights(dataset(name)) for name in touched):
        return
    lake, chosen = open_lake(), dataset("questions").field("chosen")
    # The page counts to no day; which tasks a reading recolours hangs on one.
    as_of = st.date_input("看哪一天的亮灯", lake.default_as_of(), key="recoloured_on", format="YYYY-MM-DD")
    for reading in chosen.values:
        if reading != stored:
            made = checked(lake, "questions", {"question_id": question, "chosen": reading}, today())
            show_recoloured(made.change(Author("")), as_of, f"采用{chosen.word(reading)}后")


def show_recoloured(change: Change, as_of: dt.date, when: str) -> None:
    """The tasks whose light on a day would be another `when` a change is made, with the rule that decides then."""
    moved = recoloured(open_lake(), change, as_of)
    if moved.empty:
        st.markdown(f":green[✔ 统计截止{as_of}，{when}没有任务变灯。]")
        return
    st.markdown(f"**统计截止{as_of}，{when}有 {len(moved)} 项任务变灯**")
    rows = [
        {
            "任务": f"{task_link(row.task_id)}　{plain(row.measure)}",
            "现在 → 变为": f"{badge(LIGHTS, row.light_now)} → {badge(LIGHTS, row.light_then)}  \n"
            f":gray[{plain(row.reason)}]",
        }
        for row in moved.itertuples()
    ]
    table(pd.DataFrame(rows), alt=f"{when}变灯的任务，{len(moved)}项")
