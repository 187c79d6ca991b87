"""Views of a list that people have saved under a name: which filters they chose, for themselves or for everybody.

Every function asks for the person. Their own views are theirs alone to change; one for everybody is the office's.
"""

import datetime as dt
from dataclasses import dataclass

from dashboard.access import record
from dashboard.access.book import Book
from dashboard.access.record import BEIJING
from dashboard.access.visitors import Visitor

#: Who may save a view for everybody: whoever keeps the tasks that it lists.
SHARING = "register"
#: So many views a person may keep, and so many signs their names may have.
MOST, LONGEST = 30, 20


class ViewProblem(ValueError):
    """A view that cannot be saved; the message says why, and what to do."""


@dataclass(frozen=True)
class SavedView:
    """A view by its title: the filters as the address of the page has them (`role=牵头&due=已逾期`)."""

    title: str
    filters: str
    is_shared: bool


def listed(book: Book, by: Visitor, page: str) -> list[SavedView]:
    """The views of a page that somebody has: those for everybody, then their own, each in the order of the titles."""
    rows = book.reading().execute(
        "select title, filters, owner = '' as is_shared from views where page = ? and owner in ('', ?) "
        "order by is_shared desc, title",
        [page, by.name],
    )
    return [SavedView(row["title"], row["filters"], bool(row["is_shared"])) for row in rows]


def save(book: Book, by: Visitor, page: str, view: SavedView) -> bool:
    """Keep a view, in place of one of the same title; whether there was one. Raises ViewProblem."""
    title = " ".join(view.title.split())
    if not title:
        raise ViewProblem("请给视图起个名称。")
    if len(title) > LONGEST:
        raise ViewProblem(f"名称最多{LONGEST}个字，现在是{len(title)}个。")
    if not view.filters:
        raise ViewProblem("现在没有任何筛选，请先选好责任单位、时限等条件再保存。")
    owner = _owner(by, is_shared=view.is_shared)
    with book.writing() as connection:
        others, same = connection.execute(
            "select count(*) filter (where title <> ?), count(*) filter (where title = ?) "
            "from views where page = ? and owner = ?",
            [title, title, page, owner],
        ).fetchone()
        if others >= MOST:
            raise ViewProblem(f"最多保存{MOST}个视图，请先删除用不着的。")
        saved_at = dt.datetime.now(BEIJING).isoformat(timespec="seconds")
        connection.execute(
            "insert or replace into views values (?, ?, ?, ?, ?)", [page, owner, title, view.filters, saved_at]
        )
        if view.is_shared:
            record.note_within(connection, by, "settings", f"全区视图“{title}”", after=view.filters)
    return bool(same)


def forget(book: Book, by: Visitor, page: str, view: SavedView) -> None:
    """Take away a view. Raises ViewProblem for one that is not theirs to take away."""
    owner = _owner(by, is_shared=view.is_shared)
    with book.writing() as connection:
        connection.execute("delete from views where page = ? and owner = ? and title = ?", [page, owner, view.title])
        if view.is_shared:
            record.note_within(connection, by, "settings", f"删除全区视图“{view.title}”", before=view.filters)


def may_share(by: Visitor) -> bool:
    """Whether somebody may save a view for everybody."""
    return by.may(SHARING)


def _owner(by: Visitor, *, is_shared: bool) -> str:
    """Whose view it is: nobody's where it is for everybody. Raises ViewProblem."""
    if not by.is_known:
        raise ViewProblem("请先登录，再保存视图。")
    if is_shared and not may_share(by):
        raise ViewProblem("全区视图由区生环委办维护。")
    return "" if is_shared else by.name
