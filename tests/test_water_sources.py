"""Drinking-water sources: class Ⅲ of the standard of their kind, by count and by volume, each named."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import upload


def sample(name: str, date: str, indicator: str, value: float | str) -> dict[str, Any]:
    return {"water_source": name, "date": date, "indicator": indicator, "value": value, "source": "测试"}


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A reservoir, a river and two wells, one of them closed in April. For reading only."""
    made = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("sources") / "store"))
    kinds = {"水库": "lake", "河": "river", "井": "groundwater", "旧井": "groundwater"}
    register = [
        {"water_source": name, "kind": kind, "level": "county", "closed_on": "", "source": "测试"}
        for name, kind in kinds.items()
    ]
    register[-1]["closed_on"] = "2023-04-15"
    upload(made, "water_sources", register)
    rows = [
        # May: 0.1 of phosphorus is fine in a river and not in a lake; 0.6 of ammonia not in groundwater
        *(sample(name, "2023-05-08", "total_phosphorus", 0.1) for name in ("水库", "河")),
        *(sample(name, "2023-05-08", "ammonia_nitrogen", 0.6) for name in ("水库", "河", "井")),
        # June: the reservoir has too much nitrate (Table 2), the well half of 0.03 is fine, the river was not sampled
        *(
            sample("水库", "2023-06-08", item, 11 if item == "nitrate" else 99)
            for item in ("nitrate", "total_nitrogen")
        ),
        sample("井", "2023-06-08", "sulfide", "<0.03"),
        sample("井", "2023-06-08", "nitrate", 11),
        # July: no oxygen in the river; the mean of 0.9 and 1.1 is class Ⅲ
        sample("河", "2023-07-08", "dissolved_oxygen", 4.9),
        sample("水库", "2023-07-01", "ammonia_nitrogen", 0.9),
        sample("水库", "2023-07-20", "ammonia_nitrogen", 1.1),
        sample("井", "2023-07-08", "total_hardness", 451),
    ]
    upload(made, "water_source_samples", rows)
    taken = [("水库", "2023-05", 60), ("河", "2023-05", 30), ("井", "2023-05", 10), ("水库", "2023-06", 60)]
    upload(
        made,
        "water_source_volumes",
        [{"water_source": name, "month": month, "volume": volume, "source": "测试"} for name, month, volume in taken],
    )
    return made


def test_each_source_is_judged_by_the_standard_of_its_kind(lake: Lake) -> None:
    columns = "water_source month state exceeding_items items"
    rows = answer(lake, "water/source_months", columns, as_of="2023-07-31")
    assert [row for row in rows if row[1] >= "2023-05"] == [
        ("水库", "2023-05", "exceeding", "总磷（0.1）", 2),
        ("水库", "2023-06", "exceeding", "硝酸盐（11）", 1),  # total nitrogen does not count
        ("水库", "2023-07", "attained", None, 1),
        ("河", "2023-05", "attained", None, 2),
        ("河", "2023-06", "missing", None, 0),
        ("河", "2023-07", "exceeding", "溶解氧（4.9）", 1),
        ("井", "2023-05", "exceeding", "氨氮（0.6）", 1),
        ("井", "2023-06", "attained", None, 2),
        ("井", "2023-07", "exceeding", "总硬度（451）", 1),
    ]
    assert {row[1] for row in rows if row[0] == "旧井"} == {"2023-01", "2023-02", "2023-03"}


def test_the_rate_by_count_and_the_rate_by_volume_differ_and_name_who_is_missing(lake: Lake, empty_lake: Lake) -> None:
    columns = "month sources judged attained rate_by_count rate_by_volume exceeding missing without_volume"
    rows = answer(lake, "water/source_rates", columns, as_of="2023-07-31")
    assert rows[3:] == [
        ("2023-04", 3, 0, 0, None, None, "", "水库、河、井", ""),
        ("2023-05", 3, 3, 1, 33.3, 30.0, "水库、井", "", ""),
        ("2023-06", 3, 2, 1, 50.0, None, "水库", "河", "井"),  # without the well's volume there is no rate by volume
        ("2023-07", 3, 3, 1, 33.3, None, "河、井", "", "水库、河、井"),
    ]
    assert answer(empty_lake, "water/source_rates", "sources rate_by_count", as_of="2023-01-31") == [(None, None)]


def flow(section: str, date: str, value: float) -> dict[str, Any]:
    return {"section": section, "date": date, "flow": value, "source": "测试"}


def test_the_flow_that_ecology_needs_is_judged_by_days_and_only_where_it_is_stated(
    lake: Lake, empty_lake: Lake
) -> None:
    columns = "section state days days_met days_missed"
    nothing = [(name, "no_requirement", 0, None, None) for name in ("白水河", "洞头", "金匠桥")]
    assert answer(empty_lake, "water/ecological_flow", columns) == nothing
    need = {"required_flow": 0.3, "basis": "某文〔2023〕1号", "source": "测试"}
    upload(lake, "ecological_flows", [need | {"section": "白水河"}, need | {"section": "洞头"}])
    flows = [("2022-12-31", 0.1), ("2023-01-01", 0.3), ("2023-01-02", 0.29), ("2023-01-03", 0), ("2023-01-09", 0.5)]
    rows = [flow("白水河", date, value) for date, value in flows]
    upload(lake, "daily_flows", [*rows, flow("金匠桥", "2023-01-01", 0.1)])
    for as_of, found in [
        ("2023-01-01", ("白水河", "met", 1, 1, 0)),
        ("2023-01-08", ("白水河", "missed", 3, 1, 2)),
        ("2023-01-31", ("白水河", "missed", 4, 2, 2)),
    ]:
        assert answer(lake, "water/ecological_flow", columns, as_of=as_of) == [
            found,
            ("洞头", "unreported", 0, None, None),
            ("金匠桥", "no_requirement", 1, None, None),
        ]
    shares = answer(lake, "water/ecological_flow", "met_share days_of_year lowest_flow", as_of="2023-01-08")
    assert shares[0] == (33.3, 8, 0.0)
