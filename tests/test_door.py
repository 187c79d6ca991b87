"""The door: nothing is reached without passing it; forged, old and replayed cookies; who waits how long."""

import asyncio
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from ipaddress import ip_network
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dashboard.access import lockout, people, secret, sessions
from dashboard.access.book import FILE, Book
from dashboard.access.door import Door
from dashboard.access.modes import GATEWAY, Mode
from dashboard.access.visitors import SYSTEM, Visitor
from tests.people import PASSWORD, People
from tests.serving import Served, serving

HTML = {"accept": "text/html"}
OPERATOR = Visitor("test", "测试", SYSTEM)


class Answer(NamedTuple):
    """What a server answered, with the names of headers in lower case."""

    status: int
    headers: dict[str, str]
    text: str


def ask(server: str, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
    """Ask a server; the name of a header is given with underscores."""
    connection = HTTPConnection(urlsplit(server).netloc, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body, named)
    answer = connection.getresponse()
    set_cookies = answer.msg.get_all("set-cookie", [])
    cookies = "; ".join(value.partition(";")[0] for value in set_cookies)
    found = {name.lower(): value for name, value in answer.getheaders()}
    found |= {"cookies": cookies, "set-cookie": " ".join(set_cookies)}
    return Answer(answer.status, found, answer.read().decode("utf-8", "replace"))


def send(server: str, path: str, cookie: str = "", **fields: str) -> Answer:
    """Fill in a form as a browser does: its page first, then its fields with what the page hid in it."""
    page = ask(server, path, cookie=cookie)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    cookies = "; ".join(filter(None, (cookie, page.headers["cookies"])))
    form = {"content_type": "application/x-www-form-urlencoded", "cookie": cookies}
    return ask(server, path.partition("?")[0], "POST", urlencode(hidden | fields), **form)


def sign_in(server: str, name: str, password: str = PASSWORD) -> Answer:
    return send(server, "/sign-in", name=name, password=password)


@pytest.fixture(scope="module")
def signed_home(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with people who have passwords."""
    home = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("signed") / "store"))
    for name in ("yuangong", "other", "new", "forgetful"):
        people.add(Book(home), Visitor(name), name, f"员工{name}", "leader", password=PASSWORD)
    return home


@pytest.fixture(scope="module")
def signed(signed_home: Path) -> Iterator[str]:
    """A board on which everybody signs in."""
    with serving(signed_home, DASHBOARD_ACCESS="signed") as served:
        yield served.address


@pytest.fixture(scope="module")
def gateway(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board behind a gateway on this machine."""
    home = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("gateway") / "store"))
    with serving(home, DASHBOARD_ACCESS="gateway", DASHBOARD_GATEWAY="127.0.0.1") as served:
        yield served.address


# ---- nothing is reached without passing it --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "to"),
    [("/", "./sign-in"), ("/ledger?unit=%E5%8C%BA", "./sign-in?to=ledger%3Funit%3D%25E5%258C%25BA")],
)
def test_who_wants_a_page_is_led_to_where_one_signs_in_and_back(signed: str, path: str, to: str) -> None:
    answer = ask(signed, path, **HTML)
    assert (answer.status, answer.headers["location"]) == (303, to)


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/agent/openapi.json",
        "/static/js/index.js",
        "/board/board.css",
        "/media/0123456789abcdef.csv",
        "/map-data/0123456789.json",
        "/nowhere",
        "/sign-in/../upload",
        "/sign-in/..%2fupload",
        "/%2e%2e/sign-in/..//upload",
        "//upload",
        "/SIGN-IN",
        "/sign-in/",
        "/health/../ledger",
        "/health;/ledger",
    ],
)
def test_every_other_address_asks_who_it_is(signed: str, path: str) -> None:
    answer = ask(signed, path)
    assert answer.status in (400, 401, 404) if ".." in path or "//" in path else answer.status == 401
    assert "stApp" not in answer.text


