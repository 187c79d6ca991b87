"""A page of the board on paper: printed as Ctrl-P does it, and read back with the place of every character."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from math import hypot

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image
from playwright.sync_api import Page

#: What must not be lost, and what only a hand on a screen can use, each by its place on the page.
CELLS_AND_WORDS_OF_CHARTS = "td, th, .gtitle, .gtitle-subtitle, .legendtext, .ytick text"
TO_CLICK = ", ".join(
    (
        '[data-testid="stButton"] p',
        '[data-testid="stDownloadButton"] p',
        '[data-testid="stPopover"] p',
        "details:not([open]) > summary p",
        ".modebar-btn",
    )
)

#: Nothing is drawn nearer than this to the edges of a sheet, and the footer alone within the second; in points.
MARGIN, FOOTER = 33, 45

#: Characters that lie on each other start less than this apart; in points.
CELL = 10


@dataclass(frozen=True)
class Mark:
    """A character, the line it stands on, and its box, in points from the sheet's lower left corner."""

    text: str
    line: float
    left: float
    bottom: float
    right: float
    top: float

    def covers(self, other: "Mark") -> bool:
        """Whether two characters hide each other by more than half of the smaller one."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.top, other.top) - max(self.bottom, other.bottom)
        return width > 0 and height > 0 and 2 * width * height > min(self.area, other.area)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


@dataclass(frozen=True)
class Sheet:
    """One printed page."""

    width: float
    height: float
    marks: list[Mark]
    picture: Image.Image

    @property
    def body(self) -> str:
        """What stands on the sheet above its footer, without spaces."""
        return bare("".join(mark.text for mark in self.marks if mark.bottom > FOOTER))

    @property
    def footer(self) -> str:
        return bare("".join(mark.text for mark in self.marks if mark.bottom <= FOOTER))

    @property
    def head(self) -> str:
        """What stands in the upper quarter of the sheet, line by line, without spaces."""
        marks = [mark for mark in self.marks if mark.line > 0.75 * self.height]
        return bare("".join(mark.text for mark in sorted(marks, key=lambda mark: (-round(mark.line), mark.left))))

    def rightmost(self, word: str) -> float:
        """How far to the right the word reaches at its furthest."""
        text = "".join(mark.text for mark in self.marks)
        return max(self.marks[found.end() - 1].right for found in re.finditer(re.escape(word), text))

    def shades(self, upper: float, lower: float) -> list[int]:
        """How often each shade of grey from black to white is there, between two heights as shares from the top."""
        width, height = self.picture.size
        return self.picture.crop((0, int(upper * height), width, int(lower * height))).histogram()

    def cut(self) -> str:
        """The characters that reach out of what the sheet has between its margins."""
        return "".join(
            mark.text
            for mark in self.marks
            if mark.left < MARGIN - 1 or mark.right > self.width - MARGIN + 1 or mark.top > self.height - MARGIN
        )

    def overlapping(self) -> set[str]:
        """Pairs of characters that lie on each other."""
        found: set[str] = set()
        seen: dict[tuple[int, int], list[Mark]] = defaultdict(list)
        for mark in self.marks:
            column, row = round(mark.left / CELL), round(mark.bottom / CELL)
            near = product((column - 1, column, column + 1), (row - 1, row, row + 1))
            found |= {other.text + mark.text for place in near for other in seen[place] if mark.covers(other)}
            seen[column, row].append(mark)
        return found


def bare(text: str) -> str:
    """Text without spaces and joiners and in one form of its characters: 风 and the radical ⻛ have one shape."""
    joined = unicodedata.normalize("NFKC", text).translate(
        dict.fromkeys(map(ord, "\N{WORD JOINER}\N{ZERO WIDTH SPACE}"))
    )
    return "".join(joined.split())


def printed(page: Page) -> list[Sheet]:
    """What Ctrl-P with the browser's own settings gives: A4, upright, without backgrounds."""
    with pypdfium2.PdfDocument(page.pdf(format="A4")) as document:
        return [_sheet(document[number]) for number in range(len(document))]


def _sheet(printed_page: pypdfium2.PdfPage) -> Sheet:
    text = printed_page.get_textpage()
    marks = [_mark(text, at) for at in range(text.count_chars())]
    width, height = printed_page.get_size()
    picture = printed_page.render(scale=1, grayscale=True).to_pil()
    return Sheet(width, height, [mark for mark in marks if mark.text.strip()], picture)


def _mark(text: pypdfium2.PdfTextPage, at: int) -> Mark:
    """A character with its box, or only its start: PDFium misplaces the box where two characters share a shape."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = raw.FPDFText_GetFontSize(text, at) * hypot(matrix.a, matrix.b)
    box = text.get_charbox(at)
    if abs(box[0] - matrix.e) > size or abs(box[1] - matrix.f) > size:
        box = (matrix.e, matrix.f, matrix.e, matrix.f)
    # PDFium has a character of its own for the hyphen that a line ends with.
    return Mark(text.get_text_range(at, 1).replace("\ufffe", "-"), matrix.f, *box)


def body(sheets: list[Sheet]) -> str:
    """The text of all sheets, without spaces."""
    return "".join(sheet.body for sheet in sheets)


def assert_whole(sheets: list[Sheet]) -> None:
    """Every sheet is numbered and says something, and nothing on it is cut or lies on something else."""
    for number, sheet in enumerate(sheets, 1):
        assert sheet.footer == bare(f"城区2023年大气水土壤行动计划 第 {number} 页，共 {len(sheets)} 页")
        assert sheet.body
        assert sheet.cut() == ""
        assert sheet.overlapping() == set()


def words(page: Page, places: str) -> set[str]:
    """The visible words at these places; figures of an axis are left out, they differ with its width."""
    found = map(bare, page.locator(places).locator("visible=true").all_text_contents())
    return {text for text in found if text and not text.isdecimal()}


def assert_on_paper(page: Page, title: str) -> None:
    """An open page is whole on paper under its title, and nothing on it is to be clicked."""
    to_read, to_click = words(page, CELLS_AND_WORDS_OF_CHARTS), words(page, TO_CLICK)
    sheets = printed(page)
    assert_whole(sheets)
    paper = body(sheets)
    assert paper.startswith(bare(title))
    assert {text for text in to_read if text not in paper} == set()
    assert {text for text in to_click if text in paper} == set()
