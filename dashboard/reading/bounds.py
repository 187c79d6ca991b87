"""What reading one file may take, and how a process holds itself to it."""

import re
import sys
from pathlib import Path

#: A file at the board's own limits takes 1 GB and, on a busy machine, half a minute.
MEMORY = 1536 * 1024 * 1024
SECONDS = 180
#: A workbook is unpacked on disk.
WRITTEN = 1024 * 1024 * 1024

#: What a process may hold on to between files: memory that was used once does not all come back.
KEPT = 400 * 1024 * 1024

if sys.platform == "win32":

    def bound() -> None:
        """Windows knows no such bounds; whoever asked still ends a process that takes too long."""

    def limit_time(seconds: int) -> None:
        """Without effect, as above."""

    def is_spent() -> bool:
        """Whether this process has held so much memory that a new one is better: not known."""
        return False

else:
    import resource
    import signal

    def bound() -> None:
        """Bound memory and the size of temporary files; where this process ends no image of its memory is written."""
        for kind, most in (
            (resource.RLIMIT_DATA, MEMORY),
            (resource.RLIMIT_FSIZE, WRITTEN),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (most, most))

    def limit_time(seconds: int) -> None:
        """End this process after so many seconds, 0 for never: whoever asked may be gone, and cannot."""
        signal.alarm(seconds)

    def is_spent() -> bool:
        """Whether this process has held so much memory that a new one is better."""
        # Linux counts into ru_maxrss what the process held that started this one: a board is large enough for that.
        status = Path("/proc/self/status")
        if status.exists() and (peak := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))):
            return int(peak[1]) * 1024 > KEPT
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit > KEPT
