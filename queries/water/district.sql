-- The state of the district's water month by month: averaged items, or shares from five sections on. One row per month.
-- Source: 环办〔2011〕22号 (district_months). Shares in percent, one decimal: Ⅰ to Ⅲ, and worse than Ⅴ.
select
    month,
    sections,
    scope,
    class,
    deciding,
    status,
    half_even(good_share, 1) as good_share,
    half_even(worse_share, 1) as worse_share
from district_months($as_of::date)
order by month
