"""The board as it was known on a day, beside the day it counts to: what was corrected since is as it was then."""

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard import setup
from dashboard.access.visitors import Visitor
from dashboard.datasets import dataset
from dashboard.store.catalog import METADATA, StoreError
from dashboard.store.lake import Lake
from dashboard.store.sight import NOTHING
from tests.answers import answer
from tests.browser import GO_ON, SECONDS, asks_for, needs_chromium, shows, visit
from tests.rows import upload
from tests.serving import Showing

JUNE, JULY, AUGUST = "2023-06-30", "2023-07-05", "2023-08-31"


def month(value: float) -> dict[str, Any]:
    return {"month": "2023-06", "pollutant": "pm2_5", "scope": "district", "value": value, "source": "测试"}


def report(claim: str) -> dict[str, Any]:
    return {"task_id": "A-02", "period": "2023-06", "unit": "区民营经济局", "progress": "测试", "claim": claim}


def hour(value: float) -> dict[str, Any]:
    return {"station": "甲", "time": "2023-06-01 08:00", "pm2_5": value}


def committed_at(lake: Lake, moments: dict[int, str]) -> None:
    """Have snapshots committed at these moments of Beijing; what is not named is of 2023-05-31."""
    with lake.catalog.session(write=True) as session:
        stored = f"{METADATA}.ducklake_snapshot"
        session.execute(f"update {stored} set snapshot_time = '2023-05-31 08:00:00+08'")
        for snapshot, moment in moments.items():
            session.execute(f"update {stored} set snapshot_time = '{moment}:00+08' where snapshot_id = {snapshot}")


@pytest.fixture
def lake(store: Path) -> Lake:
    """June as it was handed in on 1 July, and corrected on 6 July at midnight of Beijing."""
    lake = Lake(store)
    upload(lake, "air_monthly", [month(22)])
    first = upload(lake, "task_reports", [report("in_progress")])
    upload(lake, "air_monthly", [month(30)])
    last = upload(lake, "task_reports", [report("delayed")])
    july = dict.fromkeys(range(first - 1, first + 1), "2023-07-01 09:00")
    committed_at(lake, july | dict.fromkeys(range(first + 1, last + 1), "2023-07-06 00:00"))
    return Lake(store)


@pytest.mark.parametrize(
    ("known", "value", "light"),
    [("2023-06-30", None, "grey"), (JULY, 22.0, "green"), ("2023-07-06", 30.0, "yellow"), (None, 30.0, "yellow")],
)
def test_june_is_shown_as_it_was_known_at_the_end_of_a_day_in_beijing(
    lake: Lake, known: str | None, value: float | None, light: str
) -> None:
    def asked(query: str, columns: str) -> list[tuple[Any, ...]]:
        return answer(lake, query, columns, as_of=JUNE, known=known)

    assert ("pm2_5", 6, value) in asked("air/progress", "pollutant month month_actual")
    assert dict(asked("tasks/ledger", "task_id light"))["A-02"] == light


def test_how_far_the_data_reach_is_what_was_known_too(lake: Lake) -> None:
    assert lake.known(dt.date(2023, 6, 30)).default_as_of() == dt.date(2023, 5, 31)
    assert lake.known(dt.date(2023, 7, 5)).default_as_of() == dt.date(2023, 6, 30)


def test_before_the_store_was_made_there_is_nothing_to_be_known(lake: Lake) -> None:
    said = "数据库建于2023-05-31，没有2023-05-30当时的记录，请选2023-05-31或以后的日期。"
    with pytest.raises(StoreError, match=f"^{said}$"):
        lake.known(dt.date(2023, 5, 30))


def test_what_was_undone_restored_or_written_since_does_not_reach_a_day_that_is_over(lake: Lake) -> None:
    then = lake.known(dt.date(2023, 7, 5))
    before = then.query("tasks/ledger", as_of=JUNE)
    upload(lake, "task_reports", [report("done")])
    assert then.query("tasks/ledger", as_of=JUNE).equals(before)
    assert lake.known(dt.date(2023, 7, 5)) is then
    assert len(then.query("data/history", dataset="task_reports")) == 1


def test_readings_that_stay_in_the_store_are_those_of_then(store: Path) -> None:
    lake = Lake(store)
    upload(
        lake, "stations", [{"station": "甲", "name": "甲站", "kind": "township", "town": "南村镇", "source": "测试"}]
    )
    first, last = upload(lake, "air_hourly", [hour(40)]), upload(lake, "air_hourly", [hour(50)])
    committed_at(lake, {first: "2023-07-01 09:00", last: "2023-08-01 09:00"})
    values = "select pm2_5, (select count(*) from uploads where dataset = 'air_hourly') from air_hourly"
    for day, expected in (("2023-06-30", []), ("2023-07-05", [(40.0, 1)]), ("2023-08-01", [(50.0, 2)])):
        with Lake(store).known(dt.date.fromisoformat(day)).reading(dataset("air_hourly")) as cursor:
            assert cursor.execute(values).fetchall() == expected


