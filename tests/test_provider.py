"""Coming in by an identity provider: who is somebody here, and what of its word is not believed."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from tests.provider import CLIENT, SECRET, Identity, provider
from tests.serving import serving
from tests.test_door import HTML, Answer, ask

#: The address at which browsers know the board; the test goes to its port itself.
ADDRESS = "http://board.example"


@pytest.fixture(scope="module")
def board(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Identity]]:
    folder = tmp_path_factory.mktemp("oidc")
    home = Path(shutil.copytree(empty_home, folder / "store"))
    secret = folder / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    with (
        provider() as (issuer, identity),
        serving(
            home,
            DASHBOARD_ACCESS="oidc",
            DASHBOARD_URL=ADDRESS,
            DASHBOARD_OIDC_ISSUER=issuer,
            DASHBOARD_OIDC_CLIENT=CLIENT,
            DASHBOARD_OIDC_SECRET_FILE=str(secret),
        ) as served,
    ):
        yield served.address, identity


def come(board: str, **changes: str) -> Answer:
    """Go the whole way as a browser does: to the provider, and back with what it says."""
    leaving = ask(board, "/sign-in?to=ledger%3Funit%3Dx")
    assert leaving.status == 303
    way = leaving.headers["location"]
    back = ask(way, f"/authorize?{way.partition('?')[2]}").headers["location"]
    assert back.startswith(f"{ADDRESS}/signed-in?")
    path = back.removeprefix(ADDRESS)
    for old, new in changes.items():
        path = path.replace(f"{old}=", f"{old}={new}")
    return ask(board, path, cookie=leaving.headers["cookies"])


def test_who_is_somebody_here_comes_in_and_back_to_where_they_wanted(board: tuple[str, Identity]) -> None:
    address, identity = board
    identity.name, identity.claims = "wangwu", {}
    assert ask(address, "/ledger", **HTML).headers["location"] == "./sign-in?to=ledger"
    came = come(address)
    assert (came.status, came.headers["location"]) == (303, "./ledger?unit=x")
    assert ask(address, "/", cookie=came.headers["cookies"], **HTML).status == 200
    ask(address, "/sign-out", cookie=came.headers["cookies"])
    assert ask(address, "/", cookie=came.headers["cookies"], **HTML).status == 303
    assert ask(address, "/password").status in (303, 401, 404)


def test_who_is_nobody_here_is_told_so(board: tuple[str, Identity]) -> None:
    address, identity = board
    identity.name, identity.claims = "stranger", {}
    came = come(address)
    assert (came.status, "还没有登记" in came.text) == (403, True)


@pytest.mark.parametrize(
    "claims",
    [{"aud": "another"}, {"iss": "http://evil.example"}, {"nonce": "old"}, {"exp": int(time.time()) - 3600}],
    ids=["for another", "by another", "for another browser", "of yesterday"],
)
def test_a_word_that_is_not_for_us_now_is_not_believed(board: tuple[str, Identity], claims: dict[str, Any]) -> None:
    address, identity = board
    identity.name, identity.claims = "wangwu", claims
    came = come(address)
    assert (came.status, "统一身份认证没有成功" in came.text) == (403, True)


def test_a_word_signed_by_somebody_else_is_not_believed(board: tuple[str, Identity]) -> None:
    address, identity = board
    identity.name, identity.claims = "wangwu", {}
    identity.signed_with = RSAKey.generate_key(2048, {"kid": "one"})
    try:
        assert come(address).status == 403
    finally:
        identity.signed_with = None


def test_an_answer_to_another_browser_is_not_believed(board: tuple[str, Identity]) -> None:
    address, identity = board
    identity.name, identity.claims = "wangwu", {}
    assert come(address, state="x").status == 403
    assert ask(address, "/signed-in?code=x&state=y").status == 403
