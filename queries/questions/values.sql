-- What rows of notice and rules say under each reading of a question. One row per reading, dataset, item and field.
select
    question_id,
    reading,
    dataset,
    item,
    field,
    value
from question_values
order by question_id, reading, dataset, item, field
