-- Which pollutant meets which case of the air plan's ladder on a day, with its figures. One row per case and pollutant.
-- Source: L110, whose words have no formula (T19); what a figure is and whether it meets its target is defined behind
-- air/progress and air/year. Only what is known counts: months 1..n without a gap, a year on which all readings agree.
-- Annex 1 is for the district: another scope has no target and meets no case. Worse than last year: both cumulated
-- means rounded alike and compared, in every month up to the latest.
create or replace macro air_cases(as_of, for_scope, for_dust) as table
    with months as (
        select
            pollutant,
            month,
            cumulative_actual,
            cumulative_target,
            cumulative_baseline,
            cumulative_state,
            max(month) filter (where month_actual is not null) over (partition by pollutant) as latest_month
        from air_month_progress(as_of, for_scope, for_dust)
    ),

    known as (
        select
            m.*,
            g.decimals
        from months as m
        inner join air_goals as g on m.pollutant = g.pollutant
    ),

    years as (
        select
            pollutant,
            value,
            text_target
        from air_year_verdict(as_of, for_scope, for_dust)
        where state = 'off_target'
    ),

    year_over as (
        select plan_year_end <= as_of as is_over
        from settings
    ),

    rounded as (
        select
            *,
            half_even(cumulative_actual, decimals) as actual,
            half_even(cumulative_target, decimals) as target,
            half_even(cumulative_baseline, decimals) as baseline
        from known
        where month <= latest_month
    ),

    runs as (
        select
            pollutant,
            max(month) as latest_month,
            max(month) - coalesce(max(month) filter (where cumulative_state <> 'off_target'), 0) as months_off,
            max(month) - coalesce(max(month) filter (where target_state(actual, baseline) <> 'off_target'), 0)
                as months_worse,
            arg_max(actual, month) as actual,
            arg_max(target, month) as target,
            arg_max(baseline, month) as baseline
        from rounded
        group by pollutant
    ),

    named as (
        select
            g.pollutant,
            i.name,
            i.unit_of_measure,
            g.decimals,
            '（' || case g.force when 'binding' then '约束性' when 'aspirational' then '努力争取性' else '性质未写明' end
            || '目标，文件第' || g.text_line || '行）' as which_target
        from air_goals as g
        inner join indicators as i on g.indicator_id = i.indicator_id
    ),

    met as (
        select
            'E01' as rule_id,
            r.pollutant,
            r.latest_month - r.months_off + 1 as from_month,
            '1至' || r.latest_month || '月累计' || as_written(r.actual) || n.unit_of_measure || '，高于累计目标'
            || as_written(r.target) || n.which_target as proof
        from runs as r
        inner join named as n on r.pollutant = n.pollutant
        where r.months_off > 0
        union all
        select
            'E05' as rule_id,
            r.pollutant,
            r.latest_month - r.months_worse + 1 as from_month,
            '累计浓度连续' || r.months_worse || '个月高于上年同期：1至' || r.latest_month || '月'
            || as_written(r.actual) || n.unit_of_measure || '，上年同期' || as_written(r.baseline) as proof
        from runs as r
        inner join named as n on r.pollutant = n.pollutant
        inner join settings as s on r.months_worse >= s.worsening_months
        union all
        select
            'E07' as rule_id,
            y.pollutant,
            12 as from_month,
            '全年值' || as_written(y.value) || n.unit_of_measure || '，高于年目标' || as_written(y.text_target)
            || n.which_target as proof
        from years as y
        inner join named as n on y.pollutant = n.pollutant
        inner join year_over as o on o.is_over
    )

    select
        m.rule_id,
        'pollutant' as subject_kind,
        m.pollutant as subject,
        n.name as title,
        last_day(make_date(year(s.plan_year_end), m.from_month, 1)) as since,
        m.proof
    from met as m
    inner join named as n on m.pollutant = n.pollutant
    cross join settings as s;
