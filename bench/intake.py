"""How long an upload takes, beside bare reads of the same file in the same run: `python -m bench.intake`."""

import datetime as dt
import io
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
import duckdb
import openpyxl
import pandas as pd

from dashboard import setup
from dashboard.datasets import dataset
from dashboard.exports.tables import template
from dashboard.intake.drafting import draft
from dashboard.store.lake import Author, Lake

STATIONS = 100
TODAY = dt.date(2026, 1, 1)
FIRST_HOUR = pd.Timestamp("2022-01-01 01:00")


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, help="Hourly rows of the CSV.")
@click.option("--xlsx-rows", default=300_000, show_default=True, help="Hourly rows of the workbook.")
def main(rows: int, xlsx_rows: int) -> None:
    """Profile, check, compare and commit files of made-up hours, each into a store of its own."""
    click.echo(f"{'file':<28}{'rows':>9}{'seconds':>9}{'duckdb':>8}{'pandas':>8}{'peak MB':>9}   (ratios to read_csv)")
    with tempfile.TemporaryDirectory() as folder:
        ledger = template(setup.init(Path(folder) / "ledger"), "tasks")
        measure("ledger, CSV", Path(folder) / "l.csv", ledger, "tasks", 62, Lake(Path(folder) / "ledger"))
        csv = hours(rows).to_csv(index=False).encode()
        measure("hourly air, CSV", Path(folder) / "h.csv", csv, "air_hourly", rows, store(Path(folder) / "csv"))
        del csv
        xlsx = as_workbook(hours(xlsx_rows))
        measure(
            "hourly air, xlsx", Path(folder) / "h.xlsx", xlsx, "air_hourly", xlsx_rows, store(Path(folder) / "xlsx")
        )


def store(home: Path) -> Lake:
    """A store that knows the stations."""
    lake = setup.init(home)
    names = "".join(f"S{number:03d},S{number:03d},township,bench\n" for number in range(STATIONS))
    made = draft(lake, "stations", f"station,name,kind,source\n{names}".encode(), "stations.csv", TODAY)
    lake.commit([made.change(Author("bench"))])
    return lake


def hours(count: int) -> pd.DataFrame:
    """Hours of STATIONS stations with values that vary as real ones do."""
    number = pd.Series(range(count))
    hour, station = number // STATIONS, number % STATIONS
    ranges = {"so2": (5, 40), "no2": (10, 90), "pm10": (40, 200), "pm2_5": (5, 29), "co": (0.3, 2.5), "o3": (10, 220)}
    values = {
        name: (low + (high - low) * ((number * (7 + at)) % 997) / 997).round(1 if name == "co" else 0)
        for at, (name, (low, high)) in enumerate(ranges.items())
    }
    moments = FIRST_HOUR + pd.to_timedelta(hour, unit="h")
    return pd.DataFrame({"station": "S" + station.astype(str).str.zfill(3), "time": moments} | values)


def as_workbook(rows: pd.DataFrame) -> bytes:
    """The rows as a worksheet of numbers and real date cells."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("小时值")
    sheet.append(list(rows.columns))
    for cells in rows.itertuples(index=False):
        sheet.append([cell.to_pydatetime() if isinstance(cell, pd.Timestamp) else cell for cell in cells])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def measure(title: str, file: Path, data: bytes, name: str, rows: int, lake: Lake) -> None:
    """One upload from bytes to commit, and the bare reads of the same file."""
    file.write_bytes(data)

    def upload() -> None:
        made = draft(lake, name, file.read_bytes(), file.name, TODAY)
        if made.errors:
            raise click.ClickException(f"{made.problems[:3]}")
        if len(made.difference.upserts):
            lake.commit([made.change(Author("bench"))])

    seconds = timed(upload)
    bare = {"duckdb": float("nan"), "pandas": float("nan")}
    if file.suffix == ".csv":
        bare["duckdb"] = timed(lambda: duckdb.connect().execute("from read_csv(?)", [str(file)]).to_arrow_table())
        bare["pandas"] = timed(lambda: pd.read_csv(file))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    ratios = "".join(f"{seconds / value:8.1f}" for value in bare.values())
    click.echo(f"{title + '，' + dataset(name).title:<22}{rows:>9}{seconds:9.2f}{ratios}{peak:9d}")


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
