"""Monthly reports: who owes which, when one is late, what is due in a month, drafts, many handed in as one commit."""

import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dashboard.access import drafts
from dashboard.access.book import Book
from dashboard.access.drafts import DraftFile, Sheet
from dashboard.access.visitors import Visitor
from dashboard.datasets import uploadable
from dashboard.evidence import Report, ReportsChanged, ReportsRefused, Wrong, fetch, hand_in, receive
from dashboard.exports.tables import export, template
from dashboard.queries import QueryError
from dashboard.store.catalog import StoreError
from dashboard.store.lake import Author, Lake
from dashboard.store.undo import LaterWork, plan_undo, undo_change
from tests.answers import answer
from tests.rows import TODAY, MakeLake, upload

WATER, TOWN = "区水务局", "南村镇"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
GOOD = {"progress": "已巡查", "claim": "in_progress"}


def report(task_id: str, period: str = "2023-06", unit: str = WATER, **more: Any) -> dict[str, Any]:
    return {"task_id": task_id, "period": period, "unit": unit, "progress": "已部署", "claim": "in_progress", **more}


def came_at(lake: Lake, moment: str) -> None:
    """Have the newest upload come at a moment of Beijing."""
    with lake.catalog.session(write=True) as session:
        newest = "upload_id = (select max(upload_id) from lake.uploads)"
        session.execute(f"update lake.uploads set uploaded_at = '{moment}' where {newest}")
        session.execute("update lake.heads set version = version + 1 where dataset = 'uploads'")
    lake.refresh()


# ---- columns --------------------------------------------------------------------------------------------------------


def test_a_file_without_person_and_amount_leaves_them_and_one_with_them_is_shown(
    make_lake: MakeLake, tmp_path: Path
) -> None:
    lake = make_lake({"task_reports": [report("W-01", responsible="张三", amount="完成12处/共20处")]})
    upload(lake, "task_reports", [report("W-01", progress="又巡查一次")])
    columns = "progress responsible amount"
    stored = [("又巡查一次", "张三", "完成12处/共20处")]
    assert answer(lake, "tasks/reports", columns, task_id="W-01", as_of="2023-06-30") == stored
    sheet = template(lake, "task_reports", as_of="2023-06-30", unit=WATER).decode("utf-8-sig")
    assert sheet.splitlines()[0].endswith("已完成节点,责任人,完成量（定量）")
    assert "张三,完成12处/共20处" in sheet
    export(lake, "task_reports", tmp_path / "公开.csv", public=True)
    told = (tmp_path / "公开.csv").read_text(encoding="utf-8-sig")
    assert ("张三" in told, "完成12处/共20处" in told) == (False, True)


# ---- late and missing -----------------------------------------------------------------------------------------------


def test_a_report_is_late_from_midnight_after_the_25th_in_beijing(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})

    def is_late(period: str) -> object:
        rows = answer(lake, "tasks/reports", "period is_late", task_id="W-01", as_of="2023-12-31")
        return dict(rows)[period]

    for moment, late in [
        ("2023-06-25 23:59:59", False),
        ("2023-06-26 00:00:00", True),
    ]:
        came_at(lake, moment)
        assert is_late("2023-06") is late
        of_unit = dict(answer(lake, "units/tasks", "task_id is_late", unit=WATER, as_of="2023-06-30"))
        assert (of_unit["W-01"], of_unit["W-03"]) == (late, None)
    # May was over its 25th when the notice was issued: its report can come on any day.
    upload(lake, "task_reports", [report("W-01", "2023-05")])
    came_at(lake, "2023-09-01 08:00:00")
    assert is_late("2023-05") is False


IN_TIME, LATER, LAST = "2023-06-20 09:00:00", "2023-06-28 09:00:00", "2023-07-03 09:00:00"


def came(lake: Lake, moment: str, progress: str = "已部署", **more: Any) -> int:
    """Hand in the report of a task at a moment; returns the upload's number."""
    upload(lake, "task_reports", [report("W-01", progress=progress, **more)])
    came_at(lake, moment)
    return newest(lake)


def newest(lake: Lake) -> int:
    return int(lake.query("data/history", dataset="task_reports")["upload_id"].iloc[0])


def undo(lake: Lake, upload_id: int) -> int:
    """Undo an upload with all that came later; returns the undo's number."""
    lake.commit([undo_change(plan_undo(lake, upload_id), "王五", later_work=LaterWork.OVERWRITE)])
    return newest(lake)


