"""The desk of records on screen: the list of uploads, a receipt for each, undo with a look at what comes back."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.datasets import Dataset, dataset
from dashboard.exports.receipt import receipt, receipt_file
from dashboard.store.catalog import StoreError
from dashboard.store.lake import DataChanged
from dashboard.store.ownership import Claim
from dashboard.store.undo import (
    ALREADY,
    CLEAN,
    FOUNDING_SNAPSHOT,
    TOUCHED_LATER,
    LaterWork,
    Undo,
    UndoConflict,
    plan_undo,
    undo_change,
)
from dashboard.text import plain
from dashboard.web.display import pixels
from dashboard.web.downloads import download
from dashboard.web.identity import NotAllowed, may_change, own_units, signed, signed_for, visitor
from dashboard.web.opener import open_lake, today
from dashboard.web.tables import table

SHOWN = 200

#: Where the spellings are kept that were answered while a file was handed in.
SPELLINGS = "remembered_names"


def choose_upload(history: pd.DataFrame) -> pd.Series:
    """The upload that the reader picks from the list, at first the newest that is no spelling kept along with one."""
    uploads = history.set_index("upload_id", drop=False)
    labels = {
        upload.upload_id: f"第{upload.upload_id}号 {upload.uploaded_at:%m-%d %H:%M} {dataset(upload.dataset).title} "
        f"{upload.person}"
        for upload in history.itertuples()
    }
    handed_in = history["dataset"].ne(SPELLINGS)
    newest = int(handed_in.argmax()) if handed_in.any() else 0
    return uploads.loc[
        st.selectbox(
            "选一次上传", list(labels), newest, format_func=labels.__getitem__, key="upload", width=pixels(460)
        )
    ]


def offer_undo(upload: pd.Series) -> None:
    """The button that opens the undo of an upload; what came with the store stays."""
    is_founding = upload["snapshot_id"] <= FOUNDING_SNAPSHOT
    why_not = "建立数据库时写入的内容不能撤销；需要修改时请上传新的文件。" if is_founding else None
    if not may_change(dataset(upload["dataset"])):
        return
    if st.button("撤销这次上传", icon=":material/undo:", disabled=is_founding, help=why_not):
        try:
            units = own_units()
            claim = None if units is None else Claim(units, today())
            plan = plan_undo(open_lake(), int(upload["upload_id"]), claim)
        except (StoreError, UndoConflict) as error:
            st.error(str(error))
        else:
            _confirm_undo(plan)


@st.dialog("撤销上传", width="large")
def _confirm_undo(undo: Undo) -> None:
    """Show what comes back and what is in the way, ask who decides what, commit."""
    clean, touched_later = undo.count(CLEAN), undo.count(TOUCHED_LATER)
    st.markdown(
        f"第{undo.upload_id}号上传改动了“{undo.dataset.title}”的 {len(undo.rows)} 行：**{clean}** 行可以撤销，"
        f"**{touched_later}** 行后来又被改动，**{undo.count(ALREADY)}** 行已与上传前相同。"
    )
    _show_rows(undo)
    if not clean + touched_later:
        st.info("没有可撤销的行。", icon=":material/check:")
        return
    with st.form("undo", border=False):
        later_work = _ask_about_later_work(undo) if touched_later else None
        st.markdown(f"操作人：**{plain(visitor().full_name)}**")
        reason = st.text_input("原因", key="undo_reason", placeholder="如：传错了文件")
        confirmed = st.form_submit_button("确认撤销", type="primary", icon=":material/undo:")
    if confirmed:
        _commit(undo, reason.strip(), later_work)


def _ask_about_later_work(undo: Undo) -> LaterWork | None:
    names = "；".join(
        f"第{later.upload_id}号，{plain(later.person)}，{later.uploaded_at:%m-%d %H:%M}，{later.rows} 行"
        for later in undo.later_uploads
    )
    st.warning(f"后来改动了这些行的上传：{names}。请选择怎么处理。", icon=":material/warning:")
    choices = [LaterWork.KEEP, LaterWork.OVERWRITE] if undo.count(CLEAN) else [LaterWork.OVERWRITE]
    return st.radio("后来改动的行（必选）", choices, index=None, key="later_work")


def _commit(undo: Undo, reason: str, later_work: LaterWork | None) -> None:
    try:
        change = undo_change(undo, signed_for(undo.dataset), reason, later_work)
        snapshot = open_lake().commit([change])
    except DataChanged:
        st.warning(f"“{undo.dataset.title}”刚刚被别人更新，没有撤销。请关闭后重新打开，核对新的情况。")
    except (UndoConflict, StoreError, NotAllowed) as error:
        st.error(str(error))
    else:
        _tell(
            f"已撤销第{undo.upload_id}号上传：恢复 {change.added} 行，改回 {change.changed} 行，"
            f"删去 {len(change.removals)} 行；快照 {snapshot}。"
        )


@st.dialog("清除演示数据")
def clear_demo() -> None:
    """Ask once, then remove every row that came with demonstration data."""
    st.markdown("将删除全部演示数据，只留下文件内容和真实上报的数据。记录保留。")
    if st.button("确认清除", type="primary"):
        open_lake().clear_demo(signed("clear_demo", "清除演示数据"))
        _tell("演示数据已清除。")


def _tell(outcome: str) -> None:
    """Close the dialog and say on the page, once, what was done."""
    st.session_state["outcome"] = outcome
    st.rerun()


def show_outcome() -> None:
    if outcome := st.session_state.pop("outcome", None):
        st.success(outcome, icon=":material/task_alt:")


def show_receipt(upload: pd.Series) -> None:
    """The printable receipt of an upload, folded away until it is asked for."""
    with st.expander("入库回执", icon=":material/receipt_long:", on_change="rerun", key="receipt") as body:
        if body.open:
            st.code(receipt(upload), language=None, wrap_lines=True)
            download(
                "下载回执（可打印）",
                lambda: receipt_file(upload),
                f"入库回执_第{upload['upload_id']}号.txt",
                mime="text/plain",
                type="secondary",
            )


def show_history(history: pd.DataFrame) -> None:
    """All uploads, newest first, a sentence each: who handed in what, and what it changed."""
    rows = pd.DataFrame(
        {
            "编号": [f"第{upload.upload_id}号" for upload in history.itertuples()],
            "时间": [f"{upload.uploaded_at:%Y-%m-%d %H:%M}" for upload in history.itertuples()],
            "做了什么": [_in_a_sentence(upload) for upload in history.itertuples()],
        }
    )
    table(rows, alt=f"上传记录，共{len(history)}条，最新在前")


def _in_a_sentence(upload: Any) -> str:
    """Who changed which dataset how, and from which file and why; fingerprint and snapshot stand on the receipt."""
    counts = {
        "新增": upload.rows_added,
        "修改": upload.rows_changed,
        "删除": upload.rows_removed,
        "不变": upload.rows_unchanged,
    }
    said = "，".join(f"{word} {count} 行" for word, count in counts.items() if count) or "没有改动"
    origin = "；".join(plain(text) for text in (upload.file_name, upload.message) if text)
    return (
        f"**{plain(upload.person)}** 更新“{dataset(upload.dataset).title}”：{said}。"
        f"{':orange[▲ 演示数据]' if upload.is_demo else ''}" + (f"  \n:gray[{origin}]" if origin else "")
    )


def _show_rows(undo: Undo) -> None:
    rows = [_row_in_words(undo.dataset, row) for row in undo.rows.slice(0, SHOWN).to_pylist()]
    if rows:
        table(pd.DataFrame(rows), alt=f"这次上传改动的行，共{len(undo.rows)}行")
    if len(undo.rows) > SHOWN:
        st.caption(f"只显示前 {SHOWN} 行，共 {len(undo.rows)} 行。")


def _row_in_words(target: Dataset, row: dict[str, Any]) -> dict[str, str]:
    """One touched row: its key, and the columns that differ before, after and now."""
    versions = {"撤销后（上传前）": row["before"], "上传后": row["after"], "现在": row["now"]}
    known = [version for version in versions.values() if version]
    contents = [field for field in target.fields if field.name not in target.key]
    differing = [
        field for field in contents if len(known) < len(versions) or len({version[field.name] for version in known}) > 1
    ]
    shown = {
        title: "  \n".join(
            f"{field.title} {plain(field.word(version[field.name]))}"
            for field in differing
            if version[field.name] is not None
        )
        if version
        else "（没有这一行）"
        for title, version in versions.items()
    }
    shown["现在"] = (
        f"{_state_in_words(row)}  \n{shown['现在']}" if row["state"] == TOUCHED_LATER else _state_in_words(row)
    )
    key = "，".join(plain(target.field(name).word(known[0][name])) for name in target.key)
    return {"记录": key, **shown}


def _state_in_words(row: dict[str, Any]) -> str:
    if row["state"] == CLEAN:
        return ":green[**● 与上传后相同**]"
    if row["state"] == ALREADY:
        return ":gray[**○ 已与上传前相同**]"
    return f":orange[**▲ 第{row['later_upload_id']}号，{plain(row['later_person'])}，{row['later_at']:%m-%d %H:%M}**]"
