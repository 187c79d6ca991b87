-- Findings of unlawful land use on a day: found, put right, remaining (S-13, L318). One row; NULL: none ever reported.
with counted as (
    select
        sum(if(found_on <= $as_of::date, 1, 0))::integer as found,
        sum(if(rectified_on <= $as_of::date, 1, 0))::integer as rectified
    from land_findings
)

select
    found,
    rectified,
    found - rectified as remaining
from counted
