// What Streamlit's own elements tell those who hear a page: some of it is put wrongly, and set right here.

// Sections of the phone's menu are divisions inside a list, which no list may have: they are groups with a name.
function menu() {
  for (const list of document.querySelectorAll("[data-testid=stSidebarNavItems]")) {
    for (const part of [list, ...list.querySelectorAll("li")]) part.setAttribute("role", "none")
    for (const header of list.querySelectorAll("[data-testid=stNavSectionHeader]")) {
      header.parentElement.setAttribute("role", "group")
      header.parentElement.setAttribute("aria-label", header.querySelector("p").textContent)
    }
  }
}

// The name of a help button repeats its label with the marks of Markdown: ":green[**● 完成目标**]".
function help() {
  for (const button of document.querySelectorAll("[data-testid=stTooltipIcon] [aria-label]")) {
    const name = button.getAttribute("aria-label")
    const said = name.replace(/:[a-z-]+\[([^\]]*)\]/g, "$1").replace(/\*\*|\\/g, "")
    if (said !== name) button.setAttribute("aria-label", said)
  }
}

// What pressing a filter's chip does is drawn as a cross, and heard as a word.
function chips() {
  for (const button of document.querySelectorAll("[class*=st-key-chip_] button")) {
    button.setAttribute("aria-label", `取消筛选：${button.querySelector("p").textContent}`)
  }
}

// What a popover holds comes at the end of the page. Whoever opens it by keyboard goes on inside.
function popover() {
  const opener = document.activeElement
  if (!opener?.matches("[data-testid=stPopoverButton][aria-expanded=true]:focus-visible")) return
  document.querySelector("[data-testid=stPopoverBody] :is(button, input, a, [tabindex='0'])")?.focus()
}

let isDue = false

function soon() {
  if (isDue) return
  isDue = true
  requestAnimationFrame(() => {
    isDue = false
    menu()
    help()
    chips()
    popover()
  })
}

new MutationObserver(soon).observe(document.documentElement, { childList: true, subtree: true })
