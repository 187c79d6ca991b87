"""Faults of the store: six sentences that are never mixed up, and a board that shows what it has meanwhile."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dashboard.store import latest
from dashboard.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)
from dashboard.store.faults import FAULTS, fault_of
from dashboard.store.lake import Lake
from tests.rows import upload

AT = 'IO Error: Failed to attach DuckLake MetaData "__ducklake_metadata_lake" at path + '
SERVER = 'Unable to connect to Postgres at "host=db": connection to server at "10.0.0.9", port 5432 failed: '

#: What was said when it happened.
SAID = [
    (StoreUnreachable, f"{AT}{SERVER}Connection refused"),
    (StoreUnreachable, f"{AT}{SERVER}timeout expired"),
    (StoreUnreachable, f"{AT}{SERVER}FATAL:  the database system is starting up"),
    (StoreUnreachable, "IO Error: Failed to execute query: server closed the connection unexpectedly"),
    (StoreUnreachable, f'{AT}Cannot open database "/share/catalog.duckdb" in read-only mode: database does not exist'),
    (StoreUnreachable, 'IO Error: Could not read from file "/share/a.parquet": Input/output error'),
    (StoreUnreachable, "IO Error: Could not establish connection error for HTTP HEAD to 'http://10.0.0.8/a.parquet'"),
    (StoreBusy, f"{AT}{SERVER}FATAL:  sorry, too many clients already"),
    (StoreBusy, 'IO Error: Could not set lock on file "/var/catalog.duckdb": Conflicting lock is held'),
    (StoreFull, 'IO Error: Could not write file "/var/a.parquet": No space left on device'),
    (StoreFull, 'ERROR:  could not extend file "base/5/1259": No space left on device'),
    (StoreReadOnly, f'{AT}"/var/catalog.duckdb"Cannot open file "/var/catalog.duckdb": Read-only file system'),
    (StoreReadOnly, f'{AT}"/var/catalog.duckdb"Cannot open file "/var/catalog.duckdb": Permission denied'),
    (StoreReadOnly, "ERROR:  cannot execute INSERT in a read-only transaction"),
    (StoreDamaged, 'IO Error: The file "/var/catalog.duckdb" exists, but it is not a valid DuckDB database file!'),
    (StoreDamaged, "Invalid Input Error: Invalid footer length provided for file '/var/a.parquet'"),
    (StoreNewer, "DuckLake catalog version mismatch: catalog version is 9.0, but the extension requires version 1.0"),
]


def air(value: float) -> list[dict[str, object]]:
    months = [f"2023-{month:02d}" for month in range(1, 13)]
    return [
        {"month": month, "pollutant": "so2", "scope": "district", "value": value, "source": "测"} for month in months
    ]


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond a kilobyte."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(("kind", "said"), SAID)
def test_each_fault_is_known_by_what_is_said(kind: type[StoreError], said: str) -> None:
    fault = fault_of(RuntimeError(said))
    assert fault
    assert fault.kind is kind


def test_each_fault_has_a_sentence_of_its_own_and_only_damage_asks_for_a_backup() -> None:
    assert len({fault.sentence for fault in FAULTS}) == 6
    assert [fault.kind for fault in FAULTS if "备份" in fault.sentence] == [StoreDamaged]


def test_a_full_disk_is_said_and_loses_nothing(store: Path) -> None:
    lake = Lake(store)
    with no_room(), pytest.raises(StoreFull, match="磁盘满了"):
        upload(lake, "air_monthly", air(1))
    upload(lake, "air_monthly", air(2))
    assert Lake(store).ask("select distinct value from air_monthly").fetchall() == [(2.0,)]


def test_a_missing_data_file_is_damage(store: Path) -> None:
    lake = Lake(store)
    upload(lake, "air_monthly", air(1))
    for file in (store / "data").rglob("*.parquet"):
        file.unlink()
    with pytest.raises(StoreDamaged, match="备份"):
        Lake(store).ask("from air_monthly")


def test_while_the_store_is_away_the_last_rows_are_shown_and_when_it_is_back_the_newest(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "PATIENCE_SECONDS", 0.0)
    lake = Lake(store)
    upload(lake, "air_monthly", air(1))
    assert lake.trouble() is None
    away = store.rename(store.with_name("away"))
    assert lake.ask("select distinct value from air_monthly").fetchall() == [(1.0,)]
    reason, read_at = lake.trouble() or pytest.fail("nothing is said")
    assert isinstance(reason, StoreUnreachable)
    assert read_at.utcoffset()
    with pytest.raises(StoreUnreachable, match="连不上"):
        upload(lake, "air_monthly", air(3))
    upload(Lake(away), "air_monthly", air(2))
    away.rename(store)
    assert lake.ask("select distinct value from air_monthly").fetchall() == [(2.0,)]
    assert lake.trouble() is None
