"""Ten years of hours: loading, deriving, correcting, asking, beside bare reads in the same run: `python -m bench.air`.

The hours are made up, but vary and have gaps as real ones do. Memory is the largest of the process so far.
"""

import datetime as dt
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import click
import duckdb
import numpy as np
import pandas as pd
import polars as pl

from bench.queries import measure
from dashboard import queries, setup
from dashboard.datasets import dataset
from dashboard.intake.drafting import draft
from dashboard.store.derivation import define
from dashboard.store.lake import Author, Lake
from dashboard.store.span import span

FIRST_YEAR = 2014
TODAY = dt.date(2030, 1, 1)
ROUNDS = 20
MEANS = ["so2", "no2", "pm10", "pm2_5", "co"]

#: A station for each number, and a year of hours of all of them in order; one value in fifty is missing.
HOURS = """
    copy (
        select
            printf('S%03d', station) as station,
            strftime(time, '%Y-%m-%d %H:%M:%S') as time,
            {values}
        from range({stations}) as stations(station)
        cross join generate_series(timestamp '{first}', timestamp '{last}', interval 1 hour) as times(time)
        order by station, time
    ) to '{file}' (header)
"""
RANGES = {"so2": (5, 40), "no2": (10, 90), "pm10": (60, 200), "pm2_5": (5, 55), "co": (0.3, 2.5), "o3": (10, 220)}


