-- An outline that begins far from the district (its bounding box and 0.2 degrees around it). One row per line.
-- title: 边界在区外
-- severity: warning
with first_points as (
    select
        line,
        outline,
        try_cast(regexp_extract(outline, '(-?[0-9.]+)\s+(-?[0-9.]+)', 1) as double) as lon,
        try_cast(regexp_extract(outline, '(-?[0-9.]+)\s+(-?[0-9.]+)', 2) as double) as lat
    from upload
)

select
    line,
    'outline' as column_name,
    left(outline, 40) as value,
    '边界不在城区范围附近，请核对坐标系，经度在前、纬度在后，单位是度。' as message
from first_points
where lon not between 112.5 and 113.2 or lat not between 35.2 and 35.8
order by line
