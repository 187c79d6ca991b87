"""Tables whose text wraps and whose figures stand right, each one element of the page."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple

import pandas as pd
import streamlit as st
from pandas.api.types import is_numeric_dtype

from dashboard.text import plain
from dashboard.web.written import inline


class Band(NamedTuple):
    """A part of a long list: the line above it (Markdown), its rows, and what it is."""

    line: str
    rows: pd.DataFrame
    alt: str


def table(rows: pd.DataFrame, alt: str, formats: Mapping[str, str] | None = None, missing: str = "") -> None:
    """A table with titles above it; cells are Markdown: stored text goes through plain().

    `formats` says how figures of a column are written, `missing` what stands where there is none. Of a table without
    rows its name is left, which says what there is none of.
    """
    if rows.empty:
        st.markdown(f":gray[○ 没有可列的数据：{plain(alt)}]")
    else:
        st.html(_written(rows, alt, formats or {}, missing))


def bands(listed: Iterable[Band]) -> None:
    """Tables below each other, each under a line that folds it and all of them one element; they are open at first."""
    st.html(
        "".join(
            f'<details class="band" open><summary>{inline(each.line)}</summary>'
            f"{_written(each.rows, each.alt, {}, '')}</details>"
            for each in listed
        )
    )


def _written(rows: pd.DataFrame, alt: str, formats: Mapping[str, str], missing: str) -> str:
    columns = [_column(column, formats.get(str(title), "{}"), missing) for title, column in rows.items()]
    titles = "".join(f'<th scope="col"{_side(column)}>{inline(str(title))}</th>' for title, column in rows.items())
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    return (
        f'<div class="table"><table aria-label="{escape(alt)}"><thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _column(column: pd.Series, form: str, missing: str) -> list[str]:
    """The cells of a column."""
    side = _side(column)
    words = [missing if pd.isna(value) else form.format(value) for value in column]
    return [f"<td{side}><div>{inline(word)}</div></td>" for word in words]


def _side(column: pd.Series) -> str:
    return ' class="figure"' if is_numeric_dtype(column) else ""
