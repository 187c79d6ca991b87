"""How long every page of the board takes, beside an empty Streamlit page in the same run: `python -m bench.pages`."""

import datetime as dt
import os
import re
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard import setup
from dashboard.datasets import ROOT
from dashboard.web.navigation import NAVIGATION
from tests.browser import ARGUMENTS, CHROMIUM
from tests.serving import serving

#: The page that others are compared with, and the same under the board's server and settings.
EMPTY = "empty page"
EMPTY_OURS = "empty, ours"
DATE_BOX = "统计截止日"
UNIT_BOX = "责任单位"
SAYS_THE_DATE = re.compile(r"统计截止 \d")

SECONDS = 30

# Ready: the script has run, and title, figures, chart marks and first table rows are drawn.
READY = """
() => {
    const all = (outer, inner) => [...document.querySelectorAll(outer)].every(e => e.querySelector(inner))
    return document.querySelector("[data-test-script-state=notRunning]")
        && document.querySelector("h1")
        && !document.querySelector("[data-testid=stSkeleton]")
        && all("[data-testid=stMetric]", "[data-testid=stMetricValue]")
        && all("[data-testid=stPlotlyChart]", ".trace")
        && all("[data-testid=stDeckGlJsonChart]", "canvas")
        && all("[data-testid=stDataFrame]", "canvas")
        && all(".table", "td")
        && all(".figures", "strong")
}
"""

# The moment at which it is ready and a condition is true, looked at with every picture; null when that never comes.
MOMENT = f"""
() => new Promise(resolve => {{
    const ready = {READY}
    const look = () => ready() && (CONDITION) ? resolve(performance.now()) : requestAnimationFrame(look)
    setTimeout(() => resolve(null), {SECONDS * 1000})
    look()
}})
"""

# The page is at rest: it has fetched nothing for a while.
AT_REST = """
() => new Promise(resolve => {
    const fetched = () => performance.getEntriesByType("resource").length
    const look = before => setTimeout(() => fetched() === before ? resolve() : look(fetched()), 1500)
    look(fetched())
})
"""

# The moment of the last click or Enter key, to be taken from the moment at which the page has answered.
NOTE_ASKED = """
addEventListener("keydown", event => { if (event.key === "Enter") window.asked = performance.now() }, true)
addEventListener("click", () => { window.asked = performance.now() }, true)
"""


@dataclass
class Timings:
    """Milliseconds of one page, one entry for each round."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    filter: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """A page that is measured: what it is called in the table, where it is, who serves it, and its navigation link."""

    name: str
    address: str
    process_id: int
    link: tuple[str, str] | None = None


@click.command()
@click.option("--rounds", default=10, show_default=True, help="Measurements of each kind; the median is printed.")
@click.argument("names", nargs=-1)
def main(rounds: int, names: tuple[str, ...]) -> None:
    """Measure the pages whose address is among NAMES ('/' is the first one), or all pages."""
    timings: dict[str, Timings] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lake = setup.init(Path(folder) / "board", with_demo=True)
        units = [f"{unit}" for unit in lake.query("units/options")["unit"]]
        plain, ours = Path(folder) / "plain", Path(folder) / "ours"
        plain.mkdir()
        ours.mkdir()
        with (
            serving(Path(folder) / "board") as board,
            serving(plain, ROOT / "bench" / "empty.py", plain) as empty,
            serving(ours, "bench/empty_server.py") as empty_ours,
        ):
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            places = [
                Place(EMPTY, f"{empty.address}/", empty.process_id),
                Place(EMPTY_OURS, f"{empty_ours.address}/", empty_ours.process_id),
            ]
            places += [
                Place(path, board.address + path, board.process_id, link)
                for path, link in links().items()
                if not names or path in names
            ]
            # A new date each time, so that nothing comes from a cache of results.
            dates = (dt.date(2023, 10, 1) + dt.timedelta(days) for days in count())
            # Pages take turns, so that a busy moment falls on all of them; the first turn is not counted.
            for number in range(rounds + 1):
                for place in places:
                    measured = timings.setdefault(place.name, Timings()) if number else Timings()
                    measure(browser, place, f"{board.address}/", next(dates), units[number % len(units)], measured)
            browser.close()
    print_table(timings)


def links() -> dict[str, tuple[str, str]]:
    """The address of every page, with its section and title in the navigation."""
    sections = NAVIGATION.items()
    return {f"/{path}": (section, title) for section, pages in sections for _, title, path, _ in pages}


def measure(browser: Browser, place: Place, first: str, date: dt.date, unit: str, timings: Timings) -> None:
    """A load in a new browser, a reload, then a new date, a unit, and a click that leads here, where there are any."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script(NOTE_ASKED)
    timings.cold.append(load(lambda: page.goto(place.address, wait_until="commit"), page))
    before = cpu_milliseconds(place.process_id)
    timings.warm.append(load(lambda: page.reload(wait_until="commit"), page))
    timings.server.append(cpu_milliseconds(place.process_id) - before)
    if page.get_by_text(SAYS_THE_DATE).count():
        timings.change.append(choose(page, DATE_BOX, date.isoformat(), f"统计截止 {date}"))
        box = page.get_by_role("combobox", name=UNIT_BOX)
        if box.count() and box.is_enabled():
            # What the new date still draws is no part of what the unit takes.
            page.evaluate(AT_REST)
            timings.filter.append(choose(page, UNIT_BOX, unit, f"责任单位为{unit}"))
    if place.link and place.address != first:
        load(lambda: page.goto(first, wait_until="commit"), page)
        page.evaluate(AT_REST)
        timings.click.append(follow(page, *place.link))
    context.close()


