"""任务 → 填报: what each person finds there, drafts that outlive the page, and one press of a button that saves all."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard.access import drafts
from dashboard.access.book import Book
from dashboard.access.drafts import Sheet
from dashboard.access.visitors import Visitor
from dashboard.store.lake import Lake
from dashboard.web import opener
from tests.answers import answer
from tests.browser import SECONDS, needs_chromium, settled, shows, visit
from tests.people import People
from tests.rows import upload
from tests.serving import Showing
from tests.test_evidence import picture

WATER = "区水务局"
JUNE = Sheet("task_reports", "2023-06", WATER)
ME = Visitor("shuiwu", "李四", "unit", (WATER,))


def screen() -> None:
    """The page under the day in the address; the bar above it is the frame's."""
    import datetime as dt
    import runpy

    import streamlit as st

    from dashboard.datasets import ROOT
    from dashboard.queries.filters import Filters
    from dashboard.web.filters import CHOSEN
    from dashboard.web.navigation import NAVIGATION
    from dashboard.web.screen import PAGES

    st.session_state[PAGES] = {
        name: st.Page(ROOT / "pages" / f"{name}.py", title=title, url_path=path)
        for listed in NAVIGATION.values()
        for name, title, path, _ in listed
        if path
    }
    st.session_state["asof"] = st.query_params["asof"]
    st.session_state[CHOSEN] = Filters(dt.date.fromisoformat(st.session_state["asof"]))
    runpy.run_path(str(ROOT / "pages" / "tasks_report.py"))


class Shown:
    """The page in front of a person."""

    def __init__(self, store: Path, people: People, patch: pytest.MonkeyPatch) -> None:
        patch.setenv("DASHBOARD_HOME", str(store))
        opener.open_lake.clear()
        self._people, self._patch = people, patch

    def to(self, name: str, **asked: str) -> AppTest:
        """The page that this person, or nobody, finds under an address."""
        told = self._people.told(name) if name else {}
        self._patch.setattr(ContextProxy, "headers", property(lambda _: told))
        page = AppTest.from_function(screen, default_timeout=30)
        page.query_params.update({"asof": "2023-06-15"} | asked)
        return page.run()


