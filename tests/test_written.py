"""Markdown that the server writes as HTML: Streamlit's styles of words, and stored text to the letter."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.text import WORD_JOINER, plain
from dashboard.web.shell.colours import colours
from dashboard.web.written import block, inline


@pytest.mark.parametrize(
    ("written", "html"),
    [
        (":red[**■ 逾期**]", '<span class="red"><strong>■ 逾期</strong></span>'),
        (":orange-badge[▲ 演示数据] 不是", '<span class="orange-badge">▲ 演示数据</span> 不是'),
        (":small[小]：:gray[灰]", '<span class="small">小</span>：<span class="gray">灰</span>'),
        (
            "[:gray[**○ 待报**]](task?id=A-01)",
            '<a href="task?id=A-01"><span class="gray"><strong>○ 待报</strong></span></a>',
        ),
        (
            ":gray[见[**A-01**](task?id=A-01)]",
            '<span class="gray">见<a href="task?id=A-01"><strong>A-01</strong></a></span>',
        ),
        ("一行  \n又一行", "一行<br />\n又一行"),
        (":red[没有完", ":red[没有完"),
        (":pink[不认识]", ":pink[不认识]"),
        ("`码`和<b>粗</b>", "<code>码</code>和&lt;b&gt;粗&lt;/b&gt;"),
    ],
)
def test_words_are_styled_as_streamlit_styles_them(written: str, html: str) -> None:
    assert inline(written) == html


@pytest.mark.parametrize(
    "stored",
    [
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "![图](http://evil.example/x.png)",
        ":red[**不是状态**]",
        ":material/home: 首页",
        "# 不是标题",
        "| 不 | 是 | 表 |",
        "a&amp;b &#60;script&#62;",
        "1. 不是列表\n- 也不是",
        r"反斜线\\和\*",
    ],
)
def test_stored_text_is_shown_to_the_letter(stored: str) -> None:
    html = inline(plain(stored))

    assert unescape(html.replace("<br />\n", "\n")).replace(WORD_JOINER, "") == stored
    assert not re.search(r"<(?!br />)", html)


@given(st.text())
def test_no_stored_text_becomes_html(stored: str) -> None:
    assert not re.search(r"<(?!br />)", inline(plain(stored)))
    assert not re.search(r"<(?!br />|/?p>)", block(plain(stored)))


def test_a_list_is_written_with_its_heading_and_its_table() -> None:
    html = block("#### 责任单位　:gray[多的在前]\n\n|单位|项|\n|:-|-:|\n|[城区\\|局](units?unit=x)|3|\n")

    assert '<h4>责任单位　<span class="gray">多的在前</span></h4>' in html
    assert '<td style="text-align:left"><a href="units?unit=x">城区|局</a></td>' in html
    assert '<td style="text-align:right">3</td>' in html


def _tables() -> None:
    import pandas as pd

    from dashboard.web.tables import table

    table(
        pd.DataFrame({"站点": ["**南村**", "北"], "日均": [31.25, None], "天": [3, 4]}),
        alt='两个"站点"',
        formats={"日均": "{:.1f}"},
        missing="未上报",
    )
    table(pd.DataFrame({"站点": []}), alt="没有*站点*")


def test_figures_stand_right_and_what_is_missing_is_said() -> None:
    page = AppTest.from_function(_tables).run()

    (html,) = [element.proto.body for element in page.get("html")]
    assert html == (
        '<div class="table"><table aria-label="两个&quot;站点&quot;"><thead><tr><th scope="col">站点</th>'
        '<th scope="col" class="figure">日均</th><th scope="col" class="figure">天</th></tr></thead><tbody>'
        '<tr><td><div><strong>南村</strong></div></td><td class="figure"><div>31.2</div></td>'
        '<td class="figure"><div>3</div></td></tr>'
        '<tr><td><div>北</div></td><td class="figure"><div>未上报</div></td><td class="figure"><div>4</div></td></tr>'
        "</tbody></table></div>"
    )
    assert page.markdown[0].value == r":gray[○ 没有可列的数据：没有\*站点\*]"


def _cards() -> None:
    import pandas as pd

    from dashboard.web.cards import Figure, figures, lanes, texts
    from dashboard.web.tables import Band, bands

    figures([Figure(":red[■ 逾期]", "5 项", "[看清单 →](ledger?light=x)"), Figure("存量", "3 个")])
    texts((3, "#### 甲\n\n一"), (2, "#### 乙"))
    lanes(("**调查** 1 个", ["地块一"]), ("供地 0 个", []))
    bands([Band("**大气** 1 项", pd.DataFrame({"任务": ["A-01"]}), "大气，1项")])


def test_cards_and_bands_are_one_element_each() -> None:
    page = AppTest.from_function(_cards).run()

    figures, texts, lanes, bands = (element.proto.body for element in page.get("html"))
    assert figures == (
        '<div class="cards figures">'
        '<div><div><span class="red">■ 逾期</span></div><strong>5\xa0项</strong>'
        '<div><p><a href="ledger?light=x">看清单 →</a></p>\n</div></div>'
        "<div><div>存量</div><strong>3\xa0个</strong><div></div></div></div>"
    )
    assert texts == (
        '<div class="cards texts" style="--widths: 3fr 2fr"><div><h4>甲</h4>\n<p>一</p>\n</div>'
        "<div><h4>乙</h4>\n</div></div>"
    )
    assert lanes == (
        '<div class="lanes"><div><p><strong>调查</strong> 1 个</p><div>地块一</div></div>'
        "<div><p>供地 0 个</p></div></div>"
    )
    assert bands.startswith(
        '<details class="band" open><summary><strong>大气</strong> 1 项</summary><div class="table">'
    )
    assert 'aria-label="大气，1项"' in bands


def test_colours_of_words_are_those_of_the_theme() -> None:
    sheet = colours()

    assert sheet.count("--redTextColor:#A3211A;") == 1
    assert sheet.count("--redTextColor:#F2958E;") == 2
    assert "None" not in sheet
