"""What each role sees of plots: names, places and samples for leaders, the office and the supervising unit alone."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard import queries
from dashboard.access.sights import sight_of
from dashboard.access.visitors import UNIT, Visitor
from dashboard.datasets import dataset, datasets
from dashboard.exports.tables import export, template
from dashboard.intake.drafting import draft
from dashboard.store.lake import Lake
from dashboard.store.reader import Reader
from dashboard.store.sight import NOTHING, Sight
from dashboard.words import WITHHELD
from tests.rows import TODAY, upload

#: The units that supervise the demonstration's plots, and one that supervises none.
LAND, ECOLOGY, OTHER = "区自然资源局", "区生态环境分局", "区水务局"
#: Of which units the plots are that a reader sees whole, for each way to see them.
SEEN = {
    "none": frozenset[str](),
    "land": frozenset([LAND]),
    "ecology": frozenset([ECOLOGY]),
    "all": frozenset([LAND, ECOLOGY]),
}
#: Queries of one plot, those whose rows are samples, and one that its readers get in the order of its names.
OF_PLOT = {"soil/plot_items", "soil/plot_path", "soil/plot_samples", "soil/plot_uses"}
OF_SAMPLES, IN_ORDER_OF_NAMES = {"soil/plot_items", "soil/plot_samples", "soil/plot_screening"}, "soil/matches"


@cache
def shipped(name: str) -> pd.DataFrame:
    return pd.read_csv(dataset(name).path, dtype=str)


@cache
def secrets(seen: frozenset[str]) -> set[str]:
    """What nobody may read who sees the plots of these units alone: names, owners, places, outlines, papers."""
    plots, steps = shipped("plots"), shipped("plot_steps")
    is_seen = plots["supervising_unit"].isin(seen)
    papers = steps.loc[steps["plot_id"].isin(plots.loc[~is_seen, "plot_id"]), "document"]
    columns = [plots.loc[~is_seen, name] for name in ("name", "owner", "location", "outline")]
    columns.append(plots.loc[~is_seen, "lon"] + "," + plots.loc[~is_seen, "lat"])
    told = {text for column in [*columns, papers] for text in column.dropna()}
    # Who discharges or is a key unit is told as such; one name may stand within another, such as 十 in 十一.
    public = {*shipped("monitored_enterprises")["enterprise"], *shipped("outfalls")["owner"].dropna()}
    public |= set(plots.loc[is_seen, "name"])
    return {text for text in told if not any(text in name for name in public)}


@cache
def hidden(seen: frozenset[str]) -> set[str]:
    plots = shipped("plots")
    return set(plots.loc[~plots["supervising_unit"].isin(seen), "plot_id"])


def told(text: str, seen: frozenset[str]) -> set[str]:
    """The secrets that a text tells."""
    return {secret for secret in secrets(seen) if secret in text}


def walked(reader: Reader, *, of_all: bool = True) -> Iterator[tuple[str, pd.DataFrame]]:
    """What every named query answers, those of one plot for each; or those alone that not everybody gets alike."""
    for name in queries.names():
        if name in OF_PLOT:
            for plot in shipped("plots")["plot_id"]:
                yield f"{name} {plot}", reader.query(name, plot=plot)
        elif of_all or not queries.is_same_for_all(queries.read(name)):
            yield name, reader.query(name)


def seen_by(lake: Lake, way: str) -> Reader:
    return lake if way == "all" else lake.seen_by(Sight(SEEN[way]))


@pytest.mark.parametrize(
    ("visitor", "way"),
    [
        (Visitor(), "none"),
        (Visitor("a", "甲", "admin"), "none"),
        (Visitor("b", "乙", UNIT, (OTHER,)), "none"),
        (Visitor("c", "丙", UNIT, (OTHER, LAND)), "land"),
        (Visitor("d", "丁", UNIT, (ECOLOGY,)), "ecology"),
        (Visitor("e", "戊", "leader"), "all"),
        (Visitor("f", "己", "office"), "all"),
    ],
)
def test_a_role_sees_what_its_rights_and_its_units_say_and_few_views_serve_all(
    demo_lake: Lake, visitor: Visitor, way: str
) -> None:
    assert demo_lake.seen_by(sight_of(visitor)) is seen_by(demo_lake, way)


@pytest.mark.parametrize("way", SEEN)
def test_no_query_tells_of_a_hidden_plot_and_nothing_but_that_differs(demo_lake: Lake, way: str) -> None:
    reader, seen = seen_by(demo_lake, way), SEEN[way]
    assert bool(secrets(seen)) == (way != "all")
    whole = dict(walked(demo_lake, of_all=False))
    for name, rows in walked(reader, of_all=way == "none"):
        assert told(rows.to_csv(), seen) == set(), name
        full = whole.get(name, rows)
        if name.split()[0] in OF_SAMPLES:
            of_plot = full["plot"] if "plot" in full else pd.Series([name.split()[-1]] * len(full))
            assert len(rows) == (~of_plot.isin(hidden(seen))).sum(), name
            continue
        assert rows.shape == full.shape, name
        if name == "map/features":
            off = rows[rows["id"].isin(hidden(seen))]
            assert set(off["name"]) <= {WITHHELD} and not off["is_located"].any() and off["outline"].isna().all()
            # What is told of the former use is left out, and nothing else.
            both = zip(rows.pop("detail").fillna(""), full["detail"].fillna(""), strict=True)
            assert all(meant.endswith(said) for said, meant in both)
        if name == IN_ORDER_OF_NAMES:
            judged = [
                "left_list",
                "right_list",
                "by",
                "likeness",
                "is_same_name",
                "kind",
                "cancelled_on",
                "planned_use",
            ]
            rows, full = (each[judged].sort_values(judged, ignore_index=True) for each in (rows, full))
        for column in rows.columns.difference(["is_located"]):
            said, meant = rows[column].astype(str), full[column].astype(str)
            assert (said.eq(meant) | rows[column].isna() | said.str.contains(WITHHELD)).all(), (name, column)


@pytest.mark.parametrize("way", ["none", "land"])
def test_a_plot_that_is_hidden_is_not_found_by_its_name_its_owner_or_its_papers(demo_lake: Lake, way: str) -> None:
    reader = seen_by(demo_lake, way)
    hidden_word, seen_word = "演示地块二", "演示地块三"
    assert len(demo_lake.query("map/features", keyword=hidden_word)) == 1
    assert reader.query("map/features", keyword=hidden_word).empty
    assert reader.query("soil/matches", keyword="老窑砖瓦厂").empty
    assert len(demo_lake.query("soil/matches", keyword="老窑砖瓦厂")) == 1
    assert len(reader.query("map/features", keyword=seen_word)) == (way == "land")


@pytest.mark.parametrize("way", SEEN)
def test_exports_and_templates_tell_no_more_than_screens(demo_lake: Lake, tmp_path: Path, way: str) -> None:
    reader, seen = seen_by(demo_lake, way), SEEN[way]
    for name in [each for each in queries.masked() if each in datasets()]:
        count = export(reader, name, tmp_path / f"{name}.csv")
        said = (tmp_path / f"{name}.csv").read_text(encoding="utf-8-sig")
        assert told(said, seen) == set(), name
        assert count == export(demo_lake, name, tmp_path / "all.csv"), name
        blank = template(reader, name, as_of="2023-09-30").decode("utf-8-sig")
        assert (told(blank, seen), WITHHELD in blank) == (set(), False), name
    steps = template(reader, "plot_steps").decode("utf-8-sig")
    assert {plot for plot in shipped("plots")["plot_id"] if f"{plot}," in steps} == {
        *shipped("plots")["plot_id"]
    } - hidden(seen)
    samples = template(reader, "plot_samples").decode("utf-8-sig")
    assert not any(f"{plot}," in samples for plot in hidden(seen))


def test_the_public_edition_has_neither_places_of_plots_nor_names_of_persons_whoever_makes_it(
    demo_lake: Lake, tmp_path: Path
) -> None:
    for name in ("plots", "water_problems"):
        export(demo_lake, name, tmp_path / f"{name}.csv", public=True)
    plots = pd.read_csv(tmp_path / "plots.csv")
    assert not {"lon", "lat", "crs", "outline", "location"} & set(plots.columns)
    assert (len(plots), set(plots["name"])) == (11, {WITHHELD})
    assert list(plots["town"]) == list(shipped("plots")["town"])
    problems, own = pd.read_csv(tmp_path / "water_problems.csv"), shipped("water_problems")
    assert list(problems.columns) == [name for name in own.columns if name != "person"]
    assert len(problems) == len(own)
    export(demo_lake, "plots", tmp_path / "plots.xlsx", public=True)
    book = openpyxl.load_workbook(tmp_path / "plots.xlsx", read_only=True)
    assert book.sheetnames == ["数据（公开版，含演示数据）"]


def test_every_column_that_the_data_package_calls_restricted_is_withheld_from_who_sees_no_plot(demo_lake: Lake) -> None:
    view = demo_lake.seen_by(NOTHING)
    told = {}
    for each in datasets().values():
        for field in each.fields:
            if field.restricted:
                rows = view.ask(f"select distinct {field.name} from {each.name}").fetchall()
                told[each.name, field.name] = {value for (value,) in rows} - {None, WITHHELD}
    assert len(told) >= 20
    assert {column: values for column, values in told.items() if values} == {}
    assert view.ask("select withheld()").fetchall() == [(WITHHELD,)]


def test_whoever_uploads_neither_reads_nor_overwrites_nor_removes_the_plot_of_another_unit(demo_lake: Lake) -> None:
    def rules(rows: pd.DataFrame, name: str) -> tuple[set[str], pd.DataFrame]:
        data = rows.to_csv(index=False).encode("utf-8-sig")
        made = draft(reader, name, data, f"{name}.csv", TODAY)
        said = made.difference
        text = "".join(frame.to_csv() for frame in (said.added, said.cells, said.missing))
        text += "".join(problem.message for problem in made.problems)
        assert told(text, SEEN["land"]) <= told(rows.to_csv(), SEEN["land"])
        return {problem.rule for problem in made.problems}, said.missing

    reader = seen_by(demo_lake, "land")
    plots = shipped("plots")
    own = plots[plots["supervising_unit"] == LAND]
    found, missing = rules(own.iloc[1:], "plots")
    assert list(missing["plot_id"]) == [own["plot_id"].iloc[0]]
    assert "plot_of_another" not in found
    guess = plots[plots["plot_id"] == "演示-02"].assign(name="猜的名称", owner="")
    assert "plot_of_another" in rules(guess, "plots")[0]
    steps = shipped("plot_steps")
    assert "plot_of_another" in rules(steps[steps["plot_id"] == "演示-02"], "plot_steps")[0]
    samples = shipped("plot_samples")
    assert "plot_of_another" in rules(samples[samples["plot_id"] == "演示-04"], "plot_samples")[0]
    finding = shipped("land_findings").iloc[1:2].assign(plot_id="演示-02")
    assert "plot_of_another" in rules(finding, "land_findings")[0]
    ecology = seen_by(demo_lake, "ecology")
    repointed = shipped("land_findings").iloc[:1].assign(plot_id="演示-02").to_csv(index=False).encode()
    assert {"finding_of_another"} == {
        each.rule for each in draft(ecology, "land_findings", repointed, "问题.csv", TODAY).problems
    }
    as_seen = reader.ask("select * exclude (upload_id, line) from plots").df()
    assert {"withheld_row", "plot_of_another"} <= rules(as_seen, "plots")[0]


def test_what_is_committed_is_seen_in_every_view_and_no_result_of_one_serves_another(demo_store: Path) -> None:
    lake = Lake(demo_store)
    ways = ("none", "land", "ecology", "all")

    def names() -> list[list[str]]:
        return [sorted({*seen_by(lake, way).query("soil/plots")["name"]} - {WITHHELD}) for way in ways]

    before = names()
    assert [len(each) for each in before] == [0, 6, 5, 11]
    new = {
        "plot_id": "新-1",
        "name": "新旧厂址",
        "town": "南村镇",
        "supervising_unit": ECOLOGY,
        "planned_use": "1001",
        "is_listed": "否",
        "is_heavy": "否",
        "source": "测试",
    }
    upload(lake, "plots", [new])
    assert names() == [[], before[1], sorted([*before[2], "新旧厂址"]), sorted([*before[3], "新旧厂址"])]
    assert [len(seen_by(lake, way).query("soil/plots")) for way in ways] == [12] * 4
    # Another unit is given the plot: it sees it from then on, and the first one no longer.
    upload(lake, "plots", [new | {"supervising_unit": LAND}])
    assert [("新旧厂址" in each) for each in names()] == [False, True, False, True]
    # Views are few: of more units than are kept the first is made again.
    units = [unit for (unit,) in lake.ask("select unit from units order by unit limit 12").fetchall()]
    upload(lake, "plots", [new | {"plot_id": f"新-{unit}", "supervising_unit": unit} for unit in units])
    views = [lake.seen_by(Sight(frozenset([unit]))) for unit in units]
    assert lake.seen_by(Sight(frozenset([units[-1]]))) is views[-1]
    assert lake.seen_by(Sight(frozenset([units[0]]))) is not views[0]
