"""土壤 → 自行监测: key units by medium, how many days are left, and who is missing."""

import streamlit as st

from dashboard.text import UNREPORTED
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, source_line
from dashboard.web.tasks import task_link
from pages import soil_monitoring_parts as parts

RESTS_ON = ["monitored_enterprises", "self_monitoring"]
FILTERS = ("as_of", "unit", "keyword", "deadline", "due_from", "due_to")

filters = chosen()
heading("土壤·自行监测", filters, RESTS_ON, questions="soil")
st.info(
    f"“土壤污染重点监管单位10月底前，完成本年度土壤和地下水自行监测”（文件第280行，任务{task_link('S-01')}）。"
    "年份按2023年，土壤和地下水分开计（存疑T72）。",
    icon=":material/info:",
)

asked = filters.parameters(*FILTERS)
enterprises = query("soil/self_monitoring", **asked)
if query("soil/monitoring", as_of=filters.as_of)["listed"].isna().all():
    st.markdown(
        f":gray[○ {UNREPORTED}]：还没有重点监管单位名录，可在“数据·上传”的“土壤污染重点监管单位”中上报。"
        "没有上报不等于没有重点监管单位。"
    )
elif enterprises.empty:
    empty(filters, "重点监管单位")
else:
    summary = query("soil/monitoring", **asked).iloc[0]
    parts.countdown(summary)
    parts.picture(query("soil/monitoring_curve", **asked), summary, filters.as_of)
    parts.by_unit(query("soil/monitoring_units", **asked))
    parts.one_by_one(enterprises)

source_line(filters, RESTS_ON, ["soil/monitoring", "soil/self_monitoring", "soil/monitoring_units"])
