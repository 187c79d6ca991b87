"""数据 → 记录 in a real browser: an undo with later work in the way, the receipt, and the versions of targets."""

import datetime as dt
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.store.lake import BEIJING, Lake
from tests.browser import SECONDS, asks_for, needs_chromium, shows, visit
from tests.rows import upload
from tests.serving import Showing

pytestmark = needs_chromium


def air(month: str, value: float) -> dict[str, object]:
    return {"month": month, "pollutant": "pm2_5", "scope": "district", "value": value, "source": "测试"}


def stored(home: Path) -> list[tuple[str, float]]:
    return Lake(home).ask("select month, value from air_monthly order by month").fetchall()


def test_a_staff_member_sees_whose_work_is_in_the_way_decides_and_undoes_a_middle_upload(
    page: Page, store: Path, showing: Showing
) -> None:
    lake = Lake(store)
    revised = {"pollutant": "pm2_5", "month": 6, "baseline": 22, "target": 20.5, "source_line": 126}
    upload(lake, "air_targets", [revised], person="区生环委办")
    upload(lake, "air_monthly", [air("2023-01", 50), air("2023-02", 60)], person="张三")
    upload(lake, "air_monthly", [air("2023-01", 51), air("2023-02", 61)], person="张三")
    upload(lake, "air_monthly", [air("2023-02", 62)], person="李四")
    wrong = int(lake.query("data/history", dataset="air_monthly")["upload_id"].iloc[1])
    served = showing(store)
    page.goto(f"{served.address}/records")
    expect(page.locator("h1").first).to_have_text("数据记录", timeout=SECONDS)
    page.get_by_role("combobox", name="选一次上传").click()
    page.get_by_role("option", name=f"第{wrong}号").click()
    page.get_by_text("入库回执").first.click()
    shows(page, f"第{wrong}号上传（快照", "文件指纹（SHA-256）")
    with page.expect_download() as receipt:
        page.get_by_role("button", name="下载回执").click()
    assert "操 作 人：张三\r\n" in Path(receipt.value.path()).read_bytes().decode("utf-8-sig")
    page.get_by_role("button", name="撤销这次上传").click()
    dialog = page.get_by_role("dialog")
    for word in ("1 行可以撤销，1 行后来又被改动", f"第{wrong + 1}号，李四"):
        expect(dialog).to_contain_text(word, timeout=SECONDS)
    dialog.get_by_role("button", name="确认撤销").click()
    expect(dialog).to_contain_text("没有撤销。请先决定", timeout=SECONDS)
    assert stored(served.home) == [("2023-01", 51.0), ("2023-02", 62.0)]
    dialog.get_by_text("只撤销未被后来改动的行", exact=True).click()
    dialog.get_by_role("button", name="确认撤销").click()
    shows(page, f"已撤销第{wrong}号上传：恢复 0 行，改回 1 行，删去 0 行")
    assert stored(served.home) == [("2023-01", 50.0), ("2023-02", 62.0)]
    page.get_by_role("tab", name="目标版本").click()
    shows(page, "区生环委办", "改动 1 格", "PM₂.₅，6月", "20.5")


def test_the_word_that_targets_were_changed_leads_from_a_page_with_tabs_to_their_versions(
    page: Page, store: Path, showing: Showing
) -> None:
    lake = Lake(store)
    june = {"pollutant": "pm2_5", "month": 6, "baseline": 22, "target": 20.5, "source_line": 126}
    upload(lake, "air_targets", [june])
    new = {"section": "洞头", "reading": 3, "place": "补充通知", "quote": "Ⅲ类", "target_class": "Ⅲ", "is_chosen": "否"}
    upload(lake, "water_targets", [new | {"note": None, "source_line": 1}])
    visit(page, showing(store).address, "sections?asof=2023-06-30")
    page.get_by_role("link", name="改过 1 次，各版并列").click()
    expect(page.get_by_role("tab", selected=True)).to_have_text("目标版本", timeout=SECONDS)
    shows(page, "洞头", "补充通知")
    page.go_back()
    expect(page.locator("h1").first).to_have_text("水·断面", timeout=SECONDS)
    asks_for(page, "asof=2023-06-30")


def test_the_way_to_a_day_in_the_past_leads_to_the_first_page(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "records")
    today = f"{dt.datetime.now(BEIJING).date()}"
    page.get_by_role("spinbutton", name="年, 哪一天").click()
    page.keyboard.type(today.replace("-", ""), delay=50)
    # The day is given when the field is left.
    page.locator("h1").first.click()
    page.get_by_role("link", name="打开当时的总览").click()
    expect(page.locator("h1").first).to_have_text("总览", timeout=SECONDS)
    asks_for(page, f"known={today}")
