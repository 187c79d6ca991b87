"""Black-odour waters of the demonstration data: clean, three severe points in a row, rural, too few points."""

from random import Random

from common import SOURCE, Rows

LIST = f"{SOURCE}：虚构名录"
DAYS = ("2023-09-04", "2023-09-08", "2023-09-12", "2023-09-16")

# water -> area, town, length, and for each point how bad it is (0 clean, 1 mild, 2 severe)
WATERS = {
    "演示支沟一": ("urban", "钟家庄街道办事处", 1200, (0, 0, 0, 0)),
    "演示支沟二": ("urban", "西上庄街道办事处", 2600, (0, 1, 2, 2, 2, 1)),
    "演示支沟三": ("rural", "南村镇", 800, (1, 0, 0)),
    "演示支沟四": ("urban", "开发区街道办事处", 900, (0, 0)),
}
# how bad -> transparency, dissolved oxygen, redox potential, ammonia nitrogen
USUAL = {0: (45, 5.2, 140, 2.1), 1: (22, 1.5, 30, 9.5), 2: (7, 0.15, -230, 17)}


def black_odour_waters(_dice: Random) -> Rows:
    for water, (area, town, length, _) in WATERS.items():
        yield water, area, town, "演示：起点至终点", length, LIST


def black_odour_points(_dice: Random) -> Rows:
    for water, (_, _, _, points) in WATERS.items():
        for position in range(1, len(points) + 1):
            yield water, f"{position}号点", position, None, None, None, LIST


def black_odour_samples(dice: Random) -> Rows:
    for water, (_, _, _, points) in WATERS.items():
        for position, bad in enumerate(points, 1):
            for day in DAYS:
                values = (round(value * dice.uniform(0.96, 1.04), 2) for value in USUAL[bad])
                yield water, f"{position}号点", day, 60, *values, f"{SOURCE}：监测报告"
