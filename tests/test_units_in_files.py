"""Units that a file states, wherever it does: converted where a conversion is known, else refused, never unseen."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.datasets import datasets, units
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.measures import looks_like_unit, unit_named
from dashboard.intake.spelling import read_header
from dashboard.store.lake import Lake
from tests.rows import TODAY


@pytest.mark.parametrize(
    ("unit", "spellings"),
    [
        ("µg/m³", "µg/m³ μg/m3 ug/m^3 微克/立方米 微克每立方米 μg·m⁻³ ugm-3 (µg/m³)"),
        ("mg/m³", "mg/m³ 毫克/立方米 mg·m-3 MG/M3"),
        ("mg/L", "mg/L mg/l 毫克/升 毫克每升 mg·L⁻¹ mg·L-1"),
        ("t/(km²·月)", "t/(km²·月) t/km²·月 t/km2·月 t/(km2.月) t/km²/月 t·km⁻²·月⁻¹ 吨/平方公里·月 吨/(平方千米·月)"),
        ("t/(km²·月)", "吨每平方公里每月 t/(km²·30d) t/km2·30天 吨/平方公里·30天 t/(km²·month) ｔ／（ｋｍ²·月）"),
        ("公顷", "公顷 hm² hm2 ha"),
        ("个/100mL", "个/100mL 个/100ml MPN/100mL CFU/100毫升"),
        ("%", "% ％ 百分比"),
        ("℃", "℃ °C 摄氏度"),
    ],
)
def test_one_unit_in_every_spelling(unit: str, spellings: str) -> None:
    found = [unit_named(text) for text in spellings.split()]
    assert [each.name if each else None for each in found] == [unit] * len(found)


@pytest.mark.parametrize("text", ["ppb", "mg/Nm³", "mol/L", "斤/亩", "万吨"])
def test_what_looks_like_a_unit_and_is_unknown_is_told_from_other_words(text: str) -> None:
    assert (unit_named(text), looks_like_unit(text)) == (None, True)


@pytest.mark.parametrize("text", ["24h", "去年同期", "市区", "8小时", "同比", "区水务局", "GCJ-02"])
def test_other_words_do_not_look_like_units(text: str) -> None:
    assert (unit_named(text), looks_like_unit(text)) == (None, False)


def test_every_unit_of_ours_is_known_in_a_header_as_the_board_writes_it() -> None:
    for target in datasets().values():
        for field in target.fields:
            for own in target.units_of(field.name).values():
                for header in (
                    f"{field.title}（{own.name}）",
                    f"{field.title}({own.name})",
                    f"{field.title} {own.name}",
                ):
                    found = read_header(target.name, header)
                    assert found is not None, (target.name, header)
                    assert (found.field, found.left) == (field.name, ""), (target.name, header)


def test_every_conversion_has_its_source_and_a_size() -> None:
    assert all(unit.size > 0 for unit in units())
    assert {unit.name for unit in units()} >= {
        "µg/m³",
        "mg/m³",
        "mg/L",
        "µg/L",
        "个/L",
        "亩",
        "公顷",
        "%",
        "℃",
        "无量纲",
    }


WATER, HOUR, MONTH = "断面,监测时间,", "站点编码,时间,", "月份,范围,数据来源,"
FIELD, FALL = "镇（街道）,年度,类别,数据来源,", "月份,镇（街道）,数据来源,"

#: The start of each row under these headers.
FIRST = {
    WATER: "洞头,2023-10-09,",
    HOUR: "S1,2023-10-05 15:00,",
    MONTH: "2023-10,全区,局,",
    FIELD: "南村镇,2023,优先保护类,局,",
    FALL: "2023-10,南村镇,局,",
}
DATASETS = {WATER: "water_samples", HOUR: "air_hourly", MONTH: "air_monthly", FIELD: "farmland", FALL: "dustfall"}

#: Start of the header, rest of it, cells, what is stored by column or name.
CONVERTED: list[tuple[str, str, str, dict[str, float]]] = [
    (FIELD, "面积（公顷）", "120", {"area": 1800}),
    (FIELD, "面积 公顷", "8.5", {"area": 127.5}),
    (FIELD, "面积/hm²", "1", {"area": 15}),
    (FIELD, "面积（平方公里）", "1.2", {"area": 1800}),
    (FIELD, "面积（m²）", "10000", {"area": 15}),
    (FIELD, "面积（万亩）", "0.5", {"area": 5000}),
    (FIELD, "面积（亩）", "120", {"area": 120}),
    (FALL, "降尘量（t/(km²·月)）", "4.6", {"value": 4.6}),
    (FALL, "降尘量（吨/平方公里·30天）", "4.6", {"value": 4.6}),
    (FALL, "降尘量 g/(m²·月)", "4.6", {"value": 4.6}),
    (FALL, "降尘量（kg/(km²·月)）", "4600", {"value": 4.6}),
    (WATER, "铜（μg/L）,铅 ug/L", "5,1", {"copper": 0.005, "lead": 0.001}),
    (WATER, "总磷/(mg·L-1),氨氮mg/L", "0.1,0.4", {"total_phosphorus": 0.1, "ammonia_nitrogen": 0.4}),
    (WATER, "粪大肠菌群（个/100mL）", "20", {"faecal_coliform": 200}),
    (WATER, "粪大肠菌群（MPN/L）", "20", {"faecal_coliform": 20}),
    (WATER, "氨氮(NH3-N)(mg/L),总磷（以P计，mg/L）", "0.4,0.1", {"ammonia_nitrogen": 0.4, "total_phosphorus": 0.1}),
    (HOUR, "SO2(mg/m³),CO(ug/m3)", "0.009,800", {"so2": 9, "co": 0.8}),
    (HOUR, "二氧化硫（SO2）（mg/m³）", "0.009", {"so2": 9}),
    (HOUR, "PM2.5浓度（微克/立方米）", "31", {"pm2_5": 31}),
    (MONTH, "PM2.5（mg/m³）", "0.033", {"pm2_5": 33}),
    (MONTH, "CO μg/m³", "800", {"co": 0.8}),
]


def draft_of(lake: Lake, start: str, rest: str, cells: str, above: str = "", under: str = "", below: str = "") -> Draft:
    text = f"{above}{start}{rest}\n{under}{FIRST[start]}{cells}\n{below}"
    return draft(lake, DATASETS[start], text.encode(), "文件", TODAY)


def stored(made: Draft) -> dict[str, float]:
    """The numbers that would be written, by column, or by name where the table has one row for each."""
    numbers: dict[str, Any] = {}
    for row in made.difference.upserts.to_pylist():
        name = row.get("indicator") or row.get("pollutant")
        values = {name: row["value"]} if name else row
        numbers |= {
            key: value for key, value in values.items() if isinstance(value, float) and key not in ("line", "year")
        }
    return numbers


def errors(made: Draft) -> list[tuple[str, str]]:
    return [(found.rule, found.value) for found in made.problems if found.severity == "error"]


@pytest.fixture(scope="module")
def lake(demo_home: Path) -> Lake:
    """Demonstration data, of which the board's own names are used."""
    lake = Lake(demo_home)
    (station,) = lake.ask("select min(station) from stations").fetchone() or ("",)
    FIRST[HOUR] = f"{station},2023-10-05 15:00,"
    return lake


