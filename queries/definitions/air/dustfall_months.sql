-- Dustfall of a month as it counts: what a pot collected in n days is scaled to 30, unrounded. One row per month, town.
-- Source: GB/T 15265, the laboratory's figure is for 30 days. Without the days it was scaled before it was reported.
create or replace view dustfall_months as
select
    d.month,
    d.town,
    d.value * 30 / coalesce(d.days_exposed, 30) as exact_value,
    d.value as reported_value,
    d.days_exposed,
    d.source,
    coalesce(u.is_demo, false) as is_demo
from dustfall as d
left join uploads as u on d.upload_id = u.upload_id;
