"""What comes of a file's bytes: a grid of text with remarks, or one sentence that says why not."""

import io
import random
from typing import NamedTuple

import pyarrow.compute as pc
import pytest
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from dashboard.reading import BrokenOff, FileProblem, Grid, guard, read_file, unguard
from dashboard.reading.formats import number_text
from dashboard.reading.guarding import GUARDED
from dashboard.reading.plain_text import decode
from dashboard.reading.sheets import column_letters
from tests.awkward import AWKWARD, SHEET1, TABLE, edited, make, members, zipped

Found = tuple[str, int | None, int | None, str, str]


class Read(NamedTuple):
    """What a file is read as; TABLE with nothing remarked unless said otherwise."""

    form: str
    rows: list[list[str]] = TABLE
    lines: list[int] | None = None
    remarks: list[Found] = []
    dates: dict[int, list[int]] = {}


XLSX, XLS, ODS = ("Excel（xlsx），工作表“台账”", "Excel（xls），工作表“台账”", "表格（ods），工作表“台账”")
HEADER, PM25, SO2 = TABLE

READ = {
    "utf8.csv": Read("CSV，UTF-8"),
    "bom.csv": Read("CSV，UTF-8（带BOM）"),
    "gbk.csv": Read("CSV，GB18030", [[cell.replace("₂.₅", "2.5").replace("₂", "2") for cell in row] for row in TABLE]),
    "gb18030.csv": Read("CSV，GB18030"),
    "utf16_le.csv": Read("CSV，UTF-16"),
    "utf16_be.csv": Read("CSV，UTF-16"),
    "utf16_without_mark.csv": Read("CSV，UTF-16"),
    "unicode_text.txt": Read("TSV，UTF-16"),
    "tabs.tsv": Read("TSV，UTF-8"),
    "semicolons.csv": Read("CSV（分号分隔），UTF-8"),
    "tabs_under_a_title.txt": Read("TSV，UTF-8", [["大气台账", "", "", "", ""], *TABLE]),
    "sep_line.csv": Read("CSV（分号分隔），UTF-8", lines=[2, 3, 4]),
    "full_width_commas.csv": Read("CSV，UTF-8", [["编号", "单位"], ["A-01", "甲，乙，丙"]]),
    "line_breaks_in_cells.csv": Read(
        "CSV，UTF-8", [["编号", "进展"], ["A-01", "第一\r\n第二"], ["A-02", "好"]], lines=[1, 2, 4]
    ),
    "old_mac.csv": Read("CSV，UTF-8"),
    "ragged.csv": Read("CSV，UTF-8", [["甲", "乙", ""], ["1", "", ""], ["", "", ""], ["1", "2", "3"]]),
    "guarded.csv": Read("CSV，UTF-8", [["编号", "说明"], ["1", "=1+1"], ["2", "'甲'"], ["3", "'乙"]]),
    "one_column.csv": Read("CSV，UTF-8", [["节点"], ["1;2"], ["3;4;5"]]),
    "header_bm.csv": Read("CSV，UTF-8", [["BM", "MC"], ["A-01", "甲"]]),
    "plain.xlsx": Read(XLSX),
    "several_sheets.xlsx": Read(XLSX),
    "merged.xlsx": Read(
        XLSX,
        [
            ["单位", "预控制目标", "预控制目标"],
            ["单位", "2022年", "2023年"],
            ["甲", "1", "2"],
            ["甲", "3", "4"],
            ["", "5", "6"],
        ],
    ),
    "merged_dates.xlsx": Read(XLSX, [HEADER, ["2023-06-01", *PM25[1:]], ["2023-06-01", *SO2[1:]]], dates={0: [1, 2]}),
    "hidden.xlsx": Read(
        XLSX,
        [*TABLE, ["2023-08", "SO2", "全区", "8", "乙"]],
        remarks=[("hidden_row", 2, None, "warning", "2–3"), ("hidden_column", None, 1, "warning", "B、D")],
    ),
    "formulas.xlsx": Read(XLSX, remarks=[("formula", 2, 3, "warning", "D2")]),
    "formula_never_calculated.xlsx": Read(
        XLSX,
        [HEADER, PM25, [*SO2[:3], "", SO2[4]]],
        remarks=[("formula_without_value", 3, 3, "error", "")],
    ),
    "formula_of_empty_text.xlsx": Read(
        XLSX, [HEADER, PM25, [*SO2[:4], ""]], remarks=[("formula", 3, 4, "warning", "E3")]
    ),
    "error_values.xlsx": Read(
        XLSX,
        [HEADER, [*PM25[:3], "", PM25[4]], [*SO2[:3], "", SO2[4]]],
        remarks=[("error_value", 2, 3, "error", "#N/A"), ("error_value", 3, 3, "error", "#REF!")],
    ),
    "numbers_and_dates.xlsx": Read(
        XLSX,
        [
            ["数", "日期", "其他"],
            ["22", "2023-05-09", "true"],
            ["0.3", "2023-05-09 14:00:00", "甲\n乙"],
            ["100000000000000000000", "2023-05-09", " 空格 "],
            ["0.000001", "45077", "12.5%"],
            ["-5", "14:30:00", "30:00:00"],
        ],
        dates={1: [1, 2]},
    ),
    "chinese_date_formats.xlsx": Read(XLSX, [HEADER, ["2023-05-09", *PM25[1:]], SO2], dates={0: [1]}),
    "dates_of_1904.xlsx": Read(XLSX, [HEADER, ["2027-05-10", *PM25[1:]], SO2], dates={0: [1]}),
    "rich_text.xlsx": Read(XLSX),
    "begins_at_c3.xlsx": Read(XLSX, [[""] * 4, [""] * 4, ["", "", "编号", "单位"], [""] * 4, ["", "", "A-01", ""]]),
    "formatted_to_the_end.xlsx": Read(XLSX),
    "no_references.xlsx": Read(
        XLSX,
        [HEADER, PM25, [*SO2[:3], "", SO2[4]]],
        remarks=[("formula_without_value", 3, 3, "error", "")],
    ),
    "backslashes.xlsx": Read(XLSX),
    "plain.xls": Read(XLS),
    "everything.xls": Read(
        XLS,
        [
            HEADER,
            ["2023-05-09", "PM₂.₅", "全区", "", "区发改（能源）局"],
            ["2023-07", "SO₂", "市区", "", "甲"],
            ["合计", "合计", "", "", ""],
            ["合计", "合计", "true", "", ""],
        ],
        remarks=[
            ("hidden_row", 3, None, "warning", "3"),
            ("hidden_column", None, 2, "warning", "C"),
            ("formula", 2, 3, "warning", "D2"),
            ("error_value", 3, 3, "error", "#N/A"),
        ],
        dates={0: [1]},
    ),
    "hidden_sheet_first.xls": Read("Excel（xls），工作表“新”", [["新"]]),
    "plain.ods": Read(ODS),
    "everything.ods": Read(
        ODS,
        [["编号", "值", "注"], ["甲", "22", "一\n二  三"], ["甲", "", "2023-05-09 14:00:00"], ["", "", ""]],
        remarks=[
            ("hidden_row", 2, None, "warning", "2"),
            ("hidden_column", None, 1, "warning", "B"),
            ("formula", 2, 1, "warning", "B2"),
            ("formula_without_value", 4, 1, "error", ""),
            ("error_value", 3, 1, "error", "#REF!"),
        ],
        dates={2: [2]},
    ),
    "table.parquet": Read(
        "Parquet",
        [
            ["月份", "浓度", "达标", "时间"],
            ["2023-06-01", "22", "true", "2023-05-09"],
            ["", "7.5", "false", "2023-05-09 14:00:00"],
        ],
        dates={3: [1, 2]},
    ),
}

