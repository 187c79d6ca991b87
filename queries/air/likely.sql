-- Where the year is heading by the two methods that draw nothing, as 全年推算 has them. One row per pollutant.
-- reason says why there is no figure: not_computable (months make no percentile) or insufficient.
select
    pollutant,
    as_last_year,
    keeps_ratio,
    annual_target as target,
    decimals,
    case
        when keeps_ratio is not null then null
        when is_mean then 'insufficient'
        else coalesce(reason, 'insufficient')
    end as reason
from air_year_methods($as_of::date, $scope::varchar, $dust::varchar)
order by position
