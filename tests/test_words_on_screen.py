"""No English on any screen, in a browser that speaks English: every page, and every element with all that it opens."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Route, expect

from dashboard.web.shell.scripts import NAMES, phrases_of
from tests.browser import SECONDS, needs_chromium, troubles, visit
from tests.people import People
from tests.serving import serving
from tests.words import english

pytestmark = needs_chromium

CSV: FilePayload = {"name": "表.csv", "mimeType": "text/csv", "buffer": b"1"}
NO_CSV: FilePayload = {"name": "表.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
TOO_LARGE: FilePayload = {**CSV, "buffer": b"1" * 2_000_000}


@pytest.fixture
def page(browser: Browser, people: People) -> Iterator[Page]:
    """A page of a browser that speaks English, in which somebody of the office has signed in."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.add_cookies([people.cookie("wangwu")])
    page = context.new_page()
    page.set_default_timeout(SECONDS)
    yield page
    context.close()


# ---- the catalogue --------------------------------------------------------------------------------------------------


def test_every_translated_script_still_runs(page: Page, widgets: str) -> None:
    page.goto(widgets)
    start = page.locator('script[src*="/js/"]').get_attribute("src") or ""
    folder = start.rpartition("/js/")[0]
    # The first script has run: a second start of the front end would not.
    scripts = [f"{folder}/{name}" for name in sorted(NAMES) if phrases_of(name)]
    failed = page.evaluate(
        """scripts => Promise.all(scripts.map(script =>
        import(new URL(script, location.href)).then(() => null, error => `${script}: ${error}`)))""",
        scripts,
    )
    assert [error for error in failed if error] == []


# ---- every element --------------------------------------------------------------------------------------------------


def fill(key: str, text: str) -> Callable[[Page], None]:
    """Write into the field of an element."""
    return lambda page: page.locator(f".st-key-{key} :is(input, textarea)").first.fill(text)


def fill_and_leave(key: str, text: str) -> Callable[[Page], None]:
    """Write into the field of an element and leave it, so that it is looked at."""

    def write(page: Page) -> None:
        fill(key, text)(page)
        page.keyboard.press("Tab")

    return write


def press(key: str, which: int = 0) -> Callable[[Page], None]:
    """Press a button of an element."""
    return lambda page: page.locator(f".st-key-{key} button").nth(which).click()


def choose(key: str, *files: FilePayload) -> Callable[[Page], None]:
    """Give files to an uploader."""
    return lambda page: page.locator(f'.st-key-{key} input[type="file"]').set_input_files(files)


def point_at(selector: str) -> Callable[[Page], None]:
    return lambda page: page.locator(selector).first.hover()


def column_menu(page: Page) -> None:
    """The menu of a column is drawn at the right end of its header."""
    table = page.locator(".st-key-frame .dvn-scroller")
    table.hover(position={"x": 110, "y": 15})
    table.click(position={"x": 120, "y": 15})


def statistics(page: Page) -> None:
    column_menu(page)
    page.get_by_role("menuitem", name="统计").hover()


def edit_cell(page: Page) -> None:
    page.locator(".st-key-editor .dvn-scroller").dblclick(position={"x": 100, "y": 55})


def save_chart(page: Page) -> None:
    page.locator(".st-key-plotly").hover()
    with page.expect_download():
        page.locator('.st-key-plotly [data-title="下载图片（PNG）"]').first.click()


