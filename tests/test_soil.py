"""Soil: what forbids building on a plot, goals without a figure, lists that nobody uploaded."""

from typing import Any

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import MakeLake

Rows = list[dict[str, Any]]
AS_OF = "2023-09-30"
FINISHED = {"survey": "done", "risk_assessment": "done", "remediation": "done", "effect_assessment": "done"}
CLEAN = {"survey": "done", **dict.fromkeys(["risk_assessment", "remediation", "effect_assessment"], "not_required")}


def plot(use: str, *, listed: bool = False, heavy: bool = False) -> dict[str, Any]:
    return {
        "plot_id": "P-1",
        "name": "某厂旧址",
        "former_use": "工厂",
        "planned_use": use,
        "is_listed": "是" if listed else "否",
        "is_heavy": "是" if heavy else "否",
        "source": "区自然资源局名单",
    }


def steps(states: dict[str, str], **done_on: str) -> Rows:
    return [
        {
            "plot_id": "P-1",
            "step": step,
            "status": status,
            "done_on": done_on.get(step, "2023-03-01") if status == "done" else "",
            "document": "文书",
            "source": "区生态环境分局台账",
        }
        for step, status in states.items()
    ]


def registered(make_lake: MakeLake, plots: Rows, plot_steps: Rows) -> Lake:
    """The plots as they came to be: their use was planned before they were listed, or found to be heavily polluted."""
    make_lake({"plots": [each | {"is_listed": "否", "is_heavy": "否"} for each in plots]})
    return make_lake({"plots": plots, "plot_steps": plot_steps})


def verdict(lake: Lake, columns: str = "verdict is_violation", as_of: str = AS_OF) -> tuple[Any, ...]:
    return answer(lake, "soil/plots", columns, as_of=as_of)[0]


#: What is planned, how far the steps are, and what follows: verdict, and whether someone already breaks it.
CASES: dict[str, tuple[dict[str, Any], dict[str, str], tuple[str, bool]]] = {
    "listed school": (plot("school", listed=True), FINISHED, ("forbidden", True)),
    "listed homes": (plot("residential", listed=True), FINISHED, ("forbidden", True)),
    "listed public service": (plot("public_service", listed=True), FINISHED, ("forbidden", True)),
    "listed industry": (plot("industrial", listed=True), FINISHED, ("blocked", False)),
    "listed industry built on": (
        plot("industrial", listed=True),
        FINISHED | {"construction": "in_progress"},
        ("blocked", True),
    ),
    "delisted industry": (plot("industrial", listed=True), FINISHED | {"delisting": "done"}, ("clear", False)),
    "delisted homes": (plot("residential", listed=True), FINISHED | {"delisting": "done"}, ("clear", False)),
    "heavy school": (plot("school", heavy=True), FINISHED, ("forbidden", True)),
    "heavy homes": (plot("residential", heavy=True), FINISHED, ("forbidden", True)),
    "heavy public service": (plot("public_service", heavy=True), FINISHED, ("clear", False)),
    "clean shops": (plot("commercial"), CLEAN, ("clear", False)),
    "clean homes": (plot("residential"), CLEAN, ("clear", False)),
    "homes without survey": (plot("residential"), CLEAN | {"survey": "not_required"}, ("blocked", False)),
    "industry without survey": (plot("industrial"), CLEAN | {"survey": "not_required"}, ("clear", False)),
    "survey under way": (plot("commercial"), CLEAN | {"survey": "in_progress"}, ("blocked", False)),
    "no assessment": (plot("commercial"), CLEAN | {"risk_assessment": "not_started"}, ("blocked", False)),
    "remediation under way": (plot("commercial"), FINISHED | {"remediation": "in_progress"}, ("blocked", False)),
    "effect not assessed": (plot("commercial"), FINISHED | {"effect_assessment": "not_started"}, ("blocked", False)),
    "permit before survey": (
        plot("residential"),
        CLEAN | {"survey": "not_started", "planning_permit": "done"},
        ("blocked", True),
    ),
    "building before remediation": (
        plot("commercial"),
        FINISHED | {"remediation": "in_progress", "construction": "done"},
        ("blocked", True),
    ),
    "building a forbidden school": (
        plot("school", listed=True),
        FINISHED | {"construction": "in_progress"},
        ("forbidden", True),
    ),
    "building where it is clear": (
        plot("commercial"),
        CLEAN | {"planning_permit": "done", "construction": "done"},
        ("clear", False),
    ),
}


def test_the_three_prohibitions_and_who_breaks_them(make_lake: MakeLake) -> None:
    lake = registered(
        make_lake,
        [planned | {"plot_id": case} for case, (planned, _, _) in CASES.items()],
        [row | {"plot_id": case} for case, (_, states, _) in CASES.items() for row in steps(states)],
    )
    judged = {row[0]: row[1:] for row in answer(lake, "soil/plots", "plot_id verdict is_violation", as_of=AS_OF)}
    assert judged == {case: expected for case, (_, _, expected) in CASES.items()}


def test_a_plot_is_unknown_until_all_four_steps_are_reported(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("commercial")]})
    assert verdict(lake) == ("unknown", False)
    without_effect = {step: state for step, state in FINISHED.items() if step != "effect_assessment"}
    lake = make_lake({"plot_steps": steps(without_effect)})
    assert verdict(lake) == ("unknown", False)


