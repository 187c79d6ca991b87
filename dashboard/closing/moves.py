"""Which step may be taken at a node, by whom and with what: what the rows of closure_moves allow, or why not."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NoReturn

import pandas as pd

from dashboard.access import record
from dashboard.access.book import Book
from dashboard.access.uploads import units_of
from dashboard.access.visitors import ROLES, Visitor
from dashboard.datasets import dataset
from dashboard.evidence.keeping import Evidence
from dashboard.intake.folding import fold
from dashboard.store import ownership
from dashboard.store.lake import Lake
from dashboard.store.ownership import Claim
from dashboard.words import CLOSING

STEPS = "closure_steps"


class StepRefused(Exception):
    """The step cannot be taken, and nothing is written; the message says why and what to do."""


class NotYours(StepRefused):
    """The person may not take the step, which is on record."""


@dataclass(frozen=True)
class Step:
    """A step that somebody wants to take at a node.

    `seen` is the snapshot of what was looked at before; without it an approval holds for what was applied for.
    """

    node_id: str
    name: str
    reason: str = ""
    due_date: dt.date | None = None
    files: Sequence[Evidence] = field(default_factory=tuple)
    seen: int | None = None

    @property
    def word(self) -> str:
        return step_word(self.name)


def step_word(name: str) -> str:
    """A step as people call it."""
    return dataset(STEPS).field("step").word(name)


def step_of(written: str) -> str:
    """The step that a word or code means; raises StepRefused for one that is none."""
    field = dataset(STEPS).field("step")
    for code, words in field.values.items():
        if written.strip() in (code, *words):
            return code
    known = "、".join(f"{code}（{words[0]}）" for code, words in field.values.items())
    raise StepRefused(f"没有“{written}”这一步。可用：{known}。")


def node_of(lake: Lake, written: str, today: dt.date) -> str:
    """The node meant by its number or that of its task; raises StepRefused where it is none or one of several."""
    name = written.strip().upper()
    states = lake.query("tasks/closure_states", task_id=None, as_of=today)
    if name in set(states["node_id"]):
        return name
    of_task = states[states["task_id"] == name]
    if len(of_task) == 1:
        return str(of_task["node_id"].iloc[0])
    if len(of_task):
        listed = "；".join(
            f"{row.node_id} {row.deliverable}（{CLOSING[row.state].word}）" for row in of_task.itertuples()
        )
        raise StepRefused(f"{name}有{len(of_task)}个节点，请写明是哪一个：{listed}。")
    if lake.ask("select 1 from ledger_rows where task_id = ? or ? like task_id || '-%'", [name, name]).fetchall():
        raise StepRefused(f"{name}是长期或周期性工作，没有终点，不能销号；每月在“任务月报”中填报即可。")
    raise StepRefused(f"没有编号为“{written}”的任务或节点，可用 query tasks/closure_states 查看。")


def allowed(lake: Lake, book: Book, visitor: Visitor, step: Step, today: dt.date) -> tuple[pd.Series, str]:
    """The move that a step is for this person today, a row of closure_options, and the task of the node.

    Raises StepRefused where it is none or lacks something, NotYours where the person may not, which is put on record.
    """
    nodes = lake.query("tasks/closure_states", task_id=None, as_of=today).set_index("node_id")
    if step.node_id not in nodes.index:
        raise StepRefused(f"没有可以销号的节点“{step.node_id}”。")
    node = nodes.loc[step.node_id]
    options = lake.query("tasks/closure_options", node_id=step.node_id, as_of=today).set_index("step")
    rights = _rights(lake, step, options)
    if not any(map(visitor.may, rights)):
        who = f"{ROLES[visitor.role]}不能办理" if visitor.is_known else "请先登录再办理"
        _refuse(book, visitor, step, f"{who}“{step.word}”；由{'、'.join(map(_who, sorted(rights)))}办理。")
    units = units_of(visitor)
    if units is not None and ("node", step.node_id) not in ownership.theirs(lake, Claim(units, today)):
        lead = lake.ask("select lead_units from ledger_rows where task_id = ?", [node["task_id"]]).fetchall()[0][0]
        _refuse(book, visitor, step, f"{step.node_id}由{lead}负责（配合单位不算），请由责任单位或区生环委办办理。")
    if step.name not in options.index:
        raise StepRefused(_nothing_to_do(step, node, options.index.tolist()))
    move = options.loc[step.name]
    if move["by_another"] and fold(visitor.full_name) == fold(str(move["applicant"])):
        _refuse(book, visitor, step, f"{step.node_id}是您自己申请的，要由别人审核；需要改动可以先撤回申请。")
    if move["needs_reason"] and not step.reason.strip():
        raise StepRefused(f"“{step.word}”要写明原因。")
    if move["needs_date"] and step.due_date is None:
        raise StepRefused(f"“{step.word}”要写明新的截止日期。")
    if move["needs_file"] and not step.files:
        held = lake.ask(
            "select 1 from evidence where task_id = ? and withdrawn_on is null limit 1", [node["task_id"]]
        ).fetchall()
        if not held:
            raise StepRefused(
                f"{node['task_id']}没有佐证材料，不能“{step.word}”；请先上传验收意见、印发文件、照片等材料。"
            )
    return move, str(node["task_id"])


def _refuse(book: Book, visitor: Visitor, step: Step, why: str) -> NoReturn:
    record.note(book, visitor, "refused", f"{step.node_id} {step.word}")
    raise NotYours(why)


def _rights(lake: Lake, step: Step, options: pd.DataFrame) -> set[str]:
    """The rights one of which the step needs: of the move it is, or of any where the node's state has none such."""
    if step.name in options.index:
        return {options.loc[step.name, "needs_right"]}
    found = lake.ask("select distinct needs_right from closure_moves where step = ?", [step.name]).fetchall()
    return {right for (right,) in found} or {"decide"}


def _who(right: str) -> str:
    return dataset("closure_moves").field("needs_right").word(right)


def _nothing_to_do(step: Step, node: pd.Series, possible: list[str]) -> str:
    """That the state of a node does not allow a step, and which it does."""
    state = CLOSING[node["state"]].word
    if possible:
        ways = f"现在可以：{'、'.join(map(step_word, possible))}。"
    elif node["state"] in ("closed", "registered"):
        ways = "登记有误时，由区生环委办在“数据·记录”中撤销那次销号登记。"
    else:
        ways = "没有可以再办理的步骤。"
    if step.name == "apply_adjust" and node["state"] == "open":
        return f"{step.node_id}没有写明截止日期，没有可以调整的期限。{ways}"
    return f"{step.node_id}现在是“{state}”，不能“{step.word}”。{ways}"
