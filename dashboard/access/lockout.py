"""Who fails to sign in waits: after five failures of an account or from an address, longer with each more.

What is locked is refused before a password is looked at, so a storm of tries costs next to nothing.
"""

from dashboard.access.book import Book

#: So many failures in a row are free.
FREE = 5
FIRST_WAIT, LONGEST_WAIT = 60.0, 3600.0
#: Failures as old as this do not count any more.
FORGOTTEN_AFTER = 24 * 3600.0
#: So many accounts and addresses are remembered at most; the oldest go first.
MOST = 10_000


def seconds_left(book: Book, name: str, address: str, now: float) -> float:
    """How long this account or this address still has to wait; 0 when it may try."""
    row = (
        book.reading()
        .execute("select max(until) as until from failures where what in (?, ?)", _both(name, address))
        .fetchone()
    )
    return max(0.0, (row["until"] or 0.0) - now)


def failed(book: Book, name: str, address: str, now: float) -> float:
    """Count a failure; returns how long account or address have to wait from now on."""
    longest = 0.0
    with book.writing() as connection:
        connection.execute("delete from failures where last_at < ?", [now - FORGOTTEN_AFTER])
        for what in _both(name, address):
            row = connection.execute("select times from failures where what = ?", [what]).fetchone()
            times = (row["times"] if row else 0) + 1
            wait = min(FIRST_WAIT * 2 ** (times - FREE), LONGEST_WAIT) if times >= FREE else 0.0
            connection.execute("insert or replace into failures values (?, ?, ?, ?)", [what, times, now, now + wait])
            longest = max(longest, wait)
        connection.execute(
            "delete from failures where what in (select what from failures order by last_at desc limit -1 offset ?)",
            [MOST],
        )
    return longest


def succeeded(book: Book, name: str) -> None:
    """Forget the failures of an account; those of an address stay, or one account of one's own would clear them."""
    with book.writing() as connection:
        connection.execute("delete from failures where what = ?", [f"account:{name}"])


def _both(name: str, address: str) -> tuple[str, str]:
    return f"account:{name[:200]}", f"address:{address}"
