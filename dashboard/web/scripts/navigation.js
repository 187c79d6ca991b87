// Links in text and tables stay in the tab, and Back returns to where the reader was on the page.

const KEPT = "scrolled"
const ENDED = "[data-test-script-state=notRunning]"
const MOST_FRAMES = 600
// The controls of the bar above every page, as an address has them (filters.py).
const FILTERS = ["asof", "known", "unit", "groups", "due", "range", "q"]
// What is no page of Streamlit's: there a person signs in, and is led back to where they were.
const OUTSIDE = ["sign-in", "sign-out", "password"]

// Streamlit's own links: on a page, and these together with those on top and in the menus there.
const ON_A_PAGE = "a[data-testid=stPageLink-NavLink][href]"
const OF_STREAMLIT = "a:is([data-testid$=NavLink], [data-testid$=NavDropdownLink])[href]"

const scroller = () => document.querySelector("[data-testid=stMain]")

// How far down each address was left, in this tab; a page that is loaded anew reads it again.
const places = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}")

let isReturning = false

// Keys by which a browser opens a link beside the page.
const isWithKey = ({ ctrlKey, metaKey, shiftKey }) => ctrlKey || metaKey || shiftKey

// What Streamlit has given a link into which filters were written since, beside what stands there now.
const given = new WeakMap()

function own(link) {
  const { before, now } = given.get(link) ?? {}
  const address = link.getAttribute("href")
  return address === now ? before : address
}

// The address of a link of Streamlit's own lacks the filters, which Streamlit adds when it follows it: here they are
// written into it. The first page has none but "?".
function written(link) {
  if (!link.matches(OF_STREAMLIT)) return new URL(link.href)
  const to = new URL(own(link).replace(/^(?=\?|$)/, "./"), location)
  const lacking = FILTERS.filter((name) => !to.searchParams.has(name))
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (lacking.includes(name)) to.searchParams.append(name, value)
  }
  return to
}

// Streamlit opens a link of Markdown in a new tab, and the browser loads all of the board anew for one in HTML; by one of
// Streamlit's own, it drops a parameter whose name a control of the page that is left has. Streamlit goes back and forth in
// the tab by what the address says, so a link is followed in the same way: a new entry in the history, and word that the
// address is another one.
function follow(event) {
  const link = event.target.closest?.(`:is([data-testid=stMarkdownContainer], .stHtml) a[href], ${ON_A_PAGE}`)
  if (!link || event.button || event.altKey || isWithKey(event)) return
  const to = written(link)
  if (to.origin !== location.origin || to.hash || /\.\w+$/.test(to.pathname)) return
  event.preventDefault()
  event.stopPropagation()
  if (OUTSIDE.includes(to.pathname.split("/").pop())) {
    to.searchParams.set("to", location.pathname.split("/").pop() + location.search)
    location.assign(to)
    return
  }
  history.pushState({}, "", to)
  dispatchEvent(new PopStateEvent("popstate", { state: { isFollowed: true } }))
}

// A link of Streamlit's own that is opened in a tab of its own: Streamlit opens it in this tab, whatever keys are held.
function openBeside(event) {
  const link = event.target.closest?.(OF_STREAMLIT)
  if (!link || (event.type === "click" && !isWithKey(event))) return
  const [before, now] = [own(link), `${written(link)}`]
  given.set(link, { before, now })
  link.href = now
  if (event.type === "click") event.stopPropagation()
}

// Before Streamlit leaves a page by a link of its own, it takes the page's own choices out of its address, as another entry
// in the history: Back would lead there, and not to what the reader had chosen.
let isLeaving = false

function noteLeaving(event) {
  const link = event.type === "click" && !isWithKey(event) && event.target.closest?.(OF_STREAMLIT)
  isLeaving = Boolean(link) && new URL(link.href).pathname !== location.pathname
}

const push = history.pushState.bind(history)
history.pushState = (state, title, address) => {
  const isHere = new URL(address, location).pathname === location.pathname
  if (isLeaving && isHere) return
  isLeaving &&= isHere
  push(state, title, address)
}

function remember(event) {
  if (!isReturning && event.target === scroller()) places[location.href] = event.target.scrollTop
}

// The page grows while it is drawn: the place is reached once the page is long enough, unless the reader scrolls first.
function comeBack(event) {
  if (event.state?.isFollowed) return
  const place = places[location.href]
  if (!place) return
  isReturning = true
  let frames = 0
  const stop = () => {
    isReturning = false
    for (const name of ["wheel", "touchstart", "keydown"]) removeEventListener(name, stop, true)
  }
  for (const name of ["wheel", "touchstart", "keydown"]) addEventListener(name, stop, true)
  const step = () => {
    const main = scroller()
    if (!isReturning) return
    if (main) main.scrollTop = place
    const isThere = main && Math.abs(main.scrollTop - place) < 2 && document.querySelector(ENDED)
    if ((isThere && frames > 30) || (frames += 1) > MOST_FRAMES) stop()
    else requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
}

// A key ends a leaving that did not happen.
for (const name of ["click", "keydown"]) addEventListener(name, noteLeaving, true)
addEventListener("click", follow, true)
for (const name of ["click", "mousedown", "contextmenu"]) addEventListener(name, openBeside, true)
addEventListener("scroll", remember, true)
addEventListener("popstate", comeBack)
addEventListener("pagehide", () => sessionStorage.setItem(KEPT, JSON.stringify(places)))
