"""A file before it is committed: what it is recognised as, all its problems at once, and the difference it makes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.datasets import datasets
from dashboard.exports.tables import as_csv as export_csv
from dashboard.exports.tables import export, template
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.reading import FileProblem, read_file
from dashboard.store.lake import Author, Lake
from tests.rows import TODAY, Rows, upload

HEADER = "月份,污染物,范围,浓度,数据来源\n"


def check(lake: Lake, name: str, text: str | bytes, file_name: str = "文件.csv") -> Draft:
    data = text.encode() if isinstance(text, str) else text
    return draft(lake, name, data, file_name, TODAY)


def first(made: Draft) -> list[Any]:
    return list(made.difference.upserts.slice(0, 1).to_pylist()[0].values())


def problems(made: Draft) -> list[tuple[int | None, str, str, str, str]]:
    return [(found.line, found.column, found.value, found.severity, found.rule) for found in made.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_a_chinese_office_are_recognised(empty_lake: Lake, encoding: str) -> None:
    text = HEADER + "2023年6月,PM₂.₅,全区,22,区发改（能源）局\n"
    made = check(empty_lake, "air_monthly", text.encode(encoding))
    assert problems(made) == []
    assert first(made) == ["2023-06", "pm2_5", "district", 22, "区发改（能源）局", None, 2]
    assert made.form == {"utf-8": "CSV，UTF-8", "utf-8-sig": "CSV，UTF-8（带BOM）", "gb18030": "CSV，GB18030"}[encoding]


@pytest.mark.parametrize(
    "header",
    [
        "month,pollutant,scope,value,source",
        "来源,浓度（µg/m³）,统计范围,污染物,年月",
        " 月 份 ,指标,范围,数值,出处",
    ],
)
def test_headers_are_matched_by_name_title_or_variant_in_any_order(empty_lake: Lake, header: str) -> None:
    cells = {
        "month": "2023-06",
        "月份": "2023-06",
        "年月": "2023-06",
        "pollutant": "SO2",
        "污染物": "SO2",
        "指标": "SO2",
    }
    cells |= {"scope": "市区", "统计范围": "市区", "范围": "市区", "value": "8", "数值": "8", "浓度（µg/m³）": "8"}
    line = ",".join(cells.get(name.replace(" ", ""), "甲") for name in header.split(","))
    made = check(empty_lake, "air_monthly", f"{header}\n{line}\n")
    assert problems(made) == []
    assert first(made) == ["2023-06", "so2", "urban", 8, "甲", None, 2]


def test_all_problems_come_at_once_with_line_column_and_value(empty_lake: Lake) -> None:
    text = HEADER + (
        "13,PM2.5,全区,22,甲\n"
        "2023-06,PM2.5,全区,,甲\n"
        "2023-06,臭氧层,全区,22,甲\n"
        "\n"
        "2023-07,SO2,全区,7,甲\n"
        "2023年7月,二氧化硫,全区,8,甲\n"
    )
    made = check(empty_lake, "air_monthly", text)
    assert problems(made) == [
        (2, "月份", "13", "error", "value"),
        (3, "浓度", "", "error", "required"),
        (4, "污染物", "臭氧层", "error", "value"),
        (7, "月份", "2023-07，SO₂，全区（含乡镇站点）", "error", "duplicate_key"),
    ]
    assert "与第6行重复" in made.problems[3].message


def test_a_missing_column_is_an_error_and_an_unknown_one_a_warning(empty_lake: Lake) -> None:
    made = check(empty_lake, "air_monthly", "月份,污染物,范围,浓度,天气\n2023-06,SO2,全区,7,晴\n")
    assert [(found.column, found.severity, found.rule) for found in made.problems] == [
        ("数据来源", "error", "missing_column"),
        ("天气", "warning", "unknown_column"),
    ]


def test_a_line_number_is_the_line_in_the_file_also_after_a_cell_with_a_line_break(empty_lake: Lake) -> None:
    text = HEADER + '2023-06,SO2,全区,7,"甲\n乙"\n13,SO2,全区,7,甲\n'
    assert [found.line for found in check(empty_lake, "air_monthly", text).problems] == [4]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "文件是空的"),
        (b" \r\n ", "文件是空的"),
        (b"\x00\x01\x02MZ", "不可见的空字符"),
        (b"\x81\x20\xff\xff", "认不出文件的编码"),
        ('月份,污染物\n2023-06,"SO2\n'.encode(), "引号不成对"),
        (b"PK\x03\x04 not a workbook", "打不开这个Excel文件"),
        (b"PAR1 not a table PAR1", "打不开这个Parquet文件"),
        (b",,\n1,2,3\n", "没有认出表头"),
    ],
)
def test_a_file_that_is_no_table_is_one_clear_sentence(empty_lake: Lake, data: bytes, says: str) -> None:
    made = check(empty_lake, "air_monthly", data)
    assert made.errors == len(made.problems) == 1
    assert says in made.problems[0].message


@given(st.binary(max_size=400))
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    try:
        sheet = read_file(data, "文件.csv")
    except FileProblem as problem:
        assert str(problem).endswith("。")
    else:
        assert sheet.cells.num_rows


def test_the_difference_shows_added_changed_unchanged_and_missing(make_lake: Callable[..., Lake]) -> None:
    rows: Rows = [
        {"month": f"2023-0{month}", "pollutant": "so2", "scope": "district", "value": 9, "source": "甲"}
        for month in (1, 2, 3)
    ]
    lake = make_lake({"air_monthly": rows})
    upload(lake, "air_monthly", [rows[1] | {"pollutant": "no2"}])
    made = check(lake, "air_monthly", HEADER + "2023-02,SO2,全区,9,甲\n2023-03,SO2,全区,8,乙\n2023-04,SO2,全区,7,甲\n")
    found = made.difference
    assert (found.added_count, found.changed_count, found.unchanged_count, len(found.missing_keys)) == (1, 1, 1, 1)
    assert found.cells[["line", "month", "column_name", "old_value", "new_value"]].values.tolist() == [
        [3, "2023-03", "value", "9.0", "8.0"],
        [3, "2023-03", "source", "甲", "乙"],
    ]
    assert found.missing[["month", "pollutant"]].values.tolist() == [["2023-02", "no2"]], "of its own months alone"


@pytest.mark.parametrize(
    ("name", "stored", "text", "missing"),
    [
        (
            "dustfall",
            [
                {"month": month, "town": town, "value": 4, "source": "甲"}
                for month in ("2023-05", "2023-06")
                for town in ("南村镇", "钟家庄街道办事处")
            ],
            "月份,镇（街道）,降尘量,数据来源\n2023-06,南村镇,5,甲\n",
            [],
        ),
        (
            "project_progress",
            [{"project_id": each, "month": "2023-06", "works_percent": 9, "source": "甲"} for each in ("WP-1", "WP-2")],
            "工程编号,月份,完成总工程量,数据来源\nWP-1,2023-06,10,甲\n",
            [],
        ),
        (
            "task_reports",
            [{"task_id": "A-15", "period": "2023-06", "unit": "区市场监管局", "progress": "已办", "claim": "done"}],
            "编号,填报月份,填报单位,进展,自评\nW-11,2023-06,区生态环境分局,已监测,推进中\n",
            [],
        ),
        (
            "stations",
            [{"station": each, "name": each, "kind": "township", "source": "甲"} for each in ("S1", "S2")],
            "站点编码,站点名称,站点类型,数据来源\nS1,S1,乡镇,乙\n",
            ["S2"],
        ),
    ],
    ids=["another town", "another project", "reports", "a register"],
)
def test_a_file_offers_to_remove_only_what_it_speaks_for(
    make_lake: Callable[..., Lake], name: str, stored: Rows, text: str, missing: list[str]
) -> None:
    found = check(make_lake({name: stored}), name, text)
    assert not found.errors, found.problems
    assert found.difference.missing_keys.column(0).to_pylist() == missing
    assert found.difference.changed_count + found.difference.added_count == 1


def test_missing_rows_stay_unless_asked_to_be_removed(make_lake: Callable[..., Lake]) -> None:
    rows: Rows = [
        {"month": "2023-01", "pollutant": pollutant, "scope": "district", "value": 9, "source": "甲"}
        for pollutant in ("no2", "so2")
    ]
    lake = make_lake({"air_monthly": rows})
    text = HEADER + "2023-01,SO2,全区,8,甲\n"
    lake.commit([check(lake, "air_monthly", text).change(Author("测试"))])
    pollutants = "select pollutant from air_monthly order by pollutant"
    assert lake.ask(pollutants).fetchall() == [("no2",), ("so2",)]
    lake.commit([check(lake, "air_monthly", text).change(Author("测试"), remove_missing=True)])
    assert lake.ask(pollutants).fetchall() == [("so2",)]


def test_columns_the_file_does_not_have_keep_their_values(make_lake: Callable[..., Lake]) -> None:
    report = {
        "task_id": "A-12",
        "period": "2023-06",
        "unit": "区发改（能源）局",
        "progress": "旧",
        "claim": "in_progress",
    }
    lake = make_lake({"task_reports": [report | {"problem": "缺资金"}]})
    upload(lake, "task_reports", [report | {"progress": "新"}])
    stored = lake.ask("select progress, problem from task_reports").fetchall()
    assert stored == [("新", "缺资金")]


def test_an_alias_is_stored_as_the_unit_it_leads_to_and_an_unknown_unit_is_refused(empty_lake: Lake) -> None:
    reports = [f"A-28,2023-06,{unit},甲,正常" for unit in ("区城市管理局", "区城市管理和综合执法局")]
    text = "\n".join(["编号,填报月份,填报单位,进展,自评", *reports])
    made = check(empty_lake, "task_reports", text)
    assert problems(made) == [(3, "填报单位", "区城市管理和综合执法局", "error", "unknown_reference")]
    assert "是否为区城管局" in made.problems[0].message
    assert made.difference.upserts["unit"][0].as_py() == "区城管局"


def test_a_number_that_differs_from_a_known_one_in_its_form_alone_is_no_second_thing(
    make_lake: Callable[..., Lake],
) -> None:
    known = {
        "plot_id": "DK-01",
        "name": "甲",
        "planned_use": "工业",
        "is_listed": "否",
        "is_heavy": "否",
        "source": "局",
    }
    lake = make_lake({"plots": [known]})
    rows = "".join(f"{number},地块,工业,否,否,局\n" for number in ("DK-01", "ｄk-01", "DK-02", "dk -02", "DK-03"))
    made = check(lake, "plots", f"地块编号,name,planned_use,is_listed,is_heavy,source\n{rows}")
    assert problems(made) == [
        (3, "地块编号", "ｄk-01", "error", "look_alike_key"),
        (5, "地块编号", "dk -02", "error", "look_alike_key"),
    ]
    assert "与“DK-01”只差" in made.problems[0].message
    # A row without any key is told so, and looks like nothing.
    assert [rule for *_, rule in problems(check(lake, "evidence_requests", "编号\n0\n"))].count("look_alike_key") == 0


def test_uploaded_formulas_are_stored_as_text_and_exported_harmless(make_lake: Callable[..., Lake]) -> None:
    evil = '=HYPERLINK("http://x","点我")'
    row = {"month": "2023-01", "pollutant": "so2", "scope": "district", "value": 9, "source": evil}
    lake = make_lake({"air_monthly": [row]})
    exported = export_csv(lake.ask("select source from air_monthly").df())
    assert exported.decode("utf-8-sig").splitlines()[1].startswith("\"'=HYPERLINK")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
@pytest.mark.parametrize("name", list(datasets()))
def test_an_export_loads_back_unchanged(demo_lake: Lake, tmp_path: Path, name: str, ending: str) -> None:
    file = tmp_path / f"{name}{ending}"
    count = export(demo_lake, name, file)
    made = draft(demo_lake, name, file.read_bytes(), file.name, TODAY)
    assert made.errors == 0, made.problems
    assert made.changes_nothing
    assert made.difference.unchanged_count == count


@pytest.mark.parametrize("name", list(datasets()))
def test_a_template_uploaded_as_it_is_changes_nothing(demo_lake: Lake, name: str) -> None:
    data = template(demo_lake, name, as_of="2023-09-30")
    made = draft(demo_lake, name, data, f"{name}.csv", TODAY)
    assert made.errors == 0, made.problems
    assert len(made.difference.upserts) == 0


def test_the_report_template_holds_all_65_ids(empty_lake: Lake) -> None:
    data = template(empty_lake, "task_reports", as_of="2023-06-30").decode("utf-8-sig")
    assert len({line.split(",")[0] for line in data.splitlines()[1:]}) == 65
    made = check(empty_lake, "task_reports", data)
    assert [(found.severity, found.rule) for found in made.problems] == [("warning", "unfilled_row")]
    assert made.row_count == 0


NASTY = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)


@given(st.lists(NASTY.filter(lambda text: text.strip() and text == text.strip()), min_size=1, max_size=5, unique=True))
@example(["0\t0", "0\t1"])
@example(["0;0;0", "0;0;1"])
def test_any_text_survives_export_and_import(texts: list[str]) -> None:
    sheet = read_file(export_csv(pd.DataFrame({"文字": texts})), "文件.csv")
    assert sheet.cells.column(0).to_pylist() == ["文字", *texts]
