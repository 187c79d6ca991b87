"""Coming in and going out: the routes of signing in, of signing out, of a password, and of the first administrator."""

import hashlib
import re
import secrets
import time
from collections.abc import Callable
from functools import partial

from anyio import to_thread
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from dashboard.access import lockout, passwords, people, record, secret, sessions
from dashboard.access.book import Book
from dashboard.access.door import COOKIES, SESSION, cookie_name
from dashboard.access.forms import Input, form_page, word_page
from dashboard.access.modes import OIDC, OPEN, SIGNED, Mode
from dashboard.access.passwords import WeakPassword
from dashboard.access.people import PersonProblem
from dashboard.access.visitors import Visitor

#: Where a person may be led after signing in: a page of the board with what is asked of it.
WAY_BACK = re.compile(r"^[a-z-]*(\?[^\s#\\]*)?$")
#: The cookie by which a form knows the browser that it was made for.
FORM = "board-form"
#: So long the code for the first administrator may be used.
CODE_LASTS = 24 * 3600.0

NAME = Input("name", "登录名", "username")
NEW = Input("new", "新密码", "new-password", f"至少 {passwords.LEAST} 个字符，不要用常见密码和自己的名字。")
AGAIN = Input("again", "再输一遍", "new-password")

STALE = "页面放得太久了，请再提交一次。"
WRONG = "登录名或密码不对。"
WAIT = "连续多次没有登录成功，请在 {minutes} 分钟后再试，或联系管理员重置密码。"


def routes(book: Book, mode: Mode) -> list[Route]:
    """What stands before the door; of a gateway nothing, of an identity provider only the way out."""
    answers: dict[str, Callable[..., Response]] = {"/sign-in": _sign_in, "/sign-out": _sign_out, "/password": _password}
    if mode.way not in (OPEN, SIGNED):
        answers = {"/sign-out": _sign_out} if mode.way == OIDC else {}
    return [
        Route(path, partial(_answered, answer, book), methods=["GET", "POST"], name=path)
        for path, answer in answers.items()
    ]


def founding_code(book: Book, now: float) -> str | None:
    """A new one-time code with which the first administrator is made; None where there is one."""
    if any(person.role == "admin" for person in people.listed(book)):
        return None
    code = secrets.token_urlsafe(12)
    with book.writing() as connection:
        connection.execute("delete from founding_code")
        connection.execute("insert into founding_code values (?, ?)", [_hash(code), now + CODE_LASTS])
    return code


async def _answered(answer: Callable[..., Response], book: Book, request: Request) -> Response:
    """The answer, worked out beside the event loop: hashing takes a moment."""
    form = await request.form() if request.method == "POST" else FormData()
    browser = request.cookies.get(FORM) or secrets.token_urlsafe(16)
    is_fresh = request.method == "GET" or secret.is_of(request.cookies.get(FORM, ""), str(form.get("form", "")))
    response = await to_thread.run_sync(answer, book, request, form, secret.form_token(browser), is_fresh)
    response.set_cookie(FORM, browser, httponly=True, samesite="strict", secure=_is_secure(request))
    return response


# ---- signing in -----------------------------------------------------------------------------------------------------


def _sign_in(book: Book, request: Request, form: FormData, token: str, is_fresh: bool) -> Response:
    if code := str(form.get("code") or request.query_params.get("code", "")):
        return _found(book, request, form, token, code, is_fresh)
    way = str(form.get("to") or request.query_params.get("to", ""))
    hidden = {"form": token, "to": way if WAY_BACK.match(way) else ""}
    name = str(form.get("name", "")).strip()
    inputs = [NAME._replace(value=name), Input("password", "密码", "current-password")]
    if request.method == "GET":
        return form_page("登录", "./sign-in", inputs, "登录", hidden=hidden, link=("./", "不登录，回到总览"))
    said = STALE if not is_fresh else _refused(book, name, str(form.get("password", "")), _address(request))
    if said:
        return form_page("登录", "./sign-in", inputs, "登录", hidden=hidden, said=said, status=403)
    return let_in(book, request, name, f"./{hidden['to']}")


def _refused(book: Book, name: str, password: str, address: str) -> str:
    """Why a person with this name and password is not let in; empty for who is."""
    now = time.time()
    if left := lockout.seconds_left(book, name, address, now):
        return WAIT.format(minutes=_minutes(left))
    person = people.find(book, name)
    if passwords.fits(password, _kept(book, name)) and person and person.is_active:
        lockout.succeeded(book, name)
        return ""
    wait = lockout.failed(book, name, address, now)
    nobody = Visitor(address=address)
    record.note(book, nobody, "sign_in_failed", f"登录名 {name[:50]}")
    if not wait:
        return WRONG
    record.note(book, nobody, "locked", f"登录名 {name[:50]}，{_minutes(wait)} 分钟")
    return WAIT.format(minutes=_minutes(wait))


