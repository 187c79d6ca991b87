"""The screens in a real browser, as leaders and staff use them: empty, with demonstration data, wide and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dashboard.lake import Lake
from tests.browser import ARGUMENTS, CHROMIUM
from tests.rows import upload
from tests.serving import serving

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

PATHS = {
    "": "总览",
    "air": "大气·目标进度",
    "sections": "水·断面",
    "projects": "水·重点工程",
    "soil": "土壤·地块",
    "ledger": "任务·台账",
    "task": "任务详情",
    "units": "任务·责任单位",
    "map": "一张图",
    "upload": "上传数据",
    "records": "数据记录",
    "questions": "文件存疑",
}

#: Latin words that belong to the field; all else on our screens is Chinese.
FIELD_WORDS = {"PM", "VOCs", "CO", "CSV", "xlsx", "WGS", "GB", "per", "WPS", "SHA", "UTF", "BOM"}

SECONDS = 30_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def empty_board(empty_home: Path) -> Iterator[str]:
    with serving(empty_home) as served:
        yield served.address


@pytest.fixture(scope="module")
def demo_board(demo_home: Path) -> Iterator[str]:
    with serving(demo_home) as served:
        yield served.address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    yield page
    context.close()


def visit(page: Page, board: str, path: str) -> None:
    """Open a page and wait until its script has ended."""
    page.goto(f"{board}/{path}")
    expect(page.locator("h1").first).to_be_visible(timeout=SECONDS)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the script has ended and the parts of the front end that it needs have come."""
    page.wait_for_load_state("networkidle")
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=SECONDS)


def text(page: Page) -> str:
    """What stands on the page, without the names of icons, which are drawn from a font."""
    shown = page.locator('[data-testid="stMain"]').inner_text()
    for icon in page.locator('[aria-hidden="true"][translate="no"]').all_inner_texts():
        shown = shown.replace(icon, "")
    return shown


def whole_text(page: Page) -> str:
    """What stands on the page once nothing more is drawn: the same text twice, half a second apart."""
    before, now = "", text(page)
    while now != before:
        page.wait_for_timeout(500)
        before, now = now, text(page)
    return now


@pytest.mark.parametrize("width", [1440, 375])
@pytest.mark.parametrize("path", list(PATHS))
@pytest.mark.parametrize("board", ["empty_board", "demo_board"])
def test_every_page_reads_well_and_asks_nothing_of_the_outside(
    request: pytest.FixtureRequest, page: Page, board: str, path: str, width: int
) -> None:
    address = request.getfixturevalue(board)
    outside: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if is_outside(asked.url) else None)
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, address, path)
    expect(page.locator("h1").first).to_have_text(PATHS[path])
    assert page.locator('[data-testid="stException"]').count() == 0
    shown = whole_text(page)
    assert "出错" not in shown
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert outside == []
    if path != "upload":  # Streamlit's own upload box speaks English.
        # The names of uploaded files are whatever they are, and fingerprints are no words.
        words = set(re.findall(r"[A-Za-z]{3,}", re.sub(r"\w+\.csv|\b[0-9a-f]{12}\b", "", shown)))
        assert {word for word in words if word not in FIELD_WORDS} == set()
    assert not re.search(r"_\{|\$|\\leq|nan|None|NaT|<NA>", shown)


