"""The forms at the door, in Chinese and without any script: HTML of our own, outside Streamlit."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from starlette.responses import HTMLResponse

TITLE = "城区2023年大气水土壤行动计划"

STYLE = """
:root { color-scheme: light dark; --line: #d3dae2; --ground: #f2f5f8; --sheet: #fff; --text: #0f1720; --blue: #1f4e79;
  --bad: #a3211a; --good: #17653f }
@media (prefers-color-scheme: dark) { :root { --line: #334150; --ground: #10161d; --sheet: #1a232d; --text: #e5e9ee;
  --blue: #3a77b5; --bad: #f2958e; --good: #74cca0 } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--ground); color: var(--text);
  font: 1rem/1.6 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif }
main { box-sizing: border-box; width: min(26rem, 100vw); padding: 2rem; background: var(--sheet);
  border: 1px solid var(--line); border-radius: .5rem }
h1 { font-size: 1.375rem; line-height: 1.4; margin: 0 0 .25rem } p { margin: .25rem 0 1rem }
label { display: block; margin-top: 1rem; font-weight: 600 }
input { box-sizing: border-box; width: 100%; padding: .625rem .75rem; font: inherit; color: inherit;
  background: transparent; border: 1px solid var(--line); border-radius: .375rem }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px }
small { display: block } a { color: inherit }
button { width: 100%; margin-top: 1.5rem; padding: .75rem; font: inherit; font-weight: 600; color: #fff;
  background: var(--blue); border: 0; border-radius: .375rem; cursor: pointer }
.bad { color: var(--bad); font-weight: 600 } .good { color: var(--good); font-weight: 600 }
"""

#: A form runs nothing, shows nothing from elsewhere, goes nowhere but back here, and stands in nobody's frame.
POLICY = (
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'"
)

PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading} · {title}</title>
<style>{style}</style>
<main>
<h1>{heading}</h1>
<p>{title}</p>
{said}{form}{link}
</main>
</html>
"""


class Input(NamedTuple):
    """One thing that is asked: its name, its label, what a browser may fill in, and what is to be known of it."""

    name: str
    label: str
    fills: str
    hint: str = ""
    value: str = ""

    @property
    def html(self) -> str:
        kind = "password" if "password" in self.fills else "text"
        hint = f'<small id="{self.name}-hint">{escape(self.hint)}</small>' if self.hint else ""
        described = f' aria-describedby="{self.name}-hint"' if self.hint else ""
        return (
            f'<label for="{self.name}">{escape(self.label)}</label>'
            f'<input id="{self.name}" name="{self.name}" type="{kind}" value="{escape(self.value)}" required'
            f' autocomplete="{self.fills}" maxlength="200" autocapitalize="none"{described}>{hint}'
        )


def form_page(
    heading: str,
    action: str,
    inputs: Sequence[Input],
    button: str,
    *,
    hidden: dict[str, str],
    said: str = "",
    status: int = 200,
    link: tuple[str, str] | None = None,
) -> HTMLResponse:
    """A page with one form; `said` is what went wrong, `link` another way on: its address and its words."""
    fields = "".join(each.html for each in inputs)
    fields += "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items())
    form = f'<form method="post" action="{action}">{fields}<button>{escape(button)}</button></form>'
    return _page(heading, form, f'<p class="bad" role="alert">■ {escape(said)}</p>' if said else "", link, status)


def word_page(heading: str, said: str, link: tuple[str, str], status: int = 200) -> HTMLResponse:
    """A page that says one thing and leads on."""
    return _page(heading, "", f'<p class="{"good" if status < 400 else "bad"}">{escape(said)}</p>', link, status)


def _page(heading: str, form: str, said: str, link: tuple[str, str] | None, status: int) -> HTMLResponse:
    way = f'<p><a href="{escape(link[0])}">{escape(link[1])}</a></p>' if link else ""
    page = PAGE.format(heading=escape(heading), title=TITLE, style=STYLE, said=said, form=form, link=way)
    return HTMLResponse(page, status, {"content-security-policy": POLICY, "cache-control": "no-store"})