@pytest.mark.parametrize(("start", "rest", "cells", "expected"), CONVERTED)
def test_a_unit_in_a_header(lake: Lake, start: str, rest: str, cells: str, expected: dict[str, float]) -> None:
    made = draft_of(lake, start, rest, cells)
    assert errors(made) == []
    assert stored(made) == pytest.approx(expected)


#: What stands above the header and between header and rows, the rest of the header, cells, what is stored.
BESIDE: list[tuple[str, str, str, str, str, dict[str, float]]] = [
    ("单位：mg/m³\n", "", HOUR, "SO2,CO", "0.009,0.8", {"so2": 9, "co": 0.8}),
    ("十月小时值\n,,,单位：mg/m3\n", "", HOUR, "SO2,PM2.5", "0.009,0.031", {"so2": 9, "pm2_5": 31}),
    ("十月小时值（单位：毫克/立方米）\n", "", HOUR, "SO2", "0.009", {"so2": 9}),
    ("计量单位: mg/m³\n", "", MONTH, "PM2.5,CO", "0.033,0.8", {"pm2_5": 33, "co": 0.8}),
    ("单位：μg/m³（CO：mg/m³）\n", "", HOUR, "SO2,CO", "9,0.8", {"so2": 9, "co": 0.8}),
    ("填报单位：区分局\n", "", HOUR, "SO2", "9", {"so2": 9}),
    ("单位：公顷\n", "", FIELD, "面积", "120", {"area": 1800}),
    ("单位：μg/L\n", "", WATER, "铜,铅（mg/L）,pH", "5,0.001,7.6", {"copper": 0.005, "lead": 0.001, "ph": 7.6}),
    (
        "",
        ",,无量纲,mg/L,μg/L\n",
        WATER,
        "pH,氨氮,铜",
        "7.6,0.4,5",
        {"ph": 7.6, "ammonia_nitrogen": 0.4, "copper": 0.005},
    ),
    ("", "单位,,毫克每升,\n", WATER, "氨氮,铜", "0.4,5", {"ammonia_nitrogen": 0.4, "copper": 5}),
    ("", ",,,,公顷\n", FIELD, "面积", "120", {"area": 1800}),
    ("", ",,,t/km².月\n", FALL, "降尘量", "4.6", {"value": 4.6}),
    ("", ",,mg/m³,mg/m³\n", HOUR, "SO2,CO", "0.009,0.8", {"so2": 9, "co": 0.8}),
    (",,mg/m³,mg/m³\n", "", HOUR, "SO2,CO", "0.009,0.8", {"so2": 9, "co": 0.8}),
]


