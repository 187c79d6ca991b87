"""A row entered on a page goes the way of an upload: checks, history, undo, and nothing over somebody else's change."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.intake.entering import EntryProblem, enter
from dashboard.store.lake import Author, DataChanged, Lake
from dashboard.store.undo import plan_undo, undo_change
from dashboard.web import opener
from tests.answers import answer
from tests.rows import TODAY

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
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


# ---- on the page ----------------------------------------------------------------------------------------------------


def goals() -> None:
    """What the page of unstated goals shows of them, and its form."""
    from dashboard.web.desks.goals import show_goal_form
    from dashboard.web.opener import query

    show_goal_form(query("water/unstated_goals"))


def plans() -> None:
    """The plans of sections, and the form for a new version."""
    import datetime as dt

    from dashboard.web.desks.section_plans import show_section_plans

    show_section_plans(dt.date(2023, 9, 30))


@pytest.fixture
def opened(store: Path, signed_in: None, monkeypatch: pytest.MonkeyPatch) -> Lake:
    """The store of one's own that pages open, with somebody of the office in front of them."""
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    opener.open_lake.clear()
    return Lake(store)


def fill(page: AppTest, *texts: str) -> AppTest:
    for box, text in zip(page.text_input, texts, strict=True):
        box.set_value(text)
    return page.button[-1].click().run()


def test_the_form_of_a_goal_says_what_is_wrong_and_then_what_is_stored(opened: Lake) -> None:
    page = AppTest.from_function(goals, default_timeout=30).run()
    page.selectbox[0].set_value("IW-05").run()
    assert [each.value for each in fill(page, "90", "").warning][0].startswith("下达值和文号都要填")
    assert "请填0到100的数" in fill(page, "九成", "某文〔2023〕1号").error[0].value
    assert goal(opened)[1] == "unstated"
    page = fill(page, "90", "某文〔2023〕1号")
    assert not page.exception
    assert "黑臭水体消除比例 90（某文〔2023〕1号）：已入库" in page.success[0].value
    opened.refresh()
    assert goal(opened) == ("IW-05", "assigned", "90", "某文〔2023〕1号", "王五")


def test_a_plan_sent_on_the_page_is_version_one_and_listed_with_its_file(opened: Lake) -> None:
    page = AppTest.from_function(plans, default_timeout=30).run()
    assert page.button[-1].click().run().warning[0].value == "请选择文件，并填写措施和责任。"
    page.file_uploader[0].set_value([("方案.pdf", PDF, "application/pdf")])
    page.text_area[0].set_value("截污纳管")
    page = fill(page, "区水务局")
    assert not page.exception
    assert page.success[0].value == "白水河方案第1版已保存，以前的版本仍然保留。"
    assert "方案\\.pdf" in "".join(each.value for each in page.markdown)
    opened.refresh()
    assert answer(opened, "water/section_plans", "section state version", as_of="2023-09-30")[0] == (
        "白水河",
        "revised",
        1,
    )
