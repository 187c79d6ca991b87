"""Water, measured: readings as they were published, means of months, and what follows from them."""

import csv
import datetime as dt
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pymannkendall
import pytest

from dashboard.charts.water_classes import Classes, ribbon_alt, ribbon_chart
from dashboard.charts.water_items import Item, item_alt, item_chart
from dashboard.intake.drafting import draft
from dashboard.intake.remembered import Answers
from dashboard.store.catalog import Catalog
from dashboard.store.lake import Author, Lake
from tests.answers import answer
from tests.rows import TODAY, Rows, as_csv, upload

#: 42 automatic readings of Shanxi with the class published beside them (-1: none), as the national platform (CNEMC) had
#: them on 2026-02-25; collected in bo961386926/Surface-water-data-collection. None of them is of the plan's year.
PUBLISHED = Path(__file__).parent / "published_water.csv"


def load(lake: Lake, data: bytes, **constants: str) -> None:
    """Check and commit a file of readings, with what a person says of the whole of it."""
    made = draft(lake, "water_samples", data, "readings.csv", TODAY, Answers(constants=constants))
    assert not made.errors, made.problems
    lake.commit([made.change(Author("测试", "readings.csv", made.sha256))])


def found(lake: Lake, data: str, **constants: str) -> tuple[list[tuple[str, str, str]], Rows]:
    """The problems of a file of readings, and the rows that it would write."""
    made = draft(lake, "water_samples", data.encode(), "readings.csv", TODAY, Answers(constants=constants))
    rows = made.difference.upserts.select(["section", "time", "indicator", "value", "state"]).to_pylist()
    return [(each.column, each.severity, each.rule) for each in made.problems], rows


# ---- readings as they come -------------------------------------------------------------------------------------------


def test_published_readings_give_the_published_class(store: Path) -> None:
    lake = Lake(store)
    load(lake, PUBLISHED.read_bytes(), **{"time.year": "2026"})
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        published = {row["断面名称"]: int(row["水质类别"]) for row in csv.DictReader(file)}
    classes = dict(answer(lake, "water/reading_class", "section class"))
    assert len(published) == 42
    assert classes == {name: None if number == -1 else number for name, number in published.items()}
    one = {"section": "碛口", "from": dt.date(2026, 2, 25), "to": dt.date(2026, 2, 25)}
    assert answer(lake, "water/reading_class", "section class deciding", **one) == [("碛口", 5, "ammonia_nitrogen")]
    assert answer(lake, "water/reading_class", "class", section="碛口", to=dt.date(2026, 2, 24)) == []


def test_a_reading_is_compared_as_it_stands_and_chlorophyll_tells_a_lake(store: Path) -> None:
    """Readings of April 2021 on the national platform, with their published classes (jikin001/water_quality)."""
    lake = Lake(store)
    text = (
        "断面名称,监测时间,水温(℃),pH(无量纲),溶解氧(mg/L),高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L),叶绿素α(mg/L)\n"
        "张留庄,2021-04-05 08:00,13.3,8.27,9.71,10.03,0.317,0.187,--\n"  # rounded, it would be Ⅳ
        "南丰库心,2021-04-02 08:00,26.4,7.36,7.98,1.33,0.025,0.013,0.003\n"  # a river would be Ⅰ
        "跨界桥,2021-04-02 16:00,29.6,7.21,7.98,1.82,0.025,0.013,--\n"
    )
    load(lake, text.encode())
    assert answer(lake, "water/reading_class", "section class deciding") == [
        ("南丰库心", 2, "total_phosphorus"),
        ("张留庄", 5, "permanganate_index"),
        ("跨界桥", 1, "ph,dissolved_oxygen,permanganate_index,ammonia_nitrogen,total_phosphorus"),
    ]


