"""The rules of WCAG as axe-core tries them on a page that is open."""

from collections.abc import Collection
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
#: Contrast of 7 to 1 instead of 4.5 to 1.
ENHANCED = "color-contrast-enhanced"


def violations(page: Page, *also: str, impacts: Collection[str] = ("serious", "critical")) -> list[str]:
    """What breaks a rule gravely: rule, element and what is wrong; `also` names rules that are off by default."""
    # The policy of the page keeps scripts out that are none of the board's; Playwright's own way of calling does not.
    page.evaluate(f"() => {{ if (!window.axe) {{ {_AXE} }} }}")
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in also}}
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [
        f"{broken['id']}: {node['html'][:200]} {node['failureSummary']}"
        for broken in found
        if broken["impact"] in impacts
        for node in broken["nodes"]
    ]
