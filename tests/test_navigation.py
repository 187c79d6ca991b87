"""Going about the board: filters and tab stay, Back is the same view at the same place, a wrong address says so."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dashboard.datasets import ROOT
from dashboard.web.filters import UNCHOSEN
from dashboard.web.then import KNOWN
from tests.browser import GO_ON, SECONDS, asks_for, needs_chromium, numbers, settled, shows, troubles, until, visit

pytestmark = needs_chromium

SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"
NOTICE = '[data-testid="stAlert"]'


def go(page: Page, section: str, title: str) -> None:
    """Choose a page in the navigation on top."""
    page.get_by_text(section, exact=True).first.click()
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=title).click()


def arrived(page: Page, title: str) -> None:
    expect(page.locator("h1").first).to_have_text(title, timeout=SECONDS)
    settled(page)


def test_a_task_opens_in_the_tab_under_the_filters_and_back_returns_to_the_list_and_its_place(
    page: Page, empty_board: str
) -> None:
    visit(page, empty_board, "ledger?unit=南村镇&groups=true&asof=2023-06-30&plan=大气")
    expect(numbers(page)).to_have_count(9, timeout=SECONDS)
    page.get_by_role("link", name="A-31").scroll_into_view_if_needed()
    place, tabs = page.evaluate(SCROLLED), len(page.context.pages)
    assert place > 200
    page.get_by_role("link", name="A-31").click()
    arrived(page, "任务详情")
    assert len(page.context.pages) == tabs
    asks_for(page, "asof=2023-06-30&unit=南村镇&groups=true&id=A-31")
    shows(page, "A-31", "统计截止 2023-06-30")
    page.go_back()
    arrived(page, "任务·台账")
    expect(numbers(page)).to_have_count(9, timeout=SECONDS)
    asks_for(page, "asof=2023-06-30&unit=南村镇&groups=true&plan=大气")
    until(page, f"{SCROLLED} === {place}")


def test_back_leads_to_what_was_chosen_on_a_page_though_the_next_has_a_control_of_that_name(
    page: Page, demo_board: str
) -> None:
    visit(page, demo_board, "air?tab=综合指数")
    go(page, "水", "断面")
    arrived(page, "水·断面")
    expect(page.get_by_role("tab", selected=True)).to_have_text("指标走势")
    page.get_by_role("tab", name="官方与计算").click()
    asks_for(page, "tab=官方与计算")
    settled(page)
    # What embeds the board in another page is no business of its controls.
    page.evaluate(GO_ON, "/ledger?tab=时间轴&embed_options=light_theme")
    arrived(page, "任务·台账")
    expect(page.get_by_role("radio", name="时间轴")).to_be_checked(timeout=SECONDS)
    asks_for(page, "tab=时间轴&embed_options=light_theme")
    page.go_back()
    arrived(page, "水·断面")
    expect(page.get_by_role("tab", selected=True)).to_have_text("官方与计算", timeout=SECONDS)
    page.go_back()
    arrived(page, "大气·目标进度")
    expect(page.get_by_role("tab", selected=True)).to_have_text("综合指数", timeout=SECONDS)
    asks_for(page, "tab=综合指数")


def test_a_filter_that_a_page_does_not_have_is_kept_on_the_way_and_back(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇")
    shows(page, "共 2 项")
    go(page, "水", "断面")
    arrived(page, "水·断面")
    kept = page.get_by_role("combobox", name="责任单位")
    expect(kept).to_be_disabled()
    expect(kept).to_have_value("南村镇")
    page.go_back()
    arrived(page, "任务·台账")
    shows(page, "共 2 项")
    page.go_forward()
    arrived(page, "水·断面")
    go(page, "任务", "台账")
    arrived(page, "任务·台账")
    shows(page, "共 2 项", "责任单位为南村镇")


def test_a_filter_that_was_kept_and_then_cleared_is_back_where_it_was_chosen(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇")
    go(page, "水", "断面")
    arrived(page, "水·断面")
    go(page, "任务", "责任单位")
    arrived(page, "任务·责任单位")
    page.get_by_role("button", name="取消筛选：责任单位").click()
    asks_for(page, "")
    expect(page.get_by_role("combobox", name="责任单位")).to_have_value("", timeout=SECONDS)
    page.go_back()
    expect(page.get_by_role("combobox", name="责任单位")).to_have_value("南村镇", timeout=SECONDS)
    page.go_back()
    arrived(page, "水·断面")
    expect(page.get_by_role("combobox", name="责任单位")).to_have_value("南村镇", timeout=SECONDS)


def test_a_chip_takes_away_its_filter_the_button_beside_all_and_back_undoes_it(page: Page, empty_board: str) -> None:
    words = "unit=南村镇&groups=true&role=牵头&q=制定出台&plan=大气"
    visit(page, empty_board, f"ledger?{words}&due=自选区间&range=2023-01&range=2023-12")
    shows(page, "共 1 项")
    expect(page.get_by_role("button", name="取消筛选：").locator("p")).to_have_text(
        [
            "责任单位为南村镇",
            "含集体责任",
            "角色为牵头（所选单位）",
            "到期日在2023-01-01至2023-12-31之间",
            "含“制定出台”",
            "领域为大气",
        ],
        timeout=SECONDS,
    )
    for said, left in (("到期日", 1), ("含“", 9), ("含集体", 2), ("角色", 2), ("领域", 2)):
        chip = page.get_by_role("button", name=f"取消筛选：{said}")
        chip.press("Enter")
        expect(chip).to_have_count(0, timeout=SECONDS)
        shows(page, f"共 {left} 项")
    asks_for(page, "unit=南村镇")
    page.get_by_role("button", name="清除筛选").click()
    shows(page, "共 65 项")
    asks_for(page, "")
    page.go_back()
    shows(page, "共 2 项", "责任单位为南村镇")


def test_months_of_no_range_do_not_stay_in_the_address(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇&range=2023-01&range=2023-12")
    shows(page, "共 2 项")
    asks_for(page, "unit=南村镇")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("task?id=ZZ-99", "地址里的“任务编号：ZZ-99”没有找到"),
        ("air?pollutant=PM9", "地址里的“污染物：PM9”没有找到"),
        ("air?tab=没有的", "地址里的“分页：没有的”没有找到"),
        ("ledger?unit=区不存在局", "地址里的“责任单位：区不存在局”没有找到"),
        ("ledger?light=橙色", "可选：正常、关注、逾期、待报"),
        ("upload?dataset=没有的", "地址里的“数据集：没有的”没有找到"),
        ("ledger?due=昨天", "可选：已过期限、临近期限、本月、长期、年外、自选区间"),
        ("?asof=2023-13-01", "“2023-13-01”这一天不存在"),
        ("?known=abc", "地址里的“当时所见：abc”没有找到"),
        ("?known=2023-02-30", "“2023-02-30”这一天不存在"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_named_with_what_there_is(
    page: Page, empty_board: str, path: str, said: str
) -> None:
    visit(page, empty_board, path)
    expect(page.locator(NOTICE).filter(has_text=said)).to_be_visible(timeout=SECONDS)


@pytest.mark.parametrize("day", ["2023/8/31", "2023年8月31日", "20230831", "2023.8.31"])
def test_a_day_may_be_written_in_the_address_as_people_write_it(page: Page, empty_board: str, day: str) -> None:
    visit(page, empty_board, f"ledger?asof={day}")
    shows(page, "统计截止 2023-08-31")
    expect(page.locator(NOTICE)).to_have_count(0)


@pytest.mark.parametrize(
    ("name", "to"), [("看清单", "ledger"), ("文件存疑", "questions")], ids=["in a text", "Streamlit's own"]
)
def test_a_link_that_is_opened_in_a_tab_of_its_own_keeps_the_filters(
    page: Page, demo_board: str, name: str, to: str
) -> None:
    visit(page, demo_board, "?asof=2023-06-15&unit=区城管局")
    link = page.get_by_role("link", name=name).first
    before = page.url
    for keys in ({"modifiers": ["Control"]}, {"button": "middle"}):
        with page.context.expect_page() as opened:
            link.click(**keys)
        beside = opened.value
        beside.wait_for_url(f"**/{to}?*")
        asked = parse_qs(urlsplit(beside.url).query)
        assert (asked["asof"], asked["unit"]) == (["2023-06-15"], ["区城管局"])
        beside.close()
    assert page.url == before


def test_a_page_of_a_menu_that_is_opened_in_a_tab_of_its_own_keeps_the_filters(page: Page, demo_board: str) -> None:
    visit(page, demo_board, "?asof=2023-06-15&unit=区城管局")
    page.get_by_role("button", name="水", exact=True).click()
    with page.context.expect_page() as opened:
        page.get_by_role("menuitem", name="断面").click(modifiers=["Control"])
    opened.value.wait_for_url("**/sections?*")
    asks_for(opened.value, "asof=2023-06-15&unit=区城管局")
    opened.value.close()


def test_the_script_of_links_knows_the_filters_of_the_bar() -> None:
    script = (ROOT / "dashboard" / "web" / "scripts" / "navigation.js").read_text(encoding="utf-8")
    (listed,) = re.findall(r"const FILTERS = (\[.*\])", script)
    assert json.loads(listed) == ["asof", KNOWN, *UNCHOSEN]


def test_the_name_of_a_page_stands_in_the_browsers_tab(page: Page, empty_board: str) -> None:
    for path, title in {"ledger": "台账", "air": "目标进度", "": "总览"}.items():
        visit(page, empty_board, path)
        expect(page).to_have_title(re.compile(f"^{title} · 城区"))


def test_a_page_that_counts_to_no_day_and_has_no_filter_shows_no_bar(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "records")
    expect(page.get_by_role("combobox", name="统计截止日")).to_have_count(0)
    assert page.locator("h1").first.evaluate("title => title.getBoundingClientRect().top") < 160
    assert page.get_by_test_id("stSidebar").count() == 0


FETCHED = "performance.getEntriesByType('resource').map(each => each.name).some(name => name.includes('/PlotlyChart.'))"


def test_what_other_pages_need_is_fetched_while_the_first_one_is_at_rest(browser: Browser, empty_board: str) -> None:
    with browser.new_context(locale="zh-CN") as context:
        page = context.new_page()
        visit(page, empty_board, "")
        until(page, FETCHED)


#: How often a part of the page has become a chart.
COUNTS_CHARTS = """
window.charts = 0
new MutationObserver((changes) => {
  charts += changes.filter((change) => change.target.classList.contains("js-plotly-plot")).length
}).observe(document, { attributeFilter: ["class"], subtree: true })
"""


def test_a_chart_that_nobody_sees_is_drawn_at_rest_and_taken_away(browser: Browser, empty_board: str) -> None:
    with browser.new_context(locale="zh-CN") as context:
        page = context.new_page()
        page.add_init_script(COUNTS_CHARTS)
        seen = troubles(page)
        visit(page, empty_board, "")
        until(page, "charts")
        until(page, "!document.querySelector('.js-plotly-plot')")
        assert seen == []


def test_nothing_is_fetched_ahead_for_a_reader_who_saves_data(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "")
    # The script has been read and has ended by the time the page has been drawn: it has asked for no timer then.
    assert page.evaluate("import('./board/ahead.js').then(() => true)")
    assert not page.evaluate(FETCHED)
    page.get_by_role("link", name="目标进度 →").click()
    arrived(page, "大气·目标进度")
    until(page, FETCHED)
