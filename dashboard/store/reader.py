"""Reading the store: a named query with its results kept, SQL of one's own, what is in it and how new that is."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import duckdb

from dashboard import queries
from dashboard.datasets import Dataset
from dashboard.store.errors import StoreError
from dashboard.store.working_copy import WorkingCopy

if TYPE_CHECKING:
    import pandas as pd

CACHED_RESULTS = 512


class Source(Protocol):
    """A working copy that is kept new, and the number that rises whenever a table of it has become another."""

    copy: WorkingCopy
    revision: int

    def have(self, names: frozenset[str]) -> None:
        """See to it that datasets and definitions of these names can be read."""


class Reader:
    """What is read of a store, be it all (`Lake`) or what somebody may see of it (`View`); for any thread."""

    def __init__(self, latest: Source) -> None:
        self._latest = latest
        self._results: OrderedDict[Any, pd.DataFrame] = OrderedDict()
        self._results_lock = threading.Lock()

    def query(self, name: str, /, **given: Any) -> "pd.DataFrame":
        """The rows of a named query; parameters left out take their default. Raises QueryError for a wrong name."""
        query, values = self._bound(name, given)
        key = (self._latest.revision, name, tuple(values.items()))
        with self._results_lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key].copy(deep=False)
        with self._reading(query, values) as cursor:
            frame = cursor.df()
        with self._results_lock:
            self._results[key] = frame
            while len(self._results) > CACHED_RESULTS:
                self._results.popitem(last=False)
        return frame.copy(deep=False)

    @contextmanager
    def answering(self, name: str, /, **given: Any) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor with the rows of a named query, for who needs no frame of them; else like `query`."""
        with self._reading(*self._bound(name, given)) as cursor:
            yield cursor

    def _bound(self, name: str, given: dict[str, Any]) -> tuple[queries.Query, dict[str, Any]]:
        """A query and the values of its parameters, with what it reads in the working copy."""
        query = queries.read(name)
        values = queries.bind(query, given)
        self.have(queries.read_for(query, values))
        if "as_of" in values and values["as_of"] is None:
            values["as_of"] = self.default_as_of()
        return query, values

    @contextmanager
    def _reading(self, query: queries.Query, values: Mapping[str, Any]) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor on one state of the working copy that has run the query."""
        with self._latest.copy.reading(query, values) as cursor:
            if fetch := queries.fetches(query):
                self.lay(cursor, fetch.dataset, *fetch.where(values))
            yield cursor.execute(query.text, values)

    def default_as_of(self) -> dt.date:
        """The last day of the latest month that counts (queries/definitions/time/default_as_of.sql), else of issue."""
        day: dt.date = self.ask("select as_of from default_as_of").fetchall()[0][0]
        return day

    def ask(self, text: str, values: Sequence[Any] = ()) -> duckdb.DuckDBPyConnection:
        """Run SQL of one's own on the working copy; it may read whatever it names."""
        return self.cursor(*queries.used(text)).execute(text, values)

    def cursor(self, *names: str) -> duckdb.DuckDBPyConnection:
        """A cursor of its own on the working copy, one for each query and thread, that can read what is named.

        What nobody has ever named is not there.
        """
        self.have(names)
        return self._latest.copy.cursor()

    def have(self, names: Iterable[str]) -> None:
        """See to it that the datasets and definitions of these names can be read; other names are passed over.

        Who reads them later does not wait for the store, not even while someone is writing.
        """
        self._latest.have(frozenset(names))

    def for_all(self) -> "Reader":
        """The store as everybody may see it."""
        raise NotImplementedError

    def lay(self, cursor: duckdb.DuckDBPyConnection, name: str, where: str, values: Mapping[str, Any]) -> None:
        """Lay a table for this cursor alone: the rows of a dataset, straight from the store, that meet a condition."""
        raise NotImplementedError

    def reading(self, target: Dataset) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
        """A connection on which the table of a dataset has all its rows, be they copied or in the store.

        The log of uploads is there as well.
        """
        raise NotImplementedError

    def version(self, name: str) -> int:
        """The version of a dataset in the working copy; it rises with every commit that touches the dataset."""
        raise NotImplementedError

    def revision(self) -> int:
        """A number that is another whenever what screens read has changed; what others committed is fetched first."""
        raise NotImplementedError

    def trouble(self) -> tuple[StoreError, dt.datetime] | None:
        """Why the store cannot be read at present, and of when the rows are that are shown meanwhile; None if it can.

        It is looked for again by itself.
        """
        raise NotImplementedError
