"""Who works at the command line: the user of the operating system, with every right, and on record as such."""

import getpass
from typing import TYPE_CHECKING

from dashboard.access.visitors import SYSTEM, Visitor

if TYPE_CHECKING:
    from dashboard.access.book import Book

#: Who it is said to be for, where nobody says.
UNNAMED = "命令行"


def operator(full_name: str = UNNAMED) -> Visitor:
    """Who is at the command line, and for whom they say they work."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    return Visitor(f"{user}@命令行", full_name, SYSTEM)


def book() -> "Book":
    """The book at the door of the store that the environment names."""
    from dashboard.access.book import Book
    from dashboard.store.catalog import Catalog

    return Book(Catalog.from_environment().home)


def note(kind: str, what: str, full_name: str = UNNAMED, before: str = "", after: str = "") -> None:
    """Put on record what was done at the command line."""
    from dashboard.access import record

    record.note(book(), operator(full_name), kind, what, before, after)
