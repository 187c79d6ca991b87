"""The demonstration data is made by data/demo/make.py alone, never passes for a measurement, and shows every light."""

import csv
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.store.lake import Lake

DATA = Path(__file__).parents[1] / "data"
DEMO = DATA / "demo"
FILES = sorted(DEMO.glob("*.csv"))

#: Each pollutant's figure of a district month from its daily series, beside the one it was made after.
MONTHS_COMPARED = """
    with months as (
        select
            month_of(date) as month, avg(so2) as so2, avg(no2) as no2, avg(pm10) as pm10, avg(pm2_5) as pm2_5,
            quantile_cont(co, 0.95) as co, quantile_cont(o3_8h, 0.9) as o3
        from air_area_days where scope = 'district' group by month
    ),
    models as (
        select month, pollutant, value, 0.05 as co_leeway from air_monthly where scope = 'district'
        union all  -- annex 1 prints CO in whole mg/m³
        select printf('2022-%02d', month), pollutant, baseline, 0.5 from air_targets where month > 0
    )
    select figure = value, abs(figure - value) <= case when pollutant = 'co' then co_leeway else 0.03 * value end
    from (unpivot months on so2, no2, pm10, pm2_5, co, o3 into name pollutant value figure)
    join models using (month, pollutant)
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_makes_exactly_the_files_that_ship(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DEMO / "make.py", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_says_that_it_is_a_demonstration(path: Path) -> None:
    notes = ["closures", "closure_steps", "escalation_actions", "evidence", "evidence_requests"]
    said = {"task_reports": "progress"} | dict.fromkeys(notes, "note")
    said |= dict.fromkeys(["air_daily", "air_hourly"], "station")
    assert [row for row in rows(path) if not row[said.get(path.stem, "source")].startswith("演示")] == []


def test_every_figure_names_demonstration_data_as_its_source() -> None:
    sources = {row["source"] for path in FILES for row in rows(path) if "source" in row}
    assert [source for source in sources if not source.startswith("演示数据")] == []


def test_farmland_stays_unreported() -> None:
    assert rows(DEMO / "farmland.csv") == []


def test_reports_come_from_units_that_lead_the_task() -> None:
    leads = {
        (row["task_id"], row["unit"]) for row in rows(DATA / "plan" / "task_units.csv") if row["role"] != "support"
    }
    assert [row for row in rows(DEMO / "task_reports.csv") if (row["task_id"], row["unit"]) not in leads] == []


def test_a_report_names_finished_nodes_of_its_own_task() -> None:
    reports = [row for row in rows(DEMO / "task_reports.csv") if row["done_nodes"]]
    foreign = [
        row for row in reports for node in row["done_nodes"].split("、") if node.rsplit("-", 1)[0] != row["task_id"]
    ]
    assert foreign == []


def test_only_nodes_with_an_end_are_closed() -> None:
    kinds = {row["node_id"]: row["kind"] for row in rows(DATA / "plan" / "task_nodes.csv")}
    assert [row for row in rows(DEMO / "closures.csv") if kinds[row["node_id"]] in ("ongoing", "recurring")] == []


def test_each_step_to_a_closing_is_one_that_the_rules_allow_and_a_closing_stands_in_the_register() -> None:
    moves = {(row["from_state"], row["step"], row["to_state"]) for row in rows(DATA / "plan" / "closure_moves.csv")}
    states: dict[str, str] = {}
    for row in rows(DEMO / "closure_steps.csv"):
        assert (states.get(row["node_id"], "open"), row["step"], row["state"]) in moves, row
        states[row["node_id"]] = row["state"]
    closed = {row["node_id"]: row["closed_on"] for row in rows(DEMO / "closures.csv")}
    days = {row["node_id"]: row["taken_at"][:10] for row in rows(DEMO / "closure_steps.csv") if row["step"] == "close"}
    assert days and {node: closed[node] for node in days} == days
    assert set(states.values()) == {"open", "waiting_close", "waiting_adjust", "closed"}


def test_every_claim_occurs() -> None:
    claims = {row["claim"] for row in rows(DEMO / "task_reports.csv")}
    assert claims == {"not_started", "in_progress", "delayed", "done"}


def test_every_light_occurs_at_the_end_of_september(demo_lake: Lake) -> None:
    ledger = demo_lake.query("tasks/ledger", as_of="2023-09-30")
    assert set(ledger["light"]) == {"green", "yellow", "red", "grey"}


# ---- measured air ----------------------------------------------------------------------------------------------------


def test_no_station_has_a_daily_value_where_it_has_hours() -> None:
    ends = [(row["station"], dt.datetime.fromisoformat(row["time"])) for row in rows(DEMO / "air_hourly.csv")]
    hourly = {(station, str((end - dt.timedelta(hours=1)).date())) for station, end in ends}
    daily = {(row["station"], row["date"]) for row in rows(DEMO / "air_daily.csv")}
    assert len(hourly) == 30
    assert hourly & daily == set()


def test_a_closed_station_measures_no_more() -> None:
    closed = {row["station"]: row["closed_on"] or "9999" for row in rows(DEMO / "stations.csv")}
    later = [row for row in rows(DEMO / "air_daily.csv") if row["date"] > closed[row["station"]]]
    assert later + [row for row in rows(DEMO / "air_hourly.csv") if row["time"] > closed[row["station"]]] == []


def test_daily_values_make_months_near_the_printed_and_the_official_ones_but_not_the_same(demo_lake: Lake) -> None:
    same, near = zip(*demo_lake.ask(MONTHS_COMPARED).fetchall(), strict=True)
    assert len(near) == 6 * (12 + 9)
    assert all(near)
    assert sum(same) < 10


def test_july_2023_has_22_valid_days_of_particles(demo_lake: Lake) -> None:
    days = "from air_area_days where scope = 'district' and month_of(date) = '2023-07'"
    assert demo_lake.ask(f"select count(pm10), count(pm2_5), count(o3_8h) {days}").fetchall() == [(22, 22, 31)]


def test_dust_days_are_high_in_pm10_and_their_months_are_adjusted_downwards() -> None:
    dust = {row["date"] for row in rows(DEMO / "air_dust_days.csv")}
    assert all(300 <= int(row["pm10"]) <= 600 for row in rows(DEMO / "air_daily.csv") if row["date"] in dust)
    adjusted = [row for row in rows(DEMO / "air_monthly.csv") if row["adjusted_value"]]
    assert {row["month"] for row in adjusted} == {date[:7] for date in dust if date >= "2023"}
    assert {row["pollutant"] for row in adjusted} == {"pm10", "pm2_5"}
    assert [row for row in adjusted if float(row["adjusted_value"]) >= float(row["value"])] == []


def test_the_heavy_days_of_january_lie_in_an_episode(demo_lake: Lake) -> None:
    view = {"from": "2023-01-01", "to": "2023-01-31"}
    days = demo_lake.query("air/daily", station=None, scope="district", edition="2012", **view)
    heavy = [str(date)[:10] for date in days[days["aqi"] > 200]["date"]]
    assert len(heavy) == 4
    january = rows(DEMO / "episodes.csv")[1]
    assert january["started_at"] < heavy[0] < heavy[-1] < january["ended_at"]


def test_dustfall_of_the_district_is_above_5_in_some_months_only() -> None:
    fallen: dict[str, list[float]] = {}
    for row in rows(DEMO / "dustfall.csv"):
        fallen.setdefault(row["month"], []).append(float(row["value"]) * 30 / int(row["days_exposed"] or 30))
    assert [month for month, values in fallen.items() if sum(values) / len(values) > 5] == ["2023-04", "2023-05"]
