// A chart has a button for its image as PNG; beside it stands one for the same as SVG.

const WORDS = { png: ["图片", "下载图片（PNG）"], svg: ["矢量图", "下载矢量图（SVG）"] }

function name(button, format) {
  const [word, title] = WORDS[format]
  button.dataset.title = title
  button.setAttribute("aria-label", title)
  button.textContent = word
  button.style = "width: auto; font-size: 12px; font-family: inherit; color: inherit"
  return button
}

// Plotly's own button makes the image: for a moment it is asked for another format.
function download(chart, button, format) {
  const asked = chart._context.toImageButtonOptions
  chart._context.toImageButtonOptions = { ...asked, format }
  button.click()
  chart._context.toImageButtonOptions = asked
}

function offer(group) {
  const chart = group.closest(".js-plotly-plot")
  const [png, svg] = group.children
  if (!chart || !png || svg) return
  name(png, "png")
  const other = name(png.cloneNode(true), "svg")
  other.addEventListener("click", () => download(chart, png, "svg"))
  group.append(other)
}

new MutationObserver(() => document.querySelectorAll(".modebar-group").forEach(offer))
  .observe(document.documentElement, { childList: true, subtree: true })
