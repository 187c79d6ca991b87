"""What a failure of DuckDB says of the store: six faults with a sentence each, told by the words of what failed.

The words are those of DuckDB, DuckLake, PostgreSQL, S3 and the operating system. That something does not answer is
never taken for damage: nobody shall restore a backup over a store that is well.
"""

import re
from typing import NamedTuple

from dashboard.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreNewer,
    StoreReadOnly,
    StoreUnreachable,
)


class Fault(NamedTuple):
    """A kind of failure, the words it is known by, and the sentence for a person, which goes on with a place."""

    kind: type[StoreError]
    words: re.Pattern[str]
    sentence: str


UNREACHABLE = Fault(
    StoreUnreachable,
    re.compile(
        "Unable to connect|[Cc]onnection (to server|refused|reset|timed out)|"
        "Could(n't| not) (connect|resolve|establish)|"
        "server closed the connection|terminating connection|could not translate host name|"
        "No route to host|Host is down|"
        "timed out|[Tt]imeout|HTTP (code )?5\\d\\d|Service Unavailable|database does not exist|"
        "Stale file handle|Input/output error|not connected"
    ),
    "数据库现在连不上（没有应答，或者网络、共享盘断开），没有改动任何数据，请检查服务器和网络，系统会自动重试",
)
DAMAGED = Fault(
    StoreDamaged,
    re.compile(
        "not a valid DuckDB|[Cc]orrupt|[Cc]hecksum|Serialization|[Mm]agic bytes|(Invalid|too small) .*\\.parquet|"
        "No such file|No files found"
    ),
    "数据库文件已损坏或不是本系统的数据库，未作任何改动，请从备份恢复",
)
NEWER = Fault(
    StoreNewer,
    re.compile("DuckLake.*[Vv]ersion|newer (version of )?(DuckDB|storage)"),
    "数据库由更新版本的程序建立，本版本不能打开，未作任何改动，请安装新版本的程序",
)

#: The first whose words are found; those of damage stand last, for they are the most general.
FAULTS = (
    Fault(
        StoreFull,
        re.compile("No space left|File too large|[Qq]uota|disk full|StorageFull"),
        "数据库所在的磁盘满了，本次没有写入，原有数据不受影响，请清出空间后再试",
    ),
    Fault(
        StoreReadOnly,
        re.compile("Read-only file system|Permission denied|read-only transaction|AccessDenied|HTTP (code )?403"),
        "数据库所在的位置没有权限或只能读，本次没有写入，请管理员检查文件夹的权限后再试",
    ),
    Fault(
        StoreBusy,
        re.compile("Could not set lock|too many (clients|connections)|connection slots are reserved"),
        "数据库正被另一个程序占用，本次没有写入，请稍候再试",
    ),
    UNREACHABLE,
    NEWER,
    DAMAGED,
)


def fault_of(error: Exception) -> Fault | None:
    """What a failure says of the store; None when it says nothing of it."""
    return next((fault for fault in FAULTS if fault.words.search(str(error))), None)
