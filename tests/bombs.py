"""Small files that become very large, or never end, when they are read; each made anew and known by its file name."""

import io
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import xlwt

from tests.awkward import SHEET1, members, ods_of, workbook, zipped

BOMBS: dict[str, Callable[[], bytes]] = {}


def bomb(file_name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register the maker of a file under the name a person would give it."""

    def register(maker: Callable[[], bytes]) -> Callable[[], bytes]:
        BOMBS[file_name] = maker
        return maker

    return register


def sheet_of(rows: str, after: str = "", texts: str = "") -> bytes:
    """A workbook with these rows as XML in its first sheet, something after them, and these shared texts."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts = members(workbook()) | {
        SHEET1: f"<worksheet {space}><sheetData>{rows}</sheetData>{after}</worksheet>".encode()
    }
    if texts:
        parts["xl/sharedStrings.xml"] = f"<sst {space}>{texts}</sst>".encode()
    return zipped(parts)


def shared(rows: int, columns: int, length: int, cell: str = '<c t="s"><v>0</v></c>') -> bytes:
    """A workbook in which all cells show one text."""
    return sheet_of(f"<row>{cell * columns}</row>" * rows, texts=f"<si><t>{'长' * length}</t></si>")


@bomb("shared_long_text.xlsx")
def shared_long_text() -> bytes:
    return shared(rows=4_000, columns=10, length=30_000)


@bomb("shared_long_text_of_formulas.xlsx")
def shared_long_text_of_formulas() -> bytes:
    return shared(rows=4_000, columns=10, length=30_000, cell='<c t="s"><f>A1</f><v>0</v></c>')


@bomb("shared_long_text_behind_comments.xlsx")
def shared_long_text_behind_comments() -> bytes:
    return shared(rows=4_000, columns=10, length=30_000, cell='<c t="s"><!-- --><v>0</v></c>')


@bomb("shared_long_text_in_very_many_cells.xlsx")
def shared_long_text_in_very_many_cells() -> bytes:
    return shared(rows=5_000, columns=60, length=30_000)


@bomb("shared_long_text.xls")
def shared_long_text_xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(2_000):
        for column in range(20):
            sheet.write(row, column, "长" * 30_000)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@bomb("repeated_long_text.ods")
def repeated_long_text() -> bytes:
    cell = f'<table:table-cell office:value-type="string" table:number-columns-repeated="400"><text:p>{"长" * 1000}'
    return ods_of(
        f'<table:table-row table:number-rows-repeated="100000">{cell}</text:p></table:table-cell></table:table-row>'
    )


@bomb("spaces.ods")
def spaces() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p><text:s text:c="99999"/></text:p></table:table-cell>'
    return ods_of(f"<table:table-row>{cell}</table:table-row>" * 20_000)


@bomb("spaces_in_one_cell.ods")
def spaces_in_one_cell() -> bytes:
    many = '<text:s text:c="99999"/>' * 20_000
    cell = f'<table:table-cell office:value-type="string"><text:p>{many}</text:p></table:table-cell>'
    return ods_of(f"<table:table-row>{cell}</table:table-row>")


@bomb("dictionary.parquet")
def dictionary_parquet() -> bytes:
    """A text of 20,000 letters for a million rows: one kilobyte."""
    texts = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), 1_000_000), pa.array(["x" * 20_000]))
    buffer = io.BytesIO()
    pq.write_table(pa.table({"说明": texts}), buffer, compression="zstd")
    return buffer.getvalue()


@bomb("lists_of_a_dictionary.parquet")
def lists_of_a_dictionary() -> bytes:
    """100 times the same text of 10,000 letters in each of 1,000 rows."""
    texts = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int32()), 100_000), pa.array(["x" * 10_000]))
    lists = pa.ListArray.from_arrays(pa.array(range(0, 100_001, 100), pa.int32()), texts)
    buffer = io.BytesIO()
    pq.write_table(pa.table({"说明": lists}), buffer, compression="zstd")
    return buffer.getvalue()


@bomb("rows_that_never_close.xlsx")
def rows_that_never_close() -> bytes:
    return sheet_of("<row " * 2_000_000)


@bomb("cells_that_never_close.xlsx")
def cells_that_never_close() -> bytes:
    return sheet_of(f"<row>{'<c ' * 2_000_000}</row>")


@bomb("formulas_that_never_close.xlsx")
def formulas_that_never_close() -> bytes:
    return sheet_of(f"<row>{'<c><f ' * 1_000_000}</row>")


@bomb("many_merged.xlsx")
def many_merged() -> bytes:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 200_001))
    return sheet_of("<row><c><v>1</v></c><c/></row>" * 10, after=f"<mergeCells>{merges}</mergeCells>")


@bomb("overlapping_merged.xlsx")
def overlapping_merged() -> bytes:
    row = f"<row>{'<c><v>1</v></c>' * 500}</row>"
    merges = "".join(f'<mergeCell ref="A{top}:SF1000"/>' for top in range(1, 201))
    return sheet_of(row * 1_000, after=f"<mergeCells>{merges}</mergeCells>")


@bomb("merged_long_text.xlsx")
def merged_long_text() -> bytes:
    text = f'<row><c t="inlineStr"><is><t>{"长" * 30_000}</t></is></c></row>'
    rows = f"{text}{'<row><c><v>1</v></c></row>' * 200_000}"
    return sheet_of(rows, after='<mergeCells><mergeCell ref="A1:A200001"/></mergeCells>')


@bomb("far_cells.xlsx")
def far_cells() -> bytes:
    return sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="100000"><c r="SF100000"><v>1</v></c></row>')
