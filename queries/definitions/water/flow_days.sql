-- Each day of the year so far with a flow, against what ecology needs at that section. One row per section and day.
-- Source: W-01 做好断面生态流量日常监管 (L194); what is needed is printed nowhere (T58) and comes with its document
-- (ecological_flows). What is needed may be reached; without it no day is judged. A dry day is a flow of 0.
create or replace macro flow_days(as_of) as table
    with known as (
        select * from daily_flows
        where date <= as_of and year(date) = year(as_of)
    )

    select
        k.section,
        k.date,
        k.flow,
        e.required_flow,
        k.flow >= e.required_flow as is_met
    from known as k
    left join ecological_flows as e on k.section = e.section;
