"""What was reported about the air: official months, stations, dust days, dustfall, ranks and warnings."""

from calendar import monthrange
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from common import MONTHS, SOURCE, Rows, plan


class Station(NamedTuple):
    """A station as it is reported."""

    code: str
    name: str
    kind: str
    town: str | None
    lon: float | None
    lat: float | None
    closed_on: str | None


# pollutant -> how far its months lie from their targets in the district, lowest and highest; what the urban area adds
AIR = {"so2": (-2, 0, 1), "no2": (-1, 2, 2), "pm10": (-9, 6, 5), "o3": (-14, 12, -4), "pm2_5": (-2, 2, 2)}

STATIONS = [
    Station("演示01", "演示站一", "national", None, 112.845, 35.515, None),
    Station("演示02", "演示站二", "national", None, 112.832, 35.488, None),
    Station("演示03", "演示站三", "provincial", "钟家庄街道办事处", 112.862, 35.478, None),
    Station("演示04", "演示站四", "township", "西上庄街道办事处", 112.815, 35.506, None),
    Station("演示05", "演示站五", "township", "开发区街道办事处", 112.872, 35.505, "2023-07-31"),
    Station("演示06", "演示站六", "background", None, 112.848, 35.548, None),
    Station("演示07", "演示站七", "park", "南村镇", None, None, None),
]

# day of recognised dust -> PM10 and PM2.5
DUST = {
    "2022-03-14": (520, 98),
    "2022-04-12": (390, 80),
    "2023-03-22": (430, 92),
    "2023-03-23": (370, 84),
    "2023-04-11": (380, 78),
}

# month -> dustfall of a middling town; town -> what it has more
DUSTFALL = dict(zip(MONTHS, [3.6, 4.1, 4.8, 5.7, 5.4, 4.5, 3.4, 3.2, 3.8], strict=True))
TOWNS = {"南村镇": 0.4, "西上庄街道办事处": 0.1, "钟家庄街道办事处": -0.4, "开发区街道办事处": 0}
# town -> months it did not report
SILENT = {"开发区街道办事处": ["2023-02", "2023-07"]}
# month and town -> days the pot stood out, where it was not brought to 30 days
EXPOSED = {("2023-02", "钟家庄街道办事处"): 28, ("2023-05", "南村镇"): 33, ("2023-08", "西上庄街道办事处"): 31}

# rank and composite index of the month, then of the months so far
RANKINGS = {
    "2023-01": (141, 5.02, 141, 5.02),
    "2023-02": (136, 5.31, 139, 5.16),
    "2023-03": (133, 4.98, 138, 5.12),
    "2023-04": (138, 4.63, 137, 4.99),
    "2023-05": (131, 4.38, 135, 4.87),
    "2023-06": (150, 4.57, 136, 4.82),
    "2023-07": (119, 3.58, 133, 4.65),
    "2023-08": (112, 3.67, 130, 4.53),
    "2023-09": (110, 4.21, 127, 4.50),
}
TIED = [("2023-05", "month")]


def air_monthly(dice: Random) -> Rows:
    """The official months; PM of a month with dust also without it."""
    for month, pollutant, scope, value in official(dice):
        yield month, pollutant, scope, value, f"{SOURCE}：空气质量月报", without_dust(month, pollutant, value)


def official(dice: Random) -> list[tuple[str, str, str, float]]:
    """Near the targets, some met and some missed; the urban area a little worse, but for its ozone."""
    targets = {(row["pollutant"], int(row["month"])): int(row["target"]) for row in plan("air_targets")}
    months: list[tuple[str, str, str, float]] = []
    for number, month in enumerate(MONTHS, 1):
        for pollutant, (low, high, urban) in AIR.items():
            value = targets[pollutant, number] + dice.randint(low, high)
            months.append((month, pollutant, "district", value))
            months.append((month, pollutant, "urban", value + urban + dice.randint(-1, 1)))
        tenths = dice.randint(7, 11) + (4 if number <= 2 else 0)
        months.append((month, "co", "district", tenths / 10))
        months.append((month, "co", "urban", (tenths + dice.randint(0, 2)) / 10))
    return months


def without_dust(month: str, pollutant: str, value: float) -> int | None:
    """The mean of a month over its days without dust; none where there was no dust, or the pollutant is no particle."""
    dust = [{"pm10": pm10, "pm2_5": pm2_5} for day, (pm10, pm2_5) in DUST.items() if day.startswith(month)]
    if not dust or pollutant not in dust[0]:
        return None
    days = monthrange(*map(int, month.split("-")))[1]
    return round((value * days - sum(day[pollutant] for day in dust)) / (days - len(dust)))


def stations(_dice: Random) -> Rows:
    for code, name, kind, town, lon, lat, closed_on in STATIONS:
        crs = "wgs84" if lon else None
        yield code, name, kind, town, lon, lat, crs, "2020-01-01", closed_on, f"{SOURCE}：虚构站点"


def air_dust_days(_dice: Random) -> Rows:
    for number, day in enumerate(DUST, 1):
        yield day, f"演示：沙尘认定第{number}号", f"{SOURCE}：虚构认定"


def dustfall(dice: Random) -> Rows:
    """Above 5 in April and May, below in the other months."""
    for month, middling in DUSTFALL.items():
        for town, more in TOWNS.items():
            if month in SILENT.get(town, ()):
                continue
            days = EXPOSED.get((month, town))
            value = (middling + more + dice.uniform(-0.2, 0.2)) * (days or 30) / 30
            yield month, town, round(value, 1), days, f"{SOURCE}：降尘监测月报"


def city_rankings(dice: Random) -> Rows:
    """The months so far climb out of the last forty of 168 in the end."""
    for month, (rank, index, rank_so_far, index_so_far) in RANKINGS.items():
        year, number = map(int, month.split("-"))
        published_on = date(year, number, monthrange(year, number)[1]) + timedelta(days=dice.randint(18, 23))
        for span, place, value in (("month", rank, index), ("cumulative", rank_so_far, index_so_far)):
            is_tied = "true" if (month, span) in TIED else "false"
            yield month, span, place, is_tied, 168, f"{value:.2f}", published_on, f"{SOURCE}：虚构排名"


def episodes(_dice: Random) -> Rows:
    """The second lies over the heavy days of January."""
    source = f"{SOURCE}：虚构预警"
    yield (
        *("2022-12-24 18:00:00", "2022-12-28 08:00:00", "yellow"),
        *("演示：重点企业限产，工地停止土石方作业，主干道增加洒水", source),
    )
    yield (
        *("2023-01-04 12:00:00", "2023-01-09 08:00:00", "orange"),
        *("演示：重点行业错峰停产，国三柴油货车限行，中小学停止户外活动", source),
    )
