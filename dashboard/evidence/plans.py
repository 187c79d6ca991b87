"""The plan of a section as a file: a new version beside the earlier ones, row and bytes in one commit."""

import datetime as dt
from functools import partial

from dashboard.evidence.keeping import Evidence, make_room, store_files
from dashboard.evidence.recognition import EvidenceProblem
from dashboard.intake.entering import enter
from dashboard.store.lake import Author, Lake

DATASET = "section_plans"


def keep_plan(
    lake: Lake,
    section: str,
    file: Evidence,
    measures: str,
    owner: str,
    revised_on: dt.date,
    person: str,
    today: dt.date,
    units: tuple[str, ...] | None = None,
) -> int:
    """Keep a file as the next version of a section's plan; returns the number of the version.

    The plans must be for `units` to write where they are given. Raises EvidenceProblem for a file that is a version
    already, EntryProblem when the row does not pass the checks, and what Lake.commit raises; nothing is kept then.
    """
    lake.have([DATASET])
    seen = lake.version(DATASET)
    kept = lake.ask(f"select version, sha256 from {DATASET} where section = ?", [section]).fetchall()
    if same := [number for number, sha256 in kept if sha256 == file.sha256]:
        raise EvidenceProblem(f"这份文件已是{section}方案的第{same[0]}版，没有重复保存。")
    version = max((number for number, _ in kept), default=0) + 1
    row = {
        "section": section,
        "version": str(version),
        "revised_on": revised_on.isoformat(),
        "measures": measures,
        "owner": owner,
        "sha256": file.sha256,
        "file_name": file.file_name,
        "source": f"{person}上传",
    }
    author = Author(person, file.file_name, file.sha256, f"{section} 一断面一方案第{version}版")
    make_room(lake)
    enter(lake, DATASET, row, author, today, seen, alongside=partial(store_files, files=[file]), units=units)
    return version
