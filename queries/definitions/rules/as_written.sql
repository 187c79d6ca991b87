-- A number as a person would write it: 1600 and not 1600.0. One text.
create or replace macro as_written(figure) as regexp_replace(cast(figure as varchar), '\.0$', '');
