"""Who is in front of the screen, as the door says, and in whose name something is written.

What is written on a page is written in the name that `signed` gives: it asks who it is each time anew, so a session
that has ended and a role that was taken away count at once.
"""

import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import streamlit as st

from dashboard.access import people, record, sessions
from dashboard.access.book import Book
from dashboard.access.door import ADDRESS, PERSON, SESSION
from dashboard.access.uploads import units_of
from dashboard.access.visitors import ROLES, Visitor
from dashboard.datasets import Dataset
from dashboard.store.catalog import Catalog
from dashboard.store.lake import Author
from dashboard.store.ownership import right_to_upload
from dashboard.text import plain
from dashboard.web.then import looks_back_to

#: Who the state of this browser's tab belongs to.
OWNER = "state_of"


class NotAllowed(Exception):
    """A person tried what they may not; the message says so in words."""


def book() -> Book:
    """The book at the door of this board."""
    return _book(Catalog.from_environment().home)


@cache
def _book(home: Path) -> Book:
    return Book(home)


def visitor() -> Visitor:
    """Who is asking now, and whether they look back to a day, when nothing can be changed."""
    return replace(_asking(), looks_back=looks_back_to() is not None)


def _asking() -> Visitor:
    told = st.context.headers
    address = told.get(ADDRESS, "")
    if token := told.get(SESSION):
        session = sessions.of_token(book(), token, time.time())
        return session.person.visitor(address) if session else Visitor(address=address)
    if name := told.get(PERSON):
        person = people.find(book(), unquote(name))
        return person.visitor(address) if person and person.is_active else Visitor(address=address)
    return Visitor(address=address)


def signed(right: str, what: str) -> str:
    """The name in which something is written that needs a right; raises NotAllowed, and records that it was tried."""
    now = visitor()
    if not now.may(right):
        record.note(book(), now, "refused", what)
        raise NotAllowed(f"{_why_not(now)}，没有写入：{what}。")
    return now.full_name


def _why_not(now: Visitor) -> str:
    if now.looks_back:
        return "当时所见只供查看，请先回到现在"
    return f"{ROLES[now.role]}不能做这件事" if now.is_known else "请先登录"


def signed_for(target: Dataset) -> str:
    """The same for what changes rows of a dataset."""
    return signed(right_to_upload(target.name), f"修改“{target.title}”")


def may_change(target: Dataset) -> bool:
    """Whether the visitor may change rows of a dataset; others than those of their units they may not (own_units)."""
    return visitor().may(right_to_upload(target.name))


def own_units() -> tuple[str, ...] | None:
    """The units whose rows alone the visitor may change; None where their role is not bound to any."""
    return units_of(visitor())


def tell(author: Author, snapshot: int, changes: str) -> None:
    """Put a commit on record, in the visitor's name."""
    said = "，".join(filter(None, (changes, author.file_name, author.message)))
    record.note(book(), visitor(), author.act, said, f"快照{snapshot - 1}", f"快照{snapshot}")


def keep_apart() -> None:
    """Forget what this tab held for somebody else: a browser may come back to its tab's state as another person."""
    name = visitor().name
    if st.session_state.setdefault(OWNER, name) != name:
        st.session_state.clear()
        st.session_state[OWNER] = name


def person_menu() -> None:
    """Who is signed in and how to leave; how to come in for who is not."""
    now = visitor()
    if not now.is_known:
        st.markdown(":material/login: [登录](./sign-in)", width="content")
        return
    name = plain(now.full_name)
    with st.popover(name, icon=":material/person:", type="tertiary", on_change="rerun", key="person") as menu:
        if menu.open:
            st.markdown(f"**{name}**　{ROLES[now.role]}  \n{plain('、'.join(now.units))}")
            st.markdown("[修改密码](./password)　[退出登录](./sign-out)")


def offers(what: str, *rights: str) -> bool:
    """Whether the visitor has one of these rights; where not, it is said in the place of what they would do."""
    now = visitor()
    if any(map(now.may, rights)):
        return True
    if now.looks_back:
        st.caption(f":material/history: {what}要先回到现在：当时所见只供查看。")
    elif now.is_known:
        st.caption(f":material/lock: {what}由有权限的人员办理；您的角色是{ROLES[now.role]}。")
    else:
        st.markdown(f":material/lock: {what}需要先[登录](./sign-in)。")
    return False
