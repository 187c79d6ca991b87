"""数据 → 上传 in a real browser, from a file with faults to the figure a leader sees."""

import io
from functools import partial
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.store.lake import Lake
from tests.browser import SECONDS, needs_chromium, settled, shows, visit
from tests.rows import upload
from tests.serving import Showing

pytestmark = needs_chromium

#: Where no month of the year is named for being after the day that the board counts to.
AT_YEAR_END = "upload?asof=2023-12-31"


def choose(page: Page, box: str, option: str) -> None:
    """Choose an option of a select box, as a person does: once the page stands still, for a redrawn list closes."""
    settled(page)
    page.get_by_role("combobox", name=box).click()
    page.get_by_role("option", name=option, exact=True).click()


def on_desk(page: Page, name: str) -> None:
    expect(page.get_by_role("combobox", name="个文件，逐个核对")).to_have_value(name, timeout=SECONDS)


class SlowLine:
    """The line from server to page, on which what is drawn can be held up; where to send a file passes always."""

    def __init__(self, page: Page) -> None:
        self.held = False
        self._waiting: list[tuple[WebSocketRoute, str | bytes]] = []
        page.route_web_socket("**/_stcore/stream", self._join)

    def release(self) -> None:
        """Let through what was held, in its order, and all that follows."""
        self.held = False
        for browser, message in self._waiting:
            browser.send(message)

    def _join(self, browser: WebSocketRoute) -> None:
        browser.connect_to_server().on_message(partial(self._pass, browser))

    def _pass(self, browser: WebSocketRoute, message: str | bytes) -> None:
        kind = ForwardMsg.FromString(message).WhichOneof("type") if isinstance(message, bytes) else None
        if self.held and kind != "file_urls_response":
            self._waiting.append((browser, message))
        else:
            browser.send(message)


def test_a_staff_member_uploads_and_a_leader_sees_the_figure(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    bad, good = tmp_path / "错.csv", tmp_path / "对.csv"
    bad.write_text("月份,污染物,范围,浓度,数据来源\n13,PM2.5,全区,22,甲\n", encoding="gb18030")
    good.write_text("月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,51,甲\n", encoding="gb18030")
    served = showing(empty_home)
    visit(page, served.address, "upload")
    page.locator('input[type="file"]').set_input_files(bad)
    expect(page.get_by_text("有 1 处错误，未写入任何数据")).to_be_visible(timeout=SECONDS)
    shows(page, "第2行", "“13”不是月份，请写成 2023-06。")
    visit(page, served.address, "upload")
    page.locator('input[type="file"]').set_input_files(good)
    expect(page.get_by_text("识别为 CSV，GB18030")).to_be_visible(timeout=SECONDS)
    page.get_by_label("说明", exact=True).press("Enter")
    expect(page.get_by_text("已入库")).to_be_visible(timeout=SECONDS)
    # Whoever presses the button as well is told that nothing is written twice.
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("没有再写一次")).to_be_visible(timeout=SECONDS)
    visit(page, served.address, "air")
    shows(page, "统计截止 2023-01-31", "51 µg/m³")
    assert Lake(served.home).query("data/history", dataset="air_monthly")["person"].tolist() == ["王五"]


