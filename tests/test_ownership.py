"""Whose rows are whose: a unit's person writes only rows whose lead, joint or unspecified unit is theirs."""

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.access.uploads import units_of, uploadable_by
from dashboard.access.visitors import ROLES, Visitor, rights
from dashboard.datasets import dataset, datasets
from dashboard.evidence import EvidenceProblem
from dashboard.evidence.keeping import keep, receive, withdraw
from dashboard.evidence.plans import keep_plan
from dashboard.exports.asked import ExportError
from dashboard.exports.tables import template, template_file_name
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.entering import EntryProblem, enter
from dashboard.intake.problems import ERROR
from dashboard.store import ownership
from dashboard.store.lake import Author, Lake
from dashboard.store.ownership import Claim
from dashboard.store.undo import UndoConflict, plan_undo, undo_change
from tests.rows import TODAY, Rows, as_csv, upload

WATER, BRANCH, FARMING, LAND, TOWN, STREET = (
    "区水务局",
    "区生态环境分局",
    "区农业农村局",
    "区自然资源局",
    "南村镇",
    "钟家庄街道办事处",
)
TAKE_OUT = "请去掉这样的行，或请区生环委办办理。"
AS_OF = dt.date(2023, 6, 30)


def report(task_id: str, unit: str, progress: str = "正常") -> dict[str, str]:
    return {"task_id": task_id, "period": "2023-06", "unit": unit, "progress": progress, "claim": "in_progress"}


def plot(plot_id: str, unit: str | None, name: str = "老厂") -> dict[str, Any]:
    use = {"planned_use": "工业用地", "is_listed": "否", "is_heavy": "否", "source": "测试"}
    return {"plot_id": plot_id, "name": name, "town": TOWN, "supervising_unit": unit, **use}


#: What is stored before anybody tries: reports of June, plots of two units and of nobody.
REPORTS = [report("W-03", WATER), report("W-03", BRANCH), report("A-14", TOWN), report("A-14", "各镇（街道）")]
PLOTS = [plot("P-1", LAND), plot("P-2", BRANCH, "秘密地块"), plot("P-3", None)]

#: What the tests read: fetched at once, as each time costs the most.
READ = [
    "task_reports",
    "plots",
    "evidence",
    "section_plans",
    "settings",
    "remembered_names",
    "unit_aliases",
    "as_written",
    "nodes_as_read",
    *ownership.USED,
]


@pytest.fixture(scope="module")
def home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("owned") / "store"))
    lake = Lake(place, READ)
    upload(lake, "task_reports", REPORTS)
    upload(lake, "plots", [plot("P-1", BRANCH), *PLOTS[1:]])
    upload(lake, "plots", PLOTS[:1])
    return place


@pytest.fixture(scope="module")
def lake(home: Path) -> Lake:
    """For reading only."""
    return Lake(home, READ)


@pytest.fixture
def own_lake(home: Path, tmp_path: Path) -> Lake:
    """To write to."""
    return Lake(shutil.copytree(home, tmp_path / "store"), READ)


def tried(lake: Lake, name: str, rows: Rows, *units: str) -> Draft:
    return draft(lake, name, as_csv(rows), "表.csv", TODAY, units=units)


def refused(made: Draft) -> list[tuple[int | None, str, str, str]]:
    assert all(problem.rule == "not_yours" for problem in made.problems if problem.severity == ERROR), made.problems
    return [(each.line, each.column, each.value, each.message) for each in made.problems if each.severity == ERROR]


# ---- uploads --------------------------------------------------------------------------------------------------------


def test_a_unit_writes_its_own_rows_and_others_unchanged_in_the_file_are_no_problem(own_lake: Lake) -> None:
    rows = [report("W-03", WATER, "完成一半"), *REPORTS[1:], report("W-01", WATER)]
    made = tried(own_lake, "task_reports", rows, WATER)
    assert refused(made) == []
    found = made.difference
    assert (found.added_count, found.changed_count, found.unchanged_count) == (1, 1, 3)
    own_lake.commit([made.change(Author("水务局"))])
    stored = own_lake.ask("select task_id, unit, progress from task_reports order by all").fetchall()
    assert stored == [
        ("A-14", TOWN, "正常"),
        ("A-14", "各镇（街道）", "正常"),
        ("W-01", WATER, "正常"),
        ("W-03", WATER, "完成一半"),
        ("W-03", BRANCH, "正常"),
    ]


