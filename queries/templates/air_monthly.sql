-- The month sheet: every pollutant in both scopes, with what is reported already. One row per pollutant and scope.
select
    strftime($as_of::date, '%Y-%m') as month,
    goals.pollutant,
    scopes.scope,
    air_monthly.value,
    air_monthly.source,
    air_monthly.adjusted_value
from (select distinct air_targets.pollutant from air_targets) as goals
cross join (values ('district'), ('urban')) as scopes (scope)
left join air_monthly
    on
        goals.pollutant = air_monthly.pollutant
        and scopes.scope = air_monthly.scope
        and air_monthly.month = strftime($as_of::date, '%Y-%m')
order by scopes.scope, goals.pollutant
