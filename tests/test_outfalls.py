"""Outfalls: sampled each month or missing by name; an exceedance stays open until a later sample of its item passes."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import upload

TEN = [f"{number}号" for number in range(1, 11)]


def sample(outfall: str, date: str, indicator: str, value: float | str) -> dict[str, Any]:
    return {"outfall": outfall, "date": date, "indicator": indicator, "value": value, "source": "测试"}


def step(date: str, name: str, due: str = "") -> dict[str, Any]:
    common = {"outfall": "2号", "unit": "区生态环境分局", "result": "查明", "source": "测试"}
    return common | {"date": date, "step": name, "due_date": due}


def limit(outfall: str, indicator: str, highest: float | str, lowest: float | str = "") -> dict[str, Any]:
    row = {"outfall": outfall, "indicator": indicator, "lowest": lowest, "highest": highest}
    return row | {"document": "许可证", "source": "测试"}


@pytest.fixture(scope="module")
def lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """Ten outfalls in use, one closed in May; in June the tenth is not sampled and the second exceeds. For reading."""
    made = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("outfalls") / "store"))
    register = [{"outfall": name, "river": "白水河", "kind": "industrial", "source": "测试"} for name in [*TEN, "旧口"]]
    register[-1]["closed_on"] = "2023-06-15"
    upload(made, "outfalls", [{"closed_on": "", **row} for row in register])
    limits = [limit(name, "cod", 50) for name in TEN[:-1]]
    limits += [limit("2号", "ammonia_nitrogen", 5), limit("3号", "ph", 9, 6), limit("1号", "mercury", 0.001)]
    upload(made, "outfall_limits", limits)
    rows = [sample(name, "2023-06-05", "cod", 50) for name in TEN[:-1] if name != "2号"]
    rows += [sample("10号", "2023-05-04", "cod", 900)]
    rows += [sample("1号", "2023-06-05", "mercury", "<0.0015")]
    rows += [sample("3号", "2023-06-06", "ph", 9.5), sample("3号", "2023-07-06", "ph", 7.2)]
    rows += [sample("2号", "2023-06-05", "ammonia_nitrogen", 7.5), sample("2号", "2023-06-05", "cod", 20)]
    rows += [sample("2号", "2023-06-20", "cod", 10)]
    rows += [sample("2号", "2023-07-05", "ammonia_nitrogen", 6), sample("2号", "2023-08-05", "ammonia_nitrogen", 5)]
    rows += [sample("2号", "2023-09-05", "ammonia_nitrogen", 5.1)]
    upload(made, "outfall_samples", rows)
    upload(made, "outfall_tracing", [step("2023-06-12", "trace"), step("2023-06-25", "remedy", "2023-07-20")])
    return made


def test_each_month_says_how_many_were_sampled_and_names_those_that_were_not(lake: Lake) -> None:
    columns = "month outfalls sampled missing exceeding exceeding_names"
    rows = answer(lake, "water/outfall_coverage", columns, as_of="2023-07-30")
    everyone = "、".join(TEN)
    assert rows == [
        *((f"2023-0{month}", 11, 0, f"{everyone}、旧口", 0, "") for month in (1, 2, 3, 4)),
        ("2023-05", 11, 1, f"{'、'.join(TEN[:-1])}、旧口", 0, ""),  # without a limit nothing exceeds
        ("2023-06", 10, 9, "10号", 2, "2号、3号"),
    ]
    states = answer(lake, "water/outfall_months", "outfall month state exceeding_items", as_of="2023-06-30")
    june = {row[0]: row[2:] for row in states if row[1] == "2023-06"}
    assert june["1号"] == ("passing", None)  # half of 0.0015 is within 0.001
    assert june["2号"] == ("exceeding", "氨氮")
    assert june["10号"] == ("missing", None)
    assert "旧口" not in june
    assert ("10号", "2023-05", "no_limit", None) in states


def test_without_a_register_the_counts_are_unknown_and_not_zero(empty_lake: Lake) -> None:
    columns = "month outfalls sampled missing exceeding"
    rows = answer(empty_lake, "water/outfall_coverage", columns, as_of="2023-02-28")
    assert rows == [("2023-01", None, None, None, None), ("2023-02", None, None, None, None)]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("2023-06-11", ("2023-06-05", None, 1, 0, "untraced")),
        ("2023-06-30", ("2023-06-05", None, 1, 2, "open")),  # the passing COD of 20 June closes no ammonia
        ("2023-07-21", ("2023-06-05", None, 2, 2, "overdue")),
        ("2023-08-05", ("2023-06-05", "2023-08-05", 2, 2, "closed")),
    ],
)
def test_an_exceedance_closes_only_with_a_passing_sample_of_its_item(
    lake: Lake, as_of: str, found: tuple[Any, ...]
) -> None:
    columns = "outfall indicator opened_on closed_on exceeding_samples steps state highest_multiple"
    rows = answer(lake, "water/outfall_chains", columns, as_of=as_of)
    chains = [row for row in rows if row[:2] == ("2号", "ammonia_nitrogen")]
    opened, closed, samples, steps, state = found
    days = [day and str(day)[:10] for day in chains[0][2:4]]
    assert (len(chains), days, chains[0][4:]) == (1, [opened, closed], (samples, steps, state, 0.5))


def test_an_exceedance_after_a_passing_sample_is_a_new_one_and_ph_has_no_multiple(lake: Lake) -> None:
    columns = "outfall title opened_on state highest_multiple days"
    rows = answer(lake, "water/outfall_chains", columns, as_of="2023-09-30")
    assert [(*row[:2], str(row[2])[:10], *row[3:]) for row in rows] == [
        ("2号", "氨氮", "2023-09-05", "untraced", 0.02, 25),
        ("2号", "氨氮", "2023-06-05", "closed", 0.5, 61),
        ("3号", "pH", "2023-06-06", "closed", None, 30),
    ]


def test_the_events_of_an_outfall_are_its_samples_and_steps_in_the_order_of_days(lake: Lake) -> None:
    rows = answer(lake, "water/outfall_events", "outfall date event state result", as_of="2023-06-30")
    assert [(str(row[1])[:10], *row[2:]) for row in rows if row[0] == "2号"] == [
        ("2023-06-05", "sample", "exceeding", "化学需氧量 20 mg/L，氨氮 7.5 mg/L（超标）"),
        ("2023-06-12", "trace", None, "查明"),
        ("2023-06-20", "sample", "passing", "化学需氧量 10 mg/L"),
        ("2023-06-25", "remedy", None, "查明"),
    ]


def test_the_duty_of_the_month_says_how_many_outfalls_are_sampled_so_far(lake: Lake, empty_lake: Lake) -> None:
    def progress(of: Lake, as_of: str) -> dict[str, str]:
        return dict(answer(of, "overview/due", "task_id progress", as_of=as_of))

    assert [progress(lake, f"2023-06-{day:02d}")["W-11"] for day in (4, 5)] == ["排污口已测0/10", "排污口已测9/10"]
    assert progress(lake, "2023-06-05")["A-15"] is None
    assert progress(empty_lake, "2023-06-05")["W-11"] is None
