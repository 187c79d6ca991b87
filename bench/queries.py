"""How long every named query takes on demonstration data, without the cache of results: `python -m bench.queries`."""

import statistics
import tempfile
import time

import click

from dashboard import queries, setup
from dashboard.store.lake import Lake

TARGET = 10.0
#: Values for parameters without which a query would answer nothing.
ASKED = {"task_id": "A-20", "section": "洞头", "indicator": "ammonia_nitrogen", "plot": "演示-01"}


@click.command()
@click.option(
    "--rounds", default=30, show_default=True, help="Runs of each query after a first one that is not counted."
)
def main(rounds: int) -> None:
    """Print p50 and p95 in milliseconds, slowest first; queries above the target are marked."""
    with tempfile.TemporaryDirectory() as home:
        lake = setup.init(f"{home}/store", with_demo=True)
        rows = sorted(((*measure(lake, name, rounds), name) for name in queries.names()), reverse=True)
    click.echo(f"{'p50':>8}{'p95':>8}   (ms)")
    for median, high, name in rows:
        click.echo(f"{median:8.1f}{high:8.1f}   {name}{' *' if median > TARGET else ''}")


def measure(lake: Lake, name: str, rounds: int, **asked: str) -> tuple[float, float]:
    """Median and 95th percentile of the time from the query's text to its rows."""
    given = {key: value for key, value in ASKED.items() if key in queries.read(name).parameters} | asked
    taken = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        with lake.answering(name, **given) as cursor:
            cursor.df()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken[1:]), statistics.quantiles(taken[1:], n=20)[-1]


if __name__ == "__main__":
    main()
