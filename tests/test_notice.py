"""data/plan is the notice: every stored text stands in notice.txt on the line it cites; the counts are as printed."""

import calendar
import csv
import re
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from frictionless import validate

from dashboard.datasets import dataset

DATA = Path(__file__).parents[1] / "data"
NOTICE = (DATA / "plan" / "notice.txt").read_text(encoding="utf-8").splitlines()
Row = dict[str, str]
AIR_ORDER = ["so2", "no2", "pm10", "co", "o3", "pm2_5"]


def rows(dataset: str) -> list[Row]:
    with (DATA / "plan" / f"{dataset}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fold(text: str) -> str:
    """Width, spaces and the markup of the scan removed: for comparing, never for showing."""
    text = text.replace(r"\leq", "≤").replace(r"\%", "%").replace("_{2.5}", "2.5").replace("**", "").replace("$", "")
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def passage(first: str, last: str) -> str:
    return fold("".join(NOTICE[int(first) - 1 : int(last)]))


FOLDED = "".join(fold(line) for line in NOTICE)
LINE_AT = [number for number, line in enumerate(NOTICE, 1) for _ in fold(line)]


def lines_where(text: str) -> set[int]:
    """Numbers of the lines on which `text` begins, page breaks inside it healed."""
    return {LINE_AT[match.start()] for match in re.finditer(re.escape(fold(text)), FOLDED)}


def test_fold_reads_the_scans_markup_as_the_printed_characters() -> None:
    assert fold(r"硫份 $\leq 0.5\%$ ；PM _{2.5}、**扬尘** 5000m ³（Ⅲ类）") == "硫份≤0.5%;PM2.5、扬尘5000m3(III类)"


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        ("tasks", "measure"),
        ("task_units", "printed_name"),
        ("task_nodes", "printed"),
        ("clauses", "text"),
        ("clause_units", "printed_name"),
        ("named_enterprises", "printed"),
        ("indicators", "quote"),
        ("water_targets", "quote"),
        ("escalation_steps", "quote"),
        ("escalation_steps", "trigger"),
        ("sections", "section"),
        ("projects", "name"),
        ("projects", "owners_text"),
        ("projects", "deadline_text"),
        ("unit_members", "member"),
    ],
)
def test_a_stored_text_begins_on_the_line_it_cites(dataset: str, column: str) -> None:
    stored = [row for row in rows(dataset) if row.get("kind") != "unstated" or row["printed"] != "未注明"]
    assert [row for row in stored if int(row["source_line"]) not in lines_where(row[column])] == []


@pytest.mark.parametrize(
    ("dataset", "texts"),
    [
        ("tasks", ["category", "heading", "measure", "deadline_text"]),
        ("clauses", ["category", "heading", "text", "units_text"]),
    ],
)
def test_a_rows_texts_stand_between_its_first_and_last_line(dataset: str, texts: list[str]) -> None:
    def printed(row: Row, column: str) -> str:
        # a ledger category is printed once a page, a clause category above its first item
        return FOLDED if column == "category" else passage(row["source_line"], row["source_line_end"])

    missing = [
        (row, column) for row in rows(dataset) for column in texts if fold(row[column]) not in printed(row, column)
    ]
    assert missing == []


def test_an_item_ends_with_its_responsible_units() -> None:
    items = [row for row in rows("tasks") if row["plan"] != "air"] + rows("clauses")
    assert [row for row in items if passage(row["source_line"], row["source_line_end"])[-1] not in "〕]"] == []


def test_every_unit_is_printed_as_stored_or_as_one_of_its_aliases() -> None:
    spellings = {row["unit"]: [row["unit"]] for row in rows("units")}
    for row in rows("unit_aliases"):
        spellings[row["unit"]].append(row["alias"])
    cited = {row["unit"]: int(row["source_line"]) for row in rows("units")}
    unseen = [unit for unit, names in spellings.items() if not any(cited[unit] in lines_where(name) for name in names)]
    assert unseen == []


def test_an_alias_cites_its_line_or_says_why_it_has_none() -> None:
    aliases = rows("unit_aliases")
    assert [
        row for row in aliases if row["source_line"] and int(row["source_line"]) not in lines_where(row["alias"])
    ] == []
    assert [row for row in aliases if not row["source_line"] and not row["note"]] == []


