-- The level of an index, 1 to 6. One value. Source: HJ 633-2012 Table 2.
create or replace macro aqi_level(aqi, scales) as
case when aqi is not null then 1 + len(list_filter(scales['tops'], lambda top: top < aqi)) end;
