"""Who works at the command line: the user of the operating system, with every right, and on record as such."""

import getpass
from typing import TYPE_CHECKING

from dashboard.access.visitors import SYSTEM, Visitor

if TYPE_CHECKING:
    from dashboard.access.book import Book
    from dashboard.store.lake import Lake

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


def open_told(person: str) -> "Lake":
    """The store, every commit to which is put on record."""
    from dashboard import setup
    from dashboard.store.lake import Author

    def tell(author: Author, snapshot: int, changes: str) -> None:
        said = "，".join(filter(None, (changes, author.file_name, author.message)))
        note(author.act, said, person, f"快照{snapshot - 1}", f"快照{snapshot}")

    lake = setup.open_store()
    lake.told = tell
    return lake
