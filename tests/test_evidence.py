"""Files that prove a task: known by their content, kept to the byte with their row, or refused with a reason."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from dashboard.evidence import (
    Evidence,
    EvidenceProblem,
    clean_name,
    fetch,
    keep,
    preview,
    receive,
    recognise,
    withdraw,
)
from dashboard.evidence.recognition import PICTURES, SIGNED
from dashboard.intake.drafting import draft
from dashboard.store.lake import Author, DataChanged, Lake
from dashboard.web import opener
from tests.rows import TODAY, as_csv, upload

TYPES = '<Types><Override PartName="/main.xml" ContentType="application/vnd.{}.main+xml"/></Types>'
WORD = "openxmlformats-officedocument.wordprocessingml.document"
SHEET = "openxmlformats-officedocument.spreadsheetml.sheet"

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00This program cannot be run in DOS mode."


def picture(form: str, size: tuple[int, int] = (40, 30), **given: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "green").save(buffer, form, **given)
    return buffer.getvalue()


def package(**members: str) -> bytes:
    """A ZIP of text members; `types` is the list of content types that Office goes by."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in members.items():
            packed.writestr({"types": "[Content_Types].xml"}.get(name, name), text)
    return buffer.getvalue()


DOCX = package(types=TYPES.format(WORD), **{"word/document.xml": "<w:document/>"})
XLSX = package(types=TYPES.format(SHEET), **{"xl/workbook.xml": "<workbook/>"})


@pytest.fixture
def lake(store: Path) -> Lake:
    return Lake(store)


def made(lake: Lake, data: bytes = PDF, file_name: str = "验收意见.pdf") -> Evidence:
    return receive(lake, data, file_name)


def hold(lake: Lake, *files: Evidence, task_id: str = "A-12") -> list[Evidence]:
    return keep(lake, task_id, "2023-06", files, "张三", "盖章件", TODAY)


def listed(lake: Lake) -> list[tuple[Any, ...]]:
    rows = lake.query("tasks/evidence", task_id="A-12", as_of="2023-06-30")
    shown = rows[["file_name", "media_type", "byte_size", "person", "withdrawn_by"]].astype(object)
    return list(shown.where(shown.notna(), None).itertuples(index=False, name=None))


def count_contents(lake: Lake) -> int:
    """How many files' bytes the store holds; 0 before the first."""
    with lake.catalog.session() as session:
        if not session.execute("select 1 from duckdb_tables() where table_name = 'evidence_files'").fetchall():
            return 0
        return int(session.execute("select count(*) from lake.evidence_files").fetchall()[0][0])


# ---- what a file is -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (PDF, ".pdf"),
        (b"\xef\xbb\xbf\n" + PDF, ".pdf"),
        (picture("JPEG"), ".jpg"),
        (picture("PNG"), ".png"),
        (picture("GIF"), ".gif"),
        (picture("WEBP"), ".webp"),
        (DOCX, ".docx"),
        (XLSX, ".xlsx"),
    ],
)
def test_a_file_is_what_its_content_says_whatever_its_name(empty_lake: Lake, data: bytes, ending: str) -> None:
    assert made(empty_lake, data, "材料.html").file_name == f"材料{ending}"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (PROGRAM, "文件内容是程序"),
        (b"\x7fELF\x02\x01\x01", "文件内容是程序"),
        (b"#!/bin/sh\nrm -rf /\n", "文件内容是程序"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "网页或矢量图"),
        (b'\xef\xbb\xbf  <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "网页或矢量图"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧格式"),
        (b"Rar!\x1a\x07\x00", "请解压后"),
        (package(**{"甲.pdf": "乙"}), "请解压后"),
        (package(**{"OFD.xml": "<ofd/>"}), "OFD"),
        (package(types="<Types/>", **{"ppt/presentation.xml": "<p/>"}), "演示文稿"),
        (package(types=TYPES.format("ms-excel.sheet.macroEnabled"), **{"xl/vbaProject.bin": "x"}), "宏"),
        (package(types=TYPES.format("ms-word.document.macroEnabled")), "宏"),
        (package(types=TYPES.format(SHEET), **{"xl/vbaProject.bin": "x"}), "宏"),
        (DOCX[:60], "不完整"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "HEIC"),
        (b"II*\x00\x08\x00\x00\x00", "BMP或TIFF"),
        (picture("BMP"), "BMP或TIFF"),
        ("月份,污染物\n".encode(), "认不出文件的内容"),
        (picture("PNG", (400, 300))[:200], "图片打不开"),
        (b"\xff\xd8\xff\xe0 no picture", "图片打不开"),
        (b"", "文件是空的"),
    ],
)
def test_what_is_not_kept_is_refused_with_the_reason_whatever_its_name(
    empty_lake: Lake, data: bytes, says: str
) -> None:
    with pytest.raises(EvidenceProblem, match=says) as refused:
        made(empty_lake, data, "材料.pdf")
    assert str(refused.value).endswith("。")