def test_a_year_that_no_time_has_is_asked_once_for_the_file(empty_lake: Lake) -> None:
    text = "断面,监测时间,氨氮\n洞头,02-25 09:00,0.4\n洞头,2月26日,0.5\n"
    problems, rows = found(empty_lake, text)
    assert (problems, rows) == ([("年份", "error", "missing_year")], [])
    problems, rows = found(empty_lake, text, **{"time.year": "2024年"})
    assert problems == []
    assert [row["time"] for row in rows] == [dt.datetime(2024, 2, 25, 9), dt.datetime(2024, 2, 26)]
    problems, _ = found(empty_lake, text, **{"time.year": "去年"})
    assert problems == [("年份", "error", "missing_year")]
    by_column = "断面,年份,监测时间,氨氮\n洞头,2023,02-25 09:00,0.4\n洞头,2022,2024-02-27,0.5\n"
    problems, rows = found(empty_lake, by_column)
    assert problems == []
    assert [row["time"] for row in rows] == [dt.datetime(2023, 2, 25, 9), dt.datetime(2024, 2, 27)]


def test_why_there_is_no_value_is_kept_wherever_it_is_written(empty_lake: Lake) -> None:
    text = "断面,监测时间,采样状态,氨氮,总磷\n洞头,2023-06-05,,断流,0.1\n洞头,2023-07-05,冰封,,\n洞头,2023-08-05,,,\n"
    problems, rows = found(empty_lake, text)
    assert problems == []
    assert [(row["time"].month, row["indicator"], row["value"], row["state"]) for row in rows] == [
        (6, "ammonia_nitrogen", None, "dry"),
        (6, "total_phosphorus", 0.1, None),
        (7, "whole_sample", None, "frozen"),
    ]


def test_a_section_that_is_not_registered_is_stored_with_a_warning_that_names_near_ones(empty_lake: Lake) -> None:
    problems, rows = found(empty_lake, "断面,监测时间,氨氮\n洞头村,2023-06-05,0.4\n洞头村,2023-06-06,0.4\n")
    assert problems == [("断面", "warning", "unregistered")]
    assert [row["section"] for row in rows] == ["洞头村", "洞头村"]
    not_ours = Answers(left_out=frozenset({"section"}))
    data = "断面,监测时间,氨氮\n洞头村,2023-06-05,0.4\n洞头,2023-06-05,0.5\n".encode()
    made = draft(empty_lake, "water_samples", data, "readings.csv", TODAY, not_ours)
    assert made.difference.upserts["section"].to_pylist() == ["洞头"]


def test_a_store_that_has_days_of_samples_gets_moments(store: Path) -> None:
    with Catalog.from_environment(store).session(write=True) as session:
        session.execute("alter table lake.water_samples drop column time")
        session.execute("alter table lake.water_samples drop column state")
        session.execute("alter table lake.water_samples add column time date")
        session.execute(
            "insert into lake.water_samples by name "
            "select '洞头' as section, date '2023-06-05' as time, 'ph' as indicator, 7.5 as value"
        )
    lake = Lake(store)
    assert lake.was_older
    upload(lake, "water_samples", [{"section": "洞头", "time": "2023-06-05 08:00", "indicator": "ph", "value": 8}])
    assert answer(lake, "water/reading_class", "time class") == [
        (dt.datetime(2023, 6, 5), 1),
        (dt.datetime(2023, 6, 5, 8), 1),
    ]


# ---- months, periods, the district -----------------------------------------------------------------------------------


def sample(section: str, time: str, **found: float | str) -> Rows:
    """The rows of one sampling: an item, its value or '<limit', or why there is none."""
    return [{"section": section, "time": time, "indicator": item, "value": value} for item, value in found.items()]


def register(section: str, **more: Any) -> dict[str, Any]:
    empty = {"water_body": None, "mixing": None}
    return {"section": section, "level": "municipal", "source_line": 1, **empty, **more}


def official(section: str, month: str, water_class: int | None, state: str = "monitored") -> dict[str, Any]:
    return {"section": section, "month": month, "state": state, "water_class": water_class, "source": "市月报"}


#: A month has items whose means have these classes: NH3-N in the middle of each.
AMMONIA = {1: 0.1, 2: 0.4, 3: 0.8, 4: 1.2, 5: 1.8, 6: 2.5}

