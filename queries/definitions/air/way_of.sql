-- How a mean over several months was made, from the first and last of their ways by name (air_month_sums). One value:
-- days, months or mixed; unknown without any.
create or replace macro way_of(first_way, last_way) as case when first_way <> last_way then 'mixed' else first_way end;