REFUSED = {
    "unclosed_quote.csv": "第3行附近的引号不成对",
    "unclosed_quote_in_a_long_file.csv": "第2行附近的一个单元格超过10万字，多半是引号不成对",
    "cell_of_5_mb.csv": "第2行附近的一个单元格超过10万字",
    "cell_too_long.csv": "第3行第2列的一个单元格有100001个字",
    "10000_columns.csv": "表格有10000列，最多500列",
    "nul_bytes.csv": "不可见的空字符",
    "cut_short.csv": "第15行有损坏的字符",
    "latin.csv": "认不出文件的编码",
    "empty.csv": "文件是空的",
    "blank.csv": "文件是空的",
    "program.csv": "这是程序文件",
    "scan.xlsx": "这是PDF文件",
    "photo.xlsx": "这是图片",
    "photo.csv": "这是图片",
    "web_page.xls": "这是网页或XML格式的文件",
    "spreadsheet_2003.xls": "这是网页或XML格式的文件",
    "document.xlsx": "这是文字文档",
    "slides.xlsx": "这是演示文稿",
    "archive.xlsx": "这是压缩包",
    "binary_workbook.xlsb": "这是xlsb格式的工作簿",
    "text_document.ods": "这是文字文档",
    "word_97.xls": "这是文字文档",
    "all_empty.xlsx": "看得见的工作表都是空的",
    "stray_cell_far_away.xlsx": "1048576行、500列，太大了",
    "501_columns.xlsx": "表格有501列，最多500列",
    "truncated.xlsx": "打不开这个Excel文件",
    "not_a_zip.xlsx": "打不开这个Excel文件",
    "time_beyond_reckoning.xlsx": "打不开这个Excel文件",
    "password.xlsx": "工作簿设了打开密码",
    "entities.xlsx": "打不开这个Excel文件",
    "zip_bomb.xlsx": "文件解压后大得不正常",
    "zip_bomb_that_lies.xlsx": "打不开这个Excel文件",
    "password.xls": "工作簿设了打开密码",
    "truncated.xls": "打不开这个Excel文件",
    "repeated_bomb.ods": "表格有16384列，最多500列",
    "broken.parquet": "打不开这个Parquet文件",
}


