-- Which uses one plot may be planned for on a day: by which condition and clause a use is refused, NULL where none
-- refuses it. One row per use, in the order of the classification.
select
    u.code,
    u.number,
    u.name,
    u.land_class,
    string_agg(r.condition, '；' order by r.source_line, r.rule_id) as conditions,
    string_agg(a.clause, '；' order by r.source_line, r.rule_id) as clauses
from land_classes as u
inner join plots as p on p.plot_id = $plot::varchar
left join plot_rules_on($as_of::date) as l on p.plot_id = l.plot_id and l.rule_id = 'delisting'
left join plot_rules as r
    on
        case r.rule_id
            when 'listed'
                then u.is_residential_or_public and l.rule_id is not null
            when 'heavy' then u.is_home_or_school and p.is_heavy
            else false
        end
left join plot_rule_acts as a on r.rule_id = a.rule_id and a.act = 'use_change'
group by u.code, u.number, u.name, u.land_class
order by u.number nulls last, u.code
