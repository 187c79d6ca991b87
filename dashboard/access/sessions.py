"""Sessions: from a sign-in until a sign-out, an hour without use, or the end of the day's work."""

import hashlib
import os
import secrets
from typing import NamedTuple

from dashboard.access import people, secret
from dashboard.access.book import Book
from dashboard.access.people import Person

#: Without use, and at most: seconds. ASVS 5.0 7.3.1 and 7.3.2 ask for both.
IDLE = 60.0 * float(os.environ.get("DASHBOARD_IDLE_MINUTES") or 60)
LONGEST = 12 * 3600
#: A session that is in use is noted as such no more often.
NOTED_EVERY = 30.0


class Session(NamedTuple):
    """One session of a person; `token` is what the book knows it by."""

    token: str
    person: Person
    address: str


def start(book: Book, name: str, address: str, now: float) -> str:
    """Start a session of a person; returns the signed value for the browser's cookie."""
    token = secrets.token_urlsafe(32)
    with book.writing() as connection:
        connection.execute("delete from sessions where seen_at < ? or started_at < ?", [now - IDLE, now - LONGEST])
        connection.execute("insert into sessions values (?, ?, ?, ?, ?)", [_kept(token), name, address, now, now])
    return secret.sign(token)


def of_cookie(book: Book, value: str, now: float) -> Session | None:
    """The session that a cookie stands for, while it lasts and its person may come in."""
    token = secret.signed(value, LONGEST)
    return of_token(book, _kept(token), now) if token else None


def of_token(book: Book, token: str, now: float, *, in_use: bool = True) -> Session | None:
    """The session with this token in the book; `in_use` says that somebody is doing something in it."""
    row = book.reading().execute("select * from sessions where token = ?", [token]).fetchone()
    if not row or row["seen_at"] < now - IDLE or row["started_at"] < now - LONGEST:
        return None
    person = people.find(book, row["name"])
    if not person or not person.is_active:
        return None
    if in_use and row["seen_at"] < now - NOTED_EVERY:
        with book.writing() as connection:
            connection.execute("update sessions set seen_at = ? where token = ?", [now, token])
    return Session(token, person, row["address"])


def end(book: Book, token: str) -> None:
    """End one session."""
    with book.writing() as connection:
        connection.execute("delete from sessions where token = ?", [token])


def _kept(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
