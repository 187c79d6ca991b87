-- How many key units had finished each medium by each day on which one did (S-01, L280). One row per medium and day.
-- NULL filters nothing.
with shown as (
    select enterprise
    from
        monitoring_enterprises(
            $as_of::date, $unit::varchar, $keyword::varchar, $deadline::varchar, $due_from::date, $due_to::date
        )
),

days as (
    select
        s.medium,
        s.position,
        s.done_on as day,
        count(*) as done
    from monitoring_status($as_of::date) as s
    semi join shown on s.enterprise = shown.enterprise
    where s.done_on is not null
    group by s.medium, s.position, s.done_on
)

select
    medium,
    day,
    sum(done) over (partition by medium order by day)::integer as done
from days
order by position, day
