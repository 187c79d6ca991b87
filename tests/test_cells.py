"""One cell: what staff type -> what is stored, or a sentence that says what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.datasets import Field, dataset, datasets
from dashboard.intake.cells import CellError, fold, read_cell

FIELDS = [(target.name, field) for target in datasets().values() for field in target.fields]


def field(path: str) -> Field:
    table, _, column = path.partition(".")
    return dataset(table).field(column)


@pytest.mark.parametrize(
    ("path", "typed", "stored"),
    [
        ("air_monthly.month", "2023-06", "2023-06"),
        ("air_monthly.month", "2023年6月", "2023-06"),
        ("air_monthly.month", " 2023-6 ", "2023-06"),
        ("air_monthly.month", "2023/06/01", "2023-06"),
        ("air_monthly.month", "２０２３．６", "2023-06"),
        ("air_monthly.month", "202306", "2023-06"),
        ("air_monthly.month", "2023 年 12 月", "2023-12"),
        ("air_monthly.month", "2023年", "2023"),
        ("air_monthly.pollutant", "PM2.5", "pm2_5"),
        ("air_monthly.pollutant", "PM _{2.5}", "pm2_5"),
        ("air_monthly.pollutant", "PM₂.₅", "pm2_5"),
        ("air_monthly.pollutant", "细颗粒物", "pm2_5"),
        ("air_monthly.pollutant", "Ｏ₃", "o3"),
        ("air_monthly.pollutant", "PM ₁₀", "pm10"),
        ("air_monthly.scope", "全区（含乡镇站点）", "district"),
        ("air_monthly.scope", "全区(含乡镇站点)", "district"),
        ("air_monthly.value", "３６．５", "36.5"),
        ("air_monthly.value", "1,234", "1234"),
        ("air_monthly.value", "0", "0"),
        ("air_monthly.value", "36.50", "36.5"),
        ("project_progress.works_percent", "30%", "30"),
        ("section_months.water_class", "Ⅴ类", "5"),
        ("section_months.water_class", "V", "5"),
        ("section_months.water_class", "劣Ⅴ", "6"),
        ("section_months.water_class", "Ⅲ", "3"),
        ("closures.closed_on", "2023年6月1日", "2023-06-01"),
        ("closures.closed_on", "2023/6/1", "2023-06-01"),
        ("closures.closed_on", "20230601", "2023-06-01"),
        ("task_reports.task_id", "Ａ－１２", "A-12"),
        ("task_reports.done_nodes", "A-22-1，A-22-2", "A-22-1、A-22-2"),
        ("task_reports.progress", " =cmd|'/C calc' ", "=cmd|'/C calc'"),
        ("plots.is_listed", "是", "true"),
        ("air_monthly.source", "  ", None),
        ("air_monthly.value", "—", None),
        ("air_monthly.value", "NaN", None),
        ("closures.closed_on", "45077", "2023-05-31"),
        ("air_hourly.time", "2023年6月1日5时", "2023-06-01 05:00:00"),
        ("air_hourly.time", "2023-06-01 24:00", "2023-06-02 00:00:00"),
        ("air_hourly.time", "2023060105", "2023-06-01 05:00:00"),
    ],
)
def test_a_cell_is_read_as_staff_mean_it(path: str, typed: str, stored: str | None) -> None:
    assert read_cell(field(path), typed) == stored


@pytest.mark.parametrize(
    ("path", "typed", "says"),
    [
        ("air_monthly.month", "13", "“13”不是月份，请写成 2023-06。"),
        ("air_monthly.month", "2023-13", "“2023-13”不是月份，请写成 2023-06。"),
        ("task_reports.period", "2023年", "“2023年”不符合填报月份的写法，请写成 2023-06 的样子。"),
        ("air_monthly.value", "未检出", "“未检出”不是数字，请只填数值，不带单位和文字。"),
        ("air_monthly.value", "36微克", "“36微克”不是数字，请只填数值，不带单位和文字。"),
        ("air_monthly.value", "inf", "“inf”不是数字，请只填数值，不带单位和文字。"),
        ("air_monthly.value", "-3", "“-3”超出范围，应为0–5000。"),
        ("project_progress.works_percent", "130%", "“130%”超出范围，应为0–100%。"),
        ("air_monthly.scope", "全市", "“全市”不在可填的范围内，请填：全区（含乡镇站点）、市区。"),
        ("closures.closed_on", "2023-02-30", "“2023-02-30”这一天不存在，请核对销号日期。"),
        ("closures.closed_on", "6月底", "“6月底”不是日期，请写成 2023-06-01。"),
        ("farmland.year", "2023.5", "“2023.5”应为整数。"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_write(path: str, typed: str, says: str) -> None:
    with pytest.raises(CellError) as error:
        read_cell(field(path), typed)
    assert str(error.value) == says


def test_an_unknown_name_offers_near_ones() -> None:
    names = {fold("区城管局"): "区城管局", fold("区水务局"): "区水务局"}
    assert read_cell(field("task_reports.unit"), "区 城管局", names) == "区城管局"
    with pytest.raises(CellError, match="没有登记过“区城市管理局”。是否为区城管局？"):
        read_cell(field("task_reports.unit"), "区城市管理局", names)


@given(st.text(max_size=30), st.sampled_from(FIELDS))
def test_any_text_gives_a_value_or_a_sentence(text: str, target: tuple[str, Field]) -> None:
    try:
        stored = read_cell(target[1], text)
    except CellError as error:
        assert str(error).endswith("。")
    else:
        assert stored is None or stored.strip()


@given(st.floats(min_value=0, max_value=5000, allow_nan=False))
def test_a_number_keeps_its_value(number: float) -> None:
    stored = read_cell(field("air_monthly.value"), repr(number))
    assert stored is not None
    assert float(stored) == number


@given(
    st.integers(2020, 2029),
    st.integers(1, 12),
    st.sampled_from(["{}年{}月", "{}-{}", "{}/{:02d}", "{}.{}", "{} 年 {} 月"]),
)
def test_every_spelling_of_a_month_is_the_same_month(year: int, month: int, spelling: str) -> None:
    assert read_cell(field("air_monthly.month"), spelling.format(year, month)) == f"{year}-{month:02d}"
