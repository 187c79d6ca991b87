-- A point that is not registered for its water: it would count for nothing. One row per offending line.
-- title: 监测点没有登记
-- severity: error
select
    upload.line,
    'point' as column_name,
    upload.point as value,
    upload.water || '没有登记监测点“' || upload.point || '”，请先在“黑臭水体监测点”中登记。' as message
from upload
anti join black_odour_points using (water, point)
order by upload.line