def test_an_upload_without_a_session_is_refused_before_it_is_read(signed: str, empty_board: str) -> None:
    for server in (signed, empty_board):
        for method in ("PUT", "POST", "DELETE"):
            assert ask(server, "/_stcore/upload_file/x/y", method, "a,b\n1,2\n").status == 401
    long = {"content_length": str(300 * 1024 * 1024)}
    assert ask(empty_board, "/_stcore/upload_file/x/y", "PUT", "", **long).status == 413


def opened(server: str, cookie: str = "", **headers: str) -> int:
    """The status with which a socket is answered; 101 for one that is opened."""
    address = f"{server.replace('http', 'ws')}/_stcore/stream"
    try:
        with connect(address, additional_headers={"cookie": cookie, **headers}):
            return 101
    except InvalidStatus as refused:
        return int(refused.response.status_code)


def test_a_socket_is_opened_for_a_session_alone_and_from_this_host_alone(signed: str, people: People) -> None:
    mine = people.header("wangwu")
    assert opened(signed) == 403
    assert opened(signed, mine) == 101
    assert opened(signed, mine, origin="http://evil.example") == 403


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"x_forwarded_for": "10.0.0.9"}, {"forwarded": "for=10.0.0.9"}],
    ids=["another name", "a proxy", "a proxy by the standard"],
)
def test_an_open_board_answers_this_machine_alone(empty_board: str, headers: dict[str, str]) -> None:
    assert ask(empty_board, "/", **headers).status == 403


def test_an_open_board_does_not_start_on_another_address(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="只能在本机地址"), serving(tmp_path, STREAMLIT_SERVER_ADDRESS="0.0.0.0"):
        pass


# ---- cookies --------------------------------------------------------------------------------------------------------


def status(server: str, cookie: str) -> int:
    return ask(server, "/_stcore/health", cookie=cookie).status


def test_a_cookie_is_httponly_and_bound_to_the_site_and_new_with_each_sign_in(signed: str) -> None:
    first, second = (sign_in(signed, "yuangong") for _ in range(2))
    assert re.search(r"board=[^;]+; HttpOnly; Path=/; SameSite=lax", first.headers["set-cookie"])
    assert first.headers["cookies"] != second.headers["cookies"]
    assert status(signed, second.headers["cookies"]) == 200


def test_forged_old_and_replayed_cookies_open_nothing(signed: str, signed_home: Path) -> None:
    now = time.time()
    book = Book(signed_home)
    good = sessions.start(book, "yuangong", "127.0.0.1", now)
    token = good.split(".")[0]
    assert status(signed, f"board={good}") == 200
    assert status(signed, f"board={good[:-1]}{'A' if good[-1] != 'A' else 'B'}") == 401
    assert status(signed, f"board={token}") == 401
    assert status(signed, f"board={secret.sign('x' * 43)}") == 401
    idle = sessions.start(book, "yuangong", "127.0.0.1", now - sessions.IDLE - 1)
    assert status(signed, f"board={idle}") == 401
    assert ask(signed, "/sign-out", "POST", "", cookie=f"board={good}").status == 200
    assert status(signed, f"board={good}") == 200, "a form that was not made for this browser signs nobody out"
    assert "已退出" in ask(signed, "/sign-out", cookie=f"board={good}").text
    assert status(signed, f"board={good}") == 401


def test_another_site_cannot_sign_a_person_in_or_out(signed: str, signed_home: Path) -> None:
    good = sessions.start(Book(signed_home), "yuangong", "127.0.0.1", time.time())
    assert ask(signed, "/sign-in", "POST", "name=yuangong", origin="http://evil.example").status == 403
    assert "退出" in ask(signed, "/sign-out", cookie=f"board={good}", sec_fetch_site="cross-site").text
    assert status(signed, f"board={good}") == 200


