"""The board for those who see little, see no colours, see nothing, or have no mouse."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.axe import ENHANCED, violations
from tests.browser import SECONDS, drawn, needs_chromium, settled, shows, visit
from tests.looks import faults
from tests.sights import PHONE, STATES, WIDE, alts

#: Pages on which large letters have least room: cards, wide tables, charts, forms, the map.
CROWDED = ("", "soil", "ledger", "map", "upload")


@pytest.mark.parametrize("name", list(STATES))
def test_states_of_one_kind_differ_by_shape_and_word_also_in_black_and_white(name: str) -> None:
    tones: dict[str, set[str]] = {}
    for state in STATES[name].values():
        assert state.shape and state.word
        tones.setdefault(state.shape, set()).add(state.tone)
    assert {shape for shape, meant in tones.items() if len(meant) > 1} == set(), "one shape, two colours"
    assert len({state.word for state in STATES[name].values()}) == len(STATES[name])


@pytest.mark.browser
class TestOnScreen:
    """What only a browser can tell."""

    pytestmark = needs_chromium

    @pytest.mark.parametrize("path", CROWDED)
    def test_the_largest_letters_are_neither_cut_nor_over_each_other_and_high_contrast_is_high(
        self, page: Page, demo_board: str, path: str
    ) -> None:
        wants(page, demo_board, letter_size="1.5", colours="High")
        page.set_viewport_size(PHONE)
        visit(page, demo_board, path)
        drawn(page)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
        assert violations(page, ENHANCED) == []
        found = {"on a phone": whole(page)}
        page.set_viewport_size(WIDE)
        drawn(page)
        found["wide"] = whole(page)
        assert {place: seen for place, seen in found.items() if seen} == {}

    @pytest.mark.parametrize("path", ["air"])
    def test_large_letters_are_neither_cut_nor_over_each_other(self, page: Page, demo_board: str, path: str) -> None:
        wants(page, demo_board, letter_size="1.25")
        for size in (PHONE, WIDE):
            page.set_viewport_size(size)
            visit(page, demo_board, path)
            drawn(page)
            assert whole(page) == []

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_menus_lists_and_dialogs_break_no_grave_rule_when_they_are_open(
        self, page: Page, demo_board: str, scheme: str
    ) -> None:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(WIDE)
        visit(page, demo_board, "records")
        found = {}
        for name, button, shown in (
            ("menu", page.get_by_test_id("stTopNavSection").first, page.get_by_test_id("stTopNavDropdownLink").first),
            ("display", menu_button(page), page.get_by_role("radiogroup", name="字号")),
            ("list", page.get_by_role("combobox", name="数据集"), page.get_by_role("option").first),
            ("dialog", page.get_by_role("button", name="清除全部演示数据"), page.get_by_role("dialog")),
        ):
            button.click()
            expect(shown).to_be_visible(timeout=SECONDS)
            settled(page)
            found[name] = violations(page)
            page.keyboard.press("Escape")
            expect(shown).to_be_hidden(timeout=SECONDS)
        page.set_viewport_size(PHONE)
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.get_by_test_id("stSidebarNavLink").first).to_be_visible(timeout=SECONDS)
        found["phone menu"] = violations(page)
        assert {where: seen for where, seen in found.items() if seen} == {}

    def test_letters_and_colours_are_chosen_by_keyboard_and_stay_on_the_way_and_on_return(
        self, page: Page, demo_board: str
    ) -> None:
        visit(page, demo_board, "air?asof=2023-09-30")
        drawn(page)
        usual = height(page.get_by_test_id("stPlotlyChart").first)
        menu = menu_button(page).element_handle()
        tab_to(page, lambda focus: focus.evaluate("(one, menu) => one === menu", menu))
        page.keyboard.press("Enter")
        expect(page.get_by_role("radiogroup", name="字号")).to_be_visible(timeout=SECONDS)
        press(page, "标准", "ArrowRight", "大", "ArrowRight", "特大", "Enter")
        expect(page.locator("html")).to_have_css("font-size", "24px", timeout=SECONDS)
        drawn(page)
        assert height(page.get_by_test_id("stPlotlyChart").first) > 1.3 * usual
        page.keyboard.press("Tab")
        press(page, "随系统", "ArrowRight", "浅色", "ArrowRight", "深色", "ArrowRight", "高对比", "Enter")
        expect(page.locator("html[data-colours=High]")).to_be_attached(timeout=SECONDS)
        expect(page).to_have_url(re.compile("asof=2023-09-30"), timeout=SECONDS)
        again = page.context.new_page()
        again.set_default_timeout(SECONDS)
        for path in ("ledger", "map"):
            visit(again, demo_board, path)
            expect(again.locator("html")).to_have_css("font-size", "24px")
            expect(again.locator("h1").first).to_have_css("color", "rgb(0, 0, 0)")
            expect(again.get_by_test_id("stCaptionContainer").first).to_have_css("opacity", "1")
        again.close()

    def test_a_dark_board_is_dark_on_every_page_that_is_opened(self, page: Page, empty_board: str) -> None:
        wants(page, empty_board, colours="Dark")
        for path in ("", "ledger"):
            visit(page, empty_board, path)
            expect(page.locator(".stApp")).to_have_css("color-scheme", "dark", timeout=SECONDS)

    def test_from_filter_to_table_to_detail_to_export_without_a_mouse_and_always_in_sight(
        self, page: Page, empty_board: str
    ) -> None:
        visit(page, empty_board, "ledger")
        drawn(page)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.testid") == "stMain", "the link over the navigation"
        tab_to(page, lambda focus: focus.get_attribute("aria-label") == "责任单位")
        page.keyboard.type("南村镇")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        shows(page, "共 2 项")
        tab_to(page, lambda focus: "下载清单（CSV）" in focus.inner_text())
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename.endswith(".csv")
        tab_to(page, lambda focus: focus.inner_text() == "A-31")
        page.keyboard.press("Enter")
        expect(page.locator("h1").first).to_have_text("任务详情", timeout=SECONDS)
        shows(page, "A-31")

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("air", r"实际[\d.]+ µg/m³，月目标[\d.]+ µg/m³，(高于目标[\d.]+ µg/m³|低于目标[\d.]+ µg/m³|等于目标)"),
            ("air?tab=综合指数", r"至今(高于目标[\d.]+|低于目标[\d.]+|等于目标)"),
            ("air-outlook", r"年目标[\d.]+ µg/m³；.*(高于目标[\d.]+|低于目标[\d.]+|等于目标)"),
            ("air-dustfall", r"均值[\d.]+，不得高于5，(高于限值[\d.]+|低于限值[\d.]+|等于限值)"),
            ("air-ranking", r"目标第128位或更前：.*(比目标靠[前后]\d+位|正在目标位)"),
            ("ledger?tab=时间轴", r"已过期限未销号\d+个"),
            ("map", r"已定位\d+项.*未定位\d+项"),
        ],
    )
    def test_a_picture_is_heard_with_its_value_target_gap_and_day(
        self, page: Page, demo_board: str, path: str, said: str
    ) -> None:
        visit(page, demo_board, path)
        drawn(page)
        heard = alts(page)
        assert [alt for alt in heard if re.search(said + r".*统计截止2023-09-30。$", alt)], heard


def wants(page: Page, board: str, **choices: str) -> None:
    """The reader has chosen letters or colours before."""
    page.context.add_cookies([{"name": name, "value": value, "url": board} for name, value in choices.items()])


def menu_button(page: Page) -> Locator:
    return page.get_by_role("button", name="字号配色")


def press(page: Page, *words_and_keys: str) -> None:
    """Press every second of these keys once the focus is on the word before it."""
    for word, key in zip(words_and_keys[::2], words_and_keys[1::2], strict=True):
        expect(page.locator(":focus")).to_have_text(word, timeout=SECONDS)
        page.keyboard.press(key)


def height(element: Locator) -> float:
    box = element.bounding_box()
    assert box
    return box["height"]


def whole(page: Page) -> list[str]:
    """The faults of a page in large letters: a field may end before its text, which can be moved through."""
    return faults(page, allowed=("cut in its field",))


def tab_to(page: Page, is_there: Callable[[Locator], bool]) -> None:
    """Go on by the keyboard until the focus is there; it is in sight at every step."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if not focus.count():
            continue
        framed = focus.evaluate(
            "one => [one, one.closest('label')].some((part) => part && getComputedStyle(part).outlineStyle === 'solid')"
        )
        assert framed, f"the focus is out of sight: {focus.evaluate('one => one.outerHTML.slice(0, 200)')}"
        if is_there(focus):
            return
    raise AssertionError("the keyboard does not get there")
