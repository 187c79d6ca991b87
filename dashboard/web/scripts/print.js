// What a print style cannot do: charts are drawn anew at the width of a sheet, so that their words stay readable.

// What an A4 sheet has between the margins of print.css, in pixels: 186 mm.
const SHEET = 703

const DRAWINGS = ".js-plotly-plot .main-svg"

let widths = new Map()

// A first pass places the legend by the margins of the old width, a second one by those of the new.
function draw(chart, width) {
  for (let pass = 0; pass < 2; pass += 1) globalThis.Plotly.relayout(chart, { width })
}

function toPaper() {
  const root = document.documentElement
  root.dataset.paperFrom = getComputedStyle(document.querySelector(".stApp")).colorScheme
  widths = new Map([...document.querySelectorAll(".js-plotly-plot")].map((chart) => [chart, chart.layout.width]))
  for (const chart of widths.keys()) draw(chart, SHEET)
  // With a view box a drawing fits any sheet, whatever size and margins the reader chooses.
  for (const drawing of document.querySelectorAll(DRAWINGS))
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`)
  for (const link of document.querySelectorAll("[data-testid=stPageLink], .stHtml a"))
    link.toggleAttribute("data-leads-on", link.textContent.trim().endsWith("→"))
}

function toScreen() {
  delete document.documentElement.dataset.paperFrom
  for (const drawing of document.querySelectorAll(DRAWINGS)) drawing.removeAttribute("viewBox")
  for (const [chart, width] of widths) if (chart.isConnected) draw(chart, width)
}

addEventListener("beforeprint", toPaper)
addEventListener("afterprint", toScreen)
