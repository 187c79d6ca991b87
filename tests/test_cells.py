"""One cell: what staff type -> what is stored, or a sentence that says what to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.datasets import Field, dataset, datasets
from dashboard.intake.cells import CellError, fold, read_cell
from dashboard.intake.harms import harm

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
        ("air_hourly.time", "2023-10-05 下午4:00", "2023-10-05 16:00:00"),
        ("air_hourly.time", "2023/10/5 晚上8点", "2023-10-05 20:00:00"),
        ("air_hourly.time", "2023-10-05 上午12:00", "2023-10-05 00:00:00"),
        ("air_hourly.time", "2023-10-05 中午12:00", "2023-10-05 12:00:00"),
        ("air_hourly.time", "2023-10-05 4:00 PM", "2023-10-05 16:00:00"),
        ("air_hourly.time", "20231005150000", "2023-10-05 15:00:00"),
        ("air_hourly.time", "202310051500", "2023-10-05 15:00:00"),
        ("air_hourly.time", "2023-10-05T15:00:00+08:00", "2023-10-05 15:00:00"),
        ("air_hourly.time", "2023-10-05 15:00:00 北京时间", "2023-10-05 15:00:00"),
        ("air_hourly.time", "2023-10-05 02:00:00.9", "2023-10-05 02:00:00"),
        ("air_hourly.time", "2023-10-05 01:59:59.4", "2023-10-05 02:00:00"),
        ("air_hourly.time", "45204.625", "2023-10-05 15:00:00"),
        ("air_hourly.time", "2023年10月5日15时00分00秒", "2023-10-05 15:00:00"),
        ("dustfall.month", "2023年10月份", "2023-10"),
        ("dustfall.month", "2023-10-20 09:30", "2023-10"),
        ("dustfall.month", "45200", "2023-10"),
        ("air_monthly.month", "2023年度", "2023"),
        ("closures.closed_on", "2023-10-20 09:30", "2023-10-20"),
        ("water_samples.time", "2023-10-20 09:30", "2023-10-20 09:30:00"),
        ("closures.closed_on", "2023年10月20日9时30分", "2023-10-20"),
        ("water_samples.time", "2023年10月20日9时30分", "2023-10-20 09:30:00"),
        ("closures.closed_on", "2023-10-20T09:30:00+08:00", "2023-10-20"),
        ("water_samples.time", "2023-10-20T09:30:00+08:00", "2023-10-20 09:30:00"),
        ("closures.closed_on", "45219.4", "2023-10-20"),
        ("water_samples.time", "2023年10月20日", "2023-10-20 00:00:00"),
        ("water_samples.time", "45219", "2023-10-20 00:00:00"),
        ("water_samples.time", "45219.4", "2023-10-20 09:36:00"),
        ("air_monthly.value", "1,234.5", "1234.5"),
        ("air_monthly.value", "1，234", "1234"),
        ("farmland.area", "12,345,678", "12345678"),
        ("farmland.area", "120亩", "120"),
        ("farmland.area", "9999", "9999"),
        ("dustfall.value", "4.6 t/(km²·月)", "4.6"),
        ("air_hourly.so2", "1E1", "10"),
        ("air_monthly.source", "市\u200b局", "市局"),
        ("air_monthly.value", "\ufeff36.5\u200b", "36.5"),
        ("air_monthly.source", "\u200b", None),
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
        (
            "plots.planned_use",
            "中小学校用地",
            "“中小学校用地”不在可填的100种之内。是否为中小学用地、学校、居住用地？全部可填的见模板（Excel）的下拉选项。",
        ),
        (
            "plots.planned_use",
            "xyz",
            "“xyz”不在可填的100种之内。全部可填的见模板（Excel）的下拉选项。",
        ),
        ("closures.closed_on", "2023-02-30", "“2023-02-30”这一天不存在，请核对销号日期。"),
        ("closures.closed_on", "6月底", "“6月底”不是日期，请写成 2023-06-01。"),
        ("farmland.year", "2023.5", "“2023.5”应为整数。"),
        (
            "water_samples.value",
            "0,42",
            "“0,42”里的逗号意思不清：小数点请写成 0.42；千分位的逗号只能隔开三位一组的数字，如 1,234。",
        ),
        (
            "water_samples.value",
            "0，08",
            "“0，08”里的逗号意思不清：小数点请写成 0.08；千分位的逗号只能隔开三位一组的数字，如 1,234。",
        ),
        (
            "water_samples.value",
            "0,110",
            "“0,110”里的逗号意思不清：小数点请写成 0.110；千分位的逗号只能隔开三位一组的数字，如 1,234。",
        ),
        ("farmland.area", "12,34,567", "“12,34,567”里的逗号意思不清：千分位的逗号只能隔开三位一组的数字，如 1,234。"),
        (
            "farmland.area",
            "1234,567",
            "“1234,567”里的逗号意思不清：小数点请写成 1234.567；千分位的逗号只能隔开三位一组的数字，如 1,234。",
        ),
        ("air_hourly.so2", "1_0", "“1_0”不是数字，请只填数值，不带单位和文字。"),
        ("air_hourly.so2", "3 3", "“3 3”不是数字，请只填数值，不带单位和文字。"),
        ("air_hourly.so2", "٣", "“٣”不是数字，请只填数值，不带单位和文字。"),
        ("air_hourly.so2", "−999", "“−999”是“缺测”的标记，不是数值；没有数据请留空，不要填数。"),
        ("air_hourly.pm10", "9999.0", "“9999.0”是“缺测”的标记，不是数值；没有数据请留空，不要填数。"),
        ("air_hourly.so2", "停电", "“停电”是“站点停电”的标记，不是数值；没有数据请留空，不要填数。"),
        ("air_hourly.so2", "DEL", "“DEL”是“删除”的标记，不是数值；没有数据请留空，不要填数。"),
        ("air_hourly.so2", "_", "“_”是“没有数据”的标记，不是数值；没有数据请留空，不要填数。"),
        ("air_hourly.so2", "9 mg/m³", "“9 mg/m³”的单位不对，这一列应以µg/m³填报，请换算后只填数值。"),
        (
            "air_hourly.time",
            "2023-10-05T07:00:00Z",
            "“2023-10-05T07:00:00Z”写的不是北京时间，请换算成北京时间，写成 2023-06-01 05:00。",
        ),
        ("air_hourly.time", "下午4:00", "“下午4:00”不是日期加钟点，请写成 2023-06-01 05:00。"),
        ("air_hourly.time", "2023-10-05 25:00", "“2023-10-05 25:00”这个时刻不存在，请核对时间。"),
        ("dustfall.month", "10月", "“10月”不是月份，请写成 2023-06。"),
        (
            "dustfall.month",
            "5月9日",
            "“5月9日”像是Excel把“5-9”或“5/9”改成了日期，没有年份，也分不清是5月、5至9月还是5月9日，"
            "请写成 2023-05，几个月的一个月写一行，并先把这一列设为文本格式。",
        ),
        (
            "air_monthly.value",
            "5月9日",
            "“5月9日”像是Excel把“5-9”或“5/9”改成了日期，请改回原来的内容，并先把这一列设为文本格式。",
        ),
        ("closures.closed_on", "5月9日", "“5月9日”不是日期，请写成 2023-06-01。"),
        (
            "monitored_enterprises.credit_code",
            "9.114E+17",
            "“9.114E+17”是Excel缩写的长编号，后面的数字已经丢失，请把这一列设为文本格式后重新填写。",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_write(path: str, typed: str, says: str) -> None:
    with pytest.raises(CellError) as error:
        read_cell(field(path), typed)
    assert str(error.value) == says


def test_an_unknown_name_offers_near_ones() -> None:
    names = {fold("区城管局"): "区城管局", fold("区水务局"): "区水务局"}
    assert read_cell(field("task_reports.unit"), "区 城管局", names) == "区城管局"
    # A store from before may hold two names that fold to one: each is known as it is written.
    both = {"dk-1": "DK-1", "DK-1": "DK-1", "Dk-1": "Dk-1"}
    assert [read_cell(field("plot_steps.plot_id"), text, both) for text in ("DK-1", "Dk-1")] == ["DK-1", "Dk-1"]
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


def test_names_that_look_alike_are_one_name_and_never_shown_as_different() -> None:
    names = {fold("区城管局"): "区城管局"}
    assert read_cell(field("task_reports.unit"), "区城\u200b管局\ufeff", names) == "区城管局"
    assert fold("NO\u2060₂ （８h）") == fold("no2(8H)")


@pytest.mark.parametrize(
    ("path", "typed", "rule"),
    [
        ("closures.closed_on", "2023-10-20 09:30", "hour_left_out"),
        ("closures.closed_on", "2023-10-20 00:00", None),
        ("water_samples.time", "45219.4", "excel_serial"),
        ("dustfall.month", "45200", "excel_serial"),
        ("air_monthly.source", "市\u200b局", "unseen"),
        ("air_monthly.source", " 市局", "stray_space"),
        ("air_monthly.value", "—", "no_value"),
        ("plots.former_use", "5月9日", "excel_date"),
        ("task_nodes.printed", "45077", "text_serial"),
        ("task_nodes.printed", "5077", None),
        ("monitored_enterprises.credit_code", "911405001234567000", "long_number"),
        ("monitored_enterprises.credit_code", "911405001234567891", None),
    ],
)
def test_what_was_done_to_a_cell_has_a_name(path: str, typed: str, rule: str | None) -> None:
    assert harm(field(path), typed) == rule
