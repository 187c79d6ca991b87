"""Water, measured: readings as they were published, means of months, and what follows from them."""

import csv
import datetime as dt
from pathlib import Path

from dashboard.intake.drafting import draft
from dashboard.intake.remembered import Answers
from dashboard.store.catalog import Catalog
from dashboard.store.lake import Author, Lake
from tests.answers import answer
from tests.rows import TODAY, Rows, upload

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
