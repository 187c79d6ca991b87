"""The store is kept small, and comes back whole from one file."""

import datetime as dt
import hashlib
import json
import os
import threading
import time
import zipfile
from pathlib import Path

import pytest

from dashboard.datasets import datasets
from dashboard.evidence.keeping import fetch, keep, receive
from dashboard.store.backup import BROKEN, back_up, restore_backup
from dashboard.store.catalog import Catalog
from dashboard.store.errors import StoreError
from dashboard.store.lake import Lake
from dashboard.store.undo import plan_undo
from dashboard.store.upkeep import SAFE_SECONDS, clear_orphans, compact
from tests.awkward import make
from tests.rows import TODAY, upload

NOW = dt.datetime(2024, 1, 2, 3, 4, 5)


def year(year: int, value: float = 1) -> list[dict[str, object]]:
    same = {"pollutant": "so2", "scope": "district", "value": value, "source": "测"}
    return [{"month": f"{year}-{month:02d}", **same} for month in range(1, 13)]


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all datasets of a store, and its log."""
    with Catalog.from_environment(home).session() as session:
        return {name: session.execute(f"from lake.{name} order by all").fetchall() for name in [*datasets(), "uploads"]}


def hashes(folder: Path) -> dict[str, str]:
    """The files below a folder by their SHA-256."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


# ---- small ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["", "/"])
def test_only_files_that_no_snapshot_knows_go_and_only_when_old(
    store: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", f"{store / 'data'}{ending}")
    lake = Lake(store)
    upload(lake, "air_monthly", year(2021))
    upload(lake, "air_monthly", year(2021, 2))
    folder = store / "data" / "main" / "air_monthly"
    old, young = folder / "ducklake-0-old.parquet", folder / "ducklake-0-young.parquet"
    for file in (old, young):
        file.write_bytes(b"half")
    long_ago = time.time() - SAFE_SECONDS - 60
    for file in folder.iterdir():
        if file != young:
            os.utime(file, (long_ago, long_ago))
    before = rows(store)
    assert clear_orphans(lake.catalog) == [old]
    assert young.exists()
    assert rows(store) == before


def test_small_files_become_one_and_every_snapshot_and_undo_is_as_before(store: Path) -> None:
    lake = Lake(store)
    snapshots = [upload(lake, "air_monthly", year(number)) for number in range(2015, 2020)]

    def counts() -> list[tuple[int, ...]]:
        query = "select count(*), sum(value) from lake.air_monthly at (version => {})"
        with lake.catalog.session() as session:
            return [session.execute(query.format(number)).fetchall()[0] for number in snapshots]

    before, undo = counts(), plan_undo(lake, len(rows(store)["uploads"]))
    small, large = compact(lake.catalog)
    assert small >= 5 > large >= 1
    assert counts() == before
    again = plan_undo(lake, len(rows(store)["uploads"]))
    assert again.rows.equals(undo.rows)


# ---- whole ----------------------------------------------------------------------------------------------------------


def test_a_backup_made_while_others_write_comes_back_on_an_empty_machine_to_the_byte(
    store: Path, tmp_path: Path
) -> None:
    lake = Lake(store)
    upload(lake, "air_monthly", year(2021))
    (kept,) = keep(lake, "A-01", "2023-06", [receive(lake, make("plain.xlsx"), "台账.xlsx")], "张三", "", TODAY)
    done = threading.Event()

    def write() -> None:
        value = 0
        while not done.is_set():
            value += 1
            upload(lake, "air_monthly", year(2022, value))

    writer = threading.Thread(target=write)
    writer.start()
    count = back_up(lake.catalog, tmp_path / "store.zip")
    done.set()
    writer.join()
    home = tmp_path / "empty"
    assert restore_backup(Catalog.from_environment(home), tmp_path / "store.zip", NOW) is None
    with zipfile.ZipFile(tmp_path / "store.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
    assert hashes(home) == manifest
    assert len(manifest) == count
    restored = Lake(home)
    values = restored.ask("select month[:4], value, count(*) from air_monthly group by all order by all").fetchall()
    assert values[0] == ("2021", 1.0, 12)
    assert {months for *_, months in values} == {12}, "one upload is there, whole"
    assert fetch(restored, kept.sha256) == make("plain.xlsx")
    upload(restored, "air_monthly", year(2020))


def test_a_board_that_runs_shows_what_was_restored_and_the_replaced_store_is_kept_whole(
    store: Path, tmp_path: Path
) -> None:
    board = Lake(store)
    upload(board, "air_monthly", year(2021, 1))
    back_up(board.catalog, tmp_path / "store.zip")
    upload(board, "air_monthly", year(2021, 2))
    replaced = rows(store)
    query = "select distinct value from air_monthly"
    assert board.ask(query).fetchall() == [(2.0,)]
    aside = restore_backup(Catalog.from_environment(store), tmp_path / "store.zip", NOW)
    assert board.ask(query).fetchall() == [(1.0,)]
    upload(board, "air_monthly", year(2021, 3))
    assert Lake(store).ask(query).fetchall() == board.ask(query).fetchall() == [(3.0,)]
    assert aside
    assert rows(aside) == replaced


def test_who_reads_while_the_store_is_exchanged_finds_the_one_or_the_other_and_right_after_it_the_restored_one(
    store: Path, tmp_path: Path
) -> None:
    board = Lake(store)
    packages = []
    for value in (1.0, 2.0):
        upload(board, "air_monthly", year(2021, value))
        packages.append((value, tmp_path / f"{value}.zip"))
        back_up(board.catalog, packages[-1][1])
    query, found, done = "select distinct value from air_monthly", set(), threading.Event()

    def read() -> None:
        while not done.is_set():
            found.add((board.ask(query).fetchall()[0][0], board.trouble()))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    after = []
    for turn in range(4):
        value, package = packages[turn % 2]
        restore_backup(Catalog.from_environment(store), package, NOW + dt.timedelta(seconds=turn))
        after.append((value, board.ask(query).fetchall()[0][0]))
    done.set()
    for reader in readers:
        reader.join()
    assert found == {(1.0, None), (2.0, None)}
    assert after == [(1.0, 1.0), (2.0, 2.0)] * 2


@pytest.mark.parametrize("damage", ["cut", "changed", "no backup"])
def test_a_backup_that_is_damaged_is_refused_and_nothing_is_touched(store: Path, tmp_path: Path, damage: str) -> None:
    file = tmp_path / "store.zip"
    back_up(Catalog.from_environment(store), file)
    content = bytearray(file.read_bytes())
    if damage == "cut":
        content = content[:-1000]
    elif damage == "changed":
        content[len(content) // 2] ^= 1
    else:
        content = bytearray(make("plain.xlsx"))
    file.write_bytes(content)
    before = hashes(store)
    with pytest.raises(StoreError, match=BROKEN):
        restore_backup(Catalog.from_environment(store), file, NOW)
    assert hashes(store) == before
