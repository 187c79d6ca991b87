"""Monthly reports and closures of the demonstration data: by the end of September every light occurs."""

import hashlib
from pathlib import Path
from random import Random

from common import MONTHS, SOURCE, Rows, plan

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
# what had something due when the notice was issued: evidence was asked for at once
AT_ISSUE = ["A-03", "A-05", "A-06", "A-07", "A-08", "A-11", "A-16", "A-18", "A-21", "A-34", "WP-3"]
# node -> its steps on the way to a closing: what, when, why, and the new due date of an adjustment
STEPS: dict[str, list[tuple[str, str, str, str]]] = {
    "A-04-1": [
        ("apply", "2023-09-18 10:20:00", "演示：治理设施已通过验收", ""),
        ("close", "2023-09-20 15:05:00", "", ""),
    ],
    "A-08-1": [("apply", "2023-09-11 09:40:00", "演示：专项检查已结束", "")],
    "A-09-1": [("apply", "2023-09-26 16:30:00", "演示：改造任务已完成", "")],
    "W-04-1": [
        ("apply", "2023-08-28 11:00:00", "演示：标志牌和围网已设置", ""),
        ("return", "2023-09-01 08:50:00", "演示：验收意见缺少盖章页，请补齐后再申请", ""),
    ],
    "W-07-1": [("apply_adjust", "2023-09-20 14:15:00", "演示：部分小区待供热施工结束后才能开挖", "2024-03-31")],
}
STATES = {"apply": "waiting_close", "apply_adjust": "waiting_adjust", "return": "open", "close": "closed"}
# task -> month, day and file that proves it
FILES = {
    "A-04": ("2023-09", "2023-09-18", "opinion.pdf", "演示验收意见.pdf", "application/pdf"),
    "A-08": ("2023-09", "2023-09-11", "photo.png", "演示检查照片.png", "image/png"),
    "A-09": ("2023-09", "2023-09-26", "photo.png", "演示改造照片.png", "image/png"),
    "W-04": ("2023-08", "2023-08-28", "opinion.pdf", "演示验收意见.pdf", "application/pdf"),
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
#: Who is named as responsible for a report: nobody there is.
RESPONSIBLE = "演示责任人"
BASES = ["演示：验收意见", "演示：现场核查记录", "演示：印发文件", "演示：影像资料"]
# task, its unit, issued, reply due, replied, put right, released, and what the letter rested on: on the last of
# September one is released, the reply to one is overdue, one still waits
LETTERS = [
    ("A-18", "区生态环境分局", "07-04", "07-14", "07-12", "07-18", "07-24", "亮灯为逾期：2023年5月31日到期未销号"),
    ("A-05", "区生态环境分局", "09-06", "09-16", None, None, None, "亮灯为逾期：2023年4月30日到期未销号"),
    ("A-10", "区工信局", "09-25", "10-08", None, None, None, "2023年8月自评滞后"),
]


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
    amount = f"演示：完成{int(period[-2:])}处/共12处"
    return task, period, unit, progress, problem, next_step, support, claim, "、".join(done), RESPONSIBLE, amount


def evidence_requests(dice: Random) -> Rows:
    for task in AT_ISSUE:
        yield task, "2023-05-31", "演示经办人", SOURCE


def closures(dice: Random) -> Rows:
    for node, (_, closed_on) in DONE.items():
        if closed_on:
            yield node, closed_on, "演示审核人", dice.choice(BASES), SOURCE


def escalation_actions(dice: Random) -> Rows:
    for number, (task, unit, *days, evidence) in enumerate(LETTERS, 1):
        issued, due, replied, rectified, released = (f"2023-{day}" if day else None for day in days)
        document = f"演示督解〔2023〕{number}号" if released else None
        what = f"演示督〔2023〕{number}号", "air", 1, "预警函", "task", task, unit
        yield *what, issued, "演示签发人", due, replied, rectified, released, document, SOURCE, f"演示：{evidence}"


def closure_steps(dice: Random) -> Rows:
    leads = {row["task_id"]: row["unit"] for row in reversed(plan("task_units")) if row["role"] != "support"}
    for node, steps in STEPS.items():
        for number, (step, at, reason, due_date) in enumerate(steps, 1):
            by_office = step in ("close", "return")
            who = ("演示审核人", "生环委办") if by_office else ("演示填报人", leads[node[:4]])
            yield node, number, step, STATES[step], *who, at, reason, due_date, None, None, SOURCE


def evidence(dice: Random) -> Rows:
    for task, (period, day, file, name, media_type) in FILES.items():
        content = (Path(__file__).parent / "files" / file).read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        yield task, period, digest, name, media_type, len(content), "演示填报人", day, SOURCE, None, None, None
