"""What the air pages share on screen: pollutants in words, and the choices of what their figures are."""

from collections.abc import Iterable

import pandas as pd

from dashboard.datasets import dataset
from dashboard.web import controls

pollutant_word = dataset("air_monthly").field("pollutant").word
scope_word = dataset("air_monthly").field("scope").word

SCOPES = ("district", "urban")
DUST = {"raw": "原始值", "adjusted": "扣除沙尘"}
ROUNDINGS = {"exact": "≤目标", "rounded": "修约后达标"}

ROUNDING_RULE = (
    "≤目标：全年均值不修约，不高于年目标。修约后达标：全年均值按 GB/T 8170 四舍六入五成双到整数后不高于年目标，"
    "36.5修约为36，27.5修约为28。文件没有写用哪一种（存疑T07）。"
)


def pollutant_column(codes: Iterable[str]) -> list[str]:
    """The first column of a table that has a row for each pollutant."""
    return [f"**{pollutant_word(code)}**" for code in codes]


def primary_words(codes: object, missing: str = "—") -> str:
    """The primary pollutants of a day in words; a day up to an index of 50 has none."""
    return missing if pd.isna(codes) else "、".join(pollutant_word(code) for code in str(codes).split(","))


def pollutant_control(codes: Iterable[str]) -> str:
    """The choice of one pollutant, bound to the URL."""
    names = {pollutant_word(code): code for code in codes}
    name = controls.pills("污染物", list(names), default=next(iter(names)), key="pollutant", required=True)
    return names[name]


def scope_control() -> str:
    """The choice of stations an air page speaks of, bound to the URL: district or urban, never mixed."""
    codes = {scope_word(code): code for code in SCOPES}
    word = controls.segmented_control("统计范围", codes, default=next(iter(codes)), key="scope", required=True)
    return codes[word]


def dust_control() -> str:
    """Whether dust days count, bound to the URL: raw or adjusted."""
    codes = {word: code for code, word in DUST.items()}
    word = controls.segmented_control(
        "沙尘影响",
        codes,
        default=DUST["raw"],
        key="dust",
        required=True,
        help="经认定的沙尘日，PM₁₀和PM₂.₅整日不计（环办监测〔2016〕120号）。",
    )
    return codes[word]


def rounding_control() -> str:
    """When a year meets its target, bound to the URL: exact, as its mean is, or rounded, once that is rounded."""
    codes = {word: code for code, word in ROUNDINGS.items()}
    word = controls.segmented_control(
        "达标口径", codes, default=ROUNDINGS["exact"], key="rounding", required=True, help=ROUNDING_RULE
    )
    return codes[word]
