"""Awkward files as offices make them, each made anew by a function and known by its file name.

`make("gbk.csv")` gives the bytes. Most hold the same small table, TABLE, so that a test can say what must come of it.
"""

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache

import msoffcrypto.format.ooxml
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import xlwt
import xlwt.CompoundDoc
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.worksheet.worksheet import Worksheet

Maker = Callable[[], bytes]

TABLE = [
    ["月份", "污染物", "范围", "浓度", "数据来源"],
    ["2023-06", "PM₂.₅", "全区", "22", "区发改（能源）局"],
    ["2023-07", "SO₂", "市区", "7.5", "甲"],
]
CSV = "".join(",".join(row) + "\r\n" for row in TABLE)

AWKWARD: dict[str, Maker] = {}


def awkward(file_name: str) -> Callable[[Maker], Maker]:
    """Register the maker of a file under the name a person would give it."""

    def register(maker: Maker) -> Maker:
        AWKWARD[file_name] = maker
        return maker

    return register


@cache
def make(file_name: str) -> bytes:
    return AWKWARD[file_name]()


# ---- text -----------------------------------------------------------------------------------------------------------


@awkward("utf8.csv")
def utf8() -> bytes:
    return CSV.encode()


@awkward("bom.csv")
def bom() -> bytes:
    return CSV.encode("utf-8-sig")


@awkward("gbk.csv")
def gbk() -> bytes:
    """As Excel zh-CN saves it: without subscripts, which GBK does not have."""
    return CSV.replace("₂.₅", "2.5").replace("₂", "2").encode("gbk")


@awkward("gb18030.csv")
def gb18030() -> bytes:
    return CSV.encode("gb18030")


@awkward("utf16_le.csv")
def utf16_le() -> bytes:
    return b"\xff\xfe" + CSV.encode("utf-16-le")


@awkward("utf16_be.csv")
def utf16_be() -> bytes:
    return b"\xfe\xff" + CSV.encode("utf-16-be")


@awkward("utf16_without_mark.csv")
def utf16_without_mark() -> bytes:
    return CSV.encode("utf-16-le")


@awkward("unicode_text.txt")
def unicode_text() -> bytes:
    """Excel's “Unicode 文本”: UTF-16, tabs."""
    return CSV.replace(",", "\t").encode("utf-16")


@awkward("tabs.tsv")
def tabs() -> bytes:
    return CSV.replace(",", "\t").encode()


@awkward("semicolons.csv")
def semicolons() -> bytes:
    return CSV.replace(",", ";").encode()


@awkward("tabs_under_a_title.txt")
def tabs_under_a_title() -> bytes:
    return ("大气台账\r\n" + CSV.replace(",", "\t")).encode()


@awkward("sep_line.csv")
def sep_line() -> bytes:
    return ("sep=;\r\n" + CSV.replace(",", ";")).encode()


@awkward("full_width_commas.csv")
def full_width_commas() -> bytes:
    return "编号,单位\nA-01,甲，乙，丙\n".encode()


@awkward("line_breaks_in_cells.csv")
def line_breaks_in_cells() -> bytes:
    return '编号,进展\r\nA-01,"第一\r\n第二"\r\nA-02,好\r\n'.encode()


@awkward("old_mac.csv")
def old_mac() -> bytes:
    return CSV.replace("\r\n", "\r").encode()


@awkward("ragged.csv")
def ragged() -> bytes:
    return "甲,乙\n1\n\n1,2,3\n".encode()


@awkward("guarded.csv")
def guarded() -> bytes:
    return "编号,说明\n1,'=1+1\n2,'甲'\n3,''乙\n".encode()


@awkward("one_column.csv")
def one_column() -> bytes:
    return "节点\n1;2\n3;4;5\n".encode()


@awkward("unclosed_quote.csv")
def unclosed_quote() -> bytes:
    return '编号,进展\nA-01,好\nA-02,"没有收尾\nA-03,好\n'.encode()


@awkward("unclosed_quote_in_a_long_file.csv")
def unclosed_quote_in_a_long_file() -> bytes:
    return ('编号,进展\nA-01,"没有收尾\n' + "A-02,好\n" * 40_000).encode()


@awkward("cell_of_5_mb.csv")
def cell_of_5_mb() -> bytes:
    return ("编号,进展\nA-01," + "长" * 1_700_000 + "\n").encode()


@awkward("cell_too_long.csv")
def cell_too_long() -> bytes:
    return ("编号,进展\n\nA-01," + "长" * 100_001 + "\n").encode()


@awkward("10000_columns.csv")
def columns_10000() -> bytes:
    return (",".join(map(str, range(10_000))) + "\n").encode()


@awkward("nul_bytes.csv")
def nul_bytes() -> bytes:
    return CSV.encode().replace(b"22", b"2\x002")


