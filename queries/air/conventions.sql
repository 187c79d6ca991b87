-- Where the standards are silent or practice differs: what is done here, why, and what else there is. One row per item.
select
    item,
    topic,
    chosen,
    alternative,
    basis,
    verification
from air_conventions
order by line
