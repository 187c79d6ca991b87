"""The people of the board: names, roles, units and passwords. Every change is a row of the record.

Whoever is changed so that they may do less is signed out at once.
"""

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.access import passwords, record
from dashboard.access.book import Book
from dashboard.access.visitors import ROLES, UNIT, Visitor


class PersonProblem(ValueError):
    """Something about a person that cannot be; the message says what, and what to do."""


@dataclass(frozen=True)
class Person:
    """One person as the book has them; `has_password` is false for who comes in by a gateway alone."""

    name: str
    full_name: str
    role: str
    units: tuple[str, ...]
    is_active: bool
    must_change: bool
    has_password: bool

    def visitor(self, address: str) -> Visitor:
        """This person, asking from an address."""
        return Visitor(self.name, self.full_name, self.role, self.units, address)


def listed(book: Book) -> list[Person]:
    """Everybody, active or not, in the order in which they were added."""
    return [_person(book, row) for row in book.reading().execute("select * from people order by created_at, name")]


def find(book: Book, name: str) -> Person | None:
    """The person of that name."""
    row = book.reading().execute("select * from people where name = ?", [name]).fetchone()
    return _person(book, row) if row else None


def add(
    book: Book,
    by: Visitor,
    name: str,
    full_name: str,
    role: str,
    units: Sequence[str] = (),
    password: str | None = None,
) -> None:
    """Add a person; without a password they come in by a gateway. Raises PersonProblem or WeakPassword."""
    name, full_name = name.strip(), full_name.strip()
    if not name or not full_name:
        raise PersonProblem("登录名和姓名都要填写。")
    if name != "".join(name.split()) or not name.isprintable():
        raise PersonProblem("登录名里不要有空格和看不见的字符。")
    _check(role, units)
    if password is not None:
        passwords.check(password, name, full_name)
    kept = passwords.keep(password) if password is not None else None
    with book.writing() as connection:
        try:
            connection.execute(
                "insert into people values (:name, :full_name, :role, :password, :must_change, 1, :created_at)",
                {
                    "name": name,
                    "full_name": full_name,
                    "role": role,
                    "password": kept,
                    "must_change": int(by.name != name),
                    "created_at": dt.datetime.now(dt.UTC).isoformat(),
                },
            )
        except sqlite3.IntegrityError as error:
            raise PersonProblem(f"已经有登录名“{name}”，请换一个。") from error
        _give_units(connection, name, units)
        record.note_within(connection, by, "person", f"新增人员 {name}", after=_said(full_name, role, units, True))


def change(
    book: Book,
    by: Visitor,
    name: str,
    *,
    role: str | None = None,
    units: Sequence[str] | None = None,
    is_active: bool | None = None,
) -> None:
    """Give a person another role, other units, or let them in no more (or again); raises PersonProblem."""
    with book.writing() as connection:
        old = _known(book, name)
        new_role = role or old.role
        new_units = tuple(old.units if units is None else units) if new_role == UNIT else ()
        new_active = old.is_active if is_active is None else is_active
        _check(new_role, new_units)
        if old.role == "admin" and old.is_active and not (new_role == "admin" and new_active):
            _keep_one_admin(connection, name)
        connection.execute(
            "update people set role = ?, is_active = ? where name = ?", [new_role, int(new_active), name]
        )
        connection.execute("delete from person_units where name = ?", [name])
        _give_units(connection, name, new_units)
        connection.execute("delete from sessions where name = ?", [name])
        record.note_within(
            connection,
            by,
            "person",
            f"变更人员 {name}",
            _said(old.full_name, old.role, old.units, old.is_active),
            _said(old.full_name, new_role, new_units, new_active),
        )


def set_password(book: Book, by: Visitor, name: str, password: str) -> None:
    """Give a person a new password; one that somebody else gave has to be changed at the first sign-in.

    Ends the person's sessions. Raises PersonProblem or WeakPassword.
    """
    person = _known(book, name)
    passwords.check(password, name, person.full_name)
    kept = passwords.keep(password)
    with book.writing() as connection:
        connection.execute(
            "update people set password = ?, must_change = ? where name = ?", [kept, int(by.name != name), name]
        )
        connection.execute("delete from sessions where name = ?", [name])
        connection.execute("delete from failures where what = ?", [f"account:{name}"])
        record.note_within(connection, by, "password", f"{'修改' if by.name == name else '重置'}密码 {name}")


def _known(book: Book, name: str) -> Person:
    person = find(book, name)
    if not person:
        raise PersonProblem(f"没有登录名“{name}”，可用 person list 查看。")
    return person


def _person(book: Book, row: sqlite3.Row) -> Person:
    units = book.reading().execute("select unit from person_units where name = ? order by unit", [row["name"]])
    return Person(
        row["name"],
        row["full_name"],
        row["role"],
        tuple(unit["unit"] for unit in units),
        bool(row["is_active"]),
        bool(row["must_change"]) and row["password"] is not None,
        row["password"] is not None,
    )


def _check(role: str, units: Sequence[str]) -> None:
    if role not in ROLES:
        words = "、".join(f"{code}（{word}）" for code, word in ROLES.items())
        raise PersonProblem(f"没有角色“{role}”，可用的角色：{words}。")
    if role == UNIT and not units:
        raise PersonProblem("单位填报人员至少要有一个责任单位。")
    if role != UNIT and units:
        raise PersonProblem(f"{ROLES[role]}不按责任单位区分，请不要填写责任单位。")


def _keep_one_admin(connection: sqlite3.Connection, name: str) -> None:
    others = connection.execute(
        "select count(*) as others from people where role = 'admin' and is_active and name <> ?", [name]
    ).fetchone()
    if not others["others"]:
        raise PersonProblem("这是最后一位在用的管理员，请先指定另一位管理员。")


def _give_units(connection: sqlite3.Connection, name: str, units: Sequence[str]) -> None:
    connection.executemany("insert into person_units values (?, ?)", [(name, unit) for unit in dict.fromkeys(units)])


def _said(full_name: str, role: str, units: Sequence[str], is_active: bool) -> str:
    """A person as the record has them before and after a change."""
    state = "在用" if is_active else "停用"
    said = {"姓名": full_name, "角色": ROLES[role], "责任单位": "、".join(units) or "无", "状态": state}
    return "，".join(f"{title}：{word}" for title, word in said.items())
