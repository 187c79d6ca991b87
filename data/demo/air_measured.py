"""What the stations measured: days, and hours at the end, under one weather and brought to the official months."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from statistics import fmean

from air import AIR, DUST, STATIONS, Station, official
from common import Rows, plan

FIRST, LAST, HOURS_FROM = date(2022, 1, 1), date(2023, 9, 30), date(2023, 9, 26)
AUDITED_TO = date(2023, 9, 28)
COUNTED = [station for station in STATIONS if station.kind != "background"]
URBAN = [station for station in STATIONS if station.kind == "national"]
ENOUGH = 0.75

POLLUTANTS = ("so2", "no2", "pm10", "pm2_5", "co", "o3")
# pollutant -> share of the days of a month at or below its figure, where that is not their mean
PERCENTILES = {"co": 0.95, "o3": 0.9}
# pollutant -> how far the weather carries it
SWING = dict(zip(POLLUTANTS, (0.2, 0.2, 0.34, 0.4, 0.16, 0.26), strict=True))
# station -> what it has of each pollutant, beside its neighbours
SHARES = {
    "演示01": (0.96, 1.04, 0.97, 0.98, 1.03, 0.98),
    "演示02": (1.04, 0.96, 1.03, 1.02, 0.97, 1.02),
    "演示03": (0.95, 1.05, 0.86, 0.95, 1, 0.97),
    "演示04": (1.04, 0.98, 1.05, 1.03, 1.02, 1),
    "演示05": (0.97, 1, 1.01, 0.98, 0.98, 1.02),
    "演示06": (0.75, 0.55, 0.84, 0.8, 0.8, 1.04),
    "演示07": (1.08, 0.95, 1.1, 1.05, 1, 1.01),
}
# day of heavy pollution -> PM10 and PM2.5
HEAVY = {
    "2022-12-25": (150, 118),
    "2022-12-26": (168, 134),
    "2022-12-27": (160, 127),
    "2023-01-04": (165, 110),
    "2023-01-05": (210, 160),
    "2023-01-06": (228, 175),
    "2023-01-07": (235, 182),
    "2023-01-08": (214, 165),
    "2023-01-09": (120, 72),
}
EVENTS = {day: {"pm10": pm10, "pm2_5": pm2_5} for day, (pm10, pm2_5) in (DUST | HEAVY).items()}

# station, first and last day without values, what of them. In July two particle monitors at once: too few for the
# district, which has 22 days then.
PARTICLES = ("pm10", "pm2_5")
OUTAGES = [
    ("演示03", "2022-06-13", "2022-06-19", POLLUTANTS),
    ("演示02", "2022-10-08", "2022-10-09", POLLUTANTS),
    ("演示07", "2023-02-20", "2023-02-26", POLLUTANTS),
    ("演示04", "2023-05-09", "2023-05-12", ("o3",)),
    ("演示03", "2023-07-10", "2023-07-18", PARTICLES),
    ("演示04", "2023-07-08", "2023-07-18", PARTICLES),
]
MISSING_HOURS = [
    ("演示02", "2023-09-27 11:00:00"),
    ("演示04", "2023-09-26 15:00:00"),
    ("演示07", "2023-09-29 04:00:00"),
]

# pollutant -> peaks of its day: hour, how many hours wide, how high above the rest of the day
PEAKS: dict[str, list[tuple[float, float, float]]] = {
    "so2": [(10, 3, 0.5)],
    "no2": [(8, 2, 0.7), (20, 3, 0.9)],
    "pm10": [(9, 3, 0.25), (22, 4, 0.3)],
    "pm2_5": [(8, 4, 0.25), (23, 5, 0.3)],
    "co": [(8, 2, 0.4), (21, 3, 0.4)],
    "o3": [(15.5, 4, 3.2)],
}

#: Station, day and pollutant -> concentration; what was not measured is not there.
Field = dict[tuple[Station, date, str], float]


def air_daily(dice: Random) -> Rows:
    """Days of each station up to the first that has hours; a station that is out has no row."""
    for station in STATIONS:
        for day in days(FIRST, HOURS_FROM - timedelta(days=1)):
            so2, no2, pm10, pm2_5, co, o3 = (measured().get((station, day, pollutant)) for pollutant in POLLUTANTS)
            o3_1h = o3 and o3 * dice.uniform(1.06, 1.18)
            values = [whole(so2), whole(no2), whole(pm10), whole(pm2_5), co and f"{co:.1f}", whole(o3), whole(o3_1h)]
            if any(values):
                yield station.code, day, *values, *[None] * 12


def air_hourly(dice: Random) -> Rows:
    """Hours of the last days, named by their end: 0:00 is the last of the day before."""
    for station in STATIONS:
        for day in days(HOURS_FROM, LAST):
            if not is_open(station, day):
                continue
            status = "audited" if day <= AUDITED_TO else "realtime"
            curves = [curve(station, day, pollutant) for pollutant in POLLUTANTS]
            for hour, levels in enumerate(zip(*curves, strict=True), 1):
                time = str(datetime(day.year, day.month, day.day) + timedelta(hours=hour))
                so2, no2, pm10, pm2_5, co, o3 = (level * dice.uniform(0.95, 1.05) for level in levels)
                if (station.code, time) not in MISSING_HOURS:
                    values = whole(so2), whole(no2), whole(pm10), whole(pm2_5), f"{co:.1f}", whole(o3)
                    yield station.code, time, *values, status, "cnemc", None


def curve(station: Station, day: date, pollutant: str) -> list[float]:
    """The hours of a day with its peaks, on the way from the day before to the day after, that make its daily value."""
    today = measured()[station, day, pollutant]
    before, after = (measured().get((station, day + timedelta(days=step), pollutant), today) for step in (-1, 1))
    hours = []
    for hour in range(1, 25):
        from_noon = (hour - 12.5) / 24
        level = today + ((after if from_noon > 0 else before) - today) * abs(from_noon)
        hours.append(level * (1 + sum(height * bump(hour - at, width) for at, width, height in PEAKS[pollutant])))
    daily = max(fmean(hours[end - 8 : end]) for end in range(8, 25)) if pollutant == "o3" else fmean(hours)
    return [hour * today / daily for hour in hours]


def bump(hours: float, width: float) -> float:
    """1 at the peak, falling off on both sides of it around the clock."""
    away = (hours + 12) % 24 - 12
    return math.exp(-((away / width) ** 2))


@cache
def measured() -> Field:
    """All daily concentrations, unrounded."""
    field = before_scaling(Random("air_measured"))
    dice = Random("air_measured scales")
    for (month, pollutant), (district, urban) in figures().items():
        near = dice.uniform(0.985, 1.015), dice.uniform(0.985, 1.015)
        scale(field, month, pollutant, district * near[0], urban * near[1])
    return field


def before_scaling(dice: Random) -> Field:
    """What the weather makes of each station, without a unit; dust and heavy days with their concentration already."""
    field: Field = {}
    for day, weather in zip(days(FIRST, LAST), spells(dice), strict=False):
        for place, pollutant in enumerate(POLLUTANTS):
            usual = math.exp(SWING[pollutant] * weather + dice.gauss(0, 0.05))
            common = EVENTS.get(str(day), {}).get(pollutant, usual)
            for station in STATIONS:
                own = SHARES[station.code][place] * math.exp(dice.gauss(0, 0.03))
                if is_open(station, day) and not is_out(station, day, pollutant):
                    field[station, day, pollutant] = common * own
    return field


def spells(dice: Random) -> Iterator[float]:
    """Weather from -1.6, clean, to 1.6, dirty: two to five days build it up, one or two clear it."""
    low = -1.0
    while True:
        high, lower = dice.uniform(0.2, 1.6), dice.uniform(-1.6, -0.2)
        for start, end, length in ((low, high, dice.randint(2, 5)), (high, lower, dice.randint(1, 2))):
            for step in range(length):
                yield start + (end - start) * step / length
        low = lower


def scale(field: Field, month: str, pollutant: str, district: float, urban: float) -> None:
    """Bring a month of a pollutant to its figures: national stations to the urban one, the others to the district's."""
    dates = [day for day in days(FIRST, LAST) if str(day).startswith(month)]
    free = [day for day in dates if pollutant not in EVENTS.get(str(day), {})]
    others = [station for station in STATIONS if station not in URBAN]
    for _ in range(20):  # each round halves what is left of the difference
        for counted, moved, wanted in ((URBAN, URBAN, urban), (COUNTED, others, district)):
            factor = wanted / figure(pollutant, area_days(field, dates, pollutant, counted))
            for key in ((station, day, pollutant) for station in moved for day in free):
                if key in field:
                    field[key] *= factor


