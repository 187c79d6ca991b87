-- A day before one that comes first: issued, replied, rectified, released; a reply due before the letter. One row per
-- offending line.
-- title: 日期先后
-- severity: error
with dated as (
    select
        line,
        unnest(
            [
                struct_pack(name := 'reply_due', title := '回复期限', given_on := reply_due, first := issued_on),
                struct_pack(name := 'replied_on', title := '回复日期', given_on := replied_on, first := issued_on),
                struct_pack(
                    name := 'rectified_on',
                    title := '整改完成日期',
                    given_on := rectified_on,
                    first := greatest(issued_on, replied_on)
                ),
                struct_pack(
                    name := 'released_on',
                    title := '解除日期',
                    given_on := released_on,
                    first := greatest(issued_on, replied_on, rectified_on)
                )
            ]
        ) as given
    from upload
)

select
    line,
    given['name'] as column_name,
    cast(given['given_on'] as varchar) as value,
    given['title'] || '早于' || cast(given['first'] as varchar)
    || '，先后应为签发、回复、整改完成、解除；请核对。' as message
from dated
where given['given_on'] < given['first']
order by line, column_name
