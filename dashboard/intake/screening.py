"""Which rows of a body are data: those filled in, and none of others' that a person said to leave out."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.datasets import Dataset
from dashboard.intake.folding import fold
from dashboard.intake.headers import Header
from dashboard.intake.layout import Body
from dashboard.intake.no_data import PASSED_OVER
from dashboard.intake.problems import ERROR, LISTED, WARNING, Problem, Problems
from dashboard.intake.remembered import Answers
from dashboard.intake.rows import Registers
from dashboard.intake.spelling import UNIT_OF_ROW
from dashboard.intake.years import with_years

UNFILLED_SHOWN = 5
NAMED = 10


def value_fields(target: Dataset) -> list[str]:
    """The columns of numbers that a file is about: the required ones, or where nothing is required any of them."""
    contents = [each for each in target.fields if each.name not in target.key]
    numbers = [each for each in contents if each.type in ("number", "integer") and not each.values]
    if any(each.required for each in contents):
        return [each.name for each in numbers if each.required]
    return [each.name for each in numbers]


def without_values(target: Dataset, header: Header) -> Problem | None:
    """An error where none of the value columns of a file is known, and there are columns that may be it."""
    wanted = value_fields(target)
    cross = target.crosstab
    held = {column.field for column in header.columns}
    if not wanted or held & {*wanted, *(cross.values if cross else ())}:
        return None
    if not header.unknown and any(each.required and each.name not in target.key for each in target.fields):
        return None
    unknown = "、".join(f"“{printed}”" for printed in header.unknown)
    among = f"不认识的列有：{unknown}。" if unknown else ""
    titles = "、".join(target.field(name).title for name in wanted)
    message = f"没有认出一个数值列（{titles}），不能入库。{among}请改列名，或指明哪一列是什么。"
    return Problem(None, titles, "", ERROR, "no_value_column", message)


def only_data(
    target: Dataset, body: Body, answers: Answers, known: Registers, problems: Problems, offset: int = 0
) -> Body:
    """The rows in which more than a key is filled in, as templates come with all keys, without those left out.

    Lines are named by their numbers on their own sheet, which are `offset` less.
    """
    body = with_years(target, _with_constants(target, body, answers), answers.constants, problems)
    body = _own_rows(target, body, answers, known, problems)
    for line, name in body.strangers[:LISTED]:
        message = f"没有“{name}”这一列，请改成：{_names_in_words(target)}。"
        problems.add(Problem(line, "", name, ERROR, "unknown_name", message))
    for rule, lines in body.passed_over.items():
        message = f"第{_some([line - offset for line in lines])}行{PASSED_OVER[rule]}"
        problems.add(Problem(lines[0], "", "", WARNING, rule, message))
    contents = [each for each in target.fields if each.name not in target.key and each.name in body.texts]
    if any(each.required for each in contents) or body.is_folded_up:
        filled = body.filled([each.name for each in contents])
        unfilled = body.lines[~filled]
        if len(unfilled) and not body.strangers:
            more = "等" if len(unfilled) > UNFILLED_SHOWN else ""
            some = "、".join(str(line - offset) for line in unfilled[:UNFILLED_SHOWN])
            message = f"共{len(unfilled)}行只有编号没有内容（第{some}行{more}），按未填报处理，已跳过。"
            problems.add(Problem(int(unfilled[0]), "", "", WARNING, "unfilled_row", message))
        if len(unfilled):
            return body.keep(filled)
    if body.texts and not len(body.lines) and not problems.errors:
        problems.add(Problem(None, "", "", WARNING, "no_rows", "表头之下没有数据行。"))
    return body


def _some(lines: list[int]) -> str:
    return "、".join(map(str, lines[:NAMED])) + (f"等{len(lines)}" if len(lines) > NAMED else "")


def _with_constants(target: Dataset, body: Body, answers: Answers) -> Body:
    """The body with the fields that a person gave for the whole file."""
    return body.with_texts(
        {name: text for name, text in answers.constants.items() if name in target.columns and name not in body.texts}
    )


def _own_rows(target: Dataset, body: Body, answers: Answers, known: Registers, problems: Problems) -> Body:
    """The body without the rows whose name is in no register, where a person said that those are not ours."""
    cross = target.crosstab
    for column in answers.left_out:
        if column in known and column in body.texts:
            names = known[column][1]
            encoded = body.texts[column].dictionary_encode()
            texts = encoded.dictionary.to_pylist()
            is_ours = np.array([not text.strip() or fold(text) in names for text in texts], dtype=bool)
            ours = is_ours[encoded.indices.to_numpy(zero_copy_only=False)] if len(texts) else np.ones(0, dtype=bool)
            left = [text.strip() for text, mine in zip(texts, is_ours, strict=True) if not mine]
            title = body.columns[column].header if column in body.columns else target.field(column).title
        elif cross and column == cross.names and body.strangers:
            ours = ~np.isin(body.lines, [line for line, _ in body.strangers])
            left = list(dict.fromkeys(name for _, name in body.strangers))
            title = "、".join(cross.headers.get(column, (column,))[:1])
        else:
            continue
        if left:
            line = int(body.lines[~ours][0])
            some = "、".join(left[:NAMED]) + ("等" if len(left) > NAMED else "")
            message = f"按您的回答略去{int((~ours).sum())}行：{some}不在名录里。"
            problems.add(Problem(line, title, some, WARNING, "left_out", message))
            body = body.without_strangers().keep(ours) if cross and column == cross.names else body.keep(ours)
    return body


def without_missing_marks(target: Dataset, body: Body, marks: Mapping[str, frozenset[str]]) -> Body:
    """The body with what a row's feed writes for a missing value taken away; `marks` are the folded marks of feeds."""
    if "feed" not in body.texts or not any(marks.values()):
        return body
    feeds = pc.utf8_trim_whitespace(body.texts["feed"])
    texts = dict(body.texts)
    for feed, missing in marks.items():
        here = pc.equal(feeds, feed)
        if not missing or not pc.any(here).as_py():
            continue
        for each in target.fields:
            if each.type in ("number", "integer") and each.name in texts and each.name != UNIT_OF_ROW:
                encoded = texts[each.name].dictionary_encode()
                is_mark = pa.array([fold(text) in missing for text in encoded.dictionary.to_pylist()], pa.bool_())
                hit = pc.and_(here, is_mark.take(encoded.indices))
                texts[each.name] = pc.if_else(hit, "", texts[each.name])
    return body.with_columns(texts)


def _names_in_words(target: Dataset) -> str:
    return "、".join(words[0] for words in target.crosstab.words.values()) if target.crosstab else ""