def area_days(field: Field, dates: Iterable[date], pollutant: str, stations: list[Station]) -> list[float]:
    """The daily means of stations, on days with enough of those that are open."""
    found = []
    for day in dates:
        values = [field[station, day, pollutant] for station in stations if (station, day, pollutant) in field]
        if len(values) >= ENOUGH * sum(is_open(station, day) for station in stations):
            found.append(fmean(values))
    return found


def figure(pollutant: str, values: list[float]) -> float:
    """The figure of a month: the mean of its days, or their percentile."""
    if pollutant not in PERCENTILES:
        return fmean(values)
    ordered, place = sorted(values), PERCENTILES[pollutant] * (len(values) - 1)
    below = ordered[int(place)]
    return below + (ordered[min(int(place) + 1, len(values) - 1)] - below) * (place % 1)


def figures() -> dict[tuple[str, str], tuple[float, float]]:
    """Month and pollutant -> figure of the district and of the urban area: annex 1 for 2022, then the official ones."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in plan("air_targets"):
        if row["month"] != "0":
            # Annex 1 prints CO in whole mg/m³: 1.7 stands there as 2.
            value = {"1": 1.1, "2": 1.7}[row["baseline"]] if row["pollutant"] == "co" else float(row["baseline"])
            more = 0.1 if row["pollutant"] == "co" else AIR[row["pollutant"]][2]
            found[f"2022-{int(row['month']):02d}", row["pollutant"]] = [value, value + more]
    for month, pollutant, _, value in official(Random("air_monthly")):
        found[month, pollutant].append(value)
    return {key: (district, urban) for key, (district, urban) in found.items()}


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def is_open(station: Station, day: date) -> bool:
    """Whether the station has not been closed before the day."""
    return str(day) <= (station.closed_on or "9999")


def is_out(station: Station, day: date, pollutant: str) -> bool:
    """Whether the station has no value of the pollutant that day."""
    return any(
        station.code == code and first <= str(day) <= last and pollutant in missing
        for code, first, last, missing in OUTAGES
    )


def whole(value: float | None) -> int | None:
    """A concentration in whole µg/m³."""
    return None if value is None else round(value)
