-- The mean of each item at a section in a month, from its samples. One row per section, month and indicator.
-- from: water_samples
-- of: section, strftime(time, '%Y-%m') as month, indicator
-- by: water_statistics, sections
-- Source: 环办〔2011〕22号, mean first and class afterwards; 环办监测函〔2020〕82号, below the detection limit half of it. A
-- result below a limit that is not stated has no value. pH is averaged as the hydrogen ions it stands for. Where a
-- section has both automatic and laboratory values of an item, the register says which count (sections.mixing). Without
-- any value the state of the last sampling stays: dry, not sampled, being sampled, frozen.
with rules as (
    select max(value) filter (where parameter = 'below_limit_share') / 100 as below_limit_share
    from lake.water_statistics
),

sampled as (
    select
        s.section,
        strftime(s.time, '%Y-%m') as month,
        s.indicator,
        s.kind,
        sum(
            case
                when s.indicator = 'ph' then pow(10, -s.value) when
                    s.is_below_limit
                    then s.value * r.below_limit_share
                else s.value
            end
        ) as total,
        count(s.value) as samples,
        count(*) filter (where s.is_below_limit) as below_limit,
        arg_max(s.state, s.time) filter (where s.state <> 'sampled') as state,
        max(s.upload_id) as upload_id,
        arg_min(s.line, (-s.upload_id, s.line)) as line
    from lake.water_samples as s
    cross join rules as r
    where
        s.section between $first_section and $last_section
        and s.time >= cast($first_month || '-01' as date)
        and s.time < cast($last_month || '-01' as date) + interval 1 month
        and s.indicator between $first_indicator and $last_indicator
    group by all
),

counted as (
    select
        a.*,
        coalesce(s.mixing, 'together') in ('together', a.kind)
        or not bool_or(a.kind = s.mixing and a.samples > 0) over (partition by a.section, a.month, a.indicator)
            as counts
    from sampled as a
    semi join touched as t on a.section = t.section and a.month = t.month and a.indicator = t.indicator
    left join lake.sections as s on a.section = s.section
)

select
    section,
    month,
    indicator,
    case
        when sum(samples) = 0 then null
        when indicator = 'ph' then -log10(sum(total) / sum(samples))
        else sum(total) / sum(samples)
    end as mean,
    sum(samples)::integer as samples,
    sum(below_limit)::integer as below_limit,
    case when sum(samples) = 0 then max(state) end as state,
    max(upload_id) as upload_id,
    arg_min(line, (-upload_id, line)) as line
from counted
where coalesce(counts, true)
group by section, month, indicator
