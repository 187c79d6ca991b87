"""Who stands where: stations, towns, and the city among 168."""

import pandas as pd

from dashboard.charts import AXIS, AXIS_AND_LEGEND, HOLLOW, LEGEND, LIMIT_LINE, QUIET, Chart, Part, level, room_beside
from dashboard.datasets import dataset
from dashboard.text import month, number
from dashboard.words import CITY_RANK, COLOURS, RANKING

SPANS = {code: dataset("city_rankings").field("span").word(code) for code in ("month", "cumulative")}
#: How a bar is filled: what is ranked is full, what has too few days is hollow, what never counts is hatched.
FILLS = {
    "ranked": {"color": COLOURS["calm"]},
    "insufficient": {"color": HOLLOW, "line": {"color": QUIET, "width": 1.5}},
    "background": {"color": QUIET, "pattern": {"shape": "/"}},
}


def ranking_chart(rows: pd.DataFrame, title: str, unit: str, digits: int) -> Chart:
    """Bars from the best down, last year's value as a diamond; `rows` is air/ranking of one kind and measure."""
    shown = rows[rows["value"].notna()].reset_index(drop=True)
    traces: list[Part] = []
    for state, fill in FILLS.items():
        of_state = shown[shown["state"] == state]
        if of_state.empty:
            continue
        traces.append(
            {
                "type": "bar",
                "y": list(of_state.index),
                "x": list(of_state["value"]),
                "orientation": "h",
                "name": RANKING[state].word,
                "marker": fill,
                "customdata": list(zip(of_state["name"], of_state["valid_days"], strict=True)),
                "hovertemplate": (
                    f"%{{customdata[0]}} %{{x:.{digits}f}} {unit}<br>有效%{{customdata[1]}}天<extra></extra>"
                ),
            }
        )
    before = shown[shown["last_year_value"].notna()]
    if not before.empty:
        traces.append(
            {
                "type": "scatter",
                "y": list(before.index),
                "x": list(before["last_year_value"]),
                "name": "去年同期",
                "mode": "markers",
                "marker": {"symbol": "diamond-open", "size": 9, "color": QUIET},
                "customdata": [[name] for name in before["name"]],
                "hovertemplate": f"%{{customdata[0]}}去年同期 %{{x:.{digits}f}} {unit}<extra></extra>",
            }
        )
    highest = shown[["value", "last_year_value"]].max().max() or 1
    ranks = [f"{int(rank)}　" if pd.notna(rank) else "" for rank in shown["rank"]]
    words = [
        f"{rank}{row.name}<br><b>{number(row.value, digits)}</b>"
        for rank, row in zip(ranks, shown.itertuples(name="Row"), strict=True)
    ]
    layout = {
        "height": 110 + 42 * len(shown),
        "margin": {"l": room_beside(words), "r": 10, "t": 30, "b": AXIS},
        "legend": LEGEND | {"traceorder": "normal"},
        "showlegend": True,
        "xaxis": {"range": [0, highest * 1.05], "showticklabels": False, "showgrid": False},
        "yaxis": {
            "tickvals": list(shown.index),
            "ticktext": words,
            "range": [len(shown) - 0.5, -0.5],
            "automargin": True,
        },
    }
    return Chart(title, traces, layout)


def ranking_chart_alt(rows: pd.DataFrame, title: str, unit: str, digits: int) -> str:
    """The finding of `ranking_chart` in words: how many are ranked, the first and the last."""
    ranked = rows[rows["state"] == "ranked"]
    if ranked.empty:
        return f"{title}：没有参加排名的。"
    first, last = ranked.iloc[0], ranked.iloc[-1]
    text = f"{title}：{len(ranked)}个参加排名，最低{first['name']}{number(first['value'], digits, unit)}"
    return text + (f"，最高{last['name']}{number(last['value'], digits, unit)}。" if len(ranked) > 1 else "。")


def city_rank_chart(ranks: pd.DataFrame, target: int) -> Chart:
    """The city's place month by month and cumulated, the first place on top, and the line of the goal.

    `ranks` is air/city_ranking.
    """
    known = ranks[ranks["rank"].notna()]
    traces: list[Part] = []
    for span, symbol, dash in (("month", "circle", "dot"), ("cumulative", "square", "solid")):
        of_span = known[known["span"] == span]
        if of_span.empty:
            continue
        traces.append(
            {
                "type": "scatter",
                "x": [month(text) for text in of_span["month"]],
                "y": list(of_span["rank"]),
                "name": SPANS[span],
                "mode": "lines+markers",
                "line": {"color": COLOURS["calm"] if span == "cumulative" else QUIET, "dash": dash, "width": 2},
                "marker": {"symbol": symbol, "size": 8},
                "customdata": [
                    f"{'并列' if tied else ''}第{rank}位"
                    for tied, rank in zip(of_span["is_tied"], of_span["rank"], strict=True)
                ],
                "hovertemplate": f"%{{x}}{SPANS[span]} %{{customdata}}<extra></extra>",
            }
        )
    months = sorted(known["month"].unique())
    layout = {
        "height": 260,
        "margin": {"l": 40, "r": 10, "t": 30, "b": AXIS_AND_LEGEND},
        "legend": LEGEND,
        "xaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": [month(text) for text in months],
            "tickvals": [month(text) for text in months],
            "ticktext": [f"{int(text[5:])}月" for text in months],
            "tickangle": 0,
        },
        "yaxis": {"autorange": "reversed", "title": None},
        "shapes": [level(target, LIMIT_LINE, f"目标 第{target}位或更前")],
    }
    return Chart("168城市排名（位次，越靠上越好）", traces, layout)


def city_rank_chart_alt(ranks: pd.DataFrame, target: int) -> str:
    """The finding of `city_rank_chart` in words: the latest places, how far before or behind the goal."""
    said = [
        f"{month(row.month)}{SPANS[row.span]}第{int(row.rank)}位，{CITY_RANK[row.state].word}，"
        + (
            f"比目标{'靠前' if row.rank < target else '靠后'}{abs(int(row.rank) - target)}位"
            if row.rank != target
            else "正在目标位"
        )
        for row in ranks[ranks["is_latest"] & ranks["rank"].notna()].itertuples()
    ]
    return f"晋城市168城市排名，目标第{target}位或更前：{'；'.join(said)}。"
