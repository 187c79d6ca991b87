-- The order of claims from least to most advanced: of several reports of a month the least advanced counts. One value.
create or replace macro claim_rank(claim_code) as list_position(
    ['not_started', 'delayed', 'in_progress', 'done'], claim_code
);
