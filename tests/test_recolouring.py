"""Before a threshold changes: which tasks it would give another light, on the screen and at the command line."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from dashboard.__main__ import cli
from dashboard.datasets import dataset
from dashboard.intake.drafting import draft
from dashboard.intake.recolouring import decides_lights, recoloured
from dashboard.store.lake import Author, Change, Lake
from dashboard.web import opener
from tests.rows import TODAY, MakeLake, Rows, as_csv
from tests.written import tables

Opened = Callable[[Path, Callable[[], None]], AppTest]

#: A-09, A-10 and A-12 fall due on 2023-10-31.
DAY = dt.date(2023, 10, 10)


def drafted(lake: Lake, name: str, rows: Rows) -> Change:
    made = draft(lake, name, as_csv(rows), f"{name}.csv", TODAY)
    assert not made.errors, made.problems
    return made.change(Author("测试"))


def listed(lake: Lake, change: Change, day: dt.date = DAY) -> list[tuple[str, str, str]]:
    rows = recoloured(lake, change, day)
    return [(row.task_id, row.light_now, row.light_then) for row in rows.itertuples()]


@pytest.fixture
def reported(make_lake: MakeLake) -> Lake:
    """A-12 is reported as in progress, due on 2023-10-31."""
    report = {"period": "2023-10", "progress": "测试", "claim": "in_progress", "unit": "区发改（能源）局"}
    return make_lake({"task_reports": [report | {"task_id": "A-12"}]})


def window(days: int) -> Rows:
    rows = pd.read_csv("data/plan/rules.csv", dtype=str, keep_default_na=False)
    row = rows[rows["rule_id"] == "yellow_window_days"].iloc[0].to_dict()
    return [row | {"value": str(days)}]


def test_a_longer_yellow_window_lists_what_it_would_recolour_and_writes_nothing(reported: Lake) -> None:
    before = reported.query("tasks/ledger", as_of=DAY)
    assert before.set_index("task_id").loc["A-12", "light"] != "yellow"
    moved = listed(reported, drafted(reported, "rules", window(25)))
    assert ("A-12", before.set_index("task_id").loc["A-12", "light"], "yellow") in moved
    pd.testing.assert_frame_equal(reported.query("tasks/ledger", as_of=DAY), before)
    reported.commit([drafted(reported, "rules", window(25))])
    after = reported.query("tasks/ledger", as_of=DAY)
    changed = before["light"] != after["light"]
    assert [task for task, _, _ in moved] == list(after.loc[changed, "task_id"])


def test_what_changes_no_light_lists_nothing(reported: Lake) -> None:
    assert listed(reported, drafted(reported, "rules", window(16))) == []


def test_rows_that_would_go_are_gone_and_without_any_rule_nothing_is_judged(reported: Lake) -> None:
    made = draft(reported, "light_rules", Path("data/plan/light_rules.csv").read_bytes(), "light_rules.csv", TODAY)
    nothing = made.difference.upserts.slice(0, 0)
    keys = reported.ask("select rule_no from light_rules").to_arrow_table()
    moved = recoloured(reported, Change("light_rules", nothing, keys, 0, 0, 0, 0), DAY)
    assert len(moved) == 65
    assert moved["light_then"].isna().all()


def test_another_reading_of_the_notice_is_a_change_like_any_other(empty_lake: Lake) -> None:
    change = drafted(empty_lake, "questions", [{"question_id": "T35", "chosen": "reading_1"}])
    moved = listed(empty_lake, change, dt.date(2023, 8, 31))
    assert moved
    assert {(now, then) for _, now, then in moved} == {("grey", "red")}


@pytest.mark.parametrize(
    ("name", "decides"),
    [("rules", True), ("light_rules", True), ("task_nodes", True), ("task_reports", False), ("water_limits", False)],
)
def test_lights_follow_from_thresholds_and_the_notice(name: str, decides: bool) -> None:
    assert decides_lights(dataset(name)) is decides


def test_a_dry_run_of_the_command_line_prints_them(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_HOME", str(demo_home))
    file = tmp_path / "亮灯规则.csv"
    file.write_text("次序,亮灯,说明\n110,待报,暂不判定\n", encoding="utf-8")
    done = CliRunner().invoke(cli, ["load", "light_rules", str(file), "--dry-run"])
    assert done.exit_code == 0, done.output
    lines = [line for line in done.output.splitlines() if "变灯：" in line]
    lights = Lake(demo_home).query("tasks/ledger").set_index("task_id")["light_rule"]
    assert [line.split("：")[1] for line in lines] == [f"{task} 正常 → 待报" for task in lights.index[lights == 110]]
    assert lines


# ---- on the page ----------------------------------------------------------------------------------------------------


def reading() -> None:
    """The part of 文件存疑 in which a reading is chosen."""
    from dashboard.web.opener import query
    from pages.data_questions_choice import choose_reading

    choose_reading(query("questions/list"))


def threshold() -> None:
    """What the upload desk says of a longer yellow window."""
    import datetime as dt

    from dashboard.datasets import ROOT
    from dashboard.intake.drafting import draft
    from dashboard.web.desks.recoloured import show_recoloured_by
    from dashboard.web.opener import open_lake, today

    head, *rows = (ROOT / "data" / "plan" / "rules.csv").read_text(encoding="utf-8").splitlines()
    row = next(row for row in rows if row.startswith("yellow_window_days")).replace(",15,", ",45,", 1)
    made = draft(open_lake(), "rules", f"{head}\n{row}\n".encode(), "rules.csv", today())
    show_recoloured_by(made, dt.date(2023, 9, 20))


@pytest.fixture
def opened(signed_in: None, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """A part of a page over a store, with somebody of the office in front of it."""

    def of(home: Path, part: Callable[[], None]) -> AppTest:
        monkeypatch.setenv("DASHBOARD_HOME", str(home))
        opener.open_lake.clear()
        return AppTest.from_function(part, default_timeout=30).run()

    return of


def test_the_upload_desk_lists_them_with_the_rule_that_decides_then(opened: Opened, demo_home: Path) -> None:
    page = opened(demo_home, threshold)
    assert not page.exception
    assert page.markdown[0].value == "**统计截止2023-09-20，入库后有 4 项任务变灯**"
    # What would come of removing the rows that the file lacks, which is a box in the form, stands below.
    assert "如果同时删除文件中没有的43行，入库后有" in page.markdown[1].value
    rows = tables(page)[0]
    assert [row["任务"].split("\u3000")[0] for row in rows] == ["A-09", "A-12", "WP-2", "S-01"]
    assert all(word in row["现在 → 变为"] for row in rows for word in ("● 正常", "▲ 关注", "临近截止日期"))


def test_another_reading_says_what_it_would_recolour_before_it_is_confirmed(
    opened: Opened, demo_home: Path, empty_home: Path
) -> None:
    for home, said in (
        (demo_home, ":green[✔ 统计截止2023-09-30，采用读法一后没有任务变灯。]"),
        (empty_home, "**统计截止2023-05-31，采用读法一后有 11 项任务变灯**"),
    ):
        page = opened(home, reading)
        page.selectbox[0].set_value("T35").run()
        assert not page.exception
        assert said in [each.value for each in page.markdown]
