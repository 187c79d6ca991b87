-- The latest result of each point of farmland on a day, beside its limits. One row per unit, point and item.
-- Source: GB 15618-2018 (farmland_scales). A sample without a pH of its own has that of its unit; without either, an
-- item that pH divides cannot be judged. The kind of land is that of the unit. An empty cell is no result: the one
-- before it stays the latest.
create or replace macro farmland_readings(as_of) as table
    with items as (
        select distinct
            item,
            title,
            unit_of_measure,
            position
        from farmland_scales
    ),

    latest as (
        select *
        from farmland_samples
        where date <= as_of and (value is not null or is_below_limit)
        qualify row_number() over (partition by unit_code, point, item order by date desc) = 1
    ),

    placed as (
        select
            l.unit_code,
            l.point,
            l.date,
            l.item,
            l.value,
            l.is_below_limit,
            u.town,
            u.land_kind,
            coalesce(l.ph, u.ph) as ph,
            farmland_band(coalesce(l.ph, u.ph)) as ph_band,
            l.source,
            l.upload_id,
            l.line
        from latest as l
        inner join farmland_units as u on l.unit_code = u.unit_code
    )

    select
        p.unit_code,
        p.town,
        p.point,
        p.date,
        p.item,
        i.title,
        i.unit_of_measure,
        i.position,
        p.value,
        coalesce(p.is_below_limit, false) as is_below_limit,
        p.ph,
        p.land_kind,
        s.screening,
        s.control,
        s.clause,
        p.value / s.screening as times_screening,
        farmland_risk(p.value, p.is_below_limit, s.screening, s.control) as verdict,
        s.item is null and p.value is not null as lacks_ph,
        p.source,
        p.upload_id,
        p.line
    from placed as p
    left join farmland_scales as s
        on p.item = s.item and p.land_kind = s.land_kind and (s.ph_band = 0 or p.ph_band = s.ph_band)
    inner join items as i on p.item = i.item;
