"""No page falls over rows of the notice that are not there; `python -m bench.lacking` tries every dataset."""

from pathlib import Path

from tests.lacking import falls


def test_no_page_falls_without_the_projects(demo_home: Path) -> None:
    assert list(falls(demo_home, "projects")) == []
