"""Processor time of the command line, beside a bare import of DuckDB in the same run: `python -m bench.command_line`.

Also of opening the store in a process that has its libraries loaded, as the server has. Unix only.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import click

from dashboard import setup
from dashboard.datasets import ROOT

DUCKDB = "import duckdb"

#: What the server does at its start and right after it, with the processor time of each step at the end.
SERVER = """
import resource
import plotly.graph_objects, pydeck, pyarrow.dataset
import app
def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
at = [seconds()]
lake = app.open_lake()
at.append(seconds())
for name in app.queries.names():
    if name.startswith("overview/"):
        lake.query(name)
at.append(seconds())
app.get_ready()
at.append(seconds())
print(*(after - before for before, after in zip(at, at[1:])))
"""
STEPS = ("server: open the store", "server: answer the overview", "server: get ready for all pages")


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Calls of each command; the median is printed.")
def main(rounds: int) -> None:
    """Print the median processor time of each command in seconds, and how many times that of the bare import."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        home, file = Path(folder) / "store", Path(folder) / "month.csv"
        setup.init(home, with_demo=True)
        file.write_text("month,pollutant,scope,value,source\n2024-01,so2,district,12,bench\n", encoding="utf-8")
        commands = [
            "--help",
            "names",
            "history",
            "query air/progress",
            "query overview/summary",
            "query tasks/ledger as_of=2023-06-30",
            f"template tasks {folder}/template.xlsx",
            f"export tasks {folder}/tasks.csv",
            f"load air_monthly {file} --dry-run",
        ]
        # Commands take turns, so that a busy moment falls on all of them.
        for _ in range(rounds):
            seconds.setdefault(DUCKDB, []).append(call(home, "-c", DUCKDB)[0])
            for command in commands:
                title = command.replace(f"{folder}/", "")
                seconds.setdefault(title, []).append(call(home, "-m", "dashboard", *command.split())[0])
            for step, used in zip(STEPS, call(home, "-c", SERVER)[1].split(), strict=True):
                seconds.setdefault(step, []).append(float(used))
    floor = statistics.median(seconds[DUCKDB])
    click.echo(f"{'command':<40}{'seconds':>8}{'ratio':>7}")
    for title, taken in seconds.items():
        median = statistics.median(taken)
        click.echo(f"{title:<40}{median:8.2f}{median / floor:7.1f}")


def call(home: Path, *words: str) -> tuple[float, str]:
    """The processor time of a Python process, in all its threads, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env=os.environ | {"DASHBOARD_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


if __name__ == "__main__":
    main()
