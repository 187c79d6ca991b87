"""Every demand on uploads: the row it is for is reported by its rule, and a good row is not."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import queries
from dashboard.datasets import datasets
from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from dashboard.words import WITHHELD
from tests.rows import Rows, as_csv, upload

Row = dict[str, object]

AIR: Row = {"month": "2023-06", "pollutant": "pm10", "scope": "district", "value": 60, "source": "甲"}
REPORT: Row = {
    "task_id": "A-12",
    "period": "2023-06",
    "unit": "区发改（能源）局",
    "progress": "甲",
    "claim": "in_progress",
}
SECTION: Row = {"section": "洞头", "month": "2023-06", "state": "monitored", "water_class": 4, "source": "甲"}
WORKS: Row = {"project_id": "WP-1", "month": "2023-06", "works_percent": 12, "source": "甲"}
POINT: Row = {"lon": 112.85, "lat": 35.5, "crs": "wgs84"}
STATION = POINT | {"station": "S1", "name": "甲", "kind": "township", "source": "甲"}
PLOT: Row = {
    "plot_id": "P1",
    "name": "甲",
    "planned_use": "school",
    "is_listed": "否",
    "is_heavy": "否",
    "source": "甲",
}
#: A rectangle of land within the district, as WKT.
LAND = "POLYGON ((112.85 35.50, 112.86 35.50, 112.86 35.51, 112.85 35.50))"
SITE = PLOT | POINT | {"planned_use": "1001", "outline": LAND}
LISTED = {"planned_use": "080403", "is_listed": "是"}
#: A piece of the district, and one far away.
SQUARE, FAR = "POLYGON ((112.8 35.5, 112.81 35.5, 112.81 35.51, 112.8 35.5))", "LINESTRING (116.3 39.9, 116.4 39.9)"
LINE: Row = {
    "kind": "河流",
    "name": "甲河",
    "outline": "LINESTRING (112.8 35.4, 112.9 35.5)",
    "crs": "wgs84",
    "source": "甲",
}
ENTERPRISE: Row = POINT | {"enterprise": "甲厂", "source": "甲"}
STEP: Row = {"plot_id": "P1", "step": "survey", "status": "done", "done_on": "2023-05-01", "source": "甲"}
DELISTED = STEP | {"step": "delisting", "done_on": "2023-06-01", "document": "乙"}
SOIL: Row = {"plot_id": "P1", "point": "S1", "depth": "0.5", "date": "2023-03-05", "item": "砷", "value": 12}
SOIL["source"] = "甲"
LISTED_PLOT = PLOT | {"planned_use": "1001", "is_listed": "是", "listed_on": "2023-05-01"}
BACKGROUND: Row = {"item": "砷", "background": 12, "document": "甲", "source": "乙"}
FINDING: Row = {"finding_id": "F1", "plot_name": "甲", "problem": "乙", "found_on": "2023-05-01"}
FINDING |= {"source": "甲", "rectified_on": "2023-06-01"}
ASKED: Row = {"task_id": "A-03", "asked_on": "2023-06-10", "asked_by": "甲"}
RULE: Row = {"rule_id": "grace_from", "title": "甲", "value": "印发日", "meaning": "乙", "basis": "丙"}
CLOSURE: Row = {"node_id": "A-12-1", "closed_on": "2023-06-20", "approved_by": "甲", "basis": "乙"}
NODE: Row = {"node_id": "A-12-9", "task_id": "A-12", "deliverable": "甲", "kind": "ongoing", "printed": "乙"}
NODE["source_line"] = "1"
OWNER = {
    "task_id": "A-12", "unit": "区水务局", "role": "lead",
    "printed_name": "区水务局", "printed_role": "牵头单位", "source_line": 1,
}  # fmt: skip
GOAL: Row = {
    "indicator_id": "IW-99", "plan": "water", "name": "甲", "force": "unclear", "status": "unstated",
    "quote": "乙", "task_id": "W-01", "source_line": 194,
}  # fmt: skip
ASSIGNED = GOAL | {"unit_of_measure": "%", "assigned_value": "95%", "assigned_document": "某文〔2023〕1号"}
CLASSED = ASSIGNED | {"unit_of_measure": "类", "assigned_value": "Ⅳ类"}
PLACE = POINT | {"section": "洞头", "level": "municipal", "source_line": 256}
PROJECT = POINT | {
    "project_id": "WP-1", "seq": 1, "name": "甲", "owners_text": "乙", "deadline_text": "2023 年 12 月",
    "goal_percent": 30, "goal_text": "丙", "source_line": 264,
}  # fmt: skip
FILE: Row = {
    "task_id": "A-12", "period": "2023-06", "sha256": "0" * 64, "file_name": "甲.pdf", "media_type": "application/pdf",
    "byte_size": 9, "person": "甲", "uploaded_on": "2023-06-20", "withdrawn_on": "", "withdrawn_by": "乙",
}  # fmt: skip

MOVED: Row = {
    "node_id": "A-12-1", "number": 1, "step": "apply", "state": "waiting_close", "person": "甲", "acting_for": "乙",
    "taken_at": "2023-06-20 10:00:00",
}  # fmt: skip

HOUR: Row = {"station": "S1", "time": "2023-06-01 05:00:00", "pm10": 60, "pm2_5": 30, "co": 0.8}
DAY: Row = {"station": "S1", "date": "2023-06-01", "pm10": 60, "pm2_5": 30, "co": 0.8}
DUST_DAY: Row = {"date": "2023-03-22", "source": "甲"}
DUSTFALL: Row = {"month": "2023-06", "town": "南村镇", "value": 4.6, "source": "甲"}
RANKED: Row = {
    "month": "2023-06",
    "span": "month",
    "rank": 129,
    "cities": 168,
    "published_on": "2023-07-20",
    "source": "甲",
}
EPISODE: Row = {
    "started_at": "2023-01-05 18:00:00",
    "ended_at": "2023-01-09 08:00:00",
    "level": "orange",
    "source": "甲",
}
OUTFALL = POINT | {"outfall": "甲口", "river": "白水河", "kind": "industrial", "source": "甲"}
LIMIT: Row = {"outfall": "甲口", "indicator": "cod", "lowest": "", "highest": 50, "document": "乙", "source": "甲"}
EFFLUENT: Row = {"outfall": "甲口", "date": "2023-06-05", "indicator": "ph", "value": 7.1, "source": "甲"}
TRACING: Row = {
    "outfall": "甲口",
    "date": "2023-06-12",
    "step": "trace",
    "unit": "区水务局",
    "result": "乙",
    "source": "甲",
}
PROBLEM: Row = {
    "problem_id": "P1", "aspect": "litter", "place": "甲", "problem": "乙", "found_on": "2023-06-01",
    "unit": "区水务局", "person": "丙", "deadline": "2023-07-31", "closed_on": "2023-06-20", "closing": "丁",
    "source": "甲",
}  # fmt: skip
ESTATE: Row = {"estate": "甲小区", "done_on": "2023-08-20", "source": "乙"}
PLAN: Row = {
    "section": "洞头",
    "version": 1,
    "revised_on": "2023-07-10",
    "measures": "甲",
    "owner": "乙",
    "source": "丙",
}
ODOUR_POINT = POINT | {"water": "甲沟", "point": "1号点", "position": 1, "source": "甲"}
ODOUR: Row = {"water": "甲沟", "point": "1号点", "date": "2023-06-05", "transparency": 30, "source": "甲"}
SOURCE = POINT | {"water_source": "甲井", "kind": "groundwater", "level": "county", "source": "甲"}
TAKEN: Row = {"water_source": "甲井", "month": "2023-06", "volume": 30, "source": "甲"}
DRAWN: Row = {"water_source": "甲井", "date": "2023-06-05", "indicator": "ph", "value": 7.1, "source": "甲"}
FLOW: Row = {"section": "洞头", "date": "2023-06-05", "flow": 0.4, "source": "甲"}
SAMPLE: Row = {"section": "洞头", "time": "2023-06-05", "indicator": "ammonia_nitrogen", "value": 0.35}
UNIT_OF_LAND: Row = {"unit_code": "D1", "town": "南村镇", "land_kind": "paddy", "source": "甲"}
IN_SOIL: Row = {"unit_code": "D1", "point": "1", "date": "2023-06-05", "item": "cadmium", "value": 0.2, "source": "甲"}
CODE: Row = {"credit_code": "91350100M000100Y43"}
KEY_UNIT = POINT | CODE | {"enterprise": "甲厂", "source": "乙"}
MONITORED: Row = {"enterprise": "甲厂", "year": 2023, "medium": "soil", "done_on": "2023-09-01", "source": "乙"}
CANCELLED = CODE | {"enterprise": "乙厂", "kind": "cancelled", "source": "甲"}
SUPPLIED = CODE | {"year": 2023, "plot_name": "甲地块", "source": "乙"}
DISPATCH: Row = {
    "task_id": "S-09",
    "year": 2023,
    "quarter": 2,
    "department": "区行政审批局",
    "reported_on": "2023-06-28",
    "content": "甲",
    "source": "乙",
}
SHARED: Row = {"department": "区行政审批局", "shared_on": "2023-06-15", "subject": "other", "source": "甲"}
FUND: Row = {
    "project": "甲项目",
    "year": 2023,
    "quarter": 2,
    "department": "区农业农村局",
    "issued": 80,
    "paid": 80,
    "source": "乙",
}

LETTER: Row = {
    "number": "督1号", "plan": "air", "step": 1, "measure": "预警函", "subject_kind": "task", "subject": "A-10",
    "unit": "区工信局", "issued_on": "2023-09-06", "signed_by": "甲", "reply_due": "2023-09-16",
    "replied_on": "2023-09-14", "rectified_on": "2023-09-20", "released_on": "2023-09-25",
    "release_document": "督解1号",
}  # fmt: skip
OF_AIR = LETTER | {"subject_kind": "pollutant", "subject": "pm10"}
SOIL_LETTER = LETTER | {"plan": "soil", "measure": "约谈", "subject": "S-01", "unit": "区生态环境分局"}

#: A row of each list whose rows may be withheld.
OF_PLOTS: dict[str, Row] = {
    "plots": PLOT,
    "plot_steps": STEP,
    "plot_samples": SOIL,
    "land_findings": FINDING,
    "land_supply": SUPPLIED,
    "permit_cancellations": CANCELLED,
    "soil_funds": FUND,
}
BLOTTED: Row = {"source": WITHHELD}

#: dataset, rule, a row that is fine, and what makes it break the rule.
DEMANDS: list[tuple[str, str, Row, Row]] = [
    ("air_monthly", "co_unit", AIR | {"pollutant": "co", "value": 1.6}, {"value": 1600}),
    ("air_monthly", "future_month", AIR, {"month": "2024-07"}),
    ("air_monthly", "after_as_of", AIR, {"month": "2024-06"}),
    ("task_reports", "after_as_of", REPORT, {"period": "2024-06"}),
    ("section_months", "after_as_of", SECTION, {"month": "2024-06"}),
    ("dustfall", "after_as_of", DUSTFALL, {"month": "2024-06"}),
    ("city_rankings", "after_as_of", RANKED, {"month": "2024-06"}),
    ("project_progress", "after_as_of", WORKS, {"month": "2024-06"}),
    ("air_monthly", "far_from_last_year", AIR, {"value": 650}),
    ("task_reports", "unknown_task", REPORT, {"task_id": "A-35"}),
    ("task_reports", "unit_without_task", REPORT, {"unit": "区水务局"}),
    ("task_reports", "unknown_node", REPORT | {"done_nodes": "A-12-1"}, {"done_nodes": "A-13-1"}),
    ("task_reports", "future_period", REPORT, {"period": "2024-07"}),
    ("evidence_requests", "unknown_task", ASKED, {"task_id": "A-35"}),
    ("evidence_requests", "nothing_due_at_issue", ASKED, {"task_id": "A-12"}),
    ("evidence_requests", "future_request", ASKED, {"asked_on": "2024-07-01"}),
    ("rules", "grace_from", RULE, {"value": "随便"}),
    ("rules", "unknown_rule", RULE, {"rule_id": "yellow_window_day", "value": "15"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "flood_season_start", "value": "2023-06-01"}, {"value": "06-01"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "yellow_window_days", "value": "10"}, {"value": "十五"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "report_day", "value": "31"}, {"value": "32"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "plan_year_end", "value": "2023-12-31"}, {"value": ""}),
    ("rules", "unreadable_value", RULE | {"rule_id": "match_likeness", "value": "85.5"}, {"value": "120"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "default_day_share", "value": "0.4"}, {"value": "50"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "black_odour_end_values", "value": "算黑臭"}, {"value": "是"}),
    ("rules", "unreadable_value", RULE | {"rule_id": "severe_delay_days", "value": "20"}, {"value": "一月"}),
    ("escalation_actions", "dates_out_of_order", LETTER, {"reply_due": "2023-09-05"}),
    ("escalation_actions", "dates_out_of_order", LETTER, {"replied_on": "2023-09-05"}),
    ("escalation_actions", "dates_out_of_order", LETTER, {"rectified_on": "2023-09-13"}),
    ("escalation_actions", "dates_out_of_order", LETTER, {"released_on": "2023-09-19"}),
    ("escalation_actions", "future_day", LETTER, {"released_on": "2024-07-01"}),
    ("escalation_actions", "step_of_no_plan", SOIL_LETTER, {"step": 3}),
    ("escalation_actions", "step_of_no_plan", LETTER, {"plan": "water", "subject": "W-03", "unit": "区水务局"}),
    ("escalation_actions", "measure_of_another_step", LETTER, {"step": 2}),
    ("escalation_actions", "measure_of_another_step", SOIL_LETTER, {"measure": "预警函"}),
    ("escalation_actions", "unknown_subject", LETTER, {"subject": "A-35"}),
    ("escalation_actions", "unknown_subject", OF_AIR, {"subject": "臭"}),
    ("escalation_actions", "unit_not_answerable", LETTER, {"unit": "区水务局"}),
    ("escalation_actions", "release_without_document", LETTER, {"release_document": ""}),
    ("escalation_actions", "release_without_document", LETTER, {"released_on": ""}),
    ("closures", "future_closure", CLOSURE, {"closed_on": "2024-07-01"}),
    ("closures", "endless_node", CLOSURE, {"node_id": "A-15-1"}),
    ("section_months", "class_and_state", SECTION, {"state": "dry"}),
    ("section_months", "future_month", SECTION, {"month": "2024-07"}),
    ("stations", "half_located", STATION, {"crs": ""}),
    ("stations", "outside_district", STATION, {"lon": 116.4, "lat": 39.9}),
    ("plots", "half_located", PLOT | {"lon": "", "lat": "", "crs": "", "outline": ""}, {"lon": 112.8}),
    ("plots", "half_located", PLOT | {"outline": SQUARE, "crs": "wgs84"}, {"crs": ""}),
    ("plots", "outside_district", PLOT | {"lon": 112.8, "lat": 35.5, "crs": "wgs84"}, {"lon": 116.4}),
    ("plots", "misplaced", PLOT | {"lon": 38391500, "lat": 3930000, "crs": "38带"}, {"crs": "37带"}),
    ("plots", "unreadable_outline", PLOT | {"outline": SQUARE, "crs": "wgs84"}, {"outline": "POLYGON ((112.8"}),
    ("plots", "outline_outside", PLOT | {"outline": SQUARE, "crs": "wgs84"}, {"outline": FAR}),
    ("map_outlines", "unreadable_outline", LINE, {"outline": "LINESTRING (35.4 112.8, 35.5 112.9)"}),
    ("map_outlines", "outline_outside", LINE, {"outline": FAR}),
    ("monitored_enterprises", "half_located", ENTERPRISE, {"crs": ""}),
    ("monitored_enterprises", "outside_district", ENTERPRISE, {"lat": 39.9}),
    ("monitored_enterprises", "misplaced", ENTERPRISE, {"lat": 112.85, "lon": 35.5}),
    ("stations", "misplaced", STATION, {"lat": 112.85, "lon": 35.5}),
    ("sections", "misplaced", PLACE, {"lon": 391500, "lat": 3930000}),
    ("projects", "misplaced", PROJECT, {"crs": "38带"}),
    ("outfalls", "misplaced", OUTFALL, {"lon": 12.85}),
    ("black_odour_points", "misplaced", ODOUR_POINT, {"lon": 12.85}),
    ("water_sources", "misplaced", SOURCE, {"lon": 12.85}),
    ("sections", "half_located", PLACE, {"lat": ""}),
    ("sections", "outside_district", PLACE, {"lat": 39.9}),
    ("projects", "half_located", PROJECT, {"lat": ""}),
    ("projects", "outside_district", PROJECT, {"lat": 39.9}),
    ("plot_steps", "done_without_date", STEP, {"done_on": ""}),
    ("plots", "forbidden_use", PLOT | {"planned_use": "1001", "is_listed": "是"}, {"planned_use": "080403"}),
    ("plots", "forbidden_use", PLOT | {"planned_use": "未确定", "is_listed": "是"}, {"planned_use": "公共服务"}),
    ("plots", "forbidden_use", PLOT | {"planned_use": "0801", "is_heavy": "是"}, {"planned_use": "0702"}),
    (
        "plots",
        "forbidden_use",
        PLOT | LISTED | {"planned_on": "2022-05-01", "listed_on": "2023-05-01"},
        {"planned_on": "2023-05-01"},
    ),
    ("plots", "unreadable_outline", SITE, {"outline": "112.85 35.50, 112.86 35.50"}),
    ("plots", "unreadable_outline", SITE, {"outline": "POLYGON ((112.85 35.50, 112.86 35.50, 112.85 35.50))"}),
    ("plots", "outline_outside", SITE, {"outline": LAND.replace("112.", "116.")}),
    ("plot_steps", "delisting_without_decision", DELISTED, {"document": ""}),
    ("plot_steps", "done_before_started", STEP | {"started_on": "2023-04-01"}, {"started_on": "2023-05-02"}),
    ("plot_steps", "result_of_another_step", STEP | {"result": "超标"}, {"result": "达到目标"}),
    ("plot_steps", "result_of_another_step", STEP | {"step": "开工", "result": ""}, {"result": "达到目标"}),
    ("plot_samples", "future_day", SOIL, {"date": "2024-07-01"}),
    ("plot_samples", "below_without_limit", SOIL | {"is_below_limit": ""}, {"value": "", "is_below_limit": "是"}),
    ("plot_samples", "total_chromium", SOIL | {"item": "铬（六价）"}, {"item": "铬"}),
    ("plot_samples", "implausible_dioxins", SOIL | {"item": "二噁英类", "value": 0.00002}, {"value": 12}),
    ("plot_samples", "far_beyond", SOIL | {"value": 1400}, {"value": 1401}),
    ("plot_samples", "zero_value", SOIL, {"value": 0}),
    ("farmland_samples", "zero_value", IN_SOIL, {"value": 0}),
    ("farmland_samples", "far_beyond", IN_SOIL | {"value": 40}, {"value": 40.1}),
    ("soil_backgrounds", "implausible", BACKGROUND | {"background": 119.9}, {"background": 120}),
    ("soil_backgrounds", "implausible", BACKGROUND, {"background": 0}),
    ("plots", "future_listing", LISTED_PLOT, {"listed_on": "2025-01-01"}),
    ("plots", "future_listing", LISTED_PLOT, {"planned_on": "2025-01-01", "listed_on": ""}),
    ("plot_steps", "future_completion", STEP, {"done_on": "2025-01-01"}),
    ("plot_steps", "date_of_nothing", STEP | {"status": "未开展", "done_on": ""}, {"done_on": "2023-05-01"}),
    ("permit_cancellations", "future_cancellation", CANCELLED, {"cancelled_on": "2025-01-01"}),
    ("monitored_enterprises", "code_of_another", KEY_UNIT, {"enterprise": "丙厂"}),
    ("monitored_enterprises", "future_completion", KEY_UNIT, {"soil_done_on": "2025-01-01"}),
    ("monitored_enterprises", "future_completion", KEY_UNIT, {"groundwater_done_on": "2025-01-01"}),
    ("land_findings", "rectified_before_found", FINDING, {"rectified_on": "2023-04-01"}),
    ("task_nodes", "unknown_task", NODE, {"task_id": "A-35"}),
    ("task_units", "unknown_task", OWNER, {"task_id": "A-35"}),
    ("indicators", "unknown_task", GOAL, {"task_id": "A-35"}),
    ("indicators", "value_without_document", GOAL, {"assigned_value": "95"}),
    ("indicators", "value_without_document", GOAL, {"assigned_document": "某文〔2023〕1号"}),
    ("indicators", "unreadable_value", ASSIGNED, {"assigned_value": "较高"}),
    ("indicators", "unreadable_value", CLASSED, {"assigned_value": "95"}),
    ("evidence", "unknown_task", FILE, {"task_id": "A-35"}),
    ("evidence", "withdrawn_without_reason", FILE, {"withdrawn_on": "2023-06-21"}),
    ("closure_steps", "unlisted_move", MOVED, {"step": "close"}),
    ("closure_steps", "unlisted_move", MOVED, {"state": "closed"}),
    ("closure_steps", "unlisted_move", MOVED, {"number": 2}),
    ("air_hourly", "co_unit", HOUR, {"co": 800}),
    ("air_hourly", "pm2_5_above_pm10", HOUR, {"pm2_5": 61}),
    ("air_hourly", "future_hour", HOUR, {"time": "2024-07-02 00:00:00"}),
    ("air_hourly", "not_on_the_hour", HOUR, {"time": "2023-06-01 05:30:00"}),
    ("air_daily", "co_unit", DAY, {"co": 800}),
    ("air_daily", "pm2_5_above_pm10", DAY, {"pm2_5": 61}),
    ("air_daily", "future_day", DAY, {"date": "2024-07-01"}),
    ("air_dust_days", "future_day", DUST_DAY, {"date": "2024-07-01"}),
    ("dustfall", "future_month", DUSTFALL, {"month": "2024-07"}),
    ("city_rankings", "future_month", RANKED, {"month": "2024-07"}),
    ("city_rankings", "rank_beyond_cities", RANKED, {"rank": 169}),
    ("episodes", "ended_before_started", EPISODE, {"ended_at": "2023-01-05 17:00:00"}),
    ("outfalls", "half_located", OUTFALL, {"crs": ""}),
    ("outfalls", "outside_district", OUTFALL, {"lon": 116.4, "lat": 39.9}),
    ("outfall_limits", "no_limit", LIMIT, {"highest": ""}),
    ("outfall_limits", "no_limit", LIMIT, {"lowest": 51}),
    ("outfall_samples", "future_day", EFFLUENT, {"date": "2024-07-01"}),
    ("outfall_samples", "impossible_ph", EFFLUENT, {"value": 71}),
    ("outfall_samples", "below_without_limit", EFFLUENT, {"value": "", "is_below_limit": "是"}),
    ("outfall_tracing", "future_day", TRACING, {"date": "2024-07-01"}),
    ("water_problems", "deadline_before_found", PROBLEM, {"deadline": "2023-05-31"}),
    ("water_problems", "deadline_before_found", PROBLEM, {"closed_on": "2023-05-31"}),
    ("water_problems", "closed_without_basis", PROBLEM, {"closing": ""}),
    ("water_problems", "closed_without_basis", PROBLEM, {"closed_on": ""}),
    ("water_problems", "closed_without_basis", PROBLEM, {"closed_on": "2024-07-01"}),
    ("old_estates", "future_completion", ESTATE, {"done_on": "2024-07-01"}),
    ("farmland_samples", "future_day", IN_SOIL, {"date": "2024-07-01"}),
    ("farmland_samples", "below_without_limit", IN_SOIL, {"value": "", "is_below_limit": "是"}),
    ("monitored_enterprises", "half_located", KEY_UNIT, {"crs": ""}),
    ("monitored_enterprises", "outside_district", KEY_UNIT, {"lon": 116.4, "lat": 39.9}),
    ("monitored_enterprises", "credit_code", KEY_UNIT, {"credit_code": "91350100M000100Y44"}),
    ("permit_cancellations", "credit_code", CANCELLED, {"credit_code": "91350100M000100Y34"}),
    ("land_supply", "credit_code", SUPPLIED, {"credit_code": "913501003M00100Y43"}),
    ("plots", "credit_code", PLOT | CODE, {"credit_code": "350100M000100Y43"}),
    ("self_monitoring", "future_completion", MONITORED, {"done_on": "2024-07-01"}),
    ("self_monitoring", "done_before_year", MONITORED, {"done_on": "2022-12-31"}),
    ("quarterly_dispatch", "not_asked", DISPATCH, {"task_id": "S-11"}),
    ("quarterly_dispatch", "not_asked", DISPATCH, {"task_id": "S-10"}),
    ("quarterly_dispatch", "outside_quarter", DISPATCH, {"reported_on": "2023-03-31"}),
    ("quarterly_dispatch", "outside_quarter", DISPATCH, {"reported_on": "2024-07-01"}),
    ("department_shares", "not_asked", SHARED, {"department": "区水务局"}),
    ("department_shares", "not_asked", SHARED, {"shared_on": "2024-07-01"}),
    ("soil_funds", "paid_above_issued", FUND, {"paid": 80.1}),
    ("plots", "name_in_number", PLOT, {"plot_id": "P甲1"}),
    *[(name, "withheld_row", fine, BLOTTED) for name, fine in OF_PLOTS.items()],
    ("section_plans", "future_revision", PLAN, {"revised_on": "2024-07-01"}),
    ("black_odour_points", "half_located", ODOUR_POINT, {"crs": ""}),
    ("black_odour_points", "outside_district", ODOUR_POINT, {"lon": 116.4, "lat": 39.9}),
    ("black_odour_samples", "future_day", ODOUR, {"date": "2024-07-01"}),
    ("black_odour_samples", "unknown_point", ODOUR, {"point": "9号点"}),
    ("black_odour_samples", "deeper_than_water", ODOUR | {"depth": 40}, {"depth": 20}),
    ("water_sources", "half_located", SOURCE, {"crs": ""}),
    ("water_sources", "outside_district", SOURCE, {"lon": 116.4, "lat": 39.9}),
    ("water_source_samples", "future_day", DRAWN, {"date": "2024-07-01"}),
    ("water_source_samples", "impossible_ph", DRAWN, {"value": 71}),
    ("water_source_samples", "below_without_limit", DRAWN, {"value": "", "is_below_limit": "是"}),
    ("water_source_volumes", "future_month", TAKEN, {"month": "2024-07"}),
    ("water_source_volumes", "after_as_of", TAKEN, {"month": "2024-06"}),
    ("daily_flows", "future_day", FLOW, {"date": "2024-07-01"}),
    ("water_samples", "future_sample", SAMPLE, {"time": "2024-07-01"}),
    ("water_samples", "impossible_ph", SAMPLE | {"indicator": "ph", "value": 8.1}, {"value": 81}),
    ("water_samples", "below_without_limit", SAMPLE, {"value": "", "is_below_limit": "是"}),
    ("water_samples", "far_beyond", SAMPLE | {"value": 40}, {"value": 40.1}),
    ("water_samples", "far_beyond", SAMPLE | {"indicator": "dissolved_oxygen", "value": 25}, {"value": 25.1}),
    ("water_samples", "zero_value", SAMPLE, {"value": 0}),
    ("water_samples", "state_with_value", SAMPLE, {"state": "dry"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def known_lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """The notice, and one row of each register that others refer to. For reading only."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("known") / "store"))
    upload(lake, "stations", [STATION])
    upload(lake, "plots", [PLOT])
    upload(lake, "outfalls", [OUTFALL])
    upload(lake, "black_odour_waters", [{"water": "甲沟", "area": "urban", "source": "甲"}])
    upload(lake, "black_odour_points", [ODOUR_POINT])
    upload(lake, "water_sources", [SOURCE])
    upload(lake, "farmland_units", [UNIT_OF_LAND])
    upload(lake, "monitored_enterprises", [KEY_UNIT])
    return lake


