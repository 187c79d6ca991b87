"""Markdown as HTML, made once by the server: a browser then draws a whole table or list as one element.

Streamlit reads Markdown in the browser and draws every cell of a table as an element of its own, which is most of what
a click costs on a page with many. Nothing stored becomes HTML: plain() leaves no mark of Markdown in it, and of what is
left every sign of HTML is escaped here, and taken out by Streamlit in the browser once more.
"""

from functools import lru_cache
from re import Match
from typing import Any

import mistune
from mistune.core import BlockState, InlineState
from mistune.helpers import parse_link_text

TONES = ("red", "orange", "green", "blue", "gray")
#: Words in a tone, as a badge or small, as Streamlit writes them: `:red[...]`, `:red-badge[...]`, `:small[...]`.
STYLED = rf":(?P<style>(?:{'|'.join(TONES)})(?:-badge)?|small)\["

#: No HTML, no bare addresses: nothing of ours uses them, and what is not read cannot be misread.
INLINE = ("escape", "codespan", "emphasis", "link", "link_close", "linebreak", "softbreak", "styled")
BLOCKS = ("atx_heading", "list", "blank_line", "table")

#: So many texts of cells are kept as HTML: the ledger on a hundred days.
KEPT = 20_000


@lru_cache(KEPT)
def inline(text: str) -> str:
    """A line of Markdown, such as a cell has, as HTML; two blanks before a line's end break it."""
    return _markdown.renderer.render_tokens(_markdown.inline(text, {}), BlockState())  # type: ignore[union-attr]


@lru_cache(KEPT // 10)
def block(text: str) -> str:
    """Markdown of several paragraphs, lists and tables as HTML."""
    return str(_markdown(text))


def _styled(md: mistune.Markdown) -> None:
    """Teach a reader of Markdown the words that Streamlit styles."""
    md.inline.register("styled", STYLED, _parse_styled, before="link")
    md.renderer.register("styled", _render_styled)  # type: ignore[union-attr]


def _parse_styled(parser: mistune.InlineParser, found: Match[str], state: InlineState) -> int | None:
    within, end = parse_link_text(state.src, found.end())
    if within is None:
        return None
    inner = state.copy()
    inner.src = within
    state.append_token({"type": "styled", "children": parser.render(inner), "attrs": {"style": found.group("style")}})
    return end


def _render_styled(_renderer: Any, text: str, style: str) -> str:
    return f'<span class="{style}">{text}</span>'


_markdown = mistune.create_markdown(escape=True, plugins=["table", _styled])
_markdown.inline.rules = list(INLINE)
_markdown.block.rules = list(BLOCKS)
