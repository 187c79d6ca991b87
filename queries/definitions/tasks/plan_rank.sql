-- The order in which the notice prints its plans. One value.
create or replace macro plan_rank(plan_code) as list_position(['air', 'water', 'soil'], plan_code);
