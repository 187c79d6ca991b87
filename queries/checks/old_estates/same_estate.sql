-- An estate that is listed already under a name that differs by blanks, brackets or 小区 only. One row per line.
-- title: 同一小区
-- severity: warning
with known as (
    select
        estate,
        estate_key(estate) as same,
        line
    from upload
    union all
    select
        stored.estate,
        estate_key(stored.estate) as same,
        0 as line
    from old_estates as stored
    anti join upload using (estate)
),

first_listed as (
    select
        estate,
        line,
        first_value(estate) over (partition by same order by line, estate) as earlier
    from known
)

select
    line,
    'estate' as column_name,
    estate as value,
    '与“' || earlier || '”像是同一个小区，只按一个计数，请核对。' as message
from first_listed
where line > 0 and estate <> earlier
order by line
