"""A file says what it is: the dataset is recognised from headers and content, or asked between the likely ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.datasets import dataset, uploadable
from dashboard.exports.tables import as_csv, template
from dashboard.intake.recognising import recognise
from dashboard.store.lake import Lake
from dashboard.web import opener
from tests.books import Rows, as_xlsx

NAMES = [target.name for listed in uploadable().values() for target in listed]


def test_whatever_a_person_may_upload_is_in_the_list_by_kind() -> None:
    assert "air_daily" in [target.name for target in uploadable()["derived"]]
    assert NAMES[0] == "air_monthly"
    assert "evidence" not in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_an_export_and_a_template_are_recognised_whatever_the_file_is_called(demo_lake: Lake, name: str) -> None:
    stored = "" if dataset(name).in_store else f"select * exclude (upload_id, line) from {name} limit 60"
    if stored:
        rows = demo_lake.ask(stored).df()
        assert recognise(demo_lake, as_csv(rows), "文件.csv").name == name
    # What units hand in month by month comes as the workbook, whose other sheets explain and list what may be chosen.
    ending = ".xlsx" if dataset(name).kind == "reported" else ".csv"
    filled_in = template(demo_lake, name, ending, as_of="2023-09-30")
    assert recognise(demo_lake, filled_in, f"文件{ending}").name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("站点编码,时间,SO2,PM2.5\n演示01,2023-10-05 15:00,9,31\n", "air_hourly"),
        ("站点编码,时间,污染物,浓度\n演示01,2023-10-05 15:00,PM2.5,31\n", "air_hourly"),
        ("站点编码,日期,SO2,PM2.5\n演示01,2023-10-05,9,31\n", "air_daily"),
        ("月份,范围,SO2,PM2.5,数据来源\n2023-10,全区,9,31,局\n", "air_monthly"),
        ("单位：mg/L\n断面,监测时间,pH,溶氧量,氨氮\n洞头,2023-10-09,7.6,8.1,0.42\n", "water_samples"),
        ("月份,镇（街道）,降尘量（t/(km²·月)）,数据来源\n2023-10,南村镇,4.6,局\n", "dustfall"),
        ("镇（街道）,年度,类别,面积（公顷）,数据来源\n南村镇,2023,优先保护类,120,局\n", "farmland"),
        ("断面,月份,监测状态,水质类别,数据来源\n洞头,2023-10,已监测,Ⅳ,局\n", "section_months"),
        ("任务编号,月份,填报单位,进展,自评\nA-28,2023-10,区城管局,已巡查,正常推进\n", "task_reports"),
    ],
)
def test_files_as_offices_head_them(demo_lake: Lake, text: str, name: str) -> None:
    assert recognise(demo_lake, text.encode(), "新建文件.csv").name == name


def test_behind_a_cover_the_table_decides(demo_lake: Lake) -> None:
    table: Rows = [["月份", "镇（街道）", "降尘量", "数据来源"], ["2023-10", "南村镇", 4.6, "局"]]
    file = as_xlsx([], sheets={"封面": [["城区降尘"], ["编制：区分局"]], "数据": table})
    assert recognise(demo_lake, file, "文件.xlsx").name == "dustfall"


def test_a_sheet_that_explains_does_not_say_what_a_file_is(demo_lake: Lake) -> None:
    table: Rows = [["月份", "镇（街道）", "降尘量", "数据来源"], ["2023-10", "南村镇", 4.6, "局"]]
    other: Rows = [["站点编码", "日期", "SO2", "PM2.5"], ["演示01", "2023-10-05", 9, 31]]
    file = as_xlsx([], sheets={"数据": table, "填报说明": other})
    assert recognise(demo_lake, file, "文件.xlsx").name == "dustfall"
    file = as_xlsx([], sheets={"通知": [["请各镇填报"]], "降尘（说明见下）": table})
    assert recognise(demo_lake, file, "文件.xlsx").name == "dustfall"
    file = as_xlsx([], sheets={"数据": table, "日均值": other})
    assert recognise(demo_lake, file, "文件.xlsx").likely == ("dustfall", "air_daily")


def test_what_fits_two_datasets_is_asked_between_them(demo_lake: Lake) -> None:
    found = recognise(demo_lake, "企业名称,统一社会信用代码,来源\n甲厂,91140500MA0X,局\n".encode(), "文件.csv")
    assert found.name in ("", "permit_cancellations")
    found = recognise(demo_lake, "编号,单位\nA-01,区水务局\n".encode(), "文件.csv")
    assert found.name == ""
    assert "请指明" in found.question


@pytest.mark.parametrize(
    ("data", "says"),
    [("姓名,电话\n张三,1\n".encode(), "认不出是哪个数据集"), (b"%PDF-1.4", "这是PDF文件"), (b"", "文件是空的")],
)
def test_what_is_no_dataset_is_a_sentence(demo_lake: Lake, data: bytes, says: str) -> None:
    found = recognise(demo_lake, data, "文件.csv")
    assert (found.name, says in found.question) == ("", True)


def test_the_command_line_prints_a_dataset_a_line_or_asks(demo_home: Path, tmp_path: Path) -> None:
    known, unknown = tmp_path / "甲.csv", tmp_path / "乙.csv"
    known.write_text("月份,镇（街道）,降尘量,数据来源\n2023-10,南村镇,4.6,局\n", encoding="gb18030")
    unknown.write_text("姓名,电话\n张三,1\n", encoding="utf-8")

    def detect(*files: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dashboard", "load", "--detect", *map(str, files)],
            env=os.environ | {"DASHBOARD_HOME": str(demo_home)},
            capture_output=True,
            text=True,
            check=False,
        )

    both = detect(known, known)
    assert (both.returncode, both.stdout.split()) == (0, ["dustfall", "dustfall"])
    asked = detect(known, unknown)
    assert (asked.returncode, asked.stdout.split(), "乙.csv" in asked.stderr) == (1, ["dustfall"], True)
    assert detect(tmp_path / "没有.csv").returncode == 2


def uploading(is_chosen: bool) -> None:
    import streamlit as st

    from dashboard.datasets import ROOT, dataset
    from dashboard.web.desks.dataset_choice import UNASKED, check_choice

    reports = dataset("task_reports")
    st.session_state[UNASKED] = "" if is_chosen else reports.title
    rules = (ROOT / "data" / "plan" / "light_rules.csv").read_bytes()
    check_choice(reports, rules, "文件.csv", [reports.title])
    st.text("再检查")


@pytest.mark.parametrize(("is_chosen", "goes_on"), [(False, False), (True, True)])
def test_a_file_for_what_others_look_after_says_who_and_asks_nothing_more_unless_it_was_chosen(
    demo_home: Path, monkeypatch: pytest.MonkeyPatch, is_chosen: bool, goes_on: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_HOME", str(demo_home))
    opener.open_lake.clear()
    page = AppTest.from_function(uploading, kwargs={"is_chosen": is_chosen}, default_timeout=30).run()
    assert not page.exception
    said = [each.value for each in (*page.error, *page.warning)]
    assert len(said) == 1
    assert "亮灯规则”，由管理员维护" in said[0]
    assert bool(page.text) == goes_on
    assert not page.button
