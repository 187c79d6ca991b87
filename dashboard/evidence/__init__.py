"""Files that are kept: those that prove a task (佐证材料), alone or with its reports, and the plans of sections.

A file's kind is told by its content; it is kept with its hash and given back to the byte. What is known of it is a row
of the dataset `evidence` or `section_plans`; its bytes are a row of `lake.evidence_files`, written in the same
transaction and read only when someone asks. Nothing in a file is ever executed or shown as a page.
"""

from dashboard.evidence.handing_in import HandedIn, Report, ReportsChanged, ReportsRefused, Wrong, hand_in
from dashboard.evidence.keeping import Evidence, fetch, keep, limit_in_mb, receive, withdraw
from dashboard.evidence.recognition import ACCEPTED, EvidenceProblem, Kind, clean_name, preview, recognise

__all__ = [
    "ACCEPTED",
    "Evidence",
    "EvidenceProblem",
    "HandedIn",
    "Kind",
    "Report",
    "ReportsChanged",
    "ReportsRefused",
    "Wrong",
    "clean_name",
    "fetch",
    "hand_in",
    "keep",
    "limit_in_mb",
    "preview",
    "receive",
    "recognise",
    "withdraw",
]
