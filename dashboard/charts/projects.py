"""The works of a project as planned, as reported, and on at the present pace."""

import datetime as dt
from typing import Any

import pandas as pd

from dashboard.charts import DAY_LINE, QUIET, Chart, Part, known, level, moments, over_days, upright
from dashboard.text import day, number
from dashboard.words import COLOURS

#: How each curve is drawn: its name, line, and mark; none is told from another by its colour alone.
CURVES: dict[str, tuple[str, dict[str, Any], str]] = {
    "planned": ("计划（直线）", {"color": QUIET, "dash": "dash"}, "circle-open"),
    "reported": ("实际填报", {"color": COLOURS["calm"], "width": 3}, "circle"),
    "at_pace": ("按近期速度", {"color": COLOURS["warn"], "dash": "dot"}, "diamond-open"),
}


def project_chart(project: Any, curves: pd.DataFrame, as_of: dt.date) -> Chart:
    """Percent of the whole works by day, with the goal of the year and the day everything is counted to as lines.

    `project` is a row of projects/progress, `curves` its rows of projects/curves.
    """
    traces: list[Part] = []
    for code, (word, line, symbol) in CURVES.items():
        shown = curves[curves["curve"] == code]
        if not shown.empty:
            traces.append(
                {
                    "type": "scatter",
                    "x": moments(shown["day"]),
                    "y": known(shown["works_percent"]),
                    "name": word,
                    "mode": "lines+markers",
                    "line": line,
                    "marker": {"symbol": symbol, "size": 8},
                    "hovertemplate": f"{word} %{{x|%Y-%m-%d}}：%{{y:.1f}}%<extra></extra>",
                }
            )
    goal = {"color": COLOURS["good"], "width": 1.5}
    shapes = [
        level(project.goal_percent, goal, f"年度目标{project.goal_percent:g}%"),
        upright(as_of, DAY_LINE),
    ]
    highest = max(project.goal_percent, curves["works_percent"].max())
    layout = over_days(280, {"range": [0, highest * 1.15]}, shapes, right=18)
    return Chart(f"{project.project_id} 完成总工程量，%", traces, layout)


def project_chart_alt(project: Any) -> str:
    """The finding of `project_chart` in words: plan, what is done, and where the present pace leads."""
    done = number(project.works_percent, 0, "%")
    ahead = f"按近期速度{day(project.done_at_pace)}达到" if pd.notna(project.done_at_pace) else ""
    return (
        f"{project.project_id}完成总工程量：计划{day(project.starts_on)}至{day(project.due_date)}"
        f"由0到{project.goal_percent:g}%，实际{done}。{ahead}"
    )
