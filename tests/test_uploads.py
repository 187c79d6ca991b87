"""The upload desk against what offices send: each file with every problem it has and the rows it would write."""

import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.datasets import dataset, datasets
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.problems import LISTED
from dashboard.intake.remembered import Answers, to_remember
from dashboard.store.lake import Author, Lake
from tests.awkward import AWKWARD, make
from tests.rows import TODAY, upload
from tests.test_reading import REFUSED

STATION = {"station": "2160A", "name": "自来水公司", "kind": "township", "source": "测试"}


@dataclass(frozen=True)
class Case:
    """A file for a dataset; `problems` are (line, column, value, rule), `rows` what would be written."""

    name: str
    dataset: str
    file: str | bytes
    problems: list[tuple[int | None, str, str, str]]
    rows: list[list[Any]] = field(default_factory=list)
    columns: str = ""
    answers: Answers = field(default_factory=Answers)


def sheet(fill: Callable[[Worksheet], object]) -> bytes:
    """A workbook whose one sheet is filled by a function."""
    book = openpyxl.Workbook()
    assert book.active is not None
    fill(book.active)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def rows_of(*rows: list[Any]) -> Callable[[Worksheet], object]:
    def fill(page: Worksheet) -> None:
        for row in rows:
            page.append(row)

    return fill


def annex_1(page: Worksheet) -> None:
    """附件1 as printed: a title, a header of two rows with merged pollutants, and months without a header."""
    page.append(["2023 年城区环境空气质量预控制目标（含乡镇站点）"])
    page.append([None, "2022 年", "2023 年", "2022 年", "2023 年"])
    page.append([None, "SO ₂", None, "PM _{2.5}", None])
    page.append(["1 月", 12, 12, 80, 54])
    page.append(["全年", 9, 8, 38, 37])
    page.append(["注：全年PM2.5目标为36，这里改成了37"])
    page.merge_cells("A1:E1")
    page.merge_cells("B3:C3")
    page.merge_cells("D3:E3")


def merged_units(page: Worksheet) -> None:
    """A unit merged over two rows, and a blank below it that is only blank."""
    for row in (
        ["任务编号", "月份", "填报单位", "进展", "自评"],
        ["A-28", "2023-06", "区城管局", "已巡查", "正常推进"],
        ["W-10", "2023-06", None, "已巡查", "正常推进"],
        ["A-27", "2023-06", None, "已巡查", "正常推进"],
    ):
        page.append(row)
    page.merge_cells("C2:C3")


MONTHLY = "月份,污染物,范围,浓度,数据来源\n"
MONTHS = "month pollutant scope value"

