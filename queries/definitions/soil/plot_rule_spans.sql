-- From which day until which a rule of plot_rules holds for a plot; infinite where it has no end. One row per span.
-- Source: Soil Law 59 to 61, 65 to 67; notice L294 to L298. A survey after the change of use came too late, clean or
-- not, until the first finding of an inspection at that plot that is put right after it. `is_known` is false where
-- nobody has reported the survey that the rule asks for.
create or replace table plot_rule_spans as
with surveyed as (
    select
        f.plot_id,
        f.is_sensitive,
        f.is_key_unit,
        f.steps['use_change'].done_on as changed_on,
        f.steps['land_supply'].done_on as supplied_on,
        g.is_known,
        g.passed_on,
        coalesce(first_from(f.settled_days, g.passed_on), 'infinity'::date) as settled_on
    from plot_facts as f
    inner join plot_gates as g on f.plot_id = g.plot_id and g.gate = 'survey'
),

spans as (
    select
        plot_id,
        'listed' as rule_id,
        true as is_known,
        coalesce(listed_on, '-infinity'::date) as from_day,
        coalesce(steps['delisting'].done_on, 'infinity'::date) as until_day
    from plot_facts
    where is_listed and is_sensitive
    union all
    select
        plot_id,
        'delisting' as rule_id,
        true as is_known,
        coalesce(listed_on, '-infinity'::date) as from_day,
        coalesce(steps['delisting'].done_on, 'infinity'::date) as until_day
    from plot_facts
    where is_listed
    union all
    select
        plot_id,
        'heavy' as rule_id,
        true as is_known,
        '-infinity'::date as from_day,
        'infinity'::date as until_day
    from plot_facts
    where is_heavy and is_home_or_school
    union all
    select
        plot_id,
        'survey' as rule_id,
        is_known,
        '-infinity'::date as from_day,
        passed_on as until_day
    from surveyed
    where is_sensitive
    union all
    select
        plot_id,
        'late_survey' as rule_id,
        true as is_known,
        passed_on as from_day,
        settled_on as until_day
    from surveyed
    where is_sensitive and changed_on < passed_on
    union all
    select
        plot_id,
        'key_unit' as rule_id,
        is_known,
        '-infinity'::date as from_day,
        case
            when coalesce(changed_on >= passed_on, true) and coalesce(supplied_on >= passed_on, true) then passed_on
            else settled_on
        end as until_day
    from surveyed
    where is_key_unit
    union all
    select
        plot_id,
        'unfinished' as rule_id,
        true as is_known,
        needed_on as from_day,
        passed_on as until_day
    from plot_gates
    where is_known and passed_on is not null and not (gate = 'survey' and status = 'not_required')
)

select
    plot_id,
    rule_id,
    is_known,
    from_day,
    until_day
from spans
where from_day < until_day;
