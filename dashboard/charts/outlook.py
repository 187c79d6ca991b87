"""What the year may still become: each method's figure with its range, beside the target."""

import pandas as pd

from dashboard.charts import AXIS, QUIET, Chart, against, room_beside, upright
from dashboard.text import number
from dashboard.words import COLOURS, OUTLOOKS

#: A figure of the year is shown with one decimal more than it is published with.
MORE = 1


def outlook_chart(methods: pd.DataFrame, name: str, unit: str, digits: int) -> Chart:
    """One row a method: a dot, the 80 % range as a bar through it, and the target as a line.

    `methods` is air/outlook of one pollutant.
    """
    known = methods[methods["mid"].notna()]
    rows = [OUTLOOKS[code] for code in known["method"]]
    dots = {
        "type": "scatter",
        "x": list(known["mid"]),
        "y": rows,
        "mode": "markers+text",
        "text": [number(value, digits + MORE) for value in known["mid"]],
        "textposition": "top center",
        "marker": {"size": 13, "color": COLOURS["calm"], "symbol": "diamond"},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": list((known["high"] - known["mid"]).fillna(0)),
            "arrayminus": list((known["mid"] - known["low"]).fillna(0)),
            "color": QUIET,
            "thickness": 6,
            "width": 0,
        },
        "hovertemplate": f"%{{y}}：%{{x:.{digits + MORE}f}} {unit}<extra></extra>",
    }
    target, dotted = known["target"].iloc[0], {"color": COLOURS["bad"], "dash": "dot", "width": 2}
    words = f"年目标 {number(target, digits)}"
    layout = {
        "height": 130 + 60 * len(known),
        "margin": {"l": room_beside(rows), "r": 20, "t": 50, "b": AXIS},
        "xaxis": {"title": None},
        "yaxis": {"range": [len(known) - 0.4, -0.8], "automargin": True},
        "shapes": [upright(target, dotted, words, xanchor="center", yanchor="bottom")] if pd.notna(target) else [],
        "showlegend": False,
    }
    return Chart(f"{name}全年推算（{unit}）：三种方法与年目标", [dots], layout)


def outlook_answer(methods: pd.DataFrame, name: str, unit: str, digits: int) -> str:
    """Whether the year will do, in one line: where the methods lead, how many meet the target, and how likely."""
    known = methods[methods["mid"].notna()]
    low, high = (number(value, digits + MORE) for value in (known["mid"].min(), known["mid"].max()))
    year = f"{name}全年推算{low}" if low == high else f"{name}全年推算{low}至{high}"
    target, chance = known["target"].iloc[0], known["chance"].dropna()
    if pd.isna(target):
        return f"{year} {unit}，没有年目标。"
    met = int((known["state"] == "on_target").sum())
    verdict = {0: "都不能完成", len(known): "都能完成"}.get(met, f"{len(known)}种方法中{met}种能完成")
    likely = f"，完成的可能{number(100 * chance.iloc[0], 0, '%')}" if len(chance) else ""
    return f"{year}，年目标{number(target, digits, unit)}：{verdict}{likely}。"


def outlook_chart_alt(methods: pd.DataFrame, name: str, unit: str, digits: int) -> str:
    """The finding of `outlook_chart`: the answer, the target, each method's figure, its range and how far off it is."""
    known = methods[methods["mid"].notna()]
    target = known["target"].iloc[0]
    parts = [f"年目标{number(target, digits, unit)}"] if pd.notna(target) else []
    for row in known.itertuples():
        span = f"（{number(row.low, digits + MORE)}至{number(row.high, digits + MORE)}）" if pd.notna(row.low) else ""
        side = f"，{against(row.mid, target, digits + MORE)}" if pd.notna(target) else ""
        parts.append(f"{OUTLOOKS[row.method]}{number(row.mid, digits + MORE, unit)}{span}{side}")
    return f"{outlook_answer(methods, name, unit, digits)}{'；'.join(parts)}。"
