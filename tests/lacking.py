"""Every page over a store that lacks all rows of a dataset: what falls over, and where."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.store.catalog import Catalog
from dashboard.web.navigation import NAVIGATION

PAGES = [name for listed in NAVIGATION.values() for name, *_ in listed]
SECONDS = 120


def one_page(name: str) -> None:
    """The frame of the board around one page, as a script of its own."""
    import streamlit as st

    from dashboard.datasets import ROOT
    from dashboard.web.controls import place_for_notices
    from dashboard.web.filters import filter_bar
    from dashboard.web.navigation import NAVIGATION
    from dashboard.web.screen import PAGES

    listed = [page for section in NAVIGATION.values() for page in section]
    st.session_state[PAGES] = {
        file: st.Page(ROOT / "pages" / f"{file}.py", title=title, url_path=path or "first", default=file == name)
        for file, title, path, _ in listed
    }
    page = st.navigation(list(st.session_state[PAGES].values()))
    place_for_notices()
    filter_bar({file: filters for file, _, _, filters in listed}[name])
    page.run()


def falls(home: Path, dataset: str, pages: Sequence[str] = PAGES) -> Iterator[str]:
    """Those of `pages` that end in an error over a copy of the store at `home` without the rows of a dataset."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(home, Path(folder) / "store"))
        with Catalog.from_environment(copy).session(write=True) as session:
            session.execute("begin")
            session.execute(f"delete from lake.{dataset}")
            session.execute("update lake.heads set version = version + 1 where dataset = ?", [dataset])
            session.execute("commit")
        with _board_over(copy):
            for name in pages:
                if opened(name).exception:
                    yield name


def opened(name: str, home: Path | None = None, asked: Mapping[str, str] | None = None) -> AppTest:
    """A page as it is drawn for what the address asks, over the store at `home` or the one that is open."""
    page = AppTest.from_function(one_page, kwargs={"name": name}, default_timeout=SECONDS)
    for key, value in (asked or {}).items():
        page.query_params[key] = value
    with _board_over(home) if home else nullcontext():
        return page.run()


@contextmanager
def _board_over(home: Path) -> Iterator[None]:
    before = os.environ.get("DASHBOARD_HOME")
    os.environ["DASHBOARD_HOME"] = str(home)
    st.cache_resource.clear()
    try:
        yield
    finally:
        st.cache_resource.clear()
        os.environ.pop("DASHBOARD_HOME")
        if before is not None:
            os.environ["DASHBOARD_HOME"] = before
