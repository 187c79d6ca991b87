-- The items that decide the class: those of the worst one, joined by commas. One value.
-- Source: 环办〔2011〕22号, the worst item decides. `classes` are in the order of `items`, which is that of the table;
-- at class Ⅰ, which no item holds back, it is every item.
create or replace macro deciding_items(items, classes) as
nullif(
    array_to_string(
        list_where(items, list_transform(classes, lambda class: coalesce(class = list_max(classes), false))),
        ','
    ),
    ''
);