@pytest.mark.parametrize(("above", "under", "start", "rest", "cells", "expected"), BESIDE)
def test_a_unit_beside_the_header(
    lake: Lake, above: str, under: str, start: str, rest: str, cells: str, expected: dict[str, float]
) -> None:
    made = draft_of(lake, start, rest, cells, above, under)
    assert errors(made) == []
    assert stored(made) == pytest.approx(expected)


def test_a_unit_in_a_note_under_the_table(lake: Lake) -> None:
    assert stored(draft_of(lake, HOUR, "SO2", "0.009", below="注：单位为mg/m³\n")) == {"so2": 9}


def test_a_column_of_units_counts_row_by_row(lake: Lake) -> None:
    rows = "铜,5,μg/L\n洞头,2023-10-09,氨氮,0.4,mg/L\n洞头,2023-10-09,pH,7.6,\n洞头,2023-10-09,粪大肠菌群,20,个/100mL"
    made = draft_of(lake, WATER, "指标,监测值,单位", rows)
    assert errors(made) == []
    assert stored(made) == {"copper": 0.005, "ammonia_nitrogen": 0.4, "ph": 7.6, "faecal_coliform": 200}
    made = draft_of(lake, WATER, "指标,监测值,单位", "铜,5,ppm\n洞头,2023-10-09,锌,5,℃")
    assert errors(made) == [("unknown_unit", "ppm"), ("wrong_unit", "℃")]


def test_one_unit_for_a_long_table_does_not_reach_what_has_another_quantity(lake: Lake) -> None:
    made = draft_of(lake, WATER, "指标,监测值（mg/L）", "铜,5\n洞头,2023-10-09,pH,7\n洞头,2023-10-09,粪大肠菌群,20")
    assert errors(made) == [("wrong_unit", "mg/L")]
    assert "应以个/L填报" in next(found.message for found in made.problems if found.severity == "error")


#: What is refused: what stands above, the header, the cells, rule and value.
REFUSED = [
    ("", HOUR, "SO2（ppb）", "9", [("unknown_unit", "ppb")]),
    ("", HOUR, "SO2 mg/Nm³", "9", [("unknown_unit", "mg/nm3")]),
    ("", HOUR, "SO2（mg/L）", "9", [("wrong_unit", "mg/L")]),
    ("", WATER, "氨氮（%）", "9", [("wrong_unit", "%")]),
    ("", WATER, "pH（mg/L）", "7", [("wrong_unit", "mg/L")]),
    ("", WATER, "水温（℉）", "50", [("unknown_unit", "°f")]),
    ("", FIELD, "面积（万元）", "9", [("wrong_unit", "万元")]),
    ("单位：ppb\n", HOUR, "SO2", "9", [("unknown_unit", "ppb")]),
    ("单位：公顷\n", HOUR, "SO2", "9", [("wrong_unit", "公顷")]),
    ("", MONTH, "CO（mg/m³）,PM2.5（t/km²·月）", "1,2", [("wrong_unit", "t/(km²·月)")]),
]


