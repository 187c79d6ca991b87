-- Something that is said to have happened after today. One row per offending line.
-- title: 超前数据
-- severity: error
with dated as (
    select
        line,
        unnest(
            [
                struct_pack(name := 'issued_on', given_on := issued_on),
                struct_pack(name := 'replied_on', given_on := replied_on),
                struct_pack(name := 'rectified_on', given_on := rectified_on),
                struct_pack(name := 'released_on', given_on := released_on)
            ]
        ) as given
    from upload
)

select
    line,
    given['name'] as column_name,
    cast(given['given_on'] as varchar) as value,
    '日期晚于今天；还没有办的请留空。' as message
from dated
where given['given_on'] > $today
order by line, column_name
