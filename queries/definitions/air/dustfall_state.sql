-- Whether dustfall keeps to the limit, which it may reach: 5.0 does, 5.1 does not (L76). One value.
-- partial: not all that belongs to the figure is reported, so it is not judged. not_judged: no limit for that year.
create or replace macro dustfall_state(value, is_whole, dustfall_limit) as
case
    when value is null then 'unreported'
    when dustfall_limit is null then 'not_judged'
    when not is_whole then 'partial'
    when value <= dustfall_limit then 'met'
    else 'missed'
end;
