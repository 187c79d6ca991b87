"""The words, shapes and colours of computed states: one palette for the whole board.

Codes come from the queries; a screen never shows a code, and never a colour without its shape and word.
Words of stored codes (scopes, roles, claims ...) live in data/datapackage.yaml beside the column they belong to.
"""

from typing import NamedTuple


class State(NamedTuple):
    """How one code is shown: word, shape, and a tone that `COLOURS` turns into a colour."""

    word: str
    shape: str
    tone: str

    @property
    def text(self) -> str:
        """Shape and word together, readable in black and white."""
        return f"{self.shape} {self.word}"


#: What could not be worked out, such as without the rules that it follows from.
UNJUDGED = State("无法判定", "○", "unknown")

#: What stands in the place of a name that a reader does not see; queries/definitions/soil/withheld.sql has it too.
WITHHELD = "（仅主管单位可见）"


COLOURS = {
    "good": "#1E7D4F",
    "warn": "#B7791F",
    "bad": "#B3261E",
    "unknown": "#6B7280",
    "calm": "#2B5C8A",
}

LIGHTS = {
    "green": State("正常", "●", "good"),
    "yellow": State("关注", "▲", "warn"),
    "red": State("逾期", "■", "bad"),
    "grey": State("待报", "○", "unknown"),
}

SCHEDULES = {
    "past_due": State("已过期限", "■", "bad"),
    "due_today": State("当日到期", "◆", "warn"),
    "due_soon": State("临近期限", "▲", "warn"),
    "in_force": State("已生效", "▶", "calm"),
    "in_window": State("时段内", "▣", "calm"),
    "later": State("年内未到期", "○", "unknown"),
    "beyond_year": State("跨年", "▷", "unknown"),
    "continuous": State("长期坚持", "∞", "calm"),
    "unstated": State("时限未注明", "？", "unknown"),
    "closed": State("已销号", "✔", "good"),
    "cancelled": State("已取消", "✖", "unknown"),
}

#: A schedule without a day, by the kind of the task's deadline: only of some the notice says nothing.
UNDATED = {
    "relative": State("相对时限未定", "？", "unknown"),
    "recurring": State("周期任务", "↻", "calm"),
}

#: Lights by the care they need.
WORST_FIRST = ("red", "yellow", "grey", "green")

#: How a duty of the month stands.
DUTIES = {
    "done": State("已办", "✔", "good"),
    **{code: SCHEDULES[code] for code in ("past_due", "due_today", "due_soon")},
    "later": State("未到期", "○", "unknown"),
}

#: How the report of a month stands.
REPORTS = {
    "reported": State("已报", "✔", "good"),
    "late": State("补报", "▲", "warn"),
    "missing": State("未报", "○", "unknown"),
    "overdue": State("逾期未报", "■", "bad"),
}

PHASES = {
    "unreported": State("未上报", "○", "unknown"),
    "not_started": State("未启动", "◇", "warn"),
    "in_progress": State("推进中", "◐", "calm"),
    "claimed_done": State("自报完成待审", "◑", "calm"),
    "closed": State("已销号", "✔", "good"),
    "cancelled": State("已取消", "✖", "unknown"),
    "continuous": State("长期坚持", "∞", "calm"),
}

#: Where a node stands on the way to its closing; what the register has without a step came from a paper file.
CLOSING = {
    "open": State("办理中", "◐", "calm"),
    "waiting_close": State("待审核（销号）", "◑", "warn"),
    "waiting_adjust": State("待审核（调整）", "◑", "warn"),
    "waiting_cancel": State("待审核（取消）", "◑", "warn"),
    "closed": State("已销号", "✔", "good"),
    "registered": State("已销号（登记）", "✔", "good"),
    "cancelled": State("已取消", "✖", "unknown"),
}

AIR = {
    "on_target": State("完成目标", "●", "good"),
    "off_target": State("未完成目标", "■", "bad"),
    "unreported": State("未上报", "○", "unknown"),
    "insufficient": State("数据不足", "◌", "unknown"),
    "conflict": State("口径冲突", "▲", "warn"),
    "not_judged": State("不作评判", "◇", "unknown"),
    "not_computable": State("不可由月值推算", "◇", "unknown"),
}