def rules(lake: Lake, name: str, rows: Rows) -> set[str]:
    made = draft(lake, name, as_csv(rows), f"{name}.csv", dt.date(2024, 6, 30), as_of=dt.date(2024, 5, 31))
    return {problem.rule for problem in made.problems}


@pytest.mark.parametrize(("name", "rule", "fine", "fault"), DEMANDS, ids=[f"{d[0]}-{d[1]}" for d in DEMANDS])
def test_a_demand_reports_its_fault_and_nothing_else(
    known_lake: Lake, name: str, rule: str, fine: Row, fault: Row
) -> None:
    assert rules(known_lake, name, [fine]) == set()
    # A month that is still to come is also after the day that the board counts to.
    also = {"after_as_of"} if rule in ("future_month", "future_period") else set()
    assert rules(known_lake, name, [fine | fault]) == {rule} | also


def test_values_that_stand_still_are_seen(known_lake: Lake) -> None:
    months = [AIR | {"month": f"2023-{month:02d}", "value": 70} for month in range(1, 7)]
    assert rules(known_lake, "air_monthly", months) == {"all_equal"}
    assert rules(known_lake, "air_monthly", [*months[:-1], months[-1] | {"value": 71}]) == set()
    hours = [HOUR | {"time": f"2023-06-01 {hour:02d}:00:00", "pm10": 60 + hour, "co": 0.8} for hour in range(1, 25)]
    hours = [hour | {"pm2_5": 20 + at} for at, hour in enumerate(hours)]
    assert rules(known_lake, "air_hourly", hours) == {"unchanging"}
    assert rules(known_lake, "air_hourly", [*hours[:-1], hours[-1] | {"co": 0.9}]) == set()


