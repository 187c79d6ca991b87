"""The screens in a real browser, as leaders and staff use them: empty, with demonstration data, wide and on a phone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.lake import Lake
from tests.browser import SECONDS, asks_for, needs_chromium, numbers, settled, shows, text, visit
from tests.rows import upload
from tests.serving import Showing

pytestmark = needs_chromium

PATHS = {
    "": "总览",
    "air": "大气·目标进度",
    "air-days": "大气·逐日",
    "air-outlook": "大气·全年推算",
    "air-method": "大气·口径",
    "air-ranking": "大气·站点与镇街排名",
    "air-dustfall": "大气·降尘",
    "sections": "水·断面",
    "outfalls": "水·排污口",
    "water-sources": "水·水源与黑臭",
    "projects": "水·重点工程",
    "water-problems": "水·问题清单",
    "water-goals": "水·未载明目标",
    "soil": "土壤·地块",
    "soil-violations": "土壤·违规与清零",
    "self-monitoring": "土壤·自行监测",
    "farmland": "土壤·耕地",
    "quarterly": "土壤·季度调度",
    "list-matching": "土壤·名单比对",
    "ledger": "任务·台账",
    "task": "任务详情",
    "report": "任务·填报",
    "review": "任务·审核台",
    "units": "任务·责任单位",
    "escalation": "任务·预警督办",
    "map": "一张图",
    "upload": "上传数据",
    "records": "数据记录",
    "questions": "文件存疑",
    "administration": "管理",
}


#: How each part of a picture is drawn; a pattern is a fill by its address.
STYLES = "all => all.map((one) => one.getAttribute('style'))"


def test_the_day_in_the_link_drives_every_number(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "?asof=2023-05-31")
    shows(page, "统计截止 2023-05-31")
    visit(page, empty_board, "ledger?plan=大气&schedule=已过期限&asof=2023-05-31")
    assert listed(page, 5) == ["A-03", "A-05", "A-06", "A-11", "A-16"]
    visit(page, empty_board, "ledger?plan=大气&schedule=已过期限&asof=2023-11-01")
    assert {"A-04", "A-09", "A-10", "A-12", "A-33"} <= set(listed(page, 15))
    shows(page, "时段已结束")


def listed(page: Page, count: int) -> list[str]:
    """The numbers of the tasks in the list on screen, once there are that many."""
    expect(numbers(page)).to_have_count(count, timeout=SECONDS)
    return numbers(page).all_inner_texts()


def test_a_card_opens_the_list_it_counts(page: Page, demo_board: str) -> None:
    visit(page, demo_board, "?asof=2023-09-30")
    card = page.locator(".figures > *", has_text="逾期").first
    count = int(re.findall(r"(\d+)\s项", card.inner_text())[0])
    page.get_by_role("link", name="看清单").nth(2).click()
    expect(page.locator("h1").first).to_have_text("任务·台账", timeout=SECONDS)
    settled(page)
    assert len(listed(page, count)) == count
    expect(page).to_have_url(re.compile("light="), timeout=SECONDS)


def test_a_kind_of_deadline_opens_the_list_it_counts(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?tab=时限类型&unit=区生态环境分局")
    shows(page, "2023年4月底前（第142行）", "2023-04-30", "到期前15日内提醒")
    page.get_by_role("row", name="起始").first.get_by_role("link").nth(1).click()
    shows(page, "时限类型为起始", "领域为大气")
    assert listed(page, 2) == ["A-20", "A-22"]


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        ("due=自选区间&range=2023-10&range=2023-10", ["A-09", "A-10", "A-12", "WP-2", "S-01"]),
        ("unit=区城管局&asof=2023-06-30", ["A-28", "W-10"]),
        ("due=已过期限&q=制定&asof=2023-05-31", ["A-03", "A-11", "A-16"]),
    ],
)
def test_a_card_opens_the_list_under_the_filters_it_was_counted_under(
    page: Page, empty_board: str, filters: str, tasks: list[str]
) -> None:
    visit(page, empty_board, f"?{filters}")
    card = page.locator(".figures > *", has_text="待报").first
    expect(card).to_contain_text(f"{len(tasks)} 项", timeout=SECONDS)
    page.get_by_role("link", name="看清单").nth(3).click()
    expect(page.locator("h1").first).to_have_text("任务·台账", timeout=SECONDS)
    assert listed(page, len(tasks)) == tasks
    asks_for(page, f"{filters}&light=待报")


def test_filters_stay_on_from_page_to_page(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇&asof=2023-06-30")
    page.get_by_role("link", name="总览").click()
    shows(page, "总览", "统计截止 2023-06-30", "责任单位为南村镇")


def test_an_alias_in_the_link_finds_the_unit_and_the_link_keeps_the_view(page: Page, empty_board: str) -> None:
    for unit in ("区城管局", "区城市管理局"):
        visit(page, empty_board, f"ledger?unit={unit}")
        assert listed(page, 2) == ["A-28", "W-10"]


def test_changing_a_filter_changes_the_list_and_the_address(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇&plan=大气")
    assert listed(page, 2) == ["A-03", "A-31"]
    page.get_by_text("含集体责任", exact=True).click()
    expect(page.get_by_text("共 9 项")).to_be_visible(timeout=SECONDS)
    expect(page).to_have_url(re.compile("groups=true"), timeout=SECONDS)


def test_a_scenario_in_the_link_is_the_same_view(page: Page, demo_board: str, demo_lake: Lake) -> None:
    visit(page, demo_board, "air-outlook?pollutant=PM₂.₅&pm2_5-11=30&pm2_5-12=31&scenario=冬季方案")
    year = demo_lake.query("air/what_if", pollutant="pm2_5", scenario="11=30,12=31").iloc[0]
    shows(page, "方案：冬季方案", f"{year['annual_value']:.1f}", f"{year['composite_index']:.2f}")
    as_it_goes = demo_lake.query("air/what_if", pollutant="pm2_5").iloc[0]
    assert year["annual_value"] < as_it_goes["annual_value"]


def test_no_measure_is_cut(page: Page, empty_board: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, empty_board, "ledger")
    assert len(listed(page, 65)) == 65
    assert page.evaluate("[...document.querySelectorAll('td')].every(cell => cell.scrollWidth <= cell.clientWidth + 1)")
    assert not any("…" in text for text in page.locator("table").all_inner_texts())
    shows(page, "紧盯收工时、上半夜、雨雪前和播种前等4个时段，加强田间地头禁烧巡查。")
    bands = page.locator("summary", has_text=re.compile(r"\d+ 项"))
    expect(bands).to_have_text([re.compile(rf"{count} 项") for count in (8, 7, 7, 9, 3, 4, 9, 1, 3, 2, 3, 5, 1, 3)])
    first = page.get_by_role("link", name="A-01")
    bands.first.click()
    expect(first).to_be_hidden(timeout=SECONDS)
    page.emulate_media(media="print")
    expect(bands.first).to_be_visible()
    expect(page.get_by_role("link", name="A-09")).to_be_visible()


def test_a_board_without_reports_shows_no_red_or_green_for_what_nobody_reported(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "air")
    cards = page.locator('[data-testid="stMetric"]')
    expect(cards.filter(has_text="○ 未上报")).to_have_count(6, timeout=SECONDS)
    expect(cards.filter(has_text="●")).to_have_count(0)
    expect(page.get_by_role("row").filter(has_text="未上报").filter(has_text="○ 未上报")).to_have_count(6)
    picture = page.get_by_test_id("stPlotlyChart")
    expect(picture.locator(".legendtext").filter(has_text="○ 未上报")).to_be_visible()
    expect(picture.locator(".barlayer .point")).to_have_count(5)
    assert all("url(" in style for style in picture.locator(".barlayer .point path").evaluate_all(STYLES))
    visit(page, empty_board, "sections")
    shows(page, "○ 未监测", "地表水省考断面达到Ⅲ类水质", "完成省定目标（未载明类别）")
    visit(page, empty_board, "soil")
    shows(page, "文件未载明，按上级考核要求")


def test_a_unit_that_stands_in_the_text_alone_is_said_to_wherever_it_is_chosen(page: Page, empty_board: str) -> None:
    for path, unit in (("", "区交通局"), ("ledger", "区生环委办"), ("units", "区商务局")):
        visit(page, empty_board, f"{path}?unit={unit}&asof=2023-05-31")
        shows(page, f"{unit} 在台账中没有任务，只见于正文")


def test_a_tab_that_is_opened_after_a_commit_brings_the_whole_page_along(
    page: Page, empty_home: Path, showing: Showing
) -> None:
    served = showing(empty_home)
    visit(page, served.address, "air?pollutant=没有的")
    notice = page.get_by_text("没有找到，已按未指定显示")
    # A tab is worked out by itself: what was said above it stands, and is not said again.
    page.get_by_role("tab").nth(1).click()
    settled(page)
    expect(notice).to_have_count(1)
    january = {"month": "2023-01", "pollutant": "pm2_5", "scope": "district", "value": 51, "source": "甲"}
    upload(Lake(served.home), "air_monthly", [january])
    page.get_by_role("tab").nth(2).click()
    shows(page, "空气质量月报 2023年1月")


def test_demonstration_data_is_named_where_it_is_used_and_goes_with_one_confirmed_click(
    page: Page, demo_home: Path, showing: Showing
) -> None:
    served = showing(demo_home)
    visit(page, served.address, "air")
    shows(page, "演示数据")
    visit(page, served.address, "records")
    page.get_by_role("button", name="清除全部演示数据").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="确认清除").click()
    expect(page.locator("table").get_by_text("清除演示数据").first).to_be_visible(timeout=SECONDS)
    settled(page)
    visit(page, served.address, "air")
    shows(page, "统计截止 2023-05-31", "○ 未上报")
    assert "演示数据" not in text(page)