@pytest.fixture
def shown(store: Path, people: People, monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(store, people, monkeypatch)


def said(page: AppTest) -> str:
    assert not page.exception
    kinds = (page.markdown, page.info, page.caption, page.warning, page.error, page.success)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


def field(page: AppTest, name: str, task_id: str = "W-01") -> Any:
    """A part of a task's form."""
    key = f"report_{name}_{task_id}_2023-06_{WATER}"
    return next(
        each for kind in ("text_area", "text_input", "pills", "button") for each in page.get(kind) if each.key == key
    )


#: The tasks whose forms are opened.
OPENED = ("W-01", "W-03")


def opened(page: AppTest) -> AppTest:
    """The page as it is next, with forms open: a browser keeps them so by itself."""
    for task_id in OPENED:
        page.session_state[f"report_open_{task_id}"] = True
    return page.run()


def set_field(page: AppTest, name: str, value: Any, task_id: str = "W-01") -> AppTest:
    field(page, name, task_id).set_value(value)
    return opened(page)


def press(page: AppTest, name: str, task_id: str = "W-01") -> AppTest:
    field(page, name, task_id).click()
    return opened(page)


def save(page: AppTest) -> AppTest:
    page.button(key="report_save").click()
    return opened(page)


def test_a_unit_finds_its_tasks_and_the_day_the_office_chooses_a_unit_and_others_are_told_why_not(shown: Shown) -> None:
    page = shown.to("shuiwu")
    assert "**区水务局　2023年6月**：应报 **6** 项，已报 **0** 项，未报 **6** 项。2023-06-25（含当日）前报送" in said(
        page
    )
    assert "A-03" not in said(page)
    town = said(shown.to("zhenli"))
    assert "（集体）" in town
    assert "**A-25**" in town
    office = shown.to("wangwu")
    assert "还有 **" in said(office)
    assert WATER in office.selectbox(key="reporter").options
    assert "已过月报截止日" not in said(office)
    assert "已过月报截止日" in said(shown.to("wangwu", asof="2023-06-26"))
    assert "应报 **6** 项" in said(shown.to("wangwu", reporter=WATER))
    assert "领导和管理员不需要填报" in said(shown.to("lingdao"))
    assert "请先[登录](./sign-in)" in said(shown.to(""))


def test_what_is_typed_is_a_draft_until_all_of_it_is_saved_and_nothing_is_written_over_unseen(
    shown: Shown, store: Path
) -> None:
    lake, book = Lake(store), Book(store)
    may = {"task_id": "W-03", "period": "2023-05", "unit": WATER, "progress": "五月", "claim": "delayed"}
    upload(lake, "task_reports", [may])
    page = opened(shown.to("shuiwu"))
    assert "上月填报" in said(page)
    set_field(page, "progress", "巡查12次")
    assert "草稿已保存" in said(page)
    assert drafts.of(book, ME, JUNE)["W-01"].texts["progress"] == "巡查12次"
    press(page, "last", "W-03")
    assert field(page, "progress", "W-03").value == "五月"
    save(page)
    assert "有 1 处要改，没有写入任何数据：W-01" in said(page)
    assert "■ “自评”不能为空" in said(page)
    june = "select task_id, progress, claim from task_reports where period = '2023-06' order by task_id"
    lake.refresh()
    assert lake.ask(june).fetchall() == []
    # The same person has what was typed in another session too; who reports for the unit in its place has not.
    office = opened(shown.to("wangwu", reporter=WATER))
    assert field(office, "progress").value == ""
    page = opened(shown.to("shuiwu"))
    assert field(page, "progress").value == "巡查12次"
    set_field(page, "claim", "in_progress")
    save(page)
    assert "李四 保存了区水务局2023年6月填报 2 项。" in said(page)
    assert "已报 **2** 项（其中补报 2 项）" in said(page)
    assert drafts.of(book, ME, JUNE) == {}
    lake.refresh()
    assert lake.ask(june).fetchall() == [("W-01", "巡查12次", "in_progress"), ("W-03", "五月", "delayed")]
    # The form closed when it was saved. What somebody else hands in meanwhile is shown, and never written over unseen.
    set_field(opened(page), "progress", "我写的")
    other = {"task_id": "W-01", "period": "2023-06", "unit": WATER, "progress": "代报的", "claim": "delayed"}
    upload(lake, "task_reports", [other], person="王五")
    save(page)
    assert "W-01的月报刚刚被更新，请核对现在的内容。没有写入任何数据。" in said(page).replace("\\", "")
    assert "别人改动了这一项" in said(page)
    assert "进展：代报的" in said(page)
    press(page, "rebase")
    save(page)
    lake.refresh()
    assert lake.ask(june).fetchall()[0] == ("W-01", "我写的", "in_progress")
    set_field(opened(page), "progress", "不要的")
    press(page, "clear")
    assert (field(page, "progress").value, drafts.of(book, ME, JUNE)) == ("我写的", {})


@pytest.mark.browser
@pytest.mark.skipif(needs_chromium[1].args[0], reason="Chromium is not installed")
def test_on_a_phone_two_tasks_with_a_picture_survive_a_reload_and_are_saved_at_once(
    page: Page, people: People, empty_home: Path, showing: Showing
) -> None:
    served = showing(empty_home)
    page.context.add_cookies([people.cookie("shuiwu")])
    page.set_viewport_size({"width": 375, "height": 812})
    visit(page, served.address, "report?asof=2023-06-15")
    shows(page, "应报 6 项，已报 0 项")
    for task_id in ("W-01", "W-03"):
        page.get_by_text(f"填写 {task_id}").click()
        form = page.locator("details", has_text=f"填写 {task_id}")
        form.get_by_label("进展（必填）").fill(f"{task_id}已完成巡查")
        form.get_by_text("正常推进", exact=True).click()
        expect(form.get_by_text("草稿已保存")).to_be_visible(timeout=SECONDS)
        settled(page)
    photo = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture("JPEG")}
    form.locator('input[type="file"]').set_input_files(photo)  # type: ignore[arg-type]
    shows(page, "待保存：现场.jpg")
    page.reload()
    shows(page, "草稿已保存", "待保存材料 1 份", "将一次保存 2 项，材料 1 份：W-01、W-03")
    page.get_by_text("填写 W-01").click()
    expect(page.get_by_label("进展（必填）")).to_have_value("W-01已完成巡查", timeout=SECONDS)
    settled(page)
    page.get_by_role("button", name="保存填报").click()
    shows(page, "李四 保存了区水务局2023年6月填报 2 项，材料 1 份", "应报 6 项，已报 2 项")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    lake = Lake(served.home)
    rows = answer(lake, "tasks/reports", "unit progress", task_id="W-03", as_of=str(dt.date(2023, 6, 30)))
    assert rows == [(WATER, "W-03已完成巡查")]
    assert lake.ask("select task_id, file_name, person from evidence").fetchall() == [("W-03", "现场.jpg", "李四")]
