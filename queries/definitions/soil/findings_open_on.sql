-- How many findings of an inspection at a plot are open on a day, out of the list of land_violations. One value.
create or replace macro findings_open_on(findings, day) as
coalesce(len(list_filter(findings, lambda f: f.opened_on <= day and f.closed_on > day)), 0);