CASES = [
    Case(
        "header under a title and blank lines",
        "air_monthly",
        "城区2023年空气质量月报\n\n月份,污染物,范围,浓度,数据来源\n2023-06,PM2.5,全区,22,甲\n",
        [],
        [["2023-06", "pm2_5", "district", "22.0"]],
        MONTHS,
    ),
    Case(
        "one bad month among good ones",
        "air_monthly",
        MONTHLY + "".join(f"2023-0{month},SO2,全区,{12 - month},甲\n" for month in range(1, 6)) + "13,SO2,全区,6,甲\n",
        [(7, "月份", "13", "value")],
    ),
    Case(
        "every spelling of PM2.5",
        "air_monthly",
        MONTHLY
        + "".join(
            f"2023-{number:02d},{spelling},全区,2{number},甲\n"
            for number, spelling in enumerate(
                ["PM2.5", "PM25", "PM₂.₅", "PM_{2.5}", "PM _{2.5}", "细颗粒物", "細顆粒物", "ＰＭ２．５"], start=1
            )
        ),
        [],
        [["2023-01", "pm2_5"], ["2023-02", "pm2_5"], ["2023-03", "pm2_5"], ["2023-04", "pm2_5"]]
        + [["2023-05", "pm2_5"], ["2023-06", "pm2_5"], ["2023-07", "pm2_5"], ["2023-08", "pm2_5"]],
        "month pollutant",
    ),
    Case(
        "month table with one column a pollutant, what it lacks given by the person",
        "air_monthly",
        "月份,SO₂,NO₂,PM _{2.5},备注\n2023年1月,12,33,,国庆\n2023年2月,11,,54,\n",
        [(1, "备注", "", "unknown_column")],
        [["2023-01", "so2", "district", "12.0"], ["2023-01", "no2", "district", "33.0"]]
        + [["2023-02", "so2", "district", "11.0"], ["2023-02", "pm2_5", "district", "54.0"]],
        MONTHS,
        Answers(constants={"scope": "全区", "source": "市局"}),
    ),
    Case(
        "annex 1 as printed, with one figure changed",
        "air_targets",
        sheet(annex_1),
        [],
        [["pm2_5", "0", "38.0", "37.0"]],
        "pollutant month baseline target",
    ),
    Case(
        "CO in µg/m³ by its header is converted",
        "air_monthly",
        "月份,范围,CO（µg/m³）,PM2.5（mg/m³）,数据来源\n2023-01,全区,1600,0.051,甲\n",
        [(2, "CO（µg/m³）", "", "unit_converted"), (2, "PM2.5（mg/m³）", "", "unit_converted")],
        [["2023-01", "co", "district", "1.6"], ["2023-01", "pm2_5", "district", "51.0"]],
        MONTHS,
    ),
    Case(
        "a header that states both units states ours",
        "air_monthly",
        "月份,污染物,范围,浓度（CO为mg/m³，其余为µg/m³）,数据来源\n2023-01,CO,全区,1.6,甲\n",
        [],
        [["2023-01", "co", "district", "1.6"]],
        MONTHS,
    ),
    Case(
        "a header in µg/m³ above a column with CO converts the CO alone",
        "air_monthly",
        "月份,污染物,范围,浓度（µg/m³）,数据来源\n2023-01,CO,全区,1600,甲\n2023-01,SO2,全区,12,甲\n",
        [(2, "浓度（µg/m³）", "", "unit_converted")],
        [["2023-01", "co", "district", "1.6"], ["2023-01", "so2", "district", "12.0"]],
        MONTHS,
    ),
    Case(
        "ppb is refused",
        "air_monthly",
        "月份,范围,O3（ppb）,数据来源\n2023-01,全区,40,甲\n",
        [(1, "O3（ppb）", "ppb", "unknown_unit")],
    ),
    Case(
        "a unit of water over a column of air is refused",
        "air_monthly",
        "月份,范围,SO2（mg/L）,数据来源\n2023-01,全区,40,甲\n",
        [(1, "SO2（mg/L）", "mg/L", "wrong_unit")],
    ),
    Case(
        "CO that can only be in µg/m³",
        "air_monthly",
        MONTHLY + "2023-01,CO,全区,1600,甲\n",
        [(2, "浓度", "1600", "co_unit")],
    ),
    Case(
        "PM2.5 above PM10",
        "air_monthly",
        MONTHLY + "2023-01,PM2.5,全区,80,甲\n2023-01,PM10,全区,70,甲\n",
        [(2, "浓度", "80", "pm2_5_above_pm10")],
    ),
    Case(
        "a value ten times that of last year",
        "air_monthly",
        MONTHLY + "2023-01,SO2,全区,125,甲\n",
        [(2, "浓度", "125", "far_from_last_year")],
    ),
    Case(
        "a month that has not ended",
        "air_monthly",
        MONTHLY + "2025-02,SO2,全区,12,甲\n",
        [(2, "月份", "2025-02", "future_month")],
    ),
    Case(
        "a negative value",
        "air_monthly",
        MONTHLY + "2023-01,SO2,全区,-12,甲\n",
        [(2, "浓度", "-12", "value")],
    ),
    Case(
        "all values equal",
        "air_monthly",
        MONTHLY + "".join(f"2023-0{month},SO2,全区,8,甲\n" for month in range(1, 7)),
        [(2, "浓度", "8", "all_equal")],
    ),
    Case(
        "the damages of a keyboard and a spreadsheet: full width, stray spaces, a dash for nothing",
        "water_samples",
        "断面,监测时间,指标,监测值\n 洞头 ,2023-06-05,氨氮,０.35\n洞头,45083,总磷,—\n",
        [
            (2, "断面", " 洞头 ", "stray_space"),
            (2, "监测值", "０.35", "full_width"),
            (3, "监测时间", "45083", "excel_serial"),
            (3, "监测值", "—", "no_value"),
        ],
        [
            ["洞头", "2023-06-05 00:00:00", "ammonia_nitrogen", "0.35"],
            ["洞头", "2023-06-06 00:00:00", "total_phosphorus", None],
        ],
        "section time indicator value",
    ),
    Case(
        "5-9 that Excel turned into a date",
        "task_reports",
        "任务编号,月份,填报单位,进展,自评\nA-28,2023-06,区城管局,5月9日,正常推进\n",
        [(2, "进展", "5月9日", "excel_date")],
    ),
    Case(
        "results below the detection limit",
        "water_samples",
        "断面,监测时间,氨氮(mg/L),总磷（µg/L）,pH(无量纲),石油类\n洞头,2023-06-05,<0.025,51,8.1,0.01L\n洞头,2023-06-06,未检出,ND,,\n",
        [
            (2, "总磷（µg/L）", "", "unit_converted"),
            (3, "监测值", "未检出", "below_without_limit"),
            (3, "监测值", "未检出", "below_without_limit"),
        ],
        [
            ["2023-06-05 00:00:00", "ammonia_nitrogen", "0.025", "True"],
            ["2023-06-05 00:00:00", "total_phosphorus", "0.051", "False"],
            ["2023-06-05 00:00:00", "ph", "8.1", "False"],
            ["2023-06-05 00:00:00", "petroleum", "0.01", "True"],
            ["2023-06-06 00:00:00", "ammonia_nitrogen", None, "True"],
            ["2023-06-06 00:00:00", "total_phosphorus", None, "True"],
        ],
        "time indicator value is_below_limit",
    ),
    Case(
        "未检出 where no limit of detection is kept",
        "air_monthly",
        MONTHLY + "2023-01,SO2,全区,未检出,甲\n",
        [(2, "浓度", "未检出", "value")],
    ),
    Case(
        "hours, one column a pollutant",
        "air_hourly",
        "站点名称,监测时间,PM2.5,CO（µg/m³）\n自来水公司,2023-06-01 24:00,30,800\n",
        [(2, "CO（µg/m³）", "", "unit_converted")],
        [["2160A", "2023-06-02 00:00:00", "30.0", "0.8", None]],
        "station time pm2_5 co o3",
    ),
    Case(
        "hours with date and hour in columns of their own",
        "air_hourly",
        "日期,小时,站点名称,PM2.5\n2023-06-01,5,自来水公司,30\n2023/6/1,24,自来水公司,31\n2023年6月2日,3时,自来水公司,32\n",
        [],
        [["2023-06-01 05:00:00", "30.0"], ["2023-06-02 00:00:00", "31.0"], ["2023-06-02 03:00:00", "32.0"]],
        "time pm2_5",
    ),
    Case(
        "a date without its hour",
        "air_hourly",
        "日期,站点名称,PM2.5\n2023-06-01,自来水公司,30\n",
        [(None, "时间", "", "missing_column")],
    ),
    Case(
        "hours, one row a pollutant, one of them twice and one unknown",
        "air_hourly",
        "站点编码,时间,污染物,浓度\n2160A,2023060105,PM2.5,30\n2160A,2023-06-01 5:00,CO,0.8\n"
        "2160A,2023年6月1日5时,CO,0.9\n2160A,2023-06-01 06:00,臭氧层,9\n",
        [(4, "站点编码", "2160A，2023-06-01 05:00:00", "duplicate_key"), (5, "", "臭氧层", "unknown_name")],
    ),
    Case(
        "an hour that is none, and a station nobody knows",
        "air_hourly",
        "站点编码,时间,SO2\n2160A,2023-06-01 05:30,9\n2160A,2023-06-01,9\n9999X,2023-06-01 05:00,9\n",
        [
            (2, "时间", "2023-06-01 05:30:00", "not_on_the_hour"),
            (3, "时间", "2023-06-01", "value"),
            (4, "站点编码", "9999X", "unknown_reference"),
        ],
    ),
    Case(
        "only truly merged cells inherit",
        "task_reports",
        sheet(merged_units),
        [(4, "填报单位", "", "required")],
    ),
    Case(
        "real date cells in a column of months and of days",
        "closures",
        sheet(rows_of(["节点编号", "销号日期", "审核人", "销号依据"], ["A-22-1", "2023/6/1", "甲", "文件"])),
        [],
        [["A-22-1", "2023-06-01"]],
        "node_id closed_on",
    ),
    Case(
        "an unknown header",
        "air_monthly",
        "月份,污染物,范围,浓度,数据来源,经办\n2023-01,SO2,全区,12,甲,乙\n",
        [(1, "经办", "", "unknown_column")],
        [["2023-01", "so2", "district", "12.0"]],
        MONTHS,
    ),
    Case(
        "the same column twice",
        "air_monthly",
        "月份,污染物,范围,浓度,数值,数据来源\n2023-01,SO2,全区,12,12,甲\n",
        [(1, "数值", "", "repeated_column")],
    ),
    Case(
        "a required column missing",
        "air_monthly",
        "月份,污染物,范围,浓度\n2023-01,SO2,全区,12\n",
        [(None, "数据来源", "", "missing_column")],
    ),
    Case(
        "a required column missing whose cells are all stored",
        "tasks",
        "任务编号,备注\nA-01,已核对\n",
        [],
        [["A-01", "已核对"]],
        "task_id note",
    ),
    Case(
        "the header on the row a person names",
        "air_monthly",
        "月份,污染物,范围,浓度,数据来源\n以下为订正\n年月,指标,范围,数值,来源\n2023-02,SO2,全区,11,甲\n",
        [],
        [["2023-02", "so2", "district", "11.0"]],
        MONTHS,
        Answers(header_line=3),
    ),
    Case(
        "a file for another dataset",
        "air_monthly",
        "姓名,电话\n张三,13800000000\n",
        [(None, "", "文件", "no_header")],
    ),
]


