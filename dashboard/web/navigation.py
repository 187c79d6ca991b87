"""The pages of the board, for the menu and for the server, which must know what is no address of a page."""

#: By section of the menu: the file, title and address of each page, and the filters it has beside the date; None: it
#: counts to no day.
NAVIGATION: dict[str, list[tuple[str, str, str, tuple[str, ...] | None]]] = {
    "": [("overview", "总览", "", ("unit", "deadline", "keyword"))],
    "大气": [
        ("air_targets", "目标进度", "air", ()),
        ("air_outlook", "全年推算", "air-outlook", ()),
        ("air_days", "逐日", "air-days", ()),
        ("air_ranking", "站点与镇街排名", "air-ranking", ()),
        ("air_dustfall", "降尘", "air-dustfall", ()),
        ("air_method", "口径", "air-method", ()),
    ],
    "水": [
        ("water_sections", "断面", "sections", ()),
        ("water_outfalls", "排污口", "outfalls", ()),
        ("water_sources", "水源与黑臭", "water-sources", ()),
        ("water_projects", "重点工程", "projects", ()),
        ("water_problems", "问题清单", "water-problems", ()),
        ("water_goals", "未载明目标", "water-goals", ()),
    ],
    "土壤": [
        ("soil_plots", "地块", "soil", ("unit",)),
        ("soil_violations", "违规与清零", "soil-violations", ()),
        ("soil_monitoring", "自行监测", "self-monitoring", ("unit", "deadline", "keyword")),
        ("soil_farmland", "耕地", "farmland", ("unit", "keyword")),
        ("soil_quarterly", "季度调度", "quarterly", ("unit",)),
        ("soil_matches", "名单比对", "list-matching", ("keyword",)),
    ],
    "任务": [
        ("tasks_ledger", "台账", "ledger", ("unit", "deadline", "keyword")),
        ("tasks_detail", "任务详情", "task", ()),
        ("tasks_report", "填报", "report", ()),
        ("tasks_review", "审核台", "review", ()),
        ("tasks_units", "责任单位", "units", ("unit", "groups")),
        ("tasks_escalation", "预警督办", "escalation", ("unit", "keyword")),
    ],
    "一张图": [("map", "点位分布", "map", ("unit", "groups", "deadline", "keyword"))],
    "数据": [
        ("data_upload", "上传", "upload", ("unit", "groups")),
        ("data_records", "记录", "records", None),
        ("data_questions", "文件存疑", "questions", None),
        ("data_administration", "管理", "administration", None),
    ],
}

#: The title of each page, by its address.
TITLES = {path: title for listed in NAVIGATION.values() for _, title, path, _ in listed}
