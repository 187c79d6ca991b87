"""The desk of people: who may come in, as what, and for which units; for administrators."""

import secrets

import pandas as pd
import streamlit as st

from dashboard.access import people
from dashboard.access.passwords import WeakPassword
from dashboard.access.people import Person, PersonProblem
from dashboard.access.visitors import ROLES, UNIT
from dashboard.text import plain
from dashboard.web.identity import NotAllowed, book, signed, visitor
from dashboard.web.opener import query
from dashboard.web.tables import table

SAID = "people_said"


def show_people() -> None:
    """Everybody, and the forms that add a person and change one."""
    if said := st.session_state.pop(SAID, None):
        st.success(said, icon=":material/task_alt:")
    listed = people.listed(book())
    table(
        pd.DataFrame(
            {
                "姓名": [f"**{plain(each.full_name)}**  \n{plain(each.name)}" for each in listed],
                "角色": [ROLES[each.role] for each in listed],
                "责任单位": [plain("、".join(each.units)) or "—" for each in listed],
                "状态": [_state(each) for each in listed],
            }
        ),
        alt=f"可以登录的人员，共{len(listed)}人",
    )
    units = list(query("units/options")["unit"])
    add_side, change_side = st.columns(2, gap="large")
    with add_side, st.expander("新增人员", icon=":material/person_add:"):
        _add(units)
    with change_side, st.expander("变更人员", icon=":material/manage_accounts:"):
        _change(listed, units)


def _state(person: Person) -> str:
    if not person.is_active:
        return ":gray[○ 已停用]"
    return ":orange[▲ 待改密码]" if person.must_change else ":green[● 在用]"


def _add(units: list[str]) -> None:
    with st.form("add_person", border=False, clear_on_submit=False):
        name = st.text_input("登录名（必填）", placeholder="如姓名全拼", key="new_name")
        full_name = st.text_input("姓名（必填）", key="new_full_name")
        role = st.selectbox("角色", list(ROLES), format_func=ROLES.__getitem__, key="new_role")
        chosen = st.multiselect("责任单位（单位填报必填）", units, key="new_units", placeholder="选择单位")
        is_sent = st.form_submit_button("新增", type="primary", icon=":material/person_add:")
    if is_sent:
        password = _first_password()
        try:
            signed("people", f"新增人员 {name}")
            people.add(book(), visitor(), name, full_name, role, chosen if role == UNIT else (), password)
        except (PersonProblem, WeakPassword, NotAllowed) as problem:
            st.error(str(problem), icon=":material/block:")
            return
        _tell(f"已新增 {plain(full_name.strip())}。首次登录密码：{password}（只显示这一次；登录后须修改）")


def _change(listed: list[Person], units: list[str]) -> None:
    names = {each.name: each for each in listed}
    chosen = st.selectbox(
        "人员",
        list(names),
        index=None,
        format_func=lambda name: f"{names[name].full_name}（{name}）",
        key="changed_person",
        placeholder="选择人员",
    )
    if chosen is None:
        return
    person = names[chosen]
    with st.form(f"change_{chosen}", border=False):
        roles = list(ROLES)
        role = st.selectbox("角色", roles, roles.index(person.role), format_func=ROLES.__getitem__)
        offered = [*units, *(set(person.units) - set(units))]
        kept = st.multiselect("责任单位（单位填报必填）", offered, person.units, placeholder="选择单位")
        is_active = st.checkbox("可以登录", person.is_active)
        with st.container(horizontal=True):
            is_sent = st.form_submit_button("保存变更", type="primary", icon=":material/check_circle:")
            is_reset = st.form_submit_button("重置密码", icon=":material/key:")
    try:
        if is_sent:
            signed("people", f"变更人员 {chosen}")
            units_now = kept if role == UNIT else ()
            people.change(book(), visitor(), chosen, role=role, units=units_now, is_active=is_active)
            _tell(f"已变更 {plain(person.full_name)}；其已打开的页面需重新登录。")
        elif is_reset:
            signed("people", f"重置密码 {chosen}")
            password = _first_password()
            people.set_password(book(), visitor(), chosen, password)
            _tell(f"{plain(person.full_name)} 的新密码：{password}（只显示这一次；登录后须修改）")
    except (PersonProblem, WeakPassword, NotAllowed) as problem:
        st.error(str(problem), icon=":material/block:")


def _first_password() -> str:
    """A password that a person tells another one: easy to read out, and changed at the first sign-in."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def _tell(said: str) -> None:
    st.session_state[SAID] = said
    st.rerun()