def drafted(lake: Lake, case: Case) -> Draft:
    data = case.file if isinstance(case.file, bytes) else case.file.encode()
    return draft(lake, case.dataset, data, "文件", TODAY, case.answers)


@pytest.fixture(scope="module")
def known_station(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The notice and one station."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("station") / "store"))
    upload(lake, "stations", [STATION])
    return lake


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_file_gives_these_problems_and_these_rows(known_station: Lake, case: Case) -> None:
    made = drafted(known_station, case)
    assert [(found.line, found.column, found.value, found.rule) for found in made.problems] == case.problems
    if case.rows:
        written = made.difference.upserts.select(case.columns.split()).to_pylist()
        assert [[None if value is None else f"{value}" for value in row.values()] for row in written] == case.rows


@pytest.mark.parametrize("name", AWKWARD)
def test_no_file_stops_the_desk_and_a_refused_one_is_one_sentence(known_station: Lake, name: str) -> None:
    made = draft(known_station, "air_monthly", make(name), name, TODAY)
    if name in REFUSED:
        assert [found.rule for found in made.problems] == ["unreadable_file"]
        assert made.errors == 1
        assert len(made.difference.upserts) == 0


def test_what_a_person_said_of_a_header_and_a_name_is_remembered_with_who_and_when(store: Path) -> None:
    lake = Lake(store)
    text = "任务编号,月份,牵头,进展,自评\nA-28,2023-06,区城市管理和综合执法局,已巡查,正常推进\n".encode()
    blind = draft(lake, "task_reports", text, "6月.csv", TODAY)
    assert blind.profile.unknown_headers == ("牵头",)
    answers = Answers(headers={"牵头": "unit"})
    half = draft(lake, "task_reports", text, "6月.csv", TODAY, answers)
    (stranger,) = half.strangers
    assert (stranger.scope, stranger.spelling, stranger.near[0]) == ("units", "区城市管理和综合执法局", "区城管局")
    answers = Answers(headers={"牵头": "unit"}, names={"units": {stranger.spelling: "区城管局"}})
    made = draft(lake, "task_reports", text, "6月.csv", TODAY, answers)
    assert made.problems == []
    author = Author("李四", "6月.csv", made.sha256)
    remembered = to_remember(lake, "task_reports", answers, author, TODAY)
    assert remembered is not None
    lake.commit([made.change(author), remembered])
    kept = lake.ask("select * exclude (upload_id, line) from remembered_names order by scope").fetchall()
    assert kept == [
        ("header:task_reports", "牵头", "unit", "李四", TODAY),
        ("units", "区城市管理和综合执法局", "区城管局", "李四", TODAY),
    ]
    again = draft(lake, "task_reports", text.replace(b"06", b"07"), "7月.csv", TODAY)
    assert again.problems == []
    assert again.difference.upserts["unit"].to_pylist() == ["区城管局"]


def test_more_of_one_kind_than_can_be_listed_are_counted(empty_lake: Lake) -> None:
    text = MONTHLY + "".join(f"x,SO2,全区,{8 + number % 3},甲\n" for number in range(LISTED + 7))
    made = draft(empty_lake, "air_monthly", text.encode(), "文件.csv", TODAY)
    assert made.errors == LISTED + 7
    assert len(made.problems) == LISTED + 1
    assert made.problems[-1].message == "还有7处同样的问题，改法相同。"


def test_a_total_row_is_no_data(empty_lake: Lake) -> None:
    made = draft(empty_lake, "air_monthly", (MONTHLY + "2023-01,SO2,全区,12,甲\n合计,,,12,\n").encode(), "f.csv", TODAY)
    assert [(found.line, found.rule) for found in made.problems] == [(3, "total_row")]
    assert made.row_count == 1


FIELDS = [(target.name, each.name) for target in datasets().values() for each in target.fields]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(FIELDS), st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_any_text_in_any_column_gives_rows_or_problems(
    empty_lake: Lake, where: tuple[str, str], cells: list[str]
) -> None:
    name, column = where
    lines = [f'"{dataset(name).field(column).title}"', *('"' + cell.replace('"', '""') + '"' for cell in cells)]
    made = draft(empty_lake, name, "\n".join(lines).encode("utf-8", "ignore"), "文件.csv", TODAY)
    assert made.errors == sum(found.severity == "error" for found in made.problems)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(datasets())), st.binary(max_size=300))
def test_any_bytes_for_any_dataset_give_rows_or_problems(empty_lake: Lake, name: str, data: bytes) -> None:
    made = draft(empty_lake, name, data, "文件", TODAY)
    assert made.problems or made.row_count
