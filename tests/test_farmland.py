"""Farmland: what a soil result says at its pH and land, beside the legal class; the rates that the notice names."""

from typing import Any

import pytest

from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from tests.answers import answer
from tests.rows import TODAY, MakeLake, Rows

AS_OF = "2023-09-30"

#: item, value, pH, kind of land, and what the standard says of it.
READINGS: list[tuple[str, float, float | None, str, str]] = [
    # The upper edge belongs to the lower band: cadmium in paddy 0.3 at 5.5, 0.4 above it.
    ("cadmium", 0.35, 5.5, "paddy", "safe_use"),
    ("cadmium", 0.35, 5.51, "paddy", "low_risk"),
    ("cadmium", 0.35, 6.5, "other", "safe_use"),
    ("cadmium", 0.6, 7.51, "other", "low_risk"),
    # Reached is not exceeded, neither screening nor control.
    ("cadmium", 0.3, 5.5, "other", "low_risk"),
    ("cadmium", 1.5, 5.5, "other", "safe_use"),
    ("cadmium", 1.51, 5.5, "other", "strict"),
    # The control value of arsenic falls with pH.
    ("arsenic", 150, 5.0, "other", "safe_use"),
    ("arsenic", 150, 6.0, "other", "safe_use"),
    ("arsenic", 150, 7.0, "other", "strict"),
    ("arsenic", 101, 8.0, "paddy", "strict"),
    # An orchard has its own column for copper alone; paddy is other for copper.
    ("copper", 120, 6.0, "orchard", "low_risk"),
    ("copper", 120, 6.0, "paddy", "safe_use"),
    ("copper", 120, 6.0, "rotation", "safe_use"),
    ("mercury", 1.5, 6.0, "orchard", "low_risk"),
    # A rotation takes the stricter column: mercury paddy 0.5, lead other 70.
    ("mercury", 0.6, 5.0, "rotation", "safe_use"),
    ("lead", 75, 5.0, "rotation", "safe_use"),
    ("lead", 75, 5.0, "paddy", "low_risk"),
    # Copper, nickel, zinc and the organics have no control value.
    ("copper", 99_999, 6.0, "other", "safe_use"),
    ("nickel", 99_999, 8.0, "paddy", "safe_use"),
    ("zinc", 99_999, 8.0, "paddy", "safe_use"),
    ("bhc", 0.1, None, "other", "low_risk"),
    ("ddt", 0.11, None, "other", "safe_use"),
    ("benzo_a_pyrene", 0.56, 7.0, "paddy", "safe_use"),
    # Chromium is total.
    ("chromium", 251, 5.0, "paddy", "safe_use"),
    ("chromium", 1301, 8.0, "other", "strict"),
    # Nothing is said without a pH where it divides, nor of what the standard does not have.
    ("cadmium", 9.0, None, "other", "unknown"),
    ("selenium", 1.0, 7.0, "other", "unknown"),
]


@pytest.mark.parametrize(("item", "value", "ph", "kind", "expected"), READINGS)
def test_a_result_is_read_by_its_band_of_ph_and_its_column(
    empty_lake: Lake, item: str, value: float, ph: float | None, kind: str, expected: str
) -> None:
    given = {"item": item, "value": value, "ph": ph, "land_kind": kind}
    assert answer(empty_lake, "soil/farmland_verdict", "verdict", **given) == [(expected,)]


@pytest.mark.parametrize(("item", "kind"), [("镉", "水田"), ("Cd", "paddy"), ("cd", "水田")])
def test_items_and_land_are_known_by_their_words_too(empty_lake: Lake, item: str, kind: str) -> None:
    given = {"item": item, "value": 0.35, "ph": 6, "land_kind": kind}
    assert answer(empty_lake, "soil/farmland_verdict", "verdict item screening control", **given) == [
        ("low_risk", "cadmium", 0.4, 2.0)
    ]


def test_every_limit_has_its_clause_and_control_values_are_of_five_items(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "soil/farmland_limits", "value_type item clause")
    assert len(rows) == 79
    assert {item for kind, item, _ in rows if kind == "control"} == {
        "cadmium",
        "mercury",
        "arsenic",
        "lead",
        "chromium",
    }
    assert {clause for _, _, clause in rows} == {f"GB 15618-2018 表{table}" for table in (1, 2, 3)}


def land(code: str, **more: Any) -> dict[str, Any]:
    unit = {"unit_code": code, "town": "南村镇", "land_kind": "other", "ph": 7, "area": 10, "source": "局"}
    return unit | {"category": "", "measure": "", "produce": ""} | more


def soil(code: str, value: object, item: str = "cadmium", **more: Any) -> dict[str, Any]:
    sample = {"unit_code": code, "point": "1", "date": "2023-06-01", "item": item, "value": value, "ph": ""}
    return sample | {"is_below_limit": "否", "source": "局"} | more


