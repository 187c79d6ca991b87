"""Undo of any upload: what comes back row by row, what later uploads touched, and who may overwrite what."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.exports.receipt import receipt, receipt_file
from dashboard.intake.drafting import draft
from dashboard.store.catalog import StoreError
from dashboard.store.lake import Author, DataChanged, Lake
from dashboard.store.undo import LaterWork, Undo, UndoConflict, plan_undo, undo_change
from tests.rows import TODAY, as_csv, upload


def air(month: str, value: float) -> dict[str, Any]:
    return {"month": f"2023-{month}", "pollutant": "pm2_5", "scope": "district", "value": value, "source": "测试"}


def put(lake: Lake, person: str, values: dict[str, float], *, alone: bool = False, message: str = "") -> int:
    """Upload months with their values, and remove all others if `alone`; returns the upload's number."""
    data = as_csv([air(month, value) for month, value in values.items()])
    made = draft(lake, "air_monthly", data, "文件.csv", TODAY)
    assert not made.errors, made.problems
    change = made.change(Author(person, "文件.csv", made.sha256, message))
    if alone:
        others = "select month, pollutant, scope from air_monthly where not list_contains(?, month[6:])"
        change = replace(change, removals=lake.ask(others, [list(values)]).to_arrow_table())
    lake.commit([change])
    return newest(lake)


def log(lake: Lake) -> pd.DataFrame:
    return lake.query("data/history", dataset="air_monthly")


def newest(lake: Lake) -> int:
    return int(log(lake)["upload_id"].iloc[0])


def numbers(lake: Lake) -> list[int]:
    """The numbers of the uploads, oldest first."""
    return [int(number) for number in reversed(log(lake)["upload_id"])]


def counts(lake: Lake) -> list[int]:
    return [int(log(lake)[f"rows_{kind}"].iloc[0]) for kind in ("added", "changed", "removed", "unchanged")]


def stored(lake: Lake) -> dict[str, float]:
    return dict(lake.ask("select month[6:], value from air_monthly order by month").fetchall())


def undo(lake: Lake, upload_id: int, later_work: LaterWork | None = None, reason: str = "") -> int:
    lake.commit([undo_change(plan_undo(lake, upload_id), "王五", reason, later_work)])
    return newest(lake)


def rows(plan: Undo) -> list[tuple[str, str | None, str | None, str | None, str, int | None]]:
    """Month, value before, after and now, state, the last upload to touch it later."""
    return [
        (
            (row["before"] or row["after"])["month"].removeprefix("2023-"),
            *(row[version] and row[version]["value"] for version in ("before", "after", "now")),
            row["state"],
            row["later_upload_id"],
        )
        for row in plan.rows.to_pylist()
    ]


#: An explanation by somebody who would like a receipt of more.
TYPED = "补报\n行　　数：新增 99 行"


