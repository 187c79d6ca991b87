"""The store on PostgreSQL, with its files in a shared folder or an object store, keeps what the embedded one does."""

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from dashboard import setup
from dashboard.store.lake import Author, Lake
from tests.rows import upload
from tests.servers import BUCKET, Postgres, needs_postgres, object_store, postgres
from tests.test_store import (
    air,
    test_a_second_upload_worked_out_before_the_first_was_committed_is_refused,
    test_another_process_can_write_while_this_one_reads,
    test_history_gives_person_file_hash_and_counts,
    test_restore_brings_earlier_rows_back_as_a_new_snapshot_with_their_origin,
    test_uploads_of_different_months_all_stand_whoever_was_first,
    values,
)

__all__ = [
    "test_a_second_upload_worked_out_before_the_first_was_committed_is_refused",
    "test_another_process_can_write_while_this_one_reads",
    "test_history_gives_person_file_hash_and_counts",
    "test_restore_brings_earlier_rows_back_as_a_new_snapshot_with_their_origin",
    "test_uploads_of_different_months_all_stand_whoever_was_first",
]

pytestmark = needs_postgres
NUMBERS = count(1)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as running:
        yield running


@pytest.fixture(scope="module")
def founded(server: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notice in the database `founded`, its files in the folder that is returned; to be copied."""
    folder = tmp_path_factory.mktemp("founded")
    server.ask("create database founded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_CATALOG", server.catalog("founded"))
        patch.setenv("DASHBOARD_DATA", str(folder / "data"))
        setup.init(folder)
    return folder


@pytest.fixture
def store(server: Postgres, founded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store of one's own on PostgreSQL with the notice alone, its files in a folder that others may share."""
    name = f"store_{next(NUMBERS)}"
    server.ask(f"create database {name} template founded")
    shutil.copytree(founded / "data", tmp_path / "data")
    monkeypatch.setenv("DASHBOARD_CATALOG", server.catalog(name))
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    return tmp_path


def test_an_object_store_holds_the_files(server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server.ask("create database with_objects")
    with object_store() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("DASHBOARD_CATALOG", server.catalog("with_objects"))
        monkeypatch.setenv("DASHBOARD_DATA", f"s3://{BUCKET}/store/")
        lake = setup.init(tmp_path)
        first = upload(lake, "air_monthly", [air("2023-01", 50), air("2023-02", 60)])
        upload(lake, "air_monthly", [air("2023-01", 55)])
        assert values(Lake(tmp_path)) == [("2023-01", 55.0), ("2023-02", 60.0)]

        lake.restore("air_monthly", first, Author("王五"))
        assert values(lake) == [("2023-01", 50.0), ("2023-02", 60.0)]
    assert list(tmp_path.iterdir()) == []