def late(lake: Lake, task_id: str = "W-01", unit: str = WATER, month: str = "2023-06") -> tuple[object, object]:
    """Whether a report is late, as the task shows it and as it counts for the unit."""
    of_task = answer(lake, "tasks/reports", "period unit is_late", task_id=task_id, as_of="2023-12-31")
    of_unit = answer(lake, "tasks/report_sheet", "task_id state", as_of="2023-12-31", unit=unit, period=month)
    shown = {(period, reporter): is_late for period, reporter, is_late in of_task}
    return shown.get((month, unit)), dict(of_unit)[task_id]


def arrivals(lake: Lake) -> list[tuple[Any, ...]]:
    return lake.ask("select task_id, arrived_with, is_standing, upload_id from report_arrivals order by all").fetchall()


def test_a_report_that_came_in_time_and_is_corrected_after_the_25th_is_not_late(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, IN_TIME)
    first = newest(lake)
    second = came(lake, LATER, "更正一处")
    assert late(lake) == (False, "reported")
    # The row says where it is from now.
    assert answer(lake, "tasks/reports", "progress upload_id line", task_id="W-01", as_of="2023-12-31") == [
        ("更正一处", second, 2)
    ]
    third = came(lake, LAST, "再更正一处")
    assert late(lake) == (False, "reported")
    assert arrivals(lake) == [("W-01", first, True, third)]
    # It is so at once where the commit was made, and wherever the store is opened later.
    assert late(Lake(lake.catalog.home)) == (False, "reported")


def test_a_report_that_came_late_and_is_corrected_stays_late(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, LATER)
    came(lake, LAST, "更正一处")
    assert late(lake) == (True, "late")


def test_a_correction_that_is_undone_or_restored_leaves_a_report_as_timely_as_it_was(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, IN_TIME)
    second = came(lake, LATER, "更正一处")
    corrected = lake.snapshot()
    undone = undo(lake, second)
    assert late(lake) == (False, "reported")
    undo(lake, undone)
    assert late(lake) == (False, "reported")
    undo(lake, second)
    lake.restore("task_reports", corrected, Author("王五"))
    assert late(lake) == (False, "reported")
    assert lake.ask("select progress, upload_id from task_reports").fetchall() == [("更正一处", second)]


def test_a_report_that_is_undone_and_handed_in_again_late_is_late(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, IN_TIME)
    first = newest(lake)
    undo(lake, first)
    assert (late(lake), arrivals(lake)) == ((None, "overdue"), [("W-01", first, False, first)])
    again = came(lake, LATER)
    assert (late(lake), arrivals(lake)) == ((True, "late"), [("W-01", again, True, again)])


