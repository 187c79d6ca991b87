// A chart is drawn once. Streamlit has each one drawn again as soon as it is there, from a copy in which its size is written
// down; plotly takes the parts of a copy for other parts, and draws all of it anew.

const drawn = new WeakMap()

// A chart is drawn anew, too, when letters come that it was begun without: the signs (fonts.css, 19 kB) come first.
document.fonts.load("1em Board", "·₂").catch(() => {})

// What a chart shows, but for its size.
const look = ({ data, layout: { width, height, ...layout } }) => JSON.stringify([data, layout])

const fits = ({ width, height }, { layout }) =>
  width === (layout.width ?? width) && height === (layout.height ?? height)

function once(react) {
  return async (chart, figure) => {
    const { _fullLayout: size } = chart
    const before = look(figure)
    if (size && fits(size, figure) && drawn.get(chart)?.includes(before)) {
      // As if it had been drawn: Streamlit asks again until the chart has what it was given.
      Object.assign(chart, { data: figure.data, layout: figure.layout })
      return chart
    }
    await react(chart, figure)
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
