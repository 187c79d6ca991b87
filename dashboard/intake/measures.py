"""Physical units as people write them: mg/L, mg·L⁻¹, 毫克每升 are one unit."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache

from dashboard.datasets import Unit, units
from dashboard.intake.folding import fold

#: Words for the parts of a unit -> its sign, longer words first.
SIGNS = {
    "微克": "ug", "μg": "ug", "毫克": "mg", "纳克": "ng", "千克": "kg", "公斤": "kg", "克": "g", "吨": "t",
    "立方米": "m3", "平方公里": "km2", "平方千米": "km2", "平方米": "m2", "百毫升": "100ml", "毫升": "ml", "升": "l",
    "30天": "月", "30日": "月", "30d": "月", "个月": "月", "month": "月", "每": "/", "per": "/",
}  # fmt: skip
PRODUCT = re.compile(r"[·•⋅∙*×.]")
#: A factor with its exponent, which may be negative: m-3.
FACTOR = re.compile(r"(.*?)(-\d)?")
#: A product without a sign between its factors: ugm-3.
GLUED = re.compile(r"(?<=g)(m|l)-(?=\d)")
LOOKS_LIKE_UNIT = re.compile(
    r"/(?:k?m|l|\d*m?l|h|月|升|立方|平方)|^pp[bmt]|^[umnk]?g(?![a-z])|mol|^[nu]?s/|^[万亿千]?(?:[元亩]|t$)|^n?tu$|^cm$|英亩|斤|℉|°f"
)


@lru_cache(maxsize=4096)
def unit_key(text: str) -> str:
    """The unit in one form: factors, a stroke, divisors in order."""
    folded = fold(text).replace("^", "")
    for word, sign in SIGNS.items():
        folded = folded.replace(word, sign)
    folded = GLUED.sub(r"·\1-", folded.translate(str.maketrans("", "", "()[]{}")))
    upper, _, lower = folded.partition("/")
    factors, divisors = [], PRODUCT.sub("/", lower).split("/") if lower else []
    for factor in PRODUCT.split(upper):
        name, exponent = (FACTOR.fullmatch(factor) or re.fullmatch("(.*)()", "")).groups()  # type: ignore[union-attr]
        if exponent and name:
            divisors.append(name + exponent[1:].replace("1", ""))
        else:
            factors.append(factor)
    return "·".join(factors) + "/" + "·".join(sorted(filter(None, divisors)))


@cache
def _by_key() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in units():
        for key in dict.fromkeys(unit_key(word) for word in (unit.name, *unit.words)):
            found[key].append(unit)
    return dict(found)


def unit_named(text: str, wanted: Iterable[Unit] = ()) -> Unit | None:
    """The unit that a text is; of several that are written alike, one of a wanted quantity."""
    known = _by_key().get(unit_key(text), [])
    quantities = {unit.quantity for unit in wanted}
    return next((unit for unit in known if unit.quantity in quantities), known[0] if known else None)


def looks_like_unit(text: str) -> bool:
    """Whether a text that is no known unit seems to be one."""
    return bool(LOOKS_LIKE_UNIT.search(unit_key(text).removesuffix("/")))
