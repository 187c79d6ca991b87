// A chart is drawn once, and what lies below the screen after what is on it.

// Streamlit has each chart drawn again as soon as it is there, from a copy in which its size is written down; plotly takes
// the parts of a copy for other parts, and draws all of it anew.

const drawn = new WeakMap()

// What a chart shows, but for its size.
const look = ({ data, layout: { width, height, ...layout } }) => JSON.stringify([data, layout])

const fits = ({ width, height }, { layout }) =>
  width === (layout.width ?? width) && height === (layout.height ?? height)

// A chart is drawn anew when letters come that it was begun without: the few kilobytes of signs (fonts.css) come first.
document.fonts.load("1em Board", "·₂")

// Charts below the screen, each with what draws it: when the page is at rest, as soon as it is scrolled to, or on paper.
const waiting = new Map()

const REST = 100

const isBelow = (chart) => chart.getBoundingClientRect().top >= innerHeight

const isAtRest = () =>
  document.querySelector("[data-test-script-state=notRunning]") && !document.querySelector("[data-testid=stSkeleton]")

function drawWaiting(chart) {
  onScreen.unobserve(chart)
  const draw = waiting.get(chart)
  waiting.delete(chart)
  chart.style.minHeight = ""
  // It may be gone with its page, or drawn already.
  if (chart.isConnected) draw?.()
}

const onScreen = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) drawWaiting(target)
})

function drawNext() {
  const [chart] = waiting.keys()
  if (chart && isAtRest()) drawWaiting(chart)
  if (waiting.size) lookAgain()
}

function lookAgain() {
  setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(drawNext) : drawNext()), REST)
}

// Its place is kept, so that nothing moves when it comes.
function later(chart, { layout }, draw) {
  chart.style.minHeight = `${layout.height}px`
  onScreen.observe(chart)
  if (!waiting.size) lookAgain()
  return new Promise((done) => waiting.set(chart, () => done(draw())))
}

addEventListener("beforeprint", () => [...waiting.keys()].forEach(drawWaiting), { capture: true })

function once(react) {
  return async (chart, figure) => {
    const { _fullLayout: size } = chart
    const before = look(figure)
    if (size && fits(size, figure) && drawn.get(chart)?.includes(before)) {
      // As if it had been drawn: Streamlit asks again until the chart has what it was given.
      Object.assign(chart, { data: figure.data, layout: figure.layout })
      return chart
    }
    const draw = () => react(chart, figure)
    await (isBelow(chart) ? later(chart, figure, draw) : draw())
    // Plotly writes into what it is given: a copy may be of what it was before, or after.
    drawn.set(chart, [before, look(figure)])
    return chart
  }
}

let plotly
Object.defineProperty(window, "Plotly", {
  get: () => plotly,
  set: (given) => {
    plotly = Object.assign(given, { react: once(given.react) })
  },
})