def test_a_corrected_report_that_was_gone_by_mistake_comes_back_as_timely_as_it_was(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-03")]})
    before = lake.snapshot()
    first = came(lake, IN_TIME)
    second = came(lake, LATER, "更正一处")
    corrected = lake.snapshot()
    undone = undo(lake, first)
    assert late(lake) == (None, "overdue")
    undo(lake, undone)
    assert (late(lake), arrivals(lake)[0]) == ((False, "reported"), ("W-01", first, True, second))
    lake.restore("task_reports", before, Author("王五"))
    assert late(lake) == (None, "overdue")
    lake.restore("task_reports", corrected, Author("王五"))
    assert (late(lake), arrivals(lake)[0]) == ((False, "reported"), ("W-01", first, True, second))


def test_of_a_report_of_a_member_and_one_of_its_group_one_in_time_is_enough(make_lake: MakeLake) -> None:
    group = "各镇（街道）"
    lake = make_lake({"task_reports": [report("A-14", unit=TOWN)]})
    came_at(lake, LATER)
    assert late(lake, "A-14", TOWN) == (True, "late")
    upload(lake, "task_reports", [report("A-14", unit=group)])
    came_at(lake, IN_TIME)
    upload(lake, "task_reports", [report("A-14", unit=group, progress="更正一处")])
    came_at(lake, LAST)
    assert late(lake, "A-14", TOWN) == (True, "reported")


def test_a_real_report_in_the_place_of_demonstration_data_counts_as_of_its_own_coming(demo_store: Path) -> None:
    lake = Lake(demo_store)
    assert late(lake) == (False, "reported")
    first = came(lake, LATER)
    assert late(lake) == (True, "late")
    came(lake, LAST, "更正一处")
    assert late(lake) == (True, "late")
    undo(lake, first)
    assert late(lake) == (False, "reported")


def test_demonstration_data_that_is_cleared_leaves_no_arrivals_and_no_record_of_their_own(demo_store: Path) -> None:
    lake = Lake(demo_store)
    kept = came(lake, LATER)
    lake.clear_demo("办公室")
    assert arrivals(lake) == [("W-01", kept, True, kept)]
    assert lake.query("data/history", dataset="report_arrivals").empty


def test_reports_of_a_store_without_arrivals_count_as_of_the_upload_that_they_are_from(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, IN_TIME)
    came(lake, LATER, "更正一处")
    with lake.catalog.session(write=True) as session:
        session.execute("delete from lake.report_arrivals")
        session.execute("update lake.heads set version = version + 1 where dataset = 'report_arrivals'")
    assert late(Lake(lake.catalog.home)) == (True, "late")


def test_a_store_of_an_earlier_release_notes_the_reports_that_it_has_so_that_the_next_correction_is_one(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    came_at(lake, IN_TIME)
    first = newest(lake)
    with lake.catalog.session(write=True) as session:
        session.execute("drop table lake.report_arrivals")
        session.execute("delete from lake.heads where dataset = 'report_arrivals'")
    lake = Lake(lake.catalog.home)
    assert (lake.was_older, arrivals(lake)) == (True, [("W-01", first, True, first)])
    came(lake, LATER, "更正一处")
    assert late(lake) == (False, "reported")


def test_nobody_hands_in_arrivals_or_brings_them_back_for_themselves(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    assert "report_arrivals" not in [each.name for listed in uploadable().values() for each in listed]
    with pytest.raises(StoreError, match="“月报首报”由系统自动记下，不能单独恢复。"):
        lake.restore("report_arrivals", lake.snapshot(), Author("王五"))


def test_demonstration_reports_are_never_late(demo_lake: Lake) -> None:
    rows = answer(demo_lake, "tasks/reports", "is_demo is_late", task_id="W-01", as_of="2023-09-30")
    assert len(rows) == 4
    assert set(rows) == {(True, False)}


def owing(lake: Lake, as_of: str, period: str | None = None) -> dict[tuple[str, str], bool]:
    rows = answer(lake, "tasks/not_reported", "task_id unit is_overdue", as_of=as_of, period=period)
    return {(task_id, unit): is_overdue for task_id, unit, is_overdue in rows}


def test_who_owes_a_report_is_named_until_it_is_there_and_is_overdue_after_the_25th(make_lake: MakeLake) -> None:
    closed = {"node_id": "A-12-1", "closed_on": "2023-06-10", "approved_by": "区生环委办", "basis": "验收意见"}
    member = {"group_unit": "各镇（街道）", "member": WATER, "valid_from": "2023-07-01", "source_line": 173}
    reports = [report("W-01"), report("A-14", unit="各镇（街道）")]
    lake = make_lake({"closures": [closed], "unit_members": [member], "task_reports": reports})
    june = owing(lake, "2023-06-25")
    assert ("W-01", WATER) not in june
    assert june["W-03", WATER] is False
    assert owing(lake, "2023-06-26")["W-03", WATER] is True
    # A member owes for its group, and what is handed in for the group serves it.
    assert ("A-25", TOWN) in june
    assert {("A-14", TOWN), ("A-25", "各镇（街道）"), ("A-25", WATER)} & june.keys() == set()
    sheet = dict(
        answer(
            lake, "tasks/report_sheet", "task_id reported_by_groups", as_of="2023-06-25", unit=TOWN, period="2023-06"
        )
    )
    assert (sheet["A-14"], sheet["A-25"]) == ("各镇（街道）", None)
    # A closed task owes none, as known on the day.
    energy = ("A-12", "区发改（能源）局")
    assert (energy in owing(lake, "2023-06-09"), energy in june) == (True, False)
    # In July the report of June serves no more; looked back at, June is as it was, and overdue.
    assert {("W-01", WATER), ("A-25", WATER)} <= owing(lake, "2023-07-01").keys()
    assert owing(lake, "2023-07-01", "2023-06").keys() == june.keys()
    assert set(owing(lake, "2023-07-01", "2023-06").values()) == {True}
    # Nobody owes for a month before the notice, or for one that has not begun; that of the issue is never overdue.
    assert owing(lake, "2023-06-26", "2023-04") == owing(lake, "2023-06-26", "2023-07") == {}
    assert set(owing(lake, "2023-06-26", "2023-05").values()) == {False}
    with pytest.raises(QueryError, match="参数 period 的值“2023-Q2”应为 2023-06 这样的月份"):
        owing(lake, "2023-06-26", "2023-Q2")


def test_units_are_counted_for_the_month_with_what_came_late(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("W-01")]})
    rows = answer(lake, "tasks/report_units", "unit owed reported late missing", as_of="2023-06-26", period="2023-06")
    assert [row for row in rows if row[0] == WATER] == [(WATER, 6, 1, 1, 5)]
    columns = "task_id state role falling_due"
    sheet = answer(lake, "tasks/report_sheet", columns, as_of="2023-06-26", unit=WATER, period="2023-06")
    # A day as a moment, as frames have it, is that day.
    again = answer(lake, "tasks/report_sheet", columns, as_of=pd.Timestamp("2023-06-26"), unit=WATER, period="2023-06")
    assert again == sheet
    assert [row[:3] for row in sheet][:2] == [("W-01", "late", "lead"), ("W-02", "overdue", "lead")]
    branch = answer(lake, "tasks/report_sheet", columns, as_of="2023-06-15", unit="区生态环境分局", period="2023-06")
    due = {task_id: falling_due for task_id, _, _, falling_due in branch}
    assert due["W-11"] == "按月对入河排污口水质开展监测（6月30日）"


@pytest.mark.parametrize(
    ("as_of", "today", "months"),
    [
        # The month after the day that the board counts to is looked at as of today, while that lies in it.
        ("2023-05-31", "2023-06-10", [("2023-06", "2023-06-10", False)]),
        ("2023-05-31", "2023-06-26", [("2023-06", "2023-06-26", True)]),
        ("2023-05-31", "2026-01-01", [("2023-06", "2023-06-30", True)]),
        ("2023-06-15", "2023-06-15", [("2023-07", "2023-07-01", False), ("2023-06", "2023-06-15", False)]),
        ("2023-03-31", "2023-06-15", []),
    ],
)
def test_a_month_can_be_reported_for_from_june_to_the_one_after_the_day(
    empty_lake: Lake, as_of: str, today: str, months: list[tuple[str, str, bool]]
) -> None:
    rows = answer(empty_lake, "tasks/report_months", "month counts_to is_late_now", as_of=as_of, today=today)
    assert [(month, f"{day:%F}", late) for month, day, late in rows] == months


# ---- what is due in a month -----------------------------------------------------------------------------------------


def test_a_recurring_duty_is_done_for_its_own_month_and_overdue_after_it(make_lake: MakeLake) -> None:
    lake = make_lake({"task_reports": [report("A-15", unit="区市场监管局", done_nodes="A-15-2")]})

    def due(as_of: str, month: str | None = None) -> list[tuple[Any, ...]]:
        rows = answer(lake, "tasks/due_instances", "node_id due state", as_of=as_of, month=month)
        return [(node_id, f"{day:%m-%d}", state) for node_id, day, state in rows]

    assert due("2023-06-15") == [
        ("A-15-2", "06-30", "done"),
        ("O-1", "06-30", "open"),
        ("S-09-1", "06-30", "open"),
        ("S-11-1", "06-30", "open"),
        ("W-11-1", "06-30", "open"),
    ]
    assert due("2023-07-01")[:3] == [("A-15-2", "07-31", "open"), ("O-1", "07-31", "open"), ("W-11-1", "07-31", "open")]
    assert due("2023-07-01", "2023-06") == [
        (node_id, day, "done" if state == "done" else "overdue") for node_id, day, state in due("2023-06-15")
    ]
    assert due("2023-07-01", "2023-04")[0] == ("S-09-1", "06-30", "overdue")


# ---- handing in -----------------------------------------------------------------------------------------------------


@pytest.fixture
def lake(store: Path) -> Lake:
    return Lake(store, ["task_reports", "evidence", "remembered_names", "unit_aliases", "task_units", "task_nodes"])


def hand(lake: Lake, *reports: Report, unit: str = WATER, units: tuple[str, ...] | None = (WATER,)) -> tuple[int, ...]:
    return tuple(hand_in(lake, unit, "2023-06", reports, "李四", TODAY, units=units))


def stored(lake: Lake) -> list[tuple[Any, ...]]:
    return lake.ask("select task_id, unit, progress from task_reports order by all").fetchall()


def test_reports_and_files_of_several_tasks_are_one_commit(lake: Lake) -> None:
    photo, paper = receive(lake, PDF, "台账.pdf"), receive(lake, PDF + b"\n", "方案.pdf")
    reports = [
        Report("W-01", GOOD, [photo]),
        Report("W-03", GOOD | {"progress": "第一行\r\n第二行"}),
        Report("W-02", files=[paper]),
    ]
    assert hand(lake, *reports) == (2, 2)
    newest = lake.query("data/history", dataset=None).iloc[:2]
    assert (set(newest["dataset"]), newest["snapshot_id"].nunique()) == ({"task_reports", "evidence"}, 1)
    assert set(newest["person"]) == {"李四"}
    assert set(newest["message"]) == {"区水务局2023年6月填报"}
    assert stored(lake) == [("W-01", WATER, "已巡查"), ("W-03", WATER, "第一行\n第二行")]
    assert fetch(lake, photo.sha256) == PDF
    kept = lake.ask("select task_id, period, file_name from evidence order by task_id").fetchall()
    assert kept == [("W-01", "2023-06", "台账.pdf"), ("W-02", "2023-06", "方案.pdf")]
    # The same once more writes nothing.
    base = lake.ask("select any_value(upload_id) from task_reports").fetchall()[0][0]
    again = [Report("W-01", GOOD, [photo], base=base)]
    assert hand(lake, *again) == (0, 0)


def test_all_that_is_wrong_is_told_by_task_and_column_and_nothing_is_written(lake: Lake) -> None:
    file = receive(lake, PDF, "台账.pdf")
    reports = [
        Report("W-01", {"progress": "一\n二\n三", "claim": "in_progress"}, [file]),
        Report("W-02", {"problem": "缺人"}),
        Report("W-03", {"progress": "已巡查", "claim": "done", "done_nodes": "W-01-1"}),
        Report("A-03", GOOD),
    ]
    with pytest.raises(ReportsRefused) as refused:
        hand(lake, *reports)
    found = [(each.task_id, each.column) for each in refused.value.wrong]
    assert found == [("W-02", "progress"), ("W-02", "claim"), ("W-03", "done_nodes"), ("A-03", "unit")]
    assert Wrong("W-02", "claim", "“自评”不能为空，请填写。") in refused.value.wrong
    assert (stored(lake), lake.ask("select count(*) from evidence").fetchall()) == ([], [(0,)])


def test_what_changed_since_it_was_looked_at_is_not_overwritten_and_others_reports_are_no_obstacle(lake: Lake) -> None:
    hand(lake, Report("A-03", GOOD), unit=TOWN, units=(TOWN,))
    assert hand(lake, Report("W-01", GOOD)) == (1, 0)
    with pytest.raises(ReportsChanged) as changed:
        hand(lake, Report("W-03", GOOD), Report("W-01", GOOD | {"progress": "盖过去"}))
    assert changed.value.tasks == ["W-01"]
    assert stored(lake) == [("A-03", TOWN, "已巡查"), ("W-01", WATER, "已巡查")]


# ---- drafts ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_there_for_its_person_alone_also_after_a_restart_until_it_is_cleared_or_old(store: Path) -> None:
    me, other = Visitor("shuiwu", "李四", "unit", (WATER,)), Visitor("wangwu", "王五", "office")
    june, july = Sheet("task_reports", "2023-06", WATER), Sheet("task_reports", "2023-07", WATER)
    file = DraftFile("W-01", "0" * 64, "现场.jpg", "image/jpeg", "", 3)
    drafts.keep(Book(store), me, june, "W-01", {"progress": "写了一半"}, 7)
    drafts.keep_file(Book(store), me, june, file, b"abc")
    drafts.keep(Book(store), me, june, "W-03", {"progress": "也写了"}, 0)
    book = Book(store)
    kept = drafts.of(book, me, june)
    assert {task_id: (draft.texts, draft.base) for task_id, draft in kept.items()} == {
        "W-01": ({"progress": "写了一半"}, 7),
        "W-03": ({"progress": "也写了"}, 0),
    }
    assert (drafts.files_of(book, me, june), drafts.content_of(book, me, june, file)) == ([file], b"abc")
    assert (drafts.of(book, other, june), drafts.files_of(book, other, june), drafts.of(book, me, july)) == ({}, [], {})
    with pytest.raises(KeyError):
        drafts.content_of(book, other, june, file)
    drafts.clear(book, other, june, ["W-01"])
    drafts.clear(book, me, june, ["W-03"])
    assert (list(drafts.of(book, me, june)), drafts.files_of(book, me, june)) == (["W-01"], [file])
    old = (dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(days=60, minutes=1)).isoformat()
    for table in ("drafts", "draft_files"):
        book.reading().execute(f"update {table} set saved_at = ?", [old])
    assert (drafts.of(book, me, june), drafts.files_of(book, me, june)) == ({}, [])
    drafts.keep(book, me, july, "W-01", {}, 0)
    counts = "select (select count(*) from drafts), (select count(*) from draft_files)"
    assert tuple(book.reading().execute(counts).fetchone()) == (1, 0)
