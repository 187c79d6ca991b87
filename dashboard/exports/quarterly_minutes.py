"""The minutes of a quarter's dispatch of the soil plan: what departments reported, shared and paid, and who did not."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from dashboard.datasets import NOTICE
from dashboard.exports.documents import Paragraph, Table, docx
from dashboard.exports.tables import file_name
from dashboard.text import day, number, quarter
from dashboard.words import QUARTERLY, SHARES


def minutes_docx(
    name: str,
    as_of: dt.date,
    dispatch: pd.DataFrame,
    shares: pd.DataFrame,
    funds: pd.DataFrame,
    *,
    is_demo: bool,
) -> bytes:
    """The minutes of a quarter such as '2023-Q2' as a Word document.

    `dispatch` is soil/quarterly, `shares` soil/quarterly_shares and `funds` soil/funds, of one day.
    """
    of_quarter = dispatch[dispatch["quarter"] == name]
    return docx(
        [
            Paragraph(f"{quarter(name)}土壤污染防治调度纪要", "title"),
            Paragraph(f"（草稿，按截至{as_of}的填报生成，依据{NOTICE}）"),
            *([Paragraph("含演示数据，不是监测和上报结果。")] if is_demo else []),
            Paragraph("一、调度填报", "heading"),
            *_dispatch(of_quarter),
            Paragraph("二、存在问题", "heading"),
            *_problems(of_quarter),
            Paragraph("三、部门信息共享", "heading"),
            *_shares(shares[shares["quarter"] == name]),
            Paragraph("四、下达资金项目", "heading"),
            *_funds(funds[funds["quarter"] <= name]),
        ]
    )


def minutes_name(name: str, as_of: dt.date, *, is_demo: bool) -> str:
    """Such as 2023年第二季度调度纪要_20230930.docx; with demonstration data it says so."""
    return file_name(f"{quarter(name)}调度纪要{'（演示数据）' if is_demo else ''}", "", as_of, ".docx")


def _dispatch(rows: pd.DataFrame) -> Iterator[Paragraph | Table]:
    for task, of_task in rows.groupby("task_id"):
        reported = of_task[of_task["state"] == "reported"]
        rest = [
            f"{QUARTERLY[str(state)].word}：{'、'.join(left['department'])}"
            for state, left in of_task[of_task["state"] != "reported"].groupby("state")
        ]
        said = f"任务{task}应报{len(of_task)}个部门，已报{len(reported)}个" + "".join(f"；{text}" for text in rest)
        yield Paragraph(f"{said}。")
        if len(reported):
            lines = [[row.department, day(row.reported_on), str(row.content)] for row in reported.itertuples()]
            yield Table(["部门", "填报日期", "调度内容"], lines)


def _problems(rows: pd.DataFrame) -> Iterator[Paragraph]:
    found = rows[rows["problems"].notna()]
    for place, row in enumerate(found.itertuples(), 1):
        yield Paragraph(f"{place}.{row.department}（{row.task_id}）：{row.problems}")
    if found.empty:
        yield Paragraph("已填报的部门没有写明问题。" if (rows["state"] == "reported").any() else "没有部门填报。")


def _shares(rows: pd.DataFrame) -> Iterator[Paragraph]:
    for state, left in rows.groupby("state", sort=False):
        names = "、".join(
            f"{row.department}{f'（{row.shares}次，最近{day(row.latest_on)}）' if row.shares else ''}"
            for row in left.itertuples()
        )
        yield Paragraph(f"{SHARES[str(state)].word}：{names}。")


def _funds(rows: pd.DataFrame) -> Iterator[Paragraph | Table]:
    if rows.empty:
        yield Paragraph("没有填报资金项目。")
        return
    header = ["项目", "部门", "下达（万元）", "支付（万元）", "项目进度", "存在问题"]
    yield Table(
        header,
        [
            [
                f"{row.project}（{quarter(row.quarter)}）",
                row.department,
                number(row.issued, 0),
                number(row.paid, 0),
                number(row.works_percent, 0, "%"),
                "" if pd.isna(row.problem) else str(row.problem),
            ]
            for row in rows.itertuples()
        ],
    )
