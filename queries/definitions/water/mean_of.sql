-- The mean of the means of an item: that of pH through the hydrogen ions they stand for. One value, of a group.
-- Source: pH as the public code SurfaceWater averages it; a mean of 6.0 and 8.0 is 6.3.
create or replace macro mean_of(indicator, mean) as
if(any_value(indicator) = 'ph', -log10(avg(pow(10, -mean))), avg(mean));
