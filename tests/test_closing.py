"""The way to a closing: each step allowed or refused by its row of data, in one commit, on what was looked at."""

import csv
import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Page, expect
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from dashboard.__main__ import cli
from dashboard.access import record
from dashboard.access.book import Book
from dashboard.access.visitors import SYSTEM, Visitor
from dashboard.closing import NotYours, Step, StepRefused, node_of, take_step
from dashboard.datasets import ROOT, dataset
from dashboard.evidence import Evidence, receive
from dashboard.evidence.keeping import withdraw
from dashboard.store.errors import StoreError
from dashboard.store.lake import BEIJING, Lake
from dashboard.store.undo import UndoConflict, plan_undo, undo_change
from dashboard.web import opener
from tests.browser import needs_chromium, settled, shows, visit
from tests.people import People
from tests.rows import upload
from tests.serving import Showing

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
UNIT, BRANCH = "区发改（能源）局", "区生态环境分局"
READ = ["closure_steps", "closure_options", "evidence", "closures", "task_reports", "task_status", "belongings"]

ZHANG = Visitor("zhang", "张三", "unit", (UNIT, BRANCH))
OTHER = Visitor("other", "孙七", "unit", ("南村镇",))
WANG, ZHAO = Visitor("wang", "王五", "office"), Visitor("zhao", "赵六", "office")
LEADER, ADMIN, NOBODY = Visitor("l", "郑局", "leader"), Visitor("a", "周八", "admin"), Visitor()

with (ROOT / "data" / "plan" / "closure_moves.csv").open(encoding="utf-8", newline="") as rows:
    MOVES = {(row["from_state"], row["step"]): row for row in csv.DictReader(rows)}
