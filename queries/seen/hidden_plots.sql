-- The plots whose name, place and samples a reader does not see who sees those that $units supervise. One row per plot.
-- Source: 疑似污染地块的名称、坐标和样品只给领导、生环委办和主管单位 (data/access/rights.csv). A plot that nobody supervises is
-- seen by no unit. `names` are those that tell of it.
select
    plot_id,
    name,
    list_filter([name, owner], lambda each: each <> '') as names
from plots
where supervising_unit is null or not list_contains($units::varchar[], supervising_unit)
