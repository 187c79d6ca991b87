-- How a mean over several months was made, from the first and last of their ways by name (air_month_sums). One value:
-- days, months or mixed.
create or replace macro way_of(first_way, last_way) as case when first_way = last_way then first_way else 'mixed' end;
