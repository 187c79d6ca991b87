-- When each key unit finished monitoring a medium in a year. One row per enterprise, year and medium.
-- Source: self_monitoring. Registers of earlier releases hold a day for each medium themselves, of 本年度: it counts for
-- the year of the plan where self_monitoring has no row of that enterprise, year and medium.
create or replace table monitoring_done as
with of_register as (
    select
        e.enterprise,
        year(n.due_date) as year,
        n.medium,
        if(n.medium = 'soil', e.soil_done_on, e.groundwater_done_on) as done_on
    from monitored_enterprises as e
    cross join monitoring_nodes as n
)

select
    enterprise,
    year,
    medium,
    done_on,
    report
from self_monitoring
union all
select
    r.enterprise,
    r.year,
    r.medium,
    r.done_on,
    null as report
from of_register as r
anti join self_monitoring as s on r.enterprise = s.enterprise and r.year = s.year and r.medium = s.medium
where r.done_on is not null;
