-- The order of roles by responsibility. One value.
create or replace macro role_rank(role_code) as list_position(['lead', 'joint', 'unspecified', 'support'], role_code);
