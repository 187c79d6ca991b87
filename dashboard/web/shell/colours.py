"""The theme's colours for what is drawn as HTML (written.py): Streamlit gives them to its own elements alone."""

import streamlit as st

from dashboard.web.written import TONES

THEMES = ("light", "dark")
NAMES = ("linkColor", "borderColor", *(f"{tone}{part}Color" for tone in TONES for part in ("Text", "Background")))


def colours() -> str:
    """A style sheet with the theme's colours under their names in .streamlit/config.toml, such as `--redTextColor`, and
    words in a tone in them; a badge finds its background as `--ground`.

    The reader's choice stands at the root of the page (display.js).
    """
    light, dark = ("".join(f"--{name}:{st.get_option(f'theme.{theme}.{name}')};" for name in NAMES) for theme in THEMES)
    tones = "".join(
        f".stHtml :is(.{tone},.{tone}-badge){{--ground:var(--{tone}BackgroundColor);color:var(--{tone}TextColor)}}"
        for tone in TONES
    )
    return (
        f":root{{{light}}}"
        f'@media (prefers-color-scheme:dark){{:root[data-colours="System"]{{{dark}}}}}'
        f':root[data-colours="Dark"]{{{dark}}}{tones}'
    )
