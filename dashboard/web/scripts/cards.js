// On a phone a table with more than two columns, or with two of texts, is read as cards (cards.css). A style sheet cannot
// repeat a column's title before each cell, and browsers forget that a table is one when it is laid out otherwise: both
// are said in attributes.

const NARROW = matchMedia("(max-width: 640px)")
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TH: "columnheader", TD: "cell" }
const MOST_LINES = 7
const SHORT = 8
const LONG = 24

// Two columns of large letters are too narrow to be read.
const isLarge = () => parseFloat(getComputedStyle(document.documentElement).fontSize) > 18

function say(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}

// Whether a column has texts that would stand in many short lines beside each other.
const isLong = (table, at) =>
  [...table.querySelectorAll(`tbody td:nth-child(${at})`)].some((cell) => cell.textContent.trim().length > LONG)

function label(table) {
  const titles = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent.trim())
  const areTexts = titles.length === 2 && [1, 2].every((at) => isLong(table, at))
  if (titles.length < (isLarge() ? 2 : 3) && !areTexts) return
  // Figures stand side by side, words below each other.
  const cells = [...table.querySelectorAll("tbody td:not(:first-child)")]
  const areFigures = titles.length > 4 && cells.every((cell) => cell.textContent.trim().length <= SHORT)
  const kind = areTexts ? "texts" : areFigures || titles.length > MOST_LINES ? "figures" : "lines"
  say(table, "data-cards", kind)
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")]) say(part, "role", ROLES[part.tagName])
  for (const row of table.tBodies[0]?.rows ?? [])
    for (const [at, cell] of [...row.cells].entries()) {
      say(cell, "data-title", titles[at] ?? "")
      cell.toggleAttribute("data-empty", !cell.textContent.trim())
    }
}

let isDue = false

function labelAll() {
  isDue = false
  if (NARROW.matches) document.querySelectorAll(".table table").forEach(label)
}

function soon() {
  if (!isDue && NARROW.matches) requestAnimationFrame(labelAll)
  isDue ||= NARROW.matches
}

new MutationObserver(soon).observe(document.documentElement, { childList: true, characterData: true, subtree: true })
NARROW.addEventListener("change", soon)
