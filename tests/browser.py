"""Chromium for the browser tests, how they visit a page and read it, and a plain word when it is not there."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

#: The browser without a window first: it takes a tenth less of the processor's time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

ARGUMENTS = [
    "--no-sandbox",
    # Maps are drawn by WebGL in software; pages are not, which takes a third of the processor's time.
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A camera that shows a test picture and asks nobody.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]

#: Chromium compiles modules anew in each page while it is fetching them, also those that it has kept compiled. Without
#: that a page with a chart takes half the processor's time. Readers' browsers do it: bench/pages.py goes without.
KEEPS_COMPILED = "--js-flags=--no-script-streaming"

#: What tells pages that their reader saves data.
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"

needs_chromium = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

SECONDS = 30_000


CHARTS_ARE_DRAWN = """() => [...document.querySelectorAll("[data-testid=stPlotlyChart]")].every(
    (chart) => chart.querySelector(".main-svg .infolayer")
)"""


def visit(page: Page, board: str, path: str) -> None:
    """Open a page and wait until its script has ended."""
    page.goto(f"{board}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=SECONDS)
    settled(page)


#: A page is gone to as by a link in its text.
GO_ON = """(to) => {
  history.pushState({}, "", to)
  dispatchEvent(new PopStateEvent("popstate", { state: { isFollowed: true } }))
}"""


def go_on(page: Page, board: str, path: str) -> None:
    """Open another page as a reader does who is on the board already: half the work of loading all of it anew."""
    here = urlsplit(page.url)
    if not page.url.startswith(f"{board}/") or here.path == f"/{path.partition('?')[0]}":
        visit(page, board, path)
        return
    before = page.title()
    page.evaluate(GO_ON, f"/{path}")
    # The first thing that its script sends.
    expect(page).not_to_have_title(before, timeout=SECONDS)
    settled(page)


#: The script has ended and every part of the front end that it needs has come, and so it is two frames later.
IS_SETTLED = """new Promise((done) => {
  const is = () =>
    document.readyState === "complete" &&
    document.querySelector("[data-test-script-state=notRunning]") &&
    !document.querySelector("[data-testid=stSkeleton]")
  const look = (frames) => (frames ? requestAnimationFrame(() => look(is() ? frames - 1 : 2)) : done(true))
  look(2)
  setTimeout(() => done(false), LATEST)
})"""


def settled(page: Page) -> None:
    """Wait until the script has ended and the parts of the front end that it needs have come."""
    assert page.evaluate(IS_SETTLED.replace("LATEST", str(SECONDS))), "the page does not come to rest"


def troubles(page: Page) -> list[str]:
    """What goes wrong on a page from now on: answers that refuse, and errors of scripts, also of the content policy."""
    seen: list[str] = []
    page.on("response", lambda answer: seen.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    return seen


def until(page: Page, condition: str) -> None:
    """Wait until an expression is true on the page; Playwright's own way runs into the policy of the page."""
    _comes_true(page, lambda: page.evaluate(condition), condition)


def asks_for(page: Page, wanted: str) -> None:
    """Wait until the address asks for this and nothing else, in any order; the page's words may come before it."""
    _comes_true(page, lambda: parse_qs(urlsplit(page.url).query) == parse_qs(wanted), f"{page.url} ≠ {wanted}")


def _comes_true(page: Page, is_true: Callable[[], bool], said: str) -> None:
    deadline = time.monotonic() + SECONDS / 1000
    while not is_true():
        assert time.monotonic() < deadline, said
        page.wait_for_timeout(50)


def drawn(page: Page) -> None:
    """Wait until every part of the page has been drawn, charts with their last stroke."""
    settled(page)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=SECONDS)
    # At one moment: a chart that is listed may be gone with its tab before it is asked for.
    until(page, CHARTS_ARE_DRAWN)
    # A chart's word about its legend fades away by itself, and may be of the page before.
    expect(page.locator(".plotly-notifier .notifier-note")).to_have_count(0, timeout=SECONDS)
    # What the shell's scripts do to a page they do before the next frame.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def tabs(page: Page) -> Iterator[str]:
    """Open one tab of the page after the other, the one that is open first; '' for a page without tabs."""
    listed = page.get_by_role("tab").all()
    yield listed[0].inner_text() if listed else ""
    for tab in listed[1:]:
        tab.click()
        expect(page.get_by_role("tab", selected=True)).to_have_text(tab.inner_text(), timeout=SECONDS)
        drawn(page)
        yield tab.inner_text()


def text(page: Page) -> str:
    """What stands on the page, without the names of icons, which are drawn from a font."""
    shown = page.locator('[data-testid="stMain"]').inner_text()
    for icon in page.locator('[aria-hidden="true"][translate="no"]').all_inner_texts():
        shown = shown.replace(icon, "")
    return shown


def numbers(page: Page) -> Locator:
    """The numbers of tasks in tables, each leading to its task."""
    return page.locator("table a", has_text=re.compile(r"^(A|W|S|WP)-\d+$"))


def whole_text(page: Page) -> str:
    """What stands on the page once nothing more is drawn: the same text twice, half a second apart."""
    before, now = "", text(page)
    while now != before:
        page.wait_for_timeout(500)
        before, now = now, text(page)
    return now


def shows(page: Page, *words: str) -> None:
    """The page shows these words, or will in a moment: the front end draws one part after the other."""
    for word in words:
        expect(page.locator('[data-testid="stMain"]')).to_contain_text(word, timeout=SECONDS)


if __name__ == "__main__" and not CHROMIUM:
    print(
        "Chromium is not installed: the browser tests are left out "
        "(Debian: apt-get install chromium-headless-shell fonts-noto-cjk)."
    )
