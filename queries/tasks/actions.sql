-- The register of what has been issued, with its state on a day; what waits longest for a reply first. One row per
-- action. What was issued after the day stands last but for what is released.
select
    a.number,
    a.plan,
    a.step,
    a.measure,
    a.subject_kind,
    a.subject,
    coalesce(t.heading, t.measure, i.name, g.name, a.subject) as title,
    a.unit,
    a.issued_on,
    a.signed_by,
    a.reply_due,
    a.replied_on,
    a.rectified_on,
    a.released_on,
    a.release_document,
    a.state,
    a.days_over,
    a.note,
    a.evidence
from escalation_actions_on($as_of::date) as a
left join ledger_rows as t on a.subject_kind = 'task' and a.subject = t.task_id
left join indicators as i on a.subject_kind = 'goal' and a.subject = i.indicator_id
left join air_goals as p on a.subject_kind = 'pollutant' and a.subject = p.pollutant
left join indicators as g on p.indicator_id = g.indicator_id
where
    ($plan::varchar is null or a.plan = $plan::varchar)
    and (
        $unit::varchar is null
        or a.unit = canonical_unit($unit::varchar)
        or (
            $include_groups::boolean
            and a.unit in (
                select m.group_unit
                from group_members($as_of::date) as m
                where m.member = canonical_unit($unit::varchar)
            )
        )
    )
    and (
        $keyword::varchar is null
        or contains(fold_name(concat_ws('|', a.number, a.subject, title, a.unit)), fold_name($keyword::varchar))
    )
order by
    list_position(['overdue', 'awaiting', 'rectifying', 'to_release', 'later', 'released'], a.state),
    a.reply_due,
    a.number
