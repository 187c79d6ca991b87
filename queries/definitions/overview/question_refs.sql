-- Which question concerns which item. One row per question and item.
-- Source: the column refs of questions, where IA-03至IA-07 stands for a run of items.
create or replace table question_refs as
with parts as (
    select
        question_id,
        unnest(string_split(refs, '、')) as part
    from questions
),

runs as (
    select
        question_id,
        regexp_extract(part, '^(.+-)\d+', 1) as prefix,
        regexp_extract(part, '-(\d+)', 1) as first_number,
        regexp_extract(part, '-(\d+)$', 1) as last_number
    from parts
)

select
    question_id,
    prefix || lpad(
        unnest(generate_series(first_number::integer, last_number::integer))::varchar,
        length(first_number)::integer,
        '0'
    ) as item_id
from runs
where prefix <> '';