def test_a_row_of_another_unit_is_refused_with_line_and_whose_it_is_even_by_who_leads_the_task_too(lake: Lake) -> None:
    made = tried(lake, "task_reports", [report("W-03", WATER), report("W-03", BRANCH, "乱改")], WATER)
    message = f"这一行属于{BRANCH}，您不能修改。{TAKE_OUT}"
    assert refused(made) == [(3, "unit", BRANCH, message)]
    assert not len(made.difference.upserts) and made.difference.cells.empty


def test_support_does_not_own(lake: Lake) -> None:
    message = f"这一行没有牵头或责任单位（配合单位不算），您不能新增。{TAKE_OUT}"
    assert refused(tried(lake, "task_reports", [report("W-01", TOWN)], TOWN)) == [(2, "unit", TOWN, message)]


def test_members_count_for_their_group_while_they_are_members(lake: Lake) -> None:
    rows = [report("A-14", "各镇（街道）", "已查"), report("A-23", TOWN)]
    assert refused(tried(lake, "task_reports", rows, TOWN)) == []
    assert refused(tried(lake, "task_reports", rows[:1], WATER))[0][3].startswith("这一行属于各镇（街道），")
    group = ("unit", "各镇（街道）")
    assert group in ownership.theirs(lake, Claim((TOWN,), dt.date(2023, 1, 1)))
    assert group not in ownership.theirs(lake, Claim((TOWN,), dt.date(2022, 12, 31)))


def test_nobody_takes_a_row_over_or_gives_one_away_and_what_is_stored_of_others_is_not_said(lake: Lake) -> None:
    rows = [plot("P-1", BRANCH), plot("P-2", LAND, "猜的"), plot("P-3", LAND), plot("P-4", BRANCH), plot("P-5", LAND)]
    made = tried(lake, "plots", rows, LAND)
    assert refused(made) == [
        (2, "plot_id", "P-1", f"这一行属于您的单位，不能在这里改为属于{BRANCH}。{TAKE_OUT}"),
        (3, "plot_id", "P-2", f"这一行属于{BRANCH}，您不能修改。{TAKE_OUT}"),
        (4, "plot_id", "P-3", f"这一行没有牵头或责任单位（配合单位不算），您不能修改。{TAKE_OUT}"),
        (5, "plot_id", "P-4", f"这一行属于{BRANCH}，您不能新增。{TAKE_OUT}"),
    ]
    assert made.difference.added["plot_id"].tolist() == ["P-5"]
    said = f"{made.problems}{made.difference.added.to_csv()}{made.difference.cells.to_csv()}{made.difference.missing}"
    assert "秘密地块" not in said


def test_what_the_file_lacks_is_asked_about_among_own_rows_only(lake: Lake) -> None:
    made = tried(lake, "plots", [plot("P-2", BRANCH, "秘密地块")], LAND)
    assert refused(made) == []
    assert made.difference.missing_keys.to_pylist() == [{"plot_id": "P-1"}]
    assert made.difference.missing["plot_id"].tolist() == ["P-1"]
    # Columns that the file does not have are filled with what is stored: no check may tell it.
    assert tried(lake, "plots", [{"plot_id": "P-2", "town": TOWN}], LAND).problems == []