def is_outside(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1", "data:", "blob:"))


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
    expect(page.locator("table a")).to_have_count(count, timeout=SECONDS)
    return page.locator("table a").all_inner_texts()


def shows(page: Page, *words: str) -> None:
    """The page shows these words, or will in a moment: the front end draws one part after the other."""
    for word in words:
        expect(page.locator('[data-testid="stMain"]')).to_contain_text(word, timeout=SECONDS)


def test_a_card_opens_the_list_it_counts(page: Page, demo_board: str) -> None:
    visit(page, demo_board, "?asof=2023-09-30")
    card = page.locator('[data-testid="stMetric"]', has_text="逾期").first
    count = int(re.findall(r"(\d+) 项", card.inner_text())[0])
    page.get_by_role("link", name="看清单").nth(2).click()
    expect(page.locator("h1").first).to_have_text("任务·台账", timeout=SECONDS)
    settled(page)
    assert len(listed(page, count)) == count
    assert "light=" in page.url


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
    card = page.locator('[data-testid="stMetric"]', has_text="待报").first
    expect(card).to_contain_text(f"{len(tasks)} 项", timeout=SECONDS)
    page.get_by_role("link", name="看清单").nth(3).click()
    expect(page.locator("h1").first).to_have_text("任务·台账", timeout=SECONDS)
    assert listed(page, len(tasks)) == tasks
    in_url = unquote(urlsplit(page.url).query).split("&")
    assert sorted(in_url) == sorted([*filters.split("&"), "light=待报"])


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
    assert "groups=true" in page.url


def test_no_measure_is_cut(page: Page, empty_board: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, empty_board, "ledger")
    assert len(listed(page, 65)) == 65
    assert page.evaluate("[...document.querySelectorAll('td')].every(cell => cell.scrollWidth <= cell.clientWidth + 1)")
    assert "…" not in page.locator("table").inner_text()
    shows(page, "紧盯收工时、上半夜、雨雪前和播种前等4个时段，加强田间地头禁烧巡查。")


def test_a_board_without_reports_shows_no_red_or_green_for_what_nobody_reported(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "air")
    cards = page.locator('[data-testid="stMetric"]')
    expect(cards.filter(has_text="○ 未上报")).to_have_count(6, timeout=SECONDS)
    expect(cards.filter(has_text="●")).to_have_count(0)
    visit(page, empty_board, "sections")
    shows(page, "○ 未监测", "地表水省考断面达到Ⅲ类水质", "完成省定目标（未载明类别）")
    visit(page, empty_board, "soil")
    shows(page, "文件未载明，按上级考核要求")


def test_demonstration_data_is_named_where_it_is_used_and_goes_with_one_confirmed_click(
    page: Page, demo_store: Path
) -> None:
    with serving(demo_store) as served:
        visit(page, served.address, "air")
        shows(page, "演示数据")
        visit(page, served.address, "records")
        page.get_by_role("button", name="清除全部演示数据").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("textbox").fill("办公室")
        dialog.get_by_role("textbox").press("Enter")
        dialog.get_by_role("button", name="确认清除").click()
        expect(page.locator("table").get_by_text("清除演示数据").first).to_be_visible(timeout=SECONDS)
        settled(page)
        visit(page, served.address, "air")
        shows(page, "统计截止 2023-05-31", "○ 未上报")
        assert "演示数据" not in text(page)


def test_a_staff_member_uploads_and_a_leader_sees_the_figure(page: Page, store: Path, tmp_path: Path) -> None:
    bad, good = tmp_path / "错.csv", tmp_path / "对.csv"
    bad.write_text("月份,污染物,范围,浓度,数据来源\n13,PM2.5,全区,22,甲\n", encoding="gb18030")
    good.write_text("月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,51,甲\n", encoding="gb18030")
    with serving(store) as served:
        visit(page, served.address, "upload")
        page.locator('input[type="file"]').set_input_files(bad)
        expect(page.get_by_text("有 1 处错误，未写入任何数据")).to_be_visible(timeout=SECONDS)
        shows(page, "第2行", "“13”不是月份，请写成 2023-06。")
        visit(page, served.address, "upload")
        page.locator('input[type="file"]').set_input_files(good)
        expect(page.get_by_text("识别为 CSV，GB18030")).to_be_visible(timeout=SECONDS)
        page.get_by_label("上传人（必填）").fill("张三")
        page.get_by_role("button", name="确认入库").click()
        expect(page.get_by_text("已入库")).to_be_visible(timeout=SECONDS)
        visit(page, served.address, "air")
        shows(page, "统计截止 2023-01-31", "51 µg/m³")
    assert Lake(store).query("data/history", dataset="air_monthly")["person"].tolist() == ["张三"]


def test_the_second_of_two_uploaders_is_told_and_shown_the_new_difference(
    page: Page, store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "甲.csv"
    file.write_text("月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,51,甲\n", encoding="utf-8")
    with serving(store) as served:
        visit(page, served.address, "upload")
        with page.expect_download() as template:
            page.get_by_role("button", name="下载模板").click()
        assert Path(template.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
        page.locator('input[type="file"]').set_input_files(file)
        shows(page, "识别为 CSV，UTF-8")
        other = {"month": "2023-01", "pollutant": "pm2_5", "scope": "district", "value": 60, "source": "乙"}
        upload(Lake(store), "air_monthly", [other], person="李四")
        page.get_by_label("上传人（必填）").fill("张三")
        page.get_by_role("button", name="确认入库").click()
        shows(page, "数据已被更新", "60 → 51")
        page.get_by_role("button", name="确认入库").click()
        shows(page, "已入库")
    assert Lake(store).query("data/history", dataset="air_monthly")["person"].tolist() == ["张三", "李四"]
