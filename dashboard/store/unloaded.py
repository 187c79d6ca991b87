"""Going without libraries that nobody has asked for."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def unloaded(*libraries: str) -> Iterator[None]:
    """Go without these libraries, unless they are loaded already; no other thread may import them meanwhile.

    DuckDB loads pandas and pyarrow to see whether a parameter, or a stream that it scans, is one of theirs. That takes
    longer than all the rest of a query.
    """
    hidden: dict[str, Any] = {name: None for name in libraries if name not in sys.modules}
    sys.modules.update(hidden)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
