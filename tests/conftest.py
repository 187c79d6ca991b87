"""Stores to test on: the notice alone (F0), Jan-May at the month targets (F1), demonstration data, or literal rows."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from streamlit.runtime.context import ContextProxy

from dashboard import queries, setup
from dashboard.store.backup import back_up, restore_backup
from dashboard.store.catalog import Catalog
from dashboard.store.lake import Lake
from tests.apart import made_once
from tests.browser import ARGUMENTS, CHROMIUM, KEEPS_COMPILED, SAVES_DATA, SECONDS
from tests.people import People
from tests.rows import Rows, upload
from tests.serving import Served, Showing, Shown, serving

# A property holds or does not; how long a busy machine takes to try it says nothing.
settings.register_profile("untimed", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: Any, argname: str) -> str | None:
    """Bytes do not name a test: a packed file holds the second it was packed in, and workers must agree on names."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with a browser come first: they take the longest, and what is short then evens out the two workers."""
    long = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def people(tmp_path_factory: pytest.TempPathFactory) -> People:
    """Who may come in to the boards of the tests, each with the cookie of a session."""
    os.environ["DASHBOARD_SECRET_FILE"] = str(tmp_path_factory.mktemp("secret") / "secret.key")
    return People(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str, people: People) -> Path:
    """A fresh store with the notice alone, to open for reading or to copy."""
    made = made_once(tmp_path_factory, worker_id, "empty", setup.init)
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("empty") / "store"))
    people.may_come_to(home)
    return home


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str, people: People, empty_home: Path) -> Path:
    """A fresh store with demonstration data, to open for reading or to copy."""

    def make(home: Path) -> None:
        setup.load_demo(Lake(shutil.copytree(empty_home, home)))

    made = made_once(tmp_path_factory, worker_id, "demo", make)
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("demo") / "store"))
    people.may_come_to(home)
    return home


@pytest.fixture(scope="session")
def empty_lake(empty_home: Path) -> Lake:
    """F0: the notice and the settings, nothing reported. For reading only."""
    return Lake(empty_home)


@pytest.fixture(scope="session")
def demo_lake(demo_home: Path) -> Lake:
    """F0 and the demonstration data. For reading only."""
    return Lake(demo_home)


@pytest.fixture
def store(empty_home: Path, tmp_path: Path) -> Path:
    """A store of one's own with the notice alone, to write to."""
    return Path(shutil.copytree(empty_home, tmp_path / "store"))


@pytest.fixture
def demo_store(demo_home: Path, tmp_path: Path) -> Path:
    """A store of one's own with demonstration data, to write to."""
    return Path(shutil.copytree(demo_home, tmp_path / "demo_store"))


@pytest.fixture
def make_lake(store: Path) -> Callable[[dict[str, Rows]], Lake]:
    """F0 plus literal rows, which go through the real checks and the real commit."""

    def make(datasets: dict[str, Rows]) -> Lake:
        asked = [used for name in datasets for check in queries.checks(name) for used in check.uses]
        lake = Lake(store, [*datasets, *asked, "remembered_names", "units", "unit_aliases"])
        for name, rows in datasets.items():
            upload(lake, name, rows)
        return lake

    return make


@pytest.fixture(scope="session")
def f1_lake(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """F1: January to May 2023 at the month targets of the notice. For reading only."""
    lake = Lake(shutil.copytree(empty_home, tmp_path_factory.mktemp("f1") / "store"))
    targets = lake.query("air/targets")
    rows = [
        {
            "month": f"2023-{target.month:02d}",
            "pollutant": target.pollutant,
            "scope": "district",
            "value": target.target,
            "source": "测试：等于月目标",
        }
        for target in targets.itertuples()
        if 1 <= target.month <= 5
    ]
    upload(lake, "air_monthly", rows)
    return lake


@pytest.fixture(scope="session")
def empty_served(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The board over the notice alone, one server for all tests of a worker. For reading only."""
    # A copy: what visitors do is put on record, and other tests start from the store as it is at first.
    with serving(Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("empty_served") / "store"))) as served:
        yield served


@pytest.fixture(scope="session")
def demo_served(demo_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The board over demonstration data, one server for all tests of a worker. For reading only."""
    # A copy: what visitors do is put on record, and other tests start from the store as it is at first.
    with serving(Path(shutil.copytree(demo_home, tmp_path_factory.mktemp("demo_served") / "store"))) as served:
        yield served


@pytest.fixture
def signed_in(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """王五 of the office is in front of pages that run without a server: the headers that the door would give."""
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: people.told("wangwu")))


@pytest.fixture(scope="session")
def exchanged(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """A board whose store is exchanged from test to test: a server of its own for each takes seconds to start."""
    home = Path(shutil.copytree(empty_home, tmp_path_factory.mktemp("exchanged") / "store"))
    with serving(home) as served:
        yield Shown(served.address, home)


@pytest.fixture
def showing(exchanged: Shown, tmp_path: Path) -> Showing:
    """A running board over a copy of a store: where it answers, and the store it has now."""

    def show(home: Path) -> Shown:
        package = tmp_path / "shown.zip"
        back_up(Catalog.from_environment(home), package)
        restore_backup(Catalog.from_environment(exchanged.home), package, dt.datetime.now(dt.UTC))
        return exchanged

    return show


@pytest.fixture(scope="session")
def widgets(people: People, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where every element of Streamlit is shown behind the board's shell."""
    home = tmp_path_factory.mktemp("widgets")
    people.may_come_to(home)
    with serving(home, "tests/widgets/app.py") as served:
        yield served.address


@pytest.fixture
def empty_board(empty_served: Served) -> str:
    """Where the board over the notice alone answers."""
    return empty_served.address


@pytest.fixture
def demo_board(demo_served: Served) -> str:
    """Where the board over demonstration data answers."""
    return demo_served.address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What starts browsers: once for a worker, for it cannot be started again while it runs."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def profile(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A reader's browser, in Chinese. It keeps Streamlit's scripts compiled from one test to the next.

    The reader saves data: what other pages need is not fetched ahead (`browser` has one that does not).
    """
    context = playwright.chromium.launch_persistent_context(
        tmp_path_factory.mktemp("profile"),
        executable_path=CHROMIUM,
        args=[*ARGUMENTS, KEEPS_COMPILED],
        viewport={"width": 1440, "height": 900},
        locale="zh-CN",
    )
    context.add_init_script(SAVES_DATA)
    yield context
    context.close()


@pytest.fixture(scope="module")
def tour(profile: BrowserContext, people: People) -> Iterator[Page]:
    """A page for all tests of a file that only look: the board is loaded once (`go_on`). 王五 has signed in."""
    profile.add_cookies([people.cookie("wangwu")])
    page = profile.new_page()
    page.set_default_timeout(SECONDS)
    yield page
    profile.clear_cookies()
    page.close()


@pytest.fixture
def page(profile: BrowserContext, people: People) -> Iterator[Page]:
    """A page of a browser that remembers nothing of the board but that 王五 of the office has signed in."""
    profile.add_cookies([people.cookie("wangwu")])
    page = profile.new_page()
    page.set_default_timeout(SECONDS)
    yield page
    forget = {"origin": "*", "storageTypes": "local_storage"}
    profile.new_cdp_session(page).send("Storage.clearDataForOrigin", forget)
    profile.clear_cookies()
    page.close()
