"""What a person tells the board about a file, on screen: how to read it, what unknown headers and names mean."""

from collections.abc import Iterator

import streamlit as st

from dashboard.datasets import Dataset, Field, dataset
from dashboard.intake.drafts import Draft
from dashboard.intake.headers import IGNORED, Column, choices, near_headers
from dashboard.intake.remembered import Answers
from dashboard.text import plain
from dashboard.web.display import pixels
from dashboard.web.opener import seen
from dashboard.web.tables import table

ENCODINGS = {"自动识别": None, "UTF-8": "utf-8", "GB18030（GBK）": "gb18030", "UTF-16": "utf-16"}
#: Unknown names that are asked about at once.
MOST_ASKED = 20

PASS_OVER = "忽略这一列"
ALL_ALIKE = "自动（列相同的工作表一并读入）"
NOT_OURS = "不是本区的，略去这些行"
HEADER, NAME, CONSTANT, FOREIGN = "header", "name", "constant", "foreign"


def answers_so_far(file_id: str) -> Answers:
    """What was answered on this screen about the file with this id; its controls are drawn further down."""
    headers: dict[str, str] = {}
    constants: dict[str, str] = {}
    names: dict[str, dict[str, str]] = {}
    left_out = set()
    for kind, about, value in _said(file_id):
        if kind == HEADER:
            headers[about] = IGNORED if value == PASS_OVER else value
        elif kind == CONSTANT:
            constants[about] = value
        elif kind == NAME:
            scope, _, spelling = about.partition("/")
            names.setdefault(scope, {})[spelling] = value
        elif kind == FOREIGN:
            left_out.add(about)
    line = st.session_state.get(_key(file_id, "line", ""))
    sheet = st.session_state.get(_key(file_id, "sheet", ""))
    return Answers(
        ENCODINGS[st.session_state.get(_key(file_id, "encoding", ""), "自动识别")],
        None if sheet == ALL_ALIKE else sheet,
        int(line) if line else None,
        headers,
        names,
        constants,
        frozenset(left_out),
    )


def _said(file_id: str) -> Iterator[tuple[str, str, str]]:
    for key, value in st.session_state.items():
        marks = str(key).split("|", 2)
        if len(marks) == 3 and marks[0] == file_id and isinstance(value, str) and value.strip():
            yield marks[1], marks[2], value.strip()


def _key(file_id: str, kind: str, about: str) -> str:
    return f"{file_id}|{kind}|{about}"


def show_profile(made: Draft, file_id: str) -> None:
    """What the file was recognised as, and the controls to read it otherwise."""
    profile = made.profile
    lines = "、".join(str(line) for line in profile.header_lines)
    where = f"表头在第 {lines} 行，" if lines else ""
    st.markdown(f"识别为 **{plain(profile.form)}**，{where}{made.row_count} 行数据，指纹 `{made.sha256[:12]}`")
    with st.expander("识别得不对？看前几行，改编码、工作表或表头行", icon=":material/table_view:"):
        encoding, sheet, line = st.columns(3)
        if profile.encoding:
            encoding.selectbox("编码", list(ENCODINGS), key=_key(file_id, "encoding", ""))
        if len(profile.sheets) > 1:
            sheet.selectbox("工作表", [ALL_ALIKE, *profile.sheets], key=_key(file_id, "sheet", ""))
        key = _key(file_id, "line", "")
        line.number_input("表头在第几行", min_value=1, value=None, key=key, placeholder="自动识别")
        meanings = {column.position: _meaning(made.dataset, column) for column in profile.columns}
        preview = profile.preview.map(plain)
        preview.columns = [f"第{int(at) + 1}列  \n{meanings.get(int(at), '未用')}" for at in preview.columns]
        table(preview, alt="文件的前几行数据和每一列的含义")


