"""The upload desk on screen: templates, the one table of problems, the difference cell by cell, the confirmation."""

import datetime as dt
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.access import record
from dashboard.datasets import Dataset
from dashboard.exports.marked_workbook import marked_workbook
from dashboard.exports.tables import in_words, template, template_file_name, template_scope
from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.intake.others import RULE as OTHERS
from dashboard.intake.problems import ERROR, TITLES, WARNING
from dashboard.intake.remembered import Answers, to_remember
from dashboard.queries import check_titles, masked
from dashboard.queries.filters import Filters
from dashboard.store.lake import Author, DataChanged
from dashboard.text import plain
from dashboard.web.desks.proposing import hand_in
from dashboard.web.display import pixels
from dashboard.web.downloads import download
from dashboard.web.identity import book, may_change, own_units, signed_for, visitor
from dashboard.web.opener import open_lake, query, seen, today
from dashboard.web.tables import table

SHOWN = 200
SEVERITIES = {ERROR: ":red[**■ 错误**]", WARNING: ":orange[**▲ 提醒**]"}
#: What was confirmed, and the first difference on screen since the last commit: dataset, file, what it would change.
CONFIRMED, SHOWN_BEFORE = "confirmed", "shown_before"
#: What stands for a confirmation that came too late.
OVERTAKEN = ("", "", "")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Confirmation(NamedTuple):
    """What a person confirmed: why, and whether rows the file does not have go."""

    message: str
    remove_missing: bool


def offer_templates(target: Dataset, filters: Filters) -> None:
    """The template of a dataset as workbook and as CSV, filled with the ids and rows of the chosen unit."""
    rows = filters.parameters("as_of", "unit", "include_groups")
    offers = {".xlsx": ("下载模板（Excel，带下拉选项）", XLSX), ".csv": ("下载模板（CSV）", "text/csv")}
    with st.container(horizontal=True, vertical_alignment="center"):
        for ending, (label, mime) in offers.items():
            download(
                label,
                partial(template, seen(), target.name, ending, **rows),
                template_file_name(target.name, ending, **rows),
                mime=mime,
                kind="restricted" if target.name in masked() else "export",
                type="secondary",
            )
        if scope := template_scope(target.name, **rows):
            words = f"已按{'、'.join(scope.split('_'))}填好编号；在最上方换月份或单位。"
            st.caption(words, width="content")


def drafted(target: Dataset, data: bytes, name: str, answers: Answers, as_of: dt.date) -> Draft:
    """The draft of a file, worked out once for a version of the data, with a bar while it takes time."""
    lake = seen()
    key = (target.name, hash(data), lake.version(target.name), answers, as_of, visitor())
    kept = st.session_state.get("drafted")
    if kept is None or kept[0] != key:
        bar = st.progress(0.0, "读取文件")
        move = partial(_move, bar)
        units = own_units() if may_change(target) else None
        made = draft(lake, target.name, data, name, today(), answers, as_of=as_of, units=units, progress=move)
        _note_refused(made)
        kept = (key, made)
        bar.empty()
        st.session_state["drafted"] = kept
    remembered: Draft = kept[1]
    return remembered


def _note_refused(made: Draft) -> None:
    """Put on record that a file would have changed rows of others."""
    refused = sum(problem.rule == OTHERS for problem in made.problems)
    if refused:
        record.note(book(), visitor(), "refused", f"{made.file_name}：{made.dataset.title} {refused} 行不是本单位的")


def _move(bar: DeltaGenerator, share: float, word: str) -> None:
    bar.progress(share, word)


