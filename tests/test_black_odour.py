"""Black-odour water: points graded by the share of their data, waters by the share of their points."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import Rows, upload

Values = dict[str, float]

CLEAN: Values = {"transparency": 40, "dissolved_oxygen": 5, "redox_potential": 120, "ammonia_nitrogen": 2}
MILD: Values = CLEAN | {"ammonia_nitrogen": 9}
ONE: Values = CLEAN | {"ammonia_nitrogen": 16}
TWO: Values = ONE | {"dissolved_oxygen": 0.1}
ENDS: Values = {"transparency": 25, "dissolved_oxygen": 2, "redox_potential": 50, "ammonia_nitrogen": 8}
SEVERE_ENDS: Values = {"transparency": 10, "dissolved_oxygen": 0.2, "redox_potential": -200, "ammonia_nitrogen": 15}
#: 40 % of 20 cm is 8.
SHALLOW: Values = CLEAN | {"depth": 20, "transparency": 8}
TOO_SHALLOW: Values = CLEAN | {"depth": 20, "transparency": 7.9}

#: water -> for each point, its rounds of five days.
WATERS: dict[str, list[list[Values]]] = {
    "一次重度": [[ONE, CLEAN, CLEAN, CLEAN, CLEAN], [CLEAN] * 5, [CLEAN] * 5],
    "五分之三": [[ONE, ONE, ONE, CLEAN, CLEAN]] * 3,
    "五分之二一项": [[ONE, ONE, CLEAN, CLEAN, CLEAN]] * 3,
    "五分之二两项": [[TWO, TWO, CLEAN, CLEAN, CLEAN]] * 3,
    "五分之一两项": [[TWO, CLEAN, CLEAN, CLEAN, CLEAN]] * 3,
    "三点相连": [[MILD] * 5, *[[ONE] * 5] * 3, *[[MILD] * 5] * 4],
    "三点不连": [[ONE] * 5, [ONE] * 5, [CLEAN] * 5, [ONE] * 5, *[[CLEAN] * 5] * 3],
    "六成": [[ONE] * 5, [CLEAN] * 5, [ONE] * 5, [CLEAN] * 5, [ONE] * 5],
    "端点": [[ENDS] * 5] * 3,
    "重度端点": [[SEVERE_ENDS] * 5] * 3,
    "浅水": [[SHALLOW] * 5] * 3,
    "浅水不足": [[TOO_SHALLOW] * 5] * 3,
    "点少": [[ONE] * 5] * 2,
    "次少": [[ONE] * 2] * 3,
    "农村": [[ONE] * 5] * 3,
    "未测": [],
}


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Each water of WATERS, sampled every fifth day of June 2023."""
    made = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("black_odour") / "store"))
    waters = [{"water": water, "area": "rural" if water == "农村" else "urban", "source": "测试"} for water in WATERS]
    upload(made, "black_odour_waters", waters)
    points, rows = [], []
    for water, found in WATERS.items():
        for position, rounds in enumerate(found, 1):
            names: dict[str, Any] = {"water": water, "point": f"{position}号"}
            points.append(names | {"position": position, "source": "测试"})
            for day, values in enumerate(rounds, 1):
                rows.append(names | {"date": f"2023-06-{5 * day:02d}", "depth": 60, "source": "测试"} | values)
    upload(made, "black_odour_points", points)
    upload(made, "black_odour_samples", rows)
    return made


def grades(lake: Lake, as_of: str = "2023-06-30") -> dict[str, str]:
    return dict(answer(lake, "water/black_odour", "water grade", as_of=as_of))


def test_points_are_graded_by_the_share_of_their_data_and_waters_by_the_share_of_their_points(lake: Lake) -> None:
    assert grades(lake) == {
        "一次重度": "mild",  # not the worst single value
        "五分之三": "severe",  # one item in 60 %
        "五分之二一项": "mild",
        "五分之二两项": "severe",  # two items in 30 % each
        "五分之一两项": "mild",
        "三点相连": "mild",  # the stretch is severe, the water is not
        "三点不连": "mild",
        "六成": "severe",  # three of five points
        "端点": "clean",
        "重度端点": "mild",
        "浅水": "clean",
        "浅水不足": "mild",
        "点少": "insufficient",
        "次少": "insufficient",
        "农村": "black_odorous",
        "未测": "unmonitored",
    }


def test_three_severe_points_in_a_row_make_their_stretch_severe(lake: Lake) -> None:
    columns = "water severe_stretches severe_points points"
    rows = {row[0]: row[1:] for row in answer(lake, "water/black_odour", columns, as_of="2023-06-30")}
    assert rows["三点相连"] == ("2号至4号", 3, 8)
    assert rows["三点不连"] == (None, 3, 7)


def test_only_what_was_sampled_by_then_and_lately_counts(lake: Lake) -> None:
    assert grades(lake, "2023-06-14")["五分之三"] == "insufficient"
    assert grades(lake, "2023-06-15")["五分之三"] == "severe"
    assert grades(lake, "2023-09-13")["五分之三"] == "insufficient"  # of 90 days two rounds are left
    assert grades(lake, "2023-12-31")["五分之三"] == "unmonitored"


def test_the_share_of_cleared_waters_is_of_those_graded_and_unknown_without_a_register(
    lake: Lake, empty_lake: Lake
) -> None:
    columns = "waters graded cleared cleared_share assigned_value"
    assert answer(lake, "water/black_odour_share", columns, as_of="2023-06-30") == [(16, 13, 2, 15.4, None)]
    assert answer(empty_lake, "water/black_odour_share", columns) == [(None, None, None, None, None)]


def rule(name: str, value: str) -> dict[str, str]:
    return {"rule_id": name, "title": "测试", "value": value, "meaning": "测试", "basis": "测试"}


def test_end_values_and_shallow_water_follow_their_rules(lake: Lake) -> None:
    changed: Rows = [rule("black_odour_end_values", "算黑臭"), rule("black_odour_shallow_grade", "重度")]
    upload(lake, "rules", changed)
    found = grades(lake)
    assert (found["端点"], found["浅水"], found["浅水不足"]) == ("mild", "mild", "severe")
