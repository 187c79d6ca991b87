"""The plans of sections on screen: revised or not, every version with its file, and the form that adds one."""

import datetime as dt
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.evidence import ACCEPTED, EvidenceProblem, fetch, limit_in_mb, receive
from dashboard.evidence.plans import keep_plan
from dashboard.intake.entering import EntryProblem
from dashboard.store.catalog import StoreError
from dashboard.store.lake import DataChanged
from dashboard.text import day, plain
from dashboard.web.downloads import download
from dashboard.web.identity import NotAllowed, offers, own_units, signed, visitor
from dashboard.web.opener import open_lake, query, today
from dashboard.web.screen import badge
from dashboard.web.tables import table
from dashboard.words import SECTION_PLANS

#: What the last upload said when it was done; a new uploader stands there after it.
SAID, ROUNDS = "plan_said", "plan_rounds"


def show_section_plans(as_of: dt.date, section: str | None = None) -> None:
    """The plans of all sections or of one, their versions, and the form for a new version."""
    plans, versions = (query(f"water/section_plan{name}", as_of=as_of) for name in ("s", "_versions"))
    if section is not None:
        plans, versions = plans[plans["section"] == section], versions[versions["section"] == section]
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    st.caption(
        "文件第237行要求对“一断面一方案”更新修订，**文件未明确修订单位和时限**（句子主语是各镇（街道），存疑T68）；"
        "计划年度内修订过的算已修订。"
    )
    table(
        pd.DataFrame(
            {
                "断面": [
                    f"**{plain(row.section)}**  \n{badge(SECTION_PLANS, row.state)}" for row in plans.itertuples()
                ],
                "现行版": [
                    f"第{int(row.version)}版，{day(row.revised_on)}，共{row.versions}版"
                    if row.versions
                    else "○ 没有方案"
                    for row in plans.itertuples()
                ],
                "措施": [plain(text) or "—" for text in plans["measures"]],
                "责任": [plain(owner) or "—" for owner in plans["owner"]],
            }
        ),
        alt=f"{len(plans)}个断面的方案，未修订{int((plans['state'] == 'unrevised').sum())}个",
    )
    _show_versions(versions)
    with st.expander("上传新一版方案", icon=":material/upload_file:"):
        _show_form(list(plans["section"]), as_of)


def _show_versions(versions: pd.DataFrame) -> None:
    """Every version, with its file where it has one."""
    for row in versions.itertuples():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{plain(row.section)}　第{row.version}版**　{day(row.revised_on)} 修订，{plain(row.person)} "
                f"{day(row.uploaded_at)} 上传　{plain(row.file_name) or ':gray[○ 没有文件]'}"
            )
            if pd.notna(row.sha256):
                download(
                    "下载",
                    partial(fetch, open_lake(), row.sha256),
                    row.file_name,
                    key=f"plan_{row.section}_{row.version}",
                    type="secondary",
                )


def _show_form(sections: list[str], as_of: dt.date) -> None:
    if not offers("上传断面方案", "report"):
        return
    rounds = st.session_state.setdefault(ROUNDS, 0)
    with st.form("section_plan", border=False):
        section = st.selectbox("断面", sections, key="plan_section")
        chosen = st.file_uploader(
            f"方案文件（{ACCEPTED}）", key=f"plan_file_{rounds}", max_upload_size=limit_in_mb(open_lake())
        )
        revised_on = st.date_input("修订日期", as_of, key="plan_revised_on", format="YYYY-MM-DD")
        measures = st.text_area("水质提升措施（必填）", key=f"plan_measures_{rounds}")
        owner = st.text_input("责任单位或责任人（必填）", key=f"plan_owner_{rounds}")
        st.markdown(f"上传人：**{plain(visitor().full_name)}**")
        is_sent = st.form_submit_button("保存方案", type="primary", icon=":material/check_circle:")
    if not is_sent:
        return
    if not (chosen and measures.strip() and owner.strip()):
        st.warning("请选择文件，并填写措施和责任。")
        return
    try:
        person = signed("report", f"保存断面方案 {section}")
        file = receive(open_lake(), chosen.getvalue(), chosen.name)
        said = (section, file, measures.strip(), owner.strip(), revised_on, person, today())
        version = keep_plan(open_lake(), *said, units=own_units())
    except DataChanged:
        st.warning("刚刚有人也保存了方案，请再按一次“保存方案”。", icon=":material/sync_problem:")
        return
    except (EvidenceProblem, EntryProblem, StoreError, NotAllowed) as error:
        st.error(plain(error), icon=":material/block:")
        return
    st.session_state[ROUNDS] += 1
    st.session_state[SAID] = f"{plain(section)}方案第{version}版已保存，以前的版本仍然保留。"
    st.rerun()
