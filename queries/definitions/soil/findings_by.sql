-- How many findings of an inspection at a plot there are by a day, out of the list of land_violations. One value.
create or replace macro findings_by(findings, day) as
coalesce(len(list_filter(findings, lambda f: f.opened_on <= day)), 0);