#: Whether class II is attained.
ASSESSED = {"True": State("达到", "✔", "good"), "False": State("未达到", "✘", "bad")}

#: Which figure of a month is used.
BASES = {"official": "官方值", "computed": "计算值", "insufficient": "◌ 数据不足"}

#: How the mean of several months was made.
WAYS = {"days": "按日值", "months": "按月值（天数加权）", "mixed": "按日值，缺日值的月份按官方月值"}

#: What is taken of the daily values of a period. The notice says 平均浓度 throughout; the standard's statistics for
#: O₃ and CO are percentiles (存疑T03).
STATISTICS = {"mean": "均值", "p90_8h": "8h-90per", "p95_daily": "24h-95per", "p98_daily": "24h-98per"}

#: The composite indices that stand beside each other.
INDICES = {
    "baseline": "2022年（表列值）",
    "target_text": "2023年目标（CO按正文）",
    "target_annex": "2023年目标（CO按附件1）",
    "so_far": "2023年至今",
}

#: How the rest of the year is filled in.
OUTLOOKS = {
    "as_last_year": "余下日子同去年",
    "keeps_ratio": "保持今年与去年之比",
    "bootstrap": "按去年天气段重复抽样",
}

#: Why a figure is not there.
REASONS = {
    "not_computable": "不可由月值推算",
    "not_judged": "不作评判",
    "year_over": "全年已过",
    "insufficient": "数据不足",
    "unreported": "未上报",
}

SECTIONS = {
    "met": State("达到目标", "●", "good"),
    "missed": State("未达目标", "■", "bad"),
    "unmonitored": State("未监测", "○", "unknown"),
    "no_target": State("目标类别未载明", "◇", "unknown"),
    "dry": State("断流", "≈", "unknown"),
    "not_sampled": State("未采样", "○", "unknown"),
    "sampling": State("采样中", "◐", "calm"),
    "frozen": State("冰封", "❄", "unknown"),
    "insufficient": State("数据不足", "◌", "unknown"),
}

PROJECTS = {
    "met": State("年度目标完成", "●", "good"),
    "on_course": State("推进中", "◐", "calm"),
    "due_soon": State("临近期限", "▲", "warn"),
    "late": State("逾期", "■", "bad"),
    "unreported": State("未上报", "○", "unknown"),
    "cancelled": State("已取消", "✖", "unknown"),
}

#: Whether a goal that the notice gives no figure for has got one since.
GOALS = {
    "assigned": State("已下达", "●", "calm"),
    "unstated": State("文件未载明", "○", "unknown"),
}

#: An outfall in a month, and on the day of a sample.
OUTFALLS = {
    "passing": State("达标", "●", "good"),
    "exceeding": State("超标", "■", "bad"),
    "missing": State("未监测", "○", "unknown"),
    "no_limit": State("已测无限值", "◇", "unknown"),
}

#: An exceedance of an outfall until a later sample passes.
CHAINS = {
    "untraced": State("待溯源", "■", "bad"),
    "overdue": State("超过限期", "■", "bad"),
    "open": State("整治中", "▲", "warn"),
    "closed": State("复测达标", "✔", "good"),
}

#: A problem of the water plan until it is closed.
PROBLEMS = {
    "overdue": State("超过时限", "■", "bad"),
    "due_soon": State("临近时限", "▲", "warn"),
    "open": State("整改中", "◐", "calm"),
    "closed": State("已销号", "✔", "good"),
}