@click.command()
@click.option("--stations", default=100, show_default=True)
@click.option("--years", default=10, show_default=True, help="Years of hours, each loaded as a file of its own.")
def main(stations: int, years: int) -> None:
    """Load the years one after the other and print seconds, megabytes and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        lake = store(home, stations)
        rows = load(lake, Path(folder), stations, years)
        derived_again(lake, rows)
        single_commits(lake, Path(folder), years)
        say("open the store", timed(lambda: Lake(home)))
        questions(lake, years)


def store(home: Path, stations: int) -> Lake:
    """A store that knows the stations."""
    lake = setup.init(home)
    names = "".join(f"S{number:03d},S{number:03d},township,bench\n" for number in range(stations))
    upload(lake, "stations", f"station,name,kind,source\n{names}".encode())
    return lake


# ---- writing --------------------------------------------------------------------------------------------------------


def load(lake: Lake, folder: Path, stations: int, years: int) -> int:
    """Load the years; returns how many hours."""
    taken, rows = [], 0
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        file = folder / f"{year}.csv"
        make_hours(file, range(stations), f"{year}-01-01 01:00", f"{year + 1}-01-01 00:00")
        data = file.read_bytes()
        file.unlink()
        taken.append(timed(lambda data=data: upload(lake, "air_hourly", data)))  # type: ignore[misc]
        rows += data.count(b"\n") - 1
        click.echo(f"  {year}{taken[-1]:8.2f} s{peak():7d} MB")
    say(f"load and derive {rows} hours", sum(taken), f"peak {peak()} MB")
    return rows


def single_commits(lake: Lake, folder: Path, years: int) -> None:
    """One more station-month at the end, one corrected in the middle, and a commit that has nothing to do with air."""
    middle, end = FIRST_YEAR + years // 2, FIRST_YEAR + years
    for title, year in (("add a station-month", end), ("correct a station-month", middle)):
        file = folder / "month.csv"
        make_hours(file, range(1), f"{year}-06-01 01:00", f"{year}-07-01 00:00", seed=len(RANGES))
        data = file.read_bytes()
        say(title, timed(lambda data=data: upload(lake, "air_hourly", data)))  # type: ignore[misc]
    report = "task_id,period,unit,progress,claim\nA-20,2023-06,区生态环境分局,推进,in_progress\n".encode()
    say("one task report", timed(lambda: upload(lake, "task_reports", report)))


def make_hours(file: Path, stations: range, first: str, last: str, seed: int = 0) -> None:
    """Write the hours of stations as a CSV file."""
    values = ", ".join(
        f"case when hash(station, time, {seed + at}) % 50 > 0 "
        f"then round({low} + {high - low} * (hash(time, station, {seed + at}) % 1000) / 1000, {int(name == 'co')}) "
        f"end as {name}"
        for at, (name, (low, high)) in enumerate(RANGES.items())
    )
    duckdb.connect().execute(
        HOURS.format(values=values, stations=len(stations), first=first, last=last, file=file.as_posix())
    )


def upload(lake: Lake, name: str, data: bytes) -> None:
    """From bytes to the working copy after the commit, as the board does it."""
    made = draft(lake, name, data, f"{name}.csv", TODAY)
    if made.errors:
        raise click.ClickException(f"{made.problems[:3]}")
    change = made.change(Author("bench"))
    del made
    lake.commit([change])


# ---- deriving -------------------------------------------------------------------------------------------------------


def derived_again(lake: Lake, rows: int) -> None:
    """The whole derivation beside a bare scan and sum of the same columns, and beside pandas and polars."""
    query = queries.read("derived/air_daily")
    target = dataset("air_daily")
    with lake.catalog.session() as session:
        listed = session.execute("select data_file from ducklake_list_files('lake', 'air_hourly')").fetchall()
        files = [file for (file,) in listed]
        sums = ", ".join(f"sum({name})" for name in RANGES)
        scan = f"select {sums}, min(time), max(station), max(upload_id), max(line) from lake.air_hourly"
        bare = min(timed(lambda: session.execute(scan).fetchall()) for _ in range(3))
        say(f"scan and sum {rows} hours", bare)
        define(session)
        session.execute("create temp table touched as select station, date from lake.air_daily")
        ends = span(session, "touched", target)
        ours = min(timed(lambda: session.execute(query.text, ends).to_arrow_table()) for _ in range(2))
        say("derive all days", ours, f"{ours / bare:.1f} scans")
        session.execute("drop table touched")
    for title, derive in (("polars", polars_days), ("pandas", pandas_days)):
        seconds = timed(lambda derive=derive: derive(files))  # type: ignore[misc]
        say(f"derive all days with {title}", seconds, f"{seconds / ours:.1f} times ours")


def polars_days(files: list[str]) -> int:
    """The same daily table in polars; returns its rows."""
    starts = pl.col("time") - pl.duration(hours=1)
    ends = [
        pl.col("o3").filter(pl.col("hour").is_between(end - 7, end)).mean().alias(f"mean_{end}") for end in range(8, 25)
    ]
    counts = [
        pl.col("o3").filter(pl.col("hour").is_between(end - 7, end)).count().alias(f"count_{end}")
        for end in range(8, 25)
    ]
    windows = [pl.when(pl.col(f"count_{end}") >= 6).then(pl.col(f"mean_{end}")) for end in range(8, 25)]
    days = (
        pl.scan_parquet(files)
        .with_columns(date=starts.dt.date(), hour=starts.dt.hour() + 1)
        .group_by("station", "date")
        .agg(
            *(pl.col(name).mean() for name in MEANS),
            *(pl.col(name).count().alias(f"{name}_hours") for name in MEANS),
            pl.col("o3").max().alias("o3_1h"),
            *ends,
            *counts,
        )
        .with_columns(o3_8h=pl.max_horizontal(windows))
        .collect()
    )
    return days.height


def pandas_days(files: list[str]) -> int:
    """The same daily table in pandas, its windows in numpy; returns its rows."""
    columns = ["station", "time", *MEANS, "o3"]
    hours = pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)
    starts = hours["time"] - pd.Timedelta(hours=1)
    hours = hours.assign(date=starts.dt.normalize(), hour=starts.dt.hour).drop(columns="time")
    groups = hours.groupby(["station", "date"], sort=True)
    days = pd.concat([groups[MEANS].mean(), groups[MEANS].count().add_suffix("_hours"), groups["o3"].max()], axis=1)
    levels = np.full((len(days), 24), np.nan)
    levels[groups.ngroup().to_numpy(), hours["hour"].to_numpy()] = hours["o3"].to_numpy()
    windows = np.lib.stride_tricks.sliding_window_view(levels, 8, axis=1)
    counts = np.isfinite(windows).sum(axis=2)
    means = np.where(counts >= 6, np.nansum(windows, axis=2) / np.maximum(counts, 1), np.nan)
    return len(days.assign(o3_8h=np.fmax.reduce(means, axis=1)))


# ---- asking ---------------------------------------------------------------------------------------------------------


def questions(lake: Lake, years: int) -> None:
    """Page queries without the cache of results, and hours that are fetched from the store for one."""
    last = FIRST_YEAR + years - 1
    for name in queries.names():
        if name.startswith("air/") and not queries.fetches(queries.read(name)):
            say(f"{name}, p50", measure(lake, name, ROUNDS)[0] / 1000)
    ten_years = "select date, pm2_5 from air_station_days where station = 'S007' order by date"
    say("one indicator of a station, all years, p50", p50(lambda: lake.ask(ten_years).df()))
    whole = iter(range(1, ROUNDS + 2))
    asked = {"from": f"{last}-06-01", "to": f"{last}-06-30"}
    say(
        "air/hourly_index, a month of a station, p50",
        p50(lambda: lake.query("air/hourly_index", station=f"S{next(whole):03d}", **asked)),
    )


def p50(work: Callable[[], object]) -> float:
    """The median seconds of a call after a first one that is not counted."""
    work()
    return statistics.median(timed(work) for _ in range(ROUNDS))


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peak() -> int:
    """The largest memory of the process so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def say(title: str, seconds: float, more: str = "") -> None:
    click.echo(f"{title:<50}{seconds:9.3f} s  {more}")


if __name__ == "__main__":
    main()