def test_a_picture_named_pdf_is_kept_as_a_picture_and_said_so(empty_lake: Lake) -> None:
    file = made(empty_lake, picture("JPEG"), "现场.pdf")
    assert (file.file_name, file.media_type) == ("现场.jpg", "image/jpeg")
    assert file.remark == "按内容是JPG图片，已按“现场.jpg”保存。"
    assert made(empty_lake, picture("JPEG"), "现场.JPEG").remark == ""


def test_the_limit_is_a_rule_and_the_refusal_names_it(lake: Lake) -> None:
    at_limit = PDF + bytes(20 * 1024 * 1024 - len(PDF))
    assert made(lake, at_limit).sha256 == hashlib.sha256(at_limit).hexdigest()
    with pytest.raises(EvidenceProblem, match="文件超过20MB"):
        made(lake, at_limit + b"\0")
    upload(lake, "rules", [{"rule_id": "evidence_max_mb", "title": "甲", "value": 1, "meaning": "乙", "basis": "丙"}])
    with pytest.raises(EvidenceProblem, match="文件超过1MB"):
        made(lake, at_limit)
    with lake.catalog.session(write=True) as session:
        session.execute("delete from lake.rules where rule_id = 'evidence_max_mb'")
        session.execute("update lake.heads set version = version + 1 where dataset = 'rules'")
    lake.refresh()
    with pytest.raises(EvidenceProblem, match="请先补上这一行"):
        made(lake)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\资料\\验收.PDF", "验收.PDF"),
        ("验收\r\nSet-Cookie: a\x00.pdf", "验收Set-Cookie_ a.pdf"),
        ("报告\u202efdp.exe", "报告fdp.pdf"),
        ('<img src="x">.pdf', "_img src=_x__.pdf"),
        ("第1.2版", "第1.2版.pdf"),
        (".pdf", "佐证材料.pdf"),
        ("", "佐证材料.pdf"),
        ("长" * 300 + ".pdf", "长" * 80 + ".pdf"),
    ],
)
def test_a_name_keeps_no_folder_no_hidden_letter_and_ends_as_its_kind(given_name: str, kept: str) -> None:
    assert clean_name(given_name, SIGNED[0]) == kept


@given(st.text(max_size=200))
def test_any_name_becomes_one_that_is_safe_to_download(text: str) -> None:
    name = clean_name(text, PICTURES[1])
    assert name.lower().endswith(".png")
    assert not set(name) & set('/\\\r\n\0<>:"|?*')
    assert len(name.encode()) <= 255
    assert not name.startswith(".")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_known_kind_or_a_sentence(data: bytes) -> None:
    try:
        assert recognise(data).media_type
    except EvidenceProblem as problem:
        assert str(problem).endswith("。")


def test_a_preview_is_drawn_anew_small_and_upright() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    secret = picture("JPEG", (3000, 1500), exif=turned, comment=b"<script>")
    with Image.open(io.BytesIO(preview(secret))) as shown:
        assert (shown.format, shown.size) == ("JPEG", (500, 1000))
    assert b"<script>" not in preview(secret)


