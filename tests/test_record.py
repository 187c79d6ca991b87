"""The record: rows that hang together, seen when one is changed or gone; and people, from the command line."""

import datetime as dt
import shutil
import sqlite3
from pathlib import Path

import pytest

from dashboard.access import people, proposals, record
from dashboard.access.book import FILE, Book
from dashboard.access.passwords import WeakPassword
from dashboard.access.people import PersonProblem
from dashboard.access.proposals import ProposalProblem
from dashboard.access.visitors import ROLES, SYSTEM, VISITOR, Visitor, rights
from tests.people import PASSWORD
from tests.test_cli import rows, run

OPERATOR = Visitor("test", "测试", SYSTEM)
UNIT = Visitor("shuiwu", "李四", "unit", ("区水务局",), "10.0.0.7")
OFFICE = Visitor("wangwu", "王五", "office")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A book with three rows."""
    made = Book(tmp_path)
    for what in ("甲", "乙", "丙"):
        record.note(made, UNIT, "upload", what, "快照1", "快照2")
    return made


def edited(book: Book, *statements: str) -> record.Gap | None:
    """Where the chain breaks once somebody has edited the file with other means."""
    with sqlite3.connect(book.file) as file:
        for statement in (
            "drop trigger record_is_never_changed",
            "drop trigger record_is_never_shortened",
            *statements,
        ):
            file.execute(statement)
    return record.gap(book)


# ---- the chain ------------------------------------------------------------------------------------------------------


def test_a_row_says_who_what_when_and_from_where_and_hangs_on_the_one_before(book: Book) -> None:
    first, second, third = record.rows(book)
    said = ["number", "name", "full_name", "role", "units", "address", "kind", "what", "before", "after"]
    assert [second[name] for name in said] == [
        2, "shuiwu", "李四", "unit", "区水务局", "10.0.0.7", "upload", "乙", "快照1", "快照2",
    ]  # fmt: skip
    assert dt.datetime.fromisoformat(second["at"]).utcoffset() == dt.timedelta(hours=8)
    assert (first["previous"], second["previous"], third["previous"]) == ("0" * 64, first["hash"], second["hash"])
    assert record.gap(book) is None
    assert record.head(book) == (3, third["hash"])


def test_the_file_itself_refuses_to_change_or_drop_a_row(book: Book) -> None:
    for statement in ("update record set what = '丁'", "delete from record where number = 3", "delete from record"):
        with pytest.raises(sqlite3.IntegrityError, match="append only"):
            book.reading().execute(statement)
    assert [row["what"] for row in record.rows(book)] == ["甲", "乙", "丙"]


@pytest.mark.parametrize(
    ("statement", "gap"),
    [
        ("update record set what = '丁' where number = 2", (2, "内容被改动过")),
        ("update record set address = '10.0.0.8' where number = 1", (1, "内容被改动过")),
        ("delete from record where number = 2", (2, "这一行不见了")),
        ("delete from record where number = 1", (1, "这一行不见了")),
        ("delete from record where number = 3", (3, "末尾的行不见了")),
        ("update record set number = 4 where number = 3", (3, "这一行不见了")),
    ],
)
def test_whoever_edits_the_file_is_found_at_the_row(book: Book, statement: str, gap: tuple[int, str]) -> None:
    assert edited(book, statement) == gap


def test_a_row_made_up_anew_with_its_own_hash_breaks_the_one_after_it(book: Book) -> None:
    row = dict(next(iter(record.rows(book)))) | {"what": "丁"}
    del row["hash"]
    assert edited(book, f"update record set what = '丁', hash = '{record.hash_of(row)}' where number = 1") == (
        2,
        "与前一行不相连",
    )


def test_rows_are_found_by_day_person_and_kind(book: Book) -> None:
    record.note(book, OFFICE, "export", "丁")
    today = dt.datetime.now(record.BEIJING).date()

    def found(first: dt.date | None = None, last: dt.date | None = None, who: str = "", kind: str = "") -> list[str]:
        return [row["what"] for row in record.rows(book, first, last, who, kind)]

    assert found(who="李四") == found(who="区水务局") == found(kind="upload") == ["甲", "乙", "丙"]
    assert found(who="wangwu", kind="export") == ["丁"]
    assert found(today, today) == ["甲", "乙", "丙", "丁"]
    assert found(last=today - dt.timedelta(days=2)) == []


# ---- people ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("password", "why"),
    [("zu-kurz-9", "10 到 128"), ("x" * 129, "10 到 128"), ("Password123", "太常见"), ("aaaaaaaaaaab", "太常见"),
     ("zhang-2023-mima", "登录名或姓名"), ("我是张三今年三十", "10 到 128")],
)  # fmt: skip
def test_a_weak_password_is_refused_in_words(tmp_path: Path, password: str, why: str) -> None:
    with pytest.raises(WeakPassword, match=why):
        people.add(Book(tmp_path), OPERATOR, "zhang", "张三", "leader", password=password)
    assert people.listed(Book(tmp_path)) == []


@pytest.mark.parametrize(
    ("role", "units", "why"),
    [("chef", (), "没有角色"), ("unit", (), "至少要有一个责任单位"), ("leader", ("区水务局",), "不按责任单位区分")],
)
def test_a_role_and_its_units_belong_together(tmp_path: Path, role: str, units: tuple[str, ...], why: str) -> None:
    with pytest.raises(PersonProblem, match=why):
        people.add(Book(tmp_path), OPERATOR, "zhang", "张三", role, units)


def test_the_last_administrator_stays_one(tmp_path: Path) -> None:
    book = Book(tmp_path)
    people.add(book, OPERATOR, "zhou", "周八", "admin")
    for change in ({"role": "office"}, {"is_active": False}):
        with pytest.raises(PersonProblem, match="最后一位"):
            people.change(book, OPERATOR, "zhou", **change)
    people.add(book, OPERATOR, "wu", "吴十", "admin")
    people.change(book, OPERATOR, "zhou", is_active=False)
    assert [(each.name, each.is_active) for each in people.listed(book)] == [("zhou", False), ("wu", True)]


def test_each_role_has_its_rights_and_a_leader_changes_nothing() -> None:
    assert rights() == {
        VISITOR: {"see"},
        "leader": {"see", "see_restricted"},
        "unit": {"see", "report", "propose"},
        "office": {"see", "see_restricted", "report", "register", "decide", "clear_demo", "read_record"},
        "admin": {"see", "settings", "people", "clear_demo", "read_record"},
    }
    assert set(rights()) - {VISITOR} == set(ROLES)
    assert OPERATOR.may("people")
    assert OPERATOR.may("see_restricted")


def test_nobody_decides_on_their_own_proposal_and_on_none_twice(tmp_path: Path) -> None:
    book = Book(tmp_path)
    number = proposals.propose(book, UNIT, "unit_aliases", "别名.csv", b"a", "新名称")
    with pytest.raises(ProposalProblem, match="由别人审核"):
        proposals.decide(book, UNIT, number, "taken")
    with pytest.raises(ProposalProblem, match="写明原因"):
        proposals.decide(book, OFFICE, number, "declined")
    proposals.decide(book, OFFICE, number, "declined", "不是正式名称")
    with pytest.raises(ProposalProblem, match="已由别人办理"):
        proposals.decide(book, OFFICE, number, "taken")
    (kept,) = proposals.listed(book)
    assert (kept.state, kept.decided_by, kept.reason) == ("declined", "王五", "不是正式名称")
    assert [row["what"] for row in record.rows(book, kind="proposal")] == ["提出第1号：别名.csv", "第1号已退回"]


# ---- the command line -----------------------------------------------------------------------------------------------


def test_people_are_kept_from_the_command_line_and_the_record_says_by_whom(store: Path) -> None:
    (store / FILE).unlink()
    add = ("person", "add", "shui", "--full-name", "李四", "--role", "单位填报", "--password", PASSWORD)
    assert "没有责任单位“水利厅”" in run(store, *add, "--unit", "水利厅").stderr
    assert run(store, *add, "--unit", "区水利局").returncode == 2
    assert run(store, *add, "--unit", "区水务局").returncode == 0
    assert run(store, "person", "unit", "shui", "南村镇", "区城市管理局").returncode == 0
    assert run(store, "person", "role", "shui", "leader").returncode == 0
    assert run(store, "person", "deactivate", "shui").returncode == 0
    assert rows(run(store, "person", "list")) == [
        {
            "name": "shui",
            "full_name": "李四",
            "role": "leader",
            "units": "",
            "is_active": "False",
            "has_password": "True",
        }
    ]
    kept = rows(run(store, "audit", "--kind", "person"))
    assert [row["what"] for row in kept] == ["新增人员 shui"] + ["变更人员 shui"] * 3
    assert {(row["role"], row["full_name"], row["name"].endswith("@命令行")) for row in kept} == {
        ("system", "命令行", True)
    }
    assert "责任单位：南村镇、区城管局" in kept[1]["after"]


def test_a_commit_an_export_and_reading_the_record_are_on_record_and_verify_finds_the_gap(
    store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "5月.csv"
    file.write_text("month,pollutant,scope,value,source\n2023年5月,PM2.5,全区,22,甲\n", encoding="utf-8")
    assert run(store, "load", "air_monthly", str(file), "--by", "张三", "--message", "补报").returncode == 0
    assert run(store, "export", "air_monthly", str(tmp_path / "out.csv")).returncode == 0
    first, second = rows(run(store, "audit", "--person", "张三")), rows(run(store, "audit", "--kind", "export"))
    assert [(row["kind"], row["what"]) for row in first] == [("upload", "“空气质量月报”新增1行，5月.csv，补报")]
    assert first[0]["before"].replace("快照", "") == str(int(first[0]["after"].replace("快照", "")) - 1)
    assert [row["what"] for row in second] == ["空气质量月报 1 行：out.csv", "操作记录 1 行"]
    assert run(store, "audit", "verify").returncode == 0
    number = int(first[0]["number"])
    edited(Book(store), f"update record set full_name = '李四' where number = {number}")
    found = run(store, "audit", "verify")
    assert (found.returncode, f"从第 {number} 行起不可信" in found.stderr) == (1, True)


def test_a_backup_takes_people_and_record_along_and_never_puts_an_older_record_back(
    store: Path, tmp_path: Path
) -> None:
    record.note(Book(store), UNIT, "upload", "甲")
    package = tmp_path / "备份.zip"
    assert run(store, "backup", str(package)).returncode == 0
    record.note(Book(store), UNIT, "upload", "乙")
    assert run(store, "restore-backup", str(package), "--yes").returncode == 0
    assert [row["what"] for row in record.rows(Book(store))][-4:] == ["甲", "备份 备份.zip", "乙", "恢复备份 备份.zip"]
    assert run(tmp_path / "elsewhere", "restore-backup", str(package), "--yes").returncode == 0
    moved = Book(tmp_path / "elsewhere")
    assert [row["what"] for row in record.rows(moved)][-2:] == ["甲", "恢复备份 备份.zip"]
    assert record.gap(moved) is None
    assert {each.name for each in people.listed(moved)} >= {"wangwu", "guanli"}


def test_a_copy_of_a_store_keeps_its_book(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "copy")
    assert record.gap(Book(tmp_path / "copy")) is None
