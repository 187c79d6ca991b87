-- The name of an estate without what people write or leave out: blanks, brackets, and a last 小区. One value.
create or replace macro estate_key(estate) as
regexp_replace(regexp_replace(estate, '[\s（）()·“”"]', '', 'g'), '小区$', '');