def test_the_worst_of_the_latest_results_of_its_points_is_the_reading_of_a_unit(make_lake: MakeLake) -> None:
    samples = [
        soil("甲", 9, date="2022-06-01"),
        soil("甲", 0.2),
        soil("甲", 0.5, point="2"),
        soil("甲", 9, point="2", date="2023-10-01"),
        soil("甲", 20, item="lead"),
    ]
    lake = make_lake({"farmland_units": [land("甲")], "farmland_samples": samples})
    rows = answer(lake, "soil/farmland_class", "unit item verdict value points", as_of=AS_OF)
    assert rows == [("甲", "cadmium", "safe_use", 0.5, 2), ("甲", "lead", "low_risk", 20, 1)]
    assert answer(lake, "soil/farmland_class", "verdict value", as_of="2023-10-01")[0] == ("strict", 9)


def test_a_sample_has_its_own_ph_before_that_of_its_unit_and_without_either_nothing_is_said(
    make_lake: MakeLake,
) -> None:
    units = [land("甲", ph=8), land("乙", ph=""), land("丙", ph="")]
    samples = [soil("甲", 0.5), soil("甲", 0.5, point="2", ph=6), soil("乙", 0.5), soil("丙", 0.2, item="ddt")]
    lake = make_lake({"farmland_units": units, "farmland_samples": samples})
    assert answer(lake, "soil/farmland_class", "unit verdict ph lacks_ph", as_of=AS_OF) == [
        ("丙", "safe_use", None, False),
        ("乙", "unknown", None, True),
        ("甲", "safe_use", 6, False),
    ]


def test_below_detection_is_low_only_where_the_limit_is(make_lake: MakeLake) -> None:
    samples = [soil("甲", 0.1, is_below_limit="是"), soil("乙", 0.5, is_below_limit="是")]
    lake = make_lake({"farmland_units": [land("甲"), land("乙")], "farmland_samples": samples})
    assert answer(lake, "soil/farmland_class", "unit verdict", as_of=AS_OF) == [("乙", "unknown"), ("甲", "low_risk")]


#: The drawn class, what the soil holds of cadmium (0.3 screening, 3 control), the produce, and how they fit.
FITS = [
    ("priority", 0.2, "", "low_risk", "fits"),
    ("priority", 0.4, "", "safe_use", "look_again"),
    ("priority", 0.2, "exceeds", "low_risk", "look_again"),
    ("safe_use", 0.4, "meets", "safe_use", "fits"),
    ("safe_use", 3.1, "meets", "strict", "look_again"),
    ("safe_use", 0.4, "exceeds", "safe_use", "look_again"),
    ("strict", 3.1, "exceeds", "strict", "fits"),
    ("strict", None, "", "unmonitored", "no_result"),
    ("", 0.2, "meets", "low_risk", "undrawn"),
]


def test_the_legal_class_stands_beside_soil_and_produce_and_is_never_drawn_from_soil(make_lake: MakeLake) -> None:
    units = [land(f"{at}", category=drawn, produce=produce) for at, (drawn, _, produce, *_) in enumerate(FITS)]
    samples = [soil(f"{at}", value) for at, (_, value, *_) in enumerate(FITS) if value is not None]
    lake = make_lake({"farmland_units": units, "farmland_samples": samples})
    rows = answer(lake, "soil/farmland_units", "unit_code category soil_verdict fit", as_of=AS_OF)
    expected = [(f"{at}", drawn or None, verdict, fit) for at, (drawn, _, _, verdict, fit) in enumerate(FITS)]
    assert sorted(rows) == expected


def test_soil_is_not_of_low_risk_while_an_item_cannot_be_read(make_lake: MakeLake) -> None:
    samples = [soil("甲", 0.01, item="ddt"), soil("甲", 0.2)]
    lake = make_lake({"farmland_units": [land("甲", ph="")], "farmland_samples": samples})
    columns = "soil_verdict unknown_items"
    assert answer(lake, "soil/farmland_units", columns, as_of=AS_OF) == [("unknown", "镉")]


def test_results_that_cannot_be_read_are_no_result_and_empty_ones_are_none(make_lake: MakeLake) -> None:
    unreadable = [soil("甲", 0.01, item="ddt", is_below_limit="是"), soil("乙", ""), soil("乙", 0.2, date="2023-05-01")]
    units = [land(name, category="priority", ph="") for name in ("甲", "丙")] + [land("乙", category="priority")]
    samples = [soil("丙", 0.5), *unreadable[1:]]
    lake = make_lake({"farmland_units": units, "farmland_samples": samples})
    columns = "unit_code soil_verdict fit"
    assert sorted(answer(lake, "soil/farmland_units", columns, as_of=AS_OF)) == [
        ("丙", "unknown", "no_result"),
        ("乙", "low_risk", "fits"),
        ("甲", "unmonitored", "no_result"),
    ]


def test_where_nothing_is_safe_the_rate_is_zero_and_known(make_lake: MakeLake) -> None:
    lake = make_lake({"farmland_units": [land("丙", category="safe_use", area=40)]})
    assert answer(lake, "soil/rates", "rate state percent safe_area", as_of=AS_OF)[0] == ("farmland", "counted", 0, 0)


def test_a_rate_quotes_the_line_that_asks_for_it(empty_lake: Lake) -> None:
    rows = answer(empty_lake, "soil/rates", "rate quote source_line")
    assert rows[1] == ("construction", "每季度调度分析辖区内重点建设用地安全利用情况", 304)


