-- The months that a report can be handed in for: from the first that owes one to the month after a day's, the newest
-- first. One row per month. counts_to is the day to which a month is looked at: the day itself, and in the month that
-- the board does not count to yet, the day of it that is nearest to today. is_late_now: what comes today comes late.
with months as (
    select
        unnest(
            generate_series(date_trunc('month', issue_date), $as_of::date + interval 1 month, interval 1 month)
        )::date as first_day,
        issue_date,
        report_day
    from settings
)

select
    month_of(first_day) as month,
    report_due_on(month_of(first_day), report_day) as due_on,
    case
        when first_day <= $as_of::date then $as_of::date
        else greatest(first_day, least($today::date, last_day(first_day)))
    end as counts_to,
    is_past_report_day(month_of(first_day), $today::date, report_day, issue_date) as is_late_now
from months
where coalesce(report_due_on(month_of(first_day), report_day) >= issue_date, true)
order by first_day desc
