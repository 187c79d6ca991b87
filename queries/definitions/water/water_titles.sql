-- The items of GB 3838-2002 Table 1, from title to code and from code to title. One row of two maps.
create or replace table water_titles as
select
    map(list(title), list(item)) as codes,
    map(list(item), list(title)) as titles
from water_items
where table_number = 1;
