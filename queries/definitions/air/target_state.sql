-- The verdict on a figure: the target itself still meets it (力争降到, T19). One value.
create or replace macro target_state(actual, target) as
case
    when actual is null then 'unreported'
    when target is null then 'not_judged'
    when actual <= target then 'on_target'
    else 'off_target'
end;