def load(start: Callable[[], object], page: Page) -> float:
    """Milliseconds from the start of a navigation until the page is ready."""
    start()
    return moment(page)


def moment(page: Page, condition: str = "true") -> float:
    """When the page is ready and a condition true; one that never gets there is an error of the page."""
    # Playwright's own way of waiting runs into the content policy of the board.
    ready = page.evaluate(MOMENT.replace("CONDITION", condition))
    if ready is None or page.locator("[data-testid=stAlertContentError]").count():
        raise click.ClickException(f"{page.url} is not as it should be. It shows:\n{page.inner_text('body')}")
    return float(ready)


def choose(page: Page, label: str, word: str, shown: str) -> float:
    """Milliseconds from the key that sends a choice until the page says it, with everything drawn."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(word)
    box.press("Enter")
    return since_asked(page, f"document.body.textContent.includes('{shown}')")


def follow(page: Page, section: str, title: str) -> float:
    """Milliseconds from the click on a link of the navigation until its page is ready."""
    here = page.locator("h1").first.inner_text()
    # One of several pages of a section is an item of its menu.
    link = page.get_by_role("link", name=title, exact=True).or_(page.get_by_role("menuitem", name=title, exact=True))
    if not link.first.is_visible():
        page.get_by_role("button", name=section, exact=True).click()
    link.first.click()
    return since_asked(page, f"document.querySelector('h1').textContent !== '{here}'")


def since_asked(page: Page, condition: str) -> float:
    """Milliseconds from the last click or Enter key until the page is ready and a condition true."""
    ready = moment(page, condition)
    return ready - float(page.evaluate("window.asked"))


def cpu_milliseconds(process_id: int) -> float:
    """Processor time a server has used so far, in all its threads (Linux; elsewhere NaN)."""
    try:
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def print_table(timings: dict[str, Timings]) -> None:
    """Medians in milliseconds, with their ratio to the empty page: its cold load for cold, else its warm one."""
    cold, warm = statistics.median(timings[EMPTY].cold), statistics.median(timings[EMPTY].warm)
    kinds = ("cold", "warm", "click", "change", "filter")
    click.echo(f"{'page':<14}" + "".join(f"{kind:>8}{'ratio':>6}" for kind in kinds) + f"{'server':>8}   (ms)")
    for name, row in timings.items():
        cells = (column(getattr(row, kind), cold if kind == "cold" else warm) for kind in kinds)
        # The clock of processor time ticks every 10 ms, so only the mean over the rounds says something.
        click.echo(f"{name:<14}{''.join(cells)}{statistics.mean(row.server):8.0f}")


def column(values: Sequence[float], floor: float) -> str:
    """The median of one kind and its ratio to the floor; a dash where it cannot be measured."""
    if not values:
        return f"{'-':>8}{'':>6}"
    median = statistics.median(values)
    return f"{median:8.0f}{median / floor:6.2f}"


if __name__ == "__main__":
    main()
