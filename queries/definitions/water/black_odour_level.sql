-- How bad one value is: 0 not black-odorous, 1 mild, 2 severe. One value.
-- Source: black_odour_limits. Which side the mild end value falls on is not stated (rule
-- black_odour_end_values); beyond the severe limit is severe, on it is not.
create or replace macro black_odour_level(value, direction, mild_limit, severe_limit, is_end_value_black) as
case
    when value is null or mild_limit is null then null
    when direction = 'below' and value < severe_limit then 2
    when direction = 'above' and value > severe_limit then 2
    when direction = 'below' and value < mild_limit then 1
    when direction = 'above' and value > mild_limit then 1
    when is_end_value_black and value = mild_limit then 1
    else 0
end;