SAMPLES: Rows = [
    # 洞头 is to be Ⅴ: means of two samples, and the item that is worse with its multiple.
    *sample("洞头", "2023-05-05", ph=6.0, cod=15, total_nitrogen=9.9, faecal_coliform=90000),
    *sample("洞头", "2023-05-25", ph=8.0, cod=15, total_nitrogen=9.9, faecal_coliform=90000),
    *sample("洞头", "2023-06-05", ammonia_nitrogen=2.0, total_phosphorus=0.1),
    *sample("洞头", "2023-06-25", ammonia_nitrogen=2.2, total_phosphorus=0.1),
    *sample("洞头", "2023-07-05", dissolved_oxygen=7.2, water_temperature=26),
    *sample("洞头", "2023-07-25", dissolved_oxygen=7.6, water_temperature=26),
    *sample("金匠桥", "2023-03-05", whole_sample="断流"),
    *sample("金匠桥", "2023-04-05", ammonia_nitrogen="<0.025", petroleum="未检出"),
    *sample("金匠桥", "2023-04-15", ammonia_nitrogen="0.025L", petroleum="未检出"),
    *sample("金匠桥", "2023-04-25", ammonia_nitrogen=0.4),
    *sample("金匠桥", "2023-05-05", ph=9.4),
    *sample("金匠桥", "2023-06-05", ph=9.5),
    *sample("库心", "2023-06-05", total_phosphorus=0.3),
    *sample("河口", "2023-06-05", total_phosphorus=0.3),
    *sample("并存", "2023-06-05 08:00", ammonia_nitrogen=0.8),
    *sample("并存", "2023-06-05 09:00", ammonia_nitrogen=1.8),
    # What a bulletin calls the main pollutants: cyanide first, then by class, then by multiple.
    *sample("河口", "2023-07-05", cyanide=0.3, cod=41, dissolved_oxygen=1, total_phosphorus=0.35, ammonia_nitrogen=1.2),
    *sample("河口", "2023-08-05", whole_sample="冰封"),
]
for row in SAMPLES:
    row["kind"] = {"2023-06-05 08:00": "automatic", "2023-06-05 09:00": "laboratory"}.get(row["time"])


