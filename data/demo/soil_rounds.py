"""Enterprises, farmland, quarterly dispatch and lists of the demonstration data: every state of each occurs."""

from random import Random

from common import SOURCE, Rows

TOWNS = ("南村镇", "西上庄街道办事处", "钟家庄街道办事处", "开发区街道办事处")
BUREAU = "区生态环境分局"

# Ten key units: name and industry.
ENTERPRISES = [
    ("演示鼎新化工有限公司", "化学原料制造"),
    ("演示恒泰焦化有限公司", "炼焦"),
    ("演示永昌电镀有限公司", "金属表面处理"),
    ("演示金源铸造有限公司", "黑色金属铸造"),
    ("演示宏远印染有限公司", "纺织印染"),
    ("演示润丰农药有限公司", "农药制造"),
    ("演示长青蓄电池有限公司", "电池制造"),
    ("演示万通危废处置有限公司", "危险废物治理"),
    ("演示华岳冶炼有限公司", "有色金属冶炼"),
    ("演示同心制革有限公司", "皮革鞣制"),
]

# unit -> town, kind of land, pH, area, class, measure, produce, and what was found: item -> value (a text: below it)
FARMLAND = {
    1: (0, "other", 7.9, 320, "priority", None, "meets", {"cadmium": 0.21, "arsenic": 11.2, "lead": 24, "copper": 28}),
    2: (0, "other", 7.4, 180, "priority", None, None, {"cadmium": 0.41, "arsenic": 12.5, "lead": 31}),
    3: (1, "other", 6.5, 150, "safe_use", "演示：品种替代、水肥调控", "meets", {"cadmium": 0.52, "mercury": 0.11}),
    4: (1, "orchard", 7.8, 90, "safe_use", "演示：土壤调理", None, {"copper": 236, "zinc": 160, "bhc": "0.01"}),
    5: (2, "rotation", 5.5, 60, "safe_use", "演示：生理阻隔", "exceeds", {"cadmium": 0.9, "lead": 74, "arsenic": 29}),
    6: (2, "other", 6.2, 40, "strict", "演示：退耕还林还草", None, {"cadmium": 2.4, "lead": 130}),
    7: (3, "other", 8.1, 210, None, None, None, {"cadmium": 0.3, "chromium": 71, "nickel": 33}),
    8: (3, "paddy", None, 25, "priority", None, None, {"mercury": 0.4, "ddt": "0.02"}),
    9: (3, "other", 7.7, 130, "priority", None, None, {}),
}

# task, quarter, department, day, what was said, and the problem
DISPATCH = [
    ("S-09", 2, "区自然资源局", "2023-06-27", "演示：用途变更地块3个，均已收到调查报告", None),
    ("S-09", 2, BUREAU, "2023-06-28", "演示：评审调查报告2份", "演示：一个地块未调查先办规划许可"),
    ("S-11", 2, "区农业农村局", "2023-06-20", "演示：耕地安全利用项目资金已下达", None),
    ("S-11", 2, BUREAU, "2023-06-29", "演示：地块管控项目完成招标", "演示：招标比计划晚一个月"),
    ("S-09", 3, "区自然资源局", "2023-09-26", "演示：供应计划地块2个提前开展调查", None),
    ("S-09", 3, "区行政审批局", "2023-09-27", "演示：核发规划许可1件，已核对名录", None),
    ("S-09", 3, BUREAU, "2023-09-28", "演示：督促整改1个地块", "演示：整改方案未报"),
    ("S-11", 3, BUREAU, "2023-09-28", "演示：管控项目支付进度47%", None),
]
SHARES = [
    ("区自然资源局", "2023-06-15", "use_changes", BUREAU, "演示：用途变更地块3个"),
    (BUREAU, "2023-06-20", "suspected_plots", "区自然资源局、区行政审批局", "演示：疑似污染地块名单"),
    ("区行政审批局", "2023-06-21", "enterprise_land", BUREAU, "演示：一家重点单位用地收回"),
    (BUREAU, "2023-08-16", "suspected_plots", "区自然资源局", "演示：名单更新1个地块"),
]
FUNDS = [
    ("演示地块管控项目", 2, BUREAU, 320, 0, 5, "演示：招标推迟"),
    ("演示地块管控项目", 3, BUREAU, 320, 150, 40, None),
    ("演示耕地安全利用项目", 2, "区农业农村局", 86, 20, 30, None),
    ("演示耕地安全利用项目", 3, "区农业农村局", 86, 61, 80, None),
]

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """A code that no enterprise has, for there is no such place, with the check digit that it would have."""
    body = f"919999990000000{number:02d}"
    weighted = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + SIGNS[-weighted % 31]


