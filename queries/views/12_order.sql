-- The order in which the notice prints its plans. One value.
create or replace macro plan_rank(plan_code) as list_position(['air', 'water', 'soil'], plan_code);

-- The order of urgency of schedules: the most urgent node speaks for its task. One value.
create or replace macro schedule_rank(schedule_code) as list_position(
    [
        'past_due', 'due_today', 'due_soon', 'in_window', 'in_force',
        'later', 'beyond_year', 'continuous', 'unstated', 'closed'
    ],
    schedule_code
);

-- The order of claims from least to most advanced: of several reports of a month the least advanced counts. One value.
create or replace macro claim_rank(claim_code) as list_position(
    ['not_started', 'delayed', 'in_progress', 'done'], claim_code
);

-- The order of lights by the care they need. One value.
create or replace macro light_rank(light_code) as list_position(['red', 'yellow', 'grey', 'green'], light_code);

-- The order of roles by responsibility. One value.
create or replace macro role_rank(role_code) as list_position(['lead', 'joint', 'unspecified', 'support'], role_code);
