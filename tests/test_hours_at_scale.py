"""Hours stay in the store: what reads them, and what a commit makes anew, is bounded by what it asks for or changed."""

import datetime as dt
from pathlib import Path

import duckdb
import pytest

import dashboard.store.latest
from dashboard import queries
from dashboard.datasets import dataset, datasets
from dashboard.exports.tables import export
from dashboard.intake.drafting import draft
from dashboard.store.lake import Author, Lake
from dashboard.store.undo import plan_undo, undo_change
from tests.answers import answer
from tests.rows import TODAY, MakeLake, as_csv, upload
from tests.test_air_measured import FULL, hours, station

STATIONS = [station("S1"), station("S2")]


def stored(lake: Lake) -> int:
    with lake.reading(dataset("air_hourly")) as cursor:
        count: int = cursor.execute("select count(*) from air_hourly").fetchall()[0][0]
    return count


def days(lake: Lake) -> list[tuple[object, ...]]:
    return lake.ask("select station, date, pm10, upload_id, line from air_daily order by all").fetchall()


# ---- what is copied -------------------------------------------------------------------------------------------------


def test_hours_are_not_copied_and_a_query_fetches_those_it_asks_for(make_lake: MakeLake) -> None:
    rows = hours("2023-06-01", "S1", **FULL) + hours("2023-06-02", "S1", **FULL) + hours("2023-06-02", "S2", **FULL)
    lake = make_lake({"stations": STATIONS, "air_hourly": rows})
    with pytest.raises(duckdb.CatalogException, match="air_hourly does not exist"):
        lake.ask("from air_hourly")
    assert stored(lake) == 72
    assert len(lake.query("air/hourly_index")) == 72
    assert len(lake.query("air/hourly_index", station="S2")) == 24
    asked = answer(lake, "air/hourly_index", "station time", **{"from": "2023-06-02", "to": "2023-06-02"})
    assert [f"{time:%m-%d %H}" for name, time in asked if name == "S1"][::23] == ["06-02 01", "06-03 00"]


def test_only_conditions_whose_parameters_are_given_limit_a_fetch() -> None:
    fetch = queries.Fetch("air_hourly", ("station = $station", "time >= $from"))
    assert fetch.where({"station": "S1", "from": None}) == ("station = $station", {"station": "S1"})
    assert fetch.where({"station": None, "from": None}) == ("true", {})


def test_whoever_reads_a_dataset_that_stays_in_the_store_says_so() -> None:
    """The working copy does not have its table: a definition or a check over it would have nothing to read."""
    staying = {name for name, target in datasets().items() if target.in_store}
    assert staying == {"air_hourly", "water_samples"}
    for name, rests_on in queries.rests_on().items():
        assert not staying & rests_on, name
    for query in [queries.read(name) for name in queries.names()]:
        fetch = queries.fetches(query)
        named = staying & queries.used(query.text)
        assert named == ({fetch.dataset} if fetch else set()), query.name
    for check in [check for name in datasets() for check in queries.checks(name)]:
        assert not any(f"from {name}" in check.text for name in staying), check.name


def test_a_commit_makes_anew_only_what_follows_from_its_rows(make_lake: MakeLake) -> None:
    lake = make_lake({"stations": STATIONS, "air_hourly": hours("2023-06-01", **FULL)})
    lake.ask("insert into air_area_days (scope) values ('mark')")
    marks = "select count(*) from air_area_days where scope = 'mark'"
    report = {
        "task_id": "A-20",
        "period": "2023-06",
        "unit": "区生态环境分局",
        "progress": "推进",
        "claim": "in_progress",
    }
    upload(lake, "task_reports", [report])
    assert lake.ask(marks).fetchone() == (1,)
    upload(lake, "air_hourly", hours("2023-06-02", **FULL))
    assert lake.ask(marks).fetchone() == (0,)


