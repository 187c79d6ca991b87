"""A chart taken along as an image says by itself what it shows, in which unit, to which day, and whether for show."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser import drawn, go_on, needs_chromium, shows, visit

pytestmark = needs_chromium


def taken_along(page: Page, button: str) -> tuple[str, Path]:
    """The name and the file of the first chart's image, by its button, once all charts are there to be first."""
    drawn(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=button).first.click()
    return download.value.suggested_filename, Path(download.value.path())


def words(image: Path) -> str:
    """The text of an SVG, without its markup."""
    return re.sub(r"<[^>]+>", "", image.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("air?asof=2023-09-30", "PM₂.₅逐月均值（µg/m³）：实际与目标"),
        ("air-outlook?asof=2023-09-30", "（µg/m³）"),
        ("air-days?asof=2023-09-30", "2023年逐日AQI"),
        ("air-dustfall?asof=2023-09-30", "降尘"),
        ("ledger?asof=2023-09-30&tab=时间轴&unit=南村镇", "有日期的节点"),
    ],
)
def test_the_image_has_title_unit_day_source_and_says_that_it_is_for_show(
    tour: Page, demo_board: str, path: str, title: str
) -> None:
    go_on(tour, demo_board, path)
    name, image = taken_along(tour, "下载矢量图（SVG）")
    assert re.fullmatch(r"[^/\\:*?\"<>|]+_20230930\.svg", name)
    said = words(image)
    assert title in said
    assert "统计截止 2023-09-30" in said
    assert "依据：城政办发〔2023〕20号" in said
    assert "▲ 演示数据" in said
    assert ("责任单位为南村镇" in said) == ("unit=" in path)


def test_the_image_of_real_figures_does_not_speak_of_a_demonstration(page: Page, empty_board: str) -> None:
    visit(page, empty_board, "air")
    shows(page, "未上报")
    assert "演示数据" not in words(taken_along(page, "下载矢量图（SVG）")[1])


@pytest.mark.parametrize("width", [375, 1440])
def test_the_picture_is_the_same_from_every_screen_and_fine_enough_to_print(
    page: Page, demo_board: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, demo_board, "air")
    name, image = taken_along(page, "下载图片（PNG）")
    assert name.endswith(".png")
    with Image.open(image) as picture:
        assert picture.width == 2000
        assert len(picture.convert("RGB").getcolors(1_000_000) or []) > 50
