"""Files made to bring a reader down: each gets its sentence, and the next file is read as if nothing had been."""

import dataclasses
import os
import re
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.datasets import ROOT
from dashboard.intake.drafting import draft
from dashboard.intake.problems import LISTED
from dashboard.reading import BrokenOff, FileProblem, Grid, read_file
from dashboard.reading.files import read_here
from dashboard.reading.workers import ENDED, TOO_LARGE, Worker, Workers
from dashboard.store.lake import Lake
from tests.awkward import AWKWARD, SHEET1, TABLE, edited, make
from tests.bombs import BOMBS
from tests.rows import TODAY
from tests.test_reading import rows

ASKED = {"file_name": "台账.xlsx", "encoding": None, "sheet": None}
TEXT = "各单元格的文字合起来超过600MB，多半是一段长文字重复了很多次"

REFUSED = {
    "shared_long_text.xlsx": TEXT,
    "shared_long_text_of_formulas.xlsx": TEXT,
    "shared_long_text_behind_comments.xlsx": TEXT,
    "shared_long_text_in_very_many_cells.xlsx": TEXT,
    "shared_long_text.xls": TEXT,
    "repeated_long_text.ods": TEXT,
    "spaces.ods": TEXT,
    "spaces_in_one_cell.ods": TEXT,
    "dictionary.parquet": TEXT,
    "lists_of_a_dictionary.parquet": "“说明”这一列里是列表或嵌套的数据",
    "rows_that_never_close.xlsx": "看得见的工作表都是空的",
    "cells_that_never_close.xlsx": "看得见的工作表都是空的",
    "formulas_that_never_close.xlsx": "打不开这个Excel文件",
    "many_merged.xlsx": "合并单元格有200000处，最多10万处",
    "overlapping_merged.xlsx": "合并单元格互相重叠",
    "merged_long_text.xlsx": TEXT,
    "far_cells.xlsx": "表格伸到第100000行、第500列，里面却几乎都是空的",
}


def test_every_bomb_has_its_sentence() -> None:
    assert sorted(BOMBS) == sorted(REFUSED)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bomb_is_refused_in_one_sentence_before_it_grows(name: str) -> None:
    with pytest.raises(FileProblem, match=REFUSED[name]) as refused:
        read_file(BOMBS[name](), name)
    assert not isinstance(refused.value, BrokenOff)
    assert str(refused.value).count("。") == 1


def test_columns_that_never_close_are_passed_over() -> None:
    endless = edited(
        make("plain.xlsx"), SHEET1, b"<sheetData>", b"<cols>" + b"<col " * 2_000_000 + b"</cols><sheetData>"
    )
    assert rows(read_file(endless, "台账.xlsx")) == TABLE


# ---- the process that reads ------------------------------------------------------------------------------------------


def seen(read: Callable[[bytes, str], Grid], name: str) -> object:
    """All that is known of a file after reading it, or the sentence that refuses it."""
    try:
        grid = read(make(name), name)
    except FileProblem as problem:
        return str(problem)
    known = {field.name: getattr(grid, field.name) for field in dataclasses.fields(grid)}
    masks = {
        kind: {column: mask.tolist() for column, mask in known[kind].items()} for kind in ("date_cells", "number_cells")
    }
    return known | masks | {"cells": grid.cells.to_pydict(), "lines": grid.lines.to_pylist()}


@pytest.mark.parametrize("name", AWKWARD)
def test_a_file_is_read_there_as_it_is_read_here(name: str) -> None:
    assert seen(read_file, name) == seen(read_here, name)


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.end()


def end_stopped(process_id: int, end: signal.Signals) -> None:
    """End a process that is stopped: all signals but SIGKILL wait until it may go on."""
    os.kill(process_id, end)
    if end is not signal.SIGKILL:
        os.kill(process_id, signal.SIGCONT)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGABRT, signal.SIGSEGV])