def monitored_enterprises(_dice: Random) -> Rows:
    source = f"{SOURCE}：虚构企业"
    for number, (name, industry) in enumerate(ENTERPRISES, 1):
        lon, lat = f"{112.811 + number * 0.0065:.4f}", f"{35.532 - number * 0.006:.3f}"
        town = TOWNS[number % len(TOWNS)]
        yield name, credit_code(number), town, industry, BUREAU, lon, lat, "wgs84", None, None, source


def self_monitoring(dice: Random) -> Rows:
    """Eight have finished both media, one the soil only, one nothing."""
    for number, (name, _) in enumerate(ENTERPRISES[:9], 1):
        soil = f"2023-{dice.randint(5, 8):02d}-{dice.randint(1, 28):02d}"
        groundwater = f"2023-09-{dice.randint(1, 28):02d}"
        yield name, 2023, "soil", soil, f"演示报告{number}-土", f"{SOURCE}：虚构报告"
        if number <= 8:
            yield name, 2023, "groundwater", groundwater, f"演示报告{number}-水", f"{SOURCE}：虚构报告"


def permit_cancellations(_dice: Random) -> Rows:
    """One is a key unit by its code, one by a name written otherwise, and two are on no other list."""
    source = f"{SOURCE}：虚构企业"
    yield ENTERPRISES[9][0], credit_code(10), "cancelled", "2023-03-16", source
    yield "演示永昌电镀厂", None, "cancelled", "2023-04-22", source
    yield "演示老窑砖瓦厂", credit_code(31), "cancelled", "2023-06-05", source
    yield "演示东河洗煤场", None, "revoked", "2023-07-18", source


def land_supply(_dice: Random) -> Rows:
    """One plot is in the register by its name, one was used by a key unit and a cancelled one, one is on no list."""
    source = f"{SOURCE}：虚构计划"
    yield 2023, "演示地块三", None, None, "城镇住宅用地", 1.8, source
    yield 2023, "演示北街地块", "演示永昌电镀有限公司", credit_code(3), "商务金融用地", 2.4, source
    yield 2023, "演示西环路旁空地", None, None, "公园绿地", 0.9, source


def farmland(_dice: Random) -> Rows:
    """Nobody has reported it: 未上报 is a state to be seen too."""
    yield from ()


def farmland_units(_dice: Random) -> Rows:
    for number, (town, kind, ph, area, category, measure, produce, _) in FARMLAND.items():
        yield f"演示-{number}", TOWNS[town], kind, ph, area, category, measure, produce, f"{SOURCE}：虚构单元"


def farmland_samples(dice: Random) -> Rows:
    """Two points a unit: what stands in the list at the first, a little less at the second."""
    for number, (_, _, ph, *_, found) in FARMLAND.items():
        for point, share in ((1, 1.0), (2, 0.9)):
            for item, value in found.items():
                is_below = isinstance(value, str)
                result = float(value) if is_below else round(value * share, 3)
                day = f"2023-{4 + point:02d}-{dice.randint(1, 28):02d}" if number != 6 else "2022-10-11"
                source = f"{SOURCE}：虚构监测"
                yield f"演示-{number}", f"{point}号点", day, item, result, is_below, ph, source


def quarterly_dispatch(_dice: Random) -> Rows:
    for task, quarter, department, day, content, problem in DISPATCH:
        yield task, 2023, quarter, department, day, content, problem, f"{SOURCE}：虚构调度"


def department_shares(_dice: Random) -> Rows:
    for share in SHARES:
        yield *share, f"{SOURCE}：虚构共享"


def soil_funds(_dice: Random) -> Rows:
    for project, quarter, *figures in FUNDS:
        yield project, 2023, quarter, *figures, f"{SOURCE}：虚构项目"
