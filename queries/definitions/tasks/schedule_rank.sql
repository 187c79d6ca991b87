-- The order of urgency of schedules: the most urgent node speaks for its task. One value.
create or replace macro schedule_rank(schedule_code) as list_position(
    [
        'past_due', 'due_today', 'due_soon', 'in_window', 'in_force',
        'later', 'beyond_year', 'continuous', 'unstated', 'closed', 'cancelled'
    ],
    schedule_code
);
