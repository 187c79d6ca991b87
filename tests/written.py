"""Tables of a page as they are read, from the HTML that a page sends."""

from xml.etree import ElementTree

from streamlit.testing.v1 import AppTest


def tables(page: AppTest) -> list[list[dict[str, str]]]:
    """The rows of each table of a page, each cell's words by its title; a line's end is a line's end."""
    sent = [ElementTree.fromstring(element.proto.body) for element in page.get("html")]
    return [_rows(element) for element in sent if element.get("class") == "table"]


def _rows(table: ElementTree.Element) -> list[dict[str, str]]:
    titles = [_words(title) for title in table.iter("th")]
    return [dict(zip(titles, map(_words, row.iter("td")), strict=True)) for row in table.iterfind(".//tbody/tr")]


def _words(cell: ElementTree.Element) -> str:
    return "".join(cell.itertext())
