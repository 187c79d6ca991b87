"""On a machine without Chinese fonts every sign has a form: the board brings its own letters (ACC-08)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser import ARGUMENTS, CHROMIUM, drawn, needs_chromium, visit

pytestmark = needs_chromium

#: Latin letters alone; fontconfig looks nowhere else.
LATIN = Path("/usr/share/fonts/truetype/dejavu")
FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{latin}</dir><cachedir>{cache}</cachedir></fontconfig>
"""

#: The signs on the page that are drawn like one that no font has.
SQUARES = """async (fonts) => {
  const font = `32px ${fonts}`
  const signs = [...new Set([...document.body.innerText, ...[...document.querySelectorAll("input")]
    .flatMap((input) => [...input.placeholder, ...input.value])])].filter((sign) => sign > "~" && sign !== "\\u00a0")
  await document.fonts.load(font, signs.join(""))
  const canvas = new OffscreenCanvas(64, 64)
  const pen = canvas.getContext("2d", { willReadFrequently: true })
  const form = (sign) => {
    pen.clearRect(0, 0, 64, 64)
    pen.font = font
    pen.fillText(sign, 8, 44)
    return pen.getImageData(0, 0, 64, 64).data.join()
  }
  const square = form("\\u{10fffd}")
  return [signs.length, signs.filter((sign) => form(sign) === square).join("")]
}"""


@pytest.fixture(scope="module")
def bare(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser on a machine that has Latin fonts alone."""
    if not LATIN.is_dir():
        pytest.skip("DejaVu is not installed (Debian: apt-get install fonts-dejavu-core)")
    folder = tmp_path_factory.mktemp("fonts")
    settings = folder / "fonts.conf"
    settings.write_text(FONTCONFIG.format(latin=LATIN, cache=folder / "cache"), encoding="utf-8")
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=ARGUMENTS, env={"FONTCONFIG_FILE": str(settings), "HOME": str(folder)}
    )
    yield browser
    browser.close()


@pytest.mark.parametrize("path", ["", "air", "ledger"])
def test_no_sign_of_a_page_is_a_square_where_no_chinese_font_is_installed(
    bare: Browser, demo_board: str, path: str
) -> None:
    page = bare.new_page(viewport={"width": 1440, "height": 900})
    visit(page, demo_board, path)
    drawn(page)
    fonts = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    count, squares = page.evaluate(SQUARES, fonts)
    assert (squares, count > 100) == ("", True)
    # Without the board's letters the same page is all squares, so the comparison sees them.
    assert len(page.evaluate(SQUARES, "sans-serif")[1]) > 50
    page.close()


def test_whoever_has_chinese_fonts_fetches_no_chinese_letters(browser: Browser, demo_board: str) -> None:
    page = browser.new_page(locale="zh-CN")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, demo_board, "")
    drawn(page)
    assert not [address for address in asked if "han.woff2" in address]
    page.close()
