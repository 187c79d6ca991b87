"""How long the map takes with very many places and outlines, beside an empty map: `python -m bench.map`."""

import math
import statistics
import tempfile
from pathlib import Path
from random import Random

import click
from playwright.sync_api import Page, sync_playwright

from bench.pages import NOTE_ASKED, load, since_asked
from bench.queries import measure
from dashboard import setup
from dashboard.datasets import ROOT
from dashboard.store.lake import Lake
from tests.browser import ARGUMENTS, CHROMIUM
from tests.rows import Rows, upload
from tests.serving import serving

#: The layer that is put out and back.
LAYER = "空气站点"
#: Corners of an outline.
CORNERS = 24


@click.command()
@click.option("--points", default=10_000, show_default=True)
@click.option("--outlines", default=2_000, show_default=True)
@click.option("--rounds", default=10, show_default=True, help="Measurements of each kind; the median is printed.")
def main(points: int, outlines: int, rounds: int) -> None:
    """Print what the page and one layer's toggle take, in milliseconds and in empty maps of the same run."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home, plain = Path(folder) / "board", Path(folder) / "plain"
        plain.mkdir()
        lake = setup.init(home, with_demo=True)
        upload(lake, "plots", plots(points))
        upload(lake, "map_outlines", shapes(outlines))
        say("map/features", *asked(lake))
        with serving(home) as board, serving(plain, ROOT / "bench" / "empty_map.py", plain) as empty:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            floor: list[float] = []
            whole: list[float] = []
            toggles: list[float] = []
            for number in range(rounds + 1):
                for address, taken in ((f"{empty.address}/", floor), (f"{board.address}/map", whole)):
                    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="zh-CN")
                    page.add_init_script(NOTE_ASKED)
                    load(lambda page=page, address=address: page.goto(address, wait_until="commit"), page)  # type: ignore[misc]
                    taken.append(load(lambda page=page: page.reload(wait_until="commit"), page))  # type: ignore[misc]
                    if number and taken is whole:
                        toggles += [toggle(page), toggle(page)]
                    page.close()
            browser.close()
    # The first of each is not counted.
    least = statistics.median(floor[1:])
    say("empty map, warm", least, 1)
    say("map, warm", statistics.median(whole[1:]), statistics.median(whole[1:]) / least)
    say("a layer put out or back", statistics.median(toggles), statistics.median(toggles) / least)


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


def asked(lake: Lake) -> tuple[float, float]:
    """The median of the query in milliseconds, and its 95th percentile."""
    return measure(lake, "map/features", 10)


def toggle(page: Page) -> float:
    """Milliseconds from the click on a layer until the page is ready with another number of items."""
    listed = page.get_by_text("未定位").first.inner_text()
    page.get_by_role("button", name=LAYER).or_(page.get_by_role("checkbox", name=LAYER)).first.click()
    return since_asked(page, f"!document.body.innerText.includes({listed!r})")


def say(what: str, milliseconds: float, ratio: float) -> None:
    """A line of the table."""
    click.echo(f"{what:<26}{milliseconds:8.0f} ms{ratio:8.2f}")


if __name__ == "__main__":
    main()