def test_of_a_large_dataset_only_the_changed_rows_are_fetched(
    make_lake: MakeLake, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = make_lake({"stations": STATIONS, "air_hourly": hours("2023-06-01") + hours("2023-06-02")})
    monkeypatch.setattr(dashboard.store.latest, "MANY_ROWS", 1)
    upload(lake, "air_hourly", hours("2023-06-02", pm10=60) + hours("2023-06-03", pm10=70))
    snapshot = lake.commit([undo_change(plan_undo(lake, newest(lake)), "王五")])
    assert [row[:3] for row in days(lake)] == [("S1", dt.date(2023, 6, day), None) for day in (1, 2)]
    upload(lake, "air_hourly", hours("2023-06-02", pm10=80))
    assert days(lake) == days(Lake(lake.catalog.home))
    lake.restore("air_hourly", snapshot, Author("测试"))
    assert days(lake) == days(Lake(lake.catalog.home))


def newest(lake: Lake) -> int:
    return int(lake.query("data/history")["upload_id"].iloc[0])


# ---- an upload of hours ---------------------------------------------------------------------------------------------


def test_hours_are_compared_with_those_of_their_own_stations_and_time(make_lake: MakeLake) -> None:
    rows = [row for code in ("S1", "S2") for day in (1, 2, 3) for row in hours(f"2023-06-{day:02d}", code, pm10=50)]
    lake = make_lake({"stations": STATIONS, "air_hourly": rows})
    changed = hours("2023-06-02", "S1", only=range(1, 13), pm10=51)
    found = draft(
        lake, "air_hourly", as_csv(changed + hours("2023-06-02", "S1", only=range(24, 25), pm10=50)), "", TODAY
    )
    made = found.difference
    assert (made.added_count, made.changed_count, made.unchanged_count) == (0, 12, 1)
    assert made.cells[["old_value", "new_value"]].drop_duplicates().values.tolist() == [["50.0", "51.0"]]
    assert [time.hour for time in made.missing_keys["time"].to_pylist()] == list(range(13, 24))
    lake.commit([found.change(Author("测试"), remove_missing=True)])
    assert stored(lake) == len(rows) - 11


def test_columns_that_a_file_of_hours_does_not_have_keep_what_is_stored(make_lake: MakeLake) -> None:
    lake = make_lake({"stations": STATIONS, "air_hourly": hours("2023-06-01", pm10=50, o3=80)})
    upload(lake, "air_hourly", [{"station": "S1", "time": f"2023-06-01 {hour:02d}:00", "o3": 90} for hour in (1, 2)])
    assert lake.ask("select pm10, o3_1h from air_daily").fetchall() == [(50, 90)]


# ---- what else reads hours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_an_export_of_hours_loads_back_unchanged(make_lake: MakeLake, tmp_path: Path, ending: str) -> None:
    lake = make_lake({"stations": STATIONS, "air_hourly": hours("2023-06-01", **FULL)})
    file = tmp_path / f"hours{ending}"
    assert export(lake, "air_hourly", file) == 24
    assert draft(lake, "air_hourly", file.read_bytes(), file.name, TODAY).changes_nothing


def test_hours_of_the_demonstration_are_cleared_with_their_days(demo_store: Path) -> None:
    lake = Lake(demo_store)
    upload(lake, "stations", STATIONS)
    upload(lake, "air_hourly", hours("2030-06-01", **FULL))
    assert stored(lake) > 24
    lake.clear_demo("办公室")
    assert stored(lake) == 24
    assert [row[:2] for row in days(lake)] == [("S1", dt.date(2030, 6, 1))]


def test_a_restore_writes_only_the_hours_that_differ(make_lake: MakeLake) -> None:
    lake = make_lake({"stations": STATIONS, "air_hourly": hours("2023-06-01", pm10=50)})
    snapshot = upload(lake, "air_hourly", hours("2023-06-02", pm10=60))
    upload(lake, "air_hourly", hours("2023-06-02", only=range(1, 2), pm10=84) + hours("2023-06-03", pm10=70))
    latest = lake.restore("air_hourly", snapshot, Author("测试"))
    assert [row[2] for row in days(lake)] == [50, 60]
    log = lake.query("data/history").iloc[0]
    assert [log[f"rows_{kind}"] for kind in ("added", "changed", "removed", "unchanged")] == [0, 1, 24, 47]
    with lake.catalog.session() as session:
        written = session.execute(
            f"select count(*) from lake.table_changes('air_hourly', {latest}, {latest})"
        ).fetchone()
    assert written == (1 + 1 + 24,)
