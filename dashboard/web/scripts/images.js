// A chart has buttons for its image as PNG and as SVG. An image leaves the page, so its title and what it rests on, which
// stand above the chart (dashboard/web/pictures.py), go inside.

const BUTTONS = { png: ["图片", "下载图片（PNG）"], svg: ["矢量图", "下载矢量图（SVG）"] }

// Plotly's own button makes the image: for a moment it is asked for another format and finds another layout.
function download(chart, button, format) {
  const { layout, _context } = chart
  const asked = _context.toImageButtonOptions
  const { title, margin } = layout.meta.image
  chart.layout = { ...layout, title, margin: { ...layout.margin, ...margin } }
  _context.toImageButtonOptions = { ...asked, format }
  button.click()
  chart.layout = layout
  _context.toImageButtonOptions = asked
}

function named(format, chart, original) {
  const [word, title] = BUTTONS[format]
  const button = document.createElement("button")
  button.type = "button"
  button.className = "chart-image"
  button.textContent = word
  button.title = title
  button.setAttribute("aria-label", title)
  button.addEventListener("click", () => download(chart, original, format))
  return button
}

function offer(group) {
  const chart = group.closest(".js-plotly-plot")
  const original = group.querySelector(".modebar-btn")
  if (!chart?.layout?.meta?.image || !original || original.hidden) return
  original.hidden = true
  group.append(...Object.keys(BUTTONS).map((format) => named(format, chart, original)))
}

new MutationObserver(() => document.querySelectorAll(".modebar-group").forEach(offer))
  .observe(document.documentElement, { childList: true, subtree: true })
