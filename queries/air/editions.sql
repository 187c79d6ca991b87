-- The editions of the air standards and when they are in force. One row per edition.
select
    edition,
    title,
    standards,
    effective_from,
    effective_to,
    note
from air_editions
order by edition
