"""The class of one reading, to the digit of GB 3838-2002: limits, rounding, which item decides, which never do."""

from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer

#: What is measured, and the class with the items that decide it.
READINGS: list[tuple[dict[str, Any], int | None, str | None]] = [
    ({"ammonia_nitrogen": 2.1}, 6, "ammonia_nitrogen"),
    ({"ammonia_nitrogen": 2.004}, 5, "ammonia_nitrogen"),  # 2.00 after rounding
    ({"ammonia_nitrogen": 2.005}, 5, "ammonia_nitrogen"),  # half to even
    ({"ammonia_nitrogen": 2.015}, 6, "ammonia_nitrogen"),
    ({"cod": 15}, 1, "cod"),  # Ⅰ and Ⅱ share a limit
    ({"cod": 15.05}, 1, "cod"),
    ({"cod": 15.06}, 3, "cod"),
    ({"bod5": 3, "volatile_phenol": 0.002}, 1, "bod5,volatile_phenol"),
    ({"ph": 9.4}, 1, "ph"),
    ({"ph": 9.5}, 6, "ph"),  # 10 after rounding
    ({"ph": 5.5}, 1, "ph"),  # 6 after rounding
    ({"ph": 5.4}, 6, "ph"),
    ({"dissolved_oxygen": 7.5}, 1, "dissolved_oxygen"),
    ({"dissolved_oxygen": 7.4}, 2, "dissolved_oxygen"),
    ({"dissolved_oxygen": 7.4, "water_temperature": 26}, 1, "dissolved_oxygen"),  # 91 % of saturation
    ({"dissolved_oxygen": 7.4, "water_temperature": 25}, 2, "dissolved_oxygen"),  # 89.5 %
    ({"dissolved_oxygen": 1.9}, 6, "dissolved_oxygen"),
    ({"total_phosphorus": 0.3}, 4, "total_phosphorus"),
    ({"total_phosphorus": 0.3, "lake": True}, 6, "total_phosphorus"),
    ({"total_phosphorus": 0.0205}, 1, "total_phosphorus"),  # 0.020, half to even
    ({"mercury": 0.00005}, 1, "mercury"),
    ({"mercury": 0.000004}, 1, "mercury"),  # keeps its digit: it is not 0
    ({"cadmium": 0.005, "cod": 18}, 3, "cod"),
    ({"cod": 35, "total_phosphorus": 0.35, "ammonia_nitrogen": 1.2}, 5, "cod,total_phosphorus"),
    ({"total_nitrogen": 9.9, "faecal_coliform": 99999, "cod": 3}, 1, "cod"),
    ({"total_nitrogen": 9.9, "lake": True}, None, None),
    ({"water_temperature": 35}, None, None),
    ({}, None, None),
]


@pytest.mark.parametrize(("given", "water_class", "deciding"), READINGS)
def test_the_worst_item_decides_the_class_of_a_reading(
    empty_lake: Lake, given: dict[str, Any], water_class: int | None, deciding: str | None
) -> None:
    assert answer(empty_lake, "water/class_of", "class deciding", **given) == [(water_class, deciding)]


def test_of_24_items_21_are_evaluated_and_19_have_a_multiple(empty_lake: Lake) -> None:
    counts = "select count(*), count(*) filter (is_evaluated), count(*) filter (is_evaluated and has_multiple)"
    assert empty_lake.ask(f"{counts} from water_items where table_number = 1").fetchall() == [(24, 21, 19)]
    lake_only = "select item from water_limits group by item having not bool_or(water_body in ('all', 'river'))"
    assert set(empty_lake.ask(lake_only + " and bool_or(water_body = 'lake')").fetchall()) == {("total_nitrogen",)}