def test_names_that_are_withheld_now_are_withheld_of_then(demo_lake: Lake) -> None:
    today = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    then = demo_lake.known(today).seen_by(NOTHING)
    names, seen = (reader.query("soil/plots", as_of="2023-10-31")["name"] for reader in (demo_lake.for_all(), then))
    assert list(seen) == list(names)
    assert not set(seen) & set(demo_lake.query("soil/plots", as_of="2023-10-31")["name"])


def test_what_a_release_of_then_did_not_have_is_as_now_where_it_was_given_and_unknown_where_it_is_reported(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = Lake(store)
    upload(lake, "air_monthly", [month(22)])
    with lake.catalog.session(write=True) as session:
        session.execute("alter table lake.air_monthly drop column adjusted_value")
        for name in ("air_feeds", "plots"):
            session.execute(f"drop table lake.{name}")
            session.execute(f"delete from lake.heads where dataset = '{name}'")
        (older,) = session.execute("select id from lake.current_snapshot()").fetchall()[0]
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    upload(setup.open_store(), "air_monthly", [month(30) | {"adjusted_value": 20}])
    committed_at(lake, dict.fromkeys(range(older + 1, older + 20), "2023-08-01 09:00"))
    then = Lake(store).known(dt.date(2023, 7, 5))
    assert then.ask("select value, adjusted_value from air_monthly").fetchall() == [(22.0, None)]
    assert then.ask("select feed from air_feeds").fetchall() == [("cnemc",)]
    assert then.ask("select count(*) from plots").fetchall() == [(0,)]


def test_the_command_line_prints_what_was_known_and_says_why_it_cannot(lake: Lake) -> None:
    def run(known: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dashboard", "query", "overview/summary", f"as_of={JUNE}", f"known={known}"]
        home = {**os.environ, "DASHBOARD_HOME": str(lake.catalog.home)}
        return subprocess.run(command, env=home, capture_output=True, text=True, check=False)

    assert run(JULY).stdout != run("2023-07-06").stdout != ""
    early = run("2022-01-01")
    assert (early.returncode, "数据库建于2023-05-31" in early.stderr) == (3, True)


def test_who_looks_back_changes_nothing_whoever_they_are() -> None:
    office = Visitor("wangwu", "王五", "office")
    back = Visitor("wangwu", "王五", "office", looks_back=True)
    rights = ("see_restricted", "report", "register", "decide", "clear_demo", "read_record")
    assert [office.may(right) for right in rights] == [True] * 6
    assert [back.may(right) for right in rights] == [True, False, False, False, False, True]


@needs_chromium[0]
@needs_chromium[1]
def test_the_address_looks_back_a_banner_says_so_and_leads_back(page: Page, lake: Lake, showing: Showing) -> None:
    served = showing(lake.catalog.home)
    visit(page, served.address, f"task?id=A-02&asof={JUNE}&known={JULY}")
    shows(page, "当时所见：2023-07-05 结束时数据库里的数据，只供查看。此后又有2次上传。", "● 正常")
    page.get_by_text("此后的变化").click()
    shows(page, "统计截止 2023-06-30，亮灯与现在不同的任务 1 项")
    page.get_by_role("link", name="文件存疑").click()
    shows(page, "文件存疑", "2023-07-05 结束时")
    page.get_by_role("link", name="回到现在").click()
    expect(page.get_by_text("当时所见")).to_have_count(0, timeout=SECONDS)
    expect(page).not_to_have_url(re.compile("known"), timeout=SECONDS)


@needs_chromium[0]
@needs_chromium[1]
def test_a_day_is_read_as_people_write_it_and_back_between_two_days_shows_what_each_knew(
    page: Page, lake: Lake, showing: Showing
) -> None:
    visit(page, showing(lake.catalog.home).address, f"task?id=A-02&asof={JUNE}&known=2023年7月5日")
    shows(page, "当时所见：2023-07-05 结束时", "● 正常")
    asks_for(page, f"id=A-02&asof={JUNE}&known={JULY}")
    page.evaluate(GO_ON, f"/task?id=A-02&asof={JUNE}&known=2023-07-06")
    shows(page, "当时所见：2023-07-06 结束时", "▲ 关注")
    page.go_back()
    shows(page, "当时所见：2023-07-05 结束时", "● 正常")


@needs_chromium[0]
@needs_chromium[1]
def test_another_day_is_chosen_in_the_banner_or_written_in_a_link_in_any_form(
    page: Page, lake: Lake, showing: Showing
) -> None:
    visit(page, showing(lake.catalog.home).address, f"task?id=A-02&asof={JUNE}&known={JULY}")
    shows(page, "当时所见：2023-07-05 结束时", "● 正常")
    page.get_by_role("spinbutton", name="日, 当时所见").click()
    page.keyboard.type("06", delay=50)
    # The day is given when the field is left.
    page.locator("h1").first.click()
    shows(page, "当时所见：2023-07-06 结束时", "▲ 关注")
    asks_for(page, f"id=A-02&asof={JUNE}&known=2023-07-06")
    page.evaluate(GO_ON, f"/questions?asof={JUNE}&known=2023/7/5")
    shows(page, "文件存疑", "当时所见：2023-07-05 结束时")
    asks_for(page, f"asof={JUNE}&known={JULY}")
