"""Texts on screen: what is left of one that is too long is never another figure."""

import pytest

from dashboard.text import shortened


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("完成投资", 4, "完成投资"),
        ("完成投资五千万元", 5, "完成投资…"),
        ("日处理5000立方米", 6, "日处理…"),
        ("日处理5000立方米", 8, "日处理5000…"),
        ("达到95.5%以上的目标", 6, "达到…"),
        ("安装COD在线监测设备", 4, "安装…"),
        ("1234567890", 5, "1234…"),
    ],
)
def test_a_text_is_cut_at_the_end_of_a_word(text: str, most: int, shown: str) -> None:
    assert shortened(text, most) == shown