def test_whatever_ends_the_process_the_file_is_refused_in_one_sentence(worker: Worker, end: signal.Signals) -> None:
    os.kill(worker.process_id, signal.SIGSTOP)
    threading.Thread(target=end_stopped, args=[worker.process_id, end]).start()
    with pytest.raises(BrokenOff, match=ENDED):
        worker.ask(ASKED, make("plain.xlsx"))


def test_a_reading_that_does_not_end_is_ended() -> None:
    worker = Worker(seconds=0.1)
    os.kill(worker.process_id, signal.SIGSTOP)
    with pytest.raises(BrokenOff, match="分钟还没有读完"):
        worker.ask(ASKED, make("plain.xlsx"))
    worker.end()


@pytest.mark.parametrize("name", ["plain.xlsx", "plain.xls", "plain.ods", "utf8.csv", "table.parquet"])
def test_a_reading_that_needs_too_much_memory_is_ended(worker: Worker, name: str) -> None:
    worker.ask(ASKED, make("utf8.csv"))
    (used,) = re.findall(r"VmData:\s+(\d+) kB", Path(f"/proc/{worker.process_id}/status").read_text(encoding="utf-8"))
    resource.prlimit(worker.process_id, resource.RLIMIT_DATA, (int(used) * 1024 + 20_000_000,) * 2)
    with pytest.raises(BrokenOff, match=TOO_LARGE):
        worker.ask(ASKED, make(name) + bytes(50_000_000))


def test_a_small_file_leaves_the_process_ready_however_large_the_board_is() -> None:
    held = bytearray(600_000_000)
    held[:: resource.getpagesize()] = bytes(len(range(0, len(held), resource.getpagesize())))
    worker = Worker()
    head, _ = worker.ask(ASKED, make("utf8.csv"))
    worker.end()
    del held
    assert not head["is_last"]


def test_the_next_file_finds_a_new_process() -> None:
    workers = Workers()
    workers.get_ready()
    assert workers.ready
    os.kill(workers.ready.process_id, signal.SIGKILL)
    while workers.ready.is_alive:
        threading.Event().wait(0.01)
    answer, _ = workers.ask(ASKED, make("plain.xlsx"))
    assert answer["sheet"] == "台账"
    workers.close()


def test_many_read_at_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        grids = threads.map(lambda name: read_file(make(name), name), ["plain.xlsx", "utf8.csv", "plain.ods"] * 8)
        assert [rows(grid) for grid in grids] == [TABLE] * 24


def test_no_process_outlives_a_board_that_is_killed() -> None:
    killed = """
import os, signal
from dashboard.reading import workers
workers.workers.get_ready()
print(workers.workers.ready.process_id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    board = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, capture_output=True, text=True, check=False)
    state = Path(f"/proc/{int(board.stdout)}/stat")
    while state.exists() and state.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z":
        threading.Event().wait(0.01)


def test_the_process_that_reads_has_no_need_of_the_board() -> None:
    listing = "import sys, dashboard.reading.worker; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = {name.partition(".")[0] for name in loaded.stdout.split()}
    assert modules.isdisjoint({"streamlit", "pandas", "duckdb"})
    assert not any(name.startswith("dashboard.") for name in loaded.stdout.split() if "reading" not in name)


# ---- names ----------------------------------------------------------------------------------------------------------


def test_a_column_of_unknown_names_is_counted_whole_and_searched_for_near_ones_as_far_as_it_is_listed(
    empty_lake: Lake,
) -> None:
    lines = "".join(f"A-{number},区某某{number}局,lead\n" for number in range(20_000))
    made = draft(empty_lake, "task_units", f"task_id,unit,role\n{lines}".encode(), "单位.csv", TODAY)
    unknown = [problem for problem in made.problems if problem.rule == "unknown_reference" and problem.column == "unit"]
    assert made.errors >= 20_000
    assert len(unknown) == LISTED + 1
    assert len([stranger for stranger in made.strangers if stranger.scope == "units"]) == LISTED
