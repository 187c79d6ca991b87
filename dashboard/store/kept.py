"""The last few things that were made, so that who asks again soon gets the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Kept(Generic[Thing]):
    """At most so many things by a key, of which the one asked for longest ago goes first; safe to share."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._things: OrderedDict[Hashable, Thing] = OrderedDict()
        self._changing = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """The thing of a key, made where it is not there; of two made at once the first stays."""
        with self._changing:
            if key in self._things:
                self._things.move_to_end(key)
                return self._things[key]
        made = make()
        with self._changing:
            kept = self._things.setdefault(key, made)
            while len(self._things) > self._most:
                self._things.popitem(last=False)
        return kept
