"""Sections and projects of the demonstration data: every state of water occurs."""

from random import Random

from common import MONTHS, SOURCE, Rows

# section -> a word for each month: class and deciding factor, or the state that explains why there is none
SECTIONS = {
    "白水河": "4氨氮 4氨氮 3 3 3 4总磷 not_sampled 3 3",
    "洞头": "5氨氮 5氨氮 4氨氮 4总磷 4总磷 4总磷 6氨氮 5氨氮 4总磷",
    "金匠桥": "5氨氮 4氨氮 dry 5氨氮 4总磷 4总磷 5总磷 4总磷 4总磷",
}

# The months before, of which no report is there: only samples. Something is said of NH3-N alone, which gets better.
EARLIER = {
    "白水河": "4总磷 4氨氮 4氨氮 4氨氮 4氨氮 5氨氮 5氨氮 4氨氮 4氨氮 3 3 4总磷 4总磷 3 3 4氨氮 4氨氮",
    "洞头": "5氨氮 6氨氮 6氨氮 6氨氮 6氨氮 6氨氮 6氨氮 5氨氮 5氨氮 5氨氮 5总磷 5氨氮 5氨氮 5氨氮 5氨氮 5氨氮 5氨氮",
    "金匠桥": "5总磷 5氨氮 5氨氮 5氨氮 5氨氮 frozen 5氨氮 5氨氮 4氨氮 4总磷 5总磷 5总磷 4总磷 4氨氮 4氨氮 5氨氮 5氨氮",
}
EARLIER_MONTHS = [f"2021-{month:02d}" for month in range(8, 13)] + [f"2022-{month:02d}" for month in range(1, 13)]

# item -> its value in the middle of each class
IN_CLASS = {
    "ammonia_nitrogen": {3: 0.75, 4: 1.25, 5: 1.8, 6: 2.1},
    "total_phosphorus": {3: 0.15, 4: 0.25, 5: 0.36, 6: 0.45},
}
WATER_TEMPERATURES = (2, 4, 8, 13, 18, 22, 25, 24, 19, 13, 7, 3)

# project -> percent of the works at the end of each month, up to September
PROJECTS = {
    "WP-1": [2, 5, 9, 14, 19, 24],
    "WP-2": [8, 15, 24, 35, 46, 55, 64, 73, 80],
    "WP-3": [52, 60, 69, 78, 84, 88, 91, 93, 95],
}

# project -> what a hundredth of its works costs, in 万元
INVESTMENTS = {"WP-1": 180, "WP-2": 42, "WP-3": 27}
MILESTONES = {("WP-1", "2023-07"): "演示：取得施工许可", ("WP-2", "2023-02"): "演示：开工"}


def section_months(_dice: Random) -> Rows:
    for section, months in SECTIONS.items():
        for month, word in zip(MONTHS, months.split(), strict=True):
            found = ("monitored", word[0], word[1:]) if word[0].isdigit() else (word, None, None)
            why = "演示：枯水期断流" if word == "dry" else None
            yield section, month, *found, f"{SOURCE}：断面月报", why


def water_samples(dice: Random) -> Rows:
    """What laboratories found: three times a month at 洞头, else once. Two months say another class than the report."""
    for section, months in SECTIONS.items():
        words = [*EARLIER[section].split(), *months.split()]
        for month, word in zip([*EARLIER_MONTHS, *MONTHS], words, strict=True):
            told = "5总磷" if (section, month) in (("洞头", "2023-05"), ("金匠桥", "2023-06")) else word
            for day in (4, 14, 24) if section == "洞头" else (6,):
                yield from _sampling(dice, section, f"{month}-{day:02d} 09:00:00", told, day)


def _sampling(dice: Random, section: str, time: str, word: str, day: int) -> Rows:
    """All that was found in one sample, as class and deciding factor say, or why nothing was."""
    kind, source = "laboratory", f"{SOURCE}：断面采样"
    if not word[0].isdigit():
        yield section, time, "whole_sample", None, None, word, kind, None, source
        return
    season = int(time[5:7]) - 1
    classes = {"ammonia_nitrogen": 3, "total_phosphorus": 3}
    classes |= {{"氨氮": "ammonia_nitrogen", "总磷": "total_phosphorus"}[word[1:]]: int(word[0])} if word[1:] else {}
    # Three samples lie around the middle, so that their mean is it.
    share = {4: 0.95, 14: 1, 24: 1.05}.get(day, 1)
    found = {
        item: round(IN_CLASS[item][number] * share * (1 if number == 6 else dice.uniform(0.92, 1.06)), 3)
        for item, number in classes.items()
    }
    found |= {
        "water_temperature": WATER_TEMPERATURES[season] + round(dice.uniform(-1, 1), 1),
        "ph": round(dice.uniform(7.7, 8.3), 2),
        "dissolved_oxygen": round(11 - WATER_TEMPERATURES[season] / 6 + dice.uniform(-0.5, 0.5), 2),
        "permanganate_index": round(dice.uniform(3.2, 5.6), 2),
        "cod": round(dice.uniform(15.6, 19.8), 1),
        "total_nitrogen": round(dice.uniform(4, 8), 2),
        "fluoride": round(dice.uniform(0.4, 0.8), 2),
    }
    for item, value in found.items():
        yield section, time, item, value, "false", None, kind, None, source
    for item, limit in (("volatile_phenol", 0.0003), ("petroleum", 0.01)):
        yield section, time, item, limit, "true", None, kind, None, source


def project_progress(_dice: Random) -> Rows:
    for project, percents in PROJECTS.items():
        for month, percent in zip(MONTHS[-len(percents) :], percents, strict=True):
            stage = "演示：主体施工" if percent >= 10 else "演示：前期手续"
            problem = "演示：设备到货推迟" if project == "WP-3" and month > "2023-05" else None
            milestone = MILESTONES.get((project, month))
            yield (
                project,
                month,
                percent,
                stage,
                problem,
                f"{SOURCE}：工程月报",
                percent * INVESTMENTS[project],
                milestone,
                None,
            )
