"""Makes the demonstration data beside this file: months 1 to 9 of 2023, invented, the same bytes on every run.

None of it was measured. It is chosen so that on 2023-09-30 every light occurs, and each row says 演示 so that nobody
takes it for a measurement. `python data/demo/make.py [FOLDER]` writes the files again.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
SOURCE = "演示数据"
MONTHS = [f"2023-{month:02d}" for month in range(1, 10)]

Rows = Iterator[tuple[object, ...]]

# pollutant -> how far its months lie from their targets in the district, lowest and highest; what the urban area adds
AIR = {"so2": (-2, 0, 1), "no2": (-1, 2, 2), "pm10": (-9, 6, 5), "o3": (-14, 12, -4), "pm2_5": (-2, 2, 2)}

STATIONS = [
    ("演示站一", "national", None, 112.845, 35.515, None),
    ("演示站二", "national", None, 112.832, 35.488, None),
    ("演示站三", "provincial", "钟家庄街道办事处", 112.862, 35.478, None),
    ("演示站四", "township", "西上庄街道办事处", 112.815, 35.506, None),
    ("演示站五", "township", "开发区街道办事处", 112.872, 35.505, "2023-07-31"),
    ("演示站六", "background", None, 112.848, 35.548, None),
    ("演示站七", "park", "南村镇", None, None, None),
]

# section -> a word for each month: class and deciding factor, or the state that explains why there is none
SECTIONS = {
    "白水河": "4氨氮 4氨氮 3 3 3 4总磷 not_sampled 3 3",
    "洞头": "5氨氮 5氨氮 4氨氮 4总磷 4总磷 4总磷 6氨氮 5氨氮 4总磷",
    "金匠桥": "5氨氮 4氨氮 dry 5氨氮 4总磷 4总磷 5总磷 4总磷 4总磷",
}

# project -> percent of the works at the end of each month, up to September
PROJECTS = {
    "WP-1": [2, 5, 9, 14, 19, 24],
    "WP-2": [8, 15, 24, 35, 46, 55, 64, 73, 80],
    "WP-3": [52, 60, 69, 78, 84, 88, 91, 93, 95],
}

PLOTS = [
    ("演示地块一", "电镀厂", "residential", "true", "false", 112.838, 35.502),
    ("演示地块二", "化工厂", "school", "false", "true", 112.858, 35.468),
    ("演示地块三", "机械厂", "residential", "false", "false", 112.868, 35.492),
    ("演示地块四", "仓库", "commercial", "false", "false", 112.822, 35.522),
    ("演示地块五", "印染厂", "undecided", "false", "false", 112.852, 35.532),
    ("演示地块六", "铸造厂", "public_service", "false", "false", None, None),
]
STEPS = [
    "survey",
    "risk_assessment",
    "remediation",
    "effect_assessment",
    "use_change",
    "planning_permit",
    "construction",
]
STATUSES = {"+": "done", "~": "in_progress", "-": "not_started", "x": "not_required"}
# plot -> a sign for each step; the third has its permit before its survey, the fifth has reported no step
PLOT_STEPS = {1: "++~----", 2: "+~-----", 3: "----++-", 4: "+xxx++~", 6: "~---+--"}

# node -> month in which the unit reports it done, day on which the office closes it, if it does
DONE = {
    "A-02-2": ("2023-08", "2023-09-05"),
    "A-03-1": ("2023-06", "2023-06-20"),
    "A-04-1": ("2023-09", "2023-09-20"),
    "A-04-3": ("2023-08", "2023-08-25"),
    "A-06-1": ("2023-06", "2023-06-15"),
    "A-07-1": ("2023-06", "2023-06-28"),
    "A-08-1": ("2023-06", None),
    "A-09-1": ("2023-09", None),
    "A-11-1": ("2023-06", "2023-06-12"),
    "A-16-1": ("2023-06", "2023-06-21"),
    "A-18-1": ("2023-07", "2023-07-18"),
    "A-20-1": ("2023-06", "2023-06-26"),
    "A-21-1": ("2023-06", "2023-06-29"),
    "A-22-1": ("2023-06", "2023-06-30"),
    "W-04-1": ("2023-08", None),
    "W-14-1": ("2023-09", "2023-09-22"),
}
# task -> month of its last report; none: it never had one
LAST_REPORT = {
    **dict.fromkeys(["A-05", "A-32", "W-06", "S-02", "S-08"]),
    **dict.fromkeys(["A-14", "A-30", "W-05", "S-04"], "2023-08"),
    **dict.fromkeys(["A-25", "S-13"], "2023-07"),
    "W-10": "2023-06",
}
# task -> claim and the month from which on; all others are in progress until everything in them is reported done
CLAIMS = {
    "A-10": ("delayed", "2023-08"),
    "A-26": ("delayed", "2023-09"),
    "W-02": ("delayed", "2023-09"),
    "W-07": ("delayed", "2023-07"),
    "WP-3": ("delayed", "2023-06"),
    "S-05": ("not_started", "2023-06"),
    "S-12": ("not_started", "2023-06"),
}
SECOND_LEAD_REPORTS = ["A-10", "A-28", "W-09", "S-09"]
WORDS = {
    "in_progress": [
        "演示：按工作方案推进，台账已更新",
        "演示：已召开专题会议，明确下月工作重点",
        "演示：本月开展检查{count}次，发现问题已交办",
        "演示：各项措施正常开展，完成现场核查{count}处",
    ],
    "delayed": ["演示：进度慢于计划，正在倒排工期", "演示：部分点位尚未开工，进度滞后"],
    "not_started": ["演示：正在起草方案，尚未启动"],
    "done": ["演示：已完成，申请销号"],
}
PROBLEMS = ["演示：资金尚未全部到位", "演示：企业配合不够", "演示：施工手续办理较慢"]
BASES = ["演示：验收意见", "演示：现场核查记录", "演示：印发文件", "演示：影像资料"]


def plan(name: str) -> list[dict[str, str]]:
    with (HERE.parent / "plan" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def air_monthly(dice: Random) -> Rows:
    """Near the targets, some met and some missed; the urban area a little worse, but for its ozone."""
    targets = {(row["pollutant"], int(row["month"])): int(row["target"]) for row in plan("air_targets")}
    source = f"{SOURCE}：空气质量月报"
    for number, month in enumerate(MONTHS, 1):
        for pollutant, (low, high, urban) in AIR.items():
            value = targets[pollutant, number] + dice.randint(low, high)
            yield month, pollutant, "district", value, source
            yield month, pollutant, "urban", value + urban + dice.randint(-1, 1), source
        tenths = dice.randint(7, 11) + (4 if number <= 2 else 0)
        yield month, "co", "district", tenths / 10, source
        yield month, "co", "urban", (tenths + dice.randint(0, 2)) / 10, source


def stations(_dice: Random) -> Rows:
    for number, (name, kind, town, lon, lat, closed_on) in enumerate(STATIONS, 1):
        crs = "wgs84" if lon else None
        yield f"演示{number:02d}", name, kind, town, lon, lat, crs, "2020-01-01", closed_on, f"{SOURCE}：虚构站点"


def section_months(_dice: Random) -> Rows:
    for section, months in SECTIONS.items():
        for month, word in zip(MONTHS, months.split(), strict=True):
            found = ("monitored", word[0], word[1:]) if word[0].isdigit() else (word, None, None)
            yield section, month, *found, f"{SOURCE}：断面月报"


def project_progress(_dice: Random) -> Rows:
    for project, percents in PROJECTS.items():
        for month, percent in zip(MONTHS[-len(percents) :], percents, strict=True):
            stage = "演示：主体施工" if percent >= 10 else "演示：前期手续"
            problem = "演示：设备到货推迟" if project == "WP-3" and month > "2023-05" else None
            yield project, month, percent, stage, problem, f"{SOURCE}：工程月报"


def plots(_dice: Random) -> Rows:
    for number, plot in enumerate(PLOTS, 1):
        yield f"演示-{number}", *plot, "wgs84" if plot[-1] else None, f"{SOURCE}：虚构地块"


def plot_steps(dice: Random) -> Rows:
    for number, signs in PLOT_STEPS.items():
        for place, (step, sign) in enumerate(zip(STEPS, signs, strict=True), 1):
            done_on = f"2023-{place + 2:02d}-{dice.randint(1, 28):02d}" if sign == "+" else None
            document = f"演示文书{number}-{place}" if sign == "+" else None
            yield f"演示-{number}", step, STATUSES[sign], done_on, document, f"{SOURCE}：虚构地块"


def monitored_enterprises(dice: Random) -> Rows:
    """Eight have finished both media, one the soil only, one nothing."""
    for number in range(1, 11):
        soil = f"2023-{dice.randint(5, 8):02d}-{dice.randint(1, 28):02d}" if number <= 9 else None
        groundwater = f"2023-09-{dice.randint(1, 28):02d}" if number <= 8 else None
        yield f"演示企业{number:02d}", f"演示代码{number:02d}", soil, groundwater, f"{SOURCE}：虚构企业"


def permit_cancellations(dice: Random) -> Rows:
    """The first is also on the list of monitored enterprises."""
    for number, kind in ((10, "cancelled"), (11, "cancelled"), (13, "cancelled"), (14, "revoked")):
        day = f"2023-{number - 7:02d}-{dice.randint(1, 28):02d}"
        yield f"演示企业{number:02d}", f"演示代码{number:02d}", kind, day, f"{SOURCE}：虚构企业"


def land_findings(_dice: Random) -> Rows:
    source = f"{SOURCE}：虚构问题"
    yield "演示-1", "演示地块三", "演示：调查未完成已核发建设工程规划许可证", "2023-07-06", None, source
    yield "演示-2", "演示地块七", "演示：堆放渣土未采取防渗措施", "2023-06-12", "2023-08-18", source


def farmland(_dice: Random) -> Rows:
    """Nobody has reported it: 未上报 is a state to be seen too."""
    yield from ()


def task_reports(dice: Random) -> Rows:
    """Most leads report every month; a task closed before the month reports no more."""
    leads: dict[str, list[str]] = {}
    for row in plan("task_units"):
        if row["role"] != "support":
            leads.setdefault(row["task_id"], []).append(row["unit"])
    nodes: dict[str, list[str]] = {}
    for row in plan("task_nodes"):
        nodes.setdefault(row["task_id"], []).append(row["node_id"])

    for period in MONTHS[5:]:
        for task, units in leads.items():
            closed = [(DONE.get(node, ("", None))[1] or "9999") < period for node in nodes[task]]
            if period > (LAST_REPORT.get(task, period) or "") or all(closed):
                continue
            done = [node for node in nodes[task] if node in DONE and DONE[node][0] <= period]
            claim, since = CLAIMS.get(task, ("done" if done == nodes[task] else "in_progress", ""))
            yield report(dice, task, period, units[0], claim if period >= since else "in_progress", done)
            if task in SECOND_LEAD_REPORTS and period >= "2023-08":
                yield report(dice, task, period, units[1], "in_progress", [])


def report(dice: Random, task: str, period: str, unit: str, claim: str, done: list[str]) -> tuple[object, ...]:
    progress = dice.choice(WORDS[claim]).format(count=dice.randint(2, 9))
    problem, support = (dice.choice(PROBLEMS), "演示：请区生环委办协调") if claim == "delayed" else (None, None)
    next_step = "演示：等待审核" if claim == "done" else "演示：下月集中推进"
    return task, period, unit, progress, problem, next_step, support, claim, "、".join(done)


def closures(dice: Random) -> Rows:
    for node, (_, closed_on) in DONE.items():
        if closed_on:
            yield node, closed_on, "演示审核人", dice.choice(BASES), SOURCE


COLUMNS = {
    air_monthly: "month pollutant scope value source",
    stations: "station name kind town lon lat crs opened_on closed_on source",
    section_months: "section month state water_class deciding_factor source",
    project_progress: "project_id month works_percent stage problem source",
    plots: "plot_id name former_use planned_use is_listed is_heavy lon lat crs source",
    plot_steps: "plot_id step status done_on document source",
    monitored_enterprises: "enterprise credit_code soil_done_on groundwater_done_on source",
    permit_cancellations: "enterprise credit_code kind cancelled_on source",
    land_findings: "finding_id plot_name problem found_on rectified_on source",
    farmland: "town year category area source",
    task_reports: "task_id period unit progress problem next_step support_needed claim done_nodes",
    closures: "node_id closed_on approved_by basis note",
}


def main(folder: Path) -> None:
    for make, columns in COLUMNS.items():
        with (folder / f"{make.__name__}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns.split())
            writer.writerows(
                make(Random(make.__name__))
            )  # seeded by name: a change to one file leaves the others alone


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
