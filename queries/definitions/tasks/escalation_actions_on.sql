-- What has been issued against whom, and how it stands on a day. One row per action.
-- A row keeps the whole course: what lies after the day has not happened yet. One issued after the day is later: it is
-- shown, for a day to count to is mostly the end of the month before, and nobody is to issue the same again.
create or replace macro escalation_actions_on(as_of) as table
    select
        number,
        plan,
        step,
        measure,
        subject_kind,
        subject,
        unit,
        issued_on,
        signed_by,
        reply_due,
        replied_on,
        rectified_on,
        released_on,
        release_document,
        note,
        evidence,
        case
            when issued_on > as_of then 'later'
            when released_on <= as_of then 'released'
            when rectified_on <= as_of then 'to_release'
            when replied_on <= as_of then 'rectifying'
            when reply_due < as_of then 'overdue'
            else 'awaiting'
        end as state,
        case when reply_due < as_of then as_of - reply_due end as days_over
    from escalation_actions;