def test_signing_out_ends_the_socket_too(signed: str, signed_home: Path) -> None:
    good = f"board={sessions.start(Book(signed_home), 'yuangong', '127.0.0.1', time.time())}"
    address = f"{signed.replace('http', 'ws')}/_stcore/stream"
    with connect(address, additional_headers={"cookie": good}) as socket:
        ask(signed, "/sign-out", cookie=good)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                socket.recv(timeout=60)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


def test_who_is_deactivated_is_out_at_once(signed: str, signed_home: Path) -> None:
    cookie = sign_in(signed, "other").headers["cookies"]
    assert status(signed, cookie) == 200
    people.change(Book(signed_home), OPERATOR, "other", is_active=False)
    assert status(signed, cookie) == 401
    assert sign_in(signed, "other").status == 403


def test_what_claims_to_come_from_the_door_is_not_believed(signed: str, empty_board: str, people: People) -> None:
    told = {name.replace("-", "_"): value for name, value in people.told("wangwu").items()}
    assert ask(signed, "/_stcore/health", **told, x_board_person="wangwu").status == 401
    assert ask(empty_board, "/_stcore/upload_file/x/y", "PUT", "", x_board_person="wangwu").status == 401


# ---- passwords and waiting ------------------------------------------------------------------------------------------


def test_a_password_that_somebody_gave_is_changed_before_anything_else(signed: str, signed_home: Path) -> None:
    people.set_password(Book(signed_home), OPERATOR, "new", "erste-mima-4711")
    came = sign_in(signed, "new", "erste-mima-4711")
    assert came.headers["location"] == "./password"
    cookie = came.headers["cookies"]
    assert ask(signed, "/", cookie=cookie, **HTML).headers["location"] == "./password"
    assert status(signed, cookie) == 403
    change = {"old": "erste-mima-4711", "new": "zweite-mima-0815"}
    assert "不一样" in send(signed, "/password", cookie, **change, again="other").text
    changed = send(signed, "/password", cookie, **change, again=change["new"])
    assert (changed.status, changed.headers["location"]) == (303, "./")
    assert status(signed, cookie) == 401, "sessions from before the change have ended"
    assert status(signed, changed.headers["cookies"]) == 200


def test_five_failures_lock_the_account_whatever_the_address_and_a_reset_opens_it(tmp_path: Path) -> None:
    book = Book(tmp_path)
    for failure in range(5):
        wait = lockout.failed(book, "zhang", f"10.0.0.{failure}", 1000.0)
    assert wait == 60
    assert lockout.seconds_left(book, "zhang", "10.0.9.9", 1001.0) == 59
    assert lockout.failed(book, "zhang", "10.0.0.8", 1061.0) == 120
    assert lockout.seconds_left(book, "li", "10.0.0.8", 1062.0) == 0
    people.add(book, OPERATOR, "zhang", "张三", "leader", password=PASSWORD)
    people.set_password(book, OPERATOR, "zhang", "andere-mima-11")
    assert lockout.seconds_left(book, "zhang", "10.0.9.9", 1062.0) == 0


