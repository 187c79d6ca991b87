"""What there is for those who see little, no colours, or nothing; and the windows in which pages are looked at."""

import re

from playwright.sync_api import Page, ViewportSize

from dashboard import words

WIDE: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 375, "height": 812}

STATES = {
    name: table
    for name, table in vars(words).items()
    if isinstance(table, dict) and all(isinstance(state, words.State) for state in table.values())
}
SHAPES = {state.shape for table in STATES.values() for state in table.values()}


def alts(page: Page) -> list[str]:
    """What stands for each chart and map for those who do not see it."""
    pictures = page.locator("[data-testid=stPlotlyChart], [data-testid=stDeckGlJsonChart]")
    return [
        str(one.evaluate("one => (one.closest('[aria-label]') ?? one.querySelector('[aria-label]')).ariaLabel"))
        for one in pictures.all()
    ]


def coloured_without_shape(page: Page) -> list[str]:
    """Words in a colour that says something, and in no shape."""
    coloured = page.locator("[data-testid=stMain] :is(.stMarkdownColoredText, .stMarkdownBadge)")
    said: list[tuple[str, str]] = coloured.evaluate_all(
        "all => all.map((one) => [one.innerText.trim(), getComputedStyle(one).color])"
    )
    return [word for word, colour in said if is_hue(colour) and not word.startswith(tuple(SHAPES))]


def is_hue(colour: str) -> bool:
    """Whether a colour is more than a grey."""
    red, green, blue = map(float, re.findall(r"[\d.]+", colour)[:3])
    return max(red, green, blue) - min(red, green, blue) > 60
