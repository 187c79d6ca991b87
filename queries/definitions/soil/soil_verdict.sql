-- below, survey or intervene: one value of an item against its two limits. One value; NULL without a value or a limit.
-- Source: GB 36600-2018 5.3.2 (at most the screening value: the risk can be neglected), 5.3.3 (above it: detailed
-- survey and risk assessment, not yet polluted), 5.3.5 (above the intervention value: control or remediation), note 1
-- (arsenic, cobalt and vanadium at most the local background are not managed as contaminated; `background` is NULL for
-- others and where nobody has reported it).
create or replace macro soil_verdict(value, screening, intervention, background) as case
    when value is null or screening is null then null
    when value <= screening or value <= background then 'below'
    when value <= intervention then 'survey'
    else 'intervene'
end;