def test_the_156_air_figures_are_the_printed_table_and_sum_to_8010() -> None:
    table = [line.split("\t") for line in NOTICE if re.match(r"(\d+ 月|全年)\t", line)]
    printed = {
        (pollutant, "0" if line[0] == "全年" else line[0].split()[0]): (line[1 + 2 * place], line[2 + 2 * place])
        for line in table
        for place, pollutant in enumerate(AIR_ORDER)
    }
    stored = {(row["pollutant"], row["month"]): (row["baseline"], row["target"]) for row in rows("air_targets")}
    assert stored == printed
    assert sum(int(figure) for pair in stored.values() for figure in pair) == 8010


def test_an_air_figure_cites_the_line_of_its_month() -> None:
    wrong = [
        row
        for row in rows("air_targets")
        if not NOTICE[int(row["source_line"]) - 1].startswith("全年" if row["month"] == "0" else row["month"] + " 月")
    ]
    assert wrong == []


def test_the_ledger_has_34_14_and_14_tasks_and_its_bands_are_restored() -> None:
    tasks = rows("tasks")
    assert Counter(row["plan"] for row in tasks) == {"air": 34, "water": 14, "soil": 14}
    assert list(Counter(row["category"] for row in tasks if row["plan"] == "air").values()) == [8, 7, 7, 9, 3]
    assert [row["task_id"] for row in tasks] == [
        f"{letter}-{number:02d}" for letter, last in (("A", 34), ("W", 14), ("S", 14)) for number in range(1, last + 1)
    ]


@pytest.mark.parametrize(
    ("unit", "tasks"),
    [
        ("区发改（能源）局", "A-01 A-09 A-11 A-12 A-13 A-16 W-03 S-04"),
        ("区城管局", "A-28 W-10"),
        ("晋城市凤禹排水有限责任公司", "W-02 W-14 WP-1"),
        ("山西省晋城晋普山煤业有限责任公司", "WP-2 WP-3"),
        ("南村镇", "A-03 A-31"),
        ("西上庄街道办事处", "A-31"),
        ("区交通局", ""),
        ("区商务局", ""),
    ],
)
def test_a_unit_has_exactly_its_tasks(unit: str, tasks: str) -> None:
    assert [row["task_id"] for row in rows("task_units") if row["unit"] == unit] == tasks.split()


def test_the_group_of_towns_has_seven_air_tasks() -> None:
    group = [
        row["task_id"] for row in rows("task_units") if row["unit"] == "各镇（街道）" and row["task_id"].startswith("A")
    ]
    assert group == ["A-14", "A-23", "A-25", "A-26", "A-27", "A-28", "A-29"]


def test_the_groups_members_are_the_four_that_task_31_names() -> None:
    named = [row["unit"] for row in rows("task_units") if row["task_id"] == "A-31"]
    assert [row["member"] for row in rows("unit_members") if row["group_unit"] == "各镇（街道）"] == named


def test_the_ecology_branch_has_40_of_the_65() -> None:
    branch = [row for row in rows("task_units") if row["unit"] == "区生态环境分局"]
    assert Counter(row["task_id"].split("-")[0] for row in branch) == {"A": 16, "W": 9, "S": 14, "WP": 1}
    assert Counter(row["role"] for row in branch if row["task_id"].startswith("W-")) == {"lead": 8, "unspecified": 1}


def test_air_units_add_up_to_50_because_eight_tasks_have_several() -> None:
    tasks = Counter(row["task_id"] for row in rows("task_units") if row["task_id"].startswith("A"))
    assert (len(tasks), sum(tasks.values()), sum(count > 1 for count in tasks.values())) == (34, 50, 8)


def test_a_role_is_the_printed_word() -> None:
    roles = Counter((row["printed_role"], row["role"]) for row in rows("task_units"))
    assert set(roles) == {
        ("牵头单位", "lead"),
        ("牵头", "lead"),
        ("配合", "support"),
        ("按职责分工牵头", "joint"),
        ("责任单位", "unspecified"),
        ("责任主体", "unspecified"),
        ("责任主体", "lead"),
    }
    works = {row["task_id"]: row["role"] for row in rows("task_units") if row["printed_role"] == "责任主体"}
    assert works == {"WP-1": "unspecified", "WP-2": "lead", "WP-3": "lead"}


