"""Text that people hand in is shown and exported to the letter: it is no page, no link, no picture and no formula."""

from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.access import people
from dashboard.access.book import Book
from dashboard.access.visitors import SYSTEM, Visitor
from dashboard.exports.tables import export
from dashboard.store.lake import Lake
from dashboard.text import WORD_JOINER
from tests.browser import SECONDS, needs_chromium, text, visit
from tests.rows import upload
from tests.serving import Showing

pytestmark = needs_chromium

#: HTML that runs, a link that runs, a picture from elsewhere, Streamlit's own marks, a formula of Excel's.
HOSTILE = (
    "=1+1 <img src=x onerror=alert(1)> [点我](javascript:alert(1)) ![图](http://evil.example/x.png) "
    ":red[红] :material/delete: $x^2$ <script>alert(1)</script>"
)

#: Where it is shown: the page, and the piece of it that must stand there as it was handed in.
SHOWN = {
    "task?id=W-01&asof=2023-06-30": HOSTILE,
    "water-problems?asof=2023-06-30": HOSTILE,
    "soil?asof=2023-06-30": HOSTILE,
    "records": HOSTILE,
    "administration?tab=操作记录": HOSTILE,
}

RUNS = """() => [...document.querySelectorAll(
    "img[src*='evil'], img[onerror], a[href^='javascript'], :is([data-testid=stMarkdownContainer], .stHtml) script"
)].map((found) => found.outerHTML)"""


def test_what_was_handed_in_stands_on_every_page_as_it_was_and_runs_nowhere(
    page: Page, store: Path, showing: Showing
) -> None:
    lake = Lake(store)
    report = {"task_id": "W-01", "period": "2023-06", "unit": "区水务局", "progress": HOSTILE, "claim": "in_progress"}
    upload(lake, "task_reports", [report], person=HOSTILE)
    use = {"planned_use": "工业用地", "is_listed": "否", "is_heavy": "否", "source": HOSTILE}
    upload(
        lake, "plots", [{"plot_id": "P-1", "name": HOSTILE, "town": "南村镇", "supervising_unit": "区水务局", **use}]
    )
    problem = {"problem_id": "1", "aspect": "litter", "place": HOSTILE, "problem": HOSTILE, "unit": "区水务局"}
    problem |= {"person": HOSTILE, "found_on": "2023-06-01", "deadline": "2023-06-20", "source": HOSTILE}
    upload(lake, "water_problems", [problem])
    served = showing(store)
    people.add(Book(served.home), Visitor("test", HOSTILE, SYSTEM), "feind", HOSTILE, "leader")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    for address, words in SHOWN.items():
        visit(page, served.address, address)
        expect(page.locator('[data-testid="stMain"]')).to_contain_text("onerror=alert(1)", timeout=SECONDS)
        assert words in text(page).replace("\u200b", "").replace(WORD_JOINER, ""), address
        assert page.evaluate(RUNS) == [], address
    assert [each for each in asked if not each.startswith((served.address, "data:", "blob:"))] == []


def test_no_cell_of_an_export_is_a_formula(store: Path, tmp_path: Path) -> None:
    lake = Lake(store)
    report = {"task_id": "W-01", "period": "2023-06", "unit": "区水务局", "progress": HOSTILE, "claim": "in_progress"}
    upload(lake, "task_reports", [report])
    export(lake, "task_reports", tmp_path / "月报.csv")
    assert "'=1+1 <img" in (tmp_path / "月报.csv").read_text(encoding="utf-8-sig")
