"""视图: the filters of a list, kept under a name for oneself or for everybody, and opened again by a click."""

from collections.abc import Collection
from urllib.parse import parse_qsl

import streamlit as st

from dashboard.access import views
from dashboard.access.views import SavedView, ViewProblem
from dashboard.text import plain
from dashboard.web.controls import is_followed
from dashboard.web.filters import address_of, kept_filters
from dashboard.web.identity import book, visitor

MENU = "views"

#: What was wrong with the view that was to be saved, or what was done, until the next try.
PROBLEM, DONE = "view_problem", "view_done"


def show_views(page: str, own: Collection[str]) -> None:
    """A menu of the views of a page, with a form to keep what is chosen now; `own` are the page's own filters."""
    if is_followed():
        # Open, it would cover the list that was just chosen in it.
        st.session_state[MENU] = False
    with st.popover("视图", icon=":material/bookmark:", on_change="rerun", key=MENU) as menu:
        if menu.open:
            listed = views.listed(book(), visitor(), page)
            for view in listed:
                _show(page, view)
            if not listed:
                st.caption("还没有保存的视图。选好筛选条件，起个名称保存，下次一点就到。")
            _offer_to_save(page, kept_filters(own))


def _show(page: str, view: SavedView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        whose = "　:gray-badge[全区]" if view.is_shared else ""
        st.markdown(
            f"[**{plain(view.title)}**]({address_of(page, view.filters)}){whose}  \n:gray[{_said(view.filters)}]",
            width=260,
        )
        if not view.is_shared or views.may_share(visitor()):
            st.button(
                f"删除“{view.title}”",
                key=f"view_drop_{view.is_shared}_{view.title}",
                icon=":material/close:",
                type="tertiary",
                on_click=_forget,
                args=(page, view),
            )


def _said(filters: str) -> str:
    """The filters in a few words: their values are words already."""
    return plain("，".join("含集体责任" if value == "true" else value for _, value in parse_qsl(filters)))


def _offer_to_save(page: str, filters: str) -> None:
    if not visitor().is_known:
        st.markdown(":material/lock: 保存视图需要先[登录](./sign-in)。")
        return
    if problem := st.session_state.pop(PROBLEM, None):
        st.error(problem)
    if done := st.session_state.pop(DONE, None):
        st.success(plain(done))
    with st.form("save_view", border=False):
        st.text_input("名称", key="view_title", placeholder="例如：我局逾期事项", max_chars=views.LONGEST)
        st.caption(f"保存的筛选：{_said(filters) or '没有'}")
        if views.may_share(visitor()):
            st.checkbox("全区可见", key="view_shared", help="所有人都能在视图菜单里看到，由区生环委办维护。")
        st.form_submit_button("保存当前筛选", on_click=_save, args=(page, filters))


def _save(page: str, filters: str) -> None:
    view = SavedView(st.session_state["view_title"], filters, st.session_state.get("view_shared", False))
    try:
        is_another = views.save(book(), visitor(), page, view)
    except ViewProblem as error:
        st.session_state[PROBLEM] = str(error)
    else:
        st.session_state[DONE] = f"已保存“{view.title.strip()}”{'，替换了原来的同名视图' if is_another else ''}。"
        st.session_state["view_title"] = ""


def _forget(page: str, view: SavedView) -> None:
    try:
        views.forget(book(), visitor(), page, view)
    except ViewProblem as error:
        st.session_state[PROBLEM] = str(error)
