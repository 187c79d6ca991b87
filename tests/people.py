"""The people of the tests: one of each role, known to every board of a worker, each signed in once."""

import shutil
import time
from pathlib import Path
from typing import Any

from dashboard.access import people, sessions
from dashboard.access.book import FILE, Book
from dashboard.access.door import ADDRESS, SESSION
from dashboard.access.visitors import SYSTEM, Visitor

#: Sign-in name -> full name, role, units.
WHO: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "wangwu": ("王五", "office", ()),
    "zhaoliu": ("赵六", "office", ()),
    "lingdao": ("郑局", "leader", ()),
    "shuiwu": ("李四", "unit", ("区水务局",)),
    "zhenli": ("孙七", "unit", ("南村镇",)),
    "guanli": ("周八", "admin", ()),
}
#: Their password, of those who need one in a test.
PASSWORD = "huanbao-mima-2023"


class People:
    """A book with everybody in it, to be laid beside a store, and the cookie of each."""

    def __init__(self, folder: Path) -> None:
        book = Book(folder)
        for name, (full_name, role, units) in WHO.items():
            people.add(book, Visitor("test", "测试", SYSTEM), name, full_name, role, units)
        self._cookies = {name: sessions.start(book, name, "127.0.0.1", time.time()) for name in WHO}
        book.reading().execute("pragma wal_checkpoint(truncate)")
        self._file = book.file

    def may_come_to(self, home: Path) -> None:
        """Lay the book beside the store at `home`."""
        shutil.copy(self._file, home / FILE)

    def cookie(self, name: str) -> Any:
        """The cookie of a person's session, for a browser."""
        return {"name": "board", "value": self._cookies[name], "url": "http://127.0.0.1", "httpOnly": True}

    def header(self, name: str) -> str:
        """The same as a header of a request."""
        return f"board={self._cookies[name]}"

    def told(self, name: str) -> dict[str, str]:
        """What the door tells the board of a person who asks."""
        session = sessions.of_cookie(Book(self._file.parent), self._cookies[name], time.time())
        assert session
        return {SESSION: session.token, ADDRESS: "127.0.0.1"}