def test_a_picture_of_too_many_pixels_is_refused_before_it_fills_the_memory() -> None:
    huge = io.BytesIO()
    Image.new("1", (10_000, 8_001)).save(huge, "PNG")
    with pytest.raises(EvidenceProblem, match="10000×8001像素，太大"):
        preview(huge.getvalue())


# ---- keeping and giving back ----------------------------------------------------------------------------------------


def test_a_kept_file_comes_back_byte_for_byte_also_from_a_store_opened_anew(store: Path) -> None:
    lake = Lake(store)
    files = [made(lake), made(lake, picture("PNG"), "现场.png"), made(lake, DOCX, "方案.docx")]
    assert hold(lake, *files) == files
    reopened = Lake(store)
    assert [fetch(reopened, file.sha256) for file in files] == [file.content for file in files]
    assert listed(reopened) == [
        ("方案.docx", f"application/vnd.{WORD}", len(DOCX), "张三", None),
        ("现场.png", "image/png", len(picture("PNG")), "张三", None),
        ("验收意见.pdf", "application/pdf", len(PDF), "张三", None),
    ]


def test_a_large_file_lies_in_a_file_of_its_own_and_not_in_the_catalog(store: Path) -> None:
    lake = Lake(store)
    before = (store / "catalog.duckdb").stat().st_size
    file = made(lake, PDF + bytes(range(256)) * 8192)
    hold(lake, file)
    assert len(list((store / "data").rglob("evidence_files/*.parquet"))) == 1
    assert (store / "catalog.duckdb").stat().st_size - before < len(file.content)


def test_the_same_file_twice_is_one_row_and_the_first_stands(lake: Lake) -> None:
    assert len(hold(lake, made(lake), made(lake, PDF, "另名.pdf"))) == 1
    assert hold(lake, made(lake)) == []
    assert [name for name, *_ in listed(lake)] == ["验收意见.pdf"]


def test_one_file_for_two_tasks_is_two_rows_and_one_content(lake: Lake) -> None:
    hold(lake, made(lake))
    hold(lake, made(lake), task_id="A-13")
    assert lake.ask("select count(*) from evidence").fetchall() == [(2,)]
    assert count_contents(lake) == 1


def test_the_history_names_who_kept_which_file_with_its_hash(lake: Lake) -> None:
    hold(lake, made(lake))
    newest = lake.query("data/history", dataset="evidence").iloc[0]
    assert [newest["person"], newest["file_name"], newest["sha256"], newest["message"]] == [
        "张三", "验收意见.pdf", hashlib.sha256(PDF).hexdigest(), "盖章件",
    ]  # fmt: skip


def test_a_row_that_does_not_pass_the_checks_leaves_nothing_behind(lake: Lake) -> None:
    with pytest.raises(EvidenceProblem, match="没有编号为“A-99”的任务"):
        hold(lake, made(lake), task_id="A-99")
    with pytest.raises(EvidenceProblem, match="上传人.*不能为空"):
        keep(lake, "A-12", "2023-06", [made(lake)], " ", "", TODAY)
    assert (listed(lake), count_contents(lake)) == ([], 0)


def test_bytes_and_row_are_written_together_or_not_at_all(lake: Lake) -> None:
    hold(lake, made(lake))
    row = {"task_id": "A-12", "period": "2023-06", "sha256": "0" * 64, "file_name": "乙.pdf", "byte_size": 9}
    row |= {"media_type": "application/pdf", "person": "乙", "uploaded_on": "2023-06-20"}
    change = draft(lake, "evidence", as_csv([row]), "乙.csv", TODAY).change(Author("乙"))

    with pytest.raises(ZeroDivisionError):
        lake.commit([change], alongside=lambda session: 1 / 0)
    assert [name for name, *_ in listed(lake)] == ["验收意见.pdf"]

    lake.commit([replace(change, base_version=lake.version("evidence"))])
    with pytest.raises(DataChanged):
        lake.commit(
            [change], alongside=lambda session: session.execute("insert into lake.evidence_files values ('0', '')")
        )
    assert count_contents(lake) == 1


