-- A value that judgements cannot use: no day, no number, a number out of reason, nothing. One row per offending line.
-- title: 参数取值
-- severity: error
-- What a value has to be follows from its unit; days and words have none. What the notice leaves open may be blank.
with valued as (
    select
        u.line,
        u.rule_id,
        trim(u.value) as value,
        coalesce(r.unit_of_measure, u.unit_of_measure) as unit,
        case
            when u.rule_id in ('issue_date', 'plan_year_start', 'plan_year_end') then 'day'
            when u.rule_id in ('flood_season_start', 'heating_season_start') then 'day_or_blank'
            when u.rule_id = 'default_day_share' then 'share'
            when u.rule_id = 'black_odour_end_values' then 'end_values'
            when u.rule_id = 'black_odour_shallow_grade' then 'grade'
            when unit in ('%', 'cm') then 'number'
            when unit is not null then 'whole'
        end as form
    from upload as u
    left join rules as r on u.rule_id = r.rule_id
)

select
    line,
    'value' as column_name,
    value,
    case
        when form in ('day', 'day_or_blank') then '应为日期，请写成 2023-06-01 的样子。'
        when form = 'share' then '应为0到1之间的数，如0.5。'
        when form = 'end_values' then '应为“不算黑臭”或“算黑臭”。'
        when form = 'grade' then '应为“轻度”或“重度”。'
        when form = 'number' then '应为大于0的数，只填数，不带单位' || if(unit = '%', '，不超过100。', '。')
        when unit = '月' then '应为1到12的整数，只填数。'
        when unit = '日' then '应为1到31的整数，只填数。'
        else '应为大于0的整数，只填数，不带单位和文字。'
    end as message
from valued
where
    not coalesce(
        case form
            when 'day' then try_cast(value as date) is not null
            when 'day_or_blank' then value is null or try_cast(value as date) is not null
            when 'share' then try_cast(value as double) between 0 and 1
            when 'end_values' then value in ('不算黑臭', '算黑臭')
            when 'grade' then value in ('轻度', '重度')
            when 'number' then try_cast(value as double) > 0 and (unit <> '%' or try_cast(value as double) <= 100)
            when 'whole'
                then
                    regexp_full_match(value, '[0-9]{1,4}')
                    and try_cast(value as integer) between 1 and case unit
                        when '月' then 12 when '日' then 31 else 9999
                    end
            else true
        end,
        false
    )
order by line