ALL_STEPS = set(dataset("closure_steps").field("step").enum)


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A store that each test writes to at a task of its own: a store for each would cost more than all of them."""
    return Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("closing") / "store"), READ)


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T10:30:00").replace(tzinfo=BEIJING)


def pdf(lake: Lake, mark: str = "") -> list[Evidence]:
    return [receive(lake, PDF + mark.encode(), "验收意见.pdf")]


def take(lake: Lake, name: str, by: Visitor = ZHANG, on: str = "2023-10-10", *, node: str, **more: Any) -> int:
    """Take a step with all that it could need, unless it is given otherwise."""
    given: dict[str, Any] = {"reason": "说明", "due_date": dt.date(2023, 12, 20)} | more
    files = given.pop("files", pdf(lake) if name == "apply" else [])
    return take_step(lake, Book(lake.catalog.home), by, Step(node, name, files=files, **given), at(on))


def refused(lake: Lake, name: str, by: Visitor = ZHANG, **more: Any) -> str:
    """Why a step is refused, after which the store is as it was before."""
    before = stored(lake)
    with pytest.raises(StepRefused) as why:
        take(lake, name, by, **more)
    assert stored(lake) == before
    return str(why.value)


def stored(lake: Lake) -> int:
    """The snapshot of the store: the same as before where nothing was written."""
    lake.revision()
    return lake.snapshot()


def state(lake: Lake, on: str = "2023-12-31", *, node: str) -> str:
    states = lake.query("tasks/closure_states", task_id=None, as_of=on).set_index("node_id")
    return str(states.loc[node, "state"])


def office_or_unit(name: str) -> Visitor:
    return WANG if name in ("close", "return", "adjust", "cancel") else ZHANG


# ---- what is allowed ------------------------------------------------------------------------------------------------


def test_each_row_leads_where_it_says_and_what_no_row_lists_is_refused_in_every_state(lake: Lake) -> None:
    walked = [
        *[("open", "apply"), ("waiting_close", "withdraw"), ("open", "apply"), ("waiting_close", "return")],
        *[("open", "apply_adjust"), ("waiting_adjust", "withdraw"), ("open", "apply_adjust")],
        *[("waiting_adjust", "return"), ("open", "apply_adjust"), ("waiting_adjust", "adjust")],
        *[("open", "apply_cancel"), ("waiting_cancel", "withdraw"), ("open", "apply_cancel")],
        *[("waiting_cancel", "return"), ("open", "apply"), ("waiting_close", "close")],
    ]
    apart = [("open", "apply_cancel"), ("waiting_cancel", "cancel")]
    assert set(walked + apart) == set(MOVES)
    tried = set()
    for node, way in (("A-12-1", [*walked, ("closed", "")]), ("A-11-1", [*apart, ("cancelled", "")])):
        for before, name in way:
            assert state(lake, node=node) == before
            options = lake.query("tasks/closure_options", node_id=node, as_of="2023-12-31")
            allowed = {step for from_state, step in MOVES if from_state == before}
            assert set(options["step"]) == allowed
            if before not in tried:
                refusals = [refused(lake, other, office_or_unit(other), node=node) for other in ALL_STEPS - allowed]
                assert all("不能" in why for why in refusals), refusals
                tried.add(before)
            if name:
                take(lake, name, office_or_unit(name), node=node)
                assert state(lake, node=node) == MOVES[before, name]["to_state"]
    assert tried == {"open", "waiting_close", "waiting_adjust", "waiting_cancel", "closed", "cancelled"}
    steps = lake.query("tasks/closures", task_id="A-12")
    assert list(zip(steps["number"], steps["step"], strict=True)) == [
        (number, name) for number, (_, name) in enumerate(walked, 1)
    ]


@pytest.mark.parametrize("by", [OTHER, LEADER, ADMIN, NOBODY])
def test_who_may_not_take_a_step_is_refused_and_on_record(lake: Lake, by: Visitor) -> None:
    before = stored(lake)
    with pytest.raises(NotYours, match="责任单位"):
        take(lake, "apply", by, node="A-09-1")
    assert stored(lake) == before
    last = list(record.rows(Book(lake.catalog.home), kind="refused"))[-1]
    assert (last["full_name"], last["what"]) == (by.full_name, "A-09-1 申请销号")


def test_a_unit_decides_nothing_and_nobody_what_they_applied_for(lake: Lake) -> None:
    take(lake, "apply", WANG, node="S-04-1")
    assert "区生环委办" in refused(lake, "close", ZHANG, node="S-04-1")
    said = "S-04-1是您自己申请的，要由别人审核；需要改动可以先撤回申请。"
    assert refused(lake, "close", WANG, node="S-04-1") == said
    assert refused(lake, "close", Visitor("x@命令行", " 王五", SYSTEM), node="S-04-1") == said
    take(lake, "close", ZHAO, node="S-04-1")
    assert state(lake, node="S-04-1") == "closed"


def test_without_a_file_nothing_is_applied_for_or_closed(lake: Lake) -> None:
    said = "W-03没有佐证材料，不能“申请销号”；请先上传验收意见、印发文件、照片等材料。"
    assert refused(lake, "apply", files=[], node="W-03-1") == said
    take(lake, "apply", node="W-03-1")
    withdraw(lake, "W-03", pdf(lake)[0].sha256, "张三", "传错了", dt.date(2023, 10, 10))
    assert "没有佐证材料，不能“同意销号”" in refused(lake, "close", WANG, node="W-03-1")


def test_a_return_and_another_deadline_need_a_reason_and_an_adjustment_its_day(lake: Lake) -> None:
    assert refused(lake, "apply_adjust", reason=" ", node="A-34-1") == "“申请调整时限”要写明原因。"
    assert refused(lake, "apply_adjust", due_date=None, node="A-34-1") == "“申请调整时限”要写明新的截止日期。"
    assert "没有写明截止日期" in refused(lake, "apply_adjust", WANG, node="W-01-1")
    take(lake, "apply", node="A-34-1")
    assert refused(lake, "return", WANG, reason="", node="A-34-1") == "“退回”要写明原因。"
    assert "长期或周期性" in str(pytest.raises(StepRefused, node_of, lake, "A-01", dt.date(2023, 10, 10)).value)


# ---- what it does ---------------------------------------------------------------------------------------------------


def test_a_closing_is_one_snapshot_with_its_file_and_its_row_of_the_register(lake: Lake) -> None:
    applied = take(lake, "apply", on="2023-10-10", node="A-08-1")
    closed = take(lake, "close", WANG, on="2023-10-12", reason="核查属实", node="A-08-1")
    steps = lake.query("tasks/closures", task_id="A-08")
    shown = ["step", "person", "acting_for", "at", "written_snapshot"]
    assert [tuple(row) for row in steps[shown].astype(object).itertuples(index=False)] == [
        ("apply", "张三", f"{UNIT}、{BRANCH}", at("2023-10-10").replace(tzinfo=None), applied),
        ("close", "王五", "生环委办", at("2023-10-12").replace(tzinfo=None), closed),
    ]
    assert steps["snapshot"].tolist()[1] == applied
    assert steps["fingerprint"].nunique() == 1
    register = (
        "select node_id, cast(closed_on as varchar), approved_by, basis, note from closures where node_id = 'A-08-1'"
    )
    assert lake.ask(register).fetchall() == [("A-08-1", "2023-10-12", "王五", "佐证材料：验收意见.pdf", "核查属实")]
    history = lake.query("data/history")
    together = [sorted(history[history["snapshot_id"] == snapshot]["dataset"]) for snapshot in (applied, closed)]
    assert together == [["closure_steps", "evidence"], ["closure_steps", "closures"]]
    schedules = [
        lake.query("tasks/detail", task_id="A-08", as_of=day).iloc[0]["schedule"]
        for day in ("2023-10-11", "2023-10-12")
    ]
    assert schedules == ["past_due", "closed"]
    assert (state(lake, "2023-10-09", node="A-08-1"), state(lake, "2023-10-11", node="A-08-1")) == (
        "open",
        "waiting_close",
    )


def test_a_return_restores_the_state_and_keeps_the_reason(lake: Lake) -> None:
    take(lake, "apply", on="2023-10-10", node="A-10-1")
    take(lake, "return", WANG, on="2023-10-11", reason="缺盖章页", node="A-10-1")
    node = lake.query("tasks/closure_states", task_id="A-10", as_of="2023-10-11").iloc[0]
    assert (node["state"], node["last_step"], node["last_reason"]) == ("open", "return", "缺盖章页")
    assert "A-10-1" not in set(lake.query("tasks/closures_waiting", as_of="2023-10-11")["node_id"])


def test_what_waits_is_listed_oldest_first_with_what_speaks_for_it(lake: Lake) -> None:
    take(lake, "apply", on="2023-10-10", node="S-05-1")
    take(lake, "apply_adjust", WANG, on="2023-10-08", node="W-07-1")
    waiting = lake.query("tasks/closures_waiting", as_of="2023-10-11")
    waiting = waiting[waiting["node_id"].isin(["W-07-1", "S-05-1"])]
    shown = ["node_id", "state", "applicant", "days_waiting", "evidence_count"]
    assert [tuple(row) for row in waiting[shown].astype(object).itertuples(index=False)] == [
        ("W-07-1", "waiting_adjust", "王五", 3, 0),
        ("S-05-1", "waiting_close", "张三", 1, 1),
    ]


def test_a_paper_file_closes_as_before_and_is_told_apart(lake: Lake) -> None:
    take(lake, "apply", node="A-05-1")
    upload(
        lake, "closures", [{"node_id": "A-05-1", "closed_on": "2023-10-12", "approved_by": "甲", "basis": "纸质档案"}]
    )
    assert state(lake, node="A-05-1") == "registered"
    assert "A-05-1" not in set(lake.query("tasks/closures_waiting", as_of="2023-12-31")["node_id"])
    assert "已销号（登记）" in refused(lake, "close", WANG, on="2023-10-12", node="A-05-1")


def test_steps_are_never_undone_but_a_wrong_row_of_the_register_is_and_opens_the_node(lake: Lake) -> None:
    take(lake, "apply", node="A-07-1")
    take(lake, "close", WANG, node="A-07-1")
    history = lake.query("data/history").groupby("dataset")["upload_id"].max()
    with pytest.raises(UndoConflict, match="只增不减"):
        plan_undo(lake, int(history["closure_steps"]))
    with pytest.raises(StoreError, match="只增不减"):
        lake.restore("closure_steps", 2, None)  # type: ignore[arg-type]
    lake.commit([undo_change(plan_undo(lake, int(history["closures"])), "王五")])
    assert state(lake, node="A-07-1") == "open"
    assert take(lake, "apply", files=[], node="A-07-1")


DAYS = ("2023-10-31", "2023-11-14", "2023-11-15", "2023-11-25", "2023-12-20", "2023-12-21")


def test_an_approved_deadline_decides_from_the_day_of_approval_and_the_printed_one_before(lake: Lake) -> None:
    take(lake, "apply_adjust", on="2023-11-10", due_date=dt.date(2023, 12, 20), node="A-09-1")
    take(lake, "adjust", WANG, on="2023-11-15", due_date=None, node="A-09-1")
    found = [lake.query("tasks/detail", task_id="A-09", as_of=day).iloc[0] for day in DAYS]
    assert [(row["schedule"], str(row["due_date"])[:10]) for row in found] == [
        ("due_today", "2023-10-31"),
        ("past_due", "2023-10-31"),
        ("later", "2023-12-20"),
        ("later", "2023-12-20"),
        ("due_today", "2023-12-20"),
        ("past_due", "2023-12-20"),
    ]
    node = lake.query("tasks/nodes", task_id="A-09", as_of="2023-11-15").iloc[0]
    assert [str(node[name])[:10] for name in ("decides_on", "adjusted_on", "printed_on", "printed")] == [
        *("2023-12-20", "2023-11-15", "2023-10-31"),
        "2023年10月底前",
    ]
    in_december = {"due_from": "2023-12-20", "due_to": "2023-12-20"}
    for day, there in (("2023-11-14", False), ("2023-11-15", True)):
        assert ("A-09" in set(lake.query("tasks/ledger", as_of=day, **in_december)["task_id"])) is there


def test_the_projects_and_the_monitoring_go_by_the_approved_deadline_too(lake: Lake) -> None:
    for node in ("WP-2-1", "S-01-1"):
        take(lake, "apply_adjust", WANG, on="2023-11-10", node=node, due_date=dt.date(2024, 3, 31))
        take(lake, "adjust", ZHAO, on="2023-11-15", node=node)
    days = ("2023-11-14", "2023-11-15")
    projects = [lake.query("projects/progress", as_of=day).set_index("project_id").loc["WP-2"] for day in days]
    assert [(row["state"], str(row["due_date"])[:10]) for row in projects] == [
        ("late", "2023-10-31"),
        ("unreported", "2024-03-31"),
    ]
    due = [lake.query("soil/monitoring", as_of=day)["due_date"].astype(str).tolist() for day in days]
    assert due == [["2023-10-31"], ["2024-03-31"]]


def test_what_is_cancelled_is_late_no_more_from_that_day_and_neither_green_nor_red(lake: Lake) -> None:
    take(lake, "apply_cancel", on="2023-11-10", node="A-10-1")
    take(lake, "cancel", WANG, on="2023-11-15", node="A-10-1")
    days = ("2023-11-14", "2023-11-15")
    before, after = (lake.query("tasks/detail", task_id="A-10", as_of=day).iloc[0] for day in days)
    shown = ["schedule", "phase", "light", "light_rule", "nodes_total"]
    assert [tuple(row[shown]) for row in (before, after)] == [
        ("past_due", "unreported", "red", 40, 1),
        ("cancelled", "cancelled", "grey", 15, 0),
    ]
    summaries = [lake.query("overview/summary", as_of=day).iloc[0] for day in days]
    assert summaries[1]["cancelled"] - summaries[0]["cancelled"] == 1
    assert f"已取消{summaries[1]['cancelled']}项" in summaries[1]["sentence"]
    listed = lake.query("tasks/ledger", as_of="2023-11-15", schedule="cancelled")
    assert "A-10" in listed["task_id"].tolist()
    assert "A-10-1" not in set(lake.query("tasks/timeline", as_of="2023-11-15")["node_id"])
    missing = lake.query("units/missing_reports", as_of="2023-11-15").set_index("unit")["task_ids"]
    assert "A-10" not in missing.get("区工信局", "")
    dated = [lake.query("tasks/unit_load", as_of=day).set_index("unit").loc["区工信局", "due_dated"] for day in days]
    assert dated[0] - dated[1] == 1


def test_a_task_with_one_node_cancelled_goes_by_the_others(lake: Lake) -> None:
    for node in ("A-04-1", "A-04-2"):
        take(lake, "apply_cancel", WANG, node=node)
        take(lake, "cancel", ZHAO, node=node)
    task = lake.query("tasks/detail", task_id="A-04", as_of="2023-10-10").iloc[0]
    assert (task["schedule"], task["nodes_total"]) == ("past_due", 1)
    take(lake, "apply", WANG, node="A-04-3")
    take(lake, "close", ZHAO, node="A-04-3")
    task = lake.query("tasks/detail", task_id="A-04", as_of="2023-10-10").iloc[0]
    assert (task["schedule"], task["nodes_done"], task["nodes_total"]) == ("closed", 1, 1)


# ---- what changed meanwhile -----------------------------------------------------------------------------------------

REPORT = {"task_id": "W-04", "period": "2023-10", "unit": BRANCH, "progress": "供应完成", "claim": "done"}


def test_an_approval_of_what_changed_since_the_application_is_refused_with_the_difference(lake: Lake) -> None:
    upload(lake, "task_reports", [REPORT])
    take(lake, "apply", node="W-04-1")
    upload(lake, "task_reports", [REPORT | {"progress": "还差两个乡镇", "claim": "delayed", "problem": "货源不足"}])
    said = refused(lake, "close", WANG, node="W-04-1")
    assert said == (
        "W-04-1在您查看之后有变化，没有办理："
        "任务月报 2023-10 区生态环境分局 自评由“已完成”改为“滞后”；"
        "任务月报 2023-10 区生态环境分局 进展由“供应完成”改为“还差两个乡镇”；"
        "任务月报 2023-10 区生态环境分局 问题新增“货源不足”。请核对新的内容后再办理。"
    )
    # Who has looked at it as it is now may decide.
    lake.refresh()
    assert take(lake, "close", WANG, seen=lake.snapshot(), node="W-04-1")


def test_what_changed_after_somebody_looked_is_refused_files_and_steps_alike(lake: Lake) -> None:
    take(lake, "apply", node="W-05-1")
    seen = lake.snapshot()
    withdraw(lake, "W-05", pdf(lake)[0].sha256, "张三", "传错了", dt.date(2023, 10, 10))
    take(lake, "withdraw", node="W-05-1")
    take(lake, "apply", files=pdf(lake, "2"), node="W-05-1")
    said = refused(lake, "close", WANG, seen=seen, node="W-05-1")
    assert "佐证材料“验收意见.pdf”已撤回" in said and "佐证材料“验收意见.pdf”新增" in said
    assert "销号办理记录 第2步 步骤新增“撤回申请”" in said


def test_of_two_who_decide_at_once_one_is_refused_with_what_the_other_did(lake: Lake) -> None:
    take(lake, "apply", node="W-06-1")
    first, second = Lake(lake.catalog.home, READ), Lake(lake.catalog.home, READ)
    seen = first.snapshot()
    committed = first.commit

    def meanwhile(*given: Any, **more: Any) -> int:
        """The other's decision falls between the look at the rules and the commit."""
        take(second, "return", ZHAO, reason="缺章", seen=seen, node="W-06-1")
        return committed(*given, **more)

    first.commit = meanwhile  # type: ignore[method-assign]
    with pytest.raises(StepRefused, match="第2步 步骤新增“退回”"):
        take(first, "close", WANG, seen=seen, node="W-06-1")
    lake.refresh()
    assert state(lake, node="W-06-1") == "open"
    assert lake.ask("select count(*) from closures where node_id = 'W-06-1'").fetchall() == [(0,)]


