"""The command line as an office uses it: real processes, exit codes, problems as CSV, files that load back."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Libraries that take longer to load than a query to run.
FRAMES = {"pandas", "numpy", "pyarrow", "openpyxl", "plotly", "streamlit"}

HEADER = "month,pollutant,scope,value,source\n"


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *words],
        env=os.environ | {"DASHBOARD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def loads(home: Path, *words: str) -> set[str]:
    """The modules that are loaded after a command."""
    call = "import sys; from dashboard.__main__ import cli; cli(sys.argv[1:], standalone_mode=False)"
    done = subprocess.run(
        [sys.executable, "-c", f"{call}; print(*sys.modules, file=sys.stderr)", *words],
        env=os.environ | {"DASHBOARD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def rows(done: subprocess.CompletedProcess[str]) -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_init_makes_the_store_once(tmp_path: Path) -> None:
    assert run(tmp_path / "new", "init", "--empty").returncode == 0
    again = run(tmp_path / "new", "init", "--demo")
    assert (again.returncode, "已存在" in again.stderr) == (0, True)
    history = rows(run(tmp_path / "new", "history"))
    assert {row["is_demo"] for row in history} == {"False"}


def test_load_commits_or_prints_every_problem_and_writes_nothing(store: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "好.csv", tmp_path / "坏.csv"
    good.write_text(HEADER + "2023年5月,PM2.5,全区,22,甲\n", encoding="gb18030")
    bad.write_text(HEADER + "13,PM2.5,全区,22,甲\n2023-05,SO2,全区,很多,甲\n", encoding="utf-8")
    refused = run(store, "load", "air_monthly", str(good), str(bad))
    assert refused.returncode == 1
    problems = list(csv.DictReader(io.StringIO(refused.stdout)))
    assert [(row["line"], row["column"], row["value"], row["severity"]) for row in problems] == [
        ("2", "month", "13", "error"),
        ("3", "value", "很多", "error"),
    ]  # fmt: skip
    assert rows(run(store, "history", "air_monthly")) == []
    checked = run(store, "load", "air_monthly", str(good), "--dry-run")
    assert (checked.returncode, "未入库" in checked.stderr) == (0, True)
    assert rows(run(store, "history", "air_monthly")) == []
    loaded = run(store, "load", "air_monthly", str(good), "--by", "张三", "--message", "补报")
    assert (loaded.returncode, "GB18030" in loaded.stderr) == (0, True)
    written = rows(run(store, "history", "air_monthly"))
    assert [(row["person"], row["message"], row["rows_added"]) for row in written] == [("张三", "补报", "1")]
    may = [row for row in rows(run(store, "query", "air/progress", "as_of=2023-05-31")) if row["month"] == "5"]
    assert [row["month_actual"] for row in may if row["pollutant"] == "pm2_5"] == ["22.0"]


def test_restore_undoes_a_load(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    for value in (50, 60):
        file.write_text(HEADER + f"2023-01,so2,district,{value},甲\n", encoding="utf-8")
        assert run(store, "load", "air_monthly", str(file)).returncode == 0
    first = rows(run(store, "history", "air_monthly"))[-1]["snapshot_id"]
    assert run(store, "restore", "air_monthly", first, "--by", "李四").returncode == 0
    exported = tmp_path / "out.csv"
    assert run(store, "export", "air_monthly", str(exported)).returncode == 0
    assert "2023-01,so2,district,50.0,甲" in exported.read_text(encoding="utf-8-sig")
    assert run(store, "load", "air_monthly", str(exported)).stderr.startswith(
        "out.csv（CSV，UTF-8（带BOM））：新增0行，修改0行，不变1行"
    )


def test_query_speaks_csv_and_json_and_names_list_every_query(empty_home: Path) -> None:
    as_json = run(empty_home, "query", "air/targets", "--format", "json")
    assert len(json.loads(as_json.stdout)) == len(rows(run(empty_home, "query", "air/targets"))) == 78
    listed = run(empty_home, "names").stdout
    for name in ("tasks/ledger", "tasks/unit_load", "overview/summary"):
        assert f"{name}(" in listed


def test_a_month_that_is_not_known_is_null_also_inside_a_list(empty_home: Path) -> None:
    cards = json.loads(run(empty_home, "query", "air/headline", "--format", "json").stdout)
    assert {value for card in cards for value in card["actuals"]} == {None}


@pytest.mark.parametrize(
    ("words", "without"),
    [
        (("--help",), {"duckdb", *FRAMES}),
        (("query", "--help"), {"duckdb", *FRAMES}),
        (("names",), {"duckdb", *FRAMES}),
        (("history",), FRAMES),
        (("query", "overview/summary"), FRAMES),
        (("query", "tasks/ledger", "as_of=2023-06-30", "unit=区水务局", "--format", "json"), FRAMES),
        (("query", "air/hours", "from=2023-06-01", "to=2023-06-02"), FRAMES),
    ],
)
def test_a_command_loads_no_library_that_it_does_not_need(
    demo_home: Path, words: tuple[str, ...], without: set[str]
) -> None:
    assert loads(demo_home, *words) & without == set()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("query", "no/such"), 2),
        (("query", "air/progress", "unit=x"), 2),
        (("query", "tasks/ledger", "unit=区不存在局"), 2),
        (("query", "air/progress", "as_of=31.5.2023"), 2),
        (("query", "../app"), 2),
        (("load", "no_such", "x.csv"), 2),
        (("load", "air_monthly", "no_such.csv"), 2),
        (("export", "air_monthly", "x.doc"), 2),
        (("workbook", "x.csv"), 2),
        (("restore", "air_monthly", "999"), 3),
        (("init", "--demo", "--empty"), 2),
    ],
)
def test_a_wrong_call_is_refused_in_a_sentence(empty_home: Path, words: tuple[str, ...], code: int) -> None:
    done = run(empty_home, *words)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_clear_demo_asks_first(demo_store: Path) -> None:
    asked = run(demo_store, "clear-demo")
    assert asked.returncode == 1
    assert run(demo_store, "clear-demo", "--yes", "--by", "办公室").returncode == 0
    assert rows(run(demo_store, "query", "projects/history")) == []