@awkward("cut_short.csv")
def cut_short() -> bytes:
    """UTF-8 that ends in the middle of a character."""
    return (CSV * 5).encode()[:-3]


@awkward("latin.csv")
def latin() -> bytes:
    return b"\x81\x20\xff\xff"


@awkward("empty.csv")
def empty() -> bytes:
    return b""


@awkward("blank.csv")
def blank() -> bytes:
    return b" \r\n \t\r\n"


# ---- other files under the name of a table --------------------------------------------------------------------------


@awkward("program.csv")
def program() -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 100 + b"PE\x00\x00"


@awkward("scan.xlsx")
def scan() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n"


@awkward("photo.xlsx")
def photo() -> bytes:
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)


@awkward("photo.csv")
def photo_jpeg() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(40)


@awkward("header_bm.csv")
def header_bm() -> bytes:
    """Begins as a bitmap does, and is a table."""
    return "BM,MC\nA-01,甲\n".encode()


@awkward("web_page.xls")
def web_page() -> bytes:
    return "<html><body><table><tr><td>月份</td></tr></table></body></html>".encode("gbk")


@awkward("spreadsheet_2003.xls")
def spreadsheet_2003() -> bytes:
    return b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'


@awkward("document.xlsx")
def document() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


@awkward("slides.xlsx")
def slides() -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<presentation/>"})


@awkward("archive.xlsx")
def archive() -> bytes:
    return zipped({"台账.csv": CSV.encode()})


@awkward("binary_workbook.xlsb")
def binary_workbook() -> bytes:
    return zipped({"xl/workbook.bin": b"\x00"})


@awkward("text_document.ods")
def text_document() -> bytes:
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})


@awkward("word_97.xls")
def word_97() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(500)


