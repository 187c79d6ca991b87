"""The store keeps what it promised: nothing half written, nothing lost, nothing overwritten silently."""

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard import setup
from dashboard.intake.drafting import draft
from dashboard.store.catalog import FORMAT, Catalog, StoreError
from dashboard.store.lake import Author, DataChanged, Lake
from dashboard.store.tables import create
from dashboard.store.undo import plan_undo, undo_change
from tests.rows import TODAY, as_csv, upload


def air(month: str, value: float, pollutant: str = "pm2_5") -> dict[str, object]:
    return {"month": month, "pollutant": pollutant, "scope": "district", "value": value, "source": "测试"}


def values(lake: Lake) -> list[tuple[str, float]]:
    return lake.ask("select month, value from air_monthly order by month").fetchall()


def test_first_snapshot_is_authored_and_holds_the_notice(empty_lake: Lake) -> None:
    history = empty_lake.query("data/history")
    assert set(history["snapshot_id"]) == {2}
    assert set(history["person"]) == {"系统"}
    assert empty_lake.ask("select count(*) from tasks").fetchone() == (62,)


def test_a_kill_at_any_moment_of_16_uploads_loses_no_committed_one_and_shows_no_half_one(store: Path) -> None:
    chance = random.Random(20)
    committed = 0
    kills = 0
    while committed < 16:
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.uploader", str(store), str(committed + 1), "16"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        printed = [child.stdout.readline() for _ in range(chance.randint(1, 5))]
        time.sleep(chance.uniform(0.0, 0.3))
        kills += child.poll() is None
        child.kill()
        printed = "".join([*printed, child.stdout.read()]).split()
        child.wait()
        stored = Lake(store).ask("select value, count(*) from air_monthly group by value").fetchall()
        assert len(stored) == 1, "one upload is visible, whole"
        number, rows = stored[0]
        assert rows == 6
        last_printed = int(printed[-1]) if printed else committed + 1
        assert number >= last_printed
        committed = int(number)
    assert kills >= 2
    uploads = Lake(store).ask("select count(*) from uploads where dataset = 'air_monthly'").fetchone()
    assert uploads == (16,)


