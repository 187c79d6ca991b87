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

async function fetchNext() {
  if (!parts.length) return
  if (!isReady() || document.hidden) return void setTimeout(fetchNext, REST)
  await import(new URL(parts.shift(), document.baseURI)).catch(() => {})
  atRest(fetchNext)
}

if (!saves) setTimeout(fetchNext, REST)
