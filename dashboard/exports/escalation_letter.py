"""The draft of a letter of the ladder: what is wrong by which figures, the clause word by word, and what is asked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from dashboard.datasets import NOTICE
from dashboard.exports.documents import Paragraph, docx
from dashboard.exports.tables import file_name

OFFICE = "区生态环境保护委员会办公室"


def letter_text(case: Mapping[str, Any], measure: Mapping[str, Any], unit: str, reply_due: dt.date) -> str:
    """The words of a draft to edit, a line each paragraph, the first its title.

    `case` is a row of tasks/suggestions and `measure` one of tasks/measures.
    """
    what = f"{case['subject']}“{case['title']}”" if case["subject_kind"] == "task" else str(case["title"])
    by = f"{reply_due.year}年{reply_due.month}月{reply_due.day}日"
    return "\n".join(
        [
            str(measure["letter"]),
            f"{unit}：",
            f"{what}：{case['evidence']}，属于“{case['trigger']}”的情形。",
            f"{NOTICE}要求：“{case['quote']}。”",
            f"现{measure['done_by']}。请于{by}前书面回复原因、整改措施和完成时间。",
            OFFICE,
            "（文号、签发人和日期在签发时填写）",
        ]
    )


def letter_docx(text: str, *, is_demo: bool) -> bytes:
    """The edited words as a Word document that says that nobody has signed it."""
    title, *lines = text.strip().splitlines() or [""]
    return docx(
        [
            Paragraph(title, "title"),
            Paragraph("（草稿，未经签发）"),
            *([Paragraph("含演示数据，不是监测和上报结果。")] if is_demo else []),
            *(Paragraph(line) for line in lines if line.strip()),
        ]
    )


def letter_name(letter: str, subject: str, as_of: dt.date, *, is_demo: bool) -> str:
    """Such as 预警函草稿_A-10_20230930.docx; with demonstration data it says so."""
    return file_name(f"{letter}草稿{'（演示数据）' if is_demo else ''}", subject, as_of, ".docx")
