"""The rows of a query as text for other programs, without a frame of them."""

import csv
import datetime as dt
import io
import json
from typing import Any

from dashboard import queries
from dashboard.exports.asked import refuse_unknown_unit
from dashboard.store.reader import Reader
from dashboard.store.unloaded import unloaded


def printed(lake: Reader, name: str, form: str, /, **given: Any) -> str:
    """The rows of a query as "csv" or "json"; raises QueryError like `Reader.query`, ExportError for an unknown unit.

    Days are written as 2023-05-31, moments as 2023-05-31 17:55:00, and the unknown as nothing or null.
    """
    # What converts coordinates hands them over as arrays of these libraries.
    needless = () if queries.converts(queries.read(name).uses) else ("pandas", "pyarrow")
    with unloaded(*needless):
        refuse_unknown_unit(lake, given.get("unit"))
        with lake.answering(name, **given) as cursor:
            header = [column for column, *_ in cursor.description]
            rows = [[_day_or_moment(cell) for cell in row] for row in cursor.fetchall()]
    if form == "json":
        records = [dict(zip(header, row, strict=True)) for row in rows]
        return json.dumps(records, ensure_ascii=False, separators=(",", ":")) + "\n"
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return text.getvalue()


def _day_or_moment(cell: object) -> object:
    if isinstance(cell, dt.datetime):
        return f"{cell:%Y-%m-%d %H:%M:%S}"
    return cell.isoformat() if isinstance(cell, dt.date) else cell