def test_a_survey_after_the_change_of_use_does_not_open_the_gate(make_lake: MakeLake) -> None:
    states = CLEAN | {"use_change": "done"}
    lake = make_lake(
        {"plots": [plot("school")], "plot_steps": steps(states, survey="2023-05-01", use_change="2023-04-01")}
    )
    assert verdict(lake, as_of="2023-03-31") == ("blocked", False)
    assert verdict(lake, as_of="2023-04-01") == ("blocked", True)
    assert verdict(lake) == ("blocked", True)


def test_a_step_counts_from_the_day_it_was_done(make_lake: MakeLake) -> None:
    states = CLEAN | {"planning_permit": "done"}
    lake = make_lake(
        {"plots": [plot("commercial")], "plot_steps": steps(states, survey="2023-06-10", planning_permit="2023-04-01")}
    )
    columns = "verdict is_violation next_step"
    assert verdict(lake, columns, "2023-06-09") == ("blocked", True, "survey")
    assert verdict(lake, columns, "2023-06-10") == ("clear", False, "construction")


def test_the_forbidding_clause_is_quoted_from_the_notice(make_lake: MakeLake) -> None:
    lake = registered(make_lake, [plot("school", listed=True, heavy=True)], steps({"survey": "not_started"}))
    quotes = str(verdict(lake, "quotes")[0]).split("；")
    measure = str(lake.query("tasks/detail", task_id="S-07").loc[0, "measure"])
    assert len(quotes) == 4
    assert [quote for quote in quotes if quote not in measure] == []


def test_no_soil_goal_has_a_figure(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "soil/goals", "name status assigned_value")
    assert ("受污染耕地安全利用率", "unstated", None) in rows
    assert {row[1:] for row in rows} == {("unstated", None)}


def test_a_list_that_nobody_uploaded_has_no_count(make_lake: MakeLake) -> None:
    lake = make_lake({"plots": [plot("commercial")]})
    rows = answer(lake, "soil/lists", "dataset rows_stored")
    assert ("plots", 1) in rows
    assert {name for name, count in rows if count is None} == {
        "department_shares",
        "farmland",
        "farmland_samples",
        "farmland_units",
        "land_findings",
        "land_supply",
        "monitored_enterprises",
        "permit_cancellations",
        "plot_samples",
        "plot_steps",
        "quarterly_dispatch",
        "self_monitoring",
        "soil_funds",
    }
    stamps = dict(answer(lake, "soil/lists", "dataset uploaded_at"))
    assert [name for name, stamp in stamps.items() if stamp is not None] == ["plots"]


def test_clearing_demonstration_data_brings_the_lists_back_to_unreported(demo_store: Any) -> None:
    lake = Lake(demo_store)
    assert dict(answer(lake, "soil/lists", "dataset rows_stored"))["plots"] is not None
    lake.clear_demo("测试")
    assert {row[1:] for row in answer(lake, "soil/lists", "dataset rows_stored uploaded_at")} == {(None, None)}


def test_findings_found_less_rectified_remain(make_lake: MakeLake) -> None:
    found = {"problem": "未调查先开工", "source": "清零行动台账"}
    lake = make_lake(
        {
            "land_findings": [
                {
                    "finding_id": "F-1",
                    "plot_name": "甲",
                    "found_on": "2023-06-01",
                    "rectified_on": "2023-08-15",
                    **found,
                },
                {"finding_id": "F-2", "plot_name": "乙", "found_on": "2023-07-01", "rectified_on": "", **found},
            ]
        }
    )
    balance = [
        answer(lake, "soil/findings_balance", "found rectified remaining", as_of=as_of)[0]
        for as_of in ("2023-05-31", "2023-06-30", "2023-07-31", "2023-08-31")
    ]
    assert balance == [(0, 0, 0), (1, 0, 1), (2, 0, 2), (2, 1, 1)]


def test_without_findings_or_enterprises_nothing_is_zero(empty_lake: Lake) -> None:
    assert answer(empty_lake, "soil/findings_balance", "found rectified remaining") == [(None, None, None)]
    columns = "listed soil_done groundwater_done both_done overdue"
    assert answer(empty_lake, "soil/monitoring", columns) == [(None, None, None, None, None)]


def test_eight_of_ten_have_monitored_both_and_two_are_overdue_in_november(make_lake: MakeLake) -> None:
    done = [("2023-09-01", "2023-09-15")] * 8 + [("2023-09-01", ""), ("", "")]
    lake = make_lake(
        {
            "monitored_enterprises": [
                {
                    "enterprise": f"企业{number}",
                    "soil_done_on": soil,
                    "groundwater_done_on": water,
                    "source": "市生态环境局名录",
                }
                for number, (soil, water) in enumerate(done)
            ]
        }
    )
    columns = "listed soil_done groundwater_done both_done overdue days_left"
    assert answer(lake, "soil/monitoring", columns, as_of="2023-10-31") == [(10, 9, 8, 8, 0, 0)]
    assert answer(lake, "soil/monitoring", columns, as_of="2023-11-01") == [(10, 9, 8, 8, 2, -1)]
