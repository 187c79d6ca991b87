-- How many days of a period up to as_of were good, with and without recognised dust, and what led most often. One row.
-- Source: HJ 633 (good is level 1 or 2, index to 100; heavy is level 5 or 6, above 200). The ratio is of valid days,
-- one decimal half to even. Adjusted leaves the recognised dust days above 100 out of both (环办监测〔2016〕120号; the yearly
-- national bulletin gives both). Without a valid day everything is unknown. The notice sets no target for either (T13).
with asked as (
    select * from air_period($as_of::date, $period::varchar)
),

days as (
    select
        r.level,
        r.primary_pollutants,
        r.is_dust and r.level > 2 as is_dust_exceedance,
        r.is_dust
    from air_area_ratings as r
    cross join asked as p
    where
        r.scope = $scope::varchar
        and r.edition = $edition::varchar
        and r.valid
        and r.date between p.first_date and p.last_date
),

rates as (
    select value::integer as decimals
    from air_statistics
    where parameter = 'rate_decimals'
),

counts as (
    select
        count(*) as valid_days,
        nullif(count(*), 0) as of_days,
        count(*) filter (where level <= 2) as good_days,
        count(*) filter (where level >= 5) as heavy_days,
        count(*) filter (where is_dust) as dust_days,
        count(*) filter (where not is_dust_exceedance) as adjusted_valid_days
    from days
),

leaders as (
    select unnest(string_split(primary_pollutants, ',')) as pollutant
    from days
    where primary_pollutants is not null
),

leading_days as (
    select
        pollutant,
        count(*) as led_on,
        max(count(*)) over () as most
    from leaders
    group by pollutant
),

foremost as (
    select
        string_agg(l.pollutant, ',' order by s.line) as primary_pollutants,
        any_value(l.led_on) as primary_days
    from leading_days as l
    inner join air_standards as s on l.pollutant = s.pollutant
    where l.led_on = l.most
)

select
    p.first_date,
    p.last_date,
    c.valid_days,
    case when c.of_days is not null then c.good_days end as good_days,
    half_even(100 * c.good_days / c.of_days, rates.decimals) as good_ratio,
    case when c.of_days is not null then c.heavy_days end as heavy_days,
    case when c.of_days is not null then c.dust_days end as dust_days,
    c.adjusted_valid_days,
    half_even(100 * c.good_days / nullif(c.adjusted_valid_days, 0), rates.decimals) as adjusted_good_ratio,
    f.primary_pollutants,
    f.primary_days
from asked as p
cross join counts as c
cross join rates
cross join foremost as f
