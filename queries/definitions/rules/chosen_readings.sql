-- What fields of notice and rules say under the readings that are chosen, by 'dataset/item/field'. One row.
-- Source: question_values for what a reading means in figures; questions.chosen for which one holds (stores of an
-- earlier release have it in words, with an explanation behind). Where both stand, the rows hold as they are.
create or replace table chosen_readings as
with chosen as (
    select
        question_id,
        case
            when chosen = 'reading_1' or chosen like '读法一%' then 'reading_1'
            when chosen = 'reading_2' or chosen like '读法二%' then 'reading_2'
        end as reading
    from questions
)

select map(list(concat_ws('/', v.dataset, v.item, v.field)), list(v.value)) as value_of
from question_values as v
inner join chosen as c on v.question_id = c.question_id and v.reading = c.reading;
