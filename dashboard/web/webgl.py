"""Whether the reader's browser can draw with WebGL: where it cannot, the interactive map would be an empty box."""

import streamlit as st

# The browser answers only where WebGL is missing, so everywhere else the page runs once.
_probe = st.components.v2.component(
    "webgl_probe",
    js="""
    export default ({ setStateValue }) => {
        if (!document.createElement("canvas").getContext("webgl2")) setStateValue("missing", true)
    }
    """,
)


def is_missing() -> bool:
    """True once the browser has said that it has no WebGL; to be asked before the map is drawn."""
    return bool(_probe(key="webgl_probe", default={"missing": False}, on_missing_change=lambda: None).missing)
