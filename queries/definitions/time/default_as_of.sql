-- The day the data reaches: the end of the latest month that counts, else the day of issue. One row.
-- A month counts once the official air month of the district is there, or reports of at least the share
-- default_day_share of the units that owe one: a single early report moves nothing for everybody.
-- Source: L16 and L350 for the day of issue; our convention for the share. Annual figures name no month.
create or replace table default_as_of as
with reports as (
    select distinct
        r.period as month,
        coalesce(m.member, r.unit) as unit
    from task_reports as r
    left join unit_members as m
        on
            r.unit = m.group_unit
            and last_day(month_start(r.period)) between m.valid_from and coalesce(m.valid_to, 'infinity'::date)
),

months as (
    select distinct
        month,
        last_day(month_start(month)) as ends_on
    from reports
),

owners as (
    select distinct
        months.month,
        spans.unit
    from months
    inner join task_unit_spans as spans
        on
            spans.valid_from is null
            or months.ends_on between spans.valid_from and spans.valid_to
    anti join unit_members as members
        on
            spans.unit = members.group_unit
            and months.ends_on between members.valid_from and coalesce(members.valid_to, 'infinity'::date)
    where spans.role <> 'support'
),

counted as (
    select owners.month
    from owners
    left join reports on owners.month = reports.month and owners.unit = reports.unit
    cross join settings
    group by owners.month
    having count(reports.unit) >= count(*) * any_value(settings.default_day_share)
    union all
    select month
    from air_monthly
    where length(month) = 7 and scope = 'district'
),

reached as (
    select last_day(month_start(max(month))) as last_counted
    from counted
)

select coalesce(reached.last_counted, settings.issue_date) as as_of
from reached
cross join settings;
