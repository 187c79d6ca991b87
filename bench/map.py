"""How long the map takes with very many places and outlines, beside an empty map: `python -m bench.map`."""

import math
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NamedTuple

import click
from playwright.sync_api import Browser, Page, sync_playwright

from bench.drawing import NOTE_FRAMES, whole_at
from bench.pages import NOTE_ASKED, load, since_asked
from bench.queries import measure
from dashboard import setup
from dashboard.datasets import ROOT
from tests.browser import ARGUMENTS, CHROMIUM
from tests.rows import Rows, upload
from tests.serving import serving

#: The layer that is put out and back.
LAYER = "空气站点"
#: Corners of an outline.
CORNERS = 24

#: What is measured, and what is aimed at for 10,000 places and 2,000 outlines.
EMPTY, WHOLE, TOGGLE = "empty map, warm", "map, warm", "a layer put out or back"
AIMS = {EMPTY: "", WHOLE: "aim: ready in 2 empty maps", TOGGLE: "aim: ready in 300 ms"}

#: A browser is at rest that uses less than so many milliseconds of its processors in so many seconds.
RESTING, LOOKING = 50, 0.5


class Asked(NamedTuple):
    """When something was asked of a page, and when the page around its map was ready, in milliseconds of its clock."""

    at: float
    ready: float


class Cost(NamedTuple):
    """Milliseconds until all is on the screen, and of all processors of the browser until it is at rest."""

    ready: float
    processor: float


@click.command()
@click.option("--points", default=10_000, show_default=True)
@click.option("--outlines", default=2_000, show_default=True)
@click.option("--rounds", default=10, show_default=True, help="Measurements of each kind; the median is printed.")
def main(points: int, outlines: int, rounds: int) -> None:
    """Print what the page and one layer's toggle take, in milliseconds and in empty maps of the same run.

    Ready is what a reader waits until the page and all of its map are on the screen; the browser's processors say the
    same on a busy machine.
    """
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, plain = Path(folder) / "board", Path(folder) / "plain"
        plain.mkdir()
        lake = setup.init(home, with_demo=True)
        upload(lake, "plots", plots(points))
        upload(lake, "map_outlines", shapes(outlines))
        click.echo("map/features: {:.1f} ms, 95 of 100 in {:.1f}".format(*measure(lake, "map/features", 10)))
        with serving(home) as board, serving(plain, ROOT / "bench" / "empty_map.py", plain) as empty:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            taken: dict[str, list[Cost]] = {EMPTY: [], WHOLE: [], TOGGLE: []}
            for _ in range(rounds + 1):
                for name, address in ((EMPTY, f"{empty.address}/"), (WHOLE, f"{board.address}/map")):
                    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
                    page.add_init_script(NOTE_ASKED + NOTE_FRAMES)
                    load(lambda page=page, address=address: page.goto(address, wait_until="commit"), page)  # type: ignore[misc]
                    taken[name].append(cost(browser, page, lambda page=page: reloaded(page)))  # type: ignore[misc]
                    if name == WHOLE:
                        # Out and back.
                        taken[TOGGLE] += [cost(browser, page, lambda page=page: toggle(page)) for _ in range(2)]  # type: ignore[misc]
                    page.close()
            browser.close()
    say(taken)


def cost(browser: Browser, page: Page, act: Callable[[], Asked]) -> Cost:
    """What an act takes: milliseconds until the map is whole, and of the browser's processors until it is at rest."""
    before = at_rest(browser)
    asked, ready = act()
    after = at_rest(browser)
    return Cost(max(ready, whole_at(page, asked)) - asked, after - before)


def at_rest(browser: Browser) -> float:
    """Milliseconds of processors that all of the browser has used, once it uses next to none any more."""
    session = browser.new_browser_cdp_session()
    before, now = -math.inf, 0.0
    while now - before > RESTING:
        time.sleep(LOOKING)
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        before, now = now, sum(process["cpuTime"] for process in processes) * 1000
    session.detach()
    return now


def plots(count: int) -> Rows:
    """So many plots all over the district."""
    dice = Random(1)
    fixed = {"planned_use": "居住用地", "is_listed": "否", "is_heavy": "否", "crs": "wgs84", "source": "甲"}
    return [
        {
            "plot_id": f"P{number}",
            "name": f"地块{number}",
            "lon": round(dice.uniform(112.76, 112.9), 6),
            "lat": round(dice.uniform(35.44, 35.58), 6),
            **fixed,
        }
        for number in range(count)
    ]


def shapes(count: int) -> Rows:
    """So many outlines of CORNERS corners."""
    dice = Random(2)
    return [
        {
            "kind": "其他",
            "name": f"图斑{number}",
            "outline": around(dice.uniform(112.76, 112.9), dice.uniform(35.44, 35.58)),
            "crs": "cgcs2000",
            "source": "甲",
        }
        for number in range(count)
    ]


def around(lon: float, lat: float) -> str:
    """A ring of some hundred metres."""
    turns = [2 * math.pi * turn / CORNERS for turn in range(CORNERS)] + [0]
    return (
        f"POLYGON (({', '.join(f'{lon + 0.002 * math.cos(t):.6f} {lat + 0.0016 * math.sin(t):.6f}' for t in turns)}))"
    )


def reloaded(page: Page) -> Asked:
    """A warm load; its clock begins with it."""
    return Asked(0, load(lambda: page.reload(wait_until="commit"), page))


def toggle(page: Page) -> Asked:
    """A click on a layer, after which the page has another number of items."""
    listed = page.get_by_text("未定位").first.inner_text()
    page.get_by_role("button", name=LAYER).or_(page.get_by_role("checkbox", name=LAYER)).first.click()
    waited = since_asked(page, f"!document.body.innerText.includes({listed!r})")
    asked = float(page.evaluate("window.asked"))
    return Asked(asked, asked + waited)


def say(taken: dict[str, list[Cost]]) -> None:
    """The table: medians without the first round, each with its ratio to the empty map, and what is aimed at."""
    medians = {
        name: [statistics.median(kind) for kind in zip(*costs[1:], strict=True)] for name, costs in taken.items()
    }
    click.echo(f"{'':<26}{'ready':>8}{'ratio':>7}{'processor':>11}{'ratio':>7}   (ms)")
    for name, (ready, used) in medians.items():
        ratios = [mine / least for mine, least in zip((ready, used), medians[EMPTY], strict=True)]
        click.echo(f"{name:<26}{ready:8.0f}{ratios[0]:7.2f}{used:11.0f}{ratios[1]:7.2f}   {AIMS[name]}")


if __name__ == "__main__":
    main()
