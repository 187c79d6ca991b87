"""Outfalls of the demonstration data: one month missed, one exceedance closed by a later sample, one still open."""

import datetime as dt
from random import Random

from common import MONTHS, SOURCE, Rows

LIST = f"{SOURCE}：虚构名录"
TOWNS = ("南村镇", "西上庄街道办事处", "钟家庄街道办事处", "开发区街道办事处")

# number -> river, kind, owner, and the permit or standard its limits come from; the last has no limits
OUTFALLS = {
    1: ("白水河", "sewage_plant", "演示污水处理厂", "演示：GB 18918-2002 一级A"),
    2: ("白水河", "industrial", "演示煤矿", "演示：排污许可证1"),
    3: ("白水河", "storm", "区住建局", "演示：核定文件2"),
    4: ("花园头河", "industrial", "演示食品厂", "演示：排污许可证3"),
    5: ("花园头河", "agricultural", "南村镇", "演示：核定文件4"),
    6: ("花园头河", "other", None, None),
}
# item -> limit, and the usual value as a share of it
LIMITS = {"cod": (50, 0.6), "ammonia_nitrogen": (5, 0.4), "total_phosphorus": (0.5, 0.5)}
#: Not sampled, and what was found in place of the usual value.
MISSED = {(3, "2023-06"), (5, "2023-02"), (5, "2023-09")}
FOUND = {(2, "2023-05"): ("ammonia_nitrogen", 8.2), (2, "2023-06"): ("ammonia_nitrogen", 6.1)}
FOUND |= {(4, "2023-08"): ("cod", 88), (3, "2023-09"): ("total_phosphorus", 0.72)}

STEPS = [
    (2, "2023-05-16", "inspect", "区生态环境分局", "沿管线排查，发现一处私接", None),
    (2, "2023-05-20", "trace", "区生态环境分局", "查明为生活污水混入矿井水管", None),
    (2, "2023-06-02", "remedy", "区住建局", "封堵私接，限期复测", "2023-07-15"),
    (4, "2023-08-21", "inspect", "区生态环境分局", "已取证，责令整改", "2023-10-20"),
]


# aspect, place, problem, found, plan, unit, deadline, closed
PROBLEMS = [
    ("litter", "白水河某桥下游", "河岸堆放垃圾", "2023-06-08", "清运并设围挡", "区城管局", "2023-06-30", "2023-06-26"),
    ("sewers", "某路口", "雨污混接", "2023-06-12", "改接支管", "区住建局", "2023-09-10", None),
    ("four_disorders", "某河段", "乱堆砂石", "2023-07-04", "限期清除", "区水务局", "2023-10-10", None),
    ("agriculture", "某退水渠", "退水直排入河", "2023-07-20", None, "区农业农村局", "2023-11-30", None),
    ("illegal_outfalls", "某厂后墙", "私设排水口", "2023-08-02", "封堵并立案", "区生态环境分局", "2023-08-31", None),
    ("litter", "某支沟", "秸秆和垃圾", "2023-09-06", "清运", "南村镇", "2023-10-31", None),
]


def name(number: int) -> str:
    return f"演示{number}号排污口"


def outfalls(_dice: Random) -> Rows:
    for number, (river, kind, owner, _) in OUTFALLS.items():
        lon, lat = 112.82 + number * 0.012, 35.47 + number * 0.011
        town = TOWNS[number % len(TOWNS)]
        yield name(number), river, kind, town, owner, None, f"{lon:.3f}", f"{lat:.3f}", "wgs84", None, None, LIST


def outfall_limits(_dice: Random) -> Rows:
    for number, (_, _, _, document) in OUTFALLS.items():
        for item, (limit, _) in LIMITS.items() if document else ():
            yield name(number), item, None, limit, document, LIST