@pytest.mark.parametrize(("above", "start", "rest", "cells", "expected"), REFUSED)
def test_a_unit_that_cannot_be_converted_is_refused_with_the_unit_wanted(
    lake: Lake, above: str, start: str, rest: str, cells: str, expected: list[tuple[str, str]]
) -> None:
    made = draft_of(lake, start, rest, cells, above)
    assert errors(made) == expected
    own = {unit.name for field in made.dataset.fields for unit in made.dataset.units_of(field.name).values()}
    message = next(found.message for found in made.problems if found.severity == "error")
    assert any(unit in message for unit in own) or "本表的单位" in message


#: What brackets add that makes a column another one, or not: the header, the column it is, None for asked.
BRACKETS = [
    ("air_hourly", "O3（8h）", None),
    ("air_hourly", "PM2.5（24h）", None),
    ("air_hourly", "PM2.5_24h", None),
    ("air_hourly", "PM10（去年同期）", None),
    ("air_hourly", "O3（1h）", "o3"),
    ("air_hourly", "SO2（小时均值，µg/m³）", "so2"),
    ("air_monthly", "PM2.5（扣除沙尘）", "adjusted_value/pm2_5"),
    ("air_monthly", "浓度（扣除沙尘）", "adjusted_value"),
    ("air_monthly", "PM2.5（市区）", None),
    ("air_monthly", "PM2.5（同比%）", None),
    ("air_monthly", "O3（8h）", "value/o3"),
    ("air_monthly", "PM2.5（µg/m³）（去年同期）", None),
    ("air_monthly", "浓度（必填）", "value"),
    ("air_monthly", "浓度（CO为mg/m³，其余为µg/m³）", "value"),
    ("air_monthly", "浓度（CO为µg/m³，其余为mg/m³）", None),
    ("air_daily", "O3（8h）", "o3_8h"),
    ("air_daily", "PM2.5（24h）", "pm2_5"),
    ("dustfall", "降尘量（去年同期）", None),
    ("dustfall", "镇（街道）", "town"),
    ("project_progress", "完成总工程量（累计，%）", "works_percent"),
    ("stations", "经度（GCJ-02）", None),
    ("water_samples", "溶氧量(mg/L)", "value/dissolved_oxygen"),
    ("water_samples", "铬（六价）（mg/L）", "value/hexavalent_chromium"),
    ("water_samples", "氨氮（去年同期）", None),
]


@pytest.mark.parametrize(("name", "printed", "column"), BRACKETS)
def test_brackets_change_what_a_column_is(name: str, printed: str, column: str | None) -> None:
    found = read_header(name, printed)
    is_known = found is not None and not found.left
    assert ("/".join(filter(None, (found.field, found.name))) if found and is_known else None) == column


def test_an_eight_hour_maximum_is_no_hour_in_a_long_file_either(lake: Lake) -> None:
    made = draft_of(lake, HOUR, "污染物,浓度", "O3_8h,88")
    assert errors(made) == [("unknown_name", "O3_8h")]


def test_a_group_above_the_names_that_is_another_statistic_is_asked(lake: Lake) -> None:
    text = "月份,范围,数据来源,本月,去年同期\n月份,范围,数据来源,PM2.5,SO2\n2023-10,全区,局,33,9\n"
    made = draft(lake, "air_monthly", text.encode(), "文件", TODAY)
    assert made.profile.unknown_headers == ("去年同期 SO2",)
    assert stored(made) == {"pm2_5": 33}


def test_a_group_stands_over_the_blanks_to_its_right(lake: Lake) -> None:
    text = "月份,范围,数据来源,本月,去年同期,\n,,,PM2.5,SO2,NO2\n2023-10,全区,局,33,9,20\n"
    made = draft(lake, "air_monthly", text.encode(), "文件", TODAY)
    assert made.profile.unknown_headers == ("去年同期 SO2", "去年同期 NO2")
    assert stored(made) == {"pm2_5": 33}
