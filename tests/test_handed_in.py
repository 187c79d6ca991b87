"""Files that people hand in never run in the browser of another: opened by their address, they are saved."""

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser import SECONDS, needs_chromium, troubles, visit

pytestmark = needs_chromium


def test_a_page_or_a_drawing_with_a_script_is_saved_and_does_not_run(page: Page, widgets: str) -> None:
    visit(page, widgets, "files")
    sources = [audio.get_attribute("src") or "" for audio in page.locator("audio").all()]
    assert [source.rpartition(".")[2] for source in sources] == ["html", "svg"]
    for source in sources:
        with page.expect_download() as saved, pytest.raises(Error, match="Download is starting"):
            page.goto(source)
        assert "ran" in Path(saved.value.path()).read_text(encoding="utf-8")
        assert page.title() != "ran"


def test_pictures_show_and_downloads_come_under_their_name(page: Page, widgets: str) -> None:
    wrong = troubles(page)
    visit(page, widgets, "files")
    picture = page.locator('[data-testid="stImage"] img, [data-testid="stImageContainer"] img').first
    expect(picture).to_be_visible(timeout=SECONDS)
    assert picture.evaluate("picture => picture.naturalWidth") == 60
    with page.expect_download() as saved:
        page.get_by_role("button", name="下载网页").click()
    assert saved.value.suggested_filename == "网页.html"
    assert [trouble for trouble in wrong if "Audio source error" not in trouble] == []
