"""Five years of readings every four hours: loading, deriving, correcting, asking: `python -m bench.water`.

The readings are made up, but vary and have gaps as real ones do. Memory is the largest of the process so far.
"""

import tempfile
from pathlib import Path

import click
import duckdb
import numpy as np
import pandas as pd

from bench.air import ROUNDS, p50, peak, say, timed, upload
from bench.queries import measure
from dashboard import queries, setup
from dashboard.datasets import dataset
from dashboard.store.derivation import define
from dashboard.store.lake import Lake
from dashboard.store.span import span

FIRST_YEAR = 2018

#: What an automatic station measures, from its least to its largest value, with the decimals it is written with.
RANGES = {
    "water_temperature": (1, 28, 1),
    "ph": (7.2, 8.8, 2),
    "dissolved_oxygen": (4, 12, 2),
    "permanganate_index": (1, 7, 2),
    "cod": (8, 24, 1),
    "ammonia_nitrogen": (0.02, 1.6, 3),
    "total_phosphorus": (0.01, 0.3, 3),
    "total_nitrogen": (2, 9, 2),
    "fluoride": (0.2, 1.1, 2),
}

#: A section for each number, and a year of readings of all of them in order; one value in fifty is missing.
READINGS = """
    copy (
        {long}
        select
            printf('断面%03d', section) as section,
            strftime(time, '%Y-%m-%d %H:%M:%S') as time,
            {values}
        from range({sections}) as sections(section)
        cross join generate_series(timestamp '{first}', timestamp '{last}', interval 4 hour) as times(time)
        order by section, time
        {longer}
    ) to '{file}' (header)
"""


