"""One row that a person fills in on a page: the same reading, checks and commit as an uploaded file of that row."""

import csv
import datetime as dt
import io
from collections.abc import Mapping

from dashboard.intake.drafting import draft
from dashboard.intake.drafts import Draft
from dashboard.store.lake import Lake

#: What stands in the record where an upload has the name of its file.
FILLED_IN = "页面填写.csv"


def entered(lake: Lake, name: str, row: Mapping[str, object], today: dt.date) -> Draft:
    """The draft of one row of a dataset, its values as a person writes them; raises KeyError for an unknown name."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(row)
    writer.writerow("" if value is None else value for value in row.values())
    return draft(lake, name, text.getvalue().encode(), FILLED_IN, today)
