// While a page is at rest, the parts of the front end that other pages need are fetched and evaluated, small ones first:
// a click then waits for the server alone. Never before the page is ready, never where the reader saves data.

const REST = 700
const SLOW = ["slow-2g", "2g", "3g"]

const parts = document.querySelector("meta[name=board-parts]").content.split(" ")
const saves = navigator.connection?.saveData || SLOW.includes(navigator.connection?.effectiveType)

const isReady = () =>
  document.querySelector("[data-test-script-state=notRunning]") &&
  document.querySelector("h1") &&
  !document.querySelector("[data-testid=stSkeleton]")

const atRest = (next) => ("requestIdleCallback" in window ? requestIdleCallback(next) : setTimeout(next, 50))

// Browsers make a function ready when it first runs: the first chart takes far longer than the second one. So one is drawn
// that nobody sees.
async function drawUnseen() {
  if (!globalThis.Plotly || document.querySelector(".js-plotly-plot")) return
  const unseen = document.createElement("div")
  unseen.style.cssText = "position: fixed; left: -9999px; width: 600px; height: 300px; visibility: hidden"
  document.body.append(unseen)
  const figures = { x: ["1", "2"], y: [1, 2], text: ["1", "2"] }
  const kinds = [{ type: "bar" }, { type: "scatter", mode: "lines+markers" }]
  await globalThis.Plotly.newPlot(unseen, kinds.map((kind) => ({ ...figures, ...kind })), { showlegend: true })
  globalThis.Plotly.purge(unseen)
  unseen.remove()
}

async function fetchNext() {
  if (!parts.length) return drawUnseen()
  if (!isReady() || document.hidden) return void setTimeout(fetchNext, REST)
  await import(new URL(parts.shift(), document.baseURI)).catch(() => {})
  atRest(fetchNext)
}

if (!saves) setTimeout(fetchNext, REST)
