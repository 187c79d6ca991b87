"""Reading uploaded files in processes of their own: whatever a file does there, this process lives.

One is kept ready. Such a process (worker.py) ends with its input, so none outlives the board, however that ends.
"""

import atexit
import logging
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from dashboard.reading.bounds import SECONDS
from dashboard.reading.grid import FileProblem, Grid, check_bytes
from dashboard.reading.messages import receive, send, unpacked

log = logging.getLogger("dashboard")

ROOT = Path(__file__).resolve().parents[2]

#: Files that are read at the same moment; more wait, as each may take the whole of its bound on memory.
AT_ONCE = 2
#: The largest grid has half of that.
MOST_ANSWERED = 1024 * 1024 * 1024

#: Memory that is asked for is used: libraries would else reserve more than they need, once for each processor. What
#: fails is not explained at length to nobody.
FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "OPENBLAS_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "RUST_BACKTRACE": "0",
}

#: What Rust, C++ and Python print before they end a process for want of memory.
NO_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError")

DO = "请只留下要上传的那张表，删去它下方和右侧多余的行列，或分成几份，另存为xlsx或CSV后再上传。"
TOO_LARGE = f"读这个文件要用的内存超过1.5GB，已停止读取；{DO}"
TOO_LONG = f"读这个文件超过{SECONDS // 60}分钟还没有读完，已停止读取；{DO}"
ENDED = "读这个文件时读取程序中断了，文件多半已损坏；请在Excel或WPS中打开核对，另存为xlsx或CSV后再上传。"

Message = tuple[dict[str, Any], bytes]


class BrokenOff(FileProblem):
    """The file ended the process that read it, or would have; the message says what to do."""


class Worker:
    """One process that reads files, with a folder for what it writes meanwhile."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._folder = tempfile.TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True)
        self._printed = Path(self._folder.name, "printed.txt")
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._folder.name)
        with self._printed.open("wb") as printed:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "dashboard.reading.worker"],
                cwd=self._folder.name,
                env={**os.environ, **FRUGAL, **places, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=printed,
            )

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def process_id(self) -> int:
        return self._process.pid

    def ask(self, head: dict[str, Any], data: bytes) -> Message:
        """What it answers; raises BrokenOff when it ends over that, takes too long, or answers more than may be."""
        assert self._process.stdin and self._process.stdout
        printed_before = self._printed.stat().st_size
        is_late = threading.Event()
        alarm = threading.Timer(self._seconds, self._end_late, [is_late])
        alarm.daemon = True
        alarm.start()
        try:
            send(self._process.stdin, head, data)
            return receive(self._process.stdout, MOST_ANSWERED)
        except OverflowError as error:
            raise BrokenOff(TOO_LARGE) from error
        except (EOFError, OSError) as error:
            self._process.wait()
            raise BrokenOff(TOO_LONG if is_late.is_set() else self._last_words(printed_before)) from error
        finally:
            alarm.cancel()

    def _end_late(self, is_late: threading.Event) -> None:
        is_late.set()
        self._process.kill()

    def _last_words(self, printed_before: int) -> str:
        """Why the process ended, for a person; the log has all that it said over this file."""
        printed = self._printed.read_bytes()[printed_before:]
        log.error("a reading ended with %s: %s", self._process.returncode, printed.decode(errors="replace")[-4000:])
        return TOO_LARGE if any(words in printed for words in NO_MEMORY) else ENDED

    def end(self) -> None:
        """End the process and clear away what it wrote."""
        self._process.kill()
        self._process.communicate()
        self._folder.cleanup()


class Workers:
    """The processes that read files: at most AT_ONCE at work, one ready for the next; safe to share between threads."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._changing = threading.Lock()
        self.ready: Worker | None = None

    def ask(self, head: dict[str, Any], data: bytes) -> Message:
        """What one of them answers; raises BrokenOff, and the next file finds a new one."""
        with self._turns:
            worker = self._take()
            is_last = True
            try:
                answer, body = worker.ask(head, data)
                is_last = answer.pop("is_last")
                return answer, body
            finally:
                if is_last:
                    worker.end()
                self._keep(Worker() if is_last else worker)

    def get_ready(self) -> None:
        """See to it that one is ready, or getting so."""
        self._keep(self._take())

    def _take(self) -> Worker:
        """The one that is ready, else a new one."""
        with self._changing:
            ready, self.ready = self.ready, None
        if ready is None:
            return Worker()
        if not ready.is_alive:
            ready.end()
            return Worker()
        return ready

    def _keep(self, worker: Worker) -> None:
        """Have this one ready for the next file, unless another one is."""
        with self._changing:
            if self.ready is None:
                self.ready = worker
                return
        worker.end()

    def close(self) -> None:
        """End the one that is ready."""
        if self.ready is not None:
            self.ready.end()
            self.ready = None


workers = Workers()
atexit.register(workers.close)


def get_ready() -> None:
    """Start what reads files before the first file comes."""
    workers.get_ready()


def read_file(data: bytes, file_name: str, *, encoding: str | None = None, sheet: str | None = None) -> Grid:
    """The grid in a text table (CSV, TSV), a workbook (xlsx, xls, ods) or a Parquet file; raises FileProblem.

    `encoding` (as people name it: utf-8, gbk, gb18030, utf-16) settles how a text table is decoded, `sheet` which
    sheet of a workbook is read; without them the content decides, and the first visible sheet that is not empty.
    """
    check_bytes(len(data))
    head, body = workers.ask({"file_name": file_name, "encoding": encoding, "sheet": sheet}, data)
    if "problem" in head:
        raise FileProblem(head["problem"])
    return unpacked(head, body)
