-- The order of the kinds of deadlines, the most binding first: it speaks for a task with several. One value.
create or replace macro deadline_kind_rank(kind_code) as list_position(
    ['due', 'window', 'from', 'relative', 'ongoing', 'recurring', 'unstated'], kind_code
);
