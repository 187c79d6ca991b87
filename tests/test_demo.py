"""The demonstration data is made by data/demo/make.py alone, never passes for a measurement, and shows every light."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.lake import Lake

DATA = Path(__file__).parents[1] / "data"
DEMO = DATA / "demo"
FILES = sorted(DEMO.glob("*.csv"))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_script_makes_exactly_the_files_that_ship(tmp_path: Path) -> None:
    subprocess.run([sys.executable, DEMO / "make.py", tmp_path], check=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_says_that_it_is_a_demonstration(path: Path) -> None:
    said = {"closures": "note", "task_reports": "progress"}.get(path.stem, "source")
    assert [row for row in rows(path) if not row[said].startswith("演示")] == []


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


def test_every_claim_occurs() -> None:
    claims = {row["claim"] for row in rows(DEMO / "task_reports.csv")}
    assert claims == {"not_started", "in_progress", "delayed", "done"}


def test_every_light_occurs_at_the_end_of_september(demo_lake: Lake) -> None:
    ledger = demo_lake.query("tasks/ledger", as_of="2023-09-30")
    assert set(ledger["light"]) == {"green", "yellow", "red", "grey"}
