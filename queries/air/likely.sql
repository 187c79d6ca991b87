-- Where the year is heading by the two methods that draw nothing, as 全年推算 has them. One row per pollutant.
-- reason says why there is no figure: unreported (no month and no day), insufficient or not_computable (months make no
-- percentile).
select
    years.pollutant,
    years.as_last_year,
    years.keeps_ratio,
    years.annual_target as target,
    years.decimals,
    case
        when years.keeps_ratio is not null then null
        when headline.months_reported = 0 and coalesce(years.valid_days, 0) = 0 then 'unreported'
        when years.is_mean then 'insufficient'
        else coalesce(years.reason, 'insufficient')
    end as reason
from air_year_methods($as_of::date, $scope::varchar, $dust::varchar) as years
inner join air_headline($as_of::date, $scope::varchar, $dust::varchar) as headline
    on years.pollutant = headline.pollutant
order by years.position
