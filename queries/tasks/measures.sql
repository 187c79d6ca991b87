-- The letters that a rung may be issued by, in the order of the notice's words, and until when a reply is asked for by
-- default. One row per plan, step and measure.
select
    m.plan,
    m.step,
    m.measure,
    m.letter,
    m.done_by,
    s.reply_days
from escalation_measures as m
cross join settings as s
order by plan_rank(m.plan), m.step, m.place
