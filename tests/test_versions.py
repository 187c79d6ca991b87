"""Versions of targets side by side: the notice, each revision, what an undo brings back; and only cells that differ."""

from pathlib import Path
from typing import Any

import pytest

from dashboard.datasets import dataset, datasets
from dashboard.store.lake import Author, Lake
from dashboard.store.undo import plan_undo, undo_change
from dashboard.store.versions import Versions, versions_of
from tests.rows import upload


def june(target: float, baseline: float = 22) -> dict[str, Any]:
    return {"pollutant": "pm2_5", "month": 6, "baseline": baseline, "target": target, "source_line": 126}


def of(lake: Lake, name: str) -> Versions:
    return versions_of(lake, dataset(name))


def cells(found: Versions) -> list[tuple[Any, ...]]:
    return [(*cell.key, cell.field, *cell.texts) for cell in found.cells]


def test_the_notice_a_revision_and_its_undo_stand_side_by_side(store: Path) -> None:
    lake = Lake(store)
    assert [version.is_notice for version in of(lake, "air_targets").versions] == [True]
    upload(lake, "air_targets", [june(20)], person="张三")
    revised = of(lake, "air_targets")
    assert cells(revised) == [("pm2_5", "6", "target", "22.0", "20.0")]
    assert [(version.person, version.is_notice) for version in revised.versions] == [("系统", True), ("张三", False)]
    assert (revised.changed(1), revised.same_as(1)) == (1, None)
    lake.commit([undo_change(plan_undo(lake, revised.versions[1].upload_id), "王五", "文号写错")])
    undone = of(lake, "air_targets")
    assert cells(undone) == [("pm2_5", "6", "target", "22.0", "20.0", "22.0")]
    assert undone.versions[2].message == f"撤销第{revised.versions[1].upload_id}号上传：文号写错"
    assert undone.same_as(2) == undone.versions[0]


def test_a_file_that_changes_nothing_is_no_version_and_a_restore_is_one(store: Path) -> None:
    lake = Lake(store)
    upload(lake, "air_targets", [june(22)])
    assert len(of(lake, "air_targets").versions) == 1
    upload(lake, "air_targets", [june(20, baseline=23)])
    lake.restore("air_targets", of(lake, "air_targets").versions[0].snapshot, Author("王五", message="恢复"))
    upload(lake, "air_targets", [june(20, baseline=23)])
    found = of(lake, "air_targets")
    assert cells(found) == [
        ("pm2_5", "6", "baseline", "22.0", "23.0", "22.0", "23.0"),
        ("pm2_5", "6", "target", "22.0", "20.0", "22.0", "20.0"),
    ]
    assert [found.same_as(number) for number in (1, 2, 3)] == [None, found.versions[0], found.versions[1]]


def test_a_row_that_comes_is_not_there_before_and_an_empty_cell_is_another_thing(store: Path) -> None:
    lake = Lake(store)
    new = {"section": "洞头", "reading": 3, "place": "补充通知", "quote": "Ⅲ类", "target_class": "Ⅲ", "is_chosen": "否"}
    upload(lake, "water_targets", [new | {"note": None, "source_line": 1}])
    found = of(lake, "water_targets")
    assert [(cell.field, cell.texts, cell.is_there) for cell in found.cells] == [
        ("place", (None, "补充通知"), (False, True)),
        ("quote", (None, "Ⅲ类"), (False, True)),
        ("target_class", (None, "3"), (False, True)),
        ("is_chosen", (None, "false"), (False, True)),
        ("source_line", (None, "1"), (False, True)),
    ]


@pytest.mark.parametrize("name", [name for name, target in datasets().items() if target.has_versions])
def test_every_kind_of_targets_begins_with_the_notice(empty_lake: Lake, name: str) -> None:
    found = of(empty_lake, name)
    assert [version.is_notice for version in found.versions] == [True]
    assert found.cells == ()