def test_a_rate_is_counted_by_its_named_definition_or_not_at_all(make_lake: MakeLake) -> None:
    columns = "rate state percent safe_area counted_area"
    units = [
        land("甲", category="priority", area=20),  # polluted lightly, under priority protection
        land("乙", category="safe_use", area=30, measure="品种替代", produce="meets"),
        land("丙", category="safe_use", area=40, measure="", produce=""),
        land("丁", category="strict", area=10, measure="退耕"),
        land("戊", category="priority", area=500),  # not polluted
    ]
    samples = [soil("甲", 0.4), soil("戊", 0.1)]
    lake = make_lake({"farmland_units": units, "farmland_samples": samples})
    assert answer(lake, "soil/rates", columns, as_of=AS_OF) == [
        ("farmland", "counted", 60.0, 60.0, 100.0),
        ("construction", "undefined", None, 0.0, None),
    ]
    lake = make_lake({"farmland_units": [land("乙", category="safe_use", area=30, measure="品种替代")]})
    assert answer(lake, "soil/rates", columns, as_of=AS_OF)[0][:3] == ("farmland", "insufficient", None)


def test_without_farmland_or_without_a_definition_no_rate_is_said(make_lake: MakeLake, empty_lake: Lake) -> None:
    assert answer(empty_lake, "soil/rates", "state percent assigned_value") == [
        ("unreported", None, None),
        ("undefined", None, None),
    ]
    rule = {"rule_id": "farmland_rate_definition", "title": "甲", "value": "", "meaning": "乙", "basis": "丙"}
    lake = make_lake({"rules": [rule], "farmland_units": [land("甲", category="strict", measure="退耕")]})
    assert answer(lake, "soil/rates", "state percent", as_of=AS_OF)[0] == ("undefined", None)


def test_plots_that_changed_to_homes_are_counted_by_whether_they_passed_every_gate(make_lake: MakeLake) -> None:
    plot = {"planned_use": "住宅", "is_listed": "否", "is_heavy": "否", "area": 30, "source": "甲"}
    done = {"status": "已完成", "source": "甲"}
    lake = make_lake(
        {
            "plots": [plot | {"plot_id": name, "name": "甲"} for name in ("过关", "未调查", "未变更")],
            "plot_steps": [
                done | {"plot_id": "过关", "step": "调查", "done_on": "2023-02-01", "result": "未超筛选值"},
                done | {"plot_id": "过关", "step": "用途变更", "done_on": "2023-03-01"},
                done | {"plot_id": "未调查", "step": "用途变更", "done_on": "2023-03-01"},
                {"plot_id": "未调查", "step": "调查", "status": "未开展", "source": "甲"},
            ],
        }
    )
    columns = "state percent units open_units safe_units safe_area counted_area"
    assert answer(lake, "soil/rates", columns, as_of=AS_OF)[1] == ("undefined", None, 2, 0, 1, 30.0, 60.0)
    rule = {"rule_id": "construction_rate_definition", "title": "甲", "value": "按面积", "meaning": "乙", "basis": "丙"}
    lake = make_lake({"rules": [rule]})
    assert answer(lake, "soil/rates", columns, as_of=AS_OF)[1] == ("counted", 50.0, 2, 0, 1, 30.0, 60.0)


def test_areas_are_of_the_latest_year_beside_the_year_before(make_lake: MakeLake) -> None:
    area = {"town": "南村镇", "category": "priority", "source": "局"}
    rows: Rows = [area | {"year": 2022, "area": 120}, area | {"year": 2023, "area": 118.5}]
    lake = make_lake({"farmland": rows})
    columns = "town year category area change"
    assert answer(lake, "soil/farmland_areas", columns, as_of=AS_OF) == [("南村镇", 2023, "priority", 118.5, -1.5)]
    assert answer(lake, "soil/farmland_areas", columns, as_of="2022-12-31")[0][-1] is None


def test_results_come_as_the_laboratory_writes_them_one_column_an_item_and_hexavalent_chromium_is_none(
    make_lake: MakeLake,
) -> None:
    lake = make_lake({"farmland_units": [land("甲")]})
    text = "评价单元编号,点位,采样日期,pH,镉,汞（µg/kg）,总铬,数据来源\n甲,1,2023-06-01,7.1,<0.01,120,61,局\n"
    made = draft(lake, "farmland_samples", text.encode(), "文件.csv", TODAY)
    assert made.errors == 0, made.problems
    rows = made.difference.upserts.select(["item", "value", "is_below_limit", "ph"]).to_pylist()
    assert sorted(tuple(row.values()) for row in rows) == [
        ("cadmium", 0.01, True, 7.1),
        ("chromium", 61.0, False, 7.1),
        ("mercury", 0.12, False, 7.1),
    ]
    made = draft(lake, "farmland_samples", text.replace("总铬", "六价铬").encode(), "文件.csv", TODAY)
    assert sorted(made.difference.upserts["item"].to_pylist()) == ["cadmium", "mercury"]
