"""The part 企业 of 任务·台账: the enterprises that the notice names, under one name each, with where they stand."""

import pandas as pd

from dashboard.text import plain
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import is_so
from dashboard.web.tables import table
from dashboard.web.tasks import task_link


def enterprises_named() -> None:
    """Each enterprise with its printed names, the tasks and clauses that name it, and what is open about it."""
    filters = chosen()
    rows = query("tasks/enterprises", **filters.parameters("as_of", "unit", "include_groups", "keyword"))
    table(
        pd.DataFrame(
            {
                "企业": [
                    f"**{plain(row.enterprise)}**"
                    + (f"  \n:gray[另印作{plain(row.also_printed)}]" if pd.notna(row.also_printed) else "")
                    for row in rows.itertuples()
                ],
                "所在条目": [
                    "、".join(_place(place) for place in row.mentioned_in.split("、"))
                    + f"  \n:gray[文件第{row.source_lines}行]"
                    for row in rows.itertuples()
                ],
                "说明": [
                    (":orange-badge[▲ 属地待核] " if is_so(row.is_place_open) else "") + plain(row.note)
                    for row in rows.itertuples()
                ],
            }
        ),
        alt=f"文件写到的企业{len(rows)}家{'，' + filters.sentence if filters.sentence else ''}",
    )


def _place(place: str) -> str:
    """A task or project that leads to its detail, or a clause of the air text."""
    return f"正文{plain(place)}" if place.startswith("AT-") else task_link(place)