def rows(grid: Grid) -> list[list[str]]:
    columns = [column.to_pylist() for column in grid.cells.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def remarks(grid: Grid) -> list[Found]:
    return [(found.rule, found.line, found.column, found.severity, found.value) for found in grid.remarks]


def test_every_awkward_file_has_an_expected_outcome() -> None:
    assert sorted(AWKWARD) == sorted([*READ, *REFUSED])


@pytest.mark.parametrize("name", READ)
def test_a_file_is_read_as_text_with_its_lines_remarks_and_dates(name: str) -> None:
    grid, expected = read_file(make(name), name), READ[name]
    assert grid.form == expected.form
    assert rows(grid) == expected.rows
    assert grid.lines.to_pylist() == (expected.lines or list(range(1, len(expected.rows) + 1)))
    assert remarks(grid) == expected.remarks
    assert {column: mask.nonzero()[0].tolist() for column, mask in grid.date_cells.items()} == expected.dates


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(name: str) -> None:
    with pytest.raises(FileProblem, match=REFUSED[name]) as refused:
        read_file(make(name), name)
    assert str(refused.value).count("。") == 1
    assert str(refused.value).endswith("。")


def test_cells_are_string_columns_without_nulls_and_lines_are_int32() -> None:
    grid = read_file(make("ragged.csv"), "ragged.csv")
    assert [(field.name, str(field.type)) for field in grid.cells.schema] == [
        ("0", "string"),
        ("1", "string"),
        ("2", "string"),
    ]
    assert [column.null_count for column in grid.cells.columns] == [0, 0, 0]
    assert str(grid.lines.type) == "int32"


@pytest.mark.parametrize("name", ["plain.xlsx", "plain.xls", "plain.ods", "gb18030.csv"])
def test_the_content_decides_not_the_name(name: str) -> None:
    assert rows(read_file(make(name), "台账.txt")) == TABLE


# ---- encodings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("utf8.csv", "utf-8"),
        ("bom.csv", "UTF-8"),
        ("gb18030.csv", "gbk"),
        ("gb18030.csv", "GB18030"),
        ("utf16_le.csv", "utf-16"),
        ("utf16_without_mark.csv", "utf-16"),
    ],
)
def test_an_encoding_given_by_a_person_is_used(name: str, encoding: str) -> None:
    assert rows(read_file(make(name), name, encoding=encoding)) == TABLE


