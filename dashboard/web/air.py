"""What the air pages share on screen: pollutants in words, and the choice of one of them."""

from collections.abc import Iterable

import pandas as pd

from dashboard.datasets import dataset
from dashboard.web import controls

pollutant_word = dataset("air_monthly").field("pollutant").word
scope_word = dataset("air_monthly").field("scope").word


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