def test_five_failures_lock_the_address_whatever_the_account(tmp_path: Path) -> None:
    book = Book(tmp_path)
    waits = [lockout.failed(book, f"name{each}", "10.0.0.1", 1000.0) for each in range(12)]
    assert waits == [0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    lockout.succeeded(book, "name0")
    assert lockout.seconds_left(book, "other", "10.0.0.1", 1001.0) == 3599
    assert lockout.seconds_left(book, "other", "10.0.0.1", 1000.0 + 25 * 3600) == 0


def first_code(served: Served) -> str | None:
    """The one-time code that a server printed for the first administrator."""
    found = re.search(r"/sign-in\?code=(\S+)", served.printed.read_text(encoding="utf-8"))
    return found[1] if found else None


def test_the_first_administrator_is_made_once_by_the_code_on_the_console_and_locked_out_like_anybody(
    empty_home: Path, tmp_path: Path
) -> None:
    home = Path(shutil.copytree(empty_home, tmp_path / "store"))
    (home / FILE).unlink()
    with serving(home, DASHBOARD_ACCESS="signed") as served:
        code = first_code(served)
        assert code
        path = f"/sign-in?code={code}"
        who = {"name": "chen", "full_name": "陈九"}
        assert "链接无效" in ask(served.address, "/sign-in?code=guessed").text
        weak = send(served.address, path, **who, new="1234567890", again="1234567890")
        assert (weak.status, "太常见" in weak.text) == (403, True)
        made = send(served.address, path, **who, new=PASSWORD, again=PASSWORD)
        assert (made.status, status(served.address, made.headers["cookies"])) == (303, 200)
        assert "链接无效" in ask(served.address, path).text
        assert ask(served.address, "/health").text == '{"state":"well","reasons":[]}'
        said = [sign_in(served.address, "chen", f"falsch-{each}").text for each in range(5)]
        assert ["登录名或密码不对" in text for text in said] == [True] * 4 + [False]
        # Also with the right password: it is not even looked at.
        assert ["请在 1 分钟后再试" in text for text in (said[4], sign_in(served.address, "chen").text)] == [True, True]
    assert [(each.name, each.role) for each in people.listed(Book(home))] == [("chen", "admin")]
    kinds = [row["kind"] for row in Book(home).reading().execute("select kind from record where kind like '%ed'")]
    assert kinds == ["sign_in_failed"] * 5 + ["locked"]


# ---- a gateway ------------------------------------------------------------------------------------------------------


def test_a_gateway_says_who_it_is_and_nobody_else_can(gateway: str, people: People) -> None:
    assert ask(gateway, "/", **HTML).status == 403
    assert ask(gateway, "/", **HTML, x_remote_user="wangwu").status == 200
    assert ask(gateway, "/", **HTML, x_remote_user="nobody").text.startswith("您还没有登记")
    assert ask(gateway, "/", **HTML, x_remote_user="wangwu", x_forwarded_for="10.0.0.7").status == 200
    # A client named with a port may be anybody who writes such a header.
    assert ask(gateway, "/", **HTML, x_remote_user="wangwu", x_forwarded_for="127.0.0.1:99").status == 403
    assert ask(gateway, "/_stcore/health", cookie=people.header("wangwu")).status == 403
    assert opened(gateway, **{"x-remote-user": "wangwu"}) == 101
    assert opened(gateway) == 403


def test_headers_of_another_machine_are_not_believed(empty_home: Path) -> None:
    mode = Mode(GATEWAY, (ip_network("10.0.0.5"),))
    door = Door(PlainTextResponse("inside"), Book(empty_home), mode)
    headers = [(b"x-remote-user", b"wangwu"), (b"host", b"board")]
    assert answered(door, ("10.0.0.5", 4711), headers) == (200, "inside")
    assert answered(door, ("10.0.0.6", 4711), headers) == (403, "请从单位的统一入口打开本系统。")
    assert answered(door, ("10.0.0.5", 4711), [*headers, (b"x-forwarded-for", b"10.0.0.5:4711")])[0] == 403


def answered(app: Door, client: tuple[str, int], headers: list[tuple[bytes, bytes]]) -> tuple[int, str]:
    """Status and body of what an app answers to a request from there."""
    said: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "scheme": "http", "headers": headers}
    call = app(scope | {"client": client, "server": ("10.0.0.1", 80)}, receive, send)
    # In a thread of its own: that of the tests has a loop that runs, once a browser has been started.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, call).result()
    return said[0]["status"], said[1]["body"].decode()


# ---- the book -------------------------------------------------------------------------------------------------------


def test_nobody_else_on_the_machine_reads_the_book_and_no_password_stands_in_it(signed_home: Path) -> None:
    assert (signed_home / FILE).stat().st_mode & 0o077 == 0
    with sqlite3.connect(signed_home / FILE) as book:
        kept = {row[0][:31] for row in book.execute("select password from people where password is not null")}
        assert kept == {"$argon2id$v=19$m=65536,t=3,p=4$"}
        assert PASSWORD not in "".join(book.iterdump())