def let_in(book: Book, request: Request, name: str, way: str) -> Response:
    """Start a new session, end the one that the browser had, and lead on."""
    _leave(book, request)
    person = people.find(book, name)
    assert person
    record.note(book, person.visitor(_address(request)), "sign_in", "登录")
    response = RedirectResponse("./password" if person.must_change else way, 303)
    response.set_cookie(
        cookie_name(request.scope),
        sessions.start(book, name, _address(request), time.time()),
        httponly=True,
        samesite="lax",
        secure=_is_secure(request),
    )
    return response


# ---- the first administrator ----------------------------------------------------------------------------------------


def _found(book: Book, request: Request, form: FormData, token: str, code: str, is_fresh: bool) -> Response:
    """Make the first administrator, for who has the code that the server printed when it started."""
    inputs = [
        NAME._replace(value=str(form.get("name", "")), hint="以后登录用，如姓名全拼。"),
        Input("full_name", "姓名", "name", "写进每一条操作记录。", str(form.get("full_name", ""))),
        NEW,
        AGAIN,
    ]
    known = book.reading().execute("select until from founding_code where code = ?", [_hash(code)]).fetchone()
    if not known or known["until"] < time.time():
        said = "这个链接已经用过或过期；如果还没有管理员，请重新启动服务，用新打印的链接。"
        return word_page("链接无效", said, ("./sign-in", "去登录"), 403)
    said = "" if request.method == "GET" else STALE if not is_fresh else _founded(book, form, _address(request))
    if request.method == "POST" and not said:
        return let_in(book, request, str(form["name"]).strip(), "./")
    return form_page(
        "设立第一位管理员",
        "./sign-in",
        inputs,
        "设立并登录",
        hidden={"form": token, "code": code},
        said=said,
        status=403 if said else 200,
    )


def _founded(book: Book, form: FormData, address: str) -> str:
    """Add the administrator that a form describes; says why not, empty when done."""
    name, password = str(form.get("name", "")).strip(), str(form.get("new", ""))
    if password != form.get("again"):
        return "两次输入的密码不一样。"
    founder = Visitor(name, str(form.get("full_name", "")).strip(), "admin", (), address)
    try:
        people.add(book, founder, name, founder.full_name, "admin", password=password)
    except (PersonProblem, WeakPassword) as problem:
        return str(problem)
    with book.writing() as connection:
        connection.execute("delete from founding_code")
    return ""


# ---- a password, and going out --------------------------------------------------------------------------------------


def _password(book: Book, request: Request, form: FormData, token: str, is_fresh: bool) -> Response:
    """Change one's own password, which the old one is needed for; all other sessions of the person end."""
    session = sessions.of_token(book, request.headers.get(SESSION, ""), time.time())
    if not session:
        return RedirectResponse("./sign-in", 303)
    person, said = session.person, ""
    if request.method == "POST":
        said = STALE if not is_fresh else _changed(book, person.visitor(_address(request)), form)
        if not said:
            return let_in(book, request, person.name, "./")
    heading = "请先换一个自己的密码" if person.must_change else "修改密码"
    inputs = [Input("old", "现在的密码", "current-password"), NEW, AGAIN]
    back = None if person.must_change else ("./", "不改了，回到总览")
    status = 403 if said else 200
    return form_page(heading, "./password", inputs, "修改", hidden={"form": token}, said=said, status=status, link=back)


def _changed(book: Book, visitor: Visitor, form: FormData) -> str:
    """Change a visitor's own password as a form says; says why not, empty when done."""
    if said := _refused(book, visitor.name, str(form.get("old", "")), visitor.address):
        return said.replace(WRONG, "现在的密码不对。")
    if form.get("new") != form.get("again"):
        return "两次输入的密码不一样。"
    if form.get("new") == form.get("old"):
        return "新密码和现在的一样，请换一个。"
    try:
        people.set_password(book, visitor, visitor.name, str(form.get("new", "")))
    except WeakPassword as problem:
        return str(problem)
    return ""


def _sign_out(book: Book, request: Request, form: FormData, token: str, is_fresh: bool) -> Response:
    """End the session; where another site led here, only after a click on a form of ours."""
    is_meant = request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    if not is_fresh or (request.method == "GET" and not is_meant):
        return form_page("退出登录", "./sign-out", [], "退出", hidden={"form": token}, link=("./", "不退出，回到总览"))
    _leave(book, request)
    response = word_page("已退出", "您已退出登录。", ("./sign-in", "重新登录"))
    for name in COOKIES:
        response.delete_cookie(name, httponly=True, samesite="lax", secure=_is_secure(request))
    return response


def _leave(book: Book, request: Request) -> None:
    """End the session that the browser has, if it has one."""
    if session := sessions.of_token(book, request.headers.get(SESSION, ""), time.time()):
        sessions.end(book, session.token)
        record.note(book, session.person.visitor(_address(request)), "sign_out", "退出")


# ---- small things ---------------------------------------------------------------------------------------------------


def _kept(book: Book, name: str) -> str | None:
    row = book.reading().execute("select password from people where name = ?", [name]).fetchone()
    return row["password"] if row else None


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"


def _minutes(seconds: float) -> int:
    return max(1, round(seconds / 60 + 0.49))


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