# ---- the command line -----------------------------------------------------------------------------------------------


def test_the_command_takes_steps_and_says_why_not_with_exit_code_1(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    file = tmp_path / "验收意见.pdf"
    file.write_bytes(PDF)

    def run(*words: str) -> tuple[int, str]:
        done = CliRunner().invoke(cli, ["step", *words])
        return done.exit_code, done.output

    assert run("A-12", "apply", "--by", "张三")[0] == 1
    code, said = run("A-04", "apply", "--by", "张三", "--file", str(file))
    assert code == 1 and "A-04有3个节点" in said and "A-04-2" in said
    code, said = run("A-12", "apply", "--by", "张三", "--file", str(file))
    assert code == 0, said
    assert run("A-12", "close", "--by", "张三") == (
        1,
        "Error: A-12-1是您自己申请的，要由别人审核；需要改动可以先撤回申请。\n",
    )
    code, said = run("a-12-1", "退回", "--by", "李四")
    assert code == 1 and "要写明原因" in said
    assert run("A-12", "审批", "--by", "李四")[0] == 1
    assert run("A-12", "close", "--by", "李四")[0] == 0
    code, said = run("A-12", "close", "--by", "李四")
    assert code == 1 and "已销号" in said
    kinds = [(row["full_name"], row["kind"]) for row in record.rows(Book(store)) if row["kind"] != "person"]
    assert kinds == [("张三", "step"), ("张三", "refused"), ("李四", "step")]


# ---- on screen ------------------------------------------------------------------------------------------------------

As = Callable[[str], AppTest]


def review() -> None:
    from dashboard.web.desks import closing
    from dashboard.web.opener import open_lake, query, today
    from pages import tasks_review_parts as parts

    closing.tell_last_step()
    waiting = query("tasks/closures_waiting", as_of=today())
    if len(waiting):
        node = parts.opened(waiting)
        parts.decision(node, waiting, open_lake().snapshot())


@pytest.fixture
def desk(store: Path, people: People, monkeypatch: pytest.MonkeyPatch) -> As:
    """The decision of the review desk as somebody sees it."""
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    opener.open_lake.clear()

    def of(name: str) -> AppTest:
        headers = people.told(name) if name else {}
        monkeypatch.setattr(ContextProxy, "headers", property(lambda _: headers))
        return AppTest.from_function(review, default_timeout=30).run()

    return of


def test_the_desk_decides_for_the_office_and_is_read_only_for_others(store: Path, desk: As) -> None:
    lake = Lake(store, READ)
    take(lake, "apply", node="A-12-1")
    for name in ("lingdao", "shuiwu", ""):
        shown = desk(name)
        assert not shown.exception
        assert [button.label for button in shown.button] == ["上一件", "下一件"], name
    shown = desk("wangwu")
    shown.button(key="return_A-12-1").click().run()
    assert shown.error[0].value.replace("\\", "") == "“退回”要写明原因。"
    # What is approved is what stood on the page when the button was drawn.
    upload(lake, "task_reports", [REPORT | {"task_id": "A-12", "unit": UNIT}])
    shown.button(key="approve_A-12-1").click().run()
    assert "在您查看之后有变化，没有办理：任务月报" in shown.error[0].value.replace("\\", "")
    assert "申请之后有变化：任务月报" in shown.warning[0].value
    shown.button(key="approve_A-12-1").click().run()
    assert not shown.exception
    assert shown.success[0].value == "A-12-1 已同意销号，办理人 王五。"
    lake.refresh()
    assert lake.ask("select approved_by from closures").fetchall() == [("王五",)]


@pytest.mark.browser
@needs_chromium[1]
def test_a_unit_applies_with_a_picture_and_the_office_closes_by_keyboard(
    page: Page, people: People, empty_home: Path, showing: Showing, tmp_path: Path
) -> None:
    served = showing(empty_home)
    picture = tmp_path / "现场.png"
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(buffer, "PNG")
    picture.write_bytes(buffer.getvalue())
    page.context.add_cookies([people.cookie("shuiwu")])
    visit(page, served.address, "task?id=W-01")
    page.get_by_text("办理 W-01-1 的下一步").click()
    form = page.get_by_test_id("stForm").filter(has_text="申请销号").first
    form.locator('input[type="file"]').set_input_files(picture)
    shows(page, "现场.png")
    settled(page)
    form.get_by_role("button", name="申请销号").click()
    shows(page, "W-01-1 已申请销号，办理人 李四", "待审核（销号）")
    page.context.add_cookies([people.cookie("wangwu")])
    visit(page, served.address, "review")
    shows(page, "W-01-1", "现场.png", "李四")
    expect(page.get_by_test_id("stImage")).to_be_visible()
    page.keyboard.press("F8")
    shows(page, "W-01-1 已同意销号，办理人 王五", "现在没有等待审核的申请")
    today = opener.today()
    visit(page, served.address, f"ledger?asof={today}&unit=区水务局&schedule=已销号")
    shows(page, "共 1 项", "W-01")
