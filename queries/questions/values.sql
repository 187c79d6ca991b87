-- What rows of notice and rules say under each reading of a question. One row per reading, dataset, item and field.
-- item_title is what people call the item: a parameter by its title, other items by their numbers and names.
select
    named.question_id,
    named.reading,
    named.dataset,
    named.item,
    coalesce(rules.title, named.item) as item_title,
    named.field,
    named.value
from question_values as named
left join rules on named.dataset = 'rules' and named.item = rules.rule_id
order by named.question_id, named.reading, named.dataset, named.item, named.field
