"""How long every page of the board takes, beside an empty Streamlit page in the same run: `python -m bench.pages`."""

import ast
import datetime as dt
import os
import re
import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from dashboard import setup
from dashboard.datasets import ROOT
from tests.browser import ARGUMENTS, CHROMIUM
from tests.serving import serving

#: The page that others are compared with, and the same under the board's server and settings.
EMPTY = "empty page"
EMPTY_OURS = "empty, ours"
DATE_BOX = "统计截止日"
SAYS_THE_DATE = re.compile(r"统计截止 \d")

# Ready: the script has run, and title, figures, chart marks and first table rows are drawn. Answers with the moment.
READY = """
() => {
    const all = (outer, inner) => [...document.querySelectorAll(outer)].every(e => e.querySelector(inner))
    const drawn = document.querySelector("[data-test-script-state=notRunning]")
        && document.querySelector("h1")
        && !document.querySelector("[data-testid=stSkeleton]")
        && all("[data-testid=stMetric]", "[data-testid=stMetricValue]")
        && all("[data-testid=stPlotlyChart]", ".trace")
        && all("[data-testid=stDeckGlJsonChart]", "canvas")
        && all("[data-testid=stDataFrame]", "canvas")
        && all("[data-testid=stTable]", "td")
    return drawn ? performance.now() : null
}
"""

# The moment of the key that sends a new date, to be taken from the moment at which the page has answered.
NOTE_ENTER = """
addEventListener("keydown", event => { if (event.key === "Enter") window.entered = performance.now() }, true)
"""


@dataclass
class Timings:
    """Milliseconds of one page, one entry for each round."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)


@click.command()
@click.option("--rounds", default=10, show_default=True, help="Measurements of each kind; the median is printed.")
@click.argument("names", nargs=-1)
def main(rounds: int, names: tuple[str, ...]) -> None:
    """Measure the pages whose address is among NAMES ('/' is the first one), or all pages."""
    timings: dict[str, Timings] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        setup.init(Path(folder) / "board", with_demo=True)
        plain, ours = Path(folder) / "plain", Path(folder) / "ours"
        plain.mkdir()
        ours.mkdir()
        with (
            serving(Path(folder) / "board") as board,
            serving(plain, ROOT / "bench" / "empty.py", plain) as empty,
            serving(ours, "bench/empty_server.py") as empty_ours,
        ):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            places = [(EMPTY, empty, "/"), (EMPTY_OURS, empty_ours, "/")]
            places += [(path, board, path) for path in paths() if not names or path in names]
            # A new date each time, so that nothing comes from a cache of results.
            dates = (dt.date(2023, 10, 1) + dt.timedelta(days) for days in count())
            # Pages take turns, so that a busy moment falls on all of them; the first turn is not counted.
            for number in range(rounds + 1):
                for name, server, path in places:
                    measured = timings.setdefault(name, Timings()) if number else Timings()
                    measure(browser, server.address + path, server.process_id, next(dates), measured)
            browser.close()
    print_table(timings)


def paths() -> Iterator[str]:
    """The address of every page, read from the frame's table of pages without running the frame."""
    frame = ast.parse((ROOT / "dashboard" / "web" / "frame.py").read_text(encoding="utf-8"))
    assignments = [node for node in frame.body if isinstance(node, ast.AnnAssign)]
    (table,) = (node.value for node in assignments if node.value and ast.unparse(node.target) == "NAVIGATION")
    for pages in ast.literal_eval(table).values():
        yield from (f"/{path}" for _, _, path, _ in pages)


def measure(browser: Browser, address: str, process_id: int, date: dt.date, timings: Timings) -> None:
    """One load in a new browser, one reload, and one change of the date where the page says it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(NOTE_ENTER)
    timings.cold.append(load(lambda: page.goto(address, wait_until="commit"), page))
    before = cpu_milliseconds(process_id)
    timings.warm.append(load(lambda: page.reload(wait_until="commit"), page))
    timings.server.append(cpu_milliseconds(process_id) - before)
    if page.get_by_text(SAYS_THE_DATE).count():
        timings.change.append(change(page, date))
    context.close()


def load(start: Callable[[], object], page: Page) -> float:
    """Milliseconds from the start of a navigation until the page is ready."""
    start()
    return moment(page, READY)


def moment(page: Page, condition: str) -> float:
    """When a condition came true in the browser; a page that never gets there is an error of the page."""
    try:
        ready = float(page.wait_for_function(condition, polling="raf").json_value())
    except TimeoutError:
        ready = None
    if ready is None or page.locator("[data-testid=stAlertContentError]").count():
        raise click.ClickException(f"{page.url} is not as it should be. It shows:\n{page.inner_text('body')}")
    return ready


def change(page: Page, date: dt.date) -> float:
    """Milliseconds from the key that sends a new date until the page shows it, with everything drawn."""
    box = page.get_by_role("combobox", name=DATE_BOX)
    box.click()
    box.fill(date.isoformat())
    box.press("Enter")
    captions = "[...document.querySelectorAll('[data-testid=stCaptionContainer]')]"
    shown = f"() => {captions}.some(e => e.textContent.includes('统计截止 {date}')) ? ({READY})() : null"
    ready = moment(page, shown)
    return ready - float(page.evaluate("window.entered"))


def cpu_milliseconds(process_id: int) -> float:
    """Processor time a server has used so far, in all its threads (Linux; elsewhere NaN)."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def print_table(timings: dict[str, Timings]) -> None:
    """Medians in milliseconds, and their ratio to the empty page."""
    floor = timings[EMPTY]
    click.echo(f"{'page':<14}{'cold':>8}{'ratio':>7}{'warm':>8}{'ratio':>7}{'change':>8}{'server':>8}   (ms)")
    for name, row in timings.items():
        cold, warm = statistics.median(row.cold), statistics.median(row.warm)
        # The clock of processor time ticks every 10 ms, so only the mean over the rounds says something.
        server = statistics.mean(row.server)
        change = f"{statistics.median(row.change):8.0f}" if row.change else f"{'-':>8}"
        cold_ratio, warm_ratio = cold / statistics.median(floor.cold), warm / statistics.median(floor.warm)
        click.echo(f"{name:<14}{cold:8.0f}{cold_ratio:7.2f}{warm:8.0f}{warm_ratio:7.2f}{change}{server:8.0f}")


if __name__ == "__main__":
    main()
