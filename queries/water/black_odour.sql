-- The grade of each black-odour water, its points, and the stretches that are severe. One row per water.
-- clean, mild, severe; rural waters clean or black_odorous; insufficient, unmonitored: no grade.
select
    water,
    grade,
    area,
    town,
    stretch,
    length,
    points_listed,
    points,
    rounds,
    severe_points,
    mild_points,
    severe_stretches
from black_odour_status($as_of::date)
order by position, water
