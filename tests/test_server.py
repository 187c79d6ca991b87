"""The server starts by its own configuration, speaks Chinese from the first byte, and keeps its troubles to the log."""

import gzip
import re
import socket
import tomllib
import urllib.request
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import app as board
from dashboard.datasets import ROOT
from dashboard.web import faults
from dashboard.web.page_shell import TITLE
from tests.serving import Served, serving
from tests.test_door import ask

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def get(url: str, accept: str) -> tuple[str, bytes]:
    """Content type and body of an address, asked as a browser asks: compressed if possible."""
    request = urllib.request.Request(url, headers={"Accept": accept, "Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        body = answer.read()
        is_packed = answer.headers["content-encoding"] == "gzip"
        return answer.headers["content-type"], gzip.decompress(body) if is_packed else body


@pytest.fixture
def server(empty_served: Served) -> Served:
    return empty_served


@pytest.mark.parametrize(("path", "title"), [("/", "总览"), ("/air", "目标进度")])
def test_every_page_is_chinese_and_has_its_title_before_any_script_runs(server: Served, path: str, title: str) -> None:
    kind, body = get(server.address + path, "text/html,application/xhtml+xml,*/*;q=0.8")
    page = body.decode()
    assert kind.startswith("text/html")
    assert '<html lang="zh-CN" translate="no">' in page
    assert f"<title>{title} · {TITLE}</title>" in page
    assert "需要浏览器启用 JavaScript" in page
    assert "You need" not in page
    assert 'as="font"' not in page


def test_the_icon_is_ours(server: Served) -> None:
    kind, body = get(server.address + "/favicon.png", "image/*")
    assert kind.startswith("image/svg+xml")
    assert b"#1F4E79" in body


def test_the_scripts_a_page_names_are_served_whole(server: Served) -> None:
    page = get(server.address, "text/html")[1].decode()
    script = re.findall(r'src="\.(/static/\w+/js/index[^"]+)"', page)[0]
    kind, body = get(server.address + script, "*/*")
    assert "javascript" in kind
    assert len(body) > 100_000


def test_every_option_of_the_configuration_is_one_that_streamlit_knows(server: Served) -> None:
    assert "not a valid config option" not in server.printed.read_text(encoding="utf-8")


def test_a_store_that_cannot_be_opened_does_not_keep_the_server_from_starting(tmp_path: Path) -> None:
    (tmp_path / "catalog.duckdb").write_bytes(b"no database")
    with serving(tmp_path) as server:
        assert "zh-CN" in get(server.address, "text/html")[1].decode()
        health = ask(server.address, "/health")
        assert (health.status, health.text) == (503, '{"state":"unwell","reasons":["数据库读不到，详情见日志。"]}')


def test_the_server_listens_on_one_address_only(server: Served) -> None:
    port = int(server.address.rsplit(":", 1)[1])
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=2):
        pass


def test_the_server_hands_faults_to_the_handler_below() -> None:
    assert board.app._on_script_error is faults.show


def test_a_fault_shows_one_chinese_sentence_with_a_number_and_leaves_the_details_to_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def page() -> None:
        from dashboard.web import faults

        faults.open_log()
        try:
            raise LookupError("column secret_name is missing")
        except LookupError as error:
            assert faults.show(error) is True

    monkeypatch.setenv("DASHBOARD_HOME", str(tmp_path))
    shown = AppTest.from_function(page).run()
    assert not shown.exception
    (sentence,) = [element.value for element in shown.error]
    number = re.fullmatch(
        r"页面出错了，没能显示完整。请把错误编号 ([0-9A-F]{6}) 告诉管理员，详情已记入日志。", sentence
    )
    assert number
    log = (tmp_path / "log" / "dashboard.log").read_text(encoding="utf-8")
    assert f"fault {number[1]}" in log
    assert "LookupError: column secret_name is missing" in log


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_of_both_themes_has_the_contrast_of_wcag_aa(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    grounds = [part[f"{name}ackgroundColor"] for part in (theme, theme["sidebar"]) for name in ("b", "secondaryB")]
    pairs = [(theme[text], ground) for text in ("textColor", "linkColor") for ground in grounds]
    pairs.append((theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]))
    pairs.append(("#FFFFFF", theme["primaryColor"]))
    for hue in ("red", "orange", "yellow", "green", "blue", "gray"):
        pairs += [(theme[f"{hue}TextColor"], ground) for ground in (grounds[0], theme[f"{hue}BackgroundColor"])]
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_chart_colours_stand_out_and_scales_have_the_ten_steps_streamlit_asks_for(mode: str) -> None:
    theme = CONFIG["theme"][mode]
    marks = [*theme["chartCategoricalColors"], theme["primaryColor"]]
    assert [mark for mark in marks if contrast(mark, theme["backgroundColor"]) < 3] == []
    assert len(theme["chartSequentialColors"]) == len(theme["chartDivergingColors"]) == 10


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1 for two colours such as #1F4E79."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_captions_are_read_on_white_and_on_grey() -> None:
    """Streamlit writes them in 60 % of the text colour."""
    theme = CONFIG["theme"]["light"]
    for ground in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        mixed = [
            round(0.6 * int(theme["textColor"][at : at + 2], 16) + 0.4 * int(ground[at : at + 2], 16))
            for at in (1, 3, 5)
        ]
        assert contrast("#" + "".join(f"{part:02X}" for part in mixed), ground) >= 4.5
