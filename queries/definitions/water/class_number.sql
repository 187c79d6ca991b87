-- A water class written by an office, such as Ⅳ类 or 4, as its number; anything else is unknown. One value.
create or replace macro class_number(written) as
coalesce(try_cast(left(written, 1) as integer), list_position(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'], left(written, 1)));
