"""The water classes of sections, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from dashboard.charts import HATCHED, HOLLOW, LEGEND, QUIET, Chart, Part
from dashboard.text import month
from dashboard.words import SECTIONS

#: Words on this official colour are white; on the others they are dark.
DARK_COLOUR = "#0070C0"
DARK = "#1F2933"


@dataclass(frozen=True)
class Classes:
    """The classes 1 to 6: their words and their colours."""

    words: Mapping[int, str]
    colours: Mapping[int, str]

    def short(self, number_of_class: float) -> str:
        """Ⅳ for Ⅳ类; a class that is stated nowhere is 未载明."""
        if pd.isna(number_of_class):
            return "未载明"
        return self.words[int(number_of_class)].removesuffix("类")


def ribbon_chart(months: pd.DataFrame, classes: Classes) -> Chart:
    """Sections as rows of months in the colour of their class, with the class written in; states are hatched.

    `months` is water/section_ribbon. A frame is around months worse than the target, which stands under the section.
    """
    keys = list(dict.fromkeys(months["month"]))
    placed = months.assign(at=months["month"].map({key: place for place, key in enumerate(keys)}))
    labels = {
        row.section: f"{row.section}<br>目标{classes.short(row.target_class)}"
        for row in months.drop_duplicates("section").itertuples()
    }
    placed["label"] = placed["section"].map(labels)
    traces = []
    for number_of_class, rows in placed[placed["class"].notna()].groupby("class"):
        colour = classes.colours[int(number_of_class)]
        # A phone has no room for two signs in a month: 劣Ⅴ is 劣.
        word = classes.short(number_of_class)[0]
        text = "white" if colour == DARK_COLOUR else DARK
        traces.append(_cells(rows, classes.words[int(number_of_class)], word, colour, text, {}))
    for code, rows in placed[placed["class"].isna()].groupby("state"):
        state = SECTIONS[str(code)]
        traces.append(_cells(rows, state.text, state.shape, QUIET, DARK, HATCHED | {"bgcolor": "#E5E7EB"}))
    missed = placed[_missed(placed)]
    if len(missed):
        frame = {"color": HOLLOW, "line": {"color": DARK, "width": 2.5}}
        traces.append(_place(missed) | {"name": "劣于目标", "marker": frame, "hoverinfo": "skip"})
    ticks = [key for key in keys if key.endswith(("-01", "-07"))]
    layout = {
        "barmode": "overlay",
        "bargap": 0.12,
        "height": 130 + 84 * len(labels),
        "margin": {"l": 76, "r": 6, "t": 40, "b": 84},
        "legend": LEGEND,
        "xaxis": {
            "tickvals": [keys.index(key) for key in ticks],
            "ticktext": [f"{int(key[5:])}月<br>{key[:4]}" for key in ticks],
            "range": [-0.5, len(keys) - 0.5],
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
        },
        "yaxis": {"autorange": "reversed", "categoryorder": "array", "categoryarray": list(labels.values())},
    }
    title = f"断面水质类别：{month(keys[0])}至{month(keys[-1])}"
    return Chart(title, traces, layout, "单位：水质类别；格中为类别或状态")


def _missed(rows: pd.DataFrame) -> pd.Series:
    """Which months are known to be worse than the target."""
    return rows["attained"].eq(False).fillna(False).astype(bool)


def _place(rows: pd.DataFrame) -> Part:
    """A bar over each month's place in its section's row."""
    bars = {"base": list(rows["at"] - 0.5), "x": [1] * len(rows), "y": list(rows["label"])}
    return {"type": "bar", "orientation": "h", **bars}


def _cells(rows: pd.DataFrame, name: str, text: str, colour: str, text_colour: str, pattern: Part) -> Part:
    basis = rows["basis"].map({"official": "官方月报", "computed": "由监测值计算"}).fillna("")
    return _place(rows) | {
        "name": name,
        "text": [text] * len(rows),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": text_colour, "size": 10},
        "marker": {"color": colour, "line": {"color": "white", "width": 1}, "pattern": pattern},
        "customdata": list(zip(rows["section"], rows["month"].map(month), basis, strict=True)),
        "hovertemplate": f"%{{customdata[0]}}　%{{customdata[1]}}<br>{name}　%{{customdata[2]}}<extra></extra>",
    }


def ribbon_alt(months: pd.DataFrame, classes: Classes) -> str:
    """The finding of `ribbon_chart`: for each section how many months have a class, the latest, and how many miss."""
    found = []
    for section, rows in months.groupby("section", sort=False):
        known = rows[rows["class"].notna()]
        if known.empty:
            found.append(f"{section}没有水质类别")
            continue
        last = known.iloc[-1]
        text = f"{section}{len(known)}个月有类别，最近为{month(last['month'])}{classes.words[int(last['class'])]}"
        missed = int(_missed(known).sum())
        text += f"，{missed}个月劣于目标" if missed else ""
        found.append(text)
    return f"最近24个月各断面逐月水质类别：{'；'.join(found)}。"
