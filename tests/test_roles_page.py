"""What each role finds on the screen, in real browsers: who may hand in, propose, decide, and look after people."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.access import people as register
from dashboard.access import record
from dashboard.access.book import Book
from dashboard.store.lake import Lake
from tests.browser import SECONDS, needs_chromium, settled, shows, visit
from tests.people import People
from tests.serving import Showing
from tests.test_upload_page import AT_YEAR_END, choose

pytestmark = needs_chromium

As = Callable[[str], Page]


@pytest.fixture
def page_of(browser: Browser, people: People) -> Iterator[As]:
    """A page of a browser of their own for each person; '' is nobody."""
    with ExitStack() as opened:

        def of(name: str) -> Page:
            context = opened.enter_context(browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 768}))
            if name:
                context.add_cookies([people.cookie(name)])
            page = context.new_page()
            page.set_default_timeout(SECONDS)
            return page

        yield of


def test_who_may_not_hand_in_is_told_so_and_finds_no_uploader(page_of: As, empty_board: str) -> None:
    for name, words in {"": "上传数据需要先登录", "lingdao": "您的角色是领导"}.items():
        page = page_of(name)
        visit(page, empty_board, "upload")
        shows(page, words, "下载模板")
        expect(page.locator('input[type="file"]')).to_have_count(0)
    visit(page, empty_board, "administration")
    shows(page, "审核变更、管理人员和查阅操作记录由有权限的人员办理")


def test_of_two_people_who_confirm_at_once_one_is_shown_what_the_other_wrote(
    page_of: As, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    served = showing(empty_home)
    pages = {name: page_of(name) for name in ("wangwu", "zhaoliu")}
    for value, (name, page) in enumerate(pages.items(), start=51):
        file = tmp_path / f"{name}.csv"
        file.write_text(f"月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,{value},甲\n", encoding="utf-8")
        visit(page, served.address, "upload")
        page.locator('input[type="file"]').set_input_files(file)
        expect(page.get_by_role("button", name="确认入库")).to_be_enabled(timeout=SECONDS)
    for page in pages.values():
        page.get_by_role("button", name="确认入库").click(no_wait_after=True)
    for page in pages.values():
        outcome = page.get_by_text("已入库").or_(page.get_by_text("刚才的确认针对的是旧的差异"))
        expect(outcome.first).to_be_visible(timeout=SECONDS)
    won = [name for name, page in pages.items() if page.get_by_text("已入库").count()]
    assert len(won) == 1
    history = Lake(served.home).query("data/history", dataset="air_monthly")
    assert history["person"].tolist() == [{"wangwu": "王五", "zhaoliu": "赵六"}[won[0]]]


def test_a_unit_explains_a_spelling_and_it_counts_once_somebody_of_the_office_says_so(
    page_of: As, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    file = tmp_path / "月报.csv"
    file.write_text("任务编号,月份,填报单位,进展,自评\nW-01,2023-06,区水务管理局,已巡查,正常推进\n", encoding="utf-8")
    others = tmp_path / "别的单位.csv"
    others.write_text("任务编号,月份,填报单位,进展,自评\nA-03,2023-06,南村镇,已完成,正常推进\n", encoding="utf-8")
    served = showing(empty_home)
    unit, office = page_of("shuiwu"), page_of("wangwu")
    visit(unit, served.address, f"{AT_YEAR_END}&dataset=任务月报")
    unit.locator('input[type="file"]').set_input_files(others)
    shows(unit, "有 1 处错误，未写入任何数据", "这一行属于南村镇，您不能新增")
    (refused,) = record.rows(Book(served.home), kind="refused")
    assert (refused["full_name"], refused["what"]) == ("李四", "别的单位.csv：任务月报 1 行不是本单位的")
    visit(unit, served.address, f"{AT_YEAR_END}&dataset=任务月报")
    unit.locator('input[type="file"]').set_input_files(file)
    choose(unit, "名录里没有“区水务管理局”，它是", "区水务局")
    shows(unit, "没有发现问题")
    unit.get_by_role("button", name="确认入库").click()
    shows(unit, "已提交生环委办审核（第1号）", "已入库")
    lake = Lake(served.home)
    assert lake.ask("select task_id, unit from task_reports").fetchall() == [("W-01", "区水务局")]
    assert lake.ask("select count(*) from remembered_names").fetchall() == [(0,)]
    visit(office, served.address, "administration")
    shows(office, "第1号", "李四", "区水务管理局", "区水务局")
    office.get_by_role("button", name="同意入库").click()
    shows(office, "第1号已同意", "已办理")
    lake.refresh()
    assert lake.ask("select spelling, meaning, person from remembered_names").fetchall() == [
        ("区水务管理局", "区水务局", "李四")
    ]
    assert lake.query("data/history", dataset="remembered_names")["person"].tolist()[0] == "王五"
    kinds = [(row["full_name"], row["kind"]) for row in record.rows(Book(served.home), kind="proposal")]
    assert kinds[-2:] == [("李四", "proposal"), ("王五", "proposal")]


def test_an_administrator_adds_a_person_who_is_on_record(page_of: As, empty_home: Path, showing: Showing) -> None:
    served = showing(empty_home)
    page = page_of("guanli")
    visit(page, served.address, "administration")
    page.get_by_text("新增人员").click()
    settled(page)
    page.get_by_label("登录名（必填）").fill("xinren")
    page.get_by_label("姓名（必填）").fill("何新")
    page.get_by_role("button", name="新增", exact=True).click()
    shows(page, "已新增 何新。首次登录密码", "待改密码")
    page.get_by_role("tab", name="操作记录").click()
    shows(page, "新增人员 xinren", "记录完整")
    person = register.find(Book(served.home), "xinren")
    assert person
    assert (person.full_name, person.role, person.must_change) == ("何新", "leader", True)


def test_signing_out_in_one_tab_takes_the_other_one_along(page_of: As, demo_board: str, people: People) -> None:
    first = page_of("zhaoliu")
    second = first.context.new_page()
    visit(first, demo_board, "upload")
    visit(second, demo_board, "upload")
    expect(second.locator('input[type="file"]')).to_have_count(1)
    first.get_by_role("button", name="赵六").click()
    first.get_by_role("link", name="退出登录").click()
    expect(first.get_by_text("您已退出登录。")).to_be_visible()
    shows(second, "上传数据需要先登录")
    expect(second.locator('input[type="file"]')).to_have_count(0)