def test_the_second_of_two_uploaders_is_told_and_shown_the_new_difference(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    file = tmp_path / "甲.csv"
    file.write_text("月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,51,甲\n", encoding="utf-8")
    served = showing(empty_home)
    visit(page, served.address, "upload")
    with page.expect_download() as template:
        page.get_by_role("button", name="下载模板（CSV）").click()
    assert Path(template.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    page.locator('input[type="file"]').set_input_files(file)
    shows(page, "识别为 CSV，UTF-8")
    other = {"month": "2023-01", "pollutant": "pm2_5", "scope": "district", "value": 60, "source": "乙"}
    upload(Lake(served.home), "air_monthly", [other], person="李四")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "刚才的确认针对的是旧的差异，没有写入任何数据", "60 → 51")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库")
    assert Lake(served.home).query("data/history", dataset="air_monthly")["person"].tolist() == ["王五", "李四"]


def test_a_confirmation_never_commits_another_file_than_the_one_on_screen(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    head = "月份,污染物,范围,浓度,数据来源\n"
    first, second = tmp_path / "甲.csv", tmp_path / "乙.csv"
    first.write_text(f"{head}2023年1月,PM2.5,全区,51,甲\n", encoding="utf-8")
    second.write_text(f"{head}2023年1月,PM2.5,全区,99,乙\n", encoding="utf-8")
    line = SlowLine(page)
    served = showing(empty_home)
    visit(page, served.address, "upload")
    page.locator('input[type="file"]').set_input_files(first)
    shows(page, "甲.csv", "与现有数据的差异")
    confirm = page.get_by_role("button", name="确认入库")
    expect(confirm).to_be_enabled()
    # The server has the second file already; what it draws for it is still on its way.
    line.held = True
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.locator('input[type="file"]').set_input_files(second)
    confirm.click()
    line.release()
    shows(page, "乙.csv", "文件换过，或数据已被更新", "请核对后再确认")
    assert Lake(served.home).query("data/history", dataset="air_monthly").empty
    confirm.click()
    shows(page, "已入库")
    assert Lake(served.home).ask("select value from air_monthly").fetchall() == [(99.0,)]


def test_several_files_are_recognised_checked_and_confirmed_one_by_one(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    air, section, late = tmp_path / "大气.csv", tmp_path / "断面.csv", tmp_path / "补报.csv"
    air.write_text("月份,污染物,范围,浓度,数据来源\n2023年1月,PM2.5,全区,51,甲\n", encoding="utf-8")
    section.write_text("断面,月份,监测状态,水质类别,数据来源\n洞头,2023-06,已监测,Ⅳ类,市站\n", encoding="utf-8")
    late.write_text("月份,污染物,范围,浓度,数据来源\n2023年2月,PM2.5,全区,99,乙\n", encoding="utf-8")
    served = showing(empty_home)
    visit(page, served.address, AT_YEAR_END)
    page.get_by_text("一次交几个文件").click()
    shows(page, "可一次选几个")
    page.locator('input[type="file"][multiple]').set_input_files([section, air])
    on_desk(page, "断面.csv（待核对）")
    shows(page, "按表头和内容识别为“断面水质月报”", "没有发现问题")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库", "核对下一个文件：大气.csv")
    page.get_by_role("button", name="核对下一个文件：大气.csv").click()
    on_desk(page, "大气.csv（待核对）")
    shows(page, "按表头和内容识别为“空气质量月报”", "没有发现问题")
    settled(page)
    # One more is put beside it: that one lies on the desk now, and what is confirmed is what is shown.
    page.locator('input[type="file"][multiple]').set_input_files(late)
    on_desk(page, "补报.csv（待核对）")
    shows(page, "文件换过，或数据已被更新")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库", "核对下一个文件：大气.csv")
    stored = Lake(served.home)
    assert stored.ask("select section, water_class from section_months").fetchall() == [("洞头", 4)]
    assert stored.ask("select month, value from air_monthly").fetchall() == [("2023-02", 99.0)]


def test_a_file_says_itself_which_dataset_it_is_for(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    file = tmp_path / "断面.csv"
    file.write_text("断面,月份,监测状态,水质类别,数据来源\n洞头,2023-06,已监测,Ⅳ类,市站\n", encoding="utf-8")
    served = showing(empty_home)
    visit(page, served.address, AT_YEAR_END)
    page.locator('input[type="file"]').set_input_files(file)
    shows(page, "按表头和内容识别为“断面水质月报”", "没有发现问题")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库")
    settled(page)
    page.get_by_role("heading", name="上传数据").scroll_into_view_if_needed()
    choose(page, "数据集", "降尘量")
    shows(page, "这个文件更像是“断面水质月报”")
    page.get_by_role("button", name="改按“断面水质月报”检查").click()
    shows(page, "与现有数据完全相同")
    assert Lake(served.home).ask("select section, water_class from section_months").fetchall() == [("洞头", 4)]


def test_an_unknown_column_is_asked_about_once_and_never_again(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    june, july = tmp_path / "6月.csv", tmp_path / "7月.csv"
    june.write_text("月份,污染物,范围,浓度,出具单位\n2023-06,PM2.5,全区,22,市局\n", encoding="utf-8")
    july.write_text("月份,污染物,范围,浓度,出具单位\n2023-07,PM2.5,全区,21,市局\n", encoding="utf-8")
    served = showing(empty_home)
    visit(page, served.address, AT_YEAR_END)
    page.locator('input[type="file"]').set_input_files(june)
    shows(page, "需要您说明", "缺少“数据来源”列")
    choose(page, "不认识列“出具单位”，它是", "数据来源")
    shows(page, "没有发现问题", "与现有数据的差异")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库", "查看 大气·目标进度")
    visit(page, served.address, AT_YEAR_END)
    page.locator('input[type="file"]').set_input_files(july)
    shows(page, "没有发现问题", "与现有数据的差异")
    expect(page.get_by_text("需要您说明")).to_have_count(0)
    kept = Lake(served.home).ask("select scope, spelling, meaning, person from remembered_names").fetchall()
    assert kept == [("header:air_monthly", "出具单位", "source", "王五")]


def test_an_unknown_unit_is_chosen_from_the_register_and_remembered_as_its_alias(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    file = tmp_path / "月报.csv"
    file.write_text(
        "任务编号,月份,填报单位,进展,自评\nA-28,2023-06,区城市管理和综合执法局,已巡查,正常推进\n", encoding="gb18030"
    )
    served = showing(empty_home)
    visit(page, served.address, f"{AT_YEAR_END}&dataset=任务月报")
    page.locator('input[type="file"]').set_input_files(file)
    shows(page, "没有登记过“区城市管理和综合执法局”", "区城管局")
    choose(page, "名录里没有“区城市管理和综合执法局”，它是", "区城管局")
    shows(page, "没有发现问题")
    page.get_by_role("button", name="确认入库").click()
    shows(page, "已入库")
    lake = Lake(served.home)
    assert lake.ask("select unit from task_reports").fetchall() == [("区城管局",)]
    assert lake.query("tasks/ledger", unit="区城市管理和综合执法局")["task_id"].tolist() == ["A-28", "W-10"]


def test_checking_only_writes_nothing_and_the_marked_workbook_has_the_faults(
    page: Page, empty_home: Path, tmp_path: Path, showing: Showing
) -> None:
    file = tmp_path / "6月.csv"
    file.write_text("月份,污染物,范围,浓度,数据来源\n2023-06,PM2.5,全区,22,甲\n13,PM2.5,全区,22,甲\n", encoding="utf-8")
    served = showing(empty_home)
    visit(page, served.address, "upload")
    page.get_by_text("只校验不入库").click()
    page.locator('input[type="file"]').set_input_files(file)
    shows(page, "有 1 处错误，未写入任何数据")
    with page.expect_download() as marked:
        page.get_by_role("button", name="下载标出问题的表格").click()
    assert marked.value.suggested_filename == "6月_问题标注.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(Path(marked.value.path()).read_bytes())).worksheets[0]
    assert "“13”不是月份" in sheet["A3"].comment.text
    mended = tmp_path / "6月改.csv"
    mended.write_text("月份,污染物,范围,浓度,数据来源\n2023-06,PM2.5,全区,22,甲\n", encoding="utf-8")
    page.locator('input[type="file"]').set_input_files(mended)
    shows(page, "已校验，没有错误", "没有写入")
    expect(page.get_by_role("button", name="确认入库")).to_have_count(0)
    assert Lake(served.home).query("data/history", dataset="air_monthly").empty


def test_the_ledger_on_screen_can_be_taken_along_under_a_chinese_name(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "ledger?unit=南村镇&plan=大气&asof=2023-05-31")
    expect(page.get_by_role("button", name="下载全部数据（Excel）")).to_be_visible()
    with page.expect_download() as listed:
        page.get_by_role("button", name="下载清单（CSV）").click()
    assert listed.value.suggested_filename == "大气台账_南村镇_20230531.csv"
    lines = Path(listed.value.path()).read_bytes().decode("utf-8-sig").splitlines()
    assert lines[0].startswith("编号,领域,类别,序号,具体措施,牵头单位,配合单位,完成时限")
    assert [line.split(",")[0] for line in lines[1:]] == ["A-03", "A-31"]
    assert Path(listed.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
