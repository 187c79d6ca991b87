"""任务 → 预警督办: who meets which clause of the ladders by which figures, the draft of a letter, and the register."""

from dashboard.web.desks.escalation_draft import show_draft
from dashboard.web.desks.escalation_register import show_course_form
from dashboard.web.filters import chosen
from dashboard.web.opener import query
from dashboard.web.screen import empty, heading, source_line
from pages import tasks_escalation_parts as parts

RESTS_ON = ["task_reports", "closures", "air_monthly", "farmland_units", "escalation_actions"]

filters = chosen()
heading("任务·预警督办", filters, RESTS_ON, questions="tasks")

asked = filters.parameters("as_of", "unit", "include_groups", "keyword")
suggestions, actions = query("tasks/suggestions", **asked), query("tasks/actions", **asked)
rules = query("tasks/escalation_rules")
parts.in_one_line(suggestions, actions)

if suggestions.empty:
    empty(filters, "符合督办条款的任务、污染物和目标")
else:
    # Above the list: who follows 拟办 in a row finds the draft where the page begins.
    show_draft(suggestions, filters.as_of, RESTS_ON)
    parts.suggestions_by_rung(suggestions, rules)

parts.register(actions)
show_course_form(actions)
parts.left_to_people(rules)

source_line(filters, RESTS_ON, ["tasks/suggestions", "tasks/actions", "tasks/escalation_rules"])