def outfall_samples(dice: Random) -> Rows:
    for number in OUTFALLS:
        for month in MONTHS:
            if (number, month) in MISSED:
                continue
            day = f"{month}-{dice.randint(5, 12):02d}"
            for item, (limit, share) in LIMITS.items():
                found, value = FOUND.get((number, month), (None, None))
                usual = round(limit * share * dice.uniform(0.7, 1.3), 2)
                yield name(number), day, item, value if found == item else usual, None, f"{SOURCE}：监测报告"


def outfall_tracing(_dice: Random) -> Rows:
    for number, day, step, unit, result, due in STEPS:
        yield name(number), day, step, unit, f"演示：{result}", due, f"{SOURCE}：溯源台账"


def water_problems(_dice: Random) -> Rows:
    for number, (aspect, place, problem, found, plan, unit, deadline, closed) in enumerate(PROBLEMS, 1):
        closing = "演示：复查无垃圾" if closed else None
        said = (f"演示：{place}", f"演示：{problem}", found, f"演示：{plan}" if plan else None, unit, "演示责任人")
        yield f"演示-{number}", aspect, *said, deadline, closed, closing, f"{SOURCE}：虚构问题"


def old_estates(dice: Random) -> Rows:
    """All 56, of which 34 are done."""
    for number in range(1, 57):
        done = f"2023-{3 + number // 6:02d}-{dice.randint(1, 28):02d}" if number <= 34 else None
        yield f"演示小区{number:02d}", TOWNS[1 + number % 3], done, f"{SOURCE}：虚构名单"


def section_plans(_dice: Random) -> Rows:
    """Two versions of one section's plan, without files; the other two were not revised."""
    for version, (day, measures) in enumerate(
        [("2022-03-15", "截污纳管"), ("2023-07-10", "截污纳管、雨污分流、生态补水")], 1
    ):
        yield "洞头", version, day, f"演示：{measures}", "演示责任人", None, None, f"{SOURCE}：虚构方案"


# source -> kind, level, town, volume of a month in 10,000 m³, and months in which ammonia nitrogen is too high
SOURCES = {
    "演示水库": ("lake", "county", "南村镇", 120, ()),
    "演示水源井一": ("groundwater", "county", "开发区街道办事处", 45, ("2023-07",)),
    "演示水源井二": ("groundwater", "township", "西上庄街道办事处", 8, ()),
}


def water_sources(_dice: Random) -> Rows:
    for name, (kind, level, town, _, _) in SOURCES.items():
        yield name, kind, level, town, None, None, None, None, LIST


def water_source_samples(dice: Random) -> Rows:
    """The smallest source was not sampled in August."""
    for name, (kind, _, _, _, too_high) in SOURCES.items():
        for month in MONTHS:
            if (name, month) == ("演示水源井二", "2023-08"):
                continue
            found = {"ph": 7.6, "ammonia_nitrogen": 0.61 if month in too_high else 0.12, "nitrate": 4.2}
            found |= {"dissolved_oxygen": 8.1} if kind == "lake" else {"total_hardness": 310}
            for item, value in found.items():
                usual = value if month in too_high else round(value * dice.uniform(0.95, 1.05), 2)
                yield name, f"{month}-08", item, usual, None, f"{SOURCE}：水源监测"


def water_source_volumes(dice: Random) -> Rows:
    for name, (_, _, _, volume, _) in SOURCES.items():
        for month in MONTHS:
            yield name, month, round(volume * dice.uniform(0.9, 1.1), 1), f"{SOURCE}：取水月报"


def ecological_flows(_dice: Random) -> Rows:
    """One section has a goal, the other two have none."""
    yield "白水河", 0.3, "演示：虚构文件", f"{SOURCE}：虚构目标"


def daily_flows(dice: Random) -> Rows:
    """Since June, low in August."""
    for number in range(122):
        day = dt.date(2023, 6, 1) + dt.timedelta(days=number)
        flow = (0.34 if day.month == 8 else 0.6) * dice.uniform(0.8, 1.3)
        yield "白水河", day, round(flow, 2), f"{SOURCE}：水文日报"
