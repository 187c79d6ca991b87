-- The state of a month and of an earlier one, in steps of 优, 良好, 轻度, 中度, 重度污染, in words. One value.
-- Source: 环办〔2011〕22号: no step is no marked change, one some, two or more a marked one; positive steps are better.
create or replace macro water_change(steps, marked_steps) as
case
    when steps is null then '无法比较'
    when steps = 0 then '无明显变化'
    when steps >= marked_steps then '明显好转'
    when steps > 0 then '有所好转'
    when steps <= -marked_steps then '明显变差'
    else '有所变差'
end;
