"""English on screen: what a reader sees, hears or gets as a hint, without the words of the field."""

import re

from playwright.sync_api import Page

#: Latin words that belong to the field, to files and to keyboards; all else on our screens is Chinese.
FIELD_WORDS = {
    *("PM", "AQI", "VOCs", "CO", "WGS", "GB", "per", "SHA", "UTF", "BOM", "WPS", "Excel", "Streamlit"),
    *("CSV", "TSV", "TXT", "xlsx", "XLSX", "XLSM", "XLS", "ODS", "PARQUET", "JSON", "docx", "PDF"),
    *("CGCS", "GCJ", "WKT", "WebGL", "GeoJSON", "GEOJSON"),
    *("JPG", "PNG", "SVG", "GIF", "WebP", "WAV", "Enter", "Ctrl", "Tab", "Esc"),
}

#: Names of files, fingerprints, numbers of faults and addresses are whatever they are.
NAMES = re.compile(r"[\w-]+\.(csv|exe|png)\b|\b[0-9a-f]{12}\b|\b[0-9A-F]{6}\b|https?://\S+")

#: Each text and hint, with where it stands. Icons are drawn from a font by their English names; code is code.
TEXTS = """
() => {
  const texts = [["tab", document.title]]
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (nodes.nextNode()) {
    const parent = nodes.currentNode.parentElement
    if (!parent.closest("script, style, noscript, pre, code, body [translate=no]"))
      texts.push([parent.closest("[data-testid]")?.dataset.testid, nodes.currentNode.data])
  }
  const hints = ["aria-label", "aria-valuetext", "aria-description", "aria-roledescription", "aria-placeholder"]
  for (const hint of [...hints, "title", "placeholder", "alt", "data-title"])
    for (const element of document.querySelectorAll(`[${hint}]`)) texts.push([hint, element.getAttribute(hint)])
  return texts
}
"""


def english(page: Page) -> list[str]:
    """The texts and hints on a page that hold a Latin word which is none of the field's."""
    return sorted({f"{where}: {text}" for where, text in page.evaluate(TEXTS) if not words(text) <= FIELD_WORDS})


def words(text: str) -> set[str]:
    """The Latin words of a text, of three letters and more."""
    return set(re.findall(r"[A-Za-z]{3,}", NAMES.sub("", text)))