@click.command()
@click.option("--sections", default=100, show_default=True)
@click.option("--years", default=5, show_default=True, help="Years of readings, each loaded as a file of its own.")
@click.option("--long", "is_long", is_flag=True, help="A row for each value, instead of one for each reading.")
def main(sections: int, years: int, is_long: bool) -> None:
    """Load the years one after the other and print seconds, megabytes and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        lake = setup.init(home)
        names = "".join(f"断面{number:03d},municipal,1\n" for number in range(sections))
        upload(lake, "sections", f"section,level,source_line\n{names}".encode())
        values = load(lake, Path(folder), sections, years, is_long=is_long)
        derived_again(lake, values)
        single_commits(lake, Path(folder), years)
        say("open the store", timed(lambda: Lake(home)))
        questions(lake, years)


def load(lake: Lake, folder: Path, sections: int, years: int, *, is_long: bool) -> int:
    """Load the years; returns how many values."""
    taken, values = [], 0
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        file = folder / f"{year}.csv"
        make_readings(file, sections, f"{year}-01-01 00:00", f"{year}-12-31 20:00", is_long=is_long)
        data = file.read_bytes()
        file.unlink()
        taken.append(timed(lambda data=data: upload(lake, "water_samples", data)))  # type: ignore[misc]
        values += (data.count(b"\n") - 1) * (1 if is_long else len(RANGES))
        click.echo(f"  {year}{taken[-1]:8.2f} s{peak():7d} MB")
    say(f"load and derive {values} values", sum(taken), f"peak {peak()} MB")
    return values


def single_commits(lake: Lake, folder: Path, years: int) -> None:
    """One more section-month at the end, one corrected in the middle, and a commit that has nothing to do with it."""
    for title, year in (
        ("add a section-month", FIRST_YEAR + years),
        ("correct a section-month", FIRST_YEAR + years // 2),
    ):
        file = folder / "month.csv"
        make_readings(file, 1, f"{year}-06-01 00:00", f"{year}-06-30 20:00", seed=len(RANGES))
        data = file.read_bytes()
        say(title, timed(lambda data=data: upload(lake, "water_samples", data)))  # type: ignore[misc]
    report = "task_id,period,unit,progress,claim\nA-20,2023-06,区生态环境分局,推进,in_progress\n".encode()
    say("one task report", timed(lambda: upload(lake, "task_reports", report)))


def make_readings(file: Path, sections: int, first: str, last: str, seed: int = 0, *, is_long: bool = False) -> None:
    """Write the readings of sections as a CSV file."""
    values = ", ".join(
        f"case when hash(section, time, {seed + at}) % 50 > 0 "
        f"then round({low} + {high - low} * (hash(time, section, {seed + at}) % 1000) / 1000, {decimals}) "
        f"end as {name}"
        for at, (name, (low, high, decimals)) in enumerate(RANGES.items())
    )
    around = ("unpivot (", f") on {', '.join(RANGES)} into name indicator value value") if is_long else ("", "")
    duckdb.connect().execute(
        READINGS.format(
            values=values,
            sections=sections,
            first=first,
            last=last,
            file=file.as_posix(),
            long=around[0],
            longer=around[1],
        )
    )


def derived_again(lake: Lake, values: int) -> None:
    """The whole derivation beside a bare scan and sum of the same columns, and beside pandas."""
    query, target = queries.read("derived/section_items"), dataset("section_items")
    with lake.catalog.session() as session:
        listed = session.execute("select data_file from ducklake_list_files('lake', 'water_samples')").fetchall()
        files = [file for (file,) in listed]
        columns = (
            "sum(value), min(time), max(section), max(indicator), max(upload_id), max(line), count(is_below_limit)"
        )
        scan = f"select {columns}, max(state), max(kind), count(is_below_limit) from lake.water_samples"
        bare = min(timed(lambda: session.execute(scan).fetchall()) for _ in range(3))
        say(f"scan and sum {values} values", bare)
        define(session)
        session.execute("create temp table touched as select section, month, indicator from lake.section_items")
        ends = span(session, "touched", target)
        ours = min(timed(lambda: session.execute(query.text, ends).to_arrow_table()) for _ in range(2))
        say("derive all months", ours, f"{ours / bare:.1f} scans")
        session.execute("drop table touched")
    seconds = timed(lambda: pandas_months(files))
    say("derive all months with pandas", seconds, f"{seconds / ours:.1f} times ours")


def pandas_months(files: list[str]) -> int:
    """The same monthly means in pandas; returns its rows."""
    columns = ["section", "time", "indicator", "value"]
    samples = pd.concat([pd.read_parquet(file, columns=columns) for file in files], ignore_index=True)
    is_ph = samples["indicator"] == "ph"
    samples["value"] = samples["value"].where(~is_ph, np.power(10.0, -samples["value"]))
    samples["month"] = samples["time"].dt.to_period("M")
    means = samples.groupby(["section", "month", "indicator"])["value"].agg(["mean", "count"]).reset_index()
    return len(means)


def questions(lake: Lake, years: int) -> None:
    """Page queries without the cache of results, and readings that are fetched from the store for one."""
    asked = {"section": "断面007", "indicator": "ammonia_nitrogen", "as_of": f"{FIRST_YEAR + years - 1}-12-31"}
    for name in queries.names():
        query = queries.read(name)
        if name.startswith("water/") and not queries.fetches(query):
            given = {key: value for key, value in asked.items() if key in query.parameters}
            say(f"{name}, p50", measure(lake, name, ROUNDS, **given)[0] / 1000)
    last = FIRST_YEAR + years - 1
    numbers = iter(range(1, ROUNDS + 2))
    june = {"from": f"{last}-06-01", "to": f"{last}-06-30"}
    say(
        "water/reading_class, a month of a section, p50",
        p50(lambda: lake.query("water/reading_class", section=f"断面{next(numbers):03d}", **june)),
    )
    numbers = iter(range(1, ROUNDS + 2))
    two_years = {"indicator": "ammonia_nitrogen", "from": f"{last - 1}-01-01", "to": f"{last}-12-31"}
    say(
        "water/item_samples, two years of a section, p50",
        p50(lambda: lake.query("water/item_samples", section=f"断面{next(numbers):03d}", **two_years)),
    )


if __name__ == "__main__":
    main()
