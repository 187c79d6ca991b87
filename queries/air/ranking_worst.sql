-- The last towns of each ranking, in words for the notice, where enough towns are ranked. One row per pollutant.
-- Source: the rules ranking_least_towns and ranking_worst. Towns that share the place are all named; a town in first
-- place never is. pollutant may be composite_index.
with rankings as (
    select * from air_ranking($as_of::date, $period::varchar, $dust::varchar)
    where kind = 'town'
)

select
    r.pollutant,
    count(*) filter (where r.state = 'ranked') as towns_ranked,
    any_value(s.ranking_least_towns) as least_towns,
    any_value(s.ranking_worst) as worst,
    count(*) filter (where r.state = 'ranked') >= any_value(s.ranking_least_towns) as is_named,
    case
        when count(*) filter (where r.state = 'ranked') >= any_value(s.ranking_least_towns)
            then string_agg(
                r.name || '（' || trim(format('{:.' || r.decimals || 'f} ', r.value) || r.unit_of_measure)
                || case when r.is_tied then '，并列第' else '，第' end || r.rank || '名'
                || coalesce('，去年同期第' || r.last_year_rank || '名', '') || '）',
                '、'
                order by r.rank_from_last, r.code
            ) filter (where r.rank_from_last <= s.ranking_worst and r.rank > 1)
    end as named,
    coalesce(bool_or(r.is_demo), false) as is_demo
from rankings as r
cross join settings as s
group by r.pollutant
order by any_value(r.position)