def test_rows_belong_through_a_plot_a_town_and_the_units_that_the_notice_names_for_the_matter(lake: Lake) -> None:
    step = {"step": "survey", "status": "in_progress", "started_on": "2023-03-01", "source": "测试"}
    steps = [{"plot_id": each, **step} for each in ("P-1", "P-2")]
    assert [value for _, _, value, _ in refused(tried(lake, "plot_steps", steps, LAND))] == ["P-2"]
    dust = [{"month": "2023-06", "town": each, "value": 4, "source": "测试"} for each in (TOWN, STREET)]
    assert [value for _, _, value, _ in refused(tried(lake, "dustfall", dust, TOWN))] == [STREET]
    assert refused(tried(lake, "dustfall", dust, BRANCH)) == []
    cancelled = [{"enterprise": "某厂", "kind": "注销", "cancelled_on": "2023-02-01", "source": "测试"}]
    assert refused(tried(lake, "permit_cancellations", cancelled, LAND)) == []
    message = f"这一行属于{BRANCH}、{LAND}，您不能新增。{TAKE_OUT}"
    assert refused(tried(lake, "permit_cancellations", cancelled, WATER))[0][3] == message
    assert len(refused(tried(lake, "units", [{"unit": "新单位", "kind": "bureau", "source_line": 1}], WATER))) == 1
    assert len(refused(tried(lake, "permit_cancellations", cancelled))) == 1


# ---- undo, single rows and files ------------------------------------------------------------------------------------


def test_an_undo_of_anothers_rows_is_refused_and_of_ones_own_is_not(lake: Lake) -> None:
    of_reports = int(lake.query("data/history", dataset="task_reports")["upload_id"].iloc[0])
    with pytest.raises(
        UndoConflict, match=f"有3行不属于您的单位（现在或原来属于{BRANCH}、{TOWN}、各镇（街道）），没有撤销。"
    ):
        plan_undo(lake, of_reports, Claim((WATER,), TODAY))
    moved = int(lake.query("data/history", dataset="plots")["upload_id"].iloc[0])
    for units in [(LAND,), (BRANCH,)]:
        with pytest.raises(UndoConflict, match="有1行不属于您的单位"):
            plan_undo(lake, moved, Claim(units, TODAY))
    change = undo_change(plan_undo(lake, moved, Claim((LAND, BRANCH), TODAY)), "两个单位的人")
    assert change.upserts["supervising_unit"].to_pylist() == [BRANCH]