# ---- xlsx -----------------------------------------------------------------------------------------------------------


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def edited(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with a piece of one of its parts replaced."""
    parts = members(data)
    assert old in parts[part], parts[part]
    return zipped(parts | {part: parts[part].replace(old, new)})


SHEET1 = "xl/worksheets/sheet1.xml"


def workbook(fill: Callable[[Worksheet], object] | None = None) -> bytes:
    """TABLE as xlsx with numbers as numbers, changed by `fill`."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    for row in TABLE:
        sheet.append([float(cell) if column == 3 and cell[0].isdigit() else cell for column, cell in enumerate(row)])
    if fill:
        fill(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@awkward("plain.xlsx")
def plain_xlsx() -> bytes:
    return workbook()


@awkward("several_sheets.xlsx")
def several_sheets() -> bytes:
    """A hidden sheet and an empty one before the one that is meant."""

    def fill(sheet: Worksheet) -> None:
        book = sheet.parent
        assert book is not None
        hidden = book.create_sheet("旧数据", 0)
        hidden["A1"] = "旧"
        hidden.sheet_state = "hidden"
        book.create_sheet("说明", 1)
        book.create_sheet("附表")["A1"] = "附"

    return workbook(fill)


@awkward("all_empty.xlsx")
def all_empty() -> bytes:
    return workbook(lambda sheet: sheet.delete_rows(1, 3))


@awkward("merged.xlsx")
def merged() -> bytes:
    """A two-row header as the notice prints it, a merged unit, and a plain blank below it."""

    def fill(sheet: Worksheet) -> None:
        sheet.delete_rows(1, 3)
        for row in [
            ["单位", "预控制目标", None],
            [None, "2022年", "2023年"],
            ["甲", 1, 2],
            [None, 3, 4],
            [None, 5, 6],
        ]:
            sheet.append(row)
        for cells in ("A1:A2", "B1:C1", "A3:A4", "E1:F9"):
            sheet.merge_cells(cells)

    return workbook(fill)


@awkward("merged_dates.xlsx")
def merged_dates() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = dt.date(2023, 6, 1)
        sheet.merge_cells("A2:A3")

    return workbook(fill)


@awkward("hidden.xlsx")
def hidden() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["2023-08", "SO2", "全区", 8, "乙"])
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = sheet.column_dimensions["D"].hidden = True

    return workbook(fill)


@awkward("formulas.xlsx")
def formulas() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["D2"], sheet["D3"] = "=11*2", "=15/2"

    kept = edited(workbook(fill), SHEET1, b"<f>11*2</f><v />", b"<f>11*2</f><v>22</v>")
    return edited(kept, SHEET1, b"<f>15/2</f><v />", b"<f>15/2</f><v>7.5</v>")


@awkward("formula_never_calculated.xlsx")
def formula_never_calculated() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["D3"] = "=15/2"

    return workbook(fill)


@awkward("formula_of_empty_text.xlsx")
def formula_of_empty_text() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["E3"] = '=""'

    return edited(workbook(fill), SHEET1, b'<c r="E3"><f>""</f><v />', b'<c r="E3" t="str"><f>""</f><v></v>')


@awkward("error_values.xlsx")
def error_values() -> bytes:
    def fill(sheet: Worksheet) -> None:
        for place, value in (("D2", "#N/A"), ("D3", "#REF!")):
            sheet[place] = value
            sheet[place].data_type = "e"

    return workbook(fill)


@awkward("numbers_and_dates.xlsx")
def numbers_and_dates() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.delete_rows(1, 3)
        sheet.append(["数", "日期", "其他"])
        sheet.append([22.0, dt.date(2023, 5, 9), True])
        sheet.append([0.3, dt.datetime(2023, 5, 9, 14, 0, 0), "甲\n乙"])
        sheet.append([1e20, "2023-05-09", " 空格 "])
        sheet.append([0.000001, 45077, 0.125])
        sheet.append([-5, dt.time(14, 30), dt.timedelta(hours=30)])
        sheet["C5"].number_format = "0.0%"

    return edited(workbook(fill), SHEET1, b"<v>0.3</v>", b"<v>0.30000000000000004</v>")


@awkward("chinese_date_formats.xlsx")
def chinese_date_formats() -> bytes:
    """2023年5月9日 by Excel's own format 31, which files refer to without defining it."""

    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = 45055
        sheet["A2"].number_format = "m/d/yy h:mm"

    return edited(workbook(fill), "xl/styles.xml", b'numFmtId="22"', b'numFmtId="31"')


@awkward("dates_of_1904.xlsx")
def dates_of_1904() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = dt.date(2023, 5, 9)

    return edited(workbook(fill), "xl/workbook.xml", b"<workbookPr ", b'<workbookPr date1904="1" ')


@awkward("time_beyond_reckoning.xlsx")
def time_beyond_reckoning() -> bytes:
    """A number no library can take for the duration that its format says it is."""

    def fill(sheet: Worksheet) -> None:
        sheet["A2"] = dt.timedelta(hours=3)

    return edited(workbook(fill), SHEET1, b"<v>0.125</v>", b"<v>-1e300</v>")


@awkward("rich_text.xlsx")
def rich_text() -> bytes:
    return edited(
        workbook(), SHEET1, "<is><t>PM₂.₅</t></is>".encode(), "<is><r><t>PM</t></r><r><t>₂.₅</t></r></is>".encode()
    )


@awkward("begins_at_c3.xlsx")
def begins_at_c3() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet.delete_rows(1, 3)
        sheet["C3"], sheet["D3"], sheet["C5"] = "编号", "单位", "A-01"

    return workbook(fill)


@awkward("formatted_to_the_end.xlsx")
def formatted_to_the_end() -> bytes:
    """A stray format in the last row and far to the right, no value."""

    def fill(sheet: Worksheet) -> None:
        sheet["XFD1048576"].number_format = "@"

    return workbook(fill)


@awkward("no_references.xlsx")
def no_references() -> bytes:
    """Rows and cells without their references, which the standard allows."""
    parts = members(formula_never_calculated())
    content = parts[SHEET1]
    for row in range(1, 4):
        content = content.replace(f'<row r="{row}">'.encode(), b"<row>")
        for letter in "ABCDE":
            content = content.replace(f' r="{letter}{row}"'.encode(), b"")
    return zipped(parts | {SHEET1: content})


@awkward("backslashes.xlsx")
def backslashes() -> bytes:
    """Member names with backslashes, as some exporters write them."""
    return zipped({name.replace("/", "\\"): content for name, content in members(workbook()).items()})


@awkward("stray_cell_far_away.xlsx")
def stray_cell_far_away() -> bytes:
    def fill(sheet: Worksheet) -> None:
        sheet["SF1048576"] = "x"

    return workbook(fill)


@awkward("501_columns.xlsx")
def columns_501() -> bytes:
    return workbook(lambda sheet: sheet.append(list(range(501))))


@awkward("truncated.xlsx")
def truncated() -> bytes:
    return workbook()[:-200]


@awkward("not_a_zip.xlsx")
def not_a_zip() -> bytes:
    return b"PK\x03\x04 not a workbook"


@awkward("password.xlsx")
def password() -> bytes:
    buffer = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(workbook())).encrypt("1234", buffer)
    return buffer.getvalue()


@awkward("entities.xlsx")
def entities() -> bytes:
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    return edited(workbook(), SHEET1, b"<worksheet", bomb)


@awkward("zip_bomb.xlsx")
def zip_bomb() -> bytes:
    return zipped(members(workbook()) | {SHEET1: bytes(60 * 1024 * 1024)})


@awkward("zip_bomb_that_lies.xlsx")
def zip_bomb_that_lies() -> bytes:
    """The bomb, with 1000 bytes written in the directory as its size."""
    data = zip_bomb()
    return data.replace(struct.pack("<I", 60 * 1024 * 1024), struct.pack("<I", 1000))


