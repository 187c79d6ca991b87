"""When a map is wholly on the screen: not as soon as its canvas is there, which is empty at first."""

from playwright.sync_api import Page

# Every frame that was drawn: how much was drawn in it, and when it was on the screen. The next one is not begun before:
# without a graphics card the browser waits for the picture.
NOTE_FRAMES = """
window.frames_drawn = []
const note = (name, amount) => {
    const draw = WebGL2RenderingContext.prototype[name]
    WebGL2RenderingContext.prototype[name] = function (...given) {
        const begun = document.timeline.currentTime
        if (frames_drawn.at(-1)?.begun !== begun) {
            const frame = { begun, amount: 0, at: null }
            frames_drawn.push(frame)
            requestAnimationFrame(() => { frame.at = performance.now() })
        }
        frames_drawn.at(-1).amount += amount(given)
        return draw.apply(this, given)
    }
}
note("clear", () => 0)
note("drawArrays", given => given[2])
note("drawElements", given => given[1])
note("drawArraysInstanced", given => given[2] * given[3])
note("drawElementsInstanced", given => given[1] * given[4])
"""

# The first picture since a moment with as much in it as the last one has: nothing was to come any more.
WHOLE = """
since => {
    const frames = frames_drawn.filter(frame => frame.at > since)
    return frames.find(frame => frame.amount === frames.at(-1).amount)?.at ?? since
}
"""


def whole_at(page: Page, since: float = 0) -> float:
    """When the map was wholly on the screen, once the browser is at rest, in milliseconds of the page's clock.

    The moment itself where nothing was drawn after it.
    """
    return float(page.evaluate(WHOLE, since))