@pytest.fixture(scope="module")
def story_home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four uploads: the second is wrong, and later ones change, put back and remove what it did. For reading only."""
    home = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("story") / "store"))
    lake = Lake(home)
    put(lake, "张三", {"01": 50, "02": 60, "03": 70, "06": 10, "07": 70})
    put(
        lake, "张三", {"01": 51, "02": 61, "04": 40, "05": 30, "06": 11, "07": 71}, message="补报\n行　　数：新增 99 行"
    )
    put(lake, "李四", {"02": 62, "05": 31, "06": 12})
    put(lake, "赵六", {"01": 51, "02": 62, "05": 31, "06": 11}, alone=True)
    return home


@pytest.fixture(scope="module")
def story(story_home: Path) -> Lake:
    """The four uploads. For reading only."""
    return Lake(story_home)


@pytest.fixture
def own_story(story_home: Path, tmp_path: Path) -> Lake:
    """The four uploads, to write to."""
    return Lake(shutil.copytree(story_home, tmp_path / "story"))


def test_every_row_an_upload_touched_is_clean_touched_later_or_as_before_already(story: Lake) -> None:
    _, wrong, later, removing = numbers(story)
    assert rows(plan_undo(story, wrong)) == [
        ("02", "60.0", "61.0", "62.0", "touched_later", later),
        ("05", None, "30.0", "31.0", "touched_later", later),
        ("07", "70.0", "71.0", None, "touched_later", removing),
        ("01", "50.0", "51.0", "51.0", "clean", None),
        ("04", None, "40.0", None, "already", removing),
        ("06", "10.0", "11.0", "11.0", "clean", removing),
    ]
    assert rows(plan_undo(story, removing)) == [
        ("03", "70.0", None, None, "clean", None),
        ("04", "40.0", None, None, "clean", None),
        ("06", "12.0", "11.0", "11.0", "clean", None),
        ("07", "71.0", None, None, "clean", None),
    ]


def test_later_work_is_named_and_refused_unless_a_person_decides(story: Lake) -> None:
    _, wrong, later, removing = numbers(story)
    plan = plan_undo(story, wrong)
    named = [(found.upload_id, found.person, found.rows) for found in plan.later_uploads]
    assert named == [(later, "李四", 2), (removing, "赵六", 1)]
    says = f"改动了6行，其中3行后来又被改动（第{later}号李四、第{removing}号赵六），没有撤销。请先决定"
    with pytest.raises(UndoConflict, match=says):
        undo_change(plan, "王五")


def test_only_what_later_uploads_left_alone_is_undone_if_a_person_decides_so(own_story: Lake) -> None:
    wrong = numbers(own_story)[1]
    undo(own_story, wrong, LaterWork.KEEP)
    assert stored(own_story) == {"01": 50, "02": 62, "05": 31, "06": 10}
    assert counts(own_story) == [0, 2, 0, 2]
    assert log(own_story)["message"].iloc[0] == f"撤销第{wrong}号上传（只撤销未被后来改动的行）"


def test_later_work_is_overwritten_if_a_person_decides_so(own_story: Lake) -> None:
    wrong = numbers(own_story)[1]
    undo(own_story, wrong, LaterWork.OVERWRITE)
    assert stored(own_story) == {"01": 50, "02": 60, "06": 10, "07": 70}
    assert counts(own_story) == [1, 3, 1, 0]
    assert log(own_story)["message"].iloc[0] == f"撤销第{wrong}号上传（连同后来的改动一起撤销）"


def test_removed_rows_come_back_with_the_upload_and_the_line_they_are_from(own_story: Lake) -> None:
    earlier = numbers(own_story)
    number = undo(own_story, earlier[-1], reason="传错了文件")
    assert stored(own_story) == {"01": 51, "02": 62, "03": 70, "04": 40, "05": 31, "06": 12, "07": 71}
    origins = "select month[6:], line, upload_id from air_monthly where month[6:] in ('03', '07') order by month"
    back = own_story.ask(origins).fetchall()
    assert [(month, line) for month, line, _ in back] == [("03", 4), ("07", 7)]
    assert {upload_id for _, _, upload_id in back} <= set(earlier[:-1])
    assert log(own_story)[["person", "message"]].iloc[0].tolist() == ["王五", f"撤销第{earlier[-1]}号上传：传错了文件"]
    assert numbers(own_story) == [*earlier, number]
    assert receipt(log(own_story).iloc[0]).count("（没有文件）") == 2


def test_a_middle_upload_is_undone_and_the_later_one_stays(store: Path) -> None:
    lake = Lake(store)
    put(lake, "张三", {"01": 50, "02": 60})
    middle = put(lake, "张三", {"02": 61, "03": 40})
    put(lake, "李四", {"04": 30})
    undo(lake, middle)
    assert stored(lake) == {"01": 50, "02": 60, "04": 30}
    assert counts(lake) == [0, 1, 1, 2]


def test_an_undo_is_undone_like_any_upload_but_nothing_is_undone_twice(store: Path) -> None:
    lake = Lake(store)
    put(lake, "张三", {"01": 50})
    wrong = put(lake, "张三", {"01": 51, "02": 60})
    first_undo = undo(lake, wrong)
    assert stored(lake) == {"01": 50}
    with pytest.raises(UndoConflict, match="没有可撤销的行：它改动了2行，2行已与上传前相同，0行后来又被改动"):
        undo(lake, wrong)
    undo(lake, first_undo)
    assert stored(lake) == {"01": 51, "02": 60}
    assert log(lake)["message"].iloc[0] == f"撤销第{first_undo}号上传"


def test_of_two_people_who_look_at_the_same_time_the_second_is_told(own_story: Lake) -> None:
    other = Lake(own_story.catalog.home)
    before = numbers(own_story)
    first, second = plan_undo(own_story, before[-1]), plan_undo(other, before[-1])
    own_story.commit([undo_change(first, "甲")])
    with pytest.raises(DataChanged, match="已被更新"):
        other.commit([undo_change(second, "乙")])
    assert len(numbers(own_story)) == len(before) + 1


def test_an_upload_of_long_ago_is_undone_after_many_commits_and_a_restore(store: Path) -> None:
    lake = Lake(store)
    months = [f"{month:02d}" for month in range(1, 13)]
    put(lake, "张三", dict.fromkeys(months, 10))
    wrong = put(lake, "张三", dict.fromkeys(months[:11], 20))
    for turn in range(4):
        put(lake, "李四", {months[turn]: 30 + turn})
    snapshot = int(log(lake)["snapshot_id"].iloc[0])
    put(lake, "李四", {"01": 99}, alone=True)
    lake.restore("air_monthly", snapshot, Author("王五"))
    plan = plan_undo(lake, wrong)
    assert (plan.count("clean"), plan.count("touched_later"), plan.count("already")) == (7, 4, 0)
    undo(lake, wrong, LaterWork.KEEP)
    assert list(stored(lake).values()) == [30, 31, 32, 33, *[10] * 8]


def test_each_dataset_of_a_snapshot_is_undone_for_itself_and_demonstration_data_stays_marked(demo_store: Path) -> None:
    lake = Lake(demo_store)
    all_rows = "select month, pollutant, scope, value, source from air_monthly order by all"
    before = lake.ask(all_rows).fetchall()
    lake.clear_demo("办公室")
    undo(lake, newest(lake))
    assert lake.ask(all_rows).fetchall() == before
    assert lake.ask("select count(*) from stations").fetchone() == (0,)
    lake.clear_demo("办公室")
    assert stored(lake) == {}


def test_rows_come_back_with_the_upload_they_are_from_so_that_demonstration_data_stays_marked(demo_store: Path) -> None:
    lake = Lake(demo_store)
    upload(lake, "air_monthly", [air("01", 1) | {"month": "2024-01"}])
    upload(lake, "air_monthly", [air("01", 2) | {"month": "2024-01"}, air("01", 2)])
    undo(lake, newest(lake))
    origins = "select month, is_demo from air_monthly join uploads using (upload_id) where pollutant = ? and scope = ?"
    kept = lake.ask(origins, [air("01", 2)["pollutant"], air("01", 2)["scope"]]).fetchall()
    assert {("2024-01", False), ("2023-01", True)} <= set(kept)


def test_what_came_with_the_store_and_what_never_was_are_refused(empty_lake: Lake) -> None:
    with pytest.raises(UndoConflict, match="第1号是建立数据库时写入的内容"):
        plan_undo(empty_lake, 1)
    with pytest.raises(StoreError, match="没有第999号上传"):
        plan_undo(empty_lake, 999)


def test_a_receipt_says_who_gave_which_file_and_what_it_did_and_nobody_can_add_lines_to_it(story: Lake) -> None:
    wrong = log(story).iloc[-2]
    text = receipt(wrong)
    assert text.splitlines()[:2] == ["数据入库回执", "=" * 12]
    assert text.splitlines()[3] == f"编　　号：第{wrong['upload_id']}号上传（快照 {wrong['snapshot_id']}）"
    assert "操 作 人：张三\n" in text
    assert "文 件 名：文件.csv\n行　　数：新增 2 行，修改 4 行，删除 0 行，不变 0 行\n" in text
    assert "说　　明：补报 行　　数：新增 99 行\n" in text
    assert f"\n{wrong['sha256']}\n" in text
    assert receipt_file(wrong).startswith(b"\xef\xbb\xbf")
    assert receipt_file(wrong).decode("utf-8-sig").replace("\r\n", "\n") == text
