-- The composite index of the terms of a group. One value. All six must be there, otherwise there is no index.
create or replace macro composite_total(term) as case when count(term) = 6 then half_even(sum(term), 2) end;