# ---- xls ------------------------------------------------------------------------------------------------------------


def old_workbook(fill: Callable[[xlwt.Worksheet], object] | None = None) -> bytes:
    """TABLE as xls with numbers as numbers, changed by `fill`."""
    return _saved(_old_book(fill))


def _old_book(fill: Callable[[xlwt.Worksheet], object] | None = None) -> xlwt.Workbook:
    book = xlwt.Workbook()
    sheet = book.add_sheet("台账", cell_overwrite_ok=True)
    for row, cells in enumerate(TABLE):
        for column, cell in enumerate(cells):
            sheet.write(row, column, float(cell) if column == 3 and row else cell)
    if fill:
        fill(sheet)
    return book


def _saved(book: xlwt.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@awkward("plain.xls")
def plain_xls() -> bytes:
    return old_workbook()


@awkward("everything.xls")
def everything_xls() -> bytes:
    """A formula, an error value, a date, a merged range, a hidden row and a hidden column."""

    def fill(sheet: xlwt.Worksheet) -> None:
        sheet.write(1, 0, dt.date(2023, 5, 9), xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'))
        sheet.write(1, 3, xlwt.Formula("11*2"))
        sheet.row(2).set_cell_error(3, 42)
        sheet.write_merge(3, 4, 0, 1, "合计")
        sheet.write(4, 2, True)
        sheet.row(2).hidden = True
        sheet.col(2).hidden = True

    return old_workbook(fill)


@awkward("hidden_sheet_first.xls")
def hidden_sheet_first() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("旧").write(0, 0, "旧")
    book.add_sheet("新").write(0, 0, "新")
    book.get_sheet(0).visibility = 1
    book.set_active_sheet(1)
    return _saved(book)


@awkward("password.xls")
def password_xls() -> bytes:
    """An xls whose first record after the beginning says that the rest is encrypted."""
    records = _old_book().get_biff_data()
    buffer = io.BytesIO()
    locked = records[:20] + struct.pack("<HH", 0x2F, 54) + b"\x01\x00" + bytes(52) + records[20:]
    xlwt.CompoundDoc.XlsDoc().save(buffer, locked)
    return buffer.getvalue()


@awkward("truncated.xls")
def truncated_xls() -> bytes:
    return old_workbook()[:1500]


# ---- ods and Parquet ------------------------------------------------------------------------------------------------


def ods_of(content: str) -> bytes:
    """An ods with these rows as XML in its one table, 台账."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table "
            f'table:name="台账">{content}</table:table></office:spreadsheet></office:body></office:document-content>'.encode(),
        }
    )


@awkward("plain.ods")
def plain_ods() -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name="台账")
    for number, cells in enumerate(TABLE):
        row = TableRow()
        for column, text in enumerate(cells):
            is_number = number and column == 3
            cell = TableCell(valuetype="float", value=text) if is_number else TableCell(valuetype="string")
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


@awkward("everything.ods")
def everything_ods() -> bytes:
    """A formula, an error value, a date, a merged range, hidden row and column, breaks, and blanks to the very end."""

    def text(words: str, more: str = "") -> str:
        return f'<table:table-cell office:value-type="string" {more}><text:p>{words}</text:p></table:table-cell>'

    formula = 'table:formula="of:=11*2"'
    spanned = 'table:number-rows-spanned="2"'
    broken = '一<text:line-break/>二<text:s text:c="2"/>三'
    return ods_of(
        '<table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{text('编号')}{text('值')}{text('注')}</table:table-row>"
        f'<table:table-row table:visibility="filter">{text("甲", spanned)}'
        f'<table:table-cell office:value-type="float" office:value="22" {formula}/>'
        f"{text(broken)}</table:table-row>"
        "<table:table-row><table:covered-table-cell/>"
        f"{text('#REF!', formula)}"
        '<table:table-cell office:value-type="date" office:date-value="2023-05-09T14:00:00"/></table:table-row>'
        f"<table:table-row><table:table-cell/><table:table-cell {formula}/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )


@awkward("repeated_bomb.ods")
def repeated_bomb() -> bytes:
    return ods_of(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="16384"/></table:table-row>'
    )


@awkward("table.parquet")
def table_parquet() -> bytes:
    buffer = io.BytesIO()
    columns = {
        "月份": [dt.date(2023, 6, 1), None],
        "浓度": [22.0, 7.5],
        "达标": [True, False],
        "时间": pa.array([dt.datetime(2023, 5, 9), dt.datetime(2023, 5, 9, 14)], pa.timestamp("ns")),
    }
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


@awkward("broken.parquet")
def broken_parquet() -> bytes:
    return b"PAR1 not a table PAR1"
