"""The secret of this installation, with which cookies and forms are signed."""

import os
import secrets
from functools import cache
from pathlib import Path

from itsdangerous import BadSignature, TimestampSigner, URLSafeSerializer, URLSafeTimedSerializer

from dashboard.store.catalog import Catalog

VARIABLE = "DASHBOARD_SECRET_FILE"
FILE = "secret.key"


class SecretProblem(Exception):
    """The secret cannot be used; the message says why, and what to do."""


def file() -> Path:
    """The file that DASHBOARD_SECRET_FILE names; by default one beside the store."""
    return Path(os.environ.get(VARIABLE) or Catalog.from_environment().home / FILE)


@cache
def _secret(place: Path) -> bytes:
    """What the file holds; made where there is none. Raises SecretProblem."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as new:
            new.write(secrets.token_hex(32).encode())
    except FileExistsError:
        pass
    if os.name == "posix" and place.stat().st_mode & 0o077:
        raise SecretProblem(f"{place} 能被别的用户读取，请执行 chmod 600 后再启动。")
    kept = place.read_bytes().strip()
    if len(kept) < 32:
        raise SecretProblem(f"{place} 太短，请删去它（会自动新建），或放入至少 32 个随机字符。")
    return kept


def sign(token: str) -> str:
    """A session's token with the moment and the signature that a cookie carries."""
    return TimestampSigner(_secret(file()), salt="session").sign(token).decode()


def signed(value: str, within: int) -> str | None:
    """The token of a cookie that was signed here and not longer ago than so many seconds."""
    try:
        return str(TimestampSigner(_secret(file()), salt="session").unsign(value, max_age=within).decode())
    except (BadSignature, UnicodeError):
        return None


def form_token(browser: str) -> str:
    """What a form carries for the browser that it was made for, by that browser's own cookie."""
    return str(URLSafeSerializer(_secret(file()), salt="form").dumps(browser))


def is_of(browser: str, token: str) -> bool:
    """Whether a form was made here for this browser."""
    try:
        return bool(browser) and URLSafeSerializer(_secret(file()), salt="form").loads(token) == browser
    except (BadSignature, ValueError):
        return False


def sealed(kept: dict[str, str]) -> str:
    """What a browser keeps for us and cannot change."""
    return str(URLSafeTimedSerializer(_secret(file()), salt="kept").dumps(kept))


def opened(value: str, within: int) -> dict[str, str] | None:
    """What was sealed here not longer ago than so many seconds."""
    try:
        found: dict[str, str] = URLSafeTimedSerializer(_secret(file()), salt="kept").loads(value, max_age=within)
    except (BadSignature, ValueError):
        return None
    return found
