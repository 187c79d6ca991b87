"""Parts of 任务·预警督办: how much there is, the suggestions rung by rung, the register, what is left to people."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import dataset
from dashboard.text import day, plain
from dashboard.web.air import pollutant_word
from dashboard.web.desks.escalation_draft import in_words, is_proposed
from dashboard.web.filters import address
from dashboard.web.identity import visitor
from dashboard.web.screen import badge, coloured
from dashboard.web.tables import table
from dashboard.web.tasks import task_link, unit_link
from dashboard.words import ACTIONS, LIGHTS

plan_word = dataset("escalation_rules").field("plan").word
#: States in which a letter still waits for something.
OPEN = ("overdue", "awaiting", "rectifying", "to_release")


def in_one_line(suggestions: pd.DataFrame, actions: pd.DataFrame) -> None:
    """How many suggestions, letters in force and overdue replies there are."""
    counts = actions["state"].value_counts()
    overdue = int(counts.get("overdue", 0))
    said = coloured(ACTIONS["overdue"]) if overdue else "回复超期"
    later = f"　{ACTIONS['later'].text} **{counts['later']}** 件" if "later" in counts else ""
    st.markdown(
        f"建议 **{int(is_proposed(suggestions).sum())}** 条　在办 **{int(counts.reindex(OPEN).sum())}** 件　"
        f"{said} **{overdue}** 件{later}　:gray[建议只供判断，签发人登记之后才算发出；问责不由看板提示。]"
    )


def suggestions_by_rung(rows: pd.DataFrame, rules: pd.DataFrame) -> None:
    """The suggestions of each plan, the highest rung first, below the clause and the rules that made them."""
    for (plan, step), group in rows.groupby(["plan", "step"], sort=False, dropna=False):
        first = group.iloc[0]
        if pd.isna(step):
            st.subheader(f"{plan_word(plan)}　{LIGHTS['red'].word}{len(group)}项，没有督办条款")
            st.caption(f"{plain(first['note'])}。")
        else:
            st.subheader(f"{plan_word(plan)}　第{int(step)}级：{plain(first['action'])}　{_counted(group)}")
            st.caption(
                f"“{plain(first['quote'])}”（文件第{first['clause_line']}行）  \n"
                + "  \n".join(_rule(rule) for rule in rules[rules["rule_id"].isin(group["rule_id"])].itertuples())
            )
        table(
            pd.DataFrame(
                {
                    "对象": [f"{_subject(row)}  \n{_units(row.unit)}" for row in group.itertuples()],
                    "依据": [
                        f"**{plain(row.trigger)}**  \n{plain(row.evidence)}"
                        if pd.notna(row.trigger)
                        else plain(row.evidence)
                        for row in group.itertuples()
                    ],
                    "办理": [_next(row) for row in group.itertuples()],
                }
            ),
            alt=f"{plan_word(plan)}计划符合督办条款的{len(group)}条"
            if pd.notna(step)
            else f"{plan_word(plan)}计划逾期的{len(group)}项任务",
        )


def _counted(group: pd.DataFrame) -> str:
    proposed = int(is_proposed(group).sum())
    others = len(group) - proposed
    return f"{proposed}条" + (f"，另{others}条已发" if others else "")


def _rule(rule: Any) -> str:
    """A rule in words, with its parameter and the basis of that."""
    parameter = (
        f"（{plain(rule.parameter)}：{plain(rule.parameter_value)}{plain(rule.parameter_unit)}，"
        f"{plain(rule.parameter_basis)}）"
        if pd.notna(rule.parameter)
        else ""
    )
    note = f"；{plain(rule.note)}" if pd.notna(rule.note) else ""
    return f"规则{rule.rule_id}　{plain(rule.trigger)}：{plain(rule.condition)}{parameter}{note}。"


def _subject(row: Any) -> str:
    """What a row is about, leading to its page."""
    if row.subject_kind == "task":
        return f"{task_link(row.subject)}　{plain(row.title)}"
    if row.subject_kind == "pollutant":
        return f"[**{plain(row.title)}**]({address('air', pollutant=pollutant_word(row.subject))})"
    if row.subject_kind == "goal":
        return f"[**{plain(row.title)}**]({address('farmland', tab='安全利用率')})"
    return f"[**{plain(row.subject)}**]({address('sections')})"


def _units(units: str | None) -> str:
    if pd.isna(units):
        return ":gray[○ 文件未写明责任单位]"
    return "、".join(unit_link(unit) for unit in str(units).split("、"))


def _next(row: Any) -> str:
    """What is in force already, or the way to a draft for those who may write one."""
    if pd.isna(row.step):
        return "按月调度通报"
    if pd.notna(row.action_said):
        return f"{plain(row.action_said)}  \n:gray[{plain(row.action_number)}]"
    if visitor().may("register"):
        return f"[拟办文书]({address('escalation', draft=in_words(row))})"
    return "待判断"


def register(actions: pd.DataFrame) -> None:
    """What has been issued, overdue replies first, each with the course it took."""
    st.subheader("督办登记")
    if actions.empty:
        st.markdown("还没有登记签发的预警函、约谈和督办。")
        return
    table(
        pd.DataFrame(
            {
                "文号与对象": [
                    f"**{plain(row.number)}**　{plan_word(row.plan)}第{row.step}级 {plain(row.measure)}  \n"
                    f"{_subject(row)}"
                    for row in actions.itertuples()
                ],
                "单位与签发": [
                    f"{unit_link(row.unit)}  \n{day(row.issued_on)}　{plain(row.signed_by)} 签发"
                    for row in actions.itertuples()
                ],
                "现状": [_course(row) for row in actions.itertuples()],
            }
        ),
        alt=f"督办登记{len(actions)}件，回复超期的在前",
    )


def _course(row: Any) -> str:
    """The state of a letter and the days that led to it."""
    over = f" {int(row.days_over)}天" if row.state == "overdue" else ""
    days = [f"{day(row.reply_due)} 前回复"]
    for when, word in ((row.replied_on, "回复"), (row.rectified_on, "整改完成")):
        days += [f"{day(when)} {word}"] if pd.notna(when) else []
    days += [f"{day(row.released_on)} 解除（{plain(row.release_document)}）"] if pd.notna(row.released_on) else []
    return f"{badge(ACTIONS, row.state)}{over}  \n:gray[{'，'.join(days)}]"


def left_to_people(rules: pd.DataFrame) -> None:
    """The cases of the clauses that no data can judge, with why."""
    st.subheader("须人工判断的情形")
    st.markdown(
        "\n".join(
            f"- {plan_word(row.plan)}第{int(row.step)}级 {plain(row.action)}：“{plain(row.trigger)}”"
            f"（文件第{row.clause_line}行）　:gray[{plain(row.note)}]"
            for row in rules[rules["judged_by"] == "people"].itertuples()
        )
    )
