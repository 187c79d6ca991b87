-- How uploaded hours are kept: by the moment at which each ends, whatever its feed writes. One row per line.
-- So one hour has one key: a day that comes again from a feed that labels the beginning of an hour replaces itself, and
-- no hour is moved to the day before. hour_label then says that the time is the end, also in a file that is exported.
-- sets: hour_label
-- Source: HJ 633-2012 5.1.3 for the end; air_feeds.hour_label for what a feed does.
with labelled as (
    select
        staged.*,
        coalesce(staged.hour_label, feeds.hour_label) as label
    from staged
    left join air_feeds as feeds on staged.feed = feeds.feed
)

select
    station,
    hour_start(time, label) + interval 1 hour as time,
    so2,
    no2,
    pm10,
    pm2_5,
    co,
    o3,
    status,
    feed,
    case when label = 'beginning' then 'ending' else hour_label end as hour_label,
    line
from labelled