def test_a_single_row_evidence_and_plans_of_sections_are_guarded_by_the_same_sentence(own_lake: Lake) -> None:
    own_lake.have(["plots"])
    with pytest.raises(EntryProblem, match=f"属于{BRANCH}，您不能修改"):
        enter(own_lake, "plots", plot("P-2", BRANCH), Author("甲"), TODAY, own_lake.version("plots"), units=(LAND,))
    file = receive(own_lake, b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", "材料.pdf")
    with pytest.raises(EvidenceProblem, match=f"属于{WATER}，您不能新增"):
        keep(own_lake, "W-01", "2023-06", [file], "甲", "", TODAY, units=(TOWN,))
    assert keep(own_lake, "W-01", "2023-06", [file], "甲", "", TODAY, units=(WATER,)) == [file]
    with pytest.raises(EvidenceProblem, match=f"属于{WATER}，您不能修改"):
        withdraw(own_lake, "W-01", file.sha256, "甲", "错了", TODAY, units=(BRANCH,))
    with pytest.raises(EntryProblem, match="属于各镇（街道），您不能新增"):
        keep_plan(own_lake, "白水河", file, "截污", "张三", dt.date(2023, 6, 1), "甲", TODAY, units=(WATER,))


# ---- templates, and what may be uploaded ----------------------------------------------------------------------------


def keys(lake: Lake, name: str, *units: str) -> list[str]:
    lines = template(lake, name, as_of=AS_OF, units=units).decode("utf-8-sig").splitlines()[1:]
    return [line.split(",")[0] for line in lines]


def test_a_template_comes_with_the_rows_of_ones_units_only(lake: Lake) -> None:
    assert keys(lake, "task_reports", WATER, "区畜牧兽医中心") == [
        *("W-01", "W-02", "W-03", "W-09", "W-10", "W-13"),
        "W-08",
    ]
    assert keys(lake, "plots", LAND) == ["P-1"]
    assert set(keys(lake, "plot_steps", BRANCH)) == {"P-2"}
    assert keys(lake, "project_progress", TOWN) == ["WP-1"]
    assert len(keys(lake, "dustfall", TOWN)) == 1 and len(keys(lake, "dustfall", BRANCH)) == 4
    assert keys(lake, "air_monthly", WATER) == keys(lake, "closures", WATER) == []
    assert len(keys(lake, "air_monthly", BRANCH)) == 12
    assert template_file_name("plots", ".csv", AS_OF, units=(LAND, BRANCH)).startswith(
        f"{dataset('plots').title}模板_{LAND}、{BRANCH}"
    )
    with pytest.raises(ExportError, match="没有登记过“区水利局”"):
        template(lake, "plots", units=("区水利局",))


def test_a_template_of_ones_units_uploaded_as_it_is_changes_nothing(lake: Lake) -> None:
    made = draft(lake, "plots", template(lake, "plots", units=(LAND,)), "表.csv", TODAY, units=(LAND,))
    assert (made.problems, made.changes_nothing) == ([], True)


def uploads(lake: Lake, role: str, *units: str) -> set[str]:
    found = uploadable_by(Visitor("甲", "甲", role, units), lake, TODAY)
    return {each.name for listed in found.values() for each in listed}


def test_the_desk_offers_what_a_person_may_upload(lake: Lake) -> None:
    proposed = {name for name in datasets() if ownership.right_to_upload(name) == "register"}
    assert {"units", "unit_aliases", "air_targets"} < proposed
    for_all = {"department_shares", "monitored_enterprises", "outfall_tracing", "plots", "water_problems"} | proposed
    town = {"task_reports", "project_progress", "dustfall", "section_plans"}
    assert uploads(lake, "unit", TOWN) == for_all | town
    soil = {"farmland", "farmland_units", "farmland_samples", "quarterly_dispatch", "soil_funds", "task_reports"}
    assert uploads(lake, "unit", FARMING) == for_all | soil
    assert {"air_hourly", "plot_samples", "section_items"} < uploads(lake, "unit", BRANCH)
    office = uploads(lake, "office")
    assert {"tasks", "questions", "closures", "air_monthly", "plots"} < office and "rules" not in office
    admin = uploads(lake, "admin")
    assert {"rules", "air_limits"} < admin and not admin & office
    assert uploads(lake, "leader") == uploads(lake, "visitor") == set()
    assert units_of(Visitor("甲", "甲", "unit", ())) == () and units_of(Visitor("乙", "乙", "office")) is None


# ---- the rows of the rules ------------------------------------------------------------------------------------------


def test_every_dataset_says_which_right_it_needs_and_whose_its_rows_are(empty_lake: Lake) -> None:
    granted = {right for role in ROLES for right in rights()[role]}
    needed = {name: ownership.right_to_upload(name) for name in datasets()}
    assert set(ownership._rules()) == set(datasets())
    assert set(needed.values()) <= granted
    for name, right in needed.items():
        assert bool(ownership.ways(name)) == (right == "report"), name
        assert all(column in dataset(name).columns for way in ownership.ways(name) for column in way.columns), name
    empty_lake.have(ownership.USED)
    known = empty_lake.ask(f"select distinct thing, name from belongings(date '{TODAY}')").fetchall()
    # Nobody has a plot or an enterprise before one is reported; every other thing that is named has an owner.
    for name in datasets():
        for way in ownership.ways(name):
            named = any(thing == way.thing and way.may_name(owned) for thing, owned in known)
            assert named or way.thing in ("plot", "enterprise"), (name, way)


def test_a_query_names_the_tasks_of_a_unit(empty_lake: Lake) -> None:
    rows = empty_lake.query("access/own_tasks", unit="区发改局", as_of=AS_OF)
    assert rows["task_id"].tolist() == ["A-01", "A-09", "A-11", "A-12", "A-13", "A-16", "S-04", "W-03"]
    through = empty_lake.query("access/own_tasks", unit=TOWN, as_of=AS_OF)
    assert dict(zip(through["task_id"], through["is_via_group"], strict=True))["A-31"] is False
    assert "W-01" not in through["task_id"].tolist()