def test_a_part_of_water_that_is_more_than_the_whole_is_seen_in_one_sample(known_lake: Lake) -> None:
    whole = SAMPLE | {"indicator": "total_nitrogen", "value": 0.3}
    assert rules(known_lake, "water_samples", [SAMPLE, whole]) == {"part_above_whole"}
    assert rules(known_lake, "water_samples", [SAMPLE, whole | {"value": 0.36}]) == set()
    assert rules(known_lake, "water_samples", [SAMPLE, whole | {"time": "2023-06-06"}]) == set()


def test_pm2_5_above_pm10_is_seen_within_the_file_and_against_what_is_stored(make_lake: Callable[..., Lake]) -> None:
    fine = AIR | {"pollutant": "pm2_5", "value": 61}
    lake = make_lake({"air_monthly": [AIR]})
    assert rules(lake, "air_monthly", [fine]) == {"pm2_5_above_pm10"}
    assert rules(lake, "air_monthly", [fine, AIR | {"value": 70}]) == set()


def test_works_that_shrink_are_seen_within_the_file_and_against_what_is_stored(make_lake: Callable[..., Lake]) -> None:
    lake = make_lake({"project_progress": [WORKS]})
    assert rules(lake, "project_progress", [WORKS | {"month": "2023-07", "works_percent": 11}]) == {"falling"}
    assert rules(lake, "project_progress", [WORKS | {"month": "2023-05", "works_percent": 11}]) == set()


def test_every_demand_is_tested() -> None:
    tested = {(name, rule) for name, rule, _, _ in DEMANDS}
    tested |= {
        ("water_samples", "part_above_whole"),
        ("air_monthly", "pm2_5_above_pm10"),
        ("project_progress", "falling"),
    }
    tested |= {("old_estates", "same_estate"), ("old_estates", "beyond_goal")}  # tests/test_water_ledgers.py
    tested |= {(name, "plot_of_another") for name in ("plots", "plot_steps", "plot_samples", "land_findings")}
    tested |= {("land_findings", "finding_of_another")}  # tests/test_rows_by_role.py
    tested |= {("plots", "delisted_without_decision"), ("plots", "listed_with_use")}  # tests/test_soil_plots.py
    tested |= {("air_monthly", "all_equal"), ("air_hourly", "unchanging")}
    written = {(name, check.name.rsplit("/", 1)[1]) for name in datasets() for check in queries.checks(name)}
    assert tested == written
