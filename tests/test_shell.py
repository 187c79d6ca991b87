"""What the server puts around Streamlit: its scripts in Chinese, packed and kept; headers on every kind of answer."""

import gzip
import re
from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from dashboard.web.shell.headers import ALWAYS, FILE
from dashboard.web.shell.scripts import EDITION, FOLDER, NAMES, PHRASES, phrases_of

START = next(name for name in NAMES if name.startswith("js/index.") and name.count(".") == 2)
KEPT = f"/static/{EDITION}/{START}"


class Answer(NamedTuple):
    """A server's answer: status, headers with names in lower case, body."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(server: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask the server; a header is named with underscores."""
    connection = HTTPConnection(urlsplit(server).netloc)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


# ---- the catalogue --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", list(PHRASES))
def test_every_text_of_the_catalogue_is_found_exactly_as_often_as_it_says(script: str) -> None:
    names = [name for name in NAMES if phrases_of(name) is PHRASES[script]]
    shipped = "".join((FOLDER / name).read_text(encoding="utf-8") for name in names)
    found = {phrase.text: shipped.count(phrase.text) for phrase in PHRASES[script]}
    assert found == {phrase.text: phrase.times for phrase in PHRASES[script]}


@pytest.mark.parametrize("script", list(PHRASES))
def test_no_text_of_the_catalogue_holds_another_one_of_the_same_script(script: str) -> None:
    texts = [phrase.text for phrase in PHRASES[script]]
    assert len(set(texts)) == len(texts)
    assert [(one, other) for one in texts for other in texts if one != other and one in other] == []


def test_what_stands_instead_closes_the_same_quotes_and_is_made_of_the_same_parts() -> None:
    listed = [phrase for phrases in PHRASES.values() for phrase in phrases]
    assert [phrase for phrase in listed if phrase.text.count("`") % 2 != phrase.chinese.count("`") % 2] == []
    assert [phrase for phrase in listed if not all(part in phrase.text for part in parts(phrase.chinese))] == []


def parts(text: str) -> list[str]:
    """What a text is made of beside words: the names that it reads."""
    return re.findall(r"\$\{([\w.$]+)", text)


# ---- scripts --------------------------------------------------------------------------------------------------------


def test_a_script_is_in_chinese_packed_or_plain(widgets: str) -> None:
    packed = ask(widgets, KEPT, accept_encoding="gzip, br")
    plain = ask(widgets, KEPT)
    assert "跳到正文" in plain.body.decode()
    assert "Skip to main content" not in plain.body.decode()
    assert gzip.decompress(packed.body) == plain.body
    assert (packed.headers["content-encoding"], "content-encoding" in plain.headers) == ("gzip", False)
    assert packed.headers["vary"] == "accept-encoding"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body) / 2


def test_a_script_is_kept_for_good_under_the_edition_of_the_words_and_asked_for_again_elsewhere(widgets: str) -> None:
    assert "immutable" in ask(widgets, KEPT).headers["cache-control"]
    for path in (f"/static/{START}", f"/static/{'0' * 12}/{START}"):
        again = ask(widgets, path)
        assert (again.headers["cache-control"], len(again.body)) == ("no-cache", len(ask(widgets, KEPT).body))


def test_a_browser_that_has_a_script_gets_no_body(widgets: str) -> None:
    first = ask(widgets, KEPT)
    again = ask(widgets, KEPT, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    head = ask(widgets, KEPT, "HEAD")
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(first.body)))


def test_fonts_and_pictures_are_found_under_the_edition_too(widgets: str) -> None:
    font = next(file.name for file in (FOLDER / "media").iterdir() if file.suffix == ".woff2")
    answer = ask(widgets, f"/static/{EDITION}/media/{font}")
    assert answer.body == (FOLDER / "media" / font).read_bytes()
    assert "immutable" in answer.headers["cache-control"]


def test_what_the_board_adds_is_kept_for_good_under_an_address_that_changes_with_it(widgets: str) -> None:
    addresses = re.findall(r'="\.(/board/\w+\.js\?\w+)"', ask(widgets, "/").body.decode())
    assert addresses
    for address in addresses:
        assert "immutable" in ask(widgets, address).headers["cache-control"]
        assert ask(widgets, address.partition("?")[0]).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["js/gone.0000.js", "js/../../index.html.js", "js/%2e%2e/index.js"])
def test_a_script_that_is_not_there_is_not_found(widgets: str, name: str) -> None:
    assert ask(widgets, f"/static/{EDITION}/{name}").status in (400, 404)


# ---- headers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/other",
        KEPT,
        "/favicon.png",
        "/_stcore/health",
        "/_stcore/host-config",
        "/media/none",
        "/static/js/none.js",
    ],
)
def test_every_kind_of_answer_says_what_a_browser_may_do_with_it(widgets: str, path: str) -> None:
    headers = ask(widgets, path).headers
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    is_page = headers["content-type"].startswith("text/html")
    assert (headers["content-security-policy"] == FILE) is not is_page


def test_a_page_that_the_browser_has_keeps_its_policy(widgets: str) -> None:
    first = ask(widgets, "/")
    again = ask(widgets, "/", if_none_match=first.headers["etag"])
    assert again.status == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_a_page_runs_our_script_and_streamlits_and_no_other(widgets: str) -> None:
    page = ask(widgets, "/")
    policy = dict(part.split(" ", 1) for part in page.headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert "'unsafe-inline'" not in policy["script-src"]
    assert "'unsafe-eval'" not in policy["script-src"]
    assert policy["connect-src"] == "'self' data: ws://{0} wss://{0}".format(urlsplit(widgets).netloc)
    assert len(re.findall(rb"<script>", page.body)) == 1


def test_a_host_that_is_none_does_not_get_into_the_policy(widgets: str) -> None:
    answer = ask(widgets, "/", host="x; script-src *")
    assert "*" not in answer.headers.get("content-security-policy", "")


# ---- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/media/gone.csv", 404, "没有这个文件，或者它已经过期，请回到页面，刷新后再下载一次。"),
        ("/static/js/gone.0000.js", 404, "没有这个文件，请刷新页面。"),
        ("/fail", 500, "服务器出错了。请把错误编号"),
    ],
)
def test_what_gives_nothing_says_so_in_chinese_and_keeps_the_details(
    widgets: str, path: str, status: int, sentence: str
) -> None:
    answer = ask(widgets, path)
    assert (answer.status, answer.body.decode()[: len(sentence)]) == (status, sentence)
    assert "secret_name" not in answer.body.decode()