def _meaning(target: Dataset, column: Column) -> str:
    """What a column of the file was taken for, in words."""
    if column.name:
        return choices(target).get(column.name, column.name)
    field = column.field.partition(".")[0]
    if field in target.columns:
        return target.field(field).title
    return "指标" if target.crosstab and field == target.crosstab.names else "数值"


def ask(made: Draft, file_id: str) -> None:
    """Ask what unknown headers and names mean, and for columns that are missing; answers are remembered on commit.

    What was asked about a file once stays on screen, so that an answer stays and can be changed.
    """
    target = made.dataset
    titles = {title: name for name, title in choices(target).items()}
    asked: dict[tuple[str, str], tuple[str, ...]] = st.session_state.setdefault("asked", {}).setdefault(file_id, {})
    for printed in made.profile.unknown_headers:
        asked.setdefault((HEADER, printed), tuple(near_headers(target, printed)))
    for column, count in made.foreign.items():
        if count < made.row_count:
            asked.setdefault((FOREIGN, column), (str(count),))
    for stranger in made.strangers[:MOST_ASKED]:
        asked.setdefault((NAME, f"{stranger.scope}/{stranger.spelling}"), stranger.near)
    for problem in made.problems:
        if problem.rule in ("missing_column", "missing_year"):
            asked.setdefault((CONSTANT, titles[problem.column]), ())
    if not asked:
        return
    st.subheader("需要您说明")
    st.caption("选好后会立即重新检查；列名和名称的写法在入库时一并记住（记下确认人和日期），下次不再询问。")
    with st.grid(2, gap="small", min_column_width=pixels(280)):
        for (kind, about), near in asked.items():
            if kind == HEADER:
                _ask_header(target, about, near, file_id)
            elif kind == NAME:
                _ask_name(about, near, file_id)
            elif kind == FOREIGN:
                _ask_foreign(target.field(about), near[0], file_id)
            else:
                _ask_constant(target, about, file_id)


def _ask_header(target: Dataset, printed: str, near: tuple[str, ...], file_id: str) -> None:
    titles = choices(target)
    codes = {title: code for code, title in titles.items()}
    ordered = [codes[title] for title in [*near, *(title for title in codes if title not in near)]]
    st.selectbox(
        f"不认识列“{plain(printed)}”，它是",
        [PASS_OVER, *ordered],
        index=None,
        key=_key(file_id, HEADER, printed),
        format_func=lambda name: titles.get(name, name),
        placeholder=f"最接近：{near[0]}" if near else "请选择，不选则忽略",
    )


def _ask_name(about: str, near: tuple[str, ...], file_id: str) -> None:
    scope, _, spelling = about.partition("/")
    st.selectbox(
        f"名录里没有“{spelling}”，它是",
        list(dict.fromkeys([*near, *_names(scope)])),
        index=None,
        key=_key(file_id, NAME, about),
        placeholder=f"最接近：{'、'.join(near)}" if near else "请选择",
    )


def _ask_foreign(field: Field, count: str, file_id: str) -> None:
    st.selectbox(
        f"有 {count} 行的“{field.title}”不在名录里，这些行",
        [NOT_OURS],
        index=None,
        key=_key(file_id, FOREIGN, field.name),
        placeholder="逐个说明，或一并略去",
    )


def _ask_constant(target: Dataset, name: str, file_id: str) -> None:
    key = _key(file_id, CONSTANT, name)
    if name not in target.columns:
        st.text_input("时间里没有年份，这份文件是哪一年的", key=key, placeholder="2026")
        return
    field = target.field(name)
    label = f"文件里没有“{field.title}”列，各行相同时在这里填"
    if field.values:
        st.selectbox(label, [words[0] for words in field.values.values()], index=None, key=key, placeholder="请选择")
    else:
        st.text_input(label, key=key, placeholder=field.example)


def _names(scope: str) -> list[str]:
    """All stored names of a register."""
    (key,) = dataset(scope).key[:1]
    rows = seen().ask(f"select distinct cast({key} as varchar) from {scope} order by 1").fetchall()
    return [name for (name,) in rows]
