"""Building land of the demonstration data: a plot for every gate, each way to break one, and soil above each limit."""

from random import Random
from typing import NamedTuple

from common import SOURCE, Rows
from soil_rounds import ENTERPRISES, credit_code

LAND = f"{SOURCE}：虚构地块"
NANCUN, KAIFAQU = "南村镇", "开发区街道办事处"
XISHANG, ZHONGJIAZHUANG = "西上庄街道办事处", "钟家庄街道办事处"
PEOPLE = ("区生态环境分局", "区自然资源局")


class Plot(NamedTuple):
    """One plot as it is registered; `place` is where it lies, `half` half its width in degrees."""

    town: str
    area: float
    former_use: str
    industry: str
    planned_use: str
    planned_on: str | None = None
    listed_on: str | None = None
    is_heavy: bool = False
    place: tuple[float, float] | None = None
    half: float | None = None


#: The first was listed after its use had been planned; the ninth belongs to a unit under key supervision.
PLOTS = {
    1: Plot(XISHANG, 42, "电镀厂", "电镀", "070102", "2022-06-15", "2023-05-10", False, (112.838, 35.502), 0.0011),
    2: Plot(NANCUN, 118, "化工厂", "农药制造", "0901", None, None, True, (112.868, 35.545), 0.0018),
    3: Plot(ZHONGJIAZHUANG, 35, "机械厂", "机械制造", "070102", "2023-04-20", None, False, (112.858, 35.492), 0.001),
    4: Plot(ZHONGJIAZHUANG, 18, "仓库", "仓储", "0901", "2023-02-10", None, False, (112.846, 35.482), 0.0008),
    5: Plot(KAIFAQU, 27.5, "印染厂", "纺织印染", "undecided", None, None, False, (112.852, 35.512)),
    6: Plot(ZHONGJIAZHUANG, 31, "铸造厂", "黑色金属铸造", "080403", "2023-03-02"),
    7: Plot(NANCUN, 205, "焦化厂", "炼焦", "100102", "2022-11-01", "2021-09-18", False, (112.895, 35.556), 0.0022),
    8: Plot(KAIFAQU, 64, "制药厂", "医药制造", "other_park", None, "2021-12-03", False, (112.822, 35.522), 0.0014),
    9: Plot(NANCUN, 88, "冶炼厂", "有色金属冶炼", "1101", None, None, False, (112.805, 35.462), 0.0015),
    10: Plot(XISHANG, 22, "砖厂", "砖瓦制造", "080404", "2023-05-30", None, False, (112.812, 35.488)),
    11: Plot(ZHONGJIAZHUANG, 26, "食品厂", "食品制造", "070102", "2023-01-18", None, False, (112.866, 35.499), 0.0009),
}  # fmt: skip

#: Former users that other lists name too: a key unit, and one whose permit was cancelled.
OWNERS = {9: (ENTERPRISES[8][0], credit_code(9)), 10: ("演示老窑砖瓦厂", credit_code(31))}

STEPS = (
    "survey",
    "risk_assessment",
    "remediation",
    "effect_assessment",
    "delisting",
    "use_change",
    "land_supply",
    "planning_permit",
    "construction",
)
STATUSES = {"~": "in_progress", "-": "not_started", "x": "not_required"}

#: What each plot has reported: the step, a sign or the day it was done, and what was found.
REPORTED = {
    1: "survey=2022-09-20:exceeding risk_assessment=2023-03-16:unacceptable remediation=~ "
    "effect_assessment=- use_change=-",
    2: "survey=2023-03-17:exceeding risk_assessment=~ remediation=- effect_assessment=- use_change=- land_supply=-",
    3: "survey=~ risk_assessment=- remediation=- effect_assessment=- use_change=2023-07-10 planning_permit=2023-08-13 "
    "construction=-",
    4: "survey=2023-03-20:within use_change=2023-04-12 land_supply=2023-05-08 planning_permit=2023-06-13 "
    "construction=~",
    6: "survey=2023-08-22:within use_change=2023-07-16 land_supply=- planning_permit=-",
    7: "survey=2021-06-02:exceeding risk_assessment=2021-09-06:unacceptable remediation=2023-03-28 "
    "effect_assessment=2023-07-21:attained delisting=~ construction=-",
    8: "survey=2021-08-11:exceeding risk_assessment=2021-11-24:unacceptable remediation=2022-12-09 "
    "effect_assessment=2023-04-18:attained delisting=2023-06-27 use_change=2023-07-25 land_supply=x planning_permit=~",
    9: "survey=- use_change=- land_supply=-",
    10: "planning_permit=2023-09-06 construction=-",
    11: "survey=2023-02-27:within use_change=2023-05-16 land_supply=~ planning_permit=-",
}
REVIEWERS = {
    "survey": "演示：市生态环境局、市规划和自然资源局",
    "risk_assessment": "演示：省生态环境厅",
    "effect_assessment": "演示：省生态环境厅",
    "delisting": "演示：省生态环境厅",
}

