-- An item as exceeding ones are listed: with the multiple in brackets, such as ammonia_nitrogen(0.05), or by its name
-- alone where it has none. One value.
create or replace macro item_with_multiple(item, multiple) as item || coalesce(format('({:.2f})', multiple), '');
