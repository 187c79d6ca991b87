"""Years of monthly reports of very many tasks: loading, saving one, asking: `python -m bench.tasks`.

Each task is answered for by every unit, each of which reports every month. Memory is the largest of the process so far.
"""

import datetime as dt
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

import click
import duckdb

from bench.air import ROUNDS, p50, peak, say, timed, upload
from bench.queries import measure
from dashboard import queries, setup
from dashboard.evidence.handing_in import Report, hand_in
from dashboard.store.lake import Lake

FIRST_YEAR = 2023
MONTH_SAVED = 6

#: What is made up of numbered tasks and units: the select behind each dataset's file.
TASKS = """
    select
        printf('A-%04d', task) as task_id, 'air' as plan, '规模测试' as category, 1000 + task as seq,
        printf('第%d项措施', task) as measure, '长期坚持' as deadline_text, 140 as source_line, 140 as source_line_end
    from range(1, {tasks} + 1) as tasks(task)
"""
NODES = """
    select
        printf('A-%04d-1', task) as node_id, printf('A-%04d', task) as task_id, '完成' as deliverable, 'due' as kind,
        date '{year}-07-01' + (hash(task) % 1500)::integer as due_date, '规模测试' as printed, 140 as source_line
    from range(1, {tasks} + 1) as tasks(task)
"""
UNITS = """
    select printf('规模单位%02d', unit) as unit, 'bureau' as kind, 140 as source_line
    from range({units}) as units(unit)
"""
OWNERS = """
    select
        printf('A-%04d', task) as task_id, printf('规模单位%02d', unit) as unit, 'joint' as role,
        printf('规模单位%02d', unit) as printed_name, '责任单位' as printed_role, 140 as source_line
    from range(1, {tasks} + 1) as tasks(task)
    cross join range({units}) as units(unit)
"""
REPORTS = """
    select
        printf('A-%04d', task) as task_id, printf('{year}-%02d', month) as period,
        printf('规模单位%02d', unit) as unit,
        printf('第%d项按计划推进，本月完成%d处', task, hash(task, month, unit) % 40) as progress,
        if(hash(unit, task, month) % 10 = 0, '资金到位慢', null) as problem,
        '下月继续推进' as next_step,
        case hash(month, task) % 5 when 0 then 'delayed' when 1 then 'not_started' else 'in_progress' end as claim
    from range(1, 13) as months(month)
    cross join range(1, {tasks} + 1) as tasks(task)
    cross join range({units}) as units(unit)
    order by all
"""


@click.command()
@click.option("--years", default=5, show_default=True, help="Years of reports, each loaded as a file of its own.")
@click.option("--tasks", default=3000, show_default=True)
@click.option("--units", default=20, show_default=True)
def main(years: int, tasks: int, units: int) -> None:
    """Load the years one after the other and print seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        lake = setup.init(home)
        sizes = {"tasks": tasks, "units": units, "year": FIRST_YEAR}
        for name, rows in {"units": UNITS, "tasks": TASKS, "task_nodes": NODES, "task_units": OWNERS}.items():
            upload(lake, name, as_csv(Path(folder), rows, **sizes))
        load(lake, Path(folder), years, sizes)
        lake = Lake(home)
        say("open the store until 总览 has its sentence", timed(lambda: lake.query("overview/summary")))
        questions(lake, FIRST_YEAR + years - 1)
        save_reports(lake, FIRST_YEAR + years)


def as_csv(folder: Path, rows: str, **sizes: int) -> bytes:
    """A file with these rows."""
    file = folder / "rows.csv"
    duckdb.connect().execute(f"copy ({rows.format(**sizes)}) to '{file.as_posix()}' (header)")
    data = file.read_bytes()
    file.unlink()
    return data


def load(lake: Lake, folder: Path, years: int, sizes: dict[str, int]) -> None:
    taken, rows = [], 0
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        data = as_csv(folder, REPORTS, **(sizes | {"year": year}))
        taken.append(timed(partial(upload, lake, "task_reports", data)))
        rows += data.count(b"\n") - 1
        click.echo(f"  {year}{taken[-1]:8.2f} s{peak():7d} MB")
    say(f"load {rows} reports", sum(taken), f"peak {peak()} MB")


def save_reports(lake: Lake, year: int) -> None:
    """Reports saved one by one, as 填报 does it, each of another task, with all that pages read kept up with them."""
    numbers = count(1)
    today = dt.date(year, MONTH_SAVED, 20)

    def save() -> None:
        report = Report(f"A-{next(numbers):04d}", {"progress": "按计划推进", "claim": "in_progress"})
        hand_in(lake, "规模单位07", f"{year}-{MONTH_SAVED:02d}", [report], "规模测试", today)

    say("save a report, p50", p50(save))
    say("  the first view after it", timed(lambda: lake.query("overview/attention")))


def questions(lake: Lake, last: int) -> None:
    """Page queries on one day without the cache of results; then a day that nobody has asked for."""
    asked = {"as_of": f"{last}-11-30", "task_id": "A-0007", "unit": "规模单位07", "period": f"{last}-11"}
    for name in queries.names():
        query = queries.read(name)
        if name.startswith(("tasks/", "overview/", "units/")) and not queries.fetches(query):
            given = {key: value for key, value in asked.items() if key in query.parameters}
            if name not in ("tasks/report_sheet", "tasks/report_texts"):
                given.pop("unit", None)
            say(f"{name}, p50", measure(lake, name, ROUNDS, **given)[0] / 1000)
    days = (dt.date(last, 10, 1) + dt.timedelta(at) for at in count())
    for name in ("tasks/ledger", "overview/summary", "overview/attention"):
        say(f"{name}, a new day, p50", p50(partial(ask_new_day, lake, name, days)))


def ask_new_day(lake: Lake, name: str, days: Iterator[dt.date]) -> None:
    with lake.answering(name, as_of=next(days)) as cursor:
        cursor.df()


if __name__ == "__main__":
    main()