def show_problems(made: Draft, data: bytes) -> None:
    """All problems of a file in one table: line, column, value, what to do; by rule, and as a marked workbook."""
    if not made.problems:
        st.markdown(":green[**✔ 没有发现问题**]")
        return
    warnings = sum(problem.severity == WARNING for problem in made.problems)
    st.subheader(f"问题：{made.errors} 处错误，{warnings} 处提醒")
    counts = pd.Series([title_of(problem.rule) for problem in made.problems]).value_counts()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        rule = st.selectbox(
            "只看一类",
            counts.index,
            index=None,
            key="rule",
            format_func=lambda name: f"{name}（{counts[name]}）",
            placeholder="全部问题",
            width=pixels(320),
        )
        download(
            "下载标出问题的表格",
            lambda: marked_workbook(data, made.file_name, made),
            f"{made.file_name.rpartition('.')[0]}_问题标注.xlsx",
            mime=XLSX,
            icon=":material/edit_note:",
            type="secondary",
        )
    listed = [problem for problem in made.problems if rule in (None, title_of(problem.rule))]
    rows = pd.DataFrame(
        {
            "位置": [
                f"第{problem.line}行  \n{plain(problem.column)}"
                if problem.line
                else plain(problem.column or "整个文件")
                for problem in listed
            ],
            "填的是": [plain(problem.value) for problem in listed],
            "怎么改": [f"{SEVERITIES[problem.severity]}  \n{plain(problem.message)}" for problem in listed],
        }
    )
    table(rows.head(SHOWN), alt=f"问题清单，{made.errors}处错误，{warnings}处提醒")
    _say_if_cut(len(rows), SHOWN, "处问题")


def title_of(rule: str) -> str:
    """A rule in words."""
    return (TITLES | check_titles()).get(rule, rule)


def show_difference(made: Draft) -> None:
    """What a commit would change: counts, changed cells old -> new, new rows, rows the file does not have."""
    found = made.difference
    st.subheader("与现有数据的差异")
    with st.container(horizontal=True):
        st.metric("新增", f"{found.added_count} 行", border=True)
        st.metric("修改", f"{found.changed_count} 行", border=True)
        st.metric("不变", f"{found.unchanged_count} 行", border=True)
        if not made.dataset.keeps_rows:
            st.metric("文件中没有", f"{len(found.missing_keys)} 行", help=_spoken_for(made.dataset), border=True)
    if found.cell_count:
        st.markdown("**修改的单元格**")
        shown = _cells_in_words(made).head(SHOWN)
        table(shown, alt=f"修改的单元格，共{found.cell_count}个")
        _say_if_cut(found.cell_count, len(shown), "个单元格")
    for rows, count, title in (
        (found.added, found.added_count, "新增的行"),
        (found.missing, len(found.missing_keys), "文件中没有的行（默认保留）"),
    ):
        if count:
            with st.expander(f"{title}：{count} 行"):
                shown = in_words(made.dataset, rows.head(SHOWN)).map(plain)
                table(shown.loc[:, shown.ne("").any()], alt=f"{title}，共{count}行")
                _say_if_cut(count, len(shown), "行")


def _spoken_for(target: Dataset) -> str:
    """Which stored rows a file could have had, in words."""
    titles = "、".join(target.field(name).title for name in target.speaks_for)
    return f"只算文件里出现的{titles}；别的{titles}不在其内。" if titles else "与整个数据集比较。"


def confirmed_by(made: Draft) -> Confirmation | None:
    """The form that confirms. A click counts for the difference that its button was drawn under, and for no other.

    A click that comes from an earlier drawing, of another file or of data that have changed since, is refused in words
    above the fresh difference; where it does not come through at all, the note that the difference is another stands.
    """
    missing = len(made.difference.missing_keys)
    now = (made.dataset.name, made.sha256, made.difference.fingerprint)
    with st.form("confirm"):
        st.markdown(f"上传人：**{plain(visitor().full_name)}**")
        message = st.text_input("说明", key="message", placeholder="如：6月数据补报")
        remove_missing = bool(missing) and st.checkbox(
            f"同时删除文件中没有的 {missing} 行（不勾选则保留）", key="remove_missing"
        )
        st.form_submit_button(
            "确认入库" if may_change(made.dataset) else "提交审核",
            type="primary",
            icon=":material/check_circle:",
            key="|".join(("confirm", *map(str, now))),
            on_click=_confirm,
            args=(now,),
        )
    confirmed = st.session_state.pop(CONFIRMED, None)
    if confirmed != now:
        if confirmed or _is_another_difference(now):
            refused = "刚才的确认针对的是旧的差异，没有写入任何数据；" if confirmed else ""
            words = f"文件换过，或数据已被更新。{refused}上面是新的差异，请核对后再确认。"
            st.warning(words, icon=":material/sync_problem:")
        return None
    return Confirmation(message.strip(), remove_missing)