#: What is done, and a word that then shows.
OPENED: list[tuple[Callable[[Page], None], str]] = [
    (lambda page: page.get_by_role("button", name="主菜单").click(), "跟随系统"),
    (fill("select", "没有"), "没有匹配的选项"),
    (fill("select_new", "新的"), "添加：新的"),
    (lambda page: page.locator(".st-key-multi input").first.click(), "最多选 1 项，请先去掉一项。"),
    (fill("multi_new", "新的"), "添加：新的"),
    (fill_and_leave("number", "99"), "请填 0 到 10 之间的数"),
    (fill("text", "改"), "按 Enter 生效"),
    (fill("area", "改"), "按 Ctrl+Enter 生效"),
    (fill("name", "改"), "按 Enter 提交"),
    (press("password"), "密码"),
    (press("day"), "八月"),
    (press("days"), "八月"),
    (press("moment"), "八月"),
    (press("color"), "颜色"),
    (choose("files", NO_CSV), "不接受这种文件"),
    (choose("file", TOO_LARGE), "文件不能超过 1.0MB"),
    (press("open_dialog"), "操作人"),
    (lambda page: page.get_by_role("button", name="更多").click(), "里面"),
    (lambda page: page.locator("summary").first.click(), "脚注"),
    (press("menu"), "甲"),
    (point_at('[data-testid="stTooltipHoverTarget"]'), "说明文字"),
    (column_menu, "隐藏这一列"),
    (statistics, "不同值"),
    (edit_cell, "西街街道"),
    (save_chart, "图片已下载"),
    (press("camera", -1), "清除照片"),
    (press("toast"), "已保存"),
]


def test_every_element_is_chinese_with_all_that_it_opens_and_the_policy_lets_it_work(page: Page, widgets: str) -> None:
    wrong = troubles(page)
    visit(page, widgets, "")
    expect(page.locator('[data-testid="stDeckGlJsonChart"] canvas').first).to_be_visible(timeout=SECONDS)
    assert english(page) == []
    for do, word in OPENED:
        do(page)
        expect(page.get_by_text(word).locator("visible=true").first).to_be_visible(timeout=SECONDS)
        assert english(page) == [], word
        page.keyboard.press("Escape")
    assert wrong == []


# ---- the board ------------------------------------------------------------------------------------------------------


def test_the_menu_of_a_phone_is_chinese(page: Page, demo_board: str) -> None:
    page.set_viewport_size({"width": 375, "height": 900})
    visit(page, demo_board, "")
    page.get_by_role("button", name="展开侧栏").click()
    expect(page.get_by_role("button", name="收起侧栏")).to_be_visible(timeout=SECONDS)
    assert english(page) == []


def test_a_fault_is_one_chinese_sentence(page: Page, widgets: str) -> None:
    visit(page, widgets, "")
    press("fail")(page)
    expect(page.get_by_text("页面出错了，没能显示完整。")).to_be_visible(timeout=SECONDS)
    assert english(page) == []


def refuse(status: int, route: Route) -> None:
    """Answer as a proxy in front of the board does."""
    route.fulfill(status=status)


def test_a_file_that_does_not_come_through_is_told_in_chinese(page: Page, widgets: str) -> None:
    visit(page, widgets, "")
    press("download_fails")(page)
    expect(page.get_by_text("服务器没有完成这一步，请再试一次").first).to_be_visible(timeout=SECONDS)
    for status, sentence in ((413, "文件太大，服务器没有接收。"), (502, "服务器没有接收（502），请再试一次。")):
        page.route("**/_stcore/upload_file/**", partial(refuse, status))
        choose("file", CSV)(page)
        expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_attached(timeout=SECONDS)
        assert english(page) == []


def test_a_lost_connection_is_one_chinese_sentence(page: Page, empty_home: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copytree(empty_home, tmp_path / "store"))) as served:
        visit(page, served.address, "")
        os.kill(served.process_id, signal.SIGTERM)
        sentence = "连不上服务器，请检查网络，或告诉管理员。恢复后本页会自动重新连接。"
        expect(page.get_by_role("dialog")).to_contain_text(sentence, timeout=SECONDS)
        assert english(page) == []


def test_an_unknown_address_is_one_chinese_sentence_with_a_way_on(page: Page, demo_board: str) -> None:
    for address in ("nowhere", "air/nowhere?asof=2023-05-31"):
        answer = page.goto(f"{demo_board}/{address}")
        assert answer is not None
        assert answer.status == 404
        sentence = f"“/{address.partition('?')[0]}”不是本系统的页面，请核对链接，或打开总览。"
        expect(page.get_by_role("paragraph")).to_have_text(sentence)
        assert [text for text in english(page) if "nowhere" not in text] == []
        page.get_by_role("link", name="总览").click()
        expect(page.locator("h1").first).to_have_text("总览", timeout=SECONDS)
