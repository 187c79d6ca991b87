-- The months a scenario names, as in 11=38,12=37, and the value it assumes for each. One row per month.
-- It comes from an address that anyone may edit: what cannot be read is left out, and the last word on a month counts.
create or replace macro air_scenario(scenario) as table
    with parts as (
        select
            unnest(string_split(scenario, ',')) as part,
            generate_subscripts(string_split(scenario, ','), 1) as place
    ),

    named as (
        select
            place,
            regexp_extract(part, '^\s*(\d{1,2})\s*=\s*(\d{1,6}(?:\.\d+)?)\s*$', ['month', 'value']) as found
        from parts
    )

    select
        found['month']::integer as month,
        arg_max(found['value']::double, place) as assumed_value
    from named
    where found['month'] <> ''
    group by found['month']::integer;
