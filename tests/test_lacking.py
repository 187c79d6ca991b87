"""No page falls over rows that are not there; `python -m bench.lacking` tries every page without each dataset."""

from pathlib import Path

import pytest

from tests.lacking import falls

#: Pages that fell once, by what was not there.
FELL = {
    "projects": ["overview", "water_projects"],
    "rules": ["overview", "tasks_units"],
    "light_rules": ["tasks_ledger", "tasks_detail"],
    "water_status_rules": ["water_sections"],
    "air_standards": ["air_outlook", "air_days"],
}


@pytest.mark.parametrize("dataset", list(FELL))
def test_no_page_falls_without(demo_home: Path, dataset: str) -> None:
    assert list(falls(demo_home, dataset, FELL[dataset])) == []
