-- From which day until which a rule of plot_rules holds for a plot; infinite where it has no end. One row per span.
-- Source: Soil Law 59 to 61, 65 to 67; notice L294 to L298. A survey after the change of use came too late, clean or
-- not, until an inspection's finding at that plot has been put right since. `is_known` is false where nobody has
-- reported the survey that the rule asks for.
create or replace table plot_rule_spans as
with spans as (
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
        facts.plot_id,
        'survey' as rule_id,
        gates.is_known,
        '-infinity'::date as from_day,
        gates.passed_on as until_day
    from plot_facts as facts
    inner join plot_gates as gates on facts.plot_id = gates.plot_id and gates.gate = 'survey'
    where facts.is_sensitive
    union all
    select
        facts.plot_id,
        'late_survey' as rule_id,
        true as is_known,
        gates.passed_on as from_day,
        if(facts.settled_on >= gates.passed_on, facts.settled_on, 'infinity'::date) as until_day
    from plot_facts as facts
    inner join plot_gates as gates on facts.plot_id = gates.plot_id and gates.gate = 'survey'
    where facts.is_sensitive and facts.steps['use_change'].done_on < gates.passed_on
    union all
    select
        facts.plot_id,
        'key_unit' as rule_id,
        gates.is_known,
        '-infinity'::date as from_day,
        case
            when
                coalesce(facts.steps['use_change'].done_on >= gates.passed_on, true)
                and coalesce(facts.steps['land_supply'].done_on >= gates.passed_on, true)
                then gates.passed_on
            when facts.settled_on >= gates.passed_on then facts.settled_on
            else 'infinity'::date
        end as until_day
    from plot_facts as facts
    inner join plot_gates as gates on facts.plot_id = gates.plot_id and gates.gate = 'survey'
    where facts.is_key_unit
    union all
    select
        gates.plot_id,
        'unfinished' as rule_id,
        true as is_known,
        gates.needed_on as from_day,
        gates.passed_on as until_day
    from plot_gates as gates
    where
        gates.is_known
        and gates.passed_on is not null
        and not (gates.gate = 'survey' and gates.status = 'not_required')
)

select
    plot_id,
    rule_id,
    is_known,
    from_day,
    until_day
from spans
where from_day < until_day;