#: item -> what is usual in the soil here, in mg/kg.
USUAL = {
    "arsenic": 11,
    "cadmium": 0.21,
    "hexavalent_chromium": 0.9,
    "copper": 28,
    "lead": 26,
    "mercury": 0.06,
    "nickel": 31,
    "benzene": 0.02,
    "benzo_a_pyrene": 0.12,
    "petroleum_hydrocarbons_c10_c40": 38,
}
#: item -> its detection limit, where most samples have less.
DETECTED_FROM = {"hexavalent_chromium": 0.5, "benzene": 0.0019}
#: plot -> the day of its samples, and what its past left at the first point: item -> mg/kg.
SAMPLED = {
    1: ("2022-08-15", {"hexavalent_chromium": 41, "nickel": 310, "arsenic": 23.5, "copper": 1450}),
    2: ("2023-02-20", {"benzo_a_pyrene": 4.3, "petroleum_hydrocarbons_c10_c40": 5200, "dioxins_total": 2.1e-05}),
    4: ("2023-03-02", {}),
    6: ("2023-08-04", {"lead": 96}),
    7: ("2021-05-12", {"benzo_a_pyrene": 17.5, "petroleum_hydrocarbons_c10_c40": 8800, "benzene": 12}),
    11: ("2023-02-08", {"mercury": 0.9}),
}  # fmt: skip
DEPTHS = {"0～0.5 m": 1.0, "0.5～1.5 m": 0.45, "1.5～3.0 m": 0.12}
POINTS = {"S1": 1.0, "S2": 0.35, "S3": 0.08}


def plots(_dice: Random) -> Rows:
    for number, plot in PLOTS.items():
        lon, lat = plot.place or (None, None)
        name = "一二三四五六七八九十"[number - 1] if number <= 10 else "十一"
        owner, code = OWNERS.get(number, (f"演示{plot.former_use}", None))
        yield (
            f"演示-{number:02d}",
            f"演示地块{name}",
            plot.town,
            f"演示路{number}号",
            plot.area,
            plot.former_use,
            plot.industry,
            owner,
            code,
            PEOPLE[number % 2],
            plot.planned_use,
            plot.planned_on,
            str(plot.listed_on is not None).lower(),
            plot.listed_on,
            str(plot.is_heavy).lower(),
            lon,
            lat,
            "wgs84" if plot.place else None,
            _outline(plot.place, plot.half) if plot.place and plot.half else None,
            LAND,
        )


def _outline(place: tuple[float, float], half: float) -> str:
    """A plot as a polygon of WKT: a rectangle with one corner cut off."""
    lon, lat = place
    corners = [(-1, -0.7), (1, -0.7), (1, 0.4), (0.6, 0.7), (-1, 0.7), (-1, -0.7)]
    return f"POLYGON (({', '.join(f'{lon + x * half:.5f} {lat + y * half:.5f}' for x, y in corners)}))"


def plot_steps(_dice: Random) -> Rows:
    for number, reported in REPORTED.items():
        for said in reported.split():
            step, _, how = said.partition("=")
            day, _, result = how.partition(":")
            is_done = day not in STATUSES
            yield (
                f"演示-{number:02d}",
                step,
                "done" if is_done else STATUSES[day],
                "2023-08-01" if (step, day) == ("construction", "~") else None,
                day if is_done else None,
                f"演示文书{number}-{STEPS.index(step) + 1}" if is_done else None,
                REVIEWERS.get(step) if is_done else None,
                result or None,
                LAND,
            )


def plot_samples(dice: Random) -> Rows:
    """Three points, three depths: what the past left is highest at the first point and near the surface."""
    for number, (day, left) in SAMPLED.items():
        for point, near in POINTS.items():
            for depth, high in DEPTHS.items():
                for item in dict.fromkeys([*USUAL, *left]):
                    usual = USUAL.get(item, 0) * dice.uniform(0.8, 1.25)
                    value = max(usual, left.get(item, 0) * near * high)
                    least = DETECTED_FROM.get(item, 0)
                    is_below = least > 0 and item not in left and dice.random() < 0.7
                    written = least if is_below else float(f"{value:.3g}")
                    is_below_limit = str(is_below).lower()
                    yield (
                        f"演示-{number:02d}",
                        point,
                        depth,
                        day,
                        item,
                        f"{written:.8f}".rstrip("0").rstrip("."),
                        is_below_limit,
                        LAND,
                    )


def land_findings(_dice: Random) -> Rows:
    source = f"{SOURCE}：虚构问题"
    yield "演示-1", "演示地块三", "演示-03", "演示：调查未完成已核发建设工程规划许可证", "2023-08-25", None, source
    yield "演示-2", "演示地块七", "演示-07", "演示：堆放渣土未采取防渗措施", "2023-06-12", "2023-08-18", source
    yield "演示-3", "演示路临时堆场", None, "演示：未经调查平整场地", "2023-05-09", "2023-07-20", source