#: The count of old estates against its goal.
ESTATES = {
    "met": State("全部完成", "●", "good"),
    "under_way": State("改造中", "◐", "calm"),
    "late": State("逾期未完成", "■", "bad"),
    "cancelled": State("已取消", "✖", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
}

#: The month that the water of a month is held against.
COMPARED_WITH = {"last_month": "比上月", "last_year": "比上年同月"}

#: Whether the plan of a section was revised since the notice asked for it.
SECTION_PLANS = {
    "revised": State("已修订", "●", "good"),
    "unrevised": State("未修订", "■", "bad"),
}

#: The grade of a black-odour water and of its points.
BLACK_ODOUR = {
    "clean": State("无黑臭", "●", "good"),
    "mild": State("轻度黑臭", "▲", "warn"),
    "severe": State("重度黑臭", "■", "bad"),
    "black_odorous": State("黑臭（农村不分级）", "■", "bad"),
    "insufficient": State("数据不足", "◌", "unknown"),
    "unmonitored": State("未监测", "○", "unknown"),
}

#: A drinking-water source in a month, against class Ⅲ.
WATER_SOURCES = {
    "attained": State("达到Ⅲ类", "●", "good"),
    "exceeding": State("超过Ⅲ类", "■", "bad"),
    "missing": State("未监测", "○", "unknown"),
}

#: The flow of a section against what ecology needs.
FLOWS = {
    "met": State("天天达到", "●", "good"),
    "missed": State("有天数不足", "■", "bad"),
    "unreported": State("流量未上报", "○", "unknown"),
    "no_requirement": State("目标未载明", "◇", "unknown"),
}

#: A project beside its plan.
SLIPPAGE = {
    "behind": State("落后计划", "▼", "bad"),
    "level": State("与计划持平", "●", "good"),
    "ahead": State("快于计划", "▲", "good"),
    "unreported": State("未上报", "○", "unknown"),
}

#: A station on the map: the level of its index, or only that it measured; its colour is the standard's own.
STATIONS = {
    "aqi_1": State("优", "●", "good"),
    "aqi_2": State("良", "●", "good"),
    "aqi_3": State("轻度污染", "▲", "warn"),
    "aqi_4": State("中度污染", "■", "bad"),
    "aqi_5": State("重度污染", "■", "bad"),
    "aqi_6": State("严重污染", "■", "bad"),
    "measured": State("已测", "◐", "calm"),
    "insufficient": State("有效天数不足", "◌", "unknown"),
    "unmeasured": State("没有数据", "○", "unknown"),
}

#: The tasks of a town on the map.
TOWN_TASKS = {
    "past_due": State("有逾期", "■", "bad"),
    "in_grace": State("逾期在宽限期内", "▲", "warn"),
    "on_time": State("无逾期", "●", "good"),
    "no_task": State("没有任务", "○", "unknown"),
}

#: The monitoring of the year of an enterprise on the list: soil and groundwater.
ENTERPRISES = {
    "done": State("已完成自行监测", "●", "good"),
    "partly": State("只完成一种介质", "◐", "calm"),
    "not_done": State("尚未完成", "○", "unknown"),
    "overdue": State("逾期未完成", "■", "bad"),
}

PLOTS = {
    "forbidden": State("禁止", "■", "bad"),
    "blocked": State("暂不得开工", "▲", "warn"),
    "clear": State("无禁止情形", "●", "good"),
    "unknown": State("步骤未上报", "○", "unknown"),
}

#: Self-monitoring of a key unit, one medium.
MONITORING = {
    "done": State("已完成", "●", "good"),
    "done_late": State("超期完成", "▲", "warn"),
    "due_soon": State("临近期限", "▲", "warn"),
    "open": State("未完成", "○", "unknown"),
    "overdue": State("逾期未完成", "■", "bad"),
}

#: The dispatch of a quarter by a department, and what it shared in it.
QUARTERLY = {
    "reported": State("已报", "●", "good"),
    "unreported": State("未报", "▲", "warn"),
    "not_due": State("未到期", "○", "unknown"),
    "before_issue": State("印发前", "◇", "unknown"),
}
SHARES = {
    "shared": State("已共享", "●", "good"),
    "none": State("无共享记录", "▲", "warn"),
    "not_due": State("未到期", "○", "unknown"),
    "before_issue": State("印发前", "◇", "unknown"),
}

#: What soil alone says of farmland: not the legal class, which follows soil and produce.
FARMLAND_RISKS = {
    "low_risk": State("低风险", "●", "good"),
    "safe_use": State("安全利用", "▲", "warn"),
    "strict": State("严格管控", "■", "bad"),
    "unknown": State("数据不足", "◌", "unknown"),
    "unmonitored": State("未监测", "○", "unknown"),
}

#: Whether the legal class of farmland fits what was found.
FARMLAND_FITS = {
    "look_again": State("建议复核", "▲", "warn"),
    "undrawn": State("未划定类别", "◇", "unknown"),
    "no_result": State("没有可判读的结果", "○", "unknown"),
    "fits": State("未见不符", "●", "calm"),
}

#: Whether a rate can be said that the notice names without a figure.
RATES = {
    "counted": State("已核算", "◐", "calm"),
    "insufficient": State("数据不足", "◌", "unknown"),
    "undefined": State("文件未载明", "◇", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
}

#: By what a row of one list was found in another.
MATCHES = {
    "credit_code": State("信用代码相同", "●", "calm"),
    "name": State("名称相似，待核对", "◐", "warn"),
    "none": State("未比对上", "○", "unknown"),
}

#: What a rule in force keeps a plot from.
PLOT_RULES = {
    "listed": State("名录地块不得作一住两公", "■", "bad"),
    "heavy": State("重度污染不得作学校住宅", "■", "bad"),
    "survey": State("调查未完成", "▲", "warn"),
    "late_survey": State("先变更后调查", "▲", "warn"),
    "unfinished": State("该办的步骤未完成", "▲", "warn"),
    "delisting": State("未移出名录", "▲", "warn"),
    "key_unit": State("重点单位用地未调查", "▲", "warn"),
}

#: Whether what a rule forbids was done.
BREACHES = {
    "broken": State("违规", "■", "bad"),
    "doubtful": State("违规待核实", "○", "unknown"),
}

#: A step of a plot on a day.
PLOT_STEPS = {
    "done": State("已完成", "✔", "good"),
    "in_progress": State("进行中", "◐", "calm"),
    "not_started": State("未开展", "◇", "warn"),
    "not_required": State("不需要", "－", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
    "closed": State("不得办理", "✘", "warn"),
    "breach": State("违规办理", "■", "bad"),
    "doubtful": State("已办，待核实", "○", "unknown"),
}

#: The two classes of land use that GB 36600 has limits for.
LAND_CLASSES = {1: "第一类用地", 2: "第二类用地"}

#: Soil of a plot against GB 36600. Above the screening value it is to be looked into, and not polluted yet.
SOIL = {
    "below": State("未超筛选值", "●", "good"),
    "survey": State("需详查", "◆", "warn"),
    "intervene": State("须管控或修复", "■", "bad"),
    "unknown": State("检出限高于筛选值，不能判断", "○", "unknown"),
}

#: The stock of violations in the use of land.
CLEARED = {
    "open": State("未清零", "■", "bad"),
    "cleared": State("已清零", "✔", "good"),
    "none": State("没有发现过违规", "●", "calm"),
    "partial": State("已知的已清零，情况未报齐", "◌", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
}

#: How a violation became known: by what the steps of a plot say, or by an inspection.
FOUND_BY = {"rule": "按规定比对", "inspection": "检查发现"}

#: One violation in the use of land.
VIOLATIONS = {
    "open": State("未整改", "■", "bad"),
    "merged": State("已由检查发现，不重复计", "◐", "calm"),
    "closed": State("已整改", "✔", "good"),
}

#: A letter of the ladder on a day, from its issue to its release.
ACTIONS = {
    "overdue": State("回复超期", "■", "bad"),
    "awaiting": State("待回复", "◐", "calm"),
    "rectifying": State("整改中", "▶", "calm"),
    "to_release": State("待解除", "▲", "warn"),
    "later": State("截止日后签发", "▷", "unknown"),
    "released": State("已解除", "✔", "good"),
}

FRESHNESS = {
    "fresh": State("按期", "●", "good"),
    "acceptable": State("可接受", "◐", "calm"),
    "late": State("迟报", "▲", "warn"),
    "stale": State("失效", "■", "bad"),
    "none": State("未上报", "○", "unknown"),
}

#: What stations and towns are ranked by, beside the six pollutants.
COMPOSITE_INDEX = "综合指数"

#: Where a station or a town stands in a ranking.
RANKING = {
    "ranked": State("参加排名", "●", "calm"),
    "insufficient": State("数据不足", "◌", "unknown"),
    "background": State("对照点", "◇", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
}

CITY_RANK = {
    "left": State("已退出后40位", "●", "good"),
    "remains": State("仍在后40位", "■", "bad"),
    "unreported": State("未上报", "○", "unknown"),
}

DUSTFALL = {
    "met": State("达标", "●", "good"),
    "missed": State("超标", "■", "bad"),
    "partial": State("未报齐", "◐", "unknown"),
    "not_judged": State("不作评判", "◇", "unknown"),
    "unreported": State("未上报", "○", "unknown"),
}
