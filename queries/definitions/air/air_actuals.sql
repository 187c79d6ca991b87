-- What of it is known on a day, of one scope: scopes are never mixed (T11). One row per pollutant and period.
-- A period that has not ended is not seen, even if a figure was uploaded for it.
create or replace macro air_actuals(as_of, for_scope, for_dust) as table
    select
        pollutant,
        period,
        value,
        exact_value,
        basis,
        official_value,
        computed_value,
        valid_days,
        is_dust_removed,
        source,
        upload_id,
        line,
        file_name,
        is_demo
    from air_figures
    where scope = for_scope and dust = for_dust and known_from <= as_of;
