-- The index of six sub-indices: the largest. One value. Source: HJ 633-2012 4.4.1 formula (2).
-- Where all six are needed and one is missing, only an index above 100 is sure (HJ 633-2026 5.3.1).
create or replace macro air_aqi(sub_indices, needs_all, scales) as
case
    when
        not needs_all
        or len(list_filter(sub_indices, lambda sub_index: sub_index is null)) = 0
        or list_max(sub_indices) > scales['tops'][2]
        then greatest(list_max(sub_indices), case when list_max(sub_indices) is not null then scales['least_aqi'] end)
end;
