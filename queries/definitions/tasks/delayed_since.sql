-- Since when the reports of a task have called it delayed, month by month without another claim between. One row per
-- task whose latest report by that day calls it delayed.
create or replace macro delayed_since(as_of) as table
    with known as (
        select
            task_id,
            claim,
            known_from,
            max(known_from) filter (where claim <> 'delayed') over (partition by task_id) as last_other
        from report_spans
        where known_from <= as_of
    )

    select
        task_id,
        min(known_from) as delayed_since
    from known
    where claim = 'delayed' and known_from > coalesce(last_other, '-infinity'::date)
    group by task_id;
