"""A row entered on a page goes the way of an upload: checks, history, undo, and nothing over somebody else's change."""

from pathlib import Path

import pytest

from dashboard.intake.entering import EntryProblem, enter
from dashboard.store.lake import Author, DataChanged, Lake
from dashboard.store.undo import plan_undo, undo_change
from tests.answers import answer
from tests.rows import TODAY

GOAL = {"indicator_id": "IW-05", "assigned_value": "90", "assigned_document": "某文〔2023〕1号"}
COLUMNS = "indicator_id state assigned_value assigned_document assigned_by"


def goal(lake: Lake) -> tuple[object, ...]:
    return next(row for row in answer(lake, "water/unstated_goals", COLUMNS) if row[0] == "IW-05")


def test_a_goal_entered_on_the_page_is_checked_kept_in_history_and_can_be_undone(store: Path) -> None:
    lake = Lake(store)
    lake.have(["indicators"])
    version = lake.version("indicators")
    for row, wrong in [
        (GOAL | {"assigned_document": ""}, "^下达文号：.*要同时填下达文号"),
        (GOAL | {"assigned_value": "全部"}, "请填0到100的数"),
    ]:
        with pytest.raises(EntryProblem, match=wrong):
            enter(lake, "indicators", row, Author("张三"), TODAY, version)
    assert goal(lake) == ("IW-05", "unstated", None, None, None)
    enter(lake, "indicators", GOAL, Author("张三", message="IW-05 下达值"), TODAY, version)
    assert goal(lake) == ("IW-05", "assigned", "90", "某文〔2023〕1号", "张三")
    newest = lake.query("data/history", dataset="indicators").iloc[0]
    assert (newest["person"], newest["message"], newest["rows_changed"]) == ("张三", "IW-05 下达值", 1)
    with pytest.raises(DataChanged):
        enter(lake, "indicators", GOAL | {"assigned_value": "80"}, Author("李四"), TODAY, version)
    assert goal(lake)[2] == "90"
    lake.commit([undo_change(plan_undo(lake, int(newest["upload_id"])), "王五")])
    assert goal(lake) == ("IW-05", "unstated", None, None, None)
