"""What no reader should see, whatever their window and letters: words cut, hidden sideways or over each other."""

import time

from playwright.sync_api import Page

#: So many seconds a fault may be there while the page is still being drawn.
STAYS = 10

_FAULTS = """() => {
  const found = []
  const say = (what, element) => found.push(`${what}: ${(element.textContent || element.tagName).trim().slice(0, 40)}`)
  const hides = (style) => style.visibility === "hidden" || style.opacity === "0"
  const isSeen = (element) => {
    const box = element.getBoundingClientRect()
    // What is there for screen readers alone is one pixel wide.
    return box.width > 1 && box.height > 1 && !hides(getComputedStyle(element)) && element.tagName !== "INPUT"
  }
  for (const element of document.querySelectorAll("[data-testid=stMain] *, [data-testid=stHeader] *")) {
    if (!isSeen(element)) continue
    const style = getComputedStyle(element)
    const isWide = element.getBoundingClientRect().right > innerWidth + 1
    // A closing mark at the end of a line gives up its empty half, which the width of what is in a box still counts.
    const given = /[，。、；：）】》〉」』]/.test(element.textContent) ? parseFloat(style.fontSize) / 2 : 0
    const isLonger = element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 + given
    if (isWide) say("beyond the window", element)
    else if (isLonger && style.overflowX !== "visible")
      say(["auto", "scroll"].includes(style.overflowX) ? "scrolls sideways" : "cut", element)
  }
  for (const field of document.querySelectorAll("[data-testid=stMain] input[type=text]"))
    if (field.scrollWidth > field.clientWidth + 1) say("cut in its field", { textContent: field.value })
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const frame = chart.getBoundingClientRect()
    const written = [...chart.querySelectorAll(".main-svg text")]
    const words = written.filter((word) => word.textContent.trim() && word.getBoundingClientRect().width > 1)
    const boxes = words.map((word) => word.getBoundingClientRect())
    boxes.forEach((one, at) => {
      if (one.left < frame.left - 1 || one.right > frame.right + 1 || one.bottom > frame.bottom + 1)
        say("beyond its chart", words[at])
      for (const [place, other] of boxes.slice(at + 1).entries()) {
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)
        // Boxes of letters are a little larger than the letters.
        if (across > 2 && down > 5)
          say("over each other", { textContent: `${words[at].textContent} / ${words[at + 1 + place].textContent}` })
      }
    })
  }
  return found
}"""


def faults(page: Page, allowed: tuple[str, ...] = ()) -> list[str]:
    """Each fault that stays on the page once it stands, with the words it befell; those that begin so are allowed."""
    deadline = time.monotonic() + STAYS
    while True:
        found = [fault for fault in page.evaluate(_FAULTS) if not fault.startswith(allowed)]
        if not found or time.monotonic() > deadline:
            return found
        page.wait_for_timeout(100)
