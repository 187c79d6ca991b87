"""What the door costs a request, and what a storm of bad sign-ins does to who is inside: `python -m bench.door`."""

import asyncio
import os
import statistics
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import click
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message

from bench.commits import memory
from dashboard import setup
from dashboard.access import people, secret, sessions
from dashboard.access.book import Book
from dashboard.access.door import Door
from dashboard.access.modes import SIGNED, Mode
from dashboard.access.visitors import SYSTEM, Visitor
from tests.serving import serving

REQUESTS = 2_000
SENDERS = 8


@click.command()
@click.option("--attempts", default=10_000, show_default=True, help="Bad sign-ins.")
def main(attempts: int) -> None:
    """Time a request with and without the door, then ask as somebody inside while bad sign-ins come in."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "store"
        os.environ[secret.VARIABLE] = str(Path(folder) / "secret.key")
        setup.init(home)
        book = Book(home)
        people.add(book, Visitor("bench", "bench", SYSTEM), "inside", "里面的人", "leader")
        cookie = f"board={sessions.start(book, 'inside', '127.0.0.1', time.time())}"
        plain = PlainTextResponse("x")
        bare, guarded = (asyncio.run(timed(app, cookie)) for app in (plain, Door(plain, book, Mode(SIGNED))))
        click.echo(f"a request: {bare:.3f} ms without the door, {guarded:.3f} with it (aim: 5 more)")
        with serving(home, DASHBOARD_ACCESS="signed") as served:
            storm(served.address, served.process_id, cookie, attempts)


async def timed(app: ASGIApp, cookie: str) -> float:
    """The median time of a request, in ms."""
    headers = [(b"cookie", cookie.encode()), (b"host", b"x")]
    scope = {"type": "http", "method": "GET", "path": "/ledger", "query_string": b"", "headers": headers}
    scope |= {"client": ("127.0.0.1", 5), "server": ("127.0.0.1", 80), "scheme": "http"}
    walls = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        assert message.get("status", 200) == 200

    for _ in range(REQUESTS):
        began = time.perf_counter()
        await app(dict(scope), receive, send)
        walls.append((time.perf_counter() - began) * 1000)
    return statistics.median(walls)


def storm(address: str, process: int, cookie: str, attempts: int) -> None:
    """Send bad sign-ins from several threads while one asks for a page's worth again and again."""
    calm = statistics.median(ask(address, cookie) for _ in range(50))
    before = memory(process)
    began = time.perf_counter()
    senders = [threading.Thread(target=guess, args=(address, each, attempts // SENDERS)) for each in range(SENDERS)]
    for sender in senders:
        sender.start()
    walls = []
    while any(sender.is_alive() for sender in senders):
        walls.append(ask(address, cookie))
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    walls.sort()
    click.echo(
        f"{attempts} bad sign-ins in {seconds:.0f} s; somebody inside waits {walls[len(walls) // 2]:.1f} ms "
        f"(p95 {walls[len(walls) * 95 // 100]:.1f}, longest {walls[-1]:.0f}), {calm:.1f} when it is calm; "
        f"memory {before:.0f} MB before, {memory(process):.0f} after"
    )


def ask(address: str, cookie: str) -> float:
    """How long somebody with a session waits for an answer, in ms."""
    began = time.perf_counter()
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", "/_stcore/health", headers={"cookie": cookie})
    assert connection.getresponse().status == 200
    connection.close()
    return (time.perf_counter() - began) * 1000


def guess(address: str, sender: int, attempts: int) -> None:
    """Try names and passwords, as a machine does that has taken the form's cookie once."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    browser = f"bench{sender}"
    hidden = secret.form_token(browser)
    headers = {"cookie": f"board-form={browser}", "content-type": "application/x-www-form-urlencoded"}
    for attempt in range(attempts):
        fields = {"form": hidden, "to": "", "name": f"name{attempt % 50}", "password": f"wrong-{attempt}"}
        connection.request("POST", "/sign-in", urlencode(fields), headers)
        answer = connection.getresponse()
        assert answer.status == 403, answer.status
        answer.read()


if __name__ == "__main__":
    main()