@pytest.mark.parametrize(
    ("encoding", "says"),
    [("utf-8", "不能按UTF-8编码读出"), ("utf-16", "不能按UTF-16编码读出|空字符"), ("火星文", "没有“火星文”这种编码")],
)
def test_a_wrong_encoding_is_refused(encoding: str, says: str) -> None:
    with pytest.raises(FileProblem, match=says):
        read_file(make("gb18030.csv") + b"\n", "台账.csv", encoding=encoding)


def test_decode_gives_the_text_and_what_it_was() -> None:
    assert decode("区发改（能源）局₂".encode("gb18030")) == ("区发改（能源）局₂", "gb18030")


# ---- sheets ---------------------------------------------------------------------------------------------------------


def test_all_sheets_are_named_and_the_wanted_one_is_read_also_when_hidden() -> None:
    grid = read_file(make("several_sheets.xlsx"), "台账.xlsx", sheet="旧数据")
    assert (grid.sheet, grid.sheets, rows(grid)) == ("旧数据", ("旧数据", "说明", "台账", "附表"), [["旧"]])


@pytest.mark.parametrize(
    ("sheet", "says"), [("附件1", "这个文件里有：旧数据、说明、台账、附表"), ("说明", "“说明”是空的")]
)
def test_an_unknown_or_empty_sheet_is_refused(sheet: str, says: str) -> None:
    with pytest.raises(FileProblem, match=says):
        read_file(make("several_sheets.xlsx"), "台账.xlsx", sheet=sheet)


def test_a_thousand_error_cells_are_listed_and_the_rest_counted() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    for row in range(1200):
        sheet.row(row).set_cell_error(0, 42)
    buffer = io.BytesIO()
    book.save(buffer)
    found = read_file(buffer.getvalue(), "表.xls").remarks
    assert [(remark.line, remark.message[:14]) for remark in found[999:]] == [
        (1000, "这个单元格是Excel的错误"),
        (1001, "这样的单元格共1200个，只"),
    ]


def test_a_cell_out_of_order_far_to_the_right_still_counts() -> None:
    """Otherwise calamine would set aside room for the whole sheet."""
    far = edited(make("plain.xlsx"), SHEET1, b'<row r="2">', b'<row r="2"><c r="XFD2"><v>1</v></c>')
    with pytest.raises(FileProblem, match="表格有16384列"):
        read_file(far, "台账.xlsx")


def test_a_reference_of_five_thousand_digits_is_none() -> None:
    endless = edited(make("plain.xlsx"), SHEET1, b'<row r="3"', b'<row r="' + b"9" * 5000 + b'"')
    grid_or_sentence(endless)


def test_elements_with_a_prefix_are_read_like_those_without() -> None:
    parts = members(make("formulas.xlsx"))
    content = parts[SHEET1].replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
    prefixed = zipped(parts | {SHEET1: content.replace(b"xmlns=", b"xmlns:x=")})
    assert remarks(read_file(prefixed, "台账.xlsx")) == [("formula", 2, 3, "warning", "D2")]


