"""Whose turn it is with the store: one thread at a time, and who need not wait for whom."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum


class _Held(Enum):
    BY_NOBODY = 0
    FOR_A_LOOK = 1
    FOR_WORK = 2


class Turn:
    """Work with the store takes as long as it takes; a look at what others committed never waits for anybody's work.

    A look does wait for another look: what that one is about to bring in is what this one would miss.
    """

    def __init__(self) -> None:
        self._held = _Held.BY_NOBODY
        self._changed = threading.Condition()

    @contextmanager
    def work(self) -> Iterator[None]:
        """Alone with the store until the block ends."""
        self._take(_Held.FOR_WORK, (_Held.FOR_A_LOOK, _Held.FOR_WORK))
        try:
            yield
        finally:
            self._give_back()

    @contextmanager
    def look(self) -> Iterator[bool]:
        """Alone with the store until the block ends; or False at once, where somebody works with it."""
        if not self._take(_Held.FOR_A_LOOK, (_Held.FOR_A_LOOK,)):
            yield False
            return
        try:
            yield True
        finally:
            self._give_back()

    def _take(self, purpose: _Held, waits_for: tuple[_Held, ...]) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._held not in waits_for)
            if self._held is not _Held.BY_NOBODY:
                return False
            self._held = purpose
            return True

    def _give_back(self) -> None:
        with self._changed:
            self._held = _Held.BY_NOBODY
            self._changed.notify_all()
