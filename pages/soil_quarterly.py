"""土壤 → 季度调度: quarter by department for S-09 and S-11, what was shared, funds, and the minutes to take along."""

from dashboard.web.controls import show_tabs
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, source_line
from pages import soil_quarterly_parts as parts

RESTS_ON = ["quarterly_dispatch", "department_shares", "soil_funds"]

filters = chosen()
heading("土壤·季度调度", filters, RESTS_ON, questions="soil")

asked = filters.parameters("as_of", "unit")
dispatch, shares = query("soil/quarterly", **asked), query("soil/quarterly_shares", **asked)
if dispatch.empty and shares.empty:
    empty(filters, "按季度调度的部门")
else:
    parts.latest_quarter(dispatch, shares)
    show_tabs(
        {
            "调度填报": lambda: parts.dispatch(dispatch),
            "信息共享": lambda: parts.shares(shares, query("soil/shares", **asked)),
            "资金项目": lambda: parts.funds(query("soil/funds", **asked)),
        }
    )
parts.minutes(RESTS_ON)

source_line(filters, RESTS_ON, ["soil/quarterly", "soil/quarterly_shares", "soil/funds"])
