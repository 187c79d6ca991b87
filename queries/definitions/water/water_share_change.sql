-- The change of a district of five or more sections by its shares, in words. One value.
-- Source: 环办〔2011〕22号: points won of Ⅰ to Ⅲ less points won of worse than Ⅴ; up to 10 no marked change, up to 20 some.
create or replace macro water_share_change(points, unmarked_points, marked_points) as
case
    when points is null then '无法比较'
    when abs(points) <= unmarked_points then '无明显变化'
    when points > marked_points then '明显好转'
    when points > 0 then '有所好转'
    when points < -marked_points then '明显变差'
    else '有所变差'
end;