@pytest.fixture(scope="module")
def measured(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Samples of six sections over some months, and two official months. For reading only."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("measured") / "store"))
    register_rows = [register("库心", water_body="lake"), register("河口"), register("并存", mixing="automatic")]
    upload(lake, "sections", register_rows)
    load(lake, as_csv(SAMPLES))
    upload(lake, "section_months", [official("洞头", "2023-06", 5), official("金匠桥", "2023-02", None, "dry")])
    return lake


def items(lake: Lake, section: str, month: str) -> dict[str, tuple[Any, int, int]]:
    """Mean, samples and those below the limit of each item of a month."""
    rows = lake.ask(
        "select indicator, mean, samples, below_limit from section_items where section = $1 and month = $2",
        [section, month],
    )
    return {indicator: (mean, count, below) for indicator, mean, count, below in rows.fetchall()}


def test_means_come_first_through_hydrogen_ions_and_half_the_limit_of_detection(measured: Lake) -> None:
    assert items(measured, "洞头", "2023-05")["ph"][0] == pytest.approx(6.2967, abs=1e-4)
    found = items(measured, "金匠桥", "2023-04")
    assert found["ammonia_nitrogen"] == (pytest.approx((0.0125 + 0.0125 + 0.4) / 3), 3, 2)
    assert found["petroleum"] == (None, 0, 2)
    assert items(measured, "并存", "2023-06")["ammonia_nitrogen"] == (0.8, 1, 0)  # automatic values count there


def test_a_month_has_the_class_of_its_worst_mean_against_the_target(measured: Lake) -> None:
    columns = "section month class state deciding attained exceeding basis computed_class difference"
    rows = {row[:2]: row[2:] for row in answer(measured, "water/section_month", columns, as_of="2023-12-31")}
    assert rows["洞头", "2023-05"] == (1, "monitored", "ph,cod", True, None, "computed", 1, None)
    assert rows["洞头", "2023-06"] == (5, "monitored", None, True, "ammonia_nitrogen(0.05)", "official", 6, -1)
    assert rows["洞头", "2023-07"] == (1, "monitored", "dissolved_oxygen", True, None, "computed", 1, None)
    assert rows["金匠桥", "2023-02"] == (None, "dry", None, None, None, "official", None, None)
    assert rows["金匠桥", "2023-03"] == (None, "dry", None, None, None, "computed", None, None)
    assert rows["金匠桥", "2023-05"][:2] == (1, "monitored")
    assert rows["金匠桥", "2023-06"] == (6, "monitored", "ph", False, "ph", "computed", 6, None)
    assert (rows["库心", "2023-06"][0], rows["河口", "2023-06"][0]) == (6, 4)
    assert rows["河口", "2023-08"][:2] == (None, "frozen")
    known = answer(measured, "water/section_month", "month", as_of="2023-06-29")
    assert max(month for (month,) in known) == "2023-05"


def test_an_official_month_comes_first_and_a_computed_one_stands_in(measured: Lake) -> None:
    rows = answer(
        measured, "water/sections", "section state latest_month water_class months_judged", as_of="2023-06-30"
    )
    assert {("洞头", "met", 6, 5, 2), ("金匠桥", "missed", 6, 6, 3)} <= set(rows)


def test_both_verdicts_on_a_target_without_a_class_stand_side_by_side(store: Path) -> None:
    lake = Lake(store)
    upload(lake, "water_samples", sample("白水河", "2023-06-05", ammonia_nitrogen=1.2))
    columns = "section target_class class attained"
    both = answer(lake, "water/section_readings", columns, as_of="2023-06-30")[:2]
    assert both == [("白水河", 3, 4, False), ("白水河", None, 4, None)]
    month = answer(lake, "water/section_month", "class attained", as_of="2023-06-30")
    assert month == [(4, None)]
    assert answer(lake, "water/sections", "section state", as_of="2023-06-30")[0] == ("白水河", "no_target")


def test_main_pollutants_are_three_at_most_metals_and_cyanide_first_and_over_class_iii(measured: Lake) -> None:
    rows = answer(measured, "water/main_pollutants", "section item multiple label", as_of="2023-07-31", period="month")
    assert rows == [
        ("河口", "cyanide", 0.5, "氰化物(0.5)"),
        ("河口", "cod", 1.05, "化学需氧量(1.0)"),  # half to even
        ("河口", "dissolved_oxygen", None, "溶解氧"),
    ]


def test_a_period_is_judged_by_the_means_of_its_months_and_a_year_from_eight_on(store: Path) -> None:
    lake = Lake(store)
    months = {"甲": [3] * 7, "乙": [3] * 7 + [6], "丙": [2, 2, 5]}
    for section, classes in months.items():
        rows = [
            sample(section, f"2022-{month:02d}-05", ammonia_nitrogen=AMMONIA[number])
            for month, number in enumerate(classes, start=1)
        ]
        upload(lake, "water_samples", [row for some in rows for row in some])
    columns = "section months class state"
    whole = [row for row in answer(lake, "water/section_period", columns, as_of="2022-12-31", period="year") if row[1]]
    assert whole == [("丙", 3, None, "insufficient"), ("乙", 8, 4, "monitored"), ("甲", 7, None, "insufficient")]
    quarter = answer(lake, "water/section_period", columns, as_of="2022-03-31", period="quarter")
    assert ("丙", 3, 3, "monitored") in quarter  # 0.4, 0.4, 1.8: the mean is 0.87, never the worst nor the mode
    so_far = answer(lake, "water/section_period", columns, as_of="2022-02-28", period="cumulative")
    assert ("丙", 2, 2, "monitored") in so_far
    assert ("洞头", 0, None, "unmonitored") in so_far


CHANGES = [
    # class a year ago, last month, now -> against last month, against last year
    ((1, 2, 2), ("无明显变化", "无明显变化")),  # Ⅰ and Ⅱ are both 优
    ((4, 3, 2), ("有所好转", "明显好转")),
    ((3, 4, 6), ("明显变差", "明显变差")),
    ((None, 5, 6), ("有所变差", "无法比较")),
]


def test_changes_are_steps_of_the_state_of_water(store: Path) -> None:
    lake = Lake(store)
    rows: Rows = []
    for place, (classes, _) in enumerate(CHANGES):
        months = zip(("2022-06", "2023-05", "2023-06"), classes, strict=True)
        rows += [
            row
            for month, number in months
            if number
            for row in sample(f"S{place}", f"{month}-05", ammonia_nitrogen=AMMONIA[number])
        ]
    upload(lake, "water_samples", rows)
    found = answer(lake, "water/change", "section against change", as_of="2023-06-30")
    assert found == [
        (f"S{place}", against, word)
        for place, (_, words) in enumerate(CHANGES)
        for against, word in zip(("last_month", "last_year"), words, strict=True)
    ]


def test_fewer_than_five_sections_are_averaged_and_five_are_judged_by_shares(store: Path) -> None:
    lake = Lake(store)
    upload(lake, "sections", [register("甲"), register("乙")])
    five = ["洞头", "金匠桥", "白水河", "甲", "乙"]
    may = {"洞头": 2, "金匠桥": 2, "白水河": 2, "甲": 6}
    june = dict(zip(five, (1, 2, 3, 3, 4), strict=True))
    july = dict(zip(five, (1, 2, 3, 6, 6), strict=True))
    rows = [
        row
        for month, classes in (("2023-05", may), ("2023-06", june), ("2023-07", july))
        for section, number in classes.items()
        for row in sample(section, f"{month}-05", ammonia_nitrogen=AMMONIA[number])
    ]
    upload(lake, "water_samples", rows + sample("外区", "2023-05-05", ammonia_nitrogen=9))
    columns = "month sections scope class status good_share worse_share"
    assert answer(lake, "water/district", columns, as_of="2023-07-31") == [
        ("2023-05", 4, "section", 3, "良好", 75.0, 25.0),  # the mean of 0.4, 0.4, 0.4 and 2.5
        ("2023-06", 5, "river", None, "良好", 80.0, 0.0),
        ("2023-07", 5, "river", None, "重度污染", 60.0, 40.0),  # written nowhere in the rule
    ]
    district = answer(lake, "water/change", "section against points change", as_of="2023-07-31")[-2:]
    assert district == [(None, "last_month", -60.0, "明显变差"), (None, "last_year", None, "无法比较")]


def test_the_district_is_not_compared_over_other_sections(store: Path) -> None:
    lake = Lake(store)
    months = {"2023-04": ("洞头", "金匠桥"), "2023-05": ("金匠桥", "洞头"), "2023-06": ("洞头",)}
    numbers = {"2023-04": 2, "2023-05": 4, "2023-06": 6}
    rows = [
        row
        for month, sections in months.items()
        for section in sections
        for row in sample(section, f"{month}-05", ammonia_nitrogen=AMMONIA[numbers[month]])
    ]
    upload(lake, "water_samples", rows)
    found = {day: answer(lake, "water/change", "section change", as_of=day)[-2] for day in ("2023-05-31", "2023-06-30")}
    assert found == {"2023-05-31": (None, "明显变差"), "2023-06-30": (None, "无法比较")}


def test_bands_of_an_item_leave_out_classes_without_room(empty_lake: Lake) -> None:
    def bands(indicator: str) -> list[tuple[Any, ...]]:
        asked = {"section": "洞头", "indicator": indicator}
        return answer(empty_lake, "water/item_bands", "class lower_end upper_end", **asked)

    assert bands("cod") == [(1, 0, 15), (3, 15, 20), (4, 20, 30), (5, 30, 40), (6, 40, None)]
    assert bands("ph") == [(6, 0, 6), (1, 6, 9), (6, 9, None)]
    assert bands("dissolved_oxygen")[0] == (6, 0, 2)
    assert bands("dissolved_oxygen")[-1] == (1, 7.5, None)
    assert bands("total_nitrogen") == []


def test_the_pictures_say_what_they_show(demo_lake: Lake) -> None:
    rows = demo_lake.query("water/section_ribbon", as_of="2023-09-30")
    assert (len(rows), rows["month"].min(), rows["month"].max()) == (72, "2021-10", "2023-09")
    words = {number: f"{word}类" for number, word in enumerate(("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"), start=1)}
    classes = Classes(words, dict.fromkeys(words, "#0070C0"))
    said = ribbon_alt(rows, classes)
    assert "洞头24个月有类别，最近为2023年9月Ⅳ类，6个月劣于目标" in said
    assert "金匠桥22个月有类别" in said
    names = [trace["name"] for trace in ribbon_chart(rows, classes).traces]
    assert names == ["Ⅲ类", "Ⅳ类", "Ⅴ类", "劣Ⅴ类", "≈ 断流", "❄ 冰封", "○ 未采样", "劣于目标"]
    asked = {"section": "洞头", "indicator": "petroleum"}
    samples = demo_lake.query("water/item_samples", **asked, **{"from": "2023-01-01", "to": "2023-09-30"})
    months = demo_lake.query("water/item_months", as_of="2023-09-30", **asked)
    item = Item("洞头", "石油类", "mg/L", 3, samples, months, demo_lake.query("water/item_bands", **asked), 5)
    assert item_alt(item, classes).startswith("洞头石油类样品与月均值：27个样品、24个月；2023年9月月均0.005 mg/L，Ⅰ类")
    assert [trace["name"] for trace in item_chart(item, classes).traces] == ["月均值", "低于检出限（画在检出限处）"]


def test_trends_are_those_of_the_seasonal_kendall_test(store: Path) -> None:
    dice = Random(8)
    series: dict[str, list[float]] = {
        "ammonia_nitrogen": [round(2 - 0.02 * month + dice.uniform(0, 0.3), 3) for month in range(48)],
        "total_phosphorus": [round(dice.uniform(0.1, 0.3), 2) for month in range(48)],  # with ties
        "cod": [round(12 + 0.1 * month + 3 * (month % 12 > 5) + dice.uniform(0, 1), 1) for month in range(36)],
        "fluoride": [round(dice.uniform(0.4, 0.8), 2) for month in range(23)],
    }
    rows = [
        {"section": "洞头", "month": f"{2020 + at // 12}-{at % 12 + 1:02d}", "indicator": item, "mean": value}
        for item, values in series.items()
        for at, value in enumerate(values)
    ]
    lake = Lake(store)
    upload(lake, "section_items", rows)
    columns = "indicator direction slope_per_year p_value months"
    found = {row[0]: row[1:] for row in answer(lake, "water/trend", columns, section="洞头", as_of="2023-12-31")}
    assert found["fluoride"] == ("数据不足", None, None, 23)
    words = {"increasing": "上升", "decreasing": "下降", "no trend": "无明显趋势"}
    for item in ("ammonia_nitrogen", "total_phosphorus", "cod"):
        expected = pymannkendall.seasonal_test(series[item], period=12)
        slope, p_value = pytest.approx(expected.slope), pytest.approx(expected.p, abs=1e-6)
        assert found[item] == (words[expected.trend], slope, p_value, len(series[item])), item
    assert {row[0] for row in found.values()} == {"上升", "下降", "无明显趋势", "数据不足"}


def test_means_follow_a_sample_that_is_corrected_or_undone(store: Path) -> None:
    lake = Lake(store)
    first = upload(lake, "water_samples", sample("洞头", "2023-06-05", ammonia_nitrogen=2.1))
    assert items(lake, "洞头", "2023-06")["ammonia_nitrogen"][0] == 2.1
    upload(lake, "water_samples", sample("洞头", "2023-06-05", ammonia_nitrogen=1.1))
    assert items(lake, "洞头", "2023-06")["ammonia_nitrogen"][0] == 1.1
    lake.restore("water_samples", first, Author("测试"))
    assert items(lake, "洞头", "2023-06")["ammonia_nitrogen"][0] == 2.1
