"""How a reader wants the board shown: the size of its letters and its colours.

Both are kept in the reader's browser and not in the address: a link that is passed on is the same view to other eyes.
scripts/display.js gives the board that look before anything is drawn; the server needs the size for what is measured in
pixels.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.charts import Part

SIZES = {"标准": "1", "大": "1.25", "特大": "1.5"}
COLOURS = {"随系统": "System", "浅色": "Light", "深色": "Dark", "高对比": "High"}

#: Where a choice is kept for the session; in the browser it is a cookie of the same name.
SIZE, COLOUR = "letter_size", "colours"

_browser = st.components.v2.component(
    "display",
    js='export default ({ data }) => dispatchEvent(new CustomEvent("display", { detail: data }))',
)


def display_menu() -> None:
    """The menu in the corner of every page; to be drawn before what it changes."""
    with st.popover(
        "字号配色", icon=":material/text_increase:", type="tertiary", on_change="rerun", key="display_menu"
    ) as menu:
        if menu.open:
            chosen = {SIZE: _choice("字号", SIZES, SIZE), COLOUR: _choice("配色", COLOURS, COLOUR)}
            st.caption("只影响这台设备上的这个浏览器，下次打开仍然有效。")
            _browser(key="display_browser", data=chosen)


def times() -> float:
    """How much larger than usual this reader wants letters."""
    return float(_kept(SIZE, SIZES))


def pixels(usual: int) -> int:
    """A length for these letters that is so many pixels for the usual ones."""
    return round(usual * times())


def is_phone() -> bool:
    """Whether the reader's screen was as narrow as a phone when they came."""
    return st.context.cookies.get("is_phone") == "true"


def enlarged(traces: Sequence[Part], layout: Part) -> tuple[Sequence[Part], Part]:
    """A picture's traces and layout with the height and the letters that go with this reader's; those that it does not
    set itself follow the page's. What it sets is small for lack of room, and stays so on a phone."""
    if times() == 1:
        return traces, layout
    sides = ["t", "b"]
    if not is_phone():
        traces, layout = [_enlarged(trace) for trace in traces], _enlarged(layout)
        sides.append("l")
    margin = layout["margin"]
    wider = {side: pixels(margin[side]) for side in sides}
    return traces, layout | {"height": pixels(layout["height"]), "margin": margin | wider}


def _enlarged(part: Any, name: str = "") -> Any:
    """The same description with the size of each font in it multiplied; the theme's own follow the page's letters."""
    if isinstance(part, Mapping):
        return {
            key: pixels(size) if (name[-4:], key) == ("font", "size") else _enlarged(size, key)
            for key, size in part.items()
        }
    if isinstance(part, list | tuple) and part and isinstance(part[0], Mapping):
        return [_enlarged(item, name) for item in part]
    return part


def _choice(label: str, choices: Mapping[str, str], name: str) -> str:
    words = list(choices)
    default = words[list(choices.values()).index(_kept(name, choices))]
    word = st.segmented_control(label, words, default=default, key=f"{name}_choice", required=True)
    st.session_state[name] = choices[word]
    return choices[word]


def _kept(name: str, choices: Mapping[str, str]) -> str:
    kept = str(st.session_state.get(name) or st.context.cookies.get(name))
    return kept if kept in choices.values() else next(iter(choices.values()))