def test_four_writers_and_eight_readers_meet_no_error_and_make_no_duplicate(store: Path) -> None:
    lake = Lake(store)
    outcomes: Counter[str] = Counter()
    faults: list[BaseException] = []
    writing = threading.Event()

    def write(writer: int) -> None:
        try:
            for turn in range(4):
                month = f"2023-{turn + 1:02d}"
                data = as_csv([air(month, writer)])
                while True:
                    made = draft(lake, "air_monthly", data, f"{writer}.csv", TODAY)
                    try:
                        lake.commit([made.change(Author(f"写{writer}"))])
                        outcomes["committed"] += 1
                        break
                    except DataChanged:
                        outcomes["told"] += 1
        except BaseException as fault:  # noqa: BLE001 - a thread has nobody else to report to
            faults.append(fault)

    def read() -> None:
        try:
            while not writing.is_set():
                rows = values(lake)
                assert len({month for month, _ in rows}) == len(rows)
                lake.query("tasks/ledger")
                time.sleep(0.01)  # people read with pauses; without them the writers get no turn
        except BaseException as fault:  # noqa: BLE001
            faults.append(fault)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    readers = [threading.Thread(target=read) for _ in range(8)]
    for thread in [*readers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    writing.set()
    for thread in readers:
        thread.join()
    assert faults == []
    assert outcomes["committed"] == 16
    assert [month for month, _ in values(lake)] == ["2023-01", "2023-02", "2023-03", "2023-04"]
    assert lake.ask("select count(*) from uploads where dataset = 'air_monthly'").fetchone() == (16,)


def test_a_second_upload_worked_out_before_the_first_was_committed_is_refused(store: Path) -> None:
    lake = Lake(store)
    first = draft(lake, "air_monthly", as_csv([air("2023-01", 50)]), "a.csv", TODAY)
    second = draft(lake, "air_monthly", as_csv([air("2023-01", 60)]), "b.csv", TODAY)
    lake.commit([first.change(Author("甲"))])
    with pytest.raises(DataChanged, match="已被更新"):
        lake.commit([second.change(Author("乙"))])
    assert values(lake) == [("2023-01", 50.0)]
    fresh = draft(lake, "air_monthly", as_csv([air("2023-01", 60)]), "b.csv", TODAY)
    assert fresh.difference.cells[["old_value", "new_value"]].values.tolist() == [["50.0", "60.0"]]


def test_uploads_of_different_months_all_stand_whoever_was_first(store: Path) -> None:
    lake = Lake(store)
    made = [draft(lake, "air_monthly", as_csv([air(f"2023-{n:02d}", n)]), f"{n}.csv", TODAY) for n in range(1, 6)]
    upload(lake, "air_monthly", [air("2023-09", 9), air("2023-10", 10)])
    late = draft(lake, "air_monthly", as_csv([air("2023-10", 20)]), "10.csv", TODAY)
    for each in made:
        lake.commit([each.change(Author("甲"))])
    with ThreadPoolExecutor(4) as people:
        others = [draft(lake, "air_monthly", as_csv([air(f"2022-{n:02d}", n)]), f"{n}.csv", TODAY) for n in range(1, 5)]
        list(people.map(lambda each: lake.commit([each.change(Author("乙"))]), others))
    assert len(values(lake)) == 11
    # A row that is gone meanwhile was written as well: who still has it before him is told.
    first = int(lake.query("data/history", dataset="air_monthly")["upload_id"].iloc[-1])
    lake.commit([undo_change(plan_undo(lake, first), "丙")])
    with pytest.raises(DataChanged):
        lake.commit([late.change(Author("丁"))])


def test_another_process_can_write_while_this_one_reads(store: Path) -> None:
    lake = Lake(store)
    assert values(lake) == []
    subprocess.run([sys.executable, "-m", "tests.uploader", str(store), "1", "1"], check=True, capture_output=True)
    progress = lake.query("air/progress", as_of="2023-01-31").set_index(["pollutant", "month"])
    assert progress.loc[("pm2_5", 1), "month_actual"] == 1.0


def test_history_gives_person_file_hash_and_counts(store: Path) -> None:
    lake = Lake(store)
    upload(lake, "air_monthly", [air("2023-01", 50), air("2023-02", 60)], person="张三")
    upload(lake, "air_monthly", [air("2023-01", 50), air("2023-02", 61), air("2023-03", 40)], person="李四")
    newest = lake.query("data/history", dataset="air_monthly").iloc[0]
    assert (newest["person"], newest["file_name"], len(newest["sha256"])) == ("李四", "air_monthly.csv", 64)
    counts = [newest[f"rows_{kind}"] for kind in ("added", "changed", "removed", "unchanged")]
    assert counts == [1, 1, 0, 1]


def test_restore_brings_earlier_rows_back_as_a_new_snapshot_with_their_origin(store: Path) -> None:
    lake = Lake(store)
    before = upload(lake, "air_monthly", [air("2023-01", 50), air("2023-02", 60)])
    upload(lake, "air_monthly", [air("2023-01", 55), air("2023-03", 40)])
    after = lake.restore("air_monthly", before, Author("王五"))
    assert after == before + 2
    assert values(lake) == [("2023-01", 50.0), ("2023-02", 60.0)]
    newest = lake.query("data/history", dataset="air_monthly").iloc[0]
    assert [newest[f"rows_{kind}"] for kind in ("added", "changed", "removed", "unchanged")] == [0, 1, 1, 1]
    assert lake.ask("select count(distinct upload_id) from air_monthly").fetchone() == (1,)


def test_restore_of_a_snapshot_that_never_was_is_refused(store: Path) -> None:
    with pytest.raises(StoreError, match="快照 999"):
        Lake(store).restore("air_monthly", 999, Author("王五"))


def test_clearing_the_demonstration_data_leads_back_to_the_notice_alone(demo_store: Path, empty_lake: Lake) -> None:
    lake = Lake(demo_store)
    upload(lake, "air_monthly", [air("2024-02", 33)])
    assert lake.clear_demo("办公室") is not None
    assert values(lake) == [("2024-02", 33.0)]
    for table in ("task_reports", "closures", "plots", "stations"):
        assert lake.ask(f"select count(*) from {table}").fetchone() == (0,)
    assert lake.clear_demo("办公室") is None
    at_issue = {"as_of": "2023-05-31"}
    assert lake.query("tasks/ledger", **at_issue).equals(empty_lake.query("tasks/ledger", **at_issue))


def test_a_store_made_by_a_newer_version_says_so_and_is_left_alone(store: Path) -> None:
    lake = Lake(store)
    with lake.catalog.session(write=True) as session:
        session.execute("update lake.board set format = ?", [FORMAT + 1])
    content = (store / "catalog.duckdb").read_bytes()
    with pytest.raises(StoreError, match="更新版本"):
        Lake(store)
    assert (store / "catalog.duckdb").read_bytes() == content


@pytest.mark.parametrize("damage", ["text", "hole", "foreign"])
def test_a_damaged_store_says_so_and_is_left_alone(store: Path, damage: str) -> None:
    file = store / "catalog.duckdb"
    if damage == "text":
        file.write_bytes(b"not a database" * 1000)
    elif damage == "hole":
        whole = bytearray(file.read_bytes())
        whole[4096:200_000] = bytes(len(whole[4096:200_000]))
        file.write_bytes(whole)
    else:
        file.unlink()
        duckdb.connect(str(file)).execute("create table somebody_elses (a integer)").close()
    content = file.read_bytes()
    with pytest.raises(StoreError, match="已损坏或不是本系统的数据库"):
        Lake(store)
    assert file.read_bytes() == content


def test_a_store_is_not_made_twice(store: Path) -> None:
    with pytest.raises(StoreError, match="已存在"):
        create(store)


def test_a_store_still_opens_after_its_folder_was_moved(store: Path, tmp_path: Path) -> None:
    lake = Lake(store.rename(tmp_path / "moved"))
    upload(lake, "air_monthly", [air("2023-01", 50)])
    assert values(Lake(tmp_path / "moved")) == [("2023-01", 50.0)]


def test_a_store_made_before_a_dataset_was_added_gets_its_table(store: Path) -> None:
    with Lake(store).catalog.session(write=True) as session:
        session.execute("drop table lake.farmland")
        session.execute("delete from lake.heads where dataset = 'farmland'")
    upload(
        Lake(store),
        "farmland",
        [{"town": "南村镇", "year": 2023, "category": "优先保护类", "area": 12.5, "source": "测试"}],
    )
    assert Lake(store).ask("select town, area from farmland").fetchall() == [("南村镇", 12.5)]


def test_a_store_of_an_earlier_release_gets_what_is_new_and_keeps_what_was_changed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(store)
    upload(lake, "rules", [{"rule_id": "grace_days", "title": "宽限", "value": 45, "meaning": "甲", "basis": "乙"}])
    upload(lake, "air_monthly", [air("2023-05", 22)])
    with Catalog.from_environment(store).session(write=True) as session:
        session.execute("alter table lake.air_monthly drop column adjusted_value")
        session.execute("drop table lake.air_feeds")
        session.execute("delete from lake.heads where dataset = 'air_feeds'")
        session.execute("delete from lake.rules where rule_id = 'outlook_draws'")
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    lake = setup.open_store()
    assert lake.was_older
    assert values(lake) == [("2023-05", 22)]
    rules = dict(lake.ask("select rule_id, value from rules").fetchall())
    assert (rules["grace_days"], rules["outlook_draws"]) == ("45", "400")
    assert lake.ask("select feed from air_feeds").fetchall() == [("cnemc",)]
    upload(lake, "air_monthly", [air("2023-06", 21) | {"adjusted_value": 20}])
    assert not setup.open_store().was_older
