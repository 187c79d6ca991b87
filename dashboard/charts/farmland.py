"""Farmland by its legal class, each bar divided by what the soil alone says."""

import pandas as pd

from dashboard.charts import LEGEND, TWO_LINES_AND_LEGEND, Chart, Part, room_beside
from dashboard.words import COLOURS, FARMLAND_RISKS

#: The pattern of each soil reading: no two are told apart by colour alone.
PATTERNS = {"low_risk": "", "safe_use": "/", "strict": "x", "unknown": ".", "unmonitored": "-"}

#: The legal classes in their order.
CLASSES = ("priority", "safe_use", "strict")


def farmland_chart(units: pd.DataFrame) -> Chart:
    """Area by legal class and soil reading; `units` are soil/farmland_units with `drawn`, the word of the class."""
    areas = units.dropna(subset=["area"]).groupby(["drawn", "soil_verdict"], sort=False)["area"].sum()
    drawn_first = units.sort_values(
        "category", key=lambda codes: codes.map(CLASSES.index, na_action="ignore"), na_position="last"
    )
    classes = list(dict.fromkeys(drawn_first["drawn"]))[::-1]
    traces: list[Part] = []
    for code, pattern in PATTERNS.items():
        state = FARMLAND_RISKS[code]
        shown = [float(areas.get((drawn, code), 0)) for drawn in classes]
        if any(shown):
            strokes = {"shape": pattern, "fillmode": "overlay", "fgcolor": "white", "size": 7, "solidity": 0.25}
            traces.append(
                {
                    "type": "bar",
                    "y": classes,
                    "x": shown,
                    "orientation": "h",
                    "name": state.text,
                    "marker": {"color": COLOURS[state.tone], "pattern": strokes},
                    "hovertemplate": f"%{{y}}，土壤{state.word}：%{{x:.0f}} 亩<extra></extra>",
                }
            )
    layout = {
        "barmode": "stack",
        "height": 150 + 40 * len(classes),
        "margin": {"l": room_beside(classes), "r": 10, "t": 30, "b": TWO_LINES_AND_LEGEND},
        "legend": LEGEND | {"traceorder": "normal"},
        "showlegend": True,
        "xaxis": {"rangemode": "tozero"},
        "yaxis": {"automargin": True, "categoryorder": "array", "categoryarray": classes},
    }
    return Chart("划定的类别与土壤判读，亩", traces, layout)


def farmland_chart_alt(units: pd.DataFrame) -> str:
    """The finding of `farmland_chart` in words: area of each legal class, and of each soil reading."""
    drawn = "，".join(f"{word}{area:.0f}亩" for word, area in units.groupby("drawn", sort=False)["area"].sum().items())
    found = units.groupby("soil_verdict")["area"].sum()
    said = "，".join(f"{state.word}{found[code]:.0f}亩" for code, state in FARMLAND_RISKS.items() if code in found)
    return f"耕地面积：{drawn}；按土壤判读{said}。"
