-- Total chromium is no hexavalent chromium: GB 36600 has limits for the latter alone. One row per offending line.
-- title: 总铬不是六价铬
-- severity: error
select
    line,
    'value' as column_name,
    as_written(value) as value,
    '“铬”“总铬”不是六价铬，GB 36600只有六价铬的限值，不能代替。是六价铬的请把项目改写成“六价铬”，是总铬的请去掉这一项。' as message
from upload
where item = 'total_chromium'
order by line
