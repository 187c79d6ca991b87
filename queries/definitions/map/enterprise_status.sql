-- Whether each key unit has monitored soil and groundwater, as one state for its mark. One row per enterprise.
-- Source: S-01, 10月底前 (L280), both media by themselves (T72), as monitoring_status has them.
create or replace macro enterprise_status(as_of) as table
    select
        enterprise,
        any_value(town) as town,
        any_value(supervising_unit) as supervising_unit,
        any_value(industry) as industry,
        any_value(line) as line,
        count(done_on) as media_done,
        case
            when count(done_on) = count(*) then 'done'
            when bool_or(state = 'overdue') then 'overdue'
            when count(done_on) > 0 then 'partly'
            else 'not_done'
        end as state
    from monitoring_status(as_of)
    group by enterprise;
