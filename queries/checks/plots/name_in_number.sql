-- A number that has the plot's name in it: numbers are seen by everybody, names are not. One row per line.
-- title: 编号带名称
-- severity: error
select
    line,
    'plot_id' as column_name,
    plot_id as value,
    '编号“' || plot_id || '”里有地块名称。编号人人可见，名称只给领导、生环委办和监管单位看，请换一个不带名称的编号。' as message
from upload
where contains(fold_name(plot_id), fold_name(name))
order by line
