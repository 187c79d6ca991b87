"""The composite index as a sum: what each pollutant contributes to it."""

import pandas as pd

from dashboard.charts import AXIS_AND_LEGEND, LEGEND, Chart, Part, against, room_beside
from dashboard.words import INDICES

#: Six calm hues; the word in each part of a bar says which pollutant it is.
HUES = {
    "pm2_5": "#2B5C8A",
    "pm10": "#7A9CC6",
    "o3": "#B7791F",
    "no2": "#8C6D9E",
    "so2": "#6B7280",
    "co": "#B9C0CA",
}


def composite_chart(terms: pd.DataFrame, words: dict[str, str]) -> Chart:
    """Stacked bars, one for each index that is known, one part for each pollutant.

    `terms` is air/composite_goals; `words` names the pollutants.
    """
    known = terms[terms["index"].notna()]
    names = {code: f"{INDICES[code].replace('（', '<br>（')}<br><b>{index:.2f}</b>" for code, index in _indices(known)}
    traces: list[Part] = []
    for pollutant, hue in HUES.items():
        part = known[known["pollutant"] == pollutant].set_index("series").reindex(names)
        traces.append(
            {
                "type": "bar",
                "y": list(names.values()),
                "x": list(part["term"]),
                "name": words[pollutant],
                "orientation": "h",
                "marker": {"color": hue, "line": {"color": "white", "width": 1}},
                "text": [f"{words[pollutant]}<br>{term:.2f}" for term in part["term"]],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "customdata": [[value] for value in part["value"]],
                "hovertemplate": f"{words[pollutant]} %{{customdata[0]:g}}，分量 %{{x:.2f}}<extra></extra>",
            }
        )
    layout = {
        "barmode": "stack",
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "height": 110 + 66 * len(names),
        "margin": {"l": room_beside(names.values()), "r": 10, "t": 30, "b": AXIS_AND_LEGEND},
        "xaxis": {"rangemode": "tozero", "title": None},
        "yaxis": {"autorange": "reversed", "automargin": True},
        "legend": LEGEND | {"traceorder": "normal"},
    }
    return Chart("环境空气质量综合指数及六项分量（无量纲，越低越好）", traces, layout)


def composite_chart_alt(terms: pd.DataFrame) -> str:
    """The finding of `composite_chart`: each index that is known, and how far the year so far is off its target."""
    known = dict(_indices(terms[terms["index"].notna()]))
    parts = [f"{INDICES[code]}{index:.2f}" for code, index in known.items()]
    if {"so_far", "target_text"} <= set(known):
        parts.append(f"至今{against(known['so_far'], known['target_text'], 2)}")
    return f"综合指数：{'，'.join(parts)}。"


def _indices(known: pd.DataFrame) -> list[tuple[str, float]]:
    """Each index once, in the order of the words."""
    found = dict(zip(known["series"], known["index"], strict=True))
    return [(code, found[code]) for code in INDICES if code in found]