def test_no_printed_unit_is_left_out_and_none_is_added() -> None:
    def printed(task: Row) -> list[str]:
        if task["plan"] == "air":
            return fold(NOTICE[int(task["source_line"]) - 1].split("\t")[4]).split("、")
        bracket = passage(task["source_line"], task["source_line_end"]).split("责任单位:")[1]
        return re.split("[、,]", re.sub("(按职责分工)?牵头|配合|[〕\\]]", "", bracket))

    stored: dict[str, list[str]] = {}
    for row in rows("task_units"):
        stored.setdefault(row["task_id"], []).append(fold(row["printed_name"]))
    assert {task["task_id"]: printed(task) for task in rows("tasks")} == {
        task: units for task, units in stored.items() if not task.startswith("WP")
    }


def node_kinds() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for row in rows("task_nodes"):
        kinds.setdefault(row["task_id"], set()).add(row["kind"])
    return kinds


def test_every_task_and_project_has_a_node() -> None:
    assert set(node_kinds()) == {row["task_id"] for row in rows("tasks")} | {
        row["project_id"] for row in rows("projects")
    }


def test_air_tasks_are_16_ongoing_15_due_2_from_1_window() -> None:
    strongest = ["due", "from", "window", "ongoing"]
    kinds = [
        next(kind for kind in strongest if kind in found) for task, found in node_kinds().items() if task[0] == "A"
    ]
    assert Counter(kinds) == {"ongoing": 16, "due": 15, "from": 2, "window": 1}


def test_a_recurring_node_never_stands_alone() -> None:
    assert [task for task, kinds in node_kinds().items() if kinds == {"recurring"}] == []


def dates(row: Row) -> tuple[str, str]:
    """The dates that the printed words of a node mean: month and year end, or the day from which it applies."""
    found = re.fullmatch(r"(?:(\d{4})年)?(?:(\d+)(?:-(\d+))?月)?(?:(\d+)日起|底前)?", row["printed"])
    assert found, row
    year, month, last, day = (int(number) if number else None for number in found.groups())
    last = last or month or 12
    year = year or 2023
    start = date(year, month or 1, day or 1).isoformat() if row["kind"] in ("from", "window") else ""
    end = date(year, last, calendar.monthrange(year, last)[1]).isoformat() if row["kind"] in ("due", "window") else ""
    return start, end


def test_a_nodes_dates_follow_from_its_printed_words() -> None:
    dated = [row for row in rows("task_nodes") if row["kind"] in ("due", "from", "window")]
    assert [row for row in dated if (row["start_date"], row["due_date"]) != dates(row)] == []
    undated = [row for row in rows("task_nodes") if row["kind"] not in ("due", "from", "window")]
    assert [row for row in undated if row["start_date"] or row["due_date"]] == []


def test_a_date_that_the_notice_does_not_print_in_full_says_what_was_assumed() -> None:
    full = re.compile(r"\d{4}年\d+月\d+日起")
    dated = [row for row in rows("task_nodes") if row["start_date"] or row["due_date"]]
    assert [row for row in dated if not full.fullmatch(row["printed"]) and not row["assumption"]] == []


def test_cadence_and_anchor_belong_to_recurring_and_relative_nodes_only() -> None:
    nodes = rows("task_nodes")
    assert [row for row in nodes if (row["kind"] == "recurring") != bool(row["cadence"])] == []
    assert [row for row in nodes if (row["kind"] == "relative") != bool(row["anchor"])] == []
    recurring = {row["task_id"]: row["cadence"] for row in nodes if row["cadence"]}
    assert recurring == {"A-15": "monthly", "W-11": "monthly", "S-09": "quarterly", "S-11": "quarterly"}


def test_only_coal_sampling_has_no_clause_and_only_heavy_pollution_no_task() -> None:
    pairs = rows("clause_tasks")
    ledger = {row["task_id"] for row in rows("tasks") if row["plan"] == "air"}
    assert ledger - {row["task_id"] for row in pairs} == {"A-15"}
    assert {row["clause_id"] for row in rows("clauses")} - {row["clause_id"] for row in pairs} == {"AT-17"}


