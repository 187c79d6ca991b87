"""What a long life costs: time, memory and disk of many commits of one cell: `python -m bench.commits`."""

import statistics
import tempfile
import time
from pathlib import Path

import click

from dashboard import setup
from dashboard.store.lake import Lake
from tests.rows import upload


@click.command()
@click.option("--commits", default=1_000, show_default=True, help="Commits, one after the other.")
@click.option("--every", default=100, show_default=True, help="Commits from one line to the next.")
def main(commits: int, every: int) -> None:
    """Commit one changed cell again and again in one process, as a server would over months."""
    click.echo(f"{'commits':>8}{'ms':>8}{'cpu ms':>8}{'memory MB':>11}{'catalog MB':>12}{'data MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        lake = setup.init(home)
        lake.query("overview/freshness")
        walls: list[float] = []
        spent = time.process_time()
        for number in range(1, commits + 1):
            began = time.perf_counter()
            commit(lake, number)
            walls.append((time.perf_counter() - began) * 1000)
            if number % every == 0 or number == 1:
                cpu, spent = (time.process_time() - spent) * 1000 / len(walls), time.process_time()
                sizes = [size(home / "catalog.duckdb"), sum(size(file) for file in (home / "data").rglob("*.parquet"))]
                click.echo(
                    f"{number:>8}{statistics.median(walls):>8.0f}{cpu:>8.0f}{memory():>11.0f}"
                    + "".join(f"{each:>{width}.1f}" for each, width in zip(sizes, (12, 9), strict=True))
                )
                walls.clear()


def commit(lake: Lake, number: int) -> None:
    """Check and commit one figure that is another each time."""
    row = {"month": "2023-01", "pollutant": "pm2_5", "scope": "district", "value": 20 + number % 50, "source": "bench"}
    upload(lake, "air_monthly", [row])


def size(file: Path) -> float:
    """Megabytes of a file."""
    return file.stat().st_size / 1e6


def memory(process: int | str = "self") -> float:
    """Megabytes that a process holds now (Linux only)."""
    lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
    (held,) = (line for line in lines if line.startswith("VmRSS"))
    return int(held.split()[1]) / 1000


if __name__ == "__main__":
    main()
