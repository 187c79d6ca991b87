-- The sheet of steps: every plot that its reader sees with each of its steps, with what is reported already.
-- One row per plot and step.
with steps (position, step) as (
    values
    (1, 'survey'),
    (2, 'risk_assessment'),
    (3, 'remediation'),
    (4, 'effect_assessment'),
    (5, 'delisting'),
    (6, 'use_change'),
    (7, 'land_supply'),
    (8, 'planning_permit'),
    (9, 'construction')
)

select
    plots.plot_id,
    steps.step,
    plot_steps.status,
    plot_steps.started_on,
    plot_steps.done_on,
    plot_steps.document,
    plot_steps.reviewer,
    plot_steps.result,
    plot_steps.source
from plots
cross join steps
left join plot_steps on plots.plot_id = plot_steps.plot_id and steps.step = plot_steps.step
where plots.name <> withheld()
order by plots.plot_id, steps.position