def test_the_cross_walk_names_exactly_the_units_that_the_ledger_drops() -> None:
    clause_units, task_units = rows("clause_units"), rows("task_units")

    def dropped(pair: Row) -> list[str]:
        ledger = {row["unit"] for row in task_units if row["task_id"] == pair["task_id"]}
        if pair["task_id"] == "A-31":
            ledger.add("各镇（街道）")  # it names the four towns that the clause calls 各相关镇（街道）
        text = [row for row in clause_units if row["clause_id"] == pair["clause_id"]]
        return [row["printed_name"] for row in text if row["unit"] not in ledger]

    def stated(pair: Row) -> list[str]:
        found = re.search("台账未列([^；]+)", pair["difference"])
        return found.group(1).split("、") if found else []

    assert [pair for pair in rows("clause_tasks") if stated(pair) != dropped(pair)] == []


def test_a_stated_goal_has_a_number_and_an_unstated_one_has_none() -> None:
    assert [row for row in rows("indicators") if (row["status"] == "stated") != bool(row["value"])] == []


def test_the_six_aspirational_concentrations_are_the_printed_ones() -> None:
    printed = {
        row["pollutant"]: float(row["value"])
        for row in rows("indicators")
        if row["pollutant"] and row["force"] == "aspirational"
    }
    assert printed == {"pm2_5": 36, "pm10": 75, "o3": 178, "so2": 8, "no2": 27, "co": 1.6}


def test_no_section_has_two_chosen_readings() -> None:
    chosen = Counter(row["section"] for row in rows("water_targets") if row["is_chosen"] == "true")
    assert chosen == {"白水河": 1, "洞头": 1, "金匠桥": 1}


def test_only_air_and_soil_have_an_escalation_ladder() -> None:
    assert [(row["plan"], row["step"]) for row in rows("escalation_steps")] == [
        ("air", "1"),
        ("air", "2"),
        ("air", "3"),
        ("soil", "1"),
        ("soil", "2"),
    ]


def test_the_cases_of_a_rung_are_those_that_the_notice_names_there_and_no_other() -> None:
    named: dict[tuple[str, str], list[str]] = {}
    for row in rows("escalation_rules"):
        if row["step"]:
            assert int(row["source_line"]) in lines_where(row["trigger"]), row
            named.setdefault((row["plan"], row["step"]), []).append(row["trigger"])
    printed = {(row["plan"], row["step"]): row["trigger"] for row in rows("escalation_steps")}
    assert {rung: "、".join(cases) for rung, cases in named.items() if len(cases) > 1} == {
        rung: printed[rung].replace("，以及", "、") for rung in (("air", "1"), ("air", "2"), ("soil", "1"))
    }
    assert named["air", "3"] == [printed["air", "3"]] and named["soil", "2"] == [printed["soil", "2"]]


def test_a_question_cites_printed_lines_and_chooses_between_its_readings() -> None:
    for row in rows("questions"):
        ends = [part.split("-") for part in row["source_lines"].split("、")]
        assert all(NOTICE[int(number) - 1].strip() for pair in ends for number in pair), row
        assert row["chosen"] in ("reading_1", "reading_2", "both"), row


def test_a_reading_with_values_is_not_the_chosen_one_and_names_rows_and_fields_that_exist() -> None:
    chosen = {row["question_id"]: row["chosen"] for row in rows("questions")}
    for row in rows("question_values"):
        assert row["reading"] != chosen[row["question_id"]], row
        target = dataset(row["dataset"])
        assert target.field(row["field"]), row
        assert row["item"] in {of[target.key[0]] for of in rows(row["dataset"])}, row


def test_every_id_that_the_notes_mention_exists() -> None:
    known = {
        row[key]
        for dataset, key in [
            ("tasks", "task_id"),
            ("projects", "project_id"),
            ("clauses", "clause_id"),
            ("indicators", "indicator_id"),
            ("questions", "question_id"),
        ]
        for row in rows(dataset)
    }
    said = [
        (path.stem, name)
        for path in (DATA / "plan").glob("*.csv")
        for name in re.findall(r"\b(?:[AWS]|AT|WP|I[AWS])-\d+\b|\bT\d\d\b", path.read_text(encoding="utf-8"), re.ASCII)
    ]
    assert said
    assert [pair for pair in said if pair[1] not in known] == []


def test_the_data_package_is_valid() -> None:
    report = validate(DATA / "datapackage.yaml")
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
