"""The receipt of an upload: a page of plain text that an office prints, signs and files."""

import unicodedata

import pandas as pd

from dashboard.datasets import dataset

TITLE = "数据入库回执"
BLANK = "_" * 16


def receipt(upload: pd.Series) -> str:
    """The receipt of one upload, a row of data/history, as lines of plain text."""
    lines = [
        ("编　　号", f"第{upload['upload_id']}号上传（快照 {upload['snapshot_id']}）"),
        ("数 据 集", dataset(upload["dataset"]).title + ("（演示数据）" if upload["is_demo"] else "")),
        ("操 作 人", upload["person"]),
        ("时　　间", f"{upload['uploaded_at']:%Y-%m-%d %H:%M:%S}（北京时间）"),
        ("文 件 名", upload["file_name"] or "（没有文件）"),
        ("行　　数", _counts(upload)),
        ("说　　明", upload["message"] or "（无）"),
    ]
    body = "\n".join(f"{title}：{_one_line(text)}" for title, text in lines)
    digest = upload["sha256"] or "（没有文件）"
    return (
        f"{TITLE}\n{'=' * 2 * len(TITLE)}\n\n{body}\n\n文件指纹（SHA-256）：\n{digest}\n\n"
        f"指纹相同即为同一份文件。\n\n经办人：{BLANK}　　日期：{BLANK}\n"
    )


def receipt_file(upload: pd.Series) -> bytes:
    """The receipt as a text file: UTF-8 with byte-order mark and CRLF, so that any Windows prints it right."""
    return receipt(upload).replace("\n", "\r\n").encode("utf-8-sig")


def _counts(upload: pd.Series) -> str:
    kinds = {"added": "新增", "changed": "修改", "removed": "删除", "unchanged": "不变"}
    return "，".join(f"{word} {upload[f'rows_{kind}']} 行" for kind, word in kinds.items())


def _one_line(text: str) -> str:
    """Typed text without line breaks and other control characters, so that nobody can add lines to a receipt."""
    return "".join(" " if unicodedata.category(mark) in ("Cc", "Cf", "Zl", "Zp") else mark for mark in text)
