"""Passwords: what one must be like, and how it is kept: as Argon2id (argon2-cffi, the second choice of RFC 9106)."""

from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 10, 128

_hasher = PasswordHasher()
#: Each hash takes 64 MB and a processor for a moment: a storm of sign-ins waits in a row.
_hashing = Semaphore(2)


class WeakPassword(ValueError):
    """A password that is not taken; the message says why, and what would do."""


def check(password: str, *known: str) -> None:
    """Raise WeakPassword for one that is too short, too long, common, or made of what is `known` of the person."""
    # Late: its word lists take half a second to read, and only new passwords are held against them.
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    if not LEAST <= len(password) <= MOST:
        raise WeakPassword(f"密码要有 {LEAST} 到 {MOST} 个字符，现在是 {len(password)} 个。")
    plain = password.lower()
    if plain in FREQUENCY_LISTS["passwords"] or len(set(plain)) < LEAST // 2:
        raise WeakPassword("这个密码太常见，很容易被猜到，请换一个，例如几个不相干的词连在一起。")
    if any(word and word.lower() in plain for word in known):
        raise WeakPassword("密码里不要有登录名或姓名，请换一个。")


def keep(password: str) -> str:
    """What is kept of a password."""
    with _hashing:
        return _hasher.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one that was kept; it takes as long where none was."""
    with _hashing:
        try:
            return _hasher.verify(kept or NOBODYS, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


#: Of a password that nobody has: a name that does not exist is refused no faster than a wrong password.
NOBODYS = _hasher.hash("nobody has this password")
