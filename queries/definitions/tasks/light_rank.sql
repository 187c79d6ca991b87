-- The order of lights by the care they need. One value.
create or replace macro light_rank(light_code) as list_position(['red', 'yellow', 'grey', 'green'], light_code);
