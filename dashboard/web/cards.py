"""What stands on cards side by side, each row of them one element of the page: figures, texts, lanes of texts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import streamlit as st

from dashboard.web.written import block, inline

#: A figure and its unit are not divided at the end of a line.
NBSP = "\xa0"


class Figure(NamedTuple):
    """A figure under its title, and what follows it; all Markdown, in which stored text goes through plain()."""

    title: str
    figure: str
    more: str = ""


def figures(shown: Iterable[Figure]) -> None:
    """Draw figures on cards of one size in a row that reflows; a click anywhere on a card follows the link on it.

    The link stands beside the figure, words that follow it stand below.
    """
    drawn = "".join(
        f"<div><div>{inline(each.title)}</div><strong>{inline(each.figure.replace(' ', NBSP))}</strong>"
        f"<div>{block(each.more)}</div></div>"
        for each in shown
    )
    st.html(f'<div class="cards figures">{drawn}</div>')


def texts(*written: tuple[int, str]) -> None:
    """Draw texts in Markdown on cards beside each other, each as wide as its share; below each other on a phone."""
    widths = " ".join(f"{share}fr" for share, _ in written)
    drawn = "".join(f"<div>{block(text)}</div>" for _, text in written)
    st.html(f'<div class="cards texts" style="--widths: {widths}">{drawn}</div>')


def lanes(*listed: tuple[str, Sequence[str]]) -> None:
    """Draw lanes beside each other, each a heading above cards with a text; all Markdown."""
    drawn = "".join(
        f"<div><p>{inline(heading)}</p>{''.join(f'<div>{inline(text)}</div>' for text in texts)}</div>"
        for heading, texts in listed
    )
    st.html(f'<div class="lanes">{drawn}</div>')