def test_a_withdrawn_file_stays_with_who_and_why_and_counts_again_when_kept_again(lake: Lake) -> None:
    file = made(lake)
    hold(lake, file)
    with pytest.raises(EvidenceProblem, match="写明撤回人和原因"):
        withdraw(lake, "A-12", file.sha256, "李四", "", TODAY)
    withdraw(lake, "A-12", file.sha256, "李四", "传错了任务", TODAY)
    assert listed(lake) == [("验收意见.pdf", "application/pdf", len(PDF), "张三", "李四")]
    assert fetch(lake, file.sha256) == PDF
    with pytest.raises(EvidenceProblem, match="已经撤回"):
        withdraw(lake, "A-12", file.sha256, "李四", "再撤", TODAY)
    hold(lake, file)
    assert listed(lake) == [("验收意见.pdf", "application/pdf", len(PDF), "张三", None)]


def test_undoing_an_upload_takes_the_row_back_and_a_later_restore_finds_the_bytes(lake: Lake) -> None:
    empty = lake.query("data/history", dataset=None)["snapshot_id"].max()
    hold(lake, made(lake))
    full = lake.query("data/history", dataset="evidence")["snapshot_id"].max()
    lake.restore("evidence", int(empty), Author("测试"))
    assert listed(lake) == []
    lake.restore("evidence", int(full), Author("测试"))
    assert fetch(lake, hashlib.sha256(PDF).hexdigest()) == PDF


def test_content_that_is_missing_or_damaged_is_never_given_out(lake: Lake) -> None:
    with pytest.raises(EvidenceProblem, match="没有这份材料的完整内容"):
        fetch(lake, "0" * 64)
    file = made(lake)
    hold(lake, file)
    with lake.catalog.session(write=True) as session:
        session.execute("update lake.evidence_files set content = 'x'")
    with pytest.raises(EvidenceProblem, match="从备份恢复"):
        fetch(lake, file.sha256)


def test_a_file_counts_from_the_month_it_belongs_to(lake: Lake) -> None:
    hold(lake, made(lake))
    assert lake.query("tasks/evidence", task_id="A-12", as_of="2023-05-31").empty


# ---- on screen ------------------------------------------------------------------------------------------------------


def screen() -> None:
    import datetime as dt

    from dashboard.web.desks.evidence import show_evidence

    show_evidence("A-12", dt.date(2023, 6, 30))


@pytest.fixture
def page(store: Path, signed_in: None, monkeypatch: pytest.MonkeyPatch) -> Callable[[], AppTest]:
    monkeypatch.setenv("DASHBOARD_HOME", str(store))
    opener.open_lake.clear()
    return lambda: AppTest.from_function(screen, default_timeout=30).run()


def send(page: AppTest, *files: tuple[str, bytes]) -> AppTest:
    page.file_uploader[0].set_value([(name, data, "application/octet-stream") for name, data in files])
    return page.button[-1].click().run()


def test_the_page_says_that_there_is_nothing_then_lists_what_was_kept(page: Callable[[], AppTest]) -> None:
    shown = page()
    assert "○ 没有佐证材料" in [element.value for element in shown.markdown]
    send(shown, ("意见.pdf", PDF), ("现场.pdf", picture("JPEG")))
    assert not shown.exception
    assert [element.value for element in shown.success] == ["王五 保存了 2 份材料。"]
    assert "JPG图片" in shown.info[0].value
    assert shown.run().file_uploader[0].value == []
    text = "".join(element.value for element in shown.markdown)
    assert "1 KB，2023年6月；王五" in text
    assert hashlib.sha256(PDF).hexdigest()[:12] in text


def test_the_page_keeps_none_of_several_files_when_one_is_refused(page: Callable[[], AppTest]) -> None:
    shown = send(page(), ("意见.pdf", PDF), ("工具.pdf", PROGRAM))
    assert "文件内容是程序" in shown.error[0].value
    assert "没有保存任何文件" in shown.error[0].value
    assert "○ 没有佐证材料" in [element.value for element in shown.markdown]
