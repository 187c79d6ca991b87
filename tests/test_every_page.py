"""Every page as its readers have it: wide and light, on paper, on a phone and dark, opened up, without data."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.axe import violations
from tests.browser import SECONDS, drawn, go_on, needs_chromium, settled, tabs, text, troubles
from tests.looks import faults
from tests.paper import assert_on_paper
from tests.sights import PHONE, WIDE, alts, coloured_without_shape
from tests.test_pages import PATHS
from tests.words import english

pytestmark = needs_chromium

#: Pages with every kind of element between them: what is dark comes of the theme and not of the page.
SHOWN_DARK = ("", "air", "air-days", "sections", "outfalls", "soil", "quarterly", "ledger", "task", "map", "upload")
#: Pages that say most about data which nobody has reported.
MOSTLY_DATA = ("", "air", "sections", "water-sources", "soil", "ledger")


@pytest.mark.parametrize("path", list(PATHS))
def test_it_is_whole_chinese_and_fit_for_all_wide_on_paper_on_a_phone_in_the_dark_and_with_all_that_it_opens(
    tour: Page, demo_board: str, path: str
) -> None:
    page, wrong, outside = tour, troubles(tour), requests_to_the_outside(tour)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    go_on(page, demo_board, path)
    drawn(page)
    expect(page.locator("h1").first).to_have_text(PATHS[path])
    assert_readable(page)
    assert coloured_without_shape(page) == []
    assert alts(page) == [alt for alt in alts(page) if re.search(r"\d.*统计截止\d{4}-\d\d-\d\d。$", alt)]
    assert not re.search(r"\bCO\b[^，。；、\n]*\d\s*µg", text(page))
    found = {"wide": faults(page), "light": violations(page)}
    assert wrong == []
    assert_on_paper(page, PATHS[path])
    page.set_viewport_size(PHONE)
    drawn(page)
    # A tab without data says so in a line.
    for tab in tabs(page):
        assert page.get_by_test_id("stException").count() == 0
        found[f"phone {tab}"] = faults(page)
        assert_readable(page)
    if path in SHOWN_DARK:
        page.emulate_media(color_scheme="dark")
        expect(page.locator(".stApp")).to_have_css("color-scheme", "dark")
        drawn(page)
        found["dark"] = violations(page)
    assert {place: seen for place, seen in found.items() if seen} == {}
    open_everything(page, with_frame=path in ("", "ledger"))
    assert outside == []


@pytest.mark.parametrize("path", MOSTLY_DATA)
def test_without_data_it_is_whole_on_a_phone_and_wide(tour: Page, empty_board: str, path: str) -> None:
    page, wrong = tour, troubles(tour)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)
    go_on(page, empty_board, path)
    drawn(page)
    assert_readable(page)
    found = {"phone": faults(page)}
    page.set_viewport_size(WIDE)
    drawn(page)
    found["wide"] = faults(page)
    assert {place: seen for place, seen in found.items() if seen} == {}
    assert wrong == []


def assert_readable(page: Page) -> None:
    """No error, no English, and nothing that only a program would write."""
    shown = text(page)
    assert "出错" not in shown
    assert english(page) == []
    assert not re.search(r"_\{|\$|\\leq|nan|None|NaT|<NA>", shown)


def requests_to_the_outside(page: Page) -> list[str]:
    """What the page asks of any other machine from now on."""
    asked: list[str] = []
    ours = ("http://127.0.0.1", "data:", "blob:")
    page.on("request", lambda request: None if request.url.startswith(ours) else asked.append(request.url))
    return asked


def open_everything(page: Page, *, with_frame: bool) -> None:
    """Every hint, list and fold on the screen is Chinese when it is open; those of the frame are alike on all pages."""
    inside = "" if with_frame else ":not(.st-key-filter_bar *, .st-key-corner *)"
    main = page.get_by_test_id("stMain")
    for help_icon in main.locator(f"[data-testid=stTooltipIcon]{inside}").filter(visible=True).all():
        help_icon.hover()
        assert english(page) == []
    for box in main.locator(f"[role=combobox]{inside}").filter(visible=True).all():
        box.fill("没有的")
        assert english(page) == []
        page.keyboard.press("Escape")
    # Held fast before the first is opened: what is open by itself stays so.
    closed = f"[data-testid=stPopoverButton]{inside}, details:not([open]) > summary"
    for opener in main.locator(closed).filter(visible=True).element_handles():
        opener.click()
        settled(page)
        assert english(page) == []
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("stException")).to_have_count(0, timeout=SECONDS)
