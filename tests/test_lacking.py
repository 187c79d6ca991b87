"""No page falls over rows of the notice that are not there; `python -m bench.lacking` tries every dataset."""

from pathlib import Path

import pytest

from tests.lacking import falls


@pytest.mark.parametrize("name", ["projects", "indicators"])
def test_no_page_falls_without_rows_that_it_rests_on(demo_home: Path, name: str) -> None:
    assert list(falls(demo_home, name)) == []