def confirmed_again(made: Draft) -> bool:
    """Whether a file without a difference was confirmed: by Enter and a click, of which the first committed it."""
    confirmed = st.session_state.pop(CONFIRMED, None)
    return bool(confirmed) and confirmed[:2] == (made.dataset.name, made.sha256)


def commit(made: Draft, answers: Answers, confirmation: Confirmation) -> pd.Series:
    """Commit what was confirmed and the spellings that were explained, and say so; returns its line of the history.

    Raises NotAllowed where the person may not.
    """
    author = Author(signed_for(made.dataset), made.file_name, made.sha256, confirmation.message)
    lake = open_lake()
    remembered = to_remember(lake, made.dataset.name, answers, author, today())
    if remembered and not visitor().may("register"):
        number = hand_in(remembered, "上传时说明的写法.csv", f"随“{made.file_name}”提出")
        st.info(f"您说明的写法已提交生环委办审核（第{number}号），同意后不再询问。", icon=":material/approval:")
        remembered = None
    change = made.change(author, remove_missing=confirmation.remove_missing)
    try:
        snapshot = lake.commit([change, remembered] if remembered else [change])
    except DataChanged:
        # Another person was faster by a moment: the fresh difference is drawn, and says that this one was not taken.
        st.session_state[CONFIRMED] = OVERTAKEN
        st.rerun()
    forget_shown()
    found = made.difference
    st.success(
        f"新增 {found.added_count} 行，修改 {found.changed_count} 行，不变 {found.unchanged_count} 行，"
        f"删除 {made.removed(remove_missing=confirmation.remove_missing)} 行；快照 {snapshot}。",
        title="已入库",
        icon=":material/task_alt:",
    )
    uploads = query("data/history", dataset=made.dataset.name)
    return uploads[uploads["snapshot_id"] == snapshot].iloc[0]


def propose(made: Draft, confirmation: Confirmation) -> None:
    """Hand in what was confirmed for the office to decide, and say so."""
    number = hand_in(made.change(Author(visitor().full_name)), made.file_name, confirmation.message)
    forget_shown()
    st.success(f"第{number}号变更，同意后才会写入。", title="已提交生环委办审核", icon=":material/approval:")


def _confirm(shown: tuple[str, str, str]) -> None:
    st.session_state[CONFIRMED] = shown


def _is_another_difference(now: tuple[str, str, str]) -> bool:
    """Whether this dataset had another difference on screen since the last commit."""
    shown = st.session_state.setdefault(SHOWN_BEFORE, now)
    if shown[0] != now[0]:
        shown = st.session_state[SHOWN_BEFORE] = now
    return bool(shown != now)


def forget_shown() -> None:
    """After a commit the next difference is the first one again."""
    st.session_state.pop(SHOWN_BEFORE, None)


def _cells_in_words(made: Draft) -> pd.DataFrame:
    target, cells = made.dataset, made.difference.cells
    fields = [target.field(name) for name in cells["column_name"]]
    keys = in_words(target, cells[list(target.key)])
    return pd.DataFrame(
        {
            "行": [f"第{line}行" for line in cells["line"]],
            "记录": ["，".join(plain(cell) for cell in cells) for cells in keys.itertuples(index=False)],
            "列": [field.title for field in fields],
            "原值 → 新值": [
                f"{_cell(old, field.word)} → **{_cell(new, field.word)}**"
                for old, new, field in zip(cells["old_value"], cells["new_value"], fields, strict=True)
            ],
        }
    )


def _cell(value: object, word: object) -> str:
    return "（空）" if pd.isna(value) else plain(word(value))  # type: ignore[operator]


def _say_if_cut(count: int, shown: int, what: str) -> None:
    if count > shown:
        st.caption(f"只显示前 {shown} {what}，共 {count} {what}。")
