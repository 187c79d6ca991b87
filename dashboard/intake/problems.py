"""What is wrong with an upload: one row for each place, and a bound on how many rows one kind of fault may fill."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

ERROR, WARNING = "error", "warning"

#: How often one rule is listed for one column; what goes beyond is counted in one more row.
LISTED = 1000


#: The rules of reading in words; a rule of queries/checks/ has its words in its own header.
TITLES = {
    "unreadable_file": "文件打不开",
    "no_header": "没有认出表头",
    "unknown_column": "不认识的列",
    "repeated_column": "重复的列",
    "missing_column": "缺少的列",
    "missing_year": "没有年份",
    "unregistered": "名录里还没有",
    "unknown_unit": "不认识的单位",
    "wrong_unit": "单位不对",
    "unit_converted": "单位已换算",
    "unknown_name": "不认识的指标",
    "unknown_reference": "名录里没有",
    "value": "填写不对",
    "required": "必填未填",
    "duplicate_key": "重复的行",
    "look_alike_key": "只差写法的名称",
    "not_yours": "不是本单位的行",
    "contradicted": "前后不一致",
    "unfilled_row": "只有编号的行",
    "total_row": "合计的行",
    "repeated_header": "重复的表头",
    "signature_row": "落款的行",
    "identical_row": "完全相同的行",
    "left_out": "略去的行",
    "sheet_not_read": "没有读的工作表",
    "no_value_column": "没有数值列",
    "column_without_name": "没有指明是哪一个",
    "no_rows": "没有数据行",
    "no_value": "“没有数据”的符号",
    "excel_serial": "Excel日期序号",
    "excel_date": "被Excel改成日期",
    "hidden_year": "没有显示的年份",
    "text_serial": "被Excel改成序号",
    "long_number": "被Excel改掉的长编号",
    "hour_left_out": "略去的钟点",
    "unseen": "看不见的字符",
    "full_width": "全角数字",
    "stray_space": "多余的空格",
    "hidden_row": "隐藏的行",
    "hidden_column": "隐藏的列",
    "formula": "公式",
    "formula_without_value": "公式没有结果",
    "error_value": "Excel错误值",
}


class Problem(NamedTuple):
    """One thing wrong with an upload: where, what was found, how grave, which rule, what to do."""

    line: int | None
    column: str
    value: str
    severity: str
    rule: str
    message: str


class Problems:
    """The problems of one upload, all of them counted and at most LISTED of one kind listed."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._counts: dict[tuple[str, str, str], int] = defaultdict(int)

    def add(self, problem: Problem) -> None:
        """Count a problem, and list it while there are few of its kind."""
        self.add_many([problem], 1)

    def add_many(self, some: Iterable[Problem], total: int) -> None:
        """Count `total` problems of one kind, of which `some` are given; the first LISTED are listed."""
        for number, problem in enumerate(some):
            kind = (problem.severity, problem.rule, problem.column)
            if number == 0:
                before = self._counts[kind]
                self._counts[kind] += total
            if before + number >= LISTED:
                break
            self._listed.append(problem)

    @property
    def errors(self) -> int:
        """How many errors there are, listed or not."""
        return sum(count for (severity, _, _), count in self._counts.items() if severity == ERROR)

    def rows(self) -> list[Problem]:
        """All problems by line, errors first, with one row for those of a kind that are not listed."""
        more = [
            Problem(None, column, "", severity, rule, f"还有{count - LISTED}处同样的问题，改法相同。")
            for (severity, rule, column), count in self._counts.items()
            if count > LISTED
        ]
        return sorted(self._listed, key=lambda problem: (problem.line or 0, problem.severity)) + more