# ---- texts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (22.0, "22"),
        (0.1 + 0.2, "0.3"),
        (-0.0, "0"),
        (1e15, "1000000000000000"),
        (123456789012345678.0, "123456789012346000"),
        (1e-7, "0.0000001"),
        (1 / 3, "0.333333333333333"),
    ],
)
def test_a_number_is_written_as_excel_shows_it_in_full(number: float, text: str) -> None:
    assert number_text(number) == text


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_in_a_spreadsheet(column: int, letters: str) -> None:
    assert column_letters(column) == letters


@given(st.text(max_size=6) | st.sampled_from(["'=x", "''", "\t1", "'", "=", "'甲"]))
def test_a_guarded_cell_comes_back_by_cell_and_by_column(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert pc.replace_substring_regex(guard(cell), GUARDED, r"\1").as_py() == cell


# ---- any bytes ------------------------------------------------------------------------------------------------------

MAGIC = [
    b"",
    b"PK\x03\x04",
    b"PAR1",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"sep=;\n",
    b"<html",
]


def grid_or_sentence(data: bytes) -> None:
    try:
        grid = read_file(data, "文件.csv")
    except FileProblem as problem:
        assert str(problem).endswith("。")
        assert not isinstance(problem, BrokenOff)
    else:
        assert grid.cells.num_rows == len(grid.lines) > 0


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('甲,乙\n"\x1e","\t"\n"\x1e","\t"\n', [("甲", "乙"), ("\x1e", "\t"), ("\x1e", "\t")]),
        ('甲,乙\n"一;\n二;\n三;\n四;",2\n', [("甲", "乙"), ("一;\n二;\n三;\n四;", "2")]),
        ('甲\t乙\n管径5",\t6",\n', [("甲", "乙"), ('管径5",', '6",')]),
    ],
    ids=["a sign that only Python ends a line at", "a text over several lines", "a quote within a cell"],
)
def test_what_stands_in_a_cell_does_not_decide_the_separator(text: str, rows: list[tuple[str, str]]) -> None:
    cells = read_file(text.encode(), "文件.csv").cells
    assert list(zip(*(column.to_pylist() for column in cells.columns), strict=True)) == rows


def test_a_file_of_line_breaks_alone_is_empty() -> None:
    with pytest.raises(FileProblem, match="没有内容"):
        read_file(b"\xef\xbb\xbf\n", "空.csv")


@given(st.sampled_from(MAGIC), st.binary(max_size=400))
def test_any_bytes_give_a_grid_or_a_sentence(magic: bytes, data: bytes) -> None:
    grid_or_sentence(magic + data)


def damaged(data: bytes, seed: int) -> bytes:
    """A file with some bytes changed or its end cut off, the same for the same seed."""
    luck = random.Random(seed)
    changed = bytearray(data)
    for _ in range(luck.randint(1, 6)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed[: luck.randrange(len(changed))] if luck.random() < 0.2 else changed)


def damaged_inside(data: bytes, seed: int) -> bytes:
    """A package that is sound as a zip, with other digits and letters in one of its XML parts."""
    luck = random.Random(seed)
    parts = members(data)
    name = luck.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    changed = bytearray(parts[name])
    for _ in range(luck.randint(1, 20)):
        place = luck.randrange(len(changed))
        if chr(changed[place]).isdigit() or luck.random() < 0.1:
            changed[place : place + 1] = luck.choice([b"0", b"5", b"99", b"999999", b"A", b"XFD", b"-", b".", b""])
    return zipped(parts | {name: bytes(changed)})


@pytest.mark.parametrize("name", ["merged.xlsx", "everything.xls", "everything.ods", "gb18030.csv"])
@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_gives_a_grid_or_a_sentence(name: str, seed: int) -> None:
    grid_or_sentence(damaged(make(name), seed))


@pytest.mark.parametrize("name", ["merged.xlsx", "numbers_and_dates.xlsx", "everything.ods"])
@given(seed=st.integers(0, 2**32))
def test_a_package_with_damaged_parts_gives_a_grid_or_a_sentence(name: str, seed: int) -> None:
    grid_or_sentence(damaged_inside(make(name), seed))
