"""The working copy holds what somebody has asked for, all of it of one snapshot, and a reader waits for no writer."""

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest
from pandas.testing import assert_frame_equal

import dashboard.store.latest
from dashboard import queries
from dashboard.intake.drafting import draft
from dashboard.store.lake import Author, Change, Lake
from dashboard.store.undo import plan_undo, undo_change
from tests.rows import TODAY, Rows, as_csv

#: A process that writes to the store and holds it until it is told to let go.
HOLDER = """
import sys
from dashboard.store.catalog import Catalog
with Catalog.from_environment(sys.argv[1]).session(write=True) as session:
    session.execute("update lake.heads set version = version + 1 where dataset = 'uploads'")
    print("held", flush=True)
    sys.stdin.read()
"""

#: The same number in two datasets, as `pair` commits it.
BOTH = "select (select max(value) from air_monthly), (select max(value) from dustfall)"


def pair(lake: Lake, number: int) -> None:
    """Put a number into two datasets as one snapshot."""
    air = {"month": "2023-01", "pollutant": "so2", "scope": "district", "value": number, "source": "测试"}
    dust = {"month": "2023-01", "town": "南村镇", "value": number, "source": "测试"}
    lake.commit([change(lake, "air_monthly", [air]), change(lake, "dustfall", [dust])])


def change(lake: Lake, name: str, rows: Rows) -> Change:
    made = draft(lake, name, as_csv(rows), f"{name}.csv", TODAY)
    assert not made.errors, made.problems
    return made.change(Author("测试"))


def test_what_nobody_has_read_is_not_there_and_comes_with_who_reads_it(demo_home: Path) -> None:
    lake = Lake(demo_home)
    lake.query("data/history")
    for text in ("from tasks", "from settings"):
        with pytest.raises(duckdb.CatalogException, match="does not exist"):
            lake.cursor().execute(text)
        assert lake.ask(text).fetchall()


def test_what_comes_later_is_of_the_same_snapshot_as_what_was_there_before(store: Path) -> None:
    reader, writer = Lake(store), Lake(store)
    assert reader.ask("from air_monthly").fetchall() == []
    pair(writer, 1)
    cursor = reader.cursor("dustfall")
    assert cursor.execute(BOTH).fetchall() == [(1, 1)]


def test_readers_that_open_the_store_while_someone_writes_see_both_datasets_of_a_commit_or_neither(store: Path) -> None:
    seen: list[tuple[float | None, float | None]] = []
    is_written = threading.Event()

    def read() -> None:
        while not is_written.is_set():
            lake = Lake(store)
            lake.ask("from air_monthly")
            seen.extend(lake.ask(BOTH).fetchall())

    with ThreadPoolExecutor(4) as readers:
        reading = [readers.submit(read) for _ in range(4)]
        writer = Lake(store)
        for number in range(1, 6):
            pair(writer, number)
        is_written.set()
        for each in reading:
            each.result()
    assert all(first == second for first, second in seen)
    assert len(set(seen)) > 1


def test_eight_threads_that_ask_a_new_copy_for_everything_get_what_one_gets(demo_home: Path, demo_lake: Lake) -> None:
    names = [name for name in queries.names() if "task_id" not in queries.read(name).parameters]
    together = Lake(demo_home)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(together.query, [*names, *reversed(names)]))
    for name, frame in zip([*names, *reversed(names)], found, strict=True):
        # The last digit of a mean depends on the order in which it was summed up.
        assert_frame_equal(frame, demo_lake.query(name), rtol=1e-12, obj=name)


def test_nobody_waits_for_another_program_that_writes(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = Lake(store)
    lake.have(queries.read("tasks/ledger").uses)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        monkeypatch.setattr(time, "sleep", lambda seconds: pytest.fail("waited"))
        assert len(lake.query("tasks/ledger", as_of="2023-06-30")) == 65
        other.stdin.close()


def test_what_is_renewed_in_part_has_the_rows_that_it_has_when_made_anew(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dashboard.store.latest, "MANY_ROWS", 0)
    in_part = [each.name for each in queries.definitions() if each.renewed_by]
    lake = Lake(store, in_part)

    def report(task_id: str, period: str, unit: str, claim: str, done: str = "") -> dict[str, str]:
        row = {"task_id": task_id, "period": period, "unit": unit, "progress": "测试", "claim": claim}
        return row | {"done_nodes": done}

    before = [
        report("A-20", "2023-05", "区生态环境分局", "in_progress", "A-20-1"),
        report("A-20", "2023-07", "区生态环境分局", "done", "A-20-1、A-20-2"),
        report("A-14", "2023-06", "各镇（街道）", "in_progress"),
        report("W-01", "2023-06", "区水务局", "in_progress"),
    ]
    later = {
        "one between two others": [report("A-20", "2023-06", "区生态环境分局", "delayed")],
        "one corrected": [report("A-20", "2023-05", "区生态环境分局", "not_started")],
        "one of a month nobody had reported for": [report("A-14", "2023-08", "南村镇", "done")],
        "some of two tasks and months": [
            report("W-01", "2023-06", "区水务局", "delayed"),
            report("A-20", "2023-08", "区生态环境分局", "done"),
        ],
    }
    lake.commit([change(lake, "task_reports", before)])
    for what, rows in later.items():
        lake.commit([change(lake, "task_reports", rows)])
        assert_same_tables(lake, in_part, what)
    lake.commit([undo_change(plan_undo(lake, int(lake.query("data/history")["upload_id"].iloc[0])), "王五")])
    assert_same_tables(lake, in_part, "an upload undone")
    gone = draft(lake, "task_reports", as_csv(later["one between two others"]), "", TODAY)
    lake.commit([gone.change(Author("测试"), remove_missing=True)])
    assert_same_tables(lake, in_part, "a report taken out")


def assert_same_tables(lake: Lake, names: list[str], what: str) -> None:
    """The tables have the rows that a copy has which was fetched anew."""
    anew = Lake(lake.catalog.home, names)
    for name in names:
        rows = [sorted(each.ask(f"from {name}").fetchall(), key=str) for each in (lake, anew)]
        assert rows[0] == rows[1], (name, what)
        assert rows[0] or name == "reported_nodes", (name, what)
