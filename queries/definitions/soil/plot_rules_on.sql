-- The rules in force for each plot on a day. One row per plot and rule; `is_known` is false where the rule hangs on a
-- survey that nobody has reported.
create or replace macro plot_rules_on(as_of) as table
    select
        plot_id,
        rule_id,
        bool_or(is_known) as is_known
    from plot_rule_spans
    where from_day <= as_of and until_day > as_of
    group by plot_id, rule_id;
