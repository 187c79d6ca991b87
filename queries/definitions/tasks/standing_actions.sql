-- What is in force against a subject on a rung on a day, or issued since, in words: the latest issued of several.
-- One row per plan, step and subject. What is released by that day is no longer in force.
create or replace macro standing_actions(as_of) as table
    with standing as (
        select
            *,
            case when ends_with(measure, '函') then '发' else '' end || measure as done
        from escalation_actions_on(as_of)
        where state <> 'released'
    ),

    said as (
        select
            plan,
            step,
            subject_kind,
            subject,
            number,
            issued_on,
            state <> 'later' as is_open,
            case when state = 'later' then '已于' || strftime(issued_on, '%Y年%-m月%-d日') || done else '已' || done end
            || '，'
            || case state
                when 'overdue' then '回复已超期' || days_over || '天'
                when 'rectifying' then '整改中'
                when 'to_release' then '待解除'
                else strftime(reply_due, '%-m月%-d日') || '前回复'
            end as said
        from standing
    )

    select
        plan,
        step,
        subject_kind,
        subject,
        bool_or(is_open) as is_open,
        arg_max(number, row(is_open, issued_on, number)) as action_number,
        arg_max(said, row(is_open, issued_on, number)) as action_said
    from said
    group by plan, step, subject_kind, subject;
